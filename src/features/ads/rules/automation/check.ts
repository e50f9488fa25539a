import { decimalsOf, microsFromDecimal } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { type Condition, type Metric, type Rule, levelsOf, unitOf } from './rule.ts'

/** What is wrong with a rule: the part of it and a code. */
export type RuleProblem = { readonly field: string; readonly code: string }

/**
 * Everything that keeps a rule from being kept. Codes: name_missing, currency_mismatch, campaign_unknown, scope_empty, conditions_missing,
 * value_malformed, share_out_of_range, factor_out_of_range, yardstick_unfit, metric_unfit, contradictory, action_unfit,
 * percent_out_of_range, bid_out_of_range, bounds_crossed, bounds_malformed, too_precise.
 */
export function ruleProblems(
  rule: Rule,
  place: {
    readonly marketplace: string
    readonly currency: string
    readonly campaigns: ReadonlyMap<string, string>
  },
): RuleProblem[] {
  return [
    ...(rule.name.trim() === '' ? [{ field: 'name', code: 'name_missing' }] : []),
    ...(rule.currency === place.currency ? [] : [{ field: 'currency', code: 'currency_mismatch' }]),
    ...scopeProblems(rule, place.campaigns),
    ...conditionProblems(rule, place.currency),
    ...actionProblems(rule, place),
    ...boundProblems(rule, place),
  ]
}

function scopeProblems(rule: Rule, campaigns: ReadonlyMap<string, string>): RuleProblem[] {
  const { campaignIds } = rule.scope
  if (campaignIds.some((id) => !campaigns.has(id))) return [{ field: 'scope', code: 'campaign_unknown' }]
  const any = [...campaigns].some(([id, name]) => inScope(rule, id, name))
  return any ? [] : [{ field: 'scope', code: 'scope_empty' }]
}

/** Is a campaign one of those that the rule speaks of? */
export function inScope(rule: Rule, campaignId: string, name: string): boolean {
  const { campaignIds, nameContains } = rule.scope
  const part = nameContains.trim().toLowerCase()
  return (
    (campaignIds.length === 0 || campaignIds.includes(campaignId)) &&
    (part === '' || name.toLowerCase().includes(part))
  )
}

const campaignOnly: readonly Metric[] = ['budgetUsed']
const averaged = (metric: Metric): boolean => metric !== 'coverDays' && metric !== 'changedDays'

function conditionProblems(rule: Rule, currency: string): RuleProblem[] {
  const { conditions, join } = rule.when
  if (conditions.length === 0) return [{ field: 'when', code: 'conditions_missing' }]
  const own = conditions.flatMap((one, index) => {
    const code = conditionProblem(one, rule, currency)
    return code === null ? [] : [{ field: `when.${index}`, code }]
  })
  return own.length === 0 && join === 'all' && contradicts(conditions)
    ? [{ field: 'when', code: 'contradictory' }]
    : own
}

function conditionProblem(one: Condition, rule: Rule, currency: string): string | null {
  const micros = microsFromDecimal(one.value)
  if (micros === null || micros < 0n) return 'value_malformed'
  const number = Number(one.value)
  if (campaignOnly.includes(one.metric) && rule.scope.level !== 'campaign') return 'metric_unfit'
  if (one.metric === 'coverDays' && rule.scope.level === 'searchTerm') return 'metric_unfit'
  if (one.than === 'targetAcos' && one.metric !== 'acos') return 'yardstick_unfit'
  if (one.than === 'average' && !averaged(one.metric)) return 'yardstick_unfit'
  if (one.than !== 'value') return number > 0 && number <= 20 ? null : 'factor_out_of_range'
  // ACoS and the used share of a budget may well be above one.
  const most = one.metric === 'acos' ? 100 : one.metric === 'budgetUsed' ? 10 : 1
  if (unitOf[one.metric] === 'share' && number > most) return 'share_out_of_range'
  const unit = 10n ** BigInt(6 - decimalsOf(currency))
  return unitOf[one.metric] === 'money' && micros % unit !== 0n ? 'too_precise' : null
}

/** Two conditions of one metric and yardstick that no value can meet together; impossible values as well. */
function contradicts(conditions: readonly Condition[]): boolean {
  for (const group of Map.groupBy(conditions, (one) => `${one.metric} ${one.than}`).values()) {
    let least = 0
    let leastOpen = false
    let most = Infinity
    let mostOpen = false
    for (const { comparator, value } of group) {
      const number = Number(value)
      const isFloor = comparator === 'above' || comparator === 'atLeast'
      const open = comparator === 'above' || comparator === 'below'
      if (isFloor && (number > least || (number === least && open))) [least, leastOpen] = [number, open]
      if (!isFloor && (number < most || (number === most && open))) [most, mostOpen] = [number, open]
    }
    if (least > most || (least === most && (leastOpen || mostOpen))) return true
  }
  return false
}

