import { csvText } from '#kernel/csv.ts'
import type { Day } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Drill, type DrillRow, drill } from '#features/facts/public/drill.ts'
import type { MetricName } from '#features/facts/rules/kpi.ts'

const EXPORT_ROWS = 50_000

export type RowsQuery = {
  clientId: string
  metric: MetricName | 'stock'
  from: Day
  to: Day
  marketplace?: string | undefined
  searchTerm?: string | undefined
  sku?: string | undefined
  campaign?: string | undefined
  limit?: number
  offset?: number
}

/** The rows behind a figure, one page of them. */
export function figureRows(tx: ReadTx, query: RowsQuery): Promise<Drill> {
  const equals: Record<string, string> = {}
  if (query.searchTerm !== undefined) {
    equals['search_term'] = query.searchTerm
    equals['report'] = 'search_term'
  }
  if (query.sku !== undefined) equals['sku'] = query.sku
  if (query.campaign !== undefined) equals['campaign'] = query.campaign
  return drill(tx, {
    clientId: query.clientId,
    from: query.from,
    to: query.to,
    marketplace: query.marketplace ?? null,
    ...(query.metric === 'stock' ? { dataset: 'stock' as const } : { metric: query.metric }),
    equals,
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    ...(query.offset === undefined ? {} : { offset: query.offset }),
  })
}

/** The same rows as CSV with file and line first; money as decimals. */
export async function figureRowsCsv(tx: ReadTx, query: RowsQuery): Promise<string> {
  const { rows } = await figureRows(tx, { ...query, limit: EXPORT_ROWS, offset: 0 })
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.values)))]
  const head = [
    'file',
    'line',
    'dataset',
    'day',
    'marketplace',
    ...columns.map((name) => name.replace(/_micros$/, '')),
  ]
  return csvText([
    head,
    ...rows.map((row) => [
      row.fileName,
      row.line,
      row.dataset,
      row.day,
      row.marketplace,
      ...columns.map((name) => cell(row, name)),
    ]),
  ])
}

function cell(row: DrillRow, name: string): string | number | null {
  const value = row.values[name] ?? null
  if (value === null || typeof value === 'number') return value
  if (name.endsWith('_micros')) return decimalText(BigInt(String(value)))
  return String(value)
}
