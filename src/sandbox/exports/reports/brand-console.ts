import type {
  BrandAdQuery,
  BrandAdRow,
  BrandCampaign,
  BrandProduct,
  BrandTarget,
} from '#sandbox/market/world-brand-ads.ts'
import type { Shop } from '../shop.ts'
import type { DaySpan } from '../text/dates.ts'
import { quotient } from '../text/numbers.ts'
import { type Cell, type Column, sheetPart, workbookBytes } from '../text/sheet.ts'
import { consoleText, moneyFormats } from './ads-console.ts'
import { placementNames } from './ads-names.ts'
import { countryName } from './ads-words.ts'

// Reports of Sponsored Brands and Sponsored Display of the console before 2026, a row a day. Their columns are those that Amazon's guide to
// its newer reports puts beside them, in English: how they are headed in other languages is published nowhere.

export type BrandConsoleReport =
  | 'sbCampaign'
  | 'sbKeyword'
  | 'sbSearchTerm'
  | 'sbPlacement'
  | 'sdCampaign'
  | 'sdTargeting'

type Layout = { product: BrandProduct; grain: BrandAdQuery['grain']; heads: readonly string[] }

const traffic = 'Impressions|Viewable Impressions|Clicks|Click-Thru Rate (CTR)'
const price =
  'Spend|Cost Per Click (CPC)|Cost per 1,000 viewable impressions (VCPM)|Total Advertising Cost of Sales (ACOS)|Total Return on Advertising Spend (ROAS)'
const sold = '14 Day Total Sales|14 Day Total Orders (#)|14 Day Total Units (#)|14 Day Conversion Rate'
const videos =
  'View-Through Rate (VTR)|Click-Through Rate for Views (vCTR)|Video First Quartile Views|Video Midpoint Views|Video Third Quartile Views|Video Complete Views|Video Unmutes|5 Second Views|5 Second View Rate|14 Day Branded Searches|14 Day Detail Page Views (DPV)'
const newToBrand =
  '14 Day New-to-brand Orders (#)|14 Day % of Orders New-to-brand|14 Day New-to-brand Sales|14 Day % of Sales New-to-brand|14 Day New-to-brand Units (#)|14 Day % of Units New-to-brand|14 Day New-to-brand Order Rate'
const clicked =
  'Total Advertising Cost of Sales (ACOS) - (Click)|Total Return on Advertising Spend (ROAS) - (Click)|14 Day Total Sales - (Click)|14 Day Total Orders (#) - (Click)|14 Day Total Units (#) - (Click)'
const ofDisplay =
  '14 Day Total Orders (#)|14 Day Total Units (#)|14 Day Total Sales|14 Day New-to-brand Orders (#)|14 Day New-to-brand Sales|14 Day New-to-brand Units (#)'
const newClicked =
  '14 Day New-to-brand Orders (#) - (Click)|14 Day New-to-brand Sales - (Click)|14 Day New-to-brand Units (#) - (Click)'

const heads = (...parts: string[]): string[] => parts.join('|').split('|')
const display = `Impressions|Viewable Impressions|Clicks|Click-Thru Rate (CTR)|14 Day Detail Page Views (DPV)|${price}|${ofDisplay}|${clicked}|${newClicked}`

