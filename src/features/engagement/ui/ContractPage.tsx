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
import { beginContract, contractFile, showContract, withdrawContract } from '../api/contract.ts'
import { contractText } from '../rules/contract-text.ts'
import { AgreementVersions } from './AgreementVersions.tsx'
import { ContractEditor } from './ContractEditor.tsx'
import { ContractKpis } from './ContractKpis.tsx'
import { EnforcedSection, Mismatch } from './ContractEnforced.tsx'
import { contractMessages } from './contract-messages.ts'
import { WaitingVersion } from './WaitingVersion.tsx'
import { DocumentView, DownloadButton, useLang } from './contract-parts.tsx'

export type ContractView = OutputOf<typeof showContract>
export type ContractVersion = ContractView['versions'][number]

/** The contract of a client: what is in force, what waits, what is being written, and what was before. */
export function ContractPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(contractMessages)
  const may = useMay()
  const asked = useEndpoint(showContract, { params: { clientId } })
  const begin = useAct(beginContract)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const empty = data.versions.length === 0 && data.draft === null
  const beginButton =
    may('contract.write') && data.draft === null ? (
      <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate({ params: { clientId } })}>
        {data.versions.length === 0 ? words.begin : words.amend}
      </Button>
    ) : null
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
          <Standing data={data} />
          <Mismatch data={data} />
          {data.draft === null ? null : <ContractEditor clientId={clientId} data={data} draft={data.draft} />}
          <Waiting clientId={clientId} data={data} />
          <ContractKpis clientId={clientId} />
          <EnforcedSection clientId={clientId} data={data} />
          <InForce clientId={clientId} data={data} />
          <Versions clientId={clientId} data={data} />
        </>
      )}
    </>
  )
}

function Standing({ data }: { data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  return data.inForce === null ? (
    <Remark title={words.notInForce} text={words.notInForceText} />
  ) : (
    <Remark kind="success" title={words.inForce(data.inForce)} />
  )
}

/** The version that waits for signatures, or that was signed and whose day has not come. */
function Waiting({ clientId, data }: { clientId: string; data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const may = useMay()
  const lang = useLang()
  const withdraw = useAct(withdrawContract)
  const waiting = data.versions.find((one) => one.state === 'offered' || one.state === 'agreed')
  const inForce = data.versions.find((one) => one.version === data.inForce)
  if (waiting === undefined) return null
  return (
    <WaitingVersion
      clientId={clientId}
      kind="contract"
      waiting={waiting}
      sections={contractText(waiting.terms, lang)}
      before={inForce === undefined || inForce === waiting ? null : contractText(inForce.terms, lang)}
      words={words}
      download={<ContractDownload clientId={clientId} version={waiting.version} />}
      onWithdraw={
        may('contract.write')
          ? (reason) =>
              withdraw.mutateAsync({ params: { clientId, versionNo: waiting.version }, body: { reason } })
          : undefined
      }
    />
  )
}

/** The terms that hold today. */
function InForce({ clientId, data }: { clientId: string; data: ContractView }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const version = data.versions.find((one) => one.version === data.inForce)
  if (version === undefined) return null
  return (
    <Section title={words.reading} extra={<ContractDownload clientId={clientId} version={version.version} />}>
      <DocumentView sections={contractText(version.terms, lang)} hash={version.contentHash} />
    </Section>
  )
}

function ContractDownload(props: { clientId: string; version: number; small?: boolean }): ReactNode {
  const { clientId, version } = props
  return (
    <DownloadButton
      formats={['pdf', 'docx']}
      {...(props.small === true ? { small: true } : {})}
      onChoose={(lang, format) =>
        void download(contractFile, { params: { clientId, versionNo: version }, query: { lang, format } })
      }
    />
  )
}

function Versions({ clientId, data }: { clientId: string; data: ContractView }): ReactNode {
  const lang = useLang()
  const file = useCallback(
    (version: number) => <ContractDownload clientId={clientId} version={version} small />,
    [clientId],
  )
  return (
    <AgreementVersions<ContractVersion>
      clientId={clientId}
      kind="contract"
      versions={data.versions}
      textOf={(row) => contractText(row.terms, lang)}
      download={file}
    />
  )
}
