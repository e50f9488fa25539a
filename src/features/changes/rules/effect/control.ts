// The control: how much an object of this store that nobody changed grew from one window to the next, and how far objects differ in
// that beyond the chance of counts. A difference in differences with random effects: the spread of the unchanged objects over the
// very same days is the placebo test, and seasons, events and day-to-day correlation are in it without being modelled.

import { sum } from '#kernel/statistics.ts'
import type { Seen } from './series.ts'

export type Control = {
  /** After ÷ before, of sums, for an object like these. */
  growth: number
  /** Variance of ln growth between objects, beyond chance. */
  between: number
  /** Variance of ln growth as it is estimated. */
  error: number
  donors: number
}

/** Residuals further out are taken to be this many deviations out: donors that something else happened to do not rule. */
const FAR = 1.5
/** Mean of min(z², FAR²) for a standard normal z. */
const NORMAL_SPREAD = 0.7784
/** No two objects differ more than this in ln growth (variance). */
const MOST_BETWEEN = 4

/** ln of what was seen over what was expected, and its chance variance. Half a unit keeps an empty window finite. */
function residualOf(donor: Seen, growth: number): { log: number; chance: number } {
  const half = donor.unit / 2
  const expected = donor.before * growth + half
  return {
    log: Math.log((donor.after + half) / expected),
    chance: donor.unit / expected + donor.unit / (donor.before + half),
  }
}

/**
 * Growth of weighted sums. A sum of counts is not biased as a mean of logarithms would be; the weights keep the largest from being
 * all, as far as objects differ beyond chance, and far residuals from pulling.
 */
function growthOf(donors: readonly Seen[], between: number, guess: number): number {
  let before = 0
  let after = 0
  for (const donor of donors) {
    const { log, chance } = residualOf(donor, guess)
    const deviations = Math.abs(log) / Math.sqrt(chance + between)
    const variance = donor.unit * (1 + guess) + between * donor.before * guess
    const weight = Math.min(1, FAR / Math.max(deviations, 1e-9)) / variance
    before += weight * donor.before
    after += weight * donor.after
  }
  return before > 0 ? after / before : 0
}

/** Paule–Mandel with bounded residuals: the variance between objects at which they spread as much as expected. */
function betweenOf(donors: readonly Seen[], growth: number): number {
  const residuals = donors.map((donor) => residualOf(donor, growth))
  const aim = (donors.length - 1) * NORMAL_SPREAD
  const spread = (between: number): number =>
    sum(residuals.map(({ log, chance }) => Math.min(FAR ** 2, log ** 2 / (chance + between))))
  let low = 0
  let high = spread(0) <= aim ? 0 : MOST_BETWEEN
  for (let i = 0; i < 40 && high > 0; i += 1) {
    const middle = (low + high) / 2
    if (spread(middle) > aim) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Null when nothing is left of the donors after the change. */
export function controlOf(donors: readonly Seen[]): Control | null {
  let growth = sum(donors.map((d) => d.after / d.unit)) / sum(donors.map((d) => d.before / d.unit))
  let between = 0.01
  for (let i = 0; i < 6 && growth > 0; i += 1) {
    growth = growthOf(donors, between, growth)
    if (growth > 0) between = betweenOf(donors, growth)
  }
  if (!(growth > 0)) return null
  const precision = sum(donors.map((donor) => 1 / (residualOf(donor, growth).chance + between)))
  return { growth, between, error: 1 / precision, donors: donors.length }
}
