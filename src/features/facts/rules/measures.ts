import type { Micros } from '#kernel/money.ts'

/**
 * What is added up of one marketplace day, month or any other span, in one currency. Null: no file covers it; 0: a file says zero.
 * Money in micros of the row's currency; fees, refunds and promotions keep Amazon's sign (a charge is negative).
 */
export type Measures = {
  readonly salesMicros: Micros | null
  readonly salesB2bMicros: Micros | null
  readonly units: number | null
  readonly orderItems: number | null
  readonly orders: number | null
  readonly sessions: number | null
  readonly pageViews: number | null
  /** Σ page views × buy-box share, so that the share can be averaged over days. */
  readonly buyBoxViews: number | null
  readonly unitsRefunded: number | null
  /** From here to adUnits: Sponsored Products, sales and orders within 7 days of a click. */
  readonly impressions: number | null
  readonly clicks: number | null
  readonly adCostMicros: Micros | null
  /** Cost of the days that tell attributed sales as well; summaries of spend alone are not in it. */
  readonly adCostAttributedMicros: Micros | null
  readonly adSalesMicros: Micros | null
  readonly adOrders: number | null
  readonly adUnits: number | null
  /** Sponsored Brands: sales and orders within 14 days of a click or a view, and the sales of clicks alone. */
  readonly sbImpressions: number | null
  readonly sbClicks: number | null
  readonly sbCostMicros: Micros | null
  readonly sbSalesMicros: Micros | null
  readonly sbClickSalesMicros: Micros | null
  readonly sbOrders: number | null
  /** Sponsored Display: sales and orders within 14 days of a click or a view, and the sales of clicks alone. */
  readonly sdImpressions: number | null
  readonly sdClicks: number | null
  readonly sdCostMicros: Micros | null
  readonly sdSalesMicros: Micros | null
  readonly sdClickSalesMicros: Micros | null
  readonly sdOrders: number | null
  readonly returnedUnits: number | null
  readonly principalMicros: Micros | null
  readonly refundMicros: Micros | null
  readonly promotionMicros: Micros | null
  readonly referralFeeMicros: Micros | null
  readonly fulfillmentFeeMicros: Micros | null
  readonly storageFeeMicros: Micros | null
  readonly adFeeMicros: Micros | null
  readonly otherFeeMicros: Micros | null
  readonly reimbursementMicros: Micros | null
  /** Shipping, gift wrap, taxes and adjustments; transfers and reserves are never in any of these. */
  readonly otherMoneyMicros: Micros | null
}

export type MeasureName = keyof Measures

/** Column of each measure in client_day and client_month. */
export const measureColumns = {
  salesMicros: 'sales_micros',
  salesB2bMicros: 'sales_b2b_micros',
  units: 'units',
  orderItems: 'order_items',
  orders: 'orders',
  sessions: 'sessions',
  pageViews: 'page_views',
  buyBoxViews: 'buy_box_views',
  unitsRefunded: 'units_refunded',
  impressions: 'impressions',
  clicks: 'clicks',
  adCostMicros: 'ad_cost_micros',
  adCostAttributedMicros: 'ad_cost_attributed_micros',
  adSalesMicros: 'ad_sales_micros',
  adOrders: 'ad_orders',
  adUnits: 'ad_units',
  sbImpressions: 'sb_impressions',
  sbClicks: 'sb_clicks',
  sbCostMicros: 'sb_cost_micros',
  sbSalesMicros: 'sb_sales_micros',
  sbClickSalesMicros: 'sb_click_sales_micros',
  sbOrders: 'sb_orders',
  sdImpressions: 'sd_impressions',
  sdClicks: 'sd_clicks',
  sdCostMicros: 'sd_cost_micros',
  sdSalesMicros: 'sd_sales_micros',
  sdClickSalesMicros: 'sd_click_sales_micros',
  sdOrders: 'sd_orders',
  returnedUnits: 'returned_units',
  principalMicros: 'principal_micros',
  refundMicros: 'refund_micros',
  promotionMicros: 'promotion_micros',
  referralFeeMicros: 'referral_fee_micros',
  fulfillmentFeeMicros: 'fulfillment_fee_micros',
  storageFeeMicros: 'storage_fee_micros',
  adFeeMicros: 'ad_fee_micros',
  otherFeeMicros: 'other_fee_micros',
  reimbursementMicros: 'reimbursement_micros',
  otherMoneyMicros: 'other_money_micros',
} as const satisfies Record<MeasureName, string>

export const measureNames = Object.keys(measureColumns) as readonly MeasureName[]

export const noMeasures: Measures = Object.freeze(
  Object.fromEntries(measureNames.map((name) => [name, null])),
) as Measures

/** Adds spans of one currency. Unknown plus known is known: what is missing is said by coverage, not hidden in a null. */
export function addMeasures(parts: Iterable<Measures>): Measures {
  const sum: Record<string, number | bigint | null> = { ...noMeasures }
  for (const part of parts) {
    for (const name of measureNames) {
      const value = part[name]
      if (value === null) continue
      const before = sum[name]
      if (typeof value === 'bigint') sum[name] = ((before as bigint | null) ?? 0n) + value
      else sum[name] = ((before as number | null) ?? 0) + value
    }
  }
  return sum as Measures
}
