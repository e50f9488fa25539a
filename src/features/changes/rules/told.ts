import { type Made, type OurValue, type Seen, type Verdict, isNear, judge, sameText } from './witness.ts'

// Amazon's messages about changed objects say what stands there after a change. What was changed follows from what stood there before.

/** All that stood at an object after a change. */
export type ObjectVersion = {
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string
  readonly version: bigint
  readonly createdAt: Date
  readonly changedAt: Date
  readonly settings: Readonly<Record<string, string | null>>
  /** False for what was judged before and only stands at the head of the chain. */
  readonly isFresh: boolean
}

/** What stood at an object before its first version here. */
export type Before = {
  readonly objectId: string
  readonly asOf: Date
  readonly settings: Readonly<Record<string, string | null>>
}

export type ToldMove = Seen & { readonly since: Date }

const MADE_WITHIN_MS = 1000

/** What each version changed of the one before it. Of a version with nothing before it, only that the object was made can be said. */
export function movesOf(versions: readonly ObjectVersion[], before: readonly Before[]): ToldMove[] {
  const known = new Map(before.map((one) => [one.objectId, one]))
  return [...Map.groupBy(versions, (one) => one.objectId).values()].flatMap((own) => {
    const chain = own.toSorted((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : 0))
    return chain.flatMap((one, index) => {
      const last = chain[index - 1]
      if (last !== undefined) return movesBetween(last.settings, last.changedAt, one)
      if (!one.isFresh) return []
      if (one.changedAt.getTime() - one.createdAt.getTime() < MADE_WITHIN_MS)
        return [moveOf(one, one.createdAt, 'state', null)]
      const stood = known.get(one.objectId)
      return stood === undefined ? [] : movesBetween(stood.settings, stood.asOf, one)
    })
  })
}

function movesBetween(was: ObjectVersion['settings'], since: Date, one: ObjectVersion): ToldMove[] {
  return Object.keys(one.settings)
    .filter((field) => field in was && !isSame(was[field] ?? null, one.settings[field] ?? null))
    .map((field) => moveOf(one, since, field, was[field] ?? null))
}

const isSame = (a: string | null, b: string | null): boolean => (a === null ? b === null : sameText(a, b))

const moveOf = (one: ObjectVersion, since: Date, field: string, from: string | null): ToldMove => ({
  key: ['stream', one.objectId, one.version, field].join('/'),
  at: one.changedAt,
  since: since < one.changedAt ? since : one.changedAt,
  entity: one.entity,
  objectId: one.objectId,
  campaignId: one.campaignId,
  field,
  from,
  // As the change history writes what is not set any more.
  to: one.settings[field] ?? '',
  byAmazon: false,
})

/** An event that is kept already, whichever source told it first. */
export type Kept = {
  readonly id: string
  readonly source: string
  readonly key: string
  readonly objectId: string
  readonly field: string
  readonly to: string | null
  readonly at: Date
  readonly since: Date | null
}

/** Sources note a change when it is done, each by its own clock. */
const SLACK_MS = 2 * 60_000
/** A daily snapshot dates what it shows at its noon. */
const SNAPSHOT_MS = 36 * 3_600_000

/**
 * Pairs what one source tells with events that another told: same object, field and value, at a time that both can mean. Each is paired once,
 * with the nearest.
 */
export function pairEvents(
  fresh: readonly (Seen & { readonly since?: Date })[],
  kept: readonly Kept[],
): Map<string, Kept> {
  const free = new Set(kept)
  const pairs = new Map<string, Kept>()
  for (const event of fresh.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const distance = (one: Kept): number => Math.abs(one.at.getTime() - event.at.getTime())
    const [nearest] = [...free]
      .filter(
        (one) =>
          one.objectId === event.objectId &&
          one.field === event.field &&
          isSame(one.to === '' ? null : one.to, event.to === '' ? null : event.to) &&
          meet(one, event),
      )
      .toSorted((a, b) => distance(a) - distance(b))
    if (nearest === undefined) continue
    free.delete(nearest)
    pairs.set(event.key, nearest)
  }
  return pairs
}

function meet(one: Kept, event: Seen & { readonly since?: Date }): boolean {
  const slack = one.source === 'snapshot' ? SNAPSHOT_MS : SLACK_MS
  const from = (one.since ?? one.at).getTime() - slack
  return (event.since ?? event.at).getTime() <= one.at.getTime() + slack && event.at.getTime() >= from
}

type Judged = { readonly event: Seen; readonly verdict: Verdict; readonly changeId: string | null }

/**
 * Judges what messages tell like the change history, which names fewer fields: for the others a value of ours that left at that time vouches.
 */
export function judgeTold(
  moves: readonly ToldMove[],
  made: readonly Made[],
  ours: readonly OurValue[],
  taken: ReadonlySet<string>,
): Judged[] {
  const byId = new Map(made.map((one) => [one.changeId, one]))
  return judge(moves, made, taken).map((judged) => {
    const { event, verdict } = judged
    if (verdict !== 'unlogged') return judged
    const mine = ours.find(({ changeId, objectId, to }) => {
      const one = byId.get(changeId)
      const value = to[event.field]
      return (
        one !== undefined &&
        objectId === event.objectId &&
        value !== undefined &&
        value !== null &&
        sameText(String(value), event.to) &&
        !one.marks.some((mark) => mark.field === event.field) &&
        isNear(one, event)
      )
    })
    return mine === undefined ? judged : { event, verdict: 'matched', changeId: mine.changeId }
  })
}
