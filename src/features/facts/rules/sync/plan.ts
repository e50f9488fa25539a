import { type Day, addDays, addMonths, dayInZone, daysBetween, monthStart } from '#kernel/day.ts'
import type { PullState } from './course.ts'
import { planMonths } from './plan-months.ts'
import { planWeeks } from './plan-weeks.ts'
import type { ClockStream, DayStream, Stream, StreamId } from './streams.ts'

// What has to be asked of Amazon now, as a pure function of what was asked before. There is no separate backfill, catching up after an
// outage or re-reading: a day that was never read, or not lately enough for its age, is due.

/** Where a stream is read: one marketplace of one store, with the zone that cuts its days. */
export type Place = {
  readonly marketplace: string
  readonly timeZone: string
  /** ASINs of the seller's own, for streams that are asked by product. */
  readonly products?: readonly string[]
}

/** A pull of one stream at one place, as far as planning cares. */
export type Past = {
  readonly id: string
  readonly stream: StreamId
  readonly from: Day | null
  readonly to: Day | null
  /** The local day on which it was planned. */
  readonly on: Day
  readonly at: Date
  readonly state: PullState
  /** What it was asked about, where it was asked by product. */
  readonly asins?: readonly string[] | null
}

export type Wish = {
  readonly stream: StreamId
  readonly marketplace: string
  /** Two wishes with one key are one wish. */
  readonly key: string
  readonly from: Day | null
  readonly to: Day | null
  readonly on: Day
  readonly asins?: readonly string[]
  /** True when its days are old enough that only history misses them. */
  readonly isHistory: boolean
}

export type Plan = { readonly wishes: readonly Wish[]; readonly abandon: readonly string[] }

/** A day's reports are asked for from this hour of the next local day: before, Amazon has not counted it. */
const SETTLED_HOUR = 4
const HOUR_MS = 3_600_000

/** The local day that planning goes by. */
export function planDay(now: Date, timeZone: string): Day {
  return dayInZone(new Date(now.getTime() - SETTLED_HOUR * HOUR_MS), timeZone)
}

/** What one stream wants at one place now. `past` are its pulls there, and those of a stream that reads the same days. */
export function planStream(stream: Stream, place: Place, past: readonly Past[], now: Date): Plan {
  if (stream.shape === 'found') return { wishes: [], abandon: [] }
  if (stream.shape === 'months') return planMonths(stream, place, past, planDay(now, place.timeZone))
  if (stream.shape === 'weeks') return planWeeks(stream, place, past, planDay(now, place.timeZone))
  return stream.shape === 'days' ? planDays(stream, place, past, now) : planClock(stream, place, past, now)
}

function planClock(stream: ClockStream, place: Place, past: readonly Past[], now: Date): Plan {
  const own = past.filter((one) => one.stream === stream.id && counts(one))
  const last = own.reduce<Past | null>((best, one) => (best === null || one.at > best.at ? one : best), null)
  if (last !== null && now.getTime() - last.at.getTime() < stream.everyHours * HOUR_MS)
    return { wishes: [], abandon: [] }
  const on = dayInZone(now, place.timeZone)
  // One that still waits would answer no other question than a new one.
  const abandon = own.filter((one) => one.state === 'waiting').map((one) => one.id)
  const read = own.filter((one) => !abandon.includes(one.id) && one.to !== null)
  const since = read.reduce<Day>((best, one) => (one.to! > best ? one.to! : best), '')
  const first = addDays(on, -29)
  const from = since === '' ? addDays(on, -1) : addDays(since, -1)
  const span = stream.shape === 'since' ? { from: from < first ? first : from, to: on } : null
  const key = [stream.id, place.marketplace, now.toISOString().slice(0, 13)].join('|')
  const { marketplace } = place
  return {
    wishes: [
      {
        stream: stream.id,
        marketplace,
        key,
        from: span?.from ?? null,
        to: span?.to ?? null,
        on,
        isHistory: false,
      },
    ],
    abandon,
  }
}

