import { ratioOf, timesRatio } from '#kernel/money.ts'
import { gini, topShare } from '#kernel/statistics.ts'
import { adsFindings } from './ads-findings.ts'
import { acosOf, linesOf, outOfLine } from './ads-lines.ts'
import { adsSums, monthsChart, monthsTable, spansOnce } from './ads-totals.ts'
import { type AdsView, adsViewOf, campaignLines } from './ads-view.ts'
import { termsOf } from './ads-waste.ts'
import {
  behindAll,
  bySegment,
  count,
  emptyGroup,
  money,
  moneyText,
  ratio,
  segmentKey,
  sumMicros,
  table,
  tidy,
  word,
} from './build.ts'
import type { Chart, Finding, Group, Section, Table } from './diagnosis.ts'
import type { BrandAdFact, DiagnosisInput, Segment } from './input.ts'

/** Advertising: level, waste against expectation and concentration of each ad product; overlap and what deserves its own keyword of Sponsored Products. */
export function adsSection(input: DiagnosisInput): { section: Section; findings: Finding[] } {
  const groups: Group[] = []
  const findings: Finding[] = []
  const views = viewsOf(input)
  for (const [segment] of bySegment(views)) {
    const own = views.filter((view) => segmentKey(view) === segmentKey(segment))
    groups.push(groupOf(segment, own, brandsOf(input, segment)))
    findings.push(...own.flatMap((view) => adsFindings(view, input)))
  }
  const notes = groups.length === 0 ? [{ key: 'no_ads', params: {} }] : []
  return { section: { id: 'ads', groups, notes }, findings }
}

/** A view of each ad product, marketplace and currency that reports tell of. */
function viewsOf(input: DiagnosisInput): AdsView[] {
  return (['SP', 'SB', 'SD'] as const).flatMap((product) => {
    const { spans } = product === 'SP' ? input.ads : input.brands[product]
    const once = new Map(bySegment(spansOnce(spans)).map(([segment, own]) => [segmentKey(segment), own]))
    return bySegment(spans).map(([segment, all]) =>
      adsViewOf(input, product, segment, once.get(segmentKey(segment)) ?? all),
    )
  })
}

/** Sponsored Brands and Display of a segment. */
function brandsOf(input: DiagnosisInput, { marketplace, currency }: Segment): readonly BrandAdFact[] {
  return input.brandAds.filter((one) => one.marketplace === marketplace && one.currency === currency)
}

/** Their spend and sales by product, and spend of all; nothing where there are none. */
function brandFigures(currency: string, brands: readonly BrandAdFact[], spMicros: bigint): Group['figures'] {
  if (brands.length === 0) return []
  const all = sumMicros(brands, (one) => one.costMicros) + spMicros
  return [
    { key: 'spend_all', ...money(all, currency) },
    ...(['SB', 'SD'] as const).flatMap((product) => {
      const own = brands.filter((one) => one.adProduct === product)
      if (own.length === 0) return []
      const cost = sumMicros(own, (one) => one.costMicros)
      const sales = sumMicros(own, (one) => one.salesMicros)
      const key = product.toLowerCase()
      return [
        { key: `${key}_spend`, ...money(cost, currency) },
        { key: `${key}_sales`, ...money(sales, currency) },
        { key: `${key}_acos`, ...ratio(ratioOf(cost, sales)) },
      ]
    }),
  ]
}

function groupOf(segment: Segment, views: readonly AdsView[], brands: readonly BrandAdFact[]): Group {
  const group = emptyGroup(segment)
  const products = views.find((view) => view.product === 'SP')
  if (products === undefined) group.figures.push(...brandFigures(segment.currency, brands, 0n))
  else addProducts(group, products, brands)
  if (brands.length > 0) group.notes.push({ key: 'brands_basis', params: {} })
  if (views.some((view) => view.product !== 'SP')) group.tables.push(byProduct(segment, views))
  for (const view of views) addLines(group, view)
  return group
}

/** The figures of Sponsored Products, and what all advertising costs beside all sales. */
function addProducts(group: Building, view: AdsView, brands: readonly BrandAdFact[]): void {
  const sums = adsSums(view.spans)
  const { currency, provisional } = view
  const joined = [...view.months.values()]
  const adCost = sumMicros(joined, (month) => month.adCostMicros + month.brandCostMicros)
  const sales = sumMicros(joined, (month) => month.salesMicros)
  group.figures.push(
    { key: 'spend', ...money(sums.costMicros, currency), provisional },
    { key: 'ad_sales', ...money(sums.salesMicros, currency), provisional },
    { key: 'acos', ...ratio(ratioOf(sums.costMicros, sums.salesMicros)), provisional },
    { key: 'tacos', ...ratio(ratioOf(adCost, sales)), provisional },
    ...brandFigures(currency, brands, sums.costMicros),
    { key: 'impressions', ...count(sums.impressions) },
    { key: 'clicks', ...count(sums.clicks) },
    { key: 'orders', ...count(sums.orders), provisional },
    { key: 'cpc', ...money(sums.clicks > 0 ? timesRatio(sums.costMicros, 1 / sums.clicks) : 0n, currency) },
    { key: 'ctr', ...ratio(sums.impressions > 0 ? sums.clicks / sums.impressions : null) },
    { key: 'orders_per_click', ...ratio(sums.clicks > 0 ? sums.orders / sums.clicks : null) },
  )
  if (joined.length === 0) group.notes.push({ key: 'no_tacos', params: {} })
  else {
    group.charts.push(monthsChart(view, view.months))
    group.tables.push(monthsTable(view, view.months))
  }
  group.notes.push({
    key: 'ads_basis',
    params: {
      reports: word(view.spans[0]!.report),
      from: { unit: 'day', value: view.from },
      to: { unit: 'day', value: view.to },
    },
  })
  addConcentration(group, view)
  addWaste(group, view)
}

