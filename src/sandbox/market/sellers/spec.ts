// How a simulated seller is described: what it sells, where, how well its pages are made, and how it runs its business.
// A world can be made of any such descriptions (`createMarket({ sellers })`); the three of the demo are beside this file.

import type { FeeCategory } from '../fees/referral.ts'
import type { Season } from '../seasons.ts'
import type { Dimensions, Language, MarketplaceCode } from '../world.ts'
import type { ReturnReason } from '../world-trade.ts'

export type Texts = Readonly<Partial<Record<Language, string>>>

/** [text, share of the family's searches, how well the family answers it 0..1] */
export type QuerySpec = readonly [text: string, share: number, relevance: number]

export type VariationValue = {
  code: string
  text: Texts
  /** Share of the family's sales before price and stock. */
  share: number
  /** Factors on price, cost, weight and volume, return ratio. */
  price?: number
  bulk?: number
  returns?: number
}

export type Theme = { name: Texts; values: readonly VariationValue[] }

export type FamilySpec = {
  key: string
  skuCode: string
  productType: string
  department: Texts
  category: FeeCategory
  package: Dimensions
  priceUsd: number
  costUsd: number
  /** Short noun for the product: 'headlamp'. */
  noun: Texts
  /** Title with {brand} and {v} (variation values). */
  title: Texts
  bullets: Readonly<Partial<Record<Language, readonly string[]>>>
  queries: Readonly<Partial<Record<Language, readonly QuerySpec[]>>>
  themes: readonly Theme[]
  /** Searches a mean day in the US that could end in this kind of product, of the slice this world looks at. */
  shoppers: number
  /** Usual price of a click and conversion of a decent page. */
  cpcUsd: number
  conversionRatio: number
  returnRatio: number
  reasons: Readonly<Partial<Record<ReturnReason, number>>>
  rating: number
  ratingCount: number
  season: Season
  /** Organic standing at the start beside all rivals together = 1. */
  standing: number
}

export type PageQuality = 'good' | 'plain' | 'weak'

export type SupplyHabit = {
  leadDays: number
  leadSpreadDays: number
  /** Days of sales an order should last, and the stock level at which it is placed. */
  coverDays: number
  reorderDays: number
  /** Stock at the start in days of expected sales, with its spread (log). */
  openingDays: number
  openingSpread: number
  cartonUnits: number
  minimumUnits: number
  /** Share of the opening stock older than half a year. */
  agedRatio: number
}

export type AdsHabit = 'wasteful' | 'starved' | 'patchy'

export type SellerSpec = {
  key: string
  companyName: string
  companyNameZh: string
  brand: string
  /** False: the brand is not in Amazon's registry, and Brand Analytics is closed to the seller. Default true. */
  isBrandRegistered?: boolean
  story: string
  storyZh: string
  /** Opening day in each marketplace, days before the market starts (0 = on the first day). */
  stores: readonly {
    marketplace: MarketplaceCode
    openedDaysBefore: number
    scale: number
    /** Cubic metres that FBA lets the store take up; without it there is no limit. */
    capacityM3?: number
  }[]
  families: readonly FamilySpec[]
  pages: PageQuality
  supply: SupplyHabit
  ads: AdsHabit
  /** A registered brand: runs Sponsored Brands and Sponsored Display as well. Default: no. */
  hasBrand?: boolean
  /** Hours until a buyer's message is answered, and the share never answered. */
  answerHours: number
  unansweredRatio: number
  /** Share of billed clicks that are worthless robots, before Amazon's filter. */
  robotRatio: number
  /** Coupons: each runs for 14 days, this many a year. */
  couponsPerYear: number
  /** How strongly rivals answer when this seller takes the top (ln units of their level), and how far they wander a week. Default 0.3 and 0.07. */
  rivals?: { reaction: number; wander: number }
}
