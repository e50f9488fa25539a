// Reporting v3 of Sponsored Brands and Sponsored Display: columns and rows. Un-suffixed sales, purchases and units are those within 14
// days of a click or a view, the others of a click alone. Campaigns of the old kind are left out, as Amazon leaves them out.

import type {
  BrandAdQuery,
  BrandAdRow,
  BrandProduct,
  BrandTarget,
  BrandTree,
} from '../market/world-brand-ads.ts'
import { stateWords } from './entities.ts'
import { placementWords } from './report-columns.ts'

export type BrandScene = {
  tree: BrandTree
  currency: string
  decimals: number
  startDate: string
  endDate: string
}

type Column = (row: BrandAdRow, scene: BrandScene) => unknown

const money = (scene: BrandScene, minor: number): number => minor / 10 ** scene.decimals

const campaignOf = (row: BrandAdRow, { tree }: BrandScene) =>
  tree.campaigns.find((one) => one.campaignId === row.campaignId)
const targetOf = (row: BrandAdRow, { tree }: BrandScene) =>
  tree.targets.find((one) => one.targetId === row.targetId)

const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6

const percentage = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e4) / 100

const base: Record<string, Column> = {
  date: (row) => row.day,
  startDate: (_, scene) => scene.startDate,
  endDate: (_, scene) => scene.endDate,
  campaignId: (row) => row.campaignId,
  campaignName: (row, scene) => campaignOf(row, scene)?.name ?? null,
  campaignStatus: (row, scene) => stateWords[campaignOf(row, scene)?.state ?? 'archived'],
  campaignBudgetAmount: (row, scene) => money(scene, campaignOf(row, scene)?.dailyBudgetMinor ?? 0),
  campaignBudgetCurrencyCode: (_, scene) => scene.currency,
  costType: (row, scene) => (campaignOf(row, scene)?.costType === 'vcpm' ? 'vCPM' : 'CPC'),
  impressions: (row) => row.impressions,
  clicks: (row) => row.clicks,
  cost: (row, scene) => money(scene, row.costMinor),
  purchases: (row) => row.orders,
  purchasesClicks: (row) => row.clickOrders,
  sales: (row, scene) => money(scene, row.salesMinor),
  salesClicks: (row, scene) => money(scene, row.clickSalesMinor),
  unitsSold: (row) => row.units,
  unitsSoldClicks: (row) => row.clickUnits,
  viewableImpressions: (row) => row.viewableImpressions,
  viewabilityRate: (row) => rate(row.viewableImpressions, row.impressions),
  viewClickThroughRate: (row) => rate(row.clicks, row.viewableImpressions),
  newToBrandPurchases: (row) => row.newOrders,
  newToBrandPurchasesClicks: (row) => row.newClickOrders,
  newToBrandPurchasesPercentage: (row) => percentage(row.newOrders, row.orders),
  newToBrandSales: (row, scene) => money(scene, row.newSalesMinor),
  newToBrandSalesClicks: (row, scene) => money(scene, row.newClickSalesMinor),
  newToBrandSalesPercentage: (row) => percentage(row.newSalesMinor, row.salesMinor),
  newToBrandUnitsSold: (row) => row.newUnits,
  newToBrandUnitsSoldClicks: (row) => row.newClickUnits,
  newToBrandUnitsSoldPercentage: (row) => percentage(row.newUnits, row.units),
  placementClassification: (row) => (row.placement === '' ? null : placementWords[row.placement]),
}

function expressionOf(target: BrandTarget | undefined): string | null {
  const expression = target?.expression
  if (!expression) return null
  if (expression.kind === 'keyword') return expression.text
  if (expression.kind === 'asin') return `asin="${expression.asin}"`
  return `views=(exact-product lookback=${expression.days})`
}

function keywordColumn(of: (target: BrandTarget & { expression: { kind: 'keyword' } }) => unknown): Column {
  return (row, scene) => {
    const target = targetOf(row, scene)
    return target?.expression.kind === 'keyword' ? of(target as Parameters<typeof of>[0]) : null
  }
}

const match = keywordColumn(({ expression }) => (expression as { match: string }).match.toUpperCase())

const target: Record<string, Column> = {
  adGroupId: (row, scene) => targetOf(row, scene)?.adGroupId ?? null,
  adGroupName: (row, scene) => targetOf(row, scene)?.adGroupName ?? null,
  targetingId: (row) => row.targetId,
  targetingText: (row, scene) => expressionOf(targetOf(row, scene)),
  targetingExpression: (row, scene) => expressionOf(targetOf(row, scene)),
}

const keyword: Record<string, Column> = {
  keywordId: keywordColumn(({ targetId }) => targetId),
  keywordText: keywordColumn((one) => expressionOf(one)),
  keywordType: match,
  matchType: match,
  keywordBid: (row, scene) => money(scene, targetOf(row, scene)?.bidMinor ?? 0),
  adKeywordStatus: () => 'ENABLED',
  targetingType: keywordColumn(() => 'KEYWORD'),
}

/** Published columns of what this world does not keep. */
const withheld = (names: string): Record<string, Column> =>
  Object.fromEntries(names.split(' ').map((name) => [name, () => null]))

