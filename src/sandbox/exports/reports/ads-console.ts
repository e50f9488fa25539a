import type { AdQuery, AdRow } from '#sandbox/market/world-ads.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import { type DaySpan, longDay } from '../text/dates.ts'
import { plainMoney, quotient } from '../text/numbers.ts'
import { type Cell, type Column, type ColumnKind, sheetPart, workbookBytes } from '../text/sheet.ts'
import { type AdsIndex, adsIndex, placementNames, strategyNames, targetText } from './ads-names.ts'
import { type ConsoleHead, consoleHead, countryName } from './ads-words.ts'

/** The Sponsored Products reports of the console before 2026. */
export type ConsoleReport =
  | 'searchTerm'
  | 'targeting'
  | 'placement'
  | 'advertisedProduct'
  | 'campaign'
  | 'performanceOverTime'

type Layout = {
  sheet: string
  grain: AdQuery['grain']
  /** One row per day, or one per span. */
  unit: 'day' | 'span'
  heads: readonly ConsoleHead[]
}

const outcome: readonly ConsoleHead[] = [
  'orders',
  'units',
  'cvr',
  'sameUnits',
  'otherUnits',
  'sameSales',
  'otherSales',
]
const traffic: readonly ConsoleHead[] = [
  'impressions',
  'clicks',
  'ctr',
  'cpc',
  'spend',
  'sales',
  'acos',
  'roas',
]

const layouts: Readonly<Record<ConsoleReport, Layout>> = {
  searchTerm: {
    sheet: 'Sponsored Product Search Term Report',
    grain: ['campaign', 'adGroup', 'target', 'searchTerm'],
    unit: 'span',
    heads: [
      'start',
      'end',
      'portfolio',
      'currency',
      'campaign',
      'adGroup',
      'retailer',
      'country',
      'targeting',
      'matchType',
      'searchTerm',
      ...traffic,
      ...outcome,
    ],
  },
  targeting: {
    sheet: 'Sponsored Product Keyword Report',
    grain: ['campaign', 'adGroup', 'target'],
    unit: 'day',
    heads: [
      'date',
      'portfolio',
      'currency',
      'campaign',
      'country',
      'adGroup',
      'retailer',
      'targeting',
      'matchType',
      'impressions',
      'topShare',
      'clicks',
      'ctr',
      'cpc',
      'spend',
      'acos',
      'roas',
      'sales',
      ...outcome,
    ],
  },
  placement: {
    sheet: 'Sponsored Product Placement Report',
    grain: ['campaign', 'placement'],
    unit: 'day',
    heads: [
      'date',
      'portfolio',
      'currency',
      'campaign',
      'retailer',
      'country',
      'strategy',
      'placement',
      'impressions',
      'clicks',
      'cpc',
      'spend',
      'sales',
      'acos',
      'roas',
      'orders',
      'units',
    ],
  },
  advertisedProduct: {
    sheet: 'Sponsored Product Advertised Product Report',
    grain: ['campaign', 'adGroup', 'ad'],
    unit: 'day',
    heads: [
      'date',
      'portfolio',
      'currency',
      'campaign',
      'adGroup',
      'retailer',
      'country',
      'sku',
      'asin',
      ...traffic,
      ...outcome,
    ],
  },
  campaign: {
    sheet: 'Sponsored Product Campaign Report',
    grain: ['campaign'],
    unit: 'span',
    heads: [
      'start',
      'end',
      'portfolio',
      'program',
      'campaign',
      'retailer',
      'country',
      'status',
      'currency',
      'budget',
      'targetingType',
      'strategy',
      'impressions',
      'lastYearImpressions',
      'clicks',
      'lastYearClicks',
      'ctr',
      'spend',
      'lastYearSpend',
      'cpc',
      'lastYearCpc',
      'orders',
      'acos',
      'roas',
      'sales',
    ],
  },
  performanceOverTime: {
    sheet: 'Performance Over Time Report',
    grain: [],
    unit: 'day',
    heads: ['start', 'end', 'currency', 'clicks', 'cpc', 'spend'],
  },
}

type ConsoleColumn = Column<AdRow>
type Source = { shop: Shop; span: DaySpan; index: AdsIndex; unit: 'day' | 'span' }

