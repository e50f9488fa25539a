// The clairvoyant: knows every rate, rival and conversion of the market, and every second week looks for the bids, placement
// adjustments and strategies that earn most on a mean day. It climbs: all targets (then all campaigns) are tried at once at other
// settings, each takes the best answer of its own, and a step is kept only when the whole earns more. A better optimum may exist.

import type { ExpectedLane, OtherCampaign, Truth } from '#sandbox/market/truth.ts'
import type { BiddingStrategy, Placement } from '#sandbox/market/world-ads.ts'
import type { Move, Policy, View } from './bidding-life.ts'

type Settings = { bids: Map<string, number>; campaigns: Map<string, Required<OtherCampaign>> }

const steps = [0.35, 0.6, 0.8, 0.92, 1.08, 1.25, 1.6, 2.4]
const tops = [0, 20, 50, 100]

/** Earnings of a mean day under daily budgets: what a budget cuts off is lost in proportion. */
function earnings(lanes: readonly ExpectedLane[], margin: number, budgets: ReadonlyMap<string, number>) {
  const spend = new Map<string, number>()
  for (const lane of lanes) spend.set(lane.campaignId, (spend.get(lane.campaignId) ?? 0) + lane.costMinor)
  const byTarget = new Map<string, number>()
  const byCampaign = new Map<string, number>()
  let total = 0
  let sales = 0
  for (const lane of lanes) {
    const cut = Math.min(1, (budgets.get(lane.campaignId) ?? Infinity) / spend.get(lane.campaignId)!)
    const earned = cut * (margin * lane.attributedMinor - lane.costMinor)
    total += earned
    sales += cut * lane.attributedMinor
    byTarget.set(lane.targetId, (byTarget.get(lane.targetId) ?? 0) + earned)
    byCampaign.set(lane.campaignId, (byCampaign.get(lane.campaignId) ?? 0) + earned)
  }
  return { total, sales, byTarget, byCampaign }
}

type Search = {
  truth: Truth
  margin: number
  budgets: ReadonlyMap<string, number>
  limits: readonly [number, number]
}

const value = ({ truth, margin, budgets }: Search, { bids, campaigns }: Settings) =>
  earnings(truth.expect(bids, campaigns), margin, budgets)

/** Every target tries every step at once; each keeps its best, at half the way when together they earn less. */
function climbBids(search: Search, at: Settings): Settings {
  const [least, most] = search.limits
  const now = value(search, at)
  const best = new Map([...at.bids].map(([id, bid]) => [id, { bid, earned: now.byTarget.get(id) ?? 0 }]))
  for (const step of steps) {
    const bids = new Map(
      [...at.bids].map(([id, bid]) => [id, Math.min(most, Math.max(least, Math.round(bid * step)))]),
    )
    const tried = value(search, { ...at, bids })
    for (const [id, bid] of bids) {
      const earned = tried.byTarget.get(id) ?? 0
      if (earned > best.get(id)!.earned) best.set(id, { bid, earned })
    }
  }
  for (const way of [1, 0.5]) {
    const bids = new Map(
      [...best].map(([id, { bid }]) => [id, Math.round(at.bids.get(id)! ** (1 - way) * bid ** way)]),
    )
    const next = { ...at, bids }
    if (value(search, next).total > now.total) return next
  }
  return at
}

/** Campaigns try another strategy or placement adjustment, each for itself. */
function climbCampaigns(search: Search, at: Settings): Settings {
  const now = value(search, at)
  const best = new Map(
    [...at.campaigns].map(([id, own]) => [id, { own, earned: now.byCampaign.get(id) ?? 0 }]),
  )
  const tries: ((own: Required<OtherCampaign>) => Required<OtherCampaign>)[] = [
    ...(['up_and_down', 'down_only', 'fixed'] as const).map(
      (strategy: BiddingStrategy) => (own: Required<OtherCampaign>) => ({ ...own, strategy }),
    ),
    ...(['top', 'rest', 'product_pages'] as const).flatMap((placement: Placement) =>
      tops.map((percent) => (own: Required<OtherCampaign>) => ({
        ...own,
        placementPercent: { ...own.placementPercent, [placement]: percent },
      })),
    ),
  ]
  for (const attempt of tries) {
    const campaigns = new Map([...at.campaigns].map(([id, own]) => [id, attempt(own)]))
    const tried = value(search, { ...at, campaigns })
    for (const [id, own] of campaigns) {
      const earned = tried.byCampaign.get(id) ?? 0
      if (earned > best.get(id)!.earned) best.set(id, { own, earned })
    }
  }
  const next = { ...at, campaigns: new Map([...best].map(([id, { own }]) => [id, own])) }
  return value(search, next).total > now.total ? next : at
}

