import { type Day, addDays, dayNumber } from '#kernel/day.ts'
import type { SettingState, Placements } from '../setting-words.ts'
import type { Metric } from './rule.ts'

// What a rule looks at. Amounts are whole micros as numbers: sums of a year stay far below 2^53.

export type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly cost: number
  readonly sales: number
}
export type DaySums = Sums & { readonly day: Day }

export type RuleObject = {
  readonly entity: 'campaigns' | 'adGroups' | 'keywords' | 'targets' | 'terms'
  /** Amazon's id; ad group · term for search terms. */
  readonly id: string
  readonly label: string
  readonly campaignId: string
  readonly campaign: string
  readonly adGroupId: string | null
  readonly state: SettingState | null
  /** Bid or daily budget in micros; null where there is none. */
  readonly amount: number | null
  readonly placements: Placements | null
  /** Of an automatic campaign: it takes no keywords. */
  readonly auto: boolean
  readonly changedOn: Day | null
  readonly coverDays: number | null
  /** In order of days; days without a row had nothing. */
  readonly days: readonly DaySums[]
}

export type RuleFacts = {
  readonly marketplace: string
  readonly currency: string
  /** The marketplace's own calendar. */
  readonly today: Day
  /** Days of the place that reports cover. */
  readonly known: ReadonlySet<Day>
  readonly targetAcosRatio: number | null
  readonly objects: readonly RuleObject[]
  /** Keywords and negatives that stand already: parent · match type · term. */
  readonly standing: ReadonlySet<string>
}

export const nothing: Sums = { impressions: 0, clicks: 0, orders: 0, cost: 0, sales: 0 }

/** Sums up to each day, so that any window is two look-ups. */
export type Running = { readonly days: readonly number[]; readonly totals: readonly Sums[] }

export function running(days: readonly DaySums[]): Running {
  let total = nothing
  const numbers: number[] = []
  const totals: Sums[] = [nothing]
  for (const one of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    total = plus(total, one)
    numbers.push(dayNumber(one.day))
    totals.push(total)
  }
  return { days: numbers, totals }
}

const plus = (a: Sums, b: Sums): Sums => ({
  impressions: a.impressions + b.impressions,
  clicks: a.clicks + b.clicks,
  orders: a.orders + b.orders,
  cost: a.cost + b.cost,
  sales: a.sales + b.sales,
})

export const addedUp = (all: readonly Sums[]): Sums => all.reduce(plus, nothing)

/** Sums of the days from..to, both included. */
export function between(series: Running, from: Day, to: Day): Sums {
  const a = series.totals[countBefore(series.days, dayNumber(from))]!
  const b = series.totals[countBefore(series.days, dayNumber(to) + 1)]!
  return {
    impressions: b.impressions - a.impressions,
    clicks: b.clicks - a.clicks,
    orders: b.orders - a.orders,
    cost: b.cost - a.cost,
    sales: b.sales - a.sales,
  }
}

/** How many of the sorted numbers are below `limit`. */
function countBefore(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The window of a run on a day: so many days, the immature ones before the run left out. */
export function windowOf(
  runOn: Day,
  when: { readonly windowDays: number; readonly immatureDays: number },
): { readonly from: Day; readonly to: Day } {
  const to = addDays(runOn, -1 - when.immatureDays)
  return { from: addDays(to, 1 - when.windowDays), to }
}

/** More of one thing than of what it comes from: such figures decide nothing. */
export const impossible = (sums: Sums): boolean =>
  sums.orders > sums.clicks || (sums.impressions > 0 && sums.clicks > sums.impressions)

/** The value of a metric; null when the figures do not have one. Amounts in micros; ACoS without any sale is infinite. */
export function valueOf(
  metric: Metric,
  sums: Sums,
  other: {
    readonly coverDays: number | null
    readonly changedDays: number
    readonly budgetUsed: number | null
  },
): number | null {
  const per = (a: number, b: number): number | null => (b === 0 ? null : a / b)
  switch (metric) {
    case 'impressions':
    case 'clicks':
    case 'orders':
    case 'sales':
      return sums[metric]
    case 'spend':
      return sums.cost
    case 'ctr':
      return per(sums.clicks, sums.impressions)
    case 'cpc':
      return per(sums.cost, sums.clicks)
    case 'cvr':
      return per(sums.orders, sums.clicks)
    case 'acos':
      return sums.sales === 0 ? (sums.cost === 0 ? null : Infinity) : sums.cost / sums.sales
    case 'roas':
      return per(sums.sales, sums.cost)
    case 'coverDays':
      return other.coverDays
    case 'changedDays':
      return other.changedDays
    case 'budgetUsed':
      return other.budgetUsed
  }
}
