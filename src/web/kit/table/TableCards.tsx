import { FilterFilled, SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { PanelButton } from '../PanelButton.tsx'
import { kitMessages } from '../messages.ts'
import type { Selection } from './DataTable.tsx'
import { ColumnFilter } from './ColumnFilter.tsx'
import { isActs, isFiltering } from './columns.ts'
import { Cell, type Opener } from './Cell.tsx'
import { NothingShown } from './NothingShown.tsx'
import type { TableControl } from './use-table.ts'

const PAGE = 30

/** On a phone a table is a list of cards: the first column is the title, the rest are pairs. */
export function TableCards<Row>(props: {
  control: TableControl<Row>
  /** All of them, for the choices of the filters. */
  rows: readonly Row[]
  rowKey: (row: Row) => string
  opener: Opener<Row>
  expand: ((row: Row) => ReactNode) | undefined
  selection: Selection<Row> | undefined
}): ReactNode {
  const { control, selection } = props
  const words = useMessages(kitMessages)
  const [limit, setLimit] = useState(PAGE)
  const [first, ...others] = control.columns
  const { sort } = control.state
  if (first === undefined) return null
  return (
    <>
      <div className="sw-card-sort">
        <Select
          value={sort?.key ?? null}
          placeholder={words.sortBy}
          aria-label={words.sortBy}
          options={control.columns
            .filter((column) => column.unsorted !== true && !isActs(column))
            .map((column) => ({ value: column.key, label: column.title }))}
          onChange={(key: string) => control.change({ sort: { key, order: sort?.order ?? 'descend' } })}
        />
        <Button
          aria-label={sort?.order === 'ascend' ? words.ascending : words.descending}
          icon={sort?.order === 'ascend' ? <SortAscendingOutlined /> : <SortDescendingOutlined />}
          disabled={sort === null}
          onClick={() =>
            sort &&
            control.change({ sort: { ...sort, order: sort.order === 'ascend' ? 'descend' : 'ascend' } })
          }
        />
        <Filters control={control} rows={props.rows} />
      </div>
      {control.shown.length === 0 ? <NothingShown control={control} /> : null}
      <ul className="sw-cards">
        {control.shown.slice(0, limit).map((row) => (
          <li key={props.rowKey(row)} className="sw-card" onClick={() => props.opener(row)?.()}>
            <div className="sw-card-title">
              {selection === undefined ? null : (
                <Checkbox
                  className="sw-card-box"
                  aria-label={selection.label(row)}
                  disabled={selection.can?.(row) === false}
                  checked={selection.keys.includes(props.rowKey(row))}
                  onClick={(event) => event.stopPropagation()}
                  onChange={({ target }) => {
                    const others = selection.keys.filter((key) => key !== props.rowKey(row))
                    selection.choose(target.checked ? [...others, props.rowKey(row)] : others)
                  }}
                />
              )}
              <Cell column={first} row={row} opens={props.opener(row) !== null} />
            </div>
            <dl>
              {others.map((column) => (
                <div key={column.key}>
                  <dt className={isActs(column) ? 'sw-unseen' : ''}>
                    {isActs(column) ? words.acts : column.title}
                  </dt>
                  <dd>
                    <Cell column={column} row={row} />
                  </dd>
                </div>
              ))}
            </dl>
            {props.expand === undefined ? null : (
              <details>
                <summary>{words.details}</summary>
                {props.expand(row)}
              </details>
            )}
          </li>
        ))}
      </ul>
      {control.shown.length > limit ? (
        <Button block onClick={() => setLimit(limit + PAGE)}>
          {words.rows(limit, control.shown.length)} ↓
        </Button>
      ) : null}
    </>
  )
}

/** The filters of all columns behind one button: cards have no heads to hang them on. */
function Filters<Row>({ control, rows }: { control: TableControl<Row>; rows: readonly Row[] }): ReactNode {
  const words = useMessages(kitMessages)
  const columns = control.columns.filter((column) => column.filter !== undefined)
  if (columns.length === 0) return null
  const isOn = columns.some((column) => isFiltering(control.state, column.key))
  return (
    <PanelButton
      label={words.filter}
      button={{ icon: <FilterFilled />, className: isOn ? 'sw-filter-on' : '' }}
    >
      {(close) => (
        <div className="sw-popover-list">
          {columns.map((column) => (
            <details key={column.key} name="sw-filter">
              <summary>{column.title}</summary>
              <ColumnFilter column={column} rows={rows} control={control} close={close} />
            </details>
          ))}
        </div>
      )}
    </PanelButton>
  )
}
