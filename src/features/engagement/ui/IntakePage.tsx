import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { PageHeader } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { readIntake, saveIntake, submitIntake } from '../api/intake.ts'
import type { Answers } from '../rules/intake.ts'
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
  // What was saved since the draft was read: the form is made anew whenever one comes back to it.
  const readAt = found.dataUpdatedAt
  const [since, setSince] = useState<{ readAt: number; answers: Answers }>({ readAt: 0, answers: {} })
  const mine = (one: typeof since): Answers => (one.readAt === readAt ? one.answers : {})
  const tabs = [
    {
      key: 'form',
      label: words.tabs.form,
      children:
        found.data === undefined ? (
          <PageSkeleton />
        ) : (
          <FormTab
            clientId={clientId}
            answers={{ ...found.data.draft?.answers, ...mine(since) }}
            onSaved={(answers) =>
              setSince((before) => ({ readAt, answers: { ...mine(before), ...answers } }))
            }
            onSubmitted={() => setSearch({ tab: 'brief' }, { replace: true })}
          />
        ),
    },
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

function FormTab(props: {
  clientId: string
  answers: Answers
  onSaved: (answers: Answers) => void
  onSubmitted: () => void
}): ReactNode {
  const { clientId, answers, onSaved, onSubmitted } = props
  const words = useMessages(intakeMessages)
  const { message } = App.useApp()
  const may = useMay()
  const submit = useAct(submitIntake, {
    onDone: ({ version }) => {
      void message.success(words.submitted(version))
      onSubmitted()
    },
  })
  const save = async (changed: Record<string, unknown>) => {
    const saved = await call(saveIntake, { params: { clientId }, body: { answers: changed } })
    const wrong = new Set(saved.problems.map((one) => one.question))
    onSaved(Object.fromEntries(Object.entries(changed).filter(([id]) => !wrong.has(id))) as Answers)
    return saved
  }
  return (
    <IntakeForm
      key={clientId}
      storageKey={`steward.intake.client.${clientId}`}
      answers={answers}
      save={save}
      {...(may('intake.write')
        ? { submit: () => submit.mutateAsync({ params: { clientId } }).catch(() => undefined) }
        : {})}
    />
  )
}
