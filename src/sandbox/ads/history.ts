// What happened: change history (without saying who), budget usage, and bid recommendations.

import { addDays } from '../exports/text/dates.ts'
import type { ChangeRecord } from '../market/state.ts'
import type { AdsTree, Target } from '../market/world-ads.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, fromMinor, invalid } from './call.ts'
import { stateWords, strategyWords, treeOf } from './entities.ts'

const DAY = 86_400_000
const KEPT = 90 * DAY

type Event = {
  changeType: string
  entityType: string
  entityId: string
  previousValue: string
  newValue: string
  timestamp: number
  metadata: Record<string, string>
}

const changeTypes: Readonly<Record<string, string>> = {
  name: 'NAME',
  state: 'STATUS',
  dailyBudgetMinor: 'BUDGET_AMOUNT',
  strategy: 'SMART_BIDDING_STRATEGY',
  portfolioId: 'PORTFOLIO',
  defaultBidMinor: 'DEFAULT_BID_AMOUNT',
  bidMinor: 'BID_AMOUNT',
}

function valueOf(call: AdsCall, field: string, value: string): string {
  if (field.endsWith('Minor'))
    return value === 'null' || value === '' ? '' : String(fromMinor(call, Number(value)))
  if (field === 'state') return stateWords[value as keyof typeof stateWords]
  if (field === 'strategy') return strategyWords[value as keyof typeof strategyWords]
  return value === 'null' ? '' : value
}

function entityTypeOf(tree: AdsTree, change: ChangeRecord): string | null {
  if (change.entity === 'campaign') return 'CAMPAIGN'
  if (change.entity === 'adGroup') return 'AD_GROUP'
  if (change.entity === 'ad') return 'AD'
  if (change.entity === 'negative') return 'NEGATIVE_KEYWORD'
  if (change.entity !== 'target') return null
  const target = tree.targets.find((one) => one.targetId === change.entityId)
  return target?.expression.kind === 'keyword' ? 'KEYWORD' : 'PRODUCT_TARGETING'
}

/** Where an entity hangs, for parents and metadata. */
function placeOf(tree: AdsTree, id: string): Record<string, string> {
  if (tree.campaigns.some((one) => one.campaignId === id)) return { campaignId: id }
  const negative = tree.negatives.find((one) => one.negativeId === id)
  if (negative?.adGroupId === null) return { campaignId: negative.campaignId }
  const groupId =
    tree.targets.find((one) => one.targetId === id)?.adGroupId ??
    tree.ads.find((one) => one.adId === id)?.adGroupId ??
    negative?.adGroupId ??
    id
  const group = tree.adGroups.find((one) => one.adGroupId === groupId)
  return group ? { campaignId: group.campaignId, adGroupId: group.adGroupId } : {}
}

const sides = { top: 'TOP_OF_SEARCH', product_pages: 'DETAIL_PAGE' } as const

function placementEvents(change: ChangeRecord, base: Omit<Event, 'previousValue' | 'newValue'>): Event[] {
  const from = JSON.parse(change.from) as Record<string, number>
  const to = JSON.parse(change.to) as Record<string, number>
  return Object.entries(sides).flatMap(([place, position]) =>
    from[place] === to[place]
      ? []
      : [
          {
            ...base,
            previousValue: String(from[place] ?? 0),
            newValue: String(to[place] ?? 0),
            metadata: { ...base.metadata, placementGroupPosition: position },
          },
        ],
  )
}

