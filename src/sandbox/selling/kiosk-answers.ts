// What Data Kiosk's queries answer: rows of sales and traffic, and of unit economics.

import { addDays } from '../exports/text/dates.ts'
import { type Field, GraphqlProblem, project } from './graphql.ts'
import { factsOf, marketplaceIdOf, type SellingCall } from './call.ts'
import {
  type AsinLevel,
  atLevel,
  byPeriod,
  money,
  type Period,
  periodOf,
  salesByAsin,
  salesByDate,
  trafficByAsin,
  trafficByDate,
} from './sales-traffic.ts'
import type { SalesAsin } from '../market/world-trade.ts'
import type { MarketplaceFacts, Store } from '../market/world.ts'

type Args = Readonly<Record<string, unknown>>
type Days = { from: string; to: string }

const MOST_ASINS = 30

function daysOf(args: Args): Days {
  const from = String(args['startDate'] ?? '')
  const to = String(args['endDate'] ?? '')
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to) || from > to)
    throw new GraphqlProblem('startDate and endDate must be days in order')
  return { from, to }
}

function storesOf(call: SellingCall, ids: unknown): Store[] {
  const wanted = Array.isArray(ids) ? ids.map(String) : []
  const found = call.stores.filter((store) => wanted.includes(marketplaceIdOf(call, store)))
  if (found.length === 0)
    throw new GraphqlProblem('marketplaceIds names no store of the seller in this region')
  return found
}

const oneOf = <T extends string>(value: unknown, known: readonly T[], name: string): T => {
  const found = known.find((one) => one === value)
  if (found === undefined) throw new GraphqlProblem(`${name} must be one of ${known.join(', ')}`)
  return found
}

const levels: readonly AsinLevel[] = ['PARENT', 'CHILD', 'SKU']
const periods: readonly Period[] = ['DAY', 'WEEK', 'MONTH']

function asinRow(
  facts: MarketplaceFacts,
  days: Days,
  row: SalesAsin,
  level: AsinLevel,
): Record<string, unknown> {
  return {
    startDate: days.from,
    endDate: days.to,
    marketplaceId: facts.marketplaceId,
    parentAsin: row.parentAsin,
    childAsin: level === 'PARENT' ? null : row.asin,
    sku: level === 'SKU' ? row.sku : null,
    asinAggregation: level,
    sales: {
      ...salesByAsin(facts, row),
      ordersShipped: row.orderItems,
      refundRate: 0,
      shippedProductSales: money(facts, row.orderedSalesMinor),
      unitsRefunded: 0,
      unitsShipped: row.unitsOrdered,
    },
    traffic: trafficByAsin(row),
  }
}

function byAsin(call: SellingCall, args: Args): unknown[] {
  const days = daysOf(args)
  const level = oneOf(args['aggregateBy'], levels, 'aggregateBy')
  return storesOf(call, args['marketplaceIds']).flatMap((store) =>
    atLevel(call.stage.market.reads.salesByAsin({ storeKey: store.key, ...days, asOf: call.now }), level).map(
      (row) => asinRow(factsOf(call, store), days, row, level),
    ),
  )
}

function byDate(call: SellingCall, args: Args): unknown[] {
  const days = daysOf(args)
  const period = oneOf(args['aggregateBy'], periods, 'aggregateBy')
  return storesOf(call, args['marketplaceIds']).flatMap((store) => {
    const { reads } = call.stage.market
    const facts = factsOf(call, store)
    const parents = new Set(reads.listings(store.key).map((listing) => listing.parentAsin)).size
    return byPeriod(reads.salesByDay({ storeKey: store.key, ...days, asOf: call.now }), period).map(
      (one) => ({
        startDate: one.days.from,
        endDate: one.days.to,
        marketplaceId: facts.marketplaceId,
        sales: salesByDate(facts, one.sum),
        traffic: trafficByDate(one.sum, parents),
      }),
    )
  })
}

/** Periods that lie wholly between the days. */
function wholePeriods(days: Days, period: Period): Days[] {
  const found: Days[] = []
  for (let day = days.from; day <= days.to;) {
    const one = periodOf(day, period)
    if (one.from >= days.from && one.to <= days.to) found.push(one)
    day = addDays(one.to, 1)
  }
  return found
}

function trends(call: SellingCall, args: Args): unknown[] {
  const days = daysOf(args)
  const level = oneOf(args['asinAggregation'], levels, 'asinAggregation')
  const period = oneOf(args['dateAggregation'], periods, 'dateAggregation')
  const filters = (args['filters'] ?? []) as { marketplaceId?: string; asins?: string[] }[]
  return filters.flatMap(({ marketplaceId, asins = [] }) => {
    if (asins.length > MOST_ASINS) throw new GraphqlProblem(`At most ${MOST_ASINS} asins a filter`)
    return storesOf(call, [marketplaceId]).flatMap((store) =>
      wholePeriods(days, period).flatMap((one) =>
        atLevel(call.stage.market.reads.salesByAsin({ storeKey: store.key, ...one, asOf: call.now }), level)
          .filter((row) => asins.includes(row.asin) || asins.includes(row.parentAsin))
          .map((row) => asinRow(factsOf(call, store), one, row, level)),
      ),
    )
  })
}

