import { type Micros, ratioOf } from '#kernel/money.ts'
import type { Measures } from './measures.ts'
import type { Subject } from './maturity.ts'

// One definition per metric, for every screen, report, contract and test. Null when a part is unknown or the divisor is 0.

type Of = (m: Measures) => Micros | number | null

export type MetricUnit = 'money' | 'count' | 'ratio'

export type Metric = {
  readonly unit: MetricUnit
  readonly of: Of
  /** What has to have settled before the figure is final. */
  readonly subjects: readonly Subject[]
  /** Whether more is better; null when it depends. */
  readonly better: 'more' | 'less' | null
}

const per = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b
const perMoney = (a: Micros | null, b: Micros | null): number | null =>
  a === null || b === null ? null : ratioOf(a, b)

/** Micros divided by a count, rounded half away from zero. */
export function microsPer(total: Micros | null, count: number | null): Micros | null {
  if (total === null || count === null || count === 0) return null
  const n = BigInt(count)
  const doubled = total * 2n
  return (doubled + (total >= 0n ? n : -n)) / (n * 2n)
}

const sum = (...parts: (Micros | null)[]): Micros | null => {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n)
}

/** Everything Amazon charges: referral, fulfilment, storage, advertising and other fees; negative. */
export function feesMicros(m: Measures): Micros | null {
  return sum(m.referralFeeMicros, m.fulfillmentFeeMicros, m.storageFeeMicros, m.adFeeMicros, m.otherFeeMicros)
}

/** Principal of orders less refunded principal, in the month the refund posts, less seller-funded promotions. */
export function netPrincipalMicros(m: Measures): Micros | null {
  return m.principalMicros === null ? null : sum(m.principalMicros, m.refundMicros, m.promotionMicros)
}

/** All settled money but transfers and reserves: what the period's trade left at Amazon. */
export function netProceedsMicros(m: Measures): Micros | null {
  return sum(
    m.principalMicros,
    m.refundMicros,
    m.promotionMicros,
    feesMicros(m),
    m.reimbursementMicros,
    m.otherMoneyMicros,
  )
}

/** Advertising of all three ad products; its attributed sales may not be added up so, for they are counted differently. */
export function adSpendMicros(
  m: Pick<Measures, 'adCostMicros' | 'sbCostMicros' | 'sdCostMicros'>,
): Micros | null {
  return sum(m.adCostMicros, m.sbCostMicros, m.sdCostMicros)
}

const money = (
  of: (m: Measures) => Micros | null,
  subjects: Subject[],
  better: Metric['better'] = 'more',
): Metric => ({ unit: 'money', of, subjects, better })
const count = (
  of: (m: Measures) => number | null,
  subjects: Subject[],
  better: Metric['better'] = 'more',
): Metric => ({ unit: 'count', of, subjects, better })
const ratio = (
  of: (m: Measures) => number | null,
  subjects: Subject[],
  better: Metric['better'] = 'more',
): Metric => ({ unit: 'ratio', of, subjects, better })

