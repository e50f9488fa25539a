import type { Json } from '#kernel/canonical-json.ts'
import { Refusal } from '#kernel/refusal.ts'
import { sha256 } from '#platform/ledger.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { CallFailed, type ChangeKind, type Reading, type Written } from '../public/kind.ts'
import { mayApprove } from '../public/office.ts'
import { appraiser } from '../public/appraise.ts'
import { contentText } from '../rules/item.ts'
import { refusalBefore } from '../rules/settle.ts'
import { sidesFor, tiers } from '../rules/tiers.ts'
import { approvalsOf, missingSides } from '../rules/votes.ts'
import { policyOf, votesOf } from '../store/agreement.ts'
import {
  type Batch,
  type Change,
  type Step,
  beginAttempts,
  changesById,
  endAttempts,
  findBatch,
  itemsOf,
  moveAll,
  tellAgain,
} from '../store/changes.ts'
import { CallPutOff, type Worker, changeNote, putOffOr, readGroup, stopNow, writingDoor } from './worker.ts'

/** So long after Amazon took it, a value is read back. */
const READ_BACK_MS = 5_000

/**
 * Tries a group of approved changes with one call: everything is checked anew, the attempt is written down, the call leaves, and what came
 * of each is written down. Dies anywhere without harm: what was written down and not heard of is settled by reading.
 */
export async function attempt(worker: Worker, group: readonly Change[]): Promise<void> {
  const { world } = worker.office
  const kind = worker.kind(group[0]!.kind)
  const stop = await stopNow(worker, kind)
  if (stop !== null) throw new CallPutOff(stop.until, stop.waitsFor)
  const readings = await readGroup(worker, kind, group)
  const people = await worker.office.peopleOf(worker.at.clientId)
  const leaving = await world.tenant.write(worker.actor, (tx) =>
    begin(worker, tx, kind, group, readings, (personId) => mayApprove(people, personId)),
  )
  if (leaving.length === 0) return
  const outcome = await call(worker, kind, leaving, readings)
  await world.tenant.write(worker.actor, (tx) => end(worker, tx, leaving, outcome))
}

/** Checks each change once more and writes down the attempts. Answers what may leave. */
async function begin(
  worker: Worker,
  tx: WriteTx,
  kind: ChangeKind,
  group: readonly Change[],
  readings: ReadonlyMap<string, Reading>,
  mayAgree: (personId: string) => boolean,
): Promise<Change[]> {
  const { clientId } = worker.at
  const ids = group.map((one) => one.id)
  // Whoever withdraws meanwhile waits for this, or this sees that it was withdrawn.
  const now = await changesById(tx, clientId, ids, true)
  const approved = now.filter((one) => one.state === 'approved')
  const reconsidered = await lackingAgreement(worker, tx, kind, approved, mayAgree)
  const steps: Step[] = []
  const leaving: Change[] = []
  for (const change of approved) {
    const lacking = reconsidered.get(change.id)
    const reading = readings.get(change.objectId)
    const refusal =
      refusalBefore(change, reading?.present ?? null) ??
      kind.check(change, { marketplace: change.marketplace, currency: change.currency }, reading?.extra)
    if (refusal !== null)
      steps.push({
        change,
        event: 'refuse',
        reason: refusal,
        reasonData: { present: reading?.present?.value ?? null },
      })
    else if (lacking === EXPIRED) steps.push({ change, event: 'expire' })
    else if (lacking !== undefined) steps.push({ change, event: 'reconsider', reason: lacking })
    else {
      steps.push({ change, event: 'begin' })
      leaving.push({ ...change, state: 'executing', attempts: change.attempts + 1 })
    }
  }
  await moveAll(tx, clientId, steps)
  await beginAttempts(
    tx,
    clientId,
    leaving.map((one) => one.id),
  )
  const again = steps
    .filter((one) => one.event === 'reconsider')
    .map(({ change }) => (change as Change).batchId)
  await tellAgain(tx, clientId, again)
  for (const batchId of new Set(again))
    await tx.enqueue('changes.tell', { agencyId: tx.actor.agencyId, clientId, batchId })
  const told = steps.filter((one) => one.event !== 'begin')
  tx.noLedger('attempts are accounted for by their outcomes')
  await tx.ledgerAll(
    clientId,
    told.map(({ change, event, reason = null, reasonData = null }) => ({
      event: outcomes[event] ?? `change.${event}`,
      subject: `change:${change.id}`,
      data: changeNote(change as Change, { reason, detail: reasonData }),
    })),
  )
  return leaving
}

const EXPIRED = 'expired'
const outcomes: Partial<Record<Step['event'], string>> = {
  refuse: 'change.refused',
  reconsider: 'change.reconsidered',
  expire: 'change.expired',
}

