import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts, narrowed } from '../store/where.ts'

// What campaigns were called and allowed to spend, and what Amazon charged and gave back for advertising.

/** The daily budget of each campaign by the snapshots of the days. */
export async function budgetsByDay(
  tx: ReadTx,
  where: Where,
): Promise<{ campaignId: string; day: Day; budgetMicros: bigint }[]> {
  const rows = await tx.rows(sql<{ campaignId: string; day: Day; budgetMicros: string }>`
    select campaign_id as "campaignId", report_on as day, max(daily_budget_micros)::text as "budgetMicros" from ads_entity
    where ${liveFacts(where)} and entity = 'campaign' and daily_budget_micros is not null group by 1, 2`)
  return rows.map((row) => ({ ...row, budgetMicros: BigInt(row.budgetMicros) }))
}

/** Names under which reports of the days know campaigns, the last one of each. */
export async function reportedNames(tx: ReadTx, where: Where): Promise<Map<string, string>> {
  const rows = await tx.rows(sql<{ campaignId: string; name: string }>`
    select distinct on (campaign_id) campaign_id as "campaignId", campaign as name from ads
    where ${liveFacts(where)} and report = 'campaign' and campaign_id is not null order by campaign_id, report_on desc`)
  return new Map(rows.map((row) => [row.campaignId, row.name]))
}

export type AdBill = { currency: string; chargedMicros: bigint; creditedMicros: bigint; credits: number }

/** Charges and credits for advertising in settlements of a store over the days, by currency. Credits are what Amazon gave back. */
export async function advertisingBills(
  tx: ReadTx,
  where: Pick<Where, 'clientId' | 'from' | 'to' | 'storeId'>,
): Promise<AdBill[]> {
  type Row = { currency: string; charged: string; credited: string; credits: number }
  const rows = await tx.rows(sql<Row>`
    select currency, coalesce(sum(-amount_micros) filter (where amount_micros < 0), 0)::text as charged,
      coalesce(sum(amount_micros) filter (where amount_micros > 0), 0)::text as credited,
      (count(*) filter (where amount_micros > 0))::int as credits
    from money_line where client_id = ${where.clientId}::bigint and report_on between ${where.from}::date and ${where.to}::date
      and superseded_by is null and source = 'settlement' and category = 'advertising' ${narrowed({ storeId: where.storeId ?? null })}
    group by currency order by currency`)
  return rows.map((row) => ({
    currency: row.currency,
    chargedMicros: BigInt(row.charged),
    creditedMicros: BigInt(row.credited),
    credits: row.credits,
  }))
}

/** Days that Amazon was asked about and has answered for: without a row in a report, nothing was spent on them. */
export async function adDaysRead(tx: ReadTx, where: Where): Promise<Set<Day>> {
  const rows = await tx.rows(sql<{ day: Day }>`
    select distinct d::date as day from pull p
    cross join lateral generate_series(greatest(p.from_on, ${where.from}::date), least(p.to_on, ${where.to}::date), interval '1 day') as d
    where p.client_id = ${where.clientId}::bigint and p.stream = 'ads_campaign' and p.state in ('done', 'nothing')
      and p.from_on <= ${where.to}::date and p.to_on >= ${where.from}::date ${narrowed(where)}`)
  return new Set(rows.map((row) => row.day))
}

/** Sums of the targeting report by match type (exact, phrase, broad, product, auto; null where the report has none). */
export async function adsByMatch(
  tx: ReadTx,
  where: Where,
): Promise<
  {
    matchType: string | null
    impressions: number
    clicks: number
    orders: number
    costMicros: bigint
    salesMicros: bigint
  }[]
> {
  type Row = {
    matchType: string | null
    impressions: string
    clicks: string
    orders: string
    cost: string
    sales: string
  }
  const rows = await tx.rows(sql<Row>`
    select match_type as "matchType", sum(impressions)::text as impressions, sum(clicks)::text as clicks, sum(orders)::text as orders,
      sum(cost_micros)::text as cost, sum(sales_micros)::text as sales
    from ads where ${liveFacts(where)} and report = 'targeting' and from_on = report_on group by 1 order by sum(cost_micros) desc`)
  return rows.map((row) => ({
    matchType: row.matchType,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    orders: Number(row.orders),
    costMicros: BigInt(row.cost),
    salesMicros: BigInt(row.sales),
  }))
}
