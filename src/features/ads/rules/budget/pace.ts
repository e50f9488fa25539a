import { type Day, dayNumber } from '#kernel/day.ts'
import { type WeekWeights, monthDays, weightOf } from './calendar.ts'

// A month's plan as a curve, and where the month is heading. Money in micros, exact where it is a plan, estimated where it is a forecast.

/** Weights are read at six decimals, so that sums are whole. */
const scaled = (weight: number): bigint => BigInt(Math.max(0, Math.round(weight * 1e6)))

/** What is to be spent by the end of each day: weighted by weekday, the last day exactly the plan. */
export function planCurve(
  planMicros: bigint,
  month: Day,
  weights: WeekWeights,
): { day: Day; micros: bigint }[] {
  const days = monthDays(month)
  const parts = days.map((day) => scaled(weightOf(weights, day)))
  const whole = parts.reduce((sum, one) => sum + one, 0n)
  let sofar = 0n
  return days.map((day, index) => {
    sofar += parts[index]!
    const share = whole === 0n ? BigInt(index + 1) : sofar
    return { day, micros: (planMicros * share) / (whole === 0n ? BigInt(days.length) : whole) }
  })
}

/** Within this of the plan a month is on it. */
export const BAND_RATIO = 0.1

export type Pace = {
  readonly spentMicros: bigint
  /** What the plan's curve has by the same day; null without a plan or before the first known day. */
  readonly plannedMicros: bigint | null
  /** Spent ÷ planned by now − 1. */
  readonly deviationRatio: number | null
  /** The month's end if days go on as the last ones did, with a 90 % interval; null when too few days are known. */
  readonly endMicros: { readonly likely: bigint; readonly low: bigint; readonly high: bigint } | null
  /** By the projected end: over or under by more than the band, on plan, or not to be said. */
  readonly verdict: 'over' | 'on' | 'under' | 'unknown'
  /** Both ends of the interval lie on the same side of the band. */
  readonly sure: boolean
  /** Days of the month without figures up to `asOf`. */
  readonly missing: readonly Day[]
  readonly daysLeft: number
}

/** Days that make up today's level of spend. */
const LEVEL_DAYS = 14
/** Fewer known days give no forecast. */
const LEAST_DAYS = 4
const Z90 = 1.645

/**
 * Where a month stands at the end of `asOf`, its last day with figures (null: none yet). `recent` are the known days before and within the
 * month, which tell the level and the spread; a day of the month that is not known counts as an ordinary one.
 */
export function measurePace(input: {
  readonly month: Day
  readonly asOf: Day | null
  readonly planMicros: bigint | null
  readonly recent: ReadonlyMap<Day, bigint>
  readonly weights: WeekWeights
}): Pace {
  const { month, planMicros, recent, weights } = input
  const days = monthDays(month)
  const asOf = input.asOf === null || input.asOf < days[0]! ? null : input.asOf
  const past = asOf === null ? [] : days.filter((day) => day <= asOf)
  const missing = past.filter((day) => !recent.has(day))
  const spentMicros = past.reduce((sum, day) => sum + (recent.get(day) ?? 0n), 0n)
  const curve = planMicros === null ? null : planCurve(planMicros, month, weights)
  const plannedMicros = curve === null || past.length === 0 ? null : curve[past.length - 1]!.micros
  const ahead = [...missing, ...days.slice(past.length)]
  const endMicros = project(recent, input.asOf, ahead, weights, spentMicros)
  const { verdict, sure } = judge(endMicros, planMicros)
  return {
    spentMicros,
    plannedMicros,
    deviationRatio:
      plannedMicros === null || plannedMicros === 0n ? null : Number(spentMicros) / Number(plannedMicros) - 1,
    endMicros,
    verdict,
    sure,
    missing,
    daysLeft: days.length - past.length,
  }
}

function project(
  recent: ReadonlyMap<Day, bigint>,
  asOf: Day | null,
  ahead: readonly Day[],
  weights: WeekWeights,
  spentMicros: bigint,
): Pace['endMicros'] {
  if (ahead.length === 0) return { likely: spentMicros, low: spentMicros, high: spentMicros }
  const last = asOf === null ? null : dayNumber(asOf)
  // Without its weekday, a day's spend says the level.
  const levels = [...recent]
    .filter(([day]) => last === null || (dayNumber(day) <= last && dayNumber(day) > last - LEVEL_DAYS))
    .map(([day, micros]) => Number(micros) / Math.max(weightOf(weights, day), 1e-3))
  if (levels.length < LEAST_DAYS) return null
  const level = levels.reduce((sum, one) => sum + one, 0) / levels.length
  const spread = Math.sqrt(
    levels.reduce((sum, one) => sum + (one - level) ** 2, 0) / Math.max(1, levels.length - 1),
  )
  const own = ahead.map((day) => weightOf(weights, day))
  const weight = own.reduce((sum, one) => sum + one, 0)
  const squares = own.reduce((sum, one) => sum + one ** 2, 0)
  // The days' own noise, and that the level itself is only estimated.
  const reach = Z90 * spread * Math.sqrt(squares + weight ** 2 / levels.length)
  const at = (rest: number): bigint => spentMicros + BigInt(Math.round(Math.max(0, rest)))
  return { likely: at(level * weight), low: at(level * weight - reach), high: at(level * weight + reach) }
}

function judge(end: Pace['endMicros'], planMicros: bigint | null): Pick<Pace, 'verdict' | 'sure'> {
  if (end === null || planMicros === null || planMicros === 0n) return { verdict: 'unknown', sure: false }
  const side = (micros: bigint): Pace['verdict'] => {
    const ratio = Number(micros) / Number(planMicros) - 1
    return ratio > BAND_RATIO ? 'over' : ratio < -BAND_RATIO ? 'under' : 'on'
  }
  const verdict = side(end.likely)
  return { verdict, sure: side(end.low) === verdict && side(end.high) === verdict }
}
