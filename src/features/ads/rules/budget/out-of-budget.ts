import { type Day, dayInZone } from '#kernel/day.ts'
import { localHours } from './calendar.ts'

// Hours in which a campaign's ads were off because its budget was used up, and what that is worth.

/**
 * How a day's shopping is spread over its hours: an assumption, not a measurement of the account. Low at night, a plateau from late morning,
 * highest in the evening, as general online retail traffic is. Shares of a day of 24 hours.
 */
export const assumedDemand: readonly number[] = [
  0.022, 0.014, 0.01, 0.008, 0.009, 0.013, 0.021, 0.031, 0.04, 0.047, 0.051, 0.053, 0.053, 0.052, 0.052,
  0.053, 0.054, 0.056, 0.06, 0.066, 0.071, 0.069, 0.057, 0.038,
]

/** Amazon's word that a campaign went out of budget (false) or came back (true). Instants in milliseconds. */
export type BudgetEvent = { readonly at: number; readonly inBudget: boolean }

/** Spend at this share of its budget lets one suspect that it ran out. */
export const SUSPECT_RATIO = 0.95

export type OutDay = {
  readonly day: Day
  /** Hours without budget; null when only suspected. */
  readonly hours: number | null
  /** Their share of the day's demand, by `assumedDemand`; null when only suspected. */
  readonly share: number | null
  /** Amazon's own events, or spend close to the budget. */
  readonly basis: 'events' | 'suspected'
}

/**
 * What a day's events say. Between events the last one holds; before the first one its opposite does. `now` ends a day that is not over.
 * Events in any order; two of one kind in a row are one.
 */
export function outByEvents(
  events: readonly BudgetEvent[],
  day: Day,
  timeZone: string,
  now: number,
): { hours: number; share: number } {
  const order = events.toSorted((a, b) => a.at - b.at)
  const offs: [number, number][] = []
  let off: number | null = order[0]?.inBudget === true ? -Infinity : null
  for (const { at, inBudget } of order) {
    if (!inBudget) off ??= at
    else if (off !== null) {
      offs.push([off, at])
      off = null
    }
  }
  // A record that breaks off: budgets begin anew at midnight, so that nothing is out beyond its own day.
  if (off !== null) offs.push([off, Math.min(now, dayEnd(off, timeZone))])
  const slices = localHours(day, timeZone)
  const demand = slices.reduce((sum, one) => sum + (assumedDemand[one.hour] ?? 0), 0)
  let hours = 0
  let share = 0
  for (const { from, to, hour } of slices) {
    const out = offs.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(to, b, now) - Math.max(from, a)), 0)
    hours += out / 3_600_000
    share += (out / (to - from)) * (assumedDemand[hour] ?? 0)
  }
  return { hours, share: demand === 0 ? 0 : Math.min(1, share / demand) }
}

const dayEnd = (at: number, timeZone: string): number =>
  Number.isFinite(at) ? localHours(dayInZone(new Date(at), timeZone), timeZone).at(-1)!.to : at

/** One day of a campaign: events when Amazon told any of the campaign around it, else a suspicion by its spend; null when it had budget. */
export function outOn(input: {
  readonly day: Day
  readonly timeZone: string
  readonly now: number
  /** Amazon's record of this campaign is there for the day. */
  readonly isRecorded: boolean
  readonly events: readonly BudgetEvent[]
  readonly spendMicros: bigint
  readonly budgetMicros: bigint | null
}): OutDay | null {
  const { day, spendMicros, budgetMicros } = input
  if (input.isRecorded) {
    const { hours, share } = outByEvents(input.events, day, input.timeZone, input.now)
    return hours < 0.02 ? null : { day, hours, share, basis: 'events' }
  }
  if (budgetMicros === null || budgetMicros <= 0n) return null
  const isNear = Number(spendMicros) >= Number(budgetMicros) * SUSPECT_RATIO
  return isNear ? { day, hours: null, share: null, basis: 'suspected' } : null
}

/**
 * What the hours without budget might have sold: the rate of the hours with budget, weighted by demand, times the share that was missed.
 * The rate is pooled over all days, and never from less than a fifth of a day. Null when no hours are known to be missed.
 */
export function lostSales(
  days: readonly { readonly share: number | null; readonly salesMicros: bigint }[],
): bigint | null {
  const missed = days.reduce((sum, one) => sum + (one.share ?? 0), 0)
  if (missed <= 0) return null
  const inBudget = days.reduce((sum, one) => sum + 1 - (one.share ?? 0), 0)
  const sales = days.reduce((sum, one) => sum + Number(one.salesMicros), 0)
  return BigInt(Math.max(0, Math.round((sales / Math.max(inBudget, 0.2)) * missed)))
}
