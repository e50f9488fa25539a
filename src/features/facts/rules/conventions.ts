import type { Marketplace } from '#kernel/marketplace.ts'
import { dayNumber } from '#kernel/day.ts'
import type { Cell } from './cells.ts'
import type { DateOrder } from './dates.ts'
import { dayOf, needsOrder, orderOf } from './dates.ts'
import type { DecimalMark } from './numbers.ts'
import { isAmbiguous, markOf } from './numbers.ts'
import type { Recognised } from './recognise.ts'
import type { Language, ReportId } from './report-type.ts'

/** Files whose headers are English in every store, so that their language says nothing about their numbers and dates. */
const FLAT: ReadonlySet<ReportId> = new Set([
  'settlement_v1',
  'settlement_v2',
  'fba_myi',
  'fba_planning',
  'all_orders',
  'fba_returns',
  'removal_order',
  'removal_shipment',
  'fba_reimbursements',
  'fba_storage_fees',
  'fba_aged_surcharge',
  'fba_overage_fees',
  'ledger_summary',
  'merchant_listings',
  'fee_preview',
  'bid_recommendations',
])

const COMMA_CURRENCIES = new Set(['SEK', 'PLN', 'TRY', 'BRL'])
const POINT_CURRENCIES = new Set([
  'USD',
  'CAD',
  'GBP',
  'JPY',
  'AUD',
  'INR',
  'MXN',
  'AED',
  'SAR',
  'SGD',
  'EGP',
  'ZAR',
])

/**
 * Learns from a file's values how it writes decimals and dates. Only values that allow one reading count; when a file has none,
 * its language or its store decides, and when those are silent too the file is not guessed at.
 */
export class Conventions {
  private readonly amounts: Record<DecimalMark, number> = { point: 0, comma: 0 }
  private readonly counts: Record<DecimalMark, number> = { point: 0, comma: 0 }
  private orders: Record<DateOrder, number> = { mdy: 0, dmy: 0, ymd: 0 }
  private readonly whole: number[] = []
  private readonly decimal: number[] = []
  private readonly dates: number[] = []
  private readonly found: Recognised
  private readonly slashed: Cell[] = []
  /** The first values that needed a convention while none was known. */
  openNumber: Cell | null = null
  openDate: Cell | null = null

  constructor(found: Recognised) {
    this.found = found
    for (const { kind, index } of found.columns.values()) {
      if (kind === 'count') this.whole.push(index)
      else if (kind === 'money' || kind === 'ratio' || kind === 'percent') this.decimal.push(index)
      else if (kind === 'day' || kind === 'moment') this.dates.push(index)
    }
  }

  /** Takes a row in; true when it can be read without knowing more. */
  note(cells: readonly Cell[]): boolean {
    let open = false
    for (const index of this.whole) this.noteNumber(cells[index], true)
    for (const index of this.decimal) if (this.noteNumber(cells[index], false)) open = true
    for (const index of this.dates) if (this.noteDate(cells[index])) open = true
    return !open
  }

  private noteNumber(cell: Cell | undefined, whole: boolean): boolean {
    if (typeof cell !== 'string' || !/[.,]/.test(cell)) return false
    const mark = markOf(cell, whole)
    if (mark !== null) (whole ? this.counts : this.amounts)[mark]++
    else if (!this.knowsMark && isAmbiguous(cell)) {
      this.openNumber ??= cell
      return true
    }
    return false
  }

  private noteDate(cell: Cell | undefined): boolean {
    if (typeof cell !== 'string' || cell.charCodeAt(4) === 45 || !needsOrder(cell)) return false
    const order = orderOf(cell)
    if (order !== null) {
      this.orders[order]++
      return false
    }
    if (this.slashed.length < 400 && this.slashed.at(-1) !== cell) this.slashed.push(cell)
    if (this.orders.mdy + this.orders.dmy + this.orders.ymd > 0) return false
    this.openDate ??= cell
    return true
  }

  /** Amounts speak first: some files group counts one way and amounts another. */
  private get votes(): Record<DecimalMark, number> {
    return this.amounts.point + this.amounts.comma > 0 ? this.amounts : this.counts
  }

  get knowsMark(): boolean {
    return this.votes.point + this.votes.comma > 0
  }

  get knowsOrder(): boolean {
    return this.orders.mdy + this.orders.dmy + this.orders.ymd > 0
  }

  /** The decimal mark by the values, else by language, store or currency; null when nothing tells. */
  mark(marketplace: Marketplace | null, currency: string | null): DecimalMark | null {
    if (this.knowsMark) return this.votes.point >= this.votes.comma ? 'point' : 'comma'
    const { language } = this.found
    if (
      marketplace !== null &&
      ['US', 'UK', 'CA', 'JP', 'AU', 'MX', 'IN', 'AE', 'SG', 'SA'].includes(marketplace.code)
    )
      return 'point'
    if (!FLAT.has(this.found.type.id) && language !== 'en') return byLanguage(language)
    if (currency !== null && POINT_CURRENCIES.has(currency)) return 'point'
    if (currency !== null && COMMA_CURRENCIES.has(currency)) return 'comma'
    return !FLAT.has(this.found.type.id) && language === 'en' && marketplace === null && currency === null
      ? 'point'
      : null
  }

  /** The date order by the values, then by the one reading in which days follow each other, then by language, store or currency. */
  order(marketplace: Marketplace | null, currency: string | null): DateOrder | null {
    const { mdy, dmy, ymd } = this.orders
    if (mdy + dmy + ymd > 0) return mdy >= dmy && mdy >= ymd ? 'mdy' : dmy >= ymd ? 'dmy' : 'ymd'
    const { language } = this.found
    if (this.found.type.id === 'seller_feedback' && marketplace !== null) return feedbackOrder(marketplace)
    if (language === 'ja' || language === 'zh' || marketplace?.code === 'JP') return 'ymd'
    const steady = steadyOrder(this.slashed)
    if (steady !== null) return steady
    if (!FLAT.has(this.found.type.id) && language !== 'en') return 'dmy'
    if (marketplace?.code === 'US' || (marketplace === null && currency === 'USD')) return 'mdy'
    if (marketplace !== null) return marketplace.code === 'CA' ? null : 'dmy'
    return currency === 'GBP' || currency === 'EUR' || currency === 'INR' || currency === 'AUD' ? 'dmy' : null
  }
}

/** Seller feedback is dated by the store alone (source: Airbyte's connector, 2026-11). */
function feedbackOrder({ code }: Marketplace): DateOrder {
  return code === 'US' ? 'mdy' : code === 'JP' ? 'ymd' : 'dmy'
}

function byLanguage(language: Language): DecimalMark {
  return language === 'de' || language === 'fr' || language === 'it' || language === 'es' ? 'comma' : 'point'
}

/** The order in which consecutive values are mostly one day apart, when only one order makes them so. */
function steadyOrder(cells: readonly Cell[]): DateOrder | null {
  if (cells.length < 3) return null
  const steps = (order: DateOrder): number => {
    let near = 0
    for (let i = 1; i < cells.length; i++) {
      const [a, b] = [dayOf(cells[i - 1]!, order), dayOf(cells[i]!, order)]
      if (a !== null && b !== null && Math.abs(dayNumber(a) - dayNumber(b)) === 1) near++
    }
    return near
  }
  const [mdy, dmy] = [steps('mdy'), steps('dmy')]
  const needed = (cells.length - 1) * 0.6
  if (mdy >= needed && dmy < needed) return 'mdy'
  if (dmy >= needed && mdy < needed) return 'dmy'
  return null
}