function eventsOf(call: AdsCall): Event[] {
  const tree = treeOf(call)
  const changes = call.stage.market.changes(call.store.key).flatMap((change): Event[] => {
    const entityType = entityTypeOf(tree, change)
    const isPlacement = change.field === 'placementPercent'
    const changeType = isPlacement
      ? 'PLACEMENT_GROUP'
      : change.field === 'created'
        ? 'STATUS'
        : changeTypes[change.field]
    if (entityType === null || changeType === undefined) return []
    const base = {
      changeType,
      entityType,
      entityId: change.entityId,
      timestamp: change.at,
      metadata: placeOf(tree, change.entityId),
    }
    if (isPlacement) return placementEvents(change, base)
    if (change.field === 'created') return [{ ...base, previousValue: '', newValue: 'ENABLED' }]
    return [
      {
        ...base,
        previousValue: valueOf(call, change.field, change.from),
        newValue: valueOf(call, change.field, change.to),
      },
    ]
  })
  const today = call.stage.market.reads.dayOf(call.store.key, call.now)
  const span = { storeKey: call.store.key, from: addDays(today, -91), to: today, asOf: call.now }
  const budgets = call.stage.market.reads.budgetEvents(span).map((event): Event => ({
    changeType: 'IN_BUDGET',
    entityType: 'CAMPAIGN',
    entityId: event.campaignId,
    previousValue: String(!event.inBudget),
    newValue: String(event.inBudget),
    timestamp: event.at,
    metadata: { campaignId: event.campaignId },
  }))
  return [...changes, ...budgets]
}

type EventWish = { filters?: string[]; eventTypeIds?: string[]; parents?: Record<string, unknown>[] }

function isWanted(event: Event, wish: EventWish | undefined): boolean {
  if (!wish) return false
  if (wish.filters && wish.filters.length > 0 && !wish.filters.includes(event.changeType)) return false
  if (wish.eventTypeIds && wish.eventTypeIds.length > 0 && !wish.eventTypeIds.includes(event.entityId))
    return false
  const parents = wish.parents ?? []
  return (
    parents.length === 0 ||
    parents.some(
      (parent) =>
        parent['useProfileIdAdvertiser'] === true ||
        (parent['campaignId'] !== undefined && parent['campaignId'] === event.metadata['campaignId']) ||
        (parent['adGroupId'] !== undefined && parent['adGroupId'] === event.metadata['adGroupId']),
    )
  )
}

function history(call: AdsCall): AdsAnswer {
  const { body, stage, now } = call
  const {
    fromDate,
    toDate,
    count = 100,
    sort,
  } = body as {
    fromDate?: number
    toDate?: number
    count?: number
    sort?: { direction?: string }
  }
  const eventTypes = body['eventTypes'] as Record<string, EventWish> | undefined
  if (typeof fromDate !== 'number' || typeof toDate !== 'number' || !eventTypes)
    throw invalid('fromDate, toDate and eventTypes are required')
  if (fromDate < now - KEPT - DAY) throw invalid('fromDate must be within the last 90 days')
  if (!Number.isInteger(count) || count < 50 || count > 200) throw invalid('count must be 50 to 200')
  const direction = sort?.direction === 'ASC' ? 1 : -1
  const found = eventsOf(call)
    .filter(
      (event) =>
        event.timestamp >= fromDate &&
        event.timestamp <= toDate &&
        isWanted(event, eventTypes[event.entityType]),
    )
    .toSorted((a, b) => direction * (a.timestamp - b.timestamp))
  const kind = `history/${call.store.profileId}`
  const given = body['nextToken']
  const opened =
    typeof given === 'string' ? (stage.seal.open(kind, given) as { skip: number } | null) : { skip: 0 }
  if (!opened) throw invalid('nextToken is invalid')
  const end = opened.skip + count
  return {
    body: {
      events: found.slice(opened.skip, end),
      totalResults: found.length,
      ...(end < found.length ? { nextToken: stage.seal.close(kind, { skip: end }) } : {}),
    },
  }
}

/** Spend of the running day, as far as traffic is known, of each campaign. */
export function spentToday(call: AdsCall): Map<string, number> {
  const today = call.stage.market.reads.dayOf(call.store.key, call.now)
  const query = { storeKey: call.store.key, from: today, to: today, by: 'span', grain: ['campaign'] } as const
  return new Map(call.stage.market.reads.adRows(query).map((row) => [row.campaignId, row.costMinor]))
}

