import { stemsOf, wordsOf } from '#features/ads/rules/search-terms/tokens.ts'
import type { ProductOffer, ProductPage } from '#features/facts/rules/products.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { Micros } from '#kernel/money.ts'
import { median } from '#kernel/statistics.ts'
import {
  type Product,
  type SheetProduct,
  type SoldProduct,
  type Source,
  type Told,
  type WatchedProduct,
  putTogether,
} from './competitor-product.ts'

// Competitors beside own products. What a figure rests on stands beside it; what nobody told is null.

/** All that tells of either side. */
export type MatrixInput = {
  readonly sheet: readonly SheetProduct[]
  readonly sold: readonly SoldProduct[]
  readonly watched: readonly WatchedProduct[]
  readonly pages: readonly ProductPage[]
  readonly offers: readonly ProductOffer[]
  /** What shoppers clicked own ads for, by marketplace. */
  readonly terms: ReadonlyMap<string, readonly string[]>
}

export type MatrixLine = Product & {
  /** This price over the median of one's own of the same category (of the marketplace where none is), less one. */
  readonly priceGapRatio: number | null
  /** Its keywords, those that are one's own too, and those that are not. */
  readonly keywords: number
  readonly shared: readonly string[]
  readonly gaps: readonly string[]
  readonly overlapRatio: number | null
}

export type MarketSummary = {
  readonly marketplace: string
  readonly currency: string
  readonly competitors: number
  readonly own: number
  /** How many own keywords competitors' are held against, and where they are from. */
  readonly ownKeywords: number
  readonly ownKeywordsFrom: readonly Source[]
  readonly theirs: Medians
  readonly ours: Medians
  /** Keywords of competitors that nobody searches one's own products by, those of most competitors first. */
  readonly gaps: readonly { readonly keyword: string; readonly competitors: number }[]
}

export type Medians = {
  readonly priceMicros: Micros | null
  readonly ratingStars: number | null
  readonly reviews: number | null
  readonly rank: number | null
  readonly images: number | null
  readonly bullets: number | null
}

export type Matrix = { readonly lines: readonly MatrixLine[]; readonly markets: readonly MarketSummary[] }

const MOST_GAPS = 100

/** The marketplaces that the matrix is about: those of a sheet and those in which somebody is watched. */
export function placesOf(input: Pick<MatrixInput, 'sheet' | 'watched'>): string[] {
  return [...new Set([...input.sheet, ...input.watched].map((one) => one.marketplace))].toSorted()
}

export function composeMatrix(input: MatrixInput): Matrix {
  const lines: MatrixLine[] = []
  const markets: MarketSummary[] = []
  for (const marketplace of placesOf(input)) {
    const made = oneMarket(marketplace, input)
    lines.push(...made.lines)
    markets.push(made.summary)
  }
  return { lines, markets }
}

/** Keywords that mean the same thing have one key: the stems of their words, whichever order. */
export function keywordKey(keyword: string, language: string): string {
  const words = wordsOf(keyword, language)
  return stemsOf(words).join(' ') || words.join(' ')
}

/** Products of a marketplace in the order in which they are told of: the sheet's, those that are watched, then the rest of one's own. */
function productsOf(marketplace: string, input: MatrixInput): Product[] {
  const here = <T extends { marketplace: string; asin: string }>(all: readonly T[]): Map<string, T> =>
    new Map(all.filter((one) => one.marketplace === marketplace).map((one) => [one.asin, one]))
  const sheet = here(input.sheet)
  const watched = here(input.watched)
  const sold = here(input.sold)
  const pages = here(input.pages)
  const offers = here(input.offers)
  const asins = new Set([...sheet.keys(), ...watched.keys(), ...sold.keys()])
  return [...asins].map((asin) => {
    const told: Told = {
      sheet: sheet.get(asin) ?? null,
      sold: sold.get(asin) ?? null,
      watched: watched.get(asin) ?? null,
      page: pages.get(asin) ?? null,
      offer: offers.get(asin) ?? null,
    }
    return putTogether(marketplace, asin, told)
  })
}

