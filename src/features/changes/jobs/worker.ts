import type { Json } from '#kernel/canonical-json.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'
import { CallFailed, type ChangeDoor, type ChangeKind, type Reading } from '../public/kind.ts'
import type { Office } from '../public/office.ts'
import { stopOf } from '../rules/stops.ts'
import { type Change, type Profile, putOff } from '../store/changes.ts'
import { liveStops } from '../store/stops.ts'

/** Somebody at work on one profile. */
export type Worker = {
  readonly office: Office
  readonly actor: SystemActor
  readonly at: Profile & { readonly agencyId: string }
  readonly connectionId: string
  readonly appId: string
  readonly profileId: string
  readonly currency: string
  kind(name: string): ChangeKind
}

const RETRY_MS = 60_000
/** A stop is looked at again so often when nobody has said until when it holds. */
const STOPPED_MS = 60_000
const PATIENCE_MS = 30_000

/** A call that certainly did nothing: what wanted it waits. */
export class CallPutOff extends Error {
  readonly until: Date
  readonly waitsFor: string

  constructor(until: Date, waitsFor: string, options?: ErrorOptions) {
    super(`put off for ${waitsFor}`, options)
    this.name = 'CallPutOff'
    this.until = until
    this.waitsFor = waitsFor
  }
}

export async function restOf(
  worker: Worker,
  group: readonly Pick<Change, 'id'>[],
  { until, waitsFor }: CallPutOff,
): Promise<void> {
  const { world } = worker.office
  await world.tenant.write(worker.actor, async (tx) => {
    tx.noLedger('waits; nothing happened')
    await putOff(
      tx,
      worker.at.clientId,
      group.map((one) => one.id),
      until,
      waitsFor,
    )
  })
}

/** A door for reading. */
export function readingDoor(worker: Worker): Promise<ChangeDoor> {
  const { at, connectionId, profileId } = worker
  const ask = { priority: 'scheduled', patienceMs: PATIENCE_MS, ticket: `changes:${at.storeId}` } as const
  return worker.office.doors.ads(at, connectionId, profileId, ask)
}

/** A door for writing one kind: whatever its call had to wait for, the kill switches are read when it is about to leave. */
export async function writingDoor(worker: Worker, kind: ChangeKind): Promise<ChangeDoor> {
  const door = await readingDoor(worker)
  const guard = async (): Promise<void> => {
    const stop = await stopNow(worker, kind)
    if (stop !== null) throw new CallPutOff(stop.until, stop.waitsFor)
  }
  const { gate } = door
  if (gate === null) return door
  return {
    ...door,
    gate: {
      learn: (call, seen) => gate.learn(call, seen),
      async enter(call) {
        await gate.enter(call)
        await guard()
      },
    },
  }
}

/** The stop that holds a kind back now, and how long what waits for it sleeps; null when none does. */
export async function stopNow(
  worker: Worker,
  kind: ChangeKind,
): Promise<{ until: Date; waitsFor: string } | null> {
  const { world } = worker.office
  const { agencyId, clientId, storeId } = worker.at
  const now = world.clock.now()
  const stops = await world.tenant.read(worker.actor, (tx) => liveStops(tx, agencyId, clientId))
  const reach = { clientId, storeId, kind: kind.name, highRisk: kind.highRisk, appId: worker.appId }
  const stop = stopOf(stops, reach, now)
  return stop === null ? null : { until: new Date(now.getTime() + STOPPED_MS), waitsFor: `stop:${stop.id}` }
}

/** Reads the present values of a group. Throws CallPutOff when Amazon cannot be asked now. */
export async function readGroup(
  worker: Worker,
  kind: ChangeKind,
  group: readonly Change[],
): Promise<Map<string, Reading>> {
  const door = await readingDoor(worker)
  try {
    return await kind.read(door, group)
  } catch (error) {
    throw putOffOr(worker, error)
  }
}

/** What a failed call means for work that can wait; anything else is thrown on. */
export function putOffOr(worker: Worker, error: unknown): unknown {
  if (error instanceof CallPutOff) return error
  const now = worker.office.world.clock.now().getTime()
  if (error instanceof CallFailed)
    return new CallPutOff(error.retryAt ?? new Date(now + RETRY_MS), `${error.kind}:${error.code}`, {
      cause: error,
    })
  if (error instanceof Refusal)
    return new CallPutOff(new Date(now + 5 * RETRY_MS), error.code, { cause: error })
  return error
}

/** What the ledger keeps of a change that moved. */
export const changeNote = (change: Change, more: { [key: string]: Json } = {}): Json => ({
  batch: change.batchId,
  kind: change.kind,
  label: change.label,
  object: change.objectId,
  marketplace: change.marketplace,
  from: change.from,
  to: change.to,
  ...more,
})
