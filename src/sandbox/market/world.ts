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

// ---- advertising (Sponsored Products) ---------------------------------------------------------

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

// ---- orders, returns, stock -------------------------------------------------------------------

export type OrderStatus = 'Pending' | 'Shipped' | 'Cancelled'

export type OrderLine = {
  orderItemId: string
  sku: string
  asin: string
  quantity: number
  /** Shown unit price × quantity, tax inside it where the marketplace shows it so. */
  itemPriceMinor: number
  /** Tax: on top in US/CA, contained in itemPriceMinor elsewhere. */
  itemTaxMinor: number
  shippingMinor: number
  shippingTaxMinor: number
  giftWrapMinor: number
  /** Seller-funded discount (coupon, deal), ≥ 0. */
  promotionMinor: number
  promotionId: string | null
}

export type Order = {
  orderId: string
  storeKey: string
  purchasedAt: Instant
  purchasedOn: Day
  /** Known by the asOf asked for. */
  status: OrderStatus
  updatedAt: Instant
  shippedAt: Instant | null
  deliveredAt: Instant | null
  isBusiness: boolean
  lines: readonly OrderLine[]
}

/** A made-up place; nothing about a buyer exists in this world. */
export type ShipTo = { city: string; state: string; postalCode: string; country: string }

export type ReturnReason =
  | 'DEFECTIVE'
  | 'NOT_AS_DESCRIBED'
  | 'UNWANTED_ITEM'
  | 'APPAREL_TOO_SMALL'
  | 'APPAREL_TOO_LARGE'
  | 'DAMAGED_BY_CARRIER'
  | 'DAMAGED_BY_FC'
  | 'MISSING_PARTS'
  | 'QUALITY_UNACCEPTABLE'
  | 'ORDERED_WRONG_ITEM'
  | 'NOT_COMPATIBLE'
  | 'MISSED_ESTIMATED_DELIVERY'

export type Disposition = 'SELLABLE' | 'CUSTOMER_DAMAGED' | 'DEFECTIVE' | 'CARRIER_DAMAGED'

export type ReturnRecord = {
  storeKey: string
  returnedAt: Instant
  returnedOn: Day
  refundedAt: Instant
  orderId: string
  orderItemId: string
  sku: string
  asin: string
  fnsku: string
  quantity: number
  fulfillmentCenter: string
  disposition: Disposition
  reason: ReturnReason
  licensePlate: string
  refundMinor: number
}

export type StockRow = {
  storeKey: string
  sku: string
  asin: string
  fnsku: string
  title: string
  priceMinor: number
  fulfillable: number
  unsellable: number
  reserved: number
  inboundWorking: number
  inboundShipped: number
  inboundReceiving: number
  /** Units by age in days. */
  age: { d0to90: number; d91to180: number; d181to270: number; d271to365: number; over365: number }
  unitsShipped: { t7: number; t30: number; t60: number; t90: number }
  salesShippedMinor: { t7: number; t30: number; t60: number; t90: number }
  /** Units on hand over the mean of the last 30 days; null without sales. */
  daysOfSupply: number | null
  unitVolumeCm3: number
}

export type StockEventKind = 'Receipts' | 'Shipments' | 'CustomerReturns' | 'Adjustments' | 'VendorReturns'

export type StockEvent = {
  storeKey: string
  sku: string
  at: Instant
  kind: StockEventKind
  /** Signed units. */
  quantity: number
  disposition: 'SELLABLE' | 'UNSELLABLE'
  /** Lost, found, damaged, disposed …; '' for plain movements. */
  reason: '' | 'LOST' | 'FOUND' | 'DAMAGED' | 'DISPOSED' | 'RETURNED_TO_SELLER'
  referenceId: string
}

export type InboundShipment = {
  shipmentId: string
  storeKey: string
  createdAt: Instant
  shippedAt: Instant
  arrivedAt: Instant | null
  closedAt: Instant | null
  status: 'WORKING' | 'SHIPPED' | 'RECEIVING' | 'CLOSED'
  fulfillmentCenter: string
  lines: readonly { sku: string; shipped: number; received: number; lost: number }[]
}

export type RemovalRecord = {
  storeKey: string
  removalOrderId: string
  requestedAt: Instant
  completedAt: Instant | null
  kind: 'Return' | 'Disposal'
  sku: string
  fnsku: string
  disposition: 'Sellable' | 'Unsellable'
  requested: number
  shipped: number
  cancelled: number
  feeMinor: number
}

export type Reimbursement = {
  storeKey: string
  reimbursementId: string
  caseId: string
  approvedAt: Instant
  reason: 'Lost_Warehouse' | 'Damaged_Warehouse' | 'Lost_Inbound' | 'CustomerReturn'
  orderId: string | null
  sku: string
  asin: string
  fnsku: string
  quantity: number
  perUnitMinor: number
  totalMinor: number
}

// ---- money ------------------------------------------------------------------------------------

export type TransactionType =
  | 'Order'
  | 'Refund'
  | 'ServiceFee'
  | 'CouponRedemptionFee'
  | 'FBAFees'
  | 'other-transaction'

/** One amount; words are those of the settlement flat file V2 in English. */
export type MoneyPart = {
  amountType: string
  amountDescription: string
  amountMinor: number
  promotionId?: string
}

