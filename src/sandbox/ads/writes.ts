// Writes of Sponsored Products v3 as changes of the market. Each answers the id concerned or throws ItemError or MarketRefusal.

import type { Change } from '../market/settings.ts'
import type { AdState, BiddingStrategy, Campaign, MatchType, Placement } from '../market/world-ads.ts'
import { type AdsCall, toMinor } from './call.ts'
import { placementWords, strategyWords, treeOf } from './entities.ts'
import { ItemError } from './item-error.ts'

export type Item = Readonly<Record<string, unknown>>
export type Write = (call: AdsCall, item: Item) => string

const CAMPAIGN_NAME = 128
const GROUP_NAME = 255
const KEYWORD_LENGTH = 80
const KEYWORD_WORDS = 10
const NEGATIVE_PHRASE_WORDS = 4

const apply = (call: AdsCall, change: Change): string =>
  call.stage.market.apply(call.store.key, change, call.by)

function text(item: Item, name: string): string {
  const value = item[name]
  if (typeof value !== 'string' || value === '') throw new ItemError('missingValueError', 'MISSING_VALUE')
  return value
}

function nameOf(item: Item, longest: number): string {
  const name = text(item, 'name')
  if (name.trim() === '') throw new ItemError('malformedValueError', 'BLANK')
  if (name !== name.trim()) throw new ItemError('malformedValueError', 'LEADING_OR_TRAILING_WHITESPACE')
  if (name.length > longest) throw new ItemError('malformedValueError', 'TOO_LONG')
  return name
}

function wordOf<T extends string>(value: unknown, words: Readonly<Record<T, string>>): T {
  const found = (Object.keys(words) as T[]).find((key) => words[key] === value)
  if (found === undefined)
    throw new ItemError('rangeError', 'INVALID_ENUM_VALUE', { allowed: Object.values(words) })
  return found
}

const openStates = { enabled: 'ENABLED', paused: 'PAUSED' } as const
const stateOf = (value: unknown): AdState => wordOf(value, openStates)

function minorOf(call: AdsCall, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ItemError('missingValueError', 'MISSING_VALUE')
  return toMinor(call, value)
}

function campaignOf(call: AdsCall, campaignId: unknown): Campaign {
  const found = treeOf(call).campaigns.find((one) => one.campaignId === campaignId)
  if (!found) throw new ItemError('parentEntityError', 'PARENT_ENTITY_NOT_FOUND')
  if (found.state === 'archived') throw new ItemError('parentEntityError', 'PARENT_ENTITY_ARCHIVED')
  return found
}

/** The ad group an item names, which must be of the campaign it names. */
function groupOf(call: AdsCall, item: Item): { adGroupId: string; campaign: Campaign } {
  const group = treeOf(call).adGroups.find((one) => one.adGroupId === item['adGroupId'])
  if (!group) throw new ItemError('parentEntityError', 'PARENT_ENTITY_NOT_FOUND')
  if (group.state === 'archived') throw new ItemError('parentEntityError', 'PARENT_ENTITY_ARCHIVED')
  if (item['campaignId'] !== group.campaignId)
    throw new ItemError('parentEntityError', 'PARENT_ENTITY_NOT_FOUND')
  return { adGroupId: group.adGroupId, campaign: campaignOf(call, group.campaignId) }
}

function checkBid(bidMinor: number, campaign: Campaign): void {
  if (bidMinor > campaign.dailyBudgetMinor) throw new ItemError('biddingError', 'BID_GT_BUDGET')
}

type Bidding = { strategy?: string; placementBidding?: { placement?: string; percentage?: number }[] }

/** The list replaces the old one: places that are not named have no adjustment. */
function placementsOf(bidding: Bidding): Record<Placement, number> | undefined {
  if (!bidding.placementBidding) return undefined
  const found: Record<Placement, number> = { top: 0, rest: 0, product_pages: 0 }
  for (const one of bidding.placementBidding)
    found[wordOf(one.placement, placementWords)] = one.percentage ?? 0
  return found
}

const strategyOf = (bidding: Bidding): BiddingStrategy | undefined =>
  bidding.strategy === undefined ? undefined : wordOf(bidding.strategy, strategyWords)

