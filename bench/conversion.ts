import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type ConversionPlace, fitConversion } from '#features/ads/rules/bids/conversion.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import {
  type Level,
  type Score,
  campaignRates,
  floored,
  pooled,
  scoreOf,
  splitOf,
} from './support/conversion-peers.ts'
import { type TermLine, linesOf, worlds } from './support/conversion-worlds.ts'

/**
 * Who predicts the orders of the second half from the first: real search-term files where they are at hand (`--data FILE` for others of the same
 * columns), accounts made up from the seed, and the time that a million rows take. Lower is better everywhere; 1 is the best of four peers.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const path =
    options.data ?? join(import.meta.dirname, '..', '..', 'shared/bench/ads/sp_search_terms_normalised.csv')
  return [...realFigures(path), ...worldFigures(options.seed, options.worlds ?? 10), timeFigure(options)]
}

const levels: readonly Level[] = ['keyword', 'search term']

function realFigures(path: string): Figure[] {
  if (!existsSync(path)) {
    console.error(`conversion: no real accounts are measured, ${path} is not there (--data FILE)`)
    return []
  }
  const accounts = Map.groupBy(linesFrom(path), ({ account }) => account)
  return [...accounts].flatMap(([account, lines]) =>
    levels.flatMap((level) => {
      const all = scoresOf(lines, level)
      const [best, peer] = bestOf(all.peers)
      const name = `${account}, ${level}`
      const beside = Object.entries(all.peers).map(([one, score]) => `${one} ${shown(score)}`)
      return [
        figure(
          'conversion',
          name,
          all.ours.deviance / best,
          '× best peer',
          '≤ 1',
          `${peer}; ours ${shown(all.ours)}; ${beside.join(', ')}`,
        ),
        figure(
          'conversion',
          `${name}, beside global`,
          all.ours.deviance / all.peers['global']!.deviance,
          '×',
          '≤ 1.02',
          `${all.units} units, ${all.clicks} test clicks, ${all.orders} orders`,
        ),
      ]
    }),
  )
}

const shown = ({ deviance, bias }: Score): string => `${deviance.toFixed(5)} (${(100 * bias).toFixed(1)} %)`

/** Means over several accounts of a kind: the best peer is the one that is best on average. */
function worldFigures(seed: number, count: number): Figure[] {
  return Object.entries(worlds).flatMap(([name, world]) => {
    const accounts = Array.from({ length: count }, (_, i) => linesOf(name, world, seed * 1_000 + i))
    return levels.map((level) => {
      const all = accounts.map((lines) => scoresOf(lines, level))
      const mean = (of: (one: (typeof all)[number]) => number): number =>
        all.reduce((total, one) => total + of(one), 0) / count
      const peers = Object.fromEntries(
        Object.keys(all[0]!.peers).map((one) => [
          one,
          { deviance: mean(({ peers: p }) => p[one]!.deviance), bias: 0 },
        ]),
      )
      const [best, peer] = bestOf(peers)
      const beside = Object.entries(peers).map(([one, { deviance }]) => `${one} ${deviance.toFixed(4)}`)
      const worst = Math.max(...all.map(({ ours, peers: p }) => ours.deviance / p['global']!.deviance))
      return figure(
        'conversion',
        `made up: ${name}, ${level}`,
        mean(({ ours }) => ours.deviance) / best,
        '× best peer',
        '≤ 1.02',
        `${peer}; ${beside.join(', ')}; worst of ${count} beside global ${worst.toFixed(3)}`,
      )
    })
  })
}

function bestOf(peers: Readonly<Record<string, Score>>): [deviance: number, name: string] {
  const [name, { deviance }] = Object.entries(peers).toSorted(([, a], [, b]) => a.deviance - b.deviance)[0]!
  return [deviance, name]
}

/** Ours and the four peers, fitted on the same first half and scored on the same second half. */
function scoresOf(
  lines: readonly TermLine[],
  level: Level,
): {
  ours: Score
  peers: Record<string, Score>
  units: number
  clicks: number
  orders: number
} {
  const split = splitOf(lines, level)
  const places = new Map(split.train.map((line) => [split.unitOf(line), placeOf(line, level)]))
  const model = fitConversion(
    split.train.map((line) => {
      const id = split.unitOf(line)
      return {
        id,
        ...places.get(id)!,
        clicks: line.clicks,
        orders: line.orders,
        ageDays: split.middle - (line.start + line.end) / 2,
      }
    }),
  )
  const ours = (unit: string, line: TermLine): number =>
    (model.of(unit) ?? model.at(placeOf(line, level))).mean
  const peers = {
    global: () => split.global,
    'raw, floored': floored(split),
    campaign: campaignRates(split),
    'gamma-Poisson EB': pooled(split),
  }
  return {
    ours: scoreOf(split, ours),
    peers: Object.fromEntries(Object.entries(peers).map(([name, rateOf]) => [name, scoreOf(split, rateOf)])),
    units: split.test.size,
    clicks: split.testClicks,
    orders: split.testOrders,
  }
}

function placeOf(line: TermLine, level: Level): ConversionPlace {
  const parents = [line.campaign, line.adGroup]
  return level === 'keyword'
    ? { path: parents, text: line.targeting, matchType: line.matchType }
    : {
        path: [...parents, `${line.targeting} ${line.matchType}`],
        text: line.term,
        matchType: line.matchType,
      }
}

function linesFrom(path: string): TermLine[] {
  const day = (text: string): number => Date.parse(text) / 86_400_000
  const records: Record<string, string>[] = parse(readFileSync(path), { columns: true })
  return records.map((one) => ({
    account: one['account']!,
    start: day(one['start']!),
    end: day(one['end']!),
    campaign: one['campaign']!,
    adGroup: one['ad_group']!,
    targeting: one['targeting']!,
    matchType: one['match_type']!,
    term: one['search_term']!,
    clicks: Number(one['clicks']),
    orders: Number(one['orders']),
  }))
}

/** Days of search terms of one large account, a row a day and term. */
function timeFigure({ rows, seed }: BenchOptions): Figure {
  const wanted = rows ?? 1_000_000
  const large = { ...worlds['all of it']!, campaigns: 400, keywords: Math.ceil(wanted / 24) }
  const lines = linesOf('large', large, seed)
    .slice(0, wanted)
    .map((line) => ({
      id: `${line.campaign} ${line.adGroup} ${line.targeting} ${line.matchType} ${line.term}`,
      ...placeOf(line, 'search term'),
      clicks: line.clicks,
      orders: line.orders,
      ageDays: 29 - line.start,
    }))
  const before = process.cpuUsage()
  fitConversion(lines)
  const { user, system } = process.cpuUsage(before)
  const units = new Set(lines.map(({ id }) => id)).size
  return figure(
    'conversion',
    'a fit',
    (user + system) / 1e6,
    's of processor time',
    '≤ 10',
    `${lines.length} rows, ${units} units`,
  )
}
