import { FilterFilled } from '@ant-design/icons'
import { Grid, Table, type TableColumnType, Tooltip } from 'antd'
import { type ReactNode, type RefObject, type SyntheticEvent, useEffect, useId, useMemo, useRef } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Trouble } from '#web/screens.tsx'
import { PanelButton } from '../PanelButton.tsx'
import { kitMessages } from '../messages.ts'
import { Cell, type Opener } from './Cell.tsx'
import { ColumnFilter } from './ColumnFilter.tsx'
import { NothingShown } from './NothingShown.tsx'
import { TableCards } from './TableCards.tsx'
import { TableTools } from './TableTools.tsx'
import { type Column, type Sort, isActs, isFiltering } from './columns.ts'
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
  /** What a press on a row opens; its first cell is the button for it, unless that is a link of its own (`Column.link`). */
  readonly onOpen?: (row: Row) => void
  /** Rows that open; all do when left out. */
  readonly canOpen?: (row: Row) => boolean
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
  const opener: Opener<Row> = (row) =>
    props.onOpen === undefined || props.canOpen?.(row) === false ? null : () => props.onOpen!(row)
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
          rows={props.rows}
          rowKey={props.rowKey}
          opener={opener}
          expand={props.expand}
          selection={props.selection}
        />
      ) : (
        <WideTable {...props} control={control} opener={opener} />
      )}
    </div>
  )
}

function WideTable<Row extends object>(
  props: DataTableProps<Row> & { control: TableControl<Row>; opener: Opener<Row> },
): ReactNode {
  const { control, rows, opener } = props
  const words = useMessages(kitMessages)
  const id = useId()
  const columns = useMemo(
    () =>
      control.columns.map((column, index) =>
        antdColumn(column, rows, control, id, (row) => index === 0 && opener(row) !== null),
      ),
    [control, rows, opener, id],
  )
  const box = useRef<HTMLDivElement>(null)
  useReachable(box)
  const virtual = control.shown.length > VIRTUAL_FROM
  const extra =
    (props.expand === undefined ? 0 : EXPAND_WIDTH) + (props.selection === undefined ? 0 : SELECT_WIDTH)
  const width = control.columns.reduce((sum, column) => sum + (widthOf(column) ?? 130), extra)
  return (
    <div ref={box}>
      <Meanings id={id} columns={control.columns} />
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
        locale={{ emptyText: <NothingShown control={control} /> }}
        sortDirections={['descend', 'ascend']}
        {...(props.expand === undefined
          ? {}
          : {
              expandable: {
                columnWidth: EXPAND_WIDTH,
                columnTitle: <span className="sw-unseen">{words.details}</span>,
                expandedRowRender: (row: Row) => props.expand!(row),
              },
            })}
        {...(props.selection === undefined ? {} : { rowSelection: boxes(props.selection) })}
        onRow={(row) => {
          const open = opener(row)
          return open === null ? {} : { onClick: open, className: 'sw-opens', style: { cursor: 'pointer' } }
        }}
        onChange={(_page, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          const key = String(one?.columnKey ?? '')
          control.change({ sort: one?.order ? { key, order: one.order } : null })
        }}
      />
    </div>
  )
}

/** What antd scrolls sideways is reached from the keyboard, whose arrows then move it. */
function useReachable(box: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const scrolled = box.current?.querySelector<HTMLElement>('.ant-table-body, .ant-table-content')
    if (!scrolled) return
    if (scrolled.scrollWidth > scrolled.clientWidth) scrolled.tabIndex = 0
    else scrolled.removeAttribute('tabindex')
  })
}

const isSorted = <Row,>(column: Column<Row>): boolean => column.unsorted !== true && !isActs(column)

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
  id: string,
  opens: (row: Row) => boolean,
): TableColumnType<Row> {
  const { sort } = control.state
  const plain = column.help === undefined && column.filter === undefined && !isActs(column)
  return {
    key: column.key,
    title: plain ? column.title : <HeadCell column={column} rows={rows} control={control} />,
    ...(column.width === undefined ? {} : { width: widthOf(column)! }),
    ...(column.fixed === true ? { fixed: 'left' as const } : {}),
    align: column.figure === true ? 'right' : 'left',
    sorter: isSorted(column),
    sortOrder: sort?.key === column.key ? sort.order : null,
    showSorterTooltip: false,
    // Figures are first wanted largest first, names from A.
    sortDirections: column.figure === true ? ['descend', 'ascend'] : ['ascend', 'descend'],
    // What is read out with each cell: the title without its filter; and, on the head itself, what it means.
    onHeaderCell: () => ({
      abbr: column.title,
      ...(column.help === undefined ? {} : { 'aria-describedby': `${id}${column.key}` }),
    }),
    render: (_: unknown, row: Row) => <Cell column={column} row={row} opens={opens(row)} />,
  }
}

/** A title with what it means and its filter. antd's own filter sign cannot be reached from the keyboard. */
function HeadCell<Row>(props: {
  column: Column<Row>
  rows: readonly Row[]
  control: TableControl<Row>
}): ReactNode {
  const { column, control } = props
  const words = useMessages(kitMessages)
  if (isActs(column)) return <span className="sw-unseen">{words.acts}</span>
  const title = column.help === undefined ? column.title : <Helped title={column.title} help={column.help} />
  if (column.filter === undefined) return title
  return (
    <span className="sw-head-cell">
      {title}
      {/* The head cell around it sorts. */}
      <span onClick={stop} onKeyDown={stop}>
        <PanelButton
          label={words.filterBy(column.title)}
          button={{
            type: 'text',
            size: 'small',
            icon: <FilterFilled />,
            className: isFiltering(control.state, column.key) ? 'sw-filter sw-filter-on' : 'sw-filter',
          }}
        >
          {(close) => <ColumnFilter {...props} close={close} />}
        </PanelButton>
      </span>
    </span>
  )
}

/** What the columns mean, for who cannot point at a title. */
function Meanings<Row>({ id, columns }: { id: string; columns: readonly Column<Row>[] }): ReactNode {
  return columns.map(({ key, help }) =>
    help === undefined ? null : (
      <span key={key} id={`${id}${key}`} hidden>
        {help}
      </span>
    ),
  )
}

const stop = (event: SyntheticEvent): void => event.stopPropagation()

function Helped(props: { title: string; help: string }): ReactNode {
  return (
    <Tooltip title={props.help}>
      <span className="sw-helped">{props.title}</span>
    </Tooltip>
  )
}
