import { decimalText } from '#kernel/money.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { marketplaceCode } from '../marketplaces.ts'
import type { MoneyLine } from '../rows.ts'
import { categoryOf } from '../settlement-taxonomy.ts'
import { englishDescription, englishType } from '../taxonomy-names.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'
import { reportUnknown } from './settlement.ts'

/** Amount columns with the settlement's words for what they hold. */
const PARTS: readonly (readonly [column: string, type: string, description: string])[] = [
  ['productSales', 'ItemPrice', 'Principal'],
  ['productSalesTax', 'ItemPrice', 'Tax'],
  ['shippingCredits', 'ItemPrice', 'Shipping'],
  ['shippingCreditsTax', 'ItemPrice', 'ShippingTax'],
  ['giftWrap', 'ItemPrice', 'GiftWrap'],
  ['giftWrapTax', 'ItemPrice', 'GiftWrapTax'],
  ['regulatoryFee', 'ItemFees', 'RegulatoryFee'],
  ['regulatoryFeeTax', 'ItemFees', 'RegulatoryFeeTax'],
  ['points', 'Points', 'PointsGranted'],
  ['promotions', 'Promotion', 'Principal'],
  ['promotionsTax', 'Promotion', 'TaxDiscount'],
  ['withheldTax', 'ItemWithheldTax', 'MarketplaceFacilitatorTax'],
  ['lowValueGoods', 'ItemWithheldTax', 'LowValueGoodsTax'],
  ['sellingFees', 'ItemFees', 'SellingFees'],
  ['fbaFees', 'ItemFees', 'FBAFees'],
  ['otherTransactionFees', 'ItemFees', 'OtherTransactionFees'],
  ['other', 'other-transaction', ''],
]

const ACCOUNT_COLUMNS = new Set(['other', 'otherTransactionFees', 'sellingFees', 'fbaFees'])

/**
 * Date-range transaction exports: one line a transaction, one column a kind of amount. Every amount becomes a line of its own;
 * a total alone is the amount; what the columns leave of a total becomes an 'unknown' amount, so that nothing is lost.
 */
export function parseDateRange(context: ParseContext): RowParser {
  const { row } = context
  const parts = PARTS.map(([name, type, description]) => ({
    name,
    column: at(context, name),
    type,
    description,
  }))
  const [posted, settlement, typeAt] = [
    at(context, 'postedAt'),
    at(context, 'settlementId'),
    at(context, 'type'),
  ]
  const [orderAt, skuAt, descriptionAt] = [
    at(context, 'orderId'),
    at(context, 'sku'),
    at(context, 'description'),
  ]
  const [quantityAt, marketplaceAt, totalAt] = [
    at(context, 'quantity'),
    at(context, 'marketplace'),
    at(context, 'total'),
  ]
  const mixture = new Mixture(context)
  const unknown = new Map<string, bigint>()
  let rest = 0n
  let restRows = 0
  let deferred = 0
  const statusAt = at(context, 'status')

  function read(): void {
    const marketplace = marketplaceCode(row.text(marketplaceAt))
    const store = marketplace === null ? context.marketplace : findMarketplace(marketplace)
    const moment = row.moment(posted, store?.timeZone ?? context.timeZone)
    if (moment === null && !row.failed) row.fail(posted!.header, 'value_missing')
    const currency = store?.currency ?? context.currency
    const type = englishType(row.text(typeAt) ?? '')
    const description = row.text(descriptionAt) ?? ''
    const total = row.money(totalAt)
    const isSale = /^(?:Order|Refund|Chargeback|A-to-z|Liquidation)/i.test(type)
    const amounts: { amount: bigint; type: string; description: string }[] = []
    let sum = 0n
    for (const part of parts) {
      const amount = row.money(part.column)
      if (amount === null || amount === 0n) continue
      sum += amount
      const account = !isSale && ACCOUNT_COLUMNS.has(part.name)
      amounts.push({
        amount,
        type: account || part.name === 'other' ? type : part.type,
        description: account || part.name === 'other' ? description : part.description,
      })
    }
    if (total !== null && amounts.length === 0 && total !== 0n)
      amounts.push({ amount: total, type, description })
    else if (total !== null && sum !== total) {
      amounts.push({ amount: total - sum, type: 'total', description: 'unexplained' })
      rest += total - sum
      restRows++
    }
    if (row.failed || moment === null) return
    if (/deferred|aufgeschoben|zurückgestellt|différé|aplazad|保留|繰延|延迟/i.test(row.text(statusAt) ?? ''))
      deferred++
    mixture.note(currency, marketplace)
    amounts.forEach((amount, part) => {
      const line = lineOf(amount, type, part)
      line.postedOn = moment.on
      line.postedAt = moment.at
      line.marketplace = marketplace ?? context.marketplace?.code ?? null
      line.currency = currency ?? ''
      if (line.category === 'unknown')
        unknown.set(
          `${type} / ${line.amountDescription}`,
          (unknown.get(`${type} / ${line.amountDescription}`) ?? 0n) + line.amountMicros,
        )
      context.coverage.note('money_line', 'date_range', line.marketplace, line.postedOn, line.postedOn)
      context.emit(line)
    })
  }

  function lineOf(
    part: { amount: bigint; type: string; description: string },
    type: string,
    index: number,
  ): MoneyLine {
    const category =
      part.type === 'total'
        ? 'unknown'
        : categoryOf(
            type,
            part.type === type ? 'other-transaction' : part.type,
            englishDescription(part.description),
          )
    return {
      dataset: 'money_line',
      source: 'date_range',
      settlementId: row.text(settlement),
      postedOn: '',
      postedAt: null,
      marketplace: null,
      transactionType: type,
      amountType: part.type === type ? 'other-transaction' : part.type,
      amountDescription: part.description,
      category,
      amountMicros: part.amount,
      currency: '',
      orderId: row.text(orderAt),
      sku: row.text(skuAt),
      quantity: part.description === 'Principal' && part.type === 'ItemPrice' ? row.count(quantityAt) : null,
      line: row.line,
      part: index,
    }
  }

  function end(): void {
    if (restRows > 0)
      context.find({
        code: 'row_totals_mismatch',
        severity: 'warning',
        params: { rows: restRows, difference: decimalText(rest) },
      })
    if (deferred > 0) context.find({ code: 'rows_deferred', severity: 'info', params: { rows: deferred } })
    reportUnknown(context, unknown)
    mixture.end('warning')
  }

  return { read, end }
}
