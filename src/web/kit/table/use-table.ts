import { useMemo, useState } from 'react'
import { useLocale } from '#web/i18n.tsx'
import { type Column, type Sort, type TableState, firstState, visibleRows } from './columns.ts'
import { type SavedView, keep, loadKept, useViews } from './views.ts'

export type TableControl<Row> = {
  readonly state: TableState
  readonly shown: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly views: readonly SavedView[]
  change(change: Partial<TableState>): void
  reset(): void
  saveView(name: string): void
  openView(view: SavedView): void
  removeView(name: string): void
}

/**
 * A table's settings: how it was left is kept in this browser under the table's name, saved views with the person. Only sort and columns outlive
 * the visit; filters do not surprise.
 */
export function useTable<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  firstSort: Sort | null,
): TableControl<Row> {
  const { locale } = useLocale()
  const [left] = useState(() => loadKept(name).current)
  const { views, save } = useViews(name)
  const fresh = firstState(columns, firstSort)
  const [state, setState] = useState<TableState>(() =>
    left === null ? fresh : { ...fresh, sort: left.sort, hidden: left.hidden },
  )
  const collator = useMemo(() => new Intl.Collator(locale, { numeric: true }), [locale])
  const shown = useMemo(() => visibleRows(rows, columns, state, collator), [rows, columns, state, collator])

  const put = (next: TableState): void => {
    setState(next)
    keep(name, { ...loadKept(name), current: next })
  }
  return {
    state,
    shown,
    columns: columns.filter((column) => !state.hidden.includes(column.key)),
    views,
    change: (change) => put({ ...state, ...change }),
    reset: () => put(fresh),
    saveView: (title) => save([...views.filter((view) => view.name !== title), { name: title, state }]),
    openView: (view) => put({ ...fresh, ...view.state }),
    removeView: (title) => save(views.filter((view) => view.name !== title)),
  }
}
