import { ratioOf } from '#kernel/money.ts'
import { linesOf } from './ads-lines.ts'
import {
  adsOnEmptyStock,
  lineFinding,
  linesTable,
  organicSlide,
  overlapFindings,
} from './ads-line-findings.ts'
import { harvestCandidates } from './ads-overlap.ts'
import { type Amounts, sayAds } from './ads-say.ts'
import { adsSums } from './ads-totals.ts'
import { type AdsView, campaignLines, campaignReport } from './ads-view.ts'
import type { JudgedTerm, Waste } from './ads-waste.ts'
import { count, money, moneyText, number, ratio, sumMicros, table, text } from './build.ts'
import type { Finding, Params, Table } from './diagnosis.ts'
import type { DiagnosisInput } from './input.ts'

/** Everything worth saying about one ad product in one marketplace. */
export function adsFindings(view: AdsView, input: DiagnosisInput): Finding[] {
  const waste = view.waste
  return [
    ...(waste === null ? spendWithoutOrders(view) : [...wasteFinding(view, waste), ...wordFinding(view)]),
    ...lineFinding(view, 'campaigns_out_of_line', campaignReport(view), campaignLines(view)),
    ...lineFinding(
      view,
      'placements_out_of_line',
      'placement',
      linesOf(
        view.facts.placements,
        (row) => row.placement,
        (row) => row.campaign,
      ),
    ),
    ...(view.product === 'SP' ? ofProductsOnly(view, input) : []),
  ]
}

/** What no report of Sponsored Brands or Display tells, or what only Sponsored Products can act on. */
function ofProductsOnly(view: AdsView, input: DiagnosisInput): Finding[] {
  return [
    ...(view.waste === null ? [] : harvest(view, view.waste)),
    ...lineFinding(
      view,
      'ad_products_out_of_line',
      'advertised_product',
      linesOf(view.facts.products, (row) => row.sku ?? row.asin),
    ),
    ...overlapFindings(view),
    ...organicSlide(view),
    ...adsOnEmptyStock(view, input),
  ]
}

function totals(terms: readonly JudgedTerm[]): Amounts {
  return {
    micros: sumMicros(terms, (term) => term.wasteMicros),
    lowMicros: sumMicros(terms, (term) => term.lowMicros),
    highMicros: sumMicros(terms, (term) => term.highMicros),
  }
}

function termTable(key: string, view: AdsView, terms: readonly JudgedTerm[]): Table {
  return table(
    key,
    view.currency,
    [
      ['term', 'text'],
      ['campaign', 'text'],
      ['clicks', 'count'],
      ['orders', 'count'],
      ['orders_expected', 'number'],
      ['chance', 'ratio'],
      ['spend', 'money'],
      ['ad_sales', 'money'],
      ['waste', 'money'],
    ],
    terms.map((term) => ({
      cells: [
        term.name,
        term.campaign,
        term.clicks,
        term.orders,
        term.expected,
        term.tail,
        moneyText(term.costMicros),
        moneyText(term.salesMicros),
        moneyText(term.wasteMicros),
      ],
      behind: term,
    })),
  )
}

function wasteFinding(view: AdsView, waste: Waste): Finding[] {
  const params: Params = {
    terms: count(waste.proven.length),
    tested: count(waste.tested),
    rate: ratio(waste.rate),
    noOrderTerms: count(waste.withoutOrder.terms),
    noOrderSpend: money(waste.withoutOrder.costMicros, view.currency),
    expectedTerms: count(Math.round(waste.expectedWithoutOrder.terms)),
    expectedSpend: money(waste.expectedWithoutOrder.costMicros, view.currency),
    spend: money(
      sumMicros(waste.proven, (term) => term.costMicros),
      view.currency,
    ),
    worst: text(waste.proven[0]?.name ?? null),
  }
  if (waste.proven.length > 0)
    return [
      sayAds(view, view.judgedBy === 'search_term' ? 'waste_terms' : 'waste_targets', totals(waste.proven), {
        report: view.judgedBy === 'search_term' ? 'search_term' : 'targeting',
        confidence: 'high',
        params,
        evidence: termTable('waste_terms', view, waste.proven),
      }),
    ]
  // Nothing can be proven term by term: say so, because the console's "no orders" list suggests otherwise.
  if (waste.withoutOrder.terms === 0) return []
  return [
    sayAds(view, 'no_proven_waste', null, {
      report: view.judgedBy === 'search_term' ? 'search_term' : 'targeting',
      confidence: 'medium',
      severity: 'low',
      params,
      evidence: termTable('waste_terms', view, []),
    }),
  ]
}

function wordFinding(view: AdsView): Finding[] {
  if (view.words.length === 0) return []
  return [
    sayAds(view, 'waste_words', totals(view.words), {
      report: 'search_term',
      confidence: 'medium',
      params: {
        words: count(view.words.length),
        worst: text(view.words[0]!.name),
        worstClicks: count(view.words[0]!.clicks),
        worstOrders: count(view.words[0]!.orders),
        worstExpected: number(view.words[0]!.expected),
      },
      evidence: termTable('waste_words', view, view.words),
    }),
  ]
}

/** No order anywhere: the account gives no rate to expect, the spend itself is the finding. */
function spendWithoutOrders(view: AdsView): Finding[] {
  const sums = adsSums(view.spans)
  if (sums.costMicros <= 0n || sums.orders > 0) return []
  const lines = campaignLines(view)
  return [
    sayAds(
      view,
      'spend_without_orders',
      { micros: sums.costMicros, lowMicros: 0n, highMicros: sums.costMicros },
      {
        report: campaignReport(view),
        confidence: 'low',
        params: { clicks: count(sums.clicks), spend: money(sums.costMicros, view.currency) },
        evidence: linesTable(
          'campaigns',
          view,
          lines.map((line) => ({
            ...line,
            expected: 0,
            tail: 1,
            excessMicros: line.costMicros,
            lowMicros: 0n,
            highMicros: line.costMicros,
          })),
        ),
      },
    ),
  ]
}

function harvest(view: AdsView, waste: Waste): Finding[] {
  if (view.judgedBy !== 'search_term') return []
  const found = harvestCandidates(view.facts.terms, view.facts.targets, waste)
  if (found.length === 0) return []
  const sales = sumMicros(found, (term) => term.salesMicros)
  return [
    sayAds(view, 'harvest', null, {
      report: 'search_term',
      confidence: 'medium',
      severity: 'medium',
      params: {
        terms: count(found.length),
        sales: money(sales, view.currency),
        share: ratio(ratioOf(sales, adsSums(view.spans).salesMicros)),
        best: text(found[0]!.name),
      },
      evidence: table(
        'harvest',
        view.currency,
        [
          ['term', 'text'],
          ['clicks', 'count'],
          ['orders', 'count'],
          ['spend', 'money'],
          ['ad_sales', 'money'],
          ['acos', 'ratio'],
          ['chance_better', 'ratio'],
        ],
        found.map((term) => ({
          cells: [
            term.name,
            term.clicks,
            term.orders,
            moneyText(term.costMicros),
            moneyText(term.salesMicros),
            term.acosRatio,
            term.sureBetter,
          ],
          behind: term,
        })),
      ),
    }),
  ]
}
