import { type Day, addDays, addMonths, daysBetween } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'
import { groupBy, segmentKey, sumMicros, sumOf } from './build.ts'
import type { AsinFact, DemandFact, DiagnosisInput, Segment, SkuMoneyFact } from './input.ts'

/** What one product sold and what its refunds cost. */
export type SoldSku = { units: number; refundMicros: Micros; refundedUnits: number; priceMicros: Micros }

/** Units sold over one stretch of days by SKU (by ASIN where the report has no SKU), from one source. */
export type SoldBook = { from: Day; to: Day; of: ReadonlyMap<string, SoldSku> }

type Sale = { key: string; units: number; salesMicros: Micros }

/**
 * The units a marketplace's returns are measured against: from orders, the business report by ASIN or settlements, whichever
 * reaches furthest; sources are never added. Null when none states its days, or when the file does not say which of several
 * marketplaces it is about.
 */
export function soldBook(input: DiagnosisInput, marketplace: string | null): SoldBook | null {
  const own = <T extends Segment>(rows: readonly T[]): T[] | null => {
    const found = marketplace === null ? [...rows] : rows.filter((row) => row.marketplace === marketplace)
    return found.length === 0 || new Set(found.map(segmentKey)).size > 1 ? null : found
  }
  const books = [
    bookOf(ordersSold(own(input.demand.filter((row) => row.source === 'orders')))),
    bookOf(asinsSold(own(input.asins.filter((row) => row.from !== null && row.to !== null)))),
    bookOf(settledSold(own(input.skuMoney.filter((row) => row.units > 0)))),
  ].filter((book) => book !== null)
  const best = books.toSorted((a, b) => daysBetween(b.from, b.to) - daysBetween(a.from, a.to))[0]
  if (best === undefined) return null
  for (const [sku, rows] of groupBy(own(input.skuMoney) ?? [], (row) => row.sku)) {
    const sold = best.of.get(sku)
    if (sold === undefined) continue
    sold.refundMicros = -sumMicros(rows, (row) => row.refundMicros)
    sold.refundedUnits = sumOf(rows, (row) => row.refundedUnits)
  }
  return best
}

type Sales = { from: Day; to: Day; sales: Sale[] } | null

const first = (days: readonly Day[]): Day => days.reduce((a, b) => (a < b ? a : b))
const last = (days: readonly Day[]): Day => days.reduce((a, b) => (a > b ? a : b))

function ordersSold(rows: readonly DemandFact[] | null): Sales {
  const days = (rows ?? []).flatMap((row) => row.days.map((one) => one.day))
  if (rows === null || days.length === 0) return null
  const sales = rows.map((row) => ({
    key: row.sku,
    units: sumOf(row.days, (day) => day.units),
    salesMicros: sumMicros(row.days, (day) => day.salesMicros),
  }))
  return { from: first(days), to: last(days), sales }
}

function asinsSold(rows: readonly AsinFact[] | null): Sales {
  if (rows === null) return null
  const sales = rows.map((row) => ({
    key: row.sku ?? row.asin,
    units: row.units,
    salesMicros: row.salesMicros,
  }))
  return { from: first(rows.map((row) => row.from!)), to: last(rows.map((row) => row.to!)), sales }
}

function settledSold(rows: readonly SkuMoneyFact[] | null): Sales {
  if (rows === null) return null
  const months = rows.map((row) => row.month)
  const sales = rows.map((row) => ({ key: row.sku, units: row.units, salesMicros: row.principalMicros }))
  return { from: first(months), to: addDays(addMonths(last(months), 1), -1), sales }
}

function bookOf(sold: Sales): { from: Day; to: Day; of: Map<string, SoldSku> } | null {
  if (sold === null) return null
  const of = new Map<string, SoldSku>()
  for (const [key, rows] of groupBy(sold.sales, (sale) => sale.key)) {
    const units = sumOf(rows, (row) => row.units)
    const salesMicros = sumMicros(rows, (row) => row.salesMicros)
    const priceMicros = units > 0 ? salesMicros / BigInt(Math.round(units)) : 0n
    of.set(key, { units, priceMicros, refundMicros: 0n, refundedUnits: 0 })
  }
  return { from: sold.from, to: sold.to, of }
}

/** What is left of a unit of principal after Amazon's fees and refunds, by currency; null where no settlement tells. */
export function netShareOf(input: DiagnosisInput): (segment: Segment) => number | null {
  const shares = new Map<string, number>()
  for (const [currency, rows] of groupBy(input.money, (row) => row.currency)) {
    const principal = sumMicros(
      rows.filter((row) => row.category === 'principal'),
      (row) => row.amountMicros,
    )
    const fees = sumMicros(
      rows.filter(
        (row) =>
          row.category.endsWith('_fee') ||
          row.category === 'refund_principal' ||
          row.category === 'promotion',
      ),
      (row) => row.amountMicros,
    )
    if (principal > 0n) shares.set(currency, Math.min(1, Math.max(0, 1 + Number(fees) / Number(principal))))
  }
  return (segment) => shares.get(segment.currency) ?? null
}

/** Every marketplace and currency that appears anywhere, in a fixed order. */
export function segmentsOf(input: DiagnosisInput): Segment[] {
  const all = new Map<string, Segment>()
  for (const row of [...input.salesDays, ...input.asins, ...input.ads.spans, ...input.demand, ...input.money])
    all.set(segmentKey(row), { marketplace: row.marketplace, currency: row.currency })
  return [...all.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, segment]) => segment)
}
