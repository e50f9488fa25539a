// How much more or less than usual a click brings by hour and weekday: orders on clicks, shrunk from the cell to its hour, the hour to its part
// of the day, the part to the whole, as far as the data themselves say that hours differ. Pure.

export const HOURS = 24
export const CELLS = 168

/** One hour of one day. `day`: a number that days of one date share; `weekday`: 0 = Monday. */
export type Slot = {
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly clicks: number
  readonly orders: number
}

export const cellOf = (weekday: number, hour: number): number => weekday * HOURS + hour
/** Night, early, morning, midday, evening, late: four hours each. */
export const PART_HOURS = 4

/** `moods`: squares of what single days expect, for days have moods that all of their hours share. */
type Unit = { expected: number; seen: number; moods: number }

/** What a level of units adds: a factor each (1 = as expected) and the variance of what is known of it, relative to its square. */
type Level = {
  /** Clicks that the level above counts as; null where the units differ no more than chance makes them. */
  readonly kappaClicks: number | null
  readonly factors: readonly number[]
  readonly variances: readonly number[]
}

export type Rhythm = {
  readonly clicks: number
  readonly orders: number
  /** Orders per click over all. */
  readonly rate: number
  /** How much more than by Poisson's law orders scatter; 1 or more. */
  readonly dispersion: number
  /** Variance of the mood of days: how much a day as a whole sells more or less than its clicks say. */
  readonly moodVariance: number
  readonly parts: Level
  readonly hours: Level
  readonly weekdays: Level
  readonly cells: Level
  /** Value of a click beside the mean one, by cell. */
  readonly value: readonly number[]
  readonly cellClicks: readonly number[]
  readonly cellOrders: readonly number[]
}

/** Standard errors that a spread must exceed before it is believed: a spread read off noise costs money. */
const CAUTION = 1

/** Fewer than nothing, or more orders than anybody could have placed, is a correction still on its way: it counts as none. */
const counted = (n: number): number => (Number.isFinite(n) && n > 0 ? n : 0)

export function rhythmOf(slots: readonly Slot[]): Rhythm {
  const known = slots
    .filter(({ weekday, hour }) => weekday >= 0 && weekday < 7 && hour >= 0 && hour < HOURS)
    .map((one) => ({ ...one, clicks: counted(one.clicks), orders: counted(one.orders) }))
  const cellClicks = Array.from({ length: CELLS }, () => 0)
  const cellOrders = Array.from({ length: CELLS }, () => 0)
  const cellSquares = Array.from({ length: CELLS }, () => 0)
  for (const { weekday, hour, clicks, orders } of known) {
    const cell = cellOf(weekday, hour)
    cellClicks[cell]! += clicks
    cellOrders[cell]! += orders
    cellSquares[cell]! += clicks ** 2
  }
  const clicks = total(cellClicks)
  const orders = total(cellOrders)
  const rate = clicks > 0 ? orders / clicks : 0
  const dispersion = dispersionOf(known, rate)
  const days = daysOf(known)
  const moodVariance = moodVarianceOf(days, rate, dispersion)
  const weekdaySquares = Array.from({ length: 7 }, () => 0)
  for (const one of days) weekdaySquares[one.weekday]! += one.clicks ** 2
  const expected = cellClicks.map((n) => n * rate)
  const level = (
    count: number,
    unitOf: (cell: number) => number,
    squares: readonly number[] | null,
  ): Level => {
    const units = Array.from({ length: count }, (_, unit): Unit => ({
      expected: 0,
      seen: 0,
      // Hours of all days share the days' moods alike.
      moods: (squares?.[unit] ?? 0) * rate ** 2 * moodVariance,
    }))
    for (let cell = 0; cell < CELLS; cell += 1) {
      units[unitOf(cell)]!.expected += expected[cell]!
      units[unitOf(cell)]!.seen += cellOrders[cell]!
    }
    const found = levelOf(units, dispersion, rate)
    for (let cell = 0; cell < CELLS; cell += 1) expected[cell]! *= found.factors[unitOf(cell)]!
    return found
  }
  const partOf = (cell: number): number => Math.floor((cell % HOURS) / PART_HOURS)
  const hourOf = (cell: number): number => cell % HOURS
  const weekdayOf = (cell: number): number => Math.floor(cell / HOURS)
  const parts = level(HOURS / PART_HOURS, partOf, null)
  const hours = level(HOURS, hourOf, null)
  const weekdays = level(7, weekdayOf, weekdaySquares)
  const cells = level(CELLS, (cell) => cell, cellSquares)
  const factor = cellClicks.map(
    (_, cell) =>
      parts.factors[partOf(cell)]! *
      hours.factors[hourOf(cell)]! *
      weekdays.factors[weekdayOf(cell)]! *
      cells.factors[cell]!,
  )
  const mean = clicks > 0 ? total(factor.map((one, cell) => one * cellClicks[cell]!)) / clicks : 1
  const value = factor.map((one) => (mean > 0 ? one / mean : 1))
  const levels = { parts, hours, weekdays, cells }
  return { clicks, orders, rate, dispersion, moodVariance, ...levels, value, cellClicks, cellOrders }
}