function budgetUsage(call: AdsCall): AdsAnswer {
  const ids = call.body['campaignIds']
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 100)
    throw invalid('campaignIds must hold 1 to 100 ids')
  const spent = spentToday(call)
  const campaigns = new Map(treeOf(call).campaigns.map((one) => [one.campaignId, one]))
  const success: unknown[] = []
  const error: unknown[] = []
  for (const [index, id] of ids.map(String).entries()) {
    const campaign = campaigns.get(id)
    if (!campaign) {
      error.push({ index, campaignId: id, code: '404', details: 'Campaign not found' })
      continue
    }
    success.push({
      index,
      campaignId: id,
      budget: fromMinor(call, campaign.dailyBudgetMinor),
      budgetUsagePercent: Math.round(((spent.get(id) ?? 0) / campaign.dailyBudgetMinor) * 10_000) / 100,
      usageUpdatedTimestamp: new Date(call.now).toISOString(),
    })
  }
  return { status: 207, body: { success, error } }
}

const LOW = 0.75
const HIGH = 1.35
const LOOKBACK_DAYS = 30

type Asked = { type?: string; value?: string }

/** Whether a target of the ad group is the one asked about. */
function isAsked({ expression }: Target, { type = '', value = '' }: Asked): boolean {
  if (expression.kind === 'keyword')
    return (
      type === `KEYWORD_${expression.match.toUpperCase()}_MATCH` && expression.text === value.toLowerCase()
    )
  if (expression.kind === 'asin') return type === 'PAT_ASIN' && expression.asin === value
  return type === expression.clause.toUpperCase().replace('-', '_')
}

/** Bids as they were paid lately: the target's or its ad group's own cost a click, with a spread. */
function bidRecommendations(call: AdsCall): AdsAnswer {
  const { body } = call
  const expressions = body['targetingExpressions']
  if (!Array.isArray(expressions) || expressions.length > 100)
    throw invalid('targetingExpressions must hold at most 100 expressions')
  const tree = treeOf(call)
  const group = tree.adGroups.find((one) => one.adGroupId === body['adGroupId'])
  if (body['recommendationType'] === 'BIDS_FOR_EXISTING_AD_GROUP' && !group)
    throw invalid('adGroupId is unknown')
  const to = call.stage.market.reads.dayOf(call.store.key, call.now)
  const rows = call.stage.market.reads.adRows({
    storeKey: call.store.key,
    from: addDays(to, -LOOKBACK_DAYS),
    to,
    by: 'span',
    grain: ['adGroup', 'target'],
  })
  const own = rows.filter((row) => !group || row.adGroupId === group.adGroupId)
  const sum = (of: typeof rows) =>
    of.reduce((all, row) => ({ cost: all.cost + row.costMinor, clicks: all.clicks + row.clicks }), {
      cost: 0,
      clicks: 0,
    })
  const every = sum(own.length > 0 ? own : rows)
  const usual = every.clicks === 0 ? (group?.defaultBidMinor ?? 80) : every.cost / every.clicks
  const bids = (expressions as Asked[]).map((targetingExpression) => {
    const target = tree.targets.find(
      (one) => one.adGroupId === group?.adGroupId && isAsked(one, targetingExpression),
    )
    const ownRows = own.filter((row) => row.targetId === target?.targetId)
    const paid = sum(ownRows)
    const middle = paid.clicks < 5 ? usual : paid.cost / paid.clicks
    return {
      targetingExpression,
      bidValues: [middle * LOW, middle, middle * HIGH].map((minor) => ({
        suggestedBid: fromMinor(call, Math.max(1, Math.round(minor))),
      })),
    }
  })
  return {
    body: {
      bidRecommendations: [
        { theme: 'CONVERSION_OPPORTUNITIES', bidRecommendationsForTargetingExpressions: bids },
      ],
    },
  }
}

export const historyOperations: readonly AdsOperation[] = [
  { name: 'getHistory', method: 'POST', path: '/history', media: 'application/json', answer: history },
  {
    name: 'spCampaignsBudgetUsage',
    method: 'POST',
    path: '/sp/campaigns/budget/usage',
    media: 'application/vnd.spcampaignbudgetusage.v1+json',
    answer: budgetUsage,
  },
  {
    name: 'getThemeBasedBidRecommendation',
    method: 'POST',
    path: '/sp/targets/bid/recommendations',
    media: 'application/vnd.spthemebasedbidrecommendation.v5+json',
    answer: bidRecommendations,
  },
]
