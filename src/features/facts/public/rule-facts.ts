import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts, rollupDays } from '../store/where.ts'

// What rules of people's own read beside figures by day of campaigns, ad groups and targets.

export type TermDay = {
  readonly campaignId: string
  readonly adGroupId: string
  readonly term: string
  readonly day: Day
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** Search terms of ad groups by day, case apart; of reports that name ids. */
export async function termDays(tx: ReadTx, where: Where): Promise<TermDay[]> {
  type Row = Omit<TermDay, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const rows = await tx.rows(sql<Row>`
    select campaign_id as "campaignId", ad_group_id as "adGroupId", lower(search_term) as term, report_on as day,
      sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(orders)::int as orders, sum(cost_micros) as "costMicros",
      sum(sales_micros) as "salesMicros"
    from ads where ${liveFacts(where)} and report = 'search_term' and from_on = report_on and search_term is not null
      and search_term not in ('', '*') and campaign_id is not null and ad_group_id is not null
    group by 1, 2, 3, 4 order by 4`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

/** The days that any advertising report of the place covers. */
export async function adDaysKnown(tx: ReadTx, where: Where): Promise<Day[]> {
  const rows = await tx.rows(
    sql<{ day: Day }>`select distinct day from campaign_day where ${rollupDays(where)} order by day`,
  )
  return rows.map((row) => row.day)
}

/**
 * Since when objects stand as they stand in the snapshot of `asOf`, by the daily snapshots from `from` on: state, budget and strategy of
 * campaigns, state and bid of ad groups and targets. By Amazon's id; what never differed is not named.
 */
export async function settingsSince(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day; from: Day },
): Promise<Map<string, Day>> {
  const rows = await tx.rows(sql<{ id: string; day: Day }>`
    with now as (
      select entity, campaign_id, coalesce(entity_id, ad_group_id, campaign_id) as id, state, daily_budget_micros, bidding_strategy, bid_micros
      from ads_entity where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
        and superseded_by is null and report_on = ${at.asOf}::date
        and entity in ('campaign', 'ad_group', 'keyword', 'product_target'))
    select n.id, max(e.report_on) + 1 as day
    from ads_entity e join now n on n.entity = e.entity and n.campaign_id = e.campaign_id
      and n.id = coalesce(e.entity_id, e.ad_group_id, e.campaign_id)
    where e.client_id = ${at.clientId}::bigint and e.store_id = ${at.storeId}::bigint and e.marketplace = ${at.marketplace}
      and e.superseded_by is null and e.report_on >= ${at.from}::date and e.report_on < ${at.asOf}::date
      and (e.state, e.daily_budget_micros, e.bidding_strategy, e.bid_micros)
        is distinct from (n.state, n.daily_budget_micros, n.bidding_strategy, n.bid_micros)
    group by n.id`)
  return new Map(rows.map((row) => [row.id, row.day]))
}
