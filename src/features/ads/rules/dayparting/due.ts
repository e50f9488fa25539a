import { type Micros, decimalsOf, timesRatio } from '#kernel/money.ts'

// What bid an hour wants of a target, and whether to write it: always worked out from the base, never from what was written last. Pure.

export type Base = {
  readonly baseMicros: Micros
  /** What was last seen at Amazon. */
  readonly seenMicros: Micros
  /** What was last asked for; null before the first time. */
  readonly askedMicros: Micros | null
}

export type Bounds = {
  readonly currency: string
  readonly leastMicros: Micros
  readonly mostMicros: Micros
}

/** The bid of an hour in whole cents (yen), within Amazon's bounds; a base beyond them is left as it is. */
export function dueBid(baseMicros: Micros, multiplier: number, bounds: Bounds): Micros {
  if (multiplier === 1 || !Number.isFinite(multiplier)) return baseMicros
  const step = 10n ** BigInt(6 - decimalsOf(bounds.currency))
  const exact = timesRatio(baseMicros, multiplier)
  const rounded = ((exact + step / 2n) / step) * step
  const least = bounds.leastMicros < baseMicros ? bounds.leastMicros : baseMicros
  const most = bounds.mostMicros > baseMicros ? bounds.mostMicros : baseMicros
  return rounded < least ? least : rounded > most ? most : rounded
}

/**
 * conflict: somebody else's value stands there, which is never overwritten. stands: what is due stands, or nearly. write: it is to be written.
 * restored: the base stands again, for a schedule that ends.
 */
export type Judged = 'conflict' | 'stands' | 'write' | 'restored'

export function judgeTarget(
  base: Base,
  presentMicros: Micros,
  dueMicros: Micros,
  leastStep: number,
  ending: boolean,
): Judged {
  const ours = [base.baseMicros, base.seenMicros, base.askedMicros]
  if (!ours.includes(presentMicros)) return 'conflict'
  if (ending) return presentMicros === base.baseMicros ? 'restored' : 'write'
  if (presentMicros === dueMicros) return 'stands'
  // Back to the base is always written: a small remainder must not stay.
  if (dueMicros === base.baseMicros) return 'write'
  const step = Number(dueMicros - presentMicros) / Number(presentMicros)
  return Math.abs(step) + 1e-9 >= leastStep ? 'write' : 'stands'
}

/** The largest step of a grid away from the base bid. */
export const widestStep = (grid: readonly number[]): number =>
  grid.reduce((most, one) => Math.max(most, Math.abs(one - 1)), 0)
