import { decimalText, decimalsOf } from '#kernel/money.ts'
import type { Ground } from './reallocate.ts'

// When a month's plan is about to be exceeded: lower what is left, or pause. Figures are a day old, so that what is not seen yet counts.

export type Running = {
  readonly campaignId: string
  readonly name: string
  readonly budgetMicros: bigint
}

export type Stop =
  | { readonly act: 'none' }
  /** Daily budgets that fit into what is left. */
  | { readonly act: 'lower'; readonly code: 'month' | 'day_limit'; readonly budgets: readonly Lowered[] }
  | { readonly act: 'pause'; readonly campaigns: readonly Running[]; readonly grounds: Ground[] }

export type Lowered = Running & { readonly toMicros: bigint; readonly grounds: Ground[] }

/** Budgets are lowered when what is left is less than the days left would cost by this factor. */
const NEAR_DAYS = 3

/**
 * `unseenDays`: days between the last figures and the next look, today among them; each is taken to cost `dayMicros`. `daysLeft` counts from
 * today. Never below `leastMicros` a campaign: what does not fit then is paused.
 */
export function decideStop(input: {
  readonly planMicros: bigint | null
  readonly spentMicros: bigint
  readonly dayMicros: bigint
  readonly unseenDays: number
  readonly daysLeft: number
  readonly dayLimitMicros: bigint | null
  readonly running: readonly Running[]
  readonly leastMicros: bigint
  readonly currency: string
}): Stop {
  const { planMicros, running } = input
  if (running.length === 0) return { act: 'none' }
  const total = running.reduce((sum, one) => sum + one.budgetMicros, 0n)
  if (planMicros !== null) {
    const unseen = input.dayMicros * BigInt(Math.max(0, input.unseenDays))
    const left = planMicros - input.spentMicros - unseen
    const told = {
      plan: decimalText(planMicros),
      spent: decimalText(input.spentMicros),
      unseen: decimalText(unseen),
      left: decimalText(left > 0n ? left : 0n),
    }
    const floor = input.leastMicros * BigInt(running.length)
    if (left <= 0n || (left < floor && input.daysLeft <= 1))
      return { act: 'pause', campaigns: running, grounds: [{ code: 'guard_pause', data: told }] }
    const days = BigInt(Math.max(1, input.daysLeft))
    const isNear = left < input.dayMicros * BigInt(Math.min(NEAR_DAYS, Number(days)))
    const share = left / days
    if (isNear && share < total) {
      if (share < floor)
        return { act: 'pause', campaigns: running, grounds: [{ code: 'guard_pause', data: told }] }
      const grounds = [{ code: 'guard_lower', data: { ...told, days: Number(days) } }]
      return { act: 'lower', code: 'month', budgets: shrink(running, total, share, input, grounds) }
    }
  }
  const limit = input.dayLimitMicros
  if (limit !== null && total > limit) {
    const grounds = [{ code: 'guard_day', data: { limit: decimalText(limit), total: decimalText(total) } }]
    return { act: 'lower', code: 'day_limit', budgets: shrink(running, total, limit, input, grounds) }
  }
  return { act: 'none' }
}

/** Every budget by the same share, in whole coins, never below the least; the sum is at most `wanted` unless the least forbids it. */
function shrink(
  running: readonly Running[],
  total: bigint,
  wanted: bigint,
  { leastMicros, currency }: { leastMicros: bigint; currency: string },
  grounds: Ground[],
): Lowered[] {
  const coin = 10n ** BigInt(6 - decimalsOf(currency))
  return running.flatMap((one) => {
    const fitted = ((one.budgetMicros * wanted) / total / coin) * coin
    const toMicros = fitted < leastMicros ? leastMicros : fitted
    return toMicros >= one.budgetMicros ? [] : [{ ...one, toMicros, grounds }]
  })
}
