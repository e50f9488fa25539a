import { z } from 'zod'
import { idText, instant, maybe, micros, real } from '../json.ts'
import type { StreamRecord } from './messages.ts'

// Typed readings of Marketing Stream's records. Money is in the record's currency; hours are text in the advertiser's zone.

const count = z.coerce.number().int()
const keys = {
  currency: z.string(),
  campaign_id: idText,
  ad_group_id: idText,
  ad_id: maybe(idText),
  keyword_id: maybe(idText),
  placement: z.string(),
  time_window_start: z.string(),
}

const traffic = z
  .object({
    ...keys,
    keyword_text: maybe(z.string()),
    match_type: maybe(z.string()),
    impressions: count,
    clicks: count,
    cost: micros,
  })
  .transform((found) => ({
    currency: found.currency,
    campaignId: found.campaign_id,
    adGroupId: found.ad_group_id,
    adId: found.ad_id,
    keywordId: found.keyword_id,
    keywordText: found.keyword_text,
    matchType: found.match_type,
    /** Display text, an open set: "Top of Search on-Amazon". */
    placement: found.placement,
    windowStart: found.time_window_start,
    impressions: found.impressions,
    clicks: found.clicks,
    costMicros: found.cost,
  }))

const conversion = z
  .object({
    ...keys,
    attributed_conversions_7d: count,
    attributed_conversions_14d: count,
    attributed_sales_7d: micros,
    attributed_sales_14d: micros,
    attributed_units_ordered_7d: count,
    attributed_units_ordered_14d: count,
    attributed_sales_7d_same_sku: micros,
    attributed_conversions_7d_same_sku: count,
  })
  .transform((found) => ({
    currency: found.currency,
    campaignId: found.campaign_id,
    adGroupId: found.ad_group_id,
    adId: found.ad_id,
    keywordId: found.keyword_id,
    placement: found.placement,
    windowStart: found.time_window_start,
    orders7d: found.attributed_conversions_7d,
    orders14d: found.attributed_conversions_14d,
    sales7dMicros: found.attributed_sales_7d,
    sales14dMicros: found.attributed_sales_14d,
    units7d: found.attributed_units_ordered_7d,
    units14d: found.attributed_units_ordered_14d,
    ordersSameSku7d: found.attributed_conversions_7d_same_sku,
    salesSameSku7dMicros: found.attributed_sales_7d_same_sku,
  }))

const budgetUsage = z
  .object({
    budget_scope_id: idText,
    budget_scope_type: z.string(),
    advertising_product_type: z.string(),
    budget: micros,
    budget_usage_percentage: real,
    usage_updated_timestamp: instant,
  })
  .transform((found) => ({
    scopeId: found.budget_scope_id,
    scope: found.budget_scope_type,
    adProduct: found.advertising_product_type,
    budgetMicros: found.budget,
    usedRatio: found.budget_usage_percentage / 100,
    updatedAt: found.usage_updated_timestamp,
  }))

export type TrafficDelta = z.output<typeof traffic>
export type ConversionDelta = z.output<typeof conversion>
export type BudgetLevel = z.output<typeof budgetUsage>

const read =
  <T>(schema: z.ZodType<T>, ...datasets: string[]) =>
  (record: StreamRecord): T | null => {
    if (!datasets.includes(record.dataset)) return null
    const parsed = schema.safeParse(record.fields)
    return parsed.success ? parsed.data : null
  }

/** sp-traffic; null for another data set, or a record without its fields. */
export const readTraffic = read(traffic, 'sp-traffic')
/** sp-conversion, click attribution of 7 and 14 days. */
export const readConversion = read(conversion, 'sp-conversion')
export const readBudgetLevel = read(budgetUsage, 'budget-usage')
