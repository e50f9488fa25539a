import { Button, Select } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { FilterBar, PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { listAdPlaces } from '../api.ts'
import { ProposalDrawer } from './ProposalDrawer.tsx'
import type { Ask, Asking, Place } from './asking.ts'
import { type AdsView, adsViews, frameMessages } from './frame-messages.ts'
import { adsMessages } from './messages.ts'
import { PlaceNote } from './parts.tsx'
import './ads.css'

export type Framed = {
  readonly clientId: string
  readonly place: Place
  /** Opens the drawer in which a change is worked out and proposed; undefined for who may not propose. */
  readonly onAsk: Ask | undefined
}

/**
 * What every advertising page has: its name, the way to the others, the store and marketplace it shows (in the address), and the
 * drawer through which whatever is picked becomes a proposal. `bare`: the page brings its own head.
 */
export function AdsFrame(props: {
  view: AdsView
  bare?: boolean
  actions?: ReactNode
  children: (framed: Framed) => ReactNode
}): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(frameMessages)
  const may = useMay()
  const [search] = useSearchParams()
  const [asking, setAsking] = useState<Asking | null>(null)
  const ask = useCallback((one: Asking) => setAsking(one), [])
  const asked = useEndpoint(listAdPlaces, { params: { clientId } })
  const head = (
    <PageHeader title={words.titles[props.view]} about={words.abouts[props.view]} actions={props.actions} />
  )
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { places } = asked.data
  const place = places.find((one) => isAt(one, search)) ?? places[0]
  if (place === undefined)
    return (
      <>
        {head}
        <NothingYet clientId={clientId} />
      </>
    )
  return (
    <>
      {props.bare === true ? null : (
        <>
          {head}
          <ViewLinks clientId={clientId} view={props.view} />
          <FilterBar>
            <PlaceChoice places={places} place={place} />
            <PlaceNote place={place} />
          </FilterBar>
        </>
      )}
      {props.children({ clientId, place, onAsk: may('changes.propose') ? ask : undefined })}
      {asking === null ? null : (
        <ProposalDrawer clientId={clientId} place={place} asking={asking} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

const isAt = (one: Place, search: URLSearchParams): boolean =>
  one.storeId === search.get('store') && one.marketplace === search.get('market')

/** The other advertising pages, of the same place. */
function ViewLinks(props: { clientId: string; view: AdsView }): ReactNode {
  const words = useMessages(frameMessages)
  const [search] = useSearchParams()
  const kept = new URLSearchParams()
  for (const key of ['store', 'market']) {
    const value = search.get(key)
    if (value !== null) kept.set(key, value)
  }
  return (
    <nav className="sw-ad-views" aria-label={words.views}>
      {adsViews.map((view) => (
        <Link
          key={view}
          to={{
            pathname: `/clients/${props.clientId}/ads${view === 'settings' ? '' : `/${view}`}`,
            search: kept.toString(),
          }}
          aria-current={view === props.view ? 'page' : undefined}
        >
          {words.short[view]}
        </Link>
      ))}
    </nav>
  )
}

function NothingYet({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(adsMessages)
  return (
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
  )
}

function PlaceChoice(props: { places: readonly Place[]; place: Place }): ReactNode {
  const words = useMessages(adsMessages)
  const { locale } = useLocale()
  const [, setSearch] = useSearchParams()
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
        // Whatever else stands in the address belongs to the other place.
        setSearch({ store, market })
      }}
    />
  )
}
