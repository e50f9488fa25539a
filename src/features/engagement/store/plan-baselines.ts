import { type Day, addDays, addMonths, monthStart } from '#kernel/day.ts'
import { inCurrency } from '#features/cockpit/rules/figures.ts'
import { coverage, coveredDays, metricMaturity, readFxTable } from '#features/facts/public/coverage.ts'
import { totals } from '#features/facts/public/figures.ts'
import { metricOf, metrics } from '#features/facts/rules/kpi.ts'
import { decimalText } from '#kernel/money.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type GoalBaseline, type GoalMetric, goalMetrics } from '../rules/plan.ts'
import { baseCurrencyOf } from './quote-terms.ts'

const MONTHS = 3

export type Baselines = {
  readonly currency: string
  readonly baselines: readonly (GoalBaseline & { readonly metric: GoalMetric })[]
}

/** The last whole months for which there is anything: their average for money and counts, the stretch itself for ratios. */
export async function readBaselines(
  tx: ReadTx,
  clientId: string,
  marketplace: string | null,
  today: Day,
): Promise<Baselines> {
  const covered = await coveredDays(tx, { clientId })
  const last = covered === null || covered.to > today ? today : covered.to
  const to = addDays(monthStart(addDays(last, 1)), -1)
  const from = monthStart(addMonths(to, 1 - MONTHS))
  const currency =
    marketplace === null
      ? await baseCurrencyOf(tx, clientId)
      : (findMarketplace(marketplace)?.currency ?? (await baseCurrencyOf(tx, clientId)))
  const parts = await totals(tx, { clientId, from, to, marketplace })
  const { measures } = inCurrency(parts, currency, to, await readFxTable(tx))
  const entries = await coverage(tx, { clientId, ...(marketplace === null ? {} : { marketplace }) })
  return {
    currency,
    baselines: goalMetrics.map((metric) => {
      const { state, asOf } = metricMaturity(entries, metric, { from, to })
      const value = metricOf(metric, measures)
      return { metric, value: textOf(metric, value), from, to, asOf, standing: state }
    }),
  }
}

function textOf(metric: GoalMetric, value: bigint | number | null): string | null {
  if (value === null) return null
  if (typeof value === 'bigint') return decimalText((value / BigInt(MONTHS) / 10_000n) * 10_000n)
  return metrics[metric].unit === 'ratio' ? value.toFixed(4) : String(Math.round(value / MONTHS))
}
