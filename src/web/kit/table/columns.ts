import type { ReactNode } from 'react'

export type CellValue = string | number | null

/** One column of a DataTable. `value` is what sorting, filtering, search and CSV see; `show` how a person sees it. */
export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** What the figure means, shown beside the title. */
  readonly help?: string
  readonly value: (row: Row) => CellValue
  readonly show?: (row: Row) => ReactNode
  /** Figures stand right and sort largest first. */
  readonly figure?: boolean
  /** 'options': choose among the values that occur. 'range': between two numbers. */
  readonly filter?: 'options' | 'range'
  /** Pixels; long tables need it to lay out their virtual rows. */
  readonly width?: number
  readonly fixed?: boolean
  /** True where `show` is itself the link or button that opens the row. */
  readonly link?: boolean
  /** True where nothing can put the rows in this column's order. */
  readonly unsorted?: boolean
  /** Offered in the column choice, not shown at first. */
  readonly hidden?: boolean
}

/** A column of buttons has no title: nothing sorts by it, hides it or exports it. */
export const isActs = <Row>({ title }: Column<Row>): boolean => title === ''

export type Sort = { readonly key: string; readonly order: 'ascend' | 'descend' }
export type Range = { readonly min: number | null; readonly max: number | null }

/** Everything a person has set on a table: what a saved view keeps. */
export type TableState = {
  readonly search: string
  readonly sort: Sort | null
  readonly hidden: readonly string[]
  readonly options: Readonly<Record<string, readonly string[]>>
  readonly ranges: Readonly<Record<string, Range>>
}

export function firstState<Row>(columns: readonly Column<Row>[], sort: Sort | null): TableState {
  return {
    search: '',
    sort,
    hidden: columns.filter((column) => column.hidden === true).map((column) => column.key),
    options: {},
    ranges: {},
  }
}

export function isFiltered(state: TableState): boolean {
  const columns = [...Object.keys(state.options), ...Object.keys(state.ranges)]
  return state.search.trim() !== '' || columns.some((key) => isFiltering(state, key))
}

/** Whether one column's filter is set. */
export function isFiltering({ options, ranges }: TableState, key: string): boolean {
  const range = ranges[key]
  return (
    (options[key]?.length ?? 0) > 0 || (range !== undefined && (range.min !== null || range.max !== null))
  )
}

/** The rows that pass search and filters, in order. Rows without a value come last whichever way one sorts. */
export function visibleRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  state: TableState,
  collator: Intl.Collator,
): readonly Row[] {
  const wanted = state.search.trim().toLowerCase()
  const kept = rows.filter(
    (row) =>
      (wanted === '' || columns.some((column) => matches(column.value(row), wanted))) &&
      columns.every((column) => passes(column, row, state)),
  )
  const by = columns.find((column) => column.key === state.sort?.key)
  if (by === undefined) return kept
  const turn = state.sort!.order === 'ascend' ? 1 : -1
  return kept.toSorted((a, b) => compare(by.value(a), by.value(b), turn, collator))
}

function matches(value: CellValue, wanted: string): boolean {
  return typeof value === 'string' && value.toLowerCase().includes(wanted)
}

function passes<Row>(column: Column<Row>, row: Row, state: TableState): boolean {
  const chosen = state.options[column.key]
  if (chosen !== undefined && chosen.length > 0 && !chosen.includes(String(column.value(row) ?? '')))
    return false
  const range = state.ranges[column.key]
  if (range === undefined) return true
  const value = numeric(column.value(row))
  if (range.min === null && range.max === null) return true
  return value !== null && value >= (range.min ?? -Infinity) && value <= (range.max ?? Infinity)
}

function numeric(value: CellValue): number | null {
  if (value === null) return null
  const number = Number(value)
  return Number.isNaN(number) ? null : number
}

function compare(a: CellValue, b: CellValue, turn: 1 | -1, collator: Intl.Collator): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const numbers = typeof a === 'number' && typeof b === 'number'
  return turn * (numbers ? a - b : collator.compare(String(a), String(b)))
}
