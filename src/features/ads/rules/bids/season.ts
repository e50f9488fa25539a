// Sales events: days on which clicks convert otherwise than usual. They are an input of people, who know the calendar and their deals.

import { type Day, addDays } from '#kernel/day.ts'

/** Conversion on the days (both included) beside usual ones; 1.4 = two fifths more orders per click. */
export type SalesEvent = {
  readonly name: string
  readonly from: Day
  readonly to: Day
  readonly ratio: number
}

/** What a day converts beside usual ones; events that overlap multiply. */
export function seasonOn(events: readonly SalesEvent[], day: Day): number {
  return events.reduce((ratio, one) => (one.from <= day && day <= one.to ? ratio * one.ratio : ratio), 1)
}

/** The mean of the days that a decision of `today` will stand. */
export function seasonAhead(events: readonly SalesEvent[], today: Day, days: number): number {
  let sum = 0
  for (let ahead = 0; ahead < days; ahead += 1) sum += seasonOn(events, addDays(today, ahead))
  return sum / days
}

/** Days that were (index = age, 0 = `newest`); none when no event touches them. */
export function seasonsBefore(events: readonly SalesEvent[], newest: Day, days: number): number[] {
  const seasons = Array.from({ length: days }, (_, age) => seasonOn(events, addDays(newest, -age)))
  return seasons.some((one) => one !== 1) ? seasons : []
}
