import { sql } from 'kysely'
import type { BrandAdFact } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { toldOfBrands } from '../store/brand-told.ts'
import { type Where, liveFacts, microsOrNull, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

/** Sponsored Brands and Display by day, where daily files tell it, with the rows behind. */
export async function groupedBrandAds(tx: ReadTx, where: Where): Promise<BrandAdFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    currency: string
    adProduct: BrandAdFact['adProduct']
    day: Day
    cost: string
    sales: string
    clickSales: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, ad_product as "adProduct", report_on as day, sum(cost_micros)::text as cost, sum(sales_micros)::text as sales,
           sum(click_sales_micros)::text as "clickSales", ${behindColumns(sql`cost_micros desc, line`)}
    from brand_ads f where ${liveFacts(where, 'f')} and from_on = report_on and ${toldOfBrands(where)} group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
  return rows.map(({ cost, sales, clickSales, marketplace, ...row }) => ({
    ...row,
    marketplace: orNull(marketplace),
    costMicros: BigInt(cost),
    salesMicros: BigInt(sales),
    clickSalesMicros: microsOrNull(clickSales),
    ...behindOf(row),
  }))
}
