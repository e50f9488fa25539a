// Days and hours in a marketplace's own zone, computed from the published daylight-saving rules (US: second Sunday of March
// to first Sunday of November, 02:00 local; EU and UK: last Sundays of March and October, 01:00 UTC; Japan: none).
// Arithmetic instead of Intl: the market asks millions of times.

import type { Day, Instant } from './world.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

type Zone = { standardHours: number; rule: 'US' | 'EU' | 'none' }

const zones: Readonly<Record<string, Zone>> = {
  'America/Los_Angeles': { standardHours: -8, rule: 'US' },
  'Europe/London': { standardHours: 0, rule: 'EU' },
  'Europe/Berlin': { standardHours: 1, rule: 'EU' },
  'Asia/Tokyo': { standardHours: 9, rule: 'none' },
}

/** Midnight UTC of the nth Sunday (1-based) of a month (0-based), or the last one for n = 0. */
function sunday(year: number, month: number, n: number): number {
  if (n === 0) {
    const last = Date.UTC(year, month + 1, 0)
    return last - new Date(last).getUTCDay() * DAY
  }
  const first = Date.UTC(year, month, 1)
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY + (n - 1) * 7 * DAY
}

const summers = new Map<string, readonly [number, number]>()

function summerOf(rule: 'US' | 'EU', year: number, standardHours: number): readonly [number, number] {
  const key = `${rule}${year}${standardHours}`
  let span = summers.get(key)
  if (!span) {
    span =
      rule === 'US'
        ? [sunday(year, 2, 2) + (2 - standardHours) * HOUR, sunday(year, 10, 1) + (1 - standardHours) * HOUR]
        : [sunday(year, 2, 0) + HOUR, sunday(year, 9, 0) + HOUR]
    summers.set(key, span)
  }
  return span
}

/** Milliseconds to add to UTC. Throws on a zone this world does not have. */
export function offsetOf(timeZone: string, at: Instant): number {
  const zone = zones[timeZone]
  if (!zone) throw new Error(`The market has no time zone ${timeZone}`)
  if (zone.rule === 'none') return zone.standardHours * HOUR
  const [from, to] = summerOf(zone.rule, new Date(at).getUTCFullYear(), zone.standardHours)
  return (zone.standardHours + (at >= from && at < to ? 1 : 0)) * HOUR
}

/** Days since 1970-01-01 on the zone's own calendar. */
export const dayIndexOf = (timeZone: string, at: Instant): number =>
  Math.floor((at + offsetOf(timeZone, at)) / DAY)

/** 0..23 on the zone's own clock. */
export const hourOf = (timeZone: string, at: Instant): number =>
  Math.floor((at + offsetOf(timeZone, at)) / HOUR) % 24

/** First instant of a local day. No zone here changes its clock at midnight. */
export function startOfDay(timeZone: string, dayIndex: number): Instant {
  const guess = dayIndex * DAY
  return guess - offsetOf(timeZone, guess - offsetOf(timeZone, guess))
}

const texts = new Map<number, Day>()

/** 20416 → '2025-11-24' */
export function dayText(dayIndex: number): Day {
  let text = texts.get(dayIndex)
  if (!text) texts.set(dayIndex, (text = new Date(dayIndex * DAY).toISOString().slice(0, 10)))
  return text
}

/** '2025-11-24' → 20416. Throws on anything else. */
export function dayIndex(day: Day): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(at)) throw new Error(`Not a day: ${day}`)
  return at / DAY
}

/** 0 = Sunday. */
export const weekdayOf = (index: number): number => (((index + 4) % 7) + 7) % 7

/** Year, month 1..12, day 1..31 of a day index. */
export function partsOf(index: number): { year: number; month: number; date: number; daysInMonth: number } {
  const d = new Date(index * DAY)
  const year = d.getUTCFullYear()
  const month = d.getUTCMonth()
  return {
    year,
    month: month + 1,
    date: d.getUTCDate(),
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  }
}
