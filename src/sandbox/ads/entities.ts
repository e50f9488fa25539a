// The market's ads tree in the words of Sponsored Products v3.

import type {
  AdState,
  AdsTree,
  BiddingStrategy,
  Campaign,
  NegativeTarget,
  Placement,
  Target,
} from '../market/world-ads.ts'
import { type AdsCall, fromMinor } from './call.ts'

export type Entity = Readonly<Record<string, unknown>>

export const stateWords: Readonly<Record<AdState, string>> = {
  enabled: 'ENABLED',
  paused: 'PAUSED',
  archived: 'ARCHIVED',
}

export const strategyWords: Readonly<Record<BiddingStrategy, string>> = {
  down_only: 'LEGACY_FOR_SALES',
  up_and_down: 'AUTO_FOR_SALES',
  fixed: 'MANUAL',
}

export const placementWords: Readonly<Record<Placement, string>> = {
  top: 'PLACEMENT_TOP',
  rest: 'PLACEMENT_REST_OF_SEARCH',
  product_pages: 'PLACEMENT_PRODUCT_PAGE',
}

export const clauseWords = {
  'close-match': 'QUERY_HIGH_REL_MATCHES',
  'loose-match': 'QUERY_BROAD_REL_MATCHES',
  substitutes: 'ASIN_SUBSTITUTE_RELATED',
  complements: 'ASIN_ACCESSORY_RELATED',
} as const

export const treeOf = (call: AdsCall): AdsTree => call.stage.market.reads.adsTree(call.store.key)

export function shownCampaign(call: AdsCall, campaign: Campaign): Entity {
  const placements = (Object.keys(placementWords) as Placement[])
    .filter((placement) => campaign.placementPercent[placement] > 0)
    .map((placement) => ({
      placement: placementWords[placement],
      percentage: campaign.placementPercent[placement],
    }))
  return {
    campaignId: campaign.campaignId,
    name: campaign.name,
    state: stateWords[campaign.state],
    targetingType: campaign.targeting === 'auto' ? 'AUTO' : 'MANUAL',
    startDate: campaign.startOn,
    budget: { budget: fromMinor(call, campaign.dailyBudgetMinor), budgetType: 'DAILY' },
    dynamicBidding: { strategy: strategyWords[campaign.strategy], placementBidding: placements },
    ...(campaign.portfolioId === null ? {} : { portfolioId: campaign.portfolioId }),
  }
}

const groupCampaigns = (tree: AdsTree): Map<string, string> =>
  new Map(tree.adGroups.map((group) => [group.adGroupId, group.campaignId]))

const bidOf = (call: AdsCall, target: Target): Entity =>
  target.bidMinor === null ? {} : { bid: fromMinor(call, target.bidMinor) }

export const campaigns = (call: AdsCall): Entity[] =>
  treeOf(call).campaigns.map((campaign) => shownCampaign(call, campaign))

export const adGroups = (call: AdsCall): Entity[] =>
  treeOf(call).adGroups.map((group) => ({
    adGroupId: group.adGroupId,
    campaignId: group.campaignId,
    name: group.name,
    state: stateWords[group.state],
    defaultBid: fromMinor(call, group.defaultBidMinor),
  }))

export function productAds(call: AdsCall): Entity[] {
  const tree = treeOf(call)
  const campaignOf = groupCampaigns(tree)
  return tree.ads.map((ad) => ({
    adId: ad.adId,
    adGroupId: ad.adGroupId,
    campaignId: campaignOf.get(ad.adGroupId) ?? '',
    sku: ad.sku,
    asin: ad.asin,
    state: stateWords[ad.state],
  }))
}

export function keywords(call: AdsCall): Entity[] {
  const tree = treeOf(call)
  const campaignOf = groupCampaigns(tree)
  return tree.targets.flatMap((target) => {
    const { expression } = target
    if (expression.kind !== 'keyword') return []
    return [
      {
        keywordId: target.targetId,
        adGroupId: target.adGroupId,
        campaignId: campaignOf.get(target.adGroupId) ?? '',
        keywordText: expression.text,
        matchType: expression.match.toUpperCase(),
        state: stateWords[target.state],
        ...bidOf(call, target),
      },
    ]
  })
}

export function targetingClauses(call: AdsCall): Entity[] {
  const tree = treeOf(call)
  const campaignOf = groupCampaigns(tree)
  return tree.targets.flatMap((target) => {
    const { expression } = target
    if (expression.kind === 'keyword') return []
    const clause =
      expression.kind === 'asin'
        ? { type: 'ASIN_SAME_AS', value: expression.asin }
        : { type: clauseWords[expression.clause] }
    return [
      {
        targetId: target.targetId,
        adGroupId: target.adGroupId,
        campaignId: campaignOf.get(target.adGroupId) ?? '',
        expression: [clause],
        resolvedExpression: [clause],
        expressionType: expression.kind === 'asin' ? 'MANUAL' : 'AUTO',
        state: stateWords[target.state],
        ...bidOf(call, target),
      },
    ]
  })
}

/** Negatives of one kind and level. */
export function negatives(
  call: AdsCall,
  kind: NegativeTarget['expression']['kind'],
  isCampaignLevel: boolean,
): Entity[] {
  return treeOf(call).negatives.flatMap((negative): Entity[] => {
    const { expression } = negative
    if (expression.kind !== kind || (negative.adGroupId === null) !== isCampaignLevel) return []
    const place = {
      campaignId: negative.campaignId,
      ...(negative.adGroupId === null ? {} : { adGroupId: negative.adGroupId }),
      state: stateWords[negative.state],
    }
    if (expression.kind === 'keyword')
      return [
        {
          keywordId: negative.negativeId,
          ...place,
          keywordText: expression.text,
          matchType: `NEGATIVE_${expression.match.toUpperCase()}`,
        },
      ]
    const clause = [{ type: 'ASIN_SAME_AS', value: expression.asin }]
    return [{ targetId: negative.negativeId, ...place, expression: clause, resolvedExpression: clause }]
  })
}