function portfolioOf(call: AdsCall, id: unknown): string | null {
  if (id === null) return null
  if (!treeOf(call).portfolios.some((one) => one.portfolioId === id))
    throw new ItemError('parentEntityError', 'PARENT_ENTITY_NOT_FOUND')
  return String(id)
}

export function createCampaign(call: AdsCall, item: Item): string {
  const today = call.stage.market.reads.dayOf(call.store.key, call.now)
  const startDate = item['startDate']
  if (typeof startDate === 'string' && startDate < today)
    throw new ItemError('dateError', 'START_DATE_EARLIER_THAN_TODAY')
  if (item['endDate'] !== undefined && item['endDate'] !== null)
    throw new ItemError('otherError', 'OTHER_ERROR')
  const bidding = (item['dynamicBidding'] ?? {}) as Bidding
  const budget = item['budget'] as { budget?: number; budgetType?: string } | undefined
  const placementPercent = placementsOf(bidding)
  return apply(call, {
    kind: 'addCampaign',
    draft: {
      name: nameOf(item, CAMPAIGN_NAME),
      targeting: wordOf(item['targetingType'], { auto: 'AUTO', manual: 'MANUAL' }),
      dailyBudgetMinor: minorOf(call, budget?.budget),
      strategy: strategyOf(bidding) ?? 'down_only',
      state: stateOf(item['state']),
      ...(item['portfolioId'] === undefined ? {} : { portfolioId: portfolioOf(call, item['portfolioId']) }),
      ...(placementPercent ? { placementPercent } : {}),
    },
  })
}

export function updateCampaign(call: AdsCall, item: Item): string {
  const campaignId = text(item, 'campaignId')
  const bidding = (item['dynamicBidding'] ?? {}) as Bidding
  const budget = item['budget'] as { budget?: number } | undefined
  const strategy = strategyOf(bidding)
  const placementPercent = placementsOf(bidding)
  const name = item['name'] === undefined ? undefined : nameOf(item, CAMPAIGN_NAME)
  const isTaken = treeOf(call).campaigns.some(
    (one) => one.name === name && one.campaignId !== campaignId && one.state !== 'archived',
  )
  if (isTaken) throw new ItemError('duplicateValueError', 'NAME_NOT_UNIQUE')
  return apply(call, {
    kind: 'campaign',
    campaignId,
    patch: {
      ...(name === undefined ? {} : { name }),
      ...(item['state'] === undefined ? {} : { state: stateOf(item['state']) }),
      ...(budget === undefined ? {} : { dailyBudgetMinor: minorOf(call, budget.budget) }),
      ...(strategy === undefined ? {} : { strategy }),
      ...(placementPercent ? { placementPercent } : {}),
      ...(item['portfolioId'] === undefined ? {} : { portfolioId: portfolioOf(call, item['portfolioId']) }),
    },
  })
}

const autoClauses = ['close-match', 'loose-match', 'substitutes', 'complements'] as const

/** An ad group of an automatic campaign comes with its four clauses. */
export function createAdGroup(call: AdsCall, item: Item): string {
  const campaign = campaignOf(call, item['campaignId'])
  const defaultBidMinor = minorOf(call, item['defaultBid'])
  const state = stateOf(item['state'])
  checkBid(defaultBidMinor, campaign)
  const { campaignId } = campaign
  const adGroupId = apply(call, {
    kind: 'addAdGroup',
    campaignId,
    name: nameOf(item, GROUP_NAME),
    defaultBidMinor,
  })
  if (campaign.targeting === 'auto')
    for (const clause of autoClauses)
      apply(call, { kind: 'addTarget', adGroupId, expression: { kind: 'auto', clause }, bidMinor: null })
  if (state === 'paused') apply(call, { kind: 'adGroup', adGroupId, patch: { state } })
  return adGroupId
}

export function updateAdGroup(call: AdsCall, item: Item): string {
  return apply(call, {
    kind: 'adGroup',
    adGroupId: text(item, 'adGroupId'),
    patch: {
      ...(item['name'] === undefined ? {} : { name: nameOf(item, GROUP_NAME) }),
      ...(item['state'] === undefined ? {} : { state: stateOf(item['state']) }),
      ...(item['defaultBid'] === undefined ? {} : { defaultBidMinor: minorOf(call, item['defaultBid']) }),
    },
  })
}

