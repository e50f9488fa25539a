import type { Micros } from '#kernel/money.ts'
import type { Cell } from './cells.ts'
import { cellText } from './cells.ts'

/** Which sign separates decimals: 1,234.56 (point) or 1.234,56 (comma). */
export type DecimalMark = 'point' | 'comma'

/** A number taken apart: sign, its body of digits and separators, and whether a percent sign stood by it. */
type Bare = { negative: boolean; body: string; percent: boolean }

const CURRENCY = String.raw`(?:USD|CAD|MXN|BRL|EUR|GBP|SEK|PLN|ZAR|EGP|TRY|SAR|AED|INR|SGD|AUD|JPY|CNY|RMB|(?:US|CA|AU|MX|NZ|SG|HK|NT|[ACRS])?\$|Rs\.?|[kK]r\.?|zł|zl|TL|R|\p{Sc}|円)`
const BEFORE = new RegExp(`^${CURRENCY}\\s*`, 'u')
const AFTER = new RegExp(`\\s*${CURRENCY}$`, 'u')
const MINUS = /^[-\u2212\u2013\ufe63\uff0d]\s*/
const MINUS_AFTER = /\s*[-\u2212]$/

/** No number is longer; longer text is not even looked at, for patterns grow slow on it. */
const LONGEST = 64

function bare(text: string): Bare | null {
  if (text.length > LONGEST) return null
  let body = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
  let negative = false
  if (body.startsWith('(') && body.endsWith(')')) {
    negative = true
    body = body.slice(1, -1).trim()
  }
  let percent = false
  for (let pass = 0; pass < 3; pass++) {
    if (MINUS.test(body)) {
      if (negative) return null
      negative = true
      body = body.replace(MINUS, '')
    } else if (body.startsWith('+')) body = body.slice(1)
    if (body.endsWith('%')) {
      percent = true
      body = body.slice(0, -1).trimEnd()
    }
    body = body.replace(BEFORE, '').replace(AFTER, '')
  }
  if (MINUS_AFTER.test(body)) {
    if (negative) return null
    negative = true
    body = body.replace(MINUS_AFTER, '')
  }
  return /^[\d.,'\u2019\s]*\d[\d.,'\u2019\s]*$/.test(body) ? { negative, body, percent } : null
}

/**
 * What one value says about its file's decimal mark; null when it says nothing (no separator, or one that could be either, as in
 * 1,234). In a column of whole numbers every separator groups, so `whole` values always speak.
 */
export function markOf(cell: Cell, whole = false): DecimalMark | null {
  if (typeof cell === 'number') return null
  const { body } = bare(cellText(cell)) ?? { body: '' }
  const comma = body.lastIndexOf(',')
  const point = body.lastIndexOf('.')
  if (comma < 0 && point < 0) return null
  if (comma >= 0 && point >= 0) return comma > point ? 'comma' : 'point'
  const mark = comma >= 0 ? ',' : '.'
  const groups = body.split(mark)
  const own = mark === ',' ? 'comma' : 'point'
  const other = mark === ',' ? 'point' : 'comma'
  if (groups.length > 2) return other
  if (!/^\d{3}$/.test(groups[1]!.trim()) || !/^[1-9]\d{0,2}$/.test(groups[0]!)) return own
  return whole ? other : null
}

/** Whether reading a value needs the file's decimal mark. */
export function isAmbiguous(cell: Cell): boolean {
  return (
    typeof cell === 'string' && /[.,]/.test(cell) && markOf(cell) === null && bare(cellText(cell)) !== null
  )
}

