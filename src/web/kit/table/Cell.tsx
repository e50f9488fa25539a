import type { ReactNode } from 'react'
import { Count } from '../figures.tsx'
import type { Column } from './columns.ts'

/** What opens a row; null where it does not open. */
export type Opener<Row> = (row: Row) => (() => void) | null

/** A cell as the column shows it. With `opens` it is how the keyboard opens the row: the press reaches the row around it. */
export function Cell<Row>(props: { column: Column<Row>; row: Row; opens?: boolean }): ReactNode {
  const { column, row } = props
  const shown = column.show?.(row) ?? plainOf(column, row)
  if (props.opens !== true || column.link === true) return shown
  return (
    <button type="button" className="sw-link-figure sw-opener">
      {shown}
    </button>
  )
}

/** A figure nobody words otherwise is a count. */
function plainOf<Row>(column: Column<Row>, row: Row): ReactNode {
  const value = column.value(row)
  return column.figure === true && typeof value === 'number' ? <Count count={value} /> : (value ?? '—')
}
