// Goods on their way: the seller's own buying habit, shipments to Amazon, receiving in parts, losses, removals.

import { DAY, HOUR } from './calendar.ts'
import { dueAt } from './due.ts'
import { inboundFees, removalFee } from './fees/storage.ts'
import { fulfillmentCenters } from './aftermath.ts'
import { codeOf, shipmentIdOf } from './ids.ts'
import { postFee, postOther } from './money.ts'
import { mix, type Random } from './random.ts'
import type { ListingState, ShipmentState, StoreState } from './state.ts'
import { addUnits, loseUnits, noteStock } from './stock.ts'
import type { Hour } from './traffic.ts'
import type { RemovalRecord } from './world-trade.ts'

export const inboundUnits = (store: StoreState, listing: ListingState): number => {
  let units = 0
  for (const shipment of store.shipments)
    for (const line of shipment.lines)
      if (line.listing === listing) for (const r of line.receipts) if (!r.done) units += r.units
  return units
}

/** Receipts of a line: one to four, over the days after arrival; a little is lost. */
function receiptsOf(
  shipped: number,
  arriveAt: number,
  random: Random,
): { lost: number; receipts: ShipmentState['lines'][number]['receipts'] } {
  const lost = random.chance(0.12)
    ? Math.min(shipped, 1 + random.int(Math.max(1, Math.round(shipped * 0.02))))
    : 0
  const parts = 1 + random.int(4)
  let left = shipped - lost
  const receipts = []
  for (let i = 0; i < parts && left > 0; i++) {
    const units = i === parts - 1 ? left : Math.max(1, Math.round(left * (0.35 + 0.4 * random.next())))
    const taken = Math.min(left, units)
    left -= taken
    receipts.push({
      at: arriveAt + Math.floor((1 + i * 2.2 + random.next() * 2) * DAY),
      units: taken,
      done: false,
    })
  }
  const last = receipts[receipts.length - 1]
  if (left > 0 && last) last.units += left
  return { lost, receipts }
}

/** Sends goods. `leadDays` from now until the warehouse door. */
export function sendShipment(
  store: StoreState,
  wishes: readonly { listing: ListingState; units: number }[],
  at: number,
  leadDays: number,
  random: Random,
): ShipmentState {
  const n = store.shipments.length
  const shippedAt = at + 3 * DAY
  const arriveAt = at + Math.max(4, leadDays) * DAY
  const lines = wishes.map(({ listing, units }) => ({
    listing,
    shipped: units,
    ...receiptsOf(units, arriveAt, random),
  }))
  const lastReceipt = Math.max(arriveAt, ...lines.flatMap((line) => line.receipts.map((r) => r.at)))
  const shipment: ShipmentState = {
    shipmentId: shipmentIdOf(store.key, n),
    createdAt: at,
    shippedAt,
    arriveAt,
    closeAt: lastReceipt + 3 * DAY,
    fulfillmentCenter: random.pick(fulfillmentCenters[store.place.code]!),
    lines,
  }
  store.shipments.push(shipment)
  lines.forEach((line, i) => {
    line.receipts.forEach((r, j) => dueAt(store, r.at, { kind: 'receive', shipment, line: i, receipt: j }))
    if (line.lost > 0 && random.chance(0.8))
      dueAt(store, shipment.closeAt + 30 * DAY, {
        kind: 'reimburse',
        listing: line.listing,
        units: line.lost,
        reason: 'Lost_Inbound',
        orderId: null,
      })
  })
  chargeInbound(store, shipment)
  return shipment
}

function chargeInbound(store: StoreState, shipment: ShipmentState): void {
  let carriage = 0
  let placement = 0
  for (const { listing, shipped } of shipment.lines) {
    const fees = inboundFees(store.place.code, listing.page.package, shipped)
    carriage += fees.carriageMinor
    placement += fees.placementMinor
  }
  const { shipmentId, createdAt } = shipment
  postOther(store, createdAt, 'FBAInboundTransportationFee', -carriage, { shipmentId })
  postOther(store, createdAt, 'FBA Inbound Placement Service Fee', -placement, { shipmentId })
}

export function receiveUnits(
  store: StoreState,
  shipment: ShipmentState,
  lineIndex: number,
  receiptIndex: number,
  at: number,
): void {
  const line = shipment.lines[lineIndex]!
  const receipt = line.receipts[receiptIndex]!
  receipt.done = true
  receipt.at = at
  addUnits(store, line.listing, receipt.units)
  noteStock(store, line.listing, {
    at,
    kind: 'Receipts',
    quantity: receipt.units,
    disposition: 'SELLABLE',
    reason: '',
    referenceId: shipment.shipmentId,
  })
}

