// What days of cover do to the worth of a click: units that would be sold out anyway before more arrive need no advertising.

import type { BidTarget } from './snapshot.ts'

/** With nothing on its way, stock is made to last so many days. */
const HOLD_DAYS = 10
const LEAST_FACTOR = 0.7

/** 1 with enough stock, less as it runs short before the next arrival; 0.7 at least (an ad that stops loses its place). */
export function stockFactor({
  coverDays,
  inboundDays,
}: Pick<BidTarget, 'coverDays' | 'inboundDays'>): number {
  if (coverDays === null) return 1
  const needed = inboundDays ?? HOLD_DAYS
  return needed <= 0 || coverDays >= needed ? 1 : Math.max(LEAST_FACTOR, Math.sqrt(coverDays / needed))
}
