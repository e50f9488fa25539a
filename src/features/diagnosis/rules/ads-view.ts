import type { BrandProduct } from '#features/facts/rules/brand-rows.ts'
import type { AdsReport } from '#features/facts/rules/rows.ts'
import { type Day, addDays } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'
import { linesOf } from './ads-lines.ts'
import { type Joined, adsBesideSales, reach } from './ads-totals.ts'
import { type Waste, judgeWaste, judgeWords, termsOf } from './ads-waste.ts'
import { groupBy, sumMicros } from './build.ts'
import type { AdsFacts, AdsGroup, AdsSpan, DiagnosisInput, Segment } from './input.ts'

export type AdProduct = 'SP' | BrandProduct

/** The facts of one ad product in one marketplace and currency, and what was computed from them. */
export type AdsView = Segment & {
  product: AdProduct
  facts: AdsFacts
  spans: readonly AdsSpan[]
  from: Day
  to: Day
  days: number
  /** Days and spend of each report by itself: what a finding from that report is measured against. */
  reports: ReadonlyMap<AdsReport, { days: number; costMicros: Micros }>
  /** True while the last days may still gain attributed orders. */
  provisional: boolean
  /** Terms when there is a search-term report, else targets. */
  judgedBy: 'search_term' | 'target'
  waste: Waste | null
  words: ReturnType<typeof judgeWords>
  months: ReadonlyMap<Day, Joined>
}

/** Builds the view of one ad product, marketplace and currency; `spans` hold no day twice. Only Sponsored Products stand beside sales. */
export function adsViewOf(
  input: DiagnosisInput,
  product: AdProduct,
  segment: Segment,
  spans: readonly AdsSpan[],
): AdsView {
  const ads = product === 'SP' ? input.ads : input.brands[product]
  const own = (rows: readonly AdsGroup[]): AdsGroup[] =>
    rows.filter((row) => row.marketplace === segment.marketplace && row.currency === segment.currency)
  const facts: AdsFacts = {
    spans,
    // Brands met on a product page: nothing was typed.
    terms: own(ads.terms).filter((row) => product === 'SP' || row.searchTerm !== '*'),
    targets: own(ads.targets),
    campaigns: own(ads.campaigns),
    placements: own(ads.placements),
    products: own(ads.products),
  }
  const judgedBy = facts.terms.length > 0 ? 'search_term' : 'target'
  const terms =
    judgedBy === 'search_term'
      ? termsOf(facts.terms, (group) => group.searchTerm)
      : termsOf(facts.targets, (group) => group.target)
  const { from, to, days } = reach(spans)
  const window = Math.max(7, ...spans.map((span) => span.windowDays ?? 7))
  return {
    ...segment,
    product,
    facts,
    spans,
    from,
    to,
    days,
    reports: reportsOf(ads, segment),
    provisional: addDays(to, window) > input.asOf,
    judgedBy,
    waste: judgeWaste(terms),
    words: judgedBy === 'search_term' ? judgeWords(terms) : [],
    months: product === 'SP' ? adsBesideSales(segment, spans, input.salesDays, input.brandAds) : new Map(),
  }
}

function reportsOf(ads: AdsFacts, segment: Segment): Map<AdsReport, { days: number; costMicros: Micros }> {
  const own = ads.spans.filter(
    (span) => span.marketplace === segment.marketplace && span.currency === segment.currency,
  )
  const reports = new Map<AdsReport, { days: number; costMicros: Micros }>()
  for (const [report, spans] of groupBy(own, (span) => span.report))
    reports.set(report as AdsReport, {
      days: reach(spans).days,
      costMicros: sumMicros(spans, (span) => span.costMicros),
    })
  return reports
}

/** The report that campaigns are taken from: the campaign report, else the most complete there is. */
export function campaignReport(view: AdsView): AdsReport {
  const { facts } = view
  if (facts.campaigns.length > 0) return 'campaign'
  if (facts.products.length > 0) return 'advertised_product'
  return facts.targets.length > 0 ? 'targeting' : 'search_term'
}

/** Campaigns from the campaign report, else from the most complete report there is. */
export function campaignLines(view: AdsView): ReturnType<typeof linesOf> {
  const { facts } = view
  const source =
    [facts.campaigns, facts.products, facts.targets, facts.terms].find((rows) => rows.length > 0) ?? []
  return linesOf(source, (row) => row.campaign)
}
