import { Button } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { beginPlan, planFile, showPlan, withdrawPlan } from '../api/plan.ts'
import { planText } from '../rules/plan-text.ts'
import { AgreementVersions } from './AgreementVersions.tsx'
import { PlanEditor } from './PlanEditor.tsx'
import { WaitingVersion } from './WaitingVersion.tsx'
import { DocumentView, DownloadButton, useLang } from './contract-parts.tsx'
import { planMessages } from './plan-messages.ts'

export type PlanView = OutputOf<typeof showPlan>
type PlanVersion = PlanView['versions'][number]

/** The plan of a client: what is carried out, what waits, what is being written. */
export function PlanPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(planMessages)
  const may = useMay()
  const lang = useLang()
  const asked = useEndpoint(showPlan, { params: { clientId } })
  const begin = useAct(beginPlan)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const beginButton =
    may('plan.write') && data.draft === null ? (
      <Button
        type="primary"
        loading={begin.isPending}
        onClick={() => begin.mutate({ params: { clientId }, body: { lang } })}
      >
        {data.versions.length === 0 ? words.begin : words.next}
      </Button>
    ) : null
  const empty = data.versions.length === 0 && data.draft === null
  const inForce = data.versions.find((one) => one.state === 'in_force')
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={empty ? null : beginButton} />
      {empty ? (
        <Teach
          title={words.emptyTitle}
          text={data.side === 'agency' ? words.emptyText : words.emptyClient}
          action={beginButton}
        />
      ) : (
        <>
          {inForce === undefined ? (
            <Remark title={words.none} />
          ) : (
            <Remark kind="success" title={words.inForce(inForce.version)} />
          )}
          {data.draft === null ? null : <PlanEditor clientId={clientId} data={data} draft={data.draft} />}
          <Waiting clientId={clientId} data={data} inForce={inForce} />
          {inForce === undefined ? null : (
            <Section
              title={words.reading}
              extra={<PlanDownload clientId={clientId} version={inForce.version} />}
            >
              <DocumentView sections={planText(inForce.plan, lang)} hash={inForce.contentHash} />
            </Section>
          )}
          <Versions clientId={clientId} data={data} />
        </>
      )}
    </>
  )
}

function Waiting(props: { clientId: string; data: PlanView; inForce: PlanVersion | undefined }): ReactNode {
  const { clientId, data, inForce } = props
  const words = useMessages(planMessages)
  const may = useMay()
  const lang = useLang()
  const withdraw = useAct(withdrawPlan)
  const waiting = data.versions.find((one) => one.state === 'offered')
  if (waiting === undefined) return null
  return (
    <WaitingVersion
      clientId={clientId}
      kind="plan"
      waiting={waiting}
      sections={planText(waiting.plan, lang)}
      before={inForce === undefined ? null : planText(inForce.plan, lang)}
      words={words}
      download={<PlanDownload clientId={clientId} version={waiting.version} />}
      onWithdraw={
        may('plan.write')
          ? (reason) =>
              withdraw.mutateAsync({ params: { clientId, versionNo: waiting.version }, body: { reason } })
          : undefined
      }
    />
  )
}

function PlanDownload(props: { clientId: string; version: number; small?: boolean }): ReactNode {
  const { clientId, version } = props
  return (
    <DownloadButton
      formats={['pdf', 'docx']}
      {...(props.small === true ? { small: true } : {})}
      onChoose={(lang, format) =>
        void download(planFile, { params: { clientId, versionNo: version }, query: { lang, format } })
      }
    />
  )
}

function Versions({ clientId, data }: { clientId: string; data: PlanView }): ReactNode {
  const words = useMessages(planMessages)
  const lang = useLang()
  const file = useCallback(
    (version: number) => <PlanDownload clientId={clientId} version={version} small />,
    [clientId],
  )
  return (
    <AgreementVersions<PlanVersion>
      clientId={clientId}
      kind="plan"
      versions={data.versions}
      textOf={(row) => planText(row.plan, lang)}
      download={file}
      stateWords={words.states}
    />
  )
}
