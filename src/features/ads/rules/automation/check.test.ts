import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber } from '#kernel/day.ts'
import { marketplaces } from '#kernel/marketplace.ts'
import { conflictsOf, ruleProblems } from './check.ts'
import { dueSlot } from './due.ts'
import { madeRule } from './made-facts.ts'
import { type Writer, precedenceOf, writerSorts } from './precedence.ts'
import type { Condition, Rule } from './rule.ts'
import { ruleFrom, templateKeys } from './templates.ts'

const place = {
  marketplace: 'DE',
  currency: 'EUR',
  campaigns: new Map([
    ['9', 'Lamps'],
    ['5', 'Chairs'],
  ]),
}
const codes = (over: Partial<Rule>) => ruleProblems(madeRule(over), place).map((one) => one.code)
const when = (conditions: readonly Condition[], join: 'all' | 'any' = 'all') => ({
  when: { ...madeRule().when, conditions, join },
})
const is = (
  metric: Condition['metric'],
  comparator: Condition['comparator'],
  value: string,
  than: Condition['than'] = 'value',
): Condition => ({ metric, comparator, value, than })

describe('a rule that cannot be kept', () => {
  it.each([
    [{ name: ' ' }, 'name_missing'],
    [{ currency: 'USD' }, 'currency_mismatch'],
    [{ scope: { level: 'target', campaignIds: ['77'], nameContains: '' } }, 'campaign_unknown'],
    [{ scope: { level: 'target', campaignIds: ['9'], nameContains: 'chair' } }, 'scope_empty'],
    [when([]), 'conditions_missing'],
    [when([is('clicks', 'above', '10'), is('clicks', 'below', '5')]), 'contradictory'],
    [when([is('clicks', 'above', '10'), is('clicks', 'atMost', '10')]), 'contradictory'],
    [when([is('clicks', 'below', '0')]), 'contradictory'],
    [when([is('ctr', 'above', '1.5')]), 'share_out_of_range'],
    [when([is('spend', 'above', '1.005')]), 'too_precise'],
    [when([is('clicks', 'above', '1', 'targetAcos')]), 'yardstick_unfit'],
    [when([is('acos', 'above', '0', 'targetAcos')]), 'factor_out_of_range'],
    [when([is('budgetUsed', 'above', '0.9')]), 'metric_unfit'],
    [{ action: { sort: 'budgetStep', percent: 20 } }, 'action_unfit'],
    [{ action: { sort: 'bidStep', percent: -100 } }, 'percent_out_of_range'],
    [{ action: { sort: 'bidStep', percent: 0 } }, 'percent_out_of_range'],
    [{ action: { sort: 'bidSet', bid: '0.01' } }, 'bid_out_of_range'],
    [{ limits: { ...madeRule().limits, least: '2.00', most: '1.00' } }, 'bounds_crossed'],
  ] as const)('%j is told as %s', (over, code) => {
    expect(codes(over as Partial<Rule>)).toEqual([code])
  })

  it('is none whose conditions can be met', () => {
    expect(codes(when([is('clicks', 'atLeast', '10'), is('clicks', 'atMost', '10')]))).toEqual([])
    expect(codes(when([is('clicks', 'above', '10'), is('clicks', 'below', '5')], 'any'))).toEqual([])
  })

  it('is no template, in any marketplace', () => {
    for (const { code, currency } of marketplaces)
      for (const key of templateKeys)
        expect(
          ruleProblems(ruleFrom(key, 'x', currency), { ...place, marketplace: code, currency }),
          `${key} ${code}`,
        ).toEqual([])
  })
})

describe('two rules', () => {
  const up = madeRule({ name: 'Up', action: { sort: 'bidStep', percent: 10 } })
  const others = [{ ruleId: '2', rule: up }]
  it('that pull at the same bids are told', () => {
    const told = conflictsOf(madeRule(), others, place.campaigns)
    expect(told).toEqual([{ ruleId: '2', name: 'Up', code: 'opposite' }])
  })
  it('of other campaigns or other levels are not', () => {
    const lamps = madeRule({ scope: { level: 'target', campaignIds: ['9'], nameContains: '' } })
    const chairs = { ...up, scope: { ...up.scope, nameContains: 'chairs' } }
    expect(conflictsOf(lamps, [{ ruleId: '2', rule: chairs }], place.campaigns)).toEqual([])
    const groups = { ...up, scope: { ...up.scope, level: 'adGroup' as const } }
    expect(conflictsOf(lamps, [{ ruleId: '2', rule: groups }], place.campaigns)).toEqual([])
  })
})