export function createAd(call: AdsCall, item: Item): string {
  const { adGroupId } = groupOf(call, item)
  const sku = text(item, 'sku')
  const tree = treeOf(call)
  if (tree.ads.some((ad) => ad.adGroupId === adGroupId && ad.sku === sku && ad.state !== 'archived'))
    throw new ItemError('duplicateValueError', 'DUPLICATE_VALUE')
  const listed = call.stage.market.reads.listings(call.store.key).some((listing) => listing.sku === sku)
  if (!listed)
    throw new ItemError('entityNotFoundError', 'ENTITY_NOT_FOUND', {
      entityId: sku,
      entityType: 'PRODUCT_AD',
    })
  const adId = apply(call, { kind: 'addAd', adGroupId, sku })
  const state = stateOf(item['state'])
  if (state === 'paused') apply(call, { kind: 'ad', adId, patch: { state } })
  return adId
}

export const updateAd: Write = (call, item) =>
  apply(call, { kind: 'ad', adId: text(item, 'adId'), patch: { state: stateOf(item['state']) } })

function bidOrNull(call: AdsCall, item: Item, campaign: Campaign): number | null {
  if (item['bid'] === undefined || item['bid'] === null) return null
  const bidMinor = minorOf(call, item['bid'])
  checkBid(bidMinor, campaign)
  return bidMinor
}

/** Keywords compare without regard to case and double spaces. */
const normal = (keyword: string): string => keyword.trim().replaceAll(/\s+/g, ' ').toLowerCase()

