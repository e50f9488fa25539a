import type { Day } from '#kernel/day.ts'
import type { AdsReport, Dataset, FactRow } from './rows.ts'

// The unit is the series within which a newer file replaces an older one. Rows of one unit on one day come from one file only
// (orders and removals: one order's rows).

/** Report levels from the most to the least complete. Their sums overlap: one marketplace day is told by one of them. */
export const adsPreference: readonly AdsReport[] = [
  'campaign',
  'placement',
  'advertised_product',
  'performance_over_time',
  'targeting',
  'search_term',
]

export type Grain =
  /** A newer file replaces the days it covers. */
  | 'day'
  /** Rows are sums over a span; only a file over the same span replaces them. */
  | 'span'
  /** The whole unit is one thing (a settlement): a newer file replaces all of it. */
  | 'whole'
  /** A count at one moment: a newer file of the same day replaces it. */
  | 'snapshot'
  /** Rows belong to an order; a newer file that has the order replaces the order's rows. */
  | 'key'
  /** Nobody said which days the rows sum over. */
  | 'undated'

export type Unit = { readonly key: string; readonly grain: Grain; readonly marketplace: string }

/** Series of storage fees. */
const storageSeries = { monthly: 'storage', aged: 'aged_surcharge', overage: 'overage' } as const

/** The day by which a row is stored: its own, its span's last, its snapshot's. `asOf` stands in where nobody knows. */
export function reportDay(row: FactRow, asOf: Day): Day {
  switch (row.dataset) {
    case 'money_line':
      return row.postedOn
    case 'sales_day':
    case 'feedback':
      return row.day
    case 'sales_asin':
      return row.from === null ? asOf : (row.to ?? asOf)
    case 'ads':
    case 'ads_invalid':
    case 'brand_ads':
    case 'search_rank':
    case 'search_query':
      return row.to
    case 'storage_fee':
    case 'stock_move':
      return row.to
    case 'ads_entity':
    case 'bid_recommendation':
    case 'brand_campaign':
    case 'stock':
    case 'listing':
    case 'fee_estimate':
    case 'account_health':
      return row.asOf
    case 'reimbursement':
      return row.approvedOn
    case 'order_line':
      return row.purchasedOn
    case 'return_line':
      return row.returnedOn
    case 'removal_line':
      return row.requestedOn
  }
}

/** The unit a row belongs to; `marketplace` is the row's own, or the file's. */
export function unitOf(row: FactRow, marketplace: string): Unit {
  const unit = (grain: Grain, ...words: string[]): Unit => ({
    key: [...words, grain, marketplace].join('|'),
    grain,
    marketplace,
  })
  const spanned = (word: string, from: Day | null, to: Day | null): Unit => {
    if (from === null || to === null) return unit('undated', word)
    return from === to ? unit('day', word) : unit('span', word, from, to)
  }
  switch (row.dataset) {
    case 'money_line':
      // A settlement holds several marketplaces; it is one thing.
      return row.source === 'settlement' && row.settlementId !== null
        ? { key: `settlement|${row.settlementId}|whole|`, grain: 'whole', marketplace: '' }
        : unit('day', row.source)
    case 'sales_day':
      return unit('day', 'by_date')
    case 'sales_asin':
      return spanned('by_asin', row.from, row.to)
    case 'ads':
      return spanned(row.report, row.from, row.to)
    case 'brand_ads':
      return spanned(`${row.adProduct.toLowerCase()}_${row.report}`, row.from, row.to)
    case 'ads_invalid':
      return spanned('gross_and_invalid', row.from, row.to)
    case 'search_rank':
      return row.from === row.to ? unit('day', 'terms') : unit('span', 'terms', row.from, row.to)
    case 'search_query':
      // Amazon tells a few products at a time: a newer file replaces those that it has.
      return unit('key', 'queries', row.from, row.to)
    case 'ads_entity':
      return unit('snapshot', 'bulk')
    case 'bid_recommendation':
      return unit('snapshot', 'bid_recommendations')
    case 'brand_campaign':
      return unit('snapshot', 'brand_campaigns')
    case 'stock':
      return unit('snapshot', row.source)
    case 'order_line':
      return unit('key', 'orders')
    case 'removal_line':
      // Orders and shipments of removals are two files about the same orders.
      return unit('key', row.requested === null ? 'removal_shipments' : 'removal_orders')
    case 'return_line':
      return unit('day', 'returns')
    case 'feedback':
      return unit('day', 'feedback')
    case 'reimbursement':
      return unit('day', 'reimbursements')
    case 'storage_fee':
      return spanned(storageSeries[row.kind], row.from, row.to)
    case 'stock_move':
      return spanned('stock_moves', row.from, row.to)
    case 'listing':
      return unit('snapshot', 'listings')
    case 'fee_estimate':
      return unit('snapshot', 'fee_estimates')
    case 'account_health':
      return unit('snapshot', 'account_health')
  }
}

/** The column whose value names the thing that is replaced as a whole, for units of grain 'key'. */
export const keyColumns: Partial<Record<Dataset, string>> = {
  order_line: 'order_id',
  removal_line: 'removal_order_id',
  search_query: 'asin',
}

/** What a stored unit key says: kind of series, grain, and the span when there is one. */
export function readUnitKey(key: string): { series: string; grain: Grain; from: Day | null; to: Day | null } {
  const words = key.split('|')
  const grain = words.at(-2) as Grain
  const spanned = grain === 'span'
  return {
    series: words[0]!,
    grain,
    from: spanned ? words[1]! : null,
    to: spanned ? words[2]! : null,
  }
}

/** The unit of one report's sums over one span. */
export function spanUnit(series: string, span: { from: Day; to: Day }, marketplace: string): Unit {
  return { key: [series, span.from, span.to, 'span', marketplace].join('|'), grain: 'span', marketplace }
}

/**
 * The console's "summary" export prints for each row the first and last day on which that row was active; its sums are over the asked
 * period all the same. Such a file is known by rows whose spans overlap without being alike: then the answer is the whole span, which is
 * what every row of it sums over. Days and periods that merely follow each other (daily, weekly, monthly exports) give null.
 */
export function summarySpan(spans: readonly { from: Day; to: Day }[]): { from: Day; to: Day } | null {
  if (spans.every(({ from, to }) => from === to)) return null
  const inOrder = spans.toSorted((a, b) =>
    a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1,
  )
  let overlaps = false
  let last = inOrder[0]!
  for (const span of inOrder.slice(1)) {
    if (span.from === last.from && span.to === last.to) continue
    if (span.from <= last.to) overlaps = true
    if (span.to > last.to) last = span
  }
  return overlaps ? { from: inOrder[0]!.from, to: last.to } : null
}
