import { type HistoryEvent, getHistory } from '#amazon/ads/history.ts'
import type { ChangeDoor } from '#features/changes/public/kind.ts'
import type { Seen } from '#features/changes/rules/witness.ts'
import { told } from './calls.ts'

const fields: Readonly<Record<string, string>> = {
  BID_AMOUNT: 'bid',
  DEFAULT_BID_AMOUNT: 'bid',
  BUDGET_AMOUNT: 'dailyBudget',
  STATUS: 'state',
  SMART_BIDDING_STRATEGY: 'strategy',
  NAME: 'name',
  START_DATE: 'startDate',
  END_DATE: 'endDate',
  PORTFOLIO: 'portfolio',
  IN_BUDGET: 'inBudget',
}

const placements: Readonly<Record<string, string>> = { TOP_OF_SEARCH: 'top', DETAIL_PAGE: 'productPage' }

/** Negatives of both levels and of both sorts stand under one name in the history; which, only our own log knows. */
const entities: Readonly<Record<string, string>> = {
  CAMPAIGN: 'campaigns',
  AD_GROUP: 'adGroups',
  AD: 'productAds',
  KEYWORD: 'keywords',
  PRODUCT_TARGETING: 'targets',
  NEGATIVE_KEYWORD: 'negatives',
}

/** Amazon's record of changes of a profile, whoever made them, between two instants, 90 days back at most. */
export async function readHistory(door: ChangeDoor, from: Date, to: Date): Promise<Seen[]> {
  const seen: Seen[] = []
  let nextToken: string | undefined
  do {
    const ask = {
      from,
      to,
      entities: ['CAMPAIGN', 'AD_GROUP', 'AD', 'KEYWORD', 'NEGATIVE_KEYWORD', 'PRODUCT_TARGETING'] as const,
      ...(nextToken === undefined ? {} : { nextToken }),
    }
    const { value } = await told(() => getHistory(door, ask))
    seen.push(...value.events.map(seenOf))
    nextToken = value.nextToken ?? undefined
  } while (nextToken !== undefined)
  return seen
}

function seenOf(event: HistoryEvent): Seen {
  const position = event.metadata?.placementGroupPosition ?? ''
  const field =
    event.changeType === 'PLACEMENT_GROUP'
      ? (placements[position] ?? `placement:${position}`)
      : (fields[event.changeType] ?? event.changeType)
  return {
    key: [event.at.getTime(), event.entityType, event.entityId, field, event.newValue ?? ''].join('/'),
    at: event.at,
    entity: entities[event.entityType] ?? event.entityType,
    objectId: event.entityId,
    campaignId: event.metadata?.campaignId ?? (event.entityType === 'CAMPAIGN' ? event.entityId : null),
    field,
    from: event.previousValue,
    to: event.newValue,
    byAmazon: event.changeType === 'IN_BUDGET',
  }
}

/** How the history calls an entity of ours. */
export const historyEntity = (entity: string): string => (/[nN]egative/.test(entity) ? 'negatives' : entity)
