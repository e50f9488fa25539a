import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import {
  type Ask,
  type CampaignLine,
  type Place,
  campaignBudget,
  campaignPlacement,
  campaignState,
  campaignStrategy,
} from './asking.ts'
import { figureColumns } from './figure-columns.tsx'
import { adsMessages } from './messages.ts'
import { Editable, PickBar, StateTag, placementText } from './parts.tsx'

type Words = (typeof adsMessages)['zh']

/** The campaigns of one place; `onAsk` left out for who may not propose. */
export function CampaignTable(props: {
  place: Place
  campaigns: readonly CampaignLine[]
  /** Where a campaign opens. */
  hrefOf: (campaignId: string) => string
  onAsk: Ask | undefined
}): ReactNode {
  const { place, campaigns, hrefOf, onAsk } = props
  const words = useMessages(adsMessages)
  const [picked, setPicked] = useState<readonly string[]>([])
  const columns = useMemo(
    () => columnsOf(words, place.currency, hrefOf, onAsk),
    [words, place.currency, hrefOf, onAsk],
  )
  const chosen = campaigns.filter((one) => picked.includes(one.campaignId))
  const act = (task: keyof Words['acts'], ask: () => void) => ({
    key: task,
    label: words.acts[task],
    act: ask,
  })
  return (
    <>
      <DataTable<CampaignLine>
        name="ads-campaigns"
        label={words.campaigns}
        rows={campaigns}
        columns={columns}
        rowKey={(row) => row.campaignId}
        sort={{ key: 'spend', order: 'descend' }}
        exportName="campaigns"
        {...(onAsk === undefined
          ? {}
          : { selection: { keys: picked, choose: setPicked, label: (row) => words.pick(row.name) } })}
      />
      {onAsk === undefined ? null : (
        <PickBar
          count={chosen.length}
          onClear={() => setPicked([])}
          acts={[
            act('budget', () => onAsk({ task: 'budget', rows: chosen.map(campaignBudget) })),
            act('state', () => onAsk({ task: 'state', rows: chosen.map(campaignState) })),
            act('strategy', () => onAsk({ task: 'strategy', rows: chosen.map(campaignStrategy) })),
            act('placement', () => onAsk({ task: 'placement', rows: chosen.map(campaignPlacement) })),
            act('negative', () =>
              onAsk({
                task: 'negative',
                rows: chosen.map((one) => ({ id: one.campaignId, label: one.name })),
                adGroups: [],
              }),
            ),
          ]}
        />
      )}
    </>
  )
}

function columnsOf(
  words: Words,
  currency: string,
  hrefOf: (campaignId: string) => string,
  onAsk: Ask | undefined,
): readonly Column<CampaignLine>[] {
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.name,
      show: (row) => (
        <Link className="sw-ad-name" to={hrefOf(row.campaignId)}>
          {row.name}
        </Link>
      ),
      fixed: true,
      width: 210,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => words.states[row.state ?? 'unknown'] ?? null,
      show: (row) => <StateTag state={row.state} />,
      filter: 'options',
      width: 90,
    },
    budgetColumn(words, currency, onAsk),
    ...figureColumns<CampaignLine>(words, currency),
    {
      key: 'targeting',
      title: words.targeting,
      value: (row) => (row.targeting === null ? null : words.targetings[row.targeting]!),
      filter: 'options',
      width: 100,
    },
    {
      key: 'strategy',
      title: words.strategy,
      value: (row) => (row.strategy === null ? null : words.strategies[row.strategy]!),
      show: (row) => (
        <span className="sw-ad-line">{row.strategy === null ? '—' : words.strategies[row.strategy]}</span>
      ),
      filter: 'options',
      width: 190,
    },
    {
      key: 'placements',
      title: words.placements,
      value: (row) => placementText(row.placements, words) || words.noPlacements,
      show: (row) => (
        <span className="sw-ad-line">{placementText(row.placements, words) || words.noPlacements}</span>
      ),
      width: 240,
    },
  ]
}

function budgetColumn(words: Words, currency: string, onAsk: Ask | undefined): Column<CampaignLine> {
  return {
    key: 'budget',
    title: words.dailyBudget,
    value: (row) => (row.dailyBudget === null ? null : Number(row.dailyBudget)),
    show: (row) => (
      <Editable
        label={words.editBudget(row.name)}
        onEdit={
          onAsk === undefined ? undefined : () => onAsk({ task: 'budget', rows: [campaignBudget(row)] })
        }
      >
        <Money amount={row.dailyBudget} currency={currency} />
      </Editable>
    ),
    figure: true,
    width: 110,
  }
}
