// Orders: placed by a visit, then shipped, cancelled or delivered when their hour comes.

import { DAY, HOUR, dayText } from './calendar.ts'
import { couponRatio } from './conversion.ts'
import { dueAt } from './due.ts'
import { fulfilmentFee, lowInventoryFee } from './fees/fulfilment.ts'
import { referralFee } from './fees/referral.ts'
import type { FeeCategory } from './fees/referral.ts'
import { orderIdOf, orderItemIdOf } from './ids.ts'
import { postOrderLine } from './money.ts'
import { mix, type Random } from './random.ts'
import type { Lane, ListingState, OrderLineState, OrderState, StoreState } from './state.ts'
import { giveBack, takeUnits } from './stock.ts'
import type { Hour } from './traffic.ts'

/** Sales tax on top of the price by the buyer's place (US states, CA provinces), made-up mix. */
const onTop: Readonly<Record<string, readonly number[]>> = {
  US: [0, 0.0625, 0.07, 0.0725, 0.0825, 0.095],
  CA: [0.05, 0.13, 0.13, 0.13, 0.15],
}

/** Chances of what buyers do with an order. */
export const buyers = {
  business: 0.05,
  /** Takes another variation than the one clicked. */
  sibling: 0.16,
  /** Adds another product of the shop. */
  another: 0.04,
  cancels: 0.018,
  /** The advertising report drops the order again, weeks later. */
  dropped: 0.012,
}

/** Mean pieces of a line: `quantityOf` summed out. */
export const meanQuantity = buyers.business * 2.906 + (1 - buyers.business) * 1.12

function quantityOf(random: Random, isBusiness: boolean, room: number): number {
  const u = random.next()
  const wanted = isBusiness ? 1 + Math.floor(u * u * 7) : u < 0.9 ? 1 : u < 0.98 ? 2 : 3
  return Math.min(room, wanted)
}

function lineOf(
  store: StoreState,
  listing: ListingState,
  quantity: number,
  day: number,
  taxRatio: number,
  random: Random,
): OrderLineState {
  const price = listing.page.priceMinor * quantity
  const coupon = couponRatio(store, listing, dayText(day))
  const clipped = coupon > 0 && random.chance(0.55)
  const discount = clipped ? Math.round(price * coupon) : 0
  const promotion = clipped
    ? store.promotions.find(
        (p) =>
          p.discountRatio === coupon &&
          p.skus.includes(listing.page.sku) &&
          p.fromOn <= dayText(day) &&
          dayText(day) <= p.toOn,
      )
    : undefined
  const inside = store.place.taxInPriceRatio
  const paid = price - discount
  const unit = store.place.decimals === 0 ? 1 : 0.01
  const shipping = random.chance(0.05) ? Math.round((store.place.decimals === 0 ? 410 : 4.99) / unit) : 0
  return {
    orderItemId: orderItemIdOf(store.key, store.orders.length * 4 + random.int(2)),
    listing,
    quantity,
    itemPriceMinor: price,
    itemTaxMinor: inside > 0 ? Math.round(paid - paid / (1 + inside)) : Math.round(paid * taxRatio),
    shippingMinor: shipping,
    shippingTaxMinor:
      inside > 0 ? Math.round(shipping - shipping / (1 + inside)) : Math.round(shipping * taxRatio),
    giftWrapMinor: random.chance(0.008) ? Math.round((store.place.decimals === 0 ? 380 : 3.99) / unit) : 0,
    promotionMinor: discount,
    promotionId: promotion?.promotionId ?? null,
    commissionMinor: 0,
    fulfilmentMinor: 0,
    returnedUnits: 0,
  }
}

function count(order: OrderState): void {
  for (const line of order.lines) {
    const days = line.listing.days
    const i = days.units.length - 1
    days.units[i]! += line.quantity
    days.items[i]!++
    days.salesMinor[i]! += line.itemPriceMinor
    if (order.isBusiness) {
      days.businessUnits[i]! += line.quantity
      days.businessItems[i]!++
      days.businessSalesMinor[i]! += line.itemPriceMinor
    }
  }
}

