import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { sourcesOf } from '../rules/drilling.ts'
import type { MetricName } from '../rules/kpi.ts'
import type { Dataset, MoneyCategory } from '../rules/rows.ts'
import { adsPreference } from '../rules/units.ts'
import { toldOfBrands } from '../store/brand-told.ts'
import { type Where, liveFacts, orNull, rollupDays } from '../store/where.ts'

// From a figure to Amazon's own rows: every row names the file and the line it was read from.

export type DrillRow = {
  dataset: Dataset
  importId: string
  fileName: string
  line: number
  day: Day
  storeId: string
  marketplace: string | null
  /** The row's own columns by their names; money as micros in text, dates as text. */
  values: Record<string, string | number | boolean | null>
}

export type Drill = { rows: DrillRow[]; total: number }

export type DrillQuery = Where & {
  /** A metric, or a dataset named outright. */
  metric?: MetricName
  dataset?: Dataset
  /** Narrows the rows to equal values, e.g. { campaign: 'Brand', sku: 'A-1' }. Columns a table does not have are refused. */
  equals?: Readonly<Record<string, string>>
  categories?: readonly MoneyCategory[]
  limit?: number
  offset?: number
}

const hidden = new Set([
  'client_id',
  'report_on',
  'import_id',
  'row_no',
  'line',
  'store_id',
  'unit_id',
  'superseded_by',
  'marketplace',
  'file_name',
  'total',
])

/** Columns by which rows may be narrowed. */
const narrowable: Readonly<Record<Dataset, readonly string[]>> = {
  money_line: [
    'settlement_id',
    'transaction_type',
    'amount_type',
    'amount_description',
    'category',
    'order_id',
    'sku',
    'currency',
  ],
  sales_day: ['currency'],
  sales_asin: ['child_asin', 'parent_asin', 'sku', 'currency'],
  ads: [
    'report',
    'campaign',
    'ad_group',
    'target',
    'match_type',
    'search_term',
    'placement',
    'sku',
    'asin',
    'currency',
  ],
  ads_invalid: ['campaign'],
  ads_entity: ['entity', 'campaign_id', 'ad_group_id', 'state', 'sku'],
  bid_recommendation: ['campaign_id', 'ad_group_id', 'entity_id', 'text', 'theme'],
  stock: ['source', 'sku', 'asin', 'fnsku'],
  order_line: ['order_id', 'sku', 'asin', 'status', 'currency'],
  return_line: ['order_id', 'sku', 'asin', 'reason', 'disposition'],
  removal_line: ['removal_order_id', 'sku', 'disposition'],
  feedback: ['order_id'],
  search_rank: ['search_term', 'asin', 'department'],
  search_query: ['search_query', 'asin'],
  reimbursement: ['reimbursement_id', 'reason', 'sku', 'asin', 'currency'],
  storage_fee: ['kind', 'fnsku', 'asin', 'age_tier', 'currency'],
  stock_move: ['sku', 'asin', 'disposition', 'location'],
  listing: ['sku', 'asin', 'status'],
  account_health: ['metric', 'status'],
  fee_estimate: ['sku', 'asin', 'size_tier', 'currency'],
  brand_ads: [
    'ad_product',
    'report',
    'campaign',
    'campaign_id',
    'ad_group',
    'target',
    'match_type',
    'search_term',
    'placement',
    'currency',
  ],
  brand_campaign: ['ad_product', 'campaign_id', 'state'],
}

/** The rows behind a figure, by day, file and line. Figures that rest on several datasets give the rows of each. */
export async function drill(tx: ReadTx, query: DrillQuery): Promise<Drill> {
  const source = query.metric === undefined ? null : sourcesOf[query.metric]
  const datasets = query.dataset === undefined ? (source?.datasets ?? []) : [query.dataset]
  const categories = query.categories ?? source?.categories
  const limit = query.limit ?? 200
  let offset = query.offset ?? 0
  const found: Drill = { rows: [], total: 0 }
  for (const dataset of datasets) {
    if (Object.keys(query.equals ?? {}).some((column) => !narrowable[dataset].includes(column))) continue
    const filters = await filtersOf(tx, query, dataset, datasets, categories)
    if (filters === null) continue
    const total = await tx.maybeOne(
      sql<{ total: number }>`select count(*)::int as total from ${sql.table(dataset)} f where ${filters}`,
    )
    const count = total?.total ?? 0
    found.total += count
    if (offset < count && found.rows.length < limit)
      found.rows.push(
        ...(await page(tx, query.clientId, dataset, filters, limit - found.rows.length, offset)),
      )
    offset = Math.max(0, offset - count)
  }
  return found
}

