import { type RatePrior, fitRatePrior, gammaCdf } from '#kernel/statistics.ts'
import { type TermLine, exposureOf } from './lines.ts'

// What a term should bring, learnt from its siblings: the ad group's other terms, filled up by the campaign's, filled up by the account's.
// Most terms have one click; their own rates are worse than no rates.

/** What siblings let expect of a term. */
export type Expected = {
  /** Orders per click, with its strength in clicks. */
  readonly prior: RatePrior
  /** Sales per order, in units of the currency. */
  readonly orderValue: number
}

export type Rates = {
  /** Orders per click of the whole account. */
  readonly rate: number
  readonly orderValue: number
  of(line: TermLine): Expected
}

/** A prior is worth as many clicks as bring so many orders, at most: what differs shall be able to show it. */
const STRONGEST_ORDERS = 5
/** The parent's order value counts as so many orders. */
const VALUE_ORDERS = 3

type Sums = { clicks: number; orders: number; sales: number }
const none: Sums = { clicks: 0, orders: 0, sales: 0 }

const unitsOf = (micros: bigint): number => Number(micros) / 1e6
const sumsOf = (line: TermLine): Sums => ({
  clicks: exposureOf(line),
  orders: line.orders,
  sales: unitsOf(line.salesMicros),
})

function added(lines: readonly TermLine[], keyOf: (line: TermLine) => string): Map<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const line of lines) {
    const key = keyOf(line)
    const before = sums.get(key) ?? none
    const own = sumsOf(line)
    sums.set(key, {
      clicks: before.clicks + own.clicks,
      orders: before.orders + own.orders,
      sales: before.sales + own.sales,
    })
  }
  return sums
}

const campaignKey = (line: TermLine): string => line.campaignId ?? line.campaign
const groupKey = (line: TermLine): string => `${campaignKey(line)}\n${line.adGroupId ?? line.adGroup}`

/** How strong a prior across these units is, in clicks. */
function strengthOf(units: Iterable<Sums>): number {
  const fitted = fitRatePrior([...units].map(({ clicks, orders }) => ({ events: orders, exposure: clicks })))
  return fitted === null ? 0 : Math.min(fitted.rate, STRONGEST_ORDERS / fitted.mean)
}

const minus = (all: Sums, own: Sums): Sums => ({
  clicks: Math.max(0, all.clicks - own.clicks),
  orders: Math.max(0, all.orders - own.orders),
  sales: Math.max(0, all.sales - own.sales),
})

/**
 * Expected orders per click and sales per order of every line, by gamma-Poisson shrinkage ad group → campaign → account, each without the
 * line itself. Null when the account has no click or no order to learn from.
 */
export function expectedRates(lines: readonly TermLine[]): Rates | null {
  const account = added(lines, () => '').get('') ?? none
  if (account.clicks <= 0 || account.orders <= 0 || account.sales <= 0) return null
  const campaigns = added(lines, campaignKey)
  const groups = added(lines, groupKey)
  const strength = {
    campaign: strengthOf(campaigns.values()),
    group: strengthOf(groups.values()),
    term: strengthOf(lines.map(sumsOf)),
  }
  const accountRate = account.orders / account.clicks
  const accountValue = account.sales / account.orders
  const shrunk = (parent: number, weight: number, own: Sums): number =>
    weight + own.clicks <= 0 ? parent : (weight * parent + own.orders) / (weight + own.clicks)
  const value = (parent: number, own: Sums): number =>
    (VALUE_ORDERS * parent + own.sales) / (VALUE_ORDERS + own.orders)
  return {
    rate: accountRate,
    orderValue: accountValue,
    of(line) {
      const own = sumsOf(line)
      const rest = minus(account, own)
      // A line that holds all there is has no sibling but itself.
      const base = rest.orders > 0 && rest.clicks > 0 ? rest.orders / rest.clicks : accountRate
      const campaign = minus(campaigns.get(campaignKey(line)) ?? none, own)
      const group = minus(groups.get(groupKey(line)) ?? none, own)
      const mean = shrunk(shrunk(base, strength.campaign, campaign), strength.group, group)
      const rate = Math.max(strength.term, 1)
      return {
        prior: { mean, rate, shape: mean * rate },
        orderValue: value(value(value(accountValue, campaign), group), own),
      }
    },
  }
}

/** The shrunk orders per click of a line. */
export const ownRate = (line: TermLine, { prior }: Expected): number =>
  (prior.shape + line.orders) / (prior.rate + exposureOf(line))

/** The chance that a line earns its clicks: that its revenue per click, at the target ACoS, is worth what a click costs. */
export function payChance(line: TermLine, expected: Expected, targetRatio: number): number {
  const cost = unitsOf(line.costMicros)
  if (cost <= 0 || line.clicks <= 0) return 1
  const needed = cost / line.clicks / (targetRatio * expected.orderValue)
  const { shape, rate } = expected.prior
  return 1 - gammaCdf(needed * (rate + exposureOf(line)), shape + line.orders)
}
