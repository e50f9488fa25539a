// Campaigns of all ad products added up by portfolio. What they cost is one sum; what they are told to have sold is counted by different
// windows, so that of Sponsored Products stands apart from that of Sponsored Brands and Display.

import { decimalText, microsFromDecimal, ratioOf } from '#kernel/money.ts'

type Figures = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: string
  readonly sales: string
  readonly acosRatio: number | null
}

export type AdProduct = 'SP' | 'SB' | 'SD'

type Campaign = {
  readonly adProduct: AdProduct
  readonly portfolio: { readonly id: string; readonly name: string } | null
  readonly state: string | null
  /** Null: none is known, or none by the day. */
  readonly dailyBudget: string | null
  readonly figures: Figures | null
}

export type PortfolioLine = {
  /** Null: campaigns that are in none. */
  readonly id: string | null
  readonly name: string | null
  readonly campaigns: number
  readonly running: number
  /** The ad products of its campaigns. */
  readonly products: readonly AdProduct[]
  /** Of the running ones, whatever their ad product. */
  readonly dailyBudget: string
  /** Spend of all ad products; null where no campaign is in a report. */
  readonly spend: string | null
  /** Of Sponsored Products, within 7 days of a click. */
  readonly figures: Figures | null
  /** Of Sponsored Brands and Display, within 14 days of a click or a view. */
  readonly brandFigures: Figures | null
}

const micros = (text: string | null): bigint => (text === null ? 0n : (microsFromDecimal(text) ?? 0n))

function added(told: readonly Figures[]): Figures | null {
  if (told.length === 0) return null
  const sum = (of: (one: Figures) => number): number => told.reduce((all, one) => all + of(one), 0)
  const spend = told.reduce((all, one) => all + micros(one.spend), 0n)
  const sales = told.reduce((all, one) => all + micros(one.sales), 0n)
  return {
    impressions: sum((one) => one.impressions),
    clicks: sum((one) => one.clicks),
    orders: sum((one) => one.orders),
    spend: decimalText(spend),
    sales: decimalText(sales),
    acosRatio: ratioOf(spend, sales),
  }
}

/** A line for each portfolio, and one for the campaigns that are in none where there are any. Amounts are decimal texts of one currency. */
export function portfolioLines(campaigns: readonly Campaign[]): PortfolioLine[] {
  return [...Map.groupBy(campaigns, (one) => one.portfolio?.id ?? null)].map(([id, own]) => {
    const running = own.filter((one) => one.state === 'enabled')
    const told = (products: readonly AdProduct[]): Figures | null =>
      added(
        own.flatMap((one) => (one.figures !== null && products.includes(one.adProduct) ? [one.figures] : [])),
      )
    // Lists of Brands and Display name a portfolio by its id alone.
    const named =
      own.find(({ portfolio }) => portfolio !== null && portfolio.name !== portfolio.id) ?? own[0]!
    return {
      id,
      name: named.portfolio?.name ?? null,
      campaigns: own.length,
      running: running.length,
      products: (['SP', 'SB', 'SD'] as const).filter((product) =>
        own.some((one) => one.adProduct === product),
      ),
      dailyBudget: decimalText(running.reduce((all, one) => all + micros(one.dailyBudget), 0n)),
      spend: told(['SP', 'SB', 'SD'])?.spend ?? null,
      figures: told(['SP']),
      brandFigures: told(['SB', 'SD']),
    }
  })
}
