import type { Day } from '#kernel/day.ts'
import type { Marketplace } from '#kernel/marketplace.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { Cell } from './cells.ts'
import { cellText } from './cells.ts'
import { dayOf } from './dates.ts'
import type { Period } from './parse/context.ts'

/** What the person or the place of a file says about it. Everything may be unknown. */
export type Hints = {
  /** Code, id or domain of the store the file is imported for. */
  marketplace: string | null
  /** The span of a file that does not name its own. */
  period: Period | null
  /** The day a snapshot was downloaded. */
  asOf: Day | null
  /** Last change of the file, the last resort for `asOf`. */
  changedAt: string | null
}

export const noHints: Hints = { marketplace: null, period: null, asOf: null, changedAt: null }

const NAME_DATES = /(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)/g
const STAMP = /(?<!\d)(1[5-9]\d{11})(?!\d)/

/** The span a file's name tells by two dates: "…_2025-08-01_2025-08-31.csv", "bulk-…-20260901-20260930-…". */
export function periodInName(path: string): Period | null {
  const days = [...baseOf(path).matchAll(NAME_DATES)].map(([, y, m, d]) => `${y}-${m}-${d}`)
  const [from, to] = days
  return from !== undefined && to !== undefined && days.length === 2 && from <= to ? { from, to } : null
}

/** The day of download a file's name tells: a clock stamp of milliseconds, its one date, or the end of its span. */
export function asOfInName(path: string): Day | null {
  const name = baseOf(path)
  const stamp = STAMP.exec(name)
  if (stamp !== null) return new Date(Number(stamp[1])).toISOString().slice(0, 10)
  const days = [...name.matchAll(NAME_DATES)].map(([, y, m, d]) => `${y}-${m}-${d}`)
  return days.length === 1 || days.length === 2 ? days.at(-1)! : null
}

/** The store a path tells: a folder named by its code or domain, else a name that begins or ends with the code ("Feedback-UK.txt"). */
export function storeInName(path: string): Marketplace | null {
  const folders = path.split('/').slice(0, -1).toReversed()
  for (const folder of folders) {
    const store = /^[A-Z]{2}$|^amazon\./i.test(folder) ? findMarketplace(folder) : null
    if (store !== null && (folder.length > 2 || folder === folder.toUpperCase())) return store
  }
  const code = /^([A-Z]{2})[_-]|[_-]([A-Z]{2})\.[a-z]/.exec(baseOf(path))
  return code === null ? null : findMarketplace((code[1] ?? code[2])!)
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

const DATE_LIKE = /\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\/\d{1,2}\/\d{1,2}/g

/** The span named in the lines above a header ("Select week=[Week 45 | 2025-11-02 - 2025-11-08 2025]"). */
export function periodInPreamble(preamble: readonly string[], monthFirst: boolean): Period | null {
  for (const line of preamble) {
    const days = (line.match(DATE_LIKE) ?? [])
      .map((text) => dayOf(text, monthFirst ? 'mdy' : 'dmy'))
      .filter((day) => day !== null)
    if (days.length >= 2 && days[0]! <= days[1]!) return { from: days[0]!, to: days[1]! }
    if (days.length === 1 && /daily|täglich|day=/i.test(line)) return { from: days[0]!, to: days[0]! }
  }
  return null
}

const CODES = /\b(USD|CAD|MXN|BRL|EUR|GBP|SEK|PLN|ZAR|EGP|TRY|SAR|AED|INR|SGD|AUD|JPY)\b/

/** The currency named above a header ("All amounts in USD, unless specified"). */
export function currencyInPreamble(preamble: readonly string[]): string | null {
  for (const line of preamble) {
    const code = CODES.exec(line)?.[1]
    if (code !== undefined) return code
  }
  return null
}

/** The first filled cell of a column among the first rows. */
export function firstValue(
  rows: readonly { cells: readonly Cell[] }[],
  index: number | undefined,
): string | null {
  if (index === undefined) return null
  for (const { cells } of rows) {
    const text = cellText(cells[index])
    if (text !== '') return text
  }
  return null
}

/** What a JSON report says about itself in `reportSpecification`. */
export type JsonSpecification = {
  reportType: string
  period: Period | null
  marketplaceId: string | null
  dateGranularity: string | null
}

export function specificationOf(meta: Readonly<Record<string, unknown>>): JsonSpecification {
  const spec = record(meta.reportSpecification)
  const from = String(spec.dataStartTime ?? '').slice(0, 10)
  const to = String(spec.dataEndTime ?? '').slice(0, 10)
  const ids = Array.isArray(spec.marketplaceIds) ? spec.marketplaceIds : []
  return {
    reportType: String(spec.reportType ?? ''),
    period: dayOf(from, null) !== null && dayOf(to, null) !== null ? { from, to } : null,
    marketplaceId: ids.length === 1 ? String(ids[0]) : null,
    dateGranularity:
      typeof record(spec.reportOptions).dateGranularity === 'string'
        ? String(record(spec.reportOptions).dateGranularity)
        : null,
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
