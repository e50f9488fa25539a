import type { Capability } from '#kernel/capability.ts'
import { type Day, addDays, daysBetween, weekday } from '#kernel/day.ts'
import type { Past, Place, Plan } from './plan.ts'
import { type Stream, type WeekStream, streamOf } from './streams.ts'

// Reports of whole weeks: one request a week, for they do not span several.

/** The Sunday of the newest week whose report is out on a day. */
export function newestWeek({ outAfterDays }: WeekStream, today: Day): Day {
  const after = addDays(today, 1 - outAfterDays)
  return addDays(after, -(weekday(after) % 7) - 7)
}

/**
 * Whether a stream may be asked for at a place: what it is held against is known, or nothing granted tells it.
 */
export function isTurn(
  stream: Stream,
  granted: readonly Capability[],
  past: readonly Pick<Past, 'stream' | 'state'>[],
): boolean {
  if (stream.shape !== 'weeks') return true
  const first = stream.after.find((id) => granted.includes(streamOf(id).capability))
  return first === undefined || past.some((one) => one.stream === first && one.state === 'done')
}

/**
 * Every week within reach that was never read, by product where it is asked so; what Amazon said once that there is nothing of, once more
 * another day. Until Amazon has given any of it, only the newest is asked for: whose brand is not in the registry is told so once a day.
 */
export function planWeeks(stream: WeekStream, place: Place, past: readonly Past[], today: Day): Plan {
  const newest = newestWeek(stream, today)
  const all = past.filter((one) => one.stream === stream.id)
  const own = all.filter((one) => (one.state !== 'failed' && one.state !== 'abandoned') || one.on === today)
  const weeks = Array.from({ length: stream.reachWeeks }, (_, ago) => addDays(newest, -7 * ago))
  const wishes = weeks.flatMap((from) => {
    const read = own.filter((one) => one.from === from)
    const to = addDays(from, 6)
    const { marketplace } = place
    const key = [stream.id, marketplace, today, from, to].join('|')
    const wish = { stream: stream.id, marketplace, key, from, to, on: today, isHistory: from < newest }
    if (stream.productsARequest === undefined) return isUnread(read, today) ? [wish] : []
    const due = (place.products ?? []).filter((asin) =>
      isUnread(
        read.filter((one) => one.asins?.includes(asin) ?? false),
        today,
      ),
    )
    return inParts(due, stream.productsARequest).map((asins) => ({
      ...wish,
      key: `${key}|${asins[0]}`,
      asins,
    }))
  })
  const isGiven = all.some((one) => one.state === 'done')
  const isAsked = own.some((one) => one.on === today)
  return { wishes: isGiven ? wishes : wishes.slice(0, isAsked ? 0 : 1), abandon: [] }
}

function isUnread(read: readonly Past[], today: Day): boolean {
  const [only] = read
  return (
    only === undefined || (read.length === 1 && only.state === 'nothing' && daysBetween(only.on, today) > 1)
  )
}

const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
