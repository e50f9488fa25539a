import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSide, difference, level90, level95, logSide, ratio, studentQuantile } from './interval.ts'

describe('intervals', () => {
  // Tables of Student's t, 95 % one-sided.
  it.each([
    [3, 2.353],
    [5, 2.015],
    [10, 1.812],
    [30, 1.697],
  ])('Student with %d degrees: %d', (degrees, table) =>
    expect(studentQuantile(level90.z, degrees)).toBeCloseTo(table, 1.5),
  )
  it('nothing seen may still be something', () => {
    const side = countSide(0, 1, level90)
    expect(side.low).toBe(0)
    expect(side.high).toBeCloseTo(1.92, 2)
  })
  it('a hundred events are known to a sixth', () => {
    const side = countSide(100, 1, level90)
    expect(side.low).toBeCloseTo(84.5, 0)
    expect(side.high).toBeCloseTo(117.5, 0)
  })
  it('the surer level is the wider one', () =>
    expect(countSide(50, 2, level95).low).toBeLessThan(countSide(50, 2, level90).low))
  it('amount and ratio agree on what is excluded', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (total, expected, reach) => {
          const a = countSide(total, 1, level90)
          const b = logSide(expected, reach)
          const amount = difference(a, b)
          const share = ratio(a, b)
          expect(share.low).toBeLessThanOrEqual(share.mid)
          expect(share.high).toBeGreaterThanOrEqual(share.mid)
          expect(amount.low > 1e-9).toBe(share.low > 1 + 1e-11)
          expect(amount.high < -1e-9).toBe(share.high < 1 - 1e-11)
        },
      ),
    ))
})
