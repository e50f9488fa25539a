import type { JobKind } from '#platform/jobs.ts'
import { settingMoves } from '#features/facts/public/setting-moves.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { type Office, connectionOf, engine } from '../public/office.ts'
import { witnessLetter } from '../rules/letters.ts'
import { ownerOf } from '../rules/modules.ts'
import { type Made, type Seen, judge, judgeMoves } from '../rules/witness.ts'
import { listOwners } from '../store/agreement.ts'
import type { Change, Profile } from '../store/changes.ts'
import { openObjects } from '../store/lists.ts'
import {
  changesLeft,
  insertEvents,
  listEvents,
  saveMark,
  takenMarks,
  witnessMarks,
} from '../store/witness.ts'

/** Read again each time: Amazon's records arrive late and out of order. */
const OVERLAP_MS = 6 * 3_600_000
/** Amazon keeps them for ninety days. */
const KEPT_MS = 89 * 86_400_000
/** How long after a change left its trace may still come. */
const TRACE_MS = 3 * 86_400_000

/** Every quarter of an hour: Amazon's records of every open profile, judged by our own. */
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
  ]
}

/** Reads the records of all profiles of a client, and writes to both sides about what nobody logged. */
export async function witnessClient(office: Office, agencyId: string, clientId: string): Promise<void> {
  const open = await office.doors.open({ agencyId, clientId })
  const found: Unlogged[] = []
  for (const one of open)
    if (one.api === 'ads')
      for (const { marketplace } of one.profiles) {
        const at = { clientId, storeId: one.storeId, marketplace }
        found.push(...(await witnessProfile(office, agencyId, at, one.consentedAt)))
      }
  if (found.length > 0) await alertBoth(office, agencyId, clientId, found)
}

type Unlogged = { field: string; label: string; to: string | null }

async function witnessProfile(
  office: Office,
  agencyId: string,
  at: Profile,
  since: Date,
): Promise<Unlogged[]> {
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
  if (seen === null) return []
  return world.tenant.write(actor, async (tx) => {
    const reach = new Date(from.getTime() - TRACE_MS)
    const ours = await changesLeft(tx, at, reach)
    const made = ours.map((one) => madeOf(office, one))
    const judged = judge(seen, made, await takenMarks(tx, at.clientId, reach))
    const told = await keep(tx, at, 'history', judged)
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
    told.push(...(await keep(tx, at, 'snapshot', judgeMoves(moves, named, values, now))))
    await saveMark(tx, at, now, beganAt)
    return told
  })
}

/** Keeps what is new of the events, says in the ledger what nobody logged, and answers that. */
async function keep(
  tx: WriteTx,
  at: Profile,
  source: 'history' | 'snapshot',
  judged: ReturnType<typeof judge>,
): Promise<Unlogged[]> {
  const clashes = await openObjects(
    tx,
    at,
    judged.map(({ event }) => event.objectId),
  )
  const owners = await listOwners(tx, at.clientId)
  const owned = (event: Seen): boolean =>
    ownerOf(
      owners,
      { storeId: at.storeId, module: moduleOf(event.field), objectId: event.campaignId },
      event.at,
    ) === 'agency'
  const events = judged.map(({ event, verdict, changeId }) => ({
    ...event,
    verdict,
    changeId,
    conflict: verdict === 'unlogged' && (clashes.has(event.objectId) || owned(event)),
  }))
  const added = new Set((await insertEvents(tx, at, source, events)).map((one) => one.key))
  const fresh = events.filter((one) => added.has(one.key) && one.verdict === 'unlogged')
  tx.noLedger('what Amazon recorded of our own changes is in the ledger already')
  await tx.ledgerAll(
    at.clientId,
    fresh.map((one) => ({
      event: 'witness.unlogged',
      subject: `witness:${one.key}`,
      data: {
        marketplace: at.marketplace,
        source,
        entity: one.entity,
        object: one.objectId,
        campaign: one.campaignId,
        field: one.field,
        from: one.from,
        to: one.to,
        at: one.at.toISOString(),
        conflict: one.conflict,
      },
    })),
  )
  return fresh.map(({ field, objectId, to }) => ({ field, label: objectId, to }))
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
    return await office.witness.read(door, from, to)
  } catch (error) {
    // The next hour reads what this one could not: the mark has not moved.
    office.world.log.error('witness.not_read', { ...at, error })
    return null
  }
}

export const madeOf = (
  office: Pick<Office, 'witness'>,
  one: Change & { leftAt: Date; heardAt: Date | null },
): Made => ({ changeId: one.id, marks: office.witness.marks(one), leftAt: one.leftAt, heardAt: one.heardAt })

const modulesByField: Readonly<Record<string, string>> = {
  bid: 'bids',
  strategy: 'bids',
  top: 'bids',
  productPage: 'bids',
  dailyBudget: 'budgets',
}
const moduleOf = (field: string): string => modulesByField[field] ?? 'campaigns'

async function alertBoth(
  office: Office,
  agencyId: string,
  clientId: string,
  found: readonly Unlogged[],
): Promise<void> {
  const { world } = office
  const actor: SystemActor = engine(agencyId, clientId)
  const name = await world.tenant.read(actor, (tx) => office.clientName(tx, clientId))
  const first = found[0]!
  for (const person of await office.peopleOf(clientId)) {
    if (!['agency_owner', 'account_manager', 'ads', 'client_owner', 'auditor'].includes(person.role)) continue
    const letter = witnessLetter(person.locale, {
      client: name,
      unlogged: found.length,
      notSeen: 0,
      first: `${first.field} ${first.label} → ${first.to ?? ''}`,
      link: `${world.publicUrl}/clients/${clientId}/witness`,
    })
    await world.mail.send({ to: person.address, ...letter })
  }
}
