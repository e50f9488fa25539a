import { z } from 'zod'
import type { Micros } from '#kernel/money.ts'
import { idText, listOf, maybe, micros } from '../json.ts'

// The kinds of Sponsored Products entities (v3): how each is written, read and named on the wire. Bids and budgets are micros of the
// profile's currency here, and JSON numbers there.

export type SettableState = 'ENABLED' | 'PAUSED'

const state = z.string()
const predicates = listOf(z.object({ type: z.string(), value: maybe(z.string()) }))

const campaign = z
  .object({
    campaignId: idText,
    name: z.string(),
    state,
    targetingType: z.string(),
    startDate: maybe(z.string()),
    endDate: maybe(z.string()),
    portfolioId: maybe(idText),
    budget: z.object({ budget: micros, budgetType: z.string(), effectiveBudget: maybe(micros) }),
    dynamicBidding: maybe(
      z.object({
        strategy: maybe(z.string()),
        placementBidding: listOf(
          z.object({ placement: maybe(z.string()), percentage: maybe(z.number().int()) }),
        ),
      }),
    ),
  })
  .transform(({ budget, startDate, endDate, ...rest }) => ({
    ...rest,
    startOn: startDate,
    endOn: endDate,
    budgetMicros: budget.budget,
    budgetType: budget.budgetType,
    /** The budget with an active rule; null without one. */
    effectiveBudgetMicros: budget.effectiveBudget,
  }))

const adGroup = z
  .object({ adGroupId: idText, campaignId: idText, name: z.string(), state, defaultBid: micros })
  .transform(({ defaultBid, ...rest }) => ({ ...rest, defaultBidMicros: defaultBid }))

const productAd = z.object({
  adId: idText,
  adGroupId: idText,
  campaignId: idText,
  state,
  asin: maybe(z.string()),
  sku: maybe(z.string()),
})

const keyword = z
  .object({
    keywordId: idText,
    adGroupId: idText,
    campaignId: idText,
    keywordText: z.string(),
    matchType: z.string(),
    state,
    /** Null: the ad group's default bid holds. */
    bid: maybe(micros),
  })
  .transform(({ bid, ...rest }) => ({ ...rest, bidMicros: bid }))

const negativeKeyword = z.object({
  keywordId: idText,
  adGroupId: idText,
  campaignId: idText,
  keywordText: z.string(),
  matchType: z.string(),
  state,
})

const campaignNegativeKeyword = negativeKeyword.omit({ adGroupId: true })

const target = z
  .object({
    targetId: idText,
    adGroupId: idText,
    campaignId: idText,
    state,
    expressionType: z.string(),
    expression: predicates,
    resolvedExpression: predicates,
    bid: maybe(micros),
  })
  .transform(({ bid, ...rest }) => ({ ...rest, bidMicros: bid }))

const negativeTarget = z.object({
  targetId: idText,
  adGroupId: idText,
  campaignId: idText,
  state,
  expression: predicates,
  resolvedExpression: predicates,
})

const campaignNegativeTarget = negativeTarget.omit({ adGroupId: true })

export type Campaign = z.output<typeof campaign>
export type AdGroup = z.output<typeof adGroup>
export type ProductAd = z.output<typeof productAd>
export type Keyword = z.output<typeof keyword>
export type NegativeKeyword = z.output<typeof negativeKeyword>
export type CampaignNegativeKeyword = z.output<typeof campaignNegativeKeyword>
export type Target = z.output<typeof target>
export type NegativeTarget = z.output<typeof negativeTarget>
export type CampaignNegativeTarget = z.output<typeof campaignNegativeTarget>

/** Placements are replaced as a list: name all of them. */
export type DynamicBidding = {
  readonly strategy?: 'AUTO_FOR_SALES' | 'LEGACY_FOR_SALES' | 'MANUAL' | 'RULE_BASED'
  readonly placementBidding?: readonly {
    readonly placement:
      | 'PLACEMENT_TOP'
      | 'PLACEMENT_PRODUCT_PAGE'
      | 'PLACEMENT_REST_OF_SEARCH'
      | 'SITE_AMAZON_BUSINESS'
    /** 0 to 900. */
    readonly percentage: number
  }[]
}

