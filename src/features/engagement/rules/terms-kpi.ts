import type { MetricName } from '#features/facts/rules/kpi.ts'

// What success means in a contract. A target says which figure it is about and by which two ways the figure is read, so that neither side
// has to believe the other.

/** Where a figure may be read from. Each is a way of its own: two of them agree or there is something to explain. */
export const dataPaths = [
  'business_report',
  'order_report',
  'settlement_report',
  'ads_report',
  'ads_stream',
  'ads_invoice',
  'returns_report',
  'feedback_report',
  'review_log',
  'message_log',
] as const
export type DataPath = (typeof dataPaths)[number]

export const kpiKinds = [
  'monthly_sales',
  'net_principal',
  'units',
  'conversion',
  'acos_ceiling',
  'tacos_ceiling',
  'budget_deviation',
  'return_rate_ceiling',
  'feedback_response',
  'review_response',
] as const
export type KpiKind = (typeof kpiKinds)[number]

/** Kinds of earlier contracts to which no kept figure leads: they can be read, and no new version can be offered with them. */
export const kpisWithoutPath: readonly KpiKind[] = ['review_response']

/** Those that are read from search terms, so that the seller's own name can be left out. */
export const brandedKpis: readonly KpiKind[] = ['acos_ceiling']

export type KpiForm = {
  /** The figure of the facts' rules (`facts/rules/kpi.ts`); null where the figure is no sum of facts but of what people did. */
  readonly metric: MetricName | null
  readonly unit: 'money' | 'count' | 'ratio' | 'hours'
  readonly sense: 'at_least' | 'at_most' | 'within'
  /** The ways that lead to this figure. */
  readonly paths: readonly DataPath[]
  /** What a target is first written as. */
  readonly usual: string
}

/** The formula of each kind: metric, sense, and the ways that lead to it. Deviations are |actual ÷ plan − 1| of a month. */
export const kpiForms: Readonly<Record<KpiKind, KpiForm>> = {
  monthly_sales: {
    metric: 'sales',
    unit: 'money',
    sense: 'at_least',
    paths: ['business_report', 'order_report', 'settlement_report'],
    usual: '100000',
  },
  net_principal: {
    metric: 'netPrincipal',
    unit: 'money',
    sense: 'at_least',
    paths: ['settlement_report', 'order_report'],
    usual: '80000',
  },
  units: {
    metric: 'units',
    unit: 'count',
    sense: 'at_least',
    paths: ['business_report', 'order_report'],
    usual: '1000',
  },
  conversion: {
    metric: 'cvr',
    unit: 'ratio',
    sense: 'at_least',
    paths: ['business_report', 'order_report'],
    usual: '0.1',
  },
  acos_ceiling: {
    metric: 'acos',
    unit: 'ratio',
    sense: 'at_most',
    paths: ['ads_report', 'ads_stream'],
    usual: '0.3',
  },
  tacos_ceiling: {
    metric: 'tacos',
    unit: 'ratio',
    sense: 'at_most',
    paths: ['ads_report', 'ads_invoice', 'business_report'],
    usual: '0.12',
  },
  budget_deviation: {
    metric: 'adCost',
    unit: 'ratio',
    sense: 'within',
    paths: ['ads_report', 'ads_invoice', 'settlement_report'],
    usual: '0.1',
  },
  return_rate_ceiling: {
    metric: 'returnRate',
    unit: 'ratio',
    sense: 'at_most',
    paths: ['returns_report', 'settlement_report'],
    usual: '0.08',
  },
  feedback_response: {
    metric: null,
    unit: 'ratio',
    sense: 'at_least',
    paths: ['feedback_report'],
    usual: '0.9',
  },
  review_response: {
    metric: null,
    unit: 'hours',
    sense: 'at_most',
    paths: ['review_log', 'message_log'],
    usual: '24',
  },
}

export const kpiPeriods = ['month', 'quarter'] as const
export const kpiConsequences = ['review', 'fee_reduction', 'may_terminate', 'none'] as const

export type KpiTerm = {
  readonly kind: KpiKind
  /** Decimal text in the kind's unit; ratios as shares. */
  readonly target: string
  /** Of money kinds; null otherwise. */
  readonly currency: string | null
  readonly period: (typeof kpiPeriods)[number]
  readonly paths: readonly DataPath[]
  readonly consequence: (typeof kpiConsequences)[number]
  /** The share of the month's fee that is not owed when the target is missed; null where nothing is. */
  readonly reductionRatio: number | null
  /** True: searches for the seller's own name do not count. Absent in contracts older than this term. */
  readonly withoutBrand?: boolean | undefined
}
