// Orders 2026-01-01: the same orders as the reports, without buyers: this app holds no role that would show one.

import { invalidInput, notFound } from '../amazon-error.ts'
import { addDays } from '../exports/text/dates.ts'
import type { Order, OrderLine } from '../market/world-trade.ts'
import type { MarketplaceFacts, Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  countOf,
  decimalText,
  factsOf,
  instantOf,
  iso,
  marketplaceIdOf,
  openPageToken,
  pageToken,
  type SellingCall,
  storesAsked,
} from './call.ts'

const DAY = 86_400_000
const TWO_MINUTES = 120_000
const UPDATE_REACH_DAYS = 60
const statuses = { Pending: 'UNSHIPPED', Shipped: 'SHIPPED', Cancelled: 'CANCELLED' } as const
const includable = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
]

type Included = ReadonlySet<string>

function includedOf(call: SellingCall): Included {
  const asked = call.query.list('includedData')
  const unknown = asked.find((one) => !includable.includes(one))
  if (unknown !== undefined) throw invalidInput(`includedData has no value ${unknown}.`)
  return new Set(asked)
}

function shownLine(
  facts: MarketplaceFacts,
  order: Order,
  line: OrderLine,
  title: string,
  included: Included,
): unknown {
  const money = (minor: number) => ({
    amount: decimalText(minor, facts.decimals),
    currencyCode: facts.currency,
  })
  const isShipped = order.status === 'Shipped'
  const isPriced = order.status !== 'Pending'
  const parts = [
    { type: 'ITEM', subtotal: money(line.itemPriceMinor) },
    { type: 'TAX', subtotal: money(facts.taxInPriceRatio === 0 ? line.itemTaxMinor : 0) },
    { type: 'SHIPPING', subtotal: money(line.shippingMinor) },
    { type: 'GIFT_WRAP', subtotal: money(line.giftWrapMinor) },
    { type: 'DISCOUNT', subtotal: money(-line.promotionMinor) },
  ].filter((part) => Number(part.subtotal.amount) !== 0)
  const total =
    line.itemPriceMinor +
    (facts.taxInPriceRatio === 0 ? line.itemTaxMinor : 0) +
    line.shippingMinor +
    line.giftWrapMinor -
    line.promotionMinor
  return {
    orderItemId: line.orderItemId,
    quantityOrdered: line.quantity,
    product: {
      asin: line.asin,
      title,
      sellerSku: line.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
      ...(isPriced ? { price: { unitPrice: money(Math.round(line.itemPriceMinor / line.quantity)) } } : {}),
    },
    ...(included.has('PROCEEDS') && isPriced
      ? { proceeds: { proceedsTotal: money(total), breakdowns: parts } }
      : {}),
    ...(included.has('PROMOTION') && line.promotionId !== null
      ? { promotion: { breakdowns: [{ promotionId: line.promotionId }] } }
      : {}),
    ...(included.has('FULFILLMENT')
      ? {
          fulfillment: {
            quantityFulfilled: isShipped ? line.quantity : 0,
            quantityUnfulfilled: order.status === 'Pending' ? line.quantity : 0,
          },
        }
      : {}),
  }
}

