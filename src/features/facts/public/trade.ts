import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { chooseSpans, mergeSpans } from '../rules/cover.ts'
import { spansOf } from '../store/spans.ts'
import { type Where, liveFacts, narrowed, orNull } from '../store/where.ts'

// Products, orders, returns and stock of one client.

export type AsinFigures = {
  storeId: string
  marketplace: string | null
  currency: string
  parentAsin: string | null
  childAsin: string | null
  sku: string | null
  title: string | null
  sessions: number
  pageViews: number
  /** Page-view weighted; null when no row says. */
  buyBoxRatio: number | null
  units: number
  orderItems: number
  salesMicros: bigint
}

export type AsinPerformance = {
  rows: AsinFigures[]
  /** The stretches the rows sum over; empty with rows: files that name no period (`dated` false). */
  spans: { from: Day; to: Day }[]
  dated: boolean
}

/**
 * Sessions, conversion and sales by child ASIN from business reports that lie within the days; overlapping reports never count
 * twice. When only reports without a period exist, the newest of them is returned with `dated` false.
 */
export async function asinPerformance(tx: ReadTx, where: Where): Promise<AsinPerformance> {
  const spans = await spansOf(tx, where, 'sales_asin')
  const chosen = []
  for (const place of Map.groupBy(spans, (s) => `${s.storeId}|${s.marketplace}`).values()) {
    const daily = place.filter((s) => s.daily)
    chosen.push(
      ...daily,
      ...chooseSpans(
        place.filter((s) => !s.daily && s.report !== ''),
        where,
        daily,
      ),
    )
  }
  const dated = chosen.filter((s) => s.daily || (s.from >= where.from && s.to <= where.to))
  if (dated.length > 0) {
    const rows = await asinRows(tx, where, [...new Set(dated.map((s) => s.unitId))])
    return { rows, spans: mergeSpans(dated), dated: true }
  }
  const undated = await tx.rows(sql<{ unitId: string; on: Day }>`
    select distinct on (unit_id) unit_id as "unitId", report_on as "on" from sales_asin
    where client_id = ${where.clientId}::bigint and superseded_by is null and from_on is null ${narrowed(where)}
    order by unit_id, report_on desc`)
  const rows: AsinFigures[] = []
  for (const unit of undated)
    rows.push(...(await asinRows(tx, { ...where, from: unit.on, to: unit.on }, [unit.unitId])))
  return { rows, spans: [], dated: false }
}

async function asinRows(tx: ReadTx, where: Where, unitIds: readonly string[]): Promise<AsinFigures[]> {
  type Row = Omit<AsinFigures, 'marketplace' | 'salesMicros'> & { marketplace: string; salesMicros: string }
  const rows = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, currency, parent_asin as "parentAsin", child_asin as "childAsin", sku, max(title) as title,
           sum(sessions)::int as sessions, sum(page_views)::int as "pageViews",
           sum(buy_box_ratio * page_views) / nullif(sum(page_views) filter (where buy_box_ratio is not null), 0) as "buyBoxRatio",
           sum(units_ordered)::int as units, sum(order_items)::int as "orderItems", sum(ordered_sales_micros) as "salesMicros"
    from sales_asin where ${liveFacts(where)} and unit_id = any (${unitIds}::bigint[])
    group by store_id, marketplace, currency, parent_asin, child_asin, sku
    order by sum(ordered_sales_micros) desc`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    salesMicros: BigInt(row.salesMicros),
  }))
}

export type SkuDay = {
  day: Day
  storeId: string
  marketplace: string | null
  sku: string
  asin: string | null
  currency: string | null
  units: number
  orders: number
  /** Null while every line of the day is pending and carries no price. */
  salesMicros: bigint | null
}

/** Units, orders and sales by SKU and day of purchase, cancelled lines left out. */
export async function ordersBySkuDay(tx: ReadTx, where: Where): Promise<SkuDay[]> {
  type Row = Omit<SkuDay, 'marketplace' | 'salesMicros'> & { marketplace: string; salesMicros: string | null }
  const rows = await tx.rows(sql<Row>`
    select report_on as day, store_id as "storeId", marketplace, sku, max(asin) as asin, currency, sum(quantity)::int as units,
           count(distinct order_id)::int as orders, sum(item_price_micros) as "salesMicros"
    from order_line where ${liveFacts(where)} and lower(status) <> 'cancelled' and coalesce(lower(item_status), '') <> 'cancelled'
    group by report_on, store_id, marketplace, sku, currency
    order by report_on, store_id, marketplace, sku`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    salesMicros: row.salesMicros === null ? null : BigInt(row.salesMicros),
  }))
}

export type SkuReturns = {
  storeId: string
  marketplace: string | null
  sku: string
  asin: string | null
  title: string | null
  returnedUnits: number
  /** Units ordered in the same days by the order reports; null when none covers them. */
  orderedUnits: number | null
  reasons: { reason: string | null; units: number }[]
  dispositions: { disposition: string | null; units: number }[]
}

/** Returns by SKU (by return date), with reasons and conditions, most returned first. */
export async function returnsBySku(tx: ReadTx, where: Where): Promise<SkuReturns[]> {
  type Row = {
    storeId: string
    marketplace: string
    sku: string
    asin: string | null
    title: string | null
    reason: string | null
    disposition: string | null
    units: number
  }
  const rows = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, sku, max(asin) as asin, max(title) as title, reason, disposition, sum(quantity)::int as units
    from return_line where ${liveFacts(where)} group by store_id, marketplace, sku, reason, disposition`)
  const ordered = new Map<string, number>()
  const orders = await tx.rows(sql<{ storeId: string; marketplace: string; sku: string; units: number }>`
    select store_id as "storeId", marketplace, sku, sum(quantity)::int as units from order_line
    where ${liveFacts(where)} and lower(status) <> 'cancelled' group by store_id, marketplace, sku`)
  for (const row of orders) ordered.set(`${row.storeId}|${row.marketplace}|${row.sku}`, row.units)
  const tally = <K extends 'reason' | 'disposition'>(list: Row[], key: K): { [k in K]: string | null }[] =>
    [...Map.groupBy(list, (row) => row[key])]
      .map(([value, of]) => ({ [key]: value, units: of.reduce((n, row) => n + row.units, 0) }) as never)
      .sort((a: { units: number }, b: { units: number }) => b.units - a.units)
  return [...Map.groupBy(rows, (row) => `${row.storeId}|${row.marketplace}|${row.sku}`)]
    .map(([key, list]): SkuReturns => {
      const [first] = list
      return {
        storeId: first!.storeId,
        marketplace: orNull(first!.marketplace),
        sku: first!.sku,
        asin: list.find((row) => row.asin !== null)?.asin ?? null,
        title: list.find((row) => row.title !== null)?.title ?? null,
        returnedUnits: list.reduce((n, row) => n + row.units, 0),
        orderedUnits: ordered.get(key) ?? (orders.length === 0 ? null : 0),
        reasons: tally(list, 'reason') as SkuReturns['reasons'],
        dispositions: tally(list, 'disposition') as SkuReturns['dispositions'],
      }
    })
    .sort((a, b) => b.returnedUnits - a.returnedUnits)
}

