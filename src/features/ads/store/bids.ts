import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { GoalKind, GoalNumbers } from '../rules/bids/goal.ts'
import type { BidSnapshot, Reference } from '../rules/bids/snapshot.ts'

export type PlaceAt = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

export type Goal = {
  readonly id: string
  readonly kind: GoalKind
  readonly numbers: GoalNumbers
  readonly reference: Readonly<Record<string, Reference>> | null
  readonly setByName: string
  readonly setAt: Date
}

/** Goals of a place, newest first: the first is in force. */
export function listGoals(tx: ReadTx, at: PlaceAt): Promise<Goal[]> {
  return tx.rows(sql<Goal>`
    select id, kind, numbers, reference, set_by_name as "setByName", set_at as "setAt" from ads_goal
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
    order by id desc limit 50`)
}

export async function insertGoal(
  tx: WriteTx,
  at: PlaceAt,
  goal: Pick<Goal, 'kind' | 'numbers' | 'reference'>,
  by: { id: string; name: string },
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into ads_goal (client_id, store_id, marketplace, kind, numbers, reference, set_by, set_by_name, set_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${goal.kind},
      ${canonicalJson(goal.numbers as unknown as Json)}::jsonb,
      ${goal.reference === null ? null : canonicalJson(goal.reference as Json)}::jsonb, ${by.id}, ${by.name}, ${tx.now})
    returning id`)
  return row!.id
}

export type Run = {
  readonly id: string
  readonly storeId: string
  readonly marketplace: string
  readonly goalId: string
  readonly currency: string
  readonly asOf: Day
  readonly madeByName: string
  readonly madeAt: Date
  readonly pack: string
  readonly price: number
  readonly snapshotHash: string
  readonly outcomeHash: string
  readonly campaigns: Json
  readonly totals: Json
}

const runColumns = sql`id, store_id as "storeId", marketplace, goal_id as "goalId", currency, as_of as "asOf", made_by_name as "madeByName", made_at as "madeAt", pack, price,
  snapshot_hash as "snapshotHash", outcome_hash as "outcomeHash", campaigns, totals`

export async function newestRun(tx: ReadTx, at: PlaceAt): Promise<Run | null> {
  return tx.maybeOne(sql<Run>`
    select ${runColumns} from bid_run where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
      and marketplace = ${at.marketplace} order by id desc limit 1`)
}

export async function findRun(tx: ReadTx, clientId: string, runId: string): Promise<Run | null> {
  return tx.maybeOne(sql<Run>`
    select ${runColumns} from bid_run where client_id = ${clientId}::bigint and id = ${runId}::bigint`)
}

/** What a run was decided from. */
export async function snapshotOfRun(
  tx: ReadTx,
  clientId: string,
  runId: string,
): Promise<BidSnapshot | null> {
  const row = await tx.maybeOne(sql<{ snapshot: Buffer }>`
    select snapshot from bid_run where client_id = ${clientId}::bigint and id = ${runId}::bigint`)
  return row === null ? null : (JSON.parse(gunzipSync(row.snapshot).toString()) as BidSnapshot)
}

export async function insertRun(
  tx: WriteTx,
  at: PlaceAt,
  run: Omit<Run, 'id' | 'storeId' | 'marketplace' | 'madeByName' | 'madeAt'> & { snapshotText: string },
  by: { id: string; name: string },
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into bid_run (client_id, store_id, marketplace, goal_id, currency, as_of, made_by, made_by_name, made_at, pack, price,
      snapshot_hash, outcome_hash, snapshot, campaigns, totals)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${run.goalId}::bigint, ${run.currency}, ${run.asOf}::date,
      ${by.id}, ${by.name}, ${tx.now}, ${run.pack}, ${run.price}, ${run.snapshotHash}, ${run.outcomeHash},
      ${gzipSync(run.snapshotText)}, ${canonicalJson(run.campaigns)}::jsonb, ${canonicalJson(run.totals)}::jsonb)
    returning id`)
  return row!.id
}

export type DecisionRow = {
  readonly no: number
  readonly targetId: string
  readonly entity: 'keywords' | 'targets'
  readonly campaignId: string
  readonly adGroupId: string
  readonly text: string
  readonly matchType: string
  readonly fromMicros: string
  readonly toMicros: string
  readonly mostFromMicros: string
  readonly mostToMicros: string
  readonly expected: Json
  readonly grounds: Json
  readonly declinedByName: string | null
  readonly declinedAt: Date | null
}

