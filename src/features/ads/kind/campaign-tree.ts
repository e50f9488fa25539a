import { decimalText } from '#kernel/money.ts'
import type { Entities } from '#amazon/ads/entities.ts'
import type { ChangeDoor } from '#features/changes/public/kind.ts'
import {
  type CampaignPlan,
  type PlanNegative,
  type PlanTarget,
  autoClauses,
  canonicalPlan,
} from '../rules/structure/plan.ts'
import { below } from './calls.ts'
import { expressionText } from './target.ts'

// A campaign with everything below it, as it stands at Amazon.

type Campaign = Entities['campaigns']['entity']

export type Tree = {
  readonly campaign: Campaign
  readonly groups: readonly Entities['adGroups']['entity'][]
  readonly ads: readonly Entities['productAds']['entity'][]
  readonly keywords: readonly Entities['keywords']['entity'][]
  readonly targets: readonly Entities['targets']['entity'][]
  readonly negatives: readonly Negative[]
}

export type Negative = PlanNegative & { readonly adGroupId: string | null }

type RawNegative = {
  readonly campaignId: string
  readonly adGroupId?: string
  readonly keywordText?: string
  readonly matchType?: string
  readonly expression?: readonly { type: string; value: string | null }[]
}

function negativeOf(one: RawNegative): Negative {
  const adGroupId = one.adGroupId ?? null
  if (one.keywordText !== undefined)
    return { adGroupId, matchType: one.matchType as PlanNegative['matchType'], term: one.keywordText }
  return { adGroupId, matchType: 'ASIN', term: one.expression?.[0]?.value ?? '' }
}

/** Everything that is not archived below these campaigns. */
export async function readTrees(door: ChangeDoor, campaigns: readonly Campaign[]): Promise<Tree[]> {
  if (campaigns.length === 0) return []
  const ids = campaigns.map((one) => one.campaignId)
  const groups = await below(door, 'adGroups', 'campaignIds', ids)
  const ads = await below(door, 'productAds', 'campaignIds', ids)
  const keywords = await below(door, 'keywords', 'campaignIds', ids)
  const targets = await below(door, 'targets', 'campaignIds', ids)
  const negatives: { campaignId: string; value: Negative }[] = []
  for (const kind of [
    'negativeKeywords',
    'campaignNegativeKeywords',
    'negativeTargets',
    'campaignNegativeTargets',
  ] as const)
    for (const one of (await below(door, kind, 'campaignIds', ids)) as readonly RawNegative[])
      negatives.push({ campaignId: one.campaignId, value: negativeOf(one) })
  return campaigns.map((campaign) => {
    const isIn = (one: { campaignId: string }): boolean => one.campaignId === campaign.campaignId
    return {
      campaign,
      groups: groups.filter(isIn),
      ads: ads.filter(isIn),
      keywords: keywords.filter(isIn),
      targets: targets.filter(isIn),
      negatives: negatives.filter(isIn).map((one) => one.value),
    }
  })
}

/** A clause of an automatic campaign by its name; null for other targets. */
export const clauseOf = (one: Entities['targets']['entity']): (typeof autoClauses)[number] | null =>
  autoClauses.find((clause) => clause === expressionText(one.expression)) ?? null

/** The tree in the form of a plan. Whatever a plan does not know (paused parts, other targets) makes it differ from any. */
export function planOf(tree: Tree): CampaignPlan {
  const { campaign } = tree
  const price = (micros: bigint | null): string => (micros === null ? '' : decimalText(micros))
  const odd = (state: string): string => (state === 'ENABLED' ? '' : ` (${state.toLowerCase()})`)
  return canonicalPlan({
    name: campaign.name,
    state: campaign.state as CampaignPlan['state'],
    targeting: campaign.targetingType as CampaignPlan['targeting'],
    dailyBudget: decimalText(campaign.budgetMicros),
    strategy: (campaign.dynamicBidding?.strategy ?? 'LEGACY_FOR_SALES') as CampaignPlan['strategy'],
    adGroups: tree.groups.map((group) => {
      const isIn = (one: { adGroupId: string | null }): boolean => one.adGroupId === group.adGroupId
      return {
        name: group.name + odd(group.state),
        defaultBid: decimalText(group.defaultBidMicros),
        skus: tree.ads.filter(isIn).map((one) => (one.sku ?? one.asin ?? one.adId) + odd(one.state)),
        targets: [
          ...tree.keywords.filter(isIn).map((one): PlanTarget => ({
            matchType: one.matchType as PlanTarget['matchType'],
            term: one.keywordText + odd(one.state),
            bid: price(one.bidMicros),
          })),
          ...tree.targets.filter(isIn).map((one): PlanTarget => {
            const clause = clauseOf(one)
            const asin = one.expression.length === 1 && one.expression[0]!.type === 'ASIN_SAME_AS'
            const term = asin ? (one.expression[0]!.value ?? '') : expressionText(one.expression)
            return {
              matchType: clause === null ? 'ASIN' : 'AUTO',
              term: (clause ?? term) + odd(one.state),
              bid: price(one.bidMicros),
            }
          }),
        ],
        negatives: tree.negatives.filter(isIn).map(({ matchType, term }) => ({ matchType, term })),
      }
    }),
    negatives: tree.negatives
      .filter((one) => one.adGroupId === null)
      .map(({ matchType, term }) => ({ matchType, term })),
  })
}
