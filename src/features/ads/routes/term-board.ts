import { type Day, addDays } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { ratioOf } from '#kernel/money.ts'
import { notFound } from '#kernel/refusal.ts'
import { adSums, lastAdDay, targetKey } from '#features/facts/public/ad-days.ts'
import { adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import { spendByReport } from '#features/facts/public/ad-spend.ts'
import { advertisedProducts, listingTitles, termSums } from '#features/facts/public/search-terms.ts'
import { factsVersions } from '#features/facts/public/versions.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Board, boardOf } from '../rules/search-terms/board.ts'
import { type Brands, classesOf, suggestedBrands } from '../rules/search-terms/classes.ts'
import type { Seen } from '../rules/search-terms/harvest.ts'
import { type Caution, cautions } from '../rules/search-terms/judging.ts'
import { UNRIPE_DAYS, linesOf } from '../rules/search-terms/lines.ts'
import { type Goal, listGoals } from '../store/bids.ts'
import { expectedRates } from '../rules/search-terms/rates.ts'
import { structureOf } from '../rules/search-terms/structure.ts'
import { findBrands } from '../store/terms.ts'

export type Wish = {
  readonly storeId: string
  readonly marketplace: string
  readonly days: '14' | '30' | '60' | '90'
  readonly target?: number | undefined
  readonly caution: Caution
}

export type KnownBrands = Brands & {
  readonly from: 'set' | 'titles' | 'store'
  readonly setBy: string | null
  readonly setAt: Date | null
}

/** A board with where and when it is from. */
export type Placed = {
  readonly board: Board
  readonly brands: KnownBrands
  readonly asOf: Day
  readonly window: { readonly from: Day; readonly to: Day; readonly days: number } | null
  readonly ripeTo: Day | null
  readonly targetFrom: 'given' | 'goal' | 'window' | 'none'
}

export type Boards = (tx: ReadTx, clientId: string, wish: Wish) => Promise<Placed>

/** Boards of large accounts take a second or two: the last few are kept, each as long as the facts and brand words it was made from. */
const KEPT = 6

/** Without sales in the window nothing tells what the account's ACoS is. */
const TARGET_UNKNOWN = 0.3

/** Makes boards and keeps the newest. A kept board is only found by who asks for the same client, place, window and goal. */
export function keepBoards(): Boards {
  const kept = new Map<string, Placed>()
  return async (tx, clientId, wish) => {
    const at = { clientId, storeId: wish.storeId, marketplace: wish.marketplace }
    const known = (await settingPlaces(tx, clientId)).find(
      (one) => one.storeId === wish.storeId && one.marketplace === wish.marketplace,
    )
    if (known === undefined) throw notFound()
    const version = (await factsVersions(tx, [clientId])).get(clientId) ?? ''
    const set = await findBrands(tx, at)
    const [goal] = await listGoals(tx, at)
    const key = JSON.stringify([at, wish, version, set?.setAt ?? null, goal?.id ?? null])
    const found = kept.get(key)
    if (found !== undefined) {
      kept.delete(key)
      kept.set(key, found)
      return found
    }
    const language = findMarketplace(wish.marketplace)?.language ?? 'en'
    const brands: KnownBrands =
      set === null
        ? { ...suggested(await listingTitles(tx, at), known.storeName, language), setBy: null, setAt: null }
        : { ...set, from: 'set' }
    const currency = known.currency ?? findMarketplace(wish.marketplace)?.currency ?? 'USD'
    const made = await makeBoard(
      tx,
      { ...at, asOf: known.asOf, currency, language },
      wish,
      brands,
      goalRatio(goal),
    )
    kept.set(key, made)
    for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old)
    return made
  }
}

const suggested = (titles: readonly string[], storeName: string, language: string) => ({
  ...suggestedBrands(titles, storeName, language),
  rival: [],
})

type At = {
  clientId: string
  storeId: string
  marketplace: string
  asOf: Day
  currency: string
  language: string
}

/** What an order may cost by the goal in force, as a share of its sales; null when the goal says nothing of it. */
function goalRatio(goal: Goal | undefined): number | null {
  if (goal === undefined) return null
  const { targetRatio, marginRatio } = goal.numbers
  return (goal.kind === 'acos' ? targetRatio : marginRatio) ?? null
}

async function makeBoard(
  tx: ReadTx,
  at: At,
  wish: Wish,
  brands: KnownBrands,
  goal: number | null,
): Promise<Placed> {
  const last = await lastAdDay(tx, at)
  const to = last ?? at.asOf
  const where = { ...at, from: addDays(to, 1 - Number(wish.days)), to }
  const ripeTo = addDays(to, -UNRIPE_DAYS)
  const reports = await spendByReport(tx, where)
  const ads = await advertisedProducts(tx, at)
  const entities = [
    'campaign',
    'ad_group',
    'keyword',
    'product_target',
    'negative_keyword',
    'campaign_negative_keyword',
    'negative_target',
  ] as const
  const structure = structureOf(await adSettings(tx, at, { entities }), ads, at.language)
  const lines = linesOf(await termSums(tx, where, ripeTo), structure)
  const days = reports.find((one) => one.report === 'search_term')?.days ?? 0
  const [best] = reports
  const own = best === undefined ? null : ratioOf(best.costMicros, best.salesMicros)
  const targetRatio =
    wish.target ?? goal ?? (own === null ? TARGET_UNKNOWN : Math.min(Math.max(own, 0.05), 1))
  const judging = {
    lines,
    structure,
    rates: expectedRates(lines),
    classes: classesOf(brands, structure.ownAsins, at.language),
    marketplace: at.marketplace,
    currency: at.currency,
    language: at.language,
    days,
    targetRatio,
    ...cautions[wish.caution],
  }
  const keys = (await adSums(tx, where, 'target')).filter((one) => one.impressions > 0).map((one) => one.key)
  const targets = new Set(keys)
  const groups = new Set(keys.map((key) => key.slice(0, key.indexOf('·'))))
  const seen: Seen = {
    target: (adGroupId, term) =>
      targets.has(targetKey(adGroupId, 'exact', term)) ||
      targets.has(targetKey(adGroupId, 'product', `asin="${term}"`)),
    group: (adGroupId) => groups.has(adGroupId),
  }
  return {
    board: boardOf(judging, seen),
    brands,
    asOf: at.asOf,
    window: days === 0 ? null : { from: where.from, to, days },
    ripeTo: days === 0 ? null : ripeTo,
    targetFrom:
      wish.target !== undefined ? 'given' : goal !== null ? 'goal' : own === null ? 'none' : 'window',
  }
}
