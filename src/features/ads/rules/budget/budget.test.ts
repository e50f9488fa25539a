import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { evenWeek, localHours, monthDays, weekWeights } from './calendar.ts'
import { daysAbove, worstMonth } from './double-days.ts'
import { assumedDemand, lostSales, outByEvents, outOn } from './out-of-budget.ts'
import { measurePace, planCurve } from './pace.ts'

const units = (n: number): bigint => BigInt(Math.round(n * 1e6))
const month = fc.integer({ min: 0, max: 12 * 60 - 1 }).map((n) => addMonths('2000-01-01', n))
const weights = fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 })

describe('a month', () => {
  it('has its days, leap years too', () => {
    expect(monthDays('2028-02-11')).toHaveLength(29)
    expect(monthDays('2026-02-28')).toHaveLength(28)
    expect(monthDays('2100-02-01')).toHaveLength(28)
  })

  it('has 23 and 25 hours on the days when clocks change', () => {
    expect(localHours('2026-03-29', 'Europe/Berlin')).toHaveLength(23)
    expect(localHours('2026-10-25', 'Europe/Berlin')).toHaveLength(25)
    expect(localHours('2026-10-25', 'Asia/Tokyo').map((one) => one.hour)).toEqual([...assumedDemand.keys()])
  })

  it('weights weekdays by what was seen, little by little', () => {
    const days = Array.from({ length: 56 }, (_, n) => ({
      day: addDays('2026-08-03', n),
      spend: n % 7 >= 5 ? 20 : 10,
    }))
    const week = weekWeights(days)
    expect(week[5]! / week[0]!).toBeGreaterThan(1.4)
    expect(week[5]! / week[0]!).toBeLessThan(2)
    expect(week.reduce((sum, one) => sum + one, 0)).toBeCloseTo(7, 9)
    expect(weekWeights([])).toEqual(evenWeek)
    expect(weekWeights([{ day: '2026-08-03', spend: Number.NaN }])).toEqual(evenWeek)
  })
})

describe('the plan as a curve', () => {
  it('rises to exactly the plan, whatever month and weights', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), month, weights, (plan, first, week) => {
        const curve = planCurve(plan, first, week)
        expect(curve.at(-1)!.micros).toBe(plan)
        for (let n = 1; n < curve.length; n++) expect(curve[n]!.micros >= curve[n - 1]!.micros).toBe(true)
      }),
    )
  })

  it('is even over an even week', () =>
    expect(planCurve(units(3000), '2026-11-01', evenWeek)[14]).toEqual({
      day: '2026-11-15',
      micros: units(1500),
    }))
})

describe('the pace', () => {
  const known = (from: Day, amounts: readonly number[]): Map<Day, bigint> =>
    new Map(amounts.map((amount, n) => [addDays(from, n), units(amount)]))

  it('of steady days ends where it leads, and says so surely', () => {
    const pace = measurePace({
      month: '2026-11-01',
      asOf: '2026-11-10',
      planMicros: units(2000),
      recent: known(
        '2026-10-25',
        Array.from({ length: 17 }, () => 100),
      ),
      weights: evenWeek,
    })
    expect(pace).toMatchObject({
      spentMicros: units(1000),
      verdict: 'over',
      sure: true,
      daysLeft: 20,
      missing: [],
    })
    expect(pace.plannedMicros).toBe(units(2000) / 3n)
    expect(pace.deviationRatio).toBeCloseTo(0.5, 6)
    expect(pace.endMicros).toEqual({ likely: units(3000), low: units(3000), high: units(3000) })
  })

  it('counts a missing day as an ordinary one, and names it', () => {
    const recent = known('2026-11-01', [50, 50, 50, 50, 50, 50])
    recent.delete('2026-11-03')
    const pace = measurePace({
      month: '2026-11-01',
      asOf: '2026-11-06',
      planMicros: units(1500),
      recent,
      weights: evenWeek,
    })
    expect(pace.missing).toEqual(['2026-11-03'])
    expect(pace.endMicros!.likely).toBe(units(1500))
    expect(pace.verdict).toBe('on')
  })

  it('without figures or plan says nothing', () => {
    const nothing = measurePace({
      month: '2026-11-01',
      asOf: null,
      planMicros: null,
      recent: new Map(),
      weights: evenWeek,
    })
    expect(nothing).toMatchObject({
      spentMicros: 0n,
      endMicros: null,
      verdict: 'unknown',
      deviationRatio: null,
    })
  })

  it('holds its likely end within its interval', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 31 }),
        month,
        weights,
        (amounts, first, week) => {
          const recent = known(first, amounts)
          const pace = measurePace({
            month: first,
            asOf: addDays(first, amounts.length - 1),
            planMicros: units(9000),
            recent,
            weights: week,
          })
          if (pace.endMicros === null) return
          const { low, likely, high } = pace.endMicros
          expect(low <= likely && likely <= high).toBe(true)
          expect(low >= pace.spentMicros).toBe(true)
        },
      ),
    )
  })
})

