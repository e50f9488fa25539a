import type { MetricName } from './kpi.ts'
import type { BrandProduct } from './brand-rows.ts'
import type { Dataset, MoneyCategory } from './rows.ts'

/** How settled categories group into the measures of a day. Transfers and reserves only move money and are in none of them. */
export const moneyGroups = {
  principalMicros: ['principal'],
  refundMicros: ['refund_principal'],
  promotionMicros: ['promotion', 'refund_promotion'],
  referralFeeMicros: ['referral_fee', 'refund_fee'],
  fulfillmentFeeMicros: ['fulfillment_fee'],
  storageFeeMicros: ['storage_fee'],
  adFeeMicros: ['advertising'],
  otherFeeMicros: ['inbound_fee', 'removal_fee', 'subscription_fee', 'coupon_deal_fee', 'service_fee'],
  reimbursementMicros: ['reimbursement'],
  otherMoneyMicros: [
    'tax',
    'shipping',
    'gift_wrap',
    'refund_tax',
    'refund_shipping',
    'refund_other',
    'marketplace_tax',
    'adjustment',
    'unknown',
  ],
} as const satisfies Record<string, readonly MoneyCategory[]>

const fees: readonly MoneyCategory[] = [
  ...moneyGroups.referralFeeMicros,
  ...moneyGroups.fulfillmentFeeMicros,
  ...moneyGroups.storageFeeMicros,
  ...moneyGroups.adFeeMicros,
  ...moneyGroups.otherFeeMicros,
]
const net: readonly MoneyCategory[] = [
  ...moneyGroups.principalMicros,
  ...moneyGroups.refundMicros,
  ...moneyGroups.promotionMicros,
]

/** Where a figure's rows lie: the datasets, and of settled money the categories. */
export type Source = {
  readonly datasets: readonly Dataset[]
  readonly categories?: readonly MoneyCategory[]
  readonly adProduct?: BrandProduct
}

const sales: Source = { datasets: ['sales_day', 'order_line'] }
const ads: Source = { datasets: ['ads'] }
const allAds: Source = { datasets: ['ads', 'brand_ads'] }
const brand = (adProduct: BrandProduct): Source => ({ datasets: ['brand_ads'], adProduct })

export const sourcesOf: Readonly<Record<MetricName, Source>> = {
  sales,
  units: sales,
  orderItems: { datasets: ['sales_day'] },
  orders: { datasets: ['order_line'] },
  sessions: { datasets: ['sales_day'] },
  pageViews: { datasets: ['sales_day'] },
  cvr: { datasets: ['sales_day'] },
  orderItemCvr: { datasets: ['sales_day'] },
  buyBox: { datasets: ['sales_day'] },
  averagePrice: sales,
  b2bShare: { datasets: ['sales_day'] },
  impressions: ads,
  clicks: ads,
  adCost: allAds,
  spCost: ads,
  sbCost: brand('SB'),
  sdCost: brand('SD'),
  sbSales: brand('SB'),
  sdSales: brand('SD'),
  sbAcos: brand('SB'),
  sdAcos: brand('SD'),
  adSales: ads,
  adOrders: ads,
  ctr: ads,
  cpc: ads,
  adCvr: ads,
  acos: ads,
  roas: ads,
  tacos: { datasets: ['ads', 'brand_ads', 'sales_day', 'order_line'] },
  adShare: { datasets: ['ads', 'sales_day', 'order_line'] },
  costPerOrder: ads,
  returnedUnits: { datasets: ['return_line'] },
  returnRate: { datasets: ['return_line', 'sales_day', 'order_line'] },
  refundRate: { datasets: ['sales_day'] },
  principal: { datasets: ['money_line'], categories: moneyGroups.principalMicros },
  refunds: { datasets: ['money_line'], categories: moneyGroups.refundMicros },
  netPrincipal: { datasets: ['money_line'], categories: net },
  fees: { datasets: ['money_line'], categories: fees },
  feeShare: { datasets: ['money_line'], categories: [...fees, ...moneyGroups.principalMicros] },
  netProceeds: { datasets: ['money_line'], categories: Object.values(moneyGroups).flat() },
}