function daysOf(slots: readonly Slot[]): { weekday: number; clicks: number; orders: number }[] {
  const days = new Map<number, { weekday: number; clicks: number; orders: number }>()
  for (const { day, weekday, clicks, orders } of slots) {
    const one = days.get(day) ?? { weekday, clicks: 0, orders: 0 }
    one.clicks += clicks
    one.orders += orders
    days.set(day, one)
  }
  return [...days.values()]
}

function moodVarianceOf(
  days: readonly { clicks: number; orders: number }[],
  rate: number,
  dispersion: number,
): number {
  const squares = total(days.map(({ clicks }) => (clicks * rate) ** 2))
  const beyond = total(
    days.map(({ clicks, orders }) => (orders - clicks * rate) ** 2 - dispersion * clicks * rate),
  )
  return squares > 0 ? Math.max(0, beyond / squares) : 0
}

/** Orders of single hours beside what the common rate expects, over all of them: days have moods, and some buyers buy twice. */
function dispersionOf(slots: readonly Slot[], rate: number): number {
  let squares = 0
  let expected = 0
  for (const { clicks, orders } of slots) {
    squares += (orders - clicks * rate) ** 2
    expected += clicks * rate
  }
  return expected > 0 ? Math.max(1, squares / expected) : 1
}

/**
 * Gamma-Poisson: the true factors of units scatter around 1 with a variance that is read off the units themselves (what they scatter beyond
 * chance, less a standard error), and each is pulled back to 1 as far as its own orders are few.
 */
function levelOf(units: readonly Unit[], dispersion: number, rate: number): Level {
  const noise = units.map(({ expected, moods }) => dispersion * expected + moods)
  const squares = total(units.map(({ expected }) => expected ** 2))
  const beyond = total(units.map(({ expected, seen }, unit) => (seen - expected) ** 2 - noise[unit]!))
  const error = Math.sqrt(total(noise.map((one) => one + 2 * one ** 2)))
  const spread = squares > 0 ? (beyond - CAUTION * error) / squares : 0
  if (!(spread > 0) || rate <= 0)
    return { kappaClicks: null, factors: units.map(() => 1), variances: units.map(() => 0) }
  const prior = 1 / spread
  const posterior = units.map(({ expected, seen }, unit) => {
    const scatter = expected > 0 ? noise[unit]! / expected : dispersion
    return { shape: prior + seen / scatter, rate: prior + expected / scatter }
  })
  return {
    kappaClicks: (dispersion * prior) / rate,
    factors: posterior.map(({ shape, rate: scale }) => shape / scale),
    variances: posterior.map(({ shape }) => 1 / shape),
  }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
