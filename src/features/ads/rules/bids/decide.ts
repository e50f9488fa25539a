// The bid optimiser: from a snapshot to a bid for every target and settings for every campaign, each with its reasons. Pure: the same
// snapshot gives the same decisions.

import type { Ground } from '#features/changes/rules/item.ts'
import { type CampaignPlan, planCampaigns } from './campaigns.ts'
import { type Exploration, explorationsOf, reasonOf } from './explore.ts'
import { mixOf, multiplierOf } from './multipliers.ts'
import { type Holding, priceFor, priceWithin } from './portfolio.ts'
import { atBid } from './response.ts'
import type { BidSnapshot, BidTarget, Reference } from './snapshot.ts'
import { responsesOf } from './standing.ts'
import { stockFactor } from './stock.ts'
import { type Value, valuesOf } from './value.ts'

/** Names the rules that a snapshot is decided by; a decision keeps it. Those of version 1 explore nothing and are otherwise the same. */
export const packOf = ({ version }: Pick<BidSnapshot, 'version'>): string =>
  version === 1 ? 'bids-2' : 'bids-3'

export type Day = { readonly clicks: number; readonly cost: number; readonly sales: number }

export type BidDecision = {
  readonly targetId: string
  readonly from: number
  readonly to: number
  /** The bid that counts on average over placements, before and after. */
  readonly effective: { readonly from: number; readonly to: number }
  /** Expected a day, before and after. */
  readonly expected: { readonly from: Day; readonly to: Day }
  readonly grounds: readonly Ground[]
}

export type Decisions = {
  readonly pack: string
  /** What a unit of sales may cost at the margin. */
  readonly price: number
  readonly bids: readonly BidDecision[]
  readonly campaigns: readonly CampaignPlan[]
}

/** Bids that differ by less are left alone. */
const DEAD_BAND = 0.04
/** Fewer clicks than this say little of a target itself. */
const FEW_CLICKS = 10

type Scenery = {
  readonly holdings: readonly Holding[]
  readonly values: ReadonlyMap<string, Value>
  readonly plans: readonly CampaignPlan[]
  /** Multipliers of campaigns as they stand. */
  readonly now: ReadonlyMap<string, number>
}

/** What is known of every target, and what is planned for its campaign. */
function sceneryOf(snapshot: BidSnapshot): Scenery {
  const { targets, campaigns } = snapshot
  const values = valuesOf(snapshot)
  const plans = planCampaigns(snapshot)
  const mix = mixOf(campaigns)
  const planOf = new Map(plans.map((one) => [one.campaignId, one]))
  const campaignOf = new Map(campaigns.map((one) => [one.id, one]))
  const now = new Map(campaigns.map((one) => [one.id, multiplierOf(one, mix)]))
  const next = new Map(campaigns.map((one) => [one.id, multiplierOf(one, mix, planOf.get(one.id))]))
  const responses = responsesOf(
    targets,
    (one) => now.get(one.campaignId)!,
    (one) => campaignOf.get(one.campaignId)!,
  )
  const holdings = targets.map((target, index): Holding => {
    const stock = stockFactor(target)
    return {
      target,
      campaign: campaignOf.get(target.campaignId)!,
      worth: values.get(target.id)!.perClick * snapshot.season * stock,
      multiplier: next.get(target.campaignId)!,
      response: responses[index]!,
      factor: 1,
    }
  })
  return { holdings, values, plans, now }
}

/** Where every target stands now: what a volume goal is compared with later. */
export function referenceOf(snapshot: BidSnapshot): Record<string, Reference> {
  const { holdings } = sceneryOf(snapshot)
  return Object.fromEntries(
    holdings.map(({ target, response: { effectiveBid, clicks } }) => [target.id, { effectiveBid, clicks }]),
  )
}

export function decideBids(snapshot: BidSnapshot): Decisions {
  const { holdings: unexplored, values, plans, now } = sceneryOf(snapshot)
  const explorations = explorationsIn(snapshot, unexplored, values)
  // What exploring spends counts towards the goal and the campaigns' budgets like everything else.
  const holdings = unexplored.map((one) => ({
    ...one,
    factor: explorations.get(one.target.id)?.factor ?? 1,
  }))
  const prices = pricesOf(snapshot, holdings)
  const bids = [...Map.groupBy(holdings, (one) => one.campaign.id)].flatMap(([campaignId, group]) => {
    const scene: Scene = {
      snapshot,
      price: prices.of(campaignId),
      accountPrice: prices.account,
      multiplierNow: now.get(campaignId)!,
      explorations,
    }
    return group.map((holding) => decideOne(scene, holding, values.get(holding.target.id)!))
  })
  return { pack: packOf(snapshot), price: prices.account, bids, campaigns: plans }
}

/** What a unit of sales may cost in the account, and in each campaign: less where its own budget would not last the day. */
function pricesOf({ goal }: BidSnapshot, holdings: readonly Holding[]) {
  const account = priceFor(goal, holdings)
  const own = new Map(
    [...Map.groupBy(holdings, (one) => one.campaign.id)].map(([campaignId, group]) => {
      const { dailyBudget } = group[0]!.campaign
      return [campaignId, dailyBudget === null ? account : priceWithin(group, account, dailyBudget)]
    }),
  )
  return { account, of: (campaignId: string): number => own.get(campaignId)! }
}

