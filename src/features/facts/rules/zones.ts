import type { Day } from '#kernel/day.ts'
import { dayInZone } from '#kernel/day.ts'

/** Offsets in minutes of the zone names Amazon prints behind a time. IST is India's, the only one of Amazon's stores. */
const NAMED: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  TRT: 180,
  AST: 180,
  GST: 240,
  IST: 330,
  SGT: 480,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  PST: -480,
  PDT: -420,
  MST: -420,
  MDT: -360,
  CST: -360,
  CDT: -300,
  EST: -300,
  EDT: -240,
  BRT: -180,
}

/** Minutes east of UTC for "PDT", "GMT+2", "+00:00", "UTC+09:00", "-0700"; null when the text names no zone. */
export function offsetOf(zone: string): number | null {
  const text = zone.trim().toUpperCase()
  if (text in NAMED) return NAMED[text]!
  const match = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}

const HOUR = 3_600_000

/**
 * The calendar day of an instant in one zone. All zones of Amazon's stores change their offset on the hour or half hour, so
 * the days of one half hour are the same and are asked for once.
 */
export class ZoneDays {
  private readonly timeZone: string
  private readonly known = new Map<number, Day>()

  constructor(timeZone: string) {
    this.timeZone = timeZone
  }

  /** `at` in milliseconds since 1970 UTC. */
  dayOf(at: number): Day {
    const half = Math.floor(at / (HOUR / 2))
    let day = this.known.get(half)
    if (day === undefined) {
      day = dayInZone(new Date(half * (HOUR / 2)), this.timeZone)
      this.known.set(half, day)
    }
    return day
  }
}

const zones = new Map<string, ZoneDays>()

export function zoneDays(timeZone: string): ZoneDays {
  let zone = zones.get(timeZone)
  if (zone === undefined) {
    zone = new ZoneDays(timeZone)
    zones.set(timeZone, zone)
  }
  return zone
}

/** The instant at which a wall clock in a zone shows the given UTC-like milliseconds. */
export function wallToInstant(wall: number, timeZone: string): number {
  const first = wall - offsetAt(wall, timeZone)
  return wall - offsetAt(first, timeZone)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function offsetAt(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    clocks.set(timeZone, clock)
  }
  const name = clock.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return (offsetOf(name) ?? 0) * 60_000
}
