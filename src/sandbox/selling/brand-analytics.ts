// Brand Analytics: reports over whole periods, for sellers whose brand is in Amazon's registry.

import { addDays, type DaySpan } from '../exports/text/dates.ts'
import type { MarketReads } from '../market/reads.ts'
import type { SearchQueryRow, SearchStep } from '../market/world-trade.ts'
import type { MarketplaceFacts } from '../market/world.ts'
import type { ReportWish, Written } from './report-types.ts'
import { money, type Period, periodOf } from './sales-traffic.ts'

/** Longest list of products in one request, characters. */
const ASINS_LONGEST = 200
/** Queries told of one product. */
const QUERIES_MOST = 1000
/** Days after the end of a period until searches of it are told. Amazon names none. */
const QUERIES_OUT_AFTER = 2

/** The time of day is ignored. */
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The days asked for, when they are one whole period of the kinds offered and the seller may ask; else what is wrong. */
function daysAsked(
  market: MarketReads,
  wish: ReportWish,
  periods: readonly Period[],
): DaySpan | { problem: string } {
  const { sellerId } = market.store(wish.storeKey)
  if (!market.sellers().find((one) => one.sellerId === sellerId)?.isBrandRegistered)
    return { problem: 'The seller has no brand that is enrolled in Brand Registry.' }
  const period = periods.find((one) => one === wish.options['reportPeriod'])
  if (period === undefined) return { problem: `reportPeriod must be one of ${periods.join(', ')}.` }
  const days = { from: dateOf(wish.fromAt), to: dateOf(wish.toAt) }
  const whole = periodOf(days.from, period)
  if (whole.from !== days.from || whole.to !== days.to)
    return { problem: 'dataStartTime and dataEndTime must be the first and last day of the reportPeriod.' }
  return days
}

const specification = (
  reportType: string,
  { options }: ReportWish,
  days: DaySpan,
  facts: MarketplaceFacts,
): unknown => ({
  reportType,
  reportOptions: options,
  dataStartTime: days.from,
  dataEndTime: days.to,
  marketplaceIds: [facts.marketplaceId],
})

const json = (value: unknown): Written => ({
  bytes: Buffer.from(JSON.stringify(value), 'utf8'),
  contentType: 'text/plain; charset=UTF-8',
})

export const SEARCH_TERMS = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'
export const SEARCH_QUERIES = 'GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT'

/** Search terms of the whole marketplace by rank. */
export function searchTerms(market: MarketReads, wish: ReportWish): Written {
  const days = daysAsked(market, wish, ['DAY', 'WEEK', 'MONTH', 'QUARTER'])
  if ('problem' in days) return days
  if (days.to >= market.dayOf(wish.storeKey, wish.asOf)) return null
  const facts = market.marketplace(market.store(wish.storeKey).marketplace)
  const rows = market.searchRanks(facts.code, days.from, days.to)
  return json({
    reportSpecification: specification(SEARCH_TERMS, wish, days, facts),
    dataByDepartmentAndSearchTerm: rows.flatMap((row) =>
      row.top.map((product, place) => ({
        departmentName: row.department,
        searchTerm: row.searchTerm,
        searchFrequencyRank: row.searchFrequencyRank,
        clickedAsin: product.asin,
        clickShareRank: place + 1,
        clickShare: product.clickShareRatio,
        conversionShare: product.conversionShareRatio,
      })),
    ),
  })
}

/** What shoppers did after each query, for the products asked about. */
export function searchQueries(market: MarketReads, wish: ReportWish): Written {
  const days = daysAsked(market, wish, ['WEEK', 'MONTH', 'QUARTER'])
  if ('problem' in days) return days
  const asked = wish.options['asin'] ?? ''
  const asins = asked.split(' ').filter((asin) => asin !== '')
  if (asins.length === 0 || asked.length > ASINS_LONGEST || asins.some((one) => !/^[A-Z0-9]{10}$/.test(one)))
    return {
      problem:
        'A client error occurred. Please double check that your parameters are valid and fulfill the requirements of the report type.',
    }
  if (addDays(days.to, QUERIES_OUT_AFTER) > market.dayOf(wish.storeKey, wish.asOf))
    return { problem: 'The requested data is unavailable. Please try a different date range.' }
  const facts = market.marketplace(market.store(wish.storeKey).marketplace)
  const rows = market
    .searchQueries({ storeKey: wish.storeKey, ...days })
    .filter((row) => asins.includes(row.asin) && row.score <= QUERIES_MOST)
  return json({
    reportSpecification: specification(SEARCH_QUERIES, wish, days, facts),
    dataByAsin: rows.map((row) => rowOf(row, days, facts)),
  })
}

const ratio = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000

function rowOf(row: SearchQueryRow, days: DaySpan, facts: MarketplaceFacts): Record<string, unknown> {
  const { searches, impressions, clicks, cartAdds, purchases } = row
  return {
    startDate: days.from,
    endDate: days.to,
    asin: row.asin,
    searchQueryData: {
      searchQuery: row.query,
      searchQueryScore: row.score,
      searchQueryVolume: searches,
    },
    impressionData: {
      totalQueryImpressionCount: impressions.total,
      asinImpressionCount: impressions.own,
      asinImpressionShare: ratio(impressions.own, impressions.total),
    },
    clickData: stepOf('Click', clicks, searches, facts),
    cartAddData: stepOf('CartAdd', cartAdds, searches, facts),
    purchaseData: stepOf('Purchase', purchases, searches, facts),
  }
}

/** How many products carry which promise of delivery. */
const promises = [
  ['SameDay', 0.12],
  ['OneDay', 0.28],
  ['TwoDay', 0.24],
] as const

function stepOf(
  name: 'Click' | 'CartAdd' | 'Purchase',
  step: SearchStep,
  searches: number,
  facts: MarketplaceFacts,
): Record<string, unknown> {
  return {
    [`total${name}Count`]: step.total,
    [`total${name}Rate`]: ratio(step.total, searches),
    [`asin${name}Count`]: step.own,
    [`asin${name}Share`]: ratio(step.own, step.total),
    [`totalMedian${name}Price`]: money(facts, step.totalPriceMinor),
    [`asinMedian${name}Price`]: money(facts, step.ownPriceMinor),
    ...Object.fromEntries(
      promises.map(([promise, part]) => [
        `total${promise}Shipping${name}Count`,
        Math.floor(step.total * part),
      ]),
    ),
  }
}
