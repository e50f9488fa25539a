// Where an ad of Sponsored Brands was met and what had been typed: a target's impressions and clicks by placement and search term. Dice of
// their own, so that how often and at what price an ad is met does not change with it.

import { unit } from './random.ts'
import { modifiers } from './sellers/modifiers.ts'
import { neighbours } from './sellers/neighbours.ts'
import type { FamilyState } from './state.ts'
import type { BrandExpression, BrandPlacement } from './world-brand-ads.ts'
import type { Language } from './world.ts'

export type Meeting = {
  readonly placement: BrandPlacement
  /** '*' on product pages, where nothing was typed. */
  readonly searchTerm: string
  /** Shares of the target's impressions and clicks. */
  readonly shown: number
  readonly clicked: number
  /** How well what was typed fits what is sold, 0..1. */
  readonly fit: number
}

const placements: readonly (readonly [BrandPlacement, shown: number, clicked: number])[] = [
  ['top', 0.56, 0.71],
  ['rest', 0.27, 0.19],
  ['product_pages', 0.17, 0.1],
]

/** Share of a keyword's searches that are its own words; the others add something, or mean something else. */
const OWN_WORDS = { exact: 1, phrase: 0.55, broad: 0.42 } as const
/** Of a broad keyword's searches, those that only share words with it. */
const ASTRAY = 0.16

type Typed = { text: string; share: number; fit: number }

function typedFor(
  expression: BrandExpression,
  families: readonly FamilyState[],
  language: Language,
): readonly Typed[] {
  if (expression.kind !== 'keyword') return [{ text: '*', share: 1, fit: 1 }]
  const { text, match } = expression
  const own = OWN_WORDS[match]
  if (match === 'exact') return [{ text, share: own, fit: 1 }]
  const strays =
    match === 'broad' ? families.flatMap((one) => neighbours[one.spec.key]?.[language] ?? []) : []
  const astray = strays.length === 0 ? 0 : ASTRAY
  const added = modifiers[language]
  const total = added.reduce((sum, [, share]) => sum + share, 0)
  return [
    { text, share: own, fit: 1 },
    ...added.map(([pattern, share, fit]) => ({
      text: pattern.replace('%', text),
      share: ((1 - own - astray) * share) / total,
      fit,
    })),
    ...strays.map((stray) => ({ text: stray, share: astray / strays.length, fit: 0.03 })),
  ]
}

/** All meetings of a target; shares add up to one. */
export function meetingsOf(
  expression: BrandExpression,
  families: readonly FamilyState[],
  language: Language,
): readonly Meeting[] {
  const typed = typedFor(expression, families, language)
  return placements.flatMap(([placement, shown, clicked]): Meeting[] =>
    placement === 'product_pages'
      ? [{ placement, searchTerm: '*', shown, clicked, fit: 0.8 }]
      : typed.map(({ text, share, fit }) => ({
          placement,
          searchTerm: text,
          shown: shown * share,
          clicked: clicked * share,
          fit,
        })),
  )
}

function at<T>(all: readonly T[], u: number, weight: (one: T) => number): T {
  let rest = u * all.reduce((sum, one) => sum + weight(one), 0)
  return all.find((one) => (rest -= weight(one)) < 0) ?? all.at(-1)!
}

/** The meeting in which a click, or the sight that led to an order, happened. */
export const clickedAt = (meetings: readonly Meeting[], key: number): Meeting =>
  at(meetings, unit(key, 11), (one) => one.clicked)
export const seenAt = (meetings: readonly Meeting[], key: number): Meeting =>
  at(meetings, unit(key, 12), (one) => one.shown * one.fit)

/** One of a day's clicks, the better fitting the likelier: it is the one that led to the order. */
export const ledToOrder = <T extends { meeting: Meeting }>(clicks: readonly T[], u: number): T =>
  at(clicks, u, (one) => one.meeting.fit)

const GOLDEN = 0.6180339887498949

/** The meeting of a day's n-th impression: spread evenly, so that few impressions follow the shares as well as many. */
export function shownAt(meetings: readonly Meeting[], dayKey: number, n: number): Meeting {
  let rest = (unit(dayKey, 13) + n * GOLDEN) % 1
  return meetings.find((one) => (rest -= one.shown) < 0) ?? meetings.at(-1)!
}
