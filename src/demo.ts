import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import type { App } from './app.ts'
import { measure } from './features/cockpit/jobs.ts'
import { requestDiagnosis, wholeAccount } from './features/diagnosis/public/request.ts'
import { importFolder } from './features/facts/public/import-folder.ts'
import { proposeDemo } from './demo-changes.ts'
import { watchDemo } from './demo-competitors.ts'
import { connectDemo } from './demo-consents.ts'
import { agreeDemo } from './demo-agreements.ts'
import { costDemo } from './demo-costs.ts'
import { engageDemo } from './demo-engagements.ts'
import { HEAD_START_MS, type OwnSandbox, catchUp, lastSeen, resumeClock, ownSandbox } from './demo-sandbox.ts'
import type { DemoSignIn, SeedPlan } from './features/identity/public.ts'

// The demo: one agency, a person per role, three clients, a year of their own downloads, imported through the product's own paths, and
// their stores connected by consent to the sandbox that stands in for Amazon.

const demoPassword = 'steward-lantern-2026'

/** The three simulated sellers as clients; `folder` is the seller's folder of downloads. */
const clients = [
  {
    folder: 'travenor',
    name: '拓野户外 TRAVENOR',
    stores: [
      { name: 'TRAVENOR 北美', region: 'NA', marketplaces: ['US', 'CA'] },
      { name: 'TRAVENOR 欧洲', region: 'EU', marketplaces: ['UK', 'DE'] },
    ],
  },
  {
    folder: 'kelmora',
    name: '宁波厨具厂 KELMORA',
    stores: [
      { name: 'KELMORA 北美', region: 'NA', marketplaces: ['US'] },
      { name: 'KELMORA 欧洲', region: 'EU', marketplaces: ['DE'] },
    ],
  },
  {
    folder: 'fellwick',
    name: '多平台家居 FELLWICK',
    stores: [
      { name: 'FELLWICK 北美', region: 'NA', marketplaces: ['US', 'CA'] },
      { name: 'FELLWICK 欧洲', region: 'EU', marketplaces: ['UK', 'DE'] },
      { name: 'FELLWICK 日本', region: 'FE', marketplaces: ['JP'] },
    ],
  },
] as const

const plan: SeedPlan = {
  agency: '远帆代运营',
  locale: 'zh-CN',
  password: demoPassword,
  clients: clients.map(({ name, stores }) => ({
    name,
    baseCurrency: 'CNY',
    stores: stores.map((store) => ({ ...store })),
  })),
  people: [
    { key: 'lin', name: '林远', email: 'owner@demo.steward', role: 'agency_owner', clients: [0, 1, 2] },
    { key: 'wang', name: '王敏', email: 'manager@demo.steward', role: 'account_manager', clients: [0, 1, 2] },
    { key: 'zhou', name: '周航', email: 'ads@demo.steward', role: 'ads', clients: [0, 1, 2] },
    { key: 'chen', name: '陈佳', email: 'listing@demo.steward', role: 'listing', clients: [0, 1] },
    { key: 'liu', name: '刘洋', email: 'supply@demo.steward', role: 'supply', clients: [0, 1, 2] },
    { key: 'sun', name: '孙倩', email: 'finance@demo.steward', role: 'finance', clients: [0, 1, 2] },
    { key: 'he', name: '何静', email: 'compliance@demo.steward', role: 'compliance', clients: [0, 1, 2] },
    { key: 'ye', name: '叶拓', email: 'client@demo.steward', role: 'client_owner', clients: [0] },
    { key: 'mao', name: '毛宁', email: 'client.staff@demo.steward', role: 'client_staff', clients: [1] },
    { key: 'gu', name: '顾问', email: 'auditor@demo.steward', role: 'auditor', clients: [0, 1, 2] },
  ],
}

export type Demo = {
  /** Where Amazon's stand-in answers; null when another one was configured. */
  readonly sandboxUrl: string | null
  /** Imports what is not in yet and answers with the sign-ins; undefined when this installation is somebody's own. */
  fill(app: App, say: (text: string) => void): Promise<DemoSignIn[] | undefined>
  /** Begins nothing more, and resolves when what is under way is done: it still needs the product and the sandbox. */
  leave(): Promise<void>
  stop(): void
}

