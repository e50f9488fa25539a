import type { AdsReport } from '#features/facts/rules/rows.ts'
import { ratioOf } from '#kernel/money.ts'
import { robustSlope } from '#kernel/statistics.ts'
import { type JudgedLine, acosOf, linesOf, outOfLine } from './ads-lines.ts'
import { duplicateTargets, overlapStake, sharedTerms } from './ads-overlap.ts'
import { sayAds } from './ads-say.ts'
import { adsSums } from './ads-totals.ts'
import type { AdsView } from './ads-view.ts'
import {
  count,
  finding,
  money,
  moneyText,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
} from './build.ts'
import type { Finding, Table } from './diagnosis.ts'
import type { DiagnosisInput } from './input.ts'

export function linesTable(key: string, view: AdsView, lines: readonly JudgedLine[]): Table {
  return table(
    key,
    view.currency,
    [
      ['name', key === 'placements_out_of_line' ? 'word' : 'text'],
      ['detail', 'text'],
      ['clicks', 'count'],
      ['orders', 'count'],
      ['orders_expected', 'number'],
      ['chance', 'ratio'],
      ['spend', 'money'],
      ['ad_sales', 'money'],
      ['acos', 'ratio'],
      ['excess', 'money'],
    ],
    lines.map((line) => ({
      cells: [
        line.name,
        line.detail,
        line.clicks,
        line.orders,
        line.expected,
        line.tail,
        moneyText(line.costMicros),
        moneyText(line.salesMicros),
        acosOf(line),
        moneyText(line.excessMicros),
      ],
      behind: line,
    })),
  )
}

export function lineFinding(
  view: AdsView,
  kind: string,
  report: AdsReport,
  lines: ReturnType<typeof linesOf>,
): Finding[] {
  const judged = outOfLine(lines)
  if (judged.length === 0) return []
  const base = adsSums(lines.map((line) => ({ ...line, units: 0 })))
  return [
    sayAds(
      view,
      kind,
      {
        micros: sumMicros(judged, (line) => line.excessMicros),
        lowMicros: sumMicros(judged, (line) => line.lowMicros),
        highMicros: sumMicros(judged, (line) => line.highMicros),
      },
      {
        report,
        confidence: 'medium',
        params: {
          lines: count(judged.length),
          all: count(lines.length),
          worst:
            kind === 'placements_out_of_line'
              ? { unit: 'word', value: judged[0]!.name }
              : text(judged[0]!.name),
          worstDetail: text(judged[0]!.detail),
          worstAcos: ratio(acosOf(judged[0]!)),
          acos: ratio(ratioOf(base.costMicros, base.salesMicros)),
        },
        evidence: linesTable(kind, view, judged),
      },
    ),
  ]
}

/** Overlaps that could not save even half a percent of the spend are left alone. */
const WORTH_SAYING = 0.005

export function overlapFindings(view: AdsView): Finding[] {
  const targets = duplicateTargets(view.facts.targets.length > 0 ? view.facts.targets : view.facts.terms)
  const terms = sharedTerms(view.facts.terms)
  return [
    { kind: 'duplicate_targets', found: targets },
    { kind: 'shared_terms', found: terms },
  ].flatMap(({ kind, found }) => {
    const priced = found.filter((overlap) => overlap.excessMicros > 0n)
    if (priced.length === 0) return []
    const { micros, highMicros } = overlapStake(priced)
    if (Number(highMicros) < Number(adsSums(view.spans).costMicros) * WORTH_SAYING) return []
    return [
      sayAds(
        view,
        kind,
        { micros, lowMicros: 0n, highMicros },
        {
          report: kind === 'shared_terms' || view.facts.targets.length === 0 ? 'search_term' : 'targeting',
          confidence: 'low',
          params: {
            overlaps: count(found.length),
            places: count(sumOf(found, (overlap) => overlap.places)),
            spend: money(
              sumMicros(found, (overlap) => overlap.costMicros),
              view.currency,
            ),
            worst: text(priced[0]!.name),
            cheapest: money(priced[0]!.cheapestCpcMicros, view.currency),
            dearest: money(priced[0]!.dearestCpcMicros, view.currency),
          },
          evidence: table(
            kind,
            view.currency,
            [
              ['name', 'text'],
              ['places', 'count'],
              ['clicks', 'count'],
              ['orders', 'count'],
              ['spend', 'money'],
              ['ad_sales', 'money'],
              ['cpc_lowest', 'money'],
              ['cpc_highest', 'money'],
              ['excess', 'money'],
            ],
            priced.map((overlap) => ({
              cells: [
                overlap.name,
                overlap.places,
                overlap.clicks,
                overlap.orders,
                moneyText(overlap.costMicros),
                moneyText(overlap.salesMicros),
                moneyText(overlap.cheapestCpcMicros),
                moneyText(overlap.dearestCpcMicros),
                moneyText(overlap.excessMicros),
              ],
              behind: overlap,
            })),
          ),
        },
      ),
    ]
  })
}

