import { Button, Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { addMonths } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Absent, Money, Ratio } from '#web/kit/figures.tsx'
import { instantText, moneyText } from '#web/kit/format.ts'
import { FilterBar, Remark, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showBudget } from '#features/ads/api/budget.ts'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { BudgetHistory } from './BudgetHistory.tsx'
import { CampaignBudgets } from './CampaignBudgets.tsx'
import { GuardPanel } from './GuardPanel.tsx'
import { MovesPanel } from './MovesPanel.tsx'
import { PaceChart } from './PaceChart.tsx'
import { PlanModal } from './PlanModal.tsx'
import { budgetMessages } from './budget-messages.ts'

export type Budget = OutputOf<typeof showBudget>

/** A month's advertising budget: plan, pace, campaigns, moves between them, the stop. Month and place stand in the address. */
export function BudgetPage(): ReactNode {
  return (
    <AdsFrame view="budget">
      {(framed) => <Month key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

type Planning = { campaign: { campaignId: string; name: string } | null; amount: string | null }

function Month({ clientId, place, onAsk }: Framed): ReactNode {
  const words = useMessages(budgetMessages)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const [planning, setPlanning] = useState<Planning | null>(null)
  const chosen = /^20\d\d-\d\d$/.test(search.get('month') ?? '') ? search.get('month') : null
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    showBudget,
    { params: { clientId }, query: { storeId, marketplace, ...(chosen === null ? {} : { month: chosen }) } },
    { keepLast: true },
  )
  const { data } = asked
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const thisMonth = data.today.slice(0, 7)
  const canPlan = may('changes.propose') && data.month >= thisMonth
  const months = [1, 0, -1, -2, -3].map((n) => addMonths(`${thisMonth}-01`, n).slice(0, 7))
  return (
    <>
      <FilterBar>
        <Select
          aria-label={words.month}
          value={data.month}
          options={[...new Set([...months, data.month])].map((value) => ({ value, label: value }))}
          onChange={(month: string) => {
            const next = new URLSearchParams(search)
            next.set('month', month)
            setSearch(next)
          }}
        />
        {canPlan ? (
          <Button
            type={data.plan === null ? 'primary' : 'default'}
            onClick={() => setPlanning({ campaign: null, amount: data.plan?.amount ?? null })}
          >
            {data.plan === null ? words.setPlan : words.changePlan}
          </Button>
        ) : null}
      </FilterBar>
      <Figures data={data} />
      <Section title={words.pace}>
        <p className="sw-quiet">{words.paceAbout(data.weightDays)}</p>
        <PaceChart data={data} />
        {data.missing.length === 0 ? null : (
          <Remark kind="info" title={words.missing(data.missing.join(' · '))} />
        )}
      </Section>
      <GuardPanel clientId={clientId} place={place} data={data} onAsk={onAsk} />
      <CampaignBudgets
        data={data}
        onAsk={onAsk}
        onPlan={canPlan ? (campaign, amount) => setPlanning({ campaign, amount }) : undefined}
      />
      {data.month === thisMonth ? (
        <MovesPanel clientId={clientId} place={place} hasPlan={data.plan !== null} onAsk={onAsk} />
      ) : null}
      <BudgetHistory clientId={clientId} data={data} />
      {planning === null ? null : (
        <PlanModal
          clientId={clientId}
          place={place}
          month={data.month}
          lastMonth={data.lastMonth}
          {...planning}
          onClose={() => setPlanning(null)}
        />
      )}
    </>
  )
}

const colours: Readonly<Record<string, string>> = { over: 'error', on: 'success', under: 'warning' }

export function VerdictTag({ pace }: { pace: Budget['pace'] }): ReactNode {
  const words = useMessages(budgetMessages)
  return (
    <Tag color={colours[pace.verdict] ?? 'default'}>
      {words.verdicts[pace.verdict]}
      {pace.sure || pace.verdict === 'unknown' ? '' : words.unsure}
    </Tag>
  )
}

function Figures({ data }: { data: Budget }): ReactNode {
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const { currency, pace, plan } = data
  const text = (amount: string): string => moneyText(amount, currency, locale)
  return (
    <KpiRow label={words.plan}>
      <Kpi
        label={words.plan}
        figure={plan === null ? words.noPlan : <Money amount={plan.amount} currency={currency} />}
        foot={
          plan === null
            ? data.lastMonth === null
              ? undefined
              : words.planHint(text(data.lastMonth))
            : words.planBy(plan.setBy, instantText(plan.setAt, undefined, locale))
        }
      />
      <Kpi
        label={words.spent}
        figure={<Money amount={pace.spent} currency={currency} />}
        foot={
          <>
            {data.asOf === null || !data.asOf.startsWith(data.month)
              ? words.noFigures
              : words.through(data.asOf)}
            {data.brandSpent === null ? null : <div>{words.ofBrands(text(data.brandSpent))}</div>}
          </>
        }
      />
      <Kpi
        label={words.deviation}
        figure={<Ratio ratio={pace.deviationRatio} />}
        foot={
          pace.planned === null ? undefined : (
            <>
              {words.planned} {text(pace.planned)}
            </>
          )
        }
      />
      <Kpi
        label={words.end}
        figure={pace.end === null ? <Absent /> : <Money amount={pace.end.likely} currency={currency} />}
        foot={
          <>
            {pace.end === null ? words.tooFew : words.endRange(text(pace.end.low), text(pace.end.high))}
            {plan === null ? null : (
              <div>
                <VerdictTag pace={pace} />
              </div>
            )}
          </>
        }
      />
      <Kpi
        label={words.worst}
        figure={<Money amount={data.worst} currency={currency} />}
        foot={words.worstHelp}
      />
    </KpiRow>
  )
}
