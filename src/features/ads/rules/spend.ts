import { type Day, addDays } from '#kernel/day.ts'

// How advertising spend is laid open, and the heads of the files it leaves in.

export const spendCuts = ['campaign', 'campaign_day', 'day', 'product', 'placement'] as const
export type SpendCut = (typeof spendCuts)[number]

export const spendSorts = [
  'day',
  'campaign',
  'item',
  'impressions',
  'clicks',
  'orders',
  'spend',
  'sales',
  'acos',
] as const

/** Amazon takes invalid clicks out for three days; later corrections are rare. */
const SETTLING_DAYS = 3

/** The first day of from..to that may still be corrected noticeably, as of the last day there is; null when all are old enough. */
export function provisionalFrom(from: Day, to: Day, last: Day): Day | null {
  const first = addDays(last, 1 - SETTLING_DAYS)
  const found = first < from ? from : first
  return found > to || found > last ? null : found
}

/** Days from..to that are not among the known ones. */
export function missingDays(from: Day, to: Day, known: ReadonlySet<Day>): Day[] {
  const missing: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (!known.has(day)) missing.push(day)
  return missing
}

const heads = {
  zh: {
    adProduct: '广告产品',
    counted: '销售额口径',
    day: '日期',
    campaignId: '广告活动编号',
    campaign: '广告活动',
    asin: 'ASIN',
    sku: 'SKU',
    placement: '广告位',
    impressions: '曝光',
    clicks: '点击',
    orders: '广告订单',
    spend: '花费',
    sales: '广告销售额',
    currency: '币种',
    total: '合计',
    totalSpend: '全部花费',
    report: '数据来源',
  },
  en: {
    adProduct: 'Ad product',
    counted: 'Sales counted by',
    day: 'Day',
    campaignId: 'Campaign ID',
    campaign: 'Campaign',
    asin: 'ASIN',
    sku: 'SKU',
    placement: 'Placement',
    impressions: 'Impressions',
    clicks: 'Clicks',
    orders: 'Ad orders',
    spend: 'Spend',
    sales: 'Ad sales',
    currency: 'Currency',
    total: 'Total',
    totalSpend: 'All spend',
    report: 'Source',
  },
} as const

const counts = {
  zh: { SP: '点击后 7 天', SB: '点击或浏览后 14 天', SD: '点击或浏览后 14 天' },
  en: { SP: '7 days of a click', SB: '14 days of a click or view', SD: '14 days of a click or view' },
} as const
type Head = keyof (typeof heads)['zh']

const named: Readonly<Record<SpendCut, readonly Head[]>> = {
  campaign: ['campaignId', 'campaign'],
  campaign_day: ['day', 'campaignId', 'campaign'],
  day: ['day'],
  product: ['asin', 'sku'],
  placement: ['campaignId', 'campaign', 'placement'],
}

export type FileLine = {
  readonly adProduct: 'SP' | 'SB' | 'SD'
  readonly day: Day | null
  readonly campaignId: string | null
  readonly campaign: string | null
  readonly item: string | null
  readonly sku: string | null
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  /** Decimal text. */
  readonly spend: string
  readonly sales: string
}

export type FileTotal = Pick<FileLine, 'adProduct' | 'impressions' | 'clicks' | 'orders' | 'spend' | 'sales'>

/**
 * Head, lines and totals of a file, one total an ad product: sales counted by different windows are not added up. `spend` is that of all;
 * null leaves its line out.
 */
export function fileRows(
  cut: SpendCut,
  lines: readonly FileLine[],
  totals: readonly FileTotal[],
  spend: string | null,
  currency: string,
  lang: 'zh' | 'en',
): (string | number | null)[][] {
  const words = heads[lang]
  const keys: readonly Head[] = ['adProduct', ...named[cut]]
  const cell = (line: FileLine, key: Head): string | null => {
    if (key === 'asin' || key === 'placement') return line.item
    return key === 'adProduct' || key === 'day' || key === 'campaignId' || key === 'campaign' || key === 'sku'
      ? line[key]
      : null
  }
  const figures = (one: FileTotal): (string | number)[] => [
    one.impressions,
    one.clicks,
    one.orders,
    one.spend,
    one.sales,
    currency,
    counts[lang][one.adProduct],
  ]
  const figureHeads: Head[] = ['impressions', 'clicks', 'orders', 'spend', 'sales', 'currency', 'counted']
  const blank = keys.slice(1).map(() => null)
  return [
    [...keys, ...figureHeads].map((key) => words[key]),
    ...lines.map((line) => [...keys.map((key) => cell(line, key)), ...figures(line)]),
    ...totals.map((one) => [`${words.total} ${one.adProduct}`, ...blank, ...figures(one)]),
    ...(spend === null ? [] : [[words.totalSpend, ...blank, null, null, null, spend, null, currency, null]]),
  ]
}
