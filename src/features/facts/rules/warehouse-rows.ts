import type { DateText, InstantText, Micros } from './rows.ts'

// What Amazon's warehouses lost, paid for, charged and moved, and what is offered from them. Conventions as in rows.ts.

/** What Amazon paid for lost or damaged stock, in money or in units. Amounts taken back again are negative. */
export type Reimbursement = {
  dataset: 'reimbursement'
  approvedOn: DateText
  approvedAt: InstantText | null
  marketplace: string | null
  reimbursementId: string
  caseId: string | null
  orderId: string | null
  /** Amazon's word: Lost_Warehouse, Damaged_Warehouse, CustomerReturn … */
  reason: string
  sku: string | null
  fnsku: string | null
  asin: string | null
  title: string | null
  currency: string
  perUnitMicros: Micros | null
  amountMicros: Micros
  quantityCash: number | null
  quantityInventory: number | null
  quantity: number
  /** Set on a row that takes an earlier reimbursement back. */
  originalId: string | null
  line: number
}

/** What storage cost: a product's month, the surcharge on its units that have lain too long, or room beyond the store's limit. */
export type StorageFee = {
  dataset: 'storage_fee'
  kind: 'monthly' | 'aged' | 'overage'
  /** The month charged; for the surcharge the day on which the units were counted, twice. */
  from: DateText
  to: DateText
  marketplace: string | null
  /** The monthly report names none. */
  sku: string | null
  /** Empty for room beyond the limit, which is no product's. */
  fnsku: string
  asin: string | null
  title: string | null
  fulfillmentCenter: string | null
  /** For room beyond the limit its storage type. */
  sizeTier: string | null
  /** As Amazon prints it: 271-300, 365+ … */
  ageTier: string | null
  /** On hand on average over the month; counted units for the surcharge. */
  units: number | null
  volume: number | null
  volumeUnit: string | null
  rateMicros: Micros | null
  surchargeRateMicros: Micros | null
  incentiveMicros: Micros | null
  currency: string
  /** Charged, not negative. */
  feeMicros: Micros
  line: number
}

/** What came into and left the warehouses over a day or a month: starting balance and movements make the ending one. */
export type StockMove = {
  dataset: 'stock_move'
  from: DateText
  to: DateText
  marketplace: string | null
  /** Fulfilment centre or country, as the report was asked for. */
  location: string | null
  sku: string
  fnsku: string | null
  asin: string | null
  title: string | null
  /** SELLABLE, CUSTOMER_DAMAGED, WAREHOUSE_DAMAGED … */
  disposition: string
  starting: number
  inTransit: number | null
  received: number
  shipped: number
  returned: number
  removed: number
  transferred: number
  found: number
  lost: number
  damaged: number
  disposed: number
  other: number
  unknown: number
  ending: number
  line: number
}

/** One offer of the store as it stands. */
export type Listing = {
  dataset: 'listing'
  asOf: DateText
  marketplace: string | null
  listingId: string | null
  sku: string
  asin: string | null
  title: string | null
  currency: string | null
  priceMicros: Micros | null
  /** Null for stock in Amazon's warehouses. */
  quantity: number | null
  openedOn: DateText | null
  fulfillment: 'amazon' | 'merchant' | null
  /** active, inactive or incomplete; Amazon's own word when new. Null where the file names none. */
  status: string | null
  line: number
}

/** What Amazon expects to charge for one unit at the present price. */
export type FeeEstimate = {
  dataset: 'fee_estimate'
  asOf: DateText
  marketplace: string | null
  sku: string
  fnsku: string | null
  asin: string | null
  title: string | null
  sizeTier: string | null
  currency: string
  priceMicros: Micros | null
  longestSide: number | null
  medianSide: number | null
  shortestSide: number | null
  sideUnit: string | null
  weight: number | null
  weightUnit: string | null
  totalMicros: Micros | null
  referralMicros: Micros | null
  fulfillmentMicros: Micros | null
  line: number
}

export type WarehouseRow = Reimbursement | StorageFee | StockMove | Listing | FeeEstimate
