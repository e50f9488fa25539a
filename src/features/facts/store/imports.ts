import { type RawBuilder, sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { ImportHints, ImportState } from '../rules/imports.ts'
import type { Dataset } from '../rules/rows.ts'
import type { ImportSummary } from './summary.ts'

export type ImportRow = {
  id: string
  clientId: string
  batchId: string
  storeId: string | null
  fileName: string
  fileHash: string | null
  fileBytes: string | null
  state: ImportState
  failedIn: 'reading' | 'importing' | null
  fileType: string | null
  dataset: Dataset | null
  charset: string | null
  locale: string | null
  marketplace: string | null
  currency: string | null
  periodFrom: Day | null
  periodTo: Day | null
  asOf: Date
  hints: ImportHints
  rowCount: number
  newCount: number
  replacedCount: number
  unchangedCount: number
  withdrawnCount: number
  rejectedCount: number
  summary: ImportSummary
  reasonCode: string | null
  reasonParams: Record<string, string | number | boolean | null>
  createdAt: Date
  readAt: Date | null
  confirmedAt: Date | null
  confirmedBy: string | null
  doneAt: Date | null
  loadMs: number | null
  undoneAt: Date | null
  undoneBy: string | null
  progress: { phase: string; percent: number; rows: number } | null
}

const columns = sql`i.id, i.client_id as "clientId", i.batch_id as "batchId", i.store_id as "storeId", i.file_name as "fileName",
  i.file_hash as "fileHash", i.file_bytes as "fileBytes", i.state, i.failed_in as "failedIn", i.file_type as "fileType", i.dataset,
  i.charset, i.locale, i.marketplace, i.currency, i.period_from as "periodFrom", i.period_to as "periodTo", i.as_of as "asOf", i.hints,
  i.row_count as "rowCount", i.new_count as "newCount", i.replaced_count as "replacedCount", i.unchanged_count as "unchangedCount",
  i.withdrawn_count as "withdrawnCount", i.rejected_count as "rejectedCount", i.summary, i.reason_code as "reasonCode",
  i.reason_params as "reasonParams", i.created_at as "createdAt", i.read_at as "readAt", i.confirmed_at as "confirmedAt",
  i.confirmed_by as "confirmedBy", i.done_at as "doneAt", i.load_ms as "loadMs", i.undone_at as "undoneAt", i.undone_by as "undoneBy",
  case when p.import_id is null then null else jsonb_build_object('phase', p.phase, 'percent', p.percent, 'rows', p.rows) end as progress`

const joined = sql`import i left join import_progress p on p.client_id = i.client_id and p.import_id = i.id`

export function findImport(tx: ReadTx, clientId: string, importId: string): Promise<ImportRow | null> {
  return tx.maybeOne(sql<ImportRow>`
    select ${columns} from ${joined} where i.client_id = ${clientId}::bigint and i.id = ${importId}::bigint`)
}

/** The import, held against other writers until the transaction ends. */
export async function lockImport(tx: WriteTx, clientId: string, importId: string): Promise<ImportRow | null> {
  await tx.rows(sql`
    select id from import where client_id = ${clientId}::bigint and id = ${importId}::bigint for update`)
  return findImport(tx, clientId, importId)
}

export type ImportFilter = {
  batchId?: string
  states?: readonly ImportState[]
  ids?: readonly string[]
  search?: string
  /** What people dropped, or what Amazon's interfaces brought. */
  origin?: 'files' | 'api'
  limit?: number
}

/** Newest batch first, files in the order they came. */
export function listImports(tx: ReadTx, clientId: string, filter: ImportFilter = {}): Promise<ImportRow[]> {
  const parts = [sql`i.client_id = ${clientId}::bigint`]
  if (filter.batchId !== undefined) parts.push(sql`i.batch_id = ${filter.batchId}::bigint`)
  if (filter.states !== undefined) parts.push(sql`i.state = any (${[...filter.states]}::text[])`)
  if (filter.ids !== undefined) parts.push(sql`i.id = any (${[...filter.ids]}::bigint[])`)
  if (filter.origin !== undefined)
    parts.push(sql`exists (select from import_batch b where b.client_id = ${clientId}::bigint and b.id = i.batch_id
      and (b.origin = 'api') = ${filter.origin === 'api'})`)
  if (filter.search !== undefined && filter.search !== '')
    parts.push(sql`position(lower(${filter.search}) in lower(i.file_name)) > 0`)
  return tx.rows(sql<ImportRow>`
    select ${columns} from ${joined} where ${sql.join(parts, sql` and `)}
    order by i.batch_id desc, i.id limit ${filter.limit ?? 5000}`)
}

export async function insertBatch(
  tx: WriteTx,
  batch: { clientId: string; label: string; origin: 'upload' | 'folder' | 'demo' | 'api' },
): Promise<string> {
  const createdBy = tx.actor.name
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into import_batch (client_id, label, origin, created_by, created_at)
    values (${batch.clientId}::bigint, ${batch.label.slice(0, 300)}, ${batch.origin}, ${createdBy}, ${tx.now}) returning id`)
  return row!.id
}

export type NewImport = {
  clientId: string
  batchId: string
  storeId: string | null
  fileName: string
  fileHash: string | null
  fileBytes: number | null
  state: 'received' | 'refused'
  asOf: Date
  hints: ImportHints
  reason?: { code: string; params: Json }
}

export async function insertImport(tx: WriteTx, file: NewImport): Promise<string> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into import (client_id, batch_id, store_id, file_name, file_hash, file_bytes, state, as_of, hints, reason_code, reason_params, created_at)
    values (${file.clientId}::bigint, ${file.batchId}::bigint, ${file.storeId}::bigint, ${file.fileName.slice(-500)}, ${file.fileHash},
            ${file.fileBytes}::bigint, ${file.state}, ${file.asOf}, ${JSON.stringify(file.hints)}::jsonb, ${file.reason?.code ?? null},
            ${JSON.stringify(file.reason?.params ?? {})}::jsonb, ${tx.now})
    returning id`)
  return row!.id
}

