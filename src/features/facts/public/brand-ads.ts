import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { BrandProduct, BrandReport } from '../rules/brand-rows.ts'
import { toldOfBrands } from '../store/brand-told.ts'
import { type Where, liveFacts, microsOrNull } from '../store/where.ts'

// Sponsored Brands and Sponsored Display. Sales and orders are those within 14 days of a click or a view; those of a click alone stand
// beside them, null where a file does not tell. Neither may be added to Sponsored Products.

export type BrandSums = {
  readonly impressions: number
  readonly clicks: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
  readonly orders: number
  readonly clickSalesMicros: bigint | null
  readonly clickOrders: number | null
  readonly newToBrand: NewToBrand | null
}

/** What buyers without an order of the brand in the year before bought; null where no report tells. `ofSalesMicros`: sales of the rows that do. */
export type NewToBrand = {
  readonly orders: number
  readonly salesMicros: bigint
  readonly ofSalesMicros: bigint
}

type RawSums = {
  impressions: number
  clicks: number
  costMicros: string
  salesMicros: string
  orders: number
  clickSalesMicros: string | null
  clickOrders: number | null
  newOrders: number | null
  newSalesMicros: string | null
  newOfMicros: string | null
}

const sums = sql`sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(cost_micros)::text as "costMicros",
  sum(sales_micros)::text as "salesMicros", sum(orders)::int as orders, sum(click_sales_micros)::text as "clickSalesMicros",
  sum(click_orders)::int as "clickOrders", sum(new_to_brand_orders)::int as "newOrders",
  sum(new_to_brand_sales_micros)::text as "newSalesMicros",
  (sum(sales_micros) filter (where new_to_brand_sales_micros is not null))::text as "newOfMicros"`

function readSums<Row extends RawSums>(row: Row): Omit<Row, keyof RawSums> & BrandSums {
  const { newOrders, newSalesMicros, newOfMicros } = row
  return {
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
    clickSalesMicros: microsOrNull(row.clickSalesMicros),
    newToBrand:
      newOrders === null || newSalesMicros === null || newOfMicros === null
        ? null
        : { orders: newOrders, salesMicros: BigInt(newSalesMicros), ofSalesMicros: BigInt(newOfMicros) },
  }
}

/** Days told one by one; of each day and product by one report. */
const told = (where: Where): RawBuilder<unknown> =>
  sql`${liveFacts(where, 'f')} and f.from_on = f.report_on and ${toldOfBrands(where)}`

/** What each of the two cost and brought over the days, by one sort of report where it is named; a product without a row is left out. */
export async function brandTotals(
  tx: ReadTx,
  where: Where,
  report: BrandReport | null = null,
): Promise<({ adProduct: BrandProduct; days: number } & BrandSums)[]> {
  const rows = await tx.rows(sql<RawSums & { adProduct: BrandProduct; days: number }>`
    select ad_product as "adProduct", count(distinct report_on)::int as days, ${sums} from brand_ads f
    where ${report === null ? told(where) : daily(where, report)} group by 1 order by 1`)
  return rows.map(readSums)
}

/** The same by day. */
export async function brandDays(
  tx: ReadTx,
  where: Where,
): Promise<({ day: Day; adProduct: BrandProduct } & BrandSums)[]> {
  const rows = await tx.rows(sql<RawSums & { day: Day; adProduct: BrandProduct }>`
    select report_on as day, ad_product as "adProduct", ${sums} from brand_ads f where ${told(where)} group by 1, 2 order by 1, 2`)
  return rows.map(readSums)
}

/** By campaign over the days. */
export async function brandByCampaign(
  tx: ReadTx,
  where: Where,
): Promise<({ adProduct: BrandProduct; campaignId: string | null; campaign: string } & BrandSums)[]> {
  type Row = RawSums & { adProduct: BrandProduct; campaignId: string | null; campaign: string }
  const rows = await tx.rows(sql<Row>`
    select ad_product as "adProduct", max(campaign_id) as "campaignId", (array_agg(campaign order by report_on desc))[1] as campaign, ${sums}
    from brand_ads f where ${told(where)} group by ad_product, coalesce(campaign_id, campaign) order by sum(cost_micros) desc`)
  return rows.map(readSums)
}

/** A campaign as its settings name it. */
export type BrandCampaignKey = {
  readonly adProduct: BrandProduct
  readonly campaignId: string
  readonly name: string | null
}

/** Rows of one campaign; files of the console name it and give no id. */
const ofCampaign = ({ adProduct, campaignId, name }: BrandCampaignKey): RawBuilder<unknown> =>
  sql`(f.campaign_id = ${campaignId} or f.campaign_id is null and f.ad_product = ${adProduct} and f.campaign = ${name})`

/** One campaign by day, from the report of campaigns. */
export async function brandCampaignDays(
  tx: ReadTx,
  where: Where,
  campaign: BrandCampaignKey,
): Promise<({ day: Day } & BrandSums)[]> {
  const rows = await tx.rows(sql<RawSums & { day: Day }>`
    select report_on as day, ${sums} from brand_ads f
    where ${told(where)} and ${ofCampaign(campaign)} group by 1 order by 1`)
  return rows.map(readSums)
}

