import type { SalesAsin, SalesDay } from '#sandbox/market/world-trade.ts'
import { type Shop, shownMoney, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import type { DaySpan } from '../text/dates.ts'
import { groupedInteger, percent, quotient } from '../text/numbers.ts'
import { businessHeads } from './business-words.ts'

type Head = keyof typeof businessHeads
type Column<Row> = readonly [head: Head, of: (row: Row, shop: Shop) => string]

const count = (value: number) => groupedInteger(value)
const rate = (numerator: number, denominator: number) => percent(quotient(numerator, denominator) ?? 0)

/** Money per piece, rounded to the minor unit as the page shows it. */
const each = (shop: Shop, minor: number, pieces: number) =>
  shownMoney(shop, pieces === 0 ? 0 : Math.round(minor / pieces))

const byDay: readonly Column<SalesDay>[] = [
  ['date', (row, shop) => reportDay(shop, row.day)],
  ['sales', (row, shop) => shownMoney(shop, row.orderedSalesMinor)],
  ['salesB2b', (row, shop) => shownMoney(shop, row.orderedSalesB2bMinor)],
  ['units', (row) => count(row.unitsOrdered)],
  ['unitsB2b', (row) => count(row.unitsOrderedB2b)],
  ['items', (row) => count(row.orderItems)],
  ['itemsB2b', (row) => count(row.orderItemsB2b)],
  ['averageSales', (row, shop) => each(shop, row.orderedSalesMinor, row.orderItems)],
  ['averagePrice', (row, shop) => each(shop, row.orderedSalesMinor, row.unitsOrdered)],
  ['pageViews', (row) => count(row.pageViews)],
  ['sessionsApp', (row) => count(row.sessionsMobileApp)],
  ['sessionsBrowser', (row) => count(row.sessionsBrowser)],
  ['sessions', (row) => count(row.sessions)],
  ['buyBox', (row) => percent(row.buyBoxRatio)],
  ['itemRate', (row) => rate(row.orderItems, row.sessions)],
  ['unitRate', (row) => rate(row.unitsOrdered, row.sessions)],
  ['refunded', (row) => count(row.unitsRefunded)],
  ['refundRate', (row) => rate(row.unitsRefunded, row.unitsOrdered)],
  ['feedback', (row) => count(row.feedbackReceived)],
  ['negativeFeedback', (row) => count(row.negativeFeedback)],
  ['shippedSales', (row, shop) => shownMoney(shop, row.shippedSalesMinor)],
  ['shippedUnits', (row) => count(row.unitsShipped)],
  ['shippedOrders', (row) => count(row.ordersShipped)],
]

const byAsin: readonly Column<SalesAsin>[] = [
  ['parentAsin', (row) => row.parentAsin],
  ['asin', (row) => row.asin],
  ['title', (row) => row.title],
  ['sku', (row) => row.sku],
  ['sessionsApp', (row) => count(row.sessionsMobileApp)],
  ['sessionsBrowser', (row) => count(row.sessionsBrowser)],
  ['sessions', (row) => count(row.sessions)],
  ['sessionShare', (row) => percent(row.sessionShareRatio)],
  ['pageViews', (row) => count(row.pageViews)],
  ['pageViewShare', (row) => percent(row.pageViewShareRatio)],
  ['buyBox', (row) => percent(row.buyBoxRatio)],
  ['units', (row) => count(row.unitsOrdered)],
  ['unitsB2b', (row) => count(row.unitsOrderedB2b)],
  ['unitRate', (row) => rate(row.unitsOrdered, row.sessions)],
  ['sales', (row, shop) => shownMoney(shop, row.orderedSalesMinor)],
  ['salesB2b', (row, shop) => shownMoney(shop, row.orderedSalesB2bMinor)],
  ['items', (row) => count(row.orderItems)],
  ['itemsB2b', (row) => count(row.orderItemsB2b)],
]

function table<Row>(shop: Shop, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = columns.map(([name]) => businessHeads[name][shop.words])
  return textFile(
    [csvLine(head), ...rows.map((row) => csvLine(columns.map(([, of]) => of(row, shop))))],
    '\n',
  )
}

/** Business report, Sales and Traffic by date: one row per local day, newest first as the page lists them. */
export function businessByDayText(shop: Shop, span: DaySpan): string {
  const rows = shop.market.salesByDay({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
  return table(
    shop,
    byDay,
    rows.toSorted((a, b) => (a.day < b.day ? 1 : -1)),
  )
}

/** Business report, Detail Page Sales and Traffic by child item: one sum per SKU over the whole span; the span itself stands nowhere in the file. */
export function businessByAsinText(shop: Shop, span: DaySpan): string {
  const rows = shop.market.salesByAsin({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
  return table(
    shop,
    byAsin,
    rows.toSorted((a, b) => b.sessions - a.sessions),
  )
}

/** '01/04/26' (US), '04/01/2026' (UK), '2026-01-04' (CA), '04.01.26' (DE), '2026/01/04' (JP and Chinese pages). */
function reportDay(shop: Shop, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (shop.words === 'zh' || shop.words === 'ja') return `${year}/${month}/${date}`
  if (shop.words === 'de') return `${date}.${month}.${year.slice(2)}`
  if (shop.words === 'en-GB') return `${date}/${month}/${year}`
  return shop.facts.code === 'CA' ? day : `${month}/${date}/${year.slice(2)}`
}
