import { type Day, addDays, daysBetween } from '#kernel/day.ts'
import { ratioOf } from '#kernel/money.ts'
import type { ReadTx } from '#platform/tenant.ts'
import {
  type UnitMargin,
  type Weighted,
  placeSettled,
  unitMargin,
  weightedMargin,
} from '../rules/cost-margin.ts'
import { type Convert, type CostOnDay, assumedOn, costOn } from '../rules/costs.ts'
import type { FxTable } from '../rules/fx.ts'
import { knownSkus, lastSettledDay, settledSkus } from '../store/cost-skus.ts'
import { costAssumptions, costEntries } from '../store/costs.ts'
import { adsByProduct } from './ads.ts'
import { coverage, coverageGaps, readFxTable } from './coverage.ts'

// What a client's SKUs cost, how long they take, and what they leave before advertising. Whoever shows any of it asks for costs.read; the
// one ratio of adMargin is for costs.margin.

/** How far back fees and returns are looked at. */
export const marginDays = 90

/** What is known of each SKU on a day, amounts in the currencies they were stated in; SKUs of which nothing is stated are not in it. */
export async function costsOf(
  tx: ReadTx,
  clientId: string,
  at: { readonly day: Day; readonly storeId?: string | null },
): Promise<ReadonlyMap<string, CostOnDay>> {
  const found = new Map<string, CostOnDay>()
  for (const [sku, entries] of await costEntries(tx, clientId)) {
    const cost = costOn(entries, { day: at.day, storeId: at.storeId ?? null })
    if (cost !== null) found.set(sku, cost)
  }
  return found
}

export type MarginWindow = { readonly from: Day; readonly to: Day; readonly daysTold: number }
export type SkuMargins = {
  /** Null when no settled money is known. */
  readonly window: MarginWindow | null
  readonly lines: readonly UnitMargin[]
}

/** What a unit leaves before advertising: today's costs and rates against what was settled over the last ninety days there are. */
export async function skuMargins(tx: ReadTx, clientId: string, today: Day): Promise<SkuMargins> {
  const to = await lastSettledDay(tx, clientId)
  if (to === null) return { window: null, lines: [] }
  const range = { from: addDays(to, 1 - marginDays), to }
  const files = await coverage(tx, { clientId, ...range })
  const untold = coverageGaps(files, 'money_line', range)
  const daysTold = untold.reduce((days, gap) => days - daysBetween(gap.from, gap.to), marginDays)
  const entries = await costEntries(tx, clientId)
  const assumptions = await costAssumptions(tx, clientId)
  const rates = await readFxTable(tx)
  const lines = placeSettled(await settledSkus(tx, { clientId, ...range })).map((settled) => {
    const { storeId, currency } = settled
    const cost = costOn(entries.get(settled.sku) ?? [], { day: today, storeId })
    const assumed = assumedOn(assumptions, { day: today, marketplace: settled.marketplace ?? '' })
    return unitMargin(settled, cost, assumed, converterTo(rates, currency, today), daysTold)
  })
  return { window: { ...range, daysTold }, lines }
}

function converterTo(rates: FxTable, currency: string, day: Day): Convert {
  return (micros, from) => {
    const made = rates.convert(micros, from, currency, day)
    return made === null ? null : { micros: made.micros, rateOn: made.rateOn }
  }
}

export type CostCoverage = {
  readonly currency: string
  readonly salesMicros: bigint
  readonly ratio: number | null
}

/** Of the settled sales of each currency, the share whose margin is known. */
export function costCoverage(lines: readonly UnitMargin[]): CostCoverage[] {
  return [...Map.groupBy(lines, (line) => line.currency)].map(([currency, own]) => {
    const sum = (list: readonly UnitMargin[]): bigint =>
      list.reduce((total, one) => total + one.salesMicros, 0n)
    const salesMicros = sum(own)
    return {
      currency,
      salesMicros,
      ratio: ratioOf(sum(own.filter((one) => one.ratio !== null)), salesMicros),
    }
  })
}

/** The margin before advertising of a store and marketplace, each advertised product weighted by its ad sales of the same days. */
export async function adMargin(
  tx: ReadTx,
  at: { readonly clientId: string; readonly storeId: string; readonly marketplace: string },
  today: Day,
): Promise<Weighted & { readonly window: MarginWindow | null }> {
  const { window, lines } = await skuMargins(tx, at.clientId, today)
  const days = window ?? { from: addDays(today, 1 - marginDays), to: today }
  const here = lines.filter((one) => one.storeId === at.storeId && one.marketplace === at.marketplace)
  const ratios = new Map(here.map((one) => [one.sku, one.ratio]))
  const asins = new Map(
    (await knownSkus(tx, { ...at, from: days.from, to: days.to })).map((one) => [one.asin, one.sku]),
  )
  const products = await adsByProduct(tx, { ...at, from: days.from, to: days.to })
  const weighed = products.map((one) => ({
    weightMicros: one.salesMicros ?? 0n,
    // Some reports name the ASIN alone.
    ratio: ratios.get(one.sku ?? asins.get(one.asin) ?? '') ?? null,
  }))
  return { ...weightedMargin(weighed), window }
}
