import type {
  AdRow,
  AdsTree,
  Campaign,
  NegativeTarget,
  Placement,
  Target,
} from '#sandbox/market/world-ads.ts'
import type { Shop } from '../shop.ts'
import type { DaySpan } from '../text/dates.ts'
import { quotient } from '../text/numbers.ts'
import { type Cell, type Column, sheetPart, workbookBytes } from '../text/sheet.ts'
import { type AdsIndex, adsIndex, strategyNames } from './ads-names.ts'
import { type BulkColumn, bulkColumns, portfolioColumns } from './bulk-columns.ts'

type BulkRow = Partial<Record<BulkColumn, Cell>>
type Source = { shop: Shop; tree: AdsTree; index: AdsIndex; span: DaySpan }

const PRODUCT = 'Sponsored Products'

/**
 * Bulk operations download, SP only: one row per entity (campaign, its bidding adjustments, ad group, ad, keyword, target, negative), metrics of the
 * span (the console offers up to 60 days) with 7-day attribution.
 */
export async function bulkWorkbook(shop: Shop, span: DaySpan): Promise<Buffer> {
  const tree = shop.market.adsTree(shop.store.key)
  const source = { shop, tree, span, index: adsIndex(shop.market, shop.store.key) }
  const numeric = new Set<BulkColumn>(['Impressions', 'Clicks', 'Orders', 'Units'])
  const columns = bulkColumns.map((head): Column<BulkRow> => ({
    head,
    kind: numeric.has(head) ? 'integer' : 'text',
    of: (row) => row[head] ?? null,
  }))
  const portfolios = portfolioColumns.map((head): Column<Record<string, Cell>> => ({
    head,
    kind: 'text',
    of: (row) => row[head] ?? null,
  }))
  const parts = [
    sheetPart('Portfolios', portfolios, portfolioRows(source)),
    sheetPart('Sponsored Products Campaigns', columns, entityRows(source)),
  ]
  return workbookBytes(parts, { decimals: 0, moneyFormat: '0.00', createdAt: shop.asOf })
}

function portfolioRows({ tree, shop }: Source): Record<string, Cell>[] {
  return tree.portfolios.map((portfolio) => ({
    Product: 'Portfolios',
    Entity: 'Portfolio',
    'Portfolio ID': portfolio.portfolioId,
    'Portfolio name': portfolio.name,
    'Budget currency code': shop.facts.currency,
    'State (Informational only)': 'enabled',
  }))
}

function entityRows(source: Source): BulkRow[] {
  const { tree } = source
  const campaigns = metricsBy(source, ['campaign'], (row) => row.campaignId)
  const placements = metricsBy(
    source,
    ['campaign', 'placement'],
    (row) => `${row.campaignId} ${row.placement}`,
  )
  const groups = metricsBy(source, ['adGroup'], (row) => row.adGroupId)
  const ads = metricsBy(source, ['ad'], (row) => row.adId)
  const targets = metricsBy(source, ['target'], (row) => row.targetId)
  const rows: BulkRow[] = []
  for (const campaign of tree.campaigns) {
    rows.push({ ...campaignRow(source, campaign), ...campaigns(campaign.campaignId) })
    rows.push(...adjustmentRows(source, campaign, placements))
    for (const group of tree.adGroups.filter((one) => one.campaignId === campaign.campaignId)) {
      const base = groupFields(source, campaign, group.adGroupId)
      rows.push({ ...adGroupRow(source, base, group), ...groups(group.adGroupId) })
      for (const ad of tree.ads.filter((one) => one.adGroupId === group.adGroupId)) {
        rows.push({ ...base, ...adFields(ad), ...ads(ad.adId) })
      }
      for (const target of tree.targets.filter((one) => one.adGroupId === group.adGroupId)) {
        rows.push({ ...base, ...targetFields(source, target), ...targets(target.targetId) })
      }
    }
    for (const negative of tree.negatives.filter((one) => one.campaignId === campaign.campaignId)) {
      rows.push(negativeRow(source, campaign, negative))
    }
  }
  return rows
}

function money(shop: Shop, minor: number): number {
  return minor / 10 ** shop.facts.decimals
}

function campaignFields({ index }: Source, campaign: Campaign): BulkRow {
  return {
    Product: PRODUCT,
    'Campaign ID': campaign.campaignId,
    'Campaign Name (Informational only)': campaign.name,
    'Portfolio Name (Informational only)': index.portfolios.get(campaign.portfolioId ?? '')?.name ?? null,
    'Campaign State (Informational only)': campaign.state,
  }
}

function campaignRow(source: Source, campaign: Campaign): BulkRow {
  return {
    ...campaignFields(source, campaign),
    Entity: 'Campaign',
    'Portfolio ID': campaign.portfolioId,
    'Campaign Name': campaign.name,
    'Start Date': campaign.startOn.replaceAll('-', ''),
    'Targeting Type': campaign.targeting === 'auto' ? 'Auto' : 'Manual',
    State: campaign.state,
    'Daily Budget': money(source.shop, campaign.dailyBudgetMinor),
    'Bidding Strategy': strategyNames[campaign.strategy],
    'Campaign Serving Status (Informational only)':
      campaign.state === 'enabled' ? 'CAMPAIGN_STATUS_ENABLED' : 'CAMPAIGN_PAUSED',
  }
}

