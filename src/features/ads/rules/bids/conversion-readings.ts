import {
  type Strength,
  addLastingGain,
  addMarginalGain,
  strengthOf,
  strengths,
} from './conversion-evidence.ts'
import { type Stand, atNodes, standAt, sweep, withdraw } from './conversion-fit.ts'
import type { ConversionIndex, Family } from './conversion-index.ts'
import { type LevelWay, levelsOf, scatterOf } from './conversion-level.ts'

// What several families could explain goes to the one that is asked first. So the account is read twice, from coarse to fine and from
// fine to coarse, and a reading counts as much as it would have predicted the later days from the earlier ones, beside no effects at all.

/** Strengths by family, in the order in which the families are fitted, and how much the reading counts (all together 1 at most). */
export type Plan = { readonly strengths: ReadonlyMap<string, Strength>; readonly share: number }

export type FamilyEffects = {
  readonly family: Family
  readonly strength: Strength
  readonly effects: Float64Array
  /** Orders seen at each node. */
  readonly orders: Float64Array
}

export type Reading = {
  readonly share: number
  readonly stand: Stand
  readonly families: readonly FamilyEffects[]
}

/** A fit of what was known up to a cut, beside what came after; without days there is no after. */
type Trial = { readonly early: Stand; readonly late: Stand | null }

const CUTS = [0.4, 0.6, 0.8]
/** The later days of three trials are largely the same days: together they count as 1.8. */
const TRIALS_COUNT_AS = 1.8
/** How much the distance of all counts tells beside what lasts. */
const MARGINAL = 0.5
const ROUNDS = 2
const WORD_SWEEPS = 3
const JOINT_SWEEPS = 4

export function plansOf(index: ConversionIndex, way: LevelWay): Plan[] {
  const level = levelsOf(index, null, way)
  const scatter = scatterOf(index, level)
  const tried = [index.families, index.families.toReversed()].map((families) => {
    const trials = trialsOf(index, level)
    const found = strengthsOf(families, trials, scatter)
    const gain = trials.reduce((all, trial) => all + gainOf(trial), 0)
    return { strengths: found, gain: (gain * TRIALS_COUNT_AS) / trials.length / scatter }
  })
  // Without days nothing speaks for no effects but the strengths themselves.
  const none = index.blocks < 3 ? [] : tried.map(() => 0)
  const best = Math.max(...tried.map(({ gain }) => gain), ...none)
  const total = [...tried.map(({ gain }) => gain), ...none].reduce(
    (all, gain) => all + Math.exp(gain - best),
    0,
  )
  return tried.map(({ strengths: found, gain }) => ({
    strengths: found,
    share: Math.exp(gain - best) / total,
  }))
}

function trialsOf(index: ConversionIndex, level: Float64Array): Trial[] {
  const last = index.blocks - 1
  if (index.blocks < 3) return [{ early: standAt(index, level, 0, last), late: null }]
  const cuts = CUTS.map((share) => Math.min(last - 1, Math.max(0, Math.round(index.blocks * share) - 1)))
  return [...new Set(cuts)].map((cut) => ({
    early: standAt(index, level, 0, cut),
    late: standAt(index, level, cut + 1, last),
  }))
}

/** The strength of each family beside the others; the trials keep the effects. */
function strengthsOf(
  families: readonly Family[],
  trials: readonly Trial[],
  scatter: number,
): Map<string, Strength> {
  const found = new Map<string, Strength>()
  const effects = families.map((family) => trials.map(() => new Float64Array(family.keys.size).fill(1)))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [f, family] of families.entries()) {
      const gains = new Float64Array(strengths.length)
      for (const [t, trial] of trials.entries()) {
        if (round > 0) withdraw(family, trial.early, effects[f]![t]!)
        effects[f]![t]!.fill(1)
        trial.late?.effect.set(trial.early.effect)
        if (family.single) addGains(gains, family, trial, trials.length)
        else addWordGains(gains, family, trial)
      }
      const weight = (trials.length > 1 ? TRIALS_COUNT_AS : 1) / trials.length / scatter
      const strength = strengthOf(gains.map((gain) => gain * weight))
      found.set(family.name, strength)
      for (const [t, { early }] of trials.entries())
        for (let i = 0; i < (family.single ? 1 : WORD_SWEEPS); i += 1)
          sweep(family, early, effects[f]![t]!, strength)
    }
  }
  return found
}

function addGains(gains: Float64Array, family: Family, { early, late }: Trial, trials: number): void {
  const before = atNodes(family, early)
  if (late === null) return addMarginalGain(gains, before, trials)
  const after = atNodes(family, late)
  addLastingGain(gains, before, after)
  const all = {
    orders: before.orders.map((orders, n) => orders + after.orders[n]!),
    expected: before.expected.map((expected, n) => expected + after.expected[n]!),
  }
  addMarginalGain(gains, all, MARGINAL)
}

/** Words overlap: what they gain is what they predict together, and one block of days cannot tell. */
function addWordGains(gains: Float64Array, family: Family, { early, late }: Trial): void {
  if (late === null) return
  for (const [k, strength] of strengths.entries()) {
    // Every other strength is tried; those between are taken to gain as the one before.
    if (strength === Infinity) continue
    if (k % 2 === 1) {
      gains[k] = gains[k - 1]!
      continue
    }
    const trial = { ...early, effect: early.effect.slice() }
    const effects = new Float64Array(family.keys.size).fill(1)
    for (let i = 0; i < WORD_SWEEPS; i += 1) sweep(family, trial, effects, strength)
    let gain = 0
    for (let u = 0; u < trial.effect.length; u += 1) {
      const ratio = trial.effect[u]! / early.effect[u]!
      if (ratio === 1) continue
      gain += late.orders[u]! * Math.log(ratio) - late.exposure[u]! * early.effect[u]! * (ratio - 1)
    }
    gains[k]! += gain
  }
}

/** Log-likelihood that the later days gain by all effects together. */
function gainOf({ early, late }: Trial): number {
  if (late === null) return 0
  let gain = 0
  for (let u = 0; u < early.effect.length; u += 1) {
    const ratio = early.effect[u]!
    if (ratio !== 1) gain += late.orders[u]! * Math.log(ratio) - late.exposure[u]! * (ratio - 1)
  }
  return gain
}

/** The effects of a plan on all that was seen. */
export function readingOf(index: ConversionIndex, way: LevelWay, plan: Plan): Reading {
  const families = [...plan.strengths].flatMap(([name, strength]) => {
    const family = index.families.find((one) => one.name === name)
    return family === undefined || strength === Infinity
      ? []
      : [{ family, strength, effects: new Float64Array(family.keys.size).fill(1) }]
  })
  let stand = standAt(index, levelsOf(index, null, way), 0, index.blocks - 1)
  for (let round = 0; round < JOINT_SWEEPS; round += 1) {
    for (const { family, strength, effects } of families) sweep(family, stand, effects, strength)
    const level = levelsOf(index, stand.effect, way)
    stand = { ...standAt(index, level, 0, index.blocks - 1), effect: stand.effect }
  }
  return {
    share: plan.share,
    stand,
    families: families.map((one) => ({ ...one, orders: atNodes(one.family, stand).orders })),
  }
}
