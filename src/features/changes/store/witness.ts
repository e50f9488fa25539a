import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Seen, Verdict } from '../rules/witness.ts'
import { type Change, type Profile, changeColumns, changeOf } from './changes.ts'

export type Mark = Profile & { readonly readTo: Date; readonly beganAt: Date }

/** How far each profile's records have been read. */
export async function witnessMarks(tx: ReadTx, clientId: string): Promise<Mark[]> {
  return tx.rows(sql<Mark>`
    select client_id as "clientId", store_id as "storeId", marketplace, read_to as "readTo", began_at as "beganAt" from witness_mark
    where client_id = ${clientId}::bigint order by store_id, marketplace`)
}

export async function saveMark(tx: WriteTx, at: Profile, readTo: Date, beganAt: Date): Promise<void> {
  await tx.rows(sql`
    insert into witness_mark (client_id, store_id, marketplace, read_to, began_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${readTo}, ${beganAt})
    on conflict (client_id, store_id, marketplace) do update set read_to = excluded.read_to`)
}

/** Our changes of a profile that left for Amazon since an instant, with when they left and were heard of. */
export async function changesLeft(
  tx: ReadTx,
  at: Profile,
  since: Date,
): Promise<(Change & { leftAt: Date; heardAt: Date | null })[]> {
  type Row = Parameters<typeof changeOf>[0] & { leftAt: Date; heardAt: Date | null }
  const rows = await tx.rows(sql<Row>`
    select ${changeColumns}, a.left_at as "leftAt", case when c.state in ('executing', 'unknown') then null else a.heard_at end as "heardAt"
    from change c join (
      select client_id, change_id, min(begun_at) as left_at, max(ended_at) as heard_at from change_attempt
      where client_id = ${at.clientId}::bigint and (outcome is null or outcome in ('applied', 'unknown')) group by client_id, change_id) a
      on a.client_id = c.client_id and a.change_id = c.id
    where c.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint and c.marketplace = ${at.marketplace}
      and c.state in ('executing', 'unknown', 'applied', 'confirmed', 'contradicted', 'reverted') and a.left_at >= ${since}
    order by c.id`)
  return rows.map((row) => ({ ...changeOf(row), leftAt: row.leftAt, heardAt: row.heardAt }))
}

export type EventLine = Seen & {
  readonly id: string
  readonly storeId: string
  readonly marketplace: string
  readonly verdict: Verdict
  readonly changeId: string | null
  readonly conflict: boolean
  readonly explainedBy: string | null
  readonly explainedAt: Date | null
  readonly explanation: string | null
  /** As our own facts or changes name the object; null when they do not. */
  readonly label: string | null
  /** Which of Amazon's records name it, the one that told it first at the head. */
  readonly sources: readonly Source[]
}

const sourcesOf = sql`array_remove(array[w.source, case when w.history_key is not null then 'history' end,
      case when w.stream_key is not null then 'stream' end], null)`

export type Source = 'history' | 'snapshot' | 'stream'
type NewEvent = Seen & { verdict: Verdict; changeId: string | null; conflict: boolean }

/** Adds events that are not there yet; answers those that were added. */
export async function insertEvents(
  tx: WriteTx,
  at: Profile,
  source: Source,
  events: readonly NewEvent[],
): Promise<{ id: string; key: string }[]> {
  if (events.length === 0) return []
  const rows = events.map((one) => ({
    ...one,
    at: one.at.toISOString(),
    since: one.since?.toISOString() ?? null,
  }))
  return tx.rows(sql<{ id: string; key: string }>`
    insert into witness_event (client_id, store_id, marketplace, source, key, at, since_at, read_at, entity, object_id, campaign_id, field,
      from_text, to_text, verdict, change_id, conflict)
    select ${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${source}, r.key, r.at, r.since, ${tx.now}, r.entity,
      r."objectId", r."campaignId", r.field, r."from", r."to", r.verdict, r."changeId", r.conflict
    from jsonb_to_recordset(${canonicalJson(rows as unknown as Json)}::jsonb) as r(key text, at timestamptz, since timestamptz, entity text,
      "objectId" text, "campaignId" text, field text, "from" text, "to" text, verdict text, "changeId" bigint, conflict boolean)
    on conflict (client_id, store_id, key) do nothing returning id, key`)
}

