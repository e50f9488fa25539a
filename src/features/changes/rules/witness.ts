// The ledger beside Amazon's own records. Amazon says what was changed and when, not by whom: what we did not do, somebody else did.

/** One change in Amazon's records. Values are text as the kinds write them: amounts as decimals, states in capitals. */
export type Seen = {
  /** The same event has the same key, however often it is read. */
  readonly key: string
  readonly at: Date
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  /** True for what Amazon does by itself, as running out of budget. */
  readonly byAmazon: boolean
  /** The change lies between this instant and `at`, where a source shows only what stood before and after. */
  readonly since?: Date
}

/** What one of our changes must have left in Amazon's records. */
export type Mark = {
  readonly entity: string
  readonly objectId: string
  readonly field: string
  readonly to: string
  /** A campaign made whole: this vouches for all that came into being below it while it was made. */
  readonly whole?: true
}

export type Made = {
  readonly changeId: string
  readonly marks: readonly Mark[]
  /** When a call for it left first, and when the last was heard of; null while it is under way. */
  readonly leftAt: Date
  readonly heardAt: Date | null
}

export type Verdict = 'matched' | 'unlogged' | 'amazon'

/** Clocks differ, and Amazon notes a change when it is done rather than when it is asked for. */
const EARLY_MS = 2 * 60_000
const LATE_MS = 10 * 60_000
/** Amazon's records may lag; only after this time does silence mean something. */
export const SILENCE_MS = 2 * 3_600_000

/** Judges events in the order of time. A mark vouches for one event: a second writing of the same value is somebody else's. */
export function judge(
  seen: readonly Seen[],
  made: readonly Made[],
  taken: ReadonlySet<string>,
): { readonly event: Seen; readonly verdict: Verdict; readonly changeId: string | null }[] {
  const open = made
    .flatMap((one) => one.marks.map((mark) => ({ ...one, mark, key: markKey(one.changeId, mark) })))
    .filter((one) => !taken.has(one.key))
  return seen
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((event) => {
      if (event.byAmazon) return { event, verdict: 'amazon', changeId: null }
      const whole = made.find((one) =>
        one.marks.some(
          (mark) => mark.whole === true && mark.objectId === event.campaignId && isNear(one, event),
        ),
      )
      if (whole !== undefined) return { event, verdict: 'matched', changeId: whole.changeId }
      const index = open.findIndex(
        ({ mark, ...one }) =>
          mark.entity === event.entity &&
          mark.objectId === event.objectId &&
          mark.field === event.field &&
          sameText(mark.to, event.to) &&
          isNear(one, event),
      )
      if (index === -1) return { event, verdict: 'unlogged', changeId: null }
      const [mine] = open.splice(index, 1)
      return { event, verdict: 'matched', changeId: mine!.changeId }
    })
}

export const isNear = ({ leftAt, heardAt }: Pick<Made, 'leftAt' | 'heardAt'>, event: Seen): boolean =>
  event.at.getTime() >= leftAt.getTime() - EARLY_MS &&
  event.at.getTime() <= (heardAt?.getTime() ?? Infinity) + LATE_MS

export const markKey = (changeId: string, mark: Mark): string => `${changeId} ${mark.field} ${mark.to}`

/** Texts that say the same value: amounts may be written in more than one way. */
export function sameText(a: string, b: string | null): boolean {
  if (b === null) return false
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b))
}

/** Our changes whose marks Amazon's records, read this far, do not hold. */
export function notSeen(
  made: readonly Made[],
  taken: ReadonlySet<string>,
  readTo: Date,
): { readonly changeId: string; readonly missing: readonly Mark[] }[] {
  return made
    .filter((one) => one.heardAt !== null && one.heardAt.getTime() + SILENCE_MS <= readTo.getTime())
    .map(({ changeId, marks }) => ({
      changeId,
      missing: marks.filter((mark) => !taken.has(markKey(changeId, mark))),
    }))
    .filter((one) => one.missing.length > 0)
}

/** A setting that differs between two daily snapshots. */
export type Move = {
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  /** Days of the two snapshots, YYYY-MM-DD. */
  readonly before: string
  readonly after: string
}

export type OurValue = {
  readonly changeId: string
  readonly objectId: string
  readonly to: Readonly<Record<string, unknown>>
  readonly leftAt: Date
}

const DAY_MS = 86_400_000

/**
 * Judges what daily snapshots show and the change history does not name: what it names is known already, what we did is matched, the rest
 * is unlogged. The instant is the later snapshot's noon, or now.
 */
export function judgeMoves(
  moves: readonly Move[],
  named: readonly Pick<Seen, 'objectId' | 'field' | 'to' | 'at'>[],
  ours: readonly OurValue[],
  now: Date,
): { readonly event: Seen; readonly verdict: 'matched' | 'unlogged'; readonly changeId: string | null }[] {
  return moves.flatMap((move) => {
    const from = Date.parse(`${move.before}T00:00:00Z`) - DAY_MS
    const to = Date.parse(`${move.after}T00:00:00Z`) + 2 * DAY_MS
    const within = (at: Date): boolean => at.getTime() >= from && at.getTime() < to
    const is = (value: unknown): boolean =>
      value !== undefined && value !== null && sameText(String(value), move.to)
    const isNamed = named.some(
      (one) => one.objectId === move.objectId && one.field === move.field && is(one.to) && within(one.at),
    )
    if (isNamed) return []
    const mine = ours.find(
      (one) => one.objectId === move.objectId && is(one.to[move.field]) && within(one.leftAt),
    )
    const noon = new Date(`${move.after}T12:00:00Z`)
    const event: Seen = {
      key: ['snapshot', move.after, move.objectId, move.field, move.to ?? ''].join('/'),
      at: noon < now ? noon : now,
      entity: move.entity,
      objectId: move.objectId,
      campaignId: move.campaignId,
      field: move.field,
      from: move.from,
      to: move.to,
      byAmazon: false,
      since: new Date(from),
    }
    return [{ event, verdict: mine === undefined ? 'unlogged' : 'matched', changeId: mine?.changeId ?? null }]
  })
}
