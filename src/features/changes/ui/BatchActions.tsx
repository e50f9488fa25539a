import { App, Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { withdrawBatch } from '../api/changes.ts'
import type { BatchView } from './BatchPage.tsx'
import { RevertModal } from './RevertModal.tsx'
import { changeMessages } from './change-messages.ts'

/** Taking back: what is not made yet, and what is. */
export function BatchActions({ view }: { view: BatchView }): ReactNode {
  const { batch, may } = view
  const words = useMessages(changeMessages)
  const confirm = useConfirm()
  const { message } = App.useApp()
  const [reverting, setReverting] = useState(false)
  const params = { clientId: batch.clientId, batchId: batch.batchId }
  const withdraw = useAct(withdrawBatch, { onDone: () => void message.success(words.states.withdrawn) })
  return (
    <Space wrap>
      {may.revert ? <Button onClick={() => setReverting(true)}>{words.revert}</Button> : null}
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
      {reverting ? (
        <RevertModal
          clientId={batch.clientId}
          which={{ batchId: batch.batchId }}
          title={words.revertTitle(batch.title)}
          onClose={() => setReverting(false)}
        />
      ) : null}
    </Space>
  )
}
