import { type Micros, ratioOf } from '#kernel/money.ts'
import { coefficientOfVariation, mean, variance } from '#kernel/statistics.ts'
import { largestFirst, sumMicros } from './build.ts'
import type { Behind } from './input.ts'

export type AbcClass = 'A' | 'B' | 'C'
/** '?' when fewer than eight whole weeks are known. */
export type XyzClass = 'X' | 'Y' | 'Z' | '?'

export const A_SHARE = 0.8
export const B_SHARE = 0.95
export const X_VARIATION = 0.5
export const Y_VARIATION = 1
const WEEKS_NEEDED = 8

export type Classed = Behind & {
  sku: string
  title: string | null
  salesMicros: Micros
  share: number
  abc: AbcClass
  xyz: XyzClass
  weeklyMean: number | null
  variation: number | null
  /** True when the variation is no more than a steady slow seller shows by chance. */
  chanceOnly: boolean
}

export type Valued = Behind & {
  sku: string
  title: string | null
  salesMicros: Micros
  weeks: readonly number[]
}

/** ABC by value (80 % / 95 % of sales, the SKU that crosses the line still counts above it), XYZ by weekly variation (0.5 / 1.0). */
export function classify(items: readonly Valued[]): Classed[] {
  const sorted = largestFirst(
    items,
    (item) => item.salesMicros,
    (item) => item.sku,
  )
  const total = sumMicros(sorted, (item) => (item.salesMicros > 0n ? item.salesMicros : 0n))
  let before = 0n
  return sorted.map((item) => {
    const held = total > 0n ? Number(before) / Number(total) : 1
    if (item.salesMicros > 0n) before += item.salesMicros
    const abc: AbcClass = item.salesMicros <= 0n ? 'C' : held < A_SHARE ? 'A' : held < B_SHARE ? 'B' : 'C'
    const variation = coefficientOfVariation(item.weeks)
    const weeklyMean = mean(item.weeks)
    return {
      sku: item.sku,
      title: item.title,
      rows: item.rows,
      refs: item.refs,
      salesMicros: item.salesMicros,
      share: ratioOf(item.salesMicros, total) ?? 0,
      abc,
      xyz: xyzOf(item.weeks, variation),
      weeklyMean,
      variation,
      chanceOnly: chanceOnly(item.weeks, weeklyMean),
    }
  })
}

function xyzOf(weeks: readonly number[], variation: number | null): XyzClass {
  if (weeks.length < WEEKS_NEEDED || variation === null) return '?'
  return variation <= X_VARIATION ? 'X' : variation <= Y_VARIATION ? 'Y' : 'Z'
}

/** Poisson demand of this mean has variance = mean; within 1 + 1.645·√(2/(n−1)) of it nothing but chance is shown. */
function chanceOnly(weeks: readonly number[], level: number | null): boolean {
  const spread = variance(weeks)
  if (spread === null || level === null || level <= 0) return false
  return spread / level <= 1 + 1.645 * Math.sqrt(2 / (weeks.length - 1))
}
