import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type HourDelta, foldHours } from '../rules/stream/hours.ts'

export type StreamPlace = {
  readonly clientId: string
  readonly storeId: string
  readonly marketplace: string
}
export type StreamRow = StreamPlace & {
  readonly dataset: string
  readonly profileId: string
  readonly queueArn: string
  readonly subscriptionId: string | null
  readonly status: string
  readonly reason: string | null
  readonly askedAt: Date
  readonly checkedAt: Date
  readonly lastMessageAt: Date | null
  readonly recordCount: number
}

export function listStreams(tx: ReadTx, clientId: string): Promise<StreamRow[]> {
  return tx.rows(sql<StreamRow>`
    select client_id as "clientId", store_id as "storeId", marketplace, dataset, profile_id as "profileId", queue_arn as "queueArn",
           subscription_id as "subscriptionId", status, reason, asked_at as "askedAt", checked_at as "checkedAt",
           last_message_at as "lastMessageAt", record_count::int as "recordCount"
    from ad_stream where client_id = ${clientId}::bigint order by store_id, marketplace, dataset not like 'sp-%', dataset desc`)
}

/** Writes down what Amazon says of a subscription; what came through it stays counted. */
export async function saveStream(
  tx: WriteTx,
  one: Omit<StreamRow, 'lastMessageAt' | 'recordCount' | 'checkedAt'>,
): Promise<void> {
  await tx.rows(sql`
    insert into ad_stream (client_id, store_id, marketplace, dataset, profile_id, queue_arn, subscription_id, status, reason, asked_at,
      checked_at)
    values (${one.clientId}::bigint, ${one.storeId}::bigint, ${one.marketplace}, ${one.dataset}, ${one.profileId}, ${one.queueArn},
      ${one.subscriptionId}, ${one.status}, ${one.reason}, ${one.askedAt}, ${tx.now})
    on conflict (client_id, store_id, marketplace, dataset) do update
    set profile_id = excluded.profile_id, queue_arn = excluded.queue_arn, subscription_id = excluded.subscription_id,
        status = excluded.status, reason = excluded.reason, asked_at = excluded.asked_at, checked_at = excluded.checked_at`)
}

export async function noteMessages(
  tx: WriteTx,
  at: StreamPlace & { dataset: string },
  count: number,
  sentAt: Date,
): Promise<void> {
  await tx.rows(sql`
    update ad_stream set record_count = record_count + ${count}, last_message_at = greatest(last_message_at, ${sentAt})
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and dataset = ${at.dataset}`)
}

export type Told = HourDelta & { readonly recordId: string }

/** Adds what was not added before. Answers how many records were new: the same told twice changes nothing. */
export async function addHours(tx: WriteTx, at: StreamPlace, told: readonly Told[]): Promise<number> {
  const unique = [...new Map(told.map((one) => [one.recordId, one])).values()].toSorted((a, b) =>
    a.recordId < b.recordId ? -1 : 1,
  )
  if (unique.length === 0) return 0
  const ids = unique.map(({ recordId, at: hourAt }) => ({ recordId, hourAt: hourAt.toISOString() }))
  const fresh = await tx.rows(sql<{ id: string }>`
    insert into ad_hour_seen (client_id, record_id, hour_at)
    select ${at.clientId}::bigint, x."recordId", x."hourAt"
    from json_to_recordset(${JSON.stringify(ids)}::json) as x("recordId" text, "hourAt" timestamptz)
    on conflict (client_id, record_id) do nothing returning record_id as id`)
  const isNew = new Set(fresh.map((one) => one.id))
  const sums = foldHours(unique.filter((one) => isNew.has(one.recordId)))
  if (sums.length > 0) await addSums(tx, at, sums)
  return isNew.size
}

async function addSums(tx: WriteTx, at: StreamPlace, sums: readonly HourDelta[]): Promise<void> {
  const lines = sums.map((one) => ({
    ...one,
    costMicros: one.costMicros.toString(),
    salesMicros: one.salesMicros.toString(),
  }))
  await tx.rows(sql`
    insert into ad_hour (client_id, store_id, marketplace, hour_at, local_on, local_hour, campaign_id, ad_group_id, target_id, placement,
      currency, impressions, clicks, cost_micros, orders, units, sales_micros)
    select ${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, x.at, x.day, x.hour, x."campaignId", x."adGroupId", x."targetId",
      x.placement, x.currency, x.impressions, x.clicks, x."costMicros", x.orders, x.units, x."salesMicros"
    from json_to_recordset(${JSON.stringify(lines)}::json) as x(at timestamptz, day date, hour smallint, "campaignId" text,
      "adGroupId" text, "targetId" text, placement text, currency text, impressions bigint, clicks bigint, "costMicros" bigint, orders bigint,
      units bigint, "salesMicros" bigint)
    on conflict (client_id, store_id, marketplace, hour_at, campaign_id, ad_group_id, target_id, placement) do update
    set impressions = ad_hour.impressions + excluded.impressions, clicks = ad_hour.clicks + excluded.clicks,
        cost_micros = ad_hour.cost_micros + excluded.cost_micros, orders = ad_hour.orders + excluded.orders,
        units = ad_hour.units + excluded.units, sales_micros = ad_hour.sales_micros + excluded.sales_micros`)
}

/** Forgets which records were added of hours that Amazon no longer revises. */
export async function forgetSeen(tx: WriteTx, clientId: string, before: Date): Promise<void> {
  await tx.rows(
    sql`delete from ad_hour_seen where client_id = ${clientId}::bigint and hour_at < ${before} returning 1`,
  )
}

export type HourSlot = {
  readonly day: Day
  readonly hour: number
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** Figures by local day and hour of all campaigns or of some. Hours without a row had no traffic, or were not told. */
export async function hourSlots(
  tx: ReadTx,
  at: StreamPlace & { from: Day; to: Day; campaignIds: readonly string[] | null },
): Promise<HourSlot[]> {
  type Row = Omit<HourSlot, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }
  const own = at.campaignIds === null ? sql`true` : sql`campaign_id = any (${[...at.campaignIds]}::text[])`
  const rows = await tx.rows(sql<Row>`
    select local_on as day, local_hour::int as hour, sum(impressions)::int as impressions, sum(clicks)::int as clicks,
           sum(orders)::int as orders, sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"
    from ad_hour where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and local_on between ${at.from}::date and ${at.to}::date and ${own}
    group by 1, 2 order by 1, 2`)
  return rows.map((row) => ({
    ...row,
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
  }))
}
