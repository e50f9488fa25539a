import { decimalText, decimalsOf } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { rounded, stepped } from '../step.ts'
import { isAsin, normalTerm, termProblem } from '../terms.ts'
import type { RuleFacts, RuleObject, Sums } from './figures.ts'
import type { Rule } from './rule.ts'
import { type Ground, moneyOf } from './said.ts'

/** A change as the engine takes it, with the object as the engine names it. */
export type ActionOutcome = {
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly from: Readonly<Record<string, string | number>> | null
  readonly to: Readonly<Record<string, string | number | null>>
  readonly wish: Readonly<Record<string, string | number | null>>
  /** 1 raises or opens, −1 lowers or closes. */
  readonly push: -1 | 1
}

type Acted =
  | { readonly outcome: ActionOutcome; readonly grounds: readonly Ground[] }
  | { readonly code: string; readonly data: Ground['data'] }

const not = (code: string, data: Ground['data'] = {}): Acted => ({ code, data })

/**
 * The change an action makes of an object. Not taken: no_amount, at_bound (the limits leave no room that way), unchanged, stands_already,
 * auto_campaign, term_unfit, no_ad_group.
 */
export function actOn(
  rule: Rule,
  one: RuleObject,
  sums: Sums,
  target: number | null,
  facts: RuleFacts,
): Acted {
  const { action } = rule
  switch (action.sort) {
    case 'bidStep':
    case 'budgetStep':
    case 'bidSet':
    case 'bidToValue':
      return amountChange(rule, one, sums, target, facts)
    case 'state': {
      const from = one.state === 'enabled' ? 'ENABLED' : 'PAUSED'
      if (from === action.state) return not('stands_already')
      return done(
        'sp.state',
        one.entity,
        one.id,
        { state: from },
        { state: action.state },
        {
          entity: one.entity,
          id: one.id,
          state: action.state,
        },
        action.state === 'ENABLED' ? 1 : -1,
      )
    }
    case 'placementStep':
      return placementChange(rule, one)
    case 'negativeExact':
      return negative(one, action.wide, facts)
    case 'keywordExact':
      return keyword(rule, one, sums, facts)
  }
}

function done(
  kind: string,
  entity: string,
  objectId: string,
  from: ActionOutcome['from'],
  to: ActionOutcome['to'],
  wish: ActionOutcome['wish'],
  push: -1 | 1,
  grounds: readonly Ground[] = [],
): Acted {
  return { outcome: { kind, entity, objectId, from, to, wish, push }, grounds }
}

/** What the action wants before any limit, in micros, and which way it means to go (0: either). */
function wantedAmount(
  rule: Rule,
  from: number,
  sums: Sums,
  target: number | null,
): { wanted: number; way: number; grounds: Ground[] } | null {
  const { action } = rule
  switch (action.sort) {
    case 'bidStep':
    case 'budgetStep': {
      const move = action.percent > 0 ? ('raise' as const) : ('lower' as const)
      const text = stepped(
        decimalText(BigInt(from)),
        { move, value: String(Math.abs(action.percent)) },
        rule.currency,
      )
      return text === null
        ? null
        : { wanted: Math.round(Number(text) * 1e6), way: Math.sign(action.percent), grounds: [] }
    }
    case 'bidSet':
      return { wanted: Math.round(Number(action.bid) * 1e6), way: 0, grounds: [] }
    case 'bidToValue': {
      if (target === null || sums.clicks === 0) return null
      const worth = (sums.sales / sums.clicks) * target
      const data = { worth: moneyOf(worth), target, perClick: moneyOf(sums.sales / sums.clicks) }
      return { wanted: worth, way: 0, grounds: [{ code: 'rule.value', data }] }
    }
    default:
      return null
  }
}

function amountChange(
  rule: Rule,
  one: RuleObject,
  sums: Sums,
  target: number | null,
  facts: RuleFacts,
): Acted {
  const what = rule.action.sort === 'budgetStep' ? ('budget' as const) : ('bid' as const)
  const from = one.amount
  if (from === null || from <= 0) return not('no_amount')
  const aim = wantedAmount(rule, from, sums, target)
  if (aim === null) return not('no_amount')
  const grounds = [...aim.grounds]
  const step = rule.limits.mostStepPercent / 100
  const [least, most] = boundsOf(rule, what, facts)
  let to = Math.min(Math.max(aim.wanted, least), most)
  if (to !== aim.wanted)
    grounds.push({ code: 'rule.bounded', data: { least: moneyOf(least), most: moneyOf(most) } })
  // Last, so that no bound stretches a step.
  if (Math.abs(to - from) > from * step + 1) {
    to = to > from ? from * (1 + step) : from * (1 - step)
    grounds.push({ code: 'rule.step_capped', data: { most: step } })
  }
  const exact = Number(rounded(BigInt(Math.round(to)), rule.currency))
  const way = Math.sign(exact - from)
  // A bound that turns a cut into a raise is no reason to raise.
  if (way === 0 || (aim.way !== 0 && way !== aim.way)) return not('at_bound', { amount: moneyOf(from) })
  const places = decimalsOf(rule.currency)
  const text = decimalText(BigInt(exact), places)
  const before = decimalText(BigInt(from), places)
  const push = way > 0 ? 1 : -1
  return what === 'bid'
    ? done(
        'sp.bid',
        one.entity,
        one.id,
        { bid: before },
        { bid: text },
        { entity: one.entity, id: one.id, bid: text },
        push,
        grounds,
      )
    : done(
        'sp.budget',
        'campaigns',
        one.id,
        { dailyBudget: before },
        { dailyBudget: text },
        { campaignId: one.id, dailyBudget: text },
        push,
        grounds,
      )
}

