import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { decimalText } from '#kernel/money.ts'
import { decimal } from '#platform/endpoint.ts'
import { archiveEntities, createEntities } from '#amazon/ads/sponsored-products.ts'
import type { ChangeDoor, ChangeKind, Reading, Written } from '#features/changes/public/kind.ts'
import type { Item } from '#features/changes/rules/item.ts'
import { isAsin, normalTerm, termProblem } from '../rules/terms.ts'
import { below, byIds, told, writtenOf } from './calls.ts'
import { amount, outside } from './campaign.ts'
import { expressionText } from './target.ts'

// What comes new into an ad group or a campaign (keywords, targets and their negatives), and how a negative goes. A new object is known
// by what Amazon itself knows it by: its parent, its text and its match type.

const id = z.string().regex(/^\d{1,30}$/)
const CALL_ITEMS = 1000

type Negative =
  | 'negativeKeywords'
  | 'campaignNegativeKeywords'
  | 'negativeTargets'
  | 'campaignNegativeTargets'

/** One shape for what all of these are. */
type Term = {
  readonly id: string
  readonly campaignId: string
  readonly adGroupId: string | null
  /** Normalised keyword, or an ASIN. */
  readonly term: string
  readonly matchType: string
  readonly state: string
  readonly bid: string | null
}

type Raw = {
  readonly state: string
  readonly campaignId: string
  readonly adGroupId?: string
  readonly keywordId?: string
  readonly targetId?: string
  readonly keywordText?: string
  readonly matchType?: string
  readonly bidMicros?: bigint | null
  readonly expression?: readonly { type: string; value: string | null }[]
}

function termOf(one: Raw): Term {
  const asin = one.expression?.length === 1 && one.expression[0]!.type === 'ASIN_SAME_AS'
  return {
    id: one.keywordId ?? one.targetId ?? '',
    campaignId: one.campaignId,
    adGroupId: one.adGroupId ?? null,
    term:
      one.keywordText !== undefined
        ? normalTerm(one.keywordText)
        : asin
          ? (one.expression![0]!.value ?? '').toUpperCase()
          : expressionText(one.expression ?? []),
    matchType: one.matchType ?? 'ASIN',
    state: one.state,
    bid: one.bidMicros === undefined || one.bidMicros === null ? null : decimalText(one.bidMicros),
  }
}

const parentOf = (one: { campaignId: string; adGroupId?: string | null }): string =>
  one.adGroupId ?? one.campaignId

/** parent · match type · term: no two living objects of one entity share it. */
const keyOf = (parent: string, matchType: string, term: string): string => `${parent}·${matchType}·${term}`

async function living(
  door: ChangeDoor,
  entity: Negative | 'keywords' | 'targets',
  keys: readonly string[],
): Promise<Term[]> {
  const parents = keys.map((key) => key.slice(0, key.indexOf('·')))
  const scope = entity.startsWith('campaign') ? 'campaignIds' : 'adGroupIds'
  const all: readonly Raw[] = (await below(door, entity, scope, parents)) as readonly Raw[]
  return all.map(termOf)
}

async function readNew(
  door: ChangeDoor,
  items: readonly { entity: string; objectId: string }[],
  valueOf: (term: Term) => Json,
): Promise<Map<string, Reading>> {
  const entity = (items[0]?.entity ?? 'keywords') as Negative | 'keywords' | 'targets'
  const keys = items.map((one) => one.objectId)
  const terms = await living(door, entity, keys)
  const byKey = new Map(terms.map((one) => [keyOf(parentOf(one), one.matchType, one.term), one]))
  return new Map(
    keys.map((key): [string, Reading] => {
      const found = byKey.get(key)
      return [
        key,
        {
          present:
            found === undefined ? null : { value: valueOf(found), label: labelOf(found), archived: false },
          campaignId: found?.campaignId ?? null,
          adGroupId: found?.adGroupId ?? null,
          reported: null,
          extra: found?.id,
        },
      ]
    }),
  )
}

