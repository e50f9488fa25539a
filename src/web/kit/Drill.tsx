import { Drawer, Grid } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '../i18n.tsx'
import { DataTable } from './table/DataTable.tsx'
import type { Column } from './table/columns.ts'
import { kitMessages } from './messages.ts'

/** One of Amazon's own rows behind a figure, with where it was read from. */
export type SourceRow = { readonly fileName: string; readonly line: number }

/** Opens a figure to the rows it was added up from: file and line first, then the rows' own columns. */
export function Drill<Row extends SourceRow>(props: {
  open: boolean
  onClose: () => void
  title: string
  /** The figure itself, so that one sees what the rows explain. */
  figure?: ReactNode
  rows: readonly Row[]
  /** How many there are in all, when not all are shown. */
  total: number
  columns: readonly Column<Row>[]
  loading: boolean
  error?: unknown
  /** Exports all rows, from the server. */
  onExport?: () => void
}): ReactNode {
  const words = useMessages(kitMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const source: Column<Row>[] = [
    {
      key: 'file',
      title: words.file,
      value: (row) => row.fileName,
      // The folder stands in the title; the name alone tells the files of one folder apart.
      show: (row) => (
        <span className="sw-file" title={row.fileName}>
          {row.fileName.split('/').at(-1)}
        </span>
      ),
      width: 280,
      filter: 'options',
    },
    { key: 'line', title: words.line, value: (row) => row.line, width: 80, figure: true },
  ]
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      size={wide ? 960 : '100%'}
      title={props.title}
      closable={{ 'aria-label': words.close }}
      destroyOnHidden
    >
      {props.figure === undefined ? null : <div className="sw-drill-figure">{props.figure}</div>}
      <p className="sw-quiet">
        {words.drillHint} {props.rows.length < props.total ? words.more(props.rows.length) : ''}
      </p>
      <DataTable<Row>
        name="drill"
        label={props.title}
        rows={props.rows}
        columns={[...source, ...props.columns]}
        rowKey={(row) => `${row.fileName}:${row.line}:${props.rows.indexOf(row)}`}
        loading={props.loading}
        error={props.error}
        exportName={props.title}
        height={Math.max(320, innerHeight - 280)}
        {...(props.onExport === undefined ? {} : { onExport: props.onExport })}
      />
    </Drawer>
  )
}
