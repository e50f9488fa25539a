// Small, honest statistics: medians, robust slopes, Poisson tails, and gamma-Poisson shrinkage for rates seen on few trials.
// Nothing here assumes that events are fewer than trials: advertising orders may exceed clicks.

export function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

/** Null for no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

/** Linear interpolation between order statistics (type 7); null for no values. `p` in 0..1. */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * p
  const below = sorted[Math.floor(at)]!
  const above = sorted[Math.ceil(at)]!
  return below + (above - below) * (at - Math.floor(at))
}

export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** Sample variance; null for fewer than two values. */
export function variance(values: readonly number[]): number | null {
  const centre = mean(values)
  if (centre === null || values.length < 2) return null
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1)
}

/** Standard deviation over mean; null when undefined. */
export function coefficientOfVariation(values: readonly number[]): number | null {
  const centre = mean(values)
  const spread = variance(values)
  return centre === null || spread === null || centre <= 0 ? null : Math.sqrt(spread) / centre
}

/** 0 = all alike, towards 1 = one holds everything; null when nothing positive is there. */
export function gini(values: readonly number[]): number | null {
  const sorted = values.filter((value) => value >= 0).toSorted((a, b) => a - b)
  const total = sum(sorted)
  if (total <= 0) return null
  let weighted = 0
  for (const [index, value] of sorted.entries()) weighted += (2 * (index + 1) - sorted.length - 1) * value
  return weighted / (sorted.length * total)
}

/** Share of the total held by the `count` largest values; null when the total is zero. */
export function topShare(values: readonly number[], count: number): number | null {
  const total = sum(values)
  if (total <= 0) return null
  return sum(values.toSorted((a, b) => b - a).slice(0, count)) / total
}

export type Slope = { slope: number; low: number; high: number }

/** Theil–Sen: the median of all pairwise slopes of equally spaced values, with Kendall's 90 % interval. Null below 4 values. */
export function robustSlope(values: readonly number[]): Slope | null {
  const n = values.length
  if (n < 4) return null
  const slopes: number[] = []
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) slopes.push((values[j]! - values[i]!) / (j - i))
  slopes.sort((a, b) => a - b)
  const reach = 1.645 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const lowRank = Math.max(0, Math.round((slopes.length - reach) / 2))
  const highRank = Math.min(slopes.length - 1, Math.round((slopes.length + reach) / 2))
  return { slope: median(slopes)!, low: slopes[lowRank]!, high: slopes[highRank]! }
}

// Lanczos, g = 7, n = 9.
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  let series = lanczos[0]!
  for (let i = 1; i < lanczos.length; i += 1) series += lanczos[i]! / (z + i)
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series)
}

/** Density of the standard normal distribution. */
export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** Standard normal distribution function. */
export function normalCdf(z: number): number {
  // Abramowitz & Stegun 7.1.26; absolute error below 1.5e-7.
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2)
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = 0.5 * poly * Math.exp((-z * z) / 2)
  return z >= 0 ? 1 - tail : tail
}

/** Regularised lower incomplete gamma P(shape, x): the gamma distribution's CDF at rate 1. */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0
  if (shape > 1000) {
    // Wilson–Hilferty: exact enough where the series would be long.
    const spread = 1 / (9 * shape)
    return normalCdf((Math.cbrt(x / shape) - (1 - spread)) / Math.sqrt(spread))
  }
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let total = term
    for (let n = 1; n < 10_000 && term > total * 1e-15; n += 1) {
      term *= x / (shape + n)
      total += term
    }
    return Math.min(1, front * total)
  }
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 10_000; i += 1) {
    const an = -i * (i - shape)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.max(0, 1 - front * h)
}

/** Inverse of gammaCdf by bisection; `rate` divides. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  let low = 0
  let high = shape + 10 * Math.sqrt(shape) + 20
  for (let i = 0; i < 70; i += 1) {
    const middle = (low + high) / 2
    if (gammaCdf(middle, shape) < p) low = middle
    else high = middle
  }
  return (low + high) / 2 / rate
}

/** P(X ≤ count) for a Poisson count of this expectation. */
export function poissonAtMost(count: number, expected: number): number {
  if (expected <= 0) return 1
  return count < 0 ? 0 : 1 - gammaCdf(expected, Math.floor(count) + 1)
}

/** P(X ≥ count) for a Poisson count of this expectation. */
export function poissonAtLeast(count: number, expected: number): number {
  return count <= 0 ? 1 : expected <= 0 ? 0 : gammaCdf(expected, Math.ceil(count))
}

/** Events (orders, returns) on an exposure (clicks, sessions, units, days). */
export type Observed = { events: number; exposure: number }

/** Gamma prior of a rate: mean shape / rate; `rate` is its strength in units of exposure. */
export type RatePrior = { shape: number; rate: number; mean: number }

/**
 * Empirical-Bayes prior of the rate across units, by weighted moments (Marshall 1991). Where the units differ no more than
 * chance makes them, the prior is as strong as all the data together: every unit is then judged by the common rate.
 * Null when there is no exposure or no event.
 */
export function fitRatePrior(units: readonly Observed[]): RatePrior | null {
  const seen = units.filter((unit) => unit.exposure > 0)
  const exposure = sum(seen.map((unit) => unit.exposure))
  const events = sum(seen.map((unit) => unit.events))
  if (exposure <= 0 || events <= 0) return null
  const centre = events / exposure
  const spread =
    sum(seen.map((unit) => unit.exposure * (unit.events / unit.exposure - centre) ** 2)) / exposure
  const between = spread - centre / (exposure / seen.length)
  const strength = seen.length < 3 || between <= 0 ? exposure : centre / between
  const rate = Math.min(Math.max(strength, 0.3 / centre), exposure)
  return { shape: centre * rate, rate, mean: centre }
}

export type RateEstimate = { mean: number; low: number; high: number }

/** The shrunk rate with its 90 % credible interval. */
export function shrunkRate(prior: RatePrior, seen: Observed): RateEstimate {
  const shape = prior.shape + seen.events
  const rate = prior.rate + seen.exposure
  return { mean: shape / rate, low: gammaQuantile(0.05, shape, rate), high: gammaQuantile(0.95, shape, rate) }
}

/** Posterior probability that the true rate lies below a threshold. */
export function rateBelow(prior: RatePrior, seen: Observed, threshold: number): number {
  return gammaCdf(threshold * (prior.rate + seen.exposure), prior.shape + seen.events)
}

/** Benjamini–Hochberg: which of these p values stand when at most a share `falseShare` of the chosen may be chance. */
export function discoveries(pValues: readonly number[], falseShare: number): boolean[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  let last = -1
  for (const [rank, { p }] of order.entries()) if (p <= ((rank + 1) / order.length) * falseShare) last = rank
  const chosen = Array.from(pValues, () => false)
  for (const { index } of order.slice(0, last + 1)) chosen[index] = true
  return chosen
}
