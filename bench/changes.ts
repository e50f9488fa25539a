import { sql } from 'kysely'
import { connectDemo } from '#demo-consents.ts'
import { AmazonError } from '#amazon/errors.ts'
import { createEntities, listEntities, updateEntities } from '#amazon/ads/sponsored-products.ts'
import { microsFromDecimal } from '#kernel/money.ts'
import { execute } from '#features/changes/jobs/execute.ts'
import { draftWishes, propose } from '#features/changes/public/propose.ts'
import type { Wish } from '#features/changes/public/kind.ts'
import { createServer } from '#sandbox/server.ts'
import { createStage } from '#sandbox/stage.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { openProduct } from './support/product.ts'

// Ten thousand approved changes of one profile (bids of every keyword, the rest new negatives) executed against the sandbox at Amazon's
// limits, beside the bare calls that the same changes need at another profile of the same seller: read, write, read again.

const NOW = Date.parse('2026-11-10T15:00:00Z')
const CHANGES = 10_000
const CALL = 1000

export async function run(options: BenchOptions): Promise<Figure[]> {
  const stage = createStage({ seed: options.seed, start: '2026-10-20', now: NOW, speed: 0, habits: false })
  const server = createServer(stage)
  let calls = 0
  let throttled = 0
  server.addHook('onResponse', (request, reply, done) => {
    if (request.url.startsWith('/sp/')) calls += 1
    if (reply.statusCode === 429) throttled += 1
    done()
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const clock = { now: () => new Date(stage.now()), sleep: async (ms: number) => stage.clock.leap(ms) }
  const product = await openProduct({ marketplaces: ['US', 'CA'], sandbox: { url, clock } })
  try {
    const { app, actor, clientId, storeId, email, password } = product
    await app.world.jobs.register(app.jobKinds)
    await connectDemo(app, url, {
      agencyId: actor.agencyId,
      clientIds: [clientId],
      owner: { email, password },
    })
    const size = options.rows ?? CHANGES
    const us = wishesAt(stage, 'US', size)
    const ca = wishesAt(stage, 'CA', size)

    const { office } = app.changes
    const at = { clientId, storeId, marketplace: 'US' }
    const began = performance.now()
    const drafts = await draftWishes(office, actor.agencyId, at, us)
    const expiresAt = new Date(stage.now() + 7 * 86_400_000)
    const proposal = { ...at, title: 'bench', reason: '', origin: 'rule' as const, expiresAt, wishes: us }
    const made = await app.world.tenant.write({ ...actor, clientIds: [clientId] }, (tx) =>
      propose(tx, proposal, drafts),
    )
    const proposed = performance.now() - began
    const callsBefore = calls
    const simulated = stage.now()
    const executing = performance.now()
    const left = (): Promise<{ n: number }[]> =>
      app.world.tenant.read({ agencyId: actor.agencyId, clientIds: [clientId] }, (tx) =>
        tx.rows(remaining(clientId)),
      )
    for (let open = 1; open > 0; open = (await left())[0]!.n)
      await execute(office, { ...at, agencyId: actor.agencyId })
    const engineMs = performance.now() - executing
    const engineCalls = calls - callsBefore
    const took = (stage.now() - simulated) / 1000

    const bareCalls = calls
    const bareMs = await bare(app, actor.agencyId, { ...at, marketplace: 'CA' }, ca)
    const bareUsed = calls - bareCalls
    return [
      figure(
        'changes',
        'proposing',
        proposed / size,
        'ms a change',
        '',
        `${made.approved} of ${size} approved at once`,
      ),
      figure(
        'changes',
        'engine: checked, attempted, read back, in the ledger',
        engineMs / size,
        'ms a change',
        '',
        `bare calls ${(bareMs / size).toFixed(3)} ms a change`,
      ),
      figure(
        'changes',
        '… beside the bare calls',
        engineMs / bareMs,
        '×',
        '',
        'read, write, read again, nothing kept',
      ),
      figure(
        'changes',
        '… calls',
        engineCalls,
        '',
        '',
        `bare ${bareUsed}; 1,000 items a call, ${Math.ceil(size / CALL)} writes at least`,
      ),
      figure(
        'changes',
        '… items a writing call carries',
        size / Math.ceil(size / CALL),
        '',
        '',
        'Amazon takes 1,000',
      ),
      figure(
        'changes',
        '… 429',
        throttled,
        '',
        '≤ 0',
        `5 calls a second and profile, burst 30; ${took.toFixed(0)} simulated s`,
      ),
    ]
  } finally {
    await product.close()
    await server.close()
  }
}

type Stage = ReturnType<typeof createStage>
type App = Awaited<ReturnType<typeof openProduct>>['app']

const remaining = (clientId: string) => sql<{ n: number }>`
  select count(*)::int as n from change where client_id = ${clientId}::bigint and state in ('approved', 'executing', 'unknown', 'applied')`

/** A tenth more for every keyword with a bid; negatives for the rest, spread over the ad groups. */
function wishesAt(stage: Stage, marketplace: string, size: number): Wish[] {
  const { reads } = stage.market
  const key = reads.stores().find((one) => one.marketplace === marketplace)!.key
  const tree = reads.adsTree(key)
  const bids = tree.targets
    .filter(
      (one) => one.expression.kind === 'keyword' && one.state !== 'archived' && (one.bidMinor ?? 0) >= 10,
    )
    .slice(0, size)
    .map((one): Wish => ({
      kind: 'sp.bid',
      wish: { entity: 'keywords', id: one.targetId, bid: (Math.round(one.bidMinor! * 1.1) / 100).toFixed(2) },
    }))
  const groups = tree.adGroups.filter((one) => one.state !== 'archived')
  const negatives = Array.from({ length: size - bids.length }, (_, index): Wish => {
    const { campaignId, adGroupId } = groups[index % groups.length]!
    return {
      kind: 'sp.negative',
      wish: { campaignId, adGroupId, term: `no ${index}`, matchType: 'NEGATIVE_EXACT' },
    }
  })
  return [...bids, ...negatives]
}

/** The same changes by the connectors alone. Answers milliseconds. */
async function bare(
  app: App,
  agencyId: string,
  at: { clientId: string; storeId: string; marketplace: string },
  wishes: readonly Wish[],
): Promise<number> {
  const { doors } = app.access
  const open = await doors.open({ agencyId, clientId: at.clientId })
  const connection = open.find((one) => one.api === 'ads')!
  const { profileId } = connection.profiles.find((one) => one.marketplace === at.marketplace)!
  const owner = { agencyId, clientId: at.clientId }
  const door = await doors.ads(owner, connection.id, profileId, { priority: 'scheduled', patienceMs: 30_000 })
  const { clock } = app.world
  /** Tries again when Amazon says it may be. */
  const patiently = async <T>(act: () => Promise<T>): Promise<T> => {
    for (;;)
      try {
        return await act()
      } catch (error) {
        if (!(error instanceof AmazonError) || error.kind !== 'throttled') throw error
        const until = error.failure.retryAt?.getTime() ?? 0
        await clock.sleep(Math.max(until - clock.now().getTime(), 1000))
      }
  }
  const began = performance.now()
  const bids = wishes.flatMap((one) =>
    one.kind === 'sp.bid' ? [one.wish as { id: string; bid: string }] : [],
  )
  const negatives = wishes.flatMap((one) =>
    one.kind === 'sp.negative' ? [one.wish as { campaignId: string; adGroupId: string; term: string }] : [],
  )
  for (let from = 0; from < bids.length; from += CALL) {
    const part = bids.slice(from, from + CALL)
    const ids = part.map((one) => one.id)
    await patiently(() => listEntities(door, 'keywords', { ids, maxResults: CALL }))
    const changes = part.map(({ id, bid }) => ({ keywordId: id, bidMicros: microsFromDecimal(bid)! }))
    await patiently(() => updateEntities(door, 'keywords', changes))
    await patiently(() => listEntities(door, 'keywords', { ids, maxResults: CALL }))
  }
  for (let from = 0; from < negatives.length; from += CALL) {
    const part = negatives.slice(from, from + CALL)
    const groups = [...new Set(part.map((one) => one.adGroupId))]
    const list = async (): Promise<void> => {
      for (let at100 = 0; at100 < groups.length; at100 += 100) {
        let nextToken: string | undefined
        do {
          const filter = { adGroupIds: groups.slice(at100, at100 + 100), maxResults: CALL }
          const { value } = await patiently(() =>
            listEntities(door, 'negativeKeywords', {
              ...filter,
              ...(nextToken === undefined ? {} : { nextToken }),
            }),
          )
          nextToken = value.nextToken ?? undefined
        } while (nextToken !== undefined)
      }
    }
    await list()
    const state = 'ENABLED' as const
    const matchType = 'NEGATIVE_EXACT' as const
    await patiently(() =>
      createEntities(
        door,
        'negativeKeywords',
        part.map(({ campaignId, adGroupId, term }) => ({
          campaignId,
          adGroupId,
          keywordText: term,
          matchType,
          state,
        })),
      ),
    )
    await list()
  }
  return performance.now() - began
}
