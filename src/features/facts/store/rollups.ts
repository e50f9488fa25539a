import { type RawBuilder, sql } from 'kysely'
import { type Day, addMonths, monthStart } from '#kernel/day.ts'
import { marketplaces } from '#kernel/marketplace.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { moneyGroups } from '../rules/drilling.ts'
import { type MeasureName, measureColumns, measureNames } from '../rules/measures.ts'
import { type BrandProduct, brandPreference, brandProducts } from '../rules/brand-rows.ts'
import type { Dataset } from '../rules/rows.ts'
import { adsPreference } from '../rules/units.ts'
import { type SpokenSpan, countableAds, spansOf } from './spans.ts'

export type Place = { clientId: string; storeId: string }
export type Days = { from: Day; to: Day }

/** Datasets that rollups of days and months rest on. */
const resting: ReadonlySet<Dataset> = new Set([
  'ads',
  'brand_ads',
  'money_line',
  'sales_day',
  'order_line',
  'return_line',
])

/**
 * Brings the rollups of one store up to its live facts for the given days, by delete and insert, in the caller's transaction.
 * `changed` says which facts: a dataset, and of ads which reports when not all; rollups that do not rest on them are left alone.
 */
export async function refreshRollups(
  tx: WriteTx,
  place: Place,
  { dataset, reports }: { dataset: Dataset; reports?: readonly string[] },
  days: Days,
): Promise<void> {
  if (dataset === 'ads') await refreshCampaignDays(tx, place, days, reports ?? adsPreference)
  if (dataset === 'money_line') await refreshMoneyDays(tx, place, days)
  if (!resting.has(dataset)) return
  await refreshClientDays(tx, place, days)
  await refreshClientMonths(tx, place, days)
}

const scopeOf = (place: Place, column: string, days: Days): RawBuilder<unknown> =>
  sql`client_id = ${place.clientId}::bigint and store_id = ${place.storeId}::bigint
    and ${sql.ref(column)} between ${days.from}::date and ${days.to}::date`

async function refreshCampaignDays(
  tx: WriteTx,
  place: Place,
  days: Days,
  reports: readonly string[],
): Promise<void> {
  const among = sql`report = any (${[...reports]}::text[])`
  await tx.rows(sql`delete from campaign_day where ${scopeOf(place, 'day', days)} and ${among}`)
  await tx.rows(sql`
    insert into campaign_day (client_id, day, store_id, marketplace, currency, report, campaign, impressions, clicks, cost_micros, sales_micros, orders, units)
    select client_id, report_on, store_id, marketplace, currency, report, campaign, sum(impressions), sum(clicks), sum(cost_micros), sum(sales_micros), sum(orders), sum(units)
    from ads where ${scopeOf(place, 'report_on', days)} and superseded_by is null and from_on = report_on and ${among}
    group by client_id, report_on, store_id, marketplace, currency, report, campaign
    on conflict (client_id, day, store_id, marketplace, currency, report, campaign) do nothing`)
}

/** The first of the first touched month and the last day of the last. */
function wholeMonths(days: Days): Days {
  return {
    from: monthStart(days.from),
    to: new Date(Date.parse(`${addMonths(monthStart(days.to), 1)}T00:00:00Z`) - 86_400_000)
      .toISOString()
      .slice(0, 10),
  }
}

async function refreshMoneyDays(tx: WriteTx, place: Place, days: Days): Promise<void> {
  await tx.rows(sql`delete from money_day where ${scopeOf(place, 'day', days)}`)
  await tx.rows(sql`
    insert into money_day (client_id, day, store_id, marketplace, currency, source, category, amount_micros, quantity, line_count)
    select client_id, report_on, store_id, marketplace, currency, source, category, sum(amount_micros), coalesce(sum(quantity), 0), count(*)
    from money_line where ${scopeOf(place, 'report_on', days)} and superseded_by is null
    group by client_id, report_on, store_id, marketplace, currency, source, category
    on conflict (client_id, day, store_id, marketplace, currency, source, category) do nothing`)
}

/** One source's contribution to client_day: its expressions, null for every measure it says nothing of. */
function part(
  given: Partial<Record<MeasureName | 'salesSource' | 'adsReport', RawBuilder<unknown>>>,
): RawBuilder<unknown> {
  const types = (name: MeasureName): string => (name === 'buyBoxViews' ? 'float8' : 'numeric')
  return sql.join([
    given.salesSource ?? sql`null::text`,
    given.adsReport ?? sql`null::text`,
    ...measureNames.map((name) => sql`(${given[name] ?? sql`null`})::${sql.raw(types(name))}`),
  ])
}

/** Whether a day's advertising tells what it sold. Console summaries of spend leave the sales out, which is not the same as none. */
const attributed = sql`(max(d.report) <> 'performance_over_time' or sum(d.sales_micros) > 0 or sum(d.orders) > 0)`

const brandMeasures = {
  Impressions: 'impressions',
  Clicks: 'clicks',
  CostMicros: 'cost_micros',
  SalesMicros: 'sales_micros',
  ClickSalesMicros: 'click_sales_micros',
  Orders: 'orders',
} as const