export type StockFigures = {
  asOf: Day
  storeId: string
  marketplace: string | null
  source: 'myi' | 'planning'
  sku: string
  fnsku: string | null
  asin: string | null
  title: string | null
  currency: string | null
  priceMicros: bigint | null
  fulfillable: number
  unsellable: number | null
  reserved: number | null
  inboundWorking: number | null
  inboundShipped: number | null
  inboundReceiving: number | null
  total: number | null
  age0to90: number | null
  age91to180: number | null
  age181to270: number | null
  age271to365: number | null
  age365plus: number | null
  unitsShipped30: number | null
  unitsShipped90: number | null
  daysOfSupply: number | null
}

/** Stock by SKU in the newest count on or before `asOf`, per store, marketplace and kind of file. */
export async function stockNow(
  tx: ReadTx,
  query: { clientId: string; asOf: Day; storeId?: string | null; marketplace?: string | null },
): Promise<StockFigures[]> {
  type Row = Omit<StockFigures, 'marketplace' | 'priceMicros'> & {
    marketplace: string
    priceMicros: string | null
  }
  const rows = await tx.rows(sql<Row>`
    with newest as (
      select store_id, marketplace, source, max(report_on) as report_on from stock
      where client_id = ${query.clientId}::bigint and report_on <= ${query.asOf}::date and superseded_by is null ${narrowed(query)}
      group by store_id, marketplace, source)
    select s.report_on as "asOf", s.store_id as "storeId", s.marketplace, s.source, s.sku, s.fnsku, s.asin, s.title, s.currency,
           s.price_micros as "priceMicros", s.fulfillable, s.unsellable, s.reserved, s.inbound_working as "inboundWorking",
           s.inbound_shipped as "inboundShipped", s.inbound_receiving as "inboundReceiving", s.total, s.age_0_to_90 as "age0to90",
           s.age_91_to_180 as "age91to180", s.age_181_to_270 as "age181to270", s.age_271_to_365 as "age271to365",
           s.age_365_plus as "age365plus", s.units_shipped_30 as "unitsShipped30", s.units_shipped_90 as "unitsShipped90",
           s.days_of_supply as "daysOfSupply"
    from stock s join newest n on n.store_id = s.store_id and n.marketplace = s.marketplace and n.source = s.source and n.report_on = s.report_on
    where s.client_id = ${query.clientId}::bigint and s.superseded_by is null
    order by s.store_id, s.marketplace, s.source, s.sku`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    priceMicros: row.priceMicros === null ? null : BigInt(row.priceMicros),
  }))
}

export type FeedbackMonth = {
  month: Day
  marketplace: string | null
  ratings: number
  negative: number
  answeredNegative: number
}

/** Seller feedback by month: all ratings, and those of three stars or fewer with how many of them were answered. */
export async function feedbackByMonth(tx: ReadTx, where: Where): Promise<FeedbackMonth[]> {
  const rows = await tx.rows(sql<Omit<FeedbackMonth, 'marketplace'> & { marketplace: string }>`
    select date_trunc('month', report_on)::date as month, marketplace, count(*)::int as ratings,
           count(*) filter (where rating <= 3)::int as negative,
           count(*) filter (where rating <= 3 and has_response)::int as "answeredNegative"
    from feedback where ${liveFacts(where)} group by 1, 2 order by 1, 2`)
  return rows.map((row) => ({ ...row, marketplace: orNull(row.marketplace) }))
}
