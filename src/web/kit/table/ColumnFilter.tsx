import { Button, Checkbox, InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { kitMessages } from '../messages.ts'
import type { Column, Range } from './columns.ts'
import type { TableControl } from './use-table.ts'

/** The panel behind a column's funnel. */
export function ColumnFilter<Row>(props: {
  column: Column<Row>
  rows: readonly Row[]
  control: TableControl<Row>
  close: () => void
}): ReactNode {
  return props.column.filter === 'options' ? <Options {...props} /> : <Between {...props} />
}

type PanelProps<Row> = Parameters<typeof ColumnFilter<Row>>[0]

function Options<Row>({ column, rows, control, close }: PanelProps<Row>): ReactNode {
  const words = useMessages(kitMessages)
  const values = [...new Set(rows.map((row) => String(column.value(row) ?? '')))].toSorted()
  const chosen = control.state.options[column.key] ?? []
  const put = (next: readonly string[]): void =>
    control.change({ options: { ...control.state.options, [column.key]: next } })
  return (
    <div className="sw-filter-panel">
      <Checkbox.Group
        className="sw-popover-list"
        value={[...chosen]}
        options={values.map((value) => ({ value, label: value === '' ? '—' : value }))}
        onChange={(next) => put(next)}
      />
      <PanelButtons clear={() => put([])} apply={close} words={{ clear: words.clear, apply: words.apply }} />
    </div>
  )
}

function Between<Row>({ column, control, close }: PanelProps<Row>): ReactNode {
  const words = useMessages(kitMessages)
  const [range, setRange] = useState<Range>(control.state.ranges[column.key] ?? { min: null, max: null })
  const put = (next: Range): void => {
    setRange(next)
    control.change({ ranges: { ...control.state.ranges, [column.key]: next } })
  }
  return (
    <div className="sw-filter-panel">
      <InputNumber
        value={range.min}
        placeholder={words.from}
        aria-label={`${column.title} ${words.from}`}
        onChange={(min) => setRange({ ...range, min })}
      />
      <InputNumber
        value={range.max}
        placeholder={words.to}
        aria-label={`${column.title} ${words.to}`}
        onChange={(max) => setRange({ ...range, max })}
      />
      <PanelButtons
        clear={() => put({ min: null, max: null })}
        apply={() => {
          put(range)
          close()
        }}
        words={{ clear: words.clear, apply: words.apply }}
      />
    </div>
  )
}

function PanelButtons(props: {
  clear: () => void
  apply: () => void
  words: { clear: string; apply: string }
}): ReactNode {
  return (
    <div className="sw-panel-buttons">
      <Button size="small" type="link" onClick={props.clear}>
        {props.words.clear}
      </Button>
      <Button size="small" type="primary" onClick={props.apply}>
        {props.words.apply}
      </Button>
    </div>
  )
}
