import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayFromNumber, daysBetween } from '#kernel/day.ts'
import { type KpiValue, deviationOf, isMet, spansOf } from './kpi-now.ts'

describe('the periods of a target', () => {
  it('are the running one up to the last day and the whole one before', () => {
    expect(spansOf('month', '2026-03-10')).toEqual({
      now: { from: '2026-03-01', to: '2026-03-10', over: false },
      before: { from: '2026-02-01', to: '2026-02-28', over: true },
    })
    expect(spansOf('quarter', '2026-01-31')).toEqual({
      now: { from: '2026-01-01', to: '2026-01-31', over: false },
      before: { from: '2025-10-01', to: '2025-12-31', over: true },
    })
    expect(spansOf('month', '2026-02-28').now.over).toBe(true)
  })

  it('meet without a gap, whatever the day', () => {
    const day = fc.integer({ min: 19_000, max: 22_000 }).map(dayFromNumber)
    fc.assert(
      fc.property(day, fc.constantFrom('month' as const, 'quarter' as const), (last, period) => {
        const { now, before } = spansOf(period, last)
        expect(addDays(before.to, 1)).toBe(now.from)
        expect([now.from.slice(8), before.from.slice(8)]).toEqual(['01', '01'])
        expect(now.to).toBe(last)
        expect(daysBetween(before.from, before.to)).toBeGreaterThan(period === 'month' ? 27 : 88)
      }),
    )
  })
})

describe('a target', () => {
  const found = (value: number | null, over: boolean): KpiValue => ({
    from: '2026-03-01',
    to: '2026-03-10',
    over,
    value,
    gap: null,
    state: 'provisional',
    asOf: null,
  })
  it('that is to be reached has until the period’s end; a ceiling and a share are judged at once', () => {
    const sales = { kind: 'monthly_sales', target: '1000' } as const
    expect(isMet(sales, found(900, false))).toBeNull()
    expect(isMet(sales, found(1000, false))).toBe(true)
    expect(isMet(sales, found(900, true))).toBe(false)
    const acos = { kind: 'acos_ceiling', target: '0.3' } as const
    expect([0.3, 0.31].map((value) => isMet(acos, found(value, false)))).toEqual([true, false])
    const answered = { kind: 'feedback_response', target: '0.9' } as const
    expect(isMet(answered, found(0.8, false))).toBe(false)
    expect(isMet(acos, found(null, true))).toBeNull()
  })

  it('of a budget is what was spent beside what was planned', () => {
    expect(deviationOf(90n, 100n)).toBeCloseTo(0.1)
    expect(deviationOf(110n, 100n)).toBeCloseTo(0.1)
    expect(deviationOf(5n, 0n)).toBeNull()
  })
})
