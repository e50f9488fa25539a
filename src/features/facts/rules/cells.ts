/** A cell as a reader hands it on: text, or a number where the format has numbers (workbooks, JSON). Empty is ''. */
export type Cell = string | number

/** Trimmed text with the wrappers spreadsheets add: ="123" and a leading apostrophe. */
export function cellText(cell: Cell | null | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toFixed(0) : String(cell)
  const text = trimmed(cell)
  if (text.length > 2 && text.charCodeAt(0) === 61 && text.charCodeAt(1) === 34 && text.endsWith('"'))
    return text.slice(2, -1).trim()
  return text
}

function trimmed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return from === 0 && to === text.length ? text : text.slice(from, to)
}

/** White space of all scripts, and the marks that show nothing. */
function isBlank(code: number): boolean {
  if (code <= 32 || code === 0xa0 || code === 0xfeff) return true
  return code >= 0x1680 && (code === 0x1680 || (code >= 0x2000 && code <= 0x200f) || BLANKS.has(code))
}

const BLANKS = new Set([0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000])

/**
 * The form in which headers are compared: compatibility forms unified (full-width brackets), lower case, Latin accents off,
 * everything but letters and digits one blank. "7 Day Total Sales " → "7 day total sales"; "（子）ASIN" → "子 asin".
 */
export function headerKey(header: Cell): string {
  return cellText(header)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
