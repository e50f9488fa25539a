import { Button, Pagination, Segmented } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { csvText } from '#kernel/csv.ts'
import { saveFile } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import type { Column, Sort } from '#web/kit/table/columns.ts'
import { type TableControl, useTable } from '#web/kit/table/use-table.ts'
import { rangesText } from '#features/ads/rules/search-terms/page.ts'
import { termMessages } from './terms/term-messages.ts'

export const PAGE_ROWS = 50

export type Served<Row> = {
  readonly control: TableControl<Row>
  /** What the server is asked for, without state. */
  readonly query: {
    readonly search: string
    readonly sort: string
    readonly order: 'ascend' | 'descend'
    readonly ranges: string
    readonly offset: number
    readonly limit: number
  }
  turn(page: number): void
}

const none: readonly never[] = []

/** A table whose rows the server searches, sorts and cuts. `scope` names what else is asked for: another scope starts at its first page. */
export function useServed<Row>(
  name: string,
  columns: readonly Column<Row>[],
  sort: Sort,
  scope: string,
): Served<Row> {
  const control = useTable<Row>(name, none, columns, sort)
  const { state } = control
  const search = useDeferredValue(state.search.trim().slice(0, 100))
  const asked = {
    search,
    sort: state.sort?.key ?? sort.key,
    order: state.sort?.order ?? sort.order,
    ranges: rangesText(state.ranges),
  }
  const key = JSON.stringify([scope, asked])
  const [page, setPage] = useState({ key, no: 1 })
  const no = page.key === key ? page.no : 1
  return {
    control,
    query: { ...asked, offset: (no - 1) * PAGE_ROWS, limit: PAGE_ROWS },
    turn: (next) => setPage({ key, no: next }),
  }
}

const EXPORT_ROWS = 1000

/** Every row that fits, not only the page shown, as CSV with the columns shown. */
export async function exportAll<Row>(
  served: Served<Row>,
  name: string,
  ask: (query: Served<Row>['query']) => Promise<{ rows: readonly Row[]; total: number }>,
): Promise<void> {
  const rows: Row[] = []
  for (let total = 1; rows.length < total;) {
    const answer = await ask({ ...served.query, offset: rows.length, limit: EXPORT_ROWS })
    rows.push(...answer.rows)
    total = answer.rows.length === 0 ? 0 : answer.total
  }
  const { columns } = served.control
  const lines = rows.map((row) => columns.map((column) => column.value(row)))
  const text = csvText([columns.map((column) => column.title), ...lines])
  saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
}

export function Pages<Row>(props: { served: Served<Row>; total: number }): ReactNode {
  if (props.total <= PAGE_ROWS) return null
  return (
    <Pagination
      className="sw-term-pages"
      size="small"
      current={props.served.query.offset / PAGE_ROWS + 1}
      pageSize={PAGE_ROWS}
      total={props.total}
      showSizeChanger={false}
      onChange={(no) => props.served.turn(no)}
    />
  )
}

/** Rows ticked on any page, by their key. */
export type Picks<Row> = {
  readonly rows: readonly Row[]
  readonly keys: readonly string[]
  /** The keys ticked among the rows of the page shown. */
  choose(keys: readonly string[], shown: readonly Row[]): void
  add(rows: readonly Row[]): void
  clear(): void
}

export function usePicks<Row>(keyOf: (row: Row) => string): Picks<Row> {
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map())
  return {
    rows: [...picked.values()],
    keys: [...picked.keys()],
    choose(keys, shown) {
      const next = new Map(picked)
      for (const row of shown) next.delete(keyOf(row))
      for (const row of shown) if (keys.includes(keyOf(row))) next.set(keyOf(row), row)
      setPicked(next)
    },
    add: (rows) => setPicked(new Map([...picked, ...rows.map((row) => [keyOf(row), row] as const)])),
    clear: () => setPicked(new Map()),
  }
}

/** Which state of suggestions is shown, with how many there are of each; states without any are left out. */
export function StateChoice(props: {
  states: readonly string[]
  words: Readonly<Record<string, string>>
  counts: Readonly<Record<string, number>>
  value: string
  onChange: (state: string) => void
}): ReactNode {
  const words = useMessages(termMessages)
  const all = Object.values(props.counts).reduce((sum, count) => sum + count, 0)
  return (
    <div className="sw-term-states">
      <Segmented
        size="small"
        aria-label={words.state}
        value={props.value}
        options={[
          { value: 'all', label: `${words.all} ${all}` },
          ...props.states
            .filter((state) => (props.counts[state] ?? 0) > 0 || state === props.value)
            .map((state) => ({
              value: state,
              label: `${props.words[state] ?? state} ${props.counts[state] ?? 0}`,
            })),
        ]}
        onChange={props.onChange}
      />
    </div>
  )
}

export type PickAct = {
  readonly key: string
  readonly label: string
  readonly act: () => void
  readonly main?: boolean
}

/** What can be done with the ticked rows of all pages. */
export function Picked(props: { count: number; acts: readonly PickAct[]; onClear: () => void }): ReactNode {
  const words = useMessages(termMessages)
  if (props.count === 0) return <p className="sw-quiet">{words.pickHint}</p>
  return (
    <div className="sw-pick-bar sw-card" role="toolbar" aria-label={words.picked(props.count)}>
      <strong>{words.picked(props.count)}</strong>
      {props.acts.map((one) => (
        <Button key={one.key} type={one.main === true ? 'primary' : 'default'} onClick={one.act}>
          {one.label}
        </Button>
      ))}
      <Button type="text" onClick={props.onClear}>
        {words.clear}
      </Button>
    </div>
  )
}
