import { type Day, addDays, dayNumber, daysBetween } from '#kernel/day.ts'
import { objectKey } from '#features/changes/rules/item.ts'
import { type ActionOutcome, actOn } from './act.ts'
import { inScope } from './check.ts'
import { type Verdict, compare, whenGround } from './compare.ts'
import {
  type RuleFacts,
  type RuleObject,
  type Running,
  type Sums,
  addedUp,
  between,
  impossible,
  running,
  valueOf,
  windowOf,
} from './figures.ts'
import { type Rule, needsTarget } from './rule.ts'
import { type Ground, moneyOf } from './said.ts'

// What a rule would do on a day, knowing what was known on that day.

export type Decision = ActionOutcome & {
  readonly label: string
  readonly campaignId: string
  readonly campaign: string
  readonly adGroupId: string | null
  /** The key of the object that was looked at. */
  readonly key: string
  readonly spend: number
  readonly grounds: readonly Ground[]
}

/** An object that nearly matched, or that matched and is left alone: a code with its numbers. */
export type Missed = {
  readonly key: string
  readonly label: string
  readonly campaign: string
  readonly spend: number
  readonly code: string
  readonly data: Ground['data']
}

export type Evaluation = {
  readonly window: { readonly from: Day; readonly to: Day }
  /** Objects in scope. */
  readonly seen: number
  readonly decisions: readonly Decision[]
  readonly missed: readonly Missed[]
  /** What is to be known about the run as a whole; `stopped` names the one that kept it from deciding. */
  readonly notes: readonly Ground[]
  readonly stopped: string | null
}

export const keyOf = (one: RuleObject): string => `${one.entity} ${one.id}`

/** Facts with running sums, made once for many days. */
export type Prepared = { readonly facts: RuleFacts; readonly sums: ReadonlyMap<string, Running> }

export const prepare = (facts: RuleFacts): Prepared => ({
  facts,
  sums: new Map(facts.objects.map((one) => [keyOf(one), running(one.days)])),
})

/** What a simulated past has changed, or what stands on the day; the facts' own where nothing is said. */
export type Standing = {
  readonly amountOf?: (one: RuleObject) => number | null
  readonly placementsOf?: (one: RuleObject) => RuleObject['placements']
  readonly changedOn?: (one: RuleObject) => Day | null
  readonly isDone?: (key: string) => boolean
  /** Stock is known for today only. */
  readonly isPast?: boolean
}

/** Share of a window's days that may be missing before nothing is decided. */
const MOST_MISSING = 0.2
const MOST_MISSED = 200
/** A value this near to its threshold nearly met it. */
const NEAR = 0.2

export function evaluate(rule: Rule, prepared: Prepared, runOn: Day, standing: Standing = {}): Evaluation {
  const { facts } = prepared
  const window = windowOf(runOn, rule.when)
  const target = rule.targetAcosRatio ?? facts.targetAcosRatio
  const missing = daysMissing(facts, window)
  const notes: Ground[] = []
  const days = { missing, days: rule.when.windowDays, from: window.from, to: window.to }
  if (missing > 0) notes.push({ code: 'rule.days_missing', data: days })
  const stopped =
    missing > rule.when.windowDays * MOST_MISSING
      ? 'days_missing'
      : needsTarget(rule) && target === null
        ? 'target_missing'
        : facts.currency === rule.currency
          ? null
          : 'currency_mismatch'
  const scoped = facts.objects.filter((one) => inScope(rule, one.campaignId, one.campaign))
  if (stopped !== null) return { window, seen: scoped.length, decisions: [], missed: [], notes, stopped }
  const averages = averagesOf(prepared, window)
  const found = scoped.map((one) => judge(rule, one, { prepared, window, runOn, target, averages, standing }))
  const missed = found.flatMap((one) => (one !== null && 'code' in one ? [one] : []))
  const decided = found
    .flatMap((one) => (one !== null && 'wish' in one ? [one] : []))
    .toSorted((a, b) => b.spend - a.spend || (a.key < b.key ? -1 : 1))
  const kept = onceEach(decided)
  const decisions = kept.slice(0, rule.limits.mostChanges)
  const rest = kept
    .slice(rule.limits.mostChanges)
    .map((one) => missedOf(one, 'over_most', { most: rule.limits.mostChanges }))
  return {
    window,
    seen: scoped.length,
    decisions,
    missed: [...rest, ...missed.toSorted((a, b) => b.spend - a.spend)].slice(0, MOST_MISSED),
    notes,
    stopped: null,
  }
}

