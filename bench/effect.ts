import { measureEffect, type Effect } from '#features/changes/rules/effect/measure.ts'
import { addDays } from '#kernel/day.ts'
import { quantile, sum } from '#kernel/statistics.ts'
import type { Subject } from './support/effect-changes.ts'
import {
  horizons,
  makeWorld,
  metrics,
  type Board,
  type EffectWorld,
  type Metric,
} from './support/effect-world.ts'
import { naiveEffect } from './support/naive-effect.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'

// Is the effect of a change what we say it is? Stores in markets of their own, a third of the campaigns changed on one day, another
// third measured without a change; what the truth is and how it is known stands in support/effect-world.ts.

const WORLDS = 100
/** A true effect below this share of what would have been is none. */
const NO_EFFECT = 0.02

type Answer = { low: number; high: number; isClear: boolean }
type Case = {
  subject: Subject
  metric: Metric
  horizon: number
  effect: Effect
  early: Effect
  naive: Answer
  /** Sums over the window, not yet scaled to what reports show of them. */
  changed: number
  unchanged: number
}

const sumOf = (board: Board, id: string, metric: Metric, from: number, days: number): number =>
  sum(board.rows.get(id)?.[metric].slice(from, from + days) ?? [])

function casesOf(world: EffectWorld): Case[] {
  const { changedOn } = world
  const cases: Case[] = []
  for (const horizonDays of horizons) {
    const to = addDays(changedOn, horizonDays)
    const finalOn = addDays(to, 14)
    const earlyOn = addDays(to, 1)
    const final = world.seen(finalOn, to)
    const early = world.seen(earlyOn, to)
    const days = world.historyDays + 1 + horizonDays
    const nothing = Array.from({ length: days }, () => 0)
    for (const subject of world.subjects) {
      const others = world.donorsOf(subject)
      for (const metric of metrics) {
        const measured = (board: Board, asOf: string): Effect => {
          const series = (id: string) => ({
            id,
            from: board.from,
            values: board.rows.get(id)?.[metric] ?? nothing,
          })
          const donors = others.map(series)
          return measureEffect({
            changedOn,
            horizonDays,
            asOf,
            metric,
            treated: series(subject.id),
            donors,
          })
        }
        const values = final.rows.get(subject.id)?.[metric] ?? nothing
        cases.push({
          subject,
          metric,
          horizon: horizonDays,
          effect: measured(final, finalOn),
          early: measured(early, earlyOn),
          naive: naiveEffect(values, world.historyDays, horizonDays),
          changed: sumOf(world.changed, subject.id, metric, 0, horizonDays),
          unchanged: sumOf(world.unchanged, subject.id, metric, 0, horizonDays),
        })
      }
    }
  }
  return cases
}

type Scored = Case & { truth: number; truthRatio: number; isNone: boolean }

/** What reports show for one expected unit: cancelled and late orders go, several pieces come. One number per metric for all worlds. */
class Scale {
  readonly #seen = { spend: 0, clicks: 0, orders: 0, sales: 0 }
  readonly #expected = { spend: 0, clicks: 0, orders: 0, sales: 0 }

  add(world: EffectWorld): void {
    const longest = horizons[2]
    const to = addDays(world.changedOn, longest)
    const board = world.seen(addDays(to, 14), to)
    for (const metric of metrics)
      for (const id of world.campaigns) {
        this.#seen[metric] += sumOf(board, id, metric, world.historyDays + 1, longest)
        this.#expected[metric] += sumOf(world.changed, id, metric, 0, longest)
      }
  }

  of(metric: Metric): number {
    return this.#seen[metric] / this.#expected[metric]
  }
}

function score(cases: readonly Case[], scale: Scale): Scored[] {
  return cases.map((one) => {
    const { changed, unchanged, metric, horizon } = one
    return {
      ...one,
      truth: ((changed - unchanged) * scale.of(metric)) / horizon,
      truthRatio: unchanged > 0 ? changed / unchanged - 1 : Infinity,
      isNone: Math.abs(changed - unchanged) <= NO_EFFECT * unchanged,
    }
  })
}

const share = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.length === 0 ? Number.NaN : items.filter(is).length / items.length

const isClear = ({ verdict }: Effect): boolean => verdict === 'raised' || verdict === 'lowered'
const holds = (one: Scored): boolean => one.effect.low! <= one.truth && one.truth <= one.effect.high!
const holdsNaive = (one: Scored): boolean => one.naive.low <= one.truth && one.truth <= one.naive.high

const text = (value: number): string => value.toFixed(3)

function tableFigures(judged: readonly Scored[]): Figure[] {
  return metrics.flatMap((metric) =>
    horizons.map((horizon) => {
      const own = judged.filter((c) => c.metric === metric && c.horizon === horizon)
      const none = own.filter((c) => c.isNone)
      const alarms = text(share(none, (c) => isClear(c.effect)))
      const width = text(widthOf(own))
      return figure(
        'effect',
        `coverage, ${metric} over ${horizon} days`,
        share(own, holds),
        '',
        '≥ 0.85',
        `${own.length} cases, false alarms ${alarms} of ${none.length}, width ${width}; before/after ${text(share(own, holdsNaive))}`,
      )
    }),
  )
}

