import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Profile } from '../store/changes.ts'

// What other rooms may ask of changes and of Amazon's records of them.

/** Since when, and until when, Amazon's records of a profile have been read; null when they never were. */
export function recordedSpan(tx: ReadTx, at: Profile): Promise<{ from: Date; to: Date } | null> {
  return tx.maybeOne(sql<{ from: Date; to: Date }>`
    select began_at as "from", read_to as "to" from witness_mark
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}`)
}

/** Campaigns going out of budget and coming back, as Amazon recorded it between two instants. */
export function budgetEvents(
  tx: ReadTx,
  at: Profile,
  from: Date,
  to: Date,
): Promise<{ campaignId: string; at: Date; inBudget: boolean }[]> {
  return tx.rows(sql<{ campaignId: string; at: Date; inBudget: boolean }>`
    select object_id as "campaignId", at, lower(to_text) = 'true' as "inBudget" from witness_event
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and field = 'inBudget' and verdict = 'amazon' and at >= ${from} and at < ${to} order by at`)
}

/** A setting that was changed at Amazon. `label` and `batchId` are those of our own change, where it was ours. */
export type SettingEvent = {
  readonly at: Date
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  readonly verdict: string
  readonly label: string | null
  readonly batchId: string | null
}

/** Settings changed between two instants by Amazon's own record, newest first; what budgets did by themselves is left out. */
export function settingEvents(
  tx: ReadTx,
  at: Profile,
  from: Date,
  to: Date,
  limit: number,
): Promise<SettingEvent[]> {
  return tx.rows(sql<SettingEvent>`
    select e.at, e.entity, e.object_id as "objectId", e.campaign_id as "campaignId", e.field, e.from_text as "from", e.to_text as "to",
      e.verdict, c.label, c.batch_id as "batchId"
    from witness_event e left join change c on c.client_id = e.client_id and c.id = e.change_id
    where e.client_id = ${at.clientId}::bigint and e.store_id = ${at.storeId}::bigint and e.marketplace = ${at.marketplace}
      and e.field <> 'inBudget' and e.at >= ${from} and e.at < ${to} order by e.at desc, e.id desc limit ${limit}`)
}

/** Events of each verdict between two instants: matched, unlogged (and explained), Amazon's own. */
export function witnessCounts(
  tx: ReadTx,
  at: Profile,
  from: Date,
  to: Date,
): Promise<{ verdict: string; events: number; explained: number }[]> {
  return tx.rows(sql<{ verdict: string; events: number; explained: number }>`
    select verdict, count(*)::int as events, count(explained_at)::int as explained from witness_event
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and at >= ${from} and at < ${to} group by verdict order by 1`)
}

/** What Amazon's records hold and the ledger does not, not explained by anybody; and how far they have been read. */
export async function openWitness(
  tx: ReadTx,
  clientId: string,
): Promise<{ open: number; conflicts: number; readTo: Date | null }> {
  const counts = await tx.maybeOne(sql<{ open: number; conflicts: number }>`
    select count(*)::int as open, (count(*) filter (where conflict))::int as conflicts from witness_event
    where client_id = ${clientId}::bigint and verdict = 'unlogged' and explained_at is null`)
  const read = await tx.maybeOne(sql<{ readTo: Date | null }>`
    select min(read_to) as "readTo" from witness_mark where client_id = ${clientId}::bigint`)
  return { open: counts?.open ?? 0, conflicts: counts?.conflicts ?? 0, readTo: read?.readTo ?? null }
}

/** What became of a batch's items: whose object, wanted state and present state. */
export function batchItems(
  tx: ReadTx,
  clientId: string,
  batchId: string,
): Promise<{ objectId: string; kind: string; label: string; state: string; from: Json; to: Json }[]> {
  return tx.rows(sql<{ objectId: string; kind: string; label: string; state: string; from: Json; to: Json }>`
    select c.object_id as "objectId", c.kind, c.label, c.state, c.from_value as "from", c.to_value as "to" from change c
    join change_batch b on b.client_id = c.client_id and b.id = c.batch_id and b.revision = c.revision
    where c.client_id = ${clientId}::bigint and c.batch_id = ${batchId}::bigint order by c.no`)
}

/** Changes that stood at Amazon since an instant, by kind, with the measured effect on one metric at a horizon. */
export async function changesMade(
  tx: ReadTx,
  at: Profile,
  from: Date,
  to: Date,
): Promise<{ kind: string; made: number; reverted: number; byRule: number }[]> {
  return tx.rows(sql<{ kind: string; made: number; reverted: number; byRule: number }>`
    select c.kind, count(*)::int as made, (count(*) filter (where c.state = 'reverted'))::int as reverted,
      (count(*) filter (where b.origin = 'rule'))::int as "byRule"
    from change c join change_batch b on b.client_id = c.client_id and b.id = c.batch_id
    where c.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint and c.marketplace = ${at.marketplace}
      and c.applied_at >= ${from} and c.applied_at < ${to} and c.state in ('applied', 'confirmed', 'contradicted', 'reverted')
    group by c.kind order by 2 desc, 1`)
}

/** Measured effects of changes made between two instants: one line a change, metric and horizon, the newest reading of each. */
export function effectsMade(
  tx: ReadTx,
  at: Profile,
  from: Date,
  to: Date,
): Promise<{ kind: string; metric: string; horizonDays: number; standing: string; effect: unknown }[]> {
  return tx.rows(sql<{
    kind: string
    metric: string
    horizonDays: number
    standing: string
    effect: unknown
  }>`
    select c.kind, e.metric, e.horizon_days as "horizonDays", e.standing, e.effect
    from change_effect e join change c on c.client_id = e.client_id and c.id = e.change_id
    where e.client_id = ${at.clientId}::bigint and c.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint
      and c.marketplace = ${at.marketplace} and c.applied_at >= ${from} and c.applied_at < ${to} order by c.id`)
}
