import { Button, Segmented, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { suggestBudgetMoves } from '#features/ads/api/budget.ts'
import type { Ask, Place } from '../asking.ts'
import { Grounds } from '../ground-words.tsx'
import { budgetMessages } from './budget-messages.ts'

type Aim = 'keep' | 'fit'
type Move = OutputOf<typeof suggestBudgetMoves>['moves'][number]
const STEPS = [10, 20, 30, 50]

/** Moves of daily budgets, worked out anew for every aim and step; what is ticked becomes a proposal. */
export function MovesPanel(props: {
  clientId: string
  place: Place
  hasPlan: boolean
  onAsk: Ask | undefined
}): ReactNode {
  const { clientId, place, hasPlan, onAsk } = props
  const words = useMessages(budgetMessages)
  const [aim, setAim] = useState<Aim>('keep')
  const [step, setStep] = useState(20)
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    suggestBudgetMoves,
    { params: { clientId }, query: { storeId, marketplace, aim, step } },
    { keepLast: true },
  )
  return (
    <Section title={words.moves}>
      <p className="sw-quiet">{words.movesAbout}</p>
      <div className="sw-ad-steps">
        <Segmented<Aim>
          aria-label={words.aim}
          value={aim}
          options={[
            { value: 'keep', label: words.aims.keep },
            { value: 'fit', label: words.aims.fit, disabled: !hasPlan },
          ]}
          onChange={setAim}
        />
        <label>
          {words.step}{' '}
          <Select
            value={step}
            options={STEPS.map((value) => ({ value, label: words.steps(value) }))}
            onChange={setStep}
          />
        </label>
      </div>
      {asked.data === undefined ? (
        asked.error === null ? (
          <PageSkeleton />
        ) : (
          <Trouble error={asked.error} retry={() => void asked.refetch()} />
        )
      ) : (
        <Moves
          key={asked.data.moves.map((one) => `${one.campaignId} ${one.to}`).join(' ')}
          aim={aim}
          data={asked.data}
          currency={place.currency}
          onAsk={onAsk}
        />
      )}
    </Section>
  )
}

function Moves(props: {
  aim: Aim
  data: OutputOf<typeof suggestBudgetMoves>
  currency: string
  onAsk: Ask | undefined
}): ReactNode {
  const { aim, data, currency, onAsk } = props
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const [left, setLeft] = useState<readonly string[]>(data.moves.map((one) => one.campaignId))
  const columns = useMemo(() => columnsOf(words, currency), [words, currency])
  const chosen = data.moves.filter((one) => left.includes(one.campaignId))
  const text = (amount: string): string => moneyText(amount, currency, locale)
  const short = data.shortOf === null ? null : (words.shortOf[data.shortOf] ?? data.shortOf)
  const more = Number(data.salesMore)
  return (
    <>
      <p>
        {words.movesTotal(text(data.totalFrom), text(data.totalTo))}
        {more === 0 ? null : ` · ${words.movesGain(`${more > 0 ? '+' : ''}${text(data.salesMore)}`)}`}
        {data.wanted === null ? null : ` · ${words.wanted(text(data.wanted))}`}
      </p>
      {short === null ? null : (
        <Remark
          kind="info"
          title={data.moves.length === 0 ? words.noMoves : short}
          text={data.moves.length === 0 ? short : undefined}
        />
      )}
      {data.moves.length === 0 ? null : (
        <DataTable<Move>
          name="ads-budget-moves"
          label={words.moves}
          rows={data.moves}
          columns={columns}
          rowKey={(row) => row.campaignId}
          toolsFrom={20}
          {...(onAsk === undefined
            ? {}
            : { selection: { keys: left, choose: setLeft, label: (row: Move) => words.pick(row.name) } })}
        />
      )}
      {onAsk === undefined || data.moves.length === 0 ? null : (
        <Button
          type="primary"
          disabled={chosen.length === 0}
          onClick={() =>
            onAsk({
              task: 'ready',
              rows: chosen.map((one) => ({ id: one.campaignId, label: one.name })),
              wishes: chosen.map((one) => ({
                kind: 'sp.budget',
                wish: { campaignId: one.campaignId, dailyBudget: one.to },
                grounds: one.grounds,
              })),
              title: words.movesTitle,
              reason: words.movesReason[aim],
            })
          }
        >
          {words.proposeMoves(chosen.length)}
        </Button>
      )}
    </>
  )
}

function columnsOf(words: (typeof budgetMessages)['zh'], currency: string): readonly Column<Move>[] {
  const money = (key: 'from' | 'to', title: string): Column<Move> => ({
    key,
    title,
    value: (row) => Number(row[key]),
    show: (row) => <Money amount={row[key]} currency={currency} />,
    figure: true,
    width: 110,
  })
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.name,
      show: (row) => <span className="sw-ad-name">{row.name}</span>,
      width: 210,
    },
    money('from', words.from),
    money('to', words.to),
    {
      key: 'change',
      title: '±',
      value: (row) => Number(row.to) / Number(row.from) - 1,
      show: (row) => {
        const percent = (Number(row.to) / Number(row.from) - 1) * 100
        return <span className="sw-figure">{`${percent > 0 ? '+' : ''}${percent.toFixed(1)}%`}</span>
      },
      figure: true,
      width: 80,
    },
    {
      key: 'why',
      title: words.why,
      value: (row) => row.grounds.map((one) => one.code).join(' '),
      show: (row) => <Grounds grounds={row.grounds} currency={currency} />,
      width: 420,
    },
  ]
}
