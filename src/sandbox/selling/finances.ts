// Finances 2024-06-19: money events as transactions. They show up to a day late; what belongs to an open settlement has its group's id too.

import { invalidInput } from '../amazon-error.ts'
import type { MoneyEvent } from '../market/world-trade.ts'
import type { Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  decimal,
  factsOf,
  instantOf,
  iso,
  openPageToken,
  pageToken,
  type SellingCall,
  storesAsked,
} from './call.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const LONGEST = 180 * DAY
const PAGE = 100

export const transactionTypes: Readonly<Record<MoneyEvent['transactionType'], string>> = {
  Order: 'Shipment',
  Refund: 'Refund',
  ServiceFee: 'ServiceFee',
  CouponRedemptionFee: 'CouponRedemption',
  FBAFees: 'FBAFees',
  'other-transaction': 'Other',
}

/** Hours until an event can be read: two to twenty-three. */
export const latency = (event: MoneyEvent): number => (2 + (event.sequence % 22)) * HOUR

type Wish = {
  from: number
  to: number
  ids: string[]
  status: string
  name: string
  value: string
  skip: number
}

function wishOf(call: SellingCall): Wish {
  const { query, now } = call
  const token = query.one('nextToken')
  const from = instantOf(query.one('postedAfter'), 'postedAfter')
  const name = query.one('relatedIdentifierName') ?? ''
  const value = query.one('relatedIdentifierValue') ?? ''
  if (from === undefined && name === '') throw invalidInput('postedAfter is required.')
  if (name !== '' && !['FINANCIAL_EVENT_GROUP_ID', 'ORDER_ID'].includes(name))
    throw invalidInput('relatedIdentifierName is invalid.')
  if (from !== undefined && from > now - 120_000)
    throw invalidInput('postedAfter must be at least two minutes before the request.')
  const asked = instantOf(query.one('postedBefore'), 'postedBefore')
  const opened = token === undefined ? null : (openPageToken(call, token) as { skip: number; to: number })
  const to = asked ?? opened?.to ?? now - 120_000
  if (from !== undefined && to - from > LONGEST)
    throw invalidInput('The time between postedAfter and postedBefore must not be more than 180 days.')
  return {
    from: from ?? now - LONGEST * 2,
    to,
    ids: query.list('marketplaceId'),
    status: query.one('transactionStatus') ?? '',
    name,
    value,
    skip: opened?.skip ?? 0,
  }
}

/** The settlement an event is in, or the running one. */
function groupOf(call: SellingCall, store: Store): (event: MoneyEvent) => string {
  const groups = new Map<number, string>()
  for (const settlement of call.stage.market.reads.settlements(store.key, call.now))
    for (const event of settlement.events) groups.set(event.sequence, settlement.settlementId)
  return (event) => groups.get(event.sequence) ?? `open-${store.key}`
}

function shown(call: SellingCall, store: Store, event: MoneyEvent, group: string): Record<string, unknown> {
  const facts = factsOf(call, store)
  const money = (minor: number) => ({
    currencyCode: facts.currency,
    currencyAmount: decimal(minor, facts.decimals),
  })
  const totalMinor = event.parts.reduce((sum, part) => sum + part.amountMinor, 0)
  const types = [...new Set(event.parts.map((part) => part.amountType))]
  const breakdowns = types.map((type) => {
    const parts = event.parts.filter((part) => part.amountType === type)
    return {
      breakdownType: type,
      breakdownAmount: money(parts.reduce((sum, part) => sum + part.amountMinor, 0)),
      breakdowns: parts.map((part) => ({
        breakdownType: part.amountDescription,
        breakdownAmount: money(part.amountMinor),
      })),
    }
  })
  const related = [
    ['FINANCIAL_EVENT_GROUP_ID', group],
    ['ORDER_ID', event.orderId],
    ['SHIPMENT_ID', event.shipmentId],
    ['REFUND_ID', event.adjustmentId],
  ].flatMap(([relatedIdentifierName, relatedIdentifierValue]) =>
    relatedIdentifierValue === null ? [] : [{ relatedIdentifierName, relatedIdentifierValue }],
  )
  const item = {
    description: event.sku ?? '',
    totalAmount: money(totalMinor),
    breakdowns,
    contexts: [
      {
        contextType: 'ProductContext',
        sku: event.sku,
        quantityShipped: event.quantity ?? 0,
        fulfillmentNetwork: 'AFN',
      },
    ],
  }
  return {
    sellingPartnerMetadata: {
      sellingPartnerId: call.seller.sellerId,
      accountType: 'PAYABLE',
      marketplaceId: facts.marketplaceId,
    },
    relatedIdentifiers: related,
    transactionType: transactionTypes[event.transactionType],
    transactionId: call.stage.seal.name(`transaction/${store.key}/${event.sequence}`, 43),
    transactionStatus: 'RELEASED',
    description: event.transactionType,
    postedDate: iso(event.postedAt),
    totalAmount: money(totalMinor),
    marketplaceDetails: { marketplaceId: facts.marketplaceId, marketplaceName: facts.salesChannel },
    items: event.sku === null ? [] : [item],
    breakdowns,
  }
}

function listTransactions(call: SellingCall): Answer {
  const wish = wishOf(call)
  const { reads } = call.stage.market
  const stores = wish.ids.length === 0 ? call.stores : storesAsked(call, wish.ids)
  const found = stores
    .flatMap((store) => {
      const group = groupOf(call, store)
      const span = {
        storeKey: store.key,
        from: reads.dayOf(store.key, wish.from),
        to: reads.dayOf(store.key, wish.to),
        asOf: call.now,
      }
      return reads
        .moneyEvents(span)
        .filter(
          (event) =>
            event.postedAt >= wish.from &&
            event.postedAt < wish.to &&
            event.postedAt + latency(event) <= call.now &&
            (wish.name !== 'ORDER_ID' || event.orderId === wish.value),
        )
        .map((event) => ({ store, event, group: group(event) }))
        .filter((one) => wish.name !== 'FINANCIAL_EVENT_GROUP_ID' || one.group === wish.value)
    })
    .toSorted((a, b) => a.event.postedAt - b.event.postedAt || a.event.sequence - b.event.sequence)
  const isNone = wish.status !== '' && wish.status !== 'RELEASED'
  const rows = isNone ? [] : found
  const end = wish.skip + PAGE
  const nextToken = end < rows.length ? pageToken(call, { skip: end, to: wish.to }, DAY) : undefined
  return {
    body: {
      payload: {
        ...(nextToken === undefined ? {} : { nextToken }),
        transactions: rows
          .slice(wish.skip, end)
          .map(({ store, event, group }) => shown(call, store, event, group)),
      },
    },
  }
}

export const financesAnswerers: Answerers = {
  'finances_2024-06-19.listTransactions': listTransactions,
}
