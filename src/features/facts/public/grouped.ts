import { type RawBuilder, sql } from 'kysely'
import type { Behind, RowRef } from '#features/diagnosis/rules/input.ts'

// Sums that keep the way back: how many rows stand behind each, and the first few of them by file and line.

export type BehindColumns = { rows: number; refs: string[] }

/** Columns `rows` and `refs` for a grouped query; `order` puts the rows worth opening first. */
export function behindColumns(order: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`count(*)::int as rows, (array_agg(import_id || ':' || line order by ${order}))[1:5] as refs`
}

export function behindOf(columns: BehindColumns): Behind {
  return { rows: columns.rows, refs: columns.refs.map(refOf) }
}

function refOf(text: string): RowRef {
  const [file = '', line = ''] = text.split(':')
  return { file, line: Number(line) }
}
