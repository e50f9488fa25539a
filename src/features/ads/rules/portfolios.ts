// Campaigns added up by portfolio.

import { decimalText, microsFromDecimal, ratioOf } from '#kernel/money.ts'

type Figures = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: string
  readonly sales: string
  readonly acosRatio: number | null
}

type Campaign = {
  readonly portfolio: { readonly id: string; readonly name: string } | null
  readonly state: string | null
  readonly dailyBudget: string | null
  readonly figures: Figures | null
}

export type PortfolioLine = {
  /** Null: campaigns that are in none. */
  readonly id: string | null
  readonly name: string | null
  readonly campaigns: number
  readonly running: number
  /** Of the running ones. */
  readonly dailyBudget: string
  readonly figures: Figures | null
}

const micros = (text: string | null): bigint => (text === null ? 0n : (microsFromDecimal(text) ?? 0n))

/** A line for each portfolio, and one for the campaigns that are in none where there are any. Amounts are decimal texts of one currency. */
export function portfolioLines(campaigns: readonly Campaign[]): PortfolioLine[] {
  return [...Map.groupBy(campaigns, (one) => one.portfolio?.id ?? null)].map(([id, own]) => {
    const running = own.filter((one) => one.state === 'enabled')
    const told = own.flatMap((one) => (one.figures === null ? [] : [one.figures]))
    const sum = (of: (one: Figures) => number): number => told.reduce((all, one) => all + of(one), 0)
    const spend = told.reduce((all, one) => all + micros(one.spend), 0n)
    const sales = told.reduce((all, one) => all + micros(one.sales), 0n)
    return {
      id,
      name: own[0]!.portfolio?.name ?? null,
      campaigns: own.length,
      running: running.length,
      dailyBudget: decimalText(running.reduce((all, one) => all + micros(one.dailyBudget), 0n)),
      figures:
        told.length === 0
          ? null
          : {
              impressions: sum((one) => one.impressions),
              clicks: sum((one) => one.clicks),
              orders: sum((one) => one.orders),
              spend: decimalText(spend),
              sales: decimalText(sales),
              acosRatio: ratioOf(spend, sales),
            },
    }
  })
}