/** Two search terms can lead to one keyword or negative: the dearer one asks for it. */
function onceEach(decisions: readonly Decision[]): Decision[] {
  const seen = new Set<string>()
  return decisions.filter((one) => {
    const key = objectKey(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const missedOf = (
  one: { key: string; label: string; campaign: string; spend: number },
  code: string,
  data: Ground['data'],
): Missed => ({
  key: one.key,
  label: one.label,
  campaign: one.campaign,
  spend: one.spend,
  code,
  data,
})

function daysMissing(facts: RuleFacts, window: { from: Day; to: Day }): number {
  let missing = 0
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) if (!facts.known.has(day)) missing += 1
  return missing
}

/** All objects of the level together, and one of them on average. */
export type Averages = { readonly all: Sums; readonly each: Sums }

function averagesOf({ facts, sums }: Prepared, window: { from: Day; to: Day }): Averages {
  const seen = facts.objects
    .map((one) => between(sums.get(keyOf(one))!, window.from, window.to))
    .filter((one) => one.impressions > 0 || one.clicks > 0)
  const all = addedUp(seen)
  const by = Math.max(1, seen.length)
  return {
    all,
    each: {
      impressions: all.impressions / by,
      clicks: all.clicks / by,
      orders: all.orders / by,
      cost: all.cost / by,
      sales: all.sales / by,
    },
  }
}

type Judging = {
  readonly prepared: Prepared
  readonly window: { readonly from: Day; readonly to: Day }
  readonly runOn: Day
  readonly target: number | null
  readonly averages: Averages
  readonly standing: Standing
}

/** What becomes of one object; null when it is not worth a word. */
function judge(rule: Rule, one: RuleObject, judging: Judging): Decision | Missed | null {
  const { prepared, window, runOn, target, averages, standing } = judging
  const key = keyOf(one)
  const sums = between(prepared.sums.get(key)!, window.from, window.to)
  const about = { key, label: one.label, campaign: one.campaign, spend: sums.cost }
  const miss = (code: string, data: Ground['data'] = {}): Missed => missedOf(about, code, data)
  if (standing.isDone?.(key) === true) return null
  const wantsPaused = rule.action.sort === 'state' && rule.action.state === 'ENABLED'
  if (one.state === null || one.state === 'archived')
    return sums.clicks > 0 ? miss(one.state === null ? 'object_gone' : 'archived') : null
  if (one.state !== (wantsPaused ? 'paused' : 'enabled')) return null
  const changedOn = standing.changedOn === undefined ? one.changedOn : standing.changedOn(one)
  const changedDays = changedOn === null ? Infinity : dayNumber(runOn) - dayNumber(changedOn)
  const amount = standing.amountOf === undefined ? one.amount : standing.amountOf(one)
  const other = {
    coverDays: standing.isPast === true ? null : one.coverDays,
    changedDays,
    budgetUsed:
      one.entity === 'campaigns' && amount !== null && amount > 0
        ? sums.cost / daysBetween(window.from, window.to) / amount
        : null,
  }
  const verdicts = rule.when.conditions.map((condition) =>
    compare(condition, valueOf(condition.metric, sums, other), { target, averages }),
  )
  const met =
    rule.when.join === 'all' ? verdicts.every((each) => each.met) : verdicts.some((each) => each.met)
  if (!met) return nearMiss(rule, verdicts, miss)
  if (impossible(sums)) return miss('figures_impossible', { clicks: sums.clicks, orders: sums.orders })
  if (sums.clicks < rule.limits.leastClicks)
    return miss('few_clicks', { clicks: sums.clicks, least: rule.limits.leastClicks })
  if (changedDays < rule.limits.cooldownDays)
    return miss('cooling', { days: changedDays, cooldown: rule.limits.cooldownDays })
  const placements = standing.placementsOf === undefined ? one.placements : standing.placementsOf(one)
  const acted = actOn(rule, { ...one, amount, placements }, sums, target, prepared.facts)
  if ('code' in acted) return acted.code === 'stands_already' ? null : miss(acted.code, acted.data)
  const said = verdicts.filter((each) => each.met).map(whenGround)
  return {
    ...acted.outcome,
    ...about,
    campaignId: one.campaignId,
    adGroupId: one.adGroupId,
    grounds: [...said, ...acted.grounds, evidence(sums, window)].slice(0, 11),
  }
}

function nearMiss(
  rule: Rule,
  verdicts: readonly Verdict[],
  miss: (code: string, data: Ground['data']) => Missed,
): Missed | null {
  const failed = verdicts.filter((one) => !one.met)
  const nearest = failed.toSorted((a, b) => a.distance - b.distance)[0]!
  const only = rule.when.join === 'all' && failed.length === 1 && verdicts.length > 1
  if (nearest.value === null || (!only && (failed.length > 1 || nearest.distance > NEAR))) return null
  const { code, data } = whenGround(nearest)
  return miss(code.replace('rule.when', 'not_met'), data)
}

const evidence = (sums: Sums, window: { from: Day; to: Day }): Ground => ({
  code: 'rule.evidence',
  data: {
    from: window.from,
    to: window.to,
    clicks: sums.clicks,
    orders: sums.orders,
    spend: moneyOf(sums.cost),
    sales: moneyOf(sums.sales),
  },
})
