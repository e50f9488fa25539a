import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { Money } from '#web/kit/figures.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listAdTargets } from '../api.ts'
import { AdGroupTable } from './AdGroupTable.tsx'
import { NegativeTable } from './NegativeTable.tsx'
import { TargetTable } from './TargetTable.tsx'
import {
  type Ask,
  type CampaignLine,
  type Place,
  campaignBudget,
  campaignPlacement,
  campaignState,
  campaignStrategy,
} from './asking.ts'
import { adsMessages } from './messages.ts'
import { PlaceNote, StateTag, placementText } from './parts.tsx'

/** One campaign: its settings, and what it aims at and keeps out. */
export function CampaignView(props: {
  clientId: string
  place: Place
  campaignId: string
  /** Where the list is. */
  back: string
  onAsk: Ask | undefined
}): ReactNode {
  const { clientId, place, campaignId, onAsk } = props
  const words = useMessages(adsMessages)
  const { storeId, marketplace } = place
  const asked = useEndpoint(listAdTargets, {
    params: { clientId, campaignId },
    query: { storeId, marketplace },
  })
  const { data } = asked
  const back = (
    <Link to={props.back}>
      <ArrowLeftOutlined aria-hidden="true" /> {words.back}
    </Link>
  )
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <>
        {back}
        <Trouble error={asked.error} retry={() => void asked.refetch()} />
      </>
    )
  const { campaign, adGroups, targets, negatives } = data
  const named = { id: campaign.campaignId, label: campaign.name }
  const groups = adGroups.map(({ adGroupId, name }) => ({ adGroupId, name }))
  const add = (task: 'negative' | 'keyword'): ReactNode =>
    onAsk === undefined || (task === 'keyword' && campaign.targeting === 'auto') ? null : (
      <Button onClick={() => onAsk({ task, rows: [named], adGroups: groups })}>{words.acts[task]}</Button>
    )
  const shared = { place, adGroups, onAsk }
  return (
    <>
      <PageHeader
        title={campaign.name}
        about={
          <span className="sw-ad-note">
            {back}
            <PlaceNote place={data.place} />
          </span>
        }
      />
      <Section title={words.settings}>
        <Settings campaign={campaign} currency={place.currency} onAsk={onAsk} />
      </Section>
      <Section title={words.inside}>
        <Tabs
          items={[
            {
              key: 'targets',
              label: `${words.targets} ${targets.length}`,
              children: <TargetTable {...shared} targets={targets} add={add('keyword')} />,
            },
            {
              key: 'groups',
              label: `${words.adGroups} ${adGroups.length}`,
              children: <AdGroupTable {...shared} />,
            },
            {
              key: 'negatives',
              label: `${words.negatives} ${negatives.length}`,
              children: <NegativeTable {...shared} negatives={negatives} add={add('negative')} />,
            },
          ]}
        />
      </Section>
    </>
  )
}

function Settings(props: { campaign: CampaignLine; currency: string; onAsk: Ask | undefined }): ReactNode {
  const { campaign, onAsk } = props
  const words = useMessages(adsMessages)
  const line = (label: string, shown: ReactNode, ask?: () => void) => ({
    key: label,
    label,
    children: (
      <span>
        {shown}
        {onAsk === undefined || ask === undefined ? null : (
          <Button type="link" size="small" aria-label={`${words.edit}: ${label}`} onClick={ask}>
            {words.edit}
          </Button>
        )}
      </span>
    ),
  })
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
      items={[
        line(words.state, <StateTag state={campaign.state} />, () =>
          onAsk?.({ task: 'state', rows: [campaignState(campaign)] }),
        ),
        line(words.dailyBudget, <Money amount={campaign.dailyBudget} currency={props.currency} />, () =>
          onAsk?.({ task: 'budget', rows: [campaignBudget(campaign)] }),
        ),
        line(words.targeting, campaign.targeting === null ? '—' : words.targetings[campaign.targeting]),
        line(words.strategy, campaign.strategy === null ? '—' : words.strategies[campaign.strategy], () =>
          onAsk?.({ task: 'strategy', rows: [campaignStrategy(campaign)] }),
        ),
        line(words.placements, placementText(campaign.placements, words) || words.noPlacements, () =>
          onAsk?.({ task: 'placement', rows: [campaignPlacement(campaign)] }),
        ),
      ]}
    />
  )
}
