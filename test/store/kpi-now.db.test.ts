import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstTerms, usualKpi } from '#features/engagement/rules/terms-draft.ts'
import { type KpiKind, kpiKinds, kpisWithoutPath } from '#features/engagement/rules/terms-kpi.ts'
import { kpisNow } from '#features/engagement/store/kpi-now.ts'
import type { AdsRow, FactRow } from '#features/facts/rules/rows.ts'
import { addDays, daysBetween } from '#kernel/day.ts'
import { confirm, dropFile, factsFile, readFactsJson, salesDay } from '../support/facts-files.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'

// Every target that can be chosen is computed from the facts of the contract's marketplaces.

let world: FactsWorld
beforeAll(async () => {
  world = await openFactsWorld('2026-03-10T08:00:00Z')
})
afterAll(() => world?.close())

const adsRow = (day: string, report: AdsRow['report'], more: Partial<AdsRow>): AdsRow => ({
  dataset: 'ads',
  report,
  from: day,
  to: day,
  marketplace: 'DE',
  currency: 'EUR',
  portfolio: null,
  campaignId: '1',
  campaign: 'One',
  adGroupId: '2',
  adGroup: 'Group',
  target: 'pan',
  matchType: 'broad',
  searchTerm: null,
  placement: null,
  biddingStrategy: null,
  sku: null,
  asin: null,
  impressions: 100,
  clicks: 10,
  costMicros: 0n,
  salesMicros: 0n,
  orders: 1,
  units: 1,
  windowDays: 7,
  line: 2,
  ...more,
})

const terms = (kinds: readonly KpiKind[], withoutBrand = false) => {
  const first = firstTerms({
    agencyName: 'A',
    clientName: 'C',
    places: [{ storeId: world.storeId, storeName: 'EU', marketplace: 'DE' }],
    startsOn: '2026-01-01',
  })
  return {
    ...first,
    kpis: kinds.map((kind) => ({ ...usualKpi(kind, 'EUR'), ...(withoutBrand ? { withoutBrand } : {}) })),
  }
}
const read = (kinds: readonly KpiKind[], withoutBrand = false) =>
  world.tenant.read(world.actor, (tx) =>
    kpisNow(tx, world.clientId, terms(kinds, withoutBrand), '2026-03-10'),
  )
const take = async (name: string, rows: readonly FactRow[]): Promise<void> => {
  const dropped = await dropFile(world, name, factsFile(rows), { read: readFactsJson })
  await confirm(world, dropped.id)
}
const owner = async (text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

it('has a figure of the running and the last month once there are facts, and says which are missing', async () => {
  expect(await read(['monthly_sales'])).toEqual([])
  const from = '2026-01-01'
  const days = Array.from({ length: daysBetween(from, '2026-03-05') }, (_, no) => addDays(from, no))
  // Ten units of 10 EUR a day; 30 EUR of advertising that brings 100, a third of both by the brand's name.
  await take(
    'days.json',
    days.map((day) => salesDay(day, 10)),
  )
  await take(
    'campaigns.json',
    days.map((day) =>
      adsRow(day, 'campaign', {
        adGroupId: null,
        adGroup: null,
        target: null,
        matchType: null,
        costMicros: 30_000_000n,
        salesMicros: 100_000_000n,
      }),
    ),
  )
  const [sales, units, conversion, acos, tacos, budget, feedback, review] = await read([
    'monthly_sales',
    'units',
    'conversion',
    'acos_ceiling',
    'tacos_ceiling',
    'budget_deviation',
    'feedback_response',
    'review_response',
  ])
  expect(sales!.now).toMatchObject({ from: '2026-03-01', to: '2026-03-05', value: 500, over: false })
  expect(sales!.before).toMatchObject({ from: '2026-02-01', to: '2026-02-28', value: 2800, over: true })
  expect(sales!.now.asOf).not.toBeNull()
  expect(units!.before.value).toBe(280)
  expect(conversion!.now.value).toBeCloseTo(0.1)
  expect(acos!.now.value).toBeCloseTo(0.3)
  expect(tacos!.before.value).toBeCloseTo(0.3)
  expect([budget!.now.gap, budget!.before.gap]).toEqual(['not_over', 'no_plan'])
  expect(feedback!.now.gap).toBe('no_data')
  expect(review!.now).toMatchObject({ value: null, gap: 'no_path' })

  await owner(`insert into budget_plan (client_id, store_id, marketplace, month, campaign_id, currency, amount_micros, set_by, set_by_name, set_at)
    values (${world.clientId}, ${world.storeId}, 'DE', '2026-02-01', '', 'EUR', 800000000, 'x', 'x', now())`)
  const [planned] = await read(['budget_deviation'])
  expect(planned!.before.value).toBeCloseTo(840 / 800 - 1)
})

it('leaves searches for the own name out where the contract says so', async () => {
  expect((await read(['acos_ceiling'], true))[0]!.now.gap).toBe('no_terms')
  const day = '2026-03-04'
  const term = (searchTerm: string, cost: bigint, sales: bigint) =>
    adsRow(day, 'search_term', {
      searchTerm,
      target: searchTerm,
      costMicros: cost * 1_000_000n,
      salesMicros: sales * 1_000_000n,
    })
  await take('terms.json', [
    term('nordlicht pfanne', 10n, 90n),
    term('pfanne', 20n, 40n),
    term('pfannen set', 10n, 20n),
  ])
  await owner(`insert into brand_words (client_id, store_id, own, rival, set_by, set_by_name, set_at)
    values (${world.clientId}, ${world.storeId}, '{Nordlicht}', '{}', 'x', 'x', now())`)
  const [acos] = await read(['acos_ceiling'], true)
  expect(acos!.now.value).toBeCloseTo(0.5)
})

it('counts how much of the poor seller feedback was answered', async () => {
  const rating = (day: string, stars: number, hasResponse: boolean): FactRow => ({
    dataset: 'feedback',
    day,
    marketplace: 'DE',
    rating: stars,
    orderId: null,
    hasResponse,
    line: 2,
  })
  await take('feedback.json', [
    rating('2026-03-01', 1, true),
    rating('2026-03-02', 3, true),
    rating('2026-03-02', 2, false),
    rating('2026-03-03', 5, false),
  ])
  const [answered] = await read(['feedback_response'])
  expect(answered!.now.value).toBeCloseTo(2 / 3)
  expect(answered!.before.gap).toBe('no_data')
})

it('knows a way to every kind that can be chosen', async () => {
  const chosen = kpiKinds.filter((kind) => !kpisWithoutPath.includes(kind))
  const found = await read(chosen)
  const gaps = found.flatMap((one) => [one.now.gap, one.before.gap])
  expect(gaps).not.toContain('no_path')
})
