import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MarketReads } from '#sandbox/market/reads.ts'
import { type ConsoleReport, consoleCsv, consoleSheet } from './reports/ads-console.ts'
import { type UnifiedReport, unifiedCsv } from './reports/ads-unified.ts'
import { type BrandConsoleReport, brandConsoleCsv, brandConsoleSheet } from './reports/brand-console.ts'
import {
  customerReturnsText,
  reimbursementsText,
  removalOrdersText,
  sellerFeedbackText,
} from './reports/aftersales.ts'
import { bulkWorkbook } from './reports/bulk-sheet.ts'
import { businessByAsinText, businessByDayText } from './reports/business.ts'
import { inventoryPlanningText } from './reports/inventory-planning.ts'
import { manageInventoryText } from './reports/inventory.ts'
import { ledgerSummaryText } from './reports/ledger-summary.ts'
import { allOrdersText } from './reports/orders.ts'
import { reportingWeeks, searchTermsText } from './reports/search-terms.ts'
import { settlementV1Text } from './reports/settlement-v1.ts'
import { settlementV2Text } from './reports/settlement-v2.ts'
import { transactionsText } from './reports/transactions.ts'
import { agedSurchargeText, feePreviewText, storageFeesText } from './reports/warehouse-fees.ts'
import { type Download, type Habit, type Shop, flatCharset, settlementsOf, wordsOf } from './shop.ts'
import { encodeText } from './text/charset.ts'
import { type DaySpan, addDays, monthName, monthsOf } from './text/dates.ts'

export type FolderWish = {
  sellerId: string
  /** Instant at which the seller downloads. */
  asOf: number
  /** Calendar months of history, the running one included. */
  months: number
  /** Months for which row-level files (settlements, search terms, …) are fetched. Default 3. */
  detailMonths?: number
  /** Default: by the seller's place in the market, so that three sellers show all formats. */
  habit?: Habit
}

const habits: readonly Habit[] = [
  { settlements: 'v2', ads: 'unified', words: 'store' },
  { settlements: 'v2', ads: 'console', words: 'zh' },
  { settlements: 'v1-then-v2', ads: 'console', words: 'store' },
]

/** Settlements that ended longer ago than this come in the wide form, where the seller has it. */
const V1_OLDER_THAN_DAYS = 40
const DETAIL_MONTHS = 3
/** Ads reports with a row per day are large: a seller fetches the last two months, and spend by product as far back as the other details. */
const DAILY_MONTHS = 2
/** An order file covers at most 30 days; the bulk sheet offers metrics of up to 60. */
const ORDER_DAYS = 30
const BULK_DAYS = 60

/** A store of the seller at the moment of download. `span` ends yesterday. */
export function openShop(market: MarketReads, storeKey: string, wish: FolderWish): Shop {
  const store = market.store(storeKey)
  const sellers = market.sellers()
  const place = sellers.findIndex((seller) => seller.sellerId === store.sellerId)
  const seller = sellers[place]
  if (!seller) throw new RangeError(`store ${storeKey} has no seller`)
  const habit = wish.habit ?? habits[place % habits.length] ?? habits[0]!
  const to = addDays(market.dayOf(storeKey, wish.asOf), -1)
  const first = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)) - wish.months, 1))
  const from = first.toISOString().slice(0, 10)
  const span = { from: from > store.openedOn ? from : store.openedOn, to }
  return {
    market,
    seller,
    store,
    facts: market.marketplace(store.marketplace),
    habit,
    words: wordsOf(store.marketplace, habit),
    asOf: wish.asOf,
    span,
  }
}

/** Everything one seller downloads from Seller Central and the ads console, store by store. */
export async function* exportFolder(market: MarketReads, wish: FolderWish): AsyncGenerator<Download> {
  const seller = market.sellers().find((one) => one.sellerId === wish.sellerId)
  if (!seller) throw new RangeError(`the market has no seller ${wish.sellerId}`)
  for (const storeKey of seller.storeKeys) {
    const shop = openShop(market, storeKey, wish)
    const detail = monthsOf(shop.span).slice(-(wish.detailMonths ?? DETAIL_MONTHS))
    for await (const { path, bytes } of shopDownloads(shop, detail)) {
      yield { path: `${seller.key}/${shop.store.marketplace}/${path}`, bytes }
    }
  }
}

async function* shopDownloads(shop: Shop, detail: readonly DaySpan[]): AsyncGenerator<Download> {
  yield* settlementFiles(shop, detail[0] ?? shop.span)
  yield* paymentFiles(shop, detail)
  yield* businessFiles(shop)
  yield* stockFiles(shop)
  if (shop.habit.ads === 'console') yield* consoleFiles(shop, detail)
  else yield* unifiedFiles(shop, detail)
  yield* brandFiles(shop, detail.slice(-DAILY_MONTHS))
  const bulk = { from: addDays(shop.span.to, 1 - BULK_DAYS), to: shop.span.to }
  const days = `${bulk.from.replaceAll('-', '')}-${bulk.to.replaceAll('-', '')}`
  yield { path: `ads/bulk-${shop.store.profileId}-${days}.xlsx`, bytes: await bulkWorkbook(shop, bulk) }
}

