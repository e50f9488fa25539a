// What each report type holds and what Amazon makes of requests for it. Bodies come from the exporters that also write downloads.

import { openShop } from '../exports/folder.ts'
import { accountHealthReport } from '../exports/reports/account-health.ts'
import {
  customerReturnsText,
  reimbursementsText,
  removalOrdersText,
  sellerFeedbackText,
} from '../exports/reports/aftersales.ts'
import { inventoryPlanningText } from '../exports/reports/inventory-planning.ts'
import { manageInventoryText } from '../exports/reports/inventory.ts'
import { ledgerSummaryText } from '../exports/reports/ledger-summary.ts'
import { allOrdersText } from '../exports/reports/orders.ts'
import {
  agedSurchargeText,
  feePreviewText,
  overageFeesText,
  storageFeesText,
} from '../exports/reports/warehouse-fees.ts'
import { flatCharset, type Shop } from '../exports/shop.ts'
import { type Charset, encodeText } from '../exports/text/charset.ts'
import { addDays, type DaySpan } from '../exports/text/dates.ts'
import type { MarketReads } from '../market/reads.ts'
import type { Order } from '../market/world-trade.ts'
import { searchQueries, SEARCH_QUERIES, searchTerms, SEARCH_TERMS } from './brand-analytics.ts'
import { ledgerText, listingsText, removalShipmentsText, tabbed } from './flat-reports.ts'
import { type AsinLevel, type Period, salesAndTrafficReport } from './sales-traffic.ts'

export type ReportWish = {
  storeKey: string
  /** [from, to): what was asked for, or the type's own default. */
  fromAt: number
  toAt: number
  asOf: number
  options: Record<string, string>
}

/** Bytes of a document; null when there is no data, a text when Amazon could not make it. */
export type Written = { bytes: Buffer; contentType: string } | { problem: string } | null

export type ReportKind = {
  /** Least minutes between two requests of a seller for the type and stores; earlier ones end FATAL. 0: none. */
  everyMinutes: number
  /** Found by getReports only. */
  isListOnly?: true
  /** Exactly one marketplace a request. */
  isSingleStore?: true
  /** A request for several marketplaces is taken and ends FATAL. */
  isSpoiltBySecondStore?: true
  write(market: MarketReads, wish: ReportWish): Written
}

const charsetNames: Readonly<Record<Charset, string>> = {
  utf8: 'UTF-8',
  'utf8-bom': 'UTF-8',
  'windows-1252': 'Cp1252',
  shift_jis: 'Shift_JIS',
}

/** A store seen through the API: its own language and formats. */
export function apiShop(market: MarketReads, storeKey: string, asOf: number): Shop {
  const { sellerId } = market.store(storeKey)
  const habit = { settlements: 'v2', ads: 'unified', words: 'store' } as const
  return openShop(market, storeKey, { sellerId, asOf, months: 2, habit })
}

/** A flat file's bytes in the store's charset. */
export function flatBytes(shop: Shop, text: string): { bytes: Buffer; contentType: string } {
  const charset = flatCharset(shop)
  return { bytes: encodeText(text, charset), contentType: `text/plain; charset=${charsetNames[charset]}` }
}

const flat = (shop: Shop, text: string): Written =>
  text.trimEnd().includes('\n') ? flatBytes(shop, text) : null

const json = (value: unknown): Written => ({
  bytes: Buffer.from(JSON.stringify(value), 'utf8'),
  contentType: 'text/plain; charset=UTF-8',
})

const daysOf = (market: MarketReads, wish: ReportWish): DaySpan => ({
  from: market.dayOf(wish.storeKey, wish.fromAt),
  to: market.dayOf(wish.storeKey, Math.max(wish.fromAt, wish.toAt - 1)),
})

const bySpan =
  (text: (shop: Shop, span: DaySpan) => string) =>
  (market: MarketReads, wish: ReportWish): Written => {
    const shop = apiShop(market, wish.storeKey, wish.asOf)
    return flat(shop, text(shop, daysOf(market, wish)))
  }

const snapshot =
  (text: (shop: Shop) => string) =>
  (market: MarketReads, wish: ReportWish): Written => {
    const shop = apiShop(market, wish.storeKey, wish.asOf)
    return flat(shop, text(shop))
  }

/** Orders change for weeks after they were placed: an update is looked for this far back. */
const UPDATE_REACH_DAYS = 60

function orders(by: 'purchasedAt' | 'updatedAt') {
  return (market: MarketReads, wish: ReportWish): Written => {
    const days = daysOf(market, wish)
    const isIn = (order: Order): boolean => order[by] >= wish.fromAt && order[by] < wish.toAt
    const some: MarketReads = {
      ...market,
      orders: (span) => market.orders(span).filter(isIn),
    }
    const from = by === 'updatedAt' ? addDays(days.from, -UPDATE_REACH_DAYS) : days.from
    const shop = apiShop(some, wish.storeKey, wish.asOf)
    return flat(shop, allOrdersText(shop, { from, to: days.to }))
  }
}

const TWO_YEARS_MS = 731 * 86_400_000

function salesAndTraffic(market: MarketReads, wish: ReportWish): Written {
  if (wish.fromAt < wish.asOf - TWO_YEARS_MS) return null
  const days = daysOf(market, wish)
  const period = (wish.options['dateGranularity'] ?? 'DAY') as Period
  const level = (wish.options['asinGranularity'] ?? 'PARENT') as AsinLevel
  if (!['DAY', 'WEEK', 'MONTH'].includes(period) || !['PARENT', 'CHILD', 'SKU'].includes(level))
    return { problem: 'The report options are not valid for this report type.' }
  const { storeKey, asOf, options } = wish
  return json(salesAndTrafficReport(market, storeKey, { days, asOf, period, level, options }))
}

