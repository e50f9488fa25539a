import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { type MetricName, metrics } from '#features/facts/rules/kpi.ts'
import { type Problem } from './terms-parts.ts'
import { microsFromDecimal } from '#kernel/money.ts'

// What both sides mean to reach and who does what until when: a plan that is signed version by version.

/** What a goal can be about: figures that facts can say. */
export const goalMetrics = [
  'sales',
  'netPrincipal',
  'units',
  'sessions',
  'cvr',
  'buyBox',
  'acos',
  'tacos',
  'adCost',
  'returnRate',
] as const satisfies readonly MetricName[]
export type GoalMetric = (typeof goalMetrics)[number]

/** Where a figure stood: an average month for money and counts, the whole stretch for ratios. */
export type GoalBaseline = {
  /** Decimal text; null: not known. */
  readonly value: string | null
  readonly from: Day
  readonly to: Day
  /** When the newest file behind it was made. */
  readonly asOf: string | null
  readonly standing: 'provisional' | 'final' | 'none'
}

export type Goal = {
  readonly id: string
  readonly metric: GoalMetric
  /** Null: all marketplaces together. */
  readonly marketplace: string | null
  /** Of money; null otherwise. */
  readonly currency: string | null
  readonly baseline: GoalBaseline | null
  readonly target: string
  readonly byOn: Day
}

export type Milestone = {
  readonly id: string
  readonly title: string
  /** How one sees that it is reached. */
  readonly criteria: string
  readonly dueOn: Day
}

export type PlanTask = {
  readonly id: string
  readonly title: string
  readonly side: 'agency' | 'client'
  readonly owner: string
  readonly dueOn: Day
  readonly milestoneId: string | null
}

export const riskLevels = ['low', 'middle', 'high'] as const
export type Risk = {
  readonly id: string
  readonly title: string
  readonly level: (typeof riskLevels)[number]
  readonly response: string
}

export type Plan = {
  readonly startsOn: Day
  readonly summary: string
  readonly goals: readonly Goal[]
  readonly milestones: readonly Milestone[]
  readonly tasks: readonly PlanTask[]
  readonly risks: readonly Risk[]
}

/** What is missing or contradicts itself in a plan; errors first. */
export function checkPlan(plan: Plan): Problem[] {
  const found: Problem[] = []
  const say = (code: string, path: string, severity: Problem['severity'] = 'error', params = {}): void =>
    void found.push({ code, path, params, severity })
  if (plan.goals.length === 0) say('no_goal', 'goals')
  const seen = new Set<string>()
  for (const [no, goal] of plan.goals.entries()) goalProblems(plan, goal, `goals.${no}`, seen, say)
  if (plan.milestones.length === 0) say('no_milestone', 'milestones', 'warning')
  for (const [no, one] of plan.milestones.entries()) {
    if (one.title === '') say('milestone_untitled', `milestones.${no}.title`)
    if (one.dueOn < plan.startsOn) say('due_before_start', `milestones.${no}.dueOn`)
    if (one.criteria === '') say('milestone_without_criteria', `milestones.${no}.criteria`, 'warning')
  }
  if (plan.tasks.length === 0) say('no_task', 'tasks')
  for (const [no, task] of plan.tasks.entries()) {
    const path = `tasks.${no}`
    const milestone = plan.milestones.find((one) => one.id === task.milestoneId)
    if (task.title === '') say('task_untitled', `${path}.title`)
    if (task.owner === '') say('task_without_owner', `${path}.owner`)
    if (task.dueOn < plan.startsOn) say('due_before_start', `${path}.dueOn`)
    if (task.milestoneId !== null && milestone === undefined) say('milestone_unknown', `${path}.milestoneId`)
    if (milestone !== undefined && task.dueOn > milestone.dueOn)
      say('task_after_milestone', `${path}.dueOn`, 'warning', { milestone: milestone.title })
  }
  for (const [no, risk] of plan.risks.entries()) {
    if (risk.title === '') say('risk_untitled', `risks.${no}.title`)
    if (risk.response === '') say('risk_without_response', `risks.${no}.response`, 'warning')
  }
  return found.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

function goalProblems(
  plan: Plan,
  goal: Goal,
  path: string,
  seen: Set<string>,
  say: (code: string, path: string, severity?: Problem['severity'], params?: object) => void,
): void {
  const key = `${goal.metric} ${goal.marketplace}`
  if (seen.has(key)) say('goal_twice', path)
  seen.add(key)
  const { unit, better } = metrics[goal.metric]
  const target = microsFromDecimal(goal.target)
  if (target === null || target <= 0n) say('goal_target', `${path}.target`)
  if (unit === 'money' && goal.currency === null) say('goal_currency', `${path}.currency`)
  if (goal.byOn < plan.startsOn) say('due_before_start', `${path}.byOn`)
  const value = goal.baseline?.value ?? null
  const was = value === null ? null : microsFromDecimal(value)
  if (was === null) say('goal_without_baseline', `${path}.baseline`, 'warning')
  else if (target !== null && better !== null && (better === 'more' ? target < was : target > was))
    say('goal_backwards', `${path}.target`, 'warning')
}

/** A target from a baseline: more or less by a share, in what people write. */
export function firstTarget(metric: GoalMetric, value: string | null): string {
  const { unit, better } = metrics[metric]
  if (value === null) return unit === 'ratio' ? '0.1' : '1000'
  const aimed = Number(value) * (better === 'less' ? 0.9 : 1.1)
  return unit === 'ratio' ? aimed.toFixed(4) : String(Math.round(aimed))
}

export type PlanWords = {
  readonly milestones: readonly { readonly title: string; readonly criteria: string }[]
  /** Per milestone: title and side. */
  readonly tasks: readonly (readonly (readonly [title: string, side: 'agency' | 'client'])[])[]
  readonly risks: readonly (readonly [title: string, level: Risk['level'], response: string])[]
}

/** A plan to begin with: three months, of which the first is listing quality and advertising structure. */
export function firstPlan(
  startsOn: Day,
  words: PlanWords,
  owners: { agency: string; client: string },
  goals: readonly Pick<Goal, 'metric' | 'currency' | 'baseline'>[],
): Plan {
  const ends = (no: number): Day => addDays(addMonths(startsOn, no + 1), -1)
  return {
    startsOn,
    summary: '',
    goals: goals.map((one, no) => ({
      ...one,
      id: `g${no + 1}`,
      marketplace: null,
      target: firstTarget(one.metric, one.baseline?.value ?? null),
      byOn: ends(2),
    })),
    milestones: words.milestones.map((one, no) => ({ ...one, id: `m${no + 1}`, dueOn: ends(no) })),
    tasks: words.tasks.flatMap((all, no) =>
      all.map(([title, side], at) => ({
        id: `t${no + 1}-${at + 1}`,
        title,
        side,
        owner: owners[side],
        dueOn: ends(no),
        milestoneId: `m${no + 1}`,
      })),
    ),
    risks: words.risks.map(([title, level, response], no) => ({ id: `r${no + 1}`, title, level, response })),
  }
}
