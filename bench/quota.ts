import { type Bucket, newBucket } from '#amazon/bucket.ts'
import { createLimiter } from '#amazon/limiter.ts'
import { type OperationName, operationOf } from '#amazon/operations.ts'
import type { QuotaCall } from '#amazon/quota-plans.ts'
import { openQuotaStore } from '#amazon/quota-store.ts'
import { memoryQuotas } from '#test/support/memory-quotas.ts'
import { type VirtualTime, virtualTime } from '#test/support/virtual-time.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { openProduct } from './support/product.ts'

// A hundred stores whose work never ends, at Amazon's published quotas: how much of what is permitted is used, and how often Amazon
// has to say no. Then what a call through the shared buckets costs in PostgreSQL.

const STORES = 100
const HOURS = 6
const WORKERS = 2
const work: readonly OperationName[] = [
  'reports.createReport',
  'reports.getReportDocument',
  'orders.searchOrders',
  'pricing.getCompetitiveSummary',
]

type Tally = { accepted: number; refused: number }

/** Amazon's side of one bucket. */
function amazonBucket(bucket: Bucket, tally: Tally): (at: number) => boolean {
  let tokens = bucket.burst
  let counted: number | null = null
  return (at) => {
    if (counted !== null) tokens = Math.min(bucket.burst, tokens + ((at - counted) / 1000) * bucket.rate)
    counted = at
    const taken = tokens >= 1 - 1e-6
    if (taken) tokens -= 1
    if (taken) tally.accepted += 1
    else tally.refused += 1
    return taken
  }
}

export async function run(options: BenchOptions): Promise<Figure[]> {
  const time = virtualTime()
  const tally: Tally = { accepted: 0, refused: 0 }
  const store = memoryQuotas()
  const untilMs = HOURS * 3_600_000
  let state = options.seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let permitted = 0
  const began = performance.now()
  const running: Promise<void>[] = []
  for (let seller = 0; seller < STORES; seller += 1)
    for (const operation of work) {
      const { rate, burst } = operationOf(operation).plan!
      permitted += burst + rate * HOURS * 3600
      const arrive = amazonBucket(newBucket({ key: '', rate, burst, adaptive: false }, 0), tally)
      for (let worker = 0; worker < WORKERS; worker += 1)
        running.push(workOn(time, store, { seller: `s${seller}`, operation, untilMs, random, arrive }))
    }
  await time.run(running, untilMs)
  const ms = performance.now() - began
  const used = tally.accepted / permitted
  return [
    figure(
      'quota',
      'share of the permitted calls used',
      used,
      '',
      '≥ 0.95',
      `${Math.round(permitted)} permitted in ${HOURS} h, ${STORES} stores`,
    ),
    figure(
      'quota',
      'avoidable 429',
      tally.refused,
      'calls',
      '≤ 0',
      `${tally.accepted} calls of ${WORKERS} workers, arriving up to 150 ms late`,
    ),
    figure('quota', 'decisions', tally.accepted / (ms / 1000), 'calls/s', '', 'in memory, one process'),
    await inDatabase(),
  ]
}

async function workOn(
  time: VirtualTime,
  store: ReturnType<typeof memoryQuotas>,
  job: {
    seller: string
    operation: OperationName
    untilMs: number
    random: () => number
    arrive: (at: number) => boolean
  },
): Promise<void> {
  const limiter = createLimiter({ store, clock: time, spread: job.random })
  const patienceMs = Number.POSITIVE_INFINITY
  const gate = limiter.gate({
    app: 'a',
    region: 'EU',
    account: job.seller,
    priority: 'scheduled',
    patienceMs,
  })
  const call: QuotaCall = { operation: job.operation, subject: null }
  while (time.elapsedMs() < job.untilMs) {
    await gate.enter(call)
    await time.sleep(job.random() * 150)
    const accepted = job.arrive(time.now().getTime())
    await gate.learn(call, { throttled: !accepted, accepted, rate: null, retryAfterMs: null })
  }
}

/** Calls a second through the buckets in PostgreSQL, eight at a time, each for a store of its own. */
async function inDatabase(): Promise<Figure> {
  const product = await openProduct()
  try {
    const { tenant, clock } = product.app.world
    const never = (): Promise<void> => Promise.reject(new Error('nobody waits here'))
    const limiter = createLimiter({ store: openQuotaStore(tenant), clock: { ...clock, sleep: never } })
    const call: QuotaCall = { operation: 'listingsItems.getListingsItem', subject: null }
    const enter = (seller: number): Promise<void> =>
      limiter.gate({ app: 'a', region: 'EU', account: `s${seller}`, priority: 'scheduled' }).enter(call)
    const calls = 2000
    for (let seller = 0; seller < 500; seller += 1) await enter(seller)
    const began = performance.now()
    await Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let i = lane; i < calls; i += 8) await enter(i % 500)
      }),
    )
    const perSecond = calls / ((performance.now() - began) / 1000)
    const allowed = STORES * work.reduce((sum, operation) => sum + operationOf(operation).plan!.rate, 0)
    const beside = `the stores above may make ${allowed.toFixed(1)} calls/s together`
    return figure('quota', 'calls let through by the database', perSecond, 'calls/s', '', beside)
  } finally {
    await product.close()
  }
}
