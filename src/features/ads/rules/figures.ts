import { decimalText, ratioOf } from '#kernel/money.ts'

export type AdSums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** Sums as the pages show them: money as decimal text, ACoS as a ratio. */
export function figureLine(sums: AdSums) {
  const { impressions, clicks, orders, costMicros, salesMicros } = sums
  return {
    impressions,
    clicks,
    orders,
    spend: decimalText(costMicros),
    sales: decimalText(salesMicros),
    acosRatio: ratioOf(costMicros, salesMicros),
  }
}