function planDays(stream: DayStream, place: Place, past: readonly Past[], now: Date): Plan {
  const today = planDay(now, place.timeZone)
  const oldestBand = stream.bands.reduce((most, band) => Math.max(most, band.to), 0)
  const isYoung = (one: Past): boolean => one.to !== null && daysBetween(one.to, today) - 1 <= oldestBand
  const own = past.filter((one) => one.stream === stream.id)
  const stale = own.filter((one) => one.state === 'waiting' && one.on < today && isYoung(one))
  const abandon = stale.map((one) => one.id)
  const readers = past.filter(
    (one) =>
      (one.stream === stream.id || one.stream === stream.alsoReadBy) &&
      !abandon.includes(one.id) &&
      (counts(one) || one.on === today),
  )
  const ages = dueAges(stream, readings(readers, today, stream.reachDays))
  const wishes = windows(stream, ages, today).map(({ from, to }): Wish => ({
    stream: stream.id,
    marketplace: place.marketplace,
    key: [stream.id, place.marketplace, today, from, to].join('|'),
    from,
    to,
    on: today,
    isHistory: daysBetween(to, today) - 1 > Math.max(oldestBand, 1),
  }))
  return { wishes, abandon }
}

/** Whether a pull stands for its days: it has read them, or still will. */
function counts(one: Past): boolean {
  return one.state !== 'failed' && one.state !== 'abandoned'
}

/** What was read of one day: how many days ago last, whether rows came or still may, and how often Amazon said that there are none. */
type Read = { ago: number; withRows: boolean; empty: number }

/** By age 1..reach; index 0 is unused. */
function readings(readers: readonly Past[], today: Day, reach: number): Read[] {
  const read = Array.from({ length: reach + 1 }, (): Read => ({ ago: Infinity, withRows: false, empty: 0 }))
  for (const one of readers) {
    if (one.from === null || one.to === null) continue
    const youngest = Math.max(1, daysBetween(one.to, today) - 1)
    const oldest = Math.min(reach, daysBetween(one.from, today) - 1)
    const ago = Math.max(0, daysBetween(one.on, today) - 1)
    for (let age = youngest; age <= oldest; age++) {
      const day = read[age]!
      day.ago = Math.min(day.ago, ago)
      if (one.state === 'nothing') day.empty += 1
      else day.withRows = true
    }
  }
  return read
}

/** A day beyond the bands is read once; when there was nothing, once more another day, for "no data" can also mean that something went wrong. */
const isMissing = ({ ago, withRows, empty }: Read): boolean =>
  ago === Infinity || (!withRows && empty === 1 && ago > 0)

/** The ages that are due. When one day of a band is, the band is read as a whole: one request serves all of it. */
function dueAges(stream: DayStream, read: readonly Read[]): number[] {
  const due: number[] = []
  for (let age = 1; age <= stream.reachDays; age++) {
    const band = stream.bands.find((one) => age >= one.from && age <= one.to)
    if (band === undefined) {
      if (isMissing(read[age]!)) due.push(age)
      continue
    }
    const inBand = read.slice(band.from, Math.min(band.to, stream.reachDays) + 1)
    if (inBand.some(({ ago }) => ago >= band.everyDays) && read[age]!.ago > 0) due.push(age)
  }
  return due
}

/** Due days as spans of at most one request, the youngest first. */
function windows(stream: DayStream, ages: readonly number[], today: Day): { from: Day; to: Day }[] {
  const monthly = addMonths(monthStart(today), -1)
  const made: { from: Day; to: Day }[] = []
  for (const age of ages) {
    const day = addDays(today, -age)
    const last = made.at(-1)
    const joins =
      last !== undefined &&
      addDays(day, 1) === last.from &&
      daysBetween(day, last.to) <= stream.longestDays &&
      (stream.cut === 'whole' || (day < monthly && monthStart(day) === monthStart(last.to)))
    if (joins) last.from = day
    else made.push({ from: day, to: day })
  }
  return made
}
