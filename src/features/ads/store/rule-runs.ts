import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Ground } from '../rules/automation/said.ts'

export type RunSort = 'preview' | 'dry' | 'propose' | 'execute'

export type RunRow = {
  readonly id: string
  readonly ruleId: string
  readonly version: number
  readonly sort: RunSort
  readonly slot: string | null
  readonly askedByName: string
  readonly state: 'running' | 'done' | 'failed'
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly outcome: Json
  readonly failure: string | null
  readonly batchId: string | null
}

const columns = sql`id, rule_id as "ruleId", version, sort, slot, asked_by_name as "askedByName", state, started_at as "startedAt",
  ended_at as "endedAt", outcome, failure, batch_id as "batchId"`

/** Begins a run; null when its due time has one already. */
export async function beginRun(
  tx: WriteTx,
  clientId: string,
  run: Pick<RunRow, 'ruleId' | 'version' | 'sort' | 'slot' | 'askedByName'>,
): Promise<string | null> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into ads_rule_run (client_id, rule_id, version, sort, slot, asked_by_name, state, started_at)
    values (${clientId}::bigint, ${run.ruleId}::bigint, ${run.version}, ${run.sort}, ${run.slot}, ${run.askedByName}, 'running', ${tx.now})
    on conflict (client_id, rule_id, slot) where slot is not null do nothing returning id`)
  return row?.id ?? null
}

/** Takes a run that is not ended, for its end; false when somebody ended it. */
export async function takeRun(tx: WriteTx, clientId: string, runId: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    select id from ads_rule_run where client_id = ${clientId}::bigint and id = ${runId}::bigint and state = 'running' for update`)
  return rows.length === 1
}

export async function endRun(
  tx: WriteTx,
  clientId: string,
  runId: string,
  end: {
    readonly state: 'done' | 'failed'
    readonly outcome: Json
    readonly failure: string | null
    readonly batchId: string | null
  },
): Promise<void> {
  await tx.rows(sql`
    update ads_rule_run set state = ${end.state}, ended_at = ${tx.now}, outcome = ${canonicalJson(end.outcome)}::jsonb,
      failure = ${end.failure}, batch_id = ${end.batchId}::bigint
    where client_id = ${clientId}::bigint and id = ${runId}::bigint`)
}

export type HitRow = {
  readonly no: number
  readonly day: Day
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly campaign: string
  readonly label: string
  readonly from: Json
  readonly to: Json
  readonly wish: Json
  readonly grounds: readonly Ground[]
  readonly held: Ground | null
  readonly around: Json
}

export async function insertHits(
  tx: WriteTx,
  clientId: string,
  runId: string,
  hits: readonly HitRow[],
): Promise<void> {
  if (hits.length === 0) return
  await tx.rows(sql`
    insert into ads_rule_hit (client_id, run_id, no, day, kind, entity, object_id, campaign_id, campaign, label, from_value, to_value, wish,
      grounds, held, around)
    select ${clientId}::bigint, ${runId}::bigint, h.no, h.day, h.kind, h.entity, h."objectId", h."campaignId", h.campaign, h.label, h."from",
      h."to", h.wish, h.grounds, h.held, h.around
    from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as h(no int, day date, kind text, entity text, "objectId" text,
      "campaignId" text, campaign text, label text, "from" jsonb, "to" jsonb, wish jsonb, grounds jsonb, held jsonb, around jsonb)`)
}

export function listHits(tx: ReadTx, clientId: string, runId: string): Promise<HitRow[]> {
  return tx.rows(sql<HitRow>`
    select no, day, kind, entity, object_id as "objectId", campaign_id as "campaignId", campaign, label, from_value as "from",
      to_value as "to", wish, grounds, held, around
    from ads_rule_hit where client_id = ${clientId}::bigint and run_id = ${runId}::bigint order by no`)
}

export function listRunRows(tx: ReadTx, clientId: string, ruleId: string): Promise<RunRow[]> {
  return tx.rows(sql<RunRow>`
    select ${columns} from ads_rule_run where client_id = ${clientId}::bigint and rule_id = ${ruleId}::bigint order by id desc limit 200`)
}

export function findRuleRun(tx: ReadTx, clientId: string, runId: string): Promise<RunRow | null> {
  return tx.maybeOne(sql<RunRow>`
    select ${columns} from ads_rule_run where client_id = ${clientId}::bigint and id = ${runId}::bigint`)
}

/** Runs by the clock that were begun and not ended. */
export function openRuns(tx: ReadTx, clientId: string): Promise<RunRow[]> {
  return tx.rows(sql<RunRow>`
    select ${columns} from ads_rule_run where client_id = ${clientId}::bigint and state = 'running' and slot is not null order by id`)
}

/** Of each rule: its newest run that was no preview, the version last previewed, and what it hit lately. */
export type RuleTally = {
  readonly ruleId: string
  readonly previewed: number | null
  readonly lastRun: Pick<RunRow, 'id' | 'sort' | 'state' | 'failure'> | null
  readonly lastAt: Date | null
  readonly hits: number
  readonly held: number
}

export function ruleTallies(tx: ReadTx, clientId: string, since: Date): Promise<RuleTally[]> {
  return tx.rows(sql<RuleTally>`
    select n.rule_id as "ruleId", max(n.version) filter (where n.sort = 'preview' and n.state = 'done') as previewed,
      (array_agg(jsonb_build_object('id', n.id::text, 'sort', n.sort, 'state', n.state, 'failure', n.failure) order by n.id desc)
        filter (where n.sort <> 'preview'))[1] as "lastRun",
      max(n.started_at) filter (where n.sort <> 'preview') as "lastAt",
      coalesce(sum((n.outcome->>'decided')::int) filter (where n.sort <> 'preview' and n.started_at >= ${since}), 0)::int as hits,
      coalesce(sum((n.outcome->>'held')::int) filter (where n.sort <> 'preview' and n.started_at >= ${since}), 0)::int as held
    from ads_rule_run n where n.client_id = ${clientId}::bigint group by n.rule_id`)
}
