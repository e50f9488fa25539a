// The effect of one change of an ad setting: what came after it, beside what would have come by the unchanged objects of the store.

import { addDays, dayNumber, type Day } from '#kernel/day.ts'
import { controlOf, type Control } from './control.ts'
import {
  countSide,
  difference,
  level90,
  level95,
  logSide,
  ratio,
  studentQuantile,
  type Level,
} from './interval.ts'
import { eventsBefore, LEAST_EVENTS, lookAt, valuesIn, windowOf, type Seen, type Series } from './series.ts'

export type Metric = 'spend' | 'clicks' | 'orders' | 'sales'
export type HorizonDays = 7 | 14 | 60

export type EffectInput = {
  changedOn: Day
  horizonDays: HorizonDays
  /** The day on which the reports are read. */
  asOf: Day
  metric: Metric
  treated: Series
  /** Unchanged objects of the same marketplace, best of the same kind, none of the ad group or campaign that was changed. */
  donors: readonly Series[]
}

export type NoMeasure = 'window_open' | 'missing_days' | 'short_history' | 'few_events' | 'no_control'
export type Verdict = 'raised' | 'lowered' | 'no_clear_effect' | 'too_little_data'

/** Amounts are per day, in the unit of the series; the interval holds the true effect in nine cases of ten. */
export type Effect = {
  metric: Metric
  horizonDays: HorizonDays
  from: Day
  to: Day
  perDay: number | null
  low: number | null
  high: number | null
  /** Of what would have been: 0.1 is a tenth more. */
  relative: { mid: number; low: number; high: number } | null
  /** What would have been. */
  expectedPerDay: number | null
  actualPerDay: number | null
  /** Raised and lowered ask for more than the interval: 95 %. */
  verdict: Verdict
  standing: 'provisional' | 'final' | 'running'
  control: { method: 'random_effects_did'; donors: number; preDays: number }
  reason: NoMeasure | null
}

/** Lengths of the window before the change, in whole weeks: long ones hold more events, short ones less that has passed since. */
const preLengths = [14, 28, 56] as const
/** Fewer donors tell too little of how objects differ. */
const LEAST_DONORS = 4
/** Days after the window until Amazon changes no more that matters: invalid clicks are out, conversions attributed. */
const settleDays: Readonly<Record<Metric, number>> = { spend: 3, clicks: 3, orders: 14, sales: 14 }

function standingOf(metric: Metric, to: Day, asOf: Day): Effect['standing'] {
  const age = dayNumber(asOf) - dayNumber(to)
  return age < 1 ? 'running' : age < settleDays[metric] ? 'provisional' : 'final'
}

type Fit = { own: Seen; control: Control; preDays: number; variance: number }

/** The window before the change that predicts best by its own account, or why there is none. */
function fitOf(input: EffectInput): Fit | NoMeasure {
  const { changedOn, horizonDays, treated, donors } = input
  const after = windowOf(addDays(changedOn, 1), addDays(changedOn, horizonDays))
  if (valuesIn(treated, after) === null) return 'missing_days'
  let best: Fit | null = null
  let why: NoMeasure = 'short_history'
  for (const preDays of preLengths) {
    const seen = lookAt(
      treated,
      donors,
      windowOf(addDays(changedOn, -preDays), addDays(changedOn, -1)),
      after,
    )
    if (seen === null) continue
    const { own } = seen
    const hasEvents = eventsBefore(own) >= LEAST_EVENTS
    const control = hasEvents && seen.donors.length >= LEAST_DONORS ? controlOf(seen.donors) : null
    if (control === null) {
      why = hasEvents ? 'no_control' : 'few_events'
      continue
    }
    const variance = own.unit / own.before + control.between + control.error
    if (best === null || variance < best.variance) best = { own, control, preDays, variance }
  }
  return best ?? why
}

function sidesAt(level: Level, { own, control }: Fit) {
  const student = studentQuantile(level.z, control.donors - 1)
  const reach = Math.hypot(
    level.z * Math.sqrt(own.unit / own.before),
    student * Math.sqrt(control.between + control.error),
  )
  const actual = countSide(own.after, own.unit, level)
  return [actual, logSide(own.before * control.growth, reach)] as const
}

/** The effect on one metric over 7, 14 or 60 days; the day of the change itself belongs to neither window. */
export function measureEffect(input: EffectInput): Effect {
  const { changedOn, horizonDays, asOf, metric } = input
  const from = addDays(changedOn, 1)
  const to = addDays(changedOn, horizonDays)
  const standing = standingOf(metric, to, asOf)
  const none: Effect = {
    metric,
    horizonDays,
    from,
    to,
    perDay: null,
    low: null,
    high: null,
    relative: null,
    expectedPerDay: null,
    actualPerDay: null,
    verdict: 'too_little_data',
    standing,
    control: { method: 'random_effects_did', donors: 0, preDays: 0 },
    reason: null,
  }
  const fit = standing === 'running' ? 'window_open' : fitOf(input)
  if (typeof fit === 'string') return { ...none, reason: fit }
  const [actual, expected] = sidesAt(level90, fit)
  const shown = difference(actual, expected)
  const share = ratio(actual, expected)
  const sure = difference(...sidesAt(level95, fit))
  return {
    ...none,
    perDay: shown.mid / horizonDays,
    low: shown.low / horizonDays,
    high: shown.high / horizonDays,
    relative: { mid: share.mid - 1, low: share.low - 1, high: share.high - 1 },
    expectedPerDay: expected.mid / horizonDays,
    actualPerDay: actual.mid / horizonDays,
    verdict: sure.low > 0 ? 'raised' : sure.high < 0 ? 'lowered' : 'no_clear_effect',
    control: { ...none.control, donors: fit.control.donors, preDays: fit.preDays },
  }
}
