// The facts as values: what a recognised Amazon file (or, later, an API report) becomes before it is stored.
// Field names are the columns' names in camelCase. Money is integer micros (1,000,000 = one currency unit) with its currency.
// Dates are 'YYYY-MM-DD' in the marketplace's own calendar; instants are ISO 8601 UTC. Unknown is null, never 0 or ''.

import type { BidRecommendation } from './bid-rows.ts'
import type { BrandRow } from './brand-rows.ts'
import type { AccountHealth } from './health-metrics.ts'
import type { SearchRow } from './search-rows.ts'
import type { WarehouseRow } from './warehouse-rows.ts'

export type Micros = bigint
export type DateText = string
export type InstantText = string

/** The fact tables. One file type feeds one dataset; several file types may feed the same one. */
export type Dataset =
  | 'money_line'
  | 'sales_day'
  | 'sales_asin'
  | 'ads'
  | 'ads_entity'
  | 'ads_invalid'
  | BidRecommendation['dataset']
  | 'stock'
  | 'order_line'
  | 'return_line'
  | 'removal_line'
  | 'feedback'
  | SearchRow['dataset']
  | AccountHealth['dataset']
  | WarehouseRow['dataset']
  | BrandRow['dataset']

/** One amount of a settlement or of a date-range transaction export. Identical lines are legal: `line` tells them apart. */
export type MoneyLine = {
  dataset: 'money_line'
  source: 'settlement' | 'date_range'
  settlementId: string | null
  postedOn: DateText
  postedAt: InstantText | null
  /** Marketplace code when the line names one (UK, DE …). "Non-Amazon" lines keep the sales country; null when empty. */
  marketplace: string | null
  /** Amazon's own words, untranslated where known: Order, Refund, ServiceFee, Storage Fee … */
  transactionType: string
  amountType: string
  amountDescription: string
  /** Our canonical class of the amount, from the dated taxonomy; 'unknown' is shown, never hidden. */
  category: MoneyCategory
  amountMicros: Micros
  currency: string
  orderId: string | null
  sku: string | null
  quantity: number | null
  /** 1-based line of the source file. */
  line: number
  /** 0-based number of the amount within its line: wide files have several per line. File, line and part identify the row. */
  part: number
}

export type MoneyCategory =
  | 'principal'
  | 'tax'
  | 'shipping'
  | 'gift_wrap'
  | 'promotion'
  | 'refund_principal'
  | 'refund_tax'
  | 'refund_shipping'
  | 'refund_promotion'
  | 'refund_fee'
  | 'refund_other'
  | 'referral_fee'
  | 'fulfillment_fee'
  | 'storage_fee'
  | 'inbound_fee'
  | 'removal_fee'
  | 'subscription_fee'
  | 'advertising'
  | 'coupon_deal_fee'
  | 'service_fee'
  | 'reimbursement'
  | 'marketplace_tax'
  | 'reserve'
  | 'transfer'
  | 'adjustment'
  | 'unknown'

/** A settlement's own header: the total Amazon paid, to check the lines against. */
export type SettlementHead = {
  settlementId: string
  startAt: InstantText
  endAt: InstantText
  depositAt: InstantText | null
  totalMicros: Micros
  currency: string
  /** Lines of the file below the total, whether or not they carry an amount. */
  lineCount: number
}

/** Business report by date: one marketplace day. */
export type SalesDay = {
  dataset: 'sales_day'
  day: DateText
  marketplace: string | null
  currency: string
  orderedSalesMicros: Micros
  orderedSalesB2bMicros: Micros | null
  unitsOrdered: number
  orderItems: number
  sessions: number | null
  pageViews: number | null
  /** Ratio 0..1. */
  buyBoxRatio: number | null
  unitsRefunded: number | null
  shippedSalesMicros: Micros | null
  unitsShipped: number | null
  ordersShipped: number | null
  feedbackReceived: number | null
  negativeFeedback: number | null
  line: number
}

/** Business report by ASIN: one sum over a span; the console file itself often does not state the span. */
export type SalesAsin = {
  dataset: 'sales_asin'
  /** Null when neither the file nor the person named it; then nothing per-day is computed from the row. */
  from: DateText | null
  to: DateText | null
  marketplace: string | null
  currency: string
  parentAsin: string | null
  childAsin: string | null
  sku: string | null
  title: string | null
  sessions: number
  pageViews: number
  buyBoxRatio: number | null
  unitsOrdered: number
  unitsOrderedB2b: number | null
  orderedSalesMicros: Micros
  orderedSalesB2bMicros: Micros | null
  orderItems: number
  line: number
}

export type AdsReport =
  | 'search_term'
  | 'targeting'
  | 'placement'
  | 'advertised_product'
  | 'campaign'
  | 'performance_over_time'

