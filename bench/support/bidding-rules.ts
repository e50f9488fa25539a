// Bid rules that tools in the market publish, as their help pages state them (sources in docs/benchmarks.md); what a page leaves open is
// filled in their favour and said here. They see targets only, as their users do, and change bids only.

import { addDays } from '#kernel/day.ts'
import type { Target } from '#sandbox/market/world-ads.ts'
import type { Move, Policy, View } from './bidding-life.ts'

type Sum = { clicks: number; cost: number; orders: number; sales: number }

/** A target with its window's sums, its present bid and what its ad group knows. */
type Seen = {
  target: Target
  bid: number
  own: Sum
  /** Sales per click and clicks per order of the account. */
  account: Sum
  isAuto: boolean
  price: number
  lastMovedOn: string | null
}

const empty = (): Sum => ({ clicks: 0, cost: 0, orders: 0, sales: 0 })

function seenOf(view: View, windowDays: number, closedDays: number): Seen[] {
  const to = addDays(view.today, -1 - closedDays)
  const from = addDays(to, 1 - windowDays)
  const sums = new Map<string, Sum>()
  const account = empty()
  for (const row of view.rows) {
    if (row.day < from || row.day > to) continue
    const sum = sums.get(row.targetId) ?? empty()
    for (const one of [sum, account]) {
      one.clicks += row.clicks
      one.cost += row.cost
      one.orders += row.orders
      one.sales += row.sales
    }
    sums.set(row.targetId, sum)
  }
  const moved = new Map<string, string>()
  for (const { day, move } of view.moves) if (move.kind === 'bid') moved.set(move.targetId, day)
  const groups = new Map(view.tree.adGroups.map((one) => [one.adGroupId, one]))
  return view.tree.targets
    .filter((one) => one.state === 'enabled')
    .map((target) => ({
      target,
      bid: target.bidMinor ?? groups.get(target.adGroupId)!.defaultBidMinor,
      own: sums.get(target.targetId) ?? empty(),
      account,
      isAuto: target.expression.kind === 'auto',
      price: view.priceOf.get(target.adGroupId) ?? 0,
      lastMovedOn: moved.get(target.targetId) ?? null,
    }))
}

/** Answers the next bid, or null for none. */
type Rule = (seen: Seen, targetAcos: number) => number | null

function policyOf(
  name: string,
  rule: Rule,
  options: { targetAcos: number; windowDays: number; closedDays?: number; everyDays: number },
): Policy {
  const { targetAcos, windowDays, closedDays = 0, everyDays } = options
  return {
    name,
    everyDays,
    decide: (view) =>
      seenOf(view, windowDays, closedDays).flatMap((seen): Move[] => {
        const wanted = rule(seen, targetAcos)
        if (wanted === null) return []
        const [least, most] = view.bidLimits
        const bidMinor = Math.min(most, Math.max(least, Math.round(wanted)))
        return bidMinor === seen.bid ? [] : [{ kind: 'bid', targetId: seen.target.targetId, bidMinor }]
      }),
  }
}

const acosOf = ({ cost, sales }: Sum): number => (sales === 0 ? Infinity : cost / sales)
const perClick = ({ sales, clicks }: Sum): number => (clicks === 0 ? 0 : sales / clicks)
const clicksPerOrder = ({ clicks, orders }: Sum): number => (orders === 0 ? 20 : clicks / orders)
/** What an order may cost at the target. */
const orderCost = (seen: Seen, target: number): number => target * seen.price

/** Target ACoS × sales per click, raw; twenty clicks without an order halve the bid. */
const textbook: Rule = ({ own, bid }, target) =>
  own.orders > 0 ? target * perClick(own) : own.clicks >= 20 ? bid / 2 : null