/** Whom to explore at the prices that hold without exploring; nobody where a campaign's own budget is the bound. */
function explorationsIn(
  snapshot: BidSnapshot,
  holdings: readonly Holding[],
  values: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Exploration> {
  const { exploring } = snapshot.terms
  if (exploring === null || exploring === undefined) return new Map()
  const prices = pricesOf(snapshot, holdings)
  return explorationsOf(
    holdings,
    (id) => values.get(id)!,
    ({ campaign }) =>
      isTight(prices.of(campaign.id), prices.account) || ranOut(campaign) ? null : prices.account,
    exploring,
  )
}

type Scene = {
  readonly snapshot: BidSnapshot
  /** For this campaign, and for the account. */
  readonly price: number
  readonly accountPrice: number
  readonly multiplierNow: number
  readonly explorations: ReadonlyMap<string, Exploration>
}

/** Whether a campaign's budget did not last on one of the last days: what is added then takes from the rest of a day. */
const ranOut = ({ openRatios }: Holding['campaign']): boolean => openRatios.some((ratio) => ratio < 1)

/** Whether a campaign's own budget keeps it below the account's price. */
const isTight = (price: number, accountPrice: number): boolean => price < 0.98 * accountPrice

function decideOne(scene: Scene, holding: Holding, value: Value): BidDecision {
  const { target, multiplier, worth, response } = holding
  const grounds = reasonsOf(scene, holding, value)
  const exploration = scene.explorations.get(target.id)
  if (exploration !== undefined) grounds.push(reasonOf(exploration))
  const wanted = (scene.price * worth * holding.factor) / multiplier
  const to = bounded(scene, target, wanted, multiplier, grounds)
  const effective = { from: target.bid * scene.multiplierNow, to: to * multiplier }
  const before = atBid(response, effective.from)
  const after = atBid(response, effective.to)
  return {
    targetId: target.id,
    from: target.bid,
    to,
    effective,
    expected: {
      from: { ...before, sales: before.clicks * worth },
      to: { ...after, sales: after.clicks * worth },
    },
    grounds,
  }
}

/** What the wanted bid is made of, in the order in which it is worked out. */
function reasonsOf(scene: Scene, { target, campaign, multiplier }: Holding, value: Value): Ground[] {
  const { goal, season } = scene.snapshot
  let clicks = 0
  let orders = 0
  for (const day of target.days) {
    clicks += day.clicks
    orders += day.orders
  }
  const grounds: Ground[] = [
    {
      code: clicks < FEW_CLICKS ? 'bid.sparse' : 'bid.value',
      data: { clicks, orders, rate: value.rate.mean, orderValue: value.orderValue, perClick: value.perClick },
    },
    { code: `bid.goal.${goal.kind}`, data: { price: scene.accountPrice } },
  ]
  if (Math.abs(multiplier - 1) > 0.05)
    grounds.push({ code: 'bid.multiplier', data: { multiplier, strategy: campaign.strategy } })
  if (isTight(scene.price, scene.accountPrice))
    grounds.push({ code: 'bid.budget', data: { price: scene.price, budget: campaign.dailyBudget } })
  if (season !== 1) grounds.push({ code: 'bid.season', data: { season } })
  const stock = stockFactor(target)
  if (stock < 1)
    grounds.push({
      code: target.inboundDays === null ? 'bid.stock_alone' : 'bid.stock',
      data: { days: target.coverDays, inbound: target.inboundDays, factor: stock },
    })
  return grounds
}

/** The wanted bid within cool-down, step and limits; what held it back is added to the reasons. */
function bounded(
  scene: Scene,
  target: BidTarget,
  wanted: number,
  multiplier: number,
  grounds: Ground[],
): number {
  const { terms, bidStep, leastBid, mostBid } = scene.snapshot
  // A campaign whose multiplier changes moves every bid in it; that is no step of the target's own.
  const shift = multiplier / scene.multiplierNow
  const stands = target.bid / shift
  const isResting = target.changedAge !== null && target.changedAge < terms.cooldownDays
  if (isResting && Math.abs(shift - 1) < 0.01) {
    grounds.push({ code: 'bid.cooldown', data: { days: terms.cooldownDays - target.changedAge! } })
    return target.bid
  }
  let to = wanted
  if (to > stands * (1 + terms.mostUpRatio)) {
    grounds.push({ code: 'bid.step', data: { wanted, ratio: terms.mostUpRatio } })
    to = stands * (1 + terms.mostUpRatio)
  }
  const most =
    terms.mostEffectiveBid === null ? mostBid : Math.min(mostBid, terms.mostEffectiveBid / multiplier)
  if (to > most) grounds.push({ code: 'bid.ceiling', data: { wanted: to, most } })
  if (to < leastBid) grounds.push({ code: 'bid.floor', data: { wanted: to, least: leastBid } })
  to = Math.min(most, Math.max(leastBid, to))
  if (Math.abs(Math.log(to / target.bid)) < DEAD_BAND) return target.bid
  return Math.max(leastBid, Math.round(to / bidStep) * bidStep)
}
