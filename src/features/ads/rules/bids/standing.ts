// Where each target stands on its curve: what its clicks and their price were at the bids that it had, carried to the present bid.

import { normalCdf } from '#kernel/statistics.ts'
import { type Response, priceRatio, standingOf, usualSpread } from './response.ts'
import type { BidCampaign, BidTarget } from './snapshot.ts'

/** Days after which clicks count half: demand and rivals move on. */
const HALF_LIFE = 10
/** Clicks as which the account's price ratio counts beside a target's own. */
const RATIO_CLICKS = 10
/** Days before the campaign's settings were last changed count so much: their multiplier was another. */
const OTHER_SETTINGS = 0.3
/** Standings are looked for within. */
const FARTHEST = 3

/** All days on which one bid stood, weighted. */
type Level = { readonly bid: number; clicks: number; cost: number; days: number }

/** Weighted days in which a campaign's budget carried clicks, up to each age. */
function openDays({ openRatios, changedAge }: BidCampaign, windowDays: number): number[] {
  const upTo = [0]
  for (let age = 0; age < windowDays; age += 1)
    upTo.push(upTo[age]! + weightOf(age, changedAge) * Math.max(0.05, openRatios[age] ?? 1))
  return upTo
}

const weightOf = (age: number, changedAge: number | null): number =>
  2 ** (-age / HALF_LIFE) * (changedAge !== null && age >= changedAge ? OTHER_SETTINGS : 1)

function levelsOf(
  { bid, earlierBids, days }: BidTarget,
  multiplier: number,
  campaign: BidCampaign,
  upTo: readonly number[],
): Level[] {
  const most = upTo.length - 1
  const bids = [{ fromAge: 0, bid }, ...earlierBids.filter((one) => one.fromAge < most)]
  const levels = bids.map((one, index): Level => {
    const next = bids[index + 1]?.fromAge ?? most
    return { bid: one.bid * multiplier, clicks: 0, cost: 0, days: upTo[next]! - upTo[one.fromAge]! }
  })
  for (const day of days) {
    const index = bids.findLastIndex((one) => one.fromAge <= day.age)
    const weight = weightOf(day.age, campaign.changedAge)
    levels[index]!.clicks += weight * day.clicks
    levels[index]!.cost += weight * day.cost
  }
  return levels
}

/** The standing at the present bid at which clicks at all levels would have cost what they did. */
function standingBy(levels: readonly Level[], present: number, usual: number): number {
  let cost = RATIO_CLICKS * usual * present
  for (const one of levels) cost += one.cost
  const at = (z: number): number => {
    let sum = RATIO_CLICKS * present * priceRatio(z, usualSpread)
    for (const { bid, clicks } of levels)
      if (clicks > 0)
        sum += clicks * bid * priceRatio(clampedZ(z + Math.log(bid / present) / usualSpread), usualSpread)
    return sum
  }
  let [low, high] = [-FARTHEST, FARTHEST]
  for (let i = 0; i < 24; i += 1) {
    const mid = (low + high) / 2
    if (at(mid) > cost) low = mid
    else high = mid
  }
  return (low + high) / 2
}

const clampedZ = (z: number): number => Math.min(6, Math.max(-6, z))

/** Responses in the order of the targets. */
export function responsesOf(
  targets: readonly BidTarget[],
  multiplierOf: (target: BidTarget) => number,
  campaignOf: (target: BidTarget) => BidCampaign,
): Response[] {
  const windowDays = 1 + targets.reduce((all, one) => one.days.reduce((m, d) => Math.max(m, d.age), all), 0)
  const open = new Map<string, number[]>()
  const seen = targets.map((target) => {
    const campaign = campaignOf(target)
    const upTo = open.get(campaign.id) ?? openDays(campaign, windowDays)
    open.set(campaign.id, upTo)
    const multiplier = multiplierOf(target)
    return { present: target.bid * multiplier, levels: levelsOf(target, multiplier, campaign, upTo) }
  })
  let billed = 0
  let offered = 0
  for (const { levels } of seen)
    for (const { clicks, cost, bid } of levels) {
      billed += cost
      offered += clicks * bid
    }
  const usual = offered === 0 ? priceRatio(0, usualSpread) : Math.min(0.95, Math.max(0.15, billed / offered))
  const usualZ = standingOf(usual, usualSpread)
  return seen.map(({ present, levels }): Response => {
    const z = levels.some((one) => one.clicks > 0) ? standingBy(levels, present, usual) : usualZ
    const here = Math.max(1e-12, normalCdf(z))
    let clicks = 0
    let days = 0
    for (const level of levels) {
      clicks += level.clicks
      days += (level.days * normalCdf(clampedZ(z + Math.log(level.bid / present) / usualSpread))) / here
    }
    return { clicks: days === 0 ? 0 : clicks / days, z, effectiveBid: present, spread: usualSpread }
  })
}
