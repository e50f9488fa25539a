import { type Micros, ratioOf, timesRatio } from '#kernel/money.ts'
import { median } from '#kernel/statistics.ts'
import {
  absolute,
  behindAll,
  compareText,
  count,
  finding,
  groupBy,
  largestFirst,
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
import type { Behind, SkuMoneyFact } from './input.ts'

type SkuUnit = Behind & {
  sku: string
  units: number
  principalMicros: Micros
  refundMicros: Micros
  referralMicros: Micros
  fulfillmentMicros: Micros
  netMicros: Micros
}

/** One SKU over all months: what is left of it after Amazon's fees, promotions and refunds, before the cost of goods. */
function skuUnits(rows: readonly SkuMoneyFact[]): SkuUnit[] {
  return [...groupBy(rows, (row) => row.sku).entries()].map(([sku, own]) => {
    const total = (of: (row: SkuMoneyFact) => Micros): Micros => sumMicros(own, of)
    return {
      sku,
      units: sumOf(own, (row) => row.units),
      principalMicros: total((row) => row.principalMicros),
      refundMicros: total((row) => row.refundMicros),
      referralMicros: total((row) => row.referralMicros),
      fulfillmentMicros: total((row) => row.fulfillmentMicros),
      netMicros: total(
        (row) =>
          row.principalMicros +
          row.promotionMicros +
          row.refundMicros +
          row.referralMicros +
          row.fulfillmentMicros +
          row.otherMicros,
      ),
      ...behindAll(own),
    }
  })
}

const perUnit = (micros: Micros, units: number): string | null =>
  units > 0 ? moneyText(timesRatio(micros, 1 / units)) : null

export function unitTable(currency: string, rows: readonly SkuMoneyFact[]): Table {
  return skuTable('sku_net', currency, skuUnits(rows))
}

function skuTable(key: string, currency: string, skus: readonly SkuUnit[]): Table {
  return table(
    key,
    currency,
    [
      ['sku', 'text'],
      ['units', 'count'],
      ['principal', 'money'],
      ['refund_principal', 'money'],
      ['referral_rate', 'ratio'],
      ['fulfillment_per_unit', 'money'],
      ['net_before_goods', 'money'],
      ['net_per_unit', 'money'],
      ['net_share', 'ratio'],
    ],
    largestFirst(
      skus,
      (sku) => sku.principalMicros,
      (sku) => sku.sku,
    ).map((sku) => ({
      cells: [
        sku.sku,
        sku.units,
        moneyText(sku.principalMicros),
        moneyText(sku.refundMicros),
        ratioOf(-sku.referralMicros, sku.principalMicros),
        perUnit(-sku.fulfillmentMicros, sku.units),
        moneyText(sku.netMicros),
        perUnit(sku.netMicros, sku.units),
        ratioOf(sku.netMicros, sku.principalMicros),
      ],
      behind: sku,
    })),
  )
}

/** Fulfilment fees that stepped up, and SKUs that earn nothing before their own cost. */
export function unitFeeFindings(currency: string, rows: readonly SkuMoneyFact[]): Finding[] {
  return [...feeSteps(currency, rows), ...losingSkus(currency, rows)]
}

type Step = Behind & {
  sku: string
  before: number
  after: number
  month: string
  units: number
  excessMicros: Micros
}

/**
 * A fulfilment fee per unit that rose and stayed up for one SKU while most SKUs kept theirs: Amazon measured the package anew,
 * or the SKU crossed a size or price band. A rise that most SKUs share is a new fee table and no finding about a SKU.
 */
function feeSteps(currency: string, rows: readonly SkuMoneyFact[]): Finding[] {
  const steps = [...groupBy(rows, (row) => row.sku).entries()].flatMap(([sku, own]) => stepOf(sku, own))
  const rises = steps.map((step) => step.after / step.before - 1)
  const common = median(rises.length >= 5 ? rises : []) ?? 0
  const found = largestFirst(
    steps.filter(
      (step) => step.after / step.before - 1 > Math.max(0.08, common + 0.08) && step.excessMicros > 0n,
    ),
    (step) => step.excessMicros,
    (step) => step.sku,
  )
  if (found.length === 0) return []
  const excess = sumMicros(found, (step) => step.excessMicros)
  const months = new Set(rows.map((row) => row.month)).size
  const principal = sumMicros(rows, (row) => row.principalMicros)
  return [
    finding({
      kind: 'fulfillment_fee_rose',
      section: 'fees',
      marketplace: null,
      currency,
      severity: severityOf(ratioOf(excess, principal)),
      confidence: 'medium',
      stake: stake({
        kind: 'cost',
        currency,
        micros: excess,
        lowMicros: 0n,
        highMicros: excess,
        days: months * 30,
      }),
      params: {
        skus: count(found.length),
        worst: text(found[0]!.sku),
        before: money(BigInt(Math.round(found[0]!.before * 1e6)), currency),
        after: money(BigInt(Math.round(found[0]!.after * 1e6)), currency),
        month: { unit: 'month', value: found[0]!.month },
      },
      evidence: table(
        'fulfillment_fee_rose',
        currency,
        [
          ['sku', 'text'],
          ['month', 'month'],
          ['fee_before', 'money'],
          ['fee_after', 'money'],
          ['change', 'ratio'],
          ['units', 'count'],
          ['excess', 'money'],
        ],
        found.map((step) => ({
          cells: [
            step.sku,
            step.month,
            step.before.toFixed(2),
            step.after.toFixed(2),
            step.after / step.before - 1,
            step.units,
            moneyText(step.excessMicros),
          ],
          behind: step,
        })),
      ),
    }),
  ]
}

/** The month split of a SKU that separates its monthly fees per unit best; months under five units are too noisy (multi-unit orders). */
function stepOf(sku: string, own: readonly SkuMoneyFact[]): Step[] {
  const months = own
    .filter((row) => row.units >= 5 && row.fulfillmentMicros < 0n)
    .toSorted((a, b) => compareText(a.month, b.month))
  if (months.length < 4) return []
  const fees = months.map((row) => Number(-row.fulfillmentMicros) / 1e6 / row.units)
  // All months after the split must lie above all months before it: a step, not a wobble.
  let best = { at: 0, gap: 0 }
  for (let at = 2; at <= fees.length - 2; at += 1) {
    const gap = Math.min(...fees.slice(at)) - Math.max(...fees.slice(0, at))
    if (gap > best.gap) best = { at, gap }
  }
  if (best.at === 0) return []
  const before = median(fees.slice(0, best.at))!
  const after = median(fees.slice(best.at))!
  const later = months.slice(best.at)
  const units = sumOf(later, (row) => row.units)
  const excessMicros = BigInt(Math.round((after - before) * units * 1e6))
  return [{ sku, before, after, month: months[best.at]!.month, units, excessMicros, ...behindAll(later) }]
}

function losingSkus(currency: string, rows: readonly SkuMoneyFact[]): Finding[] {
  const losing = largestFirst(
    skuUnits(rows).filter((sku) => sku.units >= 5 && sku.netMicros < 0n),
    (sku) => absolute(sku.netMicros),
    (sku) => sku.sku,
  )
  if (losing.length === 0) return []
  const lost = sumMicros(losing, (sku) => absolute(sku.netMicros))
  const months = new Set(rows.map((row) => row.month)).size
  return [
    finding({
      kind: 'skus_net_negative',
      section: 'fees',
      marketplace: null,
      currency,
      severity: 'high',
      confidence: 'high',
      stake: stake({ kind: 'cost', currency, micros: lost, days: months * 30 }),
      params: {
        skus: count(losing.length),
        worst: text(losing[0]!.sku),
        worstShare: ratio(ratioOf(losing[0]!.netMicros, losing[0]!.principalMicros)),
      },
      evidence: skuTable('skus_net_negative', currency, losing),
    }),
  ]
}
