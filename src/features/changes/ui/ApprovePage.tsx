import { type ReactNode, useEffect } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { openLink } from '../api/changes.ts'

/** Where a letter's link lands: behind sign-in and second factor, and on to the batch. */
export function ApprovePage(): ReactNode {
  const { token = '' } = useParams()
  const navigate = useNavigate()
  const asked = useEndpoint(openLink, { query: { token } })
  const { data } = asked
  useEffect(() => {
    if (data === undefined) return
    const { clientId, batchId, moved } = data
    void navigate(`/clients/${clientId}/changes/${batchId}`, { replace: true, state: { moved } })
  }, [data, navigate])
  if (asked.error !== null) return <Trouble error={asked.error} />
  return <PageSkeleton />
}
