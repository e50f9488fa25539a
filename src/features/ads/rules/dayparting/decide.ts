import { type Gain, gainOf, multipliersOf } from './gain.ts'
import { HOURS, PART_HOURS, type Rhythm, type Slot, rhythmOf } from './rhythm.ts'

/** Days with traffic before hours are compared: three weeks and a half, so that each weekday came at least three times. */
export const LEAST_DAYS = 25
/** Fewer clicks or orders say nothing about 24 hours; see bench/dayparting.ts. */
export const LEAST_CLICKS = 1500
export const LEAST_ORDERS = 100
/** A gain below this is said to be small. */
export const SMALL = 0.01

export type Verdict =
  | { readonly code: 'days_few'; readonly data: { days: number; least: number } }
  | { readonly code: 'clicks_few'; readonly data: { clicks: number; least: number } }
  | { readonly code: 'orders_few'; readonly data: { orders: number; least: number } }
  /** Hours differ no more than chance makes them, or so little that the lower end of the gain is a loss. */
  | { readonly code: 'flat'; readonly data: Record<string, never> }
  | { readonly code: 'no_gain' | 'small_gain' | 'gain'; readonly data: Gain }

export type Cell = {
  readonly clicks: number
  readonly orders: number
  readonly multiplier: number
  /** Ends of a 90 % interval of the value of a click beside the mean one. */
  readonly low: number
  readonly high: number
}

export type Dayparting = {
  readonly days: number
  readonly clicks: number
  readonly orders: number
  readonly cells: readonly Cell[]
  /** What `cells` would bring; null before there are data enough. */
  readonly gain: Gain | null
  readonly verdict: Verdict
  /** True when a schedule may be proposed. */
  readonly worth: boolean
  /** Clicks that the level above counts as: day part, hour, weekday, cell; null where no difference is seen. */
  readonly kappas: {
    readonly part: number | null
    readonly hour: number | null
    readonly weekday: number | null
    readonly cell: number | null
  }
}

/** Multipliers of value per click by hour and weekday, and whether to use them. `days`: days with traffic among the slots. */
export function decideDayparting(slots: readonly Slot[], days: number): Dayparting {
  const rhythm = rhythmOf(slots)
  const multipliers = multipliersOf(rhythm.value, rhythm.cellClicks)
  const enough = shortage(rhythm, days)
  const gain = enough === null ? gainOf(slots) : null
  const verdict = enough ?? verdictOf(rhythm, gain!)
  return {
    days,
    clicks: rhythm.clicks,
    orders: rhythm.orders,
    cells: multipliers.map((multiplier, cell) => ({
      clicks: rhythm.cellClicks[cell]!,
      orders: rhythm.cellOrders[cell]!,
      multiplier,
      ...intervalOf(rhythm, cell),
    })),
    gain,
    verdict,
    worth: verdict.code === 'gain' || verdict.code === 'small_gain',
    kappas: {
      part: rhythm.parts.kappaClicks,
      hour: rhythm.hours.kappaClicks,
      weekday: rhythm.weekdays.kappaClicks,
      cell: rhythm.cells.kappaClicks,
    },
  }
}

function shortage({ clicks, orders }: Rhythm, days: number): Verdict | null {
  if (days < LEAST_DAYS) return { code: 'days_few', data: { days, least: LEAST_DAYS } }
  if (clicks < LEAST_CLICKS) return { code: 'clicks_few', data: { clicks, least: LEAST_CLICKS } }
  if (orders < LEAST_ORDERS) return { code: 'orders_few', data: { orders, least: LEAST_ORDERS } }
  return null
}

function verdictOf(rhythm: Rhythm, gain: Gain): Verdict {
  const { parts, hours, weekdays, cells } = rhythm
  if ([parts, hours, weekdays, cells].every((one) => one.kappaClicks === null))
    return { code: 'flat', data: {} }
  if (gain.low <= 0) return { code: 'no_gain', data: gain }
  return { code: gain.mean < SMALL ? 'small_gain' : 'gain', data: gain }
}

function intervalOf(rhythm: Rhythm, cell: number): { low: number; high: number } {
  const hour = cell % HOURS
  const variance =
    rhythm.parts.variances[Math.floor(hour / PART_HOURS)]! +
    rhythm.hours.variances[hour]! +
    rhythm.weekdays.variances[Math.floor(cell / HOURS)]! +
    rhythm.cells.variances[cell]!
  const reach = Math.exp(1.645 * Math.sqrt(variance))
  const value = rhythm.value[cell] ?? 1
  return { low: value / reach, high: value * reach }
}
