import { Button, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { call } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Count, Money, Plain } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { gramStates } from '#features/ads/rules/search-terms/grams.ts'
import { phrasesFrom } from '#features/ads/rules/search-terms/wishes.ts'
import { listGrams, readGram } from '#features/ads/api/terms.ts'
import { Grounds, groundText, groundMessages } from '../ground-words.tsx'
import { DismissModal } from './DismissModal.tsx'
import { isNothing } from './Suggestions.tsx'
import { Pages, StateChoice, exportAll, useServed } from '../served.tsx'
import type { TabProps } from './shared.ts'
import { ratioColumn, soldColumns, stateColours } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'
import { ContextNote } from './term-settings.tsx'

type Row = OutputOf<typeof listGrams>['rows'][number]
type Detail = OutputOf<typeof readGram>
type State = 'all' | (typeof gramStates)[number]

const lengths = ['any', '1', '2', '3'] as const

/** Words and phrases that run through many terms. */
export function GramsTab(props: TabProps): ReactNode {
  const { clientId, place, judged } = props
  const words = useMessages(termMessages)
  const [chosen, setChosen] = useState<State | null>(null)
  const state = chosen ?? 'candidate'
  const [length, setLength] = useState<(typeof lengths)[number]>('any')
  const columns = useMemo(() => columnsOf(words, place.currency), [words, place.currency])
  const sort = { key: 'spend', order: 'descend' } as const
  const served = useServed<Row>('ads-grams', columns, sort, JSON.stringify([judged, state, length]))
  const query = { ...judged, ...served.query, state, words: length }
  const asked = useEndpoint(listGrams, { params: { clientId }, query }, { keepLast: true })
  const data = asked.data
  // Suspects first; where there are none, everything.
  if (chosen === null && data !== undefined && (data.counts['candidate'] ?? 0) === 0) setChosen('all')
  return (
    <Section title={words.tabs['grams']}>
      {data === undefined ? null : <ContextNote context={data.context} clientId={clientId} />}
      <p className="sw-quiet">{words.gramHelp}</p>
      <StateChoice
        states={gramStates}
        words={words.gramStates}
        counts={data?.counts ?? {}}
        value={state}
        onChange={(next) => setChosen(next as State)}
      />
      <DataTable<Row>
        name="ads-grams"
        label={words.tabs['grams']!}
        rows={data?.rows ?? []}
        columns={columns}
        rowKey={(row) => row.key}
        served={{ control: served.control, total: data?.total ?? 0 }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        {...(isNothing(data?.context, data?.counts) && length === 'any'
          ? { empty: <Teach title={words.gramsNone} text={words.gramsNoneText} /> }
          : {})}
        tools={
          <Select
            value={length}
            aria-label={words.gramWords}
            options={lengths.map((value) => ({ value, label: words.wordCounts[value] }))}
            onChange={setLength}
          />
        }
        expand={(row) => <Blocked {...props} row={row} />}
        onExport={() =>
          void exportAll(served, `words-${place.marketplace}`, (page) =>
            call(listGrams, { params: { clientId }, query: { ...judged, ...page, state, words: length } }),
          )
        }
      />
      <Pages served={served} total={data?.total ?? 0} />
    </Section>
  )
}

/** What a negative phrase would keep out, and where it may be set. */
function Blocked({ clientId, place, judged, onAsk, row }: TabProps & { row: Row }): ReactNode {
  const words = useMessages(termMessages)
  const said = useMessages(groundMessages)
  const { locale } = useLocale()
  const [dismissing, setDismissing] = useState(false)
  const { currency } = place
  const asked = useEndpoint(readGram, { params: { clientId }, query: { ...judged, gram: row.gram } })
  const columns = useMemo(() => lineColumns(words, currency), [words, currency])
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { gram, lines, lineCount, places, grounds } = asked.data
  const able = places.filter((one) => one.state === 'ready')
  const propose = (): void =>
    onAsk?.({
      task: 'ready',
      rows: able.map((one) => ({ id: one.campaignId, label: one.campaign })),
      wishes: phrasesFrom(
        gram,
        able.map((one) => one.campaignId),
        grounds,
      ),
      title: (count) => words.titlePhrase(gram, count),
      reason: [
        words.reasonPhrase(gram),
        ...grounds.map((one) => groundText(one, said.said, currency, locale)),
      ].join('\n'),
    })
  return (
    <div className="sw-term-reasons">
      <Grounds grounds={grounds} currency={currency} />
      <Places places={places} currency={currency} />
      {onAsk === undefined ? null : (
        <div className="sw-actions">
          {able.length === 0 ? (
            <span className="sw-quiet">{words.noPhrase}</span>
          ) : (
            <Button type="primary" onClick={propose}>
              {words.actPhrase(able.length)}
            </Button>
          )}
          <Button onClick={() => setDismissing(true)}>{words.actDismiss}</Button>
        </div>
      )}
      <strong>{words.blocks(lineCount)}</strong>
      {lineCount > lines.length ? <span className="sw-quiet">{words.blocksMost}</span> : null}
      <DataTable<Detail['lines'][number]>
        name="ads-gram-lines"
        label={words.blocks(lineCount)}
        rows={lines}
        columns={columns}
        rowKey={(line) => `${line.campaign} ${line.adGroup} ${line.term} ${line.exact}`}
        toolsFrom={20}
        height={320}
        exportName={`blocked-${gram}`}
      />
      {dismissing ? (
        <DismissModal
          clientId={clientId}
          place={place}
          view="gram"
          rows={[{ term: row.gram, objectId: '', objectName: '' }]}
          onClose={() => setDismissing(false)}
          onDone={() => undefined}
        />
      ) : null}
    </div>
  )
}

const placeColours = {
  ready: 'success',
  sells: 'default',
  keyword: 'warning',
  waiting: 'processing',
} as const

function Places({ places, currency }: { places: Detail['places']; currency: string }): ReactNode {
  const words = useMessages(termMessages)
  if (places.length === 0) return null
  return (
    <div className="sw-term-scroll">
      <table className="sw-plain-table">
        <caption className="sw-unseen">{words.places}</caption>
        <thead>
          <tr>
            <th scope="col">{words.campaign}</th>
            <th scope="col">{words.termCount}</th>
            <th scope="col">{words.spend}</th>
            <th scope="col">{words.orders}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((one) => (
            <tr key={one.campaignId}>
              <th scope="row">{one.campaign}</th>
              <td>
                <Count count={one.terms} />
              </td>
              <td>
                <Money amount={one.figures.spend} currency={currency} />
              </td>
              <td>
                <Count count={one.figures.orders} />
              </td>
              <td>
                <Tag color={placeColours[one.state]}>{words.placeStates[one.state]}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function lineColumns(words: TermWords, currency: string): readonly Column<Detail['lines'][number]>[] {
  return [
    { key: 'term', title: words.term, value: (row) => row.term, fixed: true, width: 220 },
    ...soldColumns<Detail['lines'][number]>(words, currency),
    {
      key: 'adGroup',
      title: words.adGroup,
      value: (row) => `${row.campaign} / ${row.adGroup}${row.exact ? ` (${words.exact})` : ''}`,
      width: 260,
    },
  ]
}

function columnsOf(words: TermWords, currency: string): readonly Column<Row>[] {
  return [
    { key: 'gram', title: words.gram, value: (row) => row.gram, fixed: true, width: 200 },
    {
      key: 'state',
      title: words.state,
      value: (row) => words.gramStates[row.state] ?? row.state,
      show: (row) => (
        <span className="sw-term-where">
          <Tag color={stateColours[row.state] ?? 'default'}>{words.gramStates[row.state]}</Tag>
          {row.brand === null ? null : (
            <span className="sw-quiet">
              {words.protections['brand']}：{row.brand}
            </span>
          )}
        </span>
      ),
      width: 120,
    },
    {
      key: 'terms',
      title: words.termCount,
      value: (row) => row.terms,
      show: (row) => <Count count={row.terms} />,
      figure: true,
      filter: 'range',
      width: 90,
    },
    ...soldColumns<Row>(words, currency),
    {
      key: 'expected',
      title: words.expected,
      help: words.expectedHelp,
      value: (row) => Math.round(row.expected * 10) / 10,
      show: (row) => <Plain value={row.expected} places={1} />,
      figure: true,
      width: 90,
    },
    ratioColumn<Row>('chance', words.chance, words.chanceHelp, (row) => row.chance),
    ratioColumn<Row>('pays', words.pays, words.paysHelp, (row) => row.payChance),
    {
      key: 'month',
      title: words.month,
      help: words.monthHelp,
      value: (row) => Number(row.month),
      show: (row) => <Money amount={row.month} currency={currency} />,
      figure: true,
      width: 110,
    },
  ]
}
