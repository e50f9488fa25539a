// What Amazon takes as a keyword. advertising.amazon.com/API/docs/en-us/guides/sponsored-products (2026-11)

const MOST_CHARACTERS = 80
const MOST_WORDS = 10
const MOST_WORDS_NEGATIVE_PHRASE = 4
const FORBIDDEN = /[!@#%^*()=~`{}[\]|\\<>?;:]/

/** Lower case and single spaces: what Amazon compares keywords by. */
export const normalTerm = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** Why a text is no keyword: term_empty, term_too_long, term_too_many_words, term_characters; null when it is one. */
export function termProblem(text: string, matchType: string): string | null {
  const term = normalTerm(text)
  if (term === '') return 'term_empty'
  if (term.length > MOST_CHARACTERS) return 'term_too_long'
  const most = matchType === 'NEGATIVE_PHRASE' ? MOST_WORDS_NEGATIVE_PHRASE : MOST_WORDS
  if (term.split(' ').length > most) return 'term_too_many_words'
  return FORBIDDEN.test(term) ? 'term_characters' : null
}

export const isAsin = (text: string): boolean => /^[A-Z0-9]{10}$/.test(text)