/** Advertising's share of sales climbs while organic sales fall: the account is buying what it used to get. */
export function organicSlide(view: AdsView): Finding[] {
  const months = [...view.months.entries()]
    .filter(([, month]) => month.days >= 25 && month.salesMicros > 0n)
    .slice(-6)
  if (months.length < 4) return []
  const share = months.map(([, month]) => Number(month.adSalesMicros) / Number(month.salesMicros))
  const organic = months.map(
    ([, month]) => Number(month.salesMicros - month.adSalesMicros) / 1e6 / month.days,
  )
  const shareSlope = robustSlope(share)
  const organicSlope = robustSlope(organic)
  if (shareSlope === null || organicSlope === null || shareSlope.slope <= 0.01 || organicSlope.slope >= 0)
    return []
  const first = organic[0]!
  const last = organic.at(-1)!
  const lost = BigInt(Math.max(0, Math.round((first - last) * 30 * 1e6)))
  if (lost === 0n) return []
  return [
    finding({
      kind: 'organic_slide',
      section: 'ads',
      marketplace: view.marketplace,
      currency: view.currency,
      provisional: view.provisional,
      severity: severityOf(first > 0 ? (first - last) / first / 4 : null),
      confidence: shareSlope.low > 0 && organicSlope.high < 0 ? 'medium' : 'low',
      stake: stake({ kind: 'sales', currency: view.currency, micros: lost, lowMicros: 0n, days: 30 }),
      params: {
        months: count(months.length),
        shareFrom: ratio(share[0]!),
        shareTo: ratio(share.at(-1)!),
        organicFrom: money(BigInt(Math.round(first * 1e6)), view.currency),
        organicTo: money(BigInt(Math.round(last * 1e6)), view.currency),
      },
      evidence: table(
        'organic_months',
        view.currency,
        [
          ['month', 'month'],
          ['ordered_sales', 'money'],
          ['ad_sales', 'money'],
          ['organic_sales', 'money'],
          ['ad_share', 'ratio'],
        ],
        months.map(([month, sum], index) => ({
          cells: [
            month,
            moneyText(sum.salesMicros),
            moneyText(sum.adSalesMicros),
            moneyText(sum.salesMicros - sum.adSalesMicros),
            share[index]!,
          ],
          behind: sum.behind,
        })),
      ),
    }),
  ]
}

/** Spend on products that the newest stock file shows as empty. */
export function adsOnEmptyStock(view: AdsView, input: DiagnosisInput): Finding[] {
  const empty = new Set(
    input.stock
      .filter(
        (stock) =>
          stock.fulfillable === 0 &&
          (stock.marketplace === null || view.marketplace === null || stock.marketplace === view.marketplace),
      )
      .map((stock) => stock.sku),
  )
  const lines = linesOf(
    view.facts.products.filter((row) => row.sku !== null && empty.has(row.sku)),
    (row) => row.sku,
  ).filter((line) => line.costMicros > 0n)
  if (lines.length === 0) return []
  const cost = sumMicros(lines, (line) => line.costMicros)
  return [
    sayAds(
      view,
      'ads_on_empty_stock',
      // When in the span the stock ran out is not known: between nothing and all of it.
      { micros: cost / 2n, lowMicros: 0n, highMicros: cost },
      {
        report: 'advertised_product',
        confidence: 'low',
        params: { skus: count(lines.length), spend: money(cost, view.currency), worst: text(lines[0]!.name) },
        evidence: linesTable(
          'ads_on_empty_stock',
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
