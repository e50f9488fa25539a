import type { BrandProduct } from '#features/facts/rules/brand-rows.ts'
import type { AdsReport, Dataset, MoneyCategory } from '#features/facts/rules/rows.ts'
import type { HealthFigure } from '#features/risk/rules/health.ts'
import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'

// What a diagnosis is made from: facts already summed by the database, each group with how many source rows stand behind it and
// a few of them by file and line. Nothing here is a sample, a guess or a default.

/** A source row: the imported file's id and its 1-based line. */
export type RowRef = { file: string; line: number }

/** The source rows behind a sum: how many, and the first few (largest first). */
export type Behind = { rows: number; refs: readonly RowRef[] }

/** Amounts of one marketplace in one currency; the marketplace is null where the file names none. */
export type Segment = { marketplace: string | null; currency: string }

export type SalesDayFact = Segment &
  Behind & {
    /** Orders know no sessions and no featured offer. */
    source: 'business_report' | 'orders'
    day: Day
    salesMicros: Micros
    units: number
    orderItems: number
    sessions: number | null
    pageViews: number | null
    buyBoxRatio: number | null
    unitsRefunded: number | null
  }

export type AsinFact = Segment &
  Behind & {
    /** Null when the file does not say what span it sums. */
    from: Day | null
    to: Day | null
    asin: string
    parentAsin: string | null
    sku: string | null
    title: string | null
    sessions: number
    pageViews: number
    buyBoxRatio: number | null
    units: number
    orderItems: number
    salesMicros: Micros
  }

export type AdsSums = {
  impressions: number
  clicks: number
  costMicros: Micros
  salesMicros: Micros
  orders: number
  units: number
}

/** Everything one report says about one span (a day for daily files). */
export type AdsSpan = Segment &
  Behind &
  AdsSums & { report: AdsReport; from: Day; to: Day; windowDays: number | null }

/** One advertised thing over the whole range, as one report sums it. Fields that the report lacks are null. */
export type AdsGroup = Segment &
  Behind &
  AdsSums & {
    campaign: string | null
    adGroup: string | null
    target: string | null
    matchType: string | null
    searchTerm: string | null
    placement: string | null
    sku: string | null
    asin: string | null
  }

export type AdsFacts = {
  spans: readonly AdsSpan[]
  /** Largest cost first; the database keeps back the tail of very long lists and says how much it held. */
  terms: readonly AdsGroup[]
  targets: readonly AdsGroup[]
  campaigns: readonly AdsGroup[]
  placements: readonly AdsGroup[]
  products: readonly AdsGroup[]
}

/** A day of Sponsored Brands or Display: sales within 14 days of a click or a view, and of a click alone (null: not told). */
export type BrandAdFact = Behind & {
  readonly marketplace: string | null
  readonly currency: string
  readonly adProduct: BrandProduct
  readonly day: Day
  readonly costMicros: bigint
  readonly salesMicros: bigint
  readonly clickSalesMicros: bigint | null
}

export type ReturnFact = Behind & {
  marketplace: string | null
  /** First day of the month the units came back in. */
  month: Day
  sku: string
  asin: string | null
  title: string | null
  reason: string | null
  disposition: string | null
  quantity: number
}

export type SettlementFact = Behind & {
  file: string
  settlementId: string
  currency: string
  from: Day
  to: Day
  depositOn: Day | null
  /** What Amazon says it paid (null where the file has no head), and what its lines add up to. */
  totalMicros: Micros | null
  sumMicros: Micros
}

/** Settlement and date-range lines of one month by Amazon's words. */
export type MoneyFact = Segment &
  Behind & {
    source: 'settlement' | 'date_range'
    settlementId: string | null
    month: Day
    transactionType: string
    amountType: string
    amountDescription: string
    category: MoneyCategory
    amountMicros: Micros
  }

/** What one SKU earned and cost in one month of settlement lines. Fees are negative as Amazon prints them. */
export type SkuMoneyFact = Segment &
  Behind & {
    sku: string
    month: Day
    units: number
    refundedUnits: number
    principalMicros: Micros
    promotionMicros: Micros
    refundMicros: Micros
    referralMicros: Micros
    fulfillmentMicros: Micros
    otherMicros: Micros
  }

