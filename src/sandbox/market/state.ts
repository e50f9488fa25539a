// The world from inside: mutable, complete, plain objects. Only the simulation, the reads and truth.ts look in here.

import type { ListingDays } from './listing-days.ts'
import type { MarketplaceScale } from './marketplaces.ts'
import type { FamilySpec, SellerSpec } from './sellers/spec.ts'
import type { Instant, Listing, MarketplaceFacts, Seller, Store } from './world.ts'
import type {
  AdGroup,
  BudgetEvent,
  Campaign,
  NegativeTarget,
  Placement,
  Portfolio,
  ProductAd,
  Target,
} from './world-ads.ts'
import type {
  BuyerMessage,
  MoneyPart,
  OverageCharge,
  Promotion,
  Reimbursement,
  RemovalRecord,
  ReturnRecord,
  Review,
  SellerFeedback,
  StorageCharge,
  StockEvent,
  TransactionType,
} from './world-trade.ts'

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** One thing shoppers look for: a search, or a product page of a rival or of our own. */
export type QueryState = {
  index: number
  key: number
  kind: 'search' | 'page'
  text: string
  tokens: readonly string[]
  /** Null: a stray term of no family. */
  family: FamilyState | null
  relevance: number
  /** Conversion of someone who asked this, beside the right question: 0.02 … 1.05. */
  intent: number
  /** Mean searches (page views) a day before season. */
  volume: number
  /** Rivals' winning score: ln of minor units, and its spread. */
  rivalLevel: number
  rivalSpread: number
  /** Weekly wandering and answer to our own pressure, both in ln units. */
  drift: number
  reaction: number
  /** Organic strength of all rivals together. */
  rivalStrength: number
  /** Page contexts: whose page. */
  pageOf: 'rival' | 'own' | null
  /** Share of our family among what shoppers clicked without ads, last computed. */
  organicShare: number
}

export type FamilyState = {
  index: number
  key: number
  spec: FamilySpec
  listings: ListingState[]
  queries: QueryState[]
  /** Standing built by sales: 28-day smoothed units a day of the family beside the level it started from. */
  velocity: number
  referenceVelocity: number
  ratingSum: number
  ratingCount: number
  /** Today's searches beside a mean day. */
  demandToday: number
  /** Organic visits on a mean day, refreshed daily. */
  organicVisits: number
  /** organicShare of each of its queries, day by day since the store's first day. */
  organicShares: Float32Array[]
}

export type Lot = { day: number; units: number }

export type ListingState = {
  index: number
  key: number
  family: FamilyState
  page: Mutable<Listing>
  popularity: number
  returnsFactor: number
  referencePriceMinor: number
  /** How well this listing answers each query, by query index; null after an edit. */
  fit: Float32Array | null
  /** From the page's content: on conversion, on clicks, on being found. */
  quality: { conversion: number; clicks: number; tokens: ReadonlySet<string> }
  lots: Lot[]
  fulfillable: number
  unsellable: number
  reserved: number
  /** Units a day, smoothed over about a month; what the seller plans with. */
  velocity: number
  openingUnits: number
  /** Whether the plan in force counts on it; turns at midnight, till then ads of an empty shelf are passed over. */
  isPlanned: boolean
  lastFeeSupplyDays: number
  days: ListingDays
  /** Demand that met an empty shelf, units (truth only). */
  lostUnits: number
}

export type OrderLineState = {
  orderItemId: string
  listing: ListingState
  quantity: number
  itemPriceMinor: number
  itemTaxMinor: number
  shippingMinor: number
  shippingTaxMinor: number
  giftWrapMinor: number
  promotionMinor: number
  promotionId: string | null
  /** Fixed when shipped. */
  commissionMinor: number
  fulfilmentMinor: number
  returnedUnits: number
}

export type OrderState = {
  orderId: string
  placedAt: Instant
  day: number
  /** Fates drawn when placed; they happen when their hour comes. */
  shipAt: Instant
  deliverAt: Instant
  cancelAt: Instant
  isBusiness: boolean
  lines: OrderLineState[]
}

export type CampaignState = Mutable<Campaign> & {
  index: number
  key: number
  spentMinor: number
  capMinor: number
  /** Budget allowed and spent this month up to yesterday: their difference may be caught up. */
  monthAllowedMinor: number
  monthSpentMinor: number
  isOpen: boolean
  /** Since when it is closed, and how long it was closed today. */
  closedAt: number
  closedMs: number
  /** Share of the last days in which its budget carried clicks. */
  openShare: number
}

export type AdGroupState = Mutable<AdGroup> & { campaign: CampaignState }
export type ProductAdState = Mutable<ProductAd> & {
  index: number
  adGroup: AdGroupState
  listing: ListingState
}
export type TargetState = Mutable<Target> & { index: number; adGroup: AdGroupState }
export type NegativeState = Mutable<NegativeTarget>

export type AdsState = {
  portfolios: Portfolio[]
  campaigns: CampaignState[]
  adGroups: AdGroupState[]
  ads: ProductAdState[]
  targets: TargetState[]
  negatives: NegativeState[]
  budgetEvents: BudgetEvent[]
  nextId: number
  unbilledMinor: number
  creditMinor: number
  lastBilledAt: Instant
}

/** Queries a target reaches, 0 < far ≤ 1. */
export type Reach = { query: QueryState; far: number }[]

/** The target of an ad group that serves a query. */
export type Served = { query: QueryState; target: TargetState; far: number }

/** Where an ad can be seen: one target's ad on one query in one place. Index in `lanes` is its number for ever. */
export type Lane = { target: TargetState; ad: ProductAdState; query: QueryState; placement: Placement }

