// Orders, returns and goods as Seller Central would show them at a given moment.

import { HOUR, dayIndexOf, dayText } from '../calendar.ts'
import { hashText } from '../random.ts'
import type { Span } from '../reads.ts'
import type { ListingState, OrderState, ReturnState, ShipmentState, StoreState } from '../state.ts'
import { agesOf } from '../stock.ts'
import { volumeCm3 } from '../fees/storage.ts'
import type { Instant } from '../world.ts'
import type {
  InboundShipment,
  Order,
  RemovalRecord,
  ReturnRecord,
  ShipTo,
  StockEvent,
  StockRow,
} from '../world-trade.ts'
import { boundsOf } from './bounds.ts'

function orderView(store: StoreState, order: OrderState, asOf: Instant): Order {
  const shipped = order.shipAt > 0 && order.shipAt <= asOf
  const cancelled = order.cancelAt > 0 && order.cancelAt <= asOf
  const delivered = order.deliverAt > 0 && order.deliverAt <= asOf
  return {
    orderId: order.orderId,
    storeKey: store.facts.key,
    purchasedAt: order.placedAt,
    purchasedOn: dayText(dayIndexOf(store.place.timeZone, order.placedAt)),
    status: cancelled ? 'Cancelled' : shipped ? 'Shipped' : 'Pending',
    updatedAt: cancelled ? order.cancelAt : shipped ? order.shipAt : order.placedAt,
    shippedAt: shipped ? order.shipAt : null,
    deliveredAt: delivered ? order.deliverAt : null,
    isBusiness: order.isBusiness,
    lines: order.lines.map((line) => ({
      orderItemId: line.orderItemId,
      sku: line.listing.page.sku,
      asin: line.listing.page.asin,
      quantity: line.quantity,
      itemPriceMinor: line.itemPriceMinor,
      itemTaxMinor: line.itemTaxMinor,
      shippingMinor: line.shippingMinor,
      shippingTaxMinor: line.shippingTaxMinor,
      giftWrapMinor: line.giftWrapMinor,
      promotionMinor: line.promotionMinor,
      promotionId: line.promotionId,
    })),
  }
}

/** Orders bought in the span, oldest first. */
export function orders(store: StoreState, span: Span, now: Instant): Order[] {
  const { from, to, asOf } = boundsOf(store, span, now)
  return store.orders
    .filter((o) => o.placedAt >= from && o.placedAt < to)
    .sort((a, b) => a.placedAt - b.placedAt)
    .map((o) => orderView(store, o, asOf))
}

/** Made-up towns; the postal codes are ones that no real place has. */
const towns: Readonly<
  Record<string, { postalCode: string; places: readonly (readonly [string, string])[] }>
> = {
  US: {
    postalCode: '00000',
    places: [
      ['Maple Hollow', 'OH'],
      ['Fernbrook', 'TX'],
      ['Port Alder', 'WA'],
      ['Dry Creek Falls', 'CA'],
      ['Millhaven', 'NY'],
    ],
  },
  CA: {
    postalCode: 'Z0Z 0Z0',
    places: [
      ['Birchmont', 'ON'],
      ['Saint-Orme', 'QC'],
      ['Cedar Narrows', 'BC'],
    ],
  },
  UK: {
    postalCode: 'ZZ0 0ZZ',
    places: [
      ['Ashcombe Vale', ''],
      ['Little Tarnley', ''],
      ['Wexbridge', ''],
    ],
  },
  DE: {
    postalCode: '00000',
    places: [
      ['Lindenau am See', ''],
      ['Birkenfurt', ''],
      ['Neu Erlach', ''],
    ],
  },
  JP: {
    postalCode: '000-0000',
    places: [
      ['青葉原市', '架空県'],
      ['若松野町', '架空県'],
      ['桜浜市', '架空県'],
    ],
  },
}

/** Where an order goes: invented, fixed by the order id. */
export function shipTo(store: StoreState, order: Pick<Order, 'orderId'>): ShipTo {
  const { postalCode, places } = towns[store.place.code]!
  const [city, state] = places[hashText(order.orderId) % places.length]!
  return { city, state, postalCode, country: store.place.country }
}

function plainReturn(record: ReturnState): ReturnRecord {
  const { order: _order, line: _line, parts: _parts, ...rest } = record
  return rest
}

export function returns(store: StoreState, span: Span, now: Instant): ReturnRecord[] {
  const { from, to } = boundsOf(store, span, now)
  return store.returns.filter((r) => r.returnedAt >= from && r.returnedAt < to).map(plainReturn)
}

const statusOf = (s: ShipmentState, asOf: Instant): InboundShipment['status'] =>
  asOf >= s.closeAt
    ? 'CLOSED'
    : asOf >= s.arriveAt
      ? 'RECEIVING'
      : asOf >= s.shippedAt
        ? 'SHIPPED'
        : 'WORKING'