/** Keys of the marks that have an event, as rules/witness.ts names them. */
export async function takenMarks(tx: ReadTx, clientId: string, since: Date): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ changeId: string; field: string; to: string }>`
    select change_id as "changeId", field, to_text as "to" from witness_event
    where client_id = ${clientId}::bigint and change_id is not null and at >= ${since}`)
  return new Set(rows.map((row) => `${row.changeId} ${row.field} ${row.to}`))
}

export async function listEvents(
  tx: ReadTx,
  clientId: string,
  filter: { verdict?: string | undefined; open?: boolean | undefined; from?: Date; to?: Date; limit: number },
): Promise<EventLine[]> {
  const where = [sql`w.client_id = ${clientId}::bigint`]
  if (filter.verdict !== undefined) where.push(sql`w.verdict = ${filter.verdict}`)
  if (filter.open === true) where.push(sql`w.verdict = 'unlogged' and w.explained_at is null`)
  if (filter.from !== undefined) where.push(sql`w.at >= ${filter.from}`)
  if (filter.to !== undefined) where.push(sql`w.at < ${filter.to}`)
  return tx.rows(sql<EventLine>`
    select w.id, w.store_id as "storeId", w.marketplace, w.key, w.at, w.entity, w.object_id as "objectId", w.campaign_id as "campaignId",
      w.field, w.from_text as "from", w.to_text as "to", w.verdict, w.change_id as "changeId", w.conflict, w.verdict = 'amazon' as "byAmazon",
      w.explained_by as "explainedBy", w.explained_at as "explainedAt", w.explanation,
      ${sourcesOf} as sources, coalesce(
        (select c.label from change c where c.client_id = w.client_id and c.store_id = w.store_id
          and (c.object_id = w.object_id or c.made_id = w.object_id) order by c.id desc limit 1),
        (select coalesce(e.text, e.name) from ads_entity e where e.client_id = w.client_id and e.store_id = w.store_id
          and e.marketplace = w.marketplace and e.superseded_by is null and e.campaign_id = coalesce(w.campaign_id, w.object_id)
          and (e.entity_id = w.object_id or (e.entity = 'campaign' and e.campaign_id = w.object_id)
            or (e.entity = 'ad_group' and e.ad_group_id = w.object_id)) order by e.report_on desc limit 1)) as label
    from witness_event w where ${sql.join(where, sql` and `)} order by w.at desc, w.id desc limit ${filter.limit}`)
}

/** Of how many events each source knows, between two instants. */
export async function countSources(
  tx: ReadTx,
  clientId: string,
  from: Date,
  to: Date,
): Promise<Record<Source, number>> {
  const rows = await tx.rows(sql<{ source: Source; events: number }>`
    select s.source, count(*)::int as events from witness_event w cross join lateral unnest(${sourcesOf}) as s(source)
    where w.client_id = ${clientId}::bigint and w.at >= ${from} and w.at < ${to} group by s.source`)
  const count = (source: Source): number => rows.find((one) => one.source === source)?.events ?? 0
  return { history: count('history'), stream: count('stream'), snapshot: count('snapshot') }
}

/** How many events of each verdict lie between two instants. */
export async function countEvents(
  tx: ReadTx,
  clientId: string,
  from: Date,
  to: Date,
): Promise<{ verdict: Verdict; events: number; explained: number; conflicts: number }[]> {
  return tx.rows(sql`
    select verdict, count(*)::int as events, count(explained_at)::int as explained, (count(*) filter (where conflict))::int as conflicts
    from witness_event where client_id = ${clientId}::bigint and at >= ${from} and at < ${to} group by verdict order by 1`)
}

export async function explainEvent(
  tx: WriteTx,
  clientId: string,
  eventId: string,
  by: string,
  text: string,
): Promise<{ key: string; field: string; objectId: string } | null> {
  const [row] = await tx.rows(sql<{ key: string; field: string; objectId: string }>`
    update witness_event set explained_by = ${by}, explained_at = ${tx.now}, explanation = ${text}
    where client_id = ${clientId}::bigint and id = ${eventId}::bigint and verdict = 'unlogged'
    returning key, field, object_id as "objectId"`)
  return row ?? null
}