/** The newest stock picture of one SKU. */
export type StockFact = Behind & {
  asOf: Day
  marketplace: string | null
  sku: string
  asin: string | null
  title: string | null
  currency: string | null
  priceMicros: Micros | null
  fulfillable: number
  unsellable: number | null
  reserved: number | null
  inbound: number | null
  age181to270: number | null
  age271to365: number | null
  age365plus: number | null
  unitsShipped30: number | null
  unitsShipped90: number | null
}

/** One SKU's demand by day of purchase (cancelled lines left out). Days without a sale are absent. */
export type DemandFact = Segment &
  Behind & {
    source: 'orders' | 'settlement'
    sku: string
    asin: string | null
    title: string | null
    days: readonly { day: Day; units: number; salesMicros: Micros }[]
  }

export type FeedbackFact = Behind & { marketplace: string | null; month: Day; rating: number; count: number }

/** What storing one product cost in one month; the surcharge on aged units apart. */
export type StorageFact = Segment &
  Behind & {
    kind: 'monthly' | 'aged' | 'overage'
    month: Day
    fnsku: string
    asin: string | null
    title: string | null
    feeMicros: Micros
  }

/** What Amazon paid back in one month for one SKU and reason. */
export type ReimbursedFact = Segment &
  Behind & { month: Day; reason: string; sku: string | null; units: number; amountMicros: Micros }

/** Units of one SKU that warehouses lost, damaged and found again in one month, as positive counts. */
export type MoveFact = Behind & {
  marketplace: string | null
  month: Day
  sku: string
  asin: string | null
  title: string | null
  lost: number
  damaged: number
  found: number
}

/** One figure of the newest health report of a marketplace. */
export type HealthFact = Behind & HealthFigure & { marketplace: string; asOf: Day }

/** What a dataset covers. `report` splits the advertising dataset. */
export type CoverageFact = {
  dataset: Dataset
  report: AdsReport | null
  /** Of the advertising datasets. */
  adProduct: 'SP' | BrandProduct | null
  source: string | null
  marketplace: string | null
  from: Day | null
  to: Day | null
  rows: number
  files: number
  /** Days with at least one row inside from..to; null where rows are not daily. */
  daysSeen: number | null
}

/** One unit of `currency` is `rate` units of the base currency, on that day. */
export type RateFact = { currency: string; base: string; on: Day; rate: number }

export type DiagnosisInput = {
  /** The newest day the data speaks of. */
  asOf: Day
  from: Day | null
  to: Day | null
  marketplace: string | null
  /** Names of the imported files by id. */
  files: Readonly<Record<string, string>>
  salesDays: readonly SalesDayFact[]
  asins: readonly AsinFact[]
  ads: AdsFacts
  brandAds: readonly BrandAdFact[]
  /** Sponsored Brands and Display as they are judged; terms and targets with what came of a click alone. */
  brands: Readonly<Record<BrandProduct, AdsFacts>>
  returns: readonly ReturnFact[]
  settlements: readonly SettlementFact[]
  money: readonly MoneyFact[]
  skuMoney: readonly SkuMoneyFact[]
  stock: readonly StockFact[]
  demand: readonly DemandFact[]
  feedback: readonly FeedbackFact[]
  storage: readonly StorageFact[]
  reimbursed: readonly ReimbursedFact[]
  moves: readonly MoveFact[]
  health: readonly HealthFact[]
  coverage: readonly CoverageFact[]
  rates: readonly RateFact[]
}

const noAds: AdsFacts = {
  spans: [],
  terms: [],
  targets: [],
  campaigns: [],
  placements: [],
  products: [],
}

/** A diagnosis of nothing: every list empty. */
export function emptyInput(asOf: Day): DiagnosisInput {
  return {
    asOf,
    from: null,
    to: null,
    marketplace: null,
    files: {},
    salesDays: [],
    asins: [],
    ads: noAds,
    brandAds: [],
    brands: { SB: noAds, SD: noAds },
    returns: [],
    settlements: [],
    money: [],
    skuMoney: [],
    stock: [],
    demand: [],
    feedback: [],
    storage: [],
    reimbursed: [],
    moves: [],
    health: [],
    coverage: [],
    rates: [],
  }
}
