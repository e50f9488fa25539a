import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explorationsOf } from './explore.ts'
import type { Holding } from './portfolio.ts'
import { atBid } from './response.ts'
import type { Exploring } from './snapshot.ts'
import type { Value } from './value.ts'

type Made = { id: string; clicks: number; shape: number; z?: number }

/** A target whose click brings 2 and orders at 10 %, known as `shape` orders. */
function made({ id, clicks, shape, z = 0 }: Made): { holding: Holding; value: Value } {
  const rate = { mean: 0.1, shape, rate: shape / 0.1 }
  return {
    holding: {
      target: { id } as Holding['target'],
      campaign: { id: 'c1' } as Holding['campaign'],
      worth: 2,
      multiplier: 1,
      factor: 1,
      response: { clicks, z, effectiveBid: 0.6, spread: 0.6 },
    },
    value: { perClick: 2, deviation: 2 / Math.sqrt(shape), rate, orderValue: 20 },
  }
}

const free: Exploring = { spendRatio: 1, lossPerDay: null }

function explore(all: readonly Made[], exploring = free, price: number | null = 0.3) {
  const some = all.map(made)
  const values = new Map(some.map(({ holding, value }) => [holding.target.id, value]))
  return explorationsOf(
    some.map((one) => one.holding),
    (id) => values.get(id)!,
    () => price,
    exploring,
  )
}

describe('a target is explored', () => {
  it('by what its own clicks would add to what is known, by the closed form', () => {
    // elasticity φ(0)/Φ(0)/0.6 = 1.33; 43 clicks to come beside 20 known; ½ · 1/2 · 1.33 · 43/63.
    const one = explore([{ id: 'a', clicks: 1, shape: 2 }]).get('a')!
    expect(one.factor - 1).toBeCloseTo((0.25 * 1.3298 * 43) / 63, 3)
    expect(one).toMatchObject({ known: 20, coming: 43 })
    expect(one.loss).toBeGreaterThan(0)
    expect(one.loss).toBeLessThan(one.spend / 4)
  })

  it('not by a count of clicks: the same clicks explore the unknown one only', () => {
    const found = explore([
      { id: 'unknown', clicks: 1, shape: 2 },
      { id: 'known', clicks: 1, shape: 60 },
      { id: 'unseen', clicks: 0, shape: 2 },
    ])
    expect([...found.keys()]).toEqual(['unknown'])
  })

  it('not where the budget of its campaign is spent as it is', () => {
    expect(explore([{ id: 'a', clicks: 1, shape: 2 }], free, null).size).toBe(0)
  })

  it('never beyond what its rate may well be worth', () => {
    // Deep in the tail of the auction a bid moves clicks so much that the closed form would ask for more than double.
    const [one] = [...explore([{ id: 'a', clicks: 5, shape: 0.8, z: -3 }]).values()]
    expect(one!.factor).toBeLessThan(1.7)
  })
})

it('costs no more than it may, in spend and in loss', () => {
  const some = fc.array(
    fc.record({
      clicks: fc.double({ min: 0, max: 20, noNaN: true }),
      shape: fc.double({ min: 0.5, max: 50, noNaN: true }),
      z: fc.double({ min: -2.5, max: 2.5, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  const bounds = fc.record({
    spendRatio: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    lossPerDay: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  })
  fc.assert(
    fc.property(some, bounds, (drawn, exploring) => {
      const all = drawn.map((one, no) => ({ ...one, id: String(no) }))
      const found = [...explore(all, exploring).values()]
      const spend = all.reduce((sum, one) => sum + atBid(made(one).holding.response, 0.6).cost, 0)
      const total = (of: (one: (typeof found)[number]) => number) =>
        found.reduce((sum, one) => sum + of(one), 0)
      expect(total((one) => one.spend)).toBeLessThanOrEqual(exploring.spendRatio * spend * (1 + 1e-6) + 1e-9)
      expect(total((one) => one.loss)).toBeLessThanOrEqual((exploring.lossPerDay ?? Infinity) + 1e-9)
      for (const { factor, loss } of found) {
        expect(factor).toBeGreaterThan(1)
        expect(loss).toBeGreaterThanOrEqual(-1e-9)
      }
    }),
    { numRuns: 200 },
  )
})