/** Plain digits with at most one point: "1.234,56 €" → "1234.56"; null when the text is no number under this mark. */
function plain(body: string, mark: DecimalMark): string | null {
  const [decimal, group] = mark === 'point' ? ['.', ','] : [',', '.']
  const parts = body.split(decimal)
  if (parts.length > 2) return null
  const [whole, fraction] = [parts[0]!, parts[1]]
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return null
  const joined = whole.replace(/['\u2019\s]/g, group)
  if (!/^\d*$/.test(joined)) {
    const groups = joined.split(group)
    if (groups.some((part) => !/^\d+$/.test(part))) return null
    const sizes = groups.slice(1).map((part) => part.length)
    const western = sizes.every((size) => size === 3) && groups[0]!.length <= 3
    const indian =
      sizes.at(-1) === 3 && sizes.slice(0, -1).every((size) => size === 2) && groups[0]!.length <= 2
    const japanese = sizes.every((size) => size === 4) && groups[0]!.length <= 4 && sizes.length > 1
    if (!western && !indian && !japanese) return null
  }
  const digits = joined.replaceAll(group, '')
  if (digits === '' && (fraction ?? '') === '') return null
  return fraction === undefined || fraction === '' ? digits : `${digits === '' ? '0' : digits}.${fraction}`
}

const PLAIN = /^-?\d{1,9}(?:\.\d{1,6})?$/

/** Exact micros of a money cell, rounded half away from zero beyond six decimals; null when it is no number. */
export function microsOf(cell: Cell, mark: DecimalMark): Micros | null {
  if (typeof cell === 'number') return microsOfNumber(cell)
  if (mark === 'point' && PLAIN.test(cell)) return BigInt(Math.round(Number(cell) * 1e6))
  const found = bare(cellText(cell))
  const text = found === null ? null : plain(found.body, mark)
  if (found === null || text === null || found.percent) return null
  const [whole, fraction = ''] = text.split('.') as [string, string?]
  const kept = fraction.slice(0, 6).padEnd(6, '0')
  let micros = BigInt(whole) * 1_000_000n + BigInt(kept)
  if (fraction.charCodeAt(6) >= 53) micros += 1n
  return found.negative ? -micros : micros
}

/** Numbers of workbooks and JSON are doubles that stand for a short decimal; rounding at six places restores it. */
function microsOfNumber(value: number): Micros | null {
  if (!Number.isFinite(value)) return null
  if (Math.abs(value) < 1e9) return BigInt(Math.round(value * 1e6))
  return BigInt(Math.trunc(value)) * 1_000_000n + BigInt(Math.round((value - Math.trunc(value)) * 1e6))
}

/** A plain number; null when it is none. A percent sign is dropped, not applied: see ratioOf. */
export function numberOf(cell: Cell, mark: DecimalMark): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (mark === 'point' && PLAIN.test(cell)) return Number(cell)
  const found = bare(cellText(cell))
  const text = found === null ? null : plain(found.body, mark)
  if (found === null || text === null) return null
  return found.negative ? -Number(text) : Number(text)
}

/** Separators before every three digits: in a whole number they can only group, whatever the file's mark. */
const GROUPED = /^\d{1,3}(?:([.,\u00a0\u202f '])\d{3})(?:\1\d{3})*$/

/** A whole number such as units or clicks; "12.0" is 12, "12.5" is none. */
export function countOf(cell: Cell, mark: DecimalMark): number | null {
  if (typeof cell === 'string') {
    if (/^\d{1,15}$/.test(cell)) return Number(cell)
    if (GROUPED.test(cell)) return Number(cell.replace(/\D/g, ''))
  }
  const value = numberOf(cell, mark)
  return value !== null && Number.isSafeInteger(value) ? value : null
}

/** A ratio 0..1 from "99.91%" or, when `percent` says the column counts in hundreds, from 99.91. */
export function ratioFrom(cell: Cell, mark: DecimalMark, percent = false): number | null {
  const value = numberOf(cell, mark)
  if (value === null) return null
  const hundred = percent || (typeof cell === 'string' && /[%\uff05\ufe6a]/.test(cell))
  return hundred ? Number((value / 100).toPrecision(12)) : value
}

/** Currency codes a sign or code beside a number can mean; empty when none stands there. */
export function currenciesOf(cell: Cell): readonly string[] {
  if (typeof cell === 'number') return []
  const text = cellText(cell).normalize('NFKC')
  const code = /(?:^|[^A-Z])([A-Z]{3})(?:[^A-Z]|$)/.exec(text)?.[1]
  if (code !== undefined) return [code]
  for (const [sign, codes] of SIGNS) if (text.includes(sign)) return codes
  return []
}

const SIGNS: readonly (readonly [string, readonly string[]])[] = [
  ['US$', ['USD']],
  ['CA$', ['CAD']],
  ['C$', ['CAD']],
  ['MX$', ['MXN']],
  ['AU$', ['AUD']],
  ['A$', ['AUD']],
  ['S$', ['SGD']],
  ['R$', ['BRL']],
  ['$', ['USD', 'CAD', 'AUD', 'MXN', 'SGD']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['¥', ['JPY', 'CNY']],
  ['円', ['JPY']],
  ['₹', ['INR']],
  ['Rs', ['INR']],
  ['zł', ['PLN']],
  ['₺', ['TRY']],
  ['kr', ['SEK']],
  ['ر.س', ['SAR']],
  ['د.إ', ['AED']],
]
