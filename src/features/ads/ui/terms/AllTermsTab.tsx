import { Segmented, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { termClasses } from '#features/ads/rules/search-terms/classes.ts'
import { listSearchTerms } from '#features/ads/api/terms.ts'
import { isNothing } from './Suggestions.tsx'
import { Pages, StateChoice, exportAll, useServed } from '../served.tsx'
import { brandMessages } from '../brand-messages.ts'
import { BrandTerms } from './BrandTerms.tsx'
import type { TabProps } from './shared.ts'
import { FoundIn, TermName, soldColumns } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'
import { ContextNote } from './term-settings.tsx'

type Row = OutputOf<typeof listSearchTerms>['rows'][number]
type State = 'all' | (typeof termClasses)[number]

const products = ['SP', 'SB'] as const

/** Every search term that was clicked, of one ad product at a time: which stands in the address. */
export function AllTermsTab(props: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const brandWords = useMessages(brandMessages)
  const [search, setSearch] = useSearchParams()
  const product = search.get('product') === 'SB' ? 'SB' : 'SP'
  return (
    <Section
      title={words.tabs['all']}
      extra={
        <Segmented
          size="small"
          aria-label={brandWords.adProduct}
          value={product}
          options={products.map((value) => ({ value, label: brandWords.adProducts[value] }))}
          onChange={(value) =>
            setSearch((before) => {
              const next = new URLSearchParams(before)
              if (value === 'SB') next.set('product', value)
              else next.delete('product')
              return next
            })
          }
        />
      }
    >
      {product === 'SB' ? <BrandTerms {...props} /> : <ProductTerms {...props} />}
    </Section>
  )
}

function ProductTerms({ clientId, place, judged }: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const [state, setState] = useState<State>('all')
  const columns = useMemo(() => columnsOf(words, place.currency), [words, place.currency])
  const sort = { key: 'spend', order: 'descend' } as const
  const served = useServed<Row>('ads-terms', columns, sort, JSON.stringify([judged, state]))
  const query = { ...judged, ...served.query, state }
  const asked = useEndpoint(listSearchTerms, { params: { clientId }, query }, { keepLast: true })
  const data = asked.data
  return (
    <>
      {data === undefined ? null : <ContextNote context={data.context} clientId={clientId} />}
      <StateChoice
        states={termClasses}
        words={words.classes}
        counts={data?.counts ?? {}}
        value={state}
        onChange={(next) => setState(next as State)}
      />
      <DataTable<Row>
        name="ads-terms"
        label={words.tabs['all']!}
        rows={data?.rows ?? []}
        columns={columns}
        rowKey={(row) => row.term}
        served={{ control: served.control, total: data?.total ?? 0 }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        {...(isNothing(data?.context, data?.counts)
          ? { empty: <Teach title={words.allNone} text={words.noReportText} /> }
          : {})}
        onExport={() =>
          void exportAll(served, `search-terms-${place.marketplace}`, (page) =>
            call(listSearchTerms, { params: { clientId }, query: { ...judged, ...page, state } }),
          )
        }
      />
      <Pages served={served} total={data?.total ?? 0} />
    </>
  )
}

function columnsOf(words: TermWords, currency: string): readonly Column<Row>[] {
  return [
    {
      key: 'term',
      title: words.term,
      value: (row) => row.term,
      show: (row) => <TermName term={row.term} termClass={row.termClass} />,
      fixed: true,
      width: 240,
    },
    ...soldColumns<Row>(words, currency),
    {
      key: 'verdict',
      title: words.verdict,
      value: (row) => (row.verdict === null ? null : (words.verdicts[row.verdict] ?? null)),
      show: (row) =>
        row.verdict === null ? (
          '—'
        ) : (
          <Tag color={row.verdict === 'harvest' ? 'success' : 'error'}>{words.verdicts[row.verdict]}</Tag>
        ),
      width: 90,
    },
    {
      key: 'matched',
      title: words.matched,
      value: (row) => `${row.adGroup} ${row.matched.target}`,
      show: (row) => <FoundIn {...row} />,
      width: 240,
    },
    {
      key: 'groups',
      title: words.groups,
      value: (row) => row.groups,
      figure: true,
      filter: 'range',
      width: 90,
    },
  ]
}