type Building = ReturnType<typeof emptyGroup>

/** Spend of each term or target of a view, in units of its currency. */
function termCosts(view: AdsView): number[] {
  const rows = view.judgedBy === 'search_term' ? view.facts.terms : view.facts.targets
  const terms = termsOf(
    rows.map((row) => ({ ...row, campaign: null })),
    (row) => (view.judgedBy === 'search_term' ? row.searchTerm : row.target),
  )
  return terms.map((term) => Number(term.costMicros) / 1e6)
}

/** The ad products beside each other: what of them was tested, what brought no order, and how spend is spread. */
function byProduct(segment: Segment, views: readonly AdsView[]): Table {
  return table(
    'ads_by_product',
    segment.currency,
    [
      ['ad_product', 'word'],
      ['judged_by', 'word'],
      ['terms', 'count'],
      ['tested_terms', 'count'],
      ['no_order_terms', 'count'],
      ['no_order_spend', 'money'],
      ['no_order_spend_expected', 'money'],
      ['proven_waste_terms', 'count'],
      ['spend_gini', 'ratio'],
      ['spend_top10', 'ratio'],
    ],
    views.map((view) => {
      const { waste } = view
      const costs = termCosts(view)
      const isSpread = costs.length >= 2
      return {
        cells: [
          view.product,
          view.judgedBy === 'search_term' ? 'search_term' : 'targeting',
          costs.length,
          waste?.tested ?? null,
          waste?.withoutOrder.terms ?? null,
          waste === null ? null : moneyText(waste.withoutOrder.costMicros),
          waste === null ? null : moneyText(waste.expectedWithoutOrder.costMicros),
          waste?.proven.length ?? null,
          isSpread ? gini(costs) : null,
          isSpread ? topShare(costs, 10) : null,
        ],
        behind: behindAll(view.judgedBy === 'search_term' ? view.facts.terms : view.facts.targets),
      }
    }),
  )
}

function addConcentration(group: Building, view: AdsView): void {
  const costs = termCosts(view)
  if (costs.length < 2) return
  group.figures.push(
    { key: 'terms', ...count(costs.length) },
    { key: 'spend_gini', ...ratio(gini(costs)) },
    { key: 'spend_top10', ...ratio(topShare(costs, 10)) },
  )
  group.charts.push(lorenz(view, costs))
}

/** Share of spend held by the dearest share of terms: twenty points are enough to draw it. */
function lorenz(view: AdsView, costs: readonly number[]): Chart {
  const steps = Array.from({ length: 21 }, (_, index) => index / 20)
  const sorted = costs.toSorted((a, b) => b - a)
  return {
    key: `spend_concentration_${view.judgedBy}`,
    kind: 'line',
    unit: 'ratio',
    currency: null,
    xUnit: 'ratio',
    x: steps.map(String),
    series: [
      {
        key: 'share_of_spend',
        values: steps.map((step) => tidy(topShare(sorted, Math.round(step * sorted.length)))),
      },
    ],
  }
}

function addWaste(group: Building, view: AdsView): void {
  const { waste, currency } = view
  if (waste === null) {
    group.notes.push({ key: 'no_orders_to_learn_from', params: {} })
    return
  }
  group.figures.push(
    { key: 'no_order_terms', ...count(waste.withoutOrder.terms) },
    { key: 'no_order_spend', ...money(waste.withoutOrder.costMicros, currency) },
    { key: 'no_order_terms_expected', ...count(Math.round(waste.expectedWithoutOrder.terms)) },
    { key: 'no_order_spend_expected', ...money(waste.expectedWithoutOrder.costMicros, currency) },
    { key: 'proven_waste_terms', ...count(waste.proven.length) },
  )
}

export function lineTable(
  key: string,
  view: Segment,
  lines: ReturnType<typeof linesOf>,
  nameUnit: 'text' | 'word' = 'text',
): Table {
  const expected = new Map(outOfLine(lines).map((line) => [`${line.name}\n${line.detail ?? ''}`, line]))
  return table(
    key,
    view.currency,
    [
      ['name', nameUnit],
      ['detail', 'text'],
      ['clicks', 'count'],
      ['orders', 'count'],
      ['spend', 'money'],
      ['ad_sales', 'money'],
      ['acos', 'ratio'],
      ['excess', 'money'],
    ],
    lines
      .toSorted((a, b) =>
        a.costMicros === b.costMicros ? (a.name < b.name ? -1 : 1) : a.costMicros < b.costMicros ? 1 : -1,
      )
      .map((line) => {
        const judged = expected.get(`${line.name}\n${line.detail ?? ''}`)
        return {
          cells: [
            line.name,
            line.detail,
            line.clicks,
            line.orders,
            moneyText(line.costMicros),
            moneyText(line.salesMicros),
            acosOf(line),
            judged === undefined ? null : moneyText(judged.excessMicros),
          ],
          behind: behindAll([line]),
        }
      }),
    25,
  )
}

function addLines(group: Building, view: AdsView): void {
  const campaigns = campaignLines(view)
  const key = (name: string): string =>
    view.product === 'SP' ? name : `${view.product.toLowerCase()}_${name}`
  if (campaigns.length > 0) group.tables.push(lineTable(key('campaigns'), view, campaigns))
  const placements = linesOf(view.facts.placements, (row) => row.placement)
  if (placements.length > 0) group.tables.push(lineTable(key('placements'), view, placements, 'word'))
  const products = linesOf(view.facts.products, (row) => row.sku ?? row.asin)
  if (products.length > 0) group.tables.push(lineTable('ad_products', view, products))
}
