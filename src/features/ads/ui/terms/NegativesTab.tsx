import { Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { call } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Count, Money } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { negativeStates } from '#features/ads/rules/search-terms/negatives.ts'
import { negativesFrom } from '#features/ads/rules/search-terms/wishes.ts'
import { listWaste } from '#features/ads/api/terms.ts'
import { Grounds } from '../ground-words.tsx'
import { type PickAct, usePicks, useServed } from '../served.tsx'
import { Suggestions, isNothing, keyOf } from './Suggestions.tsx'
import type { TabProps } from './shared.ts'
import { FoundIn, TermName, ratioColumn, soldColumns, stateColours } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'

type Answer = OutputOf<typeof listWaste>
type Row = Answer['rows'][number]
type State = 'all' | (typeof negativeStates)[number]

/** Terms whose clicks will not pay. */
export function NegativesTab({ clientId, place, judged, onAsk }: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const { locale } = useLocale()
  const [state, setState] = useState<State>('all')
  const picks = usePicks<Row>(keyOf)
  const { currency } = place
  const columns = useMemo(() => columnsOf(words, currency, clientId), [words, currency, clientId])
  const sort = { key: 'spend', order: 'descend' } as const
  const served = useServed<Row>('ads-waste', columns, sort, JSON.stringify([judged, state]))
  const ask = (page: typeof served.query, of: State) =>
    call(listWaste, { params: { clientId }, query: { ...judged, ...page, state: of } })
  const asked = useEndpoint(
    listWaste,
    { params: { clientId }, query: { ...judged, ...served.query, state } },
    { keepLast: true },
  )
  const { data } = asked
  const percent = ratioText(data?.context.targetRatio ?? 0, locale)
  return (
    <Suggestions<Row, State>
      clientId={clientId}
      place={place}
      name="ads-waste"
      exportName="negatives"
      title={words.tabs['negatives']!}
      view="negative"
      states={negativeStates}
      words={words.negativeStates}
      help={words.negativeHelp}
      none={{ title: words.negativesNone, text: words.negativesNoneText }}
      state={state}
      onState={setState}
      columns={columns}
      served={served}
      asked={asked}
      ask={ask}
      picks={picks}
      acts={onAsk === undefined ? undefined : actsOf(words, picks.rows, percent, onAsk)}
      figures={
        data === undefined || isNothing(data.context, data.counts) ? null : (
          <WasteFigures data={data} currency={currency} />
        )
      }
      reasons={(row) => (
        <div className="sw-term-reasons">
          <div>
            <strong>{words.groundsTitle}</strong>
            <Grounds grounds={row.grounds} currency={currency} />
          </div>
        </div>
      )}
    />
  )
}

function actsOf(
  words: TermWords,
  picked: readonly Row[],
  percent: string,
  onAsk: NonNullable<TabProps['onAsk']>,
): PickAct[] {
  const able = picked.filter((row) => row.state === 'ready' || row.state === 'protected')
  if (able.length === 0) return []
  return [
    {
      key: 'negate',
      main: true,
      label: words.actNegate(able.length),
      act: () =>
        onAsk({
          task: 'ready',
          rows: able.map((row) => ({ id: row.key, label: row.term })),
          wishes: negativesFrom(able),
          title: words.titleNegate,
          reason: words.reasonNegate(percent),
        }),
    },
  ]
}

function WasteFigures({ data, currency }: { data: Answer; currency: string }): ReactNode {
  const words = useMessages(termMessages)
  return (
    <KpiRow label={words.tabs['negatives']!}>
      <Kpi
        label={words.wasteReady}
        figure={<Money amount={data.ready.spend} currency={currency} />}
        foot={words.wasteReadyFoot(data.counts['ready'] ?? 0)}
      />
      <Kpi
        label={words.wasteMonth}
        figure={<Money amount={data.ready.month} currency={currency} />}
        foot={words.wasteMonthFoot}
      />
      <Kpi label={words.wasteProtected} figure={<Count count={data.counts['protected'] ?? 0} />} />
    </KpiRow>
  )
}

function columnsOf(words: TermWords, currency: string, clientId: string): readonly Column<Row>[] {
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
      value: (row) => words.negativeStates[row.state] ?? row.state,
      show: (row) => <StateCell row={row} clientId={clientId} />,
      width: 150,
    },
    ...soldColumns<Row>(words, currency),
    {
      key: 'month',
      title: words.month,
      help: words.monthHelp,
      value: (row) => Number(row.month),
      show: (row) => <Money amount={row.month} currency={currency} />,
      figure: true,
      filter: 'range',
      width: 110,
    },
    ratioColumn<Row>('chance', words.chance, words.chanceHelp, (row) => row.chance),
    ratioColumn<Row>('pays', words.pays, words.paysHelp, (row) => row.payChance),
    {
      key: 'test',
      title: words.test,
      value: (row) => words.tests[row.test] ?? row.test,
      width: 110,
    },
    {
      key: 'level',
      title: words.level,
      value: (row) => row.adGroup ?? `${row.campaign} (${words.wholeCampaign})`,
      show: (row) => (
        <FoundIn
          campaign={`${row.campaign} (${words.wholeCampaign})`}
          adGroup={row.adGroup ?? ''}
          matched={row.matched}
        />
      ),
      width: 220,
    },
  ]
}

function StateCell({ row, clientId }: { row: Row; clientId: string }): ReactNode {
  const words = useMessages(termMessages)
  return (
    <span className="sw-term-where">
      <Tooltip title={words.negativeHelp[row.state]}>
        <Tag color={stateColours[row.state] ?? 'default'}>{words.negativeStates[row.state]}</Tag>
      </Tooltip>
      {row.protection.map(({ code, like }) => (
        <span key={code} className="sw-quiet">
          {words.protections[code] ?? code}：{like}
        </span>
      ))}
      {row.batchId === null ? null : (
        <Link to={`/clients/${clientId}/changes/${row.batchId}`}>{words.toBatch}</Link>
      )}
    </span>
  )
}
