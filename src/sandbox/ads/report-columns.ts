// Columns of reporting v3 and the report types that have them. Statuses, budgets and bids are those of the moment of generation.

import type { AdQuery, AdRow, AdsTree } from '../market/world-ads.ts'
import { targetText } from '../exports/reports/ads-names.ts'
import { stateWords } from './entities.ts'

export type Scene = {
  tree: AdsTree
  currency: string
  decimals: number
  startDate: string
  endDate: string
}

type Column = (row: AdRow, scene: Scene) => unknown

const money = (scene: Scene, minor: number): number => minor / 10 ** scene.decimals
const ratio = (part: number, whole: number, digits = 4): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10 ** digits) / 10 ** digits

const campaignOf = (row: AdRow, { tree }: Scene) =>
  tree.campaigns.find((one) => one.campaignId === row.campaignId)
const groupOf = (row: AdRow, { tree }: Scene) => tree.adGroups.find((one) => one.adGroupId === row.adGroupId)
const targetOf = (row: AdRow, { tree }: Scene) => tree.targets.find((one) => one.targetId === row.targetId)

function keywordType(row: AdRow, scene: Scene): string | null {
  const expression = targetOf(row, scene)?.expression
  if (!expression) return null
  if (expression.kind === 'keyword') return expression.match.toUpperCase()
  return expression.kind === 'asin' ? 'TARGETING_EXPRESSION' : 'TARGETING_EXPRESSION_PREDEFINED'
}

export const placementWords = {
  top: 'Top of Search on-Amazon',
  rest: 'Other on-Amazon',
  product_pages: 'Detail Page on-Amazon',
} as const

const windows = [
  ['1d', 'd1'],
  ['7d', 'd7'],
  ['14d', 'd14'],
  ['30d', 'd30'],
] as const

const windowed: Record<string, Column> = Object.fromEntries(
  windows.flatMap(([suffix, key]): [string, Column][] => [
    [`purchases${suffix}`, (row) => row.orders[key]],
    [`purchasesSameSku${suffix}`, (row) => row.ordersSameSku[key]],
    [`unitsSoldClicks${suffix}`, (row) => row.units[key]],
    [`unitsSoldSameSku${suffix}`, (row) => row.unitsSameSku[key]],
    [`sales${suffix}`, (row, scene) => money(scene, row.salesMinor[key])],
    [`attributedSalesSameSku${suffix}`, (row, scene) => money(scene, row.salesSameSkuMinor[key])],
  ]),
)

/** Nothing of these exists in this world. */
const nothing: Record<string, Column> = Object.fromEntries(
  [
    'addToList',
    'qualifiedBorrows',
    'royaltyQualifiedBorrows',
    'kindleEditionNormalizedPagesRead14d',
    'kindleEditionNormalizedPagesRoyalties14d',
  ].map((name) => [name, () => 0]),
)
const unknown: Record<string, Column> = Object.fromEntries(
  [
    'topOfSearchImpressionShare',
    'campaignRuleBasedBudgetAmount',
    'campaignApplicableBudgetRuleId',
    'campaignApplicableBudgetRuleName',
  ].map((name) => [name, () => null]),
)

const rates: Record<string, Column> = {
  costPerClick: (row, scene) => ratio(money(scene, row.costMinor), row.clicks, 6),
  clickThroughRate: (row) => ratio(row.clicks, row.impressions, 6),
  acosClicks7d: (row) => ratio(row.costMinor * 100, row.salesMinor.d7),
  acosClicks14d: (row) => ratio(row.costMinor * 100, row.salesMinor.d14),
  roasClicks7d: (row) => ratio(row.salesMinor.d7, row.costMinor),
  roasClicks14d: (row) => ratio(row.salesMinor.d14, row.costMinor),
  salesOtherSku7d: (row, scene) => money(scene, row.salesMinor.d7 - row.salesSameSkuMinor.d7),
  unitsSoldOtherSku7d: (row) => row.units.d7 - row.unitsSameSku.d7,
}

const dates: Record<string, Column> = {
  date: (row) => row.day,
  startDate: (_, scene) => scene.startDate,
  endDate: (_, scene) => scene.endDate,
}

