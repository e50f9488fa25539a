import type { Day } from '#kernel/day.ts'
import { monthDays } from './calendar.ts'

// Amazon averages a daily budget over the calendar month: one day may take up to twice the budget, the month no more than budget × days.

/** A day's spend over its budget at most, as a multiple, unless the account opted out (then 1.25). */
export const DAY_MULTIPLE = 2n

export type BudgetDay = {
  readonly day: Day
  readonly spendMicros: bigint
  readonly budgetMicros: bigint
  /** The budget of that very day, or today's, when no snapshot of that day is there. */
  readonly basis: 'snapshot' | 'present'
}

/** Days that cost more than their budget, dearest first, with how much more. */
export function daysAbove(
  days: readonly BudgetDay[],
): (BudgetDay & { overMicros: bigint; overRatio: number })[] {
  return days
    .filter((one) => one.budgetMicros > 0n && one.spendMicros > one.budgetMicros)
    .map((one) => ({
      ...one,
      overMicros: one.spendMicros - one.budgetMicros,
      overRatio: Number(one.spendMicros - one.budgetMicros) / Number(one.budgetMicros),
    }))
    .toSorted((a, b) =>
      a.overMicros === b.overMicros ? (a.day < b.day ? -1 : 1) : a.overMicros < b.overMicros ? 1 : -1,
    )
}

/**
 * The most a month can still come to with the budgets as they stand: every day left at twice the budget, but no campaign beyond its
 * budget × the month's days. What a paused campaign has spent stays spent.
 */
export function worstMonth(
  month: Day,
  daysLeft: number,
  campaigns: readonly { spentMicros: bigint; budgetMicros: bigint | null; isRunning: boolean }[],
): bigint {
  const length = BigInt(monthDays(month).length)
  return campaigns.reduce((sum, { spentMicros, budgetMicros, isRunning }) => {
    if (!isRunning || budgetMicros === null) return sum + spentMicros
    const ceiling = budgetMicros * length
    const doubled = spentMicros + budgetMicros * DAY_MULTIPLE * BigInt(daysLeft)
    const most = doubled < ceiling ? doubled : ceiling
    return sum + (most > spentMicros ? most : spentMicros)
  }, 0n)
}
