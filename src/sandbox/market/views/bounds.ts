// A span of local days as instants, cut off at what is known.

import { dayIndex, startOfDay } from '../calendar.ts'
import type { Span } from '../reads.ts'
import type { StoreState } from '../state.ts'
import type { Instant } from '../world.ts'

/** [from, to): from the first midnight to the last, or to just after `asOf`. */
export function boundsOf(
  store: StoreState,
  span: Span,
  now: Instant,
): { from: Instant; to: Instant; asOf: Instant } {
  const { timeZone } = store.place
  const asOf = Math.min(span.asOf ?? now, now)
  return {
    from: startOfDay(timeZone, dayIndex(span.from)),
    to: Math.min(startOfDay(timeZone, dayIndex(span.to) + 1), asOf + 1),
    asOf,
  }
}
