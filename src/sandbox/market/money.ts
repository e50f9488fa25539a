// Every movement of money in a store's account, in the words of the settlement report. Orders and refunds keep a reference and
// spell out their parts when read; the total is fixed when posted.

import type { MoneyEntry, OrderLineState, OrderState, ReturnState, StoreState } from './state.ts'
import type { MoneyPart, TransactionType } from './world-trade.ts'

const part = (amountType: string, amountDescription: string, amountMinor: number): MoneyPart => ({
  amountType,
  amountDescription,
  amountMinor,
})

const promotionPart = (line: OrderLineState, amountMinor: number): MoneyPart => ({
  ...part('Promotion', 'Principal', amountMinor),
  ...(line.promotionId ? { promotionId: line.promotionId } : {}),
})

const sum = (parts: readonly MoneyPart[]): number => parts.reduce((total, p) => total + p.amountMinor, 0)

/** How the marketplace names the tax it keeps; null where the seller receives it (JP). */
function withheldName(store: StoreState): string | null {
  if (store.place.taxInPriceRatio === 0) return 'MarketplaceFacilitatorTax'
  return store.place.code === 'JP' ? null : 'MarketplaceFacilitatorVAT'
}

/** Parts of a shipped order item. */
export function orderParts(store: StoreState, line: OrderLineState): MoneyPart[] {
  const inside = store.place.taxInPriceRatio > 0
  const net = (gross: number, tax: number): number => (inside ? gross - tax : gross)
  const discount = line.promotionMinor
  const parts = [part('ItemPrice', 'Principal', net(line.itemPriceMinor, line.itemTaxMinor))]
  if (line.itemTaxMinor > 0) parts.push(part('ItemPrice', 'Tax', line.itemTaxMinor))
  if (line.shippingMinor > 0) {
    parts.push(part('ItemPrice', 'Shipping', net(line.shippingMinor, line.shippingTaxMinor)))
    if (line.shippingTaxMinor > 0) parts.push(part('ItemPrice', 'ShippingTax', line.shippingTaxMinor))
  }
  if (line.giftWrapMinor > 0) parts.push(part('ItemPrice', 'GiftWrap', line.giftWrapMinor))
  if (discount > 0) parts.push(promotionPart(line, -discount))
  const withheld = withheldName(store)
  if (withheld && line.itemTaxMinor > 0)
    parts.push(part('ItemWithheldTax', `${withheld}-Principal`, -line.itemTaxMinor))
  if (withheld && line.shippingTaxMinor > 0)
    parts.push(part('ItemWithheldTax', `${withheld}-Shipping`, -line.shippingTaxMinor))
  parts.push(part('ItemFees', 'Commission', -line.commissionMinor))
  parts.push(part('ItemFees', 'FBAPerUnitFulfillmentFee', -line.fulfilmentMinor))
  if (line.shippingMinor > 0)
    parts.push(part('ItemFees', 'ShippingChargeback', -net(line.shippingMinor, line.shippingTaxMinor)))
  if (line.giftWrapMinor > 0) parts.push(part('ItemFees', 'GiftwrapChargeback', -line.giftWrapMinor))
  return parts
}

/** Parts of refunding some units of an order item; `adminFeeMinor` is what Amazon keeps of its commission. */
export function refundParts(
  store: StoreState,
  line: OrderLineState,
  units: number,
  adminFeeMinor: number,
): MoneyPart[] {
  const share = (minor: number): number => Math.round((minor * units) / line.quantity)
  const inside = store.place.taxInPriceRatio > 0
  const tax = share(line.itemTaxMinor)
  const gross = share(line.itemPriceMinor)
  const parts = [part('ItemPrice', 'Principal', -(inside ? gross - tax : gross))]
  if (tax > 0) parts.push(part('ItemPrice', 'Tax', -tax))
  if (line.promotionMinor > 0) parts.push(promotionPart(line, share(line.promotionMinor)))
  const withheld = withheldName(store)
  if (withheld && tax > 0) parts.push(part('ItemWithheldTax', `${withheld}-Principal`, tax))
  parts.push(part('ItemFees', 'Commission', share(line.commissionMinor)))
  parts.push(part('ItemFees', 'RefundCommission', -adminFeeMinor))
  return parts
}

export function postOrderLine(store: StoreState, order: OrderState, line: OrderLineState): void {
  store.money.push({
    kind: 'order',
    at: order.shipAt,
    totalMinor: sum(orderParts(store, line)),
    isReserve: false,
    order,
    line,
  })
}

export function postRefund(store: StoreState, record: ReturnState, at: number): void {
  store.money.push({ kind: 'refund', at, totalMinor: sum(record.parts), isReserve: false, record })
}

export type FeeDraft = {
  at: number
  transactionType: TransactionType
  amountType: string
  amountDescription: string
  amountMinor: number
  shipmentId?: string
  adjustmentId?: string
  orderId?: string
  sku?: string
  quantity?: number
  isReserve?: boolean
}

/** Posts a single amount; nothing when it is zero. */
export function postFee(store: StoreState, draft: FeeDraft): void {
  if (draft.amountMinor === 0) return
  const { at, amountType, amountDescription, amountMinor, isReserve = false, ...rest } = draft
  const entry: MoneyEntry = {
    kind: 'fee',
    at,
    totalMinor: amountMinor,
    isReserve,
    parts: [part(amountType, amountDescription, amountMinor)],
    ...rest,
  }
  store.money.push(entry)
}

/** A line of the account itself: storage, subscription, reserves … */
export function postOther(
  store: StoreState,
  at: number,
  amountDescription: string,
  amountMinor: number,
  more: Partial<FeeDraft> = {},
): void {
  postFee(store, {
    at,
    transactionType: 'other-transaction',
    amountType: 'other-transaction',
    amountDescription,
    amountMinor,
    ...more,
  })
}
