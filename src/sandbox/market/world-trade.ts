// Orders, stock, money, traffic and service as the simulated world shows them. Units as in world.ts.

import type { Currency, Day, Instant, MarketplaceCode } from './world.ts'

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

/** What storage of one SKU was charged: a month's, or the surcharge on units of one age, counted on a day. */
export type StorageCharge = {
  storeKey: string
  kind: 'monthly' | 'aged'
  sku: string
  chargedAt: Instant
  from: Day
  to: Day
  /** '' for a month's storage. */
  ageTier: '' | '181-270' | '271-365' | '365+'
  /** On average over the month, or counted. */
  units: number
  feeMinor: number
}

// ---- money

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

// ---- traffic, search, service

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

/** One step after a search: in all, and of one product. Prices are medians in minor units. */
export type SearchStep = { total: number; own: number; totalPriceMinor: number; ownPriceMinor: number }

/** Brand Analytics: what shoppers who searched for something did in a span, in all and with one product. */
export type SearchQueryRow = {
  storeKey: string
  asin: string
  query: string
  /** Rank of the query among the product's own; 1 did most for it. */
  score: number
  searches: number
  impressions: { total: number; own: number }
  clicks: SearchStep
  cartAdds: SearchStep
  purchases: SearchStep
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

/** What storing more than the store's limit cost over a month. */
export type OverageCharge = {
  storeKey: string
  chargedAt: Instant
  from: Day
  to: Day
  usageM3: number
  limitM3: number
  feeMinor: number
}

export type ComplaintKind =
  | 'listingPolicy'
  | 'productAuthenticity'
  | 'productCondition'
  | 'productSafety'
  | 'receivedIntellectualProperty'
  | 'restrictedProduct'
  | 'suspectedIntellectualProperty'
  | 'documentRequest'

/** How Amazon judges an account on a day: orders gone wrong within sixty days, complaints that stand within half a year. */
export type AccountHealth = {
  storeKey: string
  on: Day
  status: 'NORMAL' | 'AT_RISK'
  defects: {
    from: Day
    to: Day
    orders: number
    /** Orders with at least one of the three. */
    defective: number
    negativeFeedback: number
    claims: number
    chargebacks: number
  }
  complaintsFrom: Day
  complaintsTo: Day
  complaints: Record<ComplaintKind, number>
}