const layouts: Readonly<Record<BrandConsoleReport, Layout>> = {
  sbCampaign: {
    product: 'brands',
    grain: 'campaign',
    heads: heads(
      'Date|Portfolio name|Currency|Campaign Name|Cost type',
      `${traffic}|${price}|${sold}|${videos}|${newToBrand}|${clicked}`,
    ),
  },
  sbKeyword: {
    product: 'brands',
    grain: 'target',
    heads: heads(
      'Date|Portfolio name|Currency|Campaign Name|Ad Group Name|Targeting|Match Type|Cost type',
      `${traffic}|${price}|${sold}|${videos}|${newToBrand}|${clicked}`,
    ),
  },
  sbSearchTerm: {
    product: 'brands',
    grain: 'searchTerm',
    heads: heads(
      'Date|Portfolio name|Currency|Campaign Name|Ad Group Name|Targeting|Match Type|Customer Search Term|Cost type',
      `${traffic}|${price}|${sold}|${clicked}`,
    ),
  },
  sbPlacement: {
    product: 'brands',
    grain: 'placement',
    heads: heads(
      'Date|Portfolio name|Currency|Campaign Name|Cost type|Placement',
      `${traffic}|${price}|${sold}|${videos}|${newToBrand}|${clicked}`,
    ),
  },
  sdCampaign: {
    product: 'display',
    grain: 'campaign',
    heads: heads(
      'Date|Country|Status|Currency|Budget Amount|Campaign Name|Portfolio name|Cost type',
      display,
    ),
  },
  sdTargeting: {
    product: 'display',
    grain: 'target',
    heads: heads(
      'Date|Currency|Campaign Name|Portfolio name|Cost type|Ad Group Name|Targeting|Bid optimization',
      display,
    ),
  },
}

type Source = {
  shop: Shop
  campaigns: ReadonlyMap<string, BrandCampaign>
  targets: ReadonlyMap<string, BrandTarget>
}
type BrandColumn = Omit<Column<BrandAdRow>, 'head'>

const text = (of: (row: BrandAdRow) => Cell): BrandColumn => ({ kind: 'text', of })
const count = (of: (row: BrandAdRow) => Cell): BrandColumn => ({ kind: 'integer', of })
const money = (of: (row: BrandAdRow) => Cell): BrandColumn => ({ kind: 'money', of })
const percent = (of: (row: BrandAdRow) => Cell): BrandColumn => ({ kind: 'percent', of })
const times = (of: (row: BrandAdRow) => Cell): BrandColumn => ({ kind: 'ratio', of })

const figures: Readonly<Record<string, BrandColumn>> = {
  Impressions: count((row) => row.impressions),
  'Viewable Impressions': count((row) => row.viewableImpressions),
  Clicks: count((row) => row.clicks),
  'Click-Thru Rate (CTR)': percent((row) => quotient(row.clicks, row.impressions)),
  'Click-Through Rate for Views (vCTR)': percent((row) => quotient(row.clicks, row.viewableImpressions)),
  Spend: money((row) => row.costMinor),
  'Cost Per Click (CPC)': money((row) => quotient(row.costMinor, row.clicks)),
  'Cost per 1,000 viewable impressions (VCPM)': money((row) =>
    quotient(row.costMinor * 1000, row.viewableImpressions),
  ),
  'Total Advertising Cost of Sales (ACOS)': percent((row) => quotient(row.costMinor, row.salesMinor)),
  'Total Return on Advertising Spend (ROAS)': times((row) => quotient(row.salesMinor, row.costMinor)),
  '14 Day Total Sales': money((row) => row.salesMinor),
  '14 Day Total Orders (#)': count((row) => row.orders),
  '14 Day Total Units (#)': count((row) => row.units),
  '14 Day Conversion Rate': percent((row) => quotient(row.orders, row.clicks)),
  '14 Day New-to-brand Orders (#)': count((row) => row.newOrders),
  '14 Day % of Orders New-to-brand': percent((row) => quotient(row.newOrders, row.orders)),
  '14 Day New-to-brand Sales': money((row) => row.newSalesMinor),
  '14 Day % of Sales New-to-brand': percent((row) => quotient(row.newSalesMinor, row.salesMinor)),
  '14 Day New-to-brand Units (#)': count((row) => row.newUnits),
  '14 Day % of Units New-to-brand': percent((row) => quotient(row.newUnits, row.units)),
  'Total Advertising Cost of Sales (ACOS) - (Click)': percent((row) =>
    quotient(row.costMinor, row.clickSalesMinor),
  ),
  'Total Return on Advertising Spend (ROAS) - (Click)': times((row) =>
    quotient(row.clickSalesMinor, row.costMinor),
  ),
  '14 Day Total Sales - (Click)': money((row) => row.clickSalesMinor),
  '14 Day Total Orders (#) - (Click)': count((row) => row.clickOrders),
  '14 Day Total Units (#) - (Click)': count((row) => row.clickUnits),
  '14 Day New-to-brand Orders (#) - (Click)': count((row) => row.newClickOrders),
  '14 Day New-to-brand Sales - (Click)': money((row) => row.newClickSalesMinor),
  '14 Day New-to-brand Units (#) - (Click)': count((row) => row.newClickUnits),
}