function shownOrder(
  call: SellingCall,
  store: Store,
  order: Order,
  included: Included,
): Record<string, unknown> {
  const facts = factsOf(call, store)
  const titles = new Map(
    call.stage.market.reads.listings(store.key).map((listing) => [listing.sku, listing.title]),
  )
  const total = order.lines.reduce(
    (sum, line) =>
      sum +
      line.itemPriceMinor +
      (facts.taxInPriceRatio === 0 ? line.itemTaxMinor : 0) +
      line.shippingMinor +
      line.giftWrapMinor -
      line.promotionMinor,
    0,
  )
  const grandTotal = { amount: decimalText(total, facts.decimals), currencyCode: facts.currency }
  return {
    orderId: order.orderId,
    createdTime: iso(order.purchasedAt),
    lastUpdatedTime: iso(order.updatedAt),
    programs: order.isBusiness ? ['AMAZON_BUSINESS'] : [],
    salesChannel: {
      channelName: 'AMAZON',
      marketplaceId: facts.marketplaceId,
      marketplaceName: facts.salesChannel,
    },
    ...(included.has('PROCEEDS') && order.status !== 'Pending' ? { proceeds: { grandTotal } } : {}),
    ...(included.has('FULFILLMENT')
      ? {
          fulfillment: {
            fulfillmentStatus: statuses[order.status],
            fulfilledBy: 'AMAZON',
            fulfillmentServiceLevel: 'EXPEDITED',
          },
        }
      : {}),
    orderItems: order.lines.map((line) =>
      shownLine(facts, order, line, titles.get(line.sku) ?? '', included),
    ),
  }
}

type Sweep = { by: 'purchasedAt' | 'updatedAt'; from: number; to: number; stores: Store[] }

function sweepOf(call: SellingCall): Sweep {
  const { query, now } = call
  const createdAfter = instantOf(query.one('createdAfter'), 'createdAfter')
  const updatedAfter = instantOf(query.one('lastUpdatedAfter'), 'lastUpdatedAfter')
  if ((createdAfter === undefined) === (updatedAfter === undefined))
    throw invalidInput('Exactly one of createdAfter and lastUpdatedAfter is required.')
  const by = createdAfter === undefined ? 'updatedAt' : 'purchasedAt'
  const name = by === 'updatedAt' ? 'lastUpdatedBefore' : 'createdBefore'
  const before = instantOf(query.one(name), name)
  if (before !== undefined && before > now - TWO_MINUTES)
    throw invalidInput(`${name} must be at least two minutes before the request.`)
  const from = createdAfter ?? updatedAfter ?? now
  if (from > now - TWO_MINUTES)
    throw invalidInput('The start must be at least two minutes before the request.')
  const ids = query.list('marketplaceIds')
  if (ids.length > 50) throw invalidInput('marketplaceIds must hold at most 50 ids.')
  const stores = ids.length === 0 ? [...call.stores] : storesAsked(call, ids)
  return { by, from, to: before ?? now - TWO_MINUTES, stores }
}

function ordersOf(call: SellingCall, sweep: Sweep): { store: Store; order: Order }[] {
  const { reads } = call.stage.market
  const wanted = call.query.list('fulfillmentStatuses')
  const isFba = call.query.list('fulfilledBy')
  if (isFba.length > 0 && !isFba.includes('AMAZON')) return []
  return sweep.stores
    .flatMap((store) => {
      const firstDay = reads.dayOf(store.key, sweep.from)
      const from = sweep.by === 'updatedAt' ? addDays(firstDay, -UPDATE_REACH_DAYS) : firstDay
      const span = { storeKey: store.key, from, to: reads.dayOf(store.key, sweep.to), asOf: call.now }
      return reads
        .orders(span)
        .filter((order) => order[sweep.by] >= sweep.from && order[sweep.by] < sweep.to)
        .filter((order) => wanted.length === 0 || wanted.includes(statuses[order.status]))
        .map((order) => ({ store, order }))
    })
    .toSorted(
      (a, b) => a.order[sweep.by] - b.order[sweep.by] || a.order.orderId.localeCompare(b.order.orderId),
    )
}

