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
}

/** What one of our changes must have left in Amazon's records. */
export type Mark = {
  readonly entity: string
  readonly objectId: string
  readonly field: string
  readonly to: string
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
      const index = open.findIndex(
        ({ mark, leftAt, heardAt }) =>
          mark.entity === event.entity &&
          mark.objectId === event.objectId &&
          mark.field === event.field &&
          sameText(mark.to, event.to) &&
          event.at.getTime() >= leftAt.getTime() - EARLY_MS &&
          event.at.getTime() <= (heardAt?.getTime() ?? Infinity) + LATE_MS,
      )
      if (index === -1) return { event, verdict: 'unlogged', changeId: null }
      const [mine] = open.splice(index, 1)
      return { event, verdict: 'matched', changeId: mine!.changeId }
    })
}

export const markKey = (changeId: string, mark: Mark): string => `${changeId} ${mark.field} ${mark.to}`

function sameText(a: string, b: string | null): boolean {
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