const ofLists = `addToList addToListFromClicks qualifiedBorrows qualifiedBorrowsFromClicks royaltyQualifiedBorrows royaltyQualifiedBorrowsFromClicks`
const lists = `addToCart addToCartClicks addToCartRate ${ofLists}`
const pages = `detailPageViews detailPageViewsClicks`
const newBuyers = `newToBrandPurchases newToBrandPurchasesClicks newToBrandSalesClicks newToBrandUnitsSold newToBrandUnitsSoldClicks`
const newBuyersOfBrands = `${newBuyers} newToBrandPurchasesPercentage newToBrandSales newToBrandSalesPercentage newToBrandUnitsSoldPercentage`
const newPages = `newToBrandDetailPageViewRate newToBrandDetailPageViews newToBrandECPDetailPageView`
const sbOnly = `newToBrandDetailPageViewsClicks newToBrandPurchasesRate purchasesPromoted salesPromoted campaignBudgetType eCPAddToCart`
const topShare = `topOfSearchImpressionShare`
const searched = `brandedSearches brandedSearchesClicks`
const videos = `videoCompleteViews videoFirstQuartileViews videoMidpointViews videoUnmutes`
const moreVideos = `videoThirdQuartileViews`
const sbVideos = `video5SecondViewRate video5SecondViews kindleEditionNormalizedPagesRead14d kindleEditionNormalizedPagesRoyalties14d`
const sbEverywhere = [lists, pages, newPages, sbOnly, searched].join(' ')
const sdOnly = `addToCartViews addToListFromViews qualifiedBorrowsFromViews royaltyQualifiedBorrowsFromViews brandedSearchesViews brandedSearchRate eCPAddToCart eCPBrandSearch purchasesPromotedClicks salesPromotedClicks`
const sdNew = `newToBrandDetailPageViewClicks newToBrandDetailPageViewViews`
const longTerm = `longTermSales longTermROAS`

type Shape = {
  product: BrandProduct
  adProduct: string
  groups: Readonly<Record<string, { columns: Readonly<Record<string, Column>> }>>
  grain: BrandAdQuery['grain']
  base: Readonly<Record<string, Column>>
  longestDays: number
  retentionDays: number
}

const only = (from: Readonly<Record<string, Column>>, names: string): Record<string, Column> =>
  Object.fromEntries(names.split(' ').map((name) => [name, from[name]!]))
const pick = (names: string): Record<string, Column> => only(base, names)

const common = `date startDate endDate campaignId campaignName campaignBudgetCurrencyCode impressions clicks cost purchases purchasesClicks sales salesClicks unitsSold`
const brands = {
  product: 'brands',
  adProduct: 'SPONSORED_BRANDS',
  longestDays: 31,
  retentionDays: 60,
} as const
const display = {
  product: 'display',
  adProduct: 'SPONSORED_DISPLAY',
  longestDays: 31,
  retentionDays: 65,
} as const

const ofCampaigns: Readonly<Record<string, Column>> = {
  ...pick(
    `${common} ${newBuyersOfBrands} unitsSoldClicks campaignStatus campaignBudgetAmount costType viewableImpressions viewabilityRate viewClickThroughRate`,
  ),
  ...withheld([sbEverywhere, videos, moreVideos, sbVideos].join(' ')),
}

export const brandShapes: Readonly<Record<string, Shape>> = {
  sbCampaigns: {
    ...brands,
    grain: 'campaign',
    base: { ...ofCampaigns, ...withheld(topShare) },
    groups: { campaign: { columns: withheld(longTerm) } },
  },
  sbCampaignPlacement: {
    ...brands,
    grain: 'placement',
    base: ofCampaigns,
    groups: { campaignPlacement: { columns: pick('placementClassification') } },
  },
  sbTargeting: {
    ...brands,
    grain: 'target',
    base: {
      ...pick(`${common} ${newBuyersOfBrands} campaignStatus campaignBudgetAmount costType`),
      ...target,
      ...keyword,
      ...withheld(`${sbEverywhere} ${topShare}`),
    },
    groups: { targeting: { columns: {} } },
  },
  sbSearchTerm: {
    ...brands,
    grain: 'searchTerm',
    base: {
      ...pick(
        `${common} campaignStatus campaignBudgetAmount costType viewableImpressions viewabilityRate viewClickThroughRate`,
      ),
      ...only(target, 'adGroupId adGroupName'),
      ...only(keyword, 'keywordId keywordText matchType keywordBid'),
      searchTerm: (row) => row.searchTerm,
      ...withheld([ofLists, videos, moreVideos, sbVideos, 'campaignBudgetType'].join(' ')),
    },
    groups: { searchTerm: { columns: only(keyword, 'adKeywordStatus') } },
  },
  sdCampaigns: {
    ...display,
    grain: 'campaign',
    base: {
      ...pick(`${common} ${newBuyers} unitsSoldClicks viewabilityRate viewClickThroughRate`),
      impressionsViews: base['viewableImpressions']!,
      ...withheld([lists, pages, searched, videos, moreVideos, sdOnly].join(' ')),
    },
    groups: {
      campaign: {
        columns: {
          ...pick('campaignBudgetAmount campaignStatus costType newToBrandSales'),
          ...withheld([longTerm, newPages, sdNew, 'cumulativeReach impressionsFrequencyAverage'].join(' ')),
        },
      },
    },
  },
  sdTargeting: {
    ...display,
    grain: 'target',
    base: {
      ...pick(`${common} ${newBuyers} newToBrandSales unitsSoldClicks viewabilityRate`),
      impressionsViews: base['viewableImpressions']!,
      ...target,
      ...withheld([lists, pages, searched, videos, sdOnly].join(' ')),
    },
    groups: {
      targeting: {
        columns: { adKeywordStatus: () => 'ENABLED', ...withheld([newPages, sdNew].join(' ')) },
      },
    },
  },
}
