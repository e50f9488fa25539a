import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideStop } from './guard.ts'
import { type Spender, reallocate } from './reallocate.ts'

const units = (n: number): bigint => BigInt(Math.round(n * 1e6))

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
