import { type Day, addDays } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { showHome } from '../api/home.ts'
import { comparable, moneyLevel } from '../rules/home.ts'
import { type OverviewAnswer, readOverview } from './overview.ts'

type Money = OutputOf<typeof showHome>['money']
type Line = Money['lines'][number]
type Shown = NonNullable<OverviewAnswer['shown']>

const basis = { sales: 'sales', adCost: 'ads', netProceeds: 'money' } as const

/**
 * What came in and what it cost: sales and advertising of the last thirty days with figures, settled money of the thirty days up to the
 * last settlement. Each against as many days before.
 */
export async function readMoney(
  tx: ReadTx,
  clientId: string,
): Promise<{ name: string; money: Money } | null> {
  const trade = await readOverview(tx, { clientId })
  if (trade === null) return null
  const { name, baseCurrency } = trade
  if (trade.shown === null)
    return { name, money: { level: 'unknown', currency: baseCurrency, lines: [], unconverted: [] } }
  const settledTo: Day | null = trade.shown.lastDays.settlement
  const settled =
    settledTo === null
      ? null
      : (await readOverview(tx, { clientId, from: addDays(settledTo, -29), to: settledTo }))!.shown
  const lines = [
    lineOf('sales', trade.shown),
    lineOf('adCost', trade.shown),
    ...(settled === null ? [] : [lineOf('netProceeds', settled)]),
  ]
  const value = (metric: Line['metric'], pick: 'now' | 'before'): number | null => {
    const found = lines.find((one) => one.metric === metric)?.[pick] ?? null
    return found === null ? null : Number(found)
  }
  const level = moneyLevel({
    sales: value('sales', 'now'),
    adCost: value('adCost', 'now'),
    net: value('netProceeds', 'now'),
    netBefore: value('netProceeds', 'before'),
  })
  return { name, money: { level, currency: baseCurrency, lines, unconverted: trade.shown.unconverted } }
}

function lineOf(metric: Line['metric'], shown: Shown): Line {
  const text = (value: string | number | null | undefined): string | null =>
    typeof value === 'string' ? value : null
  const told = { now: shown.told.now[basis[metric]], before: shown.told.previous[basis[metric]] }
  const { state, asOf } = shown.maturity[metric]
  return {
    metric,
    now: text(shown.now[metric]),
    before: comparable(told) ? text(shown.previous[metric]) : null,
    from: shown.span.from,
    to: shown.span.to,
    state,
    asOf,
  }
}
