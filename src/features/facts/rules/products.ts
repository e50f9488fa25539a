import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'

// Product pages and offers as Amazon shows them to every seller. What was not told is null; Amazon's own API tells no reviews.

export type Rank = {
  /** Name of the list of best sellers. */
  readonly title: string
  readonly rank: number
  /** True for a department's list, false for a browse node's. */
  readonly department: boolean
}

export type Measure = { readonly value: number; readonly unit: string }
export type Package = Readonly<Record<'length' | 'width' | 'height' | 'weight', Measure | null>>

/** A page as the catalogue showed it. */
export type ProductPage = {
  readonly marketplace: string
  readonly asin: string
  readonly seenAt: Date
  /** False: the marketplace has no such product, and all else is null or empty. */
  readonly found: boolean
  readonly title: string | null
  readonly brand: string | null
  readonly productType: string | null
  readonly category: string | null
  readonly images: number | null
  readonly bullets: readonly string[]
  readonly ranks: readonly Rank[]
  readonly package: Package | null
}

/** What a product was offered for, new. */
export type ProductOffer = {
  readonly marketplace: string
  readonly asin: string
  readonly seenAt: Date
  readonly currency: string | null
  readonly featuredMicros: Micros | null
  readonly lowestMicros: Micros | null
  readonly offers: number
  readonly featuredByAmazon: boolean | null
}

/** The rank that products of one kind are told apart by: the narrowest list's, else the department's. */
export function headRank(ranks: readonly Rank[]): Rank | null {
  const narrow = ranks.filter((one) => !one.department)
  const from = narrow.length > 0 ? narrow : ranks
  return from.reduce<Rank | null>((best, one) => (best === null || one.rank < best.rank ? one : best), null)
}

/** How many products Amazon answers for in one call. */
export const PRODUCTS_A_CALL = 20
/** A reading that Amazon put off so often is given up. */
export const MOST_ATTEMPTS = 8
/** A week of prices is what a month can be judged by; more often would tell little more. */
export const READ_EVERY_DAYS = 7

/** A product that shoppers who searched a term clicked most, by Brand Analytics. */
export type TopClicked = {
  readonly term: string
  readonly rank: number
  readonly position: number
  readonly asin: string
  readonly title: string | null
  readonly clickShareRatio: number | null
  readonly from: Day
  readonly to: Day
}
