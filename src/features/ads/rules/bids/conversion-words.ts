// What a keyword or search term says: its sort, its text in one spelling, and its words.

export type TextSort = 'auto' | 'asin' | 'category' | 'words'

export type TextWords = { kind: TextSort; text: string; words: readonly string[] }

const asin = /\b(b0[0-9a-z]{8}|\d{9}[\dx])\b/
/** Amazon's names of automatic targeting; older exports write '*'. */
const automatic = /^(\*|close-match|loose-match|substitutes|complements|)$/
/** Writing without spaces: pairs of letters stand for words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u
const MOST_WORDS = 12

/** An ASIN and an automatic clause have no words; the clause has no text of its own either. */
export function wordsOf(raw: string): TextWords {
  const text = raw.normalize('NFKC').toLowerCase().trim()
  if (automatic.test(text)) return { kind: 'auto', text: text === '*' ? '' : text, words: [] }
  if (asin.test(text)) return { kind: 'asin', text: asin.exec(text)![1]!, words: [] }
  const kind = /^(category|keyword-group|brand|price)\b.*=/.test(text) ? 'category' : 'words'
  const words = new Set<string>()
  for (const run of text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    if (words.size >= MOST_WORDS) break
    if (run.length > 2 && unspaced.test(run))
      for (let i = 0; i + 2 <= run.length; i += 1) words.add(run.slice(i, i + 2))
    else words.add(run)
  }
  const found = [...words].toSorted()
  return { kind, text: found.length === 0 ? text : found.join(' '), words: found }
}
