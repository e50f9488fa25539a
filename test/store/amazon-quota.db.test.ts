import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket, take } from '#amazon/bucket.ts'
import { type GateOptions, createLimiter } from '#amazon/limiter.ts'
import { operationOf } from '#amazon/operations.ts'
import type { QuotaCall } from '#amazon/quota-plans.ts'
import { listQuotas, openQuotaStore } from '#amazon/quota-store.ts'
import { fixedClock } from '#platform/clock.ts'
import { createJobs } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { ensureLogins } from '#platform/postgres/roles.ts'
import { type Tenant, createTenant } from '#platform/tenant.ts'
import { createDatabase, loginSecret } from '#test/support/database.ts'

// Two workers with a pool each on one PostgreSQL.

const clock = fixedClock('2026-03-01T00:00:00.000Z')
let tenants: Tenant[]
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await createDatabase()
  drop = database.drop
  const urls = await ensureLogins(database.ownerUrl, loginSecret)
  const { enqueue } = createJobs(urls.app, createLog('error'))
  tenants = [1, 2].map(() => createTenant({ url: urls.app, clock, enqueue, poolSize: 6 }))
})

afterAll(async () => {
  await Promise.all(tenants.map((tenant) => tenant.close()))
  await drop()
})

const limiters = () =>
  tenants.map((tenant) =>
    createLimiter({
      store: openQuotaStore(tenant),
      clock: { ...clock, sleep: () => Promise.reject(new Error('no waiting here')) },
    }),
  )
const who = (account: string, more: Partial<GateOptions> = {}): GateOptions => ({
  app: 'app',
  account,
  region: 'EU',
  priority: 'scheduled',
  ...more,
})

/** How many of so many calls at once, spread over both workers, are let through. */
async function letThrough(account: string, quota: QuotaCall, calls: number): Promise<number> {
  const workers = limiters()
  const tries = Array.from({ length: calls }, async (_, i) =>
    workers[i % 2]!.gate(who(account))
      .enter(quota)
      .then(
        () => 1,
        () => 0,
      ),
  )
  return (await Promise.all(tries)).reduce((sum: number, one) => sum + one, 0)
}

describe('one quota in the database', () => {
  it('is never exceeded and never wasted by two workers that ask at once', async () => {
    const quota: QuotaCall = { operation: 'orders.getOrder', subject: null }
    const { rate, burst } = operationOf('orders.getOrder').plan!
    expect(await letThrough('seller-1', quota, burst + 30)).toBe(burst)
    // What flowed into the full bucket while the first call was on its way does not count.
    clock.advance(20_150)
    expect(await letThrough('seller-1', quota, burst)).toBe(rate * 20)
    clock.advance(3_600_000)
    expect(await letThrough('seller-1', quota, burst + 5)).toBe(burst)
  })

  it('is drawn from for the pair, the report type and the application in one step', async () => {
    const quota: QuotaCall = { operation: 'reports.createReport', subject: 'GET_SALES_AND_TRAFFIC_REPORT' }
    const { burst } = operationOf('reports.createReport').plan!
    expect(await letThrough('seller-2', quota, burst + 10)).toBe(burst)
    const other: QuotaCall = { ...quota, subject: 'GET_MERCHANT_LISTINGS_ALL_DATA' }
    expect(await letThrough('seller-2', other, 4)).toBe(0)
    expect(await letThrough('seller-3', other, 4)).toBe(4)
  })

  it('keeps the place of a waiting person against the other worker, and forgets it when it is gone', async () => {
    const quota: QuotaCall = { operation: 'pricing.getCompetitiveSummary', subject: null }
    const [one, two] = limiters()
    await one!.gate(who('seller-4')).enter(quota)
    const person = one!.gate(who('seller-4', { priority: 'interactive', ticket: 'person' }))
    const sweep = two!.gate(who('seller-4', { ticket: 'sweep' }))
    await expect(sweep.enter(quota)).rejects.toMatchObject({ kind: 'throttled' })
    await expect(person.enter(quota)).rejects.toMatchObject({ kind: 'throttled' })
    clock.advance(30_500)
    await expect(sweep.enter(quota)).rejects.toMatchObject({ kind: 'throttled' })
    await expect(person.enter(quota)).resolves.toBeUndefined()
    clock.advance(30_500)
    await expect(sweep.enter(quota)).resolves.toBeUndefined()
  })

  it('what one worker learned holds for the other', async () => {
    const quota: QuotaCall = { operation: 'history.getHistory', subject: null }
    const [one, two] = limiters()
    const gate = one!.gate(who('profile-1'))
    await gate.enter(quota)
    const back = await gate.learn(quota, {
      throttled: true,
      accepted: false,
      rate: null,
      retryAfterMs: 45_000,
    })
    const other = two!.gate(who('profile-1', { ticket: 'other' }))
    const failure = await other.enter(quota).catch((error: { failure: { retryAt: Date } }) => error.failure)
    expect(failure?.retryAt).toEqual(back)
    clock.advance(45_000)
    await expect(other.enter(quota)).resolves.toBeUndefined()
  })

  it('reads back what was written, to the last digit', async () => {
    const store = openQuotaStore(tenants[0]!)
    const plan = { key: 'sp/x/y/z', rate: 0.0056, burst: 20, adaptive: false }
    const now = clock.now().getTime()
    const ask = { ticket: 't', priority: 1, now }
    const expected = take([{ bucket: newBucket(plan, now), waiting: [] }], ask, [plan]).shelves
    await store.change([plan], now, (shelves) => {
      const taken = take(shelves, ask, [plan])
      return { result: null, shelves: taken.shelves }
    })
    const seen = await store.change([plan], now, (shelves) => ({ result: shelves, shelves }))
    expect(seen).toEqual(expected)
  })

  it('is shown by the stores one names, and by no others', async () => {
    const lines = await tenants[0]!.read({ agencyId: '0', clientIds: [] }, (tx) =>
      listQuotas(tx, ['sp/app/EU/seller-2/'], clock.now()),
    )
    expect(lines.map((line) => [line.key, line.publishedPerSecond, line.waiting])).toEqual([
      ['sp/app/EU/seller-2/reports.createReport', 0.0167, 0],
      ['sp/app/EU/seller-2/reports.createReport/GET_MERCHANT_LISTINGS_ALL_DATA', 0.0167, 0],
      ['sp/app/EU/seller-2/reports.createReport/GET_SALES_AND_TRAFFIC_REPORT', 0.0167, 0],
    ])
  })
})
