// Stores made for tests of the effect: objects that share a season, a weekday and bad days, drift apart a little, and have counts.

import type { Series } from './series.ts'

export type MadeStore = { treated: Series; donors: readonly Series[] }
export type KnownStore = MadeStore & { truePerDay: number }

/** A seeded uniform number each call (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function poisson(mean: number, chance: () => number): number {
  let product = chance()
  let count = 0
  for (const floor = Math.exp(-mean); product > floor; count += 1) product *= chance()
  return count
}

const DAYS = 140
/** 10 March 2026 when the first day is 1 January. */
const CHANGED_AT = 68

/** Twelve objects; the first one's mean is multiplied by `factor` from the day of the change on. 14 days count for the truth. */
export function madeStore(seed: number, factor: number): KnownStore {
  const chance = chanceOf(seed)
  const normal = (): number => Array.from({ length: 12 }, chance).reduce((a, b) => a + b, 0) - 6
  const shock = Array.from({ length: DAYS }, () => Math.exp(0.15 * normal()))
  const course = shock.map((s, i) => s * (1 + 0.1 * Math.sin((i * 2 * Math.PI) / 7)) * (1 + i / 300))
  let truth = 0
  const objects = Array.from({ length: 12 }, (_, k): Series => {
    const level = Math.exp(1.5 + 0.6 * normal())
    const drift = 0.15 * normal()
    const values = course.map((c, i) => {
      const own = level * c * Math.exp((drift * (i - CHANGED_AT)) / 60)
      const isAfter = k === 0 && i >= CHANGED_AT
      if (isAfter && i > CHANGED_AT && i <= CHANGED_AT + 14) truth += (own * (factor - 1)) / 14
      return poisson(isAfter ? own * factor : own, chance)
    })
    return { id: `o${k}`, from: '2026-01-01', values }
  })
  return { treated: objects[0]!, donors: objects.slice(1), truePerDay: truth }
}

const scaledSeries = (series: Series, rate: number): Series => ({
  ...series,
  values: series.values.map((v) => v * rate),
})

export const scaled = ({ treated, donors }: MadeStore, rate: number): MadeStore => ({
  treated: scaledSeries(treated, rate),
  donors: donors.map((d) => scaledSeries(d, rate)),
})