/** Columns an import may change after it was received. */
export type ImportChange = Partial<{
  store_id: string | null
  state: ImportState
  failed_in: 'reading' | 'importing' | null
  file_hash: string
  file_bytes: number
  file_type: string | null
  dataset: string | null
  charset: string | null
  locale: string | null
  marketplace: string | null
  currency: string | null
  period_from: Day | null
  period_to: Day | null
  as_of: Date
  hints: ImportHints
  row_count: number
  new_count: number
  replaced_count: number
  unchanged_count: number
  withdrawn_count: number
  rejected_count: number
  summary: ImportSummary
  reason_code: string | null
  reason_params: Json
  read_at: Date
  confirmed_at: Date | null
  confirmed_by: string | null
  done_at: Date
  load_ms: number
  undone_at: Date
  undone_by: string
}>

const jsonColumns = new Set(['hints', 'summary', 'reason_params'])

export async function changeImport(
  tx: WriteTx,
  clientId: string,
  importId: string,
  change: ImportChange,
): Promise<void> {
  const sets: RawBuilder<unknown>[] = Object.entries(change).map(([column, value]) =>
    jsonColumns.has(column)
      ? sql`${sql.ref(column)} = ${JSON.stringify(value)}::jsonb`
      : sql`${sql.ref(column)} = ${value}`,
  )
  await tx.rows(sql`
    update import set ${sql.join(sets)} where client_id = ${clientId}::bigint and id = ${importId}::bigint`)
}

/** Another import of the same bytes in the same store that stands or is on its way; null when there is none. */
export function findTwin(
  tx: ReadTx,
  file: { clientId: string; importId: string; storeId: string | null; fileHash: string },
): Promise<{ id: string; fileName: string; at: Date } | null> {
  return tx.maybeOne(sql<{ id: string; fileName: string; at: Date }>`
    select id, file_name as "fileName", created_at as at from import
    where client_id = ${file.clientId}::bigint and file_hash = ${file.fileHash} and id <> ${file.importId}::bigint
      and store_id is not distinct from ${file.storeId}::bigint
      and (state in ('done', 'importing') or (state in ('received', 'reading', 'previewed') and id < ${file.importId}::bigint))
    order by id limit 1`)
}

