import type { Micros } from '#kernel/money.ts'
import { groupBy, segmentKey, sumMicros, sumOf } from './build.ts'
import type { DiagnosisInput, Segment } from './input.ts'
import type { SoldSku } from './returns.ts'

/** Units sold per SKU: from orders, else from settlements, else from the business report by ASIN. Never added together. */
export function soldBySku(input: DiagnosisInput): Map<string, SoldSku> {
  const sold = new Map<string, SoldSku>()
  for (const row of input.asins)
    if (row.sku !== null) put(sold, row.sku, { units: row.units, salesMicros: row.salesMicros })
  for (const [sku, rows] of groupBy(input.skuMoney, (row) => row.sku)) {
    const units = sumOf(rows, (row) => row.units)
    if (units > 0) put(sold, sku, { units, salesMicros: sumMicros(rows, (row) => row.principalMicros) })
  }
  for (const [sku, rows] of groupBy(input.demand, (row) => row.sku)) {
    const orders = rows.filter((row) => row.source === 'orders')
    const days = orders.flatMap((row) => row.days)
    if (days.length > 0)
      put(sold, sku, {
        units: sumOf(days, (day) => day.units),
        salesMicros: sumMicros(days, (day) => day.salesMicros),
      })
  }
  for (const [sku, rows] of groupBy(input.skuMoney, (row) => row.sku)) {
    const own = sold.get(sku)
    if (own === undefined) continue
    own.refundMicros = -sumMicros(rows, (row) => row.refundMicros)
    own.refundedUnits = sumOf(rows, (row) => row.refundedUnits)
  }
  return sold
}

function put(sold: Map<string, SoldSku>, sku: string, own: { units: number; salesMicros: Micros }): void {
  sold.set(sku, {
    units: own.units,
    priceMicros: own.units > 0 ? own.salesMicros / BigInt(Math.round(own.units)) : 0n,
    refundMicros: 0n,
    refundedUnits: 0,
  })
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