function actionProblems(rule: Rule, place: { marketplace: string; currency: string }): RuleProblem[] {
  const { action } = rule
  const say = (code: string): RuleProblem[] => [{ field: 'action', code }]
  if (!levelsOf[action.sort].includes(rule.scope.level)) return say('action_unfit')
  const inside = (value: number, least: number, most: number): boolean =>
    Number.isFinite(value) && value !== 0 && value >= least && value <= most
  switch (action.sort) {
    case 'bidStep':
    case 'budgetStep':
      return inside(action.percent, -90, 200) ? [] : say('percent_out_of_range')
    case 'placementStep':
      return Number.isInteger(action.points) && inside(action.points, -900, 900)
        ? []
        : say('percent_out_of_range')
    case 'bidSet':
      return amountProblem(action.bid, 'bid', place).map((code) => ({ field: 'action', code }))
    case 'keywordExact':
      return action.bid === null
        ? []
        : amountProblem(action.bid, 'bid', place).map((code) => ({ field: 'action', code }))
    default:
      return []
  }
}

function amountProblem(
  text: string,
  what: 'bid' | 'budget',
  place: { marketplace: string; currency: string },
): string[] {
  const micros = microsFromDecimal(text)
  if (micros === null) return ['value_malformed']
  const range = rangeOf(what, place.marketplace)
  if (range !== null && (Number(text) < range[0] || Number(text) > range[1])) return ['bid_out_of_range']
  return micros % 10n ** BigInt(6 - decimalsOf(place.currency)) === 0n ? [] : ['too_precise']
}

function boundProblems(rule: Rule, place: { marketplace: string; currency: string }): RuleProblem[] {
  const { least, most, mostStepPercent } = rule.limits
  const problems: RuleProblem[] = []
  const say = (code: string): void => void problems.push({ field: 'limits', code })
  if (!(mostStepPercent > 0 && mostStepPercent <= 200)) say('percent_out_of_range')
  const what = rule.action.sort === 'budgetStep' ? 'budget' : 'bid'
  for (const text of [least, most])
    if (text !== null && amountProblem(text, what, place).length > 0) say('bounds_malformed')
  if (least !== null && most !== null && Number(least) > Number(most)) say('bounds_crossed')
  return problems
}

export type RuleConflict = { readonly ruleId: string; readonly name: string; readonly code: string }

/** Which way an action pushes what it is about; null when it has no opposite. */
function pushOf(rule: Rule): { readonly about: string; readonly way: number } | null {
  const { action } = rule
  switch (action.sort) {
    case 'bidStep':
      return { about: 'bid', way: Math.sign(action.percent) }
    case 'bidSet':
    case 'bidToValue':
      return { about: 'bid', way: 0 }
    case 'budgetStep':
      return { about: 'budget', way: Math.sign(action.percent) }
    case 'placementStep':
      return { about: `placement ${action.placement}`, way: Math.sign(action.points) }
    case 'state':
      return { about: 'state', way: action.state === 'ENABLED' ? 1 : -1 }
    case 'negativeExact':
      return { about: 'term', way: -1 }
    case 'keywordExact':
      return { about: 'term', way: 1 }
  }
}

/** Could both rules speak of one campaign? */
function mayMeet(a: Rule, b: Rule, campaigns: ReadonlyMap<string, string>): boolean {
  return (
    a.scope.level === b.scope.level &&
    [...campaigns].some(([id, name]) => inScope(a, id, name) && inScope(b, id, name))
  )
}

/**
 * Rules that pull at the same objects: opposite (one raises what the other lowers), unclear (one sets what the other moves), doubled (both
 * push the same way). Looks at scopes and actions only; whether their conditions can be true together is not judged.
 */
export function conflictsOf(
  rule: Rule,
  others: readonly { readonly ruleId: string; readonly rule: Rule }[],
  campaigns: ReadonlyMap<string, string>,
): RuleConflict[] {
  const own = pushOf(rule)
  return others.flatMap(({ ruleId, rule: other }) => {
    const theirs = pushOf(other)
    if (own === null || theirs === null || own.about !== theirs.about) return []
    if (!mayMeet(rule, other, campaigns)) return []
    const code =
      own.way * theirs.way < 0 ? 'opposite' : own.way === 0 || theirs.way === 0 ? 'unclear' : 'doubled'
    return [{ ruleId, name: other.name, code }]
  })
}
