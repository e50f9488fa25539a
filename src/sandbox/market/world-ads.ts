// Sponsored Products as the simulated world shows it. Units as in world.ts.

import type { Day, Instant } from './world.ts'

export type AdState = 'enabled' | 'paused' | 'archived'
export type MatchType = 'broad' | 'phrase' | 'exact'
export type Placement = 'top' | 'rest' | 'product_pages'
export type AutoClause = 'close-match' | 'loose-match' | 'substitutes' | 'complements'
export type BiddingStrategy = 'down_only' | 'up_and_down' | 'fixed'

export type Portfolio = { portfolioId: string; storeKey: string; name: string }

export type Campaign = {
  campaignId: string
  storeKey: string
  portfolioId: string | null
  name: string
  state: AdState
  targeting: 'auto' | 'manual'
  dailyBudgetMinor: number
  strategy: BiddingStrategy
  /** Percent as Amazon prints it, 0..900. */
  placementPercent: Readonly<Record<Placement, number>>
  startOn: Day
}

export type AdGroup = {
  adGroupId: string
  campaignId: string
  name: string
  state: AdState
  defaultBidMinor: number
}

export type ProductAd = { adId: string; adGroupId: string; sku: string; asin: string; state: AdState }

export type TargetExpression =
  | { kind: 'keyword'; text: string; match: MatchType }
  | { kind: 'asin'; asin: string }
  | { kind: 'auto'; clause: AutoClause }

export type Target = {
  targetId: string
  adGroupId: string
  expression: TargetExpression
  /** Null: the ad group's default bid. */
  bidMinor: number | null
  state: AdState
}

export type NegativeTarget = {
  negativeId: string
  campaignId: string
  /** Null: on campaign level. */
  adGroupId: string | null
  expression: { kind: 'keyword'; text: string; match: 'phrase' | 'exact' } | { kind: 'asin'; asin: string }
  state: AdState
}

/** All ads entities of a store, as they stand now. */
export type AdsTree = {
  portfolios: readonly Portfolio[]
  campaigns: readonly Campaign[]
  adGroups: readonly AdGroup[]
  ads: readonly ProductAd[]
  targets: readonly Target[]
  negatives: readonly NegativeTarget[]
}

/** The finest row of ad traffic. Coarser reports are sums over it (`sumAdRows`). */
export type AdRow = {
  storeKey: string
  /** Day of the ad interaction, marketplace zone; conversions sit on the day of their click. */
  day: Day
  /** 0..23 local hour when asked for by hour, else null. */
  hour: number | null
  campaignId: string
  adGroupId: string
  adId: string
  sku: string
  asin: string
  targetId: string
  placement: Placement
  /** Shopper query, or a lower-case ASIN for product pages. */
  searchTerm: string
  impressions: number
  clicks: number
  costMinor: number
  /** Attributed orders, units, sales of any of the seller's SKUs, within 1, 7, 14, 30 days of the click. */
  orders: AdWindows
  units: AdWindows
  salesMinor: AdWindows
  /** Same, for the advertised SKU only. */
  ordersSameSku: AdWindows
  unitsSameSku: AdWindows
  salesSameSkuMinor: AdWindows
}

export type AdWindows = { d1: number; d7: number; d14: number; d30: number }

export type AdQuery = {
  storeKey: string
  /** Inclusive local days. */
  from: Day
  to: Day
  /** What Amazon had told by then; default: now. Traffic is complete 12 h later, conversions mature for 60 days. */
  asOf?: Instant
  by: 'day' | 'hour' | 'span'
  /** Only rows with a click (as the search-term API report); default false. */
  clickedOnly?: boolean
  /** Which ids and texts split the rows; those not named are '' in the result. */
  grain: readonly ('campaign' | 'adGroup' | 'ad' | 'target' | 'placement' | 'searchTerm')[]
}

export type InvalidTrafficRow = {
  campaignId: string
  day: Day
  grossImpressions: number
  grossClicks: number
  invalidImpressions: number
  invalidClicks: number
}

/** Times at which a campaign ran out of budget, and came back at local midnight or by a raise. */
export type BudgetEvent = {
  campaignId: string
  at: Instant
  inBudget: boolean
  budgetMinor: number
  spentMinor: number
}
