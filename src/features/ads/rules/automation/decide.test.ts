import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, addDays, dayNumber } from '#kernel/day.ts'
import { evaluate, prepare } from './decide.ts'
import type { DaySums, RuleFacts, RuleObject, Sums } from './figures.ts'
import { everyDay, madeFacts, madeObject, madeRule, madeToday } from './made-facts.ts'
import { previewRule } from './preview.ts'
import type { Condition, Rule } from './rule.ts'

const decide = (rule: Rule, facts: RuleFacts) => evaluate(rule, prepare(facts), facts.today)
const when = (conditions: readonly Condition[], over: Partial<Rule['when']> = {}): Rule['when'] => ({
  ...madeRule().when,
  conditions,
  ...over,
})
const wasting = everyDay(60, { clicks: 1, cost: 500_000 })

describe('what a rule decides', () => {
  it('cuts what spends without a sale, and says on what', () => {
    const { decisions, window } = decide(madeRule(), madeFacts([madeObject({ days: wasting })]))
    // Today is the 10th: the last three whole days are left out.
    expect(window).toEqual({ from: '2026-10-08', to: '2026-11-06' })
    expect(decisions).toHaveLength(1)
    expect(decisions[0]).toMatchObject({
      kind: 'sp.bid',
      entity: 'keywords',
      objectId: '1',
      from: { bid: '1.00' },
      to: { bid: '0.80' },
      wish: { entity: 'keywords', id: '1', bid: '0.80' },
    })
    expect(decisions[0]!.grounds).toEqual([
      {
        code: 'rule.when.number',
        data: { metric: 'orders', comparator: 'atMost', than: 'value', factor: 0, value: 0, limit: 0 },
      },
      {
        code: 'rule.evidence',
        data: { from: '2026-10-08', to: '2026-11-06', clicks: 30, orders: 0, spend: '15.00', sales: '0.00' },
      },
    ])
  })

  it('moves a bid to sales per click × target, no further than a step', () => {
    // 30 clicks and 3 orders of 20.00: a click sells 2.00, at 30 % that is worth 0.60.
    const days = everyDay(60, { clicks: 1, cost: 900_000 }).map((one, index) =>
      index % 10 === 0 ? { ...one, orders: 1, sales: 20_000_000 } : one,
    )
    const rule = madeRule({
      when: when([{ metric: 'acos', comparator: 'above', than: 'targetAcos', value: '1.2' }]),
      action: { sort: 'bidToValue' },
    })
    const facts = madeFacts([madeObject({ days })])
    expect(decide(rule, facts).decisions[0]!.to).toEqual({ bid: '0.70' })
    const wide = { ...rule, limits: { ...rule.limits, mostStepPercent: 90 } }
    expect(decide(wide, facts).decisions[0]!.to).toEqual({ bid: '0.60' })
    const bounded = { ...wide, limits: { ...wide.limits, least: '0.65' } }
    expect(decide(bounded, facts).decisions[0]!.to).toEqual({ bid: '0.65' })
  })

  it('does not raise because a bound lies above a bid that it wants to cut', () => {
    const rule = madeRule({ limits: { ...madeRule().limits, least: '1.50' } })
    const { decisions, missed } = decide(rule, madeFacts([madeObject({ days: wasting })]))
    expect(decisions).toEqual([])
    expect(missed.map((one) => one.code)).toEqual(['at_bound'])
  })

  it.each([
    ['cooling', { changedOn: '2026-11-08' }, {}],
    ['archived', { state: 'archived' }, {}],
    ['object_gone', { state: null }, {}],
    ['no_amount', { amount: null }, {}],
    ['figures_impossible', { days: everyDay(60, { clicks: 1, orders: 2 }) }, { orders: '9' }],
    ['few_clicks', { days: everyDay(5, { clicks: 1 }) }, {}],
  ] as const)('leaves alone and says why: %s', (code, over, { orders }: { orders?: string }) => {
    const condition = { metric: 'orders', than: 'value' } as const
    const rule = madeRule({
      when: when([
        orders === undefined
          ? { ...condition, comparator: 'atMost', value: '0' }
          : { ...condition, comparator: 'atLeast', value: orders },
      ]),
    })
    const { decisions, missed } = decide(rule, madeFacts([madeObject({ days: wasting, ...over })]))
    expect(decisions).toEqual([])
    expect(missed.map((one) => one.code)).toEqual([code])
  })

  it('names the condition that an object nearly met', () => {
    const rule = madeRule({
      when: when([
        { metric: 'orders', comparator: 'atMost', than: 'value', value: '0' },
        { metric: 'spend', comparator: 'atLeast', than: 'value', value: '40.00' },
      ]),
    })
    const { missed } = decide(rule, madeFacts([madeObject({ days: wasting })]))
    expect(missed[0]).toMatchObject({ code: 'not_met.money', data: { value: '15.00', limit: '40.00' } })
  })

  it('decides nothing over days that reports do not know, without a target, or in another currency', () => {
    const facts = madeFacts([madeObject({ days: wasting })])
    const gap = new Set([...facts.known].filter((day) => day < '2026-10-20'))
    expect(decide(madeRule(), { ...facts, known: gap }).stopped).toBe('days_missing')
    const byTarget = madeRule({ action: { sort: 'bidToValue' } })
    expect(decide(byTarget, { ...facts, targetAcosRatio: null }).stopped).toBe('target_missing')
    expect(decide(madeRule({ currency: 'USD' }), facts).stopped).toBe('currency_mismatch')
  })

  it('negates a term once, where it is not negated yet', () => {
    const rule = madeRule({
      scope: { level: 'searchTerm', campaignIds: [], nameContains: '' },
      action: { sort: 'negativeExact', wide: true },
    })
    const term = (adGroupId: string, text: string) =>
      madeObject({ entity: 'terms', id: `${adGroupId}·${text}`, label: text, adGroupId, days: wasting })
    const facts = madeFacts([term('8', 'cheap lamp'), term('7', 'Cheap  Lamp'), term('8', 'b0abcdefgh')])
    expect(decide(rule, facts).decisions.map((one) => [one.entity, one.objectId])).toEqual([
      ['campaignNegativeKeywords', '9·NEGATIVE_EXACT·cheap lamp'],
      ['campaignNegativeTargets', '9·ASIN·B0ABCDEFGH'],
    ])
    const standing = new Set(['9·NEGATIVE_EXACT·cheap lamp'])
    expect(decide(rule, { ...facts, standing }).decisions).toHaveLength(1)
  })
})