/** AdLabs: high ACoS, high spend without sales, low visibility, low ACoS. The ceiling is left to the user; here the account's own value. */
const adlabs: Rule = (seen, target) => {
  const { own, bid, account } = seen
  const ceiling = Math.max(target * perClick(account), own.orders > 0 ? target * perClick(own) : 0)
  if (own.orders > 0 && acosOf(own) > 1.2 * target) return target * perClick(own)
  if (own.orders === 0 && own.cost > orderCost(seen, target)) return bid * 0.8
  if (own.clicks < clicksPerOrder(account)) return bid < ceiling ? Math.min(ceiling, bid * 1.1) : null
  if (own.orders > 0 && acosOf(own) < target) return Math.min(ceiling, bid * 1.2)
  return null
}

/** Merch Jar: two orders at least, a dead band of a tenth, steps of 3–10 %, twice the usual price per click as cap. */
const merchJar: Rule = ({ own, bid }, target) => {
  if (own.orders < 2) return null
  const ratio = acosOf(own) / target
  if (ratio > 0.9 && ratio < 1.1) return null
  const step = 0.03 + 0.07 * Math.min(1, ratio > 1 ? (ratio - 1) / 1 : (1 - ratio) / 0.5)
  const cap = (2 * own.cost) / Math.max(1, own.clicks)
  return ratio > 1 ? bid * (1 - step) : Math.min(Math.max(bid, cap), bid * (1 + step))
}

/** Sellics: automatic groups ±20 % after 150 clicks; manual ones +30 % after an order below target, −30 % above it. */
const sellics: Rule = (seen, target) => {
  const { own, bid, isAuto, account } = seen
  if (isAuto) return own.clicks < 150 ? null : acosOf(own) > target ? bid * 0.8 : bid * 1.2
  if (own.orders >= 1 && acosOf(own) < target) return bid * 1.3
  return own.clicks >= clicksPerOrder(account) && acosOf(own) > target ? bid * 0.7 : null
}

/** ZonTools: spend over an order's cost without a sale → the least bid; else towards the implied optimum, a tenth a day. */
const zonTools: Rule = (seen, target) => {
  const { own, bid } = seen
  if (own.orders === 0) return own.cost > orderCost(seen, target) ? 2 : null
  const wanted = target * perClick(own)
  return Math.min(bid * 1.33, Math.max(bid * 0.73, wanted))
}

/** APEX: above target the price per click cut in proportion, below it a fifth more than the price per click. */
const apex: Rule = ({ own }, target) => {
  if (own.clicks === 0) return null
  const cpc = own.cost / own.clicks
  if (own.orders === 0) return own.clicks >= 10 ? cpc * 0.8 : null
  const acos = acosOf(own)
  return acos > target ? (cpc * target) / acos : cpc * 1.2
}

/** vendooly and its like: the last three days left out, cuts of at most a quarter, raises of a tenth when well below target. */
const cautious: Rule = (seen, target) => {
  const { own, bid } = seen
  const acos = acosOf(own)
  if (own.orders === 0) return own.cost > orderCost(seen, target) ? bid * 0.75 : null
  if (acos > target) return bid * Math.max(0.75, target / acos)
  return acos <= 0.8 * target ? bid * 1.1 : null
}

/** The published rule sets with a target; steps a day are made steps of three days, the usual cool-down. */
export function ruleSets(targetAcos: number): Policy[] {
  const every3 = { targetAcos, everyDays: 3 }
  return [
    policyOf('textbook', textbook, { ...every3, windowDays: 30 }),
    policyOf('AdLabs', adlabs, { ...every3, windowDays: 30 }),
    policyOf('Merch Jar', merchJar, { ...every3, windowDays: 14 }),
    policyOf('Sellics', sellics, { ...every3, windowDays: 30 }),
    policyOf('ZonTools', zonTools, { ...every3, windowDays: 30 }),
    policyOf('APEX', apex, { ...every3, windowDays: 30 }),
    policyOf('cautious', cautious, { ...every3, windowDays: 30, closedDays: 3 }),
  ]
}

export const unchanged: Policy = { name: 'unchanged', everyDays: 0, decide: () => [] }