const labelOf = (one: { term: string; matchType: string }): string =>
  `${one.term} [${one.matchType.toLowerCase().replaceAll('_', ' ')}]`

type NegativeValue = { campaignId: string; adGroupId: string | null; term: string; matchType: string }
const negativeWish = z.object({
  campaignId: id,
  /** Null: for the whole campaign. */
  adGroupId: id.nullable(),
  term: z.string().min(1).max(200),
  matchType: z.enum(['NEGATIVE_EXACT', 'NEGATIVE_PHRASE', 'ASIN']),
})

function negativeEntity(wish: { adGroupId: string | null; matchType: string }): Negative {
  if (wish.matchType === 'ASIN')
    return wish.adGroupId === null ? 'campaignNegativeTargets' : 'negativeTargets'
  return wish.adGroupId === null ? 'campaignNegativeKeywords' : 'negativeKeywords'
}

const cleanTerm = (wish: { term: string; matchType: string }): string =>
  wish.matchType === 'ASIN' ? wish.term.trim().toUpperCase() : normalTerm(wish.term)

const problemOf = (value: { term: string; matchType: string }): string | null =>
  value.matchType === 'ASIN'
    ? isAsin(value.term)
      ? null
      : 'asin_malformed'
    : termProblem(value.term, value.matchType)

export const negativeKind: ChangeKind = {
  name: 'sp.negative',
  module: 'targeting',
  highRisk: false,
  callItems: CALL_ITEMS,
  wish: negativeWish,
  target(wish) {
    const wanted = wish as z.output<typeof negativeWish>
    return {
      entity: negativeEntity(wanted),
      objectId: keyOf(parentOf(wanted), wanted.matchType, cleanTerm(wanted)),
    }
  },
  aim(wish) {
    const { campaignId, adGroupId, matchType, ...rest } = wish as z.output<typeof negativeWish>
    return { campaignId, adGroupId, matchType, term: cleanTerm({ matchType, ...rest }) }
  },
  size: () => ({ ratio: null, points: null }),
  check: ({ to }) => problemOf(to as NegativeValue),
  read: (door, items) =>
    readNew(door, items, ({ campaignId, adGroupId, term, matchType }) => ({
      campaignId,
      adGroupId,
      matchType,
      term,
    })),
  write: (door, items) =>
    createNegatives(
      door,
      items.map(({ item }) => item),
    ),
  undo: (item, madeId) =>
    madeId === null ? null : { kind: 'sp.archive', wish: { entity: item.entity, id: madeId } },
}

async function createNegatives(door: ChangeDoor, items: readonly Item[]): Promise<Written[]> {
  const entity = items[0]!.entity as Negative
  const state = 'ENABLED' as const
  const drafts = items.map((item) => {
    const { campaignId, adGroupId, term, matchType } = item.to as NegativeValue
    return {
      state,
      campaignId,
      ...(adGroupId === null ? {} : { adGroupId }),
      ...(matchType === 'ASIN'
        ? { expression: [{ type: 'ASIN_SAME_AS' as const, value: term }] }
        : { keywordText: term, matchType }),
    }
  })
  const { value } = await told(() => createEntities(door, entity, drafts as never))
  return value.map(writtenOf)
}

type KeywordValue = {
  campaignId: string
  adGroupId: string
  term: string
  matchType: string
  bid: string | null
}
const keywordWish = z.object({
  campaignId: id,
  adGroupId: id,
  term: z.string().min(1).max(200),
  matchType: z.enum(['EXACT', 'PHRASE', 'BROAD', 'ASIN']),
  bid: decimal.nullable(),
})