function searchOrders(call: SellingCall): Answer {
  const { query } = call
  const token = query.one('paginationToken')
  const others = query
    .names()
    .filter((name) => name !== 'paginationToken')
    .toSorted()
    .map((name) => `${name}=${query.list(name).join(',')}`)
    .join('&')
  const opened =
    token === undefined ? null : (openPageToken(call, token) as { skip: number; others: string; to: number })
  if (opened && opened.others !== others)
    throw invalidInput('All other parameters must be those of the request that gave the paginationToken.')
  const sweep = sweepOf(call)
  const to = opened?.to ?? sweep.to
  const found = ordersOf(call, { ...sweep, to })
  const size = countOf(call, 'maxResultsPerPage', 100, 100)
  const skip = opened?.skip ?? 0
  const included = includedOf(call)
  const page = found.slice(skip, skip + size)
  const nextToken =
    skip + size < found.length ? pageToken(call, { skip: skip + size, others, to }, DAY) : undefined
  return {
    body: {
      orders: page.map(({ store, order }) => shownOrder(call, store, order, included)),
      ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
      [sweep.by === 'updatedAt' ? 'lastUpdatedBefore' : 'createdBefore']: iso(to),
    },
  }
}

const REACH_DAYS = 730

/** An order of the seller by its id; null when it has none. */
export function findOrder(call: SellingCall, orderId: string): { store: Store; order: Order } | null {
  const { reads } = call.stage.market
  for (const store of call.stores) {
    const to = reads.dayOf(store.key, call.now)
    const span = { storeKey: store.key, from: addDays(to, -REACH_DAYS), to, asOf: call.now }
    const order = reads.orders(span).find((one) => one.orderId === orderId)
    if (order) return { store, order }
  }
  return null
}

function getOrder(call: SellingCall): Answer {
  const id = call.params['orderId'] ?? ''
  if (!/^\d{3}-\d{7}-\d{7}$/.test(id)) throw invalidInput('orderId is invalid.')
  const found = findOrder(call, id)
  if (!found) throw notFound(`Order ${id} was not found.`)
  return { body: { order: shownOrder(call, found.store, found.order, includedOf(call)) } }
}

/** When and which review requests an order allows. */
const FROM_DAYS = 5
const UNTIL_DAYS = 30
const asked = new WeakMap<object, Set<string>>()

function askedOf(call: SellingCall): Set<string> {
  let set = asked.get(call.stage)
  if (!set) asked.set(call.stage, (set = new Set()))
  return set
}

function mayAsk(call: SellingCall): boolean {
  const id = call.params['amazonOrderId'] ?? ''
  const found = findOrder(call, id)
  if (!found) throw notFound(`Order ${id} was not found.`)
  const [marketplaceId] = call.query.list('marketplaceIds')
  if (marketplaceId !== marketplaceIdOf(call, found.store))
    throw invalidInput('marketplaceIds does not name the marketplace of the order.')
  const { deliveredAt } = found.order
  if (deliveredAt === null || askedOf(call).has(id)) return false
  return call.now >= deliveredAt + FROM_DAYS * DAY && call.now <= deliveredAt + UNTIL_DAYS * DAY
}

function getActions(call: SellingCall): Answer {
  const id = call.params['amazonOrderId'] ?? ''
  const marketplaceId = call.query.list('marketplaceIds')[0] ?? ''
  const base = `/solicitations/v1/orders/${id}`
  const name = 'productReviewAndSellerFeedback'
  const href = `${base}/solicitations/${name}?marketplaceIds=${marketplaceId}`
  const action = { href, name }
  const actions = mayAsk(call) ? [action] : []
  const schema = { href: `${base}/schemas/${name}`, name }
  return {
    body: {
      _links: { self: { href: `${base}?marketplaceIds=${marketplaceId}` }, actions },
      _embedded: {
        actions: actions.map(() => ({ _links: { self: action, schema }, payload: { name } })),
      },
    },
  }
}

function solicit(call: SellingCall): Answer {
  const id = call.params['amazonOrderId'] ?? ''
  if (!mayAsk(call)) throw invalidInput('You cannot request a review for this order now.')
  askedOf(call).add(id)
  return { status: 201, body: {} }
}

export const ordersAnswerers: Answerers = {
  'orders_2026-01-01.searchOrders': searchOrders,
  'orders_2026-01-01.getOrder': getOrder,
  'solicitations.getSolicitationActionsForOrder': getActions,
  'solicitations.createProductReviewAndSellerFeedbackSolicitation': solicit,
}
