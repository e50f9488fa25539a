import type { MoneyEvent, MoneyPart, Settlement } from '#sandbox/market/world-trade.ts'
import { type Shop, flatMoney } from '../shop.ts'
import { tsvLine } from '../text/csv.ts'
import { isoWithOffset } from '../text/dates.ts'

const start = [
  'settlement-id',
  'settlement-start-date',
  'settlement-end-date',
  'deposit-date',
  'total-amount',
  'currency',
  'transaction-type',
  'order-id',
  'merchant-order-id',
  'adjustment-id',
  'shipment-id',
  'marketplace-name',
  'shipment-fee-type',
  'shipment-fee-amount',
  'order-fee-type',
  'order-fee-amount',
  'fulfillment-id',
  'posted-date',
  'order-item-code',
  'merchant-order-item-id',
  'merchant-adjustment-item-id',
  'sku',
  'quantity-purchased',
  'price-type',
  'price-amount',
  'item-related-fee-type',
  'item-related-fee-amount',
  'misc-fee-amount',
  'other-fee-amount',
  'other-fee-reason-description',
]
const promotion = ['promotion-id', 'promotion-type', 'promotion-amount']
const end = ['direct-payment-type', 'direct-payment-amount', 'other-amount']

/** Columns of the wide file: 33, or 36 when the period knew a promotion. */
export function settlementV1Columns(settlement: Settlement): string[] {
  return hasPromotion(settlement) ? [...start, ...promotion, ...end] : [...start, ...end]
}

function hasPromotion(settlement: Settlement): boolean {
  return settlement.events.some((event) => event.parts.some((part) => part.amountType === 'Promotion'))
}

type V1Row = Record<string, string>

/**
 * Settlement flat file V1 (wide): each amount in the column of its kind, all others empty. As in Amazon's own files the last amount is followed by
 * blanks, and an empty line ends the file.
 */
export function settlementV1Text(shop: Shop, settlement: Settlement): string {
  const columns = settlementV1Columns(settlement)
  const totals: V1Row = {
    'settlement-id': settlement.settlementId,
    'settlement-start-date': isoWithOffset(settlement.startAt),
    'settlement-end-date': isoWithOffset(settlement.endAt),
    'deposit-date': isoWithOffset(settlement.depositAt),
    'total-amount': flatMoney(shop, settlement.totalMinor),
    currency: settlement.currency,
  }
  const rows = [totals]
  for (const event of settlement.events) {
    const base = eventFields(shop, settlement.settlementId, event)
    if (event.transactionType === 'Order') {
      rows.push({ ...base, 'quantity-purchased': String(event.quantity ?? '') })
    }
    for (const part of event.parts) rows.push({ ...base, ...amountFields(shop, event, part) })
  }
  const lines = [tsvLine(columns), ...rows.map((row) => tsvLine(columns.map((column) => row[column] ?? '')))]
  return `${lines.join('\n')}    \n\n`
}

function eventFields(shop: Shop, settlementId: string, event: MoneyEvent): V1Row {
  const ofItem = event.transactionType === 'Order' || event.transactionType === 'Refund'
  return {
    'settlement-id': settlementId,
    'transaction-type': event.transactionType,
    'order-id': event.orderId ?? '',
    'adjustment-id': event.adjustmentId ?? '',
    'shipment-id': event.shipmentId ?? '',
    'marketplace-name': ofItem ? shop.facts.salesChannel : '',
    'fulfillment-id': ofItem ? 'AFN' : '',
    'posted-date': isoWithOffset(event.postedAt),
    'order-item-code': event.orderItemId ?? '',
    sku: event.sku ?? '',
  }
}

function amountFields(shop: Shop, event: MoneyEvent, part: MoneyPart): V1Row {
  const amount = flatMoney(shop, part.amountMinor)
  const description = part.amountDescription
  if (part.amountType === 'Promotion') {
    return {
      'promotion-id': part.promotionId ?? '',
      'promotion-type': description,
      'promotion-amount': amount,
    }
  }
  if (part.amountType === 'ItemPrice') return { 'price-type': description, 'price-amount': amount }
  if (part.amountType === 'ItemFees' || part.amountType === 'ItemWithheldTax') {
    return { 'item-related-fee-type': description, 'item-related-fee-amount': amount }
  }
  if (event.transactionType === 'ServiceFee') {
    return { 'item-related-fee-type': part.amountType, 'item-related-fee-amount': amount }
  }
  // The wide form names such a line by what the long form puts into amount-description.
  const name = event.transactionType === 'other-transaction' ? description : event.transactionType
  return { 'transaction-type': name, 'other-amount': amount }
}