/** Lanes of one campaign that share a family's rhythm, with rates per mean day, valid from one plan to the next. */
export type Cell = {
  campaign: CampaignState
  family: FamilyState
  fromHour: number
  lanes: Uint32Array
  impressions: Float64Array
  /** Running sum of click rates. */
  clicksUpTo: Float64Array
  conversion: Float64Array
  /** Effective bid, quality and place of the threshold, for drawing prices. */
  bidMinor: Float64Array
  quality: Float64Array
  threshold: Float64Array
  spread: Float64Array
  winShare: Float64Array
  /** Demand factor × open share of each hour since fromHour. */
  exposure: number[]
  /** Impressions of days that are over, by day, once they were asked for. */
  shown: Map<number, Uint32Array>
}

/** Clicks in order of time, in columns. */
export type ClickLog = {
  count: number
  lane: Uint32Array
  minute: Uint32Array
  costMinor: Uint32Array
  /** 0: good. Else the epoch hour at which Amazon took it out; equal to the click's hour: never counted. */
  invalidHour: Uint32Array
}

export type Conversion = {
  click: number
  order: OrderState
  line: OrderLineState
  isSameSku: boolean
  /** Seen in reports from … until (0 = for ever). */
  knownAt: Instant
  droppedAt: Instant
}

export type ShipmentState = {
  shipmentId: string
  createdAt: Instant
  shippedAt: Instant
  arriveAt: Instant
  closeAt: Instant
  fulfillmentCenter: string
  lines: {
    listing: ListingState
    shipped: number
    lost: number
    receipts: { at: Instant; units: number; done: boolean }[]
  }[]
}

export type MoneyEntry = { at: Instant; totalMinor: number; isReserve: boolean } & (
  | { kind: 'order'; order: OrderState; line: OrderLineState }
  | { kind: 'refund'; record: ReturnState }
  | {
      kind: 'fee'
      transactionType: TransactionType
      parts: readonly MoneyPart[]
      shipmentId?: string
      adjustmentId?: string
      orderId?: string
      sku?: string
      quantity?: number
    }
)

export type ReturnState = ReturnRecord & {
  order: OrderState
  line: OrderLineState
  parts: readonly MoneyPart[]
}

export type SettlementState = {
  settlementId: string
  startAt: Instant
  endAt: Instant
  depositAt: Instant
  totalMinor: number
  firstEntry: number
  endEntry: number
}

/** Something that will happen at an hour. */
export type Due =
  | { kind: 'convert'; click: number; lane: Lane; at: Instant }
  | { kind: 'ship'; order: OrderState }
  | { kind: 'cancel'; order: OrderState }
  | { kind: 'deliver'; order: OrderState }
  | { kind: 'return'; record: ReturnState }
  | { kind: 'refund'; record: ReturnState }
  | { kind: 'credit'; costMinor: number }
  | { kind: 'receive'; shipment: ShipmentState; line: number; receipt: number }
  | {
      kind: 'reimburse'
      listing: ListingState
      units: number
      reason: Reimbursement['reason']
      orderId: string | null
    }
  | { kind: 'removal'; record: RemovalRecord; listing: ListingState }

export type ChangeRecord = {
  at: Instant
  storeKey: string
  /** Who did it: the seller's own habits, or a caller's name. */
  by: string
  entity:
    | 'campaign'
    | 'adGroup'
    | 'ad'
    | 'target'
    | 'negative'
    | 'listing'
    | 'shipment'
    | 'removal'
    | 'promotion'
  entityId: string
  field: string
  from: string
  to: string
}

export type StoreState = {
  index: number
  key: number
  facts: Store
  place: MarketplaceFacts
  scale: MarketplaceScale
  spec: SellerSpec
  sizeFactor: number
  firstDay: number
  openedDay: number
  /** Next hour to simulate. */
  hour: number
  /** Settings changed: everything about targets is worked out anew. */
  isDirty: boolean
  /** Time, stock or mood made the plan old. */
  isStale: boolean
  /** Per ad group and families: the target that serves each query; emptied when settings change. */
  served: Map<string, Served[]>
  planDay: number
  families: FamilyState[]
  listings: ListingState[]
  queries: QueryState[]
  ads: AdsState
  lanes: Lane[]
  laneOf: Map<number, number>
  /** Keyword or clause → how far it reaches each query. */
  reach: Map<string, Reach>
  cells: Cell[]
  pastCells: Cell[]
  clicks: ClickLog
  conversions: Conversion[]
  orders: OrderState[]
  orderById: Map<string, OrderState>
  due: Map<number, Due[]>
  returns: ReturnState[]
  stockEvents: StockEvent[]
  shipments: ShipmentState[]
  removals: RemovalRecord[]
  reimbursements: Reimbursement[]
  storageCharges: StorageCharge[]
  room: { limitM3: number | null; charges: OverageCharge[] }
  promotions: Promotion[]
  /** Coupon sales and redemptions not yet charged, per promotion. */
  couponUse: Map<string, { redeemed: number; salesMinor: number }>
  money: MoneyEntry[]
  settlements: SettlementState[]
  openSettlement: { startAt: Instant; endAt: Instant; firstEntry: number }
  reserveMinor: number
  /** Order proceeds not yet free (delivery + 7 days): index into money, first entry that may still be held. */
  heldFrom: number
  reviews: Review[]
  feedback: SellerFeedback[]
  messages: BuyerMessage[]
  history: ChangeRecord[]
  stockouts: { listing: ListingState; fromDay: number; toDay: number | null }[]
}

export type MarketState = {
  seed: number
  startAt: Instant
  now: Instant
  /** Whether sellers go on tinkering with bids and prices by themselves. */
  habits: boolean
  sellers: Seller[]
  stores: StoreState[]
  storeByKey: Map<string, StoreState>
}
