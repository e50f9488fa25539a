import { gammaQuantile } from '#kernel/statistics.ts'
import {
  type ConversionIndex,
  type ConversionPlace,
  type ConversionRow,
  indexRows,
  keysOf,
} from './conversion-index.ts'
import { levelWay, levelsOf } from './conversion-level.ts'
import { type Reading, plansOf, readingOf } from './conversion-readings.ts'
import { sampleOf } from './conversion-sample.ts'

// Orders per click of keywords, product targets and search terms that were clicked seldom. A unit's rate is the account's present level times the
// effects of its parents, match type, words, text (the same text elsewhere is a sibling) and of itself, each shrunk as the account's own later days
// say that it should be (gamma-Poisson, empirical Bayes). Beside published shrinkage (docs/benchmarks.md, `conversion`): where nothing lasts, this is
// nearly the global rate.

export type { ConversionPlace, ConversionRow }

/** A rate in orders per click (above 1 is possible), as a gamma distribution: mean = shape / rate; `rate` is in clicks. */
export type ConversionRate = { readonly mean: number; readonly shape: number; readonly rate: number }

export type ConversionModel = {
  /** The account's present level: the rate of a unit without effects. */
  readonly account: ConversionRate
  /** The present rate of a unit that was in the rows; null for another id. */
  of(id: string): ConversionRate | null
  /** The rate that parents, match type, words and text give a unit which was not seen. */
  at(place: ConversionPlace): ConversionRate
}

/**
 * Fits the rates of one account (one marketplace). Pure and deterministic; the order of the rows does not matter. Rows with days (`ageDays`) let it
 * learn drift and what lasts; without, or with fewer than three days, it takes the scatter between units. A unit without clicks may be a row too:
 * it has the rate of its parents. Throws for counts or ages that are negative or not finite.
 */
export function fitConversion(rows: readonly ConversionRow[]): ConversionModel {
  const index = indexRows(rows)
  const way = levelWay(index)
  const sample = sampleOf(rows)
  const readings = plansOf(sample === rows ? index : indexRows(sample), way).map((plan) =>
    readingOf(index, way, plan),
  )
  const level = levelsOf(index, blendedEffect(index, readings), way).at(-1)!
  const orders = index.orders.reduce((all, one) => all + one, 0)
  const levelVariance = 1 / Math.max(orders, 0.1)
  const pathLevels = index.families.filter(({ name }) => name.startsWith('level:')).length
  const blend = (partOf: (reading: Reading) => Part): ConversionRate => {
    let log = 0
    let variance = levelVariance
    for (const reading of readings) {
      const part = partOf(reading)
      log += reading.share * Math.log(part.effect)
      variance += reading.share * part.variance
    }
    return gamma(level * Math.exp(log), variance)
  }
  return {
    account: gamma(level, levelVariance),
    of(id) {
      const unit = index.unitOf.get(id)
      return unit === undefined ? null : blend((reading) => ofUnit(reading, unit))
    },
    at(place) {
      const keys = new Map(keysOf(place, pathLevels))
      return blend((reading) => atPlace(reading, keys))
    },
  }
}

/** Quantile of a rate, p in 0..1: 0.05 and 0.95 bound its 90 % interval. */
export function conversionQuantile({ shape, rate }: ConversionRate, p: number): number {
  return gammaQuantile(p, shape, rate)
}

/** Standard deviation of a rate, orders per click. */
export function conversionSd({ shape, rate }: ConversionRate): number {
  return Math.sqrt(shape) / rate
}

function gamma(mean: number, relativeVariance: number): ConversionRate {
  const shape = 1 / relativeVariance
  return { mean, shape, rate: shape / mean }
}

function blendedEffect(index: ConversionIndex, readings: readonly Reading[]): Float64Array {
  const effect = new Float64Array(index.count)
  for (const { share, stand } of readings)
    for (let u = 0; u < index.count; u += 1) effect[u]! += share * Math.log(stand.effect[u]!)
  for (let u = 0; u < index.count; u += 1) effect[u] = Math.exp(effect[u]!)
  return effect
}

/** Effect on the level, and the relative variance of it. */
type Part = { readonly effect: number; readonly variance: number }

/** What a unit has seen itself makes it the less dependent on what is not known of its parents. */
function ofUnit({ stand, families }: Reading, unit: number): Part {
  const effect = stand.effect[unit]!
  let parents = 0
  let own = 0
  let dependence = 1
  for (const { family, strength, effects, orders } of families) {
    if (family.name === 'unit') {
      const expected = (stand.exposure[unit]! * effect) / effects[unit]!
      dependence = strength / (strength + expected)
      own = 1 / (strength + orders[unit]!)
      continue
    }
    for (let at = family.offsets[unit]!; at < family.offsets[unit + 1]!; at += 1)
      parents += 1 / (strength + orders[family.nodes[at]!]!)
  }
  return { effect, variance: own + dependence ** 2 * parents }
}

function atPlace({ families }: Reading, keys: ReadonlyMap<string, readonly string[]>): Part {
  let effect = 1
  let variance = 0
  for (const { family, strength, effects, orders } of families) {
    // A unit that was not seen has an effect of its own too, which nobody knows.
    for (const key of family.name === 'unit' ? [null] : (keys.get(family.name) ?? [])) {
      const node = key === null ? undefined : family.keys.get(key)
      effect *= node === undefined ? 1 : effects[node]!
      variance += 1 / (strength + (node === undefined ? 0 : orders[node]!))
    }
  }
  return { effect, variance }
}
