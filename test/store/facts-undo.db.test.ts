import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AdsRow, FactRow, OrderLine } from '#features/facts/rules/rows.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'
import { confirm, dropFile, factsFile, salesDay, undo } from '../support/facts-files.ts'

// Whatever was imported and taken back, in whatever order: what is left equals importing the survivors alone.

let world: FactsWorld

beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

type File = { kind: 'sales' | 'orders' | 'span'; from: number; days: number; seed: number; asOf: number }
type Step = { import: File } | { undo: number }

const dayOf = (n: number): string => `2026-01-${String(n).padStart(2, '0')}`

function order(n: number, seed: number): OrderLine {
  return {
    dataset: 'order_line',
    orderId: `order-${n}`,
    purchasedAt: `${dayOf(n)}T10:00:00Z`,
    purchasedOn: dayOf(n),
    updatedAt: null,
    marketplace: 'DE',
    salesChannel: null,
    fulfillment: 'amazon',
    status: 'Shipped',
    itemStatus: null,
    sku: 'A',
    asin: null,
    title: null,
    quantity: seed,
    currency: 'EUR',
    itemPriceMicros: BigInt(seed) * 1_000_000n,
    itemTaxMicros: null,
    shippingPriceMicros: null,
    promotionMicros: null,
    shipCountry: null,
    isBusiness: null,
    line: n,
  }
}

function span(from: number, days: number, seed: number): AdsRow {
  return {
    dataset: 'ads',
    report: 'campaign',
    from: dayOf(from),
    to: dayOf(from + days),
    marketplace: 'DE',
    currency: 'EUR',
    portfolio: null,
    campaignId: null,
    campaign: 'Brand',
    adGroupId: null,
    adGroup: null,
    target: null,
    matchType: null,
    searchTerm: null,
    placement: null,
    biddingStrategy: null,
    sku: null,
    asin: null,
    impressions: 100,
    clicks: seed,
    costMicros: BigInt(seed) * 500_000n,
    salesMicros: 0n,
    orders: 0,
    units: 0,
    windowDays: 7,
    line: 2,
  }
}

function rowsOf({ kind, from, days, seed }: File): FactRow[] {
  if (kind === 'span') return [span(from, days, seed)]
  const numbers = Array.from({ length: days }, (_, i) => from + i)
  // Orders come with holes: a file by last update holds some orders of a day and not others.
  if (kind === 'orders')
    return numbers.filter((n) => n === from || (n + seed) % 2 === 0).map((n) => order(n, seed))
  return numbers.map((n) => salesDay(dayOf(n), seed))
}

async function newStore(): Promise<string> {
  return world.tenant.write(world.actor, async (tx) => {
    tx.noLedger('trial')
    const row = await tx.maybeOne(sql<{ id: string }>`
      insert into store (client_id, name, region, created_at)
      values (${world.clientId}::bigint, (select 'S' || count(*) from store where client_id = ${world.clientId}::bigint), 'EU', ${tx.now}) returning id`)
    return row!.id
  })
}

let serial = 0
async function importFile(storeId: string, file: File): Promise<string> {
  serial += 1
  const asOf = `2026-02-${String(file.asOf).padStart(2, '0')}T00:00:00.000Z`
  const preview = await dropFile({ ...world, storeId }, `${serial}.json`, factsFile(rowsOf(file)), { asOf })
  if (preview.state === 'refused') return ''
  return (await confirm(world, preview.id)).id
}

/** Everything the figures of a store rest on, without the ids of imports. */
async function stateOf(storeId: string): Promise<unknown> {
  const scope = sql`client_id = ${world.clientId}::bigint and store_id = ${storeId}::bigint`
  return world.tenant.read(world.actor, async (tx) => ({
    sales: await tx.rows(sql`
      select report_on, units_ordered from sales_day where ${scope} and superseded_by is null order by 1`),
    orders: await tx.rows(sql`
      select report_on, order_id, quantity from order_line where ${scope} and superseded_by is null order by 1, 2`),
    ads: await tx.rows(sql`
      select from_on, report_on, clicks from ads where ${scope} and superseded_by is null order by 1, 2`),
    days: await tx.rows(sql`
      select day, marketplace, units, orders, sales_source, sales_micros from client_day where ${scope} order by 1, 2`),
    months: await tx.rows(sql`
      select month, marketplace, units, orders, sales_days, sales_micros, clicks, ad_cost_micros from client_month where ${scope} order by 1, 2`),
  }))
}

const file: fc.Arbitrary<File> = fc.record({
  kind: fc.constantFrom('sales' as const, 'orders' as const, 'span' as const),
  from: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 2, max: 5 }),
  seed: fc.integer({ min: 1, max: 99 }),
  asOf: fc.integer({ min: 1, max: 5 }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: file.map((f) => ({ import: f })) },
  { weight: 2, arbitrary: fc.nat({ max: 9 }).map((n) => ({ undo: n })) },
)

it('is the same as importing the survivors in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 10 }), async (steps) => {
      const storeId = await newStore()
      const standing: { id: string; file: File }[] = []
      for (const one of steps) {
        if ('import' in one) {
          const id = await importFile(storeId, one.import)
          if (id !== '') standing.push({ id, file: one.import })
        } else if (standing.length > 0) {
          const [gone] = standing.splice(one.undo % standing.length, 1)
          await undo(world, gone!.id)
        }
      }
      const fresh = await newStore()
      for (const survivor of standing) await importFile(fresh, survivor.file)
      expect(await stateOf(storeId)).toEqual(await stateOf(fresh))
    }),
    { numRuns: 15 },
  )
})
