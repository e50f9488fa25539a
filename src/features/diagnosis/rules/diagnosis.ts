import type { Day } from '#kernel/day.ts'
import type { RowRef } from './input.ts'

// What a diagnosis says, as plain JSON: money is exact decimal text with its currency, ratios 0..1, words are codes that the
// wording tables turn into Chinese or English. The page, the HTML, the PDF and diagnosis.json all show this one value.

export type Unit =
  | 'money'
  | 'ratio'
  | 'count'
  | 'number'
  | 'days'
  | 'index'
  | 'day'
  | 'month'
  | 'text'
  | 'word'

export type Cell = string | number | null

/** A value with its unit; `currency` for money. */
export type Value = { unit: Unit; value: Cell; currency?: string | undefined }

export type Figure = Value & {
  key: string
  /** 90 % interval where the value is an estimate. */
  low?: number | undefined
  high?: number | undefined
  /** The same figure over the period it is compared with. */
  before?: Cell | undefined
  /** True while Amazon may still restate it. */
  provisional?: boolean | undefined
}

export type Column = { key: string; unit: Unit }
export type TableRow = { cells: readonly Cell[]; rows: number; refs: readonly RowRef[] }
export type Table = {
  key: string
  currency: string | null
  columns: readonly Column[]
  rows: readonly TableRow[]
  /** How many rows there are; `rows` may hold only the first. */
  total: number
}

export type Chart = {
  key: string
  kind: 'line' | 'bar' | 'stack'
  unit: Unit
  currency: string | null
  xUnit: Unit
  x: readonly string[]
  series: readonly { key: string; values: readonly (number | null)[] }[]
}

export type Params = Readonly<Record<string, Value>>
export type Note = { key: string; params: Params }

export type SectionId =
  | 'sales'
  | 'conversion'
  | 'ads'
  | 'returns'
  | 'fees'
  | 'stock'
  | 'structure'
  | 'health'
  | 'gaps'

/** One marketplace and currency of a section. */
export type Group = {
  marketplace: string | null
  currency: string | null
  figures: readonly Figure[]
  charts: readonly Chart[]
  tables: readonly Table[]
  notes: readonly Note[]
}

export type Section = { id: SectionId; groups: readonly Group[]; notes: readonly Note[] }

/** What kind of money is at stake: spent without return, sales not made, cash lying in stock, an amount to be explained. */
export type StakeKind = 'cost' | 'sales' | 'cash' | 'unexplained'

export type Stake = {
  kind: StakeKind
  currency: string
  /** Decimal text over the observed span. */
  amount: string
  low: string
  high: string
  /** Days the amount was observed over; null for a standing amount such as stock. */
  days: number | null
  /** What findings are ordered by: the amount of 30 days, sales counted at the share that is left after Amazon's fees. */
  ranked: string
}

export type Level = 'high' | 'medium' | 'low'

export type Finding = {
  /** Stable for the same kind, marketplace and currency. */
  id: string
  kind: string
  section: SectionId
  marketplace: string | null
  severity: Level
  confidence: Level
  provisional: boolean
  stake: Stake | null
  params: Params
  evidence: Table | null
}

export type Missing = {
  code: string
  dataset: string
  /** absent: no file at all; partial: days are missing; unstated: the file does not say its span. */
  state: 'absent' | 'partial' | 'unstated'
  from: Day | null
  to: Day | null
  missingDays: number | null
  /** Codes of what cannot be said without it. */
  cannotSay: readonly string[]
}

export type AdsTotal = {
  currency: string
  spend: string
  sales: string
  clicks: number
  impressions: number
  orders: number
  acos: number | null
  /** The reports the totals are taken from, one per day: never two for the same day. */
  reports: readonly string[]
  from: Day
  to: Day
}

export type Settled = {
  fileId: string
  file: string
  settlementId: string
  currency: string
  from: Day
  to: Day
  rows: number
  /** Null where the file states no total. */
  total: string | null
  sumOfRows: string
}

export type Diagnosis = {
  version: 1
  asOf: Day
  from: Day | null
  to: Day | null
  marketplace: string | null
  /** How findings of several currencies were compared: by dated rates, or by their share of each currency's turnover. */
  ranking: 'single' | 'converted' | 'share'
  findings: readonly Finding[]
  sections: readonly Section[]
  settlements: readonly Settled[]
  ads: Readonly<Record<string, AdsTotal>>
  missing: readonly Missing[]
  /** Files named by the row references. */
  files: Readonly<Record<string, string>>
}
