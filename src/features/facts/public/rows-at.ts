import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'
import type { Dataset } from '../rules/rows.ts'

export type RowAt = {
  dataset: Dataset
  importId: string
  fileName: string
  line: number
  /** The row's own columns by their names; money as micros in text, dates as text. */
  values: Record<string, string | number | boolean | null>
}

const datasets: readonly Dataset[] = [
  'money_line',
  'sales_day',
  'sales_asin',
  'ads',
  'ads_entity',
  'ads_invalid',
  'bid_recommendation',
  'stock',
  'order_line',
  'return_line',
  'removal_line',
  'feedback',
  'search_rank',
  'search_query',
  'reimbursement',
  'storage_fee',
  'stock_move',
  'listing',
  'fee_estimate',
  'brand_ads',
  'brand_campaign',
  'account_health',
]

const hidden = ['client_id', 'import_id', 'row_no', 'line', 'store_id', 'unit_id', 'superseded_by', 'part']

/** The imported rows at these lines of these files, in the order of file and line. A line may hold several amounts. */
export async function rowsAt(
  tx: ReadTx,
  query: { clientId: string; refs: readonly { file: string; line: number }[] },
): Promise<RowAt[]> {
  if (query.refs.length === 0) return []
  const found: RowAt[] = []
  const wanted = sql`unnest(${query.refs.map((ref) => ref.file)}::bigint[], ${query.refs.map((ref) => ref.line)}::int[]) as w (import_id, line)`
  const touched = await tx.rows(sql<{ dataset: Dataset }>`
    select distinct u.dataset from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${query.clientId}::bigint and u.client_id = ${query.clientId}::bigint
      and c.import_id = any (${query.refs.map((ref) => ref.file)}::bigint[])`)
  for (const { dataset } of touched.filter((row) => datasets.includes(row.dataset))) {
    type Row = { importId: string; fileName: string; line: number; values: RowAt['values'] }
    const rows = await tx.rows(sql<Row>`
      select f.import_id as "importId", i.file_name as "fileName", f.line, to_jsonb(f) - ${hidden}::text[] as values
      from ${wanted} join ${sql.table(dataset)} f on f.import_id = w.import_id and f.line = w.line
      join import i on i.client_id = f.client_id and i.id = f.import_id
      where f.client_id = ${query.clientId}::bigint and i.client_id = ${query.clientId}::bigint
      order by f.import_id, f.line, f.row_no limit 500`)
    found.push(...rows.map((row) => ({ ...row, dataset, values: exact(row.values) })))
  }
  return found
}

/** Micros leave the database as JSON numbers; as text no digit can be lost on the way to a screen. */
function exact(values: RowAt['values']): RowAt['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name.endsWith('_micros') && typeof value === 'number' ? String(value) : value,
    ]),
  )
}
