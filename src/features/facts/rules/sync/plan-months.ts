import { type Day, addDays, addMonths, daysBetween, monthStart } from '#kernel/day.ts'
import type { Past, Place, Plan } from './plan.ts'
import type { MonthStream } from './streams.ts'

// Reports of whole months: one request for all months that follow each other and are due.

const endOf = (month: Day): Day => addDays(addMonths(month, 1), -1)

/** The newest month whose report is out on a day. */
export function newestMonth({ outAfterDays }: MonthStream, today: Day): Day {
  return addMonths(monthStart(addDays(today, -outAfterDays)), -1)
}

/**
 * What a stream of months wants today: every month within reach that was never read; one of which Amazon said once that there is nothing,
 * once more another day; and the newest one again until the next is out.
 */
export function planMonths(stream: MonthStream, place: Place, past: readonly Past[], today: Day): Plan {
  const newest = newestMonth(stream, today)
  const own = past.filter(
    (one) =>
      one.stream === stream.id && ((one.state !== 'failed' && one.state !== 'abandoned') || one.on === today),
  )
  const spans: { from: Day; to: Day }[] = []
  for (let ago = 0; ago < stream.reachMonths; ago++) {
    const month = addMonths(newest, -ago)
    if (!isDue(stream, own, { month, today, isNewest: ago === 0 })) continue
    const last = spans.at(-1)
    if (last !== undefined && addMonths(month, 1) === last.from) last.from = month
    else spans.push({ from: month, to: endOf(month) })
  }
  const wishes = spans.map(({ from, to }) => ({
    stream: stream.id,
    marketplace: place.marketplace,
    key: [stream.id, place.marketplace, today, from, to].join('|'),
    from,
    to,
    on: today,
    isHistory: to < newest,
  }))
  return { wishes, abandon: [] }
}

function isDue(
  stream: MonthStream,
  own: readonly Past[],
  { month, today, isNewest }: { month: Day; today: Day; isNewest: boolean },
): boolean {
  const read = own.filter(
    (one) => one.from !== null && one.to !== null && one.from <= month && one.to >= endOf(month),
  )
  if (read.length === 0) return true
  const ago = Math.min(...read.map((one) => daysBetween(one.on, today) - 1))
  const isOpen = read.some((one) => one.state !== 'done' && one.state !== 'nothing' && one.state !== 'failed')
  if (isNewest && ago >= stream.againEveryDays && !isOpen) return true
  return read.length === 1 && read[0]!.state === 'nothing' && ago > 0
}