const CHUNK = 5000

export async function insertDecisions(
  tx: WriteTx,
  clientId: string,
  runId: string,
  rows: readonly Omit<DecisionRow, 'declinedByName' | 'declinedAt'>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK)
    await tx.rows(sql`
      insert into bid_decision (client_id, run_id, no, target_id, entity, campaign_id, ad_group_id, text, match_type, from_micros,
        to_micros, most_from_micros, most_to_micros, expected, grounds)
      select ${clientId}::bigint, ${runId}::bigint, r.no, r."targetId", r.entity, r."campaignId", r."adGroupId", r.text, r."matchType",
        r."fromMicros", r."toMicros", r."mostFromMicros", r."mostToMicros", r.expected, r.grounds
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + CHUNK))}::jsonb) as r(no int, "targetId" text, entity text,
        "campaignId" text, "adGroupId" text, text text, "matchType" text, "fromMicros" bigint, "toMicros" bigint,
        "mostFromMicros" bigint, "mostToMicros" bigint, expected jsonb, grounds jsonb)`)
}

export type DecisionQuery = {
  readonly show: 'changed' | 'raised' | 'lowered' | 'explored' | 'held' | 'declined' | 'all'
  readonly search: string
  readonly sort: 'cost' | 'move' | 'clicks' | 'bid' | 'text'
  readonly order: 'ascend' | 'descend'
  readonly offset: number
  readonly limit: number
}

const views = {
  changed: sql`to_micros <> from_micros and declined_at is null`,
  raised: sql`to_micros > from_micros and declined_at is null`,
  lowered: sql`to_micros < from_micros and declined_at is null`,
  explored: sql`grounds @> '[{"code": "bid.explore"}]'`,
  held: sql`to_micros = from_micros`,
  declined: sql`declined_at is not null`,
  all: sql`true`,
} as const

const sorts = {
  cost: sql`(expected->'from'->>'cost')::float8`,
  move: sql`abs(ln(to_micros::float8 / from_micros))`,
  clicks: sql`(expected->'from'->>'clicks')::float8`,
  bid: sql`from_micros`,
  text: sql`lower(text)`,
} as const

export async function listDecisions(
  tx: ReadTx,
  clientId: string,
  runId: string,
  query: DecisionQuery,
): Promise<{ total: number; counts: Record<string, number>; rows: DecisionRow[] }> {
  const like = `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const where = sql`client_id = ${clientId}::bigint and run_id = ${runId}::bigint and ${views[query.show]}
    and (${like} = '%%' or text ilike ${like})`
  const direction = query.order === 'ascend' ? sql`asc` : sql`desc`
  const count = await tx.maybeOne(
    sql<{ n: number }>`select count(*)::int as n from bid_decision where ${where}`,
  )
  const [counts] = await tx.rows(sql<Record<string, number>>`
    select count(*) filter (where ${views.changed})::int as changed, count(*) filter (where ${views.raised})::int as raised,
      count(*) filter (where ${views.lowered})::int as lowered, count(*) filter (where ${views.explored})::int as explored,
      count(*) filter (where ${views.held})::int as held,
      count(*) filter (where ${views.declined})::int as declined, count(*)::int as "all"
    from bid_decision where client_id = ${clientId}::bigint and run_id = ${runId}::bigint`)
  const rows = await tx.rows(sql<DecisionRow>`
    select no, target_id as "targetId", entity, campaign_id as "campaignId", ad_group_id as "adGroupId", text, match_type as "matchType",
      from_micros as "fromMicros", to_micros as "toMicros", most_from_micros as "mostFromMicros", most_to_micros as "mostToMicros",
      expected, grounds, declined_by_name as "declinedByName", declined_at as "declinedAt"
    from bid_decision where ${where} order by ${sorts[query.sort]} ${direction}, no offset ${query.offset} limit ${query.limit}`)
  return { total: count!.n, counts: counts!, rows }
}

/** Sets decisions aside in somebody's name, or takes that back; answers how many. */
export async function setDeclined(
  tx: WriteTx,
  clientId: string,
  runId: string,
  numbers: readonly number[],
  by: string | null,
): Promise<number> {
  const rows = await tx.rows(sql`
    update bid_decision set declined_by_name = ${by}, declined_at = ${by === null ? null : tx.now}
    where client_id = ${clientId}::bigint and run_id = ${runId}::bigint and no = any (${[...numbers]}::int[]) returning no`)
  return rows.length
}
