import { Button, Tag } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useParams } from 'react-router'
import { SignPanel } from '#features/access/ui/SignPanel.tsx'
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
import { agreementMessages } from './agreement-messages.ts'
import { contractMessages } from './contract-messages.ts'
import {
  DifferenceTable,
  DocumentView,
  DownloadButton,
  WithdrawButton,
  colours,
  useLang,
} from './contract-parts.tsx'

export type ContractData = OutputOf<typeof showContract>
export type ContractVersion = ContractData['versions'][number]

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

function Standing({ data }: { data: ContractData }): ReactNode {
  const words = useMessages(contractMessages)
  return data.inForce === null ? (
    <Remark title={words.notInForce} text={words.notInForceText} />
  ) : (
    <Remark kind="success" title={words.inForce(data.inForce)} />
  )
}

/** The version that waits for signatures, or that was signed and whose day has not come. */
function Waiting({ clientId, data }: { clientId: string; data: ContractData }): ReactNode {
  const shared = useMessages(agreementMessages)
  const words = useMessages(contractMessages)
  const may = useMay()
  const lang = useLang()
  const withdraw = useAct(withdrawContract)
  const waiting = data.versions.find((one) => one.state === 'offered' || one.state === 'agreed')
  const inForce = data.versions.find((one) => one.version === data.inForce)
  if (waiting === undefined) return null
  return (
    <Section
      title={
        <>
          {shared.version(waiting.version)}{' '}
          <Tag color={colours[waiting.state]}>{shared.states[waiting.state]}</Tag>
        </>
      }
      extra={
        <span className="sw-actions">
          {waiting.state === 'offered' ? <Button href="#sign">{shared.signTitle}</Button> : null}
          <ContractDownload clientId={clientId} version={waiting.version} />
          {waiting.state === 'offered' && may('contract.write') ? (
            <WithdrawButton
              onWithdraw={(reason) =>
                withdraw.mutateAsync({
                  params: { clientId, versionNo: waiting.version },
                  body: { reason },
                })
              }
            />
          ) : null}
        </span>
      }
    >
      {waiting.note === '' ? null : <p>{waiting.note}</p>}
      {inForce === undefined || inForce === waiting ? null : (
        <>
          <h3 className="sw-part">{words.compareForce}</h3>
          <DifferenceTable
            before={contractText(inForce.terms, lang)}
            after={contractText(waiting.terms, lang)}
          />
        </>
      )}
      <h3 className="sw-part">{words.reading}</h3>
      <DocumentView sections={contractText(waiting.terms, lang)} hash={waiting.contentHash} />
      <h3 className="sw-part" id="sign">
        {shared.signTitle}
      </h3>
      <SignPanel clientId={clientId} kind="contract" subjectId={clientId} version={waiting.version} />
    </Section>
  )
}

/** The terms that hold today. */
function InForce({ clientId, data }: { clientId: string; data: ContractData }): ReactNode {
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

function Versions({ clientId, data }: { clientId: string; data: ContractData }): ReactNode {
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
