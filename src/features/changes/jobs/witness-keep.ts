import type { WriteTx } from '#platform/tenant.ts'
import { type Office, engine } from '../public/office.ts'
import { witnessLetter } from '../rules/letters.ts'
import { ownerOf } from '../rules/modules.ts'
import type { Made, Seen, Verdict } from '../rules/witness.ts'
import { listOwners } from '../store/agreement.ts'
import type { Change, Profile } from '../store/changes.ts'
import { openObjects } from '../store/lists.ts'
import { takeAlerts } from '../store/witness-sources.ts'
import { type Source, insertEvents } from '../store/witness.ts'

// What every source's judgement ends in: events, entries in the ledger, letters.

const modulesByField: Readonly<Record<string, string>> = {
  bid: 'bids',
  strategy: 'bids',
  top: 'bids',
  productPage: 'bids',
  dailyBudget: 'budgets',
}
const moduleOf = (field: string): string => modulesByField[field] ?? 'campaigns'

/** Keeps what is new of the events, and says in the ledger what nobody logged. */
export async function keepJudged(
  tx: WriteTx,
  at: Profile,
  source: Source,
  judged: readonly { event: Seen; verdict: Verdict; changeId: string | null }[],
): Promise<void> {
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
  tx.noLedger('what Amazon recorded of our own changes is in the ledger already')
  await tx.ledgerAll(
    at.clientId,
    events
      .filter((one) => added.has(one.key) && one.verdict === 'unlogged')
      .map((one) => ({
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
}

/** One of our changes as the rules judge by it. */
export const madeOf = (
  office: Pick<Office, 'witness'>,
  one: Change & { leftAt: Date; heardAt: Date | null },
): Made => ({ changeId: one.id, marks: office.witness.marks(one), leftAt: one.leftAt, heardAt: one.heardAt })

/** Somebody who edits for an hour is written about in one letter a quarter of an hour, not in sixty. */
const QUIET_MS = 14 * 60_000
const told = new Set(['agency_owner', 'account_manager', 'ads', 'client_owner', 'auditor'])

/** Writes to both sides about what nobody logged and nobody was written to about. */
export async function alertBoth(office: Office, agencyId: string, clientId: string): Promise<void> {
  const { world } = office
  const quiet = new Date(world.clock.now().getTime() - QUIET_MS)
  const actor = engine(agencyId, clientId)
  const { found, name } = await world.tenant.write(actor, async (tx) => {
    tx.noLedger('letters about what has its own entry')
    return { found: await takeAlerts(tx, clientId, quiet), name: await office.clientName(tx, clientId) }
  })
  const [first] = found
  if (first === undefined) return
  for (const person of await office.peopleOf(clientId)) {
    if (!told.has(person.role)) continue
    const letter = witnessLetter(person.locale, {
      client: name,
      unlogged: found.length,
      notSeen: 0,
      first: `${first.field} ${first.objectId} → ${first.to ?? ''}`,
      link: `${world.publicUrl}/clients/${clientId}/witness`,
    })
    await world.mail.send({ to: person.address, ...letter })
  }
}
