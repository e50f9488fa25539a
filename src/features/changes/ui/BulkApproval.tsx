import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { type Worded, useRefusalWords } from '#web/refusals.tsx'
import { listInbox, showBatch, voteOnBatch } from '../api/changes.ts'
import type { BatchLine } from './parts.tsx'
import { reviseMessages } from './revise-messages.ts'

type Failed = Worded & { readonly batch: BatchLine }
type Outcome = { readonly passed: number; readonly waiting: number; readonly failed: readonly Failed[] }
type Run = { readonly done: number; readonly all: number }

export type BulkApproval = {
  readonly run: Run | null
  readonly outcome: Outcome | null
  start(batches: readonly BatchLine[]): Promise<void>
}

/**
 * Approves batches one after the other, each as it was when it was ticked: one that moved since is refused by the server, and is told like
 * any other that did not go through.
 */
export function useBulkApproval(): BulkApproval {
  const wordsOf = useRefusalWords()
  const vote = useAct(voteOnBatch, { stale: [listInbox, showBatch], ownCodes: 'all' })
  const [run, setRun] = useState<Run | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return {
    run,
    outcome,
    async start(batches) {
      setOutcome(null)
      const failed: Failed[] = []
      let others = 0
      for (const [index, batch] of batches.entries()) {
        setRun({ done: index, all: batches.length })
        const { clientId, batchId, revision, contentHash } = batch
        try {
          const { waiting } = await vote.mutateAsync({
            params: { clientId, batchId },
            body: { decision: 'approve', revision, contentHash },
          })
          if (waiting.length > 0) others += 1
        } catch (error) {
          failed.push({ batch, ...wordsOf(error) })
        }
      }
      setRun(null)
      setOutcome({ passed: batches.length - failed.length, waiting: others, failed })
    },
  }
}

/** What became of it. */
export function BulkOutcome({ outcome }: { outcome: Outcome | null }): ReactNode {
  const words = useMessages(reviseMessages)
  if (outcome === null) return null
  const { passed, waiting, failed } = outcome
  const went = waiting === 0 ? words.passed(passed) : words.passedPart(passed, waiting)
  if (failed.length === 0) return <Remark kind="success" title={went} />
  return (
    <Remark
      kind="warning"
      title={words.both(went, words.failed(failed.length))}
      text={
        <ul className="sw-votes">
          {failed.map(({ batch, says, remedy }) => (
            <li key={batch.batchId}>{words.failedOne(batch.title, says, remedy)}</li>
          ))}
        </ul>
      }
    />
  )
}

/** Always in sight while something is ticked, or being approved. */
export function BulkBar(props: {
  picked: readonly BatchLine[]
  bulk: BulkApproval
  onApprove: () => void
  onUnpick: () => void
}): ReactNode {
  const { picked, bulk } = props
  const words = useMessages(reviseMessages)
  if (picked.length === 0 && bulk.run === null) return null
  return (
    <div className="sw-card sw-decide" role="group" aria-label={words.approvePicked(picked.length)}>
      {bulk.run === null ? null : <span role="status">{words.under(bulk.run.done, bulk.run.all)}</span>}
      <div className="sw-actions">
        <Button
          type="primary"
          size="large"
          loading={bulk.run !== null}
          disabled={picked.length === 0}
          onClick={props.onApprove}
        >
          {words.approvePicked(bulk.run?.all ?? picked.length)}
        </Button>
        <Button size="large" type="text" disabled={bulk.run !== null} onClick={props.onUnpick}>
          {words.unpick}
        </Button>
      </div>
    </div>
  )
}