/** The condition for rows that count in the figure; null when none can. */
async function filtersOf(
  tx: ReadTx,
  query: DrillQuery,
  dataset: Dataset,
  among: readonly Dataset[],
  categories: readonly MoneyCategory[] | undefined,
): Promise<RawBuilder<unknown> | null> {
  const parts: RawBuilder<unknown>[] = [liveFacts(query)]
  for (const [column, value] of Object.entries(query.equals ?? {}))
    parts.push(sql`${sql.ref(column)} = ${value}`)
  if (dataset === 'money_line' && categories !== undefined)
    parts.push(sql`category = any (${[...categories]}::text[])`)
  if (query.metric !== undefined && dataset === 'money_line') parts.push(await moneyTold(tx, query))
  if (query.metric !== undefined && dataset === 'brand_ads') {
    const { adProduct } = sourcesOf[query.metric]
    if (adProduct !== undefined) parts.push(sql`ad_product = ${adProduct}`)
    if (query.equals?.['report'] === undefined) parts.push(toldOfBrands(query))
  }
  if (query.metric !== undefined && dataset === 'ads' && query.equals?.['report'] === undefined) {
    const best = await tx.rows(sql<{ key: string }>`
      select day || '|' || store_id || '|' || marketplace || '|' ||
             (array_agg(report order by array_position(${[...adsPreference]}::text[], report)))[1] as key
      from campaign_day where ${rollupDays(query)} group by day, store_id, marketplace`)
    if (best.length > 0)
      parts.push(
        sql`(from_on < report_on or (report_on || '|' || store_id || '|' || marketplace || '|' || report) = any (${best.map((b) => b.key)}::text[]))`,
      )
  }
  if (query.metric !== undefined && dataset === 'order_line' && among.includes('sales_day')) {
    const days = await tx.rows(sql<{ day: Day }>`
      select distinct day from client_day where ${rollupDays(query)} and sales_source = 'orders'`)
    if (days.length === 0) return null
    parts.push(sql`report_on = any (${days.map((d) => d.day)}::date[])`)
  }
  return sql.join(parts, sql` and `)
}

/** Date-range rows count only where no settlement tells the day and currency. */
async function moneyTold(tx: ReadTx, query: Where): Promise<RawBuilder<unknown>> {
  const told = await tx.rows(sql<{ key: string }>`
    select distinct store_id || '|' || day || '|' || currency as key from money_day
    where ${rollupDays(query)} and source = 'settlement'`)
  return sql`(source = 'settlement' or (store_id || '|' || report_on || '|' || currency) <> all (${told.map((t) => t.key)}::text[]))`
}

async function page(
  tx: ReadTx,
  clientId: string,
  dataset: Dataset,
  filters: RawBuilder<unknown>,
  limit: number,
  offset: number,
): Promise<DrillRow[]> {
  type Row = Record<string, string | number | boolean | null | Date> & { import_id: string; line: number }
  const rows = await tx.rows(sql<Row>`
    select f.* from ${sql.table(dataset)} f where ${filters}
    order by report_on, import_id, row_no limit ${limit} offset ${offset}`)
  const ids = [...new Set(rows.map((row) => row.import_id))]
  const names = await tx.rows(sql<{ id: string; name: string }>`
    select id, file_name as name from import where client_id = ${clientId}::bigint and id = any (${ids}::bigint[])`)
  const nameOf = new Map(names.map((file) => [file.id, file.name]))
  return rows.map((row) => ({
    dataset,
    importId: row.import_id,
    fileName: nameOf.get(row.import_id) ?? '',
    line: row.line,
    day: row['report_on'] as Day,
    storeId: row['store_id'] as string,
    marketplace: orNull(row['marketplace'] as string),
    values: Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !hidden.has(column))
        .map(([column, value]) => [column, value instanceof Date ? value.toISOString() : value]),
    ),
  }))
}