function consoleColumns(report: ConsoleReport, source: Source): ConsoleColumn[] {
  return layouts[report].heads.map((head) => ({
    head: consoleHead(source.shop.words, head),
    ...columnOf(head, source),
  }))
}

type Reading = { kind: ColumnKind; of: (row: AdRow) => Cell }

function columnOf(head: ConsoleHead, source: Source): Reading {
  return metricColumn(head) ?? nameColumn(head, source) ?? { kind: 'text', of: () => null }
}

function metricColumn(head: ConsoleHead): Reading | undefined {
  switch (head) {
    case 'impressions':
      return { kind: 'integer', of: (row) => row.impressions }
    case 'clicks':
      return { kind: 'integer', of: (row) => row.clicks }
    case 'ctr':
      return { kind: 'percent', of: (row) => quotient(row.clicks, row.impressions) }
    case 'cpc':
      return { kind: 'money', of: (row) => quotient(row.costMinor, row.clicks) }
    case 'spend':
      return { kind: 'money', of: (row) => row.costMinor }
    case 'sales':
      return { kind: 'money', of: (row) => row.salesMinor.d7 }
    case 'acos':
      return { kind: 'percent', of: (row) => quotient(row.costMinor, row.salesMinor.d7) }
    case 'roas':
      return { kind: 'ratio', of: (row) => quotient(row.salesMinor.d7, row.costMinor) }
    case 'orders':
      return { kind: 'integer', of: (row) => row.orders.d7 }
    case 'units':
      return { kind: 'integer', of: (row) => row.units.d7 }
    case 'cvr':
      return { kind: 'percent', of: (row) => quotient(row.orders.d7, row.clicks) }
    case 'sameUnits':
      return { kind: 'integer', of: (row) => row.unitsSameSku.d7 }
    case 'otherUnits':
      return { kind: 'integer', of: (row) => row.units.d7 - row.unitsSameSku.d7 }
    case 'sameSales':
      return { kind: 'money', of: (row) => row.salesSameSkuMinor.d7 }
    case 'otherSales':
      return { kind: 'money', of: (row) => row.salesMinor.d7 - row.salesSameSkuMinor.d7 }
    default:
      return undefined
  }
}

function nameColumn(head: ConsoleHead, { shop, span, index, unit }: Source): Reading | undefined {
  const campaign = (row: AdRow) => index.campaigns.get(row.campaignId)
  switch (head) {
    case 'date':
      return { kind: 'day', of: (row) => row.day }
    case 'start':
      return { kind: 'day', of: (row) => (unit === 'day' ? row.day : span.from) }
    case 'end':
      return { kind: 'day', of: (row) => (unit === 'day' ? row.day : span.to) }
    case 'portfolio':
      return {
        kind: 'text',
        of: (row) => index.portfolios.get(campaign(row)?.portfolioId ?? '')?.name ?? 'No Portfolio',
      }
    case 'currency':
      return { kind: 'text', of: () => shop.facts.currency }
    case 'campaign':
      return { kind: 'text', of: (row) => campaign(row)?.name ?? '' }
    case 'adGroup':
      return { kind: 'text', of: (row) => index.adGroups.get(row.adGroupId)?.name ?? '' }
    case 'retailer':
      return { kind: 'text', of: () => 'Amazon' }
    case 'country':
      return { kind: 'text', of: () => countryName(shop.words, shop.facts.code) }
    case 'targeting':
      return { kind: 'text', of: (row) => targetText(index.targets.get(row.targetId)) }
    case 'matchType':
      return { kind: 'text', of: (row) => matchText(index, row.targetId) }
    case 'searchTerm':
      return { kind: 'text', of: (row) => row.searchTerm }
    case 'sku':
      return { kind: 'text', of: (row) => index.ads.get(row.adId)?.sku ?? row.sku }
    case 'asin':
      return { kind: 'text', of: (row) => index.ads.get(row.adId)?.asin ?? row.asin }
    default:
      return settingColumn(head, campaign)
  }
}

