import { decimalText, microsFromDecimal } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { MOST_NAME, nameKey } from '../names.ts'
import { isAsin, normalTerm, termProblem } from '../terms.ts'

// A whole campaign as one wish: what is created, in one canonical form, so that what stands at Amazon can be compared with it.

export const planStates = ['ENABLED', 'PAUSED'] as const
export const planStrategies = ['LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL'] as const
export const autoClauses = ['close-match', 'loose-match', 'substitutes', 'complements'] as const
export const targetTypes = ['EXACT', 'PHRASE', 'BROAD', 'ASIN', 'AUTO'] as const
export const negativeTypes = ['NEGATIVE_EXACT', 'NEGATIVE_PHRASE', 'ASIN'] as const

export type PlanTarget = {
  readonly matchType: (typeof targetTypes)[number]
  /** A keyword, an ASIN, or one of the four clauses of an automatic campaign. */
  readonly term: string
  readonly bid: string
}
export type PlanNegative = { readonly matchType: (typeof negativeTypes)[number]; readonly term: string }
export type PlanGroup = {
  readonly name: string
  readonly defaultBid: string
  readonly skus: readonly string[]
  readonly targets: readonly PlanTarget[]
  readonly negatives: readonly PlanNegative[]
}
/** Amounts are decimal text of the place's currency. */
export type CampaignPlan = {
  readonly name: string
  readonly state: (typeof planStates)[number]
  readonly targeting: 'AUTO' | 'MANUAL'
  readonly dailyBudget: string
  readonly strategy: (typeof planStrategies)[number]
  readonly adGroups: readonly PlanGroup[]
  /** For the whole campaign. */
  readonly negatives: readonly PlanNegative[]
}

const MOST_GROUP_NAME = 255

/** What Amazon compares a term by. */
export const planTerm = (one: { matchType: string; term: string }): string =>
  one.matchType === 'ASIN' ? one.term.trim().toUpperCase() : normalTerm(one.term)

/** No two targets or negatives of one parent share it. */
export const termKey = (one: { matchType: string; term: string }): string =>
  `${one.matchType}·${planTerm(one)}`

const amountOf = (text: string): string => {
  const micros = microsFromDecimal(text)
  return micros === null ? text : decimalText(micros)
}

const sorted = <T>(all: readonly T[], keyOf: (one: T) => string): T[] =>
  [...new Map(all.map((one) => [keyOf(one), one])).values()].toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0,
  )

/** One form for one content: normalised terms and amounts, everything sorted, each once. */
export function canonicalPlan(plan: CampaignPlan): CampaignPlan {
  const negatives = (all: readonly PlanNegative[]): PlanNegative[] =>
    sorted(
      all.map((one) => ({ matchType: one.matchType, term: planTerm(one) })),
      termKey,
    )
  return {
    name: plan.name.trim(),
    state: plan.state,
    targeting: plan.targeting,
    dailyBudget: amountOf(plan.dailyBudget),
    strategy: plan.strategy,
    adGroups: sorted(
      plan.adGroups.map((group) => ({
        name: group.name.trim(),
        defaultBid: amountOf(group.defaultBid),
        skus: [...new Set(group.skus.map((one) => one.trim()))].toSorted(),
        targets: sorted(
          group.targets.map((one) => ({
            matchType: one.matchType,
            term: planTerm(one),
            bid: amountOf(one.bid),
          })),
          termKey,
        ),
        negatives: negatives(group.negatives),
      })),
      (one) => one.name,
    ),
    negatives: negatives(plan.negatives),
  }
}

export type PlanProblem = {
  readonly code: string
  /** Which part: the campaign's own name, an ad group's, a term. */
  readonly at: string
}

/** What of a campaign Amazon would not take, or would make no sense. `taken`: names that exist, by nameKey. */
export function planProblems(
  plan: CampaignPlan,
  marketplace: string,
  taken: ReadonlySet<string> = new Set(),
): PlanProblem[] {
  const found: PlanProblem[] = []
  const say = (code: string, at: string): void => void found.push({ code, at })
  const name = plan.name.trim()
  if (name === '') say('name_empty', '')
  if (name.length > MOST_NAME) say('name_too_long', name)
  if (taken.has(nameKey(name))) say('name_taken', name)
  const budget = amountIn('budget', marketplace, plan.dailyBudget)
  if (budget !== null) say(budget, name)
  if (plan.adGroups.length === 0) say('no_ad_group', name)
  const groupNames = plan.adGroups.map((one) => nameKey(one.name))
  if (new Set(groupNames).size < groupNames.length) say('group_twice', name)
  for (const group of plan.adGroups) groupProblems(plan, group, marketplace, say)
  for (const one of plan.negatives) negativeProblem(one, say)
  return found
}

