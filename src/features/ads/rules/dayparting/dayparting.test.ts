import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEAST_DAYS, decideDayparting } from './decide.ts'
import { LEAST, MOST, clicksAt, gainAt, multipliersOf } from './gain.ts'
import { CELLS, type Slot, rhythmOf } from './rhythm.ts'

/** The same hours every day, to the order: `valueOf` orders on a hundred clicks. */
function even(days: number, clicks: number, valueOf: (weekday: number, hour: number) => number): Slot[] {
  return Array.from({ length: days * 24 }, (_, index) => {
    const day = Math.floor(index / 24)
    const [weekday, hour] = [day % 7, index % 24]
    return { day, weekday, hour, clicks, orders: Math.round((clicks * valueOf(weekday, hour)) / 100) }
  })
}
const strong = (_weekday: number, hour: number): number => (hour < 6 ? 4 : hour >= 18 ? 14 : 10)

describe('dayparting', () => {
  it('finds a strong rhythm, and says what it would bring', () => {
    const found = decideDayparting(even(28, 100, strong), 28)
    expect(found.verdict.code).toBe('gain')
    expect(found.worth).toBe(true)
    const at = (hour: number): number => found.cells[hour]!.multiplier
    expect([at(3), at(10), at(20)]).toEqual([0.5, 1.04, 1.45])
    expect(found.gain!.mean).toBeGreaterThan(0.05)
    expect(found.gain!.low).toBeGreaterThan(0.04)
  })

  it('does nothing where hours are alike', () => {
    const found = decideDayparting(
      even(28, 100, () => 10),
      28,
    )
    expect(found.verdict).toEqual({ code: 'flat', data: {} })
    expect(found.cells.every((one) => one.multiplier === 1)).toBe(true)
  })

  it('waits for days, clicks and orders enough, and says how many are missing', () => {
    expect(decideDayparting(even(12, 100, strong), 12).verdict).toEqual({
      code: 'days_few',
      data: { days: 12, least: LEAST_DAYS },
    })
    expect(decideDayparting(even(28, 1, strong), 28).verdict.code).toBe('clicks_few')
    expect(
      decideDayparting(
        even(28, 5, () => 0),
        28,
      ).verdict.code,
    ).toBe('orders_few')
    expect(decideDayparting([], 0).verdict.code).toBe('days_few')
  })

  it('never sees a gain in orders that chance threw among the hours', () => {
    // The same orders dealt to hours by a fixed shuffle that differs every day.
    const slots = even(28, 60, () => 10).map((one, index) => ({
      ...one,
      orders: [2, 4, 6, 8, 10][(index * 7 + Math.floor(index / 24) * 3) % 5]!,
    }))
    expect(decideDayparting(slots, 28).worth).toBe(false)
  })

  const slot = fc.record({
    day: fc.nat(40),
    weekday: fc.integer({ min: -1, max: 7 }),
    hour: fc.integer({ min: -1, max: 24 }),
    clicks: fc.oneof(fc.nat(500), fc.constantFrom(-3, Number.NaN)),
    orders: fc.oneof(fc.nat(900), fc.constantFrom(-1, Number.NaN)),
  })
  it('bears whatever it is told: bounds hold, numbers are numbers, the order does not matter', () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 200 }), (slots) => {
        const found = decideDayparting(slots, 30)
        expect(found.cells).toHaveLength(CELLS)
        for (const cell of found.cells) {
          expect(cell.multiplier).toBeGreaterThanOrEqual(LEAST)
          expect(cell.multiplier).toBeLessThanOrEqual(MOST)
          expect(Number.isFinite(cell.low + cell.high)).toBe(true)
        }
        const turned = rhythmOf(slots.toReversed()).value
        rhythmOf(slots).value.forEach((one, cell) => expect(one).toBeCloseTo(turned[cell]!, 9))
      }),
      { numRuns: 60 },
    )
  })
})

describe('multipliers', () => {
  const values = fc.array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), {
    minLength: CELLS,
    maxLength: CELLS,
  })
  const clicks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: CELLS, maxLength: CELLS })
  it('keep their mean over the clicks at 1', () => {
    fc.assert(
      fc.property(values, clicks, (value, n) => {
        const all = n.reduce((sum, one) => sum + one, 0)
        const mean = multipliersOf(value, n).reduce((sum, one, cell) => sum + one * n[cell]!, 0) / all
        expect(mean).toBeCloseTo(1, 2)
      }),
      { numRuns: 60 },
    )
  })
  it('spend the same money, and gain nothing where value is even', () => {
    const n = Array.from({ length: CELLS }, (_, cell) => 10 + (cell % 24))
    const value = n.map((_, cell) => (cell % 24 < 12 ? 0.7 : 1.3))
    const one = n.map(() => 1)
    expect(gainAt(one, n, clicksAt(one, n))).toBeCloseTo(0, 4)
    const shaped = clicksAt(multipliersOf(value, n), n)
    expect(gainAt(one, n, shaped)).toBeLessThan(0)
    expect(gainAt(value, n, shaped)).toBeGreaterThan(0.01)
  })
})