const adjustmentNames: Readonly<Record<Placement, string>> = {
  top: 'Placement Top',
  rest: 'Placement Rest Of Search',
  product_pages: 'Placement Product Page',
}

function adjustmentRows(source: Source, campaign: Campaign, metrics: (key: string) => BulkRow): BulkRow[] {
  return (['top', 'rest', 'product_pages'] as const).map((placement) => ({
    ...campaignFields(source, campaign),
    Entity: 'Bidding Adjustment',
    'Bidding Strategy': strategyNames[campaign.strategy],
    Placement: adjustmentNames[placement],
    Percentage: campaign.placementPercent[placement],
    ...metrics(`${campaign.campaignId} ${placement}`),
  }))
}

function groupFields(source: Source, campaign: Campaign, adGroupId: string): BulkRow {
  const group = source.index.adGroups.get(adGroupId)
  return {
    ...campaignFields(source, campaign),
    'Ad Group ID': adGroupId,
    'Ad Group Name (Informational only)': group?.name ?? null,
    'Ad Group State (Informational only)': group?.state ?? null,
    'Ad Group Default Bid (Informational only)': group ? money(source.shop, group.defaultBidMinor) : null,
  }
}

function adGroupRow(source: Source, base: BulkRow, group: AdsTree['adGroups'][number]): BulkRow {
  return {
    ...base,
    Entity: 'Ad Group',
    'Ad Group Name': group.name,
    State: group.state,
    'Ad Group Default Bid': money(source.shop, group.defaultBidMinor),
  }
}

function adFields(ad: AdsTree['ads'][number]): BulkRow {
  return {
    Entity: 'Product Ad',
    'Ad ID': ad.adId,
    State: ad.state,
    SKU: ad.sku,
    ASIN: ad.asin,
    'Eligibility Status (Informational only)': 'Eligible',
  }
}

function targetFields(source: Source, target: Target): BulkRow {
  const { expression } = target
  const bid = target.bidMinor === null ? null : money(source.shop, target.bidMinor)
  if (expression.kind === 'keyword') {
    return {
      Entity: 'Keyword',
      'Keyword ID': target.targetId,
      State: target.state,
      Bid: bid,
      'Keyword Text': expression.text,
      'Match Type': capital(expression.match),
    }
  }
  const text = expression.kind === 'auto' ? expression.clause : `asin="${expression.asin}"`
  return {
    Entity: 'Product Targeting',
    'Product Targeting ID': target.targetId,
    State: target.state,
    Bid: bid,
    'Product Targeting Expression': text,
    'Resolved Product Targeting Expression (Informational only)': text,
  }
}

function negativeRow(source: Source, campaign: Campaign, negative: NegativeTarget): BulkRow {
  const base = negative.adGroupId
    ? groupFields(source, campaign, negative.adGroupId)
    : campaignFields(source, campaign)
  if (negative.expression.kind === 'keyword') {
    return {
      ...base,
      Entity: negative.adGroupId ? 'Negative Keyword' : 'Campaign Negative Keyword',
      'Keyword ID': negative.negativeId,
      State: negative.state,
      'Keyword Text': negative.expression.text,
      'Match Type': `Negative ${capital(negative.expression.match)}`,
    }
  }
  return {
    ...base,
    Entity: 'Negative Product Targeting',
    'Product Targeting ID': negative.negativeId,
    State: negative.state,
    'Product Targeting Expression': `asin="${negative.expression.asin}"`,
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

type Grain = Parameters<Shop['market']['adRows']>[0]['grain']

/** A look-up of the metric cells by entity; an entity without traffic has zeros. */
function metricsBy(
  { shop, span }: Source,
  grain: Grain,
  keyOf: (row: AdRow) => string,
): (key: string) => BulkRow {
  const rows = shop.market.adRows({
    storeKey: shop.store.key,
    ...span,
    asOf: shop.asOf,
    by: 'span',
    grain,
  })
  const byKey = new Map(rows.map((row) => [keyOf(row), metricFields(shop, row)]))
  return (key) => byKey.get(key) ?? noMetrics
}

const noMetrics: BulkRow = {
  Impressions: 0,
  Clicks: 0,
  'Click-through Rate': 0,
  Spend: 0,
  Sales: 0,
  Orders: 0,
  Units: 0,
  'Conversion Rate': 0,
  ACOS: 0,
  CPC: 0,
  ROAS: 0,
}

function metricFields(shop: Shop, row: AdRow): BulkRow {
  const spend = row.costMinor
  const sales = row.salesMinor.d7
  return {
    Impressions: row.impressions,
    Clicks: row.clicks,
    'Click-through Rate': quotient(row.clicks, row.impressions) ?? 0,
    Spend: money(shop, spend),
    Sales: money(shop, sales),
    Orders: row.orders.d7,
    Units: row.units.d7,
    'Conversion Rate': quotient(row.orders.d7, row.clicks) ?? 0,
    ACOS: quotient(spend, sales) ?? 0,
    CPC: quotient(money(shop, spend), row.clicks) ?? 0,
    ROAS: quotient(sales, spend) ?? 0,
  }
}
