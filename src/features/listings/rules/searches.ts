import { type Day, addDays } from '#kernel/day.ts'

// What a week of searches comes to, and why it may be missing.

/**
 * told: reports come. not_connected: no consent stands. no_grant: the consent leaves Brand Analytics out. refused: Amazon has not made the report, as for a
 * brand outside its registry. held: Amazon denies the call. coming: asked for, or about to be. nothing: Amazon says that there is none.
 */
export const searchStates = [
  'told',
  'not_connected',
  'no_grant',
  'refused',
  'held',
  'nothing',
  'coming',
] as const
export type SearchState = (typeof searchStates)[number]

export type Asked = { readonly state: string; readonly reason: string | null; readonly given: boolean }

/** Why a place has no searches, or no newer ones. `granted` null while nothing is connected; `asked` the newest request. */
export function searchState(granted: readonly string[] | null, asked: Asked | null): SearchState {
  if (granted === null) return 'not_connected'
  if (!granted.includes('brand_analytics')) return 'no_grant'
  if (asked === null) return 'coming'
  if (asked.state === 'held') return 'held'
  if (asked.given) return 'told'
  if (asked.state === 'nothing') return 'nothing'
  return asked.state === 'failed' || asked.reason === 'report_broken' ? 'refused' : 'coming'
}

export type Step = { readonly own: number; readonly total: number }
export type Funnel = {
  readonly volume: number
  readonly impressions: Step
  readonly clicks: Step
  readonly cartAdds: Step
  readonly purchases: Step
}

export type Sums = {
  readonly volume: number
  readonly impressionsTotal: number
  readonly impressions: number
  readonly clicksTotal: number
  readonly clicks: number
  readonly cartAddsTotal: number
  readonly cartAdds: number
  readonly purchasesTotal: number
  readonly purchases: number
}

export const funnelOf = (sums: Sums): Funnel => ({
  volume: sums.volume,
  impressions: { own: sums.impressions, total: sums.impressionsTotal },
  clicks: { own: sums.clicks, total: sums.clicksTotal },
  cartAdds: { own: sums.cartAdds, total: sums.cartAddsTotal },
  purchases: { own: sums.purchases, total: sums.purchasesTotal },
})

/** Part of the whole; null where the whole is nothing. */
export const shareOf = ({ own, total }: Step): number | null => (total === 0 ? null : own / total)

/** Amazon writes a query in small letters, a person as they like: they are one. */
export const queryKey = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()

export type Ranked = {
  readonly term: string
  readonly rank: number
  readonly position: number
  readonly asin: string
  readonly title: string | null
  readonly clickShareRatio: number | null
}
export type Top = { asin: string; title: string | null; clickShare: number | null; isOwn: boolean }
export type SearchLine = {
  query: string
  products: number
  now: Funnel | null
  before: Funnel | null
  rank: number | null
  rankBefore: number | null
  top: Top[]
}

export type Told = {
  readonly now: readonly (Sums & { query: string; products: number })[]
  readonly before: readonly (Sums & { query: string; products: number })[]
  readonly ranks: readonly Ranked[]
  readonly ranksBefore: readonly Ranked[]
  readonly own: ReadonlyMap<string, string | null>
}

/**
 * One line a query, the most searched first. Terms that are known by rank alone are lines only in a week without searches: with them, a term that is
 * not there did not show an own product.
 */
export function searchLines({ now, before, ranks, ranksBefore, own }: Told): SearchLine[] {
  const sumsBefore = new Map(before.map((sums) => [queryKey(sums.query), sums]))
  const ranked = Map.groupBy(ranks, (one) => queryKey(one.term))
  const rankedBefore = new Map(ranksBefore.map((one) => [queryKey(one.term), one.rank]))
  const lineOf = (query: string, sums: (Sums & { products: number }) | null): SearchLine => {
    const key = queryKey(query)
    const top = (ranked.get(key) ?? []).toSorted((a, b) => a.position - b.position)
    const past = sumsBefore.get(key)
    return {
      query,
      products: sums?.products ?? 0,
      now: sums === null ? null : funnelOf(sums),
      before: past === undefined ? null : funnelOf(past),
      rank: top[0]?.rank ?? null,
      rankBefore: rankedBefore.get(key) ?? null,
      top: top.map(({ asin, title, clickShareRatio }) => ({
        asin,
        title: title ?? own.get(asin) ?? null,
        clickShare: clickShareRatio,
        isOwn: own.has(asin),
      })),
    }
  }
  const lines =
    now.length > 0
      ? now.map((sums) => lineOf(sums.query, sums))
      : [...ranked.values()].map(([first]) => lineOf(first!.term, null))
  return lines.toSorted(
    (a, b) =>
      (b.now?.volume ?? 0) - (a.now?.volume ?? 0) ||
      (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
      (a.query < b.query ? -1 : 1),
  )
}

/** The week seven days earlier, if it is known. */
export function weekBefore<W extends { readonly from: Day }>(weeks: readonly W[], week: W): W | null {
  const wanted = addDays(week.from, -7)
  return weeks.find((one) => one.from === wanted) ?? null
}
