import type { Day } from '#kernel/day.ts'

// What Amazon judges an account by, as its seller performance report names it (accountHealthReport-2020-11-18). Its published examples
// spell some fields otherwise than its schema: both are known. A numeric account health rating is in neither.

/** One judgement of Amazon's about the account as it stands: its status, a rate beside its target, a count of violations, a warning. */
export type AccountHealth = {
  dataset: 'account_health'
  asOf: Day
  marketplace: string | null
  /** A metric of the table below, the account’s status or rating, or a warning. */
  metric: string
  /** Amazon's word: NORMAL, AT_RISK, DEACTIVATED for the account; GREAT, WARNED for its rating; GOOD, BAD, NONE for the rest. */
  status: string
  count: number | null
  base: number | null
  /** A ratio, as its target. */
  rate: number | null
  target: number | null
  /** LESS_THAN, GREATER_THAN or EQUALS. */
  condition: string | null
  /** The days that Amazon looked at. */
  windowFrom: Day | null
  windowTo: Day | null
  line: number
}

/** `path` is the field in the report; alternatives are separated by bars. */
export type HealthMetric = {
  readonly name: string
  readonly path: string
  readonly kind: 'rate' | 'part' | 'violations'
  /** Fields beside `path` of a rate: what was counted, and among how many. */
  readonly count?: string
  readonly base?: string
}

const rate = (name: string, path: string, count: string, base: string): HealthMetric => ({
  name,
  path,
  kind: 'rate',
  count,
  base,
})
const part = (name: string, path: string): HealthMetric => ({ name, path, kind: 'part', count: 'count' })
const violations = (name: string, path: string): HealthMetric => ({
  name,
  path,
  kind: 'violations',
  count: 'defectsCount',
})

export const healthMetrics = [
  rate('afn_order_defects', 'orderDefectRate.afn', 'orderWithDefects.count', 'orderCount'),
  part('afn_claims', 'orderDefectRate.afn.claims'),
  part('afn_chargebacks', 'orderDefectRate.afn.chargebacks'),
  part('afn_negative_feedback', 'orderDefectRate.afn.negativeFeedback'),
  rate('mfn_order_defects', 'orderDefectRate.mfn', 'orderWithDefects.count', 'orderCount'),
  part('mfn_claims', 'orderDefectRate.mfn.claims'),
  part('mfn_chargebacks', 'orderDefectRate.mfn.chargebacks'),
  part('mfn_negative_feedback', 'orderDefectRate.mfn.negativeFeedback'),
  rate('late_shipment', 'lateShipmentRate', 'lateShipmentCount', 'orderCount'),
  rate(
    'cancellation',
    'preFulfillmentCancellationRate|prefulfillmentCancelRate',
    'cancellationCount',
    'orderCount',
  ),
  rate('valid_tracking', 'validTrackingRate', 'validTrackingCount', 'shipmentCount'),
  rate('on_time_delivery', 'onTimeDeliveryRate', 'onTimeDeliveryCount', 'shipmentCountWithValidTracking'),
  rate('unit_on_time_delivery', 'unitOnTimeDeliveryRate', 'unitOnTimeDeliveryCount', 'totalUnitCount'),
  rate('invoice_defects', 'invoiceDefectRate', 'invoiceDefect.count', 'orderCount'),
  violations('listing_policy', 'listingPolicyViolations'),
  violations('authenticity', 'productAuthenticityCustomerComplaints'),
  violations('condition', 'productConditionCustomerComplaints'),
  violations('safety', 'productSafetyCustomerComplaints'),
  violations('received_ip', 'receivedIntellectualPropertyComplaints'),
  violations('suspected_ip', 'suspectedIntellectualPropertyViolations'),
  violations('restricted_product', 'restrictedProductPolicyViolations'),
  violations('food_safety', 'foodAndProductSafetyIssues'),
  violations('other_policy', 'otherPolicyViolations'),
  violations('document_requests', 'documentRequests|documentRequest'),
] as const satisfies readonly HealthMetric[]

export type HealthMetricName = (typeof healthMetrics)[number]['name']

/** Names of the rows that are no metric of the table above. Warnings are `warning:` and Amazon's own word. */
export const ACCOUNT_STATUS = 'account_status'
export const ACCOUNT_RATING = 'account_rating'
export const WARNING = 'warning:'

/** Amazon's names of one field of a metric, as columns name it. */
export function fieldNames(path: string, field: string): string {
  return path
    .split('|')
    .map((one) => `${one}.${field}`)
    .join('|')
}

/** What one row of a report says, without where it stands. */
export type HealthFigure = Pick<
  AccountHealth,
  'metric' | 'status' | 'count' | 'base' | 'rate' | 'target' | 'condition'
>

/** A row's figure, and nothing else of the row. */
export const figureOf = (row: HealthFigure): HealthFigure => ({
  metric: row.metric,
  status: row.status,
  count: row.count,
  base: row.base,
  rate: row.rate,
  target: row.target,
  condition: row.condition,
})
