import type { Capability } from '#kernel/capability.ts'

// What is kept in step with Amazon, and how often each day of it is read again until Amazon no longer restates it.

export const streamIds = [
  'sales',
  'orders',
  'orders_history',
  'stock',
  'planning',
  'settlement_list',
  'settlement',
  'returns',
  'removal_orders',
  'removal_shipments',
  'feedback',
  'account_health',
  'reimbursements',
  'storage_fees',
  'aged_surcharge',
  'overage_fees',
  'stock_moves',
  'listings',
  'fee_estimates',
  'search_ranks',
  'search_queries',
  'ads_campaign',
  'ads_placement',
  'ads_targeting',
  'ads_search_term',
  'ads_advertised_product',
  'ads_invalid',
  'ads_settings',
  'ads_bid_recommendations',
  'sb_campaign',
  'sb_targeting',
  'sb_search_term',
  'sb_placement',
  'sd_campaign',
  'sd_targeting',
  'brand_settings',
] as const

export type StreamId = (typeof streamIds)[number]

/** Days of this age (1 = yesterday) are read again when they were last read so many days ago. */
export type Band = { readonly from: number; readonly to: number; readonly everyDays: number }

type Common = {
  readonly id: StreamId
  readonly api: 'sp' | 'ads'
  readonly capability: Capability
  /** Smaller is asked for first among pulls of the same day. */
  readonly rank: number
}

/** Rows by day: every day within reach is read, the young ones again and again. */
export type DayStream = Common & {
  readonly shape: 'days'
  readonly subject: string
  readonly bands: readonly Band[]
  /** As far back as Amazon gives it, or as we want it. */
  readonly reachDays: number
  /** The longest span of one request. FBA renews some reports every four hours only, so that one request takes all it can. */
  readonly longestDays: number
  /**
   * `whole`: a request spans what is due. `young_daily`: this month and the last are asked day by day, older days month by month, for the
   * report sums its products over what it is asked.
   */
  readonly cut: 'whole' | 'young_daily'
  /** Another stream whose pulls have read the days too. */
  readonly alsoReadBy?: StreamId
}

/** Whole calendar months: one that is over is asked for once its report is out, and the newest again until the next one is. */
export type MonthStream = Common & {
  readonly shape: 'months'
  readonly subject: string
  /** Days of the following month after which the report is out. */
  readonly outAfterDays: number
  readonly reachMonths: number
  readonly againEveryDays: number
}

/** Whole weeks from Sunday to Saturday, one request each. */
export type WeekStream = Common & {
  readonly shape: 'weeks'
  readonly subject: string
  /** Days after the Saturday from which the report is there. */
  readonly outAfterDays: number
  readonly reachWeeks: number
  /** Streams that tell what the seller sells: the first of them that is granted has to be read before. */
  readonly after: readonly StreamId[]
  /** So many of the seller's products are asked about in one request; the report is of all when left out. */
  readonly productsARequest?: number
}

/** Asked for every so often: a count as of now, what changed since the last time, or a list. */
export type ClockStream = Common & {
  readonly shape: 'snapshot' | 'since' | 'list' | 'collected'
  readonly subject: string
  readonly everyHours: number
}

/** Found by another stream, one pull each. */
export type FoundStream = Common & { readonly shape: 'found'; readonly subject: string }

export type Stream = DayStream | MonthStream | WeekStream | ClockStream | FoundStream

/** 13 months: a year can be compared with the one before. */
const HISTORY = 396

/**
 * Invalid traffic is taken out within days, attributed conversions are restated for up to 62 days after the click
 * (advertising.amazon.com, reporting v3 guide); Amazon asks for no more than one or two readings a day.
 */
const adBands: readonly Band[] = [
  { from: 1, to: 14, everyDays: 1 },
  { from: 15, to: 31, everyDays: 7 },
  { from: 32, to: 62, everyDays: 30 },
]

