// What follows a delivery: returns and refunds, reviews, seller feedback, messages.

import { DAY, HOUR, dayIndexOf, dayText } from './calendar.ts'
import { dueAt } from './due.ts'
import { refundAdministrationFee } from './fees/referral.ts'
import { codeOf, licensePlateOf } from './ids.ts'
import { postOther, postRefund, refundParts } from './money.ts'
import { mix, type Random } from './random.ts'
import type { ListingState, OrderLineState, OrderState, ReturnState, StoreState } from './state.ts'
import { addUnits, noteStock } from './stock.ts'
import { messageText, messageTopics, reviewText } from './texts.ts'
import type { Disposition, ReturnReason } from './world-trade.ts'

export const fulfillmentCenters: Readonly<Record<string, readonly string[]>> = {
  US: ['ONT8', 'LAX9', 'IND4', 'MDW2', 'ABE8', 'FTW1'],
  CA: ['YYZ4', 'YVR3'],
  UK: ['LTN4', 'BHX4', 'MAN1'],
  DE: ['LEJ1', 'DTM2', 'MUC3'],
  JP: ['NRT5', 'KIX3'],
}

export function reasonOf(listing: ListingState, random: Random): ReturnReason {
  const entries = Object.entries(listing.family.spec.reasons) as [ReturnReason, number][]
  return entries[random.weighted(entries.map(([, weight]) => weight))]?.[0] ?? 'UNWANTED_ITEM'
}

function dispositionOf(reason: ReturnReason, random: Random): Disposition {
  if (reason === 'DEFECTIVE' || reason === 'QUALITY_UNACCEPTABLE')
    return random.chance(0.9) ? 'DEFECTIVE' : 'SELLABLE'
  if (reason === 'DAMAGED_BY_CARRIER' || reason === 'DAMAGED_BY_FC') return 'CARRIER_DAMAGED'
  return random.chance(0.62) ? 'SELLABLE' : 'CUSTOMER_DAMAGED'
}

/** Plans a return of an order line. */
function planReturn(store: StoreState, order: OrderState, line: OrderLineState, random: Random): void {
  const { listing } = line
  const units = line.quantity > 1 && random.chance(0.5) ? 1 + random.int(line.quantity) : line.quantity
  const reason = reasonOf(listing, random)
  const returnedAt = order.deliverAt + DAY * (3 + random.exponential(9))
  const at = Math.floor(Math.min(returnedAt, order.deliverAt + 42 * DAY))
  const parts = refundParts(
    store,
    line,
    units,
    refundAdministrationFee(store.place.code, line.commissionMinor),
  )
  line.returnedUnits = units
  const record: ReturnState = {
    storeKey: store.facts.key,
    returnedAt: at,
    returnedOn: dayText(dayIndexOf(store.place.timeZone, at)),
    refundedAt: at + Math.floor(random.next() * 30 * HOUR),
    orderId: order.orderId,
    orderItemId: line.orderItemId,
    sku: listing.page.sku,
    asin: listing.page.asin,
    fnsku: listing.page.fnsku,
    quantity: units,
    fulfillmentCenter: random.pick(fulfillmentCenters[store.place.code]!),
    disposition: dispositionOf(reason, random),
    reason,
    licensePlate: licensePlateOf(store.key, store.returns.length * 7 + random.int(7)),
    refundMinor: Math.round(((line.itemPriceMinor - line.promotionMinor) * units) / line.quantity),
    order,
    line,
    parts,
  }
  dueAt(store, record.returnedAt, { kind: 'return', record })
  dueAt(store, record.refundedAt, { kind: 'refund', record })
}

/** The returned unit reaches the warehouse. */
export function receiveReturn(store: StoreState, record: ReturnState): void {
  const { listing } = record.line
  const sellable = record.disposition === 'SELLABLE'
  if (sellable) addUnits(store, listing, record.quantity)
  else listing.unsellable += record.quantity
  store.returns.push(record)
  noteStock(store, listing, {
    at: record.returnedAt,
    kind: 'CustomerReturns',
    quantity: record.quantity,
    disposition: sellable ? 'SELLABLE' : 'UNSELLABLE',
    reason: '',
    referenceId: record.orderId,
  })
  const isAmazonsFault = record.disposition === 'CARRIER_DAMAGED'
  if (isAmazonsFault && mix(store.key, store.returns.length) % 10 < 6)
    dueAt(store, record.returnedAt + 20 * DAY, {
      kind: 'reimburse',
      listing,
      units: record.quantity,
      reason: 'CustomerReturn',
      orderId: record.orderId,
    })
}

export function refundOrder(store: StoreState, record: ReturnState, at: number): void {
  record.refundedAt = at
  postRefund(store, record, at)
}

