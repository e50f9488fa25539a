import { z } from 'zod'
import type { Micros } from '#kernel/money.ts'
import { assert } from '#kernel/refusal.ts'
import { idText, instant, listOf, maybe, micros, numberOfMicros, real } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'
import { type Entities, type EntityKind, entityKinds } from './entities.ts'
import { type ItemOutcome, batchSchema, outcomesOf } from './outcomes.ts'

/** Items of one call. */
export const BATCH_LIMIT = 1000

export type ListFilter = {
  /** Up to 1,000 own ids, or 100 of a parent. */
  readonly ids?: readonly string[]
  readonly campaignIds?: readonly string[]
  readonly adGroupIds?: readonly string[]
  readonly states?: readonly ('ENABLED' | 'PAUSED' | 'ARCHIVED')[]
  readonly maxResults?: number
  readonly nextToken?: string
}

export type EntityPage<T> = {
  readonly items: T[]
  readonly nextToken: string | null
  readonly totalResults: number | null
}

/** One page of a kind. The token belongs to its filter. For more than a few thousand use an export. */
export function listEntities<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  filter: ListFilter,
): Promise<Answer<EntityPage<Entities[Kind]['entity']>>> {
  const { plural, wrapper, idFilter, inAdGroup, schema } = entityKinds[kind]
  assert(filter.adGroupIds === undefined || inAdGroup || kind === 'adGroups', `${kind} stand in no ad group`)
  const include = (values: readonly string[] | undefined) => values && { include: values }
  const body = {
    campaignIdFilter: include(filter.campaignIds),
    adGroupIdFilter: include(filter.adGroupIds),
    ...(filter.ids === undefined ? {} : { [idFilter]: include(filter.ids) }),
    stateFilter: include(filter.states),
    maxResults: filter.maxResults,
    nextToken: filter.nextToken,
  }
  const page = z
    .object({
      [wrapper]: listOf(schema),
      nextToken: maybe(z.string()),
      totalResults: maybe(real),
    })
    .transform((found) => ({
      items: found[wrapper] as Entities[Kind]['entity'][],
      nextToken: found['nextToken'] as string | null,
      totalResults: found['totalResults'] as number | null,
    }))
  return send(door, `sponsoredProducts.list${plural}`, { body }, page)
}

export type BatchAnswer<Kind extends EntityKind> = Answer<ItemOutcome<Entities[Kind]['entity']>[]>

/** Creates up to 1,000 of a kind; each has its own outcome, the whole entity included. */
export function createEntities<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  drafts: readonly Entities[Kind]['draft'][],
): Promise<BatchAnswer<Kind>> {
  return write(door, kind, 'create', drafts)
}

/** Changes up to 1,000 of a kind. Fields left out stay; lists inside a field are replaced whole. */
export function updateEntities<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  changes: readonly Entities[Kind]['change'][],
): Promise<BatchAnswer<Kind>> {
  return write(door, kind, 'update', changes)
}

/** Archives up to 1,000 of a kind, for good: nothing archived can be changed or brought back. */
export async function archiveEntities<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  ids: readonly string[],
): Promise<BatchAnswer<Kind>> {
  const { plural, idFilter } = entityKinds[kind]
  assert(ids.length > 0 && ids.length <= BATCH_LIMIT, 'a batch has 1 to 1,000 items')
  const operation = `sponsoredProducts.delete${plural}` as const
  const answer = await send(door, operation, { body: { [idFilter]: { include: ids } } }, batchOf(kind))
  return { ...answer, value: outcomesOf(ids.length, answer.value) }
}

async function write<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  verb: 'create' | 'update',
  items: readonly object[],
): Promise<BatchAnswer<Kind>> {
  const { plural, wrapper } = entityKinds[kind]
  assert(items.length > 0 && items.length <= BATCH_LIMIT, 'a batch has 1 to 1,000 items')
  const operation = `sponsoredProducts.${verb}${plural}` as const
  const call = { body: { [wrapper]: items.map(wireOf) }, headers: { Prefer: 'return=representation' } }
  const answer = await send(door, operation, call, batchOf(kind))
  return { ...answer, value: outcomesOf(items.length, answer.value) }
}

function batchOf<Kind extends EntityKind>(kind: Kind) {
  const { wrapper, idKey, entityKey, schema } = entityKinds[kind]
  return batchSchema<Entities[Kind]['entity']>({ wrapper, idKey, entityKey, entity: schema })
}

