import type { AdsReport } from '#features/facts/rules/rows.ts'
import { type Day, addDays, dayNumber, daysBetween, monthStart } from '#kernel/day.ts'
import { ratioOf } from '#kernel/money.ts'
import { behindAll, bySegment, groupBy, moneyText, sumMicros, sumOf, table, tidy } from './build.ts'
import type { AdsTotal, Chart, Table } from './diagnosis.ts'
import type { AdsSpan, AdsSums, Behind, BrandAdFact, DiagnosisInput, SalesDayFact, Segment } from './input.ts'

// The same click stands in several reports. A total takes each day from one report only: the report that covers the most days,
// and others just for days it lacks. Between equals, reports that also show what was not clicked come first.
const completeness: readonly AdsReport[] = [
  'campaign',
  'placement',
  'advertised_product',
  'targeting',
  'performance_over_time',
  'search_term',
]

/** The spans a total is made of: no day twice. */
export function spansOnce(spans: readonly AdsSpan[]): AdsSpan[] {
  const kept: AdsSpan[] = []
  for (const [, own] of bySegment(spans)) {
    const reports = [...groupBy(own, (span) => span.report).entries()]
      .map(([report, rows]) => ({ report: report as AdsReport, rows, days: daysOf(rows) }))
      .toSorted(
        (a, b) =>
          b.days.size - a.days.size || completeness.indexOf(a.report) - completeness.indexOf(b.report),
      )
    const covered = new Set<number>()
    for (const { rows, days } of reports) {
      // Spans of one report may overlap (two accounts in one folder, a day beside its month): they are that report's own rows.
      kept.push(...rows.filter((span) => !touches(span, covered)))
      for (const day of days) covered.add(day)
    }
  }
  return kept
}

function daysOf(spans: readonly { from: Day; to: Day }[]): Set<number> {
  const days = new Set<number>()
  for (const span of spans)
    for (let day = dayNumber(span.from); day <= dayNumber(span.to); day += 1) days.add(day)
  return days
}

function touches(span: AdsSpan, days: ReadonlySet<number>): boolean {
  for (let day = dayNumber(span.from); day <= dayNumber(span.to); day += 1) if (days.has(day)) return true
  return false
}

export function adsSums(rows: readonly AdsSums[]): AdsSums {
  return {
    impressions: sumOf(rows, (row) => row.impressions),
    clicks: sumOf(rows, (row) => row.clicks),
    costMicros: sumMicros(rows, (row) => row.costMicros),
    salesMicros: sumMicros(rows, (row) => row.salesMicros),
    orders: sumOf(rows, (row) => row.orders),
    units: sumOf(rows, (row) => row.units),
  }
}

/** First and last day of these spans, and how many days they cover (holes left out). */
export function reach(spans: readonly { from: Day; to: Day }[]): { from: Day; to: Day; days: number } {
  const from = spans.reduce((low, span) => (span.from < low ? span.from : low), spans[0]!.from)
  const to = spans.reduce((high, span) => (span.to > high ? span.to : high), spans[0]!.to)
  return { from, to, days: daysOf(spans).size }
}

/** Totals per currency over all marketplaces: the shape of `ads` in diagnosis.json. */
export function adsTotals(input: DiagnosisInput): Record<string, AdsTotal> {
  const totals: Record<string, AdsTotal> = {}
  const groups = [...groupBy(spansOnce(input.ads.spans), (span) => span.currency).entries()]
  for (const [currency, spans] of groups.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const sums = adsSums(spans)
    const { from, to } = reach(spans)
    totals[currency] = {
      currency,
      spend: moneyText(sums.costMicros),
      sales: moneyText(sums.salesMicros),
      clicks: sums.clicks,
      impressions: sums.impressions,
      orders: sums.orders,
      acos: tidy(ratioOf(sums.costMicros, sums.salesMicros)),
      reports: [...new Set(spans.map((span) => span.report))].toSorted(),
      from,
      to,
    }
  }
  return totals
}

const sameMarket = (a: Segment, b: Segment): boolean =>
  a.currency === b.currency &&
  (a.marketplace === b.marketplace || a.marketplace === null || b.marketplace === null)

