import { z } from 'zod'
import { idText, listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

export type HistoryEntity =
  | 'CAMPAIGN'
  | 'AD_GROUP'
  | 'AD'
  | 'KEYWORD'
  | 'NEGATIVE_KEYWORD'
  | 'PRODUCT_TARGETING'

const page = z
  .object({
    events: listOf(
      z.object({
        entityType: z.string(),
        entityId: idText,
        /** BID_AMOUNT, BUDGET_AMOUNT, STATUS, IN_BUDGET, PLACEMENT_GROUP … */
        changeType: z.string(),
        previousValue: maybe(z.union([z.string(), z.number()]).transform(String)),
        newValue: maybe(z.union([z.string(), z.number()]).transform(String)),
        timestamp: z.number().transform((ms) => new Date(ms)),
        metadata: maybe(
          z.object({
            campaignId: maybe(idText),
            adGroupId: maybe(idText),
            keyword: maybe(z.string()),
            keywordType: maybe(z.string()),
            negativeTargetingType: maybe(z.string()),
            placementGroupPosition: maybe(z.string()),
            predefinedTarget: maybe(z.string()),
            targetingExpression: maybe(z.string()),
          }),
        ),
      }),
    ),
    nextToken: maybe(z.string()),
    totalResults: maybe(z.number()),
  })
  .transform(({ events, nextToken, totalResults }) => ({
    events: events.map(({ timestamp, ...rest }) => ({ ...rest, at: timestamp })),
    nextToken,
    totalResults,
  }))

export type HistoryPage = z.output<typeof page>
export type HistoryEvent = HistoryPage['events'][number]

/**
 * What was changed in the whole profile, oldest first, 90 days back, 200 a page; Amazon's own changes of budget state are among it.
 * It does not say who: whatever is not in our own log was somebody else.
 */
export function getHistory(
  door: Door,
  ask: { from: Date; to: Date; entities: readonly HistoryEntity[]; nextToken?: string },
): Promise<Answer<HistoryPage>> {
  const everywhere = { parents: [{ useProfileIdAdvertiser: true }] }
  const body = {
    fromDate: ask.from.getTime(),
    toDate: ask.to.getTime(),
    eventTypes: Object.fromEntries(ask.entities.map((entity) => [entity, everywhere])),
    count: 200,
    sort: { key: 'DATE', direction: 'ASC' },
    nextToken: ask.nextToken,
  }
  return send(door, 'history.getHistory', { body }, page)
}
