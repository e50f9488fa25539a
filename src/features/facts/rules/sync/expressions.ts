// A target's expression in Amazon's three vocabularies: the interface's predicates, the console's sheet, and the question for a bid.

export type Predicate = { readonly type: string; readonly value: string | null }

const words = (constant: string): string => constant.toLowerCase().replaceAll('_', '-')

const autoTargets: Readonly<Record<string, { sheet: string; bid: AutoBid }>> = {
  QUERY_HIGH_REL_MATCHES: { sheet: 'close-match', bid: 'CLOSE_MATCH' },
  QUERY_BROAD_REL_MATCHES: { sheet: 'loose-match', bid: 'LOOSE_MATCH' },
  ASIN_SUBSTITUTE_RELATED: { sheet: 'substitutes', bid: 'SUBSTITUTES' },
  ASIN_ACCESSORY_RELATED: { sheet: 'complements', bid: 'COMPLEMENTS' },
}
type AutoBid = 'CLOSE_MATCH' | 'LOOSE_MATCH' | 'SUBSTITUTES' | 'COMPLEMENTS'

/** As the console's sheet writes it: close-match, asin="B0…". */
export const sheetExpression = (predicates: readonly Predicate[]): string =>
  predicates
    .map(({ type, value }) => {
      const name = type === 'ASIN_SAME_AS' ? 'asin' : words(type)
      return value === null ? (autoTargets[type]?.sheet ?? name) : `${name}="${value}"`
    })
    .join(' ')

export type BidQuestion = {
  readonly type:
    | AutoBid
    | 'KEYWORD_EXACT_MATCH'
    | 'KEYWORD_PHRASE_MATCH'
    | 'KEYWORD_BROAD_MATCH'
    | 'PAT_ASIN'
    | 'PAT_CATEGORY'
  readonly value?: string
}

/** What Amazon is asked about a keyword; null for a match type that it suggests no bid for. */
export function keywordQuestion(text: string, matchType: string): BidQuestion | null {
  return matchType === 'EXACT' || matchType === 'PHRASE' || matchType === 'BROAD'
    ? { type: `KEYWORD_${matchType}_MATCH`, value: text }
    : null
}

/** What Amazon is asked about a product target; null for refined categories, which the question cannot say. */
export function targetQuestion(predicates: readonly Predicate[]): BidQuestion | null {
  const [only, ...others] = predicates
  if (only === undefined || others.length > 0) return null
  const { type, value } = only
  if (value === null) return autoTargets[type] === undefined ? null : { type: autoTargets[type].bid }
  if (type === 'ASIN_SAME_AS') return { type: 'PAT_ASIN', value }
  return type === 'ASIN_CATEGORY_SAME_AS' ? { type: 'PAT_CATEGORY', value } : null
}

/** Two questions with one key are one: Amazon compares keywords without case. */
export const questionKey = ({ type, value }: { type: string; value?: string | null }): string =>
  `${type}|${(value ?? '').toLowerCase()}`
