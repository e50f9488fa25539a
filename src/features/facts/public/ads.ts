import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { adsPreference } from '../rules/units.ts'
import { type Where, liveFacts, narrowed, orNull, rollupDays } from '../store/where.ts'
import { countableAds, spansOf } from '../store/spans.ts'

export type AdMeasures = {
  impressions: number
  clicks: number
  costMicros: bigint
  salesMicros: bigint
  orders: number
  units: number
}

type AdRow = Record<keyof AdMeasures, string>

const sums = sql`sum(impressions) as impressions, sum(clicks) as clicks, sum(cost_micros) as "costMicros",
  sum(sales_micros) as "salesMicros", sum(orders) as orders, sum(units) as units`

function readAds(row: AdRow): AdMeasures {
  return {
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
    orders: Number(row.orders),
    units: Number(row.units),
  }
}

export type CampaignFigures = AdMeasures & {
  storeId: string
  marketplace: string | null
  currency: string
  campaign: string
  /** Where the figures come from: the best report level of each day, or files that sum over spans. */
  report: string
}

/**
 * Advertising by campaign over the days. Each marketplace day counts once, from the most complete report that covers it
 * (campaign, placement, advertised product, targeting, search term); files that only sum over spans are used where they lie within
 * the days and no daily file does.
 */
export async function adsByCampaign(tx: ReadTx, where: Where): Promise<CampaignFigures[]> {
  type Row = AdRow & {
    storeId: string
    marketplace: string
    currency: string
    campaign: string
    report: string
  }
  const daily = await tx.rows(sql<Row>`
    with best as (
      select store_id, marketplace, day, (array_agg(report order by array_position(${[...adsPreference]}::text[], report)))[1] as report
      from campaign_day where ${rollupDays(where)} group by store_id, marketplace, day)
    select d.store_id as "storeId", d.marketplace, d.currency, d.campaign, d.report, ${sums}
    from campaign_day d join best b on b.store_id = d.store_id and b.marketplace = d.marketplace and b.day = d.day and b.report = d.report
    where d.client_id = ${where.clientId}::bigint and d.day between ${where.from}::date and ${where.to}::date
    group by d.store_id, d.marketplace, d.currency, d.campaign, d.report
    order by sum(cost_micros) desc`)
  const spanned = await spanRows<Row>(tx, where, null, sql`campaign`)
  return [...daily, ...spanned].map((row) => ({
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    campaign: row.campaign,
    report: row.report,
    ...readAds(row),
  }))
}

/** Rows of span files that may be counted, grouped by the given columns besides store, marketplace, currency and report. */
async function spanRows<T>(
  tx: ReadTx,
  where: Where,
  report: string | null,
  by: ReturnType<typeof sql>,
): Promise<T[]> {
  const chosen = countableAds(await spansOf(tx, where, 'ads'), where, report)
  if (chosen.length === 0) return []
  return tx.rows(sql<T>`
    select store_id as "storeId", marketplace, currency, report, ${by}, ${sums} from ads
    where ${liveFacts(where)} and unit_id = any (${chosen.map((span) => span.unitId)}::bigint[])
    group by store_id, marketplace, currency, report, ${by}
    order by sum(cost_micros) desc`)
}

export type TermFigures = AdMeasures & {
  storeId: string
  marketplace: string | null
  currency: string
  searchTerm: string
  campaign: string
  adGroup: string | null
  target: string | null
  matchType: string | null
}

