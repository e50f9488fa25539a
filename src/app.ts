import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { userAgentOf } from './amazon/doors.ts'
import { createLimiter } from './amazon/limiter.ts'
import { openQuotaStore } from './amazon/quota-store.ts'
import { amazonEndpoints, localEndpoints } from './amazon/regions.ts'
import { type Access, createAccess } from './features/access/public/access.ts'
import { createPapers } from './features/access/public/papers.ts'
import { registerJobs } from './features/access/jobs/register.ts'
import { evidenceRoutes } from './features/access/routes/evidence.ts'
import { grantRoutes } from './features/access/routes/grants.ts'
import { recertificationRoutes } from './features/access/routes/recertification.ts'
import { clockRoutes } from './features/access/routes/register-clocks.ts'
import { leaverRoutes } from './features/access/routes/register-leavers.ts'
import { type Registry, registerRoutes } from './features/access/routes/register.ts'
import { standingRoutes } from './features/access/routes/standing.ts'
import { type Identity, createIdentity } from './features/identity/public.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openDirectory } from './platform/directory.ts'
import { openFiles } from './platform/files.ts'
import { adsKinds, adsWitness } from './features/ads/kind/kinds.ts'
import { ruleJobs } from './features/ads/jobs/rules.ts'
import { adsRoutes } from './features/ads/routes.ts'
import { bidRoutes } from './features/ads/routes/bids.ts'
import { moveRoutes } from './features/ads/routes/moves.ts'
import { ruleRoutes } from './features/ads/routes/rules.ts'
import { scheduleJobs } from './features/ads/jobs/schedule.ts'
import { scheduleRoutes } from './features/ads/routes/schedule.ts'
import { spendRoutes } from './features/ads/routes/spend.ts'
import { termRoutes } from './features/ads/routes/terms.ts'
import { structureRoutes } from './features/ads/routes/structure.ts'
import { budgetJobs } from './features/ads/jobs/budget.ts'
import { auditRoutes } from './features/ads/routes/audit.ts'
import { budgetRoutes } from './features/ads/routes/budget.ts'
import { type Changes, createChanges, toldJob } from './features/changes/public/changes.ts'
import { delegationsOf } from './features/changes/public/waiting.ts'
import { cockpitJobs } from './features/cockpit/jobs.ts'
import { cockpitRoutes } from './features/cockpit/routes.ts'
import { homeRoutes } from './features/cockpit/routes/home.ts'
import { diagnosisJobs } from './features/diagnosis/jobs.ts'
import { diagnosisRoutes } from './features/diagnosis/routes.ts'
import { contractJobs } from './features/engagement/jobs/contracts.ts'
import { competitorJobs } from './features/engagement/jobs/competitors.ts'
import { contractLine } from './features/engagement/public/contract.ts'
import { signables } from './features/engagement/public/signables.ts'
import { agreementRoutes } from './features/engagement/routes/contract-routes.ts'
import { engagementJobs } from './features/engagement/jobs/intake.ts'
import { engagementRoutes } from './features/engagement/routes/engagement.ts'
import { ledgerJobs } from './features/ledger/jobs.ts'
import { factsJobs } from './features/facts/jobs/jobs.ts'
import { streamJobs } from './features/facts/jobs/stream/jobs.ts'
import { productJobs } from './features/facts/jobs/products.ts'
import { syncJobs } from './features/facts/jobs/sync/run.ts'
import { factsRoutes } from './features/facts/routes/routes.ts'
import { queueRoutes } from './features/facts/routes/queues.ts'
import { streamRoutes } from './features/facts/routes/stream.ts'
import { syncRoutes } from './features/facts/routes/sync.ts'
import { listingRoutes } from './features/listings/routes.ts'
import { riskJobs } from './features/risk/jobs.ts'
import { riskRoutes } from './features/risk/routes.ts'
import { rehearsalRoutes } from './features/rehearsal/routes.ts'
import { clientName } from './features/ledger/public.ts'
import { ledgerRoutes } from './features/ledger/routes/ledger.ts'
import { liveRoutes } from './features/ledger/routes/live.ts'
import type { Route } from './platform/http/route.ts'
import { createHttp } from './platform/http/server.ts'
import { serveWeb } from './platform/http/web.ts'
import { type JobKind, createJobs } from './platform/jobs.ts'
import { openLive } from './platform/live.ts'
import { type Log, createLog } from './platform/log.ts'
import { createMail } from './platform/mail.ts'
import { migrate } from './platform/postgres/migrate.ts'
import { ensureLogins } from './platform/postgres/roles.ts'
import { openSecrets } from './platform/secrets.ts'
import { createTenant } from './platform/tenant.ts'
import { openTurns } from './platform/turns.ts'
import { type KeyWrapper, openVault, readVaultKeys } from './platform/vault.ts'
import type { World } from './platform/world.ts'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/** A composed product over one database: not yet listening, not yet working. */
export type App = {
  readonly world: World
  readonly http: FastifyInstance
  readonly jobKinds: readonly JobKind[]
  /** Every mounted route; the isolation test calls each. */
  readonly routes: readonly Route[]
  readonly identity: Identity
  readonly access: Access
  readonly changes: Changes
  /** From now on /healthz answers 200. */
  ready(): void
  close(): Promise<void>
}

export type AppOptions = {
  config: Config
  /** The database's owner: migrates, and makes the two login roles. */
  ownerUrl: string
  publicUrl: string
  clock?: Clock
  /** The machine's time; the same as `clock` when left out. */
  wall?: Clock
  log?: Log
  /** How Amazon (or the sandbox) is reached; the machine's own when left out. */
  fetch?: typeof globalThis.fetch
  /** A key service for tokens and secrets; keys from environment or file when left out. */
  vaultKeys?: KeyWrapper
  /** False where the schema is known to be current (tests on a cloned template). */
  migrate?: boolean
}

