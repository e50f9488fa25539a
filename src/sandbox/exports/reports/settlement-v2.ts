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
    const { before, after } = eventFields(shop, settlement.settlementId, event)
    for (const part of event.parts) {
      const amount = [part.amountType, part.amountDescription, flatMoney(shop, part.amountMinor)]
      lines.push(tsvLine([...before, ...amount, ...after, part.promotionId ?? '']))
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

/** The columns on both sides of an event's amounts: the same for all of them. */
function eventFields(
  shop: Shop,
  settlementId: string,
  event: MoneyEvent,
): { before: string[]; after: string[] } {
  const ofItem = event.transactionType === 'Order' || event.transactionType === 'Refund'
  const hasQuantity = event.quantity !== null && event.transactionType !== 'Refund'
  return {
    before: [
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
    ],
    after: [
      ofItem ? 'AFN' : '',
      flatDate(shop, event.postedAt),
      flatStamp(shop, event.postedAt),
      event.orderItemId ?? '',
      '',
      '',
      event.sku ?? '',
      hasQuantity ? String(event.quantity) : '',
    ],
  }
}