/** The changes that would need somebody's word under today's limits, modules and rights, with the reason. */
async function lackingAgreement(
  worker: Worker,
  tx: WriteTx,
  kind: ChangeKind,
  changes: readonly Change[],
  mayAgree: (personId: string) => boolean,
): Promise<Map<string, string>> {
  const { clientId } = worker.at
  const { mode } = await policyOf(tx, clientId)
  const appraise = await appraiser(tx, worker.at, changes, tx.now)
  const batchIds = [...new Set(changes.map((one) => one.batchId))]
  const votes = await votesOf(tx, clientId, batchIds)
  const batches = new Map<string, Batch>()
  const differing = new Set<string>()
  for (const id of batchIds) {
    const batch = await findBatch(tx, clientId, id)
    if (batch === null) throw new Error(`batch ${id} is gone`)
    batches.set(id, batch)
    const { revision, storeId, marketplace } = batch
    const items = await itemsOf(tx, clientId, id)
    // What is executed is what was agreed to, to the letter.
    if (sha256(contentText({ revision, storeId, marketplace, items })) !== batch.contentHash)
      differing.add(id)
  }
  const lacking = new Map<string, string>()
  for (const change of changes) {
    const batch = batches.get(change.batchId)!
    const own = votes.filter((vote) => vote.batchId === change.batchId)
    const today = appraise(kind, change, change.revertsId, batch.proposedSide).tier
    const tier = tiers.indexOf(today) > tiers.indexOf(change.tier) ? today : change.tier
    const given = approvalsOf(batch, change.id, own)
    const living = own.filter((vote) => given.includes(vote) && mayAgree(vote.forPersonId ?? vote.personId))
    if (batch.expiresAt <= tx.now) lacking.set(change.id, EXPIRED)
    else if (differing.has(batch.id)) lacking.set(change.id, 'content_differs')
    else if (mode === 'advice') lacking.set(change.id, 'limits_changed')
    else if (missingSides(batch, { id: change.id, tier }, own).length > 0)
      lacking.set(change.id, 'limits_changed')
    else if (sidesFor(tier, batch.proposedSide).some((side) => !living.some((vote) => vote.side === side)))
      lacking.set(change.id, 'approver_left')
  }
  return lacking
}

type Outcome =
  | readonly Written[]
  | { readonly putOff: CallPutOff }
  | { readonly refused: string; readonly detail: Json }

/** The one place where a change leaves for Amazon. */
async function call(
  worker: Worker,
  kind: ChangeKind,
  leaving: readonly Change[],
  readings: ReadonlyMap<string, Reading>,
): Promise<Outcome> {
  try {
    const door = await writingDoor(worker, kind)
    return await kind.write(
      door,
      leaving.map((item) => ({ item, reading: readings.get(item.objectId) ?? nothing })),
    )
  } catch (error) {
    if (error instanceof CallFailed && error.kind === 'unknown')
      return leaving.map(() => ({ outcome: 'unknown' }))
    if (error instanceof CallFailed && error.kind === 'rejected')
      return { refused: error.code, detail: { code: error.code } }
    if (error instanceof Refusal && error.code === 'outside_grant')
      return { refused: 'outside_grant', detail: { ...error.params } }
    const putOff = putOffOr(worker, error)
    if (putOff instanceof CallPutOff) return { putOff }
    throw error
  }
}

const nothing: Reading = { present: null, campaignId: null, adGroupId: null, reported: null }

/** Writes down what came of each. */
async function end(worker: Worker, tx: WriteTx, left: readonly Change[], outcome: Outcome): Promise<void> {
  const { clientId } = worker.at
  const later = new Date(tx.now.getTime() + READ_BACK_MS)
  const steps = left.map((change, index): { step: Step; ended: Ended; event: string | null } => {
    if ('putOff' in outcome)
      return {
        step: { change, event: 'release', dueAt: outcome.putOff.until, waitsFor: outcome.putOff.waitsFor },
        ended: 'not_sent',
        event: null,
      }
    if ('refused' in outcome)
      return {
        step: { change, event: 'refuse', reason: outcome.refused, reasonData: outcome.detail },
        ended: 'refused',
        event: 'change.refused',
      }
    const one = outcome[index] ?? { outcome: 'unknown' as const }
    switch (one.outcome) {
      case 'applied':
        return {
          step: { change, event: 'accept', dueAt: later, madeId: one.madeId },
          ended: 'applied',
          event: 'change.applied',
        }
      case 'refused':
        return {
          step: { change, event: 'refuse', reason: one.code, reasonData: one.detail },
          ended: 'refused',
          event: 'change.refused',
        }
      case 'throttled':
        return {
          step: {
            change,
            event: 'release',
            dueAt: new Date(tx.now.getTime() + 10_000),
            waitsFor: 'throttled',
          },
          ended: 'not_sent',
          event: null,
        }
      case 'unknown':
        return {
          step: { change, event: 'lose', reason: 'no_answer', dueAt: later },
          ended: 'unknown',
          event: 'change.lost',
        }
    }
  })
  await moveAll(
    tx,
    clientId,
    steps.map((one) => one.step),
  )
  await endAttempts(
    tx,
    clientId,
    steps.map(({ step, ended }) => ({
      changeId: step.change.id,
      outcome: ended,
      detail: {
        waitsFor: step.waitsFor ?? null,
        reason: step.reason ?? null,
        detail: step.reasonData ?? null,
      },
    })),
  )
  tx.noLedger('what was put off did not happen')
  await tx.ledgerAll(
    clientId,
    steps.flatMap(({ step, event }) =>
      event === null
        ? []
        : [
            {
              event,
              subject: `change:${step.change.id}`,
              data: changeNote(step.change as Change, {
                attempt: (step.change as Change).attempts,
                reason: step.reason ?? null,
                detail: step.reasonData ?? null,
                made: step.madeId ?? null,
              }),
            },
          ],
    ),
  )
}

type Ended = 'applied' | 'refused' | 'unknown' | 'not_sent'
