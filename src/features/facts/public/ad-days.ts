import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts } from '../store/where.ts'

/** What ads figures are known for: a campaign, an ad group, or one target of an ad group. */
export type AdLevel = 'campaign' | 'adGroup' | 'target'

export type AdDay = {
  readonly key: string
  readonly campaignId: string
  readonly day: Day
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** The key of a target's figures: its ad group, its match type (exact, product, auto …) and its text, case apart. */
export const targetKey = (adGroupId: string, matchType: string, text: string): string =>
  `${adGroupId}·${matchType.toLowerCase()}·${text.toLowerCase()}`

const keys = {
  campaign: sql`campaign_id`,
  adGroup: sql`ad_group_id`,
  target: sql`ad_group_id || '·' || coalesce(lower(match_type), '') || '·' || lower(target)`,
} as const

/** Figures by day of every object of a level that had any, from the report that names it. Days without a row had none. */
export async function adDays(tx: ReadTx, where: Where, level: AdLevel): Promise<AdDay[]> {
  type Row = Omit<AdDay, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const report = level === 'campaign' ? 'campaign' : 'targeting'
  const rows = await tx.rows(sql<Row>`
    select ${keys[level]} as key, campaign_id as "campaignId", report_on as day, sum(impressions)::int as impressions,
      sum(clicks)::int as clicks, sum(orders)::int as orders, sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"
    from ads where ${liveFacts(where)} and report = ${report} and from_on = report_on and campaign_id is not null
    group by 1, 2, 3 having ${keys[level]} is not null order by 3`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

export type AdSum = Omit<AdDay, 'day' | 'campaignId'>

/** The same summed over the days, of one campaign or of all. */
export async function adSums(
  tx: ReadTx,
  where: Where,
  level: AdLevel,
  campaignId: string | null = null,
): Promise<AdSum[]> {
  type Row = Omit<AdSum, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const report = level === 'campaign' ? 'campaign' : 'targeting'
  const own = campaignId === null ? sql`campaign_id is not null` : sql`campaign_id = ${campaignId}`
  const rows = await tx.rows(sql<Row>`
    select ${keys[level]} as key, sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(orders)::int as orders,
      sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"
    from ads where ${liveFacts(where)} and report = ${report} and from_on = report_on and ${own}
    group by 1 having ${keys[level]} is not null`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}

/** The last day whose ads figures of a marketplace are there; null when none are. */
export async function lastAdDay(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
): Promise<Day | null> {
  const row = await tx.maybeOne(sql<{ day: Day | null }>`
    select max(day) as day from campaign_day where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
      and marketplace = ${at.marketplace}`)
  return row?.day ?? null
}
