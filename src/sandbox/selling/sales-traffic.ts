// Sales and traffic of a store as the report and Data Kiosk word them.

import { addDays } from '../exports/text/dates.ts'
import type { MarketReads } from '../market/reads.ts'
import type { SalesAsin, SalesDay } from '../market/world-trade.ts'
import type { MarketplaceFacts } from '../market/world.ts'
import { decimal } from './call.ts'

export type Period = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER'
export type AsinLevel = 'PARENT' | 'CHILD' | 'SKU'
type Days = { from: string; to: string }
type Amount = { amount: number; currencyCode: string }

const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100
const each = (sum: number, pieces: number): number =>
  pieces === 0 ? 0 : Math.round((sum / pieces) * 100) / 100

export const money = (facts: MarketplaceFacts, minor: number): Amount => ({
  amount: decimal(minor, facts.decimals),
  currencyCode: facts.currency,
})

/** First day of the period a day lies in: weeks begin on Sunday. */
export function periodOf(day: string, period: Period): Days {
  if (period === 'DAY') return { from: day, to: day }
  if (period === 'WEEK') {
    const from = addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay())
    return { from, to: addDays(from, 6) }
  }
  const [year = 0, month = 1] = day.split('-').map(Number)
  const first = period === 'MONTH' ? month : month - ((month - 1) % 3)
  const last = period === 'MONTH' ? month : first + 2
  return {
    from: `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`,
    to: new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10),
  }
}

type Sum = { [K in keyof SalesDay]: SalesDay[K] } & { buyBoxViews: number }

const summed = [
  'orderedSalesMinor',
  'orderedSalesB2bMinor',
  'unitsOrdered',
  'unitsOrderedB2b',
  'orderItems',
  'orderItemsB2b',
  'sessions',
  'sessionsMobileApp',
  'sessionsBrowser',
  'pageViews',
  'unitsRefunded',
  'shippedSalesMinor',
  'unitsShipped',
  'ordersShipped',
  'feedbackReceived',
  'negativeFeedback',
] as const

/** Days summed by period, oldest first. */
export function byPeriod(rows: readonly SalesDay[], period: Period): { days: Days; sum: Sum }[] {
  const sums = new Map<string, { days: Days; sum: Sum }>()
  for (const row of rows.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const days = periodOf(row.day, period)
    const known = sums.get(days.from)
    if (!known) {
      sums.set(days.from, { days, sum: { ...row, buyBoxViews: row.buyBoxRatio * row.pageViews } })
      continue
    }
    for (const field of summed) known.sum[field] += row[field]
    known.sum.buyBoxViews += row.buyBoxRatio * row.pageViews
  }
  return [...sums.values()]
}

/** Of page views, the app's share goes with its sessions. */
const appViews = (row: { pageViews: number; sessions: number; sessionsMobileApp: number }): number =>
  row.sessions === 0 ? 0 : Math.round((row.pageViews * row.sessionsMobileApp) / row.sessions)

export function salesByDate(facts: MarketplaceFacts, sum: Sum): Record<string, unknown> {
  return {
    orderedProductSales: money(facts, sum.orderedSalesMinor),
    orderedProductSalesB2B: money(facts, sum.orderedSalesB2bMinor),
    unitsOrdered: sum.unitsOrdered,
    unitsOrderedB2B: sum.unitsOrderedB2b,
    totalOrderItems: sum.orderItems,
    totalOrderItemsB2B: sum.orderItemsB2b,
    averageSalesPerOrderItem: money(facts, Math.round(each(sum.orderedSalesMinor, sum.orderItems))),
    averageSalesPerOrderItemB2B: money(facts, Math.round(each(sum.orderedSalesB2bMinor, sum.orderItemsB2b))),
    averageUnitsPerOrderItem: each(sum.unitsOrdered, sum.orderItems),
    averageUnitsPerOrderItemB2B: each(sum.unitsOrderedB2b, sum.orderItemsB2b),
    averageSellingPrice: money(facts, Math.round(each(sum.orderedSalesMinor, sum.unitsOrdered))),
    averageSellingPriceB2B: money(facts, Math.round(each(sum.orderedSalesB2bMinor, sum.unitsOrderedB2b))),
    unitsRefunded: sum.unitsRefunded,
    refundRate: percent(sum.unitsRefunded, sum.unitsOrdered),
    claimsGranted: 0,
    claimsAmount: money(facts, 0),
    shippedProductSales: money(facts, sum.shippedSalesMinor),
    unitsShipped: sum.unitsShipped,
    ordersShipped: sum.ordersShipped,
  }
}

export function trafficByDate(sum: Sum, parents: number): Record<string, unknown> {
  const mobile = appViews(sum)
  return {
    browserPageViews: sum.pageViews - mobile,
    mobileAppPageViews: mobile,
    pageViews: sum.pageViews,
    browserSessions: sum.sessionsBrowser,
    mobileAppSessions: sum.sessionsMobileApp,
    sessions: sum.sessions,
    buyBoxPercentage: percent(sum.buyBoxViews, sum.pageViews),
    orderItemSessionPercentage: percent(sum.orderItems, sum.sessions),
    unitSessionPercentage: percent(sum.unitsOrdered, sum.sessions),
    averageOfferCount: parents,
    averageParentItems: parents,
    feedbackReceived: sum.feedbackReceived,
    negativeFeedbackReceived: sum.negativeFeedback,
    receivedNegativeFeedbackRate: percent(sum.negativeFeedback, sum.feedbackReceived),
  }
}

