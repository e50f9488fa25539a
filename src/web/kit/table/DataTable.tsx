import { FilterFilled } from '@ant-design/icons'
import { Button, Grid, Table, type TableColumnType, Tooltip } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Trouble } from '#web/screens.tsx'
import { kitMessages } from '../messages.ts'
import { ColumnFilter } from './ColumnFilter.tsx'
import { TableCards } from './TableCards.tsx'
import { TableTools } from './TableTools.tsx'
import { type Column, type Sort, isFiltered } from './columns.ts'
import { type TableControl, useTable } from './use-table.ts'

/** More rows than this are drawn as one scrolls, in a box of their own. */
const VIRTUAL_FROM = 120
/** Pixels of the column with the plus sign; virtual rows line up with their head only when it is counted. */
const EXPAND_WIDTH = 44
/** The same of the column with the check boxes. */
const SELECT_WIDTH = 40
/** From this many rows the head stays in sight; shorter tables stay one table, which screen readers follow better. */
const STICKY_FROM = 20

export type DataTableProps<Row> = {
  /** Names the table's saved settings; unique in the product. */
  readonly name: string
  /** What the table is, for screen readers. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly sort?: Sort
  readonly loading?: boolean
  readonly error?: unknown
  readonly retry?: () => void
  /** What stands here when there are no rows at all. */
  readonly empty?: ReactNode
  readonly exportName?: string
  /** When the server exports (more rows than are shown). */
  readonly onExport?: () => void
  readonly onOpen?: (row: Row) => void
  /** Further controls beside the search box. */
  readonly tools?: ReactNode
  readonly height?: number
  /** False where the server searches and the table shows what it found. */
  readonly search?: boolean
  /** No search, views and export while the table is this short. */
  readonly toolsFrom?: number
  /** Rows shown below a row when it is opened. */
  readonly expand?: (row: Row) => ReactNode
  /** Rows that a person ticks to do something with. */
  readonly selection?: Selection<Row>
  /** Where the server searches, sorts and cuts: `rows` are one page of `total`, and this holds what was asked for (`useTable`). */
  readonly served?: { readonly control: TableControl<Row>; readonly total: number }
}

export type Selection<Row> = {
  readonly keys: readonly string[]
  readonly choose: (keys: string[]) => void
  /** What a row's box ticks, for screen readers. */
  readonly label: (row: Row) => string
  /** Rows that cannot be ticked now; all can when left out. */
  readonly can?: (row: Row) => boolean
}

/**
 * The product's table: search, sort, filters, choice of columns, saved views, export; virtual rows when long, cards on a phone. Give it stable
 * `rows` and `columns` (useMemo), or every keystroke sorts again.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const own = useTable(props.name, props.rows, props.columns, props.sort ?? null)
  const control = props.served === undefined ? own : { ...props.served.control, shown: props.rows }
  const narrow = !(Grid.useBreakpoint().md ?? true)
  if (props.error !== undefined && props.error !== null)
    return <Trouble error={props.error} {...(props.retry === undefined ? {} : { retry: props.retry })} />
  if (props.rows.length === 0 && props.loading !== true && props.empty !== undefined) return props.empty
  return (
    <div className="sw-table">
      {props.rows.length < (props.toolsFrom ?? 0) ? null : (
        <TableTools
          control={control}
          all={props.columns}
          total={props.served?.total ?? props.rows.length}
          exportName={props.exportName ?? props.name}
          search={props.search ?? true}
          {...(props.onExport === undefined ? {} : { onExport: props.onExport })}
        >
          {props.tools}
        </TableTools>
      )}
      {narrow && props.loading !== true ? (
        <TableCards
          control={control}
          rowKey={props.rowKey}
          onOpen={props.onOpen}
          expand={props.expand}
          selection={props.selection}
        />
      ) : (
        <WideTable {...props} control={control} />
      )}
    </div>
  )
}

function WideTable<Row extends object>(
  props: DataTableProps<Row> & { control: TableControl<Row> },
): ReactNode {
  const { control, rows } = props
  const words = useMessages(kitMessages)
  const columns = useMemo(
    () => control.columns.map((column) => antdColumn(column, rows, control, words)),
    [control, rows, words],
  )
  const virtual = control.shown.length > VIRTUAL_FROM
  const extra =
    (props.expand === undefined ? 0 : EXPAND_WIDTH) + (props.selection === undefined ? 0 : SELECT_WIDTH)
  const width = control.columns.reduce((sum, column) => sum + (widthOf(column) ?? 130), extra)
  const nothing = isFiltered(control.state) ? (
    <div className="sw-nothing">
      <p>{words.nothingMatches}</p>
      <Button size="small" onClick={() => control.change({ search: '', options: {}, ranges: {} })}>
        {words.clearAll}
      </Button>
    </div>
  ) : (
    <p className="sw-nothing">{words.none}</p>
  )
  return (
    <Table<Row>
      aria-label={props.label}
      size="small"
      columns={columns}
      dataSource={control.shown}
      rowKey={props.rowKey}
      loading={props.loading ?? false}
      pagination={false}
      virtual={virtual}
      scroll={virtual ? { x: width, y: props.height ?? 560 } : { x: 'max-content' }}
      sticky={!virtual && control.shown.length > STICKY_FROM ? { offsetHeader: 48 } : false}
      locale={{ emptyText: nothing }}
      sortDirections={['descend', 'ascend']}
      {...(props.expand === undefined
        ? {}
        : { expandable: { columnWidth: EXPAND_WIDTH, expandedRowRender: (row: Row) => props.expand!(row) } })}
      {...(props.selection === undefined ? {} : { rowSelection: boxes(props.selection) })}
      onRow={(row) =>
        props.onOpen === undefined
          ? {}
          : { onClick: () => props.onOpen!(row), className: 'sw-opens', style: { cursor: 'pointer' } }
      }
      onChange={(_page, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter
        const key = String(one?.columnKey ?? '')
        control.change({ sort: one?.order ? { key, order: one.order } : null })
      }}
    />
  )
}

/** Columns of buttons have no title and no order. */
const isSorted = <Row,>({ unsorted, title }: Column<Row>): boolean => unsorted !== true && title !== ''

