import type { WriteTx } from '#platform/tenant.ts'
import { freshPlaces, standingsBefore, takeFresh } from '#features/facts/public/told-objects.ts'
import { type Office, engine } from '../public/office.ts'
import { type ToldMove, judgeTold, movesOf, pairEvents } from '../rules/told.ts'
import type { Profile } from '../store/changes.ts'
import { confirmEvents, keptEvents, lockWitness, sharpenEvents } from '../store/witness-sources.ts'
import { changesLeft, takenMarks, witnessMarks } from '../store/witness.ts'
import { keepJudged, madeOf } from './witness-keep.ts'

// Amazon's messages about changed objects, judged within a minute of their coming.

/** How far around a change its other traces are looked for. */
const AROUND_MS = 3 * 86_400_000
/** What is under way may be what a message tells; so long it is waited for. */
const PATIENCE_MS = 10 * 60_000

/** Judges what a client's messages tell. Answers whether some of it has to wait for calls that are under way. */
export async function witnessTold(office: Office, agencyId: string, clientId: string): Promise<boolean> {
  const { world } = office
  const actor = engine(agencyId, clientId)
  const places = await world.tenant.read(actor, (tx) => freshPlaces(tx, clientId))
  if (places.length === 0) return false
  const open = await office.doors.open({ agencyId, clientId })
  let waits = false
  for (const at of places) {
    const consented = open.find((one) => one.api === 'ads' && one.storeId === at.storeId)?.consentedAt
    const judged = await world.tenant.write(actor, (tx) => judgePlace(office, tx, at, consented ?? null))
    waits ||= !judged
  }
  return waits
}

async function judgePlace(
  office: Office,
  tx: WriteTx,
  at: Profile & { since: Date },
  consented: Date | null,
): Promise<boolean> {
  tx.noLedger('what Amazon recorded of our own changes is in the ledger already')
  await lockWitness(tx, at)
  const ours = await changesLeft(tx, at, new Date(at.since.getTime() - AROUND_MS))
  const isUnderWay = ours.some((one) => one.heardAt === null)
  if (isUnderWay && tx.now.getTime() - at.since.getTime() < PATIENCE_MS) return false
  const versions = await takeFresh(tx, at)
  const heads = [...Map.groupBy(versions, (one) => one.objectId).values()].map((own) => own[0]!)
  const sought = heads.filter((one) => one.isFresh).map((one) => ({ ...one, before: one.changedAt }))
  const mark = (await witnessMarks(tx, at.clientId)).find(
    (one) => one.storeId === at.storeId && one.marketplace === at.marketplace,
  )
  // Before the consent nothing could be logged here; without one there is nothing to judge by.
  const beganAt = mark?.beganAt ?? consented
  const moves = movesOf(versions, await standingsBefore(tx, at, sought)).filter(
    (one) => beganAt !== null && one.at >= beganAt,
  )
  const fresh = await withoutKnown(tx, at, moves, new Map(heads.map((one) => [one.objectId, one.changedAt])))
  const reach = new Date(Math.min(tx.now.getTime(), ...fresh.map((one) => one.at.getTime())) - AROUND_MS)
  const left = await changesLeft(tx, at, reach)
  const judged = judgeTold(
    fresh,
    left.map((one) => madeOf(office, one)),
    left.map(({ id, objectId, madeId, to, leftAt }) => ({
      changeId: id,
      objectId: madeId ?? objectId,
      to: (to ?? {}) as Record<string, unknown>,
      leftAt,
    })),
    await takenMarks(tx, at.clientId, reach),
  )
  await keepJudged(tx, at, 'stream', judged)
  return true
}

/** What is left of the moves when those are taken away that another source, or an earlier message, told already. */
async function withoutKnown(
  tx: WriteTx,
  at: Profile,
  moves: readonly ToldMove[],
  chainFrom: ReadonlyMap<string, Date>,
): Promise<ToldMove[]> {
  if (moves.length === 0) return []
  const first = Math.min(...moves.map((one) => one.since.getTime()))
  const kept = await keptEvents(tx, at, new Date(first - AROUND_MS))
  const derived = new Map(moves.map((one) => [one.key, one]))
  const known = new Set(kept.flatMap((one) => [one.key, one.streamKey ?? one.key]))
  const fresh = moves.filter((one) => !known.has(one.key))
  // Told by messages that had a gap between them, which was filled since.
  const stale = kept.filter(
    (one) =>
      one.source === 'stream' && !derived.has(one.key) && one.at > (chainFrom.get(one.objectId) ?? one.at),
  )
  const others = kept.filter((one) => one.source !== 'stream' && one.streamKey === null)
  const pairs = pairEvents(fresh, [...stale, ...others])
  const sharper = [...pairs].filter(([, one]) => one.source === 'stream').map(([key, one]) => ({ key, one }))
  await sharpenEvents(
    tx,
    at.clientId,
    [...sharper, ...kept.map((one) => ({ key: one.key, one }))].flatMap(({ key, one }) => {
      const move = derived.get(key)
      return move === undefined ? [] : [{ id: one.id, key, at: move.at, since: move.since, from: move.from }]
    }),
  )
  await confirmEvents(
    tx,
    at.clientId,
    'stream',
    [...pairs].flatMap(([key, one]) => (one.source === 'stream' ? [] : [{ id: one.id, key }])),
  )
  return fresh.filter((one) => !pairs.has(one.key))
}
