import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random, inverseNormal, normalCdf, poissonQuantile } from './random.ts'

describe('seeded chance', () => {
  it('repeats itself from the same seed, differs from another', () => {
    const draw = (seed: number): number[] => {
      const random = new Random(seed)
      return Array.from({ length: 20 }, () => random.next())
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })

  it('has the mean and spread it claims', () => {
    const random = new Random(11)
    for (const mean of [0.3, 4, 25, 90]) {
      const draws = Array.from({ length: 20_000 }, () => random.poisson(mean))
      const average = draws.reduce((a, b) => a + b, 0) / draws.length
      const variance = draws.reduce((a, b) => a + (b - average) ** 2, 0) / draws.length
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 20_000) + 0.02)
      expect(Math.abs(variance / mean - 1)).toBeLessThan(0.06)
    }
  })

  it('never counts fewer when more was to be expected', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
        fc.double({ min: 0, max: 120, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (u, mean, more) => {
          expect(poissonQuantile(u, mean + more)).toBeGreaterThanOrEqual(poissonQuantile(u, mean))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('inverts the normal distribution', () => {
    for (const p of [0.0001, 0.01, 0.2, 0.5, 0.77, 0.999])
      expect(normalCdf(inverseNormal(p))).toBeCloseTo(p, 6)
  })
})
