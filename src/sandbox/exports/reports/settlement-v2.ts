import type { MoneyEvent, Settlement } from '#sandbox/market/world-trade.ts'
import { type Shop, flatDate, flatMoney, flatStamp, textFile } from '../shop.ts'
import { tsvLine } from '../text/csv.ts'

export const settlementV2Columns = [
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
  'amount-type',
  'amount-description',
  'amount',
  'fulfillment-id',
  'posted-date',
  'posted-date-time',
  'order-item-code',
  'merchant-order-item-id',
  'merchant-adjustment-item-id',
  'sku',
  'quantity-purchased',
  'promotion-id',
] as const

/** Settlement flat file V2 (long): the first row carries the totals, then one row per amount. Tab separated, the store's decimal point. */
export function settlementV2Text(shop: Shop, settlement: Settlement): string {
  const lines = [tsvLine(settlementV2Columns), tsvLine(totalsRow(shop, settlement))]
  for (const event of settlement.events) {
    for (const part of event.parts) {
      lines.push(tsvLine(amountRow(shop, settlement.settlementId, event, part)))
    }
  }
  return textFile(lines, '\n')
}

function totalsRow(shop: Shop, settlement: Settlement): string[] {
  const head = [
    settlement.settlementId,
    flatStamp(shop, settlement.startAt),
    flatStamp(shop, settlement.endAt),
    flatStamp(shop, settlement.depositAt),
    flatMoney(shop, settlement.totalMinor),
    settlement.currency,
  ]
  return [...head, ...settlementV2Columns.slice(head.length).map(() => '')]
}

function amountRow(
  shop: Shop,
  settlementId: string,
  event: MoneyEvent,
  part: MoneyEvent['parts'][number],
): string[] {
  const ofItem = event.transactionType === 'Order' || event.transactionType === 'Refund'
  return [
    settlementId,
    '',
    '',
    '',
    '',
    '',
    event.transactionType,
    event.orderId ?? '',
    '',
    event.adjustmentId ?? '',
    event.shipmentId ?? '',
    ofItem ? shop.facts.salesChannel : '',
    part.amountType,
    part.amountDescription,
    flatMoney(shop, part.amountMinor),
    ofItem ? 'AFN' : '',
    flatDate(shop, event.postedAt),
    flatStamp(shop, event.postedAt),
    event.orderItemId ?? '',
    '',
    '',
    event.sku ?? '',
    event.quantity === null || event.transactionType === 'Refund' ? '' : String(event.quantity),
    part.promotionId ?? '',
  ]
}
