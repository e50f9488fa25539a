import type { SearchRankRow } from '#sandbox/market/world-trade.ts'
import { type Shop, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import { type DaySpan, addDays } from '../text/dates.ts'

const columns = [
  'Search Frequency Rank',
  'Search Term',
  'Top Clicked Brand #1',
  'Top Clicked Brands #2',
  'Top Clicked Brands #3',
  'Top Clicked Category #1',
  'Top Clicked Category #2',
  'Top Clicked Category #3',
  ...[1, 2, 3].flatMap((place) =>
    ['ASIN', 'Product Title', 'Click Share', 'Conversion Share'].map(
      (what) => `Top Clicked Product #${place}: ${what}`,
    ),
  ),
  'Reporting Date',
]

/** Weeks Brand Analytics reports: Sunday to Saturday, only whole ones before or on the last day; newest first. */
export function reportingWeeks(lastDay: string, count: number): DaySpan[] {
  const weekday = new Date(`${lastDay}T00:00:00Z`).getUTCDay()
  const saturday = addDays(lastDay, -((weekday + 1) % 7))
  return Array.from({ length: count }, (_, back) => {
    const to = addDays(saturday, -7 * back)
    return { from: addDays(to, -6), to }
  })
}

/** Brand Analytics, Top Search Terms of one week: a line naming the filters, then quoted CSV. Shares are percent numbers without the sign. */
export function searchTermsText(shop: Shop, week: DaySpan): string {
  const brands = new Map(shop.market.listings(shop.store.key).map(({ asin, brand }) => [asin, brand]))
  const rows = shop.market.searchRanks(shop.facts.code, week.from, week.to)
  const label = `Week ${weekNumber(week.from)} | ${week.from} - ${week.to} ${week.to.slice(0, 4)}`
  return textFile(
    [
      `Reporting Range=["Weekly"],Select week=["${label}"]`,
      csvLine(columns, 'all'),
      ...rows.map((row) => csvLine(rankFields(row, brands, week), 'all')),
    ],
    '\n',
  )
}

function rankFields(row: SearchRankRow, brands: Map<string, string>, week: DaySpan): string[] {
  const places = [0, 1, 2].map((place) => row.top[place])
  return [
    String(row.searchFrequencyRank),
    row.searchTerm,
    ...places.map((product) => (product ? (brands.get(product.asin) ?? '') : '')),
    row.department,
    '',
    '',
    ...places.flatMap((product) =>
      product
        ? [
            product.asin,
            product.title,
            (product.clickShareRatio * 100).toFixed(2),
            (product.conversionShareRatio * 100).toFixed(2),
          ]
        : ['', '', '', ''],
    ),
    week.to,
  ]
}

/** Week of the year as Brand Analytics counts it: week 1 holds January 1st, weeks start on Sunday. */
function weekNumber(sunday: string): number {
  const year = addDays(sunday, 6).slice(0, 4)
  const first = new Date(`${year}-01-01T00:00:00Z`)
  const firstSunday = first.getTime() - first.getUTCDay() * 86_400_000
  return Math.round((Date.parse(`${sunday}T00:00:00Z`) - firstSunday) / (7 * 86_400_000)) + 1
}
