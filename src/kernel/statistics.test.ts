import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coefficientOfVariation,
  discoveries,
  fitRatePrior,
  gammaCdf,
  gammaQuantile,
  gini,
  median,
  poissonAtLeast,
  poissonAtMost,
  quantile,
  rateBelow,
  robustSlope,
  shrunkRate,
  topShare,
} from './statistics.ts'

describe('descriptive', () => {
  it('medians and quantiles', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20)
    expect(median([])).toBeNull()
  })
  it('gini and top share', () => {
    expect(gini([1, 1, 1, 1])).toBeCloseTo(0)
    expect(gini([0, 0, 0, 1])).toBeCloseTo(0.75)
    expect(topShare([5, 3, 2], 1)).toBe(0.5)
    expect(gini([0, 0])).toBeNull()
  })
  it('variation of 2, 4, 4, 4, 5, 5, 7, 9 with the sample variance', () => {
    expect(coefficientOfVariation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7) / 5, 12)
  })
})

describe('robust slope', () => {
  it('sees a line through outliers', () => {
    const line = Array.from({ length: 20 }, (_, i) => 100 - 2 * i)
    line[4] = 900
    expect(robustSlope(line)!.slope).toBeCloseTo(-2)
  })
  it('holds zero inside the interval of noise', () => {
    const noise = [5, 7, 4, 6, 5, 8, 4, 6, 5, 7, 6, 5]
    const slope = robustSlope(noise)!
    expect(slope.low).toBeLessThanOrEqual(0)
    expect(slope.high).toBeGreaterThanOrEqual(0)
  })
})

describe('poisson and gamma', () => {
  // Reference values: R ppois(2, 3.5), ppois(0, 2), pgamma(2.5, 1.7), qgamma(.95, 3, 2).
  it('agrees with R', () => {
    expect(poissonAtMost(2, 3.5)).toBeCloseTo(0.3208472, 6)
    expect(poissonAtMost(0, 2)).toBeCloseTo(Math.exp(-2), 12)
    expect(gammaQuantile(0.95, 3, 2)).toBeCloseTo(3.147896, 5)
    expect(poissonAtLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12)
  })
  it('is the plain sum of probabilities', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        (k, mean) => {
          let term = Math.exp(-mean)
          let total = term
          for (let i = 1; i <= k; i += 1) total += term *= mean / i
          expect(poissonAtMost(k, mean)).toBeCloseTo(total, 9)
        },
      ),
    )
  })
  it('inverts itself, also where the series gives way to the approximation', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5000, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (shape, p) => {
          expect(gammaCdf(gammaQuantile(p, shape, 1), shape)).toBeCloseTo(p, 4)
        },
      ),
    )
  })
})

describe('shrinkage', () => {
  it('pools units that differ no more than chance', () => {
    const units = Array.from({ length: 50 }, (_, i) => ({ events: 5 + (i % 2), exposure: 100 }))
    const prior = fitRatePrior(units)!
    expect(prior.mean).toBeCloseTo(0.055)
    expect(shrunkRate(prior, { events: 0, exposure: 3 }).mean).toBeCloseTo(0.055, 3)
  })
  it('lets units speak that truly differ', () => {
    const units = Array.from({ length: 50 }, (_, i) => ({ events: i % 2 ? 20 : 200, exposure: 1000 }))
    expect(shrunkRate(fitRatePrior(units)!, { events: 20, exposure: 1000 }).mean).toBeLessThan(0.03)
  })
  it('stays between its own rate and the common one, with an interval around', () => {
    const count = fc.integer({ min: 0, max: 300 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ events: count, exposure: fc.integer({ min: 1, max: 500 }) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (units) => {
          const prior = fitRatePrior(units)
          if (prior === null) return
          for (const unit of units) {
            const { mean, low, high } = shrunkRate(prior, unit)
            const own = unit.events / unit.exposure
            expect(mean).toBeGreaterThanOrEqual(Math.min(own, prior.mean) - 1e-9)
            expect(mean).toBeLessThanOrEqual(Math.max(own, prior.mean) + 1e-9)
            expect(low).toBeLessThanOrEqual(high)
            const below = rateBelow(prior, unit, prior.mean)
            expect(below).toBeGreaterThanOrEqual(0)
            expect(below).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })
  it('knows nothing without exposure or events', () => {
    expect(fitRatePrior([])).toBeNull()
    expect(fitRatePrior([{ events: 0, exposure: 10 }])).toBeNull()
  })
})

describe('discoveries', () => {
  it('follows Benjamini and Hochberg (1995)', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ]
    expect(discoveries(p, 0.05).filter(Boolean)).toHaveLength(4)
  })
  it('chooses nothing among plain chance', () =>
    expect(discoveries([0.9, 0.5, 0.4, 0.7], 0.1)).toEqual([false, false, false, false]))
})
