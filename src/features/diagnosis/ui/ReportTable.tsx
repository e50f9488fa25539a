import { type ReactNode, useMemo } from 'react'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Table, TableRow, Unit } from '../rules/diagnosis.ts'
import { useWording } from './use-wording.ts'

export type OpenRows = (rows: TableRow, title: string) => void

const figures: readonly Unit[] = ['money', 'ratio', 'count', 'number', 'days', 'index']
type Row = TableRow & { key: string }

/** One table of the diagnosis; a row opens to the imported lines behind it. */
export function ReportTable(props: {
  table: Table
  openRows: OpenRows
  keep?: (row: TableRow) => boolean
}): ReactNode {
  const wording = useWording()
  const { table, keep } = props
  const title = wording.say('tables', table.key)
  const rows = useMemo<Row[]>(
    () => table.rows.filter(keep ?? (() => true)).map((row, index) => ({ ...row, key: String(index) })),
    [table, keep],
  )
  const columns = useMemo<Column<Row>[]>(
    () =>
      table.columns.map((column, at) => {
        const figure = figures.includes(column.unit)
        const money = column.unit === 'money' && table.currency !== null ? ` (${table.currency})` : ''
        return {
          key: column.key,
          title: `${wording.say('columns', column.key)}${money}`,
          value: (row) => {
            const cell = row.cells[at] ?? null
            return cell === null
              ? null
              : column.unit === 'word'
                ? wording.cell('word', cell)
                : figure
                  ? Number(cell)
                  : cell
          },
          show: (row) => wording.cell(column.unit, row.cells[at] ?? null),
          figure,
          width: figure ? 130 : column.key === 'title' || column.key === 'term' ? 240 : 150,
        }
      }),
    [table, wording],
  )
  return (
    <div className="sw-report-table">
      <h4>{title}</h4>
      <DataTable<Row>
        name={`diagnosis.${table.key}`}
        label={title}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.key}
        exportName={`diagnosis-${table.key}`}
        height={420}
        onOpen={(row) => props.openRows(row, `${title} · ${String(row.cells[0] ?? '')}`)}
        canOpen={(row) => row.refs.length > 0}
      />
      {table.total > table.rows.length ? (
        <p className="sw-quiet">
          {wording.say('labels', 'of_rows', {
            shown: { unit: 'count', value: table.rows.length },
            total: { unit: 'count', value: table.total },
          })}
        </p>
      ) : null}
    </div>
  )
}
