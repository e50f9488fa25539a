import { adsWithoutBrand, plannedBudget } from '#features/ads/public/contract-figures.ts'
import { inCurrency } from '#features/cockpit/rules/figures.ts'
import {
  type Coverage,
  coverage,
  coveredDays,
  metricMaturity,
  readFxTable,
} from '#features/facts/public/coverage.ts'
import { type MarketTotals, totals } from '#features/facts/public/figures.ts'
import { feedbackByMonth } from '#features/facts/public/trade.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { metricOf } from '#features/facts/rules/kpi.ts'
import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { ratioOf } from '#kernel/money.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type KpiGap, type KpiSpan, type KpiValue, deviationOf, spansOf } from '../rules/kpi-now.ts'
import type { Place, Terms } from '../rules/terms.ts'
import { type KpiTerm, kpiForms } from '../rules/terms-kpi.ts'
import { baseCurrencyOf } from './quote-terms.ts'

export type KpiStand = { readonly kpi: KpiTerm; readonly now: KpiValue; readonly before: KpiValue }

type Desk = {
  readonly tx: ReadTx
  readonly clientId: string
  readonly places: readonly Place[]
  readonly entries: readonly Coverage[]
  readonly fx: FxTable
  readonly base: string
}

/** Every target of a contract with its figure today, over the contract's marketplaces; empty while there are no figures at all. */
export async function kpisNow(tx: ReadTx, clientId: string, terms: Terms, today: Day): Promise<KpiStand[]> {
  const covered = await coveredDays(tx, { clientId })
  if (covered === null) return []
  const last = covered.to < today ? covered.to : today
  const desk: Desk = {
    tx,
    clientId,
    places: terms.places,
    entries: (await coverage(tx, { clientId })).filter(
      (one) => one.marketplace === null || terms.places.some((at) => at.marketplace === one.marketplace),
    ),
    fx: await readFxTable(tx),
    base: await baseCurrencyOf(tx, clientId),
  }
  const found: KpiStand[] = []
  for (const kpi of terms.kpis) {
    const spans = spansOf(kpi.period, last)
    const now = await valueOf(desk, kpi, spans.now)
    found.push({ kpi, now, before: await valueOf(desk, kpi, spans.before) })
  }
  return found
}

async function valueOf(desk: Desk, kpi: KpiTerm, span: KpiSpan): Promise<KpiValue> {
  if (kpi.kind === 'feedback_response') return feedbackAnswered(desk, span)
  const { metric, unit } = kpiForms[kpi.kind]
  if (metric === null) return none(span, 'no_path')
  const { state, asOf } = metricMaturity(desk.entries, metric, span)
  if (state === 'none') return none(span, 'no_data')
  const known = { ...span, state, asOf, gap: null }
  if (kpi.kind === 'budget_deviation') return budgetDeviation(desk, span, known)
  if (kpi.withoutBrand === true) return acosWithoutBrand(desk, span, known)
  const currency = kpi.currency ?? desk.base
  const { measures, unconverted } = inCurrency(await partsOf(desk, span), currency, span.to, desk.fx)
  if (unconverted.length > 0) return none(span, 'no_rate')
  const value = metricOf(metric, measures)
  if (value === null) return none(span, 'no_data')
  return { ...known, value: unit === 'money' ? Number(value) / 1e6 : Number(value) }
}

const none = (span: KpiSpan, gap: KpiGap): KpiValue => ({
  ...span,
  value: null,
  gap,
  state: 'none',
  asOf: null,
})

async function partsOf({ tx, clientId, places }: Desk, { from, to }: KpiSpan): Promise<MarketTotals[]> {
  const parts: MarketTotals[] = []
  for (const { storeId, marketplace } of places)
    parts.push(...(await totals(tx, { clientId, storeId, marketplace, from, to })))
  return parts
}

type Known = Omit<KpiValue, 'value'>

/** What was spent of what was planned, marketplace by marketplace in one currency; told at the period's end. */
async function budgetDeviation(desk: Desk, span: KpiSpan, known: Known): Promise<KpiValue> {
  if (!span.over) return none(span, 'not_over')
  let planned = 0n
  let spent = 0n
  for (const { storeId, marketplace } of desk.places) {
    const at = { clientId: desk.clientId, storeId, marketplace }
    for (let month = span.from; month <= span.to; month = addMonths(month, 1)) {
      const plan = await plannedBudget(desk.tx, at, month)
      if (plan === null) continue
      const to = addMonths(month, 1)
      const parts = await totals(desk.tx, { ...at, from: month, to: addDays(to, -1) })
      const cost = inCurrency(parts, plan.currency, span.to, desk.fx).measures.adCostMicros ?? 0n
      const rate = desk.fx.convert(plan.amountMicros, plan.currency, desk.base, span.to)
      const costRate = desk.fx.convert(cost, plan.currency, desk.base, span.to)
      if (rate === null || costRate === null) return none(span, 'no_rate')
      planned += rate.micros
      spent += costRate.micros
    }
  }
  const value = deviationOf(spent, planned)
  return value === null ? none(span, 'no_plan') : { ...known, value }
}

async function acosWithoutBrand(desk: Desk, span: KpiSpan, known: Known): Promise<KpiValue> {
  let cost = 0n
  let sales = 0n
  let told = false
  for (const { storeId, marketplace } of desk.places) {
    const found = await adsWithoutBrand(desk.tx, { clientId: desk.clientId, storeId, marketplace }, span)
    if (found === null) continue
    const inBase = (micros: bigint) => desk.fx.convert(micros, found.currency, desk.base, span.to)
    const [paid, sold] = [inBase(found.costMicros), inBase(found.salesMicros)]
    if (paid === null || sold === null) return none(span, 'no_rate')
    cost += paid.micros
    sales += sold.micros
    told = true
  }
  const value = ratioOf(cost, sales)
  return !told ? none(span, 'no_terms') : value === null ? none(span, 'no_data') : { ...known, value }
}

/** Of the seller feedback with one to three stars, how much was answered; final at once, for it is counted as it stands. */
async function feedbackAnswered(desk: Desk, span: KpiSpan): Promise<KpiValue> {
  const { tx, clientId, places } = desk
  const files = desk.entries.filter((one) => one.dataset === 'feedback' && one.to >= span.from)
  const newest =
    files
      .map((one) => one.asOf)
      .toSorted()
      .at(-1) ?? null
  let negative = 0
  let answered = 0
  for (const { storeId, marketplace } of places)
    for (const month of await feedbackByMonth(tx, {
      clientId,
      storeId,
      marketplace,
      from: span.from,
      to: span.to,
    })) {
      negative += month.negative
      answered += month.answeredNegative
    }
  if (newest === null || negative === 0) return none(span, 'no_data')
  return { ...span, value: answered / negative, gap: null, state: 'provisional', asOf: newest }
}
