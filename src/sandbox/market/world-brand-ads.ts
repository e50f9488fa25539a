// Sponsored Brands and Sponsored Display as the simulated world shows them: what a seller with a registered brand may run beside
// Sponsored Products. Units as in world.ts.

import type { AdState, MatchType } from './world-ads.ts'
import type { Day, Instant } from './world.ts'

export type BrandProduct = 'brands' | 'display'

export type BrandCampaign = {
  campaignId: string
  storeKey: string
  product: BrandProduct
  name: string
  state: AdState
  dailyBudgetMinor: number
  /** vcpm: paid by the thousand viewable impressions. */
  costType: 'cpc' | 'vcpm'
  startOn: Day
  /** False: of the old kind, which Amazon's reports of version 3 leave out. */
  hasAdGroups: boolean
}

export type BrandExpression =
  | { kind: 'keyword'; text: string; match: MatchType }
  | { kind: 'asin'; asin: string }
  /** People who looked at the promoted products within so many days. */
  | { kind: 'viewers'; days: number }

export type BrandTarget = {
  targetId: string
  campaignId: string
  adGroupId: string
  adGroupName: string
  expression: BrandExpression
  bidMinor: number
}

/** All of a store's entities of both products. Empty without a registered brand. */
export type BrandTree = { campaigns: readonly BrandCampaign[]; targets: readonly BrandTarget[] }

export type BrandPlacement = 'top' | 'rest' | 'product_pages'

/** Traffic of a campaign, a target, a search term of a target or a placement, and what is attributed to it within 14 days. */
export type BrandAdRow = {
  storeKey: string
  /** Day of the ad interaction, marketplace zone. */
  day: Day
  campaignId: string
  /** '' where rows are by campaign or placement. */
  targetId: string
  /** '' but where rows are by search term; '*': met on a product page. */
  searchTerm: string
  /** '' but where rows are by placement. */
  placement: BrandPlacement | ''
  impressions: number
  viewableImpressions: number
  clicks: number
  costMinor: number
  /** After a click or a view. */
  orders: number
  units: number
  salesMinor: number
  /** After a click only. */
  clickOrders: number
  clickUnits: number
  clickSalesMinor: number
  /** Of all these, those of buyers who had bought nothing of the brand within a year. */
  newOrders: number
  newUnits: number
  newSalesMinor: number
  newClickOrders: number
  newClickUnits: number
  newClickSalesMinor: number
}

export type BrandAdQuery = {
  storeKey: string
  /** Inclusive local days. */
  from: Day
  to: Day
  /** What Amazon had told by then; default: now. */
  asOf?: Instant
  product: BrandProduct
  by: 'day' | 'span'
  /** Search terms are told where they were clicked. Terms and placements mean something for Sponsored Brands only. */
  grain: 'campaign' | 'target' | 'searchTerm' | 'placement'
}
