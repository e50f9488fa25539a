import type { Side } from '#kernel/rights.ts'

/** Agreement given beforehand: for these kinds, to this ceiling, until this day. */
export type StandingApproval = {
  readonly id: string
  readonly side: Side
  readonly personId: string
  readonly kinds: readonly string[]
  readonly maxRatio: number | null
  readonly currency: string
  readonly maxStakeMicros: bigint | null
  readonly totalMicros: bigint
  readonly usedMicros: bigint
  readonly givenAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | null
}

export type Candidate = {
  readonly kind: string
  readonly ratio: number | null
  readonly currency: string
  /** What the object spent in the evidence's window; null when nobody knows, which no ceiling covers. */
  readonly stakeMicros: bigint | null
}

/** The standing approval that covers a change of one side, with what is left of its ceiling; null when none does. */
export function coveredBy(
  all: readonly StandingApproval[],
  side: Side,
  change: Candidate,
  proposedBy: string,
  now: Date,
): StandingApproval | null {
  const stake = change.stakeMicros
  if (stake === null) return null
  return (
    all.find(
      (one) =>
        one.side === side &&
        one.personId !== proposedBy &&
        one.kinds.includes(change.kind) &&
        one.currency === change.currency &&
        one.givenAt <= now &&
        one.endsAt > now &&
        one.endedAt === null &&
        (one.maxRatio === null || (change.ratio !== null && change.ratio <= one.maxRatio + 1e-9)) &&
        (one.maxStakeMicros === null || stake <= one.maxStakeMicros) &&
        one.usedMicros + stake <= one.totalMicros,
    ) ?? null
  )
}