function economicsRows(call: SellingCall, store: Store, days: Days): unknown[] {
  const { reads } = call.stage.market
  const facts = factsOf(call, store)
  const amount = (minor: number) => money(facts, minor)
  const detail = (minor: number, quantity: number) => ({
    amount: amount(minor),
    amountPerUnit: amount(quantity === 0 ? 0 : Math.round(minor / quantity)),
    amountPerUnitDelta: null,
    promotionAmount: amount(0),
    quantity,
    taxAmount: amount(0),
    totalAmount: amount(minor),
  })
  const span = { storeKey: store.key, ...days, asOf: call.now }
  const listings = new Map(reads.listings(store.key).map((listing) => [listing.sku, listing]))
  const fees = new Map<string, Map<string, number>>()
  const refunds = new Map<string, number>()
  for (const event of reads.moneyEvents(span)) {
    if (event.sku === null) continue
    const own = fees.get(event.sku) ?? new Map<string, number>()
    fees.set(event.sku, own)
    for (const part of event.parts) {
      if (part.amountType === 'ItemFees')
        own.set(part.amountDescription, (own.get(part.amountDescription) ?? 0) - part.amountMinor)
      if (event.transactionType === 'Refund' && part.amountDescription === 'Principal')
        refunds.set(event.sku, (refunds.get(event.sku) ?? 0) - part.amountMinor)
    }
  }
  const ads = new Map<string, { cost: number; clicks: number }>()
  for (const row of reads.adRows({ ...span, by: 'span', grain: ['ad'] })) {
    const own = ads.get(row.sku) ?? { cost: 0, clicks: 0 }
    ads.set(row.sku, { cost: own.cost + row.costMinor, clicks: own.clicks + row.clicks })
  }
  return reads.salesByAsin(span).map((row) => {
    const ownFees = [...(fees.get(row.sku) ?? [])]
    const ad = ads.get(row.sku) ?? { cost: 0, clicks: 0 }
    const refunded = refunds.get(row.sku) ?? 0
    const feeSum = ownFees.reduce((sum, [, minor]) => sum + minor, 0)
    const net = row.orderedSalesMinor - refunded - feeSum - ad.cost
    return {
      startDate: days.from,
      endDate: days.to,
      marketplaceId: facts.marketplaceId,
      parentAsin: row.parentAsin,
      childAsin: row.asin,
      msku: row.sku,
      fnsku: listings.get(row.sku)?.fnsku ?? null,
      sales: {
        averageSellingPrice: amount(
          row.unitsOrdered === 0 ? 0 : Math.round(row.orderedSalesMinor / row.unitsOrdered),
        ),
        netProductSales: amount(row.orderedSalesMinor - refunded),
        netUnitsSold: row.unitsOrdered,
        orderedProductSales: amount(row.orderedSalesMinor),
        refundedProductSales: amount(refunded),
        unitsOrdered: row.unitsOrdered,
        unitsRefunded: 0,
      },
      fees: ownFees.map(([feeTypeName, minor]) => ({
        feeTypeName,
        charges: [
          {
            identifier: feeTypeName,
            startDate: days.from,
            endDate: days.to,
            aggregatedDetail: detail(minor, row.unitsOrdered),
            components: null,
            properties: null,
          },
        ],
      })),
      ads:
        ad.clicks === 0
          ? []
          : [{ adTypeName: 'Sponsored Products charges', charge: detail(ad.cost, ad.clicks) }],
      cost: null,
      netProceeds: {
        perUnit: amount(row.unitsOrdered === 0 ? 0 : Math.round(net / row.unitsOrdered)),
        total: amount(net),
      },
    }
  })
}

function economics(call: SellingCall, args: Args): unknown[] {
  const days = daysOf(args)
  const aggregate = (args['aggregateBy'] ?? {}) as { date?: string; productId?: string }
  if (aggregate.productId !== undefined && aggregate.productId !== 'MSKU')
    throw new GraphqlProblem('The sandbox serves productId MSKU only')
  const date = oneOf(aggregate.date ?? 'RANGE', ['DAY', 'WEEK', 'MONTH', 'RANGE'] as const, 'date')
  const spans = date === 'RANGE' ? [days] : wholePeriods(days, date)
  return storesOf(call, args['marketplaceIds']).flatMap((store) =>
    spans.flatMap((one) => economicsRows(call, store, one)),
  )
}

const datasets: Readonly<
  Record<string, Readonly<Record<string, (call: SellingCall, args: Args) => unknown[]>>>
> = {
  analytics_salesAndTraffic_2024_04_24: {
    salesAndTrafficByAsin: byAsin,
    salesAndTrafficByDate: byDate,
    salesAndTrafficTrends: trends,
  },
  analytics_economics_2024_03_15: { economics },
}

/** The question of a query and who answers it. Throws GraphqlProblem when nobody does. */
export function questionOf(top: readonly Field[]): {
  query: Field
  answer: (call: SellingCall, args: Args) => unknown[]
} {
  const [dataset, ...others] = top
  const [query, ...more] = dataset?.fields ?? []
  if (!dataset || !query || others.length > 0 || more.length > 0)
    throw new GraphqlProblem('A query asks one data set one question')
  const answer = datasets[dataset.name]?.[query.name]
  if (!answer) throw new GraphqlProblem(`Cannot query ${dataset.name}.${query.name}`)
  return { query, answer }
}

/** The rows of a query, cut to its selection. Throws GraphqlProblem. */
export function kioskRows(call: SellingCall, top: readonly Field[]): unknown[] {
  const { query, answer } = questionOf(top)
  return answer(call, query.args).map((row) => project(row, query.fields))
}
