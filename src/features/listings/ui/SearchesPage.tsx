import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { FilterBar, PageHeader, Remark, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showSearches } from '../api.ts'
import type { SearchState } from '../rules/searches.ts'
import { SearchProducts } from './SearchProducts.tsx'
import { SearchTable } from './SearchTable.tsx'
import { searchMessages } from './search-messages.ts'

type Shown = OutputOf<typeof showSearches>
type Asked = { storeId?: string; marketplace?: string; from?: string }

/** What shoppers searched in a week, and what came of it. */
export function SearchesPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(searchMessages)
  const [wish, setWish] = useState<Asked>({})
  const [open, setOpen] = useState<string | null>(null)
  const asked = useEndpoint(showSearches, { params: { clientId }, query: wish })
  if (asked.error !== null && asked.data === undefined)
    return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  if (asked.data === undefined) return <PageSkeleton />
  const { place, week, lines, total } = asked.data
  const state = stateOf(asked.data)
  const head = <PageHeader title={words.title} about={words.about} />
  if (place === null)
    return (
      <>
        {head}
        <Teach title={words.emptyTitle} text={words.noStores} />
      </>
    )
  return (
    <>
      {head}
      <Choices shown={asked.data} onChange={setWish} />
      {week === null ? (
        <Teach
          title={words.emptyAs(words.state[state].short)}
          text={words.state[state].long}
          action={<Remedy clientId={clientId} state={state} />}
        />
      ) : (
        <>
          <Standing clientId={clientId} shown={asked.data} state={state} />
          <SearchTable
            lines={lines}
            exportName={`searches-${place.marketplace}-${week.from}`}
            onOpen={setOpen}
          />
          {lines.length < total ? <p className="sw-quiet">{words.cut(lines.length, total)}</p> : null}
        </>
      )}
      <SearchProducts
        clientId={clientId}
        wanted={open === null || week === null ? null : { ...place, ...week, query: open }}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

const stateOf = ({ places, place }: Shown): SearchState =>
  places.find((one) => one.storeId === place?.storeId && one.marketplace === place.marketplace)?.state ??
  'coming'

/** Which store, marketplace and week. */
function Choices(props: { shown: Shown; onChange: (wish: Asked) => void }): ReactNode {
  const { places, place, weeks, week } = props.shown
  const words = useMessages(searchMessages)
  const { locale } = useLocale()
  const at = place === null ? {} : { storeId: place.storeId, marketplace: place.marketplace }
  return (
    <FilterBar label={words.title}>
      <Select
        aria-label={words.place}
        popupMatchSelectWidth={false}
        value={place === null ? null : `${place.storeId}/${place.marketplace}`}
        options={places.map((one) => ({
          value: `${one.storeId}/${one.marketplace}`,
          label: `${one.storeName} · ${marketName(one.marketplace, locale)}${
            one.state === 'told' ? '' : ` · ${words.state[one.state].short}`
          }`,
        }))}
        onChange={(chosen: string) => {
          const [storeId = '', marketplace = ''] = chosen.split('/')
          props.onChange({ storeId, marketplace })
        }}
      />
      {week === null ? null : (
        <Select
          aria-label={words.week}
          popupMatchSelectWidth={false}
          value={week.from}
          options={weeks.map((one) => ({ value: one.from, label: `${one.from} – ${one.to}` }))}
          onChange={(from: string) => props.onChange({ ...at, from })}
        />
      )}
    </FilterBar>
  )
}

/** What the figures are compared with, and what is missing. */
function Standing(props: { clientId: string; shown: Shown; state: SearchState }): ReactNode {
  const { shown, state } = props
  const words = useMessages(searchMessages)
  const { before, lines } = shown
  const ranksOnly = lines.length > 0 && lines.every((line) => line.now === null)
  return (
    <>
      {state === 'told' ? null : (
        <Remark
          kind={state === 'coming' || state === 'nothing' ? 'info' : 'warning'}
          title={words.stopped(words.state[state].short)}
          text={words.state[state].long}
          action={<Remedy clientId={props.clientId} state={state} />}
        />
      )}
      {ranksOnly ? <Remark kind="info" title={words.ranksOnly} /> : null}
      <p className="sw-quiet">
        {before === null ? words.noBefore : words.comparedWith(before.from, before.to)}
      </p>
    </>
  )
}

/** The next step out of a state. */
function Remedy({ clientId, state }: { clientId: string; state: SearchState }): ReactNode {
  const words = useMessages(searchMessages)
  const may = useMay()
  const link = (to: string, text: string): ReactNode => (
    <Link to={`/clients/${clientId}/${to}`}>
      <Button type="primary" size="small">
        {text}
      </Button>
    </Link>
  )
  if (['not_connected', 'no_grant', 'held'].includes(state) && may('access.read'))
    return link('connections', words.toConnections)
  if (state === 'not_connected' && may('import.write')) return link('imports', words.toImports)
  return may('import.read') ? link('sync', words.toSync) : null
}
