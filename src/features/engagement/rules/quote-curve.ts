import type { Micros } from '#kernel/money.ts'
import type { FeeTier } from './terms-fee.ts'
import { amountOf } from './terms-parts.ts'

// Fees as functions of a month's sales: straight pieces, computed in whole numbers so that a crossing is where it is said to be.

/** From `from` on the fee is `at + slope × (sales − from)`, with the slope in billionths. */
export type Piece = { readonly from: Micros; readonly at: Micros; readonly slope: bigint }
export type Curve = readonly Piece[]

const BILLION = 1_000_000_000n

/** Half away from zero. */
function divide(top: bigint, bottom: bigint): bigint {
  const sign = top < 0n !== bottom < 0n ? -1n : 1n
  const [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  return sign * ((a + b / 2n) / b)
}

function pieceAt(curve: Curve, sales: Micros): Piece {
  return curve.findLast((one) => one.from <= sales) ?? curve[0]!
}

/** The fee of a month with these sales. */
export function feeAt(curve: Curve, sales: Micros): Micros {
  const piece = pieceAt(curve, sales)
  return piece.at + divide(piece.slope * (sales - piece.from), BILLION)
}

/** A fixed part and marginal tiers of sales, the commission never below a minimum. Without tiers: the fixed part alone. */
export function curveOf(fixed: Micros, tiers: readonly FeeTier[], minimum: Micros): Curve {
  if (tiers.length === 0) return [{ from: 0n, at: fixed, slope: 0n }]
  const pieces: Piece[] = []
  let at = 0n
  for (const tier of tiers) {
    const from = amountOf(tier.from)!
    const before = pieces.at(-1)
    if (before !== undefined) at = before.at + divide(before.slope * (from - before.from), BILLION)
    pieces.push({ from, at, slope: BigInt(Math.round(tier.rateRatio * 1e9)) })
  }
  return raised(pieces, minimum).map((one) => ({ ...one, at: one.at + fixed }))
}

/** The same pieces, flat at the minimum until they pass it. */
function raised(pieces: Curve, minimum: Micros): Curve {
  if (minimum <= 0n) return pieces
  for (const [no, piece] of pieces.entries()) {
    const next = pieces[no + 1]
    const end = next === undefined ? null : next.at
    if (end !== null && end <= minimum) continue
    if (piece.slope === 0n && end === null) break
    const from = piece.from + divide((minimum - piece.at) * BILLION, piece.slope)
    return [
      { from: 0n, at: minimum, slope: 0n },
      { from, at: minimum, slope: piece.slope },
      ...pieces.slice(no + 1),
    ]
  }
  return [{ from: 0n, at: minimum, slope: 0n }]
}

/** The sales, to the micro, at which two fees are equal and change places; ascending. */
export function crossingsOf(a: Curve, b: Curve): Micros[] {
  const starts = [...new Set([...a, ...b].map((one) => one.from))].toSorted((x, y) => (x < y ? -1 : 1))
  const found: Micros[] = []
  for (const [no, from] of starts.entries()) {
    const end = starts[no + 1] ?? null
    const [one, two] = [pieceAt(a, from), pieceAt(b, from)]
    const slope = one.slope - two.slope
    if (slope === 0n) continue
    // Both as billionths at the interval's start.
    const gap =
      one.at * BILLION + one.slope * (from - one.from) - (two.at * BILLION + two.slope * (from - two.from))
    const at = from + divide(-gap, slope)
    if (at > from && (end === null || at <= end)) found.push(at)
  }
  const distinct = [...new Set(found)]
  return distinct.filter((at, no) => {
    const left = at - step(at, distinct[no - 1] ?? 0n)
    const right = at + step(distinct[no + 1] ?? at * 2n + BILLION, at)
    return ordered(a, b, left) !== ordered(a, b, right)
  })
}

/** Half way to the neighbour. */
const step = (to: bigint, from: bigint): bigint => {
  const half = (to - from) / 2n
  return half < 1n ? 1n : half
}

function ordered(a: Curve, b: Curve, sales: Micros): number {
  const [x, y] = [feeAt(a, sales), feeAt(b, sales)]
  return x < y ? -1 : x > y ? 1 : 0
}

export type Stretch<Name extends string> = {
  readonly from: Micros
  /** Null: without end. */
  readonly to: Micros | null
  readonly cheapest: Name
}

/** Which way costs least, by sales. Of equal ones the first named. */
export function cheapestBySales<Name extends string>(curves: Readonly<Record<Name, Curve>>): Stretch<Name>[] {
  const names = Object.keys(curves) as Name[]
  const cuts = names.flatMap((a, no) => names.slice(no + 1).flatMap((b) => crossingsOf(curves[a], curves[b])))
  const points = [0n, ...[...new Set(cuts)].toSorted((x, y) => (x < y ? -1 : 1))]
  const stretches: Stretch<Name>[] = []
  for (const [no, from] of points.entries()) {
    const to = points[no + 1] ?? null
    const middle = to === null ? from * 2n + BILLION : (from + to) / 2n
    const cheapest = names.reduce((best, one) =>
      feeAt(curves[one], middle) < feeAt(curves[best], middle) ? one : best,
    )
    const last = stretches.at(-1)
    if (last?.cheapest === cheapest) stretches[stretches.length - 1] = { ...last, to }
    else stretches.push({ from, to, cheapest })
  }
  return stretches
}
