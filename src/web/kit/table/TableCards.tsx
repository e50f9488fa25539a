import { SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { kitMessages } from '../messages.ts'
import type { Selection } from './DataTable.tsx'
import type { TableControl } from './use-table.ts'

const PAGE = 30

/** On a phone a table is a list of cards: the first column is the title, the rest are pairs. */
export function TableCards<Row>(props: {
  control: TableControl<Row>
  rowKey: (row: Row) => string
  onOpen: ((row: Row) => void) | undefined
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
            .filter((column) => column.unsorted !== true && column.title !== '')
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
      </div>
      <ul className="sw-cards">
        {control.shown.slice(0, limit).map((row) => (
          <li key={props.rowKey(row)} className="sw-card" onClick={() => props.onOpen?.(row)}>
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
              {first.show?.(row) ?? first.value(row)}
            </div>
            <dl>
              {others.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.show?.(row) ?? column.value(row) ?? '—'}</dd>
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