/** Middle width of the interval beside what would have been. */
const widthOf = (judged: readonly Scored[]): number =>
  quantile(
    judged.map(({ effect }) => (effect.high! - effect.low!) / effect.expectedPerDay!),
    0.5,
  )!

function overall(all: readonly Scored[], judged: readonly Scored[], changes: number): Figure[] {
  const fig = (name: string, value: number, aim: string, beside: string): Figure =>
    figure('effect', name, value, '', aim, beside)
  const none = judged.filter((c) => c.isNone)
  const untouched = judged.filter((c) => c.subject.kind === 'none')
  const touched = judged.filter((c) => c.subject.kind !== 'none')
  const strong = judged.filter((c) => Math.abs(c.truthRatio) > 0.2)
  const spill = untouched.map((c) => Math.abs(c.truthRatio))
  const naive = `before/after ${text(share(judged, holdsNaive))}`
  const alarms = share(none, (c) => isClear(c.effect))
  const early = judged.filter((c) => c.early.standing === 'provisional' && c.early.perDay !== null)
  const heldEarly = share(early, (c) => c.early.low! <= c.truth && c.truth <= c.early.high!)
  return [
    fig(
      'coverage of 90 % intervals',
      share(judged, holds),
      '≥ 0.85',
      `${judged.length} cases of ${changes} objects; ${naive}`,
    ),
    fig(
      'coverage, not too wide either',
      share(judged, holds),
      '≤ 0.95',
      `missed above ${text(share(judged, (c) => c.truth > c.effect.high!))}, below ${text(share(judged, (c) => c.truth < c.effect.low!))}`,
    ),
    fig(
      '… of changed objects only',
      share(touched, holds),
      '≥ 0.85',
      `${touched.length} cases; before/after ${text(share(touched, holdsNaive))}`,
    ),
    fig(
      '… of the relative effect',
      share(judged, (c) => c.effect.relative!.low <= c.truthRatio && c.truthRatio <= c.effect.relative!.high),
      '≥ 0.85',
      '',
    ),
    fig(
      '… when read the day after the window',
      heldEarly,
      '',
      `${early.length} provisional cases against the final truth`,
    ),
    fig(
      'called effective without an effect',
      alarms,
      '≤ 0.10',
      `${none.length} cases with a true effect ≤ 2 %; before/after ${text(share(none, (c) => c.naive.isClear))}`,
    ),
    fig(
      'called effective, nothing done there',
      share(untouched, (c) => isClear(c.effect)),
      '',
      `${untouched.length} cases, spill-over of other changes included; before/after ${text(share(untouched, (c) => c.naive.isClear))}`,
    ),
    fig(
      'effects above 20 % found',
      share(strong, (c) => isClear(c.effect)),
      '',
      `${strong.length} cases; right sign ${text(
        share(
          strong.filter((c) => isClear(c.effect)),
          (c) => c.effect.perDay! > 0 === c.truth > 0,
        ),
      )}`,
    ),
    fig('share with a verdict', judged.length / all.length, '', reasonsOf(all)),
    fig(
      'middle width of the interval ÷ expected',
      widthOf(judged),
      '',
      horizons.map((h) => `${h} d ${text(widthOf(judged.filter((c) => c.horizon === h)))}`).join(', '),
    ),
    fig(
      'spill-over to untouched objects, middle',
      quantile(spill, 0.5)!,
      '',
      `90th percentile ${text(quantile(spill, 0.9)!)}, 95th ${text(quantile(spill, 0.95)!)} of expected`,
    ),
  ]
}

function reasonsOf(all: readonly Scored[]): string {
  const counts = Map.groupBy(
    all.flatMap(({ effect }) => effect.reason ?? []),
    (reason) => reason,
  )
  return [...counts].map(([reason, list]) => `${reason} ${text(list.length / all.length)}`).join(', ')
}

/** `worlds`: stores, each in its own market; a hundred hold about 1,500 measured objects. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const count = options.worlds ?? WORLDS
  const cases: Case[] = []
  const scale = new Scale()
  let changes = 0
  for (let i = 0; i < count; i += 1) {
    const world = makeWorld(options.seed * 100_003 + i)
    const own = casesOf(world)
    cases.push(...own)
    scale.add(world)
    changes += world.subjects.length
  }
  const all = score(cases, scale)
  const judged = all.filter((c) => c.effect.perDay !== null)
  const check = figure(
    'effect',
    'billed spend ÷ its expectation, all worlds',
    scale.of('spend'),
    '',
    '',
    `clicks ${text(scale.of('clicks'))}, orders ${text(scale.of('orders'))}, sales ${text(scale.of('sales'))}`,
  )
  return [...overall(all, judged, changes), ...tableFigures(judged), check]
}
