// The questions the simulated world answers: what a seller could see in Seller Central and the Ads console.
// Truth (true rates, rivals, demand) is behind truth.ts.

import type {
  Day,
  Instant,
  Listing,
  MarketplaceCode,
  MarketplaceFacts,
  Seller,
  ShelfItem,
  Store,
} from './world.ts'
import type { BrandAdQuery, BrandAdRow, BrandTree } from './world-brand-ads.ts'
import type { AdQuery, AdRow, AdsTree, BudgetEvent, InvalidTrafficRow } from './world-ads.ts'
import type {
  AccountHealth,
  BuyerMessage,
  InboundShipment,
  MoneyEvent,
  OverageCharge,
  Order,
  Promotion,
  Reimbursement,
  RemovalRecord,
  ReturnRecord,
  Review,
  SalesAsin,
  SalesDay,
  SearchQueryRow,
  SearchRankRow,
  SellerFeedback,
  Settlement,
  ShipTo,
  StockEvent,
  StockRow,
  StorageCharge,
} from './world-trade.ts'

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
  /** Every product of a marketplace, whoever sells it, as everybody sees it now. */
  shelf(marketplace: MarketplaceCode): readonly ShelfItem[]
  adsTree(storeKey: string): AdsTree
  adRows(query: AdQuery): AdRow[]
  invalidTraffic(span: Span): InvalidTrafficRow[]
  budgetEvents(span: Span): BudgetEvent[]
  /** Sponsored Brands and Sponsored Display; nothing without a registered brand. */
  brandTree(storeKey: string): BrandTree
  brandAdRows(query: BrandAdQuery): BrandAdRow[]
  orders(span: Span): Order[]
  shipTo(order: Order): ShipTo
  returns(span: Span): ReturnRecord[]
  /** Stock at an instant: closing stock of each past day is kept; default now. */
  stock(storeKey: string, asOf?: Instant): StockRow[]
  stockEvents(span: Span): StockEvent[]
  inbound(storeKey: string, asOf?: Instant): InboundShipment[]
  removals(span: Span): RemovalRecord[]
  reimbursements(span: Span): Reimbursement[]
  /** Storage charged by asOf, SKU by SKU. */
  storageCharges(storeKey: string, asOf?: Instant): StorageCharge[]
  /** What storing more than allowed cost by asOf. */
  overageCharges(storeKey: string, asOf?: Instant): OverageCharge[]
  /** What Amazon would take of one unit sold at the present price, minor units. */
  unitFees(
    storeKey: string,
    sku: string,
  ): { referralMinor: number; fulfilmentMinor: number; sizeTier: string }
  /** Closed settlements whose end is not after asOf. */
  settlements(storeKey: string, asOf?: Instant): Settlement[]
  /** Money events posted in the span, settled or not; reserve lines excluded. */
  moneyEvents(span: Span): MoneyEvent[]
  promotions(storeKey: string): readonly Promotion[]
  salesByDay(span: Span): SalesDay[]
  salesByAsin(span: Span): SalesAsin[]
  searchRanks(marketplace: MarketplaceCode, from: Day, to: Day): SearchRankRow[]
  /** Searches that showed the store's products, told as it stood two days after the span; asOf is left out. */
  searchQueries(span: Span): readonly SearchQueryRow[]
  reviews(span: Span): Review[]
  feedback(span: Span): SellerFeedback[]
  messages(span: Span): BuyerMessage[]
  /** The account as Amazon judges it; default now. */
  accountHealth(storeKey: string, asOf?: Instant): AccountHealth
}
