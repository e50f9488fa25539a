import { Refusal } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import { type Office, connectionOf, engine } from '../public/office.ts'
import {
  type Change,
  type Profile,
  dueChanges,
  moveAll,
  nextDueAt,
  profilesAtWork,
} from '../store/changes.ts'
import { attempt } from './attempt.ts'
import { expireOld } from './expiry.ts'
import { readBack, settleUnknown } from './settle.ts'
import { CallPutOff, type Worker, restOf } from './worker.ts'

export type ProfileRef = Profile & { readonly agencyId: string }

/** A run waits for what is due within this time of the product; for what is later, another run comes. */
const WAIT_MS = 20_000
/** A run makes room for others after this time of the machine. */
const RUN_MS = 120_000
const MOST_AT_ONCE = 1000
const never = new AbortController().signal

/** Executes what is approved, settles what is unknown, reads back what was taken; every minute, and whenever something is approved. */
export function executeJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'changes.due',
      cron: '* * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const actor = engine(agencyId, clientId)
          await expireOld(world, actor, clientId)
          const now = world.clock.now()
          const due = await world.tenant.read(actor, (tx) => profilesAtWork(tx, clientId, now))
          if (due.length === 0) continue
          await world.tenant.write(actor, async (tx) => {
            tx.noLedger('sends work that has its own entries')
            for (const { storeId, marketplace } of due)
              await tx.enqueue('changes.execute', { agencyId, clientId, storeId, marketplace })
          })
        }
      },
    },
    {
      name: 'changes.execute',
      concurrency: 16,
      lookSeconds: 0.5,
      retries: 0,
      run: (payload, stop = never) => execute(office, payload as unknown as ProfileRef, stop),
    },
  ]
}

/** Works at one profile until nothing is due soon. One worker at a time: a second leaves at once. */
export async function execute(office: Office, at: ProfileRef, stop: AbortSignal = never): Promise<void> {
  const { world } = office
  const give = await world.turns.take(`changes:${at.clientId}:${at.storeId}:${at.marketplace}`)
  if (give === null) return
  const began = world.wall.now().getTime()
  try {
    const actor = engine(at.agencyId, at.clientId)
    await recover(office, actor, at)
    while (!stop.aborted && world.wall.now().getTime() - began < RUN_MS) {
      const worker = await open(office, actor, at)
      if (worker === null) return
      const worked = await workOnce(worker)
      if (worked) continue
      const next = await world.tenant.read(actor, (tx) =>
        nextDueAt(tx, at, ['approved', 'unknown', 'applied']),
      )
      const wait = next === null ? Infinity : next.getTime() - world.clock.now().getTime()
      if (wait > WAIT_MS) return
      await world.clock.sleep(Math.max(wait, 250), stop)
    }
  } finally {
    await give()
  }
}

/** One step of each sort; true when there was any. A quota that is used up puts off what wanted it. */
async function workOnce(worker: Worker): Promise<boolean> {
  const { world } = worker.office
  const due = (states: readonly Change['state'][]) =>
    world.tenant.read(worker.actor, (tx) =>
      dueChanges(tx, worker.at, states, world.clock.now(), MOST_AT_ONCE),
    )
  const steps = [
    { states: ['unknown'], act: settleUnknown },
    { states: ['approved'], act: attempt },
    { states: ['applied'], act: readBack },
  ] as const
  let worked = false
  for (const { states, act } of steps) {
    const [group] = groupsOf(worker, await due(states))
    if (group === undefined) continue
    worked = true
    try {
      await act(worker, group)
    } catch (error) {
      if (!(error instanceof CallPutOff)) throw error
      await restOf(worker, group, error)
    }
  }
  return worked
}

/** Changes that go with one call: one kind, one entity, no more than the kind's calls take. */
function groupsOf(worker: Worker, changes: readonly Change[]): Change[][] {
  const groups = Map.groupBy(changes, (one) => `${one.kind} ${one.entity}`)
  return [...groups.values()].map((group) => group.slice(0, worker.kind(group[0]!.kind).callItems))
}

async function open(office: Office, actor: SystemActor, at: ProfileRef): Promise<Worker | null> {
  const connection = await connectionOf(office, at.agencyId, at)
  if (connection === null) return null
  return {
    office,
    actor,
    at,
    ...connection,
    kind(name) {
      const kind = office.kinds.get(name)
      if (kind === undefined) throw new Refusal('unknown_kind', { kind: name })
      return kind
    },
  }
}

/** Whoever held the turn before may have died between writing an attempt down and hearing its outcome. */
async function recover(office: Office, actor: SystemActor, at: ProfileRef): Promise<void> {
  const { world } = office
  const all = await world.tenant.read(actor, (tx) =>
    dueChanges(tx, at, ['executing'], new Date(8.64e15), 100_000),
  )
  if (all.length === 0) return
  await world.tenant.write(actor, async (tx) => {
    await moveAll(
      tx,
      at.clientId,
      all.map((change) => ({ change, event: 'lose' as const, reason: 'worker_died', dueAt: tx.now })),
    )
    await tx.ledgerAll(
      at.clientId,
      all.map((one) => ({
        event: 'change.lost',
        subject: `change:${one.id}`,
        data: { batch: one.batchId, label: one.label, why: 'worker_died' },
      })),
    )
  })
}