export function inbound(store: StoreState, asOf: Instant): InboundShipment[] {
  return store.shipments
    .filter((s) => s.createdAt <= asOf)
    .map((s) => ({
      shipmentId: s.shipmentId,
      storeKey: store.facts.key,
      createdAt: s.createdAt,
      shippedAt: s.shippedAt,
      arrivedAt: s.arriveAt <= asOf ? s.arriveAt : null,
      closedAt: s.closeAt <= asOf ? s.closeAt : null,
      status: statusOf(s, asOf),
      fulfillmentCenter: s.fulfillmentCenter,
      lines: s.lines.map((line) => ({
        sku: line.listing.page.sku,
        shipped: line.shipped,
        received: line.receipts.reduce((sum, r) => sum + (r.done && r.at <= asOf ? r.units : 0), 0),
        lost: s.closeAt <= asOf ? line.lost : 0,
      })),
    }))
}

type Level = {
  fulfillable: number
  unsellable: number
  reserved: number
  ages: readonly number[]
  priceMinor: number
}

/** Stock now, or as a past day closed (`i` counts days since the store's first). */
function levelOf(store: StoreState, listing: ListingState, i: number): Level {
  const { days } = listing
  if (i >= days.fulfillable.length) {
    const { fulfillable, unsellable, reserved, page } = listing
    return {
      fulfillable,
      unsellable,
      reserved,
      ages: agesOf(listing, store.firstDay + i),
      priceMinor: page.priceMinor,
    }
  }
  return {
    fulfillable: days.fulfillable[i]!,
    unsellable: days.unsellable[i]!,
    reserved: days.reserved[i]!,
    ages: days.ages.slice(i * 5, i * 5 + 5),
    priceMinor: days.priceMinor[i]!,
  }
}

function expected(store: StoreState, listing: ListingState, asOf: Instant) {
  let working = 0
  let shipped = 0
  let receiving = 0
  for (const s of store.shipments) {
    if (s.createdAt > asOf) continue
    const status = statusOf(s, asOf)
    for (const line of s.lines) {
      if (line.listing !== listing) continue
      const open = line.receipts.reduce((sum, r) => sum + (r.at > asOf ? r.units : 0), 0)
      if (status === 'WORKING') working += open
      else if (status === 'SHIPPED') shipped += open
      else receiving += open
    }
  }
  return { working, shipped, receiving }
}

const last = (values: readonly number[], i: number, n: number): number =>
  values.slice(Math.max(0, i - n + 1), i + 1).reduce((a, b) => a + b, 0)

/** Stock of every SKU at a moment: live for now, else as the day before `asOf` closed. */
export function stock(store: StoreState, asOf: Instant, now: Instant): StockRow[] {
  const live = asOf >= now
  const today = dayIndexOf(store.place.timeZone, live ? now : asOf) - store.firstDay
  const i = live ? Math.max(0, today) : today - 1
  if (i < 0) return []
  return store.listings.map((listing) => {
    const { page, days } = listing
    const level = levelOf(store, listing, i)
    const { working, shipped, receiving } = expected(store, listing, asOf)
    const [d0to90 = 0, d91to180 = 0, d181to270 = 0, d271to365 = 0, over365 = 0] = level.ages
    const spans = (values: readonly number[]) => ({
      t7: last(values, i, 7),
      t30: last(values, i, 30),
      t60: last(values, i, 60),
      t90: last(values, i, 90),
    })
    const unitsShipped = spans(days.shippedUnits)
    return {
      storeKey: store.facts.key,
      sku: page.sku,
      asin: page.asin,
      fnsku: page.fnsku,
      title: page.title,
      priceMinor: level.priceMinor,
      fulfillable: level.fulfillable,
      unsellable: level.unsellable,
      reserved: level.reserved,
      inboundWorking: working,
      inboundShipped: shipped,
      inboundReceiving: receiving,
      age: { d0to90, d91to180, d181to270, d271to365, over365 },
      unitsShipped,
      salesShippedMinor: spans(days.shippedSalesMinor),
      daysOfSupply: unitsShipped.t30 > 0 ? Math.round((level.fulfillable * 30) / unitsShipped.t30) : null,
      unitVolumeCm3: Math.round(volumeCm3(page.package)),
    }
  })
}

/** Movements of stock other than what is plain: receipts, returns, adjustments, removals, and each order shipped. */
export function stockEvents(store: StoreState, span: Span, now: Instant): StockEvent[] {
  const { from, to } = boundsOf(store, span, now)
  const events = store.stockEvents.filter((e) => e.at >= from && e.at < to)
  for (const order of store.orders) {
    if (order.shipAt === 0 || order.shipAt < from || order.shipAt >= to || order.shipAt >= store.hour * HOUR)
      continue
    for (const line of order.lines)
      events.push({
        storeKey: store.facts.key,
        sku: line.listing.page.sku,
        at: order.shipAt,
        kind: 'Shipments',
        quantity: -line.quantity,
        disposition: 'SELLABLE',
        reason: '',
        referenceId: order.orderId,
      })
  }
  return events.sort((a, b) => a.at - b.at)
}

export function removals(store: StoreState, span: Span, now: Instant): RemovalRecord[] {
  const { from, to, asOf } = boundsOf(store, span, now)
  return store.removals
    .filter((r) => r.requestedAt >= from && r.requestedAt < to)
    .map((r) =>
      r.completedAt !== null && r.completedAt > asOf
        ? { ...r, completedAt: null, shipped: 0, cancelled: 0, feeMinor: 0 }
        : { ...r },
    )
}
