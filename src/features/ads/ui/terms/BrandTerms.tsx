import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money } from '#web/kit/figures.tsx'
import { Remark, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { termClasses } from '#features/ads/rules/search-terms/classes.ts'
import { listBrandTerms } from '#features/ads/api/terms.ts'
import { brandMessages } from '../brand-messages.ts'
import { Pages, StateChoice, exportAll, useServed } from '../served.tsx'
import type { TabProps } from './shared.ts'
import { FoundIn, TermName, soldColumns } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'

type Row = OutputOf<typeof listBrandTerms>['rows'][number]
type State = 'all' | (typeof termClasses)[number]
type BrandWords = (typeof brandMessages)['zh']

/** Search terms of Sponsored Brands: to look at. */
export function BrandTerms({ clientId, place, judged }: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const brandWords = useMessages(brandMessages)
  const [state, setState] = useState<State>('all')
  const columns = useMemo(
    () => columnsOf(words, brandWords, place.currency),
    [words, brandWords, place.currency],
  )
  const sort = { key: 'spend', order: 'descend' } as const
  const served = useServed<Row>('ads-brand-terms-all', columns, sort, JSON.stringify([judged, state]))
  const query = { ...judged, ...served.query, state }
  const asked = useEndpoint(listBrandTerms, { params: { clientId }, query }, { keepLast: true })
  const data = asked.data
  const window = data?.window ?? null
  return (
    <>
      <Remark kind="info" title={brandWords.readOnly} text={brandWords.allTermsText} />
      {window === null ? null : (
        <p className="sw-quiet sw-ad-note">
          <span>{words.contextWindow(window.from, window.to, window.days)}</span>
          <span>{brandWords.counted}</span>
        </p>
      )}
      <StateChoice
        states={termClasses}
        words={words.classes}
        counts={data?.counts ?? {}}
        value={state}
        onChange={(next) => setState(next as State)}
      />
      <DataTable<Row>
        name="ads-brand-terms-all"
        label={words.tabs['all']!}
        rows={data?.rows ?? []}
        columns={columns}
        rowKey={(row) => row.term}
        served={{ control: served.control, total: data?.total ?? 0 }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        {...(data !== undefined && window === null
          ? { empty: <Teach title={words.allNone} text={brandWords.noTermReport} /> }
          : {})}
        onExport={() =>
          void exportAll(served, `search-terms-SB-${place.marketplace}`, (page) =>
            call(listBrandTerms, { params: { clientId }, query: { ...judged, ...page, state } }),
          )
        }
      />
      <Pages served={served} total={data?.total ?? 0} />
    </>
  )
}

function columnsOf(words: TermWords, brandWords: BrandWords, currency: string): readonly Column<Row>[] {
  const termOf = (row: Row): string => (row.term === '*' ? brandWords.productPage : row.term)
  return [
    {
      key: 'term',
      title: words.term,
      value: termOf,
      show: (row) => <TermName term={termOf(row)} termClass={row.termClass} />,
      fixed: true,
      width: 240,
    },
    ...soldColumns<Row>({ ...words, orders: brandWords.orders, sales: brandWords.sales }, currency),
    {
      key: 'clickOrders',
      title: brandWords.clickOrders,
      value: (row) => row.figures.clickOrders,
      show: (row) => <Count count={row.figures.clickOrders} />,
      figure: true,
      width: 120,
    },
    {
      key: 'clickSales',
      title: brandWords.clickSales,
      value: (row) => (row.figures.clickSales === null ? null : Number(row.figures.clickSales)),
      show: (row) => <Money amount={row.figures.clickSales} currency={currency} />,
      figure: true,
      width: 130,
    },
    {
      key: 'matched',
      title: words.matched,
      value: (row) => `${row.campaign} ${row.matched.target}`,
      show: (row) => <FoundIn {...row} adGroup="" more={row.campaigns - 1} />,
      width: 240,
    },
  ]
}