/** The measures of one of the two other ad products, as filtered sums over their reports. */
function brandParts(product: BrandProduct): Partial<Record<MeasureName, RawBuilder<unknown>>> {
  return Object.fromEntries(
    Object.entries(brandMeasures).map(([name, column]) => [
      `${product.toLowerCase()}${name}`,
      sql`sum(${sql.ref(column)}) filter (where ad_product = ${product})`,
    ]),
  )
}

/** Settled money of one day by group, as filtered sums. */
const moneyParts = Object.fromEntries(
  Object.entries(moneyGroups).map(([group, categories]) => [
    group,
    sql`sum(amount_micros) filter (where category = any (${[...categories]}::text[]))`,
  ]),
) as Record<keyof typeof moneyGroups, RawBuilder<unknown>>

/**
 * Windows, not joins, choose the report and the source of a day: just loaded tables have no statistics yet, and a planner that expects one
 * row would loop over thousands for each of thousands.
 */
async function refreshClientDays(tx: WriteTx, place: Place, days: Days): Promise<void> {
  await tx.rows(sql`delete from client_day where ${scopeOf(place, 'day', days)}`)
  const live = sql`${scopeOf(place, 'report_on', days)} and superseded_by is null`
  const told = (report: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    with biz as (
      select report_on as day, marketplace, currency, sum(ordered_sales_micros) as sales, sum(ordered_sales_b2b_micros) as b2b, sum(units_ordered) as units,
             sum(order_items) as items, sum(sessions) as sessions, sum(page_views) as views,
             sum(buy_box_ratio * page_views) as box, sum(units_refunded) as refunded
      from sales_day where ${live} group by report_on, marketplace, currency),
    home as (
      select * from unnest(${marketplaces.map((m) => m.code)}::text[], ${marketplaces.map((m) => m.currency)}::text[]) as h (marketplace, home_currency)),
    ord as (
      select report_on as day, marketplace, currency, count(distinct order_id) as orders, sum(quantity) as units, sum(item_price_micros) as sales
      from order_line where ${live} and lower(status) <> 'cancelled' and coalesce(lower(item_status), '') <> 'cancelled'
      group by report_on, marketplace, currency),
    parts as (${report})`
  const parts = sql`
      select biz.day, biz.marketplace, biz.currency, ${part({
        salesSource: sql`'business_report'`,
        salesMicros: sql`sales`,
        salesB2bMicros: sql`b2b`,
        units: sql`units`,
        orderItems: sql`items`,
        sessions: sql`sessions`,
        pageViews: sql`views`,
        buyBoxViews: sql`box`,
        unitsRefunded: sql`refunded`,
      })} from biz
      union all
      select ord.day, ord.marketplace, coalesce(ord.currency, home.home_currency, ''), ${part({
        salesSource: sql`case when biz.day is null then 'orders' end`,
        orders: sql`ord.orders`,
        salesMicros: sql`case when biz.day is null then ord.sales end`,
        units: sql`case when biz.day is null then ord.units end`,
      })} from ord left join (select distinct day, marketplace from biz) biz on biz.day = ord.day and biz.marketplace = ord.marketplace
           left join home on home.marketplace = ord.marketplace
      union all
      select d.day, d.marketplace, d.currency, ${part({
        adsReport: sql`max(d.report)`,
        impressions: sql`sum(d.impressions)`,
        clicks: sql`sum(d.clicks)`,
        adCostMicros: sql`sum(d.cost_micros)`,
        adCostAttributedMicros: sql`case when ${attributed} then sum(d.cost_micros) end`,
        adSalesMicros: sql`case when ${attributed} then sum(d.sales_micros) end`,
        adOrders: sql`case when ${attributed} then sum(d.orders) end`,
        adUnits: sql`case when ${attributed} then sum(d.units) end`,
      })} from (select *, rank() over (partition by day, marketplace order by array_position(${[...adsPreference]}::text[], report)) as preferred
                  from campaign_day where ${scopeOf(place, 'day', days)}) d
      where d.preferred = 1
      group by d.day, d.marketplace, d.currency
      union all
      select report_on, marketplace, currency, ${part({ ...brandParts('SB'), ...brandParts('SD') })}
      from (select *, rank() over (partition by report_on, marketplace, ad_product
                                   order by array_position(${[...brandPreference]}::text[], report)) as preferred
            from brand_ads where ${live} and from_on = report_on) b
      where preferred = 1
      group by report_on, marketplace, currency
      union all
      select report_on, r.marketplace, coalesce(home.home_currency, ''), ${part({ returnedUnits: sql`sum(quantity)` })}
      from (select report_on, marketplace, quantity from return_line where ${live}) r left join home on home.marketplace = r.marketplace
      group by report_on, r.marketplace, home.home_currency
      union all
      select m.day, m.marketplace, m.currency, ${part(moneyParts)}
      from (select *, bool_or(source = 'settlement') over (partition by day, currency) as settled
            from money_day where ${scopeOf(place, 'day', days)}) m
      where m.source = 'settlement' or not m.settled
      group by m.day, m.marketplace, m.currency`
  const columns = sql.join(measureNames.map((name) => sql.ref(measureColumns[name])))
  const named = sql.join([
    ...['day', 'marketplace', 'currency', 'sales_source', 'ads_report'].map((name) => sql.ref(name)),
    columns,
  ])
  const sums = sql.join(measureNames.map((name) => sql`sum(${sql.ref(measureColumns[name])})`))
  await tx.rows(sql`
    ${told(parts)}
    insert into client_day (client_id, store_id, ${named})
    select ${place.clientId}::bigint, ${place.storeId}::bigint, day, marketplace, currency, max(sales_source), max(ads_report), ${sums}
    from parts as p (${named})
    group by day, marketplace, currency
    on conflict (client_id, day, store_id, marketplace, currency) do nothing`)
}

async function refreshClientMonths(tx: WriteTx, place: Place, days: Days): Promise<void> {
  const months = wholeMonths(days)
  const columns = sql.join(measureNames.map((name) => sql.ref(measureColumns[name])))
  const sums = sql.join(measureNames.map((name) => sql`sum(${sql.ref(measureColumns[name])})`))
  await tx.rows(sql`delete from client_month where ${scopeOf(place, 'month', months)}`)
  await tx.rows(sql`
    insert into client_month (client_id, month, store_id, marketplace, currency, sales_days, ads_days, money_days, ${columns})
    select client_id, date_trunc('month', day)::date, store_id, marketplace, currency,
           count(sales_micros), count(ad_cost_micros), count(coalesce(principal_micros, other_money_micros, other_fee_micros)), ${sums}
    from client_day where ${scopeOf(place, 'day', months)}
    group by 1, 2, 3, 4, 5
    on conflict (client_id, month, store_id, marketplace, currency) do nothing`)
  await addSpannedAds(tx, place, months)
  await addSpannedBrands(tx, place, months)
}

const adColumns = [
  'impressions',
  'clicks',
  'ad_cost_micros',
  'ad_cost_attributed_micros',
  'ad_sales_micros',
  'ad_orders',
  'ad_units',
]

/**
 * Files that only sum over spans count in the month they lie in, where no daily file tells its days. Their days are not counted in
 * ads_days: nobody knows them.
 */
async function addSpannedAds(tx: WriteTx, place: Place, months: Days): Promise<void> {
  const spans = await spansOf(tx, { ...place, ...months }, 'ads')
  const sums = sql`sum(impressions), sum(clicks), sum(cost_micros), sum(cost_micros), sum(sales_micros), sum(orders), sum(units)`
  await addSpans(tx, place, months, {
    table: 'ads',
    units: chosenSpans(spans, months),
    columns: adColumns,
    sums,
  })
}

/** The same of Sponsored Brands and Display, each by itself. */
async function addSpannedBrands(tx: WriteTx, place: Place, months: Days): Promise<void> {
  const all = await spansOf(tx, { ...place, ...months }, 'brand_ads')
  for (const product of brandProducts) {
    const prefix = product.toLowerCase()
    const spans = all.filter((span) => span.report.startsWith(prefix))
    const columns = Object.values(brandMeasures).map((column) => `${prefix}_${column}`)
    const sums = sql.join(Object.values(brandMeasures).map((column) => sql`sum(${sql.ref(column)})`))
    const levels = brandPreference.map((report) => `${prefix}_${report}`)
    const units = chosenSpans(spans, months, levels)
    await addSpans(tx, place, months, { table: 'brand_ads', units, columns, sums })
  }
}

/** Units of files over spans that may be counted in the months they lie in. */
function chosenSpans(spans: readonly SpokenSpan[], months: Days, levels?: readonly string[]): string[] {
  if (spans.every((span) => span.daily)) return []
  const chosen: SpokenSpan[] = []
  for (let month = months.from; month <= months.to; month = addMonths(month, 1))
    chosen.push(...countableAds(spans, wholeMonths({ from: month, to: month }), null, levels))
  return chosen.map((span) => span.unitId)
}

type Spanned = { table: string; units: string[]; columns: readonly string[]; sums: RawBuilder<unknown> }

async function addSpans(
  tx: WriteTx,
  place: Place,
  months: Days,
  { table, units, columns, sums }: Spanned,
): Promise<void> {
  if (units.length === 0) return
  const added = columns.map(
    (column) =>
      sql`${sql.ref(column)} = coalesce(${sql.ref(`m.${column}`)}, 0) + ${sql.ref(`excluded.${column}`)}`,
  )
  await tx.rows(sql`
    insert into client_month as m (client_id, month, store_id, marketplace, currency, sales_days, ads_days, money_days,
                                   ${sql.join(columns.map((column) => sql.ref(column)))})
    select client_id, date_trunc('month', report_on)::date, store_id, marketplace, currency, 0, 0, 0, ${sums}
    from ${sql.table(table)}
    where ${scopeOf(place, 'report_on', months)} and superseded_by is null and unit_id = any (${units}::bigint[])
    group by 1, 2, 3, 4, 5
    on conflict (client_id, month, store_id, marketplace, currency) do update set ${sql.join(added)}`)
}
