// Bidding above what a click is worth in order to learn what it is worth, where little is known. What is learnt is worth most where a
// target's own clicks would soon say more than is known of it now; that, not a count of clicks, decides who is explored.
//
// A rate known as a gamma distribution of shape s and rate r (in clicks) keeps r / (r + n) of its variance after n more clicks. Profit is convex in the
// worth, so knowing better earns ½ · price² · variance · d clicks / d bid a day; bidding δ more costs ½ · δ² · d clicks / d bid. With c clicks a day that come
// anyway and a horizon of H days the best δ is this share of the bid:  ½ · 1/s · elasticity · cH / (r + cH).

import type { Ground } from '#features/changes/rules/item.ts'
import { normalCdf, normalPdf } from '#kernel/statistics.ts'
import { conversionQuantile } from './conversion.ts'
import type { Holding } from './portfolio.ts'
import { atBid } from './response.ts'
import type { Exploring } from './snapshot.ts'
import { EVIDENCE_DAYS, type Value } from './value.ts'

/** A bid above its worth, and what is expected of it a day. */
export type Exploration = {
  /** The effective bid beside the one without exploring, above 1. */
  readonly factor: number
  /** Clicks as which the present knowledge of the rate counts, and clicks to come within the horizon without exploring. */
  readonly known: number
  readonly coming: number
  /** Spend a day beyond the bid without exploring, and how much of it is not expected to come back at the goal's price. */
  readonly spend: number
  readonly loss: number
}

/** Days for which what is learnt is of use. */
const HORIZON_DAYS = Math.round(EVIDENCE_DAYS)
/** No bid beyond what this quantile of its rate would pay for. */
const QUANTILE = 0.8
/** Bids that differ by less are not worth a change. */
const LEAST = 0.02

/** An exploration among the reasons of a bid. */
export const reasonOf = ({ factor, ...rest }: Exploration): Ground => ({
  code: 'bid.explore',
  data: { raise: factor - 1, days: HORIZON_DAYS, ...rest },
})

type Candidate = {
  readonly holding: Holding
  readonly exploit: number
  readonly premium: number
  readonly known: number
  readonly coming: number
}

function candidateOf(holding: Holding, value: Value, price: number): Candidate | null {
  const { response, worth } = holding
  const exploit = price * worth
  const { clicks } = atBid(response, exploit)
  if (clicks <= 0 || exploit <= 0) return null
  const z = response.z + Math.log(exploit / response.effectiveBid) / response.spread
  const elasticity = normalPdf(z) / Math.max(1e-12, normalCdf(z)) / response.spread
  const { shape, rate, mean } = value.rate
  const coming = clicks * HORIZON_DAYS
  const wanted = (0.5 * elasticity * coming) / (rate + coming) / shape
  const most = conversionQuantile(value.rate, QUANTILE) / mean - 1
  const premium = Math.min(wanted, most)
  return premium < LEAST ? null : { holding, exploit, premium, known: rate, coming }
}

function explored({ holding, exploit, premium, known, coming }: Candidate, share: number): Exploration {
  const factor = 1 + share * premium
  const before = atBid(holding.response, exploit)
  const after = atBid(holding.response, exploit * factor)
  const spend = after.cost - before.cost
  return { factor, known, coming, spend, loss: spend - (after.clicks - before.clicks) * exploit }
}

/**
 * Whom to explore, by target. `priceOf` is what a unit of sales may cost in a holding's campaign; null where its budget is spent as it is. All
 * premiums shrink by the same share until spend and loss are within their bounds, which is what costs least of what is learnt.
 */
export function explorationsOf(
  holdings: readonly Holding[],
  valueOf: (targetId: string) => Value,
  priceOf: (holding: Holding) => number | null,
  { spendRatio, lossPerDay }: Exploring,
): Map<string, Exploration> {
  let spend = 0
  const candidates: Candidate[] = []
  for (const holding of holdings) {
    const price = priceOf(holding)
    if (price === null) continue
    spend += atBid(holding.response, price * holding.worth).cost
    const candidate = candidateOf(holding, valueOf(holding.target.id), price)
    if (candidate !== null) candidates.push(candidate)
  }
  const fits = (share: number): boolean => {
    let more = 0
    let lost = 0
    for (const one of candidates) {
      const { spend: own, loss } = explored(one, share)
      more += own
      lost += loss
    }
    return more <= spendRatio * spend && (lossPerDay === null || lost <= lossPerDay)
  }
  const share = largestShare(fits)
  return new Map(
    candidates.flatMap((one) => {
      const found = explored(one, share)
      return found.factor < 1 + LEAST ? [] : [[one.holding.target.id, found] as const]
    }),
  )
}

function largestShare(fits: (share: number) => boolean): number {
  if (fits(1)) return 1
  let [low, high] = [0, 1]
  for (let i = 0; i < 24; i += 1) {
    const mid = (low + high) / 2
    if (fits(mid)) low = mid
    else high = mid
  }
  return low
}