/** A new keyword, or a new product target (match type ASIN). */
export const keywordKind: ChangeKind = {
  name: 'sp.keyword',
  module: 'targeting',
  highRisk: false,
  callItems: CALL_ITEMS,
  wish: keywordWish,
  target(wish) {
    const wanted = wish as z.output<typeof keywordWish>
    return {
      entity: wanted.matchType === 'ASIN' ? 'targets' : 'keywords',
      objectId: keyOf(wanted.adGroupId, wanted.matchType, cleanTerm(wanted)),
    }
  },
  aim(wish) {
    const { bid, ...rest } = wish as z.output<typeof keywordWish>
    const { campaignId, adGroupId, matchType } = rest
    return {
      campaignId,
      adGroupId,
      matchType,
      term: cleanTerm(rest),
      bid: bid === null ? null : decimalText(amount(bid)),
    }
  },
  size: () => ({ ratio: null, points: null }),
  check({ to }, { marketplace }) {
    const { bid, ...term } = to as KeywordValue
    return problemOf(term) ?? (bid !== null && outside('bid', marketplace, bid) ? 'bid_out_of_range' : null)
  },
  read: (door, items) =>
    readNew(door, items, ({ campaignId, adGroupId, term, matchType, bid }) => ({
      campaignId,
      adGroupId,
      matchType,
      term,
      bid,
    })),
  async write(door, items) {
    const isTarget = items[0]!.item.entity === 'targets'
    const drafts = items.map(({ item }) => {
      const { campaignId, adGroupId, term, matchType, bid } = item.to as KeywordValue
      return {
        state: 'ENABLED' as const,
        campaignId,
        adGroupId,
        ...(bid === null ? {} : { bidMicros: amount(bid) }),
        ...(isTarget
          ? {
              expressionType: 'MANUAL' as const,
              expression: [{ type: 'ASIN_SAME_AS' as const, value: term }],
            }
          : { keywordText: term, matchType }),
      }
    })
    const outcomes = await told(async () =>
      isTarget
        ? (await createEntities(door, 'targets', drafts as never)).value
        : (await createEntities(door, 'keywords', drafts as never)).value,
    )
    return outcomes.map((one) => writtenOf(one))
  },
  // Switched off rather than archived: what it has done stays with it.
  undo: (item, madeId) =>
    madeId === null ? null : { kind: 'sp.state', wish: { entity: item.entity, id: madeId, state: 'PAUSED' } },
}

const negatives = [
  'negativeKeywords',
  'campaignNegativeKeywords',
  'negativeTargets',
  'campaignNegativeTargets',
] as const
type ArchiveValue = NegativeValue & { state: string }
const archiveWish = z.object({ entity: z.enum(negatives), id })

/** A negative is taken away for good: Amazon knows no way back but a new one. */
export const archiveKind: ChangeKind = {
  name: 'sp.archive',
  module: 'targeting',
  highRisk: false,
  callItems: CALL_ITEMS,
  wish: archiveWish,
  target(wish) {
    const { entity, id: objectId } = wish as z.output<typeof archiveWish>
    return { entity, objectId }
  },
  aim: (_wish, present) => ({ ...(present as ArchiveValue), state: 'ARCHIVED' }),
  size: () => ({ ratio: null, points: null }),
  check: () => null,
  async read(door, items) {
    const entity = (items[0]?.entity ?? 'negativeKeywords') as Negative
    const found = (await byIds(
      door,
      entity,
      items.map((one) => one.objectId),
    )) as readonly Raw[]
    return new Map(
      found.map(termOf).map((one): [string, Reading] => [
        one.id,
        {
          present: {
            value: {
              campaignId: one.campaignId,
              adGroupId: one.adGroupId,
              matchType: one.matchType,
              term: one.term,
              state: one.state,
            },
            label: labelOf(one),
            archived: one.state === 'ARCHIVED',
          },
          campaignId: one.campaignId,
          adGroupId: one.adGroupId,
          reported: null,
        },
      ]),
    )
  },
  async write(door, items) {
    const { value } = await told(() =>
      archiveEntities(
        door,
        items[0]!.item.entity as Negative,
        items.map(({ item }) => item.objectId),
      ),
    )
    return value.map(writtenOf)
  },
  undo(_item, _made, value) {
    if (value === null) return null
    const { state: _, ...wish } = value as ArchiveValue
    return { kind: 'sp.negative', wish }
  },
}
