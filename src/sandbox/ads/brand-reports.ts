// Reporting v3 of Sponsored Brands and Sponsored Display: columns and rows. Un-suffixed sales, purchases and units are those within 14
// days of a click or a view, the others of a click alone. Campaigns of the old kind are left out, as Amazon leaves them out.

import type { BrandAdRow, BrandProduct, BrandTarget, BrandTree } from '../market/world-brand-ads.ts'
import { stateWords } from './entities.ts'

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
  viewabilityRate: (row) => rate(row.viewableImpressions, row.impressions),
  viewClickThroughRate: (row) => rate(row.clicks, row.viewableImpressions),
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

const lists = `addToCart addToCartClicks addToCartRate addToList addToListFromClicks qualifiedBorrows qualifiedBorrowsFromClicks royaltyQualifiedBorrows royaltyQualifiedBorrowsFromClicks`
const brandWords = `detailPageViews detailPageViewsClicks newToBrandPurchases newToBrandPurchasesClicks newToBrandSalesClicks newToBrandUnitsSold newToBrandUnitsSoldClicks`
const newToBrand = `newToBrandDetailPageViewRate newToBrandDetailPageViews newToBrandECPDetailPageView`
const sbOnly = `newToBrandDetailPageViewsClicks newToBrandPurchasesPercentage newToBrandPurchasesRate newToBrandSales newToBrandSalesPercentage newToBrandUnitsSoldPercentage purchasesPromoted salesPromoted campaignBudgetType eCPAddToCart topOfSearchImpressionShare`
const searched = `brandedSearches brandedSearchesClicks`
const videos = `videoCompleteViews videoFirstQuartileViews videoMidpointViews videoUnmutes`
const moreVideos = `videoThirdQuartileViews`
const sbVideos = `video5SecondViewRate video5SecondViews kindleEditionNormalizedPagesRead14d kindleEditionNormalizedPagesRoyalties14d`
const sdOnly = `addToCartViews addToListFromViews qualifiedBorrowsFromViews royaltyQualifiedBorrowsFromViews brandedSearchesViews brandedSearchRate eCPAddToCart eCPBrandSearch impressionsViews purchasesPromotedClicks salesPromotedClicks`
const sdNew = `newToBrandDetailPageViewClicks newToBrandDetailPageViewViews`
const longTerm = `longTermSales longTermROAS`

type Shape = {
  product: BrandProduct
  adProduct: string
  groups: Readonly<Record<string, { columns: Readonly<Record<string, Column>> }>>
  grain: 'campaign' | 'target'
  base: Readonly<Record<string, Column>>
  longestDays: number
  retentionDays: number
}

const pick = (names: string): Record<string, Column> =>
  Object.fromEntries(names.split(' ').map((name) => [name, base[name]!]))

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

export const brandShapes: Readonly<Record<string, Shape>> = {
  sbCampaigns: {
    ...brands,
    grain: 'campaign',
    base: {
      ...pick(
        `${common} unitsSoldClicks campaignStatus campaignBudgetAmount costType viewabilityRate viewClickThroughRate`,
      ),
      viewableImpressions: (row) => row.viewableImpressions,
      ...withheld([lists, brandWords, newToBrand, sbOnly, searched, videos, moreVideos, sbVideos].join(' ')),
    },
    groups: { campaign: { columns: withheld(longTerm) } },
  },
  sbTargeting: {
    ...brands,
    grain: 'target',
    base: {
      ...pick(`${common} campaignStatus campaignBudgetAmount costType`),
      ...target,
      ...keyword,
      ...withheld([lists, brandWords, newToBrand, sbOnly, searched].join(' ')),
    },
    groups: { targeting: { columns: {} } },
  },
  sdCampaigns: {
    ...display,
    grain: 'campaign',
    base: {
      ...pick(`${common} unitsSoldClicks viewabilityRate viewClickThroughRate`),
      ...withheld([lists, brandWords, searched, videos, moreVideos, sdOnly].join(' ')),
    },
    groups: {
      campaign: {
        columns: {
          ...pick('campaignBudgetAmount campaignStatus costType'),
          ...withheld(
            [longTerm, newToBrand, sdNew, 'newToBrandSales cumulativeReach impressionsFrequencyAverage'].join(
              ' ',
            ),
          ),
        },
      },
    },
  },
  sdTargeting: {
    ...display,
    grain: 'target',
    base: {
      ...pick(`${common} unitsSoldClicks viewabilityRate`),
      ...target,
      ...withheld([lists, brandWords, searched, videos, sdOnly, 'newToBrandSales'].join(' ')),
    },
    groups: {
      targeting: {
        columns: { adKeywordStatus: () => 'ENABLED', ...withheld([newToBrand, sdNew].join(' ')) },
      },
    },
  },
}
