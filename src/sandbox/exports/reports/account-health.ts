// GET_V2_SELLER_PERFORMANCE_REPORT: what Amazon thinks of the account. Its schema: accountHealthReport-2020-11-18.

import type { AccountHealth } from '#sandbox/market/world-trade.ts'

type Judged = 'GOOD' | 'BAD' | 'NONE'
type Span = { from: string; to: string }

const range = ({ from, to }: Span): Record<string, string> => ({
  reportingDateFrom: `${from}T00:00Z`,
  reportingDateTo: `${to}T23:59Z`,
})

/** Rates about parcels that sellers send themselves: this world has none, so nothing is judged. */
const nothingShipped = (
  span: Span,
  counts: readonly string[],
  target: number,
  isLess: boolean,
): Record<string, unknown> => ({
  reportingDateRange: range(span),
  ...Object.fromEntries(counts.map((name) => [name, 0])),
  status: 'NONE' satisfies Judged,
  rate: 0,
  targetValue: target,
  targetCondition: isLess ? 'LESS_THAN' : 'GREATER_THAN',
})

function defectRate(
  span: Span,
  fulfillmentType: 'afn' | 'mfn',
  of: Omit<AccountHealth['defects'], 'from' | 'to'>,
): Record<string, unknown> {
  const rate = of.orders === 0 ? 0 : Number((of.defective / of.orders).toFixed(6))
  const status: Judged = of.orders === 0 ? 'NONE' : rate < 0.01 ? 'GOOD' : 'BAD'
  const part = (count: number): Record<string, unknown> => ({ count, status: 'NONE' satisfies Judged })
  return {
    reportingDateRange: range(span),
    orderCount: of.orders,
    orderWithDefects: { count: of.defective, status },
    claims: part(of.claims),
    chargebacks: part(of.chargebacks),
    negativeFeedback: part(of.negativeFeedback),
    fulfillmentType,
    status,
    rate,
    targetValue: 0.01,
    targetCondition: 'LESS_THAN',
  }
}

const none = { orders: 0, defective: 0, negativeFeedback: 0, claims: 0, chargebacks: 0 }

/** One marketplace's part of the report. */
function metricsOf(marketplaceId: string, health: AccountHealth): Record<string, unknown> {
  const { defects, complaints } = health
  const half = { from: health.complaintsFrom, to: health.complaintsTo }
  const violations = (count: number): Record<string, unknown> => ({
    reportingDateRange: range(half),
    defectsCount: count,
    status: (count === 0 ? 'GOOD' : 'BAD') satisfies Judged,
    targetValue: 0,
    targetCondition: 'EQUALS',
  })
  const rating = health.status === 'NORMAL' ? 'GREAT' : 'WARNED'
  const nothing = { count: 0, status: 'NONE' satisfies Judged }
  return {
    marketplaceId,
    invoiceDefectRate: {
      ...nothingShipped(half, ['orderCount'], 0.05, true),
      invoiceDefect: nothing,
      missingInvoice: nothing,
      lateInvoice: nothing,
    },
    lateShipmentRate: nothingShipped(half, ['orderCount', 'lateShipmentCount'], 0.04, true),
    orderDefectRate: {
      mfn: defectRate(defects, 'mfn', none),
      afn: defectRate(defects, 'afn', defects),
    },
    onTimeDeliveryRate: nothingShipped(
      half,
      ['shipmentCountWithValidTracking', 'onTimeDeliveryCount'],
      0.9,
      false,
    ),
    unitOnTimeDeliveryRate: nothingShipped(half, ['unitOnTimeDeliveryCount', 'totalUnitCount'], 0.9, false),
    validTrackingRate: nothingShipped(half, ['shipmentCount', 'validTrackingCount'], 0.95, false),
    preFulfillmentCancellationRate: nothingShipped(half, ['orderCount', 'cancellationCount'], 0.025, true),
    warningStates: [],
    accountHealthRating: {
      ahrStatus: rating,
      accountHealthRatingStatus: rating,
      reportingDateRange: range(half),
    },
    listingPolicyViolations: violations(complaints.listingPolicy),
    productAuthenticityCustomerComplaints: violations(complaints.productAuthenticity),
    productConditionCustomerComplaints: violations(complaints.productCondition),
    productSafetyCustomerComplaints: violations(complaints.productSafety),
    receivedIntellectualPropertyComplaints: violations(complaints.receivedIntellectualProperty),
    restrictedProductPolicyViolations: violations(complaints.restrictedProduct),
    suspectedIntellectualPropertyViolations: violations(complaints.suspectedIntellectualProperty),
    foodAndProductSafetyIssues: violations(0),
    otherPolicyViolations: violations(0),
    documentRequests: violations(complaints.documentRequest),
  }
}

/** The report for one marketplace. */
export function accountHealthReport(marketplaceId: string, health: AccountHealth): Record<string, unknown> {
  return {
    accountStatuses: [{ marketplaceId, status: health.status }],
    performanceMetrics: [metricsOf(marketplaceId, health)],
  }
}