function settingsOf({ tree }: View): Settings {
  const groups = new Map(tree.adGroups.map((one) => [one.adGroupId, one.defaultBidMinor]))
  return {
    bids: new Map(
      tree.targets
        .filter((one) => one.state === 'enabled')
        .map((one) => [one.targetId, one.bidMinor ?? groups.get(one.adGroupId)!]),
    ),
    campaigns: new Map(
      tree.campaigns
        .filter((one) => one.state === 'enabled')
        .map(({ campaignId, strategy, placementPercent }) => [campaignId, { strategy, placementPercent }]),
    ),
  }
}

function movesTo(from: Settings, to: Settings): Move[] {
  const moves: Move[] = []
  for (const [targetId, bidMinor] of to.bids)
    if (from.bids.get(targetId) !== bidMinor) moves.push({ kind: 'bid', targetId, bidMinor })
  for (const [campaignId, { strategy, placementPercent }] of to.campaigns) {
    const stood = from.campaigns.get(campaignId)!
    if (stood.strategy !== strategy) moves.push({ kind: 'strategy', campaignId, strategy })
    if (stood.placementPercent !== placementPercent)
      moves.push({ kind: 'placement', campaignId, percent: placementPercent })
  }
  return moves
}

/** Rounds of climbing on the first day, and on each later look. */
const FIRST_ROUNDS = 6
const LATER_ROUNDS = 2

function climbed(search: Search, from: Settings, rounds: number): Settings {
  let at = from
  for (let round = 0; round < rounds; round += 1) {
    at = climbBids(search, at)
    if (round % 2 === 0) at = climbCampaigns(search, at)
  }
  return climbBids(search, at)
}

const searchOf = (view: View, margin: number): Search => ({
  truth: view.truth,
  margin,
  budgets: new Map(view.tree.campaigns.map((one) => [one.campaignId, one.dailyBudgetMinor])),
  limits: view.bidLimits,
})

export const oracle: Policy = {
  name: 'clairvoyant',
  everyDays: 14,
  decide: (view) => {
    const from = settingsOf(view)
    const search = searchOf(view, view.marginRatio)
    return movesTo(from, climbed(search, from, view.day === 0 ? FIRST_ROUNDS : LATER_ROUNDS))
  },
}

/** Prices of a unit of sales that are tried on the first day, and on each later look. */
const FIRST_PRICES = 9
const LATER_PRICES = 4

/** The clairvoyant with another wish: least spend for the sales that the opening settings would bring on a mean day. */
export function thriftyOracle(): Policy {
  let opening: Settings | null = null
  let price = 0.5
  return {
    name: 'clairvoyant, sales kept',
    everyDays: 14,
    decide: (view) => {
      const from = settingsOf(view)
      opening ??= from
      const wanted = value(searchOf(view, 1), opening).sales
      const tries = view.day === 0 ? FIRST_PRICES : LATER_PRICES
      let best = { at: from, miss: Infinity, price }
      let [low, high] = [price / 4, price * 4]
      for (let step = 0; step < tries; step += 1) {
        const search = searchOf(view, price)
        const at = climbed(search, best.at, LATER_ROUNDS)
        const { sales } = value(search, at)
        const miss = Math.abs(Math.log(Math.max(1, sales) / wanted))
        if (miss < best.miss) best = { at, miss, price }
        if (sales < wanted) low = price
        else high = price
        price = Math.sqrt(low * high)
      }
      price = best.price
      return movesTo(from, best.at)
    },
  }
}
