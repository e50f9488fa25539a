import { App, Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { isRevisable } from '#features/ads/rules/wish-of.ts'
import { useAct } from '#web/query.ts'
import { withdrawBatch } from '../api/changes.ts'
import type { BatchView } from './BatchPage.tsx'
import { ChatLink } from './ChatLink.tsx'
import { RevertModal } from './RevertModal.tsx'
import { ReviseModal } from './ReviseModal.tsx'
import { changeMessages } from './change-messages.ts'
import { revertible } from './parts.tsx'
import { reviseMessages } from './revise-messages.ts'

/** Another version of what is not decided; taking back what is not made yet, and what is: the chosen ones, or all. */
export function BatchActions({ view, chosen }: { view: BatchView; chosen: readonly string[] }): ReactNode {
  const { batch, may } = view
  const words = useMessages(changeMessages)
  const more = useMessages(reviseMessages)
  const confirm = useConfirm()
  const { message } = App.useApp()
  const [revising, setRevising] = useState(false)
  const [reverting, setReverting] = useState<string[] | null>(null)
  const back = view.changes
    .filter((one) => revertible(one) && chosen.includes(one.changeId))
    .map((one) => one.changeId)
  const params = { clientId: batch.clientId, batchId: batch.batchId }
  const withdraw = useAct(withdrawBatch, { onDone: () => void message.success(words.states.withdrawn) })
  return (
    <Space wrap>
      {view.waiting.length === 0 ? null : <ChatLink batch={batch} />}
      {may.revise && view.changes.every((one) => isRevisable(one.kind)) ? (
        <Button type={batch.askedAt === null ? 'default' : 'primary'} onClick={() => setRevising(true)}>
          {more.revise}
        </Button>
      ) : null}
      {may.revert ? (
        <Button onClick={() => setReverting(back)}>
          {back.length === 0 ? words.revert : more.revertSome(back.length)}
        </Button>
      ) : null}
      {may.withdraw ? (
        <Button
          danger
          loading={withdraw.isPending}
          onClick={() =>
            confirm({
              title: words.withdraw,
              happens: words.withdrawHappens,
              undo: words.withdrawUndo,
              action: words.withdraw,
              danger: true,
              act: () => withdraw.mutateAsync({ params, body: {} }),
            })
          }
        >
          {words.withdraw}
        </Button>
      ) : null}
      {revising ? <ReviseModal view={view} onClose={() => setRevising(false)} /> : null}
      {reverting === null ? null : (
        <RevertModal
          clientId={batch.clientId}
          which={reverting.length === 0 ? { batchId: batch.batchId } : { changeIds: reverting }}
          title={words.revertTitle(batch.title)}
          onClose={() => setReverting(null)}
        />
      )}
    </Space>
  )
}