type Predicate<Type extends string> = { readonly type: Type; readonly value?: string }
type NegativePredicate = Predicate<'ASIN_SAME_AS' | 'ASIN_BRAND_SAME_AS'>
type PositivePredicate = Predicate<
  | 'ASIN_SAME_AS'
  | 'ASIN_EXPANDED_FROM'
  | 'ASIN_CATEGORY_SAME_AS'
  | 'ASIN_BRAND_SAME_AS'
  | 'ASIN_PRICE_BETWEEN'
  | 'ASIN_PRICE_GREATER_THAN'
  | 'ASIN_PRICE_LESS_THAN'
  | 'ASIN_REVIEW_RATING_BETWEEN'
  | 'ASIN_REVIEW_RATING_GREATER_THAN'
  | 'ASIN_REVIEW_RATING_LESS_THAN'
  | 'ASIN_IS_PRIME_SHIPPING_ELIGIBLE'
>

type InAdGroup = { readonly campaignId: string; readonly adGroupId: string; readonly state: SettableState }
type Negating = { readonly matchType: 'NEGATIVE_EXACT' | 'NEGATIVE_PHRASE'; readonly keywordText: string }

/** What creates one, what changes one (fields left out stay), and what comes back. */
export type Entities = {
  campaigns: {
    draft: {
      readonly name: string
      readonly state: SettableState
      readonly targetingType: 'AUTO' | 'MANUAL'
      readonly dailyBudgetMicros: Micros
      /** YYYY-MM-DD in the profile's zone; today when left out. */
      readonly startOn?: string
      readonly endOn?: string
      readonly portfolioId?: string
      readonly dynamicBidding?: DynamicBidding
    }
    change: {
      readonly campaignId: string
      readonly name?: string
      readonly state?: SettableState
      readonly dailyBudgetMicros?: Micros
      readonly startOn?: string
      /** Null takes the end away. */
      readonly endOn?: string | null
      readonly portfolioId?: string | null
      readonly dynamicBidding?: DynamicBidding
    }
    entity: Campaign
  }
  adGroups: {
    draft: {
      readonly campaignId: string
      readonly name: string
      readonly state: SettableState
      readonly defaultBidMicros: Micros
    }
    change: {
      readonly adGroupId: string
      readonly name?: string
      readonly state?: SettableState
      readonly defaultBidMicros?: Micros
    }
    entity: AdGroup
  }
  productAds: {
    draft: InAdGroup & ({ readonly sku: string } | { readonly asin: string })
    change: { readonly adId: string; readonly state: SettableState }
    entity: ProductAd
  }
  keywords: {
    draft: InAdGroup & {
      readonly keywordText: string
      readonly matchType: 'BROAD' | 'EXACT' | 'PHRASE'
      readonly bidMicros?: Micros
    }
    /** A null bid gives the keyword its ad group's default bid. */
    change: { readonly keywordId: string; readonly state?: SettableState; readonly bidMicros?: Micros | null }
    entity: Keyword
  }
  negativeKeywords: {
    draft: InAdGroup & Negating
    change: { readonly keywordId: string; readonly state: SettableState }
    entity: NegativeKeyword
  }
  campaignNegativeKeywords: {
    draft: Omit<InAdGroup, 'adGroupId'> & Negating
    change: { readonly keywordId: string; readonly state: SettableState }
    entity: CampaignNegativeKeyword
  }
  targets: {
    draft: InAdGroup & {
      readonly expressionType: 'MANUAL'
      readonly expression: readonly PositivePredicate[]
      readonly bidMicros?: Micros
    }
    change: { readonly targetId: string; readonly state?: SettableState; readonly bidMicros?: Micros | null }
    entity: Target
  }
  negativeTargets: {
    draft: InAdGroup & { readonly expression: readonly NegativePredicate[] }
    change: { readonly targetId: string; readonly state: SettableState }
    entity: NegativeTarget
  }
  campaignNegativeTargets: {
    draft: Omit<InAdGroup, 'adGroupId'> & { readonly expression: readonly NegativePredicate[] }
    change: { readonly targetId: string; readonly state: SettableState }
    entity: CampaignNegativeTarget
  }
}

