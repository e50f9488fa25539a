// Search terms as words. Shoppers write in the marketplace's language; Japanese and Chinese put no spaces between words.

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string): Intl.Segmenter {
  let found = segmenters.get(language)
  if (found === undefined)
    segmenters.set(language, (found = new Intl.Segmenter(language, { granularity: 'word' })))
  return found
}

const spaceless = /^(ja|zh|th)\b/

/** The words of a text in lower case, full-width letters as plain ones; punctuation is left out. `language`: a BCP 47 tag. */
export function wordsOf(text: string, language: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const words: string[] = []
  for (const { segment, isWordLike } of segmenterOf(language).segment(plain))
    if (isWordLike === true) words.push(segment)
  return words
}

/** Words joined the way shoppers write them. */
export const joined = (words: readonly string[], language: string): string =>
  words.join(
    spaceless.test(language) && words.every((word) => !/^[\p{Script=Latin}\p{N}]/u.test(word)) ? '' : ' ',
  )

const stops: ReadonlySet<string> = new Set(
  (
    'a an and at by for from in of on or per the to with s und für mit der die das dem den von zu im ein eine ' +
    'de la le les et pour en un une du des sans avec el los las y para con sin di da e il per i gli la lo ' +
    'の に は を が で と も か へ'
  ).split(' '),
)

/** Words without a meaning of their own. */
export const isStop = (word: string): boolean => stops.has(word)

/** Every run of one to three words, each once; runs that begin or end with a word without meaning are left out. */
export function gramsOf(words: readonly string[], most = 3): string[][] {
  const seen = new Set<string>()
  const grams: string[][] = []
  for (let size = 1; size <= most; size += 1)
    for (let from = 0; from + size <= words.length; from += 1) {
      const gram = words.slice(from, from + size)
      const key = gram.join(' ')
      if (isStop(gram[0]!) || isStop(gram.at(-1)!) || seen.has(key)) continue
      if (size === 1 && key.length < 2 && /^[\p{Script=Latin}\p{N}]$/u.test(key)) continue
      seen.add(key)
      grams.push(gram)
    }
  return grams
}

/** Whether a phrase stands in a term as it is: what a negative phrase blocks. */
export function holds(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0 || phrase.length > words.length) return false
  for (let from = 0; from + phrase.length <= words.length; from += 1)
    if (phrase.every((word, index) => words[from + index] === word)) return true
  return false
}

/** A word without its plural: enough to see that two terms mean the same thing, and no more. */
export function stemOf(word: string): string {
  if (word.length < 4) return word
  if (word.endsWith('ss')) return word
  return word.replace(/ies$/, 'y').replace(/(?:en|es|e|s|n)$/, '')
}

/** Stems of the words that mean something, sorted, each once. */
export const stemsOf = (words: readonly string[]): string[] =>
  [...new Set(words.filter((word) => !isStop(word)).map(stemOf))].toSorted()