function groupProblems(
  plan: CampaignPlan,
  group: PlanGroup,
  marketplace: string,
  say: (code: string, at: string) => void,
): void {
  if (group.name.trim() === '' || group.name.trim().length > MOST_GROUP_NAME) say('group_name', group.name)
  if (group.skus.length === 0) say('no_product', group.name)
  if (group.targets.length === 0) say('no_target', group.name)
  const own = amountIn('bid', marketplace, group.defaultBid)
  if (own !== null) say(own, group.name)
  const keys = group.targets.map(termKey)
  if (new Set(keys).size < keys.length) say('target_twice', group.name)
  const budget = microsFromDecimal(plan.dailyBudget)
  for (const one of group.targets) {
    const auto = one.matchType === 'AUTO'
    if (auto !== (plan.targeting === 'AUTO')) say('target_misplaced', one.term)
    const problem = auto
      ? autoClauses.some((clause) => clause === one.term)
        ? null
        : 'clause_unknown'
      : one.matchType === 'ASIN'
        ? isAsin(planTerm(one))
          ? null
          : 'asin_malformed'
        : termProblem(one.term, one.matchType)
    if (problem !== null) say(problem, one.term)
    const bid = microsFromDecimal(one.bid)
    if (bid !== null && budget !== null && bid > budget) say('bid_over_budget', one.term)
    const amount = amountIn('bid', marketplace, one.bid)
    if (amount !== null) say(amount, one.term)
  }
  if (plan.targeting === 'AUTO' && group.targets.length !== autoClauses.length)
    say('clauses_missing', group.name)
  for (const one of group.negatives) negativeProblem(one, say)
}

function negativeProblem(one: PlanNegative, say: (code: string, at: string) => void): void {
  const problem =
    one.matchType === 'ASIN'
      ? isAsin(planTerm(one))
        ? null
        : 'asin_malformed'
      : termProblem(one.term, one.matchType)
  if (problem !== null) say(problem, one.term)
}

function amountIn(what: 'bid' | 'budget', marketplace: string, text: string): string | null {
  const micros = microsFromDecimal(text)
  if (micros === null) return `${what}_unreadable`
  const range = rangeOf(what, marketplace)
  const units = Number(text)
  return micros <= 0n || (range !== null && (units < range[0] || units > range[1]))
    ? `${what}_out_of_range`
    : null
}

export type PlanCounts = { groups: number; products: number; targets: number; negatives: number }

export function planCounts(plan: CampaignPlan): PlanCounts {
  const sum = (pick: (group: PlanGroup) => number): number =>
    plan.adGroups.reduce((all, group) => all + pick(group), 0)
  return {
    groups: plan.adGroups.length,
    products: new Set(plan.adGroups.flatMap((one) => one.skus)).size,
    targets: sum((one) => one.targets.length),
    negatives: plan.negatives.length + sum((one) => one.negatives.length),
  }
}

export type Standing = 'complete' | 'begun' | 'other'

/**
 * How what stands at Amazon relates to what is wanted. 'begun': all of it is wanted, some is lacking, and it is not running yet: what a
 * killed worker leaves, to be finished. 'other': somebody else's, or edited since.
 */
export function planStanding(wanted: CampaignPlan, present: CampaignPlan): Standing {
  const head = (one: CampaignPlan) =>
    JSON.stringify([nameKey(one.name), one.targeting, one.dailyBudget, one.strategy])
  if (head(wanted) !== head(present)) return 'other'
  const within = <T>(some: readonly T[], all: readonly T[], keyOf: (one: T) => string): boolean => {
    const keys = new Set(all.map(keyOf))
    return some.every((one) => keys.has(keyOf(one)))
  }
  const bidKey = (one: PlanTarget): string => `${termKey(one)}·${one.bid}`
  let lacking = wanted.adGroups.length > present.adGroups.length
  if (!within(present.negatives, wanted.negatives, termKey)) return 'other'
  lacking ||= wanted.negatives.length > present.negatives.length
  for (const group of present.adGroups) {
    const own = wanted.adGroups.find((one) => one.name === group.name)
    if (own === undefined || own.defaultBid !== group.defaultBid) return 'other'
    // The clauses of an automatic campaign come by themselves, at the ad group's bid until they have their own.
    const set = group.targets.filter((one) => one.matchType !== 'AUTO' || one.bid !== '')
    if (
      !within(group.skus, own.skus, (one) => one) ||
      !within(set, own.targets, bidKey) ||
      !within(group.negatives, own.negatives, termKey)
    )
      return 'other'
    lacking ||=
      own.skus.length > group.skus.length ||
      own.targets.length > set.length ||
      own.negatives.length > group.negatives.length
  }
  if (!lacking)
    return present.state === wanted.state ? 'complete' : wanted.state === 'ENABLED' ? 'begun' : 'other'
  return present.state === 'PAUSED' ? 'begun' : 'other'
}
