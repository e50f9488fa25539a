import { type RawBuilder, sql } from 'kysely'
import { brandPreference } from '../rules/brand-rows.ts'
import { type Where, liveFacts } from './where.ts'

/**
 * Rows (alias f) of Sponsored Brands and Display that count among daily ones: of each place, day and product those of the most complete
 * sort of report that is there. All tell the same money. The sorts are looked up once and not row by row: search terms are many.
 */
export function toldOfBrands(where: Where): RawBuilder<unknown> {
  const sorts = sql`${[...brandPreference]}::text[]`
  return sql`(f.from_on < f.report_on or (f.report_on, f.store_id, f.marketplace, f.ad_product, f.report) in (
    select told.report_on, told.store_id, told.marketplace, told.ad_product, (${sorts})[min(array_position(${sorts}, told.report))]
    from brand_ads told where ${liveFacts(where, 'told')} and told.from_on = told.report_on
    group by told.report_on, told.store_id, told.marketplace, told.ad_product))`
}
