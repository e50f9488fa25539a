// What changed between two spans of days of equal length, and what of it comes from clicks, their price, conversion and order value.

export type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: number
  readonly sales: number
}

/** Parts add up to the difference. Null where a span has nothing to compare a ratio with. */
export type Parts = {
  /** Of the difference of spend. */
  readonly spend: { readonly clicks: number; readonly cpc: number } | null
  /** Of the difference of sales. */
  readonly sales: { readonly clicks: number; readonly conversion: number; readonly orderValue: number } | null
}

/** The logarithmic mean, by which a product's difference is shared out to its factors without a rest (Ang 2005). */
const mean = (a: number, b: number): number => (a === b ? a : (a - b) / Math.log(a / b))

/** Which factors carried the differences of spend and sales. */
export function partsOf(now: Sums, before: Sums): Parts {
  const part = (weight: number, a: number, b: number): number => weight * Math.log(a / b)
  const hasSpend = now.spend > 0 && before.spend > 0 && now.clicks > 0 && before.clicks > 0
  const hasSales = now.sales > 0 && before.sales > 0 && now.orders > 0 && before.orders > 0
  const spendWeight = mean(now.spend, before.spend)
  const salesWeight = mean(now.sales, before.sales)
  return {
    spend: hasSpend
      ? {
          clicks: part(spendWeight, now.clicks, before.clicks),
          cpc: part(spendWeight, now.spend / now.clicks, before.spend / before.clicks),
        }
      : null,
    sales:
      hasSales && now.clicks > 0 && before.clicks > 0
        ? {
            clicks: part(salesWeight, now.clicks, before.clicks),
            conversion: part(salesWeight, now.orders / now.clicks, before.orders / before.clicks),
            orderValue: part(salesWeight, now.sales / now.orders, before.sales / before.orders),
          }
        : null,
  }
}
