import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dynamicFactor, effectiveBid, meanPrice, priceOfWin, secondPrice, winChance } from './auction.ts'
import { Random } from './random.ts'

describe('an auction', () => {
  it('never charges more than the bid, nor less than the smallest coin', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 7, noNaN: true }),
        (u, bid, quality, threshold) => {
          const price = priceOfWin(
            u,
            bid,
            quality,
            threshold,
            0.42,
            winChance(bid * quality, threshold, 0.42),
          )
          expect(price).toBeGreaterThanOrEqual(1)
          expect(price).toBeLessThanOrEqual(bid)
          expect(Number.isInteger(price)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('wins more often and pays more per click as the bid rises', () => {
    const threshold = Math.log(90)
    let chance = 0
    let paid = 0
    for (const bid of [40, 70, 100, 150, 250]) {
      expect(winChance(bid, threshold, 0.42)).toBeGreaterThan(chance)
      expect(meanPrice(bid, 1, threshold, 0.42)).toBeGreaterThan(paid)
      chance = winChance(bid, threshold, 0.42)
      paid = meanPrice(bid, 1, threshold, 0.42)
    }
  })

  it('charges on average what the formula says', () => {
    const random = new Random(3)
    const [bid, quality, threshold] = [12_000, 0.8, Math.log(9_000)]
    const chance = winChance(bid * quality, threshold, 0.42)
    let sum = 0
    for (let i = 0; i < 40_000; i++) sum += priceOfWin(random.next(), bid, quality, threshold, 0.42, chance)
    expect(sum / 40_000 / meanPrice(bid * quality, quality, threshold, 0.42)).toBeCloseTo(1, 2)
  })

  it("multiplies as in Amazon's examples: 1.00 with +50 % is 1.50; 2.00 with +900 % up and down reaches 40.00", () => {
    expect(effectiveBid(100, 50, 'fixed', 1, 'top')).toBe(150)
    expect(effectiveBid(200, 900, 'up_and_down', 9, 'top')).toBe(4_000)
    expect(dynamicFactor('down_only', 3, 'top')).toBe(1)
    expect(dynamicFactor('up_and_down', 3, 'rest')).toBe(1.5)
    expect(dynamicFactor('fixed', 0.1, 'rest')).toBe(1)
  })

  it('goes to the best score, for the second', () => {
    expect(secondPrice([100, 80, 30], [0.5, 1, 1])).toEqual({ winner: 1, price: 50 })
    expect(secondPrice([100, 60], [1, 0.5])).toEqual({ winner: 0, price: 30 })
    expect(secondPrice([70], [0.2])).toEqual({ winner: 0, price: 0 })
    expect(secondPrice([0, 0], [1, 1])).toEqual({ winner: -1, price: 0 })
  })

  it('among many never charges more than the bid, and nobody gains by bidding more than the worth', () => {
    const bidder = fc.tuple(
      fc.double({ min: 0.01, max: 9, noNaN: true }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(
        fc.array(bidder, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 1, max: 5 }),
        (bidders, more) => {
          const worth = bidders.map(([bid]) => bid)
          const qualities = bidders.map(([, quality]) => quality)
          const { winner, price } = secondPrice(worth, qualities)
          expect(price).toBeLessThanOrEqual(worth[winner]!)
          const bold = secondPrice([worth[0]! * more, ...worth.slice(1)], qualities)
          const honest = winner === 0 ? worth[0]! - price : 0
          const gained = bold.winner === 0 ? worth[0]! - bold.price : 0
          expect(gained).toBeLessThanOrEqual(honest + 1e-9)
        },
      ),
    )
  })
})