/** Once a week the seller looks at its stock and buys, by habit and by what it believes it sells. */
export function buyByHabit(store: StoreState, hour: Hour, random: Random): void {
  const habit = store.spec.supply
  random.reseed(mix(mix(store.key, hour.epochHour), 0x5a91))
  const wishes: { listing: ListingState; units: number }[] = []
  for (const listing of store.listings) {
    if (listing.page.state !== 'active') continue
    const onHand = listing.fulfillable + inboundUnits(store, listing)
    const believed = listing.velocity * Math.exp(0.18 * random.normal())
    if (believed < 0.05 || onHand > believed * (habit.leadDays * 0.35 + habit.reorderDays)) continue
    const wanted = Math.max(habit.minimumUnits, believed * habit.coverDays)
    wishes.push({ listing, units: Math.ceil(wanted / habit.cartonUnits) * habit.cartonUnits })
  }
  if (wishes.length === 0) return
  const lead = habit.leadDays + habit.leadSpreadDays * random.normal()
  sendShipment(store, wishes, hour.at, lead, random)
}

/** Warehouse mishaps of a week: units lost, found again, damaged. */
export function mishaps(store: StoreState, hour: Hour, random: Random): void {
  random.reseed(mix(mix(store.key, hour.epochHour), 0xbad))
  for (const listing of store.listings) {
    const lost = loseUnits(store, listing, random.poisson(listing.fulfillable * 0.0006))
    if (lost > 0) {
      noteStock(store, listing, {
        at: hour.at,
        kind: 'Adjustments',
        quantity: -lost,
        disposition: 'SELLABLE',
        reason: 'LOST',
        referenceId: codeOf('ADJ', store.key, store.stockEvents.length, 8),
      })
      if (random.chance(0.75))
        dueAt(store, hour.at + 30 * DAY, {
          kind: 'reimburse',
          listing,
          units: lost,
          reason: 'Lost_Warehouse',
          orderId: null,
        })
      else {
        addUnits(store, listing, lost)
        noteStock(store, listing, {
          at: hour.at + HOUR / 2,
          kind: 'Adjustments',
          quantity: lost,
          disposition: 'SELLABLE',
          reason: 'FOUND',
          referenceId: codeOf('ADJ', store.key, store.stockEvents.length, 8),
        })
      }
    }
    const broken = loseUnits(store, listing, random.poisson(listing.fulfillable * 0.0004))
    if (broken === 0) continue
    listing.unsellable += broken
    const referenceId = codeOf('ADJ', store.key, store.stockEvents.length, 8)
    noteStock(store, listing, {
      at: hour.at,
      kind: 'Adjustments',
      quantity: -broken,
      disposition: 'SELLABLE',
      reason: 'DAMAGED',
      referenceId,
    })
    noteStock(store, listing, {
      at: hour.at,
      kind: 'Adjustments',
      quantity: broken,
      disposition: 'UNSELLABLE',
      reason: 'DAMAGED',
      referenceId,
    })
    dueAt(store, hour.at + 12 * DAY, {
      kind: 'reimburse',
      listing,
      units: broken,
      reason: 'Damaged_Warehouse',
      orderId: null,
    })
  }
}

/** Orders units out of the warehouse; they are gone when the removal completes. */
export function requestRemoval(
  store: StoreState,
  listing: ListingState,
  units: number,
  disposition: RemovalRecord['disposition'],
  kind: RemovalRecord['kind'],
  at: number,
): RemovalRecord {
  const record: RemovalRecord = {
    storeKey: store.facts.key,
    removalOrderId: codeOf('', store.key, 400_000 + store.removals.length, 10),
    requestedAt: at,
    completedAt: null,
    kind,
    sku: listing.page.sku,
    fnsku: listing.page.fnsku,
    disposition,
    requested: units,
    shipped: 0,
    cancelled: 0,
    feeMinor: 0,
  }
  store.removals.push(record)
  dueAt(store, at + 9 * DAY, { kind: 'removal', record, listing })
  return record
}

export function completeRemoval(
  store: StoreState,
  record: RemovalRecord,
  listing: ListingState,
  at: number,
): void {
  const isUnsellable = record.disposition === 'Unsellable'
  const units = isUnsellable
    ? Math.min(record.requested, listing.unsellable)
    : loseUnits(store, listing, record.requested)
  if (isUnsellable) listing.unsellable -= units
  record.completedAt = at
  record.shipped = units
  record.cancelled = record.requested - units
  record.feeMinor = removalFee(store.place.code, listing.page.package) * units
  if (units > 0)
    noteStock(store, listing, {
      at,
      kind: record.kind === 'Return' ? 'VendorReturns' : 'Adjustments',
      quantity: -units,
      disposition: isUnsellable ? 'UNSELLABLE' : 'SELLABLE',
      reason: record.kind === 'Return' ? 'RETURNED_TO_SELLER' : 'DISPOSED',
      referenceId: record.removalOrderId,
    })
  postFee(store, {
    at,
    transactionType: 'other-transaction',
    amountType: 'other-transaction',
    amountDescription: record.kind === 'Return' ? 'RemovalComplete' : 'DisposalComplete',
    amountMinor: -record.feeMinor,
    orderId: record.removalOrderId,
    sku: record.sku,
    quantity: units,
  })
}

/** Once a month what cannot be sold is thrown away or fetched. */
export function clearUnsellable(store: StoreState, hour: Hour): void {
  for (const listing of store.listings)
    if (listing.unsellable > 0)
      requestRemoval(
        store,
        listing,
        listing.unsellable,
        'Unsellable',
        mix(listing.key, hour.day) % 3 === 0 ? 'Return' : 'Disposal',
        hour.at,
      )
}