/** Rows of the asked level: SKUs as they are, or summed to their child or parent product. */
export function atLevel(rows: readonly SalesAsin[], level: AsinLevel): SalesAsin[] {
  if (level === 'SKU') return rows.filter((row) => row.unitsOrdered > 0)
  const sums = new Map<string, SalesAsin>()
  for (const row of rows) {
    const key = level === 'PARENT' ? row.parentAsin : row.asin
    const known = sums.get(key)
    if (!known) {
      sums.set(key, { ...row })
      continue
    }
    const views = known.pageViews + row.pageViews
    sums.set(key, {
      ...known,
      sessions: known.sessions + row.sessions,
      sessionsMobileApp: known.sessionsMobileApp + row.sessionsMobileApp,
      sessionsBrowser: known.sessionsBrowser + row.sessionsBrowser,
      pageViews: views,
      sessionShareRatio: known.sessionShareRatio + row.sessionShareRatio,
      pageViewShareRatio: known.pageViewShareRatio + row.pageViewShareRatio,
      buyBoxRatio:
        views === 0 ? 0 : (known.buyBoxRatio * known.pageViews + row.buyBoxRatio * row.pageViews) / views,
      unitsOrdered: known.unitsOrdered + row.unitsOrdered,
      unitsOrderedB2b: known.unitsOrderedB2b + row.unitsOrderedB2b,
      orderedSalesMinor: known.orderedSalesMinor + row.orderedSalesMinor,
      orderedSalesB2bMinor: known.orderedSalesB2bMinor + row.orderedSalesB2bMinor,
      orderItems: known.orderItems + row.orderItems,
      orderItemsB2b: known.orderItemsB2b + row.orderItemsB2b,
    })
  }
  return [...sums.values()]
}

export function salesByAsin(facts: MarketplaceFacts, row: SalesAsin): Record<string, unknown> {
  return {
    unitsOrdered: row.unitsOrdered,
    unitsOrderedB2B: row.unitsOrderedB2b,
    orderedProductSales: money(facts, row.orderedSalesMinor),
    orderedProductSalesB2B: money(facts, row.orderedSalesB2bMinor),
    totalOrderItems: row.orderItems,
    totalOrderItemsB2B: row.orderItemsB2b,
  }
}

export function trafficByAsin(row: SalesAsin): Record<string, unknown> {
  const mobile = appViews(row)
  const sessionShare = Math.round(row.sessionShareRatio * 10_000) / 100
  const viewShare = Math.round(row.pageViewShareRatio * 10_000) / 100
  return {
    browserSessions: row.sessionsBrowser,
    mobileAppSessions: row.sessionsMobileApp,
    sessions: row.sessions,
    browserSessionPercentage: sessionShare,
    mobileAppSessionPercentage: sessionShare,
    sessionPercentage: sessionShare,
    browserPageViews: row.pageViews - mobile,
    mobileAppPageViews: mobile,
    pageViews: row.pageViews,
    browserPageViewsPercentage: viewShare,
    mobileAppPageViewsPercentage: viewShare,
    pageViewsPercentage: viewShare,
    buyBoxPercentage: Math.round(row.buyBoxRatio * 10_000) / 100,
    unitSessionPercentage: percent(row.unitsOrdered, row.sessions),
  }
}

/** The JSON of GET_SALES_AND_TRAFFIC_REPORT. */
export function salesAndTrafficReport(
  market: MarketReads,
  storeKey: string,
  wish: { days: Days; asOf: number; period: Period; level: AsinLevel; options: Record<string, string> },
): unknown {
  const facts = market.marketplace(market.store(storeKey).marketplace)
  const span = { storeKey, ...wish.days, asOf: wish.asOf }
  const parents = new Set(market.listings(storeKey).map((listing) => listing.parentAsin)).size
  return {
    reportSpecification: {
      reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
      reportOptions: wish.options,
      dataStartTime: wish.days.from,
      dataEndTime: wish.days.to,
      marketplaceIds: [facts.marketplaceId],
    },
    salesAndTrafficByDate: byPeriod(market.salesByDay(span), wish.period).map(({ days, sum }) => ({
      date: days.from,
      salesByDate: salesByDate(facts, sum),
      trafficByDate: trafficByDate(sum, parents),
    })),
    salesAndTrafficByAsin: atLevel(market.salesByAsin(span), wish.level).map((row) => ({
      parentAsin: row.parentAsin,
      ...(wish.level === 'PARENT' ? {} : { childAsin: row.asin }),
      ...(wish.level === 'SKU' ? { sku: row.sku } : {}),
      salesByAsin: salesByAsin(facts, row),
      trafficByAsin: trafficByAsin(row),
    })),
  }
}
