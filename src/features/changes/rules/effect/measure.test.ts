import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/day.ts'
import { madeStore, scaled, type MadeStore } from './made-store.ts'
import { measureEffect, type Effect, type EffectInput } from './measure.ts'

const changedOn = '2026-03-10'
const start = '2026-01-01'

const inputOf = (store: MadeStore, more: Partial<EffectInput> = {}): EffectInput => ({
  changedOn,
  horizonDays: 14,
  asOf: '2026-06-01',
  metric: 'clicks',
  treated: store.treated,
  donors: store.donors,
  ...more,
})

/** Flat series: `before` a day up to the change, `after` from the day of the change on, and every second day one more. */
const steps = (id: string, before: number, after: number) => ({
  id,
  from: start,
  values: Array.from({ length: 140 }, (_, i) => (addDays(start, i) < changedOn ? before : after) + (i % 2)),
})
const market = [4, 6, 8, 10, 12].map((level) => steps(`d${level}`, level, level * 1.2))

describe('the effect of a change', () => {
  it('is what the unchanged objects did not do', () => {
    const effect = measureEffect(inputOf({ treated: steps('t', 10, 18), donors: market }))
    expect(effect).toMatchObject({
      from: '2026-03-11',
      to: '2026-03-24',
      verdict: 'raised',
      standing: 'final',
      reason: null,
      control: { method: 'random_effects_did', donors: 5, preDays: 56 },
    })
    expect(effect.actualPerDay).toBeCloseTo(18.5, 10)
    expect(effect.expectedPerDay).toBeCloseTo((10.5 * 50.5) / 42.5, 1)
    expect(effect.perDay).toBeCloseTo(18.5 - (10.5 * 50.5) / 42.5, 1)
    expect(effect.relative!.mid).toBeCloseTo(0.483, 2)
    expect(effect.low).toBeGreaterThan(4)
    expect(effect.high).toBeLessThan(8)
  })
  it('is none when it went the way of the market', () =>
    expect(measureEffect(inputOf({ treated: steps('t', 10, 12), donors: market })).verdict).toBe(
      'no_clear_effect',
    ))
  it('is all of it when the object was switched off', () => {
    const effect = measureEffect(
      inputOf({
        treated: {
          ...steps('t', 10, 0),
          values: steps('t', 10, 0).values.map((v, i) => (addDays(start, i) < changedOn ? v : 0)),
        },
        donors: market,
      }),
    )
    expect(effect.verdict).toBe('lowered')
    expect(effect.actualPerDay).toBe(0)
    expect(effect.relative!.mid).toBe(-1)
    expect(effect.high).toBeLessThan(0)
  })
  it('leaves the day of the change out', () => {
    const odd = madeStore(5, 1)
    const at = odd.treated.values.map((v, i) => (addDays(start, i) === changedOn ? 1e6 : v))
    expect(measureEffect(inputOf({ ...odd, treated: { ...odd.treated, values: at } }))).toEqual(
      measureEffect(inputOf(odd)),
    )
  })
  it('does not count the changed object among the others', () => {
    const store = madeStore(6, 1)
    expect(measureEffect(inputOf({ ...store, donors: [store.treated, ...store.donors] }))).toEqual(
      measureEffect(inputOf(store)),
    )
  })
})

describe('standing', () => {
  const standing = (metric: EffectInput['metric'], asOf: string): string =>
    measureEffect(inputOf(madeStore(1, 1), { metric, asOf })).standing
  it.each([
    ['clicks', '2026-03-24', 'running'],
    ['clicks', '2026-03-25', 'provisional'],
    ['clicks', '2026-03-26', 'provisional'],
    ['clicks', '2026-03-27', 'final'],
    ['spend', '2026-03-27', 'final'],
    ['orders', '2026-03-27', 'provisional'],
    ['orders', '2026-04-06', 'provisional'],
    ['orders', '2026-04-07', 'final'],
    ['sales', '2026-04-07', 'final'],
  ] as const)('of %s on %s is %s', (metric, asOf, expected) => expect(standing(metric, asOf)).toBe(expected))
  it('tells no number while the window runs', () =>
    expect(measureEffect(inputOf(madeStore(1, 1), { asOf: '2026-03-20' }))).toMatchObject({
      verdict: 'too_little_data',
      reason: 'window_open',
      perDay: null,
    }))
})

describe('too little data says what is missing', () => {
  const reason = (store: MadeStore): string | null => {
    const effect = measureEffect(inputOf(store))
    expect(effect).toMatchObject({ verdict: 'too_little_data', perDay: null, low: null, relative: null })
    return effect.reason
  }
  const store = madeStore(3, 1)
  const since = (day: string) => {
    const skip = store.treated.values.findIndex((_, i) => addDays(start, i) === day)
    return { ...store, treated: { ...store.treated, from: day, values: store.treated.values.slice(skip) } }
  }
  it('history', () => expect(reason(since('2026-03-01'))).toBe('short_history'))
  it('few events', () => {
    const values = store.treated.values.map((_, i) => (i % 20 === 0 ? 1 : 0))
    expect(reason({ ...store, treated: { ...store.treated, values } })).toBe('few_events')
  })
  it('control', () => expect(reason({ ...store, donors: store.donors.slice(0, 3) })).toBe('no_control'))
  it('days after', () =>
    expect(
      reason({ ...store, treated: { ...store.treated, values: store.treated.values.slice(0, 75) } }),
    ).toBe('missing_days'))
})

