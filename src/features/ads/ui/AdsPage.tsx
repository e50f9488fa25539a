import { Segmented, Space, Tag } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listAdCampaigns } from '../api.ts'
import { AdsFrame, type Framed } from './AdsFrame.tsx'
import { BrandCampaignView } from './BrandCampaignView.tsx'
import { CampaignTable } from './CampaignTable.tsx'
import { PortfolioTable } from './PortfolioTable.tsx'
import { CampaignView } from './CampaignView.tsx'
import type { Place } from './asking.ts'
import { brandMessages } from './brand-messages.ts'
import { adsMessages } from './messages.ts'

/** A client's campaigns as last read, and proposals to change those of Sponsored Products. Place and campaign stand in the address. */
export function AdsPage(): ReactNode {
  const [search] = useSearchParams()
  const campaignId = search.get('campaign')
  return (
    <AdsFrame view="settings" bare={campaignId !== null}>
      {(framed) =>
        campaignId === null ? (
          <Campaigns {...framed} />
        ) : isBrand(search.get('product')) ? (
          <BrandCampaignView
            key={campaignId}
            clientId={framed.clientId}
            place={framed.place}
            campaignId={campaignId}
            back={hrefAt(search, framed.place, null)}
          />
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
  const brandWords = useMessages(brandMessages)
  const [search, setSearch] = useSearchParams()
  const { storeId, marketplace } = place
  const asked = useEndpoint(listAdCampaigns, { params: { clientId }, query: { storeId, marketplace } })
  const hrefOf = useCallback(
    (id: string, product: string) => hrefAt(search, place, { id, product }),
    [search, place],
  )
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const chosen = search.get('portfolio')
  const isChosen = (one: { portfolio: { id: string } | null }): boolean =>
    chosen === null || (one.portfolio?.id ?? NONE) === chosen
  const campaigns = asked.data.campaigns.filter(isChosen)
  const brands = asked.data.brandCampaigns.filter(isChosen)
  const atLevel = search.get('level') === 'portfolios' ? 'portfolios' : 'campaigns'
  const open = (level: string, portfolio: string | null): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('level', level)
      if (portfolio === null) next.delete('portfolio')
      else next.set('portfolio', portfolio)
      return next
    })
  const named = [...campaigns, ...brands].find((one) => one.portfolio?.id === chosen)?.portfolio?.name
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
      {brands.length === 0 || atLevel === 'portfolios' ? null : (
        <Remark kind="info" title={brandWords.readOnly} text={brandWords.readOnlyText} />
      )}
      {atLevel === 'portfolios' ? (
        <>
          <PortfolioTable
            place={place}
            campaigns={asked.data.campaigns}
            brands={asked.data.brandCampaigns}
            onOpen={(id) => open('campaigns', id ?? NONE)}
          />
          {asked.data.brandCampaigns.length === 0 ? null : (
            <p className="sw-quiet">{brandWords.portfolioNote}</p>
          )}
        </>
      ) : (
        <CampaignTable
          key={`${storeId} ${marketplace}`}
          place={place}
          campaigns={campaigns}
          brands={brands}
          hrefOf={hrefOf}
          onAsk={onAsk}
        />
      )}
    </Section>
  )
}

/** In the address: campaigns that are in no portfolio. */
const NONE = '-'

const isBrand = (product: string | null): boolean => product === 'SB' || product === 'SD'

function hrefAt(
  search: URLSearchParams,
  place: Place,
  campaign: { id: string; product: string } | null,
): string {
  const next = new URLSearchParams(search)
  next.set('store', place.storeId)
  next.set('market', place.marketplace)
  next.delete('campaign')
  next.delete('product')
  if (campaign !== null) next.set('campaign', campaign.id)
  if (campaign !== null && isBrand(campaign.product)) next.set('product', campaign.product)
  return `?${next.toString()}`
}
