// One ad auction. A bid is worth bid × quality; it wins a place when that beats the rivals' best score, which is lognormal;
// the winner pays the score it had to beat, divided by its own quality, and never more than its bid (second price).

import { inverseNormal, normalCdf } from './random.ts'
import type { BiddingStrategy, Placement } from './world-ads.ts'

/** How the places differ: how much there is to show, how often it is clicked, how hard it is fought for (ln units). */
export type Place = { inventory: number; clickRatio: number; fight: number; conversion: number }

export const places: Readonly<Record<Placement, Place>> = {
  top: { inventory: 1.4, clickRatio: 0.034, fight: 0.28, conversion: 1.18 },
  rest: { inventory: 4.2, clickRatio: 0.0062, fight: -0.22, conversion: 0.96 },
  product_pages: { inventory: 5, clickRatio: 0.0036, fight: -0.38, conversion: 0.82 },
}

/** Bid with placement adjustment and dynamic factor, whole minor units. `promise`: conversion expected beside the usual one. */
export function effectiveBid(
  bidMinor: number,
  placementPercent: number,
  strategy: BiddingStrategy,
  promise: number,
  placement: Placement,
): number {
  return Math.floor(
    bidMinor * (1 + placementPercent / 100) * dynamicFactor(strategy, promise, placement) + 1e-9,
  )
}

/** Amazon's dynamic bidding: down only 0..1, up and down 0..2 at the top and 0..1.5 elsewhere, fixed 1. */
export function dynamicFactor(strategy: BiddingStrategy, promise: number, placement: Placement): number {
  if (strategy === 'fixed') return 1
  const ceiling = strategy === 'down_only' ? 1 : placement === 'top' ? 2 : 1.5
  return Math.min(ceiling, Math.max(0.3, promise))
}

/** Chance that a score wins against a lognormal threshold. */
export const winChance = (score: number, threshold: number, spread: number): number =>
  score <= 0 ? 0 : normalCdf((Math.log(score) - threshold) / spread)

/** What a winner pays for a click: the beaten score over its own quality, never more than its bid (second price). */
export const payable = (beatenScore: number, quality: number, bid: number): number =>
  Math.min(bid, beatenScore / quality)

/** One place among named bidders: the best score (bid × quality) wins and pays the second best. No winner where no score is above zero. */
export function secondPrice(
  bids: ArrayLike<number>,
  qualities: ArrayLike<number>,
): { winner: number; price: number } {
  let winner = -1
  let best = 0
  let second = 0
  for (let i = 0; i < bids.length; i++) {
    const score = bids[i]! * qualities[i]!
    if (score > best) {
      second = best
      best = score
      winner = i
    } else if (score > second) second = score
  }
  return winner < 0
    ? { winner, price: 0 }
    : { winner, price: payable(second, qualities[winner]!, bids[winner]!) }
}

/** Price of a won click for a draw u in (0, 1): the beaten score over the winner's quality, between 1 and the bid. */
export function priceOfWin(
  u: number,
  bidMinor: number,
  quality: number,
  threshold: number,
  spread: number,
  chance: number,
): number {
  const p = Math.min(Math.max(u * chance, 1e-9), 1 - 1e-9)
  const beaten = Math.exp(threshold + spread * inverseNormal(p))
  return Math.max(1, Math.round(payable(beaten, quality, bidMinor)))
}

/** Mean price of a won click, minor units: E[threshold | threshold < score] / quality. */
export function meanPrice(score: number, quality: number, threshold: number, spread: number): number {
  const z = (Math.log(score) - threshold) / spread
  const chance = normalCdf(z)
  return chance < 1e-9
    ? score / quality
    : (Math.exp(threshold + (spread * spread) / 2) * normalCdf(z - spread)) / chance / quality
}
