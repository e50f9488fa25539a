import { sql } from 'kysely'
import { type Day, addDays, daysBetween } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Measures } from '../rules/measures.ts'
import { type MeasureRow, measureSelect, measureSums, readMeasures } from '../store/measures.ts'
import { type Where, orNull, rollupDays } from '../store/where.ts'

export type { Where }

// Figures other rooms may ask for. Every query names its client and its days; days are the marketplace's own. Sums stay apart
// by marketplace and currency: adding currencies is the caller's decision, with `fxTable` and the rate of the day.
//   portfolioMonths   all clients, months       (cockpit: reads client_month only)
//   overview          one client, span against span
//   salesByDay        one client, day by day    (client_day: sales, traffic, ads, returns, settled money)
//   monthFigures      one client, month by month
// See also public/ads.ts, public/trade.ts, public/money.ts, public/coverage.ts (maturity, gaps), public/drill.ts, public/import-folder.ts.

export type MonthFigures = {
  clientId: string
  month: Day
  storeId: string
  marketplace: string | null
  currency: string
  /** Days of the month for which there are sales, advertising figures, settled money. */
  salesDays: number
  adsDays: number
  moneyDays: number
  measures: Measures
}

export type DayFigures = {
  day: Day
  storeId: string
  marketplace: string | null
  currency: string
  salesSource: 'business_report' | 'orders' | null
  /** The report level the advertising figures of the day come from. */
  adsReport: string | null
  measures: Measures
}

export type MarketTotals = { marketplace: string | null; currency: string; measures: Measures }

export type Overview = {
  range: { from: Day; to: Day }
  compare: { from: Day; to: Day }
  current: MarketTotals[]
  previous: MarketTotals[]
}

type MonthRow = MeasureRow & {
  clientId: string
  month: Day
  storeId: string
  marketplace: string
  currency: string
  salesDays: number
  adsDays: number
  moneyDays: number
}

/** Months (first days, inclusive) of several clients, from the month rollup alone. */
export async function portfolioMonths(
  tx: ReadTx,
  query: { clientIds: readonly string[]; fromMonth: Day; toMonth: Day },
): Promise<MonthFigures[]> {
  const rows = await tx.rows(sql<MonthRow>`
    select client_id as "clientId", month, store_id as "storeId", marketplace, currency,
           sales_days as "salesDays", ads_days as "adsDays", money_days as "moneyDays", ${measureSelect}
    from client_month
    where client_id = any (${query.clientIds}::bigint[]) and month between ${query.fromMonth}::date and ${query.toMonth}::date
    order by client_id, month, store_id, marketplace, currency`)
  return rows.map((row) => ({
    clientId: row.clientId,
    month: row.month,
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    salesDays: row.salesDays,
    adsDays: row.adsDays,
    moneyDays: row.moneyDays,
    measures: readMeasures(row),
  }))
}

export function monthFigures(
  tx: ReadTx,
  query: { clientId: string; fromMonth: Day; toMonth: Day },
): Promise<MonthFigures[]> {
  return portfolioMonths(tx, { ...query, clientIds: [query.clientId] })
}

type DayRow = MeasureRow & {
  day: Day
  storeId: string
  marketplace: string
  currency: string
  salesSource: DayFigures['salesSource']
  adsReport: string | null
}

/** Day by day; a day without any file has no row. */
export async function salesByDay(tx: ReadTx, where: Where): Promise<DayFigures[]> {
  const rows = await tx.rows(sql<DayRow>`
    select day, store_id as "storeId", marketplace, currency, sales_source as "salesSource", ads_report as "adsReport", ${measureSelect}
    from client_day where ${rollupDays(where)}
    order by day, store_id, marketplace, currency`)
  return rows.map((row) => ({
    day: row.day,
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    salesSource: row.salesSource,
    adsReport: row.adsReport,
    measures: readMeasures(row),
  }))
}

/** Totals of a span by marketplace and currency. */
export async function totals(tx: ReadTx, where: Where): Promise<MarketTotals[]> {
  const rows = await tx.rows(sql<MeasureRow & { marketplace: string; currency: string }>`
    select marketplace, currency, ${measureSums} from client_day where ${rollupDays(where)}
    group by marketplace, currency order by marketplace, currency`)
  return rows.map((row) => ({
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    measures: readMeasures(row),
  }))
}

/** The span just before, of the same length. */
export function spanBefore(range: { from: Day; to: Day }): { from: Day; to: Day } {
  const days = daysBetween(range.from, range.to)
  return { from: addDays(range.from, -days), to: addDays(range.from, -1) }
}

/** A span against another (by default the one just before it). */
export async function overview(
  tx: ReadTx,
  where: Where,
  compare: { from: Day; to: Day } = spanBefore(where),
): Promise<Overview> {
  return {
    range: { from: where.from, to: where.to },
    compare,
    current: await totals(tx, where),
    previous: await totals(tx, { ...where, ...compare }),
  }
}
