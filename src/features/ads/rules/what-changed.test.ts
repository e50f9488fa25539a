import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from './what-changed.ts'

const sums = fc.record({
  impressions: fc.constant(1000),
  clicks: fc.integer({ min: 1, max: 1e5 }),
  orders: fc.integer({ min: 1, max: 1e4 }),
  spend: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  sales: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
})

describe('what changed', () => {
  it('is shared out without a rest', () => {
    fc.assert(
      fc.property(sums, sums, (now, before) => {
        const { spend, sales } = partsOf(now, before)
        const close = (a: number, b: number): void =>
          expect(Math.abs(a - b)).toBeLessThan(1e-6 * (1 + Math.abs(now.spend) + Math.abs(now.sales) + 1e4))
        close(spend!.clicks + spend!.cpc, now.spend - before.spend)
        close(sales!.clicks + sales!.conversion + sales!.orderValue, now.sales - before.sales)
      }),
    )
  })

  it('is all the price where only the price moved, and is not said where there is nothing to compare with', () => {
    const before = { impressions: 1000, clicks: 100, orders: 10, spend: 50, sales: 200 }
    const { spend, sales } = partsOf({ ...before, spend: 75 }, before)
    expect(spend).toEqual({ clicks: 0, cpc: 25 })
    expect(sales).toEqual({ clicks: 0, conversion: 0, orderValue: 0 })
    expect(partsOf(before, { ...before, clicks: 0, orders: 0, spend: 0, sales: 0 })).toEqual({
      spend: null,
      sales: null,
    })
  })
})
