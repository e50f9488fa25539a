import type { Day } from '#kernel/day.ts'
import type { Cell } from './cells.ts'
import { cellText } from './cells.ts'
import { offsetOf, wallToInstant, zoneDays } from './zones.ts'

/** In which order a file writes dates of three numbers when the year is not first with four digits. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd'

/** A date taken apart. `wall` is its clock time as if it were UTC, in milliseconds; `offset` in minutes, null when not named. */
type Parts = {
  year: number
  month: number
  day: number
  wall: number
  offset: number | null
  hasTime: boolean
}

const MONTHS = new Map<string, number>()
for (const names of [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'jan feb mrz apr mai jun jul aug sept okt nov dez',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'janv fevr mars avr mai juin juil aout sept oct nov dec',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene feb mar abr may jun jul ago sep oct nov dic',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'jan feb mrt apr mei jun jul aug sep okt nov dec',
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
  'jan fev mar abr mai jun jul ago set out nov dez',
])
  names.split(' ').forEach((name, at) => MONTHS.set(name, at + 1))

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u200e\u200f]/g, '')
    .toLowerCase()
    .trim()
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(z|[a-z]{2,4}(?:[+-][\d:]+)?|[+-]\d{2}:?\d{2})?$/
const THREE = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:,?\s+(.*))?$/
const CJK = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*(.*))?$/
const MONTH_FIRST = /^([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(.*))?$/
const DAY_FIRST = /^(\d{1,2})\.?(?:\s+de)?[\s-]+([a-z]{3,})\.?(?:\s+de)?[\s-]+(\d{4}|\d{2})(?:,?\s+(.*))?$/
const COMPACT = /^(20\d{2})(\d{2})(\d{2})$/
const TIME =
  /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?\s?(?:m\b\.?)?\s*([a-z]{1,4}(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})?$/

/** No date is longer; longer text is not even looked at, for patterns grow slow on it. */
const LONGEST = 64

function partsOf(text: string, order: DateOrder | null): Parts | null {
  if (text.length > LONGEST) return null
  const folded = fold(text)
  const iso = ISO.exec(folded)
  if (iso !== null) return built(iso[1]!, iso[2]!, iso[3]!, clock(iso[4], iso[5], iso[6]), iso[7])
  const cjk = CJK.exec(folded)
  if (cjk !== null) return withTime(cjk[1]!, cjk[2]!, cjk[3]!, cjk[4])
  const monthFirst = MONTH_FIRST.exec(folded)
  if (monthFirst !== null) {
    const month = MONTHS.get(monthFirst[1]!)
    return month === undefined ? null : withTime(monthFirst[3]!, String(month), monthFirst[2]!, monthFirst[4])
  }
  const dayFirst = DAY_FIRST.exec(folded)
  if (dayFirst !== null) {
    const month = MONTHS.get(dayFirst[2]!)
    return month === undefined ? null : withTime(dayFirst[3]!, String(month), dayFirst[1]!, dayFirst[4])
  }
  const compact = COMPACT.exec(folded)
  if (compact !== null) return withTime(compact[1]!, compact[2]!, compact[3]!, undefined)
  const three = THREE.exec(folded)
  if (three === null) return null
  const [, a, , b, c, rest] = three as unknown as [string, string, string, string, string, string | undefined]
  const chosen = a.length === 4 ? 'ymd' : three[2] === '.' ? 'dmy' : order
  if (chosen === null) return null
  if (chosen === 'ymd') return withTime(a, b, c, rest)
  return chosen === 'mdy' ? withTime(c, a, b, rest) : withTime(c, b, a, rest)
}

type Clock = { ms: number } | null

function clock(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half = '',
): Clock {
  if (hour === undefined) return null
  let hours = Number(hour)
  if (half !== '') hours = (hours % 12) + (half === 'p' ? 12 : 0)
  return { ms: ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 }
}

function withTime(year: string, month: string, day: string, rest: string | undefined): Parts | null {
  if (rest === undefined || rest === '') return built(year, month, day, null, undefined)
  const time = TIME.exec(rest)
  if (time !== null) return built(year, month, day, clock(time[1], time[2], time[3], time[4]), time[5])
  return offsetOf(rest) === null ? null : built(year, month, day, null, rest)
}

function built(y: string, m: string, d: string, time: Clock, zone: string | undefined): Parts | null {
  const year = y.length <= 2 ? 2000 + Number(y) : Number(y)
  const month = Number(m)
  const day = Number(d)
  if (year < 1995 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return null
  const date = Date.UTC(year, month - 1, day)
  if (new Date(date).getUTCDate() !== day || (time !== null && time.ms >= 86_400_000)) return null
  const offset = zone === undefined || zone === '' ? null : offsetOf(zone)
  if (zone !== undefined && zone !== '' && offset === null) return null
  return { year, month, day, wall: date + (time?.ms ?? 0), offset, hasTime: time !== null }
}

function threeIn(cell: string): RegExpExecArray | null {
  return cell.length > LONGEST ? null : THREE.exec(fold(cellText(cell)))
}

/** What one value says about the order of its file's dates; null when it could be several or the order does not matter. */
export function orderOf(cell: Cell): DateOrder | null {
  if (typeof cell === 'number') return null
  const three = threeIn(cell)
  if (three === null || three[1]!.length === 4 || three[2] === '.') return null
  const [a, b, c] = [Number(three[1]), Number(three[3]), Number(three[4])]
  const yearLast = three[4]!.length === 4 || (c >= 15 && c <= 40)
  const possible: DateOrder[] = []
  if (yearLast && a <= 12 && b <= 31) possible.push('mdy')
  if (yearLast && a <= 31 && b <= 12) possible.push('dmy')
  if (three[4]!.length <= 2 && a >= 15 && a <= 40 && b <= 12 && c <= 31) possible.push('ymd')
  return possible.length === 1 ? possible[0]! : null
}

/** Whether reading a value needs the file's date order. */
export function needsOrder(cell: Cell): boolean {
  if (typeof cell === 'number') return false
  const three = threeIn(cell)
  return three !== null && three[1]!.length < 4 && three[2] !== '.'
}

const EXCEL_FIRST = 33_000
const EXCEL_LAST = 73_000

/** The calendar day a cell names, whatever its clock time; null when it is no date. Spreadsheet day numbers are understood. */
export function dayOf(cell: Cell, order: DateOrder | null): Day | null {
  if (typeof cell === 'number') return serialDay(cell)
  const parts = partsOf(cellText(cell), order)
  return parts === null ? null : dayText(parts)
}

function serialDay(serial: number): Day | null {
  if (serial < EXCEL_FIRST || serial > EXCEL_LAST) return null
  return new Date((Math.floor(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10)
}

function dayText({ year, month, day }: Parts): Day {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** A moment: the calendar day in the store's zone, and the instant when the cell has a clock time. */
export type Moment = { on: Day; at: string | null }

/**
 * Reads a cell as a moment in a store's time zone. A time without a zone is the store's own clock; a date without a time stays
 * the day it says, zone or not.
 */
export function momentOf(cell: Cell, order: DateOrder | null, timeZone: string): Moment | null {
  if (typeof cell === 'number') {
    const on = serialDay(cell)
    return on === null ? null : { on, at: null }
  }
  const fast = FAST.exec(cell)
  if (fast !== null) {
    const at = Date.parse(`${fast[1]}T${fast[2]}Z`)
    return Number.isNaN(at) ? null : { on: zoneDays(timeZone).dayOf(at), at: `${fast[1]}T${fast[2]}.000Z` }
  }
  const parts = partsOf(cellText(cell), order)
  if (parts === null) return null
  if (!parts.hasTime) return { on: dayText(parts), at: null }
  const at = parts.offset === null ? wallToInstant(parts.wall, timeZone) : parts.wall - parts.offset * 60_000
  return { on: zoneDays(timeZone).dayOf(at), at: new Date(at).toISOString() }
}

const FAST = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\+00:00|Z| UTC)$/

/** An instant as ISO text; a date without a time is its first moment in its own zone, else UTC. */
export function instantOf(cell: Cell, order: DateOrder | null, timeZone: string): string | null {
  const moment = momentOf(cell, order, timeZone)
  if (moment === null) return null
  if (moment.at !== null) return moment.at
  const parts = typeof cell === 'number' ? null : partsOf(cellText(cell), order)
  if (parts !== null && parts.offset !== null)
    return new Date(parts.wall - parts.offset * 60_000).toISOString()
  return `${moment.on}T00:00:00.000Z`
}