/** One row of a Sponsored Products report. Orders may exceed clicks and clicks impressions: attribution crosses days. */
export type AdsRow = {
  dataset: 'ads'
  report: AdsReport
  /** Equal for daily rows; a span otherwise. */
  from: DateText
  to: DateText
  marketplace: string | null
  currency: string
  portfolio: string | null
  campaignId: string | null
  campaign: string
  adGroupId: string | null
  adGroup: string | null
  /** Keyword text or targeting expression. */
  target: string | null
  /** broad | phrase | exact | auto | product | null, or Amazon's word when new. */
  matchType: string | null
  searchTerm: string | null
  /** top | rest | product_pages | off_amazon, or Amazon's word when new. */
  placement: string | null
  biddingStrategy: string | null
  sku: string | null
  asin: string | null
  impressions: number
  clicks: number
  costMicros: Micros
  /** Attributed within `windowDays`; null window = the file does not say. */
  salesMicros: Micros
  orders: number
  units: number
  windowDays: 1 | 7 | 14 | 30 | null
  line: number
}

/** Traffic of a campaign before and after Amazon took out what was invalid. What was taken out is charged to nobody. */
export type AdsInvalid = {
  dataset: 'ads_invalid'
  /** Equal for daily rows; a span otherwise. */
  from: DateText
  to: DateText
  marketplace: string | null
  /** The report names no id. */
  campaign: string
  /** Net, as the other reports count. */
  impressions: number
  clicks: number
  grossImpressions: number
  grossClicks: number
  invalidImpressions: number
  invalidClicks: number
  line: number
}

/** One entity of the SP bulk sheet as it stood when it was downloaded. */
export type AdsEntity = {
  dataset: 'ads_entity'
  entity:
    | 'campaign'
    | 'ad_group'
    | 'product_ad'
    | 'keyword'
    | 'product_target'
    | 'negative_keyword'
    | 'negative_target'
    | 'campaign_negative_keyword'
    | 'bid_adjustment'
    | 'other'
  asOf: DateText
  marketplace: string | null
  currency: string | null
  campaignId: string
  adGroupId: string | null
  entityId: string | null
  portfolioId: string | null
  portfolio: string | null
  name: string | null
  state: string | null
  targetingType: string | null
  dailyBudgetMicros: Micros | null
  bidMicros: Micros | null
  biddingStrategy: string | null
  placement: string | null
  /** Percent as Amazon prints it: 50 = +50 %. */
  adjustmentPercent: number | null
  sku: string | null
  asin: string | null
  text: string | null
  matchType: string | null
  line: number
}

/** Stock of one SKU at one moment (Manage FBA Inventory, Inventory Planning). */
export type StockRow = {
  dataset: 'stock'
  source: 'myi' | 'planning'
  asOf: DateText
  marketplace: string | null
  sku: string
  fnsku: string | null
  asin: string | null
  title: string | null
  condition: string | null
  currency: string | null
  priceMicros: Micros | null
  fulfillable: number
  unsellable: number | null
  reserved: number | null
  inboundWorking: number | null
  inboundShipped: number | null
  inboundReceiving: number | null
  total: number | null
  /** Ages in units, planning report only. */
  age0to90: number | null
  age91to180: number | null
  age181to270: number | null
  age271to365: number | null
  age365plus: number | null
  unitsShipped30: number | null
  unitsShipped90: number | null
  daysOfSupply: number | null
  line: number
}

/** One order item. Nothing here identifies a buyer; those columns are dropped while reading. */
export type OrderLine = {
  dataset: 'order_line'
  orderId: string
  purchasedAt: InstantText
  /** The day of purchase in the marketplace's zone. */
  purchasedOn: DateText
  updatedAt: InstantText | null
  marketplace: string | null
  salesChannel: string | null
  fulfillment: 'amazon' | 'merchant' | null
  status: string
  itemStatus: string | null
  sku: string
  asin: string | null
  title: string | null
  quantity: number
  currency: string | null
  /** Line total, not unit price; null while pending. */
  itemPriceMicros: Micros | null
  itemTaxMicros: Micros | null
  shippingPriceMicros: Micros | null
  promotionMicros: Micros | null
  shipCountry: string | null
  isBusiness: boolean | null
  line: number
}

export type ReturnLine = {
  dataset: 'return_line'
  returnedOn: DateText
  returnedAt: InstantText | null
  marketplace: string | null
  orderId: string | null
  sku: string
  asin: string | null
  fnsku: string | null
  title: string | null
  quantity: number
  fulfillmentCenter: string | null
  disposition: string | null
  reason: string | null
  status: string | null
  line: number
}

export type RemovalLine = {
  dataset: 'removal_line'
  requestedOn: DateText
  shippedOn: DateText | null
  marketplace: string | null
  removalOrderId: string
  orderType: string | null
  sku: string | null
  fnsku: string | null
  disposition: string | null
  requested: number | null
  cancelled: number | null
  disposed: number | null
  shipped: number | null
  feeMicros: Micros | null
  currency: string | null
  line: number
}

/** Seller feedback. The rater's address and the free text are personal data and never leave the reader. */
export type FeedbackRow = {
  dataset: 'feedback'
  day: DateText
  marketplace: string | null
  rating: number
  orderId: string | null
  hasResponse: boolean
  line: number
}

export type FactRow =
  | MoneyLine
  | SalesDay
  | SalesAsin
  | AdsRow
  | AdsEntity
  | AdsInvalid
  | BidRecommendation
  | StockRow
  | OrderLine
  | ReturnLine
  | RemovalLine
  | FeedbackRow
  | SearchRow
  | AccountHealth
  | WarehouseRow
  | BrandRow