const ads = (id: StreamId, subject: string, rank: number): DayStream => ({
  id,
  api: 'ads',
  capability: 'advertising_view',
  rank,
  shape: 'days',
  subject,
  bands: adBands,
  // Amazon keeps 95 days; three requests of 31.
  reachDays: 93,
  longestDays: 31,
  cut: 'whole',
})

/** Amazon keeps these for 60 and 65 days; a day less, for its day may not be ours. */
const brands = (id: StreamId, subject: string, rank: number): DayStream => ({
  ...ads(id, subject, rank),
  reachDays: subject.startsWith('sb') ? 59 : 64,
})

const sp = { api: 'sp' } as const
const months = (id: StreamId, subject: string, outAfterDays: number): MonthStream => ({
  ...sp,
  id,
  capability: 'inventory',
  rank: 6,
  shape: 'months',
  subject,
  outAfterDays,
  reachMonths: 13,
  againEveryDays: 7,
})
const settlements = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'

export const streams: readonly Stream[] = [
  {
    ...sp,
    id: 'sales',
    capability: 'sales_reports',
    rank: 1,
    shape: 'days',
    subject: 'GET_SALES_AND_TRAFFIC_REPORT',
    // Settles within 72 hours, sometimes a week.
    bands: [
      { from: 1, to: 3, everyDays: 1 },
      { from: 4, to: 10, everyDays: 3 },
    ],
    reachDays: HISTORY,
    longestDays: 31,
    cut: 'young_daily',
  },
  {
    ...sp,
    id: 'orders',
    capability: 'orders',
    rank: 0,
    shape: 'since',
    subject: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
    everyHours: 4,
  },
  {
    ...sp,
    id: 'orders_history',
    capability: 'orders',
    rank: 4,
    shape: 'days',
    subject: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
    bands: [],
    reachDays: HISTORY,
    longestDays: 30,
    cut: 'whole',
    alsoReadBy: 'orders',
  },
  {
    ...sp,
    id: 'stock',
    capability: 'inventory',
    rank: 0,
    shape: 'snapshot',
    subject: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA',
    everyHours: 24,
  },
  {
    ...sp,
    id: 'planning',
    capability: 'inventory',
    rank: 2,
    shape: 'snapshot',
    subject: 'GET_FBA_INVENTORY_PLANNING_DATA',
    everyHours: 24,
  },
  {
    ...sp,
    id: 'settlement_list',
    capability: 'finances',
    rank: 0,
    shape: 'list',
    subject: settlements,
    everyHours: 12,
  },
  { ...sp, id: 'settlement', capability: 'finances', rank: 3, shape: 'found', subject: settlements },
  {
    ...sp,
    id: 'returns',
    capability: 'inventory',
    rank: 5,
    shape: 'days',
    subject: 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA',
    bands: [{ from: 1, to: 7, everyDays: 1 }],
    reachDays: HISTORY,
    longestDays: HISTORY,
    cut: 'whole',
  },
  {
    ...sp,
    id: 'removal_orders',
    capability: 'inventory',
    rank: 6,
    shape: 'days',
    subject: 'GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA',
    bands: [{ from: 1, to: 60, everyDays: 7 }],
    reachDays: HISTORY,
    longestDays: HISTORY,
    cut: 'whole',
  },
  {
    ...sp,
    id: 'removal_shipments',
    capability: 'inventory',
    rank: 6,
    shape: 'days',
    subject: 'GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA',
    bands: [{ from: 1, to: 60, everyDays: 7 }],
    reachDays: HISTORY,
    longestDays: HISTORY,
    cut: 'whole',
  },
  {
    ...sp,
    id: 'feedback',
    capability: 'account_health',
    rank: 5,
    shape: 'days',
    subject: 'GET_SELLER_FEEDBACK_DATA',
    bands: [{ from: 1, to: 7, everyDays: 1 }],
    reachDays: HISTORY,
    longestDays: HISTORY,
    cut: 'whole',
  },
  {
    ...sp,
    id: 'account_health',
    capability: 'account_health',
    rank: 0,
    shape: 'snapshot',
    subject: 'GET_V2_SELLER_PERFORMANCE_REPORT',
    everyHours: 24,
  },
  {
    ...sp,
    id: 'reimbursements',
    capability: 'inventory',
    rank: 5,
    shape: 'days',
    subject: 'GET_FBA_REIMBURSEMENTS_DATA',
    // Weeks without any are common, and "none" takes four hours to be said twice.
    bands: [{ from: 1, to: 30, everyDays: 7 }],
    reachDays: HISTORY,
    longestDays: HISTORY,
    cut: 'whole',
  },
  // Storage is charged early in the next month and reported about its middle; asked sooner, Amazon says that there is nothing.
  months('storage_fees', 'GET_FBA_STORAGE_FEE_CHARGES_DATA', 14),
  // Counted on the 15th and charged until the 22nd of the month itself.
  months('aged_surcharge', 'GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA', 1),
  months('overage_fees', 'GET_FBA_OVERAGE_FEE_CHARGES_DATA', 14),
  // A day late at most.
  months('stock_moves', 'GET_LEDGER_SUMMARY_VIEW_DATA', 2),
  {
    ...sp,
    id: 'listings',
    capability: 'listings_view',
    rank: 4,
    shape: 'snapshot',
    subject: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    everyHours: 24,
  },
  {
    ...sp,
    id: 'fee_estimates',
    capability: 'inventory',
    rank: 7,
    shape: 'snapshot',
    subject: 'GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA',
    // Fees follow prices and measurements, which change seldom.
    everyHours: 7 * 24,
  },
  {
    ...sp,
    id: 'search_ranks',
    capability: 'brand_analytics',
    rank: 8,
    shape: 'weeks',
    subject: 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT',
    // Amazon names no hour; two days after a week is over it has been counted.
    outAfterDays: 2,
    // A season can be seen in a quarter; each week is gigabytes of a whole store's terms.
    reachWeeks: 13,
    after: ['listings', 'stock', 'sales'],
  },
  {
    ...sp,
    id: 'search_queries',
    capability: 'brand_analytics',
    rank: 9,
    shape: 'weeks',
    subject: 'GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT',
    outAfterDays: 2,
    reachWeeks: 13,
    after: ['listings', 'stock', 'sales'],
    // Amazon takes a list of 200 characters.
    productsARequest: 18,
  },
  ads('ads_campaign', 'spCampaigns', 1),
  ads('ads_search_term', 'spSearchTerm', 2),
  ads('ads_targeting', 'spTargeting', 2),
  ads('ads_placement', 'spCampaigns', 3),
  ads('ads_advertised_product', 'spAdvertisedProduct', 3),
  {
    ...ads('ads_invalid', 'spGrossAndInvalids', 4),
    // Amazon keeps a year of it, and gives a year at once.
    reachDays: 363,
    longestDays: 363,
  },
  {
    id: 'ads_settings',
    api: 'ads',
    capability: 'advertising_view',
    rank: 1,
    shape: 'collected',
    subject: 'sponsoredProducts',
    everyHours: 24,
  },
  {
    id: 'ads_bid_recommendations',
    api: 'ads',
    capability: 'advertising_view',
    // One call an ad group: after everything else.
    rank: 5,
    shape: 'collected',
    subject: 'bidRecommendations',
    // They look back on recent auctions and move slowly.
    everyHours: 7 * 24,
  },
  brands('sb_campaign', 'sbCampaigns', 2),
  brands('sd_campaign', 'sdCampaigns', 2),
  brands('sb_search_term', 'sbSearchTerm', 3),
  brands('sb_targeting', 'sbTargeting', 4),
  brands('sb_placement', 'sbCampaignPlacement', 4),
  brands('sd_targeting', 'sdTargeting', 4),
  {
    id: 'brand_settings',
    api: 'ads',
    capability: 'advertising_view',
    rank: 2,
    shape: 'collected',
    subject: 'brandCampaigns',
    everyHours: 24,
  },
]

const byId = new Map(streams.map((stream) => [stream.id, stream]))

export function streamOf(id: StreamId): Stream {
  return byId.get(id)!
}
