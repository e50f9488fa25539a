// The account's movements, spelled out.

import { numberOf } from '../ids.ts'
import { orderParts } from '../money.ts'
import { hashText } from '../random.ts'
import type { Span } from '../reads.ts'
import type { MoneyEntry, StoreState } from '../state.ts'
import type { Instant } from '../world.ts'
import type { MoneyEvent, Settlement } from '../world-trade.ts'
import { boundsOf } from './bounds.ts'

const nothing = {
  orderId: null,
  adjustmentId: null,
  shipmentId: null,
  orderItemId: null,
  sku: null,
  quantity: null,
}

function eventOf(store: StoreState, entry: MoneyEntry, sequence: number): MoneyEvent {
  const common = { sequence, storeKey: store.facts.key, postedAt: entry.at }
  if (entry.kind === 'order') {
    const { order, line } = entry
    return {
      ...common,
      transactionType: 'Order',
      orderId: order.orderId,
      adjustmentId: null,
      shipmentId: `B${numberOf(store.key, hashText(line.orderItemId), 9)}`,
      orderItemId: line.orderItemId,
      sku: line.listing.page.sku,
      quantity: line.quantity,
      parts: orderParts(store, line),
    }
  }
  if (entry.kind === 'refund') {
    const { record } = entry
    return {
      ...common,
      transactionType: 'Refund',
      orderId: record.orderId,
      adjustmentId: `amzn1:crow:${numberOf(store.key, hashText(record.licensePlate), 14)}`,
      shipmentId: null,
      orderItemId: record.orderItemId,
      sku: record.sku,
      quantity: null,
      parts: record.parts,
    }
  }
  const { transactionType, parts, orderId, shipmentId, adjustmentId, sku, quantity } = entry
  return {
    ...common,
    ...nothing,
    transactionType,
    parts,
    orderId: orderId ?? null,
    shipmentId: shipmentId ?? null,
    adjustmentId: adjustmentId ?? null,
    sku: sku ?? null,
    quantity: quantity ?? null,
  }
}

/** Settlements closed by the moment, oldest first. */
export function settlements(store: StoreState, asOf: Instant): Settlement[] {
  return store.settlements
    .filter((s) => s.endAt <= asOf)
    .map(({ settlementId, startAt, endAt, depositAt, totalMinor, firstEntry, endEntry }) => ({
      settlementId,
      storeKey: store.facts.key,
      currency: store.facts.currency,
      startAt,
      endAt,
      depositAt,
      totalMinor,
      events: store.money
        .slice(firstEntry, endEntry)
        .map((entry, i) => eventOf(store, entry, firstEntry + i)),
    }))
}

/** What was posted in the span, without the settlement's own reserve and carry-over lines. */
export function moneyEvents(store: StoreState, span: Span, now: Instant): MoneyEvent[] {
  const { from, to } = boundsOf(store, span, now)
  const events: MoneyEvent[] = []
  store.money.forEach((entry, i) => {
    if (!entry.isReserve && entry.at >= from && entry.at < to) events.push(eventOf(store, entry, i))
  })
  return events
}