const numbers = (effect: Effect): (number | null)[] => [
  effect.perDay,
  effect.low,
  effect.high,
  effect.expectedPerDay,
  effect.actualPerDay,
]
const seeds = fc.integer({ min: 1, max: 1_000_000 })

describe('whatever the store', () => {
  it('the dates do not matter, their distances do', () =>
    fc.assert(
      fc.property(seeds, fc.integer({ min: -400, max: 400 }), (seed, shift) => {
        const store = madeStore(seed, 1.3)
        const moved = {
          treated: { ...store.treated, from: addDays(start, shift) },
          donors: store.donors.map((d) => ({ ...d, from: addDays(start, shift) })),
        }
        const later = measureEffect(
          inputOf(moved, { changedOn: addDays(changedOn, shift), asOf: addDays('2026-06-01', shift) }),
        )
        const here = measureEffect(inputOf(store))
        expect(numbers(later)).toEqual(numbers(here))
        expect(later.from).toBe(addDays(here.from, shift))
      }),
      { numRuns: 30 },
    ))
  it('another currency scales the amounts and leaves the rest', () =>
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.001, max: 1000, noNaN: true }), (seed, rate) => {
        const here = measureEffect(inputOf(madeStore(seed, 1.3)))
        const there = measureEffect(inputOf(scaled(madeStore(seed, 1.3), rate)))
        expect(there.verdict).toBe(here.verdict)
        numbers(here).forEach((value, i) => expect(numbers(there)[i]! / rate).toBeCloseTo(value!, 6))
        expect(there.relative!.mid).toBeCloseTo(here.relative!.mid, 8)
      }),
      { numRuns: 30 },
    ))
  it('the order of the donors does not matter', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const store = madeStore(seed, 1)
        const turned = measureEffect(inputOf({ ...store, donors: store.donors.toReversed() }))
        numbers(measureEffect(inputOf(store))).forEach((value, i) =>
          expect(numbers(turned)[i]).toBeCloseTo(value!, 8),
        )
      }),
      { numRuns: 30 },
    ))
  it('the interval holds its middle, and amount and ratio say the same of 0', () =>
    fc.assert(
      fc.property(seeds, fc.double({ min: 0, max: 3, noNaN: true }), (seed, factor) => {
        const { perDay, low, high, relative } = measureEffect(inputOf(madeStore(seed, factor)))
        expect(low!).toBeLessThanOrEqual(perDay!)
        expect(high!).toBeGreaterThanOrEqual(perDay!)
        expect(relative!.low).toBeLessThanOrEqual(relative!.mid)
        expect(relative!.high).toBeGreaterThanOrEqual(relative!.mid)
        expect(low! > 0).toBe(relative!.low > 0)
        expect(high! < 0).toBe(relative!.high < 0)
      }),
      { numRuns: 60 },
    ))
})

/** Share of made stores whose interval, stretched about its middle, holds the truth; and which way it missed. */
function calibration(factor: number, stretch: number) {
  let held = 0
  const verdicts: Record<Effect['verdict'], number> = {
    raised: 0,
    lowered: 0,
    no_clear_effect: 0,
    too_little_data: 0,
  }
  const stores = 400
  for (let seed = 1; seed <= stores; seed += 1) {
    const store = madeStore(seed * 7, factor)
    const { perDay, low, high, verdict } = measureEffect(inputOf(store))
    verdicts[verdict] += 1
    const below = perDay! - (perDay! - low!) * stretch
    const above = perDay! + (high! - perDay!) * stretch
    if (below <= store.truePerDay && store.truePerDay <= above) held += 1
  }
  return { coverage: held / stores, verdicts, stores }
}

describe('in made stores whose truth is known', () => {
  it.each([0.5, 1, 1.5])('the interval holds it nine times in ten (effect × %d)', (factor) => {
    const { coverage } = calibration(factor, 1)
    expect(coverage).toBeGreaterThanOrEqual(0.86)
    expect(coverage).toBeLessThanOrEqual(0.96)
  })
  it('no change is called one rarely, and as often up as down', () => {
    const { verdicts, stores } = calibration(1, 1)
    expect(verdicts.raised + verdicts.lowered).toBeLessThan(0.1 * stores)
    expect(Math.abs(verdicts.raised - verdicts.lowered)).toBeLessThan(0.05 * stores)
  })
  it('a strong change is found', () => expect(calibration(1.8, 1).verdicts.raised).toBeGreaterThan(0.6 * 400))
  it('the check can fail: half the width does not hold, twice is too much', () => {
    expect(calibration(1, 0.5).coverage).toBeLessThan(0.8)
    expect(calibration(1, 2).coverage).toBeGreaterThan(0.97)
  })
})
