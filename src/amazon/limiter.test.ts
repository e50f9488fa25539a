import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryQuotas } from '#test/support/memory-quotas.ts'
import { type VirtualTime, virtualTime } from '#test/support/virtual-time.ts'
import { FLIGHT_MS, type Plan } from './bucket.ts'
import type { AmazonError } from './errors.ts'
import { type GateOptions, createLimiter } from './limiter.ts'
import { operationOf } from './operations.ts'
import { type QuotaCall, plansOf } from './quota-plans.ts'

/** Amazon's side: a token bucket that counts what arrives, when it arrives. */
function amazonBucket(rate: number, burst: number) {
  let tokens = burst
  let counted = Number.NaN
  let current = rate
  return {
    accepted: 0,
    refused: 0,
    setRate(next: number) {
      current = next
    },
    arrive(atMs: number): boolean {
      if (!Number.isNaN(counted)) tokens = Math.min(burst, tokens + ((atMs - counted) / 1000) * current)
      counted = atMs
      // A hair of tolerance for the arithmetic of doubles.
      if (tokens < 1 - 1e-6) {
        this.refused++
        return false
      }
      tokens--
      this.accepted++
      return true
    },
  }
}

const seller: Omit<GateOptions, 'priority'> = { app: 'app', account: 'seller', region: 'EU' }
const call = (operation: QuotaCall['operation'], subject: string | null = null): QuotaCall => ({
  operation,
  subject,
})
const seen = { throttled: false, accepted: true, rate: null, retryAfterMs: null }

/** Workers that ask without a pause until the time is up; flights take up to FLIGHT_MS and overtake each other. */
async function hammer(
  time: VirtualTime,
  amazon: ReturnType<typeof amazonBucket>,
  quota: QuotaCall,
  workers: number,
  untilMs: number,
  flights: () => number,
): Promise<void> {
  const store = memoryQuotas()
  const worker = async (): Promise<void> => {
    const limiter = createLimiter({ store, clock: time, spread: () => 0.5 })
    const gate = limiter.gate({ ...seller, priority: 'scheduled', patienceMs: Number.POSITIVE_INFINITY })
    while (time.elapsedMs() < untilMs) {
      await gate.enter(quota)
      await time.sleep(flights() * FLIGHT_MS)
      const ok = amazon.arrive(time.now().getTime())
      await gate.learn(quota, { ...seen, throttled: !ok, accepted: ok })
    }
  }
  await time.run(Array.from({ length: workers }, worker), untilMs)
}

describe('two workers and one quota', () => {
  const cases = ['reports.createReport', 'orders.searchOrders', 'listingsItems.getListingsItem'] as const
  it.each(cases)('%s: no call beyond the published rate, and nearly all of it used', async (operation) => {
    const { rate, burst } = operationOf(operation).plan!
    const hours = rate < 1 ? 24 : 0.05
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        let state = seed | 1
        const random = (): number => {
          state = Math.imul(state, 1_103_515_245) + 12_345
          return ((state >>> 8) & 0xffff) / 0xffff
        }
        const time = virtualTime()
        const amazon = amazonBucket(rate, burst)
        await hammer(time, amazon, call(operation), 2, hours * 3_600_000, random)
        const permitted = burst + rate * hours * 3600
        expect(amazon.refused).toBe(0)
        expect(amazon.accepted).toBeGreaterThan(permitted * 0.95 - 1)
        expect(amazon.accepted).toBeLessThanOrEqual(permitted + 1)
      }),
      { numRuns: 8 },
    )
  })

  it('a quota cut to a tenth is found, and used', async () => {
    const time = virtualTime()
    const { rate, burst } = operationOf('orders.getOrder').plan!
    const amazon = amazonBucket(rate, burst)
    amazon.setRate(rate / 10)
    await hammer(time, amazon, call('orders.getOrder'), 2, 4 * 3_600_000, () => 0.5)
    const permitted = burst + (rate / 10) * 4 * 3600
    expect(amazon.accepted).toBeGreaterThan(permitted * 0.85)
    expect(amazon.refused).toBeLessThan(permitted * 0.06)
  })

  it('a rate that nobody publishes is found by trying', async () => {
    const time = virtualTime()
    const amazon = amazonBucket(7, 10)
    const quota = call('sponsoredProducts.listCampaigns')
    await hammer(time, amazon, quota, 2, 600_000, () => 0.2)
    expect(amazon.accepted).toBeGreaterThan(7 * 600 * 0.8)
    expect(amazon.refused).toBeLessThan(amazon.accepted * 0.03)
  })
})

