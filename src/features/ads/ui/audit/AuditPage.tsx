import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { AdsFrame } from '../AdsFrame.tsx'
import { CpcTab } from './CpcTab.tsx'
import { InvalidTab } from './InvalidTab.tsx'
import { SheetTab } from './SheetTab.tsx'
import { auditMessages } from './audit-messages.ts'

/** Invalid traffic, cost per click beside its benchmark, and the quarterly audit. The tab stands in the address. */
export function AuditPage(): ReactNode {
  const words = useMessages(auditMessages)
  const [search, setSearch] = useSearchParams()
  return (
    <AdsFrame view="audit">
      {({ clientId, place }) => {
        const at = { clientId, place }
        const key = `${place.storeId} ${place.marketplace}`
        return (
          <Tabs
            activeKey={search.get('tab') ?? 'invalid'}
            onChange={(tab) => {
              const next = new URLSearchParams(search)
              next.set('tab', tab)
              setSearch(next)
            }}
            destroyOnHidden
            items={[
              { key: 'invalid', label: words.tabs.invalid, children: <InvalidTab key={key} {...at} /> },
              { key: 'cpc', label: words.tabs.cpc, children: <CpcTab key={key} {...at} /> },
              { key: 'sheet', label: words.tabs.sheet, children: <SheetTab key={key} {...at} /> },
            ]}
          />
        )
      }}
    </AdsFrame>
  )
}