/**
 * Starts to make the demo's files, unless they were imported before, and the sandbox, in processes beside ours. An interrupted demo goes on
 * where it was: files and market follow from the seed and the day they were first made for, and bytes imported again change nothing.
 */
export async function prepareDemo(dataDir: string, withSandbox: boolean): Promise<Demo> {
  const marker = join(dataDir, 'demo.json')
  const seen = await lastSeen(dataDir)
  // Files end where the sandbox begins.
  const openedAt = new Date(Date.now() - HEAD_START_MS)
  const state: { until: string; done: boolean; acted?: boolean } = await readFile(marker, 'utf8').then(
    (text) => JSON.parse(text),
    () => ({ until: openedAt.toISOString().slice(0, 10), done: false }),
  )
  await mkdir(dataDir, { recursive: true })
  await writeFile(marker, JSON.stringify(state))
  const folder = join(dataDir, 'demo-downloads')
  const maker = state.done ? null : makeDownloads(folder, state.until)
  const sandbox = withSandbox ? await ownSandbox(dataDir, openedAt) : null
  const ended = new AbortController()
  let connecting: Promise<void> = Promise.resolve()
  const leave = async (): Promise<void> => {
    ended.abort()
    await connecting
  }
  const stop = (): void => {
    maker?.stop()
    sandbox?.stop()
  }
  return {
    sandboxUrl: sandbox?.url ?? null,
    leave,
    stop,
    async fill(app, say) {
      const agency = await demoAgency(app)
      if (agency === null) {
        stop()
        return undefined
      }
      if (maker !== null) {
        say('a simulated year of three sellers 三个卖家一年的模拟数据 …')
        await importDownloads(app, agency, { root: folder, downloads: maker }, say)
        await afterImport(app, agency)
        await writeFile(marker, JSON.stringify({ ...state, done: true }))
        await rm(folder, { recursive: true, force: true })
      }
      if (sandbox !== null)
        connecting = connect(app, agency, sandbox, { seen, acted: state.acted === true, ended: ended.signal })
          .then(() => writeFile(marker, JSON.stringify({ ...state, done: true, acted: true })))
          .catch((error: unknown) => {
            // Stopped in between: the next start goes on.
            if (!ended.signal.aborted) app.world.log.error('demo.not_connected', { error })
          })
      return app.identity.showDemo(
        plan.people.map(({ role, name, email }) => ({ role, name, email, password: demoPassword })),
      )
    },
  }
}

/** Connects the stores, beside a product that is in use already, and lets it read them in; a new demo's clock makes up the hours it began early. */
async function connect(
  app: App,
  agency: DemoAgency,
  sandbox: OwnSandbox,
  { seen, acted, ended }: { seen: Date | null; acted: boolean; ended: AbortSignal },
): Promise<void> {
  await sandbox.start()
  if (seen !== null) await resumeClock(sandbox, seen)
  const owner = { email: plan.people[0]!.email, password: demoPassword }
  await connectDemo(app, sandbox.url, { ...agency, owner, ended })
  app.world.log.info('demo.connected', {})
  ended.throwIfAborted()
  const actor = { kind: 'system', name: 'demo', ...agency } as const
  await app.world.tenant.write(actor, async (tx) => {
    tx.noLedger('asks a job to look')
    await tx.enqueue('facts.sync_due', {})
    await tx.enqueue('changes.witness', {})
  })
  if (seen === null) await catchUp(sandbox, ended)
  if (acted) return
  // What an earlier start was stopped before doing is done now; what is there is left alone.
  const ads = plan.people.find((one) => one.role === 'ads')!
  await proposeDemo(app, agency.clientIds[0]!, { email: ads.email, password: demoPassword }, ended)
  const manager = plan.people.find((one) => one.role === 'account_manager')!
  await watchDemo(app, agency.clientIds[0]!, { email: manager.email, password: demoPassword }, ended)
  await app.world.tenant.write(actor, async (tx) => {
    tx.noLedger('asks a job to look')
    await tx.enqueue('changes.witness', {}, { startAfter: new Date(Date.now() + 20_000) })
  })
}

type Downloads = {
  /** Resolves when this store's folder is whole. */
  folder(name: string): Promise<void>
  stop(): void
}