/** Customer search terms over the days, dearest first. Terms of span files count where no daily file covers their days. */
export async function searchTerms(
  tx: ReadTx,
  where: Where,
  options: { limit?: number } = {},
): Promise<TermFigures[]> {
  type Row = AdRow & {
    storeId: string
    marketplace: string
    currency: string
    search_term: string
    campaign: string
    ad_group: string | null
    target: string | null
    match_type: string | null
  }
  const limit = options.limit ?? 100_000
  const columns = sql`search_term, campaign, ad_group, target, match_type`
  const daily = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, currency, ${columns}, ${sums} from ads
    where ${liveFacts(where)} and report = 'search_term' and from_on = report_on and search_term is not null
    group by store_id, marketplace, currency, ${columns} order by sum(cost_micros) desc limit ${limit}`)
  const spanned = await spanRows<Row>(tx, where, 'search_term', columns)
  return [...daily, ...spanned]
    .filter((row) => row.search_term !== null)
    .slice(0, limit)
    .map((row) => ({
      storeId: row.storeId,
      marketplace: orNull(row.marketplace),
      currency: row.currency,
      searchTerm: row.search_term,
      campaign: row.campaign,
      adGroup: row.ad_group,
      target: row.target,
      matchType: row.match_type,
      ...readAds(row),
    }))
}

export type PlacementFigures = AdMeasures & {
  storeId: string
  marketplace: string | null
  currency: string
  campaign: string
  placement: string | null
}

/** Placement reports over the days. */
export async function adsByPlacement(tx: ReadTx, where: Where): Promise<PlacementFigures[]> {
  type Row = AdRow & Omit<PlacementFigures, keyof AdMeasures | 'marketplace'> & { marketplace: string }
  const columns = sql`campaign, placement`
  const daily = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, currency, ${columns}, ${sums} from ads
    where ${liveFacts(where)} and report = 'placement' and from_on = report_on
    group by store_id, marketplace, currency, ${columns} order by sum(cost_micros) desc`)
  const spanned = await spanRows<Row>(tx, where, 'placement', columns)
  return [...daily, ...spanned].map((row) => ({
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    campaign: row.campaign,
    placement: row.placement,
    ...readAds(row),
  }))
}

export type ProductAdFigures = AdMeasures & {
  storeId: string
  marketplace: string | null
  currency: string
  sku: string | null
  asin: string | null
}

/** Advertised products over the days. */
export async function adsByProduct(tx: ReadTx, where: Where): Promise<ProductAdFigures[]> {
  type Row = AdRow & Omit<ProductAdFigures, keyof AdMeasures | 'marketplace'> & { marketplace: string }
  const columns = sql`sku, asin`
  const daily = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, currency, ${columns}, ${sums} from ads
    where ${liveFacts(where)} and report = 'advertised_product' and from_on = report_on
    group by store_id, marketplace, currency, ${columns} order by sum(cost_micros) desc`)
  const spanned = await spanRows<Row>(tx, where, 'advertised_product', columns)
  return [...daily, ...spanned].map((row) => ({
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    sku: row.sku,
    asin: row.asin,
    ...readAds(row),
  }))
}

export type EntityFigures = {
  asOf: Day
  storeId: string
  marketplace: string | null
  entity: string
  campaignId: string
  adGroupId: string | null
  entityId: string | null
  name: string | null
  state: string | null
  targetingType: string | null
  dailyBudgetMicros: bigint | null
  bidMicros: bigint | null
  biddingStrategy: string | null
  placement: string | null
  adjustmentPercent: number | null
  sku: string | null
  asin: string | null
  text: string | null
  matchType: string | null
}

/** The campaigns as they stood in the newest bulk sheet on or before `asOf`, per store and marketplace. */
export async function adsEntities(
  tx: ReadTx,
  query: { clientId: string; asOf: Day; storeId?: string | null; marketplace?: string | null },
): Promise<EntityFigures[]> {
  type Row = Omit<EntityFigures, 'marketplace' | 'dailyBudgetMicros' | 'bidMicros'> & {
    marketplace: string
    dailyBudgetMicros: string | null
    bidMicros: string | null
  }
  const rows = await tx.rows(sql<Row>`
    with newest as (
      select store_id, marketplace, max(report_on) as report_on from ads_entity
      where client_id = ${query.clientId}::bigint and report_on <= ${query.asOf}::date and superseded_by is null ${narrowed(query)}
      group by store_id, marketplace)
    select e.report_on as "asOf", e.store_id as "storeId", e.marketplace, e.entity, e.campaign_id as "campaignId", e.ad_group_id as "adGroupId",
           e.entity_id as "entityId", e.name, e.state, e.targeting_type as "targetingType", e.daily_budget_micros as "dailyBudgetMicros",
           e.bid_micros as "bidMicros", e.bidding_strategy as "biddingStrategy", e.placement, e.adjustment_percent as "adjustmentPercent",
           e.sku, e.asin, e.text, e.match_type as "matchType"
    from ads_entity e join newest n on n.store_id = e.store_id and n.marketplace = e.marketplace and n.report_on = e.report_on
    where e.client_id = ${query.clientId}::bigint and e.superseded_by is null
    order by e.store_id, e.marketplace, e.import_id, e.row_no`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    dailyBudgetMicros: row.dailyBudgetMicros === null ? null : BigInt(row.dailyBudgetMicros),
    bidMicros: row.bidMicros === null ? null : BigInt(row.bidMicros),
  }))
}
