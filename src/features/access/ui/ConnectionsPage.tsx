import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showConnections } from '../api.ts'
import { isWithin } from '../rules/connection.ts'
import { ConnectionCard } from './ConnectionCard.tsx'
import { type Choosing, GrantModal } from './GrantModal.tsx'
import './access.css'
import { accessMessages } from './messages.ts'

/** A client's stores and their consents at Amazon. */
export function ConnectionsPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(accessMessages)
  const may = useMay()
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const asked = useEndpoint(showConnections, { params: { clientId } })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { stores, grantable, sandbox } = asked.data
  const noApps = grantable.sp.length === 0 && grantable.ads.length === 0
  const most = choosing === null ? [] : mostOf(choosing, grantable)
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {sandbox ? <Remark kind="info" title={words.sandboxTitle} text={words.sandboxText} /> : null}
      {noApps ? (
        <Remark
          kind="warning"
          title={words.noApps}
          text={words.noAppsText}
          action={
            may('apps.manage') ? (
              <Link to="/apps">
                <Button size="small">{words.toApps}</Button>
              </Link>
            ) : undefined
          }
        />
      ) : null}
      {stores.length === 0 ? <Teach title={words.noStores} text={words.noStoresText} /> : null}
      {stores.map((store) => (
        <Section
          key={store.storeId}
          title={store.name}
          extra={
            <span className="sw-quiet">
              {store.region} · {store.marketplaces.join(' ')}
            </span>
          }
        >
          <div className="sw-connections">
            {(['sp', 'ads'] as const).map((api) => (
              <ConnectionCard
                key={api}
                clientId={clientId}
                api={api}
                connection={store[api]}
                canConnect={grantable[api].length > 0}
                onConsent={() => setChoosing({ store, api, to: 'consent' })}
                onGrant={() => setChoosing({ store, api, to: 'grant' })}
                onAdd={(adding) => {
                  const to = isWithin(adding, store[api]?.grantable ?? []) ? 'grant' : 'consent'
                  setChoosing({ store, api, to, adding })
                }}
              />
            ))}
          </div>
        </Section>
      ))}
      {choosing === null ? null : (
        <GrantModal
          key={`${choosing.store.storeId}/${choosing.api}/${choosing.to}`}
          clientId={clientId}
          choosing={choosing}
          most={most}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  )
}

function mostOf(choosing: Choosing, grantable: { sp: readonly string[]; ads: readonly string[] }) {
  const own = choosing.store[choosing.api]?.grantable
  return (choosing.to === 'grant' && own !== undefined ? own : grantable[choosing.api]) as NonNullable<
    typeof own
  >
}
