import { headerKey } from './cells.ts'
import type { Dataset } from './rows.ts'

/** Languages in which Amazon titles its columns; 'en' holds the flat files' and the APIs' names too. */
export type Language = 'en' | 'zh' | 'de' | 'fr' | 'it' | 'es' | 'ja'

/**
 * What a column holds: text; whole numbers; money; a ratio printed with its percent sign; a percentage without one; a calendar
 * day; a moment.
 */
export type ColumnKind = 'text' | 'count' | 'money' | 'ratio' | 'percent' | 'day' | 'moment'

/** Names of one column by language, separated by bars; compared as headerKey makes them. */
export type Names = Partial<Record<Language, string>>

export type ColumnSpec = {
  kind: ColumnKind
  names: Names
  /** For headers that vary too much to list; compared with the header's key. */
  pattern?: RegExp
}

export type ReportId =
  | 'settlement_v1'
  | 'settlement_v2'
  | 'date_range_transactions'
  | 'business_by_date'
  | 'business_by_asin'
  | 'ads_search_term'
  | 'ads_targeting'
  | 'ads_placement'
  | 'ads_advertised_product'
  | 'ads_campaign'
  | 'ads_performance_over_time'
  | 'ads_invalid'
  | 'brand_ads_campaign'
  | 'brand_ads_targeting'
  | 'brand_ads_search_term'
  | 'brand_ads_placement'
  | 'sp_bulk'
  | 'bid_recommendations'
  | 'brand_bulk'
  | 'fba_myi'
  | 'fba_planning'
  | 'all_orders'
  | 'fba_returns'
  | 'removal_order'
  | 'removal_shipment'
  | 'seller_feedback'
  | 'brand_search_terms'
  | 'brand_search_queries'
  | 'fba_reimbursements'
  | 'fba_storage_fees'
  | 'fba_aged_surcharge'
  | 'fba_overage_fees'
  | 'ledger_summary'
  | 'merchant_listings'
  | 'fee_preview'
  | 'account_health'

export type ReportType = {
  id: ReportId
  dataset: Dataset
  columns: Readonly<Record<string, ColumnSpec>>
  /** Columns the type can not be without; 'a|b' wants one of the two. */
  required: readonly string[]
  /** Columns that make it another type. */
  forbidden?: readonly string[]
}

export function text(names: Names, pattern?: RegExp): ColumnSpec {
  return column('text', names, pattern)
}
export function count(names: Names, pattern?: RegExp): ColumnSpec {
  return column('count', names, pattern)
}
export function money(names: Names, pattern?: RegExp): ColumnSpec {
  return column('money', names, pattern)
}
export function ratio(names: Names, pattern?: RegExp): ColumnSpec {
  return column('ratio', names, pattern)
}
export function percent(names: Names): ColumnSpec {
  return column('percent', names)
}
export function day(names: Names): ColumnSpec {
  return column('day', names)
}
export function moment(names: Names): ColumnSpec {
  return column('moment', names)
}

function column(kind: ColumnKind, names: Names, pattern?: RegExp): ColumnSpec {
  return pattern === undefined ? { kind, names } : { kind, names, pattern }
}

/** The names of a column in all languages, as keys with their language. */
export function namedKeys(spec: ColumnSpec): { key: string; language: Language }[] {
  return Object.entries(spec.names).flatMap(([language, names]) =>
    names.split('|').map((name) => ({ key: headerKey(name), language: language as Language })),
  )
}
