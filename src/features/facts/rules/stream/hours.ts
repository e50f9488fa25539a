import { type Day, dayInZone } from '#kernel/day.ts'
import { wallToInstant } from '../zones.ts'

// Hours as Marketing Stream names them, and sums of what it tells. Pure.

export type Hour = { readonly at: Date; readonly day: Day; readonly hour: number }

const HOUR_MS = 3_600_000
const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * The hour that a text names: a wall clock of the profile's zone, unless it brings an offset. An hour that comes twice in autumn is the first of
 * the two; one that does not exist in spring is the one after it. Null when the text is no time.
 */
export function hourOf(text: string, timeZone: string): Hour | null {
  const match = shape.exec(text.trim())
  if (match === null) return null
  const [, day = '', hour = '', offset] = match
  const wall = Date.parse(`${day}T${hour}:00:00Z`)
  if (Number.isNaN(wall)) return null
  if (offset !== undefined) {
    const exact = Date.parse(text.trim().replace(' ', 'T'))
    return Number.isNaN(exact) ? null : localHour(new Date(exact), timeZone)
  }
  const earlier = wallToInstant(wall - HOUR_MS, timeZone) + HOUR_MS
  const at = wallToInstant(wall, timeZone)
  // One hour after the hour before is the same wall clock again where a clock was put back: the first counts.
  const first = earlier < at && hourText(earlier, timeZone) === hourText(at, timeZone) ? earlier : at
  return { at: new Date(first), day, hour: Number(hour) }
}

/** The local hour that an instant lies in. */
export function localHour(at: Date, timeZone: string): Hour {
  const start = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
  return {
    at: start,
    day: dayInZone(start, timeZone),
    hour: Number(hourText(start.getTime(), timeZone)),
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function hourText(at: number, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  return clock.format(at)
}

/** What one record adds to an hour; any of it may be negative. */
export type HourDelta = Hour & {
  readonly campaignId: string
  readonly adGroupId: string
  readonly targetId: string
  readonly placement: string
  readonly currency: string
  readonly impressions: number
  readonly clicks: number
  readonly costMicros: bigint
  readonly orders: number
  readonly units: number
  readonly salesMicros: bigint
}

/** One line an hour and object, added up, in a fixed order. */
export function foldHours(deltas: readonly HourDelta[]): HourDelta[] {
  const sums = new Map<string, HourDelta>()
  for (const one of deltas) {
    const key = [one.at.toISOString(), one.campaignId, one.adGroupId, one.targetId, one.placement].join('·')
    const sum = sums.get(key)
    sums.set(
      key,
      sum === undefined
        ? one
        : {
            ...sum,
            impressions: sum.impressions + one.impressions,
            clicks: sum.clicks + one.clicks,
            costMicros: sum.costMicros + one.costMicros,
            orders: sum.orders + one.orders,
            units: sum.units + one.units,
            salesMicros: sum.salesMicros + one.salesMicros,
          },
    )
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
