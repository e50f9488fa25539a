import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showConnections } from '../api.ts'
import { showAccess } from '../api/grants.ts'
import type { GrantAct, GrantKind } from '../rules/grant-course.ts'
import { ConsentCard } from './ConsentCard.tsx'
import { EvidenceSection } from './EvidenceSection.tsx'
import { GrantCard } from './GrantCard.tsx'
import { type AccessStore, GrantRecord } from './GrantRecord.tsx'
import { GrantRights } from './GrantRights.tsx'
import { RecertificationSection } from './RecertificationSection.tsx'
import './access.css'
import { grantMessages } from './grant-messages.ts'
import './register.css'

type Recording = { readonly store: AccessStore; readonly kind: GrantKind; readonly act: GrantAct }

/** The three grants of each store side by side, rights of people at Amazon, the quarterly review, and the evidence pack. */
export function GrantsPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(grantMessages)
  const may = useMay()
  const [recording, setRecording] = useState<Recording | null>(null)
  const access = useEndpoint(showAccess, { params: { clientId } })
  const live = useEndpoint(showConnections, { params: { clientId } })
  if (access.isPending || live.isPending) return <PageSkeleton />
  if (access.data === undefined || live.data === undefined)
    return <Trouble error={access.error ?? live.error} retry={() => void access.refetch()} />
  const { stores, rights, people } = access.data
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {stores.length === 0 ? <Teach title={words.noStores} text={words.noStoresText} /> : null}
      {stores.map((store) => {
        const line = live.data.stores.find((one) => one.storeId === store.storeId)
        return (
          <Section
            key={store.storeId}
            title={store.name}
            extra={
              <span className="sw-quiet">
                {store.region} · {store.marketplaces.join(' ')}
              </span>
            }
          >
            <div className="sw-grants-three">
              <GrantCard
                kind="partner"
                grant={store.partner}
                onAct={(act) => setRecording({ store, kind: 'partner', act })}
              />
              <GrantCard
                kind="ads_link"
                grant={store.adsLink}
                onAct={(act) => setRecording({ store, kind: 'ads_link', act })}
              />
              {line === undefined ? null : (
                <ConsentCard clientId={clientId} line={line} choices={store.choices} />
              )}
            </div>
          </Section>
        )
      })}
      {stores.length === 0 ? null : (
        <GrantRights clientId={clientId} rights={rights} people={people} stores={stores} />
      )}
      {may('register.read') ? <RecertificationSection clientId={clientId} /> : null}
      <EvidenceSection clientId={clientId} />
      {recording === null ? null : (
        <GrantRecord
          key={`${recording.store.storeId}/${recording.kind}/${recording.act}`}
          clientId={clientId}
          {...recording}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  )
}
