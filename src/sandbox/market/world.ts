// What the simulated Amazon world shows to the outside: plain values, no behaviour.
// Money is an integer of the currency's minor unit (cent, penny, yen): `…Minor`. Instants are epoch milliseconds UTC: `…At`.
// Days are 'YYYY-MM-DD' in the marketplace's own zone: `…On`, `day`. Ratios are 0..1. Ids are strings, shaped like Amazon's.

export type MarketplaceCode = 'US' | 'CA' | 'UK' | 'DE' | 'JP'
export type Currency = 'USD' | 'CAD' | 'GBP' | 'EUR' | 'JPY'
export type Language = 'en' | 'de' | 'ja'
export type Region = 'NA' | 'EU' | 'FE'
export type Instant = number
export type Day = string

export type MarketplaceFacts = {
  code: MarketplaceCode
  marketplaceId: string
  region: Region
  currency: Currency
  /** Digits after the decimal point: 2, JPY 0. */
  decimals: 0 | 2
  timeZone: string
  language: Language
  locale: string
  /** As Amazon prints it in reports: Amazon.com, Amazon.co.jp. */
  salesChannel: string
  country: string
  /** Value added or consumption tax inside the shown price; US and CA add sales tax on top instead. */
  taxInPriceRatio: number
}

/** One seller account. Its stores are the marketplaces it sells in. */
export type Seller = {
  /** Merchant token: A1B2C3… */
  sellerId: string
  key: string
  companyName: string
  companyNameZh: string
  brand: string
  isBrandRegistered: boolean
  /** What an agency would write about it after the first call. */
  story: string
  storyZh: string
  storeKeys: readonly string[]
}

/** A seller's account in one marketplace: own currency, own settlements, own ads profile. */
export type Store = {
  /** 'travenor-US': stable, readable, unique in the market. */
  key: string
  sellerId: string
  marketplace: MarketplaceCode
  currency: Currency
  /** Ads profile id (decimal text beyond 2^53 is possible: keep it text). */
  profileId: string
  /** Advertiser (entity) id. */
  advertiserId: string
  accountName: string
  openedOn: Day
}

export type ListingState = 'active' | 'inactive'

/** What can be measured on a picture, for audits: no pixels are kept here. */
export type ImageDescriptor = {
  slot: 'MAIN' | `PT0${number}`
  widthPx: number
  heightPx: number
  format: 'JPEG' | 'PNG'
  backgroundHex: string
  /** Share of the frame that the product fills. */
  fillRatio: number
  hasText: boolean
  isCutOff: boolean
  subject: string
}

export type Dimensions = { lengthMm: number; widthMm: number; heightMm: number; weightGrams: number }

/** One buyable child SKU of one store. */
export type Listing = {
  storeKey: string
  sku: string
  asin: string
  fnsku: string
  parentAsin: string
  parentSku: string
  family: string
  productType: string
  /** Fee category key of fees.ts. */
  category: string
  brand: string
  /** Theme → value in the marketplace's language: { Colour: 'Graphite' }. */
  variation: Readonly<Record<string, string>>
  title: string
  bullets: readonly string[]
  description: string
  searchTerms: string
  images: readonly ImageDescriptor[]
  package: Dimensions
  priceMinor: number
  /** Landed cost of goods per unit, in the store's currency. */
  costMinor: number
  state: ListingState
  createdOn: Day
  ratingAverage: number
  ratingCount: number
}

export type ShelfOffer = { sellerId: string; priceMinor: number; byAmazon: boolean }

/** A product page as every seller of the marketplace sees it. The first offer is the featured one. */
export type ShelfItem = {
  asin: string
  parentAsin: string
  /** Empty where the page is no variation. */
  variation: Readonly<Record<string, string>>
  brand: string
  title: string
  bullets: readonly string[]
  images: readonly ImageDescriptor[]
  productType: string
  package: Dimensions
  offers: readonly ShelfOffer[]
  /** Where it stands in the tree of categories. */
  node: { id: string; name: string; departmentId: string; department: string }
  /** Places in the lists of best sellers. */
  ranks: { department: number; node: number }
}
