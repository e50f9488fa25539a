import { Drawer, Grid } from 'antd'
import type { ReactNode } from 'react'
import { Refused } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import { useMay } from '#web/viewer.tsx'
import type { ImportAnswer } from '../api/imports.ts'
import { AmendForm } from './AmendForm.tsx'
import type { Store } from './DropPanel.tsx'
import { FileActions } from './FileActions.tsx'
import { FileState } from './FileTable.tsx'
import { RowErrors } from './RowErrors.tsx'
import { findingText, typeText } from './finding-words.ts'
import { importMessages } from './messages.ts'

/** One file: what it is, what importing it does, what is open, and what can be done. */
export function FileDrawer(props: {
  clientId: string
  file: ImportAnswer | null
  stores: readonly Store[]
  close: () => void
}): ReactNode {
  const words = useMessages(importMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const { file } = props
  return (
    <Drawer
      open={file !== null}
      onClose={props.close}
      size={wide ? 760 : '100%'}
      title={file?.fileName ?? words.detail}
      closable={{ 'aria-label': words.close }}
      destroyOnHidden
      footer={file === null ? null : <FileActions clientId={props.clientId} file={file} />}
    >
      {file === null ? null : <FileBody {...props} file={file} />}
    </Drawer>
  )
}

function FileBody(props: { clientId: string; file: ImportAnswer; stores: readonly Store[] }): ReactNode {
  const words = useMessages(importMessages)
  const may = useMay()
  const { file } = props
  const amendable = may('import.write') && ['previewed', 'failed'].includes(file.state)
  return (
    <>
      <Reason file={file} />
      <Questions file={file} />
      <Findings file={file} />
      <Section title={words.what} extra={<FileState file={file} />}>
        <WhatItIs file={file} stores={props.stores} />
      </Section>
      {amendable ? (
        <Section title={words.answer}>
          <AmendForm key={file.id} clientId={props.clientId} file={file} stores={props.stores} />
        </Section>
      ) : null}
      {file.fileType === null || ['received', 'reading'].includes(file.state) ? null : <Effect file={file} />}
      {file.rows.rejected > 0 ? <RowErrors clientId={props.clientId} file={file} /> : null}
    </>
  )
}

function Reason({ file }: { file: ImportAnswer }): ReactNode {
  const refusalWords = useRefusalWords()
  if (file.reason === null) return null
  const { says, remedy } = refusalWords(new Refused(file.reason.code, file.reason.params, 409))
  return <Remark kind="error" title={says} text={remedy} />
}

/** What is still to be answered, and why nothing can be imported until then. */
function Questions({ file }: { file: ImportAnswer }): ReactNode {
  const refusalWords = useRefusalWords()
  if (file.state !== 'previewed') return null
  return file.questions.map((question) => {
    const { says, remedy } = refusalWords(
      new Refused(`${question}_needed`, { fileName: file.fileName.split('/').at(-1)! }, 409),
    )
    return <Remark key={question} kind="warning" title={says} text={remedy} />
  })
}

function Findings({ file }: { file: ImportAnswer }): ReactNode {
  const { locale } = useLocale()
  return file.findings.map((finding, index) => (
    <Remark key={`${finding.code}:${index}`} kind={finding.severity} title={findingText(finding, locale)} />
  ))
}

function WhatItIs({ file, stores }: { file: ImportAnswer; stores: readonly Store[] }): ReactNode {
  const words = useMessages(importMessages)
  const { locale } = useLocale()
  const store = stores.find((one) => one.storeId === file.storeId)
  const days = file.periodFrom === null ? '—' : words.gapLine({ from: file.periodFrom, to: file.periodTo! })
  const facts: [string, ReactNode][] = [
    [words.type, typeText(file.fileType, locale)],
    [words.store, store === undefined ? '—' : `${store.name} · ${store.region}`],
    [words.marketplaces, file.marketplaces ?? '—'],
    [words.days, days],
    [words.currency, file.currencies ?? '—'],
    [words.charset, file.charset ?? '—'],
    [words.locale, file.locale ?? '—'],
    [words.madeAt, <Instant key="made" at={file.asOf} />],
    [words.size, file.fileBytes === null ? '—' : `${Math.ceil(file.fileBytes / 1024)} KB`],
    [words.hash, file.fileHash === null ? '—' : <code key="hash">{file.fileHash.slice(0, 16)}…</code>],
  ]
  if (file.confirmedAt !== null)
    facts.push([
      words.confirmedBy,
      words.by(file.confirmedBy ?? '', file.confirmedAt.slice(0, 16).replace('T', ' ')),
    ])
  if (file.doneAt !== null)
    facts.push([
      words.doneAt,
      <span key="done">
        <Instant at={file.doneAt} /> {file.loadMs === null ? '' : words.ms(file.loadMs)}
      </span>,
    ])
  if (file.undoneAt !== null)
    facts.push([words.undoneBy, words.by(file.undoneBy ?? '', file.undoneAt.slice(0, 16).replace('T', ' '))])
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 14px', margin: 0 }}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className="sw-quiet">{name}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Effect({ file }: { file: ImportAnswer }): ReactNode {
  const words = useMessages(importMessages)
  return (
    <Section title={words.effect}>
      <p style={{ margin: 0 }}>{words.effectText(file.rows)}</p>
      {file.replaces.length === 0 ? null : (
        <>
          <p className="sw-quiet" style={{ margin: '8px 0 0' }}>
            {words.replaces}
          </p>
          <ul style={{ margin: 0 }}>
            {file.replaces.slice(0, 20).map((other) => (
              <li key={other.importId}>{words.replacesLine(other)}</li>
            ))}
          </ul>
        </>
      )}
      {file.settlements.length === 0 ? null : (
        <>
          <p className="sw-quiet" style={{ margin: '8px 0 0' }}>
            {words.settlements}
          </p>
          <ul style={{ margin: 0 }}>
            {file.settlements.slice(0, 20).map((head) => (
              <li key={head.settlementId}>{words.settlementLine({ ...head, id: head.settlementId })}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
