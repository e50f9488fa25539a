import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { download } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { useMay } from '#web/viewer.tsx'
import {
  type ImportAnswer,
  confirmImports,
  discardImports,
  downloadImportFile,
  retryImport,
  undoImports,
} from '../api/imports.ts'
import { mayStart } from '../rules/imports.ts'
import { importMessages } from './messages.ts'

/** What can be done with a file in its state, by this person. */
export function FileActions({ clientId, file }: { clientId: string; file: ImportAnswer }): ReactNode {
  const words = useMessages(importMessages)
  const may = useMay()
  const ask = useConfirm()
  const { notification } = App.useApp()
  const refusalWords = useRefusalWords()
  const confirm = useAct(confirmImports)
  const discard = useAct(discardImports)
  const undo = useAct(undoImports)
  const retry = useAct(retryImport)
  const starts = (act: keyof typeof mayStart): boolean =>
    (mayStart[act] as readonly string[]).includes(file.state)
  const body = { importIds: [file.id] }
  const params = { clientId }
  const decide = file.findings.some((finding) => finding.severity === 'error')
  const save = async (): Promise<void> => {
    try {
      await download(downloadImportFile, { params: { clientId, importId: file.id } })
    } catch (error) {
      const { says, remedy } = refusalWords(error)
      notification.error({ title: says, description: remedy, role: 'alert' })
    }
  }
  return (
    <div className="sw-actions">
      {may('import.write') && starts('confirm') ? (
        <Button
          type="primary"
          danger={decide}
          disabled={file.questions.length > 0}
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ params, body: { ...body, acceptFindings: decide } })}
        >
          {decide ? words.confirmAnyway : words.confirm}
        </Button>
      ) : null}
      {may('import.write') && starts('retry') ? (
        <Button
          type="primary"
          loading={retry.isPending}
          onClick={() => retry.mutate({ params: { clientId, importId: file.id } })}
        >
          {words.retry}
        </Button>
      ) : null}
      {may('import.undo') && starts('undo') ? (
        <Button
          danger
          loading={undo.isPending}
          onClick={() =>
            ask({
              title: words.undoTitle(file.fileName),
              happens: words.undoHappens,
              undo: words.undoUndo,
              action: words.undo,
              danger: true,
              act: () => undo.mutateAsync({ params, body }),
            })
          }
        >
          {words.undo}
        </Button>
      ) : null}
      {may('import.write') && starts('discard') ? (
        <Button loading={discard.isPending} onClick={() => discard.mutate({ params, body })}>
          {words.discard}
        </Button>
      ) : null}
      {file.fileHash === null || file.state === 'discarded' ? null : (
        <Button onClick={() => void save()} title={words.rawNote}>
          {words.raw}
        </Button>
      )}
    </div>
  )
}