function oneMarket(marketplace: string, input: MatrixInput): { lines: MatrixLine[]; summary: MarketSummary } {
  const place = findMarketplace(marketplace)
  const language = place?.language ?? 'en-US'
  const keyOf = (keyword: string): string => keywordKey(keyword, language)
  const products = productsOf(marketplace, input)
  const keywords = new Map(
    input.sheet.filter((one) => one.marketplace === marketplace).map((one) => [one.asin, one.keywords]),
  )
  const keywordsOf = (one: Product): readonly string[] => keywords.get(one.asin) ?? []
  const own = products.filter((one) => one.own)
  const terms = input.terms.get(marketplace) ?? []
  const named = own.flatMap(keywordsOf)
  const ownKeys = new Set([...terms, ...named].map(keyOf))
  const gapOf = priceGaps(own)
  const lines = [...own, ...products.filter((one) => !one.own)].map((one): MatrixLine => ({
    ...one,
    ...overlapOf(one.own, keywordsOf(one), ownKeys, keyOf),
    priceGapRatio: gapOf(one),
  }))
  const rivals = lines.filter((one) => !one.own)
  return {
    lines,
    summary: {
      marketplace,
      currency: place?.currency ?? products[0]?.currency ?? '',
      competitors: rivals.length,
      own: own.length,
      ownKeywords: ownKeys.size,
      ownKeywordsFrom: [
        ...(terms.length > 0 ? (['terms'] as const) : []),
        ...(named.length > 0 ? (['sheet'] as const) : []),
      ],
      theirs: mediansOf(rivals),
      ours: mediansOf(own),
      gaps: gapsOf(rivals, keyOf),
    },
  }
}

/** Like is compared with like: a pan's price with pans' where the catalogue says what is a pan. */
function priceGaps(own: readonly Product[]): (one: Product) => number | null {
  const middle = (all: readonly Product[]): number | null =>
    median(all.flatMap((one) => (one.priceMicros === null ? [] : [Number(one.priceMicros)])))
  const whole = middle(own)
  const kinds = new Map(
    [...Map.groupBy(own, (one) => one.category)].map(([name, all]) => [name, middle(all)]),
  )
  return ({ priceMicros, category }) => {
    const ours = (category === null ? null : kinds.get(category)) ?? whole
    return priceMicros === null || ours === null || ours === 0 ? null : Number(priceMicros) / ours - 1
  }
}

function overlapOf(
  own: boolean,
  keywords: readonly string[],
  ownKeys: ReadonlySet<string>,
  keyOf: (keyword: string) => string,
): Pick<MatrixLine, 'keywords' | 'shared' | 'gaps' | 'overlapRatio'> {
  const shared = own ? [] : keywords.filter((keyword) => ownKeys.has(keyOf(keyword)))
  const gaps = own || ownKeys.size === 0 ? [] : keywords.filter((keyword) => !ownKeys.has(keyOf(keyword)))
  return {
    keywords: keywords.length,
    shared,
    gaps,
    // Without own keywords nothing can be said, which is another thing than sharing none.
    overlapRatio: own || keywords.length === 0 || ownKeys.size === 0 ? null : shared.length / keywords.length,
  }
}

function mediansOf(products: readonly Product[]): Medians {
  const middle = (pick: (one: Product) => number | null): number | null =>
    median(
      products.flatMap((one) => {
        const value = pick(one)
        return value === null ? [] : [value]
      }),
    )
  const price = middle((one) => (one.priceMicros === null ? null : Number(one.priceMicros)))
  return {
    priceMicros: price === null ? null : BigInt(Math.round(price)),
    ratingStars: middle((one) => one.ratingStars),
    reviews: middle((one) => one.reviews),
    rank: middle((one) => one.rank),
    images: middle((one) => one.images),
    bullets: middle((one) => one.bullets?.length ?? null),
  }
}

function gapsOf(
  rivals: readonly MatrixLine[],
  keyOf: (keyword: string) => string,
): { keyword: string; competitors: number }[] {
  const found = new Map<string, { keyword: string; asins: Set<string> }>()
  for (const { asin, gaps } of rivals)
    for (const keyword of gaps) {
      const key = keyOf(keyword)
      const one = found.get(key)
      if (one === undefined) found.set(key, { keyword, asins: new Set([asin]) })
      else one.asins.add(asin)
    }
  return [...found.values()]
    .map(({ keyword, asins }) => ({ keyword, competitors: asins.size }))
    .toSorted((a, b) => b.competitors - a.competitors || (a.keyword < b.keyword ? -1 : 1))
    .slice(0, MOST_GAPS)
}
