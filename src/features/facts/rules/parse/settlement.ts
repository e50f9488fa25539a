import { decimalText } from '#kernel/money.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { marketplaceCode } from '../marketplaces.ts'
import type { At } from '../row.ts'
import type { MoneyLine, SettlementHead } from '../rows.ts'
import { categoryOf } from '../settlement-taxonomy.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

type Sum = { head: SettlementHead | null; micros: bigint; currency: string | null }

/** Settlement flat files of both forms: V2 has one amount a line, V1 up to eight. Sums are checked against Amazon's own total. */
export function parseSettlement(context: ParseContext): RowParser {
  const parser = new SettlementParser(context)
  return { read: () => parser.read(), end: () => parser.end() }
}

/** An amount column with where its three texts come from. */
type AmountColumn = {
  amount: At
  type: (transaction: string) => string
  description: (transaction: string) => string
}

class SettlementParser {
  private readonly context: ParseContext
  private readonly columns: Record<string, At>
  private readonly amounts: readonly AmountColumn[]
  private readonly sums = new Map<string, Sum>()
  private readonly mixture: Mixture
  private readonly unknown = new Map<string, bigint>()
  private readonly wide: boolean
  private quantityKey = ''
  private quantity: number | null = null

  constructor(context: ParseContext) {
    this.context = context
    this.mixture = new Mixture(context)
    this.columns = Object.fromEntries(context.found.columns)
    this.wide = context.found.type.id === 'settlement_v1'
    this.amounts = this.wide ? this.wideAmounts() : this.longAmount()
  }

  private longAmount(): AmountColumn[] {
    const { row } = this.context
    const [type, description] = [at(this.context, 'amountType'), at(this.context, 'amountDescription')]
    return [
      {
        amount: at(this.context, 'amount'),
        type: () => row.text(type) ?? '',
        description: () => row.text(description) ?? '',
      },
    ]
  }

  /** V1 spreads over columns what V2 says in words; the words are V2's. */
  private wideAmounts(): AmountColumn[] {
    const { row } = this.context
    const column = (name: string): At => at(this.context, name)
    const words = (name: string) => () => row.text(column(name)) ?? ''
    const isSale = (transaction: string): boolean =>
      /^(?:Order|Refund|Chargeback|A-to-z|Liquidation)/i.test(transaction)
    const feeType = column('itemFeeType')
    const fee = (): string => row.text(feeType) ?? ''
    return [
      { amount: column('price'), type: () => 'ItemPrice', description: words('priceType') },
      {
        amount: column('itemFee'),
        type: (transaction) => (isSale(transaction) ? 'ItemFees' : fee()),
        description: (transaction) => (isSale(transaction) ? fee() : 'TransactionTotalAmount'),
      },
      { amount: column('promotion'), type: () => 'Promotion', description: words('promotionType') },
      { amount: column('shipmentFee'), type: () => 'ShipmentFees', description: words('shipmentFeeType') },
      { amount: column('orderFee'), type: () => 'OrderFees', description: words('orderFeeType') },
      { amount: column('miscFee'), type: () => 'MiscFee', description: (transaction) => transaction },
      {
        amount: column('otherFee'),
        type: (transaction) => (fee() === '' ? transaction : fee()),
        description: words('otherFeeReason'),
      },
      {
        amount: column('directPayment'),
        type: () => 'DirectPayment',
        description: words('directPaymentType'),
      },
      { amount: column('other'), type: () => 'other-transaction', description: (transaction) => transaction },
    ]
  }

  read(): void {
    const { row } = this.context
    const c = this.columns
    const settlementId = row.mustText(c.settlementId, 'settlement-id')
    const total = row.money(c.totalAmount)
    let sum = this.sums.get(settlementId)
    if (sum === undefined && !row.failed) {
      sum = { head: null, micros: 0n, currency: null }
      this.sums.set(settlementId, sum)
    }
    if (row.failed || sum === undefined) return
    const named = row.text(c.currency)
    if (named !== null) {
      sum.currency ??= named
      this.mixture.note(named, null)
    }
    if (total !== null && sum.head === null) this.readHead(settlementId, total, sum)
    const transactionType = row.text(c.transactionType)
    if (transactionType === null && !this.amounts.some(({ amount }) => row.raw(amount) !== '')) return
    this.readAmounts(settlementId, transactionType ?? '', sum, named)
  }

