import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Absent, Count, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Locale } from '#web/words.ts'
import type { Ask } from '../asking.ts'
import { adsMessages } from '../messages.ts'
import { PickBar, StateTag } from '../parts.tsx'
import { type Budget, VerdictTag } from './BudgetPage.tsx'
import { budgetMessages } from './budget-messages.ts'

type Line = Budget['campaigns'][number]
type Words = (typeof budgetMessages)['zh']
type OnPlan = (campaign: { campaignId: string; name: string }, amount: string | null) => void

/** Each campaign's month: spend, days above its budget, hours without one. */
export function CampaignBudgets(props: {
  data: Budget
  onAsk: Ask | undefined
  onPlan: OnPlan | undefined
}): ReactNode {
  const { data, onAsk, onPlan } = props
  const words = useMessages(budgetMessages)
  const adsWords = useMessages(adsMessages)
  const { locale } = useLocale()
  const [picked, setPicked] = useState<readonly string[]>([])
  const columns = useMemo(
    () => columnsOf(words, adsWords.states, data.currency, locale, onPlan),
    [words, adsWords, data.currency, locale, onPlan],
  )
  const chosen = data.campaigns.filter((one) => picked.includes(one.campaignId))
  const since = data.recordedFrom?.slice(0, 10) ?? null
  return (
    <Section title={words.campaigns}>
      <p className="sw-quiet">{words.campaignsAbout(since)}</p>
      <DataTable<Line>
        name="ads-budget-campaigns"
        label={words.campaigns}
        rows={data.campaigns}
        columns={columns}
        rowKey={(row) => row.campaignId}
        sort={{ key: 'spent', order: 'descend' }}
        exportName={`budget-${data.month}`}
        {...(onAsk === undefined
          ? {}
          : {
              selection: {
                keys: picked,
                choose: setPicked,
                label: (row: Line) => words.pick(row.name),
                can: (row: Line) => row.state !== null,
              },
            })}
      />
      {onAsk === undefined ? null : (
        <PickBar
          count={chosen.length}
          onClear={() => setPicked([])}
          acts={[
            {
              key: 'budget',
              label: words.changeBudget,
              act: () =>
                onAsk({
                  task: 'budget',
                  rows: chosen.map((one) => ({
                    entity: 'campaigns',
                    id: one.campaignId,
                    label: one.name,
                    amount: one.dailyBudget,
                  })),
                }),
            },
            {
              key: 'state',
              label: words.pause,
              act: () =>
                onAsk({
                  task: 'state',
                  rows: chosen.map((one) => ({
                    entity: 'campaigns',
                    id: one.campaignId,
                    label: one.name,
                    state: one.state,
                  })),
                }),
            },
          ]}
        />
      )}
    </Section>
  )
}

function columnsOf(
  words: Words,
  states: Readonly<Record<string, string>>,
  currency: string,
  locale: Locale,
  onPlan: OnPlan | undefined,
): readonly Column<Line>[] {
  const number = (value: string | null): number | null => (value === null ? null : Number(value))
  const money = (key: string, title: string, of: (row: Line) => string | null): Column<Line> => ({
    key,
    title,
    value: (row) => number(of(row)),
    show: (row) => <Money amount={of(row)} currency={currency} />,
    figure: true,
    width: 115,
  })
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.name,
      show: (row) => <span className="sw-ad-name">{row.name}</span>,
      fixed: true,
      width: 210,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => states[row.state ?? 'unknown'] ?? null,
      show: (row) => <StateTag state={row.state} />,
      filter: 'options',
      width: 90,
    },
    money('daily', words.dailyBudget, (row) => row.dailyBudget),
    money('spent', words.monthSpend, (row) => row.spent),
    planColumn(words, currency, onPlan),
    {
      key: 'above',
      title: words.daysAbove,
      help: words.daysAboveHelp,
      value: (row) => row.daysAbove,
      show: (row) => <Count count={row.daysAbove} />,
      figure: true,
      width: 110,
      filter: 'range',
    },
    {
      key: 'worst',
      title: words.worstDay,
      value: (row) => row.worstDay?.overRatio ?? null,
      show: (row) =>
        row.worstDay === null ? (
          <Absent />
        ) : (
          words.worstDayText(row.worstDay.day.slice(5), ratioText(row.worstDay.overRatio, locale, 0))
        ),
      figure: true,
      width: 120,
    },
    {
      key: 'hours',
      title: words.outHours,
      value: (row) => row.outHours,
      show: (row) => <Plain value={row.outHours} places={1} />,
      figure: true,
      width: 105,
      filter: 'range',
    },
    {
      key: 'share',
      title: words.outShare,
      value: (row) => row.outShare,
      show: (row) => <Ratio ratio={row.outShare} />,
      figure: true,
      width: 100,
    },
    {
      key: 'suspected',
      title: words.suspected,
      value: (row) => row.suspectedDays,
      show: (row) => <Count count={row.suspectedDays} />,
      figure: true,
      width: 110,
    },
    money('lost', words.lost, (row) => row.lostSales),
    {
      key: 'roas',
      title: words.roas,
      value: (row) => row.roas,
      show: (row) => <Plain value={row.roas} />,
      figure: true,
      width: 110,
    },
  ]
}

function planColumn(words: Words, currency: string, onPlan: OnPlan | undefined): Column<Line> {
  return {
    key: 'plan',
    title: words.ownPlan,
    value: (row) => (row.plan === null ? null : Number(row.plan)),
    show: (row) => (
      <span>
        {row.plan === null ? (
          <Absent />
        ) : (
          <>
            <Money amount={row.plan} currency={currency} />{' '}
            {row.pace === null ? null : <VerdictTag pace={row.pace} />}
          </>
        )}
        {onPlan === undefined ? null : (
          <Button
            type="link"
            size="small"
            aria-label={words.planOf(row.name)}
            title={words.planOf(row.name)}
            icon={<EditOutlined aria-hidden="true" />}
            onClick={() => onPlan({ campaignId: row.campaignId, name: row.name }, row.plan)}
          />
        )}
      </span>
    ),
    figure: true,
    width: 130,
  }
}
