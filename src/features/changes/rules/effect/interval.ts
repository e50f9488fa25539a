// Intervals of a difference and of a ratio out of those of their two sides (MOVER: Zou & Donner 2008, Donner & Zou 2012). The two
// agree: the difference excludes 0 exactly when the ratio excludes 1.

import { gammaQuantile } from '#kernel/statistics.ts'

export type Side = { mid: number; low: number; high: number }

/** Standard normal and tail probability of the two levels in use. */
export type Level = { z: number; tail: number }
export const level90: Level = { z: 1.6449, tail: 0.05 }
export const level95: Level = { z: 1.96, tail: 0.025 }

/** Student's quantile from the normal one (Cornish–Fisher, Abramowitz & Stegun 26.7.5); good to a percent from three degrees on. */
export function studentQuantile(z: number, degrees: number): number {
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  )
}

/** The mean behind a total that is worth `total / unit` events: Jeffreys' interval, with 0 as the low end of nothing. */
export function countSide(total: number, unit: number, { tail }: Level): Side {
  const shape = total / unit + 0.5
  return {
    mid: total,
    low: Math.min(total, unit * gammaQuantile(tail, shape, 1)),
    high: Math.max(total, unit * gammaQuantile(1 - tail, shape, 1)),
  }
}

/** `reach`: half width in ln. */
export const logSide = (mid: number, reach: number): Side => ({
  mid,
  low: mid * Math.exp(-reach),
  high: mid * Math.exp(reach),
})

export function difference(a: Side, b: Side): Side {
  const mid = a.mid - b.mid
  return {
    mid,
    low: mid - Math.hypot(a.mid - a.low, b.high - b.mid),
    high: mid + Math.hypot(a.high - a.mid, b.mid - b.low),
  }
}

/** `b` is positive. */
export function ratio(a: Side, b: Side): Side {
  const cross = a.mid * b.mid
  const lowTop = a.low * (2 * a.mid - a.low)
  const lowRoot = Math.sqrt(Math.max(0, cross ** 2 - lowTop * b.high * (2 * b.mid - b.high)))
  const highTop = a.high * (2 * a.mid - a.high)
  const highBase = b.low * (2 * b.mid - b.low)
  return {
    mid: a.mid / b.mid,
    low: lowTop > 0 ? lowTop / (cross + lowRoot) : 0,
    high: (cross + Math.sqrt(Math.max(0, cross ** 2 - highTop * highBase))) / highBase,
  }
}