function expressionText(target: BrandTarget | undefined): string {
  const expression = target?.expression
  if (expression === undefined) return ''
  if (expression.kind === 'keyword') return expression.text
  if (expression.kind === 'asin') return `asin="${expression.asin}"`
  return `views=(exact-product lookback=${expression.days})`
}

function named({ shop, campaigns, targets }: Source): Readonly<Record<string, BrandColumn>> {
  const campaign = (row: BrandAdRow) => campaigns.get(row.campaignId)
  const target = (row: BrandAdRow) => targets.get(row.targetId)
  return {
    Date: { kind: 'day', of: (row) => row.day },
    Currency: text(() => shop.facts.currency),
    Country: text(() => countryName('en', shop.facts.code)),
    'Portfolio name': text(() => 'No Portfolio'),
    'Campaign Name': text((row) => campaign(row)?.name ?? ''),
    Status: text((row) => campaign(row)?.state.toUpperCase() ?? ''),
    'Budget Amount': money((row) => campaign(row)?.dailyBudgetMinor ?? null),
    'Cost type': text((row) => (campaign(row)?.costType === 'vcpm' ? 'VCPM' : 'CPC')),
    'Ad Group Name': text((row) => target(row)?.adGroupName ?? ''),
    Targeting: text((row) => expressionText(target(row))),
    'Match Type': text((row) => {
      const expression = target(row)?.expression
      return expression?.kind === 'keyword' ? expression.match.toUpperCase() : '-'
    }),
    'Customer Search Term': text((row) => row.searchTerm),
    Placement: text((row) => (row.placement === '' ? '' : placementNames[row.placement])),
    'Bid optimization': text((row) =>
      campaign(row)?.costType === 'vcpm' ? 'Optimize for viewable impressions' : 'Optimize for page visits',
    ),
  }
}

const nothing = text(() => null)

function columnsOf(report: BrandConsoleReport, shop: Shop): Column<BrandAdRow>[] {
  const { campaigns, targets } = shop.market.brandTree(shop.store.key)
  const names = named({
    shop,
    campaigns: new Map(campaigns.map((one) => [one.campaignId, one])),
    targets: new Map(targets.map((one) => [one.targetId, one])),
  })
  return layouts[report].heads.map((head) => ({ head, ...(names[head] ?? figures[head] ?? nothing) }))
}

function rowsOf(report: BrandConsoleReport, shop: Shop, span: DaySpan): BrandAdRow[] {
  const { product, grain } = layouts[report]
  const query = { storeKey: shop.store.key, ...span, asOf: shop.asOf, by: 'day' } as const
  return shop.market.brandAdRows({ ...query, product, grain })
}

export const brandConsoleCsv = (report: BrandConsoleReport, shop: Shop, span: DaySpan): string =>
  consoleText(shop, columnsOf(report, shop), rowsOf(report, shop, span), 'en')

export async function brandConsoleSheet(
  report: BrandConsoleReport,
  shop: Shop,
  span: DaySpan,
): Promise<Buffer> {
  const part = sheetPart('Report', columnsOf(report, shop), rowsOf(report, shop, span))
  return workbookBytes([part], {
    decimals: shop.facts.decimals,
    moneyFormat: moneyFormats[shop.facts.currency],
    createdAt: shop.asOf,
  })
}
