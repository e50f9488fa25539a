import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BidAdjustments,
  type ScheduleRule,
  effectiveMaximumBid,
  placements,
  scheduleAt,
} from './effective.ts'

const manual = { strategy: 'MANUAL' } as const
const top = (percent: number): Pick<BidAdjustments, 'placements'> => ({
  placements: { PLACEMENT_TOP: percent },
})
const one = 1_000_000n

describe("Amazon's worked examples", () => {
  it.each<[string, bigint, BidAdjustments, bigint]>([
    ['+50 % top', one, { ...manual, ...top(50) }, 1_500_000n],
    ['+50 % top, +100 % cohort', one, { ...manual, ...top(50), cohort: 100 }, 3_000_000n],
    ['schedule rules 10 + 20 + 20 are +50 %', one, { ...manual, schedule: [10, 20, 20] }, 1_500_000n],
    ['2.00, +900 %, up and down', 2n * one, { strategy: 'AUTO_FOR_SALES', ...top(900) }, 40_000_000n],
    ['down only never rises', one, { strategy: 'LEGACY_FOR_SALES', ...top(50) }, 1_500_000n],
    ['rule-based: 1.00, +10 % top', one, { strategy: 'RULE_BASED', ...top(10) }, 3_300_000n],
    ['business site', one, { ...manual, site: 25, ...top(100) }, 2_500_000n],
  ])('%s', (_, base, adjustments, expected) => {
    expect(effectiveMaximumBid(base, adjustments).maximum).toBe(expected)
  })

  it('+30 % always and +20 % in two hours: +50 % inside, +30 % outside', () => {
    const rules: ScheduleRule[] = [
      { percent: 30, fromHour: null, toHour: null, days: null },
      { percent: 20, fromHour: 18, toHour: 20, days: null },
    ]
    const at = (hour: number): bigint =>
      effectiveMaximumBid(one, { ...manual, schedule: scheduleAt(rules, 3, hour) }).maximum
    expect([17, 18, 19, 20].map(at)).toEqual([1_300_000n, 1_500_000n, 1_500_000n, 1_300_000n])
    expect(scheduleAt([{ percent: 5, fromHour: 0, toHour: 24, days: [0] }], 1, 9)).toEqual([])
  })
})

describe('a maximum bid', () => {
  it('is per placement, and the largest of them', () => {
    const bids = effectiveMaximumBid(one, { ...manual, placements: { PLACEMENT_PRODUCT_PAGE: 30 } })
    expect(bids).toEqual({
      byPlacement: {
        PLACEMENT_TOP: one,
        PLACEMENT_REST_OF_SEARCH: one,
        PLACEMENT_PRODUCT_PAGE: 1_300_000n,
      },
      maximum: 1_300_000n,
    })
  })

  it('is rounded up, so that it bounds', () => {
    expect(effectiveMaximumBid(1n, { ...manual, ...top(10) }).maximum).toBe(2n)
    expect(effectiveMaximumBid(333_333n, { ...manual, ...top(12.5) }).maximum).toBe(375_000n)
  })

  it('never falls when anything rises', () => {
    const percent = fc.double({ min: 0, max: 900, noNaN: true })
    fc.assert(
      fc.property(
        percent,
        percent,
        percent,
        percent,
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (a, b, c, d, base) => {
          const less = { strategy: 'AUTO_FOR_SALES', ...top(a), site: b, cohort: c, schedule: [d] } as const
          const more = { ...less, ...top(a + 1), schedule: [d, 10] }
          const [low, high] = [effectiveMaximumBid(base, less), effectiveMaximumBid(base, more)]
          for (const placement of placements) {
            expect(high.byPlacement[placement]).toBeGreaterThanOrEqual(low.byPlacement[placement])
            expect(low.maximum).toBeGreaterThanOrEqual(low.byPlacement[placement])
          }
          expect(low.maximum).toBeGreaterThanOrEqual(2n * base)
        },
      ),
    )
  })

  it.each([-1, Number.NaN, Infinity])('takes no adjustment of %s %%', (cohort) => {
    expect(() => effectiveMaximumBid(one, { ...manual, cohort })).toThrow('not a bid adjustment')
  })
})
