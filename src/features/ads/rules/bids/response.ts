// How clicks and their price answer to a bid, in an auction where the winner pays what it had to beat: rivals' best bids are lognormal.
// How far the price of a click lies below the bid tells where on the curve a target stands.

import { normalCdf } from '#kernel/statistics.ts'

/** Spread of rivals' bids in ln units, over all that a target meets; an assumption until bids have moved. */
export const usualSpread = 0.6

/** Mean price beside the bid at a standing z: E[rival | rival < bid] / bid. */
export const priceRatio = (z: number, spread: number): number =>
  (Math.exp((spread * spread) / 2 - spread * z) * normalCdf(z - spread)) / Math.max(1e-12, normalCdf(z))

/** The standing at which a click costs this share of the bid; within ±3. */
export function standingOf(ratio: number, spread: number): number {
  let low = -3
  let high = 3
  for (let i = 0; i < 24; i += 1) {
    const mid = (low + high) / 2
    if (priceRatio(mid, spread) > ratio) low = mid
    else high = mid
  }
  return (low + high) / 2
}

export type Response = {
  /** Clicks a day at the present bid, its standing there, and the bid that counts (with placements and strategy). */
  readonly clicks: number
  readonly z: number
  readonly effectiveBid: number
  readonly spread: number
}

/** Clicks and spend a day at another effective bid. */
export function atBid(response: Response, effectiveBid: number): { clicks: number; cost: number } {
  const { clicks, z, spread } = response
  if (clicks <= 0 || effectiveBid <= 0) return { clicks: 0, cost: 0 }
  const there = z + Math.log(effectiveBid / response.effectiveBid) / spread
  const won = (clicks * normalCdf(there)) / Math.max(1e-12, normalCdf(z))
  return { clicks: won, cost: won * effectiveBid * priceRatio(there, spread) }
}