/** A fixed width leaves the title and its signs their room: about 8 pixels a letter, 14 a Chinese character. */
function widthOf<Row>(column: Column<Row>): number | undefined {
  if (column.width === undefined) return undefined
  const title = Array.from(column.title, (one) => (one > '\u2e80' ? 14 : 8)).reduce((a, b) => a + b, 0)
  return Math.max(column.width, title + 16 + (isSorted(column) ? 20 : 0) + (column.filter ? 26 : 0))
}

function boxes<Row extends object>({ keys, choose, label, can }: Selection<Row>) {
  return {
    selectedRowKeys: [...keys],
    onChange: (chosen: readonly unknown[]) => choose(chosen.map(String)),
    getCheckboxProps: (row: Row) => ({ 'aria-label': label(row), disabled: can?.(row) === false }),
    columnWidth: SELECT_WIDTH,
    fixed: true,
  }
}

function antdColumn<Row extends object>(
  column: Column<Row>,
  rows: readonly Row[],
  control: TableControl<Row>,
  words: typeof kitMessages.zh,
): TableColumnType<Row> {
  const { sort, options, ranges } = control.state
  const range = ranges[column.key]
  const filtered =
    (options[column.key]?.length ?? 0) > 0 ||
    (range !== undefined && (range.min !== null || range.max !== null))
  return {
    key: column.key,
    title: column.help === undefined ? column.title : <Helped title={column.title} help={column.help} />,
    ...(column.width === undefined ? {} : { width: widthOf(column)! }),
    ...(column.fixed === true ? { fixed: 'left' as const } : {}),
    align: column.figure === true ? 'right' : 'left',
    sorter: isSorted(column),
    sortOrder: sort?.key === column.key ? sort.order : null,
    showSorterTooltip: false,
    // Figures are first wanted largest first, names from A.
    sortDirections: column.figure === true ? ['descend', 'ascend'] : ['ascend', 'descend'],
    render: (_: unknown, row: Row) => column.show?.(row) ?? column.value(row) ?? '—',
    ...(column.filter === undefined
      ? {}
      : {
          filtered,
          filterIcon: <FilterFilled aria-label={words.filterBy(column.title)} />,
          filterDropdown: ({ close }: { close: () => void }) => (
            <ColumnFilter column={column} rows={rows} control={control} close={close} />
          ),
        }),
  }
}

function Helped(props: { title: string; help: string }): ReactNode {
  return (
    <Tooltip title={props.help}>
      <span className="sw-helped">{props.title}</span>
    </Tooltip>
  )
}
