import { type Day, addDays } from '#kernel/day.ts'

/** What a figure rests on, as far as settling goes. */
export type Subject =
  | 'sales'
  | 'orders'
  | 'ad_traffic'
  | 'ad_conversions'
  | 'brand_conversions'
  | 'returns'
  | 'settlement'
  | 'stock'

export type Maturity = {
  /** provisional: Amazon may still restate it; final: it may not; none: no file covers it. */
  readonly state: 'provisional' | 'final' | 'none'
  /** The moment the newest file behind the figure was made (ISO 8601). */
  readonly asOf: string | null
  /** The day on which a file made then would make it final; null when it is final or there is none. */
  readonly finalOn: Day | null
}

/**
 * Days after a day's end until Amazon no longer restates it.
 * sales: the business report settles within 72 hours, late corrections within a week.
 * ad_traffic: clicks settle in 3–5 days, invalid traffic is taken out for up to 30.
 * ad_conversions: attributed conversions are restated for up to 60 days (documented; 1, 7 and 28 days after the event in practice).
 * brand_conversions: the same of Sponsored Brands and Display, whose window is 14 days.
 * orders: pending orders get prices and cancellations within 30 days.
 * returns: the usual 30-day window, plus two weeks in transit and booking.
 * settlement and stock: what is settled or counted is final when it is reported.
 */
export const settlingDays: Readonly<Record<Subject, number>> = {
  sales: 7,
  orders: 30,
  ad_traffic: 30,
  ad_conversions: 60,
  brand_conversions: 60,
  returns: 45,
  settlement: 0,
  stock: 0,
}

/** A stretch of days one file speaks for, with the moment that file was made (ISO 8601). */
export type Spoken = { readonly from: Day; readonly to: Day; readonly asOf: string }

/** How sure a figure over `range` is, given the files that speak for its days on one subject. */
export function maturityOf(
  subject: Subject,
  range: { from: Day; to: Day },
  spoken: readonly Spoken[],
): Maturity {
  const behind = spoken.filter((s) => s.from <= range.to && s.to >= range.from)
  if (behind.length === 0) return { state: 'none', asOf: null, finalOn: null }
  const days = settlingDays[subject]
  const asOf = behind.map((s) => s.asOf).reduce((a, b) => (a > b ? a : b))
  const open = behind.filter((s) => {
    const last = s.to < range.to ? s.to : range.to
    return s.asOf.slice(0, 10) < addDays(last, days)
  })
  if (open.length === 0) return { state: 'final', asOf, finalOn: null }
  const last = open.map((s) => (s.to < range.to ? s.to : range.to)).reduce((a, b) => (a > b ? a : b))
  return { state: 'provisional', asOf, finalOn: addDays(last, days) }
}

/** The least sure of several: none beats provisional beats final; the oldest as-of, the latest final day. */
export function leastMature(parts: readonly Maturity[]): Maturity {
  if (parts.length === 0 || parts.some((part) => part.state === 'none'))
    return { state: 'none', asOf: null, finalOn: null }
  const open = parts.filter((part) => part.state === 'provisional')
  const asOf = parts.map((part) => part.asOf!).reduce((a, b) => (a < b ? a : b))
  if (open.length === 0) return { state: 'final', asOf, finalOn: null }
  return {
    state: 'provisional',
    asOf,
    finalOn: open.map((part) => part.finalOn!).reduce((a, b) => (a > b ? a : b)),
  }
}
