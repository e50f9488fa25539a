// Instants and days as Amazon's files write them.

export type Clock = {
  year: string
  month: string
  day: string
  hour: string
  minute: string
  second: string
  /** UTC, PST, PDT, JST, … */
  zone: string
}

const HOUR_MS = 3_600_000
const offsetsByZone = new Map<string, Map<number, number>>()

/** Minutes east of UTC. Kept per hour, because formatting through Intl for every row would dominate the export. */
function offsetMinutes(timeZone: string, at: number): number {
  if (timeZone === 'UTC') return 0
  let offsets = offsetsByZone.get(timeZone)
  if (!offsets) offsetsByZone.set(timeZone, (offsets = new Map()))
  const hour = Math.floor(at / HOUR_MS)
  let offset = offsets.get(hour)
  if (offset === undefined) {
    const text = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(at)
    const found = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text)
    const size = Number(found?.[2] ?? 0) * 60 + Number(found?.[3] ?? 0)
    offset = found?.[1] === '-' ? -size : size
    offsets.set(hour, offset)
  }
  return offset
}

function zoneName(timeZone: string, offset: number): string {
  if (timeZone === 'America/Los_Angeles') return offset === -420 ? 'PDT' : 'PST'
  if (timeZone === 'Asia/Tokyo') return 'JST'
  return 'UTC'
}

/** The wall clock of an instant, two digits each (year four). */
export function clockAt(at: number, timeZone: string): Clock {
  const offset = offsetMinutes(timeZone, at)
  const text = new Date(at + offset * 60_000).toISOString()
  return {
    year: text.slice(0, 4),
    month: text.slice(5, 7),
    day: text.slice(8, 10),
    hour: text.slice(11, 13),
    minute: text.slice(14, 16),
    second: text.slice(17, 19),
    zone: zoneName(timeZone, offset),
  }
}

/** '2025-07-31T22:07:18+00:00', or with the zone's own offset '…-07:00'. */
export function isoWithOffset(at: number, timeZone = 'UTC'): string {
  const offset = offsetMinutes(timeZone, at)
  const size = Math.abs(offset)
  const sign = offset < 0 ? '-' : '+'
  const shown = new Date(at + offset * 60_000).toISOString().slice(0, 19)
  return `${shown}${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** '02' → 'Feb'. */
export function monthName(month: string): string {
  return months[Number(month) - 1] ?? month
}

/** '2026-05-01' → 'May 01, 2026'. */
export function longDay(day: string): string {
  return `${monthName(day.slice(5, 7))} ${day.slice(8, 10)}, ${day.slice(0, 4)}`
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

export type DaySpan = { from: string; to: string }

/** Calendar months touching from..to, cut to it. */
export function monthsOf(span: DaySpan): DaySpan[] {
  const found: DaySpan[] = []
  for (let from = span.from; from <= span.to;) {
    const [year = 0, month = 1] = from.split('-').map(Number)
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    found.push({ from, to: last < span.to ? last : span.to })
    from = addDays(last, 1)
  }
  return found
}