function settingColumn(
  head: ConsoleHead,
  campaign: (row: AdRow) => ReturnType<AdsIndex['campaigns']['get']>,
): Reading | undefined {
  switch (head) {
    case 'program':
      return { kind: 'text', of: () => 'Sponsored Products' }
    case 'status':
      return { kind: 'text', of: (row) => campaign(row)?.state.toUpperCase() ?? '' }
    case 'budget':
      return { kind: 'money', of: (row) => campaign(row)?.dailyBudgetMinor ?? null }
    case 'targetingType':
      return {
        kind: 'text',
        of: (row) => (campaign(row)?.targeting === 'auto' ? 'Automatic targeting' : 'Manual targeting'),
      }
    case 'strategy':
      return { kind: 'text', of: (row) => strategyNames[campaign(row)?.strategy ?? 'down_only'] }
    case 'placement':
      return { kind: 'text', of: (row) => placementNames[row.placement] }
    default:
      return undefined
  }
}

function matchText(index: AdsIndex, targetId: string): string {
  const expression = index.targets.get(targetId)?.expression
  return expression?.kind === 'keyword' ? expression.match.toUpperCase() : '-'
}

function sourceOf(report: ConsoleReport, shop: Shop, span: DaySpan): Source {
  return { shop, span, index: adsIndex(shop.market, shop.store.key), unit: layouts[report].unit }
}

function consoleRows(report: ConsoleReport, { shop, span }: Source): AdRow[] {
  const { grain, unit } = layouts[report]
  return shop.market.adRows({
    storeKey: shop.store.key,
    ...span,
    asOf: shop.asOf,
    by: unit,
    grain,
    clickedOnly: report === 'searchTerm',
  })
}

/** A report of the old console as .xlsx: numbers as numbers, money and percent by cell format, dates as dates. */
export async function consoleSheet(report: ConsoleReport, shop: Shop, span: DaySpan): Promise<Buffer> {
  const source = sourceOf(report, shop, span)
  const part = sheetPart(layouts[report].sheet, consoleColumns(report, source), consoleRows(report, source))
  return workbookBytes([part], {
    decimals: shop.facts.decimals,
    moneyFormat: moneyFormats[shop.facts.currency],
    createdAt: shop.asOf,
  })
}

export const moneyFormats = {
  USD: '[$$-409]#,##0.00',
  CAD: '[$CA$-1009]#,##0.00',
  GBP: '[$£-809]#,##0.00',
  EUR: '[$€-407]#,##0.00',
  JPY: '[$¥-411]#,##0',
} as const

/** The same report as CSV, as the console wrote it: '$1596.1', '1.126%', 'May 01, 2026'. */
export function consoleCsv(report: ConsoleReport, shop: Shop, span: DaySpan): string {
  const source = sourceOf(report, shop, span)
  return consoleText(shop, consoleColumns(report, source), consoleRows(report, source), shop.words)
}

/** Rows as the console's CSV; days in the words given. */
export function consoleText<Row>(
  shop: Shop,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  words: Shop['words'],
): string {
  const lines = [csvLine(columns.map((column) => column.head))]
  for (const row of rows)
    lines.push(csvLine(columns.map((column) => cellText(shop, column.kind, column.of(row), words))))
  return textFile(lines, crlf)
}

function cellText(shop: Shop, kind: ColumnKind, value: Cell, words: Shop['words']): string {
  if (value === null) return ''
  if (typeof value === 'string') return kind === 'day' ? dayText(words, value) : value
  if (kind === 'money') return moneyText(shop, value)
  if (kind === 'percent') return `${trimmed((value * 100).toFixed(3))}%`
  if (kind === 'ratio') return trimmed(value.toFixed(2))
  return String(value)
}

const signs = { USD: '$', CAD: 'CA$', GBP: '£', EUR: '€', JPY: '¥' } as const

/** '$1596.1', '$80.0', '$0.5132154': no grouping, at least one digit after the point. */
function moneyText(shop: Shop, minor: number): string {
  const { currency, decimals } = shop.facts
  const exact = Number.isInteger(minor) ? plainMoney(minor, decimals) : (minor / 10 ** decimals).toFixed(7)
  const text = trimmed(exact)
  return `${signs[currency]}${text.includes('.') ? text : `${text}.0`}`
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function dayText(words: Shop['words'], day: string): string {
  if (words === 'de') return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
  if (words === 'ja' || words === 'zh') return day.replaceAll('-', '/')
  return longDay(day)
}