/** One financial event: a shipped order item, a refund, a fee, a reserve. Its parts sum to its effect on the balance. */
export type MoneyEvent = {
  /** Rising number in the store; two events never share it. */
  sequence: number
  storeKey: string
  transactionType: TransactionType
  postedAt: Instant
  orderId: string | null
  adjustmentId: string | null
  shipmentId: string | null
  orderItemId: string | null
  sku: string | null
  quantity: number | null
  parts: readonly MoneyPart[]
}

export type Settlement = {
  settlementId: string
  storeKey: string
  currency: Currency
  startAt: Instant
  endAt: Instant
  depositAt: Instant
  /** Equals the sum of all parts of all events, exactly. */
  totalMinor: number
  events: readonly MoneyEvent[]
}

/** A coupon or deal that ran; what it cost is in the money events. */
export type Promotion = {
  promotionId: string
  storeKey: string
  name: string
  kind: 'coupon' | 'price_discount'
  skus: readonly string[]
  discountRatio: number
  fromOn: Day
  toOn: Day
}

// ---- traffic, search, service -----------------------------------------------------------------

export type SalesDay = {
  storeKey: string
  day: Day
  orderedSalesMinor: number
  orderedSalesB2bMinor: number
  unitsOrdered: number
  unitsOrderedB2b: number
  orderItems: number
  orderItemsB2b: number
  sessions: number
  sessionsMobileApp: number
  sessionsBrowser: number
  pageViews: number
  buyBoxRatio: number
  unitsRefunded: number
  shippedSalesMinor: number
  unitsShipped: number
  ordersShipped: number
  feedbackReceived: number
  negativeFeedback: number
}

export type SalesAsin = {
  storeKey: string
  from: Day
  to: Day
  parentAsin: string
  asin: string
  sku: string
  title: string
  sessions: number
  sessionsMobileApp: number
  sessionsBrowser: number
  pageViews: number
  /** Share of the store's sessions / page views. */
  sessionShareRatio: number
  pageViewShareRatio: number
  buyBoxRatio: number
  unitsOrdered: number
  unitsOrderedB2b: number
  orderedSalesMinor: number
  orderedSalesB2bMinor: number
  orderItems: number
  orderItemsB2b: number
}

/** Brand Analytics: the marketplace's terms by rank, with the three products clicked most. */
export type SearchRankRow = {
  marketplace: MarketplaceCode
  department: string
  searchTerm: string
  searchFrequencyRank: number
  top: readonly { asin: string; title: string; clickShareRatio: number; conversionShareRatio: number }[]
}

export type Review = {
  reviewId: string
  storeKey: string
  asin: string
  at: Instant
  stars: 1 | 2 | 3 | 4 | 5
  title: string
  text: string
}

export type SellerFeedback = {
  storeKey: string
  at: Instant
  on: Day
  stars: 1 | 2 | 3 | 4 | 5
  comment: string
  response: string
  orderId: string
}

export type BuyerMessage = {
  messageId: string
  storeKey: string
  orderId: string
  at: Instant
  topic: string
  /** In the buyer's language; invented. */
  text: string
  answeredAt: Instant | null
}

// ---- reading ----------------------------------------------------------------------------------

/** Local days, both inclusive. */
export type Span = { storeKey: string; from: Day; to: Day; asOf?: Instant }

/** Reads of the world as a seller could see it. Truth (true rates, rivals) is behind truth.ts. */
export type MarketReads = {
  now(): Instant
  sellers(): readonly Seller[]
  stores(): readonly Store[]
  store(storeKey: string): Store
  marketplace(code: MarketplaceCode): MarketplaceFacts
  /** Local calendar day of an instant in the store's zone. */
  dayOf(storeKey: string, at: Instant): Day
  /** First instant of a local day in the store's zone. */
  startOf(storeKey: string, day: Day): Instant
  listings(storeKey: string): readonly Listing[]
  adsTree(storeKey: string): AdsTree
  adRows(query: AdQuery): AdRow[]
  invalidTraffic(span: Span): InvalidTrafficRow[]
  budgetEvents(span: Span): BudgetEvent[]
  orders(span: Span): Order[]
  shipTo(order: Order): ShipTo
  returns(span: Span): ReturnRecord[]
  /** Stock at an instant: closing stock of each past day is kept; default now. */
  stock(storeKey: string, asOf?: Instant): StockRow[]
  stockEvents(span: Span): StockEvent[]
  inbound(storeKey: string, asOf?: Instant): InboundShipment[]
  removals(span: Span): RemovalRecord[]
  reimbursements(span: Span): Reimbursement[]
  /** Closed settlements whose end is not after asOf. */
  settlements(storeKey: string, asOf?: Instant): Settlement[]
  /** Money events posted in the span, settled or not; reserve lines excluded. */
  moneyEvents(span: Span): MoneyEvent[]
  promotions(storeKey: string): readonly Promotion[]
  salesByDay(span: Span): SalesDay[]
  salesByAsin(span: Span): SalesAsin[]
  searchRanks(marketplace: MarketplaceCode, from: Day, to: Day): SearchRankRow[]
  reviews(span: Span): Review[]
  feedback(span: Span): SellerFeedback[]
  messages(span: Span): BuyerMessage[]
}
