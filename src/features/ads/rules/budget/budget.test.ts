import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { evenWeek, localHours, monthDays, weekWeights } from './calendar.ts'
import { daysAbove, worstMonth } from './double-days.ts'
import { decideStop } from './guard.ts'
import { assumedDemand, lostSales, outByEvents, outOn } from './out-of-budget.ts'
import { measurePace, planCurve } from './pace.ts'
import { type Spender, reallocate } from './reallocate.ts'

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

const spender = (
  id: string,
  given: Partial<Record<'budget' | 'spend' | 'sales' | 'orders' | 'outDays', number>>,
): Spender => ({
  campaignId: id,
  name: id,
  budgetMicros: units(given.budget ?? 100),
  spendMicros: units(given.spend ?? 3000),
  salesMicros: units(given.sales ?? 9000),
  orders: given.orders ?? 300,
  days: 30,
  outShare: null,
  outDays: given.outDays ?? 0,
})

describe('moving budgets', () => {
  const bounds = { maxStepRatio: 0.2, leastMicros: units(1), currency: 'EUR' }

  it('takes from where the next unit brings least, and keeps the total to the cent', () => {
    const plan = reallocate({
      ...bounds,
      aim: { keep: true },
      spenders: [
        spender('good', { sales: 18_000, orders: 600, outDays: 20 }),
        spender('poor', { sales: 4000, orders: 130, outDays: 10 }),
      ],
    })
    expect(plan.moves.map((one) => [one.campaignId, one.toMicros])).toEqual([
      ['good', units(115.2)],
      ['poor', units(84.8)],
    ])
    expect(plan.totalToMicros).toBe(units(200))
    expect(plan.salesMore).toBeGreaterThan(0)
    expect(plan.moves[0]!.grounds.map((one) => one.code)).toEqual(['budget_near', 'budget_return'])
  })

  it('takes idle money first, and gives none to who does not need it', () => {
    const plan = reallocate({
      ...bounds,
      aim: { keep: true },
      spenders: [
        spender('limited', { outDays: 25 }),
        spender('idle', { spend: 600, sales: 9000, orders: 300 }),
        spender('fine', { spend: 2400 }),
      ],
    })
    expect(plan.moves.map((one) => one.campaignId)).toEqual(['limited', 'idle'])
    expect(plan.moves[1]!.grounds[0]!.code).toBe('budget_unused')
  })

  it('says why nothing moves', () => {
    const ask = (spenders: Spender[]) => reallocate({ ...bounds, aim: { keep: true }, spenders }).shortOf
    expect(ask([])).toBe('no_figures')
    expect(ask([spender('a', { spend: 0, sales: 0, orders: 0 })])).toBe('no_figures')
    expect(ask([spender('a', { spend: 900 }), spender('b', { spend: 800 })])).toBe('no_limited')
    expect(ask([spender('a', { outDays: 9 }), spender('b', { outDays: 9 })])).toBe('even')
  })

  it('fits days to what the month has left, as far as the steps allow', () => {
    const fit = (dayUnits: number) =>
      reallocate({
        ...bounds,
        aim: { keep: false, dayMicros: units(dayUnits) },
        spenders: [
          spender('good', { sales: 18_000, orders: 600, outDays: 20 }),
          spender('poor', { sales: 4000, orders: 130, outDays: 20 }),
        ],
      })
    const down = fit(190)
    expect(down.shortOf).toBeNull()
    expect(down.moves.map((one) => one.campaignId)).toEqual(['poor'])
    expect(down.spendTo).toBeLessThanOrEqual(190.3e6)
    expect(fit(50)).toMatchObject({ shortOf: 'at_bounds', totalToMicros: units(160) })
    expect(fit(215).totalToMicros).toBeGreaterThan(units(214))
  })

  it('stays within its bounds, whole coins, whatever it is given', () => {
    const any = fc.record({
      budget: fc.integer({ min: 1, max: 100_000 }),
      spend: fc.integer({ min: 0, max: 1_000_000 }),
      sales: fc.integer({ min: 0, max: 9_000_000 }),
      // More orders than clicks, none at all: all lawful.
      orders: fc.integer({ min: 0, max: 900 }),
      outDays: fc.integer({ min: 0, max: 30 }),
    })
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 12 }),
        fc.constantFrom('JPY', 'EUR'),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: null }),
        (given, currency, maxStepRatio, day) => {
          const spenders = given.map((one, index) => spender(String(index), one))
          const plan = reallocate({
            spenders,
            aim: day === null ? { keep: true } : { keep: false, dayMicros: units(day) },
            maxStepRatio,
            leastMicros: units(100),
            currency,
          })
          const coin = currency === 'JPY' ? units(1) : units(0.01)
          if (day === null) expect(plan.totalToMicros).toBe(plan.totalFromMicros)
          for (const { fromMicros, toMicros } of plan.moves) {
            expect(toMicros % coin).toBe(0n)
            if (toMicros < fromMicros) expect(toMicros >= units(100)).toBe(true)
            const ratio = Math.abs(Number(toMicros - fromMicros) / Number(fromMicros))
            expect(ratio).toBeLessThanOrEqual(maxStepRatio + 1e-6)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the stop', () => {
  const running = [
    { campaignId: '1', name: 'A', budgetMicros: units(60) },
    { campaignId: '2', name: 'B', budgetMicros: units(40) },
  ]
  const base = {
    planMicros: units(3000),
    dayMicros: units(100),
    unseenDays: 2,
    dayLimitMicros: null,
    running,
    leastMicros: units(1),
    currency: 'EUR',
  }

  it('does nothing while there is room', () =>
    expect(decideStop({ ...base, spentMicros: units(1000), daysLeft: 19 })).toEqual({ act: 'none' }))

  it('lowers budgets to what is left', () => {
    const stop = decideStop({ ...base, spentMicros: units(2600), daysLeft: 4 })
    expect(stop).toMatchObject({ act: 'lower', code: 'month' })
    const budgets = stop.act === 'lower' ? stop.budgets.map((one) => one.toMicros) : []
    expect(budgets).toEqual([units(30), units(20)])
  })

  it('pauses when nothing is left, counting days not seen yet', () => {
    expect(decideStop({ ...base, spentMicros: units(2850), daysLeft: 5 }).act).toBe('pause')
    expect(decideStop({ ...base, spentMicros: units(2850), daysLeft: 5, unseenDays: 0 }).act).toBe('lower')
  })

  it('holds a limit by day, and the marketplace’s least budget', () => {
    const yen = running.map((one) => ({ ...one, budgetMicros: one.budgetMicros * 100n }))
    const stop = decideStop({
      ...base,
      planMicros: null,
      spentMicros: 0n,
      daysLeft: 9,
      dayLimitMicros: units(3333),
      running: yen,
      leastMicros: units(100),
      currency: 'JPY',
    })
    expect(stop).toMatchObject({ act: 'lower', code: 'day_limit' })
    expect(stop.act === 'lower' && stop.budgets.map((one) => one.toMicros)).toEqual([
      units(1999),
      units(1333),
    ])
  })

  it('never lets budgets exceed what is left, but for the least', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 1, max: 31 }),
        (amounts, spent, daysLeft) => {
          const campaigns = amounts.map((amount, n) => ({
            campaignId: String(n),
            name: '',
            budgetMicros: units(amount),
          }))
          const stop = decideStop({
            ...base,
            planMicros: units(20_000),
            spentMicros: units(spent),
            daysLeft,
            running: campaigns,
          })
          if (stop.act !== 'lower') return
          const lowered = new Map(stop.budgets.map((one) => [one.campaignId, one.toMicros]))
          const total = campaigns.reduce(
            (sum, one) => sum + (lowered.get(one.campaignId) ?? one.budgetMicros),
            0n,
          )
          const left = units(20_000) - units(spent) - units(200)
          const floor = units(campaigns.length)
          expect(total <= left / BigInt(daysLeft) + floor).toBe(true)
        },
      ),
    )
  })
})
