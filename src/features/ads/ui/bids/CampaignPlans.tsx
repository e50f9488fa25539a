import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Wanted } from '#features/ads/rules/wishes.ts'
import type { Framed } from '../AdsFrame.tsx'
import { Grounds } from '../ground-words.tsx'
import { adsMessages } from '../messages.ts'
import type { Run } from './BidsPage.tsx'
import { bidMessages } from './bid-messages.ts'

type Plan = Run['campaigns'][number]

/** What a plan asks of its campaign: one wish for the strategy, one for the placements, as far as they change. */
function wishesOf(plan: Plan): Wanted[] {
  const { campaignId, strategy, placements } = plan
  const grounds = (of: string) => plan.grounds.filter((one) => one.code.startsWith(of))
  const same = JSON.stringify(placements.from) === JSON.stringify(placements.to)
  return [
    ...(strategy.from === strategy.to
      ? []
      : [
          {
            kind: 'sp.strategy',
            wish: { campaignId, strategy: strategy.to },
            grounds: grounds('strategy'),
          },
        ]),
    ...(same
      ? []
      : [
          {
            kind: 'sp.placement',
            wish: {
              campaignId,
              top: placements.to.top,
              restOfSearch: placements.to.rest,
              productPage: placements.to.product,
            },
            grounds: grounds('placement'),
          },
        ]),
  ]
}

/** Campaigns whose strategy or placements the optimiser wants changed. */
export function CampaignPlans(props: Framed & { run: Run; goal: string }): ReactNode {
  const { run, goal, onAsk } = props
  const words = useMessages(bidMessages)
  const names = useMessages(adsMessages)
  const [picked, setPicked] = useState<readonly string[]>(run.campaigns.map((one) => one.campaignId))
  const columns = useMemo<readonly Column<Plan>[]>(
    () => [
      { key: 'campaign', title: words.campaign, value: (row) => row.name, fixed: true, width: 200 },
      {
        key: 'strategy',
        title: words.strategy,
        value: (row) => names.strategies[row.strategy.to] ?? row.strategy.to,
        show: (row) => (
          <Moved
            from={names.strategies[row.strategy.from] ?? row.strategy.from}
            to={names.strategies[row.strategy.to] ?? row.strategy.to}
          />
        ),
        width: 220,
      },
      {
        key: 'placements',
        title: words.placements,
        value: (row) => percents(row.placements.to),
        show: (row) => <Moved from={percents(row.placements.from)} to={percents(row.placements.to)} />,
        width: 220,
      },
    ],
    [words, names],
  )
  const chosen = run.campaigns.filter((one) => picked.includes(one.campaignId))
  const propose = (): void =>
    onAsk?.({
      task: 'ready',
      rows: chosen.map((one) => ({ id: one.campaignId, label: one.name })),
      wishes: chosen.flatMap(wishesOf),
      title: words.planTitle,
      reason: words.reason(goal, run.asOf),
    })
  return (
    <Section
      title={`${words.plans} ${run.campaigns.length}`}
      extra={
        onAsk === undefined ? null : (
          <Button disabled={chosen.length === 0} onClick={propose}>
            {words.proposePlans}
          </Button>
        )
      }
    >
      <p className="sw-quiet">{words.plansHelp}</p>
      <DataTable<Plan>
        name="ads-bid-plans"
        label={words.plans}
        rows={run.campaigns}
        columns={columns}
        rowKey={(row) => row.campaignId}
        toolsFrom={10}
        expand={(row) => <Grounds grounds={row.grounds} currency={run.currency} />}
        {...(onAsk === undefined
          ? {}
          : {
              selection: {
                keys: picked,
                choose: (keys: string[]) => setPicked(keys),
                label: (row: Plan) => words.pick(row.name),
              },
            })}
      />
    </Section>
  )
}

const percents = ({ top, rest, product }: { top: number; rest: number; product: number }): string =>
  `${top}% / ${rest}% / ${product}%`

function Moved({ from, to }: { from: string; to: string }): ReactNode {
  return from === to ? (
    to
  ) : (
    <>
      <span className="sw-ad-old">{from}</span> → {to}
    </>
  )
}
