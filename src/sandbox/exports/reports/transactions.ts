import type { MoneyEvent, MoneyPart, Settlement } from '#sandbox/market/world-trade.ts'
import { type Shop, crlf, settlementsOf, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import { type DaySpan, clockAt, monthName } from '../text/dates.ts'
import { plainMoney } from '../text/numbers.ts'
import {
  type TransactionColumn,
  type TransactionKind,
  describedAs,
  kindWords,
  transactionColumns,
  transactionHeads,
  transactionPreamble,
} from './transaction-words.ts'

type Fields = Partial<Record<TransactionColumn, string>>
type AmountColumn = Extract<
  TransactionColumn,
  | 'sales'
  | 'salesTax'
  | 'shipping'
  | 'shippingTax'
  | 'giftWrap'
  | 'giftWrapTax'
  | 'points'
  | 'promotion'
  | 'promotionTax'
  | 'withheldTax'
  | 'sellingFees'
  | 'fbaFees'
  | 'otherFees'
  | 'other'
>

const amountColumns: readonly AmountColumn[] = [
  'sales',
  'salesTax',
  'shipping',
  'shippingTax',
  'giftWrap',
  'giftWrapTax',
  'points',
  'promotion',
  'promotionTax',
  'withheldTax',
  'sellingFees',
  'fbaFees',
  'otherFees',
  'other',
]

/**
 * Date-range transaction report (Payments → Reports repository): one row per financial event, amounts by column, every field quoted, some lines of
 * explanation first. Bank transfers are rows too; all other rows add up to the events' amounts.
 */
export function transactionsText(shop: Shop, span: DaySpan): string {
  const heads = transactionHeads(shop.words)
  const columns = transactionColumns.filter((column) => heads[column] !== undefined)
  const settlements = settlementsOf(shop)
  const settlementOf = settlementIndex(settlements)
  const rows = shop.market
    .moneyEvents({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
    .map((event) => ({ at: event.postedAt, fields: eventFields(shop, event, settlementOf) }))
  for (const settlement of settlements) {
    const day = shop.market.dayOf(shop.store.key, settlement.depositAt)
    if (settlement.totalMinor <= 0 || day < span.from || day > span.to) continue
    rows.push({ at: settlement.depositAt, fields: transferFields(shop, settlement) })
  }
  rows.sort((a, b) => a.at - b.at)
  const lines = [
    ...transactionPreamble(shop.words, shop.facts.currency).map((line) =>
      line ? csvLine([line], 'all') : '',
    ),
    csvLine(
      columns.map((column) => heads[column] ?? ''),
      'all',
    ),
    ...rows.map(({ fields }) =>
      csvLine(
        columns.map((column) => fields[column] ?? ''),
        'all',
      ),
    ),
  ]
  return textFile(lines, crlf)
}

function settlementIndex(settlements: readonly Settlement[]): Map<number, string> {
  const index = new Map<number, string>()
  for (const settlement of settlements) {
    for (const event of settlement.events) index.set(event.sequence, settlement.settlementId)
  }
  return index
}

function eventFields(shop: Shop, event: MoneyEvent, settlementOf: Map<number, string>): Fields {
  const names = kindWords(shop.words)
  const kind = kindOf(event)
  const listing = event.sku ? titleOf(shop, event.sku) : ''
  const ofItem = kind === 'order' || kind === 'refund'
  const settlementId = settlementOf.get(event.sequence)
  const stamp = postedStamp(shop, event.postedAt)
  return {
    dateTime: stamp,
    settlementId: settlementId ?? '',
    type: names[kind],
    orderId: event.orderId ?? '',
    sku: event.sku ?? '',
    description: ofItem ? listing : describedAs(shop.words, lineName(event)),
    quantity: event.quantity === null ? '' : String(event.quantity),
    marketplace: ofItem ? shop.facts.salesChannel.toLowerCase() : '',
    accountType: 'Standard Orders',
    fulfillment: ofItem ? 'Amazon' : '',
    taxModel: ofItem && shop.facts.code === 'US' ? 'MarketplaceFacilitator' : '',
    ...amountFields(shop, event.parts),
    status: settlementId ? names.released : names.deferred,
    releasedAt: settlementId ? stamp : '',
  }
}

function transferFields(shop: Shop, settlement: Settlement): Fields {
  const names = kindWords(shop.words)
  const stamp = postedStamp(shop, settlement.depositAt)
  const part = { amountType: 'Transfer', amountDescription: 'Transfer', amountMinor: -settlement.totalMinor }
  return {
    dateTime: stamp,
    settlementId: settlement.settlementId,
    type: names.transfer,
    description: `To account ending in: ${settlement.settlementId.slice(-3)}`,
    ...amountFields(shop, [part]),
    status: names.released,
    releasedAt: stamp,
  }
}

function amountFields(shop: Shop, parts: readonly MoneyPart[]): Fields {
  const heads = transactionHeads(shop.words)
  const sums = new Map<AmountColumn, number>()
  let total = 0
  for (const part of parts) {
    const named = columnOf(part)
    const column = named === 'points' && !heads.points ? 'other' : named
    sums.set(column, (sums.get(column) ?? 0) + part.amountMinor)
    total += part.amountMinor
  }
  const text = (minor: number) =>
    minor === 0 ? '0' : plainMoney(minor, shop.facts.decimals, shop.words === 'de' ? ',' : '.')
  const fields: Fields = { regulatoryFee: '0', regulatoryFeeTax: '0', total: text(total) }
  for (const column of amountColumns) fields[column] = text(sums.get(column) ?? 0)
  return fields
}

const priceColumns: Readonly<Record<string, AmountColumn>> = {
  Principal: 'sales',
  Tax: 'salesTax',
  Shipping: 'shipping',
  ShippingTax: 'shippingTax',
  GiftWrap: 'giftWrap',
  GiftWrapTax: 'giftWrapTax',
}

function columnOf(part: MoneyPart): AmountColumn {
  const { amountType, amountDescription } = part
  if (amountType === 'ItemPrice') return priceColumns[amountDescription] ?? 'other'
  if (amountType === 'Promotion') return amountDescription.includes('Tax') ? 'promotionTax' : 'promotion'
  if (amountType === 'ItemWithheldTax') return 'withheldTax'
  if (amountType === 'Points') return 'points'
  if (amountType !== 'ItemFees') return 'other'
  if (amountDescription.startsWith('FBA')) return 'fbaFees'
  return amountDescription.includes('Chargeback') || amountDescription.includes('Holdback')
    ? 'otherFees'
    : 'sellingFees'
}

function kindOf(event: MoneyEvent): TransactionKind {
  const words = event.parts.map((part) => `${part.amountType} ${part.amountDescription}`).join(' ')
  if (event.transactionType === 'Order') return 'order'
  if (event.transactionType === 'Refund') return 'refund'
  if (event.transactionType === 'CouponRedemptionFee') return 'coupon'
  if (event.transactionType === 'ServiceFee') return 'service'
  if (/REIMBURSEMENT|REVERSAL|WAREHOUSE/i.test(words)) return 'adjustment'
  if (/Subscription/i.test(words)) return 'service'
  if (/Storage|Removal|Disposal|Inbound/i.test(words)) return 'inventory'
  return event.transactionType === 'FBAFees' ? 'fba' : 'adjustment'
}

function lineName(event: MoneyEvent): string {
  const part = event.parts[0]
  if (!part) return ''
  return event.transactionType === 'ServiceFee' ? part.amountType : part.amountDescription
}

const titles = new WeakMap<object, Map<string, string>>()

function titleOf(shop: Shop, sku: string): string {
  let bySku = titles.get(shop)
  if (!bySku) {
    bySku = new Map(shop.market.listings(shop.store.key).map((listing) => [listing.sku, listing.title]))
    titles.set(shop, bySku)
  }
  return bySku.get(sku) ?? ''
}

/** 'Jan 5, 2026 6:02:11 AM PST' · 'Jan. 5, 2026 6:02:11 a.m. PST' · '5 Jan 2026 14:02:11 UTC' · '05.01.2026 14:02:11 UTC' · '2026/01/05 23:02:11 JST'. */
export function postedStamp(shop: Shop, at: number): string {
  const { code, timeZone } = shop.facts
  if (code === 'UK' || code === 'DE') {
    const clock = clockAt(at, 'UTC')
    const time = `${clock.hour}:${clock.minute}:${clock.second} UTC`
    if (shop.words === 'de') return `${clock.day}.${clock.month}.${clock.year} ${time}`
    return `${Number(clock.day)} ${monthName(clock.month)} ${clock.year} ${time}`
  }
  const clock = clockAt(at, timeZone)
  if (code === 'JP') {
    return `${clock.year}/${clock.month}/${clock.day} ${clock.hour}:${clock.minute}:${clock.second} JST`
  }
  const hour = Number(clock.hour)
  const half = hour < 12 ? 'AM' : 'PM'
  const month = monthName(clock.month)
  const time = `${hour % 12 === 0 ? 12 : hour % 12}:${clock.minute}:${clock.second}`
  if (code === 'US') return `${month} ${Number(clock.day)}, ${clock.year} ${time} ${half} ${clock.zone}`
  const dotted = month === 'May' ? month : `${month}.`
  const canadian = half === 'AM' ? 'a.m.' : 'p.m.'
  return `${dotted} ${Number(clock.day)}, ${clock.year} ${time} ${canadian} ${clock.zone}`
}
