import { App } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { decimalText } from '#kernel/money.ts'
import { download } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Drill } from '#web/kit/Drill.tsx'
import { Market } from '#web/kit/Market.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import type { OutputOf } from '#platform/endpoint.ts'
import { type RowsOf, exportFigureRows, listFigureRows } from '../api.ts'
import { rowMessages } from './row-messages.ts'

export type RowsWanted = {
  clientId: string
  metric: RowsOf
  title: string
  figure?: ReactNode
  from: string
  to: string
  marketplace?: string
  searchTerm?: string
  sku?: string
}

type Row = OutputOf<typeof listFigureRows>['rows'][number]

/** The drawer with Amazon's rows behind a figure; null closes it. */
export function FigureRows(props: { wanted: RowsWanted | null; onClose: () => void }): ReactNode {
  const { wanted } = props
  const words = useMessages(rowMessages)
  const { notification } = App.useApp()
  const refusal = useRefusalWords()
  const input = useMemo(() => {
    if (wanted === null) return null
    const { clientId, metric, from, to, marketplace, searchTerm, sku } = wanted
    return { params: { clientId, metric }, query: { from, to, marketplace, searchTerm, sku } }
  }, [wanted])
  const rows = useEndpoint(listFigureRows, input)
  const columns = useMemo(() => columnsOf(rows.data?.rows ?? [], words), [rows.data, words])
  if (wanted === null || input === null) return null
  return (
    <Drill<Row>
      open
      onClose={props.onClose}
      title={wanted.title}
      figure={wanted.figure}
      rows={rows.data?.rows ?? []}
      total={rows.data?.total ?? 0}
      columns={columns}
      loading={rows.isPending}
      error={rows.error}
      onExport={() => {
        download(exportFigureRows, input).catch((error: unknown) => {
          const { says, remedy } = refusal(error)
          notification.error({ title: says, description: remedy })
        })
      }}
    />
  )
}

/** The rows' own columns: those that hold anything in these rows, under their usual names. */
function columnsOf(rows: readonly Row[], words: typeof rowMessages.zh): Column<Row>[] {
  const held = [...new Set(rows.flatMap((row) => Object.keys(row.values)))].filter((name) =>
    rows.some((row) => row.values[name] !== null),
  )
  // What the figure is added up from comes first.
  const names = [
    ...held.filter((name) => name.endsWith('_micros')),
    ...held.filter((name) => !name.endsWith('_micros')),
  ]
  return [
    { key: 'day', title: words.day, value: (row) => row.day, width: 110 },
    {
      key: 'market',
      title: words.market,
      value: (row) => row.marketplace,
      show: (row) => <Market code={row.marketplace} />,
      width: 110,
    },
    ...names.map((name): Column<Row> => {
      const money = name.endsWith('_micros')
      const figure = rows.some((row) => money || typeof row.values[name] === 'number')
      return {
        key: name,
        title: words.columns[name] ?? name.replace(/_micros$/, '').replaceAll('_', ' '),
        figure,
        width: figure ? 110 : 180,
        value: (row) => {
          const value = row.values[name] ?? null
          if (money && value !== null) return Number(decimalText(BigInt(String(value))))
          return typeof value === 'boolean' ? String(value) : value
        },
        ...(money
          ? {
              show: (row: Row) => {
                const value = row.values[name] ?? null
                return value === null ? (
                  '—'
                ) : (
                  <span className="sw-figure">{decimalText(BigInt(String(value)))}</span>
                )
              },
            }
          : {}),
      }
    }),
  ]
}
