import { Segmented, Space, Tag } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listAdCampaigns } from '../api.ts'
import { AdsFrame, type Framed } from './AdsFrame.tsx'
import { CampaignTable } from './CampaignTable.tsx'
import { PortfolioTable } from './PortfolioTable.tsx'
import { CampaignView } from './CampaignView.tsx'
import type { Place } from './asking.ts'
import { adsMessages } from './messages.ts'

/** A client's Sponsored Products settings as last read, and proposals to change them. Place and campaign stand in the address. */
export function AdsPage(): ReactNode {
  const [search] = useSearchParams()
  const campaignId = search.get('campaign')
  return (
    <AdsFrame view="settings" bare={campaignId !== null}>
      {(framed) =>
        campaignId === null ? (
          <Campaigns {...framed} />
        ) : (
          <CampaignView
            key={campaignId}
            clientId={framed.clientId}
            place={framed.place}
            campaignId={campaignId}
            back={hrefAt(search, framed.place, null)}
            onAsk={framed.onAsk}
          />
        )
      }
    </AdsFrame>
  )
}

function Campaigns({ clientId, place, onAsk }: Framed): ReactNode {
  const words = useMessages(adsMessages)
  const [search, setSearch] = useSearchParams()
  const { storeId, marketplace } = place
  const asked = useEndpoint(listAdCampaigns, { params: { clientId }, query: { storeId, marketplace } })
  const hrefOf = useCallback((id: string | null) => hrefAt(search, place, id), [search, place])
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const chosen = search.get('portfolio')
  const campaigns = asked.data.campaigns.filter(
    (one) => chosen === null || (one.portfolio?.id ?? NONE) === chosen,
  )
  const atLevel = search.get('level') === 'portfolios' ? 'portfolios' : 'campaigns'
  const open = (level: string, portfolio: string | null): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('level', level)
      if (portfolio === null) next.delete('portfolio')
      else next.set('portfolio', portfolio)
      return next
    })
  const named = campaigns.find((one) => one.portfolio?.id === chosen)?.portfolio?.name
  return (
    <Section
      title={words[atLevel]}
      extra={
        <Space wrap>
          {chosen === null ? null : (
            <Tag closable onClose={() => open('campaigns', null)}>
              {chosen === NONE ? words.noPortfolio : (named ?? chosen)}
            </Tag>
          )}
          <Segmented
            size="small"
            aria-label={words.viewLevel}
            value={atLevel}
            options={(['portfolios', 'campaigns'] as const).map((value) => ({ value, label: words[value] }))}
            onChange={(level) => open(level, null)}
          />
        </Space>
      }
    >
      {atLevel === 'portfolios' ? (
        <PortfolioTable
          place={place}
          campaigns={asked.data.campaigns}
          onOpen={(id) => open('campaigns', id ?? NONE)}
        />
      ) : (
        <CampaignTable
          key={`${storeId} ${marketplace}`}
          place={place}
          campaigns={campaigns}
          hrefOf={hrefOf}
          onAsk={onAsk}
        />
      )}
    </Section>
  )
}

/** In the address: campaigns that are in no portfolio. */
const NONE = '-'

function hrefAt(search: URLSearchParams, place: Place, campaignId: string | null): string {
  const next = new URLSearchParams(search)
  next.set('store', place.storeId)
  next.set('market', place.marketplace)
  if (campaignId === null) next.delete('campaign')
  else next.set('campaign', campaignId)
  return `?${next.toString()}`
}
