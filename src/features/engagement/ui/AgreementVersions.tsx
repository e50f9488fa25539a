import { Button, Modal } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { SignPanel } from '#features/access/ui/SignPanel.tsx'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import type { DocSection } from '../rules/document.ts'
import { agreementMessages } from './agreement-messages.ts'
import { DifferenceTable, DocumentView, type VersionLine, VersionTable } from './contract-parts.tsx'

/** The versions of a plan or contract: each can be read and signed, compared with the one before, and taken away as a file. */
export function AgreementVersions<Row extends VersionLine & { readonly contentHash: string }>(props: {
  clientId: string
  kind: 'plan' | 'contract'
  versions: readonly Row[]
  /** The text of a version in the reader's language. */
  textOf: (row: Row) => readonly DocSection[]
  download: (version: number) => ReactNode
  stateWords?: Partial<Record<VersionLine['state'], string>>
}): ReactNode {
  const { clientId, kind, versions, textOf, download } = props
  const words = useMessages(agreementMessages)
  const [reading, setReading] = useState<Row | null>(null)
  const [comparing, setComparing] = useState<Row | null>(null)
  const before = versions.find((one) => one.version === (comparing?.version ?? 0) - 1)
  const actions = useCallback(
    (row: Row) => (
      <>
        <Button size="small" onClick={() => setReading(row)}>
          {words.read}
        </Button>
        {row.version === 1 ? null : (
          <Button size="small" onClick={() => setComparing(row)}>
            {words.compare}
          </Button>
        )}
        {download(row.version)}
      </>
    ),
    [words, download],
  )
  return (
    <Section title={words.versions}>
      <VersionTable
        name={`${kind}-versions`}
        rows={versions}
        actions={actions}
        {...(props.stateWords === undefined ? {} : { stateWords: props.stateWords })}
      />
      <Modal
        open={reading !== null}
        width={860}
        footer={null}
        title={reading === null ? '' : words.version(reading.version)}
        onCancel={() => setReading(null)}
      >
        {reading === null ? null : (
          <>
            <DocumentView sections={textOf(reading)} hash={reading.contentHash} />
            <h3 className="sw-part">{words.signTitle}</h3>
            <SignPanel clientId={clientId} kind={kind} subjectId={clientId} version={reading.version} />
          </>
        )}
      </Modal>
      <Modal
        open={comparing !== null}
        width={860}
        footer={null}
        title={comparing === null ? '' : words.compareTitle(comparing.version - 1, comparing.version)}
        onCancel={() => setComparing(null)}
      >
        {comparing === null || before === undefined ? null : (
          <DifferenceTable before={textOf(before)} after={textOf(comparing)} />
        )}
      </Modal>
    </Section>
  )
}
