import {
  type Package,
  type ProductOffer,
  type ProductPage,
  headRank,
} from '#features/facts/rules/products.ts'
import type { Micros } from '#kernel/money.ts'

// One product of the matrix, put together from all that tell of it. Every cell says where it is from and as of when.

/** The sheet's row behind a product. */
export type SheetPlace = {
  readonly importId: string
  readonly fileName: string
  readonly line: number
  /** ISO instant of the import: what the sheet says is not younger. */
  readonly at: string
}

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

/** An own product as the sales reports know it. The price is what buyers paid on average up to `asOf`, a day. */
export type SoldProduct = {
  readonly marketplace: string
  readonly asin: string
  readonly title: string | null
  readonly currency: string
  readonly paidMicros: Micros | null
  readonly salesMicros: Micros
  readonly asOf: string
  readonly refs: readonly { readonly file: string; readonly line: number }[]
}

/** A product that somebody watches as a competitor. */
export type WatchedProduct = {
  readonly watchId: string
  readonly marketplace: string
  readonly asin: string
  readonly currency: string
}

/**
 * sheet: the imported list; sales: the business report; terms: shoppers' searches in the ads reports; catalogue and offers: Amazon's
 * own answers about the page and what it is offered for.
 */
export type Source = 'sheet' | 'sales' | 'terms' | 'catalogue' | 'offers'

export const cellFields = [
  'title',
  'brand',
  'price',
  'offers',
  'rank',
  'images',
  'bullets',
  'category',
  'package',
  'rating',
  'reviews',
] as const
export type CellField = (typeof cellFields)[number]
export type CellOrigin = { readonly field: CellField; readonly source: Source; readonly asOf: string }

export type Product = {
  readonly marketplace: string
  readonly asin: string
  readonly own: boolean
  readonly watchId: string | null
  readonly title: string | null
  readonly brand: string | null
  readonly currency: string
  readonly priceMicros: Micros | null
  readonly offers: number | null
  readonly featuredByAmazon: boolean | null
  readonly rank: number | null
  /** The list that the rank is in; null where nobody named it. */
  readonly rankList: string | null
  readonly images: number | null
  readonly bullets: readonly string[] | null
  readonly category: string | null
  readonly package: Package | null
  readonly ratingStars: number | null
  readonly reviews: number | null
  /** The marketplace has no such product, as of the last reading. */
  readonly gone: boolean
  /** Where each cell that is filled is from. */
  readonly origins: readonly CellOrigin[]
  /** What the sheet says where Amazon's answer stands in the cell instead. */
  readonly sheet: {
    readonly priceMicros: Micros | null
    readonly rank: number | null
    readonly images: number | null
  } | null
  readonly place: SheetPlace | null
  readonly refs: readonly { readonly file: string; readonly line: number }[]
}

export type Told = {
  readonly sheet: SheetProduct | null
  readonly sold: SoldProduct | null
  readonly watched: WatchedProduct | null
  readonly page: ProductPage | null
  readonly offer: ProductOffer | null
}

type Candidate<T> = { readonly value: T | null | undefined; readonly source: Source; readonly asOf: string }

/**
 * Amazon's own answer stands before what a person wrote down, and that before what follows from sales. Ratings and reviews are the
 * sheet's alone: Amazon's API tells neither.
 */
export function putTogether(marketplace: string, asin: string, told: Told): Product {
  const { sheet, sold, watched, offer } = told
  const page = told.page?.found === true ? told.page : null
  const origins: CellOrigin[] = []
  const choose = <T>(field: CellField, ...all: (Candidate<T> | null)[]): T | null => {
    for (const one of all) {
      if (one === null || one.value === null || one.value === undefined) continue
      origins.push({ field, source: one.source, asOf: one.asOf })
      return one.value
    }
    return null
  }
  const seen = <T>(value: T | null | undefined): Candidate<T> | null =>
    page === null ? null : { value, source: 'catalogue', asOf: page.seenAt.toISOString() }
  const offered = <T>(value: T | null | undefined): Candidate<T> | null =>
    offer === null ? null : { value, source: 'offers', asOf: offer.seenAt.toISOString() }
  const listed = <T>(value: T | null | undefined): Candidate<T> | null =>
    sheet === null ? null : { value, source: 'sheet', asOf: sheet.place.at }
  const sells = <T>(value: T | null | undefined): Candidate<T> | null =>
    sold === null ? null : { value, source: 'sales', asOf: sold.asOf }
  const head = headRank(page?.ranks ?? [])
  const rank = choose('rank', seen(head?.rank), listed(sheet?.rank))
  const bothTell = page !== null || offer !== null
  return {
    marketplace,
    asin,
    own: sheet?.own === true || sold !== null,
    watchId: watched?.watchId ?? null,
    title: choose('title', seen(page?.title), listed(sheet?.title), sells(sold?.title)),
    brand: choose('brand', seen(page?.brand), listed(sheet?.brand)),
    currency: sheet?.currency ?? sold?.currency ?? watched?.currency ?? offer?.currency ?? '',
    priceMicros: choose(
      'price',
      offered(offer?.featuredMicros),
      listed(sheet?.priceMicros),
      sells(sold?.paidMicros),
    ),
    offers: choose('offers', offered(offer?.offers)),
    featuredByAmazon: offer?.featuredByAmazon ?? null,
    rank,
    rankList: rank !== null && rank === head?.rank ? head.title : null,
    images: choose('images', seen(page?.images), listed(sheet?.images)),
    bullets: choose('bullets', seen(page?.bullets)),
    category: choose('category', seen(page?.category)),
    package: choose('package', seen(page?.package)),
    ratingStars: choose('rating', listed(sheet?.ratingStars)),
    reviews: choose('reviews', listed(sheet?.reviews)),
    gone: told.page?.found === false,
    origins: origins.toSorted((a, b) => cellFields.indexOf(a.field) - cellFields.indexOf(b.field)),
    sheet:
      sheet === null || !bothTell
        ? null
        : { priceMicros: sheet.priceMicros, rank: sheet.rank, images: sheet.images },
    place: sheet?.place ?? null,
    refs: sold?.refs ?? [],
  }
}
