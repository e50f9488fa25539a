// The ads entities of a store: making them, finding them, and the limits Amazon sets. Used by the opening structure and by
// later writes alike.

import { adsIdOf } from './ids.ts'
import { mix } from './random.ts'
import type {
  AdGroupState,
  AdsState,
  CampaignState,
  ListingState,
  NegativeState,
  ProductAdState,
  StoreState,
  TargetState,
} from './state.ts'
import type { Campaign, NegativeTarget, Placement, TargetExpression } from './world-ads.ts'
import { dayText } from './calendar.ts'

export function emptyAds(): AdsState {
  return {
    portfolios: [],
    campaigns: [],
    adGroups: [],
    ads: [],
    targets: [],
    negatives: [],
    budgetEvents: [],
    nextId: 1,
    unbilledMinor: 0,
    creditMinor: 0,
    lastBilledAt: 0,
  }
}

const nextId = (store: StoreState): string => adsIdOf(store.index, store.ads.nextId++)

export type CampaignDraft = Pick<Campaign, 'name' | 'targeting' | 'dailyBudgetMinor' | 'strategy'> & {
  portfolioId?: string | null
  placementPercent?: Partial<Record<Placement, number>>
  state?: Campaign['state']
}

export function addPortfolio(store: StoreState, name: string): string {
  const portfolioId = nextId(store)
  store.ads.portfolios.push({ portfolioId, storeKey: store.facts.key, name })
  return portfolioId
}

export function addCampaign(store: StoreState, draft: CampaignDraft, today: number): CampaignState {
  const index = store.ads.campaigns.length
  const campaign: CampaignState = {
    index,
    key: mix(store.key, 50_000 + index),
    campaignId: nextId(store),
    storeKey: store.facts.key,
    portfolioId: draft.portfolioId ?? null,
    name: draft.name,
    state: draft.state ?? 'enabled',
    targeting: draft.targeting,
    dailyBudgetMinor: draft.dailyBudgetMinor,
    strategy: draft.strategy,
    placementPercent: { top: 0, rest: 0, product_pages: 0, ...draft.placementPercent },
    startOn: dayText(today),
    spentMinor: 0,
    capMinor: draft.dailyBudgetMinor,
    monthAllowedMinor: 0,
    monthSpentMinor: 0,
    isOpen: true,
    closedAt: 0,
    closedMs: 0,
    openShare: 1,
  }
  store.ads.campaigns.push(campaign)
  store.isDirty = true
  return campaign
}

export function addAdGroup(
  store: StoreState,
  campaign: CampaignState,
  name: string,
  defaultBidMinor: number,
): AdGroupState {
  const group: AdGroupState = {
    adGroupId: nextId(store),
    campaignId: campaign.campaignId,
    campaign,
    name,
    state: 'enabled',
    defaultBidMinor,
  }
  store.ads.adGroups.push(group)
  store.isDirty = true
  return group
}

export function addAd(store: StoreState, group: AdGroupState, listing: ListingState): ProductAdState {
  const ad: ProductAdState = {
    index: store.ads.ads.length,
    adId: nextId(store),
    adGroupId: group.adGroupId,
    adGroup: group,
    listing,
    sku: listing.page.sku,
    asin: listing.page.asin,
    state: 'enabled',
  }
  store.ads.ads.push(ad)
  store.isDirty = true
  return ad
}

export function addTarget(
  store: StoreState,
  group: AdGroupState,
  expression: TargetExpression,
  bidMinor: number | null,
): TargetState {
  const target: TargetState = {
    index: store.ads.targets.length,
    targetId: nextId(store),
    adGroupId: group.adGroupId,
    adGroup: group,
    expression,
    bidMinor,
    state: 'enabled',
  }
  store.ads.targets.push(target)
  store.isDirty = true
  return target
}

export function addNegative(
  store: StoreState,
  campaign: CampaignState,
  group: AdGroupState | null,
  expression: NegativeTarget['expression'],
): NegativeState {
  const negative: NegativeState = {
    negativeId: nextId(store),
    campaignId: campaign.campaignId,
    adGroupId: group?.adGroupId ?? null,
    expression,
    state: 'enabled',
  }
  store.ads.negatives.push(negative)
  store.isDirty = true
  return negative
}
