import { atBid, usualSpread } from '../bids/response.ts'
import { type Slot, cellOf, rhythmOf } from './rhythm.ts'

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

/** Parts of the days; coprime to seven, so that each part has all weekdays. */
const FOLDS = 5

/**
 * What multipliers bring on days that they were not made from: each fifth of the days is judged by the others. Days err as a whole, so the
 * interval comes from how days differ; a rhythm read off chance shows no gain here.
 */
export function gainOf(slots: readonly Slot[]): Gain {
  const order = [...new Set(slots.map((one) => one.day))].toSorted((a, b) => a - b)
  const fold = new Map(order.map((day, index) => [day, index % FOLDS]))
  const orders = slots.reduce((sum, one) => sum + Math.max(0, one.orders), 0)
  const days = new Map(order.map((day) => [day, 0]))
  if (orders <= 0 || order.length < FOLDS) return { mean: 0, low: 0, high: 0 }
  for (let part = 0; part < FOLDS; part += 1) {
    const rhythm = rhythmOf(slots.filter((one) => fold.get(one.day) !== part))
    const multipliers = multipliersOf(rhythm.value, rhythm.cellClicks)
    const evenly = clicksAt(
      multipliers,
      rhythm.cellClicks.map((n) => n + 1e-9),
    )
    for (const { day, weekday, hour, orders: seen } of slots) {
      if (fold.get(day) !== part || seen <= 0) continue
      const cell = cellOf(weekday, hour)
      const more = evenly[cell]! / (rhythm.cellClicks[cell]! + 1e-9) - 1
      days.set(day, days.get(day)! + (more * seen) / orders)
    }
  }
  const parts = [...days.values()]
  const mean = parts.reduce((sum, one) => sum + one, 0)
  const usual = mean / parts.length
  const variance =
    (parts.length / (parts.length - 1)) * parts.reduce((sum, one) => sum + (one - usual) ** 2, 0)
  const reach = 1.645 * Math.sqrt(variance)
  return { mean, low: mean - reach, high: mean + reach }
}