/** Amazon pays for units it lost or broke: since 2025-03-31 at the cost of making them. */
export function reimburse(
  store: StoreState,
  due: {
    listing: ListingState
    units: number
    reason: 'Lost_Warehouse' | 'Damaged_Warehouse' | 'Lost_Inbound' | 'CustomerReturn'
    orderId: string | null
  },
  at: number,
): void {
  const { listing, units, reason, orderId } = due
  const n = store.reimbursements.length
  const perUnit = listing.page.costMinor
  const words = {
    Lost_Warehouse: 'WAREHOUSE_LOST',
    Damaged_Warehouse: 'WAREHOUSE_DAMAGE',
    Lost_Inbound: 'MISSING_FROM_INBOUND',
    CustomerReturn: 'REVERSAL_REIMBURSEMENT',
  } as const
  store.reimbursements.push({
    storeKey: store.facts.key,
    reimbursementId: codeOf('', store.key, 300_000 + n, 10),
    caseId: '',
    approvedAt: at,
    reason,
    orderId,
    sku: listing.page.sku,
    asin: listing.page.asin,
    fnsku: listing.page.fnsku,
    quantity: units,
    perUnitMinor: perUnit,
    totalMinor: perUnit * units,
  })
  postOther(store, at, words[reason], perUnit * units, {
    amountType: 'FBA Inventory Reimbursement',
    sku: listing.page.sku,
    quantity: units,
    ...(orderId ? { orderId } : {}),
  })
}

function starsFor(mean: number, random: Random): 1 | 2 | 3 | 4 | 5 {
  const gap = Math.max(0.1, 5 - mean)
  const stars =
    1 + random.weighted([gap * 0.1, gap * 0.06, gap * 0.1, 0.18, Math.max(0.05, 0.82 - gap * 0.26)])
  return stars as 1 | 2 | 3 | 4 | 5
}

function leaveReview(store: StoreState, line: OrderLineState, at: number, random: Random): void {
  const { listing } = line
  const { family } = listing
  const bad = line.returnedUnits > 0 ? 0.9 : 0
  const stars = starsFor(family.spec.rating - bad, random)
  family.ratingSum += stars
  family.ratingCount++
  const n = store.reviews.length
  if (!random.chance(0.6)) return
  const text = reviewText(store.place.language, stars, reasonOf(listing, random), random.int(60))
  store.reviews.push({
    reviewId: codeOf('R', store.key, 500_000 + n, 13),
    storeKey: store.facts.key,
    asin: listing.page.asin,
    at: at + Math.floor((2 + random.next() * 18) * DAY),
    stars,
    title: text.split(/[.。,、]/u)[0] ?? text,
    text,
  })
}

function leaveFeedback(store: StoreState, order: OrderState, at: number, random: Random): void {
  const unhappy = random.chance(0.05 + 0.12 * store.spec.unansweredRatio)
  const stars = unhappy ? ((1 + random.int(3)) as 1 | 2 | 3) : random.chance(0.85) ? 5 : 4
  const when = at + Math.floor((1 + random.next() * 12) * DAY)
  store.feedback.push({
    storeKey: store.facts.key,
    at: when,
    on: dayText(dayIndexOf(store.place.timeZone, when)),
    stars,
    comment: reviewText(store.place.language, stars, 'DAMAGED_BY_CARRIER', random.int(60)),
    response: '',
    orderId: order.orderId,
  })
}

function askSeller(store: StoreState, order: OrderState, at: number, random: Random): void {
  const topic = random.int(messageTopics.length)
  const asked = at + Math.floor(random.next() * 10 * DAY)
  const isSilent = random.chance(store.spec.unansweredRatio)
  const wait = store.spec.answerHours * (0.3 + random.exponential(0.7))
  store.messages.push({
    messageId: codeOf('MSG', store.key, 700_000 + store.messages.length, 12),
    storeKey: store.facts.key,
    orderId: order.orderId,
    at: asked,
    topic: messageTopics[topic]!,
    text: messageText(store.place.language, topic),
    answeredAt: isSilent ? null : asked + Math.floor(wait * HOUR),
  })
}

/** The parcel arrives: decides what the buyer will do later. */
export function deliverOrder(store: StoreState, order: OrderState, random: Random): void {
  random.reseed(mix(mix(store.key, order.placedAt / 1_000), 0x2545f491))
  for (const line of order.lines) {
    const { family, returnsFactor } = line.listing
    if (random.chance(Math.min(0.6, family.spec.returnRatio * returnsFactor)))
      planReturn(store, order, line, random)
    if (random.chance(0.022)) leaveReview(store, line, order.deliverAt, random)
  }
  if (random.chance(0.012)) leaveFeedback(store, order, order.deliverAt, random)
  if (random.chance(0.018)) askSeller(store, order, order.deliverAt, random)
}
