import type { AdQuery, AdRow } from '#sandbox/market/world-ads.ts'
import { type Shop, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import { type DaySpan, longDay } from '../text/dates.ts'
import { percent, plainMoney, quotient } from '../text/numbers.ts'
import { type AdsIndex, adsIndex, placementNames, strategyNames, targetText } from './ads-names.ts'
import { countryName } from './ads-words.ts'

/** Reports of the unified console (2026). The file does not say which attribution window it holds: it is the console's own, 7 days. */
export type UnifiedReport = 'searchTerm' | 'targeting' | 'placement' | 'advertisedProduct' | 'campaign'

type Source = { shop: Shop; span: DaySpan; index: AdsIndex; parents: Map<string, Parent> }
type Parent = { asin: string; title: string; brand: string; category: string }
type Field = readonly [head: string, of: (row: AdRow, source: Source) => string]

/** Ids are wrapped so that a spreadsheet keeps all their digits. */
const wrapped = (id: string) => `="${id}"`

const campaignOf = (row: AdRow, { index }: Source) => index.campaigns.get(row.campaignId)
const targetOf = (row: AdRow, { index }: Source) => index.targets.get(row.targetId)
const adOf = (row: AdRow, { index }: Source) => index.ads.get(row.adId)

const account: readonly Field[] = [
  ['Advertiser account ID', (_, { shop }) => wrapped(shop.store.advertiserId)],
  ['Advertiser account name', (_, { shop }) => shop.store.accountName],
  ['Portfolio ID', (row, source) => campaignOf(row, source)?.portfolioId ?? ''],
  [
    'Portfolio name',
    (row, source) => source.index.portfolios.get(campaignOf(row, source)?.portfolioId ?? '')?.name ?? '',
  ],
  ['Campaign ID', (row) => wrapped(row.campaignId)],
  ['Campaign name', (row, source) => campaignOf(row, source)?.name ?? ''],
]

const group: readonly Field[] = [
  ['Ad group ID', (row) => wrapped(row.adGroupId)],
  ['Ad group name', (row, { index }) => index.adGroups.get(row.adGroupId)?.name ?? ''],
]

const own: Readonly<Record<UnifiedReport, readonly Field[]>> = {
  searchTerm: [...group, ['Search term', (row) => row.searchTerm]],
  targeting: [
    ...group,
    ['Target ID', (row) => wrapped(row.targetId)],
    ['Targeting', (row, source) => targetText(targetOf(row, source))],
    ['Targeting match type', (row, source) => matchName(row, source)],
    [
      'Target type',
      (row, source) => (targetOf(row, source)?.expression.kind === 'keyword' ? 'Keyword' : 'Product'),
    ],
    ['Target status', (row, source) => targetOf(row, source)?.state.toUpperCase() ?? ''],
    ['Target bid', (row, source) => bidText(row, source)],
  ],
  placement: [['Placement classification', (row) => placementNames[row.placement]]],
  advertisedProduct: [
    ...group,
    ['Advertised product ID', (row, source) => adOf(row, source)?.asin ?? row.asin],
    ['Advertised product name', (row, source) => parentOf(row, source)?.title ?? ''],
    ['Advertised product parent ID', (row, source) => parentOf(row, source)?.asin ?? ''],
    ['Advertised product brand', (row, source) => parentOf(row, source)?.brand ?? ''],
    ['Advertised product category', (row, source) => parentOf(row, source)?.category ?? ''],
    ['Advertised product subcategory', () => ''],
    ['Advertised product group', () => ''],
    ['Advertised product SKU', (row, source) => adOf(row, source)?.sku ?? row.sku],
    ['Advertised product marketplace', (_, { shop }) => shop.facts.salesChannel.toUpperCase()],
  ],
  campaign: [
    ['Country', (_, { shop }) => countryName('en', shop.facts.code)],
    ['State', (row, source) => campaignOf(row, source)?.state.toUpperCase() ?? ''],
    ['Type', () => 'Sponsored Products'],
    ['Targeting', (row, source) => (campaignOf(row, source)?.targeting === 'auto' ? 'Automatic' : 'Manual')],
    [
      'Campaign bid strategy',
      (row, source) => strategyNames[campaignOf(row, source)?.strategy ?? 'down_only'],
    ],
    [
      'Campaign budget amount',
      (row, { shop, index }) =>
        plainMoney(index.campaigns.get(row.campaignId)?.dailyBudgetMinor ?? 0, shop.facts.decimals),
    ],
  ],
}

type Sums = { cost: number; impressions: number; purchases: number; sales: number }

const total = (row: AdRow): Sums => ({
  cost: row.costMinor,
  impressions: row.impressions,
  purchases: row.orders.d7,
  sales: row.salesMinor.d7,
})
const promoted = (row: AdRow): Sums => ({
  ...total(row),
  purchases: row.ordersSameSku.d7,
  sales: row.salesSameSkuMinor.d7,
})

/** The unified console's purchase rate is per impression. */
function rates(family: string, sums: (row: AdRow) => Sums): Field[] {
  return [
    [
      `Cost per purchase${family}`,
      (row, { shop }) => long(scaled(shop, quotient(sums(row).cost, sums(row).purchases))),
    ],
    [`Purchase rate${family}`, (row) => percentText(quotient(sums(row).purchases, sums(row).impressions))],
    [`ROAS${family}`, (row) => long(quotient(sums(row).sales, sums(row).cost))],
  ]
}

const blank = (heads: readonly string[]): Field[] => heads.map((head) => [head, () => ''] as const)

const metrics: readonly Field[] = [
  ['Impressions', (row) => String(row.impressions)],
  ['Clicks', (row) => String(row.clicks)],
  ['CTR', (row) => percentText(quotient(row.clicks, row.impressions))],
  ['Total cost', (row, { shop }) => plainMoney(row.costMinor, shop.facts.decimals)],
  ['Purchases', (row) => String(row.orders.d7)],
  ['Sales', (row, { shop }) => plainMoney(row.salesMinor.d7, shop.facts.decimals)],
  ['Units sold', (row) => String(row.units.d7)],
  ...rates('', total),
  ['Purchases (promoted)', (row) => String(row.ordersSameSku.d7)],
  ['Sales (promoted)', (row, { shop }) => plainMoney(row.salesSameSkuMinor.d7, shop.facts.decimals)],
  ['Units sold (promoted)', (row) => String(row.unitsSameSku.d7)],
  ...rates(' (promoted)', promoted),
  ['Purchases (halo)', (row) => String(row.orders.d7 - row.ordersSameSku.d7)],
  [
    'Sales (halo)',
    (row, { shop }) => plainMoney(row.salesMinor.d7 - row.salesSameSkuMinor.d7, shop.facts.decimals),
  ],
  ['Units sold (halo)', (row) => String(row.units.d7 - row.unitsSameSku.d7)],
  ...blank([
    'Purchases (new to brand)',
    'Sales (new to brand)',
    'Units sold (new to brand)',
    'Cost per purchase (new to brand)',
    'Purchase rate (new to brand)',
    'ROAS (new to brand)',
    'Detail page views',
    'Cost per detail page view',
    'Detail page view rate',
  ]),
]

const grains: Readonly<Record<UnifiedReport, AdQuery['grain']>> = {
  searchTerm: ['campaign', 'adGroup', 'searchTerm'],
  targeting: ['campaign', 'adGroup', 'target'],
  placement: ['campaign', 'placement'],
  advertisedProduct: ['campaign', 'adGroup', 'ad'],
  campaign: ['campaign'],
}

/** Search terms and campaigns are asked for as one sum over the span, the others day by day. */
function whenField(report: UnifiedReport): Field {
  if (report === 'searchTerm' || report === 'campaign') {
    return ['Date range', (_, { span }) => `${longDay(span.from)} - ${longDay(span.to)}`]
  }
  return ['Date', (row) => longDay(row.day)]
}

/** A report of the unified ads console: CSV (UTF-8 with a byte-order mark when encoded), plain numbers, ids wrapped. */
export function unifiedCsv(report: UnifiedReport, shop: Shop, span: DaySpan): string {
  const parents = new Map(
    shop.market
      .listings(shop.store.key)
      .map(({ asin, title, brand, productType, parentAsin }) => [
        asin,
        { asin: parentAsin, title, brand, category: productType },
      ]),
  )
  const source: Source = { shop, span, index: adsIndex(shop.market, shop.store.key), parents }
  const when = whenField(report)
  const currency: Field = ['Budget currency', () => shop.facts.currency]
  const fields: readonly Field[] = [currency, when, ...account, ...own[report], ...metrics]
  const rows = shop.market.adRows({
    storeKey: shop.store.key,
    ...span,
    asOf: shop.asOf,
    by: when[0] === 'Date' ? 'day' : 'span',
    grain: grains[report],
    clickedOnly: report === 'searchTerm',
  })
  const lines = [csvLine(fields.map(([head]) => head))]
  for (const row of rows) lines.push(csvLine(fields.map(([, of]) => of(row, source))))
  return textFile(lines, '\n')
}

function parentOf(row: AdRow, source: Source): Parent | undefined {
  return source.parents.get(adOf(row, source)?.asin ?? row.asin)
}

function matchName(row: AdRow, source: Source): string {
  const expression = targetOf(row, source)?.expression
  if (expression?.kind === 'keyword') return expression.match.toUpperCase()
  return expression?.kind === 'auto' ? 'TARGETING_EXPRESSION_PREDEFINED' : 'TARGETING_EXPRESSION'
}

function bidText(row: AdRow, source: Source): string {
  const bid = targetOf(row, source)?.bidMinor ?? source.index.adGroups.get(row.adGroupId)?.defaultBidMinor
  return bid === undefined ? '' : plainMoney(bid, source.shop.facts.decimals)
}

function scaled(shop: Shop, minor: number | null): number | null {
  return minor === null ? null : minor / 10 ** shop.facts.decimals
}

function long(value: number | null): string {
  return value === null ? '' : value.toFixed(5)
}

function percentText(ratio: number | null): string {
  return ratio === null ? '' : percent(ratio, 4)
}
