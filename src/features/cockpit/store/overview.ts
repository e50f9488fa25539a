import { type Day, addDays, addMonths, daysBetween } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { coverage, coveredDays, metricMaturity, readFxTable } from '#features/facts/public/coverage.ts'
import { type DayFigures, salesByDay } from '#features/facts/public/figures.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { adSpendMicros } from '#features/facts/rules/kpi.ts'
import { type Measures, noMeasures } from '#features/facts/rules/measures.ts'
import type { ToldSpans, showOverview } from '../api.ts'
import { type MarketMeasures, amountText, figuresOf, inCurrency, shownMetrics } from '../rules/figures.ts'
import { loadClient, loadRisk } from './briefs.ts'
import { lastDaysOf, lastTradeDay, provisionalDays, windowsOf } from './gather.ts'

export type OverviewAnswer = OutputOf<typeof showOverview>

const LONGEST_DAYS = 800

export type OverviewQuery = {
  clientId: string
  from?: Day | undefined
  to?: Day | undefined
  marketplace?: string | undefined
}

/** Everything the overview page shows; null when there is no such client. */
export async function readOverview(tx: ReadTx, query: OverviewQuery): Promise<OverviewAnswer | null> {
  const { clientId } = query
  const client = await loadClient(tx, clientId)
  if (client === null) return null
  const covered = await coveredDays(tx, { clientId })
  const entries = await coverage(tx, { clientId })
  const lastDays = lastDaysOf(entries)
  const lastDay = lastTradeDay(lastDays) ?? covered?.to ?? null
  if (covered === null || lastDay === null) return { ...client, covered: null, shown: null }

  const span = spanOf(query, lastDay)
  const days = daysBetween(span.from, span.to)
  const previousSpan = { from: addDays(span.from, -days), to: addDays(span.from, -1) }
  const yearSpan = { from: addMonths(span.from, -12), to: addMonths(span.to, -12) }
  const narrowed = query.marketplace === undefined ? {} : { marketplace: query.marketplace }
  const fx = await readFxTable(tx)
  const now = await salesByDay(tx, { clientId, ...span, ...narrowed })
  const previous = await salesByDay(tx, { clientId, ...previousSpan, ...narrowed })
  const year = await salesByDay(tx, { clientId, ...yearSpan, ...narrowed })

  const currency =
    query.marketplace === undefined ? client.baseCurrency : (now[0]?.currency ?? client.baseCurrency)
  const sum = (rows: readonly DayFigures[]) => inCurrency(windowsOf(rows), currency, span.to, fx)
  const totals = { now: sum(now), previous: sum(previous), year: sum(year) }
  const open = provisionalDays(entries, span)
  const brief = (await loadRisk(tx, clientId))?.body ?? null
  const points = (rows: readonly DayFigures[]) => pointsOf(rows, currency, span.to, fx)
  return {
    ...client,
    covered,
    shown: {
      span,
      previousSpan,
      yearSpan,
      lastDay,
      currency,
      rateOn: totals.now.rateOn,
      unconverted: [...totals.now.unconverted],
      now: figuresOf(totals.now.measures, currency),
      previous: figuresOf(totals.previous.measures, currency),
      year: figuresOf(totals.year.measures, currency),
      told: { now: toldDays(now), previous: toldDays(previous), year: toldDays(year) },
      markets: marketLines({ now, previous, year }, currency, span.to, fx),
      days: points(now),
      previousDays: points(previous),
      yearDays: points(year),
      maturity: Object.fromEntries(
        shownMetrics.map((metric) => [metric, metricMaturity(entries, metric, span)]),
      ) as NonNullable<OverviewAnswer['shown']>['maturity'],
      provisionalFrom: [...open].toSorted()[0] ?? null,
      // Stock is counted over the whole client; one marketplace's share of a common stock is not known.
      coverDays: query.marketplace === undefined ? (brief?.coverDays ?? null) : null,
      stockOn: query.marketplace === undefined ? (brief?.stockOn ?? null) : null,
      lastDays,
    },
  }
}

