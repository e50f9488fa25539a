import { DownloadOutlined } from '@ant-design/icons'
import { Button, Select, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText } from '#web/kit/format.ts'
import { PageHeader, Remark, Teach, WorkProgress } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { downloadDiagnosis, listDiagnoses, readDiagnosis } from '../api.ts'
import type { Diagnosis } from '../rules/diagnosis.ts'
import { AskForm } from './AskForm.tsx'
import { DiagnosisView } from './DiagnosisView.tsx'
import { diagnosisMessages } from './messages.ts'
import './diagnosis.css'

type Head = OutputOf<typeof listDiagnoses>['versions'][number]

const moving = (head: Head | undefined): boolean => head?.state === 'queued' || head?.state === 'running'

/** A client's diagnosis: versions, the way to ask for a new one, and what the chosen version says. */
export function DiagnosisPage(): ReactNode {
  const words = useMessages(diagnosisMessages)
  const clientId = useParams()['clientId']!
  const [search, setSearch] = useSearchParams()
  const [watching, setWatching] = useState(false)
  const list = useEndpoint(listDiagnoses, { params: { clientId } }, { everyMs: watching ? 800 : false })
  const versions = list.data?.versions ?? []
  const chosen = versions.find((one) => one.id === search.get('version')) ?? versions[0]
  if (moving(chosen) !== watching) setWatching(moving(chosen))
  const choose = (id: string): void => setSearch({ version: id })
  if (list.error !== null) return <Trouble error={list.error} retry={() => void list.refetch()} />
  if (list.data === undefined) return <PageSkeleton />
  const { covered } = list.data
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          chosen?.state === 'done' ? (
            <>
              <Versions versions={versions} chosen={chosen} choose={choose} />
              <Download clientId={clientId} diagnosisId={chosen.id} />
            </>
          ) : null
        }
      />
      {covered === null ? (
        <Teach
          title={words.noFactsTitle}
          text={words.noFactsText}
          action={<Link to={`/clients/${clientId}/imports`}>{words.toImports}</Link>}
        />
      ) : (
        <AskForm
          clientId={clientId}
          covered={covered}
          first={versions.length === 0}
          busy={moving(chosen)}
          onAsked={(id) => {
            setWatching(true)
            choose(id)
          }}
        />
      )}
      {covered !== null && chosen === undefined ? (
        <Teach title={words.emptyTitle} text={words.emptyText} />
      ) : null}
      {chosen === undefined ? null : <Version clientId={clientId} head={chosen} />}
    </>
  )
}

function Version({ clientId, head }: { clientId: string; head: Head }): ReactNode {
  const words = useMessages(diagnosisMessages)
  const done = head.state === 'done'
  const found = useEndpoint(readDiagnosis, done ? { params: { clientId, diagnosisId: head.id } } : null)
  if (head.state === 'failed') return <Remark kind="error" title={words.failed} />
  if (!done) return <WorkProgress title={words.making} done={head.percent} total={100} state="running" />
  if (found.error !== null) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return <PageSkeleton />
  return <DiagnosisView clientId={clientId} head={head} diagnosis={found.data.body as Diagnosis} />
}

function Versions(props: {
  versions: readonly Head[]
  chosen: Head
  choose: (id: string) => void
}): ReactNode {
  const words = useMessages(diagnosisMessages)
  const { locale } = useLocale()
  return (
    <Select
      aria-label={words.versions}
      style={{ minWidth: 220 }}
      value={props.chosen.id}
      options={props.versions.map((one) => ({
        value: one.id,
        label: words.version(instantText(one.askedAt, undefined, locale), one.findings),
      }))}
      onChange={props.choose}
    />
  )
}

function Download(props: { clientId: string; diagnosisId: string }): ReactNode {
  const words = useMessages(diagnosisMessages)
  const { locale } = useLocale()
  const save = (format: 'html' | 'pdf' | 'json'): void =>
    void download(downloadDiagnosis, {
      params: { clientId: props.clientId, diagnosisId: props.diagnosisId },
      query: { format, lang: locale === 'en' ? 'en' : 'zh' },
    })
  return (
    <Space.Compact>
      {(['html', 'pdf', 'json'] as const).map((format) => (
        <Button key={format} icon={<DownloadOutlined />} title={words[format]} onClick={() => save(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </Space.Compact>
  )
}