const sums = fc.record({
  impressions: fc.integer({ min: 0, max: 500 }),
  clicks: fc.integer({ min: 0, max: 40 }),
  orders: fc.integer({ min: 0, max: 6 }),
  cost: fc.integer({ min: 0, max: 40_000_000 }),
  sales: fc.integer({ min: 0, max: 200_000_000 }),
})
const days: fc.Arbitrary<DaySums[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100 }), sums), { maxLength: 40 })
  .map((all) => all.map(([ago, one]) => ({ ...one, day: addDays(madeToday, -ago) })))
const objects: fc.Arbitrary<RuleObject[]> = fc
  .array(
    fc.record({
      days,
      amount: fc.integer({ min: 20_000, max: 5_000_000 }),
      ago: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ ago, amount, days: own }, index) =>
      madeObject({
        id: String(index),
        days: own,
        amount: Math.round(amount / 10_000) * 10_000,
        changedOn: addDays(madeToday, -ago),
      }),
    ),
  )
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    metric: fc.constantFrom('clicks' as const, 'orders' as const, 'impressions' as const),
    comparator: fc.constantFrom('above' as const, 'atLeast' as const, 'below' as const, 'atMost' as const),
    than: fc.constant('value' as const),
    value: fc.integer({ min: 0, max: 60 }).map(String),
  }),
  fc.record({
    metric: fc.constantFrom('spend' as const, 'cpc' as const),
    comparator: fc.constantFrom('above' as const, 'atMost' as const),
    than: fc.constant('value' as const),
    value: fc.integer({ min: 0, max: 3000 }).map((cents) => (cents / 100).toFixed(2)),
  }),
)
const rules: fc.Arbitrary<Rule> = fc
  .record({
    conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
    join: fc.constantFrom('all' as const, 'any' as const),
    percent: fc.integer({ min: -90, max: 200 }).filter((one) => one !== 0),
    step: fc.integer({ min: 1, max: 100 }),
    windowDays: fc.constantFrom(7, 14, 30, 60),
    immatureDays: fc.integer({ min: 0, max: 7 }),
    most: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ conditions, join, percent, step, most, ...window }) =>
    madeRule({
      when: { join, conditions, ...window },
      action: { sort: 'bidStep', percent },
      limits: { ...madeRule().limits, mostStepPercent: step, mostChanges: most, least: '0.10', most: '4.00' },
    }),
  )

