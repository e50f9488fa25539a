import { type Day, addDays } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Coverage, coverage, metricMaturity, readFxTable } from '#features/facts/public/coverage.ts'
import { type DayFigures, salesByDay } from '#features/facts/public/figures.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { adSpendMicros } from '#features/facts/rules/kpi.ts'
import type { Measures } from '#features/facts/rules/measures.ts'
import type { showHome } from '../api/home.ts'
import { figuresOf, inCurrency } from '../rules/figures.ts'
import { comparable, moneyLevel } from '../rules/home.ts'
import { loadClient } from './briefs.ts'
import { lastDaysOf, lastTradeDay, windowsOf } from './gather.ts'

type Money = OutputOf<typeof showHome>['money']
type Line = Money['lines'][number]

/** What makes a day count as told, by metric. */
const basis: Readonly<Record<Line['metric'], (m: Measures) => bigint | null>> = {
  sales: (m) => m.salesMicros,
  adCost: adSpendMicros,
  netProceeds: (m) => m.principalMicros,
}

const DAYS = 30

type Told = { rows: readonly DayFigures[]; entries: readonly Coverage[]; currency: string; fx: FxTable }

/**
 * What came in and what it cost: sales and advertising of the last thirty days with figures, settled money of the thirty days up to the
 * last settlement. Each against as many days before. Null when there is no such client.
 */
export async function readMoney(
  tx: ReadTx,
  clientId: string,
): Promise<{ name: string; money: Money } | null> {
  const client = await loadClient(tx, clientId)
  if (client === null) return null
  const currency = client.baseCurrency
  const entries = await coverage(tx, { clientId })
  const last = lastDaysOf(entries)
  const traded = lastTradeDay(last)
  const settled = last.settlement
  const ends = [traded, settled].filter((day) => day !== null).toSorted()
  if (ends.length === 0)
    return { name: client.name, money: { level: 'unknown', currency, lines: [], unconverted: [] } }
  // Both spans and the days before them, read once.
  const rows = await salesByDay(tx, { clientId, from: addDays(ends[0]!, 1 - 2 * DAYS), to: ends.at(-1)! })
  const told: Told = { rows, entries, currency, fx: await readFxTable(tx) }
  const found = [
    ...(traded === null ? [] : [lineOf('sales', traded, told), lineOf('adCost', traded, told)]),
    ...(settled === null ? [] : [lineOf('netProceeds', settled, told)]),
  ]
  const lines = found.map((one) => one.line)
  const value = (metric: Line['metric'], pick: 'now' | 'before'): number | null => {
    const text = lines.find((one) => one.metric === metric)?.[pick] ?? null
    return text === null ? null : Number(text)
  }
  const level = moneyLevel({
    sales: value('sales', 'now'),
    adCost: value('adCost', 'now'),
    net: value('netProceeds', 'now'),
    netBefore: value('netProceeds', 'before'),
  })
  const unconverted = [...new Set(found.flatMap((one) => one.unconverted))]
  return { name: client.name, money: { level, currency, lines, unconverted } }
}

function lineOf(
  metric: Line['metric'],
  to: Day,
  { rows, entries, currency, fx }: Told,
): { line: Line; unconverted: readonly string[] } {
  const from = addDays(to, 1 - DAYS)
  const span = (first: Day, final: Day): DayFigures[] =>
    rows.filter((row) => row.day >= first && row.day <= final)
  const now = span(from, to)
  const before = span(addDays(from, -DAYS), addDays(from, -1))
  const days = (list: readonly DayFigures[]): number =>
    new Set(list.filter((row) => basis[metric](row.measures) !== null).map((row) => row.day)).size
  const sum = (list: readonly DayFigures[]) => {
    const { measures, unconverted } = inCurrency(windowsOf(list), currency, to, fx)
    const value = figuresOf(measures, currency)[metric]
    return { text: typeof value === 'string' ? value : null, unconverted }
  }
  const total = sum(now)
  const canCompare = comparable({ now: days(now), before: days(before) })
  const { state, asOf } = metricMaturity(entries, metric, { from, to })
  return {
    line: {
      metric,
      now: total.text,
      before: canCompare ? sum(before).text : null,
      from,
      to,
      state,
      asOf,
    },
    unconverted: total.unconverted,
  }
}