/** Lets a process of its own simulate and write, so that importing begins with the first store that is done. */
function makeDownloads(folder: string, until: string): Downloads {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'market', '--out', folder, '--until', until],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const done = new Set<string>()
  const news = new EventEmitter()
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('ready ')) done.add(line.slice('ready '.length))
    news.emit('line')
  })
  let ended = false
  child.once('close', () => {
    ended = true
    news.emit('line')
  })
  return {
    async folder(name) {
      while (!done.has(name)) {
        if (ended) throw new Error('The demo could not be made. STEWARD_DEMO=no starts without it.')
        await once(news, 'line')
      }
    },
    stop: () => child.kill(),
  }
}

type DemoAgency = { agencyId: string; clientIds: readonly string[] }

/** The demo's agency, made now when the installation is empty; null when it is somebody's own. */
async function demoAgency(app: App): Promise<DemoAgency | null> {
  const before = await app.world.directory.clients()
  if (before.length === 0) await app.identity.seed(plan)
  const found = await app.world.directory.clients()
  const ours = before.length === 0 || (await app.identity.knows(plan.people[0]!.email))
  const clientIds = found
    .filter((one) => one.kind === 'client' && one.agencyId === found[0]!.agencyId)
    .map((one) => one.id)
  return ours ? { agencyId: found[0]!.agencyId, clientIds } : null
}

/** Client beside client: which facts of one are live is decided file by file, but nothing of it touches another. */
async function importDownloads(
  app: App,
  agency: DemoAgency,
  from: { root: string; downloads: Downloads },
  say: (text: string) => void,
): Promise<void> {
  await Promise.all(
    agency.clientIds
      .slice(0, clients.length)
      .map((clientId, index) => importClient(app, agency, { clientId, ...clients[index]! }, from, say)),
  )
}

async function importClient(
  app: App,
  { agencyId }: DemoAgency,
  { clientId, folder, name, stores }: (typeof clients)[number] & { clientId: string },
  from: { root: string; downloads: Downloads },
  say: (text: string) => void,
): Promise<void> {
  const actor = { kind: 'system', name: 'demo', agencyId, clientIds: [clientId] } as const
  const storeIds = await app.world.tenant.read(actor, (tx) =>
    tx.rows(sql<{ id: string }>`select id from store where client_id = ${clientId}::bigint order by id`),
  )
  for (const [place, store] of stores.entries()) {
    for (const marketplace of store.marketplaces) {
      await from.downloads.folder(`${folder}/${marketplace}`)
      say(`${name} · ${marketplace}`)
      const dir = join(from.root, folder, marketplace)
      await importFolder(app.world, actor, { clientId, storeId: storeIds[place]!.id }, dir, {
        origin: 'demo',
        label: `${store.name} · ${marketplace}`,
        hints: { marketplace },
      })
    }
  }
}

/** What the cockpit shows of each client; a first diagnosis and signed ledger heads are made in the background. */
async function afterImport(app: App, agency: DemoAgency): Promise<void> {
  for (const clientId of agency.clientIds) {
    const actor = { kind: 'system', name: 'demo', agencyId: agency.agencyId, clientIds: [clientId] } as const
    await measure(app.world, { id: clientId, agencyId: agency.agencyId })
    await app.world.tenant.write(actor, (tx) => requestDiagnosis(tx, clientId, wholeAccount))
  }
  const manager = plan.people.find((one) => one.role === 'account_manager')!
  const signIn = { ...manager, password: demoPassword }
  await engageDemo(app, agency.clientIds, signIn)
  const owner = plan.people.find((one) => one.role === 'client_owner')!
  const [first] = agency.clientIds
  await costDemo(app, first!, signIn)
  await agreeDemo(app, first!, { manager: signIn, owner: { ...owner, password: demoPassword } })
  const actor = {
    kind: 'system',
    name: 'demo',
    agencyId: agency.agencyId,
    clientIds: agency.clientIds,
  } as const
  await app.world.tenant.write(actor, async (tx) => {
    tx.noLedger('asks a job to sign; the signing leaves its own evidence')
    await tx.enqueue('ledger.sign_heads', {})
  })
}
