import { normalTerm } from '../terms.ts'
import type { BiddingStrategy, Placements, Targeting } from '../setting-words.ts'

// An ad account as the audit sees it: one snapshot of one store and marketplace, with the figures of a window.

export type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spendMicros: bigint
  readonly salesMicros: bigint
}

export const noSums: Sums = { impressions: 0, clicks: 0, orders: 0, spendMicros: 0n, salesMicros: 0n }

export type State = 'enabled' | 'paused' | 'archived' | null

export type AccountCampaign = {
  readonly id: string
  readonly name: string
  readonly state: State
  readonly targeting: Targeting | null
  readonly budgetMicros: bigint | null
  readonly strategy: BiddingStrategy | null
  readonly placements: Placements
  readonly sums: Sums
  /** Spend by day, of the days that are there. */
  readonly dailySpendMicros: readonly bigint[]
}

export type AccountGroup = {
  readonly id: string
  readonly campaignId: string
  readonly name: string
  readonly state: State
  readonly defaultBidMicros: bigint | null
  readonly sums: Sums
}

export type AccountAd = {
  readonly id: string
  readonly campaignId: string
  readonly adGroupId: string
  readonly sku: string | null
  readonly asin: string | null
  readonly state: State
  readonly sums: Sums
}

export type AccountTarget = {
  readonly entity: 'keywords' | 'targets'
  readonly id: string
  readonly campaignId: string
  readonly adGroupId: string
  readonly text: string
  /** exact, phrase, broad, product or auto. */
  readonly matchType: string
  readonly state: State
  /** Null: the ad group's default bid. */
  readonly bidMicros: bigint | null
  readonly sums: Sums
}

export type AccountNegative = {
  readonly campaignId: string
  /** Null: for the whole campaign. */
  readonly adGroupId: string | null
  readonly text: string
  readonly matchType: string
  readonly state: State
}

export type AccountTerm = {
  readonly campaignId: string
  readonly adGroupId: string
  readonly term: string
  readonly sums: Sums
}

export type AccountProduct = {
  readonly sku: string
  readonly asin: string | null
  readonly title: string | null
  /** Units that can be shipped; null when nobody counted. */
  readonly fulfillable: number | null
  readonly unitsShipped30: number | null
}

export type Account = {
  readonly currency: string
  readonly marketplace: string
  /** Days that the figures cover; 0 without any. */
  readonly days: number
  readonly campaigns: readonly AccountCampaign[]
  readonly groups: readonly AccountGroup[]
  readonly ads: readonly AccountAd[]
  readonly targets: readonly AccountTarget[]
  readonly negatives: readonly AccountNegative[]
  readonly terms: readonly AccountTerm[]
  readonly products: readonly AccountProduct[]
}

/** The account with the ways through it. */
export type Scene = {
  readonly account: Account
  readonly campaign: ReadonlyMap<string, AccountCampaign>
  readonly group: ReadonlyMap<string, AccountGroup>
  readonly groupsOf: ReadonlyMap<string, readonly AccountGroup[]>
  readonly adsOf: ReadonlyMap<string, readonly AccountAd[]>
  readonly targetsOf: ReadonlyMap<string, readonly AccountTarget[]>
  readonly negativesOf: ReadonlyMap<string, readonly AccountNegative[]>
  /** Ad groups that can serve: they, their campaign, an ad and a target are enabled. */
  readonly serving: readonly AccountGroup[]
  /** ASINs (SKUs where no ASIN is known) that an ad group's enabled ads show. */
  readonly productsOf: (adGroupId: string) => ReadonlySet<string>
  readonly total: Sums
}

export const isOn = (one: { readonly state: State }): boolean => one.state === 'enabled'
export const productKey = (one: { sku: string | null; asin: string | null }): string =>
  one.asin ?? one.sku ?? ''

