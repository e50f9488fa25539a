import type { Order, OrderLine, ShipTo } from '#sandbox/market/world-trade.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { tsvLine } from '../text/csv.ts'
import { type DaySpan, isoWithOffset } from '../text/dates.ts'
import { plainMoney } from '../text/numbers.ts'

export const orderColumns = [
  'amazon-order-id',
  'merchant-order-id',
  'purchase-date',
  'last-updated-date',
  'order-status',
  'fulfillment-channel',
  'sales-channel',
  'order-channel',
  'ship-service-level',
  'product-name',
  'sku',
  'asin',
  'item-status',
  'quantity',
  'currency',
  'item-price',
  'item-tax',
  'shipping-price',
  'shipping-tax',
  'gift-wrap-price',
  'gift-wrap-tax',
  'item-promotion-discount',
  'ship-promotion-discount',
  'ship-city',
  'ship-state',
  'ship-postal-code',
  'ship-country',
  'promotion-ids',
  'is-business-order',
  'purchase-order-number',
  'price-designation',
] as const

/**
 * All Orders by order date: one row per order item. Prices are empty while an order is pending and zero when it was cancelled. The places are made
 * up, but stand where Amazon puts a buyer's.
 */
export function allOrdersText(shop: Shop, span: DaySpan): string {
  const { market } = shop
  const titles = new Map(market.listings(shop.store.key).map((listing) => [listing.sku, listing.title]))
  const lines = [tsvLine(orderColumns)]
  for (const order of market.orders({ storeKey: shop.store.key, ...span, asOf: shop.asOf })) {
    const place = market.shipTo(order)
    for (const line of order.lines) {
      lines.push(tsvLine(orderFields(shop, order, line, place, titles.get(line.sku) ?? '')))
    }
  }
  return textFile(lines, crlf)
}

function orderFields(shop: Shop, order: Order, line: OrderLine, place: ShipTo, title: string): string[] {
  const cancelled = order.status === 'Cancelled'
  const open = order.status === 'Pending'
  const money = (minor: number) => (open || cancelled ? '' : plainMoney(minor, shop.facts.decimals))
  return [
    order.orderId,
    order.orderId,
    isoWithOffset(order.purchasedAt),
    isoWithOffset(order.updatedAt),
    order.status,
    'Amazon',
    shop.facts.salesChannel,
    '',
    'Expedited',
    title,
    line.sku,
    line.asin,
    cancelled ? 'Cancelled' : open ? 'Unshipped' : 'Shipped',
    String(cancelled ? 0 : line.quantity),
    open || cancelled ? '' : shop.facts.currency,
    money(line.itemPriceMinor),
    money(line.itemTaxMinor),
    money(line.shippingMinor),
    money(line.shippingTaxMinor),
    money(line.giftWrapMinor),
    money(0),
    money(line.promotionMinor),
    money(0),
    place.city,
    place.state,
    place.postalCode,
    place.country,
    line.promotionId ?? '',
    order.isBusiness ? 'true' : 'false',
    '',
    order.isBusiness ? 'Business Price' : '',
  ]
}