describe('a due time', () => {
  const daily = { every: 'day', weekday: 1, hour: 2 } as const
  it('comes once on every day, over both changes of the clocks', () => {
    const zone = 'Europe/Berlin'
    for (const [from, count] of [
      ['2026-03-27T12:00:00Z', 5],
      ['2026-10-23T12:00:00Z', 5],
    ] as const) {
      const since = new Date(from)
      const seen: string[] = []
      for (let minutes = 0; minutes < count * 24 * 60; minutes += 15) {
        const slot = dueSlot(daily, zone, since, new Date(since.getTime() + minutes * 60_000))
        if (slot !== null && slot !== seen.at(-1)) seen.push(slot)
      }
      expect(seen).toHaveLength(count)
      expect(new Set(seen).size).toBe(count)
    }
  })
  it('is not made up for from before the rule was switched on', () => {
    const now = new Date('2026-11-10T12:00:00Z')
    expect(dueSlot({ ...daily, hour: 9 }, 'Europe/Berlin', new Date('2026-11-10T08:30:00Z'), now)).toBeNull()
    expect(dueSlot({ ...daily, hour: 9 }, 'Europe/Berlin', new Date('2026-11-10T07:30:00Z'), now)).toBe(
      '2026-11-10T09',
    )
  })
  it('of a weekly rule is on its weekday', () => {
    const now = new Date('2026-11-12T12:00:00Z')
    const weekly = { every: 'week', weekday: 2, hour: 9 } as const
    expect(dueSlot(weekly, 'Asia/Tokyo', new Date('2026-11-01T00:00:00Z'), now)).toBe('2026-11-10T09')
  })
})

describe('precedence', () => {
  const today = '2026-11-10'
  const fresh = (day: string): boolean => dayNumber(today) - dayNumber(day) < 3
  const writer = (sort: Writer['sort'], over: Partial<Writer> = {}): Writer => ({
    sort,
    id: sort,
    name: sort,
    push: 0,
    stands: false,
    madeOn: null,
    order: 1,
    ...over,
  })
  const told = (writers: Writer[]) =>
    Object.fromEntries(
      precedenceOf(writers, today, fresh).map((one) => [one.writer.id, one.wins ? 'wins' : one.code]),
    )

  it('goes from what stops to what multiplies', () => {
    expect(told(writerSorts.map((sort) => writer(sort)))).toMatchObject({
      killSwitch: 'wins',
      rule: 'kill_switch',
    })
    expect(told([writer('dayparting'), writer('optimiser'), writer('rule')])).toEqual({
      rule: 'wins',
      optimiser: 'goes_after',
      dayparting: 'on_top',
    })
    expect(told([writer('person', { stands: true, push: 1 }), writer('rule', { push: -1 })])).toEqual({
      person: 'wins',
      rule: 'contradicts_open',
    })
    expect(told([writer('rule'), writer('client', { stands: true })])).toMatchObject({
      rule: 'clients_module',
    })
  })
  it('holds everybody back over a fresh change, and nobody over an old one', () => {
    const made = (madeOn: string) => [
      writer('optimiser', { id: 'made', madeOn, push: 1 }),
      writer('rule', { push: -1 }),
    ]
    expect(told(made('2026-11-09'))).toMatchObject({ rule: 'contradicts_fresh' })
    expect(told([writer('person', { id: 'made', madeOn: today }), writer('rule')])).toMatchObject({
      rule: 'decided_today',
    })
    expect(told(made('2026-11-01'))).toMatchObject({ rule: 'wins' })
  })
  it('lets the older of two rules go first', () => {
    expect(told([writer('rule', { id: 'b', order: 2 }), writer('rule', { id: 'a', order: 1 })])).toEqual({
      a: 'wins',
      b: 'goes_after',
    })
  })
  it('never has two winners, and none behind somebody who could write', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            sort: fc.constantFrom(...writerSorts),
            push: fc.constantFrom(-1 as const, 0 as const, 1 as const),
            stands: fc.boolean(),
            madeOn: fc.constantFrom(null, '2026-11-10', '2026-11-09', '2026-10-01'),
            order: fc.nat(3),
          }),
          { maxLength: 7 },
        ),
        (all) => {
          const writers = all.map((one, index) => ({ ...one, id: String(index), name: '' }))
          const ranked = precedenceOf(writers, today, fresh)
          const winners = ranked.filter((one) => one.wins)
          expect(winners.length).toBeLessThanOrEqual(1)
          expect(ranked).toHaveLength(writers.length)
          const winner = winners[0]?.writer
          for (const one of writers)
            if (winner !== undefined && one.stands && one.madeOn === null && winner.stands)
              expect(writerSorts.indexOf(winner.sort)).toBeLessThanOrEqual(writerSorts.indexOf(one.sort))
        },
      ),
    ))
})