describe('days above their budget', () => {
  it('are listed dearest first, with how much', () => {
    const day = (on: Day, spend: number, budget: number) =>
      ({ day: on, spendMicros: units(spend), budgetMicros: units(budget), basis: 'snapshot' }) as const
    const above = daysAbove([
      day('2026-11-01', 90, 100),
      day('2026-11-02', 110, 100),
      day('2026-11-03', 200, 100),
    ])
    expect(above.map((one) => [one.day, one.overRatio])).toEqual([
      ['2026-11-03', 1],
      ['2026-11-02', 0.1],
    ])
  })

  it('cannot take a month beyond budget × days', () => {
    const at = (spent: number, left: number) =>
      worstMonth('2026-11-05', left, [
        { spentMicros: units(spent), budgetMicros: units(100), isRunning: true },
      ])
    expect(at(0, 30)).toBe(units(3000))
    expect(at(2900, 1)).toBe(units(3000))
    expect(at(500, 2)).toBe(units(900))
    expect(
      worstMonth('2026-11-05', 9, [{ spentMicros: units(70), budgetMicros: null, isRunning: true }]),
    ).toBe(units(70))
    expect(
      worstMonth('2026-11-05', 9, [{ spentMicros: units(70), budgetMicros: units(9), isRunning: false }]),
    ).toBe(units(70))
  })
})

describe('hours out of budget', () => {
  const at = (hour: string): number => Date.parse(`2026-11-10T${hour}:00+01:00`)
  const later = Date.parse('2026-11-12T00:00:00Z')

  it('weigh by the hour: an evening is worth more than a night', () => {
    const evening = outByEvents(
      [
        { at: at('20:00'), inBudget: false },
        { at: at('23:00'), inBudget: true },
      ],
      '2026-11-10',
      'Europe/Berlin',
      later,
    )
    const night = outByEvents(
      [
        { at: at('02:00'), inBudget: false },
        { at: at('05:00'), inBudget: true },
      ],
      '2026-11-10',
      'Europe/Berlin',
      later,
    )
    expect([evening.hours, night.hours]).toEqual([3, 3])
    expect(evening.share).toBeGreaterThan(5 * night.share)
  })

  it('end at midnight when Amazon’s record breaks off', () => {
    const events = [{ at: at('18:00'), inBudget: false }]
    expect(outByEvents(events, '2026-11-10', 'Europe/Berlin', later).hours).toBe(6)
    expect(outByEvents(events, '2026-11-11', 'Europe/Berlin', later).hours).toBe(0)
  })

  it('never exceed the day, in any order of events', () => {
    const event = fc.record({
      at: fc.integer({ min: at('00:00') - 9e7, max: at('23:59') + 9e7 }),
      inBudget: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 12 }),
        fc.constantFrom('2026-10-25', '2026-11-10', '2026-03-29'),
        (events, day) => {
          const { hours, share } = outByEvents(events, day, 'Europe/Berlin', later)
          expect(hours).toBeGreaterThanOrEqual(0)
          expect(hours).toBeLessThanOrEqual(25)
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('are only suspected where Amazon’s record is not there', () => {
    const day = {
      day: '2026-11-10',
      timeZone: 'Europe/Berlin',
      now: later,
      events: [],
      budgetMicros: units(100),
    }
    expect(outOn({ ...day, isRecorded: false, spendMicros: units(96) })).toEqual({
      day: '2026-11-10',
      hours: null,
      share: null,
      basis: 'suspected',
    })
    expect(outOn({ ...day, isRecorded: false, spendMicros: units(80) })).toBeNull()
    expect(outOn({ ...day, isRecorded: true, spendMicros: units(99) })).toBeNull()
  })

  it('cost what the other hours would have sold', () => {
    expect(lostSales([{ share: 0.5, salesMicros: units(100) }])).toBe(units(100))
    expect(
      lostSales([
        { share: 0.25, salesMicros: units(90) },
        { share: 0, salesMicros: units(120) },
      ]),
    ).toBe(units(30))
    expect(lostSales([{ share: null, salesMicros: units(90) }])).toBeNull()
    // A day that was out from its first minute is no reason to divide by nothing.
    expect(lostSales([{ share: 1, salesMicros: units(10) }])).toBe(units(50))
  })
})
