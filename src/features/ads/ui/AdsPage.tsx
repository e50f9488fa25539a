import { Button, Select } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { FilterBar, PageHeader, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { listAdCampaigns } from '../api.ts'
import { CampaignTable } from './CampaignTable.tsx'
import { CampaignView } from './CampaignView.tsx'
import { ProposalDrawer } from './ProposalDrawer.tsx'
import type { Asking, Place } from './asking.ts'
import { adsMessages } from './messages.ts'
import { PlaceNote } from './parts.tsx'
import './ads.css'

/** A client's Sponsored Products settings as last read, and proposals to change them. Place and campaign stand in the address. */
export function AdsPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(adsMessages)
  const may = useMay()
  const [search] = useSearchParams()
  const [asking, setAsking] = useState<Asking | null>(null)
  const ask = useCallback((one: Asking) => setAsking(one), [])
  const [storeId, marketplace] = [search.get('store'), search.get('market')]
  const campaignId = search.get('campaign')
  const query = storeId === null || marketplace === null ? {} : { storeId, marketplace }
  const asked = useEndpoint(listAdCampaigns, { params: { clientId }, query }, { keepLast: true })
  const { data } = asked
  const hrefOf = useCallback(
    (id: string | null) => hrefAt(search, data?.places[0], id),
    [search, data?.places],
  )
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const place =
    data.places.find((one) => one.storeId === storeId && one.marketplace === marketplace) ?? data.places[0]
  if (place === undefined) return <NothingYet clientId={clientId} />
  const onAsk = may('changes.propose') ? ask : undefined
  const drawer =
    asking === null ? null : (
      <ProposalDrawer clientId={clientId} place={place} asking={asking} onClose={() => setAsking(null)} />
    )
  if (campaignId !== null)
    return (
      <>
        <CampaignView
          key={campaignId}
          clientId={clientId}
          place={place}
          campaignId={campaignId}
          back={hrefOf(null)}
          onAsk={onAsk}
        />
        {drawer}
      </>
    )
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <FilterBar>
        <PlaceChoice places={data.places} place={place} />
        <PlaceNote place={place} />
      </FilterBar>
      <Section title={words.campaigns}>
        <CampaignTable
          key={`${place.storeId} ${place.marketplace}`}
          place={place}
          campaigns={data.campaigns.filter(
            (one) => one.storeId === place.storeId && one.marketplace === place.marketplace,
          )}
          hrefOf={hrefOf}
          onAsk={onAsk}
        />
      </Section>
      {drawer}
    </>
  )
}

function hrefAt(search: URLSearchParams, first: Place | undefined, campaignId: string | null): string {
  const next = new URLSearchParams(search)
  if (next.get('store') === null && first !== undefined) {
    next.set('store', first.storeId)
    next.set('market', first.marketplace)
  }
  if (campaignId === null) next.delete('campaign')
  else next.set('campaign', campaignId)
  return `?${next.toString()}`
}

function NothingYet({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(adsMessages)
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Teach
        title={words.emptyTitle}
        text={words.emptyText}
        action={
          <div className="sw-actions">
            <Link to={`/clients/${clientId}/connections`}>
              <Button type="primary">{words.toConnections}</Button>
            </Link>
            <Link to={`/clients/${clientId}/sync`}>
              <Button>{words.toSync}</Button>
            </Link>
          </div>
        }
      />
    </>
  )
}

function PlaceChoice(props: { places: readonly Place[]; place: Place }): ReactNode {
  const words = useMessages(adsMessages)
  const { locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const keyOf = (one: Place): string => `${one.storeId} ${one.marketplace}`
  return (
    <Select
      className="sw-ad-place"
      aria-label={words.place}
      value={keyOf(props.place)}
      options={props.places.map((one) => ({
        value: keyOf(one),
        label: `${one.storeName} · ${marketName(one.marketplace, locale)} ${one.marketplace}`,
      }))}
      onChange={(key: string) => {
        const [store = '', market = ''] = key.split(' ')
        const next = new URLSearchParams(search)
        next.set('store', store)
        next.set('market', market)
        setSearch(next)
      }}
    />
  )
}
