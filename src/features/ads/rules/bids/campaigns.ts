// Strategy and placement adjustments of campaigns: what lets a bid mean what it says.

import type { Ground } from '#features/changes/rules/item.ts'
import {
  type BidCampaign,
  type BidSnapshot,
  type DayFigures,
  type Place,
  type Strategy,
  places,
} from './snapshot.ts'
import { shareKnown } from './value.ts'

export type Placements = Readonly<Record<Place, number>>
export type CampaignPlan = {
  readonly campaignId: string
  readonly strategy: Strategy
  readonly placements: Placements
  /** Why it differs from what stands there; empty when it does not. */
  readonly grounds: readonly Ground[]
}

/** Days between two moves of one campaign. */
const CAMPAIGN_COOLDOWN = 14
/** Orders as which "all placements alike" counts against the account's evidence, and the account's against a campaign's. */
const ALIKE_ORDERS = 15
const ACCOUNT_ORDERS = 30
/** Placement bids that differ by less are left. */
const DEAD_BAND = 0.15
const MOST_PERCENT = 300

/**
 * How much of a placement's difference in conversion is left for the adjustment: Amazon's dynamic bidding allows for the rest (up and down
 * for all of it; down only lowers, never raises).
 */
const leftOver: Readonly<Record<Strategy, number>> = {
  LEGACY_FOR_SALES: 0.5,
  AUTO_FOR_SALES: 0,
  MANUAL: 1,
  RULE_BASED: 0,
}

type Known = { clicks: number; orders: number }

function known(days: readonly DayFigures[], completion: readonly number[]): Known {
  let clicks = 0
  let orders = 0
  for (const day of days) {
    clicks += day.clicks * shareKnown(completion, day.age)
    orders += day.orders
  }
  return { clicks, orders }
}

type ByPlace = Readonly<Record<Place, Known>>

function knownByPlace(campaign: BidCampaign, completion: readonly number[]): ByPlace {
  const { top, rest, product } = campaign.byPlace
  return { top: known(top, completion), rest: known(rest, completion), product: known(product, completion) }
}

const rateOf = (seen: ByPlace): number => {
  const clicks = places.reduce((all, place) => all + seen[place].clicks, 0)
  return clicks === 0 ? 0 : places.reduce((all, place) => all + seen[place].orders, 0) / clicks
}

/** Orders per click of each placement beside the campaign's mean, over the account. */
function accountRatios(all: readonly ByPlace[]): Record<Place, number> {
  const ratios = { top: 1, rest: 1, product: 1 }
  for (const place of places) {
    let orders = ALIKE_ORDERS
    let expected = ALIKE_ORDERS
    for (const seen of all) {
      orders += seen[place].orders
      expected += seen[place].clicks * rateOf(seen)
    }
    ratios[place] = orders / expected
  }
  return ratios
}

export function planCampaigns(snapshot: BidSnapshot): CampaignPlan[] {
  const { campaigns, terms } = snapshot
  const seen = campaigns.map((one) => knownByPlace(one, terms.completion))
  const account = accountRatios(seen)
  return campaigns.map((campaign, index) => {
    const stands = { campaignId: campaign.id, strategy: campaign.strategy, placements: campaign.placements }
    const isYoung = campaign.changedAge !== null && campaign.changedAge < CAMPAIGN_COOLDOWN
    if (!terms.campaigns || isYoung || campaign.strategy === 'RULE_BASED') return { ...stands, grounds: [] }
    const grounds: Ground[] = []
    const strategy = strategyFor(snapshot, campaign, grounds)
    const placements = placementsFor(campaign, strategy, seen[index]!, account, grounds)
    return { campaignId: campaign.id, strategy, placements, grounds }
  })
}

/** With a goal that costs count in, bids that Amazon may double are taken back to bids that it can only lower. */
function strategyFor({ goal }: BidSnapshot, campaign: BidCampaign, grounds: Ground[]): Strategy {
  const { strategy } = campaign
  if (strategy !== 'AUTO_FOR_SALES' || goal.kind === 'budget') return strategy
  grounds.push({ code: 'strategy.capped', data: {} })
  return 'LEGACY_FOR_SALES'
}

function placementsFor(
  campaign: BidCampaign,
  strategy: Strategy,
  seen: ByPlace,
  account: Readonly<Record<Place, number>>,
  grounds: Ground[],
): Placements {
  const rate = rateOf(seen)
  const worth = { top: 1, rest: 1, product: 1 }
  for (const place of places) {
    const orders = seen[place].orders + ACCOUNT_ORDERS * account[place]
    const ratio = orders / (seen[place].clicks * rate + ACCOUNT_ORDERS)
    worth[place] = ratio ** leftOver[strategy]
  }
  const least = Math.min(worth.top, worth.rest, worth.product)
  const next = { top: 0, rest: 0, product: 0 }
  let moves = 0
  for (const place of places) {
    next[place] = Math.min(MOST_PERCENT, Math.round(((worth[place] / least - 1) * 100) / 5) * 5)
    moves = Math.max(
      moves,
      Math.abs(Math.log((1 + next[place] / 100) / (1 + campaign.placements[place] / 100))),
    )
  }
  if (moves < DEAD_BAND) return campaign.placements
  for (const place of places)
    if (next[place] !== campaign.placements[place])
      grounds.push({
        code: `placement.${place}`,
        data: {
          from: campaign.placements[place],
          to: next[place],
          clicks: Math.round(seen[place].clicks),
          orders: Math.round(seen[place].orders),
          ratio: worth[place] / least,
        },
      })
  return next
}
