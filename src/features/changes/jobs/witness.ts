import type { JobKind } from '#platform/jobs.ts'
import { settingMoves } from '#features/facts/public/setting-moves.ts'
import { type Office, connectionOf, engine } from '../public/office.ts'
import { pairEvents } from '../rules/told.ts'
import { type Seen, judge, judgeMoves } from '../rules/witness.ts'
import type { Profile } from '../store/changes.ts'
import { confirmEvents, keptEvents, lockWitness } from '../store/witness-sources.ts'
import { changesLeft, listEvents, saveMark, takenMarks, witnessMarks } from '../store/witness.ts'
import { alertBoth, keepJudged, madeOf } from './witness-keep.ts'
import { witnessTold } from './witness-told.ts'
import type { WriteTx } from '#platform/tenant.ts'

/** Read again each time: Amazon's records arrive late and out of order. */
const OVERLAP_MS = 6 * 3_600_000
/** Amazon keeps them for ninety days. */
const KEPT_MS = 89 * 86_400_000
/** How long after a change left its trace may still come. */
const TRACE_MS = 3 * 86_400_000

/** Ordered when messages about changed objects were stored. */
export const toldJob = 'changes.witness_told'
/** What waits for calls that are under way is looked at again then. */
const AGAIN_MS = 60_000

/** Amazon's records of every open profile, judged by our own: every quarter of an hour, and at once what messages tell. */
export function witnessJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'changes.witness',
      cron: '8,23,38,53 * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients())
          await witnessClient(office, agencyId, clientId)
      },
    },
    {
      name: toldJob,
      retries: 2,
      async run(payload) {
        const { agencyId, clientId } = payload as { agencyId: string; clientId: string }
        const waits = await witnessTold(office, agencyId, clientId)
        await alertBoth(office, agencyId, clientId)
        if (!waits) return
        const startAfter = new Date(world.wall.now().getTime() + AGAIN_MS)
        await world.tenant.write(engine(agencyId, clientId), async (tx) => {
          tx.noLedger('looks again at messages')
          await tx.enqueue(toldJob, { agencyId, clientId }, { key: clientId, startAfter })
        })
      },
    },
  ]
}

/** Reads the records of all profiles of a client, and writes to both sides about what nobody logged. */
export async function witnessClient(office: Office, agencyId: string, clientId: string): Promise<void> {
  await witnessTold(office, agencyId, clientId)
  const open = await office.doors.open({ agencyId, clientId })
  for (const one of open)
    if (one.api === 'ads')
      for (const { marketplace } of one.profiles) {
        const at = { clientId, storeId: one.storeId, marketplace }
        await witnessProfile(office, agencyId, at, one.consentedAt)
      }
  await alertBoth(office, agencyId, clientId)
}

async function witnessProfile(office: Office, agencyId: string, at: Profile, since: Date): Promise<void> {
  const { world } = office
  const actor = engine(agencyId, at.clientId)
  const now = world.clock.now()
  const marks = await world.tenant.read(actor, (tx) => witnessMarks(tx, at.clientId))
  const known = marks.find((one) => one.storeId === at.storeId && one.marketplace === at.marketplace)
  // Before the consent nothing could be logged here; whatever was changed then is nobody's fault.
  const beganAt = known?.beganAt ?? since
  const from = new Date(
    Math.max(
      known === undefined
        ? beganAt.getTime()
        : Math.max(known.readTo.getTime() - OVERLAP_MS, beganAt.getTime()),
      now.getTime() - KEPT_MS,
    ),
  )
  const seen = await readSeen(office, agencyId, at, from, now)
  if (seen === null) return
  await world.tenant.write(actor, async (tx) => {
    await lockWitness(tx, at)
    const reach = new Date(from.getTime() - TRACE_MS)
    const ours = await changesLeft(tx, at, reach)
    const made = ours.map((one) => madeOf(office, one))
    const fresh = await withoutKnown(tx, at, seen, reach)
    await keepJudged(tx, at, 'history', judge(fresh, made, await takenMarks(tx, at.clientId, reach)))
    const named = await listEvents(tx, at.clientId, { from: reach, limit: 100_000 })
    const values = ours.map(({ id, objectId, madeId, to, leftAt }) => ({
      changeId: id,
      objectId: madeId ?? objectId,
      to: (to ?? {}) as Record<string, unknown>,
      leftAt,
    }))
    const moves = (await settingMoves(tx, at)).filter(
      (one) => one.after >= beganAt.toISOString().slice(0, 10),
    )
    await keepJudged(tx, at, 'snapshot', judgeMoves(moves, named, values, now))
    await saveMark(tx, at, now, beganAt)
  })
}

/** What is left of the history's events when those are taken away that were read before, or that messages told. */
async function withoutKnown(
  tx: WriteTx,
  at: Profile,
  seen: readonly Seen[],
  reach: Date,
): Promise<readonly Seen[]> {
  const kept = await keptEvents(tx, at, reach)
  const known = new Set(kept.flatMap((one) => [one.key, one.historyKey ?? one.key]))
  const fresh = seen.filter((one) => !known.has(one.key))
  const told = kept.filter((one) => one.source === 'stream' && one.historyKey === null)
  const pairs = pairEvents(fresh, told)
  await confirmEvents(
    tx,
    at.clientId,
    'history',
    [...pairs].map(([key, { id }]) => ({ id, key })),
  )
  return fresh.filter((one) => !pairs.has(one.key))
}

async function readSeen(office: Office, agencyId: string, at: Profile, from: Date, to: Date) {
  const connection = await connectionOf(office, agencyId, at)
  if (connection === null) return null
  try {
    const door = await office.doors.ads(
      { agencyId, clientId: at.clientId },
      connection.connectionId,
      connection.profileId,
      {
        priority: 'scheduled',
        patienceMs: 30_000,
        ticket: `witness:${at.storeId}`,
      },
    )
    const seen = await office.witness.read(door, from, to)
    office.witnessOutages.worked(at)
    return seen
  } catch (error) {
    // The next quarter of an hour reads what this one could not: the mark has not moved.
    office.witnessOutages.failed(error, at)
    return null
  }
}
