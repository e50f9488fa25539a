import { type Micros, ratioOf, timesRatio } from '#kernel/money.ts'
import { discoveries, fitRatePrior, poissonAtMost, shrunkRate } from '#kernel/statistics.ts'
import { behindAll, groupBy, largestFirst, sumMicros, sumOf } from './build.ts'
import type { AdsGroup, Behind } from './input.ts'

// Campaigns, placements and products against the account: here the exposure is the money spent, so that dear clicks count as
// what they are. Expected orders = spend ÷ the account's cost per order.

export type Line = Behind & {
  name: string
  detail: string | null
  clicks: number
  impressions: number
  costMicros: Micros
  salesMicros: Micros
  orders: number
}

export type JudgedLine = Line & {
  expected: number
  tail: number
  /** Spend above what the account pays for the same orders. */
  excessMicros: Micros
  lowMicros: Micros
  highMicros: Micros
}

export function linesOf(
  groups: readonly AdsGroup[],
  nameOf: (group: AdsGroup) => string | null,
  detailOf: (group: AdsGroup) => string | null = () => null,
): Line[] {
  const named = groups.filter((group) => nameOf(group) !== null)
  return [...groupBy(named, (group) => `${nameOf(group)}\n${detailOf(group) ?? ''}`).values()].map(
    (rows) => ({
      name: nameOf(rows[0]!)!,
      detail: detailOf(rows[0]!),
      clicks: sumOf(rows, (row) => row.clicks),
      impressions: sumOf(rows, (row) => row.impressions),
      costMicros: sumMicros(rows, (row) => row.costMicros),
      salesMicros: sumMicros(rows, (row) => row.salesMicros),
      orders: sumOf(rows, (row) => row.orders),
      ...behindAll(rows),
    }),
  )
}

/** Lines whose orders are too few for their spend to be chance. Needs at least two lines and one order. */
export function outOfLine(lines: readonly Line[]): JudgedLine[] {
  const spent = lines.filter((line) => line.costMicros > 0n)
  const observed = spent.map((line) => ({ events: line.orders, exposure: Number(line.costMicros) / 1e6 }))
  const prior = fitRatePrior(observed)
  if (prior === null || spent.length < 2) return []
  const tails = spent.map((line, index) => poissonAtMost(line.orders, observed[index]!.exposure * prior.mean))
  const chosen = discoveries(tails, 0.1)
  const judged = spent.flatMap((line, index) => {
    const expected = observed[index]!.exposure * prior.mean
    if (!chosen[index] || line.orders >= expected) return []
    const rate = shrunkRate(prior, observed[index]!)
    const over = (at: number): Micros => timesRatio(line.costMicros, Math.max(0, 1 - at / prior.mean))
    return [
      {
        ...line,
        expected,
        tail: tails[index]!,
        excessMicros: over(rate.mean),
        lowMicros: over(rate.high),
        highMicros: over(rate.low),
      },
    ]
  })
  return largestFirst(
    judged,
    (line) => line.excessMicros,
    (line) => `${line.name} ${line.detail ?? ''}`,
  )
}

export const acosOf = (line: { costMicros: Micros; salesMicros: Micros }): number | null =>
  ratioOf(line.costMicros, line.salesMicros)
