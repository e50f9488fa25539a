import type { Micros } from '#kernel/money.ts'
import { isAsin, normalTerm } from '../terms.ts'
import type { Structure } from './structure.ts'

// What shoppers searched for, by the ad group that answered. Orders may exceed clicks and clicks impressions: both are lawful.

/** Sums of a report's rows over the window. Files from the console name no ids. */
export type TermRow = {
  readonly term: string
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroupId: string | null
  readonly adGroup: string | null
  readonly target: string | null
  readonly matchType: string | null
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: Micros
  readonly salesMicros: Micros
  /** Clicks of the days whose orders are (nearly) all known. */
  readonly ripeClicks: number
}

export type Matched = { readonly target: string; readonly matchType: string; readonly costMicros: Micros }

export type TermLine = {
  /** As Amazon compares terms; ASINs in capitals. */
  readonly term: string
  readonly isAsin: boolean
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroupId: string | null
  readonly adGroup: string
  /** Met by an exact keyword or by the very product: its bid decides, no search term work. */
  readonly exact: boolean
  /** What let the term in, dearest first. */
  readonly matched: readonly Matched[]
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: Micros
  readonly salesMicros: Micros
  readonly ripeClicks: number
}

/** Days whose orders are not all known yet: within four days of the click at least nine of ten orders are (BidX waits three days). */
export const UNRIPE_DAYS = 3
/** Of the orders of the youngest days so many are known already. */
const KNOWN_SHARE = 0.85

/** Clicks that the known orders answer for. */
export const exposureOf = (line: Pick<TermLine, 'clicks' | 'ripeClicks'>): number =>
  line.ripeClicks + KNOWN_SHARE * Math.max(0, line.clicks - line.ripeClicks)

/** A shopper's term in the one form that is compared: ASINs in capitals, all else lower case with single spaces. */
export function plainTerm(text: string): { term: string; isAsin: boolean } {
  const capitals = text.trim().toUpperCase()
  // Only what begins like an ASIN: ten letters alone may be a word.
  if (isAsin(capitals) && capitals.startsWith('B0')) return { term: capitals, isAsin: true }
  return { term: normalTerm(text.normalize('NFC')), isAsin: false }
}

/** Rows as lines: one a term, ad group and whether it was met exactly. Spellings that differ by case or spaces are one. */
export function linesOf(rows: readonly TermRow[], structure: Structure): TermLine[] {
  const lines = new Map<
    string,
    { -readonly [Key in keyof TermLine]: TermLine[Key] } & { matched: Matched[] }
  >()
  for (const row of rows) {
    const { term, isAsin: asin } = plainTerm(row.term)
    if (term === '') continue
    const campaignId = row.campaignId ?? structure.campaignIdOf(row.campaign)
    const adGroupId = row.adGroupId ?? structure.adGroupIdOf(campaignId, row.adGroup)
    const target = row.target ?? ''
    const matchType = row.matchType ?? 'auto'
    const exact = asin
      ? matchType === 'product' && target.toUpperCase().includes(term)
      : matchType === 'exact'
    const key = `${adGroupId ?? `${row.campaign}\n${row.adGroup ?? ''}`}\n${exact ? 1 : 0}\n${term}`
    const matched = { target, matchType, costMicros: row.costMicros }
    const line = lines.get(key)
    if (line === undefined) {
      const { campaign, impressions, clicks, orders, costMicros, salesMicros, ripeClicks } = row
      const sums = { impressions, clicks, orders, costMicros, salesMicros, ripeClicks }
      const names = { campaignId, campaign, adGroupId, adGroup: row.adGroup ?? '' }
      lines.set(key, { term, isAsin: asin, ...names, exact, matched: [matched], ...sums })
      continue
    }
    line.impressions += row.impressions
    line.clicks += row.clicks
    line.orders += row.orders
    line.costMicros += row.costMicros
    line.salesMicros += row.salesMicros
    line.ripeClicks += row.ripeClicks
    const same = line.matched.findIndex((one) => one.target === target && one.matchType === matchType)
    if (same === -1) line.matched.push(matched)
    else
      line.matched[same] = {
        ...matched,
        costMicros: line.matched[same]!.costMicros + row.costMicros,
      }
  }
  for (const line of lines.values())
    if (line.matched.length > 1)
      line.matched.sort((a, b) => (a.costMicros < b.costMicros ? 1 : a.costMicros > b.costMicros ? -1 : 0))
  return [...lines.values()]
}
