import type { Counts } from './conversion-index.ts'
import { logGamma } from '#kernel/statistics.ts'

// How strong a family of effects is: by what it would have predicted, and by how far the counts lie apart.

/** Effects of a family are Gamma(strength, strength): mean 1, standard deviation 1 / √strength. Infinite: there are none. */
export type Strength = number

/** Strengths tried: effects of ±100 % down to ±9 %, and none. */
export const strengths: readonly Strength[] = [1, 2, 4, 8, 16, 32, 64, 128, Infinity]

/** Chance of a family without effects before anything is seen. */
const NONE = 0.7

/**
 * Log-likelihood (Poisson) that later orders gain when each node's effect, learnt from earlier orders, is applied; added to one value for each of
 * `strengths`, zero for no effect. What does not last does not gain, however far the early counts lie apart.
 */
export function addLastingGain(gains: Float64Array, early: Counts, late: Counts): void {
  for (let n = 0; n < early.expected.length; n += 1) {
    const o1 = early.orders[n]!
    const e1 = early.expected[n]!
    const o2 = late.orders[n]!
    const e2 = late.expected[n]!
    if ((o1 === 0 && e1 === 0) || (o2 === 0 && e2 === 0)) continue
    for (let k = 0; k + 1 < strengths.length; k += 1) {
      const ratio = (strengths[k]! + o1) / (strengths[k]! + e1)
      gains[k]! += o2 * Math.log(ratio) - e2 * (ratio - 1)
    }
  }
}

/** Marginal log-likelihood (gamma-Poisson) of counts beside no effect, times `weight`: all that one block of days can tell. */
export function addMarginalGain(gains: Float64Array, seen: Counts, weight: number): void {
  for (let k = 0; k + 1 < strengths.length; k += 1) {
    const strength = strengths[k]!
    let gain = 0
    for (let n = 0; n < seen.expected.length; n += 1) {
      const orders = seen.orders[n]!
      const expected = seen.expected[n]!
      if (orders > 0) {
        const rising = orders === 1 ? Math.log(strength) : logGamma(strength + orders) - logGamma(strength)
        gain += rising - orders * Math.log(strength + expected)
      }
      if (expected > 0) gain += expected - strength * Math.log1p(expected / strength)
    }
    gains[k]! += weight * gain
  }
}

/**
 * The strength whose standard deviation is the mean of all, weighted by the gains. Deliberately not the best one: few data leave many
 * strengths possible, and then the prior's 70 % of none hold.
 */
export function strengthOf(gains: Float64Array): Strength {
  const last = strengths.length - 1
  let best = 0
  for (const gain of gains) if (gain > best) best = gain
  let total = 0
  let spread = 0
  for (const [k, strength] of strengths.entries()) {
    const weight = Math.exp(gains[k]! - best) * (k === last ? NONE : (1 - NONE) / last)
    total += weight
    spread += weight / Math.sqrt(strength)
  }
  return (total / spread) ** 2
}
