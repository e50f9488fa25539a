import { z } from 'zod'
import { instant, instantText, listOf, maybe, money } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Orders 2026-01-01, without buyers: the sets that need a restricted role cannot be named here.

export type OrderPart = 'PROCEEDS' | 'EXPENSE' | 'PROMOTION' | 'CANCELLATION' | 'FULFILLMENT'

const window = z
  .object({ earliestDateTime: maybe(instant), latestDateTime: maybe(instant) })
  .transform((found) => ({ earliestAt: found.earliestDateTime, latestAt: found.latestDateTime }))

const item = z.object({
  orderItemId: z.string(),
  quantityOrdered: z.number().int(),
  product: z.object({
    asin: maybe(z.string()),
    sellerSku: maybe(z.string()),
    title: maybe(z.string()),
    price: maybe(z.object({ unitPrice: maybe(money), priceDesignation: maybe(z.string()) })),
  }),
  proceeds: maybe(
    z.object({
      proceedsTotal: maybe(money),
      breakdowns: listOf(
        z.object({
          type: z.string(),
          subtotal: money,
          detailedBreakdowns: listOf(z.object({ subtype: maybe(z.string()), value: maybe(money) })),
        }),
      ),
    }),
  ),
  promotion: maybe(z.object({ breakdowns: listOf(z.object({ promotionId: maybe(z.string()) })) })),
  cancellation: maybe(
    z.object({
      cancellationRequest: maybe(z.object({ requester: maybe(z.string()) })),
      cancellationExecution: maybe(z.object({ cancelledBy: maybe(z.string()) })),
    }),
  ),
  fulfillment: maybe(
    z.object({
      quantityFulfilled: maybe(z.number().int()),
      quantityUnfulfilled: maybe(z.number().int()),
    }),
  ),
})

const order = z.object({
  orderId: z.string(),
  createdTime: instant,
  lastUpdatedTime: instant,
  programs: listOf(z.string()),
  salesChannel: z.object({
    channelName: z.string(),
    marketplaceId: maybe(z.string()),
    marketplaceName: maybe(z.string()),
  }),
  proceeds: maybe(z.object({ grandTotal: maybe(money) })),
  fulfillment: maybe(
    z.object({
      fulfillmentStatus: z.string(),
      fulfilledBy: maybe(z.string()),
      fulfillmentServiceLevel: maybe(z.string()),
      shipByWindow: maybe(window),
      deliverByWindow: maybe(window),
    }),
  ),
  orderItems: z.array(item),
})

export type Order = z.output<typeof order>

const page = z
  .object({
    orders: z.array(order),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
    lastUpdatedBefore: maybe(instant),
    createdBefore: maybe(instant),
  })
  .transform(({ orders, pagination, lastUpdatedBefore, createdBefore }) => ({
    orders,
    nextToken: pagination?.nextToken ?? null,
    lastUpdatedBefore,
    createdBefore,
  }))

export type OrderPage = z.output<typeof page>

export type OrderSearch = {
  /** At most 50. */
  readonly marketplaceIds: readonly string[]
  /** `before` at least two minutes ago. */
  readonly by:
    | { readonly lastUpdatedAfter: Date; readonly before?: Date }
    | { readonly createdAfter: Date; readonly before?: Date }
  readonly fulfillmentStatuses?: readonly string[]
  readonly fulfilledBy?: readonly ('MERCHANT' | 'AMAZON')[]
  readonly parts: readonly OrderPart[]
  /** Lives a day; everything else must be as in the first call. */
  readonly paginationToken?: string
}

/** A page of up to 100 orders. One call in three minutes: for checking, not for following. */
export async function searchOrders(door: Door, search: OrderSearch): Promise<Answer<OrderPage>> {
  const { by, parts, ...rest } = search
  const before = by.before && instantText(by.before)
  const query = {
    ...rest,
    ...('createdAfter' in by
      ? { createdAfter: instantText(by.createdAfter), createdBefore: before }
      : { lastUpdatedAfter: instantText(by.lastUpdatedAfter), lastUpdatedBefore: before }),
    maxResultsPerPage: 100,
    includedData: parts.length === 0 ? undefined : parts,
  }
  return withoutText(await send(door, 'orders.searchOrders', { query }, page))
}

/** One order, after a notification named it. */
export async function getOrder(
  door: Door,
  one: { orderId: string; parts: readonly OrderPart[] },
): Promise<Answer<Order>> {
  const schema = z.object({ order }).transform((found) => found.order)
  const query = { includedData: one.parts.length === 0 ? undefined : one.parts }
  const call = { path: { orderId: one.orderId }, query }
  return withoutText(await send(door, 'orders.getOrder', call, schema))
}

/** Amazon's own text of an order may hold a buyer's words; it goes no further. */
function withoutText<T>(answer: Answer<T>): Answer<T> {
  return { ...answer, text: '' }
}
