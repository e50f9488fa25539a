import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Diagnosis } from '../rules/diagnosis.ts'

export type DiagnosisState = 'queued' | 'running' | 'done' | 'failed'

/** A version without what it says. Instants are ISO 8601. */
export type DiagnosisHead = {
  id: string
  from: Day | null
  to: Day | null
  marketplace: string | null
  askedBy: string
  askedAt: string
  state: DiagnosisState
  percent: number
  asOf: Day | null
  inputHash: string | null
  findings: number | null
  finishedAt: string | null
}

type HeadRow = Omit<DiagnosisHead, 'askedAt' | 'finishedAt'> & { askedAt: Date; finishedAt: Date | null }

const headColumns = sql`id, from_on as "from", to_on as "to", marketplace, asked_by as "askedBy", asked_at as "askedAt", state, percent,
  as_of as "asOf", input_hash as "inputHash", finding_count as findings, finished_at as "finishedAt"`

const headOf = (row: HeadRow): DiagnosisHead => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

/** Versions, newest first. */
export async function listDiagnoses(tx: ReadTx, clientId: string, limit = 50): Promise<DiagnosisHead[]> {
  const rows = await tx.rows(sql<HeadRow>`
    select ${headColumns} from diagnosis where client_id = ${clientId}::bigint order by asked_at desc, id desc limit ${limit}`)
  return rows.map(headOf)
}

export async function findDiagnosis(
  tx: ReadTx,
  clientId: string,
  diagnosisId: string,
): Promise<{ head: DiagnosisHead; body: Diagnosis | null } | null> {
  const row = await tx.maybeOne(sql<HeadRow & { body: Diagnosis | null }>`
    select ${headColumns}, body from diagnosis where client_id = ${clientId}::bigint and id = ${diagnosisId}::bigint`)
  if (row === null) return null
  const { body, ...head } = row
  return { head: headOf(head), body }
}

export async function insertDiagnosis(
  tx: WriteTx,
  clientId: string,
  asked: { from: Day | null; to: Day | null; marketplace: string | null; by: string },
): Promise<string> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into diagnosis (client_id, from_on, to_on, marketplace, asked_by, asked_at, state)
    values (${clientId}::bigint, ${asked.from}::date, ${asked.to}::date, ${asked.marketplace}, ${asked.by}, ${tx.now}, 'queued') returning id`)
  return row!.id
}

export async function noteProgress(
  tx: WriteTx,
  clientId: string,
  diagnosisId: string,
  state: 'running' | 'failed',
  percent: number,
): Promise<void> {
  await tx.rows(sql`
    update diagnosis set state = ${state}, percent = ${percent}
    where client_id = ${clientId}::bigint and id = ${diagnosisId}::bigint and state <> 'done'`)
}

export async function keepDiagnosis(
  tx: WriteTx,
  clientId: string,
  diagnosisId: string,
  made: { body: Diagnosis; inputHash: string },
): Promise<void> {
  await tx.rows(sql`
    update diagnosis set state = 'done', percent = 100, as_of = ${made.body.asOf}::date, input_hash = ${made.inputHash},
      finding_count = ${made.body.findings.length}, body = ${JSON.stringify(made.body)}::jsonb, finished_at = ${tx.now}
    where client_id = ${clientId}::bigint and id = ${diagnosisId}::bigint and state <> 'done'`)
}
