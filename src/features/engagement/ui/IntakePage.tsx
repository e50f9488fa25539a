import { App, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { readIntake, saveIntake, submitIntake } from '../api/intake.ts'
import { BriefTab } from './BriefTab.tsx'
import { IntakeForm } from './IntakeForm.tsx'
import { LinksTab } from './LinksTab.tsx'
import { VersionsTab } from './VersionsTab.tsx'
import { intakeMessages } from './intake-messages.ts'
import './board.css'

/** A client's questionnaire: answers, the brief they come to, versions, and links for people without an account. */
export function IntakePage(): ReactNode {
  const words = useMessages(intakeMessages)
  const may = useMay()
  const { clientId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const found = useEndpoint(readIntake, { params: { clientId } })
  const versions = found.data?.versions ?? []
  const tab = search.get('tab') ?? 'form'
  const tabs = [
    { key: 'form', label: words.tabs.form, children: <FormTab clientId={clientId} /> },
    { key: 'brief', label: words.tabs.brief, children: <BriefTab clientId={clientId} versions={versions} /> },
    {
      key: 'versions',
      label: `${words.tabs.versions} ${versions.length}`,
      children: <VersionsTab clientId={clientId} versions={versions} />,
    },
    ...(may('engagement.manage')
      ? [{ key: 'links', label: words.tabs.links, children: <LinksTab clientId={clientId} /> }]
      : []),
  ]
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {found.error !== null ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Tabs
          activeKey={tab}
          onChange={(key) => setSearch({ tab: key }, { replace: true })}
          items={tabs}
          destroyOnHidden
        />
      )}
    </>
  )
}

function FormTab({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(intakeMessages)
  const { message } = App.useApp()
  const may = useMay()
  // Asked anew whenever the form is opened: others may have answered meanwhile.
  const found = useEndpoint(readIntake, { params: { clientId } })
  const submit = useAct(submitIntake, {
    onDone: ({ version }) => void message.success(words.submitted(version)),
  })
  if (found.data === undefined) return <PageSkeleton />
  return (
    <IntakeForm
      key={clientId}
      storageKey={`steward.intake.client.${clientId}`}
      answers={found.data.draft?.answers ?? {}}
      save={(answers) => call(saveIntake, { params: { clientId }, body: { answers } })}
      {...(may('intake.write')
        ? { submit: () => submit.mutateAsync({ params: { clientId } }).catch(() => undefined) }
        : {})}
    />
  )
}