function keywordOf(item: Item, mostWords: number): string {
  const keyword = normal(text(item, 'keywordText'))
  if (keyword === '') throw new ItemError('malformedValueError', 'BLANK')
  if (keyword.length > KEYWORD_LENGTH || keyword.split(' ').length > mostWords)
    throw new ItemError('malformedValueError', 'TOO_LONG')
  if (/[!@#%^*()=~`{}[\]|\\<>?;:]/.test(keyword))
    throw new ItemError('malformedValueError', 'FORBIDDEN_CHARS')
  return keyword
}

const matchWords: Readonly<Record<MatchType, string>> = { broad: 'BROAD', phrase: 'PHRASE', exact: 'EXACT' }
const negativeWords = { phrase: 'NEGATIVE_PHRASE', exact: 'NEGATIVE_EXACT' } as const

function finishTarget(call: AdsCall, item: Item, targetId: string): string {
  if (item['state'] !== undefined && stateOf(item['state']) === 'paused')
    apply(call, { kind: 'target', targetId, patch: { state: 'paused' } })
  return targetId
}

export function createKeyword(call: AdsCall, item: Item): string {
  const { adGroupId, campaign } = groupOf(call, item)
  if (campaign.targeting === 'auto')
    throw new ItemError('entityStateError', 'PARENT_ENTITY_FORBIDS_CREATION', { entityType: 'KEYWORD' })
  const match = wordOf(item['matchType'], matchWords)
  const expression = { kind: 'keyword', text: keywordOf(item, KEYWORD_WORDS), match } as const
  const bidMinor = bidOrNull(call, item, campaign)
  return finishTarget(call, item, apply(call, { kind: 'addTarget', adGroupId, expression, bidMinor }))
}

export function createTarget(call: AdsCall, item: Item): string {
  const { adGroupId, campaign } = groupOf(call, item)
  const expression = asinOf(item)
  const bidMinor = bidOrNull(call, item, campaign)
  return finishTarget(call, item, apply(call, { kind: 'addTarget', adGroupId, expression, bidMinor }))
}

function asinOf(item: Item): { kind: 'asin'; asin: string } {
  const [clause, ...more] = (item['expression'] ?? []) as { type?: string; value?: string }[]
  if (!clause || more.length > 0 || clause.type !== 'ASIN_SAME_AS' || clause.value === undefined)
    throw new ItemError('otherError', 'OTHER_ERROR')
  if (!/^[A-Z0-9]{10}$/i.test(clause.value)) throw new ItemError('malformedValueError', 'PATTERN_NOT_MATCHED')
  return { kind: 'asin', asin: clause.value.toUpperCase() }
}

/** A keyword's or target's bid and state; a bid of null falls back to the ad group's. */
function updateTargetById(call: AdsCall, item: Item, targetId: string): string {
  const target = treeOf(call).targets.find((one) => one.targetId === targetId)
  const group = treeOf(call).adGroups.find((one) => one.adGroupId === target?.adGroupId)
  const bid = item['bid']
  const patch: { state?: AdState; bidMinor?: number | null } = {}
  if (item['state'] !== undefined) patch.state = stateOf(item['state'])
  if (bid === null) patch.bidMinor = null
  else if (bid !== undefined)
    patch.bidMinor = group ? bidOrNull(call, item, campaignOf(call, group.campaignId)) : minorOf(call, bid)
  return apply(call, { kind: 'target', targetId, patch })
}

export const updateKeyword: Write = (call, item) => updateTargetById(call, item, text(item, 'keywordId'))
export const updateTarget: Write = (call, item) => updateTargetById(call, item, text(item, 'targetId'))

const addNegative = (
  call: AdsCall,
  campaignId: string,
  adGroupId: string | null,
  expression: Extract<Change, { kind: 'addNegative' }>['expression'],
): string => {
  const isThere = treeOf(call).negatives.some(
    (one) =>
      one.campaignId === campaignId &&
      one.adGroupId === adGroupId &&
      one.state !== 'archived' &&
      JSON.stringify(one.expression) === JSON.stringify(expression),
  )
  if (isThere) throw new ItemError('duplicateValueError', 'DUPLICATE_VALUE')
  return apply(call, { kind: 'addNegative', campaignId, adGroupId, expression })
}

/** A negative keyword of an ad group or, without one, of a campaign. */
export const createNegativeKeyword =
  (isCampaignLevel: boolean): Write =>
  (call, item) => {
    const match = wordOf(item['matchType'], negativeWords)
    const words = match === 'phrase' ? NEGATIVE_PHRASE_WORDS : KEYWORD_WORDS
    const expression = { kind: 'keyword', text: keywordOf(item, words), match } as const
    if (isCampaignLevel)
      return addNegative(call, campaignOf(call, item['campaignId']).campaignId, null, expression)
    const { adGroupId, campaign } = groupOf(call, item)
    return addNegative(call, campaign.campaignId, adGroupId, expression)
  }

export const createNegativeTarget =
  (isCampaignLevel: boolean): Write =>
  (call, item) => {
    if (isCampaignLevel)
      return addNegative(call, campaignOf(call, item['campaignId']).campaignId, null, asinOf(item))
    const { adGroupId, campaign } = groupOf(call, item)
    return addNegative(call, campaign.campaignId, adGroupId, asinOf(item))
  }

export const updateNegative =
  (idName: 'keywordId' | 'targetId'): Write =>
  (call, item) =>
    apply(call, {
      kind: 'negative',
      negativeId: text(item, idName),
      patch: { state: stateOf(item['state']) },
    })

type Archivable = 'campaign' | 'adGroup' | 'ad' | 'target' | 'negative'

/** Archives by id; there is no way back. The four automatic clauses stay. */
export function archive(call: AdsCall, kind: Archivable, id: string): string {
  const state: AdState = 'archived'
  const target = kind === 'target' ? treeOf(call).targets.find((one) => one.targetId === id) : undefined
  if (target?.expression.kind === 'auto')
    throw new ItemError('entityStateError', 'AUTO_TARGETING_CLAUSE_CANNOT_BE_ARCHIVED_MANUALLY', {
      entityType: 'TARGETING_CLAUSE',
    })
  const changes: Readonly<Record<Archivable, Change>> = {
    campaign: { kind: 'campaign', campaignId: id, patch: { state } },
    adGroup: { kind: 'adGroup', adGroupId: id, patch: { state } },
    ad: { kind: 'ad', adId: id, patch: { state } },
    target: { kind: 'target', targetId: id, patch: { state } },
    negative: { kind: 'negative', negativeId: id, patch: { state } },
  }
  return apply(call, changes[kind])
}
