// Words: how keywords meet queries, and how much of a query a page answers.

import type { Language } from './world.ts'
import type { MatchType } from './world-ads.ts'

const fillers = new Set([
  'for',
  'with',
  'and',
  'the',
  'a',
  'of',
  'in',
  'to',
  'für',
  'mit',
  'und',
  'der',
  'die',
  'das',
])

const stem = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

/** Lower case, split at spaces and punctuation, plural s taken off, small words dropped. */
export function tokensOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,.;:!?|/()【】、・,\-–]+/u)
    .filter((w) => w !== '' && !fillers.has(w))
    .map(stem)
}

/** How far a keyword reaches a query: 1 full, 0 not at all, between: broad match of a related query. */
export function keywordReach(keyword: readonly string[], match: MatchType, query: readonly string[]): number {
  if (keyword.length === 0) return 0
  if (match === 'exact')
    return keyword.length === query.length && keyword.every((word, i) => query[i] === word) ? 1 : 0
  if (match === 'phrase') {
    for (let i = 0; i + keyword.length <= query.length; i++)
      if (keyword.every((word, j) => query[i + j] === word)) return 1
    return 0
  }
  const shared = keyword.filter((word) => query.includes(word)).length
  if (shared === keyword.length) return 1
  return shared * 2 >= keyword.length && shared > 0 ? 0.3 : 0
}

/** A negative keyword blocks the query. */
export const isBlocked = (
  negative: readonly string[],
  match: 'phrase' | 'exact',
  query: readonly string[],
): boolean => keywordReach(negative, match, query) === 1

/** Share of the query's words found on a page, 0..1. Japanese pages are searched as text: they do not use spaces. */
export function coverage(query: readonly string[], page: ReadonlySet<string>, language: Language): number {
  if (query.length === 0) return 0
  let hits = 0
  for (const word of query) {
    if (page.has(word)) hits++
    else if (language !== 'en')
      for (const other of page)
        if (other.includes(word) || (word.length > 5 && word.includes(other) && other.length > 4)) {
          hits++
          break
        }
  }
  return hits / query.length
}
