import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import { Drill } from '#web/kit/Drill.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { showSearchProducts } from '../api.ts'
import { shareOf } from '../rules/searches.ts'
import { steps } from './SearchTable.tsx'
import { searchMessages } from './search-messages.ts'

type Row = OutputOf<typeof showSearchProducts>['rows'][number]

/** The products behind one query of a week; null closes it. */
export function SearchProducts(props: {
  clientId: string
  wanted: { storeId: string; marketplace: string; from: string; to: string; query: string } | null
  onClose: () => void
}): ReactNode {
  const { clientId, wanted } = props
  const words = useMessages(searchMessages)
  const asked = useEndpoint(
    showSearchProducts,
    wanted === null ? null : { params: { clientId }, query: wanted },
  )
  const columns = useMemo(() => columnsOf(words), [words])
  if (wanted === null) return null
  const rows = asked.data?.rows ?? []
  return (
    <Drill<Row>
      open
      onClose={props.onClose}
      title={words.detail(wanted.query)}
      figure={<p className="sw-quiet">{words.notAdded}</p>}
      rows={rows}
      total={rows.length}
      columns={columns}
      loading={asked.isPending}
      error={asked.error}
    />
  )
}

function columnsOf(words: typeof searchMessages.zh): Column<Row>[] {
  const amount = (key: 'price' | 'priceOfAll', title: string): Column<Row> => ({
    key,
    title,
    value: (row) => (row[key] === null ? null : Number(row[key])),
    show: (row) => <Money amount={row[key]} currency={row.currency ?? 'USD'} />,
    figure: true,
    width: 130,
  })
  return [
    {
      key: 'product',
      title: words.product,
      value: (row) => `${row.asin} ${row.title ?? ''}`.trim(),
      show: (row) => (
        <span title={row.title ?? ''}>
          <code>{row.asin}</code> <span className="sw-quiet">{row.title}</span>
        </span>
      ),
      width: 280,
    },
    ...steps.flatMap((step): Column<Row>[] => [
      {
        key: step,
        title: words.own(words.step[step]),
        value: (row) => row[step].own,
        show: (row) => <Count count={row[step].own} />,
        figure: true,
        width: 100,
      },
      {
        key: `${step}Share`,
        title: words.share(words.step[step]),
        help: words.shareHelp,
        value: (row) => shareOf(row[step]),
        show: (row) => <Ratio ratio={shareOf(row[step])} />,
        figure: true,
        width: 100,
      },
    ]),
    {
      key: 'score',
      title: words.score,
      help: words.scoreHelp,
      value: (row) => row.score,
      figure: true,
      width: 110,
    },
    amount('price', words.price),
    amount('priceOfAll', words.priceOfAll),
  ]
}
