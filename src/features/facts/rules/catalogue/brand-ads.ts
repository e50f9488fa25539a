// Sponsored Brands and Sponsored Display: reports by campaign, placement, target and search term of the console (English headers, as
// Amazon's own guide to its newer reports lists them) and of Reporting v3 (JSON), and their tabs of a bulk workbook. What tells them from Sponsored Products are columns that those never
// have; which of the two a file is about is said by a column, the file's name, or again by columns.
import type { ColumnSpec, ReportType } from '../report-type.ts'
import { count, day, money, text } from '../report-type.ts'
import { adColumns } from './ads.ts'
import { spBulk } from './bulk.ts'

const columns: Record<string, ColumnSpec> = {
  ...adColumns,
  sales14: {
    ...adColumns['sales14']!,
    names: { en: '14 Day Total Sales|Sales (Views & Clicks)', zh: '14天总销售额' },
  },
  orders14: { ...adColumns['orders14']!, names: { en: '14 Day Total Orders (#)|Orders (Views & Clicks)' } },
  units14: { ...adColumns['units14']!, names: { en: '14 Day Total Units (#)|Units (Views & Clicks)' } },
  clickSales: money({ en: '14 Day Total Sales - (Click)|salesClicks' }),
  clickOrders: count({ en: '14 Day Total Orders (#) - (Click)|purchasesClicks' }),
  clickUnits: count({ en: '14 Day Total Units (#) - (Click)|unitsSoldClicks' }),
  targetingId: text({ en: 'targetingId' }),
  costType: text({ en: 'Cost type' }),
  viewable: count({ en: 'Viewable Impressions' }),
  newToBrandOrders: count({
    en: '14 Day New-to-brand Orders (#)|newToBrandPurchases|Purchases (new to brand)',
  }),
  newToBrandSales: money({ en: '14 Day New-to-brand Sales|newToBrandSales|Sales (new to brand)' }),
  newToBrandUnits: count({
    en: '14 Day New-to-brand Units (#)|newToBrandUnitsSold|Units sold (new to brand)',
  }),
  /** Only of Sponsored Display. */
  display: text({
    en: 'Bid Optimization|Cost per 1,000 viewable impressions (VCPM)|14 Day Detail Page Views (DPV)|salesPromotedClicks',
  }),
  /** Only of Sponsored Brands. */
  brands: text({ en: '14 Day Branded Searches|5 Second Views|salesPromoted' }),
}

const sign = 'newToBrandOrders|viewable|display|brands|clickSales'
const common = ['campaign|campaignId', 'impressions', 'clicks', 'cost', 'sales14|sales', sign]
const others = ['sku', 'asin', 'purchasedAsin', 'entity']

export const brandReports: readonly ReportType[] = [
  {
    id: 'brand_ads_targeting',
    dataset: 'brand_ads',
    columns,
    required: [...common, 'target|keyword|targetingId'],
    forbidden: [...others, 'searchTerm', 'placement'],
  },
  {
    id: 'brand_ads_search_term',
    dataset: 'brand_ads',
    columns,
    required: [...common, 'searchTerm'],
    forbidden: [...others, 'placement'],
  },
  {
    id: 'brand_ads_placement',
    dataset: 'brand_ads',
    columns,
    required: [...common, 'placement'],
    forbidden: [...others, 'searchTerm'],
  },
  {
    id: 'brand_ads_campaign',
    dataset: 'brand_ads',
    columns,
    required: common,
    forbidden: [
      ...others,
      'searchTerm',
      'placement',
      'target',
      'keyword',
      'targetingId',
      'adGroup',
      'adGroupId',
    ],
  },
]

export const brandBulk: ReportType = {
  id: 'brand_bulk',
  dataset: 'brand_campaign',
  columns: {
    product: spBulk.columns['product']!,
    entity: spBulk.columns['entity']!,
    campaignId: spBulk.columns['campaignId']!,
    portfolioId: spBulk.columns['portfolioId']!,
    portfolio: spBulk.columns['portfolio']!,
    campaignName: spBulk.columns['campaignName']!,
    state: spBulk.columns['state']!,
    startedOn: day({ en: 'Start date' }),
    endedOn: day({ en: 'End date' }),
    budgetType: text({ en: 'Budget type' }),
    budget: money({ en: 'Budget' }),
    costType: text({ en: 'Cost type' }),
    /** The tab of campaigns of the old kind has it. */
    draft: text({ en: 'Draft campaign ID' }),
    /** Of the interface's list. */
    hasAdGroups: text({ en: 'isMultiAdGroupsEnabled' }),
    dailyBudget: spBulk.columns['dailyBudget']!,
  },
  required: ['product', 'entity', 'campaignId', 'budgetType', 'budget'],
  forbidden: ['dailyBudget'],
}
