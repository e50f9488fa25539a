import { describe, expect, it } from 'vitest'
import { differencesOf } from './document.ts'
import { type Plan, checkPlan, firstPlan, firstTarget } from './plan.ts'
import { firstPlanWords, planText } from './plan-text.ts'

const baseline = {
  value: '40000.00',
  from: '2026-08-01',
  to: '2026-10-31',
  asOf: '2026-11-02T08:00:00Z',
  standing: 'provisional' as const,
}
const plan = firstPlan('2026-12-01', firstPlanWords.zh, { agency: '王致远', client: 'Nora' }, [
  { metric: 'sales', currency: 'EUR', baseline },
  { metric: 'acos', currency: null, baseline: { ...baseline, value: '0.3200' } },
])
const codes = (one: Plan): string[] => checkPlan(one).map((found) => `${found.code} ${found.path}`)

describe('a plan', () => {
  it('begins with targets better than their baselines and a first month of listings and structure', () => {
    expect(plan.goals.map((one) => one.target)).toEqual(['44000', '0.2880'])
    expect(firstTarget('cvr', null)).toBe('0.1')
    expect(plan.milestones[0]).toMatchObject({
      dueOn: '2026-12-31',
      title: expect.stringContaining('商品页质量'),
    })
    expect(codes(plan)).toEqual([])
  })

  it('says what is missing in it', () => {
    const [sales, acos] = plan.goals
    expect(codes({ ...plan, goals: [] })).toEqual(['no_goal goals'])
    expect(codes({ ...plan, goals: [sales!, { ...sales!, id: 'x' }] })).toEqual(['goal_twice goals.1'])
    expect(codes({ ...plan, goals: [{ ...acos!, target: '0.4' }] })).toEqual([
      'goal_backwards goals.0.target',
    ])
    expect(codes({ ...plan, goals: [{ ...sales!, byOn: '2026-11-30' }] })).toEqual([
      'due_before_start goals.0.byOn',
    ])
    const tasks = [{ ...plan.tasks[0]!, owner: '', dueOn: '2027-01-15' }]
    expect(codes({ ...plan, tasks })).toEqual([
      'task_without_owner tasks.0.owner',
      'task_after_milestone tasks.0.dueOn',
    ])
    expect(codes({ ...plan, tasks: [{ ...plan.tasks[0]!, milestoneId: 'gone' }] })).toEqual([
      'milestone_unknown tasks.0.milestoneId',
    ])
  })

  it('says in its text what its data say, and what a version changes', () => {
    const said = JSON.stringify(planText(plan, 'zh'))
    const strings = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => (/^(id|milestoneId)$/.test(key) ? [] : strings(one)))
        : typeof value === 'string' && /[\u4e00-\u9fff]|^\d{4}-/.test(value)
          ? [value.replace(/T\d.*$/, '')]
          : []
    for (const text of strings(plan)) expect(said).toContain(text)
    const moved: Plan = {
      ...plan,
      goals: [{ ...plan.goals[0]!, target: '50000' }, plan.goals[1]!],
      risks: plan.risks.slice(1),
    }
    expect(differencesOf(planText(plan, 'en'), planText(moved, 'en')).map((one) => one.key)).toEqual([
      'goals/g1',
      'risks/r1',
    ])
  })
})
