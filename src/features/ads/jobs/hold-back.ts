import { type Day, addDays, dayInZone, dayNumber } from '#kernel/day.ts'
import { type Barriers, type NearChange, barriersAt, changesAround } from '#features/changes/public/around.ts'
import type { Office } from '#features/changes/public/office.ts'
import { objectKey } from '#features/changes/rules/item.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Decision } from '../rules/automation/decide.ts'
import { type Writer, precedenceOf } from '../rules/automation/precedence.ts'
import type { Ground } from '../rules/automation/said.ts'
import type { LastHit } from '../store/automation.ts'
import type { RulePlace } from '../store/rule-facts.ts'

/**
 * How a change pushed: by its amounts, its state, or by closing and opening terms. `standing` is what an object without an amount of its own
 * goes by (a keyword's bid is its ad group's).
 */
export function pushOf(kind: string, from: unknown, to: unknown, standing: unknown = null): -1 | 0 | 1 {
  const own = (from ?? {}) as Record<string, unknown>
  const fallback = (standing ?? {}) as Record<string, unknown>
  const after = (to ?? {}) as Record<string, unknown>
  if (kind === 'sp.negative' || after['state'] === 'PAUSED') return -1
  if (kind === 'sp.keyword' || after['state'] === 'ENABLED') return 1
  for (const key of Object.keys(after)) {
    const before = own[key] ?? fallback[key] ?? null
    // Nobody knows here which way a first amount goes.
    if (before === null || after[key] === null) continue
    const step = Number(after[key]) - Number(before)
    if (Number.isFinite(step) && step !== 0) return step > 0 ? 1 : -1
  }
  return 0
}

/** A change as one of those who write; its day is the marketplace's. */
export function writerOf(change: NearChange, timeZone: string, standing: unknown = null): Writer {
  const madeOn = change.madeAt === null ? null : dayInZone(change.madeAt, timeZone)
  return {
    sort: change.origin === 'rule' ? 'rule' : 'person',
    id: change.batchId,
    name: change.origin === 'rule' ? change.title : change.byName,
    push: pushOf(change.kind, change.from, change.to, standing),
    stands: madeOn === null,
    madeOn,
    order: Number(change.batchId),
  }
}

export function barrierWriters(barriers: Barriers, kind: string, campaignId: string | null): Writer[] {
  const stop = barriers.stopOf(kind)
  const common = { push: 0 as const, stands: true, madeOn: null, order: 0 }
  return [
    ...(stop === null ? [] : [{ ...common, sort: 'killSwitch' as const, id: stop.id, name: '' }]),
    ...(barriers.isClients(kind, campaignId)
      ? [{ ...common, sort: 'client' as const, id: campaignId ?? '', name: '' }]
      : []),
  ]
}

/** What stands around the objects of a place; read once for all of its decisions. */
export type Around = {
  readonly near: ReadonlyMap<string, readonly NearChange[]>
  readonly barriers: Barriers
}

export async function readAround(
  tx: ReadTx,
  office: Office,
  agencyId: string,
  place: RulePlace,
  days: number,
  now: Date,
): Promise<Around> {
  const since = new Date(`${addDays(place.today, -days - 1)}T00:00:00Z`)
  const near = await changesAround(tx, place, since)
  return {
    near: Map.groupBy(near, objectKey),
    barriers: await barriersAt(tx, office.kinds, { ...place, agencyId }, now),
  }
}

/** Why each decision of a rule is held back now: a code with who stands before it; null for what may be proposed. */
export function heldBack(
  decisions: readonly Decision[],
  own: {
    readonly ruleId: string
    readonly name: string
    readonly cooldownDays: number
    readonly isClientSide: boolean
  },
  place: RulePlace,
  around: Around,
): (Ground | null)[] {
  const isFresh = isFreshOn(place.today, Math.max(1, own.cooldownDays))
  return decisions.map((one) => {
    const { kind, campaignId } = one
    const barred = barrierWriters(around.barriers, kind, campaignId).filter(
      (each) => !(own.isClientSide && each.sort === 'client'),
    )
    const others = (around.near.get(objectKey(one)) ?? []).map((each) =>
      writerOf(each, place.timeZone, one.from),
    )
    const me: Writer = {
      sort: 'rule',
      id: `own:${own.ruleId}`,
      name: own.name,
      push: one.push,
      stands: false,
      madeOn: null,
      order: Number(own.ruleId),
    }
    return heldGround(me, [...barred, ...others], place.today, isFresh)
  })
}

function heldGround(
  me: Writer,
  others: readonly Writer[],
  today: Day,
  isFresh: (madeOn: Day) => boolean,
): Ground | null {
  const mine = precedenceOf([...others, me], today, isFresh).find((each) => each.writer.id === me.id)!
  if (mine.wins || mine.code === null) return null
  return {
    code: `held.${mine.code}`,
    data: { by: mine.by?.name ?? '', sort: mine.by?.sort ?? '', on: mine.by?.madeOn ?? null },
  }
}

/** What a rule that is switched on would have of an object, by its last run. */
export const ruleWriter = (hit: LastHit, name: string): Writer => ({
  sort: 'rule',
  id: hit.ruleId,
  name,
  push: pushOf(hit.kind, hit.from, hit.to),
  stands: false,
  madeOn: null,
  order: Number(hit.ruleId),
})

/** Changes less than so many days old hold the optimiser back. */
const FRESH_DAYS = 3

/** Whether a day is less than so many days ago; by default as many as hold the optimiser back. */
export const isFreshOn =
  (today: Day, days = FRESH_DAYS) =>
  (madeOn: Day): boolean =>
    dayNumber(today) - dayNumber(madeOn) < days

/** Who stands before the optimiser at each bid that it would set; null where nobody does. `rulesAt`: what rules want, by `objectKey`. */
export function heldBids(
  bids: readonly { entity: string; objectId: string; campaignId: string; push: -1 | 0 | 1 }[],
  place: RulePlace,
  around: Around,
  rulesAt: (key: string) => readonly Writer[],
): (Ground | null)[] {
  return bids.map((one) => {
    const key = objectKey({ kind: 'sp.bid', ...one })
    const me: Writer = {
      sort: 'optimiser',
      id: 'own',
      name: '',
      push: one.push,
      stands: false,
      madeOn: null,
      order: 0,
    }
    const others = [
      ...barrierWriters(around.barriers, 'sp.bid', one.campaignId),
      ...(around.near.get(key) ?? []).map((each) => writerOf(each, place.timeZone)),
      ...rulesAt(key),
    ]
    return heldGround(me, others, place.today, isFreshOn(place.today))
  })
}
