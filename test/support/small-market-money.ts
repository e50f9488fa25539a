import { marketplaceFacts } from '#sandbox/market/marketplaces.ts'
import type { MoneyEvent, MoneyPart, Settlement } from '#sandbox/market/world-trade.ts'
import type { MarketplaceCode } from '#sandbox/market/world.ts'

// Two settlements of each store of the small market.

const at = (text: string) => Date.parse(text)

const part = (amountType: string, amountDescription: string, amountMinor: number): MoneyPart => ({
  amountType,
  amountDescription,
  amountMinor,
  ...(amountType === 'Promotion' ? { promotionId: 'PAWS-1' } : {}),
})

const sale = [
  part('ItemPrice', 'Principal', 123_456),
  part('ItemPrice', 'Tax', 160),
  part('ItemFees', 'Commission', -18_518),
  part('ItemFees', 'FBAPerUnitFulfillmentFee', -475),
  part('ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', -160),
  part('Promotion', 'Principal', -200),
]

function eventsOf(storeKey: string, month: string): MoneyEvent[] {
  const order = {
    storeKey,
    adjustmentId: null,
    shipmentId: 'Dx7',
    orderItemId: '55182930114',
    sku: 'MUG-BLU',
    quantity: 1,
  }
  const plain = {
    storeKey,
    orderId: null,
    adjustmentId: null,
    shipmentId: null,
    orderItemId: null,
    sku: null,
  }
  const serial = Number(month.replace('-', '')) * 10
  const time = (day: string) => at(`${month}-${day}T20:13:08Z`)
  return [
    {
      ...order,
      sequence: serial,
      transactionType: 'Order',
      postedAt: time('03'),
      orderId: '111-1',
      parts: sale,
    },
    // The same line twice is legal in a settlement.
    {
      ...order,
      sequence: serial + 1,
      transactionType: 'Order',
      postedAt: time('03'),
      orderId: '111-1',
      parts: sale,
    },
    {
      ...order,
      sequence: serial + 2,
      transactionType: 'Refund',
      postedAt: time('05'),
      orderId: '111-1',
      parts: [part('ItemPrice', 'Principal', -123_456), part('ItemFees', 'Commission', 14_814)],
    },
    {
      ...plain,
      sequence: serial + 3,
      transactionType: 'ServiceFee',
      postedAt: time('06'),
      quantity: null,
      parts: [part('Cost of Advertising', 'TransactionTotalAmount', -4_321)],
    },
    {
      ...plain,
      sequence: serial + 4,
      transactionType: 'other-transaction',
      postedAt: time('07'),
      quantity: null,
      parts: [part('other-transaction', 'Storage Fee', -7)],
    },
  ]
}

const monthsKnown = ['2026-06', '2026-10']

/** What was paid out to one store. */
export function settlementsOf(storeKey: string): Settlement[] {
  return monthsKnown.map((month, index) => {
    const events = eventsOf(storeKey, month)
    return {
      settlementId: `5111452697${index}`,
      storeKey,
      currency: marketplaceFacts[codeOf(storeKey)].currency,
      startAt: at(`${month}-01T22:07:18Z`),
      endAt: at(`${month}-15T22:07:18Z`),
      depositAt: at(`${month}-17T22:07:18Z`),
      totalMinor: events.flatMap((event) => event.parts).reduce((sum, one) => sum + one.amountMinor, 0),
      events,
    }
  })
}

/** What was settled of one store, and what a month adds that is not. */
export const moneyEventsOf = (storeKey: string): MoneyEvent[] =>
  [...monthsKnown, '2026-11'].flatMap((month) => eventsOf(storeKey, month))

/** The marketplace of a store by its key. */
export function codeOf(storeKey: string): MarketplaceCode {
  return storeKey.slice('small-'.length) as MarketplaceCode
}
