import type { WriteTx } from '#platform/tenant.ts'
import type { Reading } from '../public/kind.ts'
import { judgeReadBack, settleLost } from '../rules/settle.ts'
import { type Change, type Step, attemptsOf, endAttempts, moveAll, putOff } from '../store/changes.ts'
import { changesReverted } from '../store/reverts.ts'
import { type Worker, changeNote, readGroup } from './worker.ts'

/** Settles what nobody knows by reading what stands at Amazon; never by trying again. */
export async function settleUnknown(worker: Worker, group: readonly Change[]): Promise<void> {
  const { world } = worker.office
  const { clientId } = worker.at
  const kind = worker.kind(group[0]!.kind)
  const attempts = await world.tenant.read(worker.actor, (tx) =>
    attemptsOf(
      tx,
      clientId,
      group.map((one) => one.id),
    ),
  )
  const left = new Map(attempts.map((one) => [one.changeId, one.begunAt]))
  const readings = await readGroup(worker, kind, group)
  const now = world.clock.now().getTime()
  await world.tenant.write(worker.actor, async (tx) => {
    const since = (change: Change): number => now - (left.get(change.id) ?? change.stateAt).getTime()
    const steps = await decide(tx, clientId, group, readings, (change, reading) =>
      settleLost(change, reading?.present ?? null, since(change), change.attempts),
    )
    await endAttempts(
      tx,
      clientId,
      steps.map(({ change, event, reason = null }) => ({
        changeId: change.id,
        outcome: event === 'find' ? ('applied' as const) : ('absent' as const),
        detail: { settled: event, reason },
      })),
    )
    await tell(tx, clientId, steps)
  })
}

/** Reads back what Amazon took. */
export async function readBack(worker: Worker, group: readonly Change[]): Promise<void> {
  const { world } = worker.office
  const { clientId } = worker.at
  const readings = await readGroup(worker, worker.kind(group[0]!.kind), group)
  const now = world.clock.now().getTime()
  await world.tenant.write(worker.actor, async (tx) => {
    const steps = await decide(tx, clientId, group, readings, (change, reading) =>
      judgeReadBack(change, reading?.present ?? null, now - (change.appliedAt ?? change.stateAt).getTime()),
    )
    const taken = steps.filter((one) => one.event === 'confirm').map((one) => one.change as Change)
    const back = taken.flatMap((one) => (one.revertsId === null ? [] : [one.revertsId]))
    await markReverted(tx, clientId, back)
    await tell(tx, clientId, steps)
  })
}

type Move = ReturnType<typeof settleLost>

/** Moves what a reading decides and puts off the rest. */
async function decide(
  tx: WriteTx,
  clientId: string,
  group: readonly Change[],
  readings: ReadonlyMap<string, Reading>,
  judge: (change: Change, reading: Reading | undefined) => Move,
): Promise<Step[]> {
  const steps: Step[] = []
  for (const change of group) {
    const reading = readings.get(change.objectId)
    const move = judge(change, reading)
    if ('wait' in move)
      await putOff(
        tx,
        clientId,
        [change.id],
        new Date(tx.now.getTime() + Math.max(move.wait, 1000)),
        'reading',
      )
    else
      steps.push({
        change,
        event: move.event,
        reason: move.reason,
        reasonData: { present: reading?.present?.value ?? null },
        // What was found after all is read back like everything else; what was made has its id from the reading.
        dueAt: move.event === 'find' ? new Date(tx.now.getTime() + 5_000) : null,
        madeId: typeof reading?.extra === 'string' ? reading.extra : null,
      })
  }
  await moveAll(tx, clientId, steps)
  return steps
}

const words: Partial<Record<Step['event'], string>> = {
  find: 'change.applied',
  miss: 'change.absent',
  overtake: 'change.refused',
  refuse: 'change.refused',
  confirm: 'change.confirmed',
  contradict: 'change.contradicted',
}

async function tell(tx: WriteTx, clientId: string, steps: readonly Step[]): Promise<void> {
  tx.noLedger('nothing was decided')
  await tx.ledgerAll(
    clientId,
    steps.map(({ change, event, reason = null, reasonData = null }) => ({
      event: words[event] ?? `change.${event}`,
      subject: `change:${change.id}`,
      data: changeNote(change as Change, { reason, detail: reasonData }),
    })),
  )
}

/** The changes that these have taken back, and all of the same object and kind that lay between. */
async function markReverted(tx: WriteTx, clientId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const all = await changesReverted(tx, clientId, ids)
  await moveAll(
    tx,
    clientId,
    all.map((change) => ({ change, event: 'revert' as const })),
  )
  await tx.ledgerAll(
    clientId,
    all.map((one) => ({ event: 'change.reverted', subject: `change:${one.id}`, data: changeNote(one) })),
  )
}