function* settlementFiles(shop: Shop, since: DaySpan): Generator<Download> {
  const { habit, span } = shop
  const oldest = addDays(span.to, -V1_OLDER_THAN_DAYS)
  for (const settlement of settlementsOf(shop)) {
    const endOn = shop.market.dayOf(shop.store.key, settlement.endAt)
    if (endOn < since.from) continue
    const wide = habit.settlements === 'v1-then-v2' && endOn < oldest
    const text = wide ? settlementV1Text(shop, settlement) : settlementV2Text(shop, settlement)
    const path = `payments/settlement-${settlement.settlementId}.txt`
    yield { path, bytes: encodeText(text, flatCharset(shop)) }
  }
}

function* paymentFiles(shop: Shop, months: readonly DaySpan[]): Generator<Download> {
  const charset = shop.words === 'ja' ? 'shift_jis' : 'utf8-bom'
  for (const month of months.slice(-2, -1)) {
    const name = `${month.from.slice(0, 4)}${monthName(month.from.slice(5, 7))}MonthlyTransaction.csv`
    yield { path: `payments/${name}`, bytes: encodeText(transactionsText(shop, month), charset) }
  }
}

function* businessFiles(shop: Shop): Generator<Download> {
  const { span } = shop
  const byDay = encodeText(businessByDayText(shop, span), 'utf8-bom')
  yield { path: `business/BusinessReport-ByDate-${span.from}_${span.to}.csv`, bytes: byDay }
  for (const month of monthsOf(span)) {
    const bytes = encodeText(businessByAsinText(shop, month), 'utf8-bom')
    yield { path: `business/BusinessReport-ByChildItem-${month.from}_${month.to}.csv`, bytes }
  }
}

function* stockFiles(shop: Shop): Generator<Download> {
  const { span, store } = shop
  const charset = flatCharset(shop)
  const western = charset === 'utf8' ? 'windows-1252' : charset
  const inventoryName = shop.facts.code === 'JP' ? 'Inventory.txt' : 'Inventory.csv'
  const day = span.to.replaceAll('-', '')
  yield {
    path: `fba/Manage-FBA-${inventoryName}`,
    bytes: encodeText(manageInventoryText(shop), western),
  }
  yield {
    path: `fba/Inventory-Planning-${day}.csv`,
    bytes: encodeText(inventoryPlanningText(shop), 'utf8-bom'),
  }
  const window = { from: addDays(span.to, 1 - ORDER_DAYS), to: span.to }
  yield {
    path: `orders/All-Orders-${window.from}_${window.to}.txt`,
    bytes: encodeText(allOrdersText(shop, window), charset),
  }
  const flat: readonly [name: string, text: string][] = [
    ['fba/Customer-Returns.txt', customerReturnsText(shop, span)],
    ['fba/Removal-Order-Detail.txt', removalOrdersText(shop, span)],
    ['fba/Reimbursements.txt', reimbursementsText(shop, span)],
    ['fba/Monthly-Storage-Fees.txt', storageFeesText(shop, span)],
    ['fba/Inventory-Ledger-Summary.txt', ledgerSummaryText(shop, span, 'MONTHLY')],
    ['fba/Fee-Preview.txt', feePreviewText(shop)],
    [`feedback/Feedback-${store.marketplace}.txt`, sellerFeedbackText(shop, span)],
  ]
  // Offered only to a seller who was charged.
  const aged = agedSurchargeText(shop, span)
  if (aged.trimEnd().includes('\n'))
    yield { path: 'fba/Aged-Inventory-Surcharge.txt', bytes: encodeText(aged, charset) }
  for (const [path, text] of flat) yield { path, bytes: encodeText(text, charset) }
  for (const week of reportingWeeks(span.to, 1)) {
    const bytes = encodeText(searchTermsText(shop, week), 'utf8-bom')
    const name = `${store.marketplace}_Top_Search_Terms_Simple_Week_${week.to.replaceAll('-', '_')}.csv`
    yield { path: `brand/${name}`, bytes }
  }
}

const consoleNames: Readonly<Record<ConsoleReport, string>> = {
  searchTerm: 'Sponsored Products Search term report',
  targeting: 'Sponsored Products Targeting report',
  placement: 'Sponsored Products Placement report',
  advertisedProduct: 'Sponsored Products Advertised product report',
  campaign: 'Sponsored Products Campaign report',
  performanceOverTime: 'Sponsored Products Performance over time report',
}

