import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Kept } from '../rules/told.ts'
import type { Profile } from './changes.ts'

// One change has one event, however many of Amazon's records name it.

/** Until the transaction ends, nobody else judges this profile's records: two sources at once would count a change twice. */
export async function lockWitness(tx: WriteTx, at: Profile): Promise<void> {
  const name = `witness:${at.clientId}:${at.storeId}:${at.marketplace}`
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}

export type KeptEvent = Kept & { readonly historyKey: string | null; readonly streamKey: string | null }

/** What is kept of a profile since an instant. */
export function keptEvents(tx: ReadTx, at: Profile, since: Date): Promise<KeptEvent[]> {
  return tx.rows(sql<KeptEvent>`
    select id, source, key, object_id as "objectId", field, from_text as "from", to_text as "to", at, since_at as since,
      history_key as "historyKey", stream_key as "streamKey"
    from witness_event where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and at >= ${since} order by at, id`)
}

/** Writes down that another source names events too, by its own key. */
export async function confirmEvents(
  tx: WriteTx,
  clientId: string,
  source: 'history' | 'stream',
  pairs: readonly { id: string; key: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  const column = source === 'history' ? sql`history_key` : sql`stream_key`
  await tx.rows(sql`
    update witness_event w set ${column} = x.key
    from json_to_recordset(${JSON.stringify(pairs)}::json) as x(id bigint, key text)
    where w.client_id = ${clientId}::bigint and w.id = x.id returning 1`)
}

/** Messages that came in between tell more exactly when a change was made and what stood there before. */
export async function sharpenEvents(
  tx: WriteTx,
  clientId: string,
  events: readonly { id: string; key: string; at: Date; since: Date; from: string | null }[],
): Promise<void> {
  if (events.length === 0) return
  await tx.rows(sql`
    update witness_event w set key = x.key, at = x.at, since_at = x.since, from_text = x."from"
    from json_to_recordset(${JSON.stringify(events)}::json) as x(id bigint, key text, at timestamptz, since timestamptz, "from" text)
    where w.client_id = ${clientId}::bigint and w.id = x.id returning 1`)
}

/** What nobody logged and nobody was written to about, unless a letter left after `quiet`: it counts as written about from now on. */
export async function takeAlerts(
  tx: WriteTx,
  clientId: string,
  quiet: Date,
): Promise<{ objectId: string; field: string; to: string | null }[]> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`witness-letters:${clientId}`}, 0))`)
  return tx.rows(sql<{ objectId: string; field: string; to: string | null }>`
    update witness_event set alerted_at = ${tx.now}
    where client_id = ${clientId}::bigint and verdict = 'unlogged' and alerted_at is null and not exists (
      select 1 from witness_event l where l.client_id = ${clientId}::bigint and l.alerted_at > ${quiet})
    returning object_id as "objectId", field, to_text as "to"`)
}
