// Seeded chance. Every draw comes from a stream named by (store, hour, subject), so that a change in one place
// (a bid, a price) leaves the dice of all others as they were: common random numbers for free.

/** Mixes two 32-bit numbers into one (murmur3 finaliser). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b ^ (b >>> 15), 0x2c1b3c6d), 0x85ebca6b) + 0x9e3779b9
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h ^= h >>> 16
  h = Math.imul(h, 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** 32-bit hash of a text (FNV-1a, mixed). */
export function hashText(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h >>> 0, text.length)
}

/** A number in [0, 1) fixed by its key. */
export const unit = (a: number, b: number, c = 0): number => mix(mix(a, b), c) / 4294967296

/** A standard normal number fixed by its key. */
export const normalOf = (a: number, b: number, c = 0): number =>
  inverseNormal(unit(a, b, c) * 0.999998 + 0.000001)

/** Standard normal distribution function (Abramowitz & Stegun 26.2.17, |error| < 7.5e-8). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    0.3989422804014327 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z >= 0 ? 1 - tail : tail
}

/** Inverse of the standard normal distribution function (Acklam, relative error < 1.2e-9). p in (0, 1). */
export function inverseNormal(p: number): number {
  if (p < 0.02425 || p > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(p < 0.5 ? p : 1 - p))
    const x =
      (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
        q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) *
        q +
        1)
    return p < 0.5 ? x : -x
  }
  const q = p - 0.5
  const r = q * q
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  )
}

/** Poisson quantile: for one u it never falls as the mean rises, so a growing day never un-counts what it showed. */
export function poissonQuantile(u: number, mean: number): number {
  if (mean <= 0) return 0
  if (mean > 40) {
    const z = inverseNormal(Math.min(Math.max(u, 1e-6), 1 - 1e-6))
    return Math.max(0, Math.round(mean + z * Math.sqrt(mean) + (z * z - 1) / 6))
  }
  let p = Math.exp(-mean)
  let sum = p
  let n = 0
  while (u > sum && n < 200) {
    n++
    p *= mean / n
    sum += p
  }
  return n
}

/** A small fast generator (sfc32) that can be re-seeded in place. */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #n = 1

  constructor(seed: number) {
    this.reseed(seed)
  }

  reseed(seed: number): this {
    this.#a = seed >>> 0
    this.#b = mix(seed, 0x51ed270b)
    this.#c = mix(seed, 0xb5297a4d)
    this.#n = 1
    for (let i = 0; i < 4; i++) this.bits()
    return this
  }

  bits(): number {
    const t = (this.#a + this.#b + this.#n) | 0
    this.#n = (this.#n + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    return t >>> 0
  }

  next(): number {
    return this.bits() / 4294967296
  }

  /** 0 … n-1 */
  int(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  normal(): number {
    return inverseNormal(this.next() * 0.999998 + 0.000001)
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  poisson(mean: number): number {
    if (mean < 1e-9) return 0
    return poissonQuantile(this.next(), mean)
  }

  binomial(n: number, p: number): number {
    if (n <= 0 || p <= 0) return 0
    if (n > 60) return Math.min(n, this.poisson(n * p))
    let hits = 0
    for (let i = 0; i < n; i++) if (this.next() < p) hits++
    return hits
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!
  }

  /** Index drawn in proportion to the weights; -1 when all are zero. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const w of weights) total += w
    if (total <= 0) return -1
    let u = this.next() * total
    for (let i = 0; i < weights.length; i++) {
      u -= weights[i]!
      if (u < 0) return i
    }
    return weights.length - 1
  }
}
