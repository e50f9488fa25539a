import { microsFromDecimal } from '#kernel/money.ts'
import type { Averages } from './decide.ts'
import { valueOf } from './figures.ts'
import { type Condition, unitOf } from './rule.ts'
import { type Ground, moneyOf } from './said.ts'

/** How a value stands to a condition. */
export type Verdict = {
  readonly condition: Condition
  readonly value: number | null
  readonly limit: number | null
  readonly met: boolean
  /** How far the value is from the limit, as a share of it. */
  readonly distance: number
}

const noOther = { coverDays: null, changedDays: Infinity, budgetUsed: null }

function limitOf(
  condition: Condition,
  known: { readonly target: number | null; readonly averages: Averages },
): number | null {
  const number = Number(condition.value)
  if (condition.than === 'targetAcos') return known.target === null ? null : known.target * number
  if (condition.than === 'average') {
    const { all, each } = known.averages
    const counted = ['impressions', 'clicks', 'spend', 'orders', 'sales'].includes(condition.metric)
    const average = valueOf(condition.metric, counted ? each : all, noOther)
    return average === null || !Number.isFinite(average) ? null : average * number
  }
  return unitOf[condition.metric] === 'money' ? Number(microsFromDecimal(condition.value) ?? 0n) : number
}

/** Nothing is met by a value that is not known. */
export function compare(
  condition: Condition,
  value: number | null,
  known: { readonly target: number | null; readonly averages: Averages },
): Verdict {
  const limit = limitOf(condition, known)
  const met = value !== null && limit !== null && holds(condition, value, limit)
  const distance =
    value === null || limit === null || !Number.isFinite(value)
      ? Infinity
      : Math.abs(value - limit) / Math.max(Math.abs(limit), 1e-9)
  return { condition, value, limit, met, distance }
}

function holds({ comparator }: Condition, value: number, limit: number): boolean {
  switch (comparator) {
    case 'above':
      return value > limit
    case 'atLeast':
      return value >= limit
    case 'below':
      return value < limit
    case 'atMost':
      return value <= limit
  }
}

/** rule.when.money, rule.when.share, rule.when.number; rule.when.no_sales where an ACoS has no sale to stand on. */
export function whenGround({ condition, value, limit }: Verdict): Ground {
  const { metric, comparator, than } = condition
  const unit = unitOf[metric]
  const told = (amount: number | null): string | number | null =>
    amount === null || !Number.isFinite(amount) ? null : unit === 'money' ? moneyOf(amount) : amount
  const noSales = metric === 'acos' && value === Infinity
  return {
    code: noSales ? 'rule.when.no_sales' : `rule.when.${unit}`,
    data: {
      metric,
      comparator,
      than,
      factor: Number(condition.value),
      value: told(value),
      limit: told(limit),
    },
  }
}
