import { type Day, addDays, weekday } from '#kernel/day.ts'
import type { Rule } from './rule.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Day and hour of an instant on a marketplace's clocks. */
export function localTime(instant: Date, timeZone: string): { readonly day: Day; readonly hour: number } {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(instant).map((one) => [one.type, one.value]))
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    hour: Number(parts.get('hour')),
  }
}

const slotAt = (day: Day, hour: number): string => `${day}T${String(hour).padStart(2, '0')}`

/**
 * The last time a rule was due, named by the marketplace's day and hour ("2026-11-09T09"); null when none came since `since`. An hour that
 * the clocks skip is due with the next one; an hour that they repeat is due once.
 */
export function dueSlot(schedule: Rule['schedule'], timeZone: string, since: Date, now: Date): string | null {
  const here = localTime(now, timeZone)
  let day = here.hour >= schedule.hour ? here.day : addDays(here.day, -1)
  if (schedule.every === 'week') while (weekday(day) !== schedule.weekday) day = addDays(day, -1)
  const slot = slotAt(day, schedule.hour)
  const began = localTime(since, timeZone)
  return slot > slotAt(began.day, began.hour) ? slot : null
}
