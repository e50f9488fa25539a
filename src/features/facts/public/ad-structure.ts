import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts, microsOrNull } from '../store/where.ts'
import type { AdSetting } from './ad-settings.ts'

// What the shape of an ad account is judged by: a whole snapshot, and the figures that name campaign and ad group.

export type StructureSetting = AdSetting & {
  readonly portfolioId: string | null
  readonly sku: string | null
  readonly asin: string | null
}

/** Every object of the snapshot of a day, in its order. */
export async function structureSettings(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day },
): Promise<StructureSetting[]> {
  type Row = Omit<StructureSetting, 'dailyBudgetMicros' | 'bidMicros'> & {
    dailyBudgetMicros: string | null
    bidMicros: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select entity, campaign_id as "campaignId", ad_group_id as "adGroupId", entity_id as "entityId", portfolio_id as "portfolioId", name,
           state, targeting_type as "targetingType", daily_budget_micros as "dailyBudgetMicros", bid_micros as "bidMicros",
           bidding_strategy as "biddingStrategy", placement, adjustment_percent as "adjustmentPercent", sku, asin, text,
           match_type as "matchType"
    from ads_entity where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and report_on = ${at.asOf}::date and superseded_by is null order by import_id, row_no`)
  return rows.map((row) => ({
    ...row,
    dailyBudgetMicros: microsOrNull(row.dailyBudgetMicros),
    bidMicros: microsOrNull(row.bidMicros),
  }))
}

type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}
type SumRow = Omit<Sums, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }

const sums = sql`sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(orders)::int as orders,
  sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"`

const readSums = <Row extends SumRow>(row: Row): Omit<Row, 'costMicros' | 'salesMicros'> & Sums => ({
  ...row,
  costMicros: BigInt(row.costMicros),
  salesMicros: BigInt(row.salesMicros),
})

export type TermSums = Sums & {
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroupId: string | null
  readonly adGroup: string | null
  readonly term: string
}

/** Search terms by ad group over the days, of daily files; files without ids name both. */
export async function termSums(tx: ReadTx, where: Where): Promise<TermSums[]> {
  const rows = await tx.rows(sql<SumRow & Omit<TermSums, keyof Sums>>`
    select campaign_id as "campaignId", campaign, ad_group_id as "adGroupId", ad_group as "adGroup", lower(search_term) as term, ${sums}
    from ads where ${liveFacts(where)} and report = 'search_term' and from_on = report_on and search_term is not null
    group by campaign_id, campaign, ad_group_id, ad_group, lower(search_term)`)
  return rows.map(readSums)
}

export type AdvertisedSums = Sums & {
  readonly adGroupId: string | null
  readonly sku: string | null
  readonly asin: string | null
}

/** Advertised products by ad group over the days. */
export async function advertisedSums(tx: ReadTx, where: Where): Promise<AdvertisedSums[]> {
  const rows = await tx.rows(sql<SumRow & Omit<AdvertisedSums, keyof Sums>>`
    select ad_group_id as "adGroupId", sku, asin, ${sums} from ads
    where ${liveFacts(where)} and report = 'advertised_product' and from_on = report_on group by ad_group_id, sku, asin`)
  return rows.map(readSums)
}
