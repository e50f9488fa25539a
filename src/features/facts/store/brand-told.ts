import { type RawBuilder, sql } from 'kysely'
import { type Where, liveFacts } from './where.ts'

/**
 * Rows of Sponsored Brands and Display that count among daily ones: of each place, day and product those by campaign, or else by target.
 * Both tell the same money.
 */
export function toldOfBrands(where: Where): RawBuilder<unknown> {
  return sql`(from_on < report_on or report = 'campaign' or not exists (
    select 1 from brand_ads told where ${liveFacts(where, 'told')} and told.from_on = told.report_on and told.report = 'campaign'
      and told.report_on = f.report_on and told.store_id = f.store_id and told.marketplace = f.marketplace and told.ad_product = f.ad_product))`
}
