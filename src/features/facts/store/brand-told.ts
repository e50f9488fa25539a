import { type RawBuilder, sql } from 'kysely'
import { brandPreference } from '../rules/brand-rows.ts'
import { type Where, liveFacts } from './where.ts'

/**
 * Rows of Sponsored Brands and Display that count among daily ones: of each place, day and product those of the most complete sort of
 * report that is there. All tell the same money.
 */
export function toldOfBrands(where: Where): RawBuilder<unknown> {
  const rank = (report: string) => sql`array_position(${[...brandPreference]}::text[], ${sql.ref(report)})`
  return sql`(f.from_on < f.report_on or f.report = 'campaign' or not exists (
    select 1 from brand_ads told where ${liveFacts(where, 'told')} and told.from_on = told.report_on
      and ${rank('told.report')} < ${rank('f.report')}
      and told.report_on = f.report_on and told.store_id = f.store_id and told.marketplace = f.marketplace and told.ad_product = f.ad_product))`
}
