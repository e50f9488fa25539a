import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { secondPrice } from '#sandbox/market/auction.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { diceOf } from './support/conversion-worlds.ts'

/**
 * Our second-price auction beside AuctionGym (amzn/auction-gym, Apache-2.0, config SP_Oracle): a catalogue of six truthful bidders with twelve items
 * each, two of whom meet in a round; welfare, revenue and surplus per 10,000 rounds beside a Monte Carlo of 2,000,000 rounds by software that is not
 * ours. The market's own hour draws one lognormal rival instead of naming bidders (`priceOfWin`); what it charges is the same function (`payable`).
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const path =
    options.data ??
    join(import.meta.dirname, '..', '..', 'shared/specs/ads-api/fixtures/auctiongym_sp_oracle_anchor.json')
  if (!existsSync(path)) {
    console.error(`auction: nothing is measured, the anchor ${path} is not there (--data FILE)`)
    return []
  }
  const anchor = anchorShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  const rounds = options.rows ?? 4_000_000
  const began = performance.now()
  const seen = auctions(Object.values(anchor.catalogue_seed0), rounds, options.seed)
  const seconds = (performance.now() - began) / 1000
  const expected = anchor.montecarlo_2M_expected_per_10000_rounds
  // The anchor has no error of the surplus: ours, for as many rounds as it had.
  const errorOfSurplus = (seen.surplus.deviation * 10_000) / Math.sqrt(2e6)
  const distance = (name: string, value: number, theirs: number, error: number): Figure =>
    figure(
      'auction',
      `${name}, distance to AuctionGym`,
      Math.abs(value - theirs) / error,
      'standard errors',
      '≤ 4',
      `${theirs.toFixed(1)} ± ${error.toFixed(1)} per 10,000 rounds; ours ${value.toFixed(1)}`,
    )
  return [
    distance(
      'welfare',
      seen.welfare.mean * 10_000,
      expected['welfare(expected value of winner)'],
      expected.se_welfare,
    ),
    distance('revenue', seen.revenue.mean * 10_000, expected['revenue(second price)'], expected.se_revenue),
    distance('surplus', seen.surplus.mean * 10_000, expected.surplus, errorOfSurplus),
    figure('auction', 'rounds', rounds / seconds, 'auctions/s', '', `${rounds} rounds`),
  ]
}

const anchorShape = z.object({
  catalogue_seed0: z.record(
    z.string(),
    z.object({ itemEmbeddingsWithIntercept: z.array(z.array(z.number())), itemValues: z.array(z.number()) }),
  ),
  montecarlo_2M_expected_per_10000_rounds: z.object({
    'welfare(expected value of winner)': z.number(),
    'revenue(second price)': z.number(),
    surplus: z.number(),
    se_welfare: z.number(),
    se_revenue: z.number(),
  }),
})

type Bidder = { itemEmbeddingsWithIntercept: number[][]; itemValues: number[] }
type Moments = { mean: number; deviation: number }

/** Each round: a context of standard normal features, two bidders without return, each with its best item at its true worth. */
function auctions(
  bidders: readonly Bidder[],
  rounds: number,
  seed: number,
): { welfare: Moments; revenue: Moments; surplus: Moments } {
  const dice = diceOf(seed)
  const features = bidders[0]!.itemEmbeddingsWithIntercept[0]!.length - 1
  const context = new Float64Array(features + 1).fill(1)
  const [welfare, revenue, surplus] = [moments(), moments(), moments()]
  for (let round = 0; round < rounds; round += 1) {
    for (let f = 0; f < features; f += 1) context[f] = dice.normal()
    const first = Math.floor(dice.uniform() * bidders.length)
    const other = (first + 1 + Math.floor(dice.uniform() * (bidders.length - 1))) % bidders.length
    const offers = [bestItem(bidders[first]!, context), bestItem(bidders[other]!, context)]
    const qualities = offers.map(({ clickRatio }) => clickRatio)
    const { winner, price } = secondPrice(
      offers.map(({ worth }) => worth),
      qualities,
    )
    const paid = price * qualities[winner]!
    const gained = offers[winner]!.worth * qualities[winner]!
    welfare.add(gained)
    revenue.add(paid)
    surplus.add(gained - paid)
  }
  return { welfare: welfare.of(), revenue: revenue.of(), surplus: surplus.of() }
}

/** The item with the largest expected worth: value of a click × logistic click ratio. */
function bestItem(
  { itemEmbeddingsWithIntercept, itemValues }: Bidder,
  context: Float64Array,
): { worth: number; clickRatio: number } {
  let best = { worth: 0, clickRatio: 0 }
  for (const [i, worth] of itemValues.entries()) {
    const features = itemEmbeddingsWithIntercept[i]!
    let sum = 0
    for (let f = 0; f < features.length; f += 1) sum += features[f]! * context[f]!
    const clickRatio = 1 / (1 + Math.exp(-sum))
    if (worth * clickRatio > best.worth * best.clickRatio) best = { worth, clickRatio }
  }
  return best
}

function moments(): { add(value: number): void; of(): Moments } {
  let [count, total, squares] = [0, 0, 0]
  return {
    add(value) {
      count += 1
      total += value
      squares += value * value
    },
    of: () => ({ mean: total / count, deviation: Math.sqrt(squares / count - (total / count) ** 2) }),
  }
}
