import { atBid, usualSpread } from '../bids/response.ts'
import { CELLS, HOURS, PART_HOURS, type Rhythm } from './rhythm.ts'

// What multipliers would be worth: more of what clicks bring for the same money, under the same view of auctions that bids are optimised by.

export const LEAST = 0.5
export const MOST = 1.5

/** Multipliers as the value of a click, within bounds, their mean over the clicks kept at 1. */
export function multipliersOf(value: readonly number[], clicks: readonly number[]): number[] {
  const all = clicks.reduce((sum, n) => sum + n, 0)
  const at = (scale: number): number[] =>
    value.map((one) => Math.min(MOST, Math.max(LEAST, Number.isFinite(one) ? one * scale : 1)))
  if (all <= 0) return value.map(() => 1)
  const meanAt = (scale: number): number =>
    at(scale).reduce((sum, one, cell) => sum + one * clicks[cell]!, 0) / all
  let low = 0.2
  let high = 5
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2
    if (meanAt(middle) < 1) low = middle
    else high = middle
  }
  return at((low + high) / 2).map((one) => Math.round(one * 100) / 100)
}

/** Clicks at a multiplier beside clicks at 1, and their cost, of a target in the middle of its auction. */
function answer(multiplier: number): { clicks: number; cost: number } {
  const base = { clicks: 1, z: 0, effectiveBid: 1, spread: usualSpread }
  const one = atBid(base, 1)
  const there = atBid(base, multiplier)
  return { clicks: there.clicks / one.clicks, cost: there.cost / one.cost }
}

/** Clicks by cell at multipliers that are scaled so that the money spent is the same. */
export function clicksAt(multipliers: readonly number[], clicks: readonly number[]): number[] {
  const spent = clicks.reduce((sum, n) => sum + n, 0)
  const costAt = (scale: number): number =>
    multipliers.reduce((sum, one, cell) => sum + clicks[cell]! * answer(one * scale).cost, 0)
  let low = 0.5
  let high = 2
  for (let i = 0; i < 24; i += 1) {
    const middle = (low + high) / 2
    if (costAt(middle) < spent) low = middle
    else high = middle
  }
  return multipliers.map((one, cell) => clicks[cell]! * answer(one * ((low + high) / 2)).clicks)
}

export type Gain = {
  /** Share of orders more for the same spend: expected, and the ends of a 90 % interval. */
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Share of value more when the true value of clicks is this: for benchmarks and for the expectation below. */
export function gainAt(
  value: readonly number[],
  clicks: readonly number[],
  after: readonly number[],
): number {
  const before = value.reduce((sum, one, cell) => sum + one * clicks[cell]!, 0)
  return before > 0 ? value.reduce((sum, one, cell) => sum + one * after[cell]!, 0) / before - 1 : 0
}

/** The gain with what is not known of the rhythm: cells of one hour, part or weekday err together. */
export function gainOf(rhythm: Rhythm, multipliers: readonly number[]): Gain {
  const { value, cellClicks } = rhythm
  const after = clicksAt(multipliers, cellClicks)
  const mean = gainAt(value, cellClicks, after)
  const before = value.reduce((sum, one, cell) => sum + one * cellClicks[cell]!, 0)
  if (before <= 0) return { mean: 0, low: 0, high: 0 }
  const pull = value.map((one, cell) => (one * (after[cell]! - (1 + mean) * cellClicks[cell]!)) / before)
  const shared = (count: number, unitOf: (cell: number) => number, variances: readonly number[]): number => {
    const sums = new Array<number>(count).fill(0)
    for (let cell = 0; cell < CELLS; cell += 1) sums[unitOf(cell)]! += pull[cell]!
    return sums.reduce((sum, one, unit) => sum + one * one * variances[unit]!, 0)
  }
  const variance =
    shared(HOURS / PART_HOURS, (cell) => Math.floor((cell % HOURS) / PART_HOURS), rhythm.parts.variances) +
    shared(HOURS, (cell) => cell % HOURS, rhythm.hours.variances) +
    shared(7, (cell) => Math.floor(cell / HOURS), rhythm.weekdays.variances) +
    shared(CELLS, (cell) => cell, rhythm.cells.variances)
  const reach = 1.645 * Math.sqrt(variance)
  return { mean, low: mean - reach, high: mean + reach }
}
