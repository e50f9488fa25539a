// A world lived with a policy: every midnight the policy sees what a seller's reports say by then and may change bids, placement
// adjustments and strategies; what it earned is read from the market as an expectation (rates × open hours), which takes the dice of
// clicks and purchases out of the comparison. All policies of a world share its demand, rivals and dice.

import { addDays } from '#kernel/day.ts'
import { adLimits } from '#sandbox/market/marketplaces.ts'
import { truthOf, type Truth } from '#sandbox/market/truth.ts'
import type { AdsTree, BiddingStrategy, Placement } from '#sandbox/market/world-ads.ts'
import type { Market } from '#sandbox/market/market.ts'
import { LIFE_DAYS, openWorld, type World } from './bidding-worlds.ts'

/** A day of one target or of one placement of a campaign, as reports tell it. Minor units. */
export type Seen = {
  readonly day: string
  readonly campaignId: string
  readonly targetId: string
  readonly placement: Placement
  readonly clicks: number
  readonly cost: number
  readonly orders: number
  readonly sales: number
}

export type Move =
  | { kind: 'bid'; targetId: string; bidMinor: number }
  | { kind: 'placement'; campaignId: string; percent: Partial<Record<Placement, number>> }
  | { kind: 'strategy'; campaignId: string; strategy: BiddingStrategy }

/** What a policy knows this midnight. `rows`: targets × placements; a policy may only sum over one of the two, as reports do. */
export type View = {
  readonly today: string
  readonly yesterday: string
  readonly day: number
  readonly tree: AdsTree
  readonly rows: readonly Seen[]
  readonly moves: readonly { day: string; move: Move }[]
  readonly bidLimits: readonly [number, number]
  readonly marginRatio: number
  /** Mean price of the products an ad group advertises. */
  readonly priceOf: ReadonlyMap<string, number>
  /** Days until the shelf of an ad group's products is empty at the last fortnight's pace, and until goods arrive (null: none on the way). */
  readonly coverOf: ReadonlyMap<string, { coverDays: number; inboundDays: number | null }>
  /** Share of each day (index = age) in which a campaign's budget carried clicks; campaigns not named were always open. */
  readonly openRatiosOf: ReadonlyMap<string, readonly number[]>
  /** The clairvoyant's door; no other policy touches it. */
  readonly truth: Truth
}

/** `everyDays`: how often it looks; 0 never. */
export type Policy = { readonly name: string; readonly everyDays: number; decide(view: View): Move[] }

export type Result = { spend: number; sales: number; orders: number; profit: number; acos: number }

/** Days of reports that a policy may look back; rule sets take the last of them. */
const LOOK_BACK = 120

class Reports {
  readonly #market: Market
  readonly #storeKey: string
  #old: Seen[] = []
  #oldTo = ''
  #renewOn = 0

  constructor(market: Market, storeKey: string) {
    this.#market = market
    this.#storeKey = storeKey
  }