/** Places an order; the units leave the shelf at once. The listing must have stock. */
export function placeOrder(
  store: StoreState,
  listing: ListingState,
  at: number,
  day: number,
  random: Random,
): OrderState {
  const n = store.orders.length
  const isBusiness = random.chance(buyers.business)
  const rates = onTop[store.place.code]
  const taxRatio = rates ? random.pick(rates) : 0
  const lines = [
    lineOf(store, listing, quantityOf(random, isBusiness, listing.fulfillable), day, taxRatio, random),
  ]
  if (random.chance(buyers.another)) {
    const other = random.pick(store.listings)
    if (other !== listing && other.fulfillable > 0 && other.page.state === 'active') {
      const line = lineOf(store, other, 1, day, taxRatio, random)
      line.orderItemId = orderItemIdOf(store.key, n * 4 + 3)
      lines.push(line)
    }
  }
  const shipAt = at + 5 * HOUR + Math.floor(Math.min(60, random.exponential(13)) * HOUR)
  const cancelled = random.chance(buyers.cancels)
  const order: OrderState = {
    orderId: orderIdOf(store.place.code, store.index, store.key, n),
    placedAt: at,
    day,
    shipAt: cancelled ? 0 : shipAt,
    deliverAt: cancelled ? 0 : shipAt + 20 * HOUR + Math.floor(random.exponential(26) * HOUR),
    cancelAt: cancelled ? at + HOUR + Math.floor(random.next() * 4 * HOUR) : 0,
    isBusiness,
    lines,
  }
  store.orders.push(order)
  store.orderById.set(order.orderId, order)
  for (const line of lines) takeUnits(store, line.listing, line.quantity)
  count(order)
  dueAt(store, cancelled ? order.cancelAt : shipAt, { kind: cancelled ? 'cancel' : 'ship', order })
  return order
}

export function cancelOrder(store: StoreState, order: OrderState): void {
  for (const line of order.lines) giveBack(store, line.listing, line.quantity)
}

/** The parcel leaves: stock is gone, money is posted. */
export function shipOrder(store: StoreState, order: OrderState, hour: Hour): void {
  const day = dayText(hour.day)
  for (const line of order.lines) {
    const { listing, quantity } = line
    const { page } = listing
    listing.reserved -= quantity
    const i = listing.days.shippedUnits.length - 1
    listing.days.shippedUnits[i]! += quantity
    listing.days.shippedSalesMinor[i]! += line.itemPriceMinor
    const paid = line.itemPriceMinor - line.promotionMinor
    line.commissionMinor = referralFee(store.place.code, page.category as FeeCategory, day, paid)
    line.fulfilmentMinor =
      quantity *
      (fulfilmentFee(store.place.code, page.package, day, page.priceMinor).feeMinor +
        lowInventoryFee(store.place.code, listing.lastFeeSupplyDays))
    if (line.promotionId) {
      const use = store.couponUse.get(line.promotionId) ?? { redeemed: 0, salesMinor: 0 }
      use.redeemed++
      use.salesMinor += line.itemPriceMinor
      store.couponUse.set(line.promotionId, use)
    }
    postOrderLine(store, order, line)
  }
  dueAt(store, order.deliverAt, { kind: 'deliver', order })
}

/** A click becomes an order, of the product clicked or of its sibling; nothing when the shelf is empty. */
export function convertClick(
  store: StoreState,
  click: number,
  lane: Lane,
  at: number,
  hour: Hour,
  random: Random,
): void {
  random.reseed(mix(mix(store.key, click), 0x7f4a7c15))
  const clicked = lane.ad.listing
  let bought = clicked
  const siblings = clicked.family.listings.filter(
    (l) => l !== clicked && l.fulfillable > 0 && l.page.state === 'active',
  )
  if (siblings.length > 0 && (clicked.fulfillable <= 0 || random.chance(buyers.sibling)))
    bought = random.pick(siblings)
  if (bought.fulfillable <= 0) {
    clicked.lostUnits++
    return
  }
  const order = placeOrder(store, bought, at, hour.day, random)
  const late = random.next()
  const knownAt = at + (late < 0.95 ? (6 + random.next() * 18) * HOUR : (late < 0.985 ? 7 : 28) * DAY)
  const clickAt = store.clicks.minute[click]! * 60_000
  const dropped =
    order.cancelAt > 0
      ? order.cancelAt + 2 * DAY
      : random.chance(buyers.dropped)
        ? clickAt + (28 + random.next() * 31) * DAY
        : 0
  for (const line of order.lines)
    store.conversions.push({
      click,
      order,
      line,
      isSameSku: line.listing === clicked,
      knownAt: Math.min(knownAt, clickAt + 60 * DAY),
      droppedAt: dropped === 0 ? 0 : Math.max(dropped, knownAt + HOUR),
    })
}