export type EntityKind = keyof Entities

export type KindShape<Kind extends EntityKind> = {
  /** As in the operation's name: listKeywords. */
  readonly plural: Capitalize<Kind>
  /** The key around lists, in requests and in answers. */
  readonly wrapper: string
  readonly idFilter: string
  /** Under these an item's outcome gives its id and, when asked for, the whole entity. */
  readonly idKey: string
  readonly entityKey: string
  /** True when it stands below an ad group. */
  readonly inAdGroup: boolean
  readonly schema: z.ZodType<Entities[Kind]['entity']>
}

export const entityKinds: { readonly [Kind in EntityKind]: KindShape<Kind> } = {
  campaigns: {
    plural: 'Campaigns',
    wrapper: 'campaigns',
    idFilter: 'campaignIdFilter',
    idKey: 'campaignId',
    entityKey: 'campaign',
    inAdGroup: false,
    schema: campaign,
  },
  adGroups: {
    plural: 'AdGroups',
    wrapper: 'adGroups',
    idFilter: 'adGroupIdFilter',
    idKey: 'adGroupId',
    entityKey: 'adGroup',
    inAdGroup: false,
    schema: adGroup,
  },
  productAds: {
    plural: 'ProductAds',
    wrapper: 'productAds',
    idFilter: 'adIdFilter',
    idKey: 'adId',
    entityKey: 'productAd',
    inAdGroup: true,
    schema: productAd,
  },
  keywords: {
    plural: 'Keywords',
    wrapper: 'keywords',
    idFilter: 'keywordIdFilter',
    idKey: 'keywordId',
    entityKey: 'keyword',
    inAdGroup: true,
    schema: keyword,
  },
  negativeKeywords: {
    plural: 'NegativeKeywords',
    wrapper: 'negativeKeywords',
    idFilter: 'negativeKeywordIdFilter',
    idKey: 'negativeKeywordId',
    entityKey: 'negativeKeyword',
    inAdGroup: true,
    schema: negativeKeyword,
  },
  campaignNegativeKeywords: {
    plural: 'CampaignNegativeKeywords',
    wrapper: 'campaignNegativeKeywords',
    idFilter: 'campaignNegativeKeywordIdFilter',
    idKey: 'campaignNegativeKeywordId',
    entityKey: 'campaignNegativeKeyword',
    inAdGroup: false,
    schema: campaignNegativeKeyword,
  },
  targets: {
    plural: 'Targets',
    wrapper: 'targetingClauses',
    idFilter: 'targetIdFilter',
    idKey: 'targetId',
    entityKey: 'targetingClause',
    inAdGroup: true,
    schema: target,
  },
  negativeTargets: {
    plural: 'NegativeTargets',
    wrapper: 'negativeTargetingClauses',
    idFilter: 'negativeTargetIdFilter',
    idKey: 'targetId',
    entityKey: 'negativeTargetingClause',
    inAdGroup: true,
    schema: negativeTarget,
  },
  campaignNegativeTargets: {
    plural: 'CampaignNegativeTargets',
    wrapper: 'campaignNegativeTargetingClauses',
    idFilter: 'campaignNegativeTargetIdFilter',
    idKey: 'campaignNegativeTargetingClauseId',
    entityKey: 'campaignNegativeTargetingClauses',
    inAdGroup: false,
    schema: campaignNegativeTarget,
  },
}