const campaign: Record<string, Column> = {
  campaignName: (row, scene) => campaignOf(row, scene)?.name ?? null,
  campaignId: (row) => row.campaignId,
  campaignStatus: (row, scene) => stateWords[campaignOf(row, scene)?.state ?? 'archived'],
  campaignBudgetAmount: (row, scene) => money(scene, campaignOf(row, scene)?.dailyBudgetMinor ?? 0),
  campaignBudgetType: () => 'DAILY_BUDGET',
  campaignBudgetCurrencyCode: (_, scene) => scene.currency,
  campaignBiddingStrategy: (row, scene) => {
    const strategy = campaignOf(row, scene)?.strategy
    return strategy === 'fixed' ? 'manual' : strategy === 'up_and_down' ? 'optimizeForSales' : 'legacy'
  },
}

const adGroup: Record<string, Column> = {
  adGroupName: (row, scene) => groupOf(row, scene)?.name ?? null,
  adGroupId: (row) => row.adGroupId,
}

const traffic: Record<string, Column> = {
  impressions: (row) => row.impressions,
  clicks: (row) => row.clicks,
  cost: (row, scene) => money(scene, row.costMinor),
  spend: (row, scene) => money(scene, row.costMinor),
  ...windowed,
  ...nothing,
}

const target: Record<string, Column> = {
  portfolioId: (row, scene) => campaignOf(row, scene)?.portfolioId ?? null,
  keywordId: (row) => row.targetId,
  keyword: (row, scene) => targetText(targetOf(row, scene)),
  targeting: (row, scene) => targetText(targetOf(row, scene)),
  keywordType,
  matchType: keywordType,
  keywordBid: (row, scene) => {
    const bid = targetOf(row, scene)?.bidMinor
    return bid === null || bid === undefined ? null : money(scene, bid)
  },
  adKeywordStatus: (row, scene) => stateWords[targetOf(row, scene)?.state ?? 'archived'],
}

type ReportShape = {
  /** Columns by groupBy; every request has one or, for campaigns, several. */
  groups: Readonly<Record<string, { grain: AdQuery['grain']; columns: Readonly<Record<string, Column>> }>>
  base: Readonly<Record<string, Column>>
  clickedOnly: boolean
  longestDays: number
  retentionDays: number
}

const month = { longestDays: 31, retentionDays: 95, clickedOnly: false }

export const reportShapes: Readonly<Record<string, ReportShape>> = {
  spCampaigns: {
    ...month,
    base: {
      ...traffic,
      ...dates,
      costPerClick: rates['costPerClick']!,
      clickThroughRate: rates['clickThroughRate']!,
      campaignBiddingStrategy: campaign['campaignBiddingStrategy']!,
    },
    groups: {
      campaign: { grain: ['campaign'], columns: { ...campaign, ...unknown } },
      adGroup: {
        grain: ['campaign', 'adGroup'],
        columns: {
          ...adGroup,
          adStatus: (row, scene) => stateWords[groupOf(row, scene)?.state ?? 'archived'],
        },
      },
      campaignPlacement: {
        grain: ['campaign', 'placement'],
        columns: { ...campaign, ...unknown, placementClassification: (row) => placementWords[row.placement] },
      },
    },
  },
  spTargeting: {
    ...month,
    base: { ...traffic, ...rates, ...dates, ...campaign, ...adGroup, ...target, ...unknown },
    groups: { targeting: { grain: ['campaign', 'adGroup', 'target'], columns: {} } },
  },
  spSearchTerm: {
    ...month,
    clickedOnly: true,
    base: {
      ...traffic,
      ...rates,
      ...dates,
      ...campaign,
      ...adGroup,
      ...target,
      searchTerm: (row) => row.searchTerm,
    },
    groups: { searchTerm: { grain: ['campaign', 'adGroup', 'target', 'searchTerm'], columns: {} } },
  },
  spAdvertisedProduct: {
    ...month,
    base: {
      ...traffic,
      ...rates,
      ...dates,
      ...campaign,
      ...adGroup,
      portfolioId: target['portfolioId']!,
      adId: (row) => row.adId,
      advertisedAsin: (row) => row.asin,
      advertisedSku: (row) => row.sku,
    },
    groups: { advertiser: { grain: ['campaign', 'adGroup', 'ad'], columns: {} } },
  },
}

/** spGrossAndInvalids has columns of its own, by campaign name. */
export const grossColumns: readonly string[] = [
  'campaignName',
  'campaignStatus',
  'clicks',
  'date',
  'startDate',
  'endDate',
  'grossClickThroughs',
  'grossImpressions',
  'impressions',
  'invalidClickThroughRate',
  'invalidClickThroughs',
  'invalidImpressionRate',
  'invalidImpressions',
]