/** The rule's own bounds within Amazon's, in micros. */
function boundsOf(rule: Rule, what: 'bid' | 'budget', facts: RuleFacts): readonly [number, number] {
  const [amazonLeast, amazonMost] = rangeOf(what, facts.marketplace) ?? [0.02, 1_000_000]
  const { least, most } = rule.limits
  const low = Math.max(amazonLeast, least === null ? 0 : Number(least))
  const high = Math.min(amazonMost, most === null ? Infinity : Number(most))
  return [Math.round(low * 1e6), Math.round(high * 1e6)]
}

function placementChange(rule: Rule, one: RuleObject): Acted {
  const { action } = rule
  if (action.sort !== 'placementStep' || one.placements === null) return not('no_amount')
  const from = one.placements[action.placement]
  const most = Math.floor(rule.limits.mostStepPercent)
  const points = Math.max(-most, Math.min(most, action.points))
  const to = Math.max(0, Math.min(900, from + points))
  if (to === from) return not('at_bound', { amount: String(from) })
  const grounds = points === action.points ? [] : [{ code: 'rule.step_capped', data: { most: most / 100 } }]
  return done(
    'sp.placement',
    'campaigns',
    one.id,
    { [action.placement]: from },
    { [action.placement]: to },
    {
      campaignId: one.id,
      [action.placement]: to,
    },
    to > from ? 1 : -1,
    grounds,
  )
}

const termOf = (one: RuleObject): string => one.id.slice(one.id.indexOf('·') + 1)

function negative(one: RuleObject, wide: boolean, facts: RuleFacts): Acted {
  if (one.adGroupId === null) return not('no_ad_group')
  const raw = termOf(one)
  const asin = isAsin(raw.toUpperCase()) && raw.toUpperCase().startsWith('B0')
  const matchType = asin ? 'ASIN' : 'NEGATIVE_EXACT'
  const term = asin ? raw.toUpperCase() : normalTerm(raw)
  const problem = asin ? null : termProblem(term, matchType)
  if (problem !== null) return not('term_unfit', { problem })
  const parent = wide ? one.campaignId : one.adGroupId
  const objectId = `${parent}·${matchType}·${term}`
  if (facts.standing.has(objectId)) return not('stands_already')
  const adGroupId = wide ? null : one.adGroupId
  const to = { campaignId: one.campaignId, adGroupId, term, matchType }
  const plain = asin ? 'Targets' : 'Keywords'
  const entity = wide ? `campaignNegative${plain}` : `negative${plain}`
  return done('sp.negative', entity, objectId, null, to, to, -1)
}

function keyword(rule: Rule, one: RuleObject, sums: Sums, facts: RuleFacts): Acted {
  if (one.adGroupId === null) return not('no_ad_group')
  if (one.auto) return not('auto_campaign')
  const raw = termOf(one)
  const term = normalTerm(raw)
  if (isAsin(raw.toUpperCase()) && raw.toUpperCase().startsWith('B0'))
    return not('term_unfit', { problem: 'asin' })
  const problem = termProblem(term, 'EXACT')
  if (problem !== null) return not('term_unfit', { problem })
  const objectId = `${one.adGroupId}·EXACT·${term}`
  if (facts.standing.has(objectId)) return not('stands_already')
  const { action } = rule
  const given = action.sort === 'keywordExact' ? action.bid : null
  const [least, most] = boundsOf(rule, 'bid', facts)
  const cpc = sums.clicks === 0 ? least : sums.cost / sums.clicks
  const micros = Math.min(Math.max(given === null ? cpc : Number(given) * 1e6, least), most)
  const bid = decimalText(rounded(BigInt(Math.round(micros)), rule.currency), decimalsOf(rule.currency))
  const to = { campaignId: one.campaignId, adGroupId: one.adGroupId, term, matchType: 'EXACT', bid }
  const grounds = given === null ? [{ code: 'rule.bid_is_cpc', data: { cpc: moneyOf(cpc) } }] : []
  return done('sp.keyword', 'keywords', objectId, null, to, to, 1, grounds)
}
