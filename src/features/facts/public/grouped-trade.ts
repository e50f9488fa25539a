import { type RawBuilder, sql } from 'kysely'
import type {
  AsinFact,
  DemandFact,
  FeedbackFact,
  ReturnFact,
  SalesDayFact,
  StockFact,
} from '#features/diagnosis/rules/input.ts'
import { type Day, daysBetween } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { chooseSpans } from '../rules/cover.ts'
import { spansOf } from '../store/spans.ts'
import { type Where, liveFacts, microsOrNull, narrowed, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

// Sales, products, demand, returns and stock with the rows behind them.

/** Marketplace days of the business report; where a marketplace has none, days summed from orders (no sessions there). */
export async function groupedSalesDays(tx: ReadTx, where: Where): Promise<SalesDayFact[]> {
  const reported = await reportedDays(tx, where)
  const ordered = await orderedDays(tx, where)
  const told = new Set(reported.map((day) => day.marketplace))
  return [...reported, ...ordered.filter((day) => !told.has(day.marketplace))]
}

type DayRow = BehindColumns & {
  marketplace: string
  currency: string
  day: Day
  sales: string
  units: number
  items: number
  sessions: number | null
  views: number | null
  buyBox: number | null
  refunded: number | null
}

const dayOf =
  (source: SalesDayFact['source']) =>
  (row: DayRow): SalesDayFact => ({
    source,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    day: row.day,
    salesMicros: BigInt(row.sales),
    units: row.units,
    orderItems: row.items,
    sessions: row.sessions,
    pageViews: row.views,
    buyBoxRatio: row.buyBox,
    unitsRefunded: row.refunded,
    ...behindOf(row),
  })

async function reportedDays(tx: ReadTx, where: Where): Promise<SalesDayFact[]> {
  const rows = await tx.rows(sql<DayRow>`
    select marketplace, currency, report_on as day, sum(ordered_sales_micros) as sales, sum(units_ordered)::int as units,
           sum(order_items)::int as items, sum(sessions)::int as sessions, sum(page_views)::int as views,
           sum(buy_box_ratio * sessions) / nullif(sum(sessions) filter (where buy_box_ratio is not null), 0) as "buyBox",
           sum(units_refunded)::int as refunded, ${behindColumns(sql`line`)}
    from sales_day where ${liveFacts(where)} group by marketplace, currency, report_on order by 1, 2, 3`)
  return rows.map(dayOf('business_report'))
}

const sold: RawBuilder<unknown> = sql`lower(status) not in ('cancelled', 'canceled') and coalesce(lower(item_status), '') not in ('cancelled', 'canceled')`

async function orderedDays(tx: ReadTx, where: Where): Promise<SalesDayFact[]> {
  const rows = await tx.rows(sql<DayRow>`
    select marketplace, currency, report_on as day, coalesce(sum(item_price_micros), 0) as sales, sum(quantity)::int as units,
           count(*)::int as items, null::int as sessions, null::int as views, null::float as "buyBox", null::int as refunded,
           ${behindColumns(sql`item_price_micros desc nulls last, line`)}
    from order_line where ${liveFacts(where)} and currency is not null and ${sold}
    group by marketplace, currency, report_on order by 1, 2, 3`)
  return rows.map(dayOf('orders'))
}

/** ASINs over all business reports within the days that do not overlap; reports without a period only where no other exists. */
export async function groupedAsins(tx: ReadTx, where: Where): Promise<AsinFact[]> {
  const spans = await spansOf(tx, where, 'sales_asin')
  const counted: string[] = []
  for (const place of Map.groupBy(spans, (span) => `${span.storeId}|${span.marketplace}`).values()) {
    const daily = place.filter((span) => span.daily)
    const whole = chooseSpans(
      place.filter((span) => !span.daily),
      where,
      daily,
    )
    counted.push(...[...daily, ...whole].map((span) => span.unitId))
  }
  const dated = await asinSums(
    tx,
    sql`${liveFacts(where)} and from_on is not null and unit_id = any (${[...new Set(counted)]}::bigint[])`,
  )
  if (dated.length > 0) return dated
  return asinSums(
    tx,
    sql`client_id = ${where.clientId}::bigint and superseded_by is null and from_on is null ${narrowed(where)}`,
  )
}

async function asinSums(tx: ReadTx, condition: RawBuilder<unknown>): Promise<AsinFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    currency: string
    from: Day | null
    to: Day | null
    asin: string
    parentAsin: string | null
    sku: string | null
    title: string | null
    sessions: number
    views: number
    buyBox: number | null
    units: number
    items: number
    sales: string
  }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, min(from_on) as "from", case when bool_and(from_on is not null) then max(report_on) end as "to",
           coalesce(child_asin, parent_asin, sku) as asin, max(parent_asin) as "parentAsin", max(sku) as sku, max(title) as title,
           sum(sessions)::int as sessions, sum(page_views)::int as views,
           sum(buy_box_ratio * page_views) / nullif(sum(page_views) filter (where buy_box_ratio is not null), 0) as "buyBox",
           sum(units_ordered)::int as units, sum(order_items)::int as items, sum(ordered_sales_micros) as sales, ${behindColumns(sql`sessions desc, line`)}
    from sales_asin where ${condition} and coalesce(child_asin, parent_asin, sku) is not null
    group by marketplace, currency, coalesce(child_asin, parent_asin, sku) order by 1, 2, 5`)
  return rows.map((row) => ({
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    from: row.from,
    to: row.to,
    asin: row.asin,
    parentAsin: row.parentAsin,
    sku: row.sku,
    title: row.title,
    sessions: row.sessions,
    pageViews: row.views,
    buyBoxRatio: row.buyBox,
    units: row.units,
    orderItems: row.items,
    salesMicros: BigInt(row.sales),
    ...behindOf(row),
  }))
}

type DemandRow = {
  marketplace: string
  currency: string | null
  sku: string
  asin: string | null
  title: string | null
  rows: number
  refs: string[]
  days: [Day, number, string][]
}

/** Demand by SKU and day: from orders (cancelled lines left out), or from settled principal where that reaches further back. */
export async function groupedDemand(tx: ReadTx, where: Where): Promise<DemandFact[]> {
  const orders = await tx.rows(sql<DemandRow>`
    select marketplace, currency, sku, max(asin) as asin, max(title) as title, sum(rows)::int as rows,
           (array_agg(ref order by day desc))[1:5] as refs, json_agg(json_build_array(day, units, sales::text) order by day) as days
    from (select marketplace, currency, sku, report_on as day, max(asin) as asin, max(title) as title, sum(quantity)::int as units,
                 coalesce(sum(item_price_micros), 0) as sales, count(*) as rows, min(import_id || ':' || line) as ref
          from order_line where ${liveFacts(where)} and quantity > 0 and ${sold}
          group by marketplace, currency, sku, report_on) daily
    group by marketplace, currency, sku order by 1, 2, 3`)
  const settled = await tx.rows(sql<DemandRow>`
    select marketplace, currency, sku, null as asin, null as title, sum(rows)::int as rows,
           (array_agg(ref order by day desc))[1:5] as refs, json_agg(json_build_array(day, units, sales::text) order by day) as days
    from (select marketplace, currency, sku, report_on as day, sum(quantity)::int as units, sum(amount_micros) as sales, count(*) as rows,
                 min(import_id || ':' || line) as ref
          from money_line where ${liveFacts(where)} and category = 'principal' and quantity > 0 and sku is not null and sku <> ''
          group by marketplace, currency, sku, report_on) daily
    group by marketplace, currency, sku order by 1, 2, 3`)
  // One source a marketplace, never both: the one that reaches further back, orders when they nearly do (they know the purchase day).
  const [orderDays, settledDays] = [daysSeen(orders), daysSeen(settled)]
  const settles = (marketplace: string): boolean =>
    (settledDays.get(marketplace) ?? 0) > 1.5 * (orderDays.get(marketplace) ?? 0)
  return [
    ...withCurrency(orders.filter((row) => !settles(row.marketplace))).map((row) => demandOf(row, 'orders')),
    ...withCurrency(settled.filter((row) => settles(row.marketplace))).map((row) =>
      demandOf(row, 'settlement'),
    ),
  ]
}

/** Days from the first to the last sale of each marketplace. */
function daysSeen(rows: readonly DemandRow[]): Map<string, number> {
  const days = new Map<string, number>()
  for (const [marketplace, own] of Map.groupBy(rows, (row) => row.marketplace)) {
    const all = own.flatMap((row) => row.days.map(([day]) => day))
    if (all.length === 0) continue
    const first = all.reduce((a, b) => (a < b ? a : b))
    const last = all.reduce((a, b) => (a > b ? a : b))
    days.set(marketplace, daysBetween(first, last))
  }
  return days
}

/** Pending lines carry no currency: their units join the SKU's other lines of the marketplace. */
function withCurrency(rows: readonly DemandRow[]): (DemandRow & { currency: string })[] {
  const merged = new Map<string, DemandRow & { currency: string }>()
  const known = new Map(
    rows.filter((row) => row.currency !== null).map((row) => [row.marketplace, row.currency!]),
  )
  for (const row of rows) {
    const currency = row.currency ?? known.get(row.marketplace) ?? findMarketplace(row.marketplace)?.currency
    if (currency === undefined) continue
    const key = `${row.marketplace}|${currency}|${row.sku}`
    const before = merged.get(key)
    merged.set(
      key,
      before === undefined
        ? { ...row, currency }
        : { ...before, rows: before.rows + row.rows, days: [...before.days, ...row.days] },
    )
  }
  return [...merged.values()]
}

function demandOf(row: DemandRow & { currency: string }, source: DemandFact['source']): DemandFact {
  return {
    source,
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    sku: row.sku,
    asin: row.asin,
    title: row.title,
    days: row.days.map(([day, units, sales]) => ({ day, units, salesMicros: BigInt(sales) })),
    ...behindOf(row),
  }
}

/** Returns by month, SKU, reason and condition. */
export async function groupedReturns(tx: ReadTx, where: Where): Promise<ReturnFact[]> {
  type Row = BehindColumns & Omit<ReturnFact, 'marketplace' | 'rows' | 'refs'> & { marketplace: string }
  const rows = await tx.rows(sql<Row>`
    select marketplace, date_trunc('month', report_on)::date as month, sku, max(asin) as asin, max(title) as title, reason, disposition, sum(quantity)::int as quantity, ${behindColumns(sql`report_on desc, line`)}
    from return_line where ${liveFacts(where)} group by 1, 2, 3, reason, disposition order by 1, 2, 3, 6, 7`)
  return rows.map((row) => ({ ...row, marketplace: orNull(row.marketplace), ...behindOf(row) }))
}

/** The newest count of each SKU on or before `to` (else the newest there is), the planning report's ages beside the counts. */
export async function groupedStock(tx: ReadTx, where: Where): Promise<StockFact[]> {
  type Row = Omit<StockFact, 'marketplace' | 'priceMicros' | 'refs' | 'rows'> & {
    marketplace: string
    priceMicros: string | null
    refs: string[]
    rows: number
  }
  const rows = await tx.rows(sql<Row>`
    with live as (
      select *, rank() over (partition by marketplace, source order by (report_on <= ${where.to}::date) desc, report_on desc) as age
      from stock where client_id = ${where.clientId}::bigint and superseded_by is null ${narrowed(where)})
    select marketplace, sku, max(report_on) as "asOf", max(asin) as asin, max(title) as title, max(currency) as currency,
           max(price_micros) as "priceMicros",
           coalesce(sum(fulfillable) filter (where source = 'myi'), sum(fulfillable))::int as fulfillable,
           coalesce(sum(unsellable) filter (where source = 'myi'), sum(unsellable))::int as unsellable,
           coalesce(sum(reserved) filter (where source = 'myi'), sum(reserved))::int as reserved,
           coalesce(sum(coalesce(inbound_working, 0) + coalesce(inbound_shipped, 0) + coalesce(inbound_receiving, 0)) filter (where source = 'myi'),
                    sum(coalesce(inbound_working, 0) + coalesce(inbound_shipped, 0) + coalesce(inbound_receiving, 0)))::int as inbound,
           sum(age_181_to_270)::int as "age181to270", sum(age_271_to_365)::int as "age271to365", sum(age_365_plus)::int as "age365plus",
           max(units_shipped_30) as "unitsShipped30", max(units_shipped_90) as "unitsShipped90",
           count(*)::int as rows, (array_agg(import_id || ':' || line order by source, line))[1:5] as refs
    from live where age = 1 group by marketplace, sku order by 1, 2`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    priceMicros: microsOrNull(row.priceMicros),
    ...behindOf(row),
  }))
}

/** Seller feedback by month and stars. */
export async function groupedFeedback(tx: ReadTx, where: Where): Promise<FeedbackFact[]> {
  type Row = BehindColumns & { marketplace: string; month: Day; rating: number; count: number }
  const rows = await tx.rows(sql<Row>`
    select marketplace, date_trunc('month', report_on)::date as month, rating, count(*)::int as count, ${behindColumns(sql`line`)}
    from feedback where ${liveFacts(where)} group by 1, 2, 3 order by 1, 2, 3`)
  return rows.map((row) => ({ ...row, marketplace: orNull(row.marketplace), ...behindOf(row) }))
}
