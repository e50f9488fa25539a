// By what a base bid is multiplied on its way into an auction: placement adjustments, and Amazon's own dynamic factor.

import { type BidCampaign, type Place, type Strategy, places } from './snapshot.ts'

/**
 * Mean dynamic factor over the clicks that are won. Down only takes most auctions at the full bid; up and down raises more than it lowers.
 * Amazon tells neither; these are assumptions.
 */
export const meanFactor: Readonly<Record<Strategy, number>> = {
  LEGACY_FOR_SALES: 0.96,
  AUTO_FOR_SALES: 1.2,
  MANUAL: 1,
  RULE_BASED: 1.2,
}

/** How strongly the mix of placements follows their bids. */
const MIX_ELASTICITY = 1
/** Clicks as which the account's mix counts beside a campaign's own. */
const MIX_CLICKS = 30

type Mix = Readonly<Record<Place, number>>

export function mixOf(campaigns: readonly BidCampaign[]): Mix {
  const mix = { top: 1, rest: 1, product: 1 }
  for (const one of campaigns)
    for (const place of places) {
      // What the mix would be without adjustments.
      const weight = (1 + one.placements[place] / 100) ** -MIX_ELASTICITY
      for (const day of recent(one, place)) mix[place] += day.clicks * weight
    }
  const all = mix.top + mix.rest + mix.product
  return { top: mix.top / all, rest: mix.rest / all, product: mix.product / all }
}

const recent = (campaign: BidCampaign, place: Place) =>
  campaign.changedAge === null
    ? campaign.byPlace[place]
    : campaign.byPlace[place].filter((day) => day.age < campaign.changedAge!)

/** Mean multiplier over a campaign's clicks, at the settings it has or would have. */
export function multiplierOf(
  campaign: BidCampaign,
  account: Mix,
  next: { strategy: Strategy; placements: Readonly<Record<Place, number>> } = campaign,
): number {
  let total = 0
  let weighted = 0
  for (const place of places) {
    let clicks = account[place] * MIX_CLICKS * (1 + campaign.placements[place] / 100) ** MIX_ELASTICITY
    for (const day of recent(campaign, place)) clicks += day.clicks
    const there =
      clicks * ((1 + next.placements[place] / 100) / (1 + campaign.placements[place] / 100)) ** MIX_ELASTICITY
    total += there
    weighted += there * (1 + next.placements[place] / 100)
  }
  return (weighted / total) * meanFactor[next.strategy]
}
