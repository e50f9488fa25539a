import { daysBetween } from '#kernel/day.ts'
import { decimalsOf } from '#kernel/money.ts'
import { type Stop, decideStop } from '../rules/budget/guard.ts'
import { rangeOf } from '../rules/limits.ts'
import type { BudgetState } from './budget-state.ts'
import type { Guard } from './plans.ts'

/** The smallest daily budget of a marketplace, in micros. */
export function leastBudget(marketplace: string, currency: string): bigint {
  const least = rangeOf('budget', marketplace)?.[0]
  return least === undefined ? 10n ** BigInt(6 - decimalsOf(currency)) : BigInt(Math.round(least * 1e6))
}

/** What an ordinary day costs, by the last fourteen that are known. */
export function ordinaryDay({ spend, asOf }: BudgetState): bigint {
  const days = [...spend].filter(([day]) => asOf !== null && day <= asOf && daysBetween(day, asOf) <= 14)
  return days.length === 0 ? 0n : days.reduce((sum, [, micros]) => sum + micros, 0n) / BigInt(days.length)
}

/** What the stop would do now about the running month. */
export function stopNow(state: BudgetState, guard: Guard | null): Stop {
  const { place, today, asOf, pace } = state
  const running = state.campaigns.flatMap(({ campaignId, name, budgetMicros, state: is }) =>
    is === 'enabled' && budgetMicros !== null ? [{ campaignId, name, budgetMicros }] : [],
  )
  if (!today.startsWith(state.month.slice(0, 7))) return { act: 'none' }
  const seen = asOf !== null && asOf >= state.month ? asOf : null
  const unseenDays = seen === null ? Number(today.slice(8)) : daysBetween(seen, today) - 1
  return decideStop({
    planMicros: state.planMicros,
    spentMicros: pace.spentMicros,
    dayMicros: ordinaryDay(state),
    unseenDays,
    daysLeft: Math.max(0, pace.daysLeft - unseenDays) + 1,
    dayLimitMicros: guard?.dayLimitMicros ?? null,
    running,
    leastMicros: leastBudget(place.marketplace, place.currency),
    currency: place.currency,
  })
}
