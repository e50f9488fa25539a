import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { type ImportAnswer, confirmImports, discardImports } from '../api/imports.ts'
import { typeText } from './finding-words.ts'
import { importMessages } from './messages.ts'

/** Whether a file can be imported without a further look: nothing to answer, nothing to decide. */
export function isPlain(file: ImportAnswer): boolean {
  return (
    file.state === 'previewed' &&
    file.questions.length === 0 &&
    !file.findings.some((finding) => finding.severity === 'error')
  )
}

/** What was read and waits for a person's word. */
export function WaitingPanel(props: {
  clientId: string
  files: readonly ImportAnswer[]
  open: (importId: string) => void
}): ReactNode {
  const words = useMessages(importMessages)
  const { locale } = useLocale()
  const may = useMay()
  const ask = useConfirm()
  const confirm = useAct(confirmImports)
  const discard = useAct(discardImports)
  const waiting = props.files.filter((file) => file.state === 'previewed')
  if (waiting.length === 0 || !may('import.write')) return null
  const plain = waiting.filter(isPlain)
  const open = waiting.filter((file) => !isPlain(file))
  const params = { clientId: props.clientId }
  return (
    <Section
      title={words.waiting(waiting.length)}
      extra={
        <div className="sw-actions">
          <Button
            danger
            onClick={() =>
              ask({
                title: words.discardTitle,
                happens: words.discardHappens,
                undo: words.discardUndo,
                action: words.discardAll,
                danger: true,
                act: () =>
                  discard.mutateAsync({ params, body: { importIds: waiting.map((file) => file.id) } }),
              })
            }
          >
            {words.discardAll}
          </Button>
          <Button
            type="primary"
            disabled={plain.length === 0}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ params, body: { importIds: plain.map((file) => file.id) } })}
          >
            {open.length === 0 ? words.confirmAll : words.confirmReady(plain.length)}
          </Button>
        </div>
      }
    >
      <p className="sw-quiet">{words.waitingAbout}</p>
      {open.length === 0 ? null : (
        <>
          <p className="sw-bad">{words.open(open.length)}</p>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {open.map((file) => (
              <li key={file.id}>
                <Button type="link" size="small" onClick={() => props.open(file.id)}>
                  {file.fileName}
                </Button>
                <span className="sw-quiet">{typeText(file.fileType, locale)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