describe('who goes first', () => {
  it('a person before the sweep, the sweep before the backfill, and within one kind who came first', async () => {
    const time = virtualTime()
    const limiter = createLimiter({ store: memoryQuotas(), clock: time })
    const quota = call('pricing.getCompetitiveSummary')
    const order: string[] = []
    const enter = async (name: string, priority: GateOptions['priority'], afterMs: number): Promise<void> => {
      await time.sleep(afterMs)
      const gate = limiter.gate({ ...seller, priority, ticket: name, patienceMs: 1e9 })
      await gate.enter(quota)
      order.push(name)
    }
    await time.run([
      enter('first', 'backfill', 0),
      enter('backfill 1', 'backfill', 10),
      enter('backfill 2', 'backfill', 20),
      enter('sweep', 'scheduled', 30),
      enter('person', 'interactive', 40),
    ])
    expect(order).toEqual(['first', 'person', 'sweep', 'backfill 1', 'backfill 2'])
    // Five calls of a bucket of one: four waits of one call's time each, nothing lost between them.
    expect(time.elapsedMs()).toBeLessThan((4 / 0.033) * 1000 + 2000)
  })

  it('without patience a call is put off with the instant to come back', async () => {
    const time = virtualTime()
    const limiter = createLimiter({ store: memoryQuotas(), clock: time })
    const gate = limiter.gate({ ...seller, priority: 'scheduled' })
    const quota = call('pricing.getCompetitiveSummary')
    await gate.enter(quota)
    const failure = await gate.enter(quota).catch((error: AmazonError) => error.failure)
    expect(failure).toMatchObject({ kind: 'throttled', code: 'quota_wait', status: null })
    expect(failure?.retryAt?.toISOString()).toBe('2026-03-02T00:00:30.454Z')
  })

  it('a worker that died keeps its place for seconds only', async () => {
    const time = virtualTime()
    const limiter = createLimiter({ store: memoryQuotas(), clock: time })
    const quota = call('pricing.getCompetitiveSummary')
    const dead = limiter.gate({ ...seller, priority: 'interactive', ticket: 'dead' })
    await dead.enter(quota)
    await dead.enter(quota).catch(() => undefined)
    const alive = limiter.gate({ ...seller, priority: 'backfill', patienceMs: 1e9 })
    await time.run([alive.enter(quota)])
    expect(time.elapsedMs()).toBeLessThan(30_303 + 150 + 7_000)
  })
})

describe('what an answer teaches', () => {
  it('a header sets the rate of the pair, higher or lower', async () => {
    const time = virtualTime()
    const store = memoryQuotas()
    const gate = createLimiter({ store, clock: time }).gate({
      ...seller,
      priority: 'scheduled',
    })
    const quota = call('orders.getOrder')
    const rate = (): number => store.shelves.get('sp/app/EU/seller/orders.getOrder')!.bucket.rate
    await gate.enter(quota)
    await gate.learn(quota, { ...seen, rate: 5 })
    expect(rate()).toBe(5)
    await gate.learn(quota, { ...seen, rate: 0.05 })
    expect(rate()).toBe(0.05)
  })

  it('a 429 while calls are left is the report type, not the pair', async () => {
    const time = virtualTime()
    const gate = createLimiter({ store: memoryQuotas(), clock: time }).gate({
      ...seller,
      priority: 'scheduled',
    })
    const busy = call('reports.createReport', 'GET_LEDGER_DETAIL_VIEW_DATA')
    await gate.enter(busy)
    const back = await gate.learn(busy, { ...seen, throttled: true, accepted: false })
    expect(back!.getTime()).toBeGreaterThan(time.now().getTime() + 59_000)
    await expect(gate.enter(busy)).rejects.toMatchObject({ failure: { code: 'quota_wait' } })
    await expect(
      gate.enter(call('reports.createReport', 'GET_FBA_REIMBURSEMENTS_DATA')),
    ).resolves.toBeUndefined()
  })

  it('Retry-After is kept', async () => {
    const time = virtualTime()
    const gate = createLimiter({ store: memoryQuotas(), clock: time }).gate({
      ...seller,
      priority: 'scheduled',
    })
    const quota = call('history.getHistory')
    await gate.enter(quota)
    const back = await gate.learn(quota, { ...seen, throttled: true, accepted: false, retryAfterMs: 60_000 })
    expect(back!.getTime() - time.now().getTime()).toBe(60_000)
  })

  it('a report that FBA renews on a clock is asked for once in that time, unless it was not accepted', async () => {
    const time = virtualTime()
    const gate = createLimiter({ store: memoryQuotas(), clock: time }).gate({
      ...seller,
      priority: 'scheduled',
    })
    const quota: QuotaCall = {
      operation: 'reports.createReport',
      subject: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA',
      interval: { name: 'MYI/DE', seconds: 1800 },
    }
    await gate.enter(quota)
    await gate.learn(quota, { ...seen, accepted: false })
    await gate.enter(quota)
    await gate.learn(quota, seen)
    const failure = await gate.enter(quota).catch((error: AmazonError) => error.failure)
    expect(failure?.retryAt!.getTime()).toBeGreaterThan(time.now().getTime() + 1_799_000)
  })
})

describe('the buckets of a call', () => {
  it('are of the pair, the application and the report type', () => {
    const keys = (quota: QuotaCall): string[] => plansOf(seller, quota).map((plan: Plan) => plan.key)
    expect(keys(call('catalogItems.getCatalogItem'))).toEqual([
      'sp/app/EU/seller/catalogItems.getCatalogItem',
      'sp/app/catalogItems.getCatalogItem',
    ])
    expect(keys(call('reports.createReport', 'X'))).toEqual([
      'sp/app/EU/seller/reports.createReport',
      'sp/app/EU/seller/reports.createReport/X',
    ])
    expect(keys(call('sponsoredProducts.updateKeywords'))).toEqual(['ads/app/EU/seller/write'])
    expect(keys(call('sponsoredProducts.listKeywords'))).toEqual(['ads/app/EU/seller/list'])
  })
})
