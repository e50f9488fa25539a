import { decimalText } from '#kernel/money.ts'
import { type BidRecommendation, getBidRecommendations } from '#amazon/ads/sponsored-products.ts'
import { AmazonError } from '#amazon/errors.ts'
import type { Door } from '#amazon/transport.ts'
import {
  type BidQuestion,
  keywordQuestion,
  questionKey,
  sheetExpression,
  targetQuestion,
} from '#features/facts/rules/sync/expressions.ts'
import { listAll } from './list-all.ts'

// Amazon's suggested bids for what can serve, one line a target and theme. Each ad group takes a call for every hundred targets.

/** Targets of one call. */
const BATCH = 100

type Asked = {
  readonly entityId: string
  readonly campaignId: string
  readonly adGroupId: string
  /** In the sheet's words, so that both meet in the same key. */
  readonly text: string
  readonly matchType: string | null
  readonly question: BidQuestion
}

const running = ['ENABLED'] as const

/** Enabled keywords and targets of enabled ad groups of enabled campaigns that Amazon suggests bids for. */
async function whatServes(door: Door): Promise<Asked[]> {
  const campaigns = new Set((await listAll(door, 'campaigns', running)).map((one) => one.campaignId))
  const groups = new Set(
    (await listAll(door, 'adGroups', running))
      .filter((one) => campaigns.has(one.campaignId))
      .map((one) => one.adGroupId),
  )
  const keywords = (await listAll(door, 'keywords', running)).map((one) => ({
    ...one,
    entityId: one.keywordId,
    text: one.keywordText,
    matchType: one.matchType.toLowerCase(),
    question: keywordQuestion(one.keywordText, one.matchType),
  }))
  const targets = (await listAll(door, 'targets', running)).map((one) => ({
    ...one,
    entityId: one.targetId,
    text: sheetExpression(one.expression),
    matchType: null,
    question: targetQuestion(one.expression),
  }))
  return [...keywords, ...targets].flatMap(({ question, ...one }) =>
    question === null || !groups.has(one.adGroupId) ? [] : [{ ...one, question }],
  )
}

/** Asks for all of them. Answers a JSON document; an ad group that Amazon refuses is left out, unless it refuses all. */
export async function collectBidRecommendations(door: Door): Promise<Buffer> {
  const lines: Record<string, string | null>[] = []
  let refused: AmazonError | null = null
  let answered = 0
  for (const own of Map.groupBy(await whatServes(door), (one) => one.adGroupId).values()) {
    for (let from = 0; from < own.length; from += BATCH) {
      const asked = own.slice(from, from + BATCH)
      try {
        lines.push(...linesOf(asked, await ask(door, asked)))
        answered += 1
      } catch (error) {
        if (!isOfOneGroup(error)) throw error
        refused = error
      }
    }
  }
  if (answered === 0 && refused !== null) throw refused
  return Buffer.from(JSON.stringify(lines), 'utf8')
}

/** A group that was archived a moment ago, or a kind of campaign that Amazon suggests nothing for. */
const isOfOneGroup = (error: unknown): error is AmazonError =>
  error instanceof AmazonError && [400, 404, 422].includes(error.failure.status ?? 0)

async function ask(door: Door, asked: readonly Asked[]): Promise<BidRecommendation[]> {
  const { campaignId, adGroupId } = asked[0]!
  // An ad group may hold one keyword twice; it is one question.
  const expressions = [...new Map(asked.map(({ question }) => [questionKey(question), question])).values()]
  return (await getBidRecommendations(door, { campaignId, adGroupId, expressions })).value
}

/** Answers name the expression, not the place in the question; without three bids there is nothing to keep. */
function linesOf(asked: readonly Asked[], answer: readonly BidRecommendation[]) {
  const byKey = Map.groupBy(asked, (one) => questionKey(one.question))
  return answer.flatMap(({ theme, bidRecommendationsForTargetingExpressions: found }) =>
    found.flatMap(({ expression, bidsMicros }) => {
      const [low, middle, high] = bidsMicros.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      if (low === undefined || middle === undefined || high === undefined) return []
      return (byKey.get(questionKey(expression)) ?? []).map((one) => ({
        'Campaign ID': one.campaignId,
        'Ad Group ID': one.adGroupId,
        'Target ID': one.entityId,
        Targeting: one.text,
        'Match Type': one.matchType,
        Theme: theme,
        'Suggested bid (low)': decimalText(low),
        'Suggested bid (median)': decimalText(middle),
        'Suggested bid (high)': decimalText(high),
      }))
    }),
  )
}
