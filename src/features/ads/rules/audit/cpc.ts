import type { Day } from '#kernel/day.ts'
import { type Micros, ratioOf } from '#kernel/money.ts'
import { type RatePrior, fitRatePrior, rateBelow } from '#kernel/statistics.ts'

// Our cost per click beside a named benchmark. A low one alone is no goal: it is read with the margin's ceiling and with conversion.

export type Benchmark = {
  readonly id: string
  readonly marketplace: string
  readonly name: string
  readonly source: string
  readonly scope: 'account' | 'campaign' | 'keyword'
  readonly scopeText: string
  readonly currency: string
  readonly valueMicros: Micros
  readonly from: Day
  readonly to: Day | null
}

/** Where the cost per click is to lie (0.7–0.8 of the benchmark), and what a sale may cost. */
export type Aim = { readonly lowRatio: number; readonly highRatio: number; readonly acosRatio: number }

export const defaultAim: Aim = { lowRatio: 0.7, highRatio: 0.8, acosRatio: 0.3 }

export type Traffic = {
  readonly key: string
  readonly name: string
  readonly clicks: number
  readonly orders: number
  readonly costMicros: Micros
  readonly salesMicros: Micros
  /** Share of impressions at the top of search; null when no placement report says. */
  readonly topShare: number | null
}

export type CpcLine = {
  readonly key: string
  readonly name: string
  readonly clicks: number
  readonly cpcMicros: Micros
  readonly benchmark: Benchmark | null
  readonly ratio: number | null
  readonly standing: 'below' | 'within' | 'above' | 'no_benchmark'
  /** Each true (holds), false, or null (cannot be said). */
  readonly tests: {
    /** Not above the upper share of the benchmark. */
    readonly median: boolean | null
    /** Not above target ACoS × revenue per click. */
    readonly ceiling: boolean | null
    /** Converts no worse than the account. */
    readonly conversion: boolean | null
  }
  readonly ceilingMicros: Micros | null
  readonly conversionRatio: number
  /** Cheap, and it shows: converts worse than the account, or hardly stands at the top. */
  readonly isCheapButWeak: boolean
}

/** A conversion below the account's is said when it is so sure. */
const SURE = 0.95
/** Fewer clicks say nothing of revenue per click. */
const LEAST_CLICKS = 30

/** The benchmark for a campaign on a day: its own before the account's, the newest first. */
export function benchmarkFor(
  all: readonly Benchmark[],
  what: { campaign?: string; keyword?: string },
  day: Day,
  currency: string,
): Benchmark | null {
  const fits = (one: Benchmark): boolean => {
    if (one.currency !== currency || one.from > day || (one.to !== null && one.to < day)) return false
    const text = one.scopeText.trim().toLowerCase()
    if (one.scope === 'keyword') return what.keyword?.trim().toLowerCase() === text
    if (one.scope === 'campaign')
      return what.campaign !== undefined && what.campaign.toLowerCase().includes(text)
    return true
  }
  const rank = { keyword: 0, campaign: 1, account: 2 } as const
  return (
    all
      .filter(fits)
      .toSorted(
        (a, b) =>
          rank[a.scope] - rank[b.scope] ||
          (a.from < b.from ? 1 : a.from > b.from ? -1 : Number(b.id) - Number(a.id)),
      )[0] ?? null
  )
}

/** Lines with clicks, dearest first. Orders may exceed clicks; amounts are exact. */
export function judgeCpc(
  all: readonly Traffic[],
  benchmarkOf: (one: Traffic) => Benchmark | null,
  aim: Aim,
): CpcLine[] {
  const seen = all.filter((one) => one.clicks > 0)
  const prior = fitRatePrior(seen.map((one) => ({ events: one.orders, exposure: one.clicks })))
  const shares = seen.flatMap((one) => (one.topShare === null ? [] : [one.topShare]))
  const usualTop = shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length
  return seen
    .toSorted((a, b) =>
      a.costMicros === b.costMicros ? (a.key < b.key ? -1 : 1) : a.costMicros < b.costMicros ? 1 : -1,
    )
    .map((one) => lineOf(one, benchmarkOf(one), aim, prior, usualTop))
}

function lineOf(
  one: Traffic,
  benchmark: Benchmark | null,
  aim: Aim,
  prior: RatePrior | null,
  usualTop: number | null,
): CpcLine {
  const clicks = BigInt(one.clicks)
  const cpcMicros = (one.costMicros + clicks / 2n) / clicks
  const ratio = benchmark === null ? null : ratioOf(one.costMicros, benchmark.valueMicros * clicks)
  const standing =
    ratio === null
      ? 'no_benchmark'
      : ratio < aim.lowRatio
        ? 'below'
        : ratio > aim.highRatio
          ? 'above'
          : 'within'
  const ceilingMicros =
    one.clicks < LEAST_CLICKS
      ? null
      : (one.salesMicros * BigInt(Math.round(aim.acosRatio * 1e6))) / 1_000_000n / clicks
  const isWorse =
    prior === null ? null : rateBelow(prior, { events: one.orders, exposure: one.clicks }, prior.mean) > SURE
  const isLow = one.topShare !== null && usualTop !== null && one.topShare < usualTop / 2
  return {
    key: one.key,
    name: one.name,
    clicks: one.clicks,
    cpcMicros,
    benchmark,
    ratio,
    standing,
    tests: {
      median: ratio === null ? null : ratio <= aim.highRatio,
      ceiling: ceilingMicros === null ? null : cpcMicros <= ceilingMicros,
      conversion: isWorse === null ? null : !isWorse,
    },
    ceilingMicros,
    conversionRatio: one.orders / one.clicks,
    isCheapButWeak: standing === 'below' && (isWorse === true || isLow),
  }
}
