// The seller performance report: JSON with two arrays, statuses by marketplace and one object of metrics by marketplace.
import { type HealthMetric, fieldNames, healthMetrics } from '../health-metrics.ts'
import type { ColumnSpec, ReportType } from '../report-type.ts'
import { count, percent, text } from '../report-type.ts'

function columnsOf({ name, path, count: counted, base }: HealthMetric): [string, ColumnSpec][] {
  const of = (field: string): { en: string } => ({ en: fieldNames(path, field) })
  return [
    [`${name}.status`, text(of('status'))],
    [`${name}.rate`, percent(of('rate'))],
    [`${name}.target`, percent(of('targetValue'))],
    [`${name}.condition`, text(of('targetCondition'))],
    [`${name}.from`, text(of('reportingDateRange.reportingDateFrom'))],
    [`${name}.to`, text(of('reportingDateRange.reportingDateTo'))],
    ...(counted === undefined ? [] : ([[`${name}.count`, count(of(counted))]] as [string, ColumnSpec][])),
    ...(base === undefined ? [] : ([[`${name}.base`, count(of(base))]] as [string, ColumnSpec][])),
  ]
}

export const accountHealth: ReportType = {
  id: 'account_health',
  dataset: 'account_health',
  columns: {
    marketplaceId: text({ en: 'marketplaceId' }),
    status: text({ en: 'status' }),
    rating: text({ en: 'accountHealthRating.accountHealthRatingStatus|accountHealthRating.ahrStatus' }),
    warnings: text({ en: 'warningStates|warningState' }),
    ...Object.fromEntries(healthMetrics.flatMap(columnsOf)),
  },
  required: ['marketplaceId', 'status|afn_order_defects.status|listing_policy.status'],
}
