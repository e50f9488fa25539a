import { median, sum } from '#kernel/statistics.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { type Policy, type Result, live } from './support/bidding-life.ts'
import { oracle, thriftyOracle } from './support/bidding-oracle.ts'
import { ours } from './support/bidding-ours.ts'
import { ruleSets, unchanged } from './support/bidding-rules.ts'
import { type World, worldKinds, worldOf } from './support/bidding-worlds.ts'

// Our optimiser beside unchanged bids, published rule sets and a clairvoyant, in worlds that live ninety days with each of them. Rule
// sets run with two targets, the break-even ACoS and seven tenths of it; in each world each counts with whichever earned more.

const WORLDS = 30
const CAUTION = 0.7
/** What the volume goal keeps of the sales that unchanged bids would bring: a little more, for it is steered by estimates. */
const KEEP = 1.05

type Lived = {
  world: World
  unchanged: Result
  oracle: Result
  /** Best of two targets, by rule set. */
  rules: Map<string, Result>
  profit: Result
  /** The same with sparse targets explored. */
  explored: Result
  volume: Result
  /** The clairvoyant with the sales of unchanged bids. */
  thrifty: Result
  /** Ours steered to the ACoS that the best rule set of this world came to. */
  equal: Result
  best: Result
}

function livesOf(world: World): Lived {
  const margin = world.marginRatio
  const rules = new Map<string, Result>()
  for (const target of [margin, CAUTION * margin])
    for (const policy of ruleSets(target)) {
      const result = live(world, policy)
      const before = rules.get(policy.name)
      if (before === undefined || result.profit > before.profit) rules.set(policy.name, result)
    }
  const best = [...rules.values()].reduce((a, b) => (b.profit > a.profit ? b : a))
  const run = (policy: Policy): Result => live(world, policy)
  return {
    world,
    unchanged: run(unchanged),
    oracle: run(oracle),
    rules,
    best,
    profit: run(ours('profit', { kind: 'profit', marginRatio: margin })),
    explored: run(ours('exploring', { kind: 'profit', marginRatio: margin }, { explore: true })),
    volume: run(ours('volume', { kind: 'volume', keepRatio: KEEP })),
    thrifty: run(thriftyOracle()),
    equal: run(ours('acos', { kind: 'acos', targetRatio: Math.max(0.02, best.acos) })),
  }
}

const total = (lives: readonly Lived[], of: (one: Lived) => number): number => sum(lives.map(of))
const share = (lives: readonly Lived[], holds: (one: Lived) => boolean): number =>
  lives.filter(holds).length / lives.length

function profitFigures(lives: readonly Lived[]): Figure[] {
  const ratio = (some: readonly Lived[]): number =>
    total(some, (one) => one.profit.profit) / total(some, (one) => one.oracle.profit)
  const each = lives.map((one) => one.profit.profit / one.oracle.profit)
  const kinds = worldKinds.map((kind) => {
    const some = lives.filter((one) => one.world.kind === kind)
    return some.length === 0 ? '' : `${kind} ${ratio(some).toFixed(2)}`
  })
  return [
    figure(
      'bidding',
      'profit beside the clairvoyant, all worlds together',
      ratio(lives),
      '×',
      '≥ 0.9',
      kinds.join(', '),
    ),
    figure(
      'bidding',
      '… in the middle world',
      median(each)!,
      '×',
      '',
      `lowest ${Math.min(...each).toFixed(2)}`,
    ),
    figure(
      'bidding',
      '… with sparse targets explored',
      total(lives, (one) => one.explored.profit) / total(lives, (one) => one.oracle.profit),
      '×',
      '',
      '',
    ),
    figure(
      'bidding',
      '… of unchanged bids',
      total(lives, (one) => one.unchanged.profit) / total(lives, (one) => one.oracle.profit),
      '×',
      '',
      '',
    ),
  ]
}

function ruleFigures(lives: readonly Lived[]): Figure[] {
  const names = [...lives[0]!.rules.keys()]
  const ahead = share(lives, (one) => one.profit.profit > one.best.profit)
  return [
    figure('bidding', 'worlds in which ours earns more than every rule set', ahead, 'of worlds', '≥ 0.8', ''),
    ...names.map((name) =>
      figure(
        'bidding',
        `… more than ${name}`,
        share(lives, (one) => one.profit.profit > one.rules.get(name)!.profit),
        'of worlds',
        '',
        `its profit ${(total(lives, (one) => one.rules.get(name)!.profit) / total(lives, (one) => one.oracle.profit)).toFixed(2)} × the clairvoyant's`,
      ),
    ),
  ]
}

function acosFigures(lives: readonly Lived[]): Figure[] {
  const acosOf = (of: (one: Lived) => Result): number =>
    total(lives, (one) => of(one).spend) / total(lives, (one) => of(one).sales)
  const salesOf = (of: (one: Lived) => Result): string =>
    (total(lives, (one) => of(one).sales) / total(lives, (one) => one.unchanged.sales)).toFixed(3)
  const middle = (of: (one: Lived) => number): string => median(lives.map(of))!.toFixed(2)
  const both = share(
    lives,
    (one) => one.volume.sales >= one.unchanged.sales && one.volume.acos <= 0.8 * one.unchanged.acos,
  )
  return [
    figure(
      'bidding',
      'ACoS at unchanged sales, below that of unchanged bids',
      1 - acosOf((one) => one.volume) / acosOf((one) => one.unchanged),
      'ratio',
      '≥ 0.2',
      `sales ${salesOf((one) => one.volume)} × theirs; both in ${(100 * both).toFixed(0)} % of worlds`,
    ),
    figure(
      'bidding',
      '… the clairvoyant’s own',
      1 - acosOf((one) => one.thrifty) / acosOf((one) => one.unchanged),
      'ratio',
      '',
      `sales ${salesOf((one) => one.thrifty)} × theirs`,
    ),
    figure(
      'bidding',
      'sales at the ACoS of the best rule set',
      total(lives, (one) => one.equal.sales) / total(lives, (one) => one.best.sales),
      '×',
      '≥ 1',
      `ACoS ${(acosOf((one) => one.equal) / acosOf((one) => one.best)).toFixed(3)} × its; middle world ${middle((one) => one.equal.sales / one.best.sales)} × at ${middle((one) => one.equal.acos / one.best.acos)} × its ACoS`,
    ),
    figure(
      'bidding',
      'profit at the ACoS of the best rule set',
      total(lives, (one) => one.equal.profit) / total(lives, (one) => one.best.profit),
      '×',
      '≥ 1',
      '',
    ),
  ]
}

export async function run(options: BenchOptions): Promise<Figure[]> {
  const count = options.worlds ?? WORLDS
  const lives: Lived[] = []
  for (let no = 0; no < count; no += 1) {
    const one = livesOf(worldOf(options.seed, no))
    lives.push(one)
    const money = (result: Result): string => (result.profit / 100).toFixed(0)
    console.error(
      `world ${no} ${one.world.kind}: profit unchanged ${money(one.unchanged)}, best rules ${money(one.best)}, ours ${money(one.profit)}, clairvoyant ${money(one.oracle)}; volume: sales ${(one.volume.sales / one.unchanged.sales).toFixed(2)} ×, ACoS ${(one.volume.acos / one.unchanged.acos).toFixed(2)} × unchanged (clairvoyant ${(one.thrifty.acos / one.unchanged.acos).toFixed(2)} ×); ACoS asked ${one.best.acos.toFixed(3)}, got ${one.equal.acos.toFixed(3)}`,
    )
  }
  return [...profitFigures(lives), ...ruleFigures(lives), ...acosFigures(lives)]
}
