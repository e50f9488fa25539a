import { Button, Descriptions, Space, Tag, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { decideBidsNow, replayBids, showBidding } from '#features/ads/api/bids.ts'
import { call } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { moneyText, ratioText } from '#web/kit/format.ts'
import { Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { CampaignPlans } from './CampaignPlans.tsx'
import { DecisionTable } from './DecisionTable.tsx'
import { GoalDrawer } from './GoalDrawer.tsx'
import { type BidWords, bidMessages } from './bid-messages.ts'

export type Bidding = OutputOf<typeof showBidding>
export type Goal = Bidding['goals'][number]
export type Run = NonNullable<Bidding['run']>

/** The goal of a place, and a bid for every target towards it. */
export function BidsPage(): ReactNode {
  return (
    <AdsFrame view="bids">
      {(framed) => <Bids key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

function Bids(framed: Framed): ReactNode {
  const { clientId, place } = framed
  const words = useMessages(bidMessages)
  const { storeId, marketplace } = place
  const [setting, setSetting] = useState(false)
  const asked = useEndpoint(showBidding, { params: { clientId }, query: { storeId, marketplace } })
  const decide = useAct(decideBidsNow)
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { goals, run, acosRatio } = asked.data
  const goal = goals[0]
  const may = framed.onAsk !== undefined
  const runButton = (
    <Button
      type="primary"
      loading={decide.isPending}
      onClick={() => decide.mutate({ params: { clientId }, body: { storeId, marketplace } })}
    >
      {decide.isPending ? words.running : run === null ? words.run : words.runAgain}
    </Button>
  )
  return (
    <>
      {goal === undefined ? (
        <Teach
          title={words.noGoal}
          text={words.noGoalText}
          action={
            may ? (
              <Button type="primary" onClick={() => setSetting(true)}>
                {words.setGoal}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <GoalSection
          goals={goals}
          currency={place.currency}
          actions={
            may ? (
              <Space>
                <Button onClick={() => setSetting(true)}>{words.changeGoal}</Button>
                {runButton}
              </Space>
            ) : null
          }
        />
      )}
      {goal !== undefined && run === null ? (
        <Teach title={words.noRun} text={words.noRunText} action={may ? runButton : undefined} />
      ) : null}
      {run === null || goal === undefined ? null : (
        <>
          <RunSection clientId={clientId} run={run} />
          {run.campaigns.length === 0 ? null : (
            <CampaignPlans {...framed} run={run} goal={goalText(goal, words)} />
          )}
          <DecisionTable key={run.runId} {...framed} run={run} goal={goalText(goal, words)} />
        </>
      )}
      {setting ? (
        <GoalDrawer
          clientId={clientId}
          place={place}
          goal={goal}
          acosRatio={acosRatio}
          onClose={() => setSetting(false)}
        />
      ) : null}
    </>
  )
}

/** 目标 ACoS 25%. */
export function goalText({ kind, numbers }: Pick<Goal, 'kind' | 'numbers'>, words: BidWords): string {
  const percent = (ratio: number | undefined): string =>
    ratio === undefined ? '' : ` ${Math.round(ratio * 1000) / 10}%`
  const value =
    kind === 'acos'
      ? percent(numbers.targetRatio)
      : kind === 'profit'
        ? percent(numbers.marginRatio)
        : kind === 'volume'
          ? percent(numbers.keepRatio ?? 1)
          : ` ${numbers.perDay ?? ''}`
  return `${words.kindShort[kind]}${value}`
}

function GoalSection(props: { goals: readonly Goal[]; currency: string; actions: ReactNode }): ReactNode {
  const words = useMessages(bidMessages)
  const [goal, ...earlier] = props.goals
  if (goal === undefined) return null
  return (
    <Section title={words.goal} extra={props.actions}>
      <p>
        <Tag color="processing">{goalText(goal, words)}</Tag>
        <span className="sw-quiet">
          {words.kinds[goal.kind]} · {words.setBy(goal.setByName)} <Instant at={goal.setAt} />
        </span>
      </p>
      {earlier.length === 0 ? null : (
        <details>
          <summary>{words.history}</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.goalId}>
                {goalText(one, words)} · {words.setBy(one.setByName)} <Instant at={one.setAt} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function RunSection({ clientId, run }: { clientId: string; run: Run }): ReactNode {
  const words = useMessages(bidMessages)
  const { locale } = useLocale()
  const [replay, setReplay] = useState<OutputOf<typeof replayBids> | null>(null)
  const { totals, currency } = run
  const money = (value: number): string => moneyText(value, currency, locale)
  const acos = (day: { cost: number; sales: number }): string =>
    day.sales === 0 ? '—' : ratioText(day.cost / day.sales, locale)
  const line = (label: string, now: string, then: string) => ({
    key: label,
    label,
    children: (
      <>
        {then} <span className="sw-quiet">({words.before(now)})</span>
      </>
    ),
  })
  const check = async (): Promise<void> =>
    setReplay(await call(replayBids, { params: { clientId, runId: run.runId } }))
  return (
    <Section
      title={words.asOf(run.asOf)}
      extra={
        <Button size="small" onClick={() => void check()}>
          {words.replay}
        </Button>
      }
    >
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          {
            key: 'targets',
            label: words.targets,
            children: `${totals.targets} · ${words.raised} ${totals.raised} · ${words.lowered} ${totals.lowered}`,
          },
          {
            key: 'price',
            label: <Tooltip title={words.priceHelp}>{words.price}</Tooltip>,
            children: ratioText(run.price, locale),
          },
          line(words.spendDay, money(totals.from.cost), money(totals.to.cost)),
          line(words.salesDay, money(totals.from.sales), money(totals.to.sales)),
          line(words.acos, acos(totals.from), acos(totals.to)),
          ...(totals.explored === null
            ? []
            : [
                {
                  key: 'explored',
                  label: words.explored,
                  children: words.exploredLine(
                    totals.explored.targets,
                    money(totals.explored.spend),
                    money(totals.explored.loss),
                  ),
                },
              ]),
          {
            key: 'made',
            label: words.ranBy(run.madeByName),
            children: (
              <>
                <Instant at={run.madeAt} /> · {run.pack} ·{' '}
                <code title={run.snapshotHash}>{words.snapshot(run.snapshotHash.slice(0, 12))}</code>
              </>
            ),
          },
        ]}
      />
      {replay === null ? null : (
        <Remark kind={replay.same ? 'success' : 'warning'} title={replay.same ? words.same : words.differs} />
      )}
    </Section>
  )
}
