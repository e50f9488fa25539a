import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts, microsOrNull } from '../store/where.ts'

// What a decision about bids reads beside figures by day: placements, when settings were last changed, and what an ad group advertises.

export type PlacementDay = {
  readonly campaignId: string
  /** top, rest, product_pages, or Amazon's own word. */
  readonly placement: string
  readonly day: Day
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** Figures by campaign, placement and day, from the placement report. */
export async function placementDays(tx: ReadTx, where: Where): Promise<PlacementDay[]> {
  type Row = Omit<PlacementDay, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const rows = await tx.rows(sql<Row>`
    select campaign_id as "campaignId", placement, report_on as day, sum(clicks)::int as clicks, sum(orders)::int as orders,
      sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"
    from ads where ${liveFacts(where)} and report = 'placement' and from_on = report_on and campaign_id is not null
      and placement is not null
    group by 1, 2, 3 order by 3`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

/** A bid that was, until the last day on which it stood; null: the ad group's default. */
export type EarlierBid = { readonly lastDay: Day; readonly bidMicros: bigint | null }

/** What stood before the present settings, by the daily snapshots; objects whose setting never differed are not named. */
export type SettledOn = {
  /** Newest first. */
  readonly bids: ReadonlyMap<string, readonly EarlierBid[]>
  /** The first day with the present setting. */
  readonly campaigns: ReadonlyMap<string, Day>
}

/** Since when bids (targets), and strategy and placements (campaigns) stand as they stand in the snapshot of `asOf`. */
export async function settledOn(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day; from: Day },
): Promise<SettledOn> {
  const live = sql`e.client_id = ${at.clientId}::bigint and e.store_id = ${at.storeId}::bigint and e.marketplace = ${at.marketplace}
    and e.superseded_by is null and e.report_on >= ${at.from}::date`
  const now = sql`n.client_id = e.client_id and n.store_id = e.store_id and n.marketplace = e.marketplace and n.superseded_by is null
    and n.report_on = ${at.asOf}::date and n.entity = e.entity and n.campaign_id = e.campaign_id`
  const targets = sql`e.entity in ('keyword', 'product_target')`
  const bids = await tx.rows(sql<{ id: string; day: Day; bid: string | null }>`
    with moved as (
      select distinct e.entity_id from ads_entity e join ads_entity n on ${now} and n.entity_id = e.entity_id
      where ${live} and ${targets} and e.bid_micros is distinct from n.bid_micros)
    select e.entity_id as id, e.report_on as day, e.bid_micros as bid from ads_entity e join moved m on m.entity_id = e.entity_id
    where ${live} and ${targets} and e.report_on <= ${at.asOf}::date order by e.entity_id, e.report_on desc`)
  const campaigns = await tx.rows(sql<{ id: string; day: Day }>`
    select e.campaign_id as id, max(e.report_on) + 1 as day from ads_entity e
      join ads_entity n on ${now} and n.placement is not distinct from e.placement
    where ${live} and (e.entity = 'campaign' and e.bidding_strategy is distinct from n.bidding_strategy
      or e.entity = 'bid_adjustment' and e.adjustment_percent is distinct from n.adjustment_percent)
    group by e.campaign_id`)
  return {
    bids: new Map([...Map.groupBy(bids, (row) => row.id)].map(([id, rows]) => [id, earlierBids(rows)])),
    campaigns: new Map(campaigns.map((row) => [row.id, row.day])),
  }
}

/** Snapshots of one target, newest first, as the bids that stood before its present one. */
function earlierBids(rows: readonly { day: Day; bid: string | null }[]): EarlierBid[] {
  const earlier: EarlierBid[] = []
  rows.forEach(({ day, bid }, index) => {
    if (index > 0 && bid !== rows[index - 1]!.bid)
      earlier.push({ lastDay: day, bidMicros: microsOrNull(bid) })
  })
  return earlier
}

export type Advertised = {
  readonly adGroupId: string
  /** Mean price of its living ads' products in the newest stock report; null when no price is known. */
  readonly priceMicros: bigint | null
  /** Units on the shelf and units on their way; null when no stock report knows the products. */
  readonly fulfillable: number | null
  readonly inbound: number | null
  /** Units ordered over the last fortnight of orders. */
  readonly ordered: number
}

/** What the ad groups of a snapshot advertise: price, stock, and how fast it sells. */
export async function advertisedBy(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day },
): Promise<Advertised[]> {
  type Row = Omit<Advertised, 'priceMicros'> & { priceMicros: string | null }
  const rows = await tx.rows(sql<Row>`
    with ads_of as (
      select distinct ad_group_id, sku from ads_entity where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
        and marketplace = ${at.marketplace} and superseded_by is null and report_on = ${at.asOf}::date and entity = 'product_ad'
        and state = 'enabled' and sku is not null),
    counted as (select max(report_on) as day from stock where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
        and superseded_by is null and source = 'myi' and marketplace in (${at.marketplace}, '')),
    shelf as (
      select s.sku, max(s.price_micros) as price, max(s.fulfillable) as fulfillable,
        max(coalesce(s.inbound_shipped, 0) + coalesce(s.inbound_receiving, 0)) as inbound
      from stock s join counted c on s.report_on = c.day
      where s.client_id = ${at.clientId}::bigint and s.store_id = ${at.storeId}::bigint and s.superseded_by is null and s.source = 'myi'
        and s.marketplace in (${at.marketplace}, '')
      group by s.sku),
    sold as (
      select sku, sum(quantity) as units from order_line where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
        and marketplace = ${at.marketplace} and superseded_by is null and report_on > ${at.asOf}::date - 15
        and report_on < ${at.asOf}::date group by sku)
    select a.ad_group_id as "adGroupId", (avg(s.price))::bigint as "priceMicros", sum(s.fulfillable)::int as fulfillable,
      sum(s.inbound)::int as inbound, coalesce(sum(o.units), 0)::int as ordered
    from ads_of a left join shelf s on s.sku = a.sku left join sold o on o.sku = a.sku
    group by a.ad_group_id`)
  return rows.map((row) => ({ ...row, priceMicros: microsOrNull(row.priceMicros) }))
}