  private readHead(settlementId: string, totalMicros: bigint, sum: Sum): void {
    const { row } = this.context
    const c = this.columns
    const head: SettlementHead = {
      settlementId,
      startAt: row.instant(c.startAt) ?? '',
      endAt: row.instant(c.endAt) ?? '',
      depositAt: row.instant(c.depositAt),
      totalMicros,
      currency: sum.currency ?? this.context.currency ?? '',
      lineCount: 0,
    }
    if (row.failed) return
    sum.head = head
    this.context.heads.push(head)
  }

  private readAmounts(settlementId: string, transactionType: string, sum: Sum, named: string | null): void {
    const { row, context } = { row: this.context.row, context: this.context }
    const c = this.columns
    const marketplace = marketplaceCode(row.text(c.marketplace))
    const zone = marketplace === null ? context.timeZone : findMarketplace(marketplace)!.timeZone
    const precise = row.raw(c.postedAt) === '' ? c.postedDate : c.postedAt
    const posted = row.moment(precise, zone)
    const sku = row.text(c.sku)
    const orderId = row.text(c.orderId)
    const quantity = this.quantityOf(
      row.count(c.quantity),
      `${orderId ?? ''}|${row.text(c.orderItem) ?? ''}|${sku ?? ''}`,
    )
    const lines: MoneyLine[] = []
    for (const { amount, type, description } of this.amounts) {
      const amountMicros = row.money(amount)
      if (amountMicros === null) continue
      const amountType = type(transactionType)
      const amountDescription = description(transactionType)
      lines.push({
        dataset: 'money_line',
        source: 'settlement',
        settlementId,
        postedOn: posted?.on ?? '',
        postedAt: posted?.at ?? null,
        marketplace,
        transactionType,
        amountType,
        amountDescription,
        category: categoryOf(transactionType, amountType, amountDescription),
        amountMicros,
        currency: named ?? sum.currency ?? context.currency ?? '',
        orderId,
        sku,
        quantity: !this.wide || amountDescription === 'Principal' ? quantity : null,
        line: row.line,
        part: lines.length,
      })
    }
    if (lines.length > 0 && posted === null && !row.failed)
      row.fail(c.postedDate?.header ?? 'posted-date', 'value_missing')
    if (row.failed) return
    if (sum.head !== null) sum.head.lineCount += 1
    if (this.wide && lines.some((line) => line.quantity !== null)) this.quantity = null
    this.mixture.note(null, marketplace)
    for (const line of lines) this.emit(line, sum)
  }

  /** V1 puts an item's quantity on a line of its own before its price; it belongs to the price. */
  private quantityOf(quantity: number | null, key: string): number | null {
    if (!this.wide) return quantity
    if (quantity !== null) {
      this.quantityKey = key
      this.quantity = quantity
    }
    return key === this.quantityKey ? this.quantity : null
  }

  private emit(line: MoneyLine, sum: Sum): void {
    sum.micros += line.amountMicros
    if (line.category === 'unknown') {
      const words = `${line.transactionType} / ${line.amountType} / ${line.amountDescription}`
      this.unknown.set(words, (this.unknown.get(words) ?? 0n) + line.amountMicros)
    }
    this.context.coverage.note('money_line', line.source, line.marketplace, line.postedOn, line.postedOn)
    this.context.emit(line)
  }

  end(): void {
    for (const [settlementId, { head, micros, currency }] of this.sums) {
      if (head === null)
        this.context.find({ code: 'settlement_total_absent', severity: 'warning', params: { settlementId } })
      else if (head.totalMicros !== micros)
        this.context.find({
          code: 'settlement_total_mismatch',
          severity: 'error',
          params: {
            settlementId,
            total: decimalText(head.totalMicros),
            sum: decimalText(micros),
            difference: decimalText(micros - head.totalMicros),
            currency: currency ?? '',
          },
        })
    }
    reportUnknown(this.context, this.unknown)
    this.mixture.end('error')
  }
}

/** Amounts no rule knows are imported and shown, with their sums. */
export function reportUnknown(context: ParseContext, unknown: ReadonlyMap<string, bigint>): void {
  for (const [words, micros] of [...unknown].slice(0, 50))
    context.find({
      code: 'category_unknown',
      severity: 'warning',
      params: { words, sum: decimalText(micros) },
    })
}