export type StoredRowError = {
  line: number
  column: string
  code: string
  params: Record<string, string | number>
  value: string
}

/** Keeps the first row errors of a file (at most 5,000), replacing those of an earlier reading. */
export async function keepRowErrors(
  tx: WriteTx,
  clientId: string,
  importId: string,
  errors: readonly StoredRowError[],
): Promise<void> {
  await tx.rows(sql`
    delete from import_row_error where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`)
  if (errors.length === 0) return
  const kept = errors.slice(0, 5000)
  await tx.rows(sql`
    insert into import_row_error (client_id, import_id, ordinal, line, column_name, code, params)
    select ${clientId}::bigint, ${importId}::bigint, e.ordinal, e.line, e.column_name, e.code, e.params::jsonb
    from unnest(${kept.map((_, index) => index + 1)}::int[], ${kept.map((e) => e.line)}::int[], ${kept.map((e) => e.column)}::text[],
                ${kept.map((e) => e.code)}::text[], ${kept.map((e) => JSON.stringify({ ...e.params, value: e.value }))}::text[])
         as e (ordinal, line, column_name, code, params)
    on conflict do nothing`)
}

export async function listRowErrors(
  tx: ReadTx,
  query: { clientId: string; importId: string; limit: number; offset: number },
): Promise<StoredRowError[]> {
  const rows = await tx.rows(sql<Omit<StoredRowError, 'value'>>`
    select line, column_name as "column", code, params from import_row_error
    where client_id = ${query.clientId}::bigint and import_id = ${query.importId}::bigint
    order by ordinal limit ${query.limit} offset ${query.offset}`)
  return rows.map(({ params: { value = '', ...params }, ...row }) => ({
    ...row,
    params,
    value: String(value),
  }))
}

export async function noteProgress(
  tx: WriteTx,
  clientId: string,
  importId: string,
  progress: { phase: string; percent: number; rows: number },
): Promise<void> {
  await tx.rows(sql`
    insert into import_progress (client_id, import_id, phase, percent, rows, beat_at)
    values (${clientId}::bigint, ${importId}::bigint, ${progress.phase}, ${progress.percent}, ${progress.rows}, ${tx.now})
    on conflict (client_id, import_id) do update
      set phase = excluded.phase, percent = excluded.percent, rows = excluded.rows, beat_at = excluded.beat_at`)
}

export async function endProgress(tx: WriteTx, clientId: string, importId: string): Promise<void> {
  await tx.rows(
    sql`delete from import_progress where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`,
  )
}

/** Whether an import that was not discarded still refers to these bytes. */
export async function isHashNeeded(tx: ReadTx, clientId: string, hash: string): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ needed: boolean }>`
    select exists (select from import where client_id = ${clientId}::bigint and file_hash = ${hash} and state <> 'discarded') as needed`)
  return row?.needed ?? false
}

export type BatchRow = {
  id: string
  label: string
  origin: 'upload' | 'folder' | 'demo' | 'api'
  createdBy: string
  createdAt: string
  files: number
  states: Record<string, number>
  rows: number
}

/** Drops of files, newest first, with how many of their files are in which state. */
export async function listBatches(tx: ReadTx, clientId: string): Promise<BatchRow[]> {
  const rows = await tx.rows(sql<Omit<BatchRow, 'createdAt'> & { createdAt: Date }>`
    select b.id, b.label, b.origin, b.created_by as "createdBy", b.created_at as "createdAt", coalesce(sum(s.files), 0)::int as files,
           coalesce(jsonb_object_agg(s.state, s.files) filter (where s.state is not null), '{}') as states, coalesce(sum(s.rows), 0)::int as rows
    from import_batch b
    left join (
      select batch_id, state, count(*)::int as files, sum(row_count)::int as rows from import
      where client_id = ${clientId}::bigint group by batch_id, state) s on s.batch_id = b.id
    where b.client_id = ${clientId}::bigint
    group by b.client_id, b.id order by b.id desc limit 1000`)
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}
