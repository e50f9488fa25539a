// The questions shoppers ask in one store's corner of the marketplace: head terms, their long tail, strays, and product pages.

import { asinOf } from './ids.ts'
import { hashText, normalOf } from './random.ts'
import { modifiers, rivalBrands, strays } from './sellers/modifiers.ts'
import { neighbours } from './sellers/neighbours.ts'
import type { FamilyState, QueryState } from './state.ts'
import type { Language } from './world.ts'
import { tokensOf } from './words.ts'

type Draft = {
  text: string
  kind: QueryState['kind']
  family: FamilyState | null
  relevance: number
  volume: number
  level: number
  pageOf: QueryState['pageOf']
}

function searchesOf(family: FamilyState, language: Language, shoppers: number, cpcMinor: number): Draft[] {
  const rows: Draft[] = []
  const tail = modifiers[language].reduce((sum, [, share]) => sum + share, 0)
  for (const [text, share, relevance] of family.spec.queries[language] ?? []) {
    const volume = shoppers * share
    const head = Math.log(cpcMinor) + (share > 0.3 ? 0.12 : 0)
    rows.push({
      text,
      kind: 'search',
      family,
      relevance,
      volume: volume / (1 + tail),
      level: head,
      pageOf: null,
    })
    for (const [pattern, part, fit] of modifiers[language]) {
      rows.push({
        text: pattern.replace('%', text),
        kind: 'search',
        family,
        relevance: relevance * fit,
        volume: (volume * part) / (1 + tail),
        level: Math.log(cpcMinor) + (fit < 0.35 ? -0.45 : -0.12),
        pageOf: null,
      })
    }
  }
  for (const text of neighbours[family.spec.key]?.[language] ?? [])
    rows.push({
      text,
      kind: 'search',
      family,
      relevance: 0.05,
      volume: shoppers * 0.55,
      level: Math.log(cpcMinor) - 0.85,
      pageOf: null,
    })
  return rows
}

/** Product pages of made-up rivals of a family, four each, and of the seller's own family. */
export const rivalAsins = (familyKey: string): { asin: string; brand: string }[] =>
  [0, 1, 2, 3].map((i) => {
    const brand = rivalBrands[(hashText(familyKey) + i * 3) % rivalBrands.length]!
    return { asin: asinOf(brand, `${familyKey}-${i}`), brand }
  })

function pagesOf(family: FamilyState, shoppers: number, cpcMinor: number): Draft[] {
  const rivals = rivalAsins(family.spec.key).map(({ asin }, i): Draft => ({
    text: asin.toLowerCase(),
    kind: 'page',
    family,
    relevance: 0.62 - 0.08 * i,
    volume: shoppers * (0.12 - 0.02 * i),
    level: Math.log(cpcMinor) + 0.05,
    pageOf: 'rival',
  }))
  const own = family.listings[0]
  if (own)
    rivals.push({
      text: own.page.asin.toLowerCase(),
      kind: 'page',
      family,
      relevance: 0.7,
      volume: shoppers * 0.03,
      level: Math.log(cpcMinor) - 0.15,
      pageOf: 'own',
    })
  return rivals
}

/** All queries of a store. `seed` gives each its own level of rivalry. */
export function buildQueries(
  families: readonly FamilyState[],
  language: Language,
  sizeFactor: number,
  cpcMinorPerUsd: number,
  seed: number,
): QueryState[] {
  const drafts = families.flatMap((family) => {
    const shoppers = family.spec.shoppers * sizeFactor
    const cpcMinor = family.spec.cpcUsd * cpcMinorPerUsd
    return [...searchesOf(family, language, shoppers, cpcMinor), ...pagesOf(family, shoppers, cpcMinor)]
  })
  for (const text of strays[language])
    drafts.push({
      text,
      kind: 'search',
      family: null,
      relevance: 0.02,
      volume: 420 * sizeFactor,
      level: Math.log(0.5 * cpcMinorPerUsd),
      pageOf: null,
    })
  return drafts.map((draft, index): QueryState => {
    const key = hashText(draft.text, seed)
    const query: QueryState = {
      index,
      key,
      kind: draft.kind,
      text: draft.text,
      tokens: draft.kind === 'search' ? tokensOf(draft.text) : [draft.text],
      family: draft.family,
      relevance: draft.relevance,
      intent: 0.02 + 1.03 * draft.relevance ** 1.3,
      volume: draft.volume * Math.exp(0.25 * normalOf(key, 1)),
      rivalLevel: draft.level + 0.18 * normalOf(key, 2),
      rivalSpread: 0.42,
      drift: 0,
      reaction: 0,
      rivalStrength: Math.exp(0.25 * normalOf(key, 3)),
      pageOf: draft.pageOf,
      organicShare: 0,
    }
    draft.family?.queries.push(query)
    return query
  })
}
