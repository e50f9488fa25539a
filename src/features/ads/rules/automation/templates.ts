import { decimalsOf } from '#kernel/money.ts'
import type { Action, Condition, Rule, RuleLevel } from './rule.ts'

// Starting points after what rule tools of the market publish (ACoS states, clicks without a sale, budgets that run out). Their figures
// are habits of the trade, not measured truths: a preview on the account's own history comes first.

export const templateKeys = [
  'highAcos',
  'noSale',
  'lowAcos',
  'budgetUp',
  'negative',
  'harvest',
  'outOfStock',
] as const
export type TemplateKey = (typeof templateKeys)[number]

const condition = (
  metric: Condition['metric'],
  comparator: Condition['comparator'],
  value: string,
  than: Condition['than'] = 'value',
): Condition => ({ metric, comparator, than, value })

type Part = {
  readonly level: RuleLevel
  readonly windowDays: number
  readonly conditions: readonly Condition[]
  readonly action: Action
  readonly leastClicks: number
  readonly cooldownDays: number
}

/** What a click's worth of money is in this currency, so that ten dollars do not become ten yen. */
function amount(units: number, currency: string): string {
  return decimalsOf(currency) === 0 ? String(units * 150) : units.toFixed(2)
}

function partOf(key: TemplateKey, currency: string): Part {
  const base = { windowDays: 30, leastClicks: 15, cooldownDays: 3 }
  switch (key) {
    case 'highAcos':
      return {
        ...base,
        level: 'target',
        conditions: [condition('acos', 'above', '1.2', 'targetAcos'), condition('orders', 'atLeast', '2')],
        action: { sort: 'bidToValue' },
      }
    case 'noSale':
      return {
        ...base,
        level: 'target',
        conditions: [
          condition('orders', 'atMost', '0'),
          condition('clicks', 'atLeast', '20'),
          condition('spend', 'atLeast', amount(5, currency)),
        ],
        action: { sort: 'bidStep', percent: -20 },
        leastClicks: 20,
      }
    case 'lowAcos':
      return {
        ...base,
        level: 'target',
        conditions: [condition('acos', 'below', '0.8', 'targetAcos'), condition('orders', 'atLeast', '2')],
        action: { sort: 'bidStep', percent: 10 },
      }
    case 'budgetUp':
      return {
        ...base,
        level: 'campaign',
        windowDays: 7,
        conditions: [
          condition('budgetUsed', 'atLeast', '0.9'),
          condition('acos', 'atMost', '1.3', 'targetAcos'),
          condition('orders', 'atLeast', '3'),
        ],
        action: { sort: 'budgetStep', percent: 20 },
        leastClicks: 30,
        cooldownDays: 7,
      }
    case 'negative':
      return {
        ...base,
        level: 'searchTerm',
        windowDays: 60,
        conditions: [condition('clicks', 'atLeast', '20'), condition('orders', 'atMost', '0')],
        action: { sort: 'negativeExact', wide: false },
        leastClicks: 20,
      }
    case 'harvest':
      return {
        ...base,
        level: 'searchTerm',
        windowDays: 60,
        conditions: [condition('orders', 'atLeast', '3'), condition('acos', 'atMost', '1', 'targetAcos')],
        action: { sort: 'keywordExact', bid: null },
        leastClicks: 5,
      }
    case 'outOfStock':
      return {
        ...base,
        level: 'adGroup',
        windowDays: 7,
        conditions: [condition('coverDays', 'atMost', '3')],
        action: { sort: 'state', state: 'PAUSED' },
        leastClicks: 0,
        cooldownDays: 1,
      }
  }
}

/** A rule to start from, of a name that the person may change. */
export function ruleFrom(key: TemplateKey, name: string, currency: string): Rule {
  const part = partOf(key, currency)
  return {
    name,
    currency,
    scope: { level: part.level, campaignIds: [], nameContains: '' },
    when: { join: 'all', windowDays: part.windowDays, immatureDays: 3, conditions: part.conditions },
    action: part.action,
    limits: {
      least: null,
      most: null,
      mostStepPercent: 20,
      cooldownDays: part.cooldownDays,
      mostChanges: 50,
      leastClicks: part.leastClicks,
    },
    schedule: { every: key === 'outOfStock' ? 'day' : 'week', weekday: 1, hour: 9 },
    targetAcosRatio: null,
  }
}
