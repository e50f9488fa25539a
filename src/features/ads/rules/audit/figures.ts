import type { Day } from '#kernel/day.ts'

// What a quarter's audit of an ad account holds: figures only, amounts as exact decimal text of the currency.

export type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: string
  readonly sales: string
}

/** `days` with ads figures; `spendAll`: with Sponsored Brands and Display; `ordered`: all sales of these days, so that TACoS is of the same days. */
export type Totals = Sums & {
  readonly spendAll: string
  readonly ordered: string | null
  readonly days: number
}

export type AuditFigures = {
  readonly client: string
  readonly store: string
  readonly marketplace: string
  readonly currency: string
  /** 2026-Q4 */
  readonly quarter: string
  readonly from: Day
  readonly to: Day
  /** The last day with figures; null when there are none. */
  readonly asOf: Day | null
  /** The quarter is over and its figures rest. */
  readonly isFinal: boolean
  readonly madeAt: string
  readonly totals: Totals
  readonly before: Totals
  readonly months: readonly {
    readonly month: string
    readonly spend: string
    /** With Sponsored Brands and Display: what the plan is about. */
    readonly spendAll: string
    readonly sales: string
    readonly ordered: string | null
    readonly plan: string | null
    readonly clicks: number
    readonly daysAbove: number
  }[]
  readonly byTargeting: readonly (Sums & { readonly key: string })[]
  readonly byMatch: readonly (Sums & { readonly key: string })[]
  readonly waste: {
    readonly leastClicks: number
    readonly terms: number
    readonly spend: string
    readonly top: readonly {
      readonly term: string
      readonly campaign: string
      readonly clicks: number
      readonly spend: string
    }[]
  }
  readonly invalid: {
    readonly gross: number
    readonly invalid: number
    readonly ratio: number | null
    readonly low: number
    readonly high: number
    readonly direction: string
    readonly standOut: readonly {
      readonly campaign: string
      readonly gross: number
      readonly invalid: number
      readonly ratio: number
      readonly expected: number
    }[]
    /** Amazon's credits for advertising in the settlements of the quarter, of all marketplaces of the store in this currency. */
    readonly credited: string
    readonly credits: number
  } | null
  readonly outOfBudget: {
    readonly recordedFrom: string | null
    readonly hours: number
    readonly lost: string
    readonly suspectedDays: number
    readonly daysAbove: number
  }
  readonly cpc: {
    readonly cpc: string | null
    readonly benchmark: { readonly name: string; readonly source: string; readonly value: string } | null
    readonly ratio: number | null
    readonly lowRatio: number
    readonly highRatio: number
    readonly cheapButWeak: readonly string[]
  }
  readonly changes: readonly {
    readonly kind: string
    readonly made: number
    readonly reverted: number
    readonly byRule: number
  }[]
  /** Measured after fourteen days, by metric. */
  readonly effects: readonly {
    readonly metric: string
    readonly raised: number
    readonly lowered: number
    readonly unclear: number
    readonly few: number
  }[]
  readonly witness: {
    readonly from: string | null
    readonly matched: number
    readonly unlogged: number
    readonly explained: number
  }
  readonly structure: readonly { readonly key: string; readonly count: number }[]
}

/** The days of a quarter: 2026-Q4 → 2026-10-01 … 2026-12-31. */
export function quarterSpan(quarter: string): { from: Day; to: Day } {
  const year = quarter.slice(0, 4)
  const n = Number(quarter.slice(6))
  const first = String(n * 3 - 2).padStart(2, '0')
  const last = ['03-31', '06-30', '09-30', '12-31'][n - 1] ?? '12-31'
  return { from: `${year}-${first}-01`, to: `${year}-${last}` }
}

export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The quarter so many before or after. */
export function quarterMoved(quarter: string, by: number): string {
  const n = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by
  return `${Math.floor(n / 4)}-Q${(n % 4) + 1}`
}
