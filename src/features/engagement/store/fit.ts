import { sql } from 'kysely'
import { actorRecord } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Fit, type Verdict, decideFit, fitPackOn } from '../rules/fit.ts'
import { composeBrief } from '../rules/intake-brief.ts'
import type { Answers } from '../rules/intake.ts'

export type Override = {
  readonly verdict: Verdict
  readonly reason: string
  readonly at: string
  readonly by: string
}

/** The verdict on a client's newest submission, and somebody's word against it. `verdict` is what holds. */
export type Standing = {
  readonly version: number
  readonly submittedAt: string
  readonly fit: Fit
  readonly override: Override | null
  readonly verdict: Verdict
}

type Row = {
  clientId: string
  version: number
  answers: Answers
  submittedAt: Date
  verdict: Verdict | null
  reason: string
  at: Date
  by: string
}

/** The standing of each client that has submitted a questionnaire. A word against one submission says nothing of the next. */
export async function standingFits(tx: ReadTx, clientIds: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await tx.rows(sql<Row>`
    select v.client_id as "clientId", v.version, v.answers, v.submitted_at as "submittedAt", o.verdict, o.reason, o.at, o.by
    from (select distinct on (client_id) client_id, version, answers, submitted_at from intake_version
          where client_id = any (${[...clientIds]}::bigint[]) order by client_id, version desc) v
    left join lateral (select f.verdict, f.reason, f.at, f.by_name as by from fit_override f
      where f.client_id = v.client_id and f.version = v.version order by f.id desc limit 1) o on true`)
  return new Map(rows.map((row) => [row.clientId, standingOf(row)]))
}

function standingOf(row: Row): Standing {
  const submittedAt = row.submittedAt.toISOString()
  const fit = decideFit(composeBrief(row.answers), fitPackOn(submittedAt.slice(0, 10)))
  const override =
    row.verdict === null
      ? null
      : { verdict: row.verdict, reason: row.reason, at: row.at.toISOString(), by: row.by }
  return { version: row.version, submittedAt, fit, override, verdict: override?.verdict ?? fit.verdict }
}

export async function insertOverride(
  tx: WriteTx,
  clientId: string,
  one: { version: number; computed: Verdict; verdict: Verdict | null; reason: string },
): Promise<void> {
  await tx.rows(sql`
    insert into fit_override (client_id, version, computed, verdict, reason, at, by_name)
    values (${clientId}::bigint, ${one.version}, ${one.computed}, ${one.verdict}, ${one.reason}, ${tx.now}, ${actorRecord(tx.actor).name})`)
}

export type OverrideRow = {
  readonly id: string
  readonly version: number
  readonly computed: Verdict
  readonly verdict: Verdict | null
  readonly reason: string
  readonly at: Date
  readonly by: string
}

export function listOverrides(tx: ReadTx, clientId: string): Promise<OverrideRow[]> {
  return tx.rows(sql<OverrideRow>`
    select id, version, computed, verdict, reason, at, by_name as by from fit_override
    where client_id = ${clientId}::bigint order by id desc limit 100`)
}