export function sceneOf(account: Account): Scene {
  const campaign = new Map(account.campaigns.map((one) => [one.id, one]))
  const adsOf = Map.groupBy(account.ads, (one) => one.adGroupId)
  const targetsOf = Map.groupBy(account.targets, (one) => one.adGroupId)
  const products = new Map<string, ReadonlySet<string>>()
  for (const [id, ads] of adsOf)
    products.set(id, new Set(ads.filter((one) => isOn(one) && productKey(one) !== '').map(productKey)))
  const none: ReadonlySet<string> = new Set()
  const serving = account.groups.filter((one) => {
    const parent = campaign.get(one.campaignId)
    return (
      isOn(one) &&
      parent !== undefined &&
      isOn(parent) &&
      (adsOf.get(one.id) ?? []).some(isOn) &&
      (targetsOf.get(one.id) ?? []).some(isOn)
    )
  })
  return {
    account,
    campaign,
    group: new Map(account.groups.map((one) => [one.id, one])),
    groupsOf: Map.groupBy(account.groups, (one) => one.campaignId),
    adsOf,
    targetsOf,
    negativesOf: Map.groupBy(
      account.negatives.filter(isOn),
      (one) => one.adGroupId ?? `campaign ${one.campaignId}`,
    ),
    serving,
    productsOf: (id) => products.get(id) ?? none,
    total: added(account.campaigns.map((one) => one.sums)),
  }
}

export const added = (all: readonly Sums[]): Sums => ({
  impressions: all.reduce((sum, one) => sum + one.impressions, 0),
  clicks: all.reduce((sum, one) => sum + one.clicks, 0),
  orders: all.reduce((sum, one) => sum + one.orders, 0),
  spendMicros: all.reduce((sum, one) => sum + one.spendMicros, 0n),
  salesMicros: all.reduce((sum, one) => sum + one.salesMicros, 0n),
})

/** A search term that is a product; ten letters alone are a word as well. */
export const isAsinTerm = (term: string): boolean => /^b0[a-z0-9]{8}$/i.test(term.trim())

/** ACoS as a plain number; null without sales. */
export const acosOf = (sums: Sums): number | null =>
  sums.salesMicros <= 0n ? null : Number(sums.spendMicros) / Number(sums.salesMicros)

/** True when the two ad groups show a product in common. */
export function sharesProduct(scene: Scene, a: string, b: string): boolean {
  const [mine, theirs] = [scene.productsOf(a), scene.productsOf(b)]
  return [...mine].some((one) => theirs.has(one))
}

/** Splits things of ad groups into sets within which products are shared, directly or through another. */
export function byProduct<T extends { adGroupId: string }>(scene: Scene, all: readonly T[]): T[][] {
  const sets: { products: Set<string>; items: T[] }[] = []
  for (const one of all) {
    const own = scene.productsOf(one.adGroupId)
    const met = sets.filter((set) => [...own].some((product) => set.products.has(product)))
    const merged = {
      products: new Set([...own, ...met.flatMap((set) => [...set.products])]),
      items: [...met.flatMap((set) => set.items), one],
    }
    for (const set of met) sets.splice(sets.indexOf(set), 1)
    sets.push(merged)
  }
  return sets.map((set) => set.items)
}

/** True when a negative of the ad group or its campaign keeps this search out. */
export function isNegated(scene: Scene, adGroupId: string, term: string): boolean {
  const campaignId = scene.group.get(adGroupId)?.campaignId ?? ''
  const negatives = [
    ...(scene.negativesOf.get(adGroupId) ?? []),
    ...(scene.negativesOf.get(`campaign ${campaignId}`) ?? []),
  ]
  const words = normalTerm(term)
  return negatives.some((one) => {
    const text = normalTerm(one.text)
    if (one.matchType === 'exact') return text === words
    return one.matchType === 'phrase' && ` ${words} `.includes(` ${text} `)
  })
}

/** The one that earned most: orders, then ACoS, then clicks; the order of ids decides what is left. */
export function best<T extends { readonly sums: Sums }>(all: readonly T[], idOf: (one: T) => string): T {
  return all.toSorted((a, b) => {
    if (a.sums.orders !== b.sums.orders) return b.sums.orders - a.sums.orders
    const [x, y] = [acosOf(a.sums) ?? Infinity, acosOf(b.sums) ?? Infinity]
    if (x !== y) return x - y
    if (a.sums.clicks !== b.sums.clicks) return b.sums.clicks - a.sums.clicks
    return idOf(a).localeCompare(idOf(b))
  })[0]!
}
