import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { showStale } from '../api/sync.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { staleMessages } from './sync-messages.ts'

const ASK_MS = 60_000

/** Over every page of a client: whose figures are not as new as they should be. */
export function StaleNotice(): ReactNode {
  const { pathname } = useLocation()
  const clientId = /^\/clients\/(\d+)/.exec(pathname)?.[1] ?? null
  const asked = useEndpoint(showStale, clientId === null ? null : { params: { clientId } }, {
    everyMs: ASK_MS,
  })
  const words = useMessages(staleMessages)
  const stale = asked.data?.stale ?? []
  if (clientId === null || stale.length === 0) return null
  return (
    <Remark
      kind="warning"
      title={words.stale}
      text={
        <ul className="sw-rows">
          {stale.map(({ storeName, api, why, lastAt }) => (
            <li key={`${storeName}/${api}`}>
              <span>{words.staleWhy[why](storeName, words.apis[api])}</span>
              <span>
                {words.staleSince} <Instant at={lastAt} />
              </span>
            </li>
          ))}
        </ul>
      }
      action={<Link to={`/clients/${clientId}/sync`}>{words.toSync}</Link>}
    />
  )
}
