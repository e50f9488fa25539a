import { type Day, addDays, daysBetween } from '#kernel/day.ts'
import { planDay } from './plan.ts'
import { newestMonth } from './plan-months.ts'
import { newestWeek } from './plan-weeks.ts'
import type { MonthStream, Stream } from './streams.ts'

// How far a store is, and whether what is shown of it is old: pure.

/** fresh: as new as Amazon has it; reading: not yet, and at it; late: it should have come by now; none: never read. */
export type Freshness = 'fresh' | 'reading' | 'late' | 'none'

export type StreamStand = {
  /** Last day read, for streams of days. */
  readonly through: Day | null
  /** When something came last. */
  readonly lastAt: Date | null
  readonly open: number
}

const HOUR_MS = 3_600_000
/** A day's report may be this many days behind before somebody must know: one that is made late, and one that is asked again. */
const DAYS_LATE = 2
const MONTH_LATE_DAYS = 7
const WEEK_LATE_DAYS = 3

/** Whether a stream is as new as it should be at one place. */
export function freshnessOf(stream: Stream, stand: StreamStand, timeZone: string, now: Date): Freshness {
  const { lastAt, open } = stand
  if (lastAt === null) return open > 0 ? 'reading' : 'none'
  if (isLate(stream, stand, timeZone, now)) return 'late'
  return open > 0 ? 'reading' : 'fresh'
}

function isLate(stream: Stream, stand: StreamStand, timeZone: string, now: Date): boolean {
  if (stream.shape === 'found') return false
  if (stream.shape === 'months') return isMonthLate(stream, stand.through, planDay(now, timeZone))
  if (stream.shape === 'weeks') {
    const due = newestWeek(stream, addDays(planDay(now, timeZone), -WEEK_LATE_DAYS))
    return stand.through !== null && stand.through < due
  }
  if (stream.shape !== 'days')
    return now.getTime() - stand.lastAt!.getTime() > (stream.everyHours * 2 + 4) * HOUR_MS
  const band = stream.bands[0]
  if (band === undefined || stand.through === null) return false
  return daysBetween(stand.through, planDay(now, timeZone)) - 1 > band.everyDays + DAYS_LATE
}

/** Amazon says only about when a month's report is out: a week later it should have been read. */
function isMonthLate(stream: MonthStream, through: Day | null, today: Day): boolean {
  return through !== null && through < newestMonth(stream, addDays(today, -MONTH_LATE_DAYS))
}

/** Whole percent of the work that is under way; 100 when there is none. */
export function percentOf(ended: number, all: number): number {
  return all === 0 ? 100 : Math.floor((ended / all) * 100)
}

/** A report takes Amazon about so long from the request to the document. */
const MAKING_MS = 90_000

/**
 * When the open work will be done: requests leave at their quota's rate, one after the other, and the last one takes as long as a report
 * takes. Null when nothing is open.
 */
export function finishBy(
  open: { asks: number; others: number; firstAt: Date | null },
  perSecond: number,
  now: Date,
): Date | null {
  if (open.asks === 0 && open.others === 0) return null
  const wait = Math.max(0, (open.firstAt?.getTime() ?? 0) - now.getTime())
  const asking = open.asks === 0 ? 0 : wait + ((open.asks - 1) / perSecond) * 1000
  return new Date(now.getTime() + asking + MAKING_MS)
}
