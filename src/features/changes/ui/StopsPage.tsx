import { CheckCircleFilled, StopFilled } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { type Governance, useGovernance } from './GovernancePage.tsx'
import { PastStops, StandingStops } from './StopLists.tsx'
import { StopModal } from './StopModal.tsx'
import { StopSwitches } from './StopSwitches.tsx'
import { type Stoppable, coversClient } from './stop-text.ts'
import './govern.css'
import { stopMessages } from './stop-messages.ts'

/** Kill switches: what is stopped, and how to stop more. */
export function StopsPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(stopMessages)
  const may = useMay()
  const [stopping, setStopping] = useState<Stoppable | null>(null)
  const asked = useGovernance(clientId)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <State stops={data.stops} />
      <StandingStops clientId={clientId} stops={data.stops} />
      <Section title={words.actTitle}>
        {may('changes.stop') ? (
          <>
            <p className="sw-quiet">{words.actAbout}</p>
            <StopSwitches data={data} onStop={setStopping} />
          </>
        ) : (
          <p className="sw-quiet">{words.mayNot}</p>
        )}
      </Section>
      <PastStops stops={data.stops} />
      {stopping === null ? null : (
        <StopModal clientId={clientId} now={data.now} stopping={stopping} onClose={() => setStopping(null)} />
      )}
    </>
  )
}

/** Is anything stopped now? */
function State({ stops }: { stops: Governance['stops'] }): ReactNode {
  const words = useMessages(stopMessages)
  const inForce = stops.filter((stop) => stop.inForce)
  const calm = inForce.length === 0
  return (
    <div className={calm ? 'sw-stop-state' : 'sw-stop-state sw-stop-state-on'} role="status">
      {calm ? <CheckCircleFilled aria-hidden /> : <StopFilled aria-hidden />}
      <div>
        <h2>{calm ? words.calmTitle : words.stoppedTitle(inForce.length)}</h2>
        <p>{calm ? words.calmText : inForce.some(coversClient) ? words.allStopped : words.someStopped}</p>
      </div>
    </div>
  )
}