/** Composition: config → world → the rooms' routes and jobs. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config } = options
  const clock = options.clock ?? systemClock
  const wall = options.wall ?? clock
  const log = options.log ?? createLog(config.logLevel)
  if (options.migrate !== false) await migrate(options.ownerUrl)
  const secrets = await openSecrets(config.dataDir, config.keyHex)
  const urls = await ensureLogins(options.ownerUrl, secrets.derive('database'))
  const jobs = createJobs(urls.app, log)
  const tenant = createTenant({ url: urls.app, clock, enqueue: jobs.enqueue })
  const mail = createMail({
    url: urls.auth,
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    clock: wall,
    log,
  })
  const files = openFiles(join(config.dataDir, 'files'), secrets)
  const directory = openDirectory(urls.auth)
  const turns = openTurns(urls.app)
  const live = openLive(urls.app, log)
  const vault = openVault(options.vaultKeys ?? (await readVaultKeys(config.dataDir, config.vaultKeysHex)))
  const world: World = {
    directory,
    turns,
    config,
    clock,
    wall,
    log,
    secrets,
    vault,
    files,
    mail,
    tenant,
    jobs,
    publicUrl: options.publicUrl,
    authUrl: urls.auth,
  }

  const identity = createIdentity(world)
  const maker = {
    endpoints: config.sandboxUrl === null ? amazonEndpoints : localEndpoints(config.sandboxUrl),
    fetch: options.fetch ?? globalThis.fetch,
    clock,
    limiter: createLimiter({ store: openQuotaStore(tenant), clock }),
    userAgent: userAgentOf(version),
  }
  const access = createAccess(world, maker, identity.readersOf, identity.ownersOf)
  const papers = createPapers(world, identity.peopleOf, signables)
  const changes = createChanges(world, access.doors, adsKinds, {
    peopleOf: identity.peopleOf,
    appNames: access.appNames,
    clientName,
    witness: adsWitness,
  })
  const registry: Registry = {
    world,
    peopleOf: identity.peopleOf,
    membersOf: identity.membersOf,
    delegationsOf,
  }
  await access.refuseMixedWorlds()
  const routes: Route[] = [
    ...identity.routes,
    ...access.routes,
    ...papers.routes,
    ...grantRoutes(identity.peopleOf),
    ...registerRoutes(registry),
    ...recertificationRoutes(registry),
    ...leaverRoutes(registry),
    ...clockRoutes(registry),
    ...standingRoutes(),
    ...evidenceRoutes(registry, contractLine),
    ...ledgerRoutes(world),
    ...liveRoutes(live, identity.authenticate),
    ...cockpitRoutes(),
    ...homeRoutes(changes.office),
    ...riskRoutes(),
    ...listingRoutes(),
    ...diagnosisRoutes(),
    ...factsRoutes(world),
    ...syncRoutes(access.doors),
    ...streamRoutes(world),
    ...queueRoutes(world, maker.fetch),
    ...changes.routes,
    ...agreementRoutes(identity.peopleOf),
    ...adsRoutes(),
    ...bidRoutes(changes.office),
    ...moveRoutes(),
    ...termRoutes(),
    ...spendRoutes(),
    ...structureRoutes(),
    ...budgetRoutes(),
    ...auditRoutes(world),
    ...ruleRoutes(changes.office),
    ...scheduleRoutes(changes.office),
    ...engagementRoutes(world, identity.peopleOf, access.doors),
    ...rehearsalRoutes(world, access.doors, [
      'facts.sync_due',
      'facts.stream',
      'access.look',
      'access.rotation',
      'access.papers',
      'access.register',
      'cockpit.sweep',
      'risk.health',
      'ads.schedules',
      'changes.due',
      'changes.witness',
      'changes.measure',
      'ads.budget',
      'ads.rules_due',
      'engagement.contracts_due',
      'engagement.competitors_due',
    ]),
  ]
  const jobKinds: JobKind[] = [
    ...identity.jobs,
    ...access.jobs,
    ...papers.jobs,
    ...registerJobs(registry),
    ...ledgerJobs(world, identity.readersOf),
    ...cockpitJobs(world),
    ...riskJobs(world, identity.peopleOf),
    ...diagnosisJobs(world),
    ...factsJobs(world),
    ...syncJobs(world, access.doors),
    ...streamJobs(world, access.doors, maker.fetch, toldJob),
    ...changes.jobs,
    ...contractJobs(world),
    ...competitorJobs(world),
    ...productJobs(world, access.doors),
    ...budgetJobs(changes.office),
    ...ruleJobs(changes.office),
    ...scheduleJobs(changes.office),
    ...engagementJobs(world, identity.peopleOf),
  ]
  let ready = false
  const http = await createHttp({
    routes,
    authenticate: identity.authenticate,
    publicUrl: options.publicUrl,
    tenant,
    clock,
    wall,
    log,
    uploadLimitBytes: 2_000_000_000,
    ratePerMinute: 1200,
    isReady: () => ready,
  })
  await serveWeb(http)

  return {
    world,
    http,
    jobKinds,
    routes,
    identity,
    access,
    changes,
    ready() {
      ready = true
    },
    async close() {
      // Streams would keep the server waiting.
      await live.close()
      await http.close()
      // Jobs under way still ask who is who.
      await jobs.stop()
      await identity.close()
      await turns.close()
      await tenant.close()
      await mail.close()
      await directory.close()
    },
  }
}
