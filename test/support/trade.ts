import pg from 'pg'
import { addDays } from '#kernel/day.ts'

// A client's trade written straight into the tables, for screens and rules; files and their reading have their own tests.

export type TradeMarket = {
  marketplace: string
  currency: string
  /** Sales of a day in whole units of the currency, `back` days before the last one. */
  sales(back: number): number
  adCost?: number
}

export type TradePlan = {
  clientId: string
  storeId: string
  lastDay: string
  days: number
  markets: readonly TradeMarket[]
  /** Search terms without an order: text and what each cost, in the first market. */
  deadTerms?: readonly (readonly [string, number])[]
  stock?: readonly { sku: string; onHand: number; soldUnits: number; price: number }[]
}

const unit = 1_000_000

/** Writes sales by day, search terms and stock of a client, as files of the last day would have. */
export async function writeTrade(ownerUrl: string, plan: TradePlan): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const first = addDays(plan.lastDay, 1 - plan.days)
    for (const fact of ['sales_day', 'ads', 'stock'])
      await client.query('select app.ensure_partitions($1, $2::date, $3::date)', [fact, first, plan.lastDay])
    await writeRates(client)
    const trade = { client, plan, first }
    await writeSales(trade, await openImport(trade, 'BusinessReport.csv', 'sales_day', 'by_date|day|ALL'))
    if (plan.deadTerms !== undefined)
      await writeTerms(trade, await openImport(trade, 'Suchbegriffe.xlsx', 'ads', 'search_term|day|ALL'))
    if (plan.stock !== undefined)
      await writeStock(trade, await openImport(trade, 'FBA.txt', 'stock', 'planning|ALL'))
  } finally {
    await client.end()
  }
}

type Trade = { client: pg.Client; plan: TradePlan; first: string }
type Opened = { importId: string; unitId: string }

async function writeRates(client: pg.Client): Promise<void> {
  await client.query(
    `insert into fx_rate (currency, day, per_usd, source) values
       ('EUR', '2025-01-02', 0.9, 'test'), ('CNY', '2025-01-02', 7.2, 'test'), ('GBP', '2025-01-02', 0.78, 'test'), ('JPY', '2025-01-02', 150, 'test')
     on conflict do nothing`,
  )
}

async function openImport(
  { client, plan, first }: Trade,
  file: string,
  dataset: string,
  key: string,
): Promise<Opened> {
  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await client.query<{ id: string }>(text, values)).rows[0]!.id
  const madeAt = `${plan.lastDay}T12:00:00Z`
  const batch = await one(
    `insert into import_batch (client_id, label, origin, created_by, created_at) values ($1, 'x', 'upload', 'x', now()) returning id`,
    [plan.clientId],
  )
  const importId = await one(
    `insert into import (client_id, batch_id, store_id, file_name, state, as_of, created_at, done_at)
     values ($1, $2, $3, $4, 'done', $5, now(), now()) returning id`,
    [plan.clientId, batch, plan.storeId, file, madeAt],
  )
  const unitId = await one(
    `insert into fact_unit (client_id, store_id, dataset, unit_key, marketplace) values ($1, $2, $3, $4, '') returning id`,
    [plan.clientId, plan.storeId, dataset, key],
  )
  await client.query(
    `insert into import_claim (client_id, import_id, unit_id, from_on, to_on, rows_from_on, rows_to_on, row_count, as_of, live)
     values ($1, $2, $3, $4, $5, $4, $5, $6, $7, true)`,
    [plan.clientId, importId, unitId, first, plan.lastDay, plan.days, madeAt],
  )
  return { importId, unitId }
}

async function writeSales({ client, plan, first }: Trade, at: Opened): Promise<void> {
  let line = 1
  for (const market of plan.markets) {
    for (let n = 0; n < plan.days; n += 1) {
      const day = addDays(first, n)
      const sales = market.sales(plan.days - 1 - n) * unit
      const units = Math.max(1, Math.round(sales / unit / 25))
      const ad = (market.adCost ?? 0) * unit
      line += 1
      await client.query(
        `insert into sales_day (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, currency, ordered_sales_micros, units_ordered, order_items, sessions, page_views)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $10, $11, $11)`,
        [
          plan.clientId,
          day,
          at.importId,
          line,
          plan.storeId,
          at.unitId,
          market.marketplace,
          market.currency,
          sales,
          units,
          units * 9,
        ],
      )
      await client.query(
        `insert into client_day (client_id, day, store_id, marketplace, currency, sales_source, sales_micros, units, order_items, sessions, page_views,
           ads_report, impressions, clicks, ad_cost_micros, ad_cost_attributed_micros, ad_sales_micros, ad_orders, ad_units, returned_units)
         values ($1, $2, $3, $4, $5, 'business_report', $6, $7, $7, $8, $8, 'campaign', $9, $10, $11, $11, $12, 3, 3, $13)`,
        [
          plan.clientId,
          day,
          plan.storeId,
          market.marketplace,
          market.currency,
          sales,
          units,
          units * 9,
          market.adCost === undefined ? null : 4000,
          market.adCost === undefined ? null : 60,
          market.adCost === undefined ? null : ad,
          market.adCost === undefined ? null : ad * 4,
          n % 3 === 0 ? 1 : 0,
        ],
      )
    }
  }
}

async function writeTerms({ client, plan }: Trade, at: Opened): Promise<void> {
  const [market] = plan.markets
  let line = 1
  for (const [term, cost] of [...plan.deadTerms!, ['teekanne', 20] as const]) {
    line += 1
    await client.query(
      `insert into ads (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, report, from_on, currency, campaign, search_term, impressions, clicks, cost_micros, sales_micros, orders, units)
       values ($1, $2, $3, $4, $4, $5, $6, $7, 'search_term', $2, $8, 'Auto', $9, 500, 30, $10, 0, $11, $11)`,
      [
        plan.clientId,
        plan.lastDay,
        at.importId,
        line,
        plan.storeId,
        at.unitId,
        market!.marketplace,
        market!.currency,
        term,
        cost * unit,
        term === 'teekanne' ? 9 : 0,
      ],
    )
  }
}

async function writeStock({ client, plan }: Trade, at: Opened): Promise<void> {
  const [market] = plan.markets
  let line = 1
  for (const item of plan.stock!) {
    line += 1
    await client.query(
      `insert into stock (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, source, sku, currency, price_micros, fulfillable, units_shipped_30)
       values ($1, $2, $3, $4, $4, $5, $6, $7, 'planning', $8, $9, $10, $11, $12)`,
      [
        plan.clientId,
        plan.lastDay,
        at.importId,
        line,
        plan.storeId,
        at.unitId,
        market!.marketplace,
        item.sku,
        market!.currency,
        item.price * unit,
        item.onHand,
        item.soldUnits,
      ],
    )
  }
}
