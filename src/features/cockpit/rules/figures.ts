import { type Micros, decimalText, decimalsOf } from '#kernel/money.ts'
import type { Day } from '#kernel/day.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { type MetricName, metricOf, metrics } from '#features/facts/rules/kpi.ts'
import { type Measures, addMeasures, noMeasures } from '#features/facts/rules/measures.ts'

/** The metrics these screens show, in their order. */
export const shownMetrics = [
  'sales',
  'units',
  'orderItems',
  'sessions',
  'cvr',
  'averagePrice',
  'adCost',
  'spCost',
  'sbCost',
  'sdCost',
  'adSales',
  'sbSales',
  'sdSales',
  'sbAcos',
  'sdAcos',
  'clicks',
  'cpc',
  'acos',
  'tacos',
  'roas',
  'returnedUnits',
  'returnRate',
  'principal',
  'fees',
  'feeShare',
  'netProceeds',
] as const satisfies readonly MetricName[]

export type ShownMetric = (typeof shownMetrics)[number]

/** Metric values as they travel: money as decimal text of the currency that stands beside, the rest as numbers. */
export type Figures = Readonly<Record<ShownMetric, string | number | null>>

/** Decimal text rounded to what people write of a currency, half away from zero. */
export function amountText(micros: Micros, currency: string): string {
  const places = decimalsOf(currency)
  const step = 10n ** BigInt(6 - places)
  const half = micros >= 0n ? step / 2n : -step / 2n
  return decimalText(((micros + half) / step) * step, places)
}

export function figuresOf(measures: Measures, currency: string): Figures {
  return Object.fromEntries(
    shownMetrics.map((name) => {
      const value = metricOf(name, measures)
      return [name, typeof value === 'bigint' ? amountText(value, currency) : value]
    }),
  ) as Figures
}

export type MarketMeasures = {
  readonly marketplace: string | null
  readonly currency: string
  readonly measures: Measures
}

/** Several marketplaces in one currency. `unconverted`: currencies without a known rate, left out of the sum. */
export type Converted = {
  readonly measures: Measures
  /** The oldest day of the rates used; null when nothing had to be converted. */
  readonly rateOn: Day | null
  readonly unconverted: readonly string[]
}

/** Adds marketplaces up in one currency, at the rates of the given day. */
export function inCurrency(
  parts: readonly MarketMeasures[],
  currency: string,
  day: Day,
  fx: FxTable,
): Converted {
  const kept: Measures[] = []
  const unconverted = new Set<string>()
  let rateOn: Day | null = null
  for (const part of parts) {
    const found = fx.converter(part.currency, currency, day)
    if (found === null) {
      unconverted.add(part.currency)
      continue
    }
    if (found.rateOn !== null && (rateOn === null || found.rateOn < rateOn)) rateOn = found.rateOn
    kept.push(found.rateOn === null ? part.measures : convertMeasures(part.measures, found.convert))
  }
  return {
    measures: kept.length === 0 ? noMeasures : addMeasures(kept),
    rateOn,
    unconverted: [...unconverted],
  }
}

function convertMeasures(measures: Measures, convert: (micros: Micros) => Micros): Measures {
  return Object.fromEntries(
    Object.entries(measures).map(([name, value]) => [
      name,
      typeof value === 'bigint' && name.endsWith('Micros') ? convert(value) : value,
    ]),
  ) as Measures
}

/** Whether a larger value is good news; null when it depends. */
export function betterOf(metric: ShownMetric): 'more' | 'less' | null {
  return metrics[metric].better
}

export function unitOf(metric: ShownMetric): 'money' | 'count' | 'ratio' {
  return metrics[metric].unit
}
