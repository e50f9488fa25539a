import { holds, wordsOf } from './tokens.ts'

// Whose name a shopper typed: the store's own, a competitor's, or nobody's.

export const termClasses = ['own', 'rival', 'product', 'generic'] as const
export type TermClass = (typeof termClasses)[number]

export type Brands = { readonly own: readonly string[]; readonly rival: readonly string[] }

export type Classes = {
  of(term: { term: string; isAsin: boolean }): TermClass
  /** The own brand word that a text holds; null when it holds none. */
  ownIn(words: readonly string[]): string | null
}

/** `product`: somebody else's product page; an own product's page counts as own. */
export function classesOf(brands: Brands, ownAsins: ReadonlySet<string>, language: string): Classes {
  const phrases = (list: readonly string[]) =>
    list.map((text) => ({ text, words: wordsOf(text, language) })).filter((one) => one.words.length > 0)
  const own = phrases(brands.own)
  const rival = phrases(brands.rival)
  const found = (list: typeof own, words: readonly string[]): string | null =>
    list.find((one) => holds(words, one.words) || holds(words, [one.words.join('')]))?.text ?? null
  const known = new Map<string, TermClass>()
  const judge = ({ term, isAsin }: { term: string; isAsin: boolean }): TermClass => {
    if (isAsin) return ownAsins.has(term) ? 'own' : 'product'
    const words = wordsOf(term, language)
    if (found(own, words) !== null) return 'own'
    return found(rival, words) === null ? 'generic' : 'rival'
  }
  return {
    ownIn: (words) => found(own, words),
    of(one) {
      let kind = known.get(one.term)
      if (kind === undefined) known.set(one.term, (kind = judge(one)))
      return kind
    },
  }
}

/** Letters that every listing of a brand begins with in most of its titles: what the titles say the brand is. */
const MOST_TITLES = 0.6

/**
 * The brand words to begin with: the word most listing titles begin with, else the store's name without its marketplace. A person
 * corrects them.
 */
export function suggestedBrands(
  titles: readonly string[],
  storeName: string,
  language: string,
): { own: string[]; from: 'titles' | 'store' } {
  const firsts = new Map<string, number>()
  for (const title of titles) {
    const [first] = wordsOf(title, language)
    if (first !== undefined) firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  const [best] = [...firsts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (
    best !== undefined &&
    titles.length >= 2 &&
    best[1] / titles.length >= MOST_TITLES &&
    best[0].length > 2
  )
    return { own: [best[0]], from: 'titles' }
  const name = wordsOf(storeName, language).filter(
    (word) => !/^(?:us|ca|mx|uk|de|fr|it|es|jp|eu|na|store|shop|official)$/.test(word),
  )
  return { own: name.length === 0 ? [] : [name.join(' ')], from: 'store' }
}

/** Brand words as they are kept: trimmed, single spaces, each once whatever its case. */
export function cleanBrands(words: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const word of words) {
    const plain = word.trim().replaceAll(/\s+/g, ' ')
    if (plain !== '' && !seen.has(plain.toLowerCase())) seen.set(plain.toLowerCase(), plain)
  }
  return [...seen.values()]
}
