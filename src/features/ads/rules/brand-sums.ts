import type { Micros } from '#kernel/money.ts'
import type { AdSums } from './figures.ts'

/** As the reports of Sponsored Brands and Display tell; null where they do not. */
export type BrandSums = AdSums & {
  readonly clickOrders: number | null
  readonly clickSalesMicros: Micros | null
  readonly newToBrand: {
    readonly orders: number
    readonly salesMicros: Micros
    readonly ofSalesMicros: Micros
  } | null
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : a + b
const plusMicros = (a: Micros | null, b: Micros | null): Micros | null =>
  a === null || b === null ? (a ?? b) : a + b

/** What one does not tell, the other does. */
export function added(a: BrandSums, b: BrandSums): BrandSums {
  const [x, y] = [a.newToBrand, b.newToBrand]
  return {
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    orders: a.orders + b.orders,
    costMicros: a.costMicros + b.costMicros,
    salesMicros: a.salesMicros + b.salesMicros,
    clickOrders: plus(a.clickOrders, b.clickOrders),
    clickSalesMicros: plusMicros(a.clickSalesMicros, b.clickSalesMicros),
    newToBrand:
      x === null || y === null
        ? (x ?? y)
        : {
            orders: x.orders + y.orders,
            salesMicros: x.salesMicros + y.salesMicros,
            ofSalesMicros: x.ofSalesMicros + y.ofSalesMicros,
          },
  }
}