export type Joined = {
  days: number
  adCostMicros: bigint
  adSalesMicros: bigint
  /** Sponsored Brands and Display on the same days. */
  brandCostMicros: bigint
  salesMicros: bigint
  behind: Behind
}

/** Advertising and total sales over exactly the days that both have; by month. Empty when they share no day. */
export function adsBesideSales(
  segment: Segment,
  spans: readonly AdsSpan[],
  sales: readonly SalesDayFact[],
  brands: readonly BrandAdFact[],
): Map<Day, Joined> {
  const byDay = new Map<Day, SalesDayFact>()
  for (const day of sales) if (sameMarket(day, segment)) byDay.set(day.day, day)
  const brandCost = new Map<Day, bigint>()
  for (const one of brands)
    if (sameMarket(one, segment)) brandCost.set(one.day, (brandCost.get(one.day) ?? 0n) + one.costMicros)
  const months = new Map<Day, Joined>()
  const counted = new Set<Day>()
  for (const span of spans.toSorted((a, b) => dayNumber(a.from) - dayNumber(b.from))) {
    const inside: SalesDayFact[] = []
    for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
      const found = byDay.get(day)
      if (found) inside.push(found)
    }
    if (inside.length !== daysBetween(span.from, span.to)) continue
    const month = monthStart(span.from)
    const sum = months.get(month) ?? {
      days: 0,
      adCostMicros: 0n,
      adSalesMicros: 0n,
      brandCostMicros: 0n,
      salesMicros: 0n,
      behind: { rows: 0, refs: [] },
    }
    sum.adCostMicros += span.costMicros
    sum.adSalesMicros += span.salesMicros
    for (const day of inside) {
      if (counted.has(day.day)) continue
      counted.add(day.day)
      sum.salesMicros += day.salesMicros
      sum.brandCostMicros += brandCost.get(day.day) ?? 0n
      sum.days += 1
    }
    sum.behind = behindAll([sum.behind, span])
    months.set(month, sum)
  }
  return months
}

/** Spend, ACoS, TACoS and what was sold without advertising, month by month. */
export function monthsTable(segment: Segment, months: ReadonlyMap<Day, Joined>): Table {
  const hasBrands = [...months.values()].some((sum) => sum.brandCostMicros > 0n)
  return table(
    'ads_months',
    segment.currency,
    [
      ['month', 'month'],
      ['days_present', 'count'],
      ['spend', 'money'],
      ...(hasBrands ? ([['brand_spend', 'money']] as const) : []),
      ['ad_sales', 'money'],
      ['ordered_sales', 'money'],
      ['organic_sales', 'money'],
      ['acos', 'ratio'],
      ['tacos', 'ratio'],
      ['ad_share', 'ratio'],
    ],
    [...months.entries()].map(([month, sum]) => ({
      cells: [
        month,
        sum.days,
        moneyText(sum.adCostMicros),
        ...(hasBrands ? [moneyText(sum.brandCostMicros)] : []),
        moneyText(sum.adSalesMicros),
        moneyText(sum.salesMicros),
        moneyText(sum.salesMicros - sum.adSalesMicros),
        ratioOf(sum.adCostMicros, sum.adSalesMicros),
        ratioOf(sum.adCostMicros + sum.brandCostMicros, sum.salesMicros),
        ratioOf(sum.adSalesMicros, sum.salesMicros),
      ],
      behind: sum.behind,
    })),
  )
}

/** Advertised and organic sales by month, stacked. */
export function monthsChart(segment: Segment, months: ReadonlyMap<Day, Joined>): Chart {
  const all = [...months.entries()]
  const units = (micros: bigint): number => Number(micros) / 1e6
  return {
    key: 'organic_and_ads',
    kind: 'stack',
    unit: 'money',
    currency: segment.currency,
    xUnit: 'month',
    x: all.map(([month]) => month),
    series: [
      {
        key: 'organic_sales',
        values: all.map(([, sum]) => tidy(units(sum.salesMicros - sum.adSalesMicros))),
      },
      { key: 'ad_sales', values: all.map(([, sum]) => tidy(units(sum.adSalesMicros))) },
    ],
  }
}
