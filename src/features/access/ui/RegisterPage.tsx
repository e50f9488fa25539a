import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { QueueSection } from '#features/facts/ui/QueueSection.tsx'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { PageHeader } from '#web/kit/parts.tsx'
import { useMay } from '#web/viewer.tsx'
import { RegisterClocks } from './RegisterClocks.tsx'
import { RegisterLeavers } from './RegisterLeavers.tsx'
import { RegisterTable } from './RegisterTable.tsx'
import { StandingSection } from './StandingSection.tsx'
import { registerMessages } from './register-messages.ts'
import './register.css'

/** Who may do what where; what runs out; who leaves; what the agency is registered for. */
export function RegisterPage(): ReactNode {
  const words = useMessages(registerMessages)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const tabs = [
    { key: 'register', label: words.tabs.register, children: <RegisterTable /> },
    { key: 'clocks', label: words.tabs.clocks, children: <RegisterClocks /> },
    ...(may('leavers.manage')
      ? [{ key: 'leavers', label: words.tabs.leavers, children: <RegisterLeavers /> }]
      : []),
    ...(may('apps.read')
      ? [
          {
            key: 'standing',
            label: words.tabs.standing,
            children: (
              <>
                <StandingSection />
                <QueueSection />
              </>
            ),
          },
        ]
      : []),
  ]
  const chosen = search.get('tab') ?? 'register'
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <Tabs
        items={tabs}
        activeKey={tabs.some((one) => one.key === chosen) ? chosen : 'register'}
        destroyOnHidden
        onChange={(tab) => setSearch({ tab }, { replace: true })}
      />
    </>
  )
}
