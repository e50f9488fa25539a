import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts } from '../store/where.ts'

/** A search term under one target of one ad group, summed over the days. Files from the console name no ids. */
export type TermSum = {
  readonly term: string
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroupId: string | null
  readonly adGroup: string | null
  readonly target: string | null
  readonly matchType: string | null
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
  /** Clicks up to the given day. */
  readonly ripeClicks: number
}

/** What Amazon does not tell is no term. */
const told = sql`report = 'search_term' and from_on = report_on and search_term is not null and search_term not in ('', '*')`

/** Every search term with its sums, and its clicks up to `ripeTo`; from daily files. */
export async function termSums(tx: ReadTx, where: Where, ripeTo: Day): Promise<TermSum[]> {
  type Row = Omit<TermSum, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const rows = await tx.rows(sql<Row>`
    select search_term as term, campaign_id as "campaignId", campaign, ad_group_id as "adGroupId", ad_group as "adGroup", target,
      match_type as "matchType", sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(orders)::int as orders,
      sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros",
      coalesce(sum(clicks) filter (where report_on <= ${ripeTo}::date), 0)::int as "ripeClicks"
    from ads where ${liveFacts(where)} and ${told}
    group by search_term, campaign_id, campaign, ad_group_id, ad_group, target, match_type`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

export type TermWeek = {
  readonly week: Day
  readonly term: string
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** The same by week (named by its Monday), whichever ad group answered. */
export async function termWeeks(tx: ReadTx, where: Where): Promise<TermWeek[]> {
  type Row = Omit<TermWeek, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const rows = await tx.rows(sql<Row>`
    select date_trunc('week', report_on)::date as week, search_term as term, sum(clicks)::int as clicks, sum(orders)::int as orders,
      sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"
    from ads where ${liveFacts(where)} and ${told} group by 1, 2`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

/** The products that ad groups advertise by a snapshot, switched-off ads left out: the ASIN, or the SKU where no ASIN is named. */
export function advertisedProducts(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day },
): Promise<{ adGroupId: string; product: string }[]> {
  return tx.rows(sql<{ adGroupId: string; product: string }>`
    select distinct ad_group_id as "adGroupId", coalesce(asin, sku) as product from ads_entity
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and report_on = ${at.asOf}::date and superseded_by is null and entity = 'product_ad' and coalesce(state, 'enabled') = 'enabled'
      and ad_group_id is not null and coalesce(asin, sku) is not null`)
}

/** Titles of a store's listings as its listings and stock counts in the marketplace have them; a few hundred at most. */
export async function listingTitles(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
): Promise<string[]> {
  const rows = await tx.rows(sql<{ title: string }>`
    select title from stock
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and superseded_by is null and title is not null
      and marketplace in (${at.marketplace}, '')
    union
    select title from listing
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and superseded_by is null and title is not null
      and marketplace in (${at.marketplace}, '')
    limit 300`)
  return rows.map((row) => row.title)
}
