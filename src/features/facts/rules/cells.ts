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
  return isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1))
    ? text.replace(/^[\s\u200b-\u200f\ufeff]+|[\s\u200b-\u200f\ufeff]+$/g, '')
    : text
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 0xa0 || (code >= 0x1680 && code <= 0x3000) || code === 0xfeff
}

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