export const metrics = {
  /** Ordered product sales (business report); without one, the item prices of all orders. */
  sales: money((m) => m.salesMicros, ['sales']),
  /** Units ordered. */
  units: count((m) => m.units, ['sales']),
  /** Order items as the business report counts them: one per distinct product in an order. */
  orderItems: count((m) => m.orderItems, ['sales']),
  orders: count((m) => m.orders, ['orders']),
  sessions: count((m) => m.sessions, ['sales']),
  pageViews: count((m) => m.pageViews, ['sales']),
  /** Unit session percentage, Amazon's conversion rate: units ordered ÷ sessions. May exceed 1. */
  cvr: ratio((m) => per(m.units, m.sessions), ['sales']),
  /** Order item session percentage: order items ÷ sessions. */
  orderItemCvr: ratio((m) => per(m.orderItems, m.sessions), ['sales']),
  /** Featured-offer (buy box) percentage, weighted by page views. */
  buyBox: ratio((m) => per(m.buyBoxViews, m.pageViews), ['sales']),
  /** Average selling price: ordered product sales ÷ units ordered. */
  averagePrice: money((m) => microsPer(m.salesMicros, m.units), ['sales'], null),
  b2bShare: ratio((m) => perMoney(m.salesB2bMicros, m.salesMicros), ['sales'], null),
  impressions: count((m) => m.impressions, ['ad_traffic']),
  clicks: count((m) => m.clicks, ['ad_traffic']),
  /** All ad products. */
  adCost: money(adSpendMicros, ['ad_traffic'], null),
  spCost: money((m) => m.adCostMicros, ['ad_traffic'], null),
  sbCost: money((m) => m.sbCostMicros, ['ad_traffic'], null),
  sdCost: money((m) => m.sdCostMicros, ['ad_traffic'], null),
  /** Within 14 days of a click or a view. */
  sbSales: money((m) => m.sbSalesMicros, ['brand_conversions']),
  sdSales: money((m) => m.sdSalesMicros, ['brand_conversions']),
  sbAcos: ratio((m) => perMoney(m.sbCostMicros, m.sbSalesMicros), ['brand_conversions'], 'less'),
  sdAcos: ratio((m) => perMoney(m.sdCostMicros, m.sdSalesMicros), ['brand_conversions'], 'less'),
  /** From here to adCvr, and ACoS, ROAS, share and cost per order: Sponsored Products, seven days of a click (the seller's console). */
  adSales: money((m) => m.adSalesMicros, ['ad_conversions']),
  adOrders: count((m) => m.adOrders, ['ad_conversions']),
  /** Clicks ÷ impressions. */
  ctr: ratio((m) => per(m.clicks, m.impressions), ['ad_traffic']),
  /** Cost ÷ clicks. */
  cpc: money((m) => microsPer(m.adCostMicros, m.clicks), ['ad_traffic'], 'less'),
  /** Attributed orders ÷ clicks. May exceed 1: attribution crosses days. */
  adCvr: ratio((m) => per(m.adOrders, m.clicks), ['ad_conversions']),
  /** Cost ÷ attributed sales; null without attributed sales. */
  acos: ratio((m) => perMoney(m.adCostAttributedMicros, m.adSalesMicros), ['ad_conversions'], 'less'),
  /** Attributed sales ÷ cost. */
  roas: ratio((m) => perMoney(m.adSalesMicros, m.adCostAttributedMicros), ['ad_conversions']),
  /** Cost of all ad products ÷ all sales, advertised or not. */
  tacos: ratio((m) => perMoney(adSpendMicros(m), m.salesMicros), ['ad_traffic', 'sales'], 'less'),
  /** Attributed sales ÷ all sales. */
  adShare: ratio((m) => perMoney(m.adSalesMicros, m.salesMicros), ['ad_conversions', 'sales'], null),
  /** Cost per attributed order. */
  costPerOrder: money((m) => microsPer(m.adCostAttributedMicros, m.adOrders), ['ad_conversions'], 'less'),
  returnedUnits: count((m) => m.returnedUnits, ['returns'], 'less'),
  /** Units returned (by return date) ÷ units ordered in the same span. */
  returnRate: ratio((m) => per(m.returnedUnits, m.units), ['returns', 'sales'], 'less'),
  /** Units refunded ÷ units ordered, as the business report prints it. */
  refundRate: ratio((m) => per(m.unitsRefunded, m.units), ['sales'], 'less'),
  principal: money((m) => m.principalMicros, ['settlement']),
  refunds: money((m) => m.refundMicros, ['settlement'], null),
  netPrincipal: money(netPrincipalMicros, ['settlement']),
  fees: money(feesMicros, ['settlement'], null),
  /** Fees ÷ principal, as a positive share. */
  feeShare: ratio(
    (m) => {
      const share = perMoney(feesMicros(m), m.principalMicros)
      return share === null ? null : -share
    },
    ['settlement'],
    'less',
  ),
  netProceeds: money(netProceedsMicros, ['settlement']),
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof metrics

export const metricNames = Object.keys(metrics) as readonly MetricName[]

/** A metric's value: micros for money, else a plain number. */
export function metricOf(name: MetricName, m: Measures): Micros | number | null {
  return metrics[name].of(m)
}

/** Relative change from `before` to `now`, e.g. 0.12 = +12 %; null when either is unknown or `before` is 0. */
export function changeRatio(now: Micros | number | null, before: Micros | number | null): number | null {
  if (now === null || before === null || Number(before) === 0) return null
  return (Number(now) - Number(before)) / Math.abs(Number(before))
}

/** Days that stock lasts at the pace of `units` sold in `days`; null when nothing sold or nothing is known. */
export function coverDays(onHand: number | null, units: number | null, days: number): number | null {
  if (onHand === null || units === null || units <= 0 || days <= 0) return null
  return onHand / (units / days)
}
