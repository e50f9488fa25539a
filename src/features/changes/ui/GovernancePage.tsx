import { StopOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { showGovernance } from '../api/govern.ts'
import { DeputySection } from './DeputySection.tsx'
import { ModuleSection } from './ModuleSection.tsx'
import { PolicySection } from './PolicySection.tsx'
import { StandingSection } from './StandingSection.tsx'
import './govern.css'
import { governMessages } from './govern-messages.ts'
import { stopMessages } from './stop-messages.ts'

export type Governance = OutputOf<typeof showGovernance>

/** Milliseconds between two looks: what the other side does shows by itself. */
const EVERY_MS = 10_000

/** The governance of the client in the address, kept up to date. */
export function useGovernance(clientId: string) {
  return useEndpoint(showGovernance, { params: { clientId } }, { everyMs: EVERY_MS })
}

/** What is settled beforehand between an agency and its client. */
export function GovernancePage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(governMessages)
  const stops = useMessages(stopMessages)
  const asked = useGovernance(clientId)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const inForce = data.stops.filter((stop) => stop.inForce).length
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          <Link to={`/clients/${clientId}/stops`}>
            <Button icon={<StopOutlined />} danger={inForce > 0}>
              {inForce === 0 ? stops.title : stops.stoppedTitle(inForce)}
            </Button>
          </Link>
        }
      />
      <PolicySection clientId={clientId} data={data} />
      <StandingSection clientId={clientId} data={data} />
      <DeputySection clientId={clientId} data={data} />
      <ModuleSection clientId={clientId} data={data} />
    </>
  )
}
