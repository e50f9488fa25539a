import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useMessages } from '../i18n.tsx'
import { shellMessages } from '../shell-messages.ts'
import { useViewer } from '../viewer.tsx'
import { clientOf, sameFor } from './place.ts'

/** Another client, same page. Searchable; the one client of a client's own people is just named. */
export function ClientSwitcher(): ReactNode {
  const words = useMessages(shellMessages)
  const { clients } = useViewer()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const here = clientOf(pathname)
  // An archived client is offered only while one is looking at it.
  const real = clients.filter(
    (client) => client.kind === 'client' && (!client.archived || client.id === here),
  )
  if (real.length === 0) return null
  if (real.length === 1) return <strong className="sw-one-client">{real[0]!.name}</strong>
  return (
    <Select
      className="sw-client-switcher"
      showSearch={{ optionFilterProp: 'label' }}
      value={real.some((client) => client.id === here) ? here : null}
      placeholder={words.chooseClient}
      aria-label={words.chooseClient}
      notFoundContent={words.noClients}
      options={real.map((client) => ({ value: client.id, label: client.name }))}
      onChange={(id: string) => void navigate(sameFor(pathname, id))}
    />
  )
}