function accountHealth(market: MarketReads, { storeKey, asOf }: ReportWish): Written {
  const { marketplaceId } = market.marketplace(market.store(storeKey).marketplace)
  return json(accountHealthReport(marketplaceId, market.accountHealth(storeKey, asOf)))
}

function ledgerSummary(market: MarketReads, wish: ReportWish): Written {
  const { aggregatedByTimePeriod: by = 'DAILY', aggregateByLocation: place = 'COUNTRY' } = wish.options
  if (!['DAILY', 'MONTHLY'].includes(by) || !['COUNTRY', 'FC'].includes(place))
    return { problem: 'The report options are not valid for this report type.' }
  const shop = apiShop(market, wish.storeKey, wish.asOf)
  return flat(shop, ledgerSummaryText(shop, daysOf(market, wish), by as 'DAILY' | 'MONTHLY'))
}

/** Amazon wants a range of three days at least, and answers with the fees as they are now. */
const PREVIEW_LEAST_MS = 3 * 86_400_000

function feePreview(market: MarketReads, wish: ReportWish): Written {
  if (wish.toAt - wish.fromAt < PREVIEW_LEAST_MS)
    return { problem: 'The date range must be at least 72 hours.' }
  const shop = apiShop(market, wish.storeKey, wish.asOf)
  return flat(shop, feePreviewText(shop))
}

const HALF_HOUR = 30
const FOUR_HOURS = 240
const never = (): Written => null

export const SETTLEMENTS = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'

/** The types served. Cadences: sp-api documentation of FBA reports; others have none. */
export const reportKinds: Readonly<Record<string, ReportKind>> = {
  GET_SALES_AND_TRAFFIC_REPORT: { everyMinutes: 0, isSingleStore: true, write: salesAndTraffic },
  [SEARCH_TERMS]: { everyMinutes: 0, isSingleStore: true, write: searchTerms },
  [SEARCH_QUERIES]: { everyMinutes: 0, isSpoiltBySecondStore: true, write: searchQueries },
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: { everyMinutes: 0, write: orders('purchasedAt') },
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: { everyMinutes: 0, write: orders('updatedAt') },
  GET_MERCHANT_LISTINGS_ALL_DATA: { everyMinutes: 0, write: snapshot(listingsText) },
  GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA: {
    everyMinutes: HALF_HOUR,
    write: snapshot((shop) => tabbedMyi(shop)),
  },
  GET_FBA_MYI_ALL_INVENTORY_DATA: { everyMinutes: HALF_HOUR, write: snapshot((shop) => tabbedMyi(shop)) },
  GET_FBA_INVENTORY_PLANNING_DATA: {
    everyMinutes: HALF_HOUR,
    isSingleStore: true,
    write: snapshot((shop) => tabbed(inventoryPlanningText(shop))),
  },
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: { everyMinutes: FOUR_HOURS, write: bySpan(customerReturnsText) },
  GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: {
    everyMinutes: FOUR_HOURS,
    write: bySpan(removalOrdersText),
  },
  GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: {
    everyMinutes: FOUR_HOURS,
    write: bySpan(removalShipmentsText),
  },
  GET_FBA_REIMBURSEMENTS_DATA: { everyMinutes: FOUR_HOURS, write: bySpan(reimbursementsText) },
  GET_FBA_STORAGE_FEE_CHARGES_DATA: { everyMinutes: FOUR_HOURS, write: bySpan(storageFeesText) },
  GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA: {
    everyMinutes: FOUR_HOURS,
    write: bySpan(agedSurchargeText),
  },
  GET_FBA_OVERAGE_FEE_CHARGES_DATA: { everyMinutes: FOUR_HOURS, write: bySpan(overageFeesText) },
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: { everyMinutes: FOUR_HOURS, write: feePreview },
  GET_LEDGER_SUMMARY_VIEW_DATA: { everyMinutes: FOUR_HOURS, write: ledgerSummary },
  GET_LEDGER_DETAIL_VIEW_DATA: { everyMinutes: FOUR_HOURS, write: bySpan(ledgerText) },
  GET_SELLER_FEEDBACK_DATA: { everyMinutes: 0, write: bySpan(sellerFeedbackText) },
  GET_V2_SELLER_PERFORMANCE_REPORT: { everyMinutes: 0, isSingleStore: true, write: accountHealth },
  [SETTLEMENTS]: { everyMinutes: 0, isListOnly: true, write: never },
}

/** Japan's page is tab separated already. */
function tabbedMyi(shop: Shop): string {
  const text = manageInventoryText(shop)
  return shop.facts.code === 'JP' ? text : tabbed(text)
}

/** Types that Amazon has withdrawn: a request is accepted and ends FATAL. */
export const obsoleteKinds: readonly string[] = ['GET_FBA_INVENTORY_AGED_DATA']
/** Types that Amazon has removed: refused. */
export const removedKinds: readonly string[] = [
  'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE',
  'GET_V2_SETTLEMENT_REPORT_DATA_XML',
  'GET_FBA_SNS_FORECAST_DATA',
  'GET_FBA_SNS_PERFORMANCE_DATA',
]
