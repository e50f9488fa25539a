import { type Day, addDays, daysBetween, weekday } from '#kernel/day.ts'
import { type Decision, type Evaluation, type Prepared, evaluate, keyOf } from './decide.ts'
import { type RuleObject, type Sums, between } from './figures.ts'
import type { Rule } from './rule.ts'
import type { Ground } from './said.ts'

// A rule walked over past days as if it had run: each day with what was known then and with its own earlier steps, starting from today's
// settings. What objects did before and after stands beside each step; nothing of it says that the step would have brought it about.

export type Around = Sums & { readonly from: Day; readonly to: Day; readonly days: number }

export type PastHit = Decision & {
  readonly day: Day
  readonly before: Around
  /** The days after, as far as reports know them; null when they know none. */
  readonly after: Around | null
}

export type PastRun = {
  readonly day: Day
  readonly raised: number
  readonly lowered: number
  readonly stopped: string | null
}

export type Preview = {
  readonly from: Day
  readonly to: Day
  readonly runs: readonly PastRun[]
  readonly hits: readonly PastHit[]
  /** Steps beyond what is listed. */
  readonly more: number
  readonly notes: readonly Ground[]
}

const AROUND_DAYS = 14
const MOST_HITS = 1000

export function previewRule(rule: Rule, prepared: Prepared, span: { from: Day; to: Day }): Preview {
  const { facts } = prepared
  const past = simulated()
  const runs: PastRun[] = []
  const hits: PastHit[] = []
  let more = 0
  const newest = [...facts.known].reduce((last, day) => (day > last ? day : last), '')
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
    if (rule.schedule.every === 'week' && weekday(day) !== rule.schedule.weekday) continue
    const found = evaluate(rule, prepared, day, past.standing(day))
    for (const one of found.decisions) {
      past.take(one, day)
      if (hits.length >= MOST_HITS) more += 1
      else hits.push({ ...one, day, ...aroundOf(prepared, one.key, day, newest) })
    }
    runs.push(pastRun(day, found))
  }
  const notes: Ground[] = [{ code: 'rule.starts_from_today', data: {} }]
  if (rule.when.conditions.some((one) => one.metric === 'coverDays'))
    notes.push({ code: 'rule.cover_unknown_past', data: {} })
  const stopped = runs.filter((one) => one.stopped === 'days_missing').length
  if (stopped > 0) notes.push({ code: 'rule.days_without_data', data: { days: stopped } })
  return { ...span, runs, hits, more, notes }
}

const pastRun = (day: Day, found: Evaluation): PastRun => ({
  day,
  raised: found.decisions.filter((one) => one.push > 0).length,
  lowered: found.decisions.filter((one) => one.push < 0).length,
  stopped: found.stopped,
})

/** Values as the rule would have left them. */
function simulated() {
  const amounts = new Map<string, number>()
  const placements = new Map<string, RuleObject['placements']>()
  const changed = new Map<string, Day>()
  const finished = new Set<string>()
  return {
    standing: (day: Day) => ({
      isPast: true,
      amountOf: (one: RuleObject) => amounts.get(keyOf(one)) ?? one.amount,
      placementsOf: (one: RuleObject) => placementsAfter(one.placements, placements.get(keyOf(one))),
      changedOn: (one: RuleObject) =>
        changed.get(keyOf(one)) ?? (one.changedOn !== null && one.changedOn < day ? one.changedOn : null),
      isDone: (key: string) => finished.has(key),
    }),
    take(one: Decision, day: Day): void {
      changed.set(one.key, day)
      const amount = one.to['bid'] ?? one.to['dailyBudget']
      if (one.kind === 'sp.bid' || one.kind === 'sp.budget')
        amounts.set(one.key, Math.round(Number(amount) * 1e6))
      else if (one.kind === 'sp.placement')
        placements.set(one.key, {
          ...placements.get(one.key),
          ...one.to,
        } as unknown as RuleObject['placements'])
      else finished.add(one.key)
    },
  }
}

const placementsAfter = (
  own: RuleObject['placements'],
  moved: RuleObject['placements'] | undefined,
): RuleObject['placements'] => (own === null ? null : { ...own, ...moved })

function aroundOf(
  prepared: Prepared,
  key: string,
  day: Day,
  newest: Day,
): { before: Around; after: Around | null } {
  const series = prepared.sums.get(key)!
  const stretch = (from: Day, to: Day): Around => ({
    ...between(series, from, to),
    from,
    to,
    days: daysBetween(from, to),
  })
  const last = addDays(day, AROUND_DAYS)
  const to = last < newest ? last : newest
  return {
    before: stretch(addDays(day, -AROUND_DAYS), addDays(day, -1)),
    after: to > day ? stretch(addDays(day, 1), to) : null,
  }
}
