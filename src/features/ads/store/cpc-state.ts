import { type Day, addDays, weekday } from '#kernel/day.ts'
import { reportedNames } from '#features/facts/public/ad-budgets.ts'
import { type AdDay, adDays, adSums, targetKey } from '#features/facts/public/ad-days.ts'
import { adsByPlacement } from '#features/facts/public/ads.ts'
import { suggestedBids } from '#features/facts/public/bid-recommendations.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type CpcLine, type Traffic, benchmarkFor, judgeCpc } from '../rules/audit/cpc.ts'
import { type Suggested, suggestedOver } from '../rules/audit/suggested.ts'
import { type BenchmarkLine, findAim, listBenchmarks } from './benchmarks.ts'
import type { PlaceKey } from './plans.ts'

export type CpcState = {
  readonly aim: Awaited<ReturnType<typeof findAim>>
  readonly benchmarks: readonly BenchmarkLine[]
  /** The marketplace as a whole; null without clicks. */
  readonly account: CpcLine | null
  readonly campaigns: readonly CpcLine[]
  /** Keywords that have a benchmark of their own. */
  readonly keywords: readonly CpcLine[]
  readonly weeks: readonly { from: Day; clicks: number; costMicros: bigint; benchmarkMicros: bigint | null }[]
}

/** Our cost per click over days beside the benchmarks that hold on their last one. */
export async function loadCpc(
  tx: ReadTx,
  at: PlaceKey,
  span: { from: Day; to: Day },
  currency: string,
): Promise<CpcState> {
  const where = { ...at, ...span }
  const aim = await findAim(tx, at)
  const benchmarks = await listBenchmarks(tx, at)
  const days = await adDays(tx, where, 'campaign')
  const names = await reportedNames(tx, where)
  const tops = await topShares(tx, where)
  const campaigns = [...Map.groupBy(days, (one) => one.key)].map(([key, own]): Traffic => {
    const name = names.get(key) ?? key
    return { key, name, ...summed(own), topShare: tops.get(name) ?? null }
  })
  const of = (what: { campaign?: string; keyword?: string }, day = span.to) =>
    benchmarkFor(benchmarks, what, day, currency)
  const wanted = benchmarks.filter((one) => one.scope === 'keyword')
  const keywords = wanted.length === 0 ? [] : await keywordTraffic(tx, where, wanted)
  const [account] = judgeCpc([{ key: '', name: '', ...summed(days), topShare: null }], () => of({}), aim)
  return {
    aim,
    benchmarks,
    account: account ?? null,
    campaigns: judgeCpc(campaigns, (one) => of({ campaign: one.name }), aim),
    keywords: judgeCpc(keywords, (one) => of({ keyword: one.name }), aim),
    weeks: [...Map.groupBy(days, (one) => addDays(one.day, 1 - weekday(one.day)))]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, own]) => {
        const { clicks, costMicros } = summed(own)
        return { from, clicks, costMicros, benchmarkMicros: of({}, from)?.valueMicros ?? null }
      }),
  }
}

export type CpcSuggested = {
  readonly asOf: Day
  /** By the keys of the account's, the campaigns' and the keywords' lines. */
  readonly account: Suggested | null
  readonly campaigns: ReadonlyMap<string, Suggested>
  readonly keywords: ReadonlyMap<string, Suggested>
}

/** Amazon's suggested bids over the targets that were clicked in these days; null when none were ever read. */
export async function loadSuggested(
  tx: ReadTx,
  at: PlaceKey,
  span: { from: Day; to: Day },
): Promise<CpcSuggested | null> {
  const suggested = await suggestedBids(tx, at)
  if (suggested === null) return null
  const sums = await adSums(tx, { ...at, ...span }, 'target')
  const clicksOf = new Map(sums.map((one) => [one.key, one.clicks]))
  const all = suggested.bids.map((one) => ({
    ...one,
    clicks: clicksOf.get(targetKey(one.adGroupId, one.matchType ?? 'product', one.text)) ?? 0,
  }))
  const by = (keyOf: (one: (typeof all)[number]) => string): Map<string, Suggested> =>
    new Map(
      [...Map.groupBy(all, keyOf)].flatMap(([key, own]) => {
        const over = suggestedOver(own)
        return over === null ? [] : [[key, over] as const]
      }),
    )
  return {
    asOf: suggested.asOf,
    account: suggestedOver(all),
    campaigns: by((one) => one.campaignId),
    keywords: by((one) => one.text.toLowerCase()),
  }
}

type Counted = Pick<AdDay, 'clicks' | 'orders' | 'costMicros' | 'salesMicros'>

function summed(days: readonly Counted[]): Counted {
  const sums = { clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }
  for (const one of days) {
    sums.clicks += one.clicks
    sums.orders += one.orders
    sums.costMicros += one.costMicros
    sums.salesMicros += one.salesMicros
  }
  return sums
}

/** Share of each campaign's impressions that stood at the top of search, by name. */
async function topShares(tx: ReadTx, where: PlaceKey & { from: Day; to: Day }): Promise<Map<string, number>> {
  const rows = await adsByPlacement(tx, where)
  const shares = new Map<string, number>()
  for (const [name, own] of Map.groupBy(rows, (one) => one.campaign)) {
    const all = own.reduce((sum, one) => sum + one.impressions, 0)
    const top = own.filter((one) => one.placement === 'top').reduce((sum, one) => sum + one.impressions, 0)
    if (all > 0) shares.set(name, top / all)
  }
  return shares
}

/** Traffic of keywords by text, whatever ad group or match type they stand in. */
async function keywordTraffic(
  tx: ReadTx,
  where: PlaceKey & { from: Day; to: Day },
  wanted: readonly { scopeText: string }[],
): Promise<Traffic[]> {
  const texts = new Set(wanted.map((one) => one.scopeText.trim().toLowerCase()))
  const sums = await adSums(tx, where, 'target')
  const textOf = (key: string): string => key.split('·').slice(2).join('·')
  return [...Map.groupBy(sums, (one) => textOf(one.key))]
    .filter(([text]) => texts.has(text))
    .map(([text, own]) => ({ key: text, name: text, ...summed(own), topShare: null }))
}
