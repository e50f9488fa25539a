// What sellers' subscribers are told as time passes: orders that changed their status, money that can be read.

import { addDays } from '../exports/text/dates.ts'
import type { Order } from '../market/world-trade.ts'
import type { MarketplaceFacts, Region, Store } from '../market/world.ts'
import type { Stage } from '../stage.ts'
import { decimal, iso } from './call.ts'
import { latency, transactionTypes } from './finances.ts'
import { hasListener, notify } from './notifications.ts'

const UPDATE_REACH_DAYS = 60
const DAY = 86_400_000
const LATEST_DELIVERY_DAYS = 4
const orderWords = { Pending: 'Unshipped', Shipped: 'Shipped', Cancelled: 'Canceled' } as const

type Ear = { owner: string; sellerId: string; region: Region; store: Store; facts: MarketplaceFacts }

/** Every store whose seller has subscribed to the type. */
function ears(stage: Stage, type: string): Ear[] {
  const { reads } = stage.market
  return reads.stores().flatMap((store) => {
    const facts = reads.marketplace(store.marketplace)
    const owner = `${store.sellerId}/${facts.region}`
    return hasListener(stage, owner, type)
      ? [{ owner, sellerId: store.sellerId, region: facts.region, store, facts }]
      : []
  })
}

function orderPayload(ear: Ear, order: Order): Record<string, unknown> {
  const isShipped = order.status === 'Shipped'
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  const isOpen = order.status === 'Pending'
  return {
    OrderChangeNotification: {
      NotificationLevel: 'OrderLevel',
      SellerId: ear.sellerId,
      AmazonOrderId: order.orderId,
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: { TimeOfOrderChange: iso(order.updatedAt), ChangeReason: '' },
      Summary: {
        MarketplaceId: ear.facts.marketplaceId,
        OrderStatus: orderWords[order.status],
        PurchaseDate: iso(order.purchasedAt),
        DestinationPostalCode: null,
        FulfillmentType: 'AFN',
        OrderType: 'StandardOrder',
        NumberOfItemsShipped: isShipped ? units : 0,
        NumberOfItemsUnshipped: isOpen ? units : 0,
        EarliestDeliveryDate: iso(order.purchasedAt + DAY),
        LatestDeliveryDate: iso(order.purchasedAt + LATEST_DELIVERY_DAYS * DAY),
        EarliestShipDate: iso(order.purchasedAt),
        LatestShipDate: iso(order.purchasedAt + DAY),
        CancelNotifyDate: order.status === 'Cancelled' ? iso(order.updatedAt) : '',
        OrderPrograms: order.isBusiness ? ['Business'] : [],
        ShippingPrograms: [],
        OrderItems: order.lines.map((line) => ({
          OrderItemId: line.orderItemId,
          SellerSKU: line.sku,
          SupplySourceId: null,
          OrderItemStatus: orderWords[order.status],
          Quantity: line.quantity,
          QuantityShipped: isShipped ? line.quantity : 0,
          IsBuyerRequestedCancel: false,
          ItemEarliestDeliveryDate: iso(order.purchasedAt + DAY),
          ItemLatestDeliveryDate: iso(order.purchasedAt + LATEST_DELIVERY_DAYS * DAY),
        })),
      },
    },
  }
}

/** ORDER_CHANGE for every order whose status changed in (from, to]. */
export function tellOrders(stage: Stage, from: number, to: number): void {
  const { reads } = stage.market
  for (const ear of ears(stage, 'ORDER_CHANGE')) {
    const { key } = ear.store
    const firstDay = addDays(reads.dayOf(key, from), -UPDATE_REACH_DAYS)
    const span = { storeKey: key, from: firstDay, to: reads.dayOf(key, to), asOf: to }
    for (const order of reads.orders(span)) {
      if (order.updatedAt <= from || order.updatedAt > to) continue
      const payload = orderPayload(ear, order)
      notify(stage, { owner: ear.owner, type: 'ORDER_CHANGE', at: order.updatedAt, payload })
    }
  }
}

/** TRANSACTION_UPDATE for every money event that became readable in (from, to]. */
export function tellMoney(stage: Stage, from: number, to: number): void {
  const { reads } = stage.market
  for (const ear of ears(stage, 'TRANSACTION_UPDATE')) {
    const { key } = ear.store
    const span = { storeKey: key, from: reads.dayOf(key, from - DAY), to: reads.dayOf(key, to), asOf: to }
    for (const event of reads.moneyEvents(span)) {
      const at = event.postedAt + latency(event)
      if (at <= from || at > to) continue
      const totalMinor = event.parts.reduce((sum, part) => sum + part.amountMinor, 0)
      const related =
        event.orderId === null
          ? []
          : [{ RelatedIdentifierName: 'OrderId', RelatedIdentifierValue: event.orderId }]
      const payload = {
        TransactionUpdateNotification: {
          SellingPartnerMetadata: {
            SellingPartnerId: ear.sellerId,
            MarketplaceId: ear.facts.marketplaceId,
            AccountType: 'PAYABLE',
          },
          RelatedIdentifiers: related,
          TransactionType: transactionTypes[event.transactionType],
          PostedDate: iso(event.postedAt),
          TotalAmount: {
            CurrencyAmount: decimal(totalMinor, ear.facts.decimals),
            CurrencyCode: ear.facts.currency,
          },
        },
      }
      notify(stage, { owner: ear.owner, type: 'TRANSACTION_UPDATE', at, payload })
    }
  }
}
