import type { MarketReads } from '#sandbox/market/reads.ts'
import type { AdGroup, Campaign, Placement, Portfolio, ProductAd, Target } from '#sandbox/market/world-ads.ts'

/** The ads entities of a store by id. */
export type AdsIndex = {
  portfolios: Map<string, Portfolio>
  campaigns: Map<string, Campaign>
  adGroups: Map<string, AdGroup>
  targets: Map<string, Target>
  ads: Map<string, ProductAd>
}

export function adsIndex(market: MarketReads, storeKey: string): AdsIndex {
  const tree = market.adsTree(storeKey)
  return {
    portfolios: new Map(tree.portfolios.map((portfolio) => [portfolio.portfolioId, portfolio])),
    campaigns: new Map(tree.campaigns.map((campaign) => [campaign.campaignId, campaign])),
    adGroups: new Map(tree.adGroups.map((group) => [group.adGroupId, group])),
    targets: new Map(tree.targets.map((target) => [target.targetId, target])),
    ads: new Map(tree.ads.map((ad) => [ad.adId, ad])),
  }
}

/** How reports write a target: the keyword, 'close-match', or asin="B0…". */
export function targetText(target: Target | undefined): string {
  if (!target) return ''
  const { expression } = target
  if (expression.kind === 'keyword') return expression.text
  return expression.kind === 'auto' ? expression.clause : `asin="${expression.asin.toUpperCase()}"`
}

export const placementNames: Readonly<Record<Placement, string>> = {
  top: 'Top of Search on-Amazon',
  rest: 'Other on-Amazon',
  product_pages: 'Detail Page on-Amazon',
}

export const strategyNames = {
  down_only: 'Dynamic bids - down only',
  up_and_down: 'Dynamic bids - up and down',
  fixed: 'Fixed bids',
} as const
