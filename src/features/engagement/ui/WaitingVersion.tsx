import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { SignPanel } from '#features/access/ui/SignPanel.tsx'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import type { DocSection } from '../rules/document.ts'
import { agreementMessages } from './agreement-messages.ts'
import {
  DifferenceTable,
  DocumentView,
  type VersionLine,
  WithdrawButton,
  colours,
} from './contract-parts.tsx'

/** A version of a plan or contract that waits for signatures or for its day: read, compared with what holds, signed, taken back. */
export function WaitingVersion(props: {
  clientId: string
  kind: 'plan' | 'contract'
  waiting: Pick<VersionLine, 'version' | 'state' | 'note'> & { readonly contentHash: string }
  sections: readonly DocSection[]
  /** What holds today; null when nothing does. */
  before: readonly DocSection[] | null
  words: { readonly compareForce: string; readonly reading: string }
  download: ReactNode
  /** Left out for who may not take it back. */
  onWithdraw: ((reason: string) => Promise<unknown>) | undefined
}): ReactNode {
  const { clientId, kind, waiting, sections, before, words } = props
  const shared = useMessages(agreementMessages)
  const isOffered = waiting.state === 'offered'
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
          {isOffered ? <Button href="#sign">{shared.signTitle}</Button> : null}
          {props.download}
          {isOffered && props.onWithdraw !== undefined ? (
            <WithdrawButton onWithdraw={props.onWithdraw} />
          ) : null}
        </span>
      }
    >
      {waiting.note === '' ? null : <p>{waiting.note}</p>}
      {before === null ? null : (
        <>
          <h3 className="sw-part">{words.compareForce}</h3>
          <DifferenceTable before={before} after={sections} />
        </>
      )}
      <h3 className="sw-part">{words.reading}</h3>
      <DocumentView sections={sections} hash={waiting.contentHash} />
      <h3 className="sw-part" id="sign">
        {shared.signTitle}
      </h3>
      <SignPanel clientId={clientId} kind={kind} subjectId={clientId} version={waiting.version} />
    </Section>
  )
}