/** Our names to Amazon's: micros to numbers, days to dates. */
function wireOf(item: object): object {
  const { bidMicros, defaultBidMicros, dailyBudgetMicros, startOn, endOn, ...rest } = item as {
    bidMicros?: Micros | null
    defaultBidMicros?: Micros
    dailyBudgetMicros?: Micros
    startOn?: string
    endOn?: string | null
  }
  return {
    ...rest,
    ...(bidMicros === undefined ? {} : { bid: bidMicros === null ? null : numberOfMicros(bidMicros) }),
    ...(defaultBidMicros === undefined ? {} : { defaultBid: numberOfMicros(defaultBidMicros) }),
    ...(dailyBudgetMicros === undefined
      ? {}
      : { budget: { budget: numberOfMicros(dailyBudgetMicros), budgetType: 'DAILY' } }),
    ...(startOn === undefined ? {} : { startDate: startOn }),
    ...(endOn === undefined ? {} : { endDate: endOn }),
  }
}

const usage = z
  .object({
    success: listOf(
      z.object({
        campaignId: idText,
        budget: maybe(micros),
        budgetUsagePercent: maybe(real),
        usageUpdatedTimestamp: maybe(instant),
      }),
    ),
    error: listOf(
      z.object({ campaignId: maybe(idText), code: maybe(z.string()), details: maybe(z.string()) }),
    ),
  })
  .transform(({ success, error }) => ({
    usages: success.map((one) => ({
      campaignId: one.campaignId,
      /** May exceed the configured budget: rules and Amazon's daily averaging add to it. */
      budgetMicros: one.budget,
      usedRatio: one.budgetUsagePercent === null ? null : one.budgetUsagePercent / 100,
      updatedAt: one.usageUpdatedTimestamp,
    })),
    failures: error,
  }))

export type BudgetUsage = z.output<typeof usage>

/** How much of today's budget up to 100 campaigns have used. */
export function getBudgetUsage(door: Door, campaignIds: readonly string[]): Promise<Answer<BudgetUsage>> {
  return send(door, 'sponsoredProducts.campaignBudgetUsage', { body: { campaignIds } }, usage)
}

export type BidExpression = {
  readonly type:
    | 'CLOSE_MATCH'
    | 'LOOSE_MATCH'
    | 'SUBSTITUTES'
    | 'COMPLEMENTS'
    | 'KEYWORD_EXACT_MATCH'
    | 'KEYWORD_PHRASE_MATCH'
    | 'KEYWORD_BROAD_MATCH'
    | 'PAT_ASIN'
    | 'PAT_CATEGORY'
  readonly value?: string
}

const expression = z.object({ type: z.string(), value: maybe(z.string()) })
const analysis = listOf(
  z
    .object({
      bid: micros,
      type: z.string(),
      impactMetrics: z.object({
        estimatedImpressionLower: real,
        estimatedImpressionAvg: real,
        estimatedImpressionUpper: real,
      }),
    })
    .transform(({ bid, type, impactMetrics }) => ({
      bidMicros: bid,
      type,
      impressionsLower: impactMetrics.estimatedImpressionLower,
      impressions: impactMetrics.estimatedImpressionAvg,
      impressionsUpper: impactMetrics.estimatedImpressionUpper,
    })),
)

const recommendations = z
  .object({
    bidRecommendations: z.array(
      z.object({
        /** CONVERSION_OPPORTUNITIES, or a season. */
        theme: z.string(),
        bidRecommendationsForTargetingExpressions: listOf(
          z
            .object({
              targetingExpression: expression,
              bidValues: z.array(z.object({ suggestedBid: micros })),
            })
            .transform(({ targetingExpression, bidValues }) => ({
              expression: targetingExpression,
              /** Low, middle, high. */
              bidsMicros: bidValues.map((one) => one.suggestedBid),
            })),
        ),
        bidAnalysesForTargetingExpressions: listOf(
          z.object({
            targetingExpression: expression,
            bidAnalyses: z.object({
              ALL: analysis,
              PLACEMENT_TOP: analysis,
              PLACEMENT_REST_OF_SEARCH: analysis,
              PLACEMENT_PRODUCT_PAGE: analysis,
            }),
          }),
        ),
      }),
    ),
  })
  .transform(({ bidRecommendations }) => bidRecommendations)

export type BidRecommendation = z.output<typeof recommendations>[number]

/** What won lately for up to 100 targets, with Amazon's estimate of impressions by bid and placement. */
export function getBidRecommendations(
  door: Door,
  ask: { campaignId: string; adGroupId: string; expressions: readonly BidExpression[] },
): Promise<Answer<BidRecommendation[]>> {
  const body = {
    recommendationType: 'BIDS_FOR_EXISTING_AD_GROUP',
    campaignId: ask.campaignId,
    adGroupId: ask.adGroupId,
    targetingExpressions: ask.expressions,
    includeAnalysis: true,
  }
  return send(door, 'sponsoredProducts.bidRecommendations', { body }, recommendations)
}
