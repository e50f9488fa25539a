import { App, Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { voteOnBatch } from '../api/changes.ts'
import type { BatchView } from './BatchPage.tsx'
import { changeMessages } from './change-messages.ts'

/** Where one decides, about the chosen open items or all: always in sight, large enough for a thumb. */
export function DecideBar(props: {
  view: BatchView
  chosen: readonly string[]
  onDone: () => void
}): ReactNode {
  const { view } = props
  const { batch, may, waiting } = view
  const words = useMessages(changeMessages)
  const { message } = App.useApp()
  const [comment, setComment] = useState('')
  const proposed = view.changes.filter((one) => one.state === 'proposed').map((one) => one.changeId)
  const chosen = proposed.filter((one) => props.chosen.includes(one))
  const act = useAct(voteOnBatch, {
    onDone: () => {
      setComment('')
      props.onDone()
    },
  })
  if (proposed.length === 0) return null
  const say = (decision: 'approve' | 'reject' | 'ask' | 'comment'): void => {
    if (decision !== 'approve' && comment.trim() === '') {
      void message.warning(words.commentNeeded)
      return
    }
    act.mutate(
      {
        params: { clientId: batch.clientId, batchId: batch.batchId },
        body: {
          decision,
          revision: batch.revision,
          contentHash: batch.contentHash,
          comment,
          ...(chosen.length === 0 || decision === 'ask' || decision === 'comment'
            ? {}
            : { changeIds: chosen }),
        },
      },
      { onSuccess: (answer) => void message.success(saidText(decision, answer, words)) },
    )
  }
  const whyNot = may.whyNot === null ? null : words.whyNot[may.whyNot]
  return (
    <div className="sw-card sw-decide" role="group" aria-label={words.tier}>
      {may.approve === 'deputy' ? <span className="sw-quiet">{words.deputy}</span> : null}
      {may.approve === null && waiting.length > 0 ? (
        <span className="sw-quiet">
          {[whyNot, words.stillWaiting(waiting.map((side) => words.sides[side]).join(' · '))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ) : null}
      <Input
        aria-label={words.commentHint}
        placeholder={words.commentHint}
        value={comment}
        maxLength={2000}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="sw-actions">
        {may.approve === null ? null : (
          <>
            <Button type="primary" size="large" loading={act.isPending} onClick={() => say('approve')}>
              {chosen.length === 0 ? words.approveAll(proposed.length) : words.approveSome(chosen.length)}
            </Button>
            <Button size="large" danger disabled={act.isPending} onClick={() => say('reject')}>
              {words.reject}
            </Button>
            <Button size="large" disabled={act.isPending} onClick={() => say('ask')}>
              {words.ask}
            </Button>
          </>
        )}
        <Button size="large" type="text" disabled={act.isPending} onClick={() => say('comment')}>
          {words.comment}
        </Button>
      </div>
    </div>
  )
}

function saidText(
  decision: 'approve' | 'reject' | 'ask' | 'comment',
  answer: OutputOf<typeof voteOnBatch>,
  words: (typeof changeMessages)['zh'],
): string {
  if (decision === 'reject') return words.rejected
  if (decision === 'ask') return words.askedDone
  if (decision === 'comment') return words.commented
  return answer.approved > 0 || answer.waiting.length === 0
    ? words.approved
    : words.approvedPart(answer.waiting.map((side) => words.sides[side]).join(' · '))
}