/** The same question asked the slow way: day by day, without running sums. */
function truth(rule: Rule, one: RuleObject, runOn: Day): { total: Sums; met: boolean } {
  const last = dayNumber(runOn) - 1 - rule.when.immatureDays
  const inside = one.days.filter((day) => {
    const n = dayNumber(day.day)
    return n <= last && n > last - rule.when.windowDays
  })
  const add = (pick: (day: DaySums) => number): number => inside.reduce((all, day) => all + pick(day), 0)
  const total = {
    impressions: add((day) => day.impressions),
    clicks: add((day) => day.clicks),
    orders: add((day) => day.orders),
    cost: add((day) => day.cost),
    sales: add((day) => day.sales),
  }
  const holds = ({ metric, comparator, value }: Condition): boolean => {
    if (metric === 'cpc' && total.clicks === 0) return false
    const money = { spend: total.cost / 1e6, cpc: total.cost / total.clicks / 1e6 } as Record<string, number>
    const is = metric in money ? money[metric]! : total[metric as 'clicks']
    const limit = Number(value)
    return { above: is > limit, atLeast: is >= limit, below: is < limit, atMost: is <= limit }[comparator]
  }
  const all = rule.when.conditions.map(holds)
  return { total, met: rule.when.join === 'all' ? !all.includes(false) : all.includes(true) }
}

describe('every decision, whatever the figures', () => {
  it('is one that the conditions ask for, within step, bounds, cool-down, evidence and number', () =>
    fc.assert(
      fc.property(rules, objects, (rule, all) => {
        const { decisions } = decide(rule, madeFacts(all))
        expect(decisions.length).toBeLessThanOrEqual(rule.limits.mostChanges)
        for (const one of decisions) {
          const object = all.find((each) => each.id === one.objectId)!
          const { total, met } = truth(rule, object, madeToday)
          expect(met).toBe(true)
          expect(total.clicks).toBeGreaterThanOrEqual(rule.limits.leastClicks)
          expect(total.orders).toBeLessThanOrEqual(total.clicks)
          expect(dayNumber(madeToday) - dayNumber(object.changedOn!)).toBeGreaterThanOrEqual(3)
          const [from, to] = [object.amount! / 1e6, Number(one.to['bid'])]
          expect(Math.sign(to - from)).toBe(Math.sign((rule.action as { percent: number }).percent))
          expect(Math.abs(to - from)).toBeLessThanOrEqual(
            (from * rule.limits.mostStepPercent) / 100 + 0.005_001,
          )
          expect(to).toBeGreaterThanOrEqual(Math.min(0.1, from))
          expect(to).toBeLessThanOrEqual(Math.max(4, from))
        }
      }),
      { numRuns: 400 },
    ))

  it('is missed by no object that has all it takes', () =>
    fc.assert(
      fc.property(rules, objects, (rule, all) => {
        const { decisions, missed } = decide(rule, madeFacts(all))
        const told = new Set([
          ...decisions.map((one) => one.key),
          ...missed.filter((one) => !one.code.startsWith('not_met')).map((one) => one.key),
        ])
        for (const one of all)
          if (truth(rule, one, madeToday).met) expect(told).toContain(`keywords ${one.id}`)
      }),
      { numRuns: 400 },
    ))
})

describe('a walk over past days', () => {
  it('knows on each day nothing of the days after', () =>
    fc.assert(
      fc.property(rules, objects, fc.integer({ min: 2, max: 25 }), (rule, all, ago) => {
        const day = addDays(madeToday, -ago)
        const span = { from: addDays(day, -3), to: day }
        const cut = all.map((one) => ({
          ...one,
          days: one.days.filter((each) => each.day < day),
          changedOn: one.changedOn! < day ? one.changedOn : null,
        }))
        const told = (known: RuleObject[]) =>
          previewRule(rule, prepare(madeFacts(known)), span).hits.map(({ day: on, key, to }) => [on, key, to])
        expect(told(all)).toEqual(told(cut))
      }),
      { numRuns: 200 },
    ))

  it('takes its own steps into account: cool-down, and the bid it would have set', () => {
    const facts = madeFacts([madeObject({ days: everyDay(120, { clicks: 1, cost: 500_000 }) })])
    const preview = previewRule(madeRule(), prepare(facts), { from: '2026-10-01', to: '2026-10-10' })
    expect(preview.hits.map((one) => [one.day, one.from, one.to])).toEqual([
      ['2026-10-01', { bid: '1.00' }, { bid: '0.80' }],
      ['2026-10-04', { bid: '0.80' }, { bid: '0.64' }],
      ['2026-10-07', { bid: '0.64' }, { bid: '0.51' }],
      ['2026-10-10', { bid: '0.51' }, { bid: '0.41' }],
    ])
    expect(preview.hits[0]!.after).toMatchObject({
      from: '2026-10-02',
      to: '2026-10-15',
      days: 14,
      clicks: 14,
    })
    expect(preview.notes.map((one) => one.code)).toContain('rule.starts_from_today')
  })
})
