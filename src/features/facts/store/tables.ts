import type { Dataset, FactRow } from '../rules/rows.ts'

// The fact tables' own columns, in one list per dataset: it makes the temporary table, the COPY text and the insert.

export type FactColumn = {
  readonly name: string
  readonly type: string
  readonly of: (row: FactRow) => unknown
}

export type FactTable = {
  readonly dataset: Dataset
  readonly columns: readonly FactColumn[]
  /** What names a row within its unit; empty: rows have no name and only equal rows are the same. */
  readonly key: readonly string[]
}

/** Columns whose field is not simply their name in camelCase. */
const fields: Readonly<Record<string, string>> = {
  from_on: 'from',
  age_0_to_90: 'age0to90',
  age_91_to_180: 'age91to180',
  age_181_to_270: 'age181to270',
  age_271_to_365: 'age271to365',
  age_365_plus: 'age365plus',
}

function column(text: string): FactColumn {
  const [name, type] = text.split(' ') as [string, string]
  const field = fields[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return { name, type, of: (row) => (row as unknown as Record<string, unknown>)[field] }
}

function table(dataset: Dataset, key: string, columns: string): FactTable {
  return {
    dataset,
    key: key.split(' ').filter((word) => word !== ''),
    columns: columns
      .split(',')
      .map((text) => text.trim())
      .map(column),
  }
}

export const factTables: Readonly<Record<Dataset, FactTable>> = {
  money_line: table(
    'money_line',
    '',
    `source text, settlement_id text, posted_at timestamptz, transaction_type text, amount_type text, amount_description text,
     category text, amount_micros bigint, currency text, order_id text, sku text, quantity int, part smallint`,
  ),
  sales_day: table(
    'sales_day',
    'currency',
    `currency text, ordered_sales_micros bigint, ordered_sales_b2b_micros bigint, units_ordered int, order_items int, sessions int,
     page_views int, buy_box_ratio float8, units_refunded int, shipped_sales_micros bigint, units_shipped int, orders_shipped int,
     feedback_received int, negative_feedback int`,
  ),
  sales_asin: table(
    'sales_asin',
    'from_on parent_asin child_asin sku',
    `from_on date, currency text, parent_asin text, child_asin text, sku text, title text, sessions int, page_views int,
     buy_box_ratio float8, units_ordered int, units_ordered_b2b int, ordered_sales_micros bigint, ordered_sales_b2b_micros bigint, order_items int`,
  ),
  ads: table(
    'ads',
    'report from_on campaign_id campaign ad_group_id ad_group target match_type search_term placement sku asin',
    `report text, from_on date, currency text, portfolio text, campaign_id text, campaign text, ad_group_id text, ad_group text,
     target text, match_type text, search_term text, placement text, bidding_strategy text, sku text, asin text, impressions int, clicks int,
     cost_micros bigint, sales_micros bigint, orders int, units int, window_days smallint`,
  ),
  ads_entity: table(
    'ads_entity',
    'entity campaign_id ad_group_id entity_id placement text match_type',
    `entity text, currency text, campaign_id text, ad_group_id text, entity_id text, portfolio_id text, portfolio text, name text, state text,
     targeting_type text, daily_budget_micros bigint, bid_micros bigint, bidding_strategy text, placement text, adjustment_percent float8,
     sku text, asin text, text text, match_type text`,
  ),
  ads_invalid: table(
    'ads_invalid',
    'from_on campaign',
    `from_on date, campaign text, impressions int, clicks int, gross_impressions int, gross_clicks int, invalid_impressions int,
     invalid_clicks int`,
  ),
  bid_recommendation: table(
    'bid_recommendation',
    'entity_id theme',
    `currency text, campaign_id text, ad_group_id text, entity_id text, match_type text, text text, theme text, low_micros bigint,
     middle_micros bigint, high_micros bigint`,
  ),
  brand_ads: table(
    'brand_ads',
    'ad_product report from_on campaign_id campaign ad_group_id ad_group target_id target match_type search_term placement',
    `ad_product text, report text, from_on date, currency text, portfolio text, campaign_id text, campaign text, ad_group_id text,
     ad_group text, target_id text, target text, match_type text, search_term text, placement text, cost_type text, impressions int,
     viewable_impressions int, clicks int, cost_micros bigint, sales_micros bigint, orders int, units int, click_sales_micros bigint,
     click_orders int, click_units int, new_to_brand_orders int, new_to_brand_sales_micros bigint, new_to_brand_units int`,
  ),
  brand_campaign: table(
    'brand_campaign',
    'ad_product campaign_id',
    `ad_product text, currency text, campaign_id text, name text, state text, portfolio_id text, portfolio text, budget_micros bigint,
     budget_type text, cost_type text, started_on date, ended_on date, is_reported boolean`,
  ),
  stock: table(
    'stock',
    'sku condition',
    `source text, sku text, fnsku text, asin text, title text, condition text, currency text, price_micros bigint, fulfillable int,
     unsellable int, reserved int, inbound_working int, inbound_shipped int, inbound_receiving int, total int, age_0_to_90 int,
     age_91_to_180 int, age_181_to_270 int, age_271_to_365 int, age_365_plus int, units_shipped_30 int, units_shipped_90 int,
     days_of_supply float8`,
  ),
  order_line: table(
    'order_line',
    'order_id sku',
    `order_id text, purchased_at timestamptz, updated_at timestamptz, sales_channel text, fulfillment text, status text,
     item_status text, sku text, asin text, title text, quantity int, currency text, item_price_micros bigint, item_tax_micros bigint,
     shipping_price_micros bigint, promotion_micros bigint, ship_country text, is_business boolean`,
  ),
  return_line: table(
    'return_line',
    'order_id sku returned_at reason disposition',
    `returned_at timestamptz, order_id text, sku text, asin text, fnsku text, title text, quantity int, fulfillment_center text,
     disposition text, reason text, status text`,
  ),
  removal_line: table(
    'removal_line',
    'removal_order_id sku disposition shipped_on',
    `shipped_on date, removal_order_id text, order_type text, sku text, fnsku text, disposition text, requested int, cancelled int,
     disposed int, shipped int, fee_micros bigint, currency text`,
  ),
  reimbursement: table(
    'reimbursement',
    'reimbursement_id sku reason',
    `approved_at timestamptz, reimbursement_id text, case_id text, order_id text, reason text, sku text, fnsku text, asin text, title text,
     currency text, per_unit_micros bigint, amount_micros bigint, quantity_cash int, quantity_inventory int, quantity int, original_id text`,
  ),
  storage_fee: table(
    'storage_fee',
    'kind from_on fnsku fulfillment_center size_tier age_tier',
    `kind text, from_on date, sku text, fnsku text, asin text, title text, fulfillment_center text, size_tier text, age_tier text, units float8,
     volume float8, volume_unit text, rate_micros bigint, surcharge_rate_micros bigint, incentive_micros bigint, currency text, fee_micros bigint`,
  ),
  stock_move: table(
    'stock_move',
    'from_on location sku fnsku disposition',
    `from_on date, location text, sku text, fnsku text, asin text, title text, disposition text, starting int, in_transit int, received int,
     shipped int, returned int, removed int, transferred int, found int, lost int, damaged int, disposed int, other int, unknown int, ending int`,
  ),
  listing: table(
    'listing',
    'sku',
    `listing_id text, sku text, asin text, title text, currency text, price_micros bigint, quantity int, opened_on date, fulfillment text, status text`,
  ),
  fee_estimate: table(
    'fee_estimate',
    'sku fnsku',
    `sku text, fnsku text, asin text, title text, size_tier text, currency text, price_micros bigint, longest_side float8, median_side float8,
     shortest_side float8, side_unit text, weight float8, weight_unit text, total_micros bigint, referral_micros bigint, fulfillment_micros bigint`,
  ),
  account_health: table(
    'account_health',
    'metric',
    `metric text, status text, count int, base int, rate float8, target float8, condition text, window_from date, window_to date`,
  ),
  feedback: table('feedback', 'order_id', `rating int, order_id text, has_response boolean`),
  search_rank: table(
    'search_rank',
    'from_on department search_term position',
    `from_on date, department text, search_term text, rank int, position smallint, asin text, title text, click_share float8,
     conversion_share float8`,
  ),
  search_query: table(
    'search_query',
    'from_on asin search_query',
    `from_on date, asin text, search_query text, score int, volume bigint, impressions_total bigint, impressions bigint, clicks_total bigint,
     clicks bigint, cart_adds_total bigint, cart_adds bigint, purchases_total bigint, purchases bigint, currency text,
     click_price_total_micros bigint, click_price_micros bigint, purchase_price_total_micros bigint, purchase_price_micros bigint`,
  ),
}

/** One value in COPY's text format. */
function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return plain.test(value) ? escaped(value) : value
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString()
  throw new Error('a fact holds text, numbers and truth values')
}

// PostgreSQL has no NUL in text; COPY's own signs are escaped.
const plain = /[\\\t\n\r\0]/

function escaped(text: string): string {
  return text
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
}

/** Encodes one row after the columns every fact has: row_no, line, unit_no, report_on, marketplace. */
export function copyLine(
  table: FactTable,
  row: FactRow,
  own: { rowNo: number; unitNo: number; reportOn: string; marketplace: string },
): string {
  let line = `${own.rowNo}\t${row.line}\t${own.unitNo}\t${own.reportOn}\t${copyText(own.marketplace)}`
  for (const { of } of table.columns) line += `\t${copyText(of(row))}`
  return `${line}\n`
}