function dailyReports(detail: readonly DaySpan[], month: DaySpan) {
  const all = ['targeting', 'placement', 'advertisedProduct'] as const
  return detail.slice(-DAILY_MONTHS).includes(month) ? all : all.slice(-1)
}

/** Search terms and the running month's targets as workbooks, the rest as CSV: what lies in a seller's folder is mixed. */
async function* consoleFiles(shop: Shop, detail: readonly DaySpan[]): AsyncGenerator<Download> {
  const nameOf = (report: ConsoleReport, span: DaySpan) =>
    `ads/${consoleNames[report]} ${span.from}_${span.to}`
  const csvOf = (report: ConsoleReport, span: DaySpan): Download => ({
    path: `${nameOf(report, span)}.csv`,
    bytes: encodeText(consoleCsv(report, shop, span), 'utf8-bom'),
  })
  const sheetOf = async (report: ConsoleReport, span: DaySpan): Promise<Download> => ({
    path: `${nameOf(report, span)}.xlsx`,
    bytes: await consoleSheet(report, shop, span),
  })
  for (const month of detail) {
    const isRunning = month === detail.at(-1)
    yield await sheetOf('searchTerm', month)
    for (const report of dailyReports(detail, month)) {
      yield isRunning && report === 'targeting' ? await sheetOf(report, month) : csvOf(report, month)
    }
  }
  for (const month of monthsOf(shop.span)) yield csvOf('campaign', month)
  yield csvOf('performanceOverTime', shop.span)
}

const brandNames: Readonly<Record<BrandConsoleReport, string>> = {
  sbCampaign: 'Sponsored Brands Campaign report',
  sbKeyword: 'Sponsored Brands Keyword report',
  sbSearchTerm: 'Sponsored Brands Search term report',
  sbPlacement: 'Sponsored Brands Campaign placement report',
  sdCampaign: 'Sponsored Display Campaign report',
  sdTargeting: 'Sponsored Display Targeting report',
}

/** Of a seller who runs them; Amazon keeps about two months. Search terms as workbooks, the rest as CSV. */
async function* brandFiles(shop: Shop, months: readonly DaySpan[]): AsyncGenerator<Download> {
  if (shop.market.brandTree(shop.store.key).campaigns.length === 0) return
  for (const month of months)
    for (const report of Object.keys(brandNames) as BrandConsoleReport[]) {
      const path = `ads-brands/${brandNames[report]} ${month.from}_${month.to}`
      yield report === 'sbSearchTerm'
        ? { path: `${path}.xlsx`, bytes: await brandConsoleSheet(report, shop, month) }
        : { path: `${path}.csv`, bytes: encodeText(brandConsoleCsv(report, shop, month), 'utf8-bom') }
    }
}

const unifiedNames: Readonly<Record<UnifiedReport, string>> = {
  searchTerm: 'Search_term',
  targeting: 'Targeting',
  placement: 'Placement',
  advertisedProduct: 'Advertised_product',
  campaign: 'Campaign',
}

function* unifiedFiles(shop: Shop, detail: readonly DaySpan[]): Generator<Download> {
  const write = (report: UnifiedReport, span: DaySpan): Download => ({
    path: `ads/${unifiedNames[report]}_${span.from}_${span.to}.csv`,
    bytes: encodeText(unifiedCsv(report, shop, span), 'utf8-bom'),
  })
  for (const month of detail) {
    yield write('searchTerm', month)
    for (const report of dailyReports(detail, month)) yield write(report, month)
  }
  for (const month of monthsOf(shop.span)) yield write('campaign', month)
}

/**
 * Writes the downloads of every seller (or of one) below `dir`, dated at the moment of download, telling each store's folder when it is
 * whole. Returns what was written.
 */
export async function writeExports(
  dir: string,
  market: MarketReads,
  wish: Omit<FolderWish, 'sellerId'> & { sellerId?: string; onFolder?: (folder: string) => void },
): Promise<{ files: number; bytes: number }> {
  let files = 0
  let bytes = 0
  // Who has most to download begins: somebody may import one seller beside the other.
  const size = ({ sellerId }: { sellerId: string }): number =>
    market.stores().filter((store) => store.sellerId === sellerId).length
  const bySize = market.sellers().toSorted((a, b) => size(b) - size(a))
  for (const seller of bySize) {
    if (wish.sellerId !== undefined && wish.sellerId !== seller.sellerId) continue
    let folder: string | null = null
    for await (const download of exportFolder(market, { ...wish, sellerId: seller.sellerId })) {
      const here = download.path.split('/').slice(0, 2).join('/')
      if (folder !== null && folder !== here) wish.onFolder?.(folder)
      folder = here
      const path = join(dir, download.path)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, download.bytes)
      await utimes(path, wish.asOf / 1000, wish.asOf / 1000)
      files += 1
      bytes += download.bytes.length
    }
    if (folder !== null) wish.onFolder?.(folder)
  }
  return { files, bytes }
}
