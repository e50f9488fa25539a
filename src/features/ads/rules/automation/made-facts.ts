import { addDays } from '#kernel/day.ts'
import type { DaySums, RuleFacts, RuleObject } from './figures.ts'
import type { Rule } from './rule.ts'

// Small facts for tests and for nothing else.

export const madeToday = '2026-11-10'

/** Figures of the same kind every day for so many days up to yesterday. */
export function everyDay(count: number, sums: Partial<DaySums>): DaySums[] {
  return Array.from({ length: count }, (_, index) => ({
    impressions: 100,
    clicks: 0,
    orders: 0,
    cost: 0,
    sales: 0,
    ...sums,
    day: addDays(madeToday, index - count),
  }))
}

export function madeObject(over: Partial<RuleObject> = {}): RuleObject {
  return {
    entity: 'keywords',
    id: '1',
    label: 'lamp [exact]',
    campaignId: '9',
    campaign: 'Lamps',
    adGroupId: '8',
    state: 'enabled',
    amount: 1_000_000,
    placements: null,
    auto: false,
    changedOn: null,
    coverDays: null,
    days: [],
    ...over,
  }
}

export function madeFacts(objects: readonly RuleObject[], over: Partial<RuleFacts> = {}): RuleFacts {
  return {
    marketplace: 'DE',
    currency: 'EUR',
    today: madeToday,
    known: new Set(everyDay(200, {}).map((one) => one.day)),
    targetAcosRatio: 0.3,
    objects,
    standing: new Set(),
    ...over,
  }
}

export function madeRule(over: Partial<Rule> = {}): Rule {
  return {
    name: 'Cut',
    currency: 'EUR',
    scope: { level: 'target', campaignIds: [], nameContains: '' },
    when: {
      join: 'all',
      windowDays: 30,
      immatureDays: 3,
      conditions: [{ metric: 'orders', comparator: 'atMost', than: 'value', value: '0' }],
    },
    action: { sort: 'bidStep', percent: -20 },
    limits: {
      least: null,
      most: null,
      mostStepPercent: 30,
      cooldownDays: 3,
      mostChanges: 50,
      leastClicks: 10,
    },
    schedule: { every: 'day', weekday: 1, hour: 9 },
    targetAcosRatio: null,
    ...over,
  }
}