function spanOf(query: OverviewQuery, lastDay: Day): { from: Day; to: Day } {
  const { from, to } = query
  if (from === undefined || to === undefined) return { from: addDays(lastDay, -29), to: lastDay }
  if (from > to) throw new Refusal('period_backwards', { from, to })
  if (daysBetween(from, to) > LONGEST_DAYS) throw new Refusal('period_too_long', { days: LONGEST_DAYS })
  return { from, to }
}

function toldDays(rows: readonly DayFigures[]): ToldSpans['now'] {
  const days = (has: (row: DayFigures) => boolean): number =>
    new Set(rows.filter(has).map((row) => row.day)).size
  return {
    sales: days((row) => row.measures.salesMicros !== null),
    ads: days((row) => adSpendMicros(row.measures) !== null),
    money: days((row) => row.measures.principalMicros !== null),
  }
}

type MarketLine = NonNullable<OverviewAnswer['shown']>['markets'][number]

function marketLines(
  rows: Record<'now' | 'previous' | 'year', readonly DayFigures[]>,
  currency: string,
  day: Day,
  fx: FxTable,
): MarketLine[] {
  const windows = {
    now: windowsOf(rows.now),
    previous: windowsOf(rows.previous),
    year: windowsOf(rows.year),
  }
  const all: MarketMeasures[] = [...windows.now, ...windows.previous, ...windows.year]
  const places = new Map(all.map((one) => [`${one.marketplace}|${one.currency}`, one]))
  return [...places.values()].map((place) => {
    const find = (list: readonly MarketMeasures[]) =>
      list.find((one) => one.marketplace === place.marketplace && one.currency === place.currency)
        ?.measures ?? noMeasures
    const told = (list: readonly DayFigures[]) =>
      toldDays(list.filter((row) => row.marketplace === place.marketplace && row.currency === place.currency))
    const own = { ...place, measures: find(windows.now) }
    const rate = fx.convert(1_000_000n, place.currency, currency, day)
    return {
      marketplace: place.marketplace,
      currency: place.currency,
      now: figuresOf(own.measures, place.currency),
      previous: figuresOf(find(windows.previous), place.currency),
      year: figuresOf(find(windows.year), place.currency),
      told: { now: told(rows.now), previous: told(rows.previous), year: told(rows.year) },
      converted: rate === null ? null : figuresOf(inCurrency([own], currency, day, fx).measures, currency),
      rate: rate === null ? null : decimalText(rate.micros, 4),
    }
  })
}

type Point = NonNullable<OverviewAnswer['shown']>['days'][number]

/** Days added up in one currency. A day is told by what could be converted; unconverted currencies are named with the totals. */
function pointsOf(rows: readonly DayFigures[], currency: string, day: Day, fx: FxTable): Point[] {
  const converters = new Map(
    [...new Set(rows.map((row) => row.currency))].map((one) => [one, fx.converter(one, currency, day)]),
  )
  return [...Map.groupBy(rows, (row) => row.day)].map(([at, list]) => {
    const money = (pick: (measures: Measures) => bigint | null): string | null => {
      let sum: bigint | null = null
      for (const row of list) {
        const value = pick(row.measures)
        const converter = converters.get(row.currency)
        if (value !== null && converter) sum = (sum ?? 0n) + converter.convert(value)
      }
      return sum === null ? null : amountText(sum, currency)
    }
    const count = (pick: (measures: Measures) => number | null): number | null =>
      list.reduce<number | null>((sum, row) => {
        const value = pick(row.measures)
        return value === null ? sum : (sum ?? 0) + value
      }, null)
    return {
      day: at,
      sales: money((measures) => measures.salesMicros),
      adCost: money(adSpendMicros),
      adSales: money((measures) => measures.adSalesMicros),
      units: count((measures) => measures.units),
      sessions: count((measures) => measures.sessions),
    }
  })
}