/** Days told one by one, of one sort of report. */
const daily = (where: Where, report: BrandReport): RawBuilder<unknown> =>
  sql`${liveFacts(where, 'f')} and f.from_on = f.report_on and f.report = ${report}`

/** One campaign of Sponsored Brands by placement: top, rest, product_pages, or Amazon's word when new. */
export async function brandPlacements(
  tx: ReadTx,
  where: Where,
  campaign: BrandCampaignKey,
): Promise<({ placement: string } & BrandSums)[]> {
  const rows = await tx.rows(sql<RawSums & { placement: string }>`
    select coalesce(placement, '') as placement, ${sums} from brand_ads f
    where ${daily(where, 'placement')} and ${ofCampaign(campaign)} group by 1 order by sum(cost_micros) desc`)
  return rows.map(readSums)
}

/** A search term under one target of one ad group of Sponsored Brands. */
export type BrandTermSums = BrandSums & {
  /** '*': met on a product page, where nothing was typed. */
  readonly term: string
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroup: string | null
  readonly target: string | null
  readonly matchType: string | null
}

/** Search terms of Sponsored Brands over the days; of one campaign where it is named. */
export async function brandTerms(
  tx: ReadTx,
  where: Where,
  campaign?: BrandCampaignKey,
): Promise<BrandTermSums[]> {
  type Row = RawSums & Omit<BrandTermSums, keyof BrandSums>
  const narrowed = campaign === undefined ? sql`` : sql`and ${ofCampaign(campaign)}`
  const rows = await tx.rows(sql<Row>`
    select search_term as term, max(campaign_id) as "campaignId", (array_agg(campaign order by report_on desc))[1] as campaign,
      ad_group as "adGroup", target, match_type as "matchType", ${sums}
    from brand_ads f where ${daily(where, 'search_term')} and search_term is not null ${narrowed}
    group by search_term, coalesce(campaign_id, campaign), ad_group, target, match_type order by sum(cost_micros) desc`)
  return rows.map(readSums)
}

/** Days with search terms of Sponsored Brands, and the last of them; null without any. */
export async function brandTermDays(tx: ReadTx, where: Where): Promise<{ days: number; to: Day } | null> {
  const found = await tx.maybeOne(sql<{ days: number; to: Day | null }>`
    select count(distinct report_on)::int as days, max(report_on) as "to" from brand_ads f where ${daily(where, 'search_term')}`)
  return found === null || found.to === null ? null : { days: found.days, to: found.to }
}

export type BrandTargetSums = BrandSums & {
  readonly adGroup: string | null
  readonly targetId: string | null
  readonly target: string | null
  /** broad, phrase, exact, product, or null for audiences. */
  readonly matchType: string | null
}

/** One campaign by target, from the report of targets. */
export async function brandTargets(
  tx: ReadTx,
  where: Where,
  campaign: BrandCampaignKey,
): Promise<BrandTargetSums[]> {
  const report: BrandReport = 'targeting'
  type Row = RawSums & Pick<BrandTargetSums, 'adGroup' | 'targetId' | 'target' | 'matchType'>
  const rows = await tx.rows(sql<Row>`
    select max(ad_group) as "adGroup", target_id as "targetId", target, match_type as "matchType", ${sums} from brand_ads f
    where ${daily(where, report)} and ${ofCampaign(campaign)}
    group by target_id, target, match_type order by sum(cost_micros) desc`)
  return rows.map(readSums)
}

export type BrandCampaign = {
  readonly adProduct: BrandProduct
  readonly campaignId: string
  readonly name: string | null
  readonly state: string | null
  readonly portfolioId: string | null
  readonly portfolio: string | null
  readonly budgetMicros: bigint | null
  readonly budgetType: string | null
  readonly costType: string | null
  readonly startedOn: Day | null
  /** False: Amazon leaves it out of its reports. */
  readonly isReported: boolean
  readonly asOf: Day
}

/** Campaigns of a place as its newest snapshot has them, by product and name. */
export async function brandCampaigns(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
): Promise<BrandCampaign[]> {
  const own = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
    and superseded_by is null`
  const rows = await tx.rows(sql<Omit<BrandCampaign, 'budgetMicros'> & { budgetMicros: string | null }>`
    select ad_product as "adProduct", campaign_id as "campaignId", name, state, portfolio_id as "portfolioId", portfolio,
      budget_micros as "budgetMicros", budget_type as "budgetType", cost_type as "costType", started_on as "startedOn",
      is_reported as "isReported", report_on as "asOf"
    from brand_campaign where ${own} and report_on = (select max(report_on) from brand_campaign where ${own})
    order by ad_product, name`)
  return rows.map((row) => ({ ...row, budgetMicros: microsOrNull(row.budgetMicros) }))
}
