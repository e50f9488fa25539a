// One price for a unit of sales over the whole account: at the optimum every target bids that price times what its click brings. The price
// follows from the goal (ads-market theory: one pair of multipliers for all constraints of a portfolio).

import { type Response, atBid } from './response.ts'
import type { BidCampaign, BidGoal, BidTarget } from './snapshot.ts'

/** A target as the portfolio sees it. */
export type Holding = {
  readonly target: BidTarget
  readonly campaign: BidCampaign
  /** Sales of a click, as decided upon (season and stock included). */
  readonly worth: number
  readonly multiplier: number
  readonly response: Response
  /** The effective bid beside what a click is worth at the price: above 1 where the target is explored. */
  readonly factor: number
}

type Total = { cost: number; sales: number }

/** Spend and sales a day of holdings at a price for a unit of sales. */
export function totalAt(holdings: readonly Holding[], price: number): Total {
  let cost = 0
  let sales = 0
  for (const one of holdings) {
    const there = atBid(one.response, price * one.worth * one.factor)
    cost += there.cost
    sales += there.clicks * one.worth
  }
  return { cost, sales }
}

const LEAST_PRICE = 0.01
const MOST_PRICE = 3
/** However low the average is: nobody pays more than a sale brings for one more sale. */
const WHOLE_PRICE = 1

/** The largest price at which `fits`, which turns false once as the price grows. */
function largest(fits: (price: number) => boolean, most = MOST_PRICE): number {
  if (fits(most)) return most
  let low = Math.log(LEAST_PRICE)
  let high = Math.log(most)
  for (let i = 0; i < 40; i += 1) {
    const mid = (low + high) / 2
    if (fits(Math.exp(mid))) low = mid
    else high = mid
  }
  return Math.exp(low)
}

/** The price of a unit of sales that the goal asks for, before the campaigns' own budgets. */
export function priceFor(goal: BidGoal, holdings: readonly Holding[]): number {
  switch (goal.kind) {
    case 'profit':
      return goal.marginRatio
    case 'acos':
      return largest((price) => {
        const { cost, sales } = totalAt(holdings, price)
        return cost <= goal.targetRatio * sales
      }, WHOLE_PRICE)
    case 'budget':
      return largest((price) => totalAt(holdings, price).cost <= goal.perDay, goal.marginRatio ?? MOST_PRICE)
    case 'volume': {
      const { sales, price: most } = keptOf(holdings)
      return largest((price) => totalAt(holdings, price).sales < sales * goal.keepRatio, most)
    }
  }
}

/** Clicks a day as which "demand is as it was" counts. */
const DEMAND_CLICKS = 3
/** How soon a target whose bid has moved away says less of demand, in ln units of the bid. */
const DEMAND_REACH = 0.3

/**
 * Sales a day that the reference bids would bring now: the clicks they brought then, times what demand has become, at what a click is
 * worth now. Demand is read off the targets whose bids stand near their reference; carried far along the curve, clicks say little.
 * `price` is what those bids offered for a unit of sales on average: one price for all brings the same sales for no more than that.
 */
function keptOf(holdings: readonly Holding[]): { sales: number; price: number } {
  let then = DEMAND_CLICKS
  let now = DEMAND_CLICKS
  let sales = 0
  let offered = 0
  for (const { target, response, worth } of holdings) {
    const stood = target.reference ?? { effectiveBid: response.effectiveBid, clicks: response.clicks }
    const weight = Math.exp(-Math.abs(Math.log(response.effectiveBid / stood.effectiveBid)) / DEMAND_REACH)
    then += weight * stood.clicks
    now += weight * atBid(response, stood.effectiveBid).clicks
    sales += stood.clicks * worth
    offered += stood.clicks * stood.effectiveBid
  }
  return { sales: (sales * now) / then, price: sales > 0 ? offered / sales : MOST_PRICE }
}

/** The price at which a campaign's spend fits its daily budget all day long; never above `price`. */
export function priceWithin(holdings: readonly Holding[], price: number, dailyBudget: number): number {
  return largest((one) => totalAt(holdings, one).cost <= dailyBudget, price)
}
