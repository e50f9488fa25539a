import { type Day, addDays, addMonths, dayNumber, monthStart, weekday } from '#kernel/day.ts'
import { wallToInstant } from '#features/facts/rules/zones.ts'

// A month's days, and how much of a week's spend each weekday takes.

/** Every day of the month a day lies in. */
export function monthDays(day: Day): Day[] {
  const first = monthStart(day)
  const count = dayNumber(addMonths(first, 1)) - dayNumber(first)
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

/** Seven weights, Monday first, that average 1. */
export type WeekWeights = readonly number[]

export const evenWeek: WeekWeights = [1, 1, 1, 1, 1, 1, 1]

/** Weeks of an even week that are added to what was seen: two odd weeks say little. */
const PRIOR_WEEKS = 3

/**
 * Weights of weekdays by an account's own days; days that are not known are left out. A weekday without any day counts as an even one.
 * `days` in any order, amounts in any unit.
 */
export function weekWeights(days: readonly { readonly day: Day; readonly spend: number }[]): WeekWeights {
  const seen = days.filter((one) => Number.isFinite(one.spend) && one.spend >= 0)
  const total = seen.reduce((sum, one) => sum + one.spend, 0)
  if (seen.length === 0 || total <= 0) return evenWeek
  const mean = total / seen.length
  const raw = evenWeek.map((_, index) => {
    const own = seen.filter((one) => weekday(one.day) === index + 1)
    const sum = own.reduce((all, one) => all + one.spend, 0) / mean
    return (sum + PRIOR_WEEKS) / (own.length + PRIOR_WEEKS)
  })
  const average = raw.reduce((sum, one) => sum + one, 0) / 7
  return raw.map((one) => one / average)
}

export const weightOf = (weights: WeekWeights, day: Day): number => weights[weekday(day) - 1] ?? 1

export type LocalHour = { readonly from: number; readonly to: number; readonly hour: number }

const clocks = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, readonly LocalHour[]>()
const MOST_KNOWN = 4000

/** The real hours of a local day: 23 or 25 where the clocks change. Instants in milliseconds, `hour` as the clock shows it. */
export function localHours(day: Day, timeZone: string): readonly LocalHour[] {
  const key = `${day} ${timeZone}`
  const before = known.get(key)
  if (before !== undefined) return before
  const hours = hoursOf(day, timeZone)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, hours)
  return hours
}

function hoursOf(day: Day, timeZone: string): LocalHour[] {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const midnight = (one: Day): number => wallToInstant(Date.parse(`${one}T00:00:00Z`), timeZone)
  const end = midnight(addDays(day, 1))
  const hours: LocalHour[] = []
  for (let from = midnight(day); from < end; from += 3_600_000)
    hours.push({ from, to: Math.min(end, from + 3_600_000), hour: Number(clock.format(from)) })
  return hours
}
