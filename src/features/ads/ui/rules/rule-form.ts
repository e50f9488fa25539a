import { decimalsOf } from '#kernel/money.ts'
import {
  type Action,
  type ActionSort,
  type Condition,
  type Metric,
  type Rule,
  type RuleLevel,
  levelsOf,
  unitOf,
} from '#features/ads/rules/automation/rule.ts'

// A rule as its form holds it: per cent for shares, numbers for amounts, everything on one level.

export type FormCondition = {
  metric?: Metric
  comparator?: Condition['comparator']
  than?: Condition['than']
  value?: number | null
}

export type FormRule = {
  name: string
  level: RuleLevel
  campaignIds: string[]
  nameContains: string
  join: 'all' | 'any'
  windowDays: number
  immatureDays: number
  conditions: FormCondition[]
  sort: ActionSort
  percent: number | null
  bid: number | null
  state: 'ENABLED' | 'PAUSED'
  placement: 'top' | 'productPage' | 'restOfSearch'
  points: number | null
  wide: boolean
  least: number | null
  most: number | null
  mostStepPercent: number | null
  cooldownDays: number | null
  mostChanges: number | null
  leastClicks: number | null
  every: 'day' | 'week'
  weekday: number
  hour: number
  targetAcosPercent: number | null
}

/** Plain decimal text of a number, six decimals at most. */
const decimal = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : value.toFixed(6).replace(/0+$/, '').replace(/\.$/, '')

const amount = (value: number | null, currency: string): string | null => {
  if (value === null) return null
  const places = decimalsOf(currency)
  return Number(value.toFixed(places)) === value ? value.toFixed(places) : decimal(value)
}

const shown = (one: Condition): number =>
  one.than === 'value' && unitOf[one.metric] === 'share'
    ? Number((Number(one.value) * 100).toFixed(4))
    : Number(one.value)

export function formOf(rule: Rule): FormRule {
  const { action, limits } = rule
  return {
    name: rule.name,
    level: rule.scope.level,
    campaignIds: [...rule.scope.campaignIds],
    nameContains: rule.scope.nameContains,
    join: rule.when.join,
    windowDays: rule.when.windowDays,
    immatureDays: rule.when.immatureDays,
    conditions: rule.when.conditions.map((one) => ({ ...one, value: shown(one) })),
    sort: action.sort,
    percent: 'percent' in action ? action.percent : -10,
    bid: 'bid' in action && action.bid !== null ? Number(action.bid) : null,
    state: action.sort === 'state' ? action.state : 'PAUSED',
    placement: action.sort === 'placementStep' ? action.placement : 'top',
    points: action.sort === 'placementStep' ? action.points : 10,
    wide: action.sort === 'negativeExact' ? action.wide : false,
    least: limits.least === null ? null : Number(limits.least),
    most: limits.most === null ? null : Number(limits.most),
    mostStepPercent: limits.mostStepPercent,
    cooldownDays: limits.cooldownDays,
    mostChanges: limits.mostChanges,
    leastClicks: limits.leastClicks,
    every: rule.schedule.every,
    weekday: rule.schedule.weekday,
    hour: rule.schedule.hour,
    targetAcosPercent: rule.targetAcosRatio === null ? null : Number((rule.targetAcosRatio * 100).toFixed(4)),
  }
}

function actionOf(form: FormRule, currency: string): Action {
  switch (form.sort) {
    case 'bidStep':
    case 'budgetStep':
      return { sort: form.sort, percent: form.percent ?? 0 }
    case 'bidToValue':
      return { sort: 'bidToValue' }
    case 'bidSet':
      return { sort: 'bidSet', bid: amount(form.bid, currency) ?? '0' }
    case 'state':
      return { sort: 'state', state: form.state }
    case 'placementStep':
      return { sort: 'placementStep', placement: form.placement, points: form.points ?? 0 }
    case 'negativeExact':
      return { sort: 'negativeExact', wide: form.wide }
    case 'keywordExact':
      return { sort: 'keywordExact', bid: amount(form.bid, currency) }
  }
}

function conditionOf(one: FormCondition): Condition {
  const metric = one.metric ?? 'clicks'
  const than = one.than ?? 'value'
  const value = one.value ?? null
  const share = than === 'value' && unitOf[metric] === 'share'
  return {
    metric,
    comparator: one.comparator ?? 'atLeast',
    than,
    value: value === null ? '' : decimal(share ? value / 100 : value),
  }
}

export function ruleOf(form: FormRule, currency: string): Rule {
  const target = form.targetAcosPercent
  return {
    name: form.name,
    currency,
    scope: { level: form.level, campaignIds: form.campaignIds, nameContains: form.nameContains },
    when: {
      join: form.join,
      windowDays: form.windowDays,
      immatureDays: form.immatureDays,
      conditions: form.conditions.map(conditionOf),
    },
    action: actionOf(form, currency),
    limits: {
      least: amount(form.least, currency),
      most: amount(form.most, currency),
      mostStepPercent: form.mostStepPercent ?? 0,
      cooldownDays: form.cooldownDays ?? 0,
      mostChanges: form.mostChanges ?? 50,
      leastClicks: form.leastClicks ?? 0,
    },
    schedule: { every: form.every, weekday: form.weekday, hour: form.hour },
    targetAcosRatio: target === null ? null : Number((target / 100).toFixed(6)),
  }
}

/** The actions there are at a level. */
export const actionsAt = (level: RuleLevel): ActionSort[] =>
  (Object.keys(levelsOf) as ActionSort[]).filter((sort) => levelsOf[sort].includes(level))
