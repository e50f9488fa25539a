import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { strategyOf } from '#features/ads/rules/setting-words.ts'
import type { ReadTx } from '#platform/tenant.ts'

/** A setting of Sponsored Products that differs between two daily snapshots. Values as text: amounts as decimals, states in capitals. */
export type SettingMove = {
  /** campaigns, adGroups, keywords, targets, productAds, negatives. */
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string
  /** bid, dailyBudget, state, strategy, top, productPage, restOfSearch. */
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  readonly before: Day
  readonly after: Day
}

const entities: Readonly<Record<string, string>> = {
  campaign: 'campaigns',
  bid_adjustment: 'campaigns',
  ad_group: 'adGroups',
  keyword: 'keywords',
  product_target: 'targets',
  product_ad: 'productAds',
}

const placements: Readonly<Record<string, string>> = {
  top: 'top',
  product_pages: 'productPage',
  rest: 'restOfSearch',
}

type Row = {
  entity: string
  campaignId: string
  adGroupId: string | null
  entityId: string | null
  placement: string | null
  before: Day
  after: Day
} & Record<'bid' | 'budget' | 'state' | 'strategy' | 'percent', [string | null, string | null]>

/**
 * What differs between the two newest snapshots of a marketplace. Objects that are only in one of them are not compared; a placement that a
 * campaign does not list stands at nought.
 */
export async function settingMoves(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
): Promise<SettingMove[]> {
  const rows = await tx.rows(sql<Row>`
    with live as (
      select * from ads_entity where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
        and marketplace = ${at.marketplace} and superseded_by is null),
    days as (select distinct report_on as day from live order by 1 desc limit 2),
    span as (select min(day) as before, max(day) as after from days having count(*) = 2),
    campaigns as (select b.campaign_id from span join live a on a.report_on = span.before and a.entity = 'campaign'
      join live b on b.report_on = span.after and b.entity = 'campaign' and b.campaign_id = a.campaign_id),
    places as (
      select p.campaign_id, p.placement, max(p.adjustment_percent) filter (where p.report_on = span.before) as was,
        max(p.adjustment_percent) filter (where p.report_on = span.after) as now
      from span join live p on p.report_on in (span.before, span.after) and p.entity = 'bid_adjustment'
      join campaigns c on c.campaign_id = p.campaign_id group by p.campaign_id, p.placement)
    select b.entity, b.campaign_id as "campaignId", b.ad_group_id as "adGroupId", b.entity_id as "entityId", null as placement,
      span.before, span.after,
      array[a.bid_micros::text, b.bid_micros::text] as bid, array[a.daily_budget_micros::text, b.daily_budget_micros::text] as budget,
      array[upper(a.state), upper(b.state)] as state, array[a.bidding_strategy, b.bidding_strategy] as strategy,
      null::text[] as percent
    from span join live a on a.report_on = span.before join live b on b.report_on = span.after
      and b.entity = a.entity and b.campaign_id = a.campaign_id and b.ad_group_id is not distinct from a.ad_group_id
      and b.entity_id is not distinct from a.entity_id
    where a.entity <> 'bid_adjustment' and (a.bid_micros, a.daily_budget_micros, a.state, a.bidding_strategy)
      is distinct from (b.bid_micros, b.daily_budget_micros, b.state, b.bidding_strategy)
    union all
    select 'bid_adjustment', campaign_id, null, null, placement, span.before, span.after, null, null, null, null,
      array[coalesce(was, 0)::text, coalesce(now, 0)::text]
    from span, places where coalesce(was, 0) <> coalesce(now, 0)`)
  return rows.flatMap(movesOf)
}

const strategyWord = (printed: string | null): string | null => strategyOf(printed) ?? printed

function movesOf(row: Row): SettingMove[] {
  const { campaignId, before, after } = row
  const objectId = row.entityId ?? row.adGroupId ?? campaignId
  const entity = entities[row.entity] ?? 'negatives'
  const amounts = (pair: [string | null, string | null]): [string | null, string | null] => [
    pair[0] === null ? null : decimalText(BigInt(pair[0])),
    pair[1] === null ? null : decimalText(BigInt(pair[1])),
  ]
  const percentField = placements[row.placement ?? '']
  const fields: (readonly [string, [string | null, string | null]])[] =
    row.entity === 'bid_adjustment'
      ? percentField === undefined
        ? []
        : [[percentField, row.percent]]
      : [
          ['bid', amounts(row.bid)],
          ['dailyBudget', amounts(row.budget)],
          ['state', row.state],
          // A sheet of the console words it otherwise than the interface: what means the same is no move.
          ['strategy', [strategyWord(row.strategy[0]), strategyWord(row.strategy[1])]],
        ]
  return fields
    .filter(([, [from, to]]) => from !== to)
    .map(([field, [from, to]]) => ({ entity, objectId, campaignId, field, from, to, before, after }))
}
