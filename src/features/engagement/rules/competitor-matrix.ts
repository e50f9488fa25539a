import { stemsOf, wordsOf } from '#features/ads/rules/search-terms/tokens.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { Micros } from '#kernel/money.ts'
import { median } from '#kernel/statistics.ts'

// Competitors beside own products. What a figure rests on stands beside it; what nobody told is null.

/** The sheet's row behind a product. */
export type SheetPlace = { readonly importId: string; readonly fileName: string; readonly line: number }

export type SheetProduct = {
  readonly place: SheetPlace
  readonly marketplace: string
  readonly asin: string
  readonly own: boolean
  readonly title: string | null
  readonly brand: string | null
  readonly currency: string
  readonly priceMicros: Micros | null
  readonly ratingStars: number | null
  readonly reviews: number | null
  readonly rank: number | null
  readonly images: number | null
  readonly keywords: readonly string[]
}

/** An own product as the sales reports know it. The price is what buyers paid on average. */
export type SoldProduct = {
  readonly marketplace: string
  readonly asin: string
  readonly title: string | null
  readonly currency: string
  readonly paidMicros: Micros | null
  readonly salesMicros: Micros
  readonly refs: readonly { readonly file: string; readonly line: number }[]
}

/** sheet: the imported list; sales: the business report; terms: shoppers' searches in the ads reports. */
export type Source = 'sheet' | 'sales' | 'terms'

export type MatrixLine = {
  readonly marketplace: string
  readonly asin: string
  readonly own: boolean
  readonly title: string | null
  readonly brand: string | null
  readonly currency: string
  readonly priceMicros: Micros | null
  readonly priceSource: Source | null
  /** This price over the median of one's own in the marketplace, less one. */
  readonly priceGapRatio: number | null
  readonly ratingStars: number | null
  readonly reviews: number | null
  readonly rank: number | null
  readonly images: number | null
  /** Its keywords, those that are one's own too, and those that are not. */
  readonly keywords: number
  readonly shared: readonly string[]
  readonly gaps: readonly string[]
  readonly overlapRatio: number | null
  readonly place: SheetPlace | null
  readonly refs: readonly { readonly file: string; readonly line: number }[]
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
}

export type Matrix = { readonly lines: readonly MatrixLine[]; readonly markets: readonly MarketSummary[] }

const MOST_GAPS = 100

/** `terms`: what shoppers clicked own ads for, by marketplace. */
export function composeMatrix(
  sheet: readonly SheetProduct[],
  sold: readonly SoldProduct[],
  terms: ReadonlyMap<string, readonly string[]>,
): Matrix {
  const places = [...new Set(sheet.map((one) => one.marketplace))].toSorted()
  const lines: MatrixLine[] = []
  const markets: MarketSummary[] = []
  for (const marketplace of places) {
    const here = <T extends { marketplace: string }>(all: readonly T[]): T[] =>
      all.filter((one) => one.marketplace === marketplace)
    const made = oneMarket(marketplace, here(sheet), here(sold), terms.get(marketplace) ?? [])
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

function oneMarket(
  marketplace: string,
  sheet: readonly SheetProduct[],
  sold: readonly SoldProduct[],
  terms: readonly string[],
): { lines: MatrixLine[]; summary: MarketSummary } {
  const language = findMarketplace(marketplace)?.language ?? 'en-US'
  const keyOf = (keyword: string): string => keywordKey(keyword, language)
  const soldAs = new Map(sold.map((one) => [one.asin, one]))
  const isOwn = (one: SheetProduct): boolean => one.own || soldAs.has(one.asin)
  const named = sheet.filter(isOwn).flatMap((one) => one.keywords)
  const ownKeys = new Set([...terms, ...named].map(keyOf))
  const own = ownLines(sheet.filter(isOwn), sold, keyOf)
  const ourPrice = median(own.flatMap((one) => (one.priceMicros === null ? [] : [Number(one.priceMicros)])))
  const gapOf = (micros: Micros | null): number | null =>
    micros === null || ourPrice === null || ourPrice === 0 ? null : Number(micros) / ourPrice - 1
  const rivals = sheet.filter((one) => !isOwn(one)).map((one) => lineOf(one, false, ownKeys, keyOf))
  const lines = [...own, ...rivals].map((one) => ({ ...one, priceGapRatio: gapOf(one.priceMicros) }))
  const from: Source[] = [
    ...(terms.length > 0 ? (['terms'] as const) : []),
    ...(named.length > 0 ? (['sheet'] as const) : []),
  ]
  return {
    lines,
    summary: {
      marketplace,
      currency: sheet[0]!.currency,
      competitors: rivals.length,
      own: own.length,
      ownKeywords: ownKeys.size,
      ownKeywordsFrom: from,
      theirs: mediansOf(rivals),
      ours: mediansOf(own),
      gaps: gapsOf(rivals, keyOf),
    },
  }
}

/** What no sheet told. */
const untold = {
  brand: null,
  priceGapRatio: null,
  ratingStars: null,
  reviews: null,
  rank: null,
  images: null,
  keywords: 0,
  shared: [],
  gaps: [],
  overlapRatio: null,
  place: null,
} as const

/** Own products: those of the sheet with the reports' price where it names none, then those that only the reports know. */
function ownLines(
  sheet: readonly SheetProduct[],
  sold: readonly SoldProduct[],
  keyOf: (keyword: string) => string,
): MatrixLine[] {
  const listed = new Set(sheet.map((one) => one.asin))
  const soldAs = new Map(sold.map((one) => [one.asin, one]))
  const fromSheet = sheet.map((one): MatrixLine => {
    const line = lineOf(one, true, new Set(), keyOf)
    const known = soldAs.get(one.asin)
    const paid = line.priceMicros === null ? (known?.paidMicros ?? null) : null
    return {
      ...line,
      title: line.title ?? known?.title ?? null,
      priceMicros: line.priceMicros ?? paid,
      priceSource: line.priceMicros !== null ? 'sheet' : paid !== null ? 'sales' : null,
      refs: known?.refs ?? [],
    }
  })
  const others = sold
    .filter((one) => !listed.has(one.asin))
    .map((one): MatrixLine => ({
      ...untold,
      marketplace: one.marketplace,
      asin: one.asin,
      title: one.title,
      currency: one.currency,
      own: true,
      priceMicros: one.paidMicros,
      priceSource: one.paidMicros === null ? null : 'sales',
      refs: one.refs,
    }))
  return [...fromSheet, ...others]
}

function lineOf(
  one: SheetProduct,
  own: boolean,
  ownKeys: ReadonlySet<string>,
  keyOf: (keyword: string) => string,
): MatrixLine {
  const { keywords, ...told } = one
  const shared = own ? [] : keywords.filter((keyword) => ownKeys.has(keyOf(keyword)))
  const gaps = own || ownKeys.size === 0 ? [] : keywords.filter((keyword) => !ownKeys.has(keyOf(keyword)))
  return {
    ...told,
    own,
    priceSource: one.priceMicros === null ? null : 'sheet',
    priceGapRatio: null,
    keywords: keywords.length,
    shared,
    gaps,
    // Without own keywords nothing can be said, which is another thing than sharing none.
    overlapRatio: own || keywords.length === 0 || ownKeys.size === 0 ? null : shared.length / keywords.length,
    refs: [],
  }
}

function mediansOf(lines: readonly MatrixLine[]): Medians {
  const middle = (pick: (one: MatrixLine) => number | null): number | null =>
    median(
      lines.flatMap((one) => {
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
