import { InputNumber, Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { call } from '#web/call.ts'
import { Absent } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { decimalsOf } from '#kernel/money.ts'
import { harvestStates } from '#features/ads/rules/search-terms/harvest.ts'
import { keywordsFrom, lettingGo } from '#features/ads/rules/search-terms/wishes.ts'
import { listHarvest } from '#features/ads/api/terms.ts'
import { Grounds } from '../ground-words.tsx'
import { type PickAct, usePicks, useServed } from '../served.tsx'
import { Suggestions, keyOf } from './Suggestions.tsx'
import type { TabProps } from './shared.ts'
import { FoundIn, TermName, ratioColumn, soldColumns, stateColours } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'

type Row = OutputOf<typeof listHarvest>['rows'][number]
type State = 'all' | (typeof harvestStates)[number]

/** Terms that deserve a keyword of their own. */
export function HarvestTab({ clientId, place, judged, onAsk }: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const { locale } = useLocale()
  const [state, setState] = useState<State>('all')
  const [bids, setBids] = useState<ReadonlyMap<string, string>>(new Map())
  const picks = usePicks<Row>(keyOf)
  const { currency } = place
  const mayAct = onAsk !== undefined
  const columns = useMemo(
    () =>
      columnsOf(words, currency, clientId, {
        bids,
        put: mayAct ? (key, bid) => setBids((before) => new Map(before).set(key, bid)) : undefined,
      }),
    [words, currency, clientId, bids, mayAct],
  )
  const sort = { key: 'sales', order: 'descend' } as const
  const served = useServed<Row>('ads-harvest', columns, sort, JSON.stringify([judged, state]))
  const ask = (page: typeof served.query, of: State) =>
    call(listHarvest, { params: { clientId }, query: { ...judged, ...page, state: of } })
  const asked = useEndpoint(
    listHarvest,
    { params: { clientId }, query: { ...judged, ...served.query, state } },
    { keepLast: true },
  )
  const percent = ratioText(asked.data?.context.targetRatio ?? 0, locale)
  return (
    <Suggestions<Row, State>
      clientId={clientId}
      place={place}
      name="ads-harvest"
      exportName="harvest"
      title={words.tabs['harvest']!}
      view="harvest"
      states={harvestStates}
      words={words.harvestStates}
      help={words.harvestHelp}
      none={{ title: words.harvestNone, text: words.harvestNoneText }}
      state={state}
      onState={setState}
      columns={columns}
      served={served}
      asked={asked}
      ask={ask}
      picks={picks}
      acts={onAsk === undefined ? undefined : actsOf(words, picks.rows, bids, percent, onAsk)}
      reasons={(row) => <Reasons row={row} currency={currency} />}
    />
  )
}

function actsOf(
  words: TermWords,
  picked: readonly Row[],
  bids: ReadonlyMap<string, string>,
  percent: string,
  onAsk: NonNullable<TabProps['onAsk']>,
): PickAct[] {
  const named = (rows: readonly Row[]) => rows.map((row) => ({ id: row.key, label: row.term }))
  const ready = picked.filter((row) => row.state === 'ready')
  const going = picked.filter((row) => row.state === 'negate')
  const sources = lettingGo(going)
  return [
    ...(ready.length === 0
      ? []
      : [
          {
            key: 'harvest',
            main: true,
            label: words.actHarvest(ready.length),
            act: () =>
              onAsk({
                task: 'ready',
                rows: named(ready),
                wishes: keywordsFrom(ready, bids),
                title: words.titleHarvest,
                reason: words.reasonHarvest(percent),
              }),
          },
        ]),
    ...(going.length === 0
      ? []
      : [
          {
            key: 'go',
            main: true,
            label: words.actLetGo(sources.length),
            act: () =>
              onAsk({
                task: 'ready',
                rows: named(going),
                wishes: sources,
                title: words.titleLetGo,
                reason: words.reasonLetGo,
              }),
          },
        ]),
  ]
}

function Reasons({ row, currency }: { row: Row; currency: string }): ReactNode {
  const words = useMessages(termMessages)
  return (
    <div className="sw-term-reasons">
      <div>
        <strong>{words.groundsTitle}</strong>
        <Grounds grounds={row.grounds} currency={currency} />
      </div>
      {row.sources.length < 2 ? null : (
        <div>
          <strong>{words.sourcesTitle}</strong>
          <ul className="sw-ad-grounds">
            {row.sources.map((one) => (
              <li key={one.adGroupId}>
                <FoundIn {...one} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="sw-quiet">{words.harvestHelp[row.state]}</p>
    </div>
  )
}

type Bids = {
  readonly bids: ReadonlyMap<string, string>
  readonly put: ((key: string, bid: string) => void) | undefined
}

function columnsOf(words: TermWords, currency: string, clientId: string, bids: Bids): readonly Column<Row>[] {
  return [
    {
      key: 'term',
      title: words.term,
      value: (row) => row.term,
      show: (row) => <TermName term={row.term} termClass={row.termClass} />,
      fixed: true,
      width: 220,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => words.harvestStates[row.state] ?? row.state,
      show: (row) => <StateCell row={row} clientId={clientId} />,
      width: 130,
    },
    {
      key: 'bid',
      title: `${words.bid} (${currency})`,
      value: (row) => (row.bid === null ? null : Number(bids.bids.get(row.key) ?? row.bid)),
      show: (row) => <BidCell row={row} currency={currency} bids={bids} label={words.bidOf(row.term)} />,
      figure: true,
      width: 120,
    },
    ...soldColumns<Row>(words, currency),
    ratioColumn<Row>('pays', words.pays, words.paysHelp, (row) => row.payChance),
    {
      key: 'destination',
      title: words.destination,
      value: (row) => row.destination?.adGroup ?? null,
      show: (row) =>
        row.destination === null ? (
          <Absent why={words.harvestHelp[row.state] ?? ''} />
        ) : (
          <span className="sw-term-where">
            <span>{row.destination.adGroup}</span>
            <span className="sw-quiet">{row.destination.campaign}</span>
          </span>
        ),
      width: 200,
    },
    {
      key: 'source',
      title: words.source,
      value: (row) => row.sources.map((one) => one.adGroup).join(' / '),
      show: (row) =>
        row.sources[0] === undefined ? (
          <Absent />
        ) : (
          <FoundIn {...row.sources[0]} more={row.sources.length - 1} />
        ),
      width: 220,
    },
  ]
}

function StateCell({ row, clientId }: { row: Row; clientId: string }): ReactNode {
  const words = useMessages(termMessages)
  const to =
    row.batchId !== null
      ? { href: `/clients/${clientId}/changes/${row.batchId}`, label: words.toBatch }
      : row.state === 'build'
        ? { href: `/clients/${clientId}/ads/structure`, label: words.toStructure }
        : row.state === 'paused' || row.state === 'blocked'
          ? {
              href: `/clients/${clientId}/ads?campaign=${row.destination?.campaignId ?? row.sources[0]?.campaignId ?? ''}`,
              label: words.toWorkbench,
            }
          : null
  return (
    <span className="sw-term-where">
      <Tooltip title={words.harvestHelp[row.state]}>
        <Tag color={stateColours[row.state] ?? 'default'}>{words.harvestStates[row.state]}</Tag>
      </Tooltip>
      {to === null ? null : <Link to={to.href}>{to.label}</Link>}
    </span>
  )
}

function BidCell(props: { row: Row; currency: string; bids: Bids; label: string }): ReactNode {
  const { row, bids } = props
  if (row.bid === null) return <Absent />
  const places = decimalsOf(props.currency)
  const bid = bids.bids.get(row.key) ?? row.bid
  if (bids.put === undefined || row.state !== 'ready')
    return <span className="sw-figure">{Number(bid).toFixed(places)}</span>
  const put = bids.put
  return (
    <InputNumber<string>
      stringMode
      size="small"
      className="sw-term-bid"
      aria-label={props.label}
      value={Number(bid).toFixed(places)}
      precision={places}
      min="0"
      step={places === 0 ? '1' : '0.01'}
      controls={false}
      onChange={(value) => {
        if (value !== null && Number(value) > 0) put(row.key, value)
      }}
    />
  )
}