  #read(from: string, to: string): Seen[] {
    const rows = this.#market.reads.adRows({
      storeKey: this.#storeKey,
      from,
      to,
      by: 'day',
      clickedOnly: true,
      grain: ['campaign', 'target', 'placement'],
    })
    return rows.map((row) => ({
      day: row.day,
      campaignId: row.campaignId,
      targetId: row.targetId,
      placement: row.placement,
      clicks: row.clicks,
      cost: row.costMinor,
      orders: row.orders.d7,
      sales: row.salesMinor.d7,
    }))
  }

  /** Rows of the days up to yesterday. Days older than a fortnight are read once a week: they hardly move any more. */
  upTo(yesterday: string, start: string, day: number): Seen[] {
    const from = addDays(yesterday, 1 - LOOK_BACK) < start ? start : addDays(yesterday, 1 - LOOK_BACK)
    const young = addDays(yesterday, -13)
    if (this.#oldTo === '' || day >= this.#renewOn) {
      this.#renewOn = day + 7
      this.#oldTo = addDays(young, -1)
      this.#old = from <= this.#oldTo ? this.#read(from, this.#oldTo) : []
    }
    const next = addDays(this.#oldTo, 1)
    const youngFrom = next < start ? start : next
    return [...this.#old.filter((row) => row.day >= from), ...this.#read(youngFrom, yesterday)]
  }
}

function pricesOf(market: Market, storeKey: string, tree: AdsTree): Map<string, number> {
  const price = new Map(market.reads.listings(storeKey).map((one) => [one.sku, one.priceMinor]))
  const prices = new Map<string, number>()
  for (const [group, ads] of Map.groupBy(tree.ads, (one) => one.adGroupId))
    prices.set(group, ads.reduce((sum, one) => sum + price.get(one.sku)!, 0) / ads.length)
  return prices
}

/** Days until the next delivery on its way is on the shelf. */
function arrivalOf(world: World, day: number): number | null {
  const next = world.deliveries.find((one) => one.day <= day && day < one.day + one.leadDays + 4)
  return next === undefined ? null : next.day + next.leadDays + 4 - day
}

function coversOf(
  market: Market,
  storeKey: string,
  tree: AdsTree,
  yesterday: string,
  arrives: number | null,
): View['coverOf'] {
  const { reads } = market
  const sold = new Map<string, number>()
  for (const row of reads.salesByAsin({ storeKey, from: addDays(yesterday, -13), to: yesterday }))
    sold.set(row.sku, (sold.get(row.sku) ?? 0) + row.unitsOrdered)
  const stock = new Map(reads.stock(storeKey).map((row) => [row.sku, row.fulfillable]))
  const covers = new Map<string, { coverDays: number; inboundDays: number | null }>()
  for (const [group, ads] of Map.groupBy(tree.ads, (one) => one.adGroupId)) {
    let units = 0
    let pace = 0
    for (const { sku } of ads) {
      units += stock.get(sku) ?? 0
      pace += (sold.get(sku) ?? 0) / 14
    }
    covers.set(group, {
      coverDays: pace === 0 ? 999 : units / pace,
      inboundDays: arrives,
    })
  }
  return covers
}

/** Open share of each of the last fortnight's days (index = age), from the times at which budgets ran out and came back. */
function openRatiosOf(market: Market, storeKey: string, yesterday: string): Map<string, number[]> {
  const { reads } = market
  const first = addDays(yesterday, -13)
  const events = reads.budgetEvents({ storeKey, from: addDays(first, -1), to: yesterday })
  const ratios = new Map<string, number[]>()
  for (const [campaignId, own] of Map.groupBy(events, (one) => one.campaignId)) {
    const days: number[] = []
    for (let age = 0; age < 14; age += 1) {
      const begin = reads.startOf(storeKey, addDays(yesterday, -age))
      const end = reads.startOf(storeKey, addDays(yesterday, 1 - age))
      days.push(1 - closedWithin(own, begin, end) / (end - begin))
    }
    ratios.set(campaignId, days)
  }
  return ratios
}

function closedWithin(events: readonly { at: number; inBudget: boolean }[], begin: number, end: number) {
  let closedAt: number | null = null
  let closed = 0
  for (const { at, inBudget } of events) {
    if (!inBudget) closedAt = at
    else if (closedAt !== null) {
      closed += Math.max(0, Math.min(end, at) - Math.max(begin, closedAt))
      closedAt = null
    }
  }
  return closedAt === null ? closed : closed + Math.max(0, end - Math.max(begin, closedAt))
}

function perform(market: Market, storeKey: string, move: Move): void {
  const by = 'bench'
  if (move.kind === 'bid')
    market.apply(
      storeKey,
      { kind: 'target', targetId: move.targetId, patch: { bidMinor: move.bidMinor } },
      by,
    )
  else if (move.kind === 'placement')
    market.apply(
      storeKey,
      { kind: 'campaign', campaignId: move.campaignId, patch: { placementPercent: move.percent } },
      by,
    )
  else
    market.apply(
      storeKey,
      { kind: 'campaign', campaignId: move.campaignId, patch: { strategy: move.strategy } },
      by,
    )
}

function deliver(world: World, market: Market, storeKey: string, day: number, yesterday: string): void {
  for (const { day: on, leadDays, coverDays } of world.deliveries) {
    if (on !== day) continue
    const sold = new Map<string, number>()
    for (const row of market.reads.salesByAsin({ storeKey, from: addDays(yesterday, -13), to: yesterday }))
      sold.set(row.sku, (sold.get(row.sku) ?? 0) + row.unitsOrdered)
    const lines = market.reads
      .listings(storeKey)
      .map(({ sku }) => ({ sku, units: Math.round(((sold.get(sku) ?? 0) / 14) * coverDays) }))
      .filter((line) => line.units > 0)
    if (lines.length > 0) market.apply(storeKey, { kind: 'addShipment', lines, leadDays }, 'bench')
  }
}

/** Lives through the world with a policy and answers what its ninety days brought. */
export function live(world: World, policy: Policy): Result {
  const { market, storeKey } = openWorld(world)
  const truth = truthOf(market, storeKey)
  const { reads } = market
  const bidLimits = adLimits[reads.store(storeKey).marketplace].bid
  const reports = new Reports(market, storeKey)
  const moves: { day: string; move: Move }[] = []
  const result = { spend: 0, sales: 0, orders: 0 }
  for (let day = 1; day <= world.historyDays + LIFE_DAYS; day += 1) {
    const today = addDays(world.start, day)
    const yesterday = addDays(today, -1)
    market.advanceTo(reads.startOf(storeKey, today))
    const lived = day - world.historyDays
    if (lived > 0)
      for (const row of truth.expectedDay()) {
        result.spend += row.costMinor
        result.sales += row.attributedMinor
        result.orders += row.orders
      }
    deliver(world, market, storeKey, day, yesterday)
    const looks = policy.everyDays > 0 && lived >= 0 && lived < LIFE_DAYS && lived % policy.everyDays === 0
    if (!looks) continue
    const tree = reads.adsTree(storeKey)
    const view: View = {
      today,
      yesterday,
      day: lived,
      tree,
      rows: reports.upTo(yesterday, world.start, lived),
      moves,
      bidLimits,
      marginRatio: world.marginRatio,
      priceOf: pricesOf(market, storeKey, tree),
      coverOf: coversOf(market, storeKey, tree, yesterday, arrivalOf(world, day)),
      openRatiosOf: openRatiosOf(market, storeKey, yesterday),
      truth,
    }
    for (const move of policy.decide(view)) {
      perform(market, storeKey, move)
      moves.push({ day: today, move })
    }
  }
  const { spend, sales } = result
  return { ...result, profit: world.marginRatio * sales - spend, acos: sales === 0 ? 0 : spend / sales }
}
