import { logGamma } from '#kernel/statistics.ts'
import type { TermLine } from './conversion-worlds.ts'

// The held-out test and the four estimators that others use, as published in the anchors (two accounts, 8 × 4 figures reproduced to the fifth
// decimal): rows that end in the first half of the days are known, rows that start in the second are predicted, rows that cross are left out.
// A keyword is campaign × ad group × targeting × match type, a search term campaign × term. Poisson deviance over the units' summed counts, per
// test click; expected orders are at least 1e-9, so that an order without a click costs each estimator the same and does not break the sum.

export type Level = 'keyword' | 'search term'

type Unit = { clicks: number; orders: number; line: TermLine }

export type Split = {
  train: readonly TermLine[]
  middle: number
  unitOf(line: TermLine): string
  known: ReadonlyMap<string, Unit>
  campaigns: ReadonlyMap<string, Unit>
  test: ReadonlyMap<string, Unit>
  global: number
  testClicks: number
  testOrders: number
}

/** Deviance per test click, and how far the sum of predicted orders is off (0.1: a tenth too many). */
export type Score = { deviance: number; bias: number }

export type RateOf = (unit: string, line: TermLine) => number

export function splitOf(lines: readonly TermLine[], level: Level): Split {
  let [first, last] = [Infinity, -Infinity]
  for (const { start } of lines) [first, last] = [Math.min(first, start), Math.max(last, start)]
  const middle = (first + last) / 2
  const unitOf = ({ campaign, adGroup, targeting, matchType, term }: TermLine): string =>
    level === 'keyword' ? [campaign, adGroup, targeting, matchType].join('|') : `${campaign}|${term}`
  const train = lines.filter(({ end }) => end <= middle)
  const test = summed(
    lines.filter(({ start }) => start > middle),
    unitOf,
  )
  const known = summed(train, unitOf)
  const total = (units: ReadonlyMap<string, Unit>, of: 'clicks' | 'orders'): number =>
    [...units.values()].reduce((all, unit) => all + unit[of], 0)
  return {
    train,
    middle,
    unitOf,
    known,
    campaigns: summed(train, ({ campaign }) => campaign),
    test,
    global: total(known, 'orders') / total(known, 'clicks'),
    testClicks: total(test, 'clicks'),
    testOrders: total(test, 'orders'),
  }
}

function summed(lines: readonly TermLine[], unitOf: (line: TermLine) => string): Map<string, Unit> {
  const units = new Map<string, Unit>()
  for (const line of lines) {
    const key = unitOf(line)
    const unit = units.get(key) ?? { clicks: 0, orders: 0, line }
    units.set(key, unit)
    unit.clicks += line.clicks
    unit.orders += line.orders
  }
  return units
}

export function scoreOf({ test, testClicks, testOrders }: Split, rateOf: RateOf): Score {
  let deviance = 0
  let predicted = 0
  for (const [key, { clicks, orders, line }] of test) {
    const expected = Math.max(1e-9, clicks * rateOf(key, line))
    predicted += expected
    deviance += 2 * ((orders > 0 ? orders * Math.log(orders / expected) : 0) - (orders - expected))
  }
  return { deviance: deviance / testClicks, bias: predicted / testOrders - 1 }
}

/** The unit's own rate, at least a tenth of the global one; the global one without clicks. */
export function floored({ known, global }: Split): RateOf {
  return (key) => {
    const unit = known.get(key)
    return unit === undefined || unit.clicks === 0 ? global : Math.max(unit.orders / unit.clicks, global / 10)
  }
}

/** The campaign's rate, with twenty clicks at the global one added. */
export function campaignRates({ campaigns, global }: Split): RateOf {
  return (_, { campaign }) => {
    const seen = campaigns.get(campaign) ?? { clicks: 0, orders: 0 }
    return (seen.orders + 20 * global) / (seen.clicks + 20)
  }
}

/** One gamma prior for all units, mean and shape of greatest marginal likelihood (the shape may run to 1e8: no difference). */
export function pooled({ known, global }: Split): RateOf {
  const units = [...known.values()]
  const fit = climbed([Math.log(global), Math.log(2)], ([logMean, logShape]) => {
    const shape = Math.exp(logShape)
    const rate = shape / Math.exp(logMean)
    let total = 0
    for (const { clicks, orders } of units) {
      total -= shape * Math.log1p(clicks / rate)
      if (orders > 0) total += logGamma(shape + orders) - logGamma(shape) - orders * Math.log(rate + clicks)
    }
    return total
  })
  const shape = Math.exp(fit[1])
  const rate = shape / Math.exp(fit[0])
  return (key) => (shape + (known.get(key)?.orders ?? 0)) / (rate + (known.get(key)?.clicks ?? 0))
}

type Pair = readonly [number, number]

/** Pattern search from a start, each step halved when none of four is better. */
function climbed(start: Pair, of: (at: Pair) => number): Pair {
  let at = start
  let best = of(at)
  for (let step = 0.5; step > 1e-6;) {
    const tried = (
      [
        [step, 0],
        [-step, 0],
        [0, 2 * step],
        [0, -2 * step],
      ] as const
    )
      .map(([a, b]): Pair => [at[0] + a, Math.min(at[1] + b, Math.log(1e8))])
      .map((pair) => ({ pair, value: of(pair) }))
      .toSorted((a, b) => b.value - a.value)[0]!
    if (tried.value > best + 1e-10) [at, best] = [tried.pair, tried.value]
    else step /= 2
  }
  return at
}
