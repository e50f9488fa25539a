import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'

// What Brand Analytics tells of shoppers' searches.

/** Brand Analytics search terms: one clicked product of one term in one period. */
export type SearchRank = {
  dataset: 'search_rank'
  from: Day
  to: Day
  marketplace: string | null
  department: string | null
  searchTerm: string
  /** Search frequency rank; 1 = most searched. */
  rank: number
  /** 1..3 */
  position: number
  asin: string
  title: string | null
  clickShare: number | null
  conversionShare: number | null
  line: number
}

/** Brand Analytics: what shoppers who searched for something did in one period, with all products and with one. */
export type SearchQuery = {
  dataset: 'search_query'
  from: Day
  to: Day
  marketplace: string | null
  asin: string
  searchQuery: string
  /** Rank among the product's own queries; 1 did most for it. */
  score: number | null
  /** Searches of all shoppers. */
  volume: number
  /** `…Total`: of all products. */
  impressionsTotal: number
  impressions: number
  clicksTotal: number
  clicks: number
  cartAddsTotal: number
  cartAdds: number
  purchasesTotal: number
  purchases: number
  currency: string | null
  /** Medians. */
  clickPriceTotalMicros: Micros | null
  clickPriceMicros: Micros | null
  purchasePriceTotalMicros: Micros | null
  purchasePriceMicros: Micros | null
  line: number
}

export type SearchRow = SearchRank | SearchQuery
