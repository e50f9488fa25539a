import { type ReactNode, useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listAdCampaigns } from '../api.ts'
import { AdsFrame, type Framed } from './AdsFrame.tsx'
import { CampaignTable } from './CampaignTable.tsx'
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
  const [search] = useSearchParams()
  const { storeId, marketplace } = place
  const asked = useEndpoint(listAdCampaigns, { params: { clientId }, query: { storeId, marketplace } })
  const hrefOf = useCallback((id: string | null) => hrefAt(search, place, id), [search, place])
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  return (
    <Section title={words.campaigns}>
      <CampaignTable
        key={`${storeId} ${marketplace}`}
        place={place}
        campaigns={asked.data.campaigns}
        hrefOf={hrefOf}
        onAsk={onAsk}
      />
    </Section>
  )
}

function hrefAt(search: URLSearchParams, place: Place, campaignId: string | null): string {
  const next = new URLSearchParams(search)
  next.set('store', place.storeId)
  next.set('market', place.marketplace)
  if (campaignId === null) next.delete('campaign')
  else next.set('campaign', campaignId)
  return `?${next.toString()}`
}
