import { type RawBuilder, sql } from 'kysely'
import type { AdsFacts, AdsGroup, AdsSpan, AdsSums } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Counted, countedFiles } from '../rules/counted.ts'
import type { BrandProduct, BrandReport } from '../rules/brand-rows.ts'
import type { AdsReport } from '../rules/rows.ts'
import { readUnitKey } from '../rules/units.ts'
import { type Where, narrowed, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

// Advertising summed by what a diagnosis judges: terms, targets, campaigns, placements, products.

type SumColumns = Record<keyof AdsSums, string> & BehindColumns & { marketplace: string; currency: string }

/** One ad product's facts. */
type Source = {
  readonly table: 'ads' | 'brand_ads'
  readonly isOwn: RawBuilder<unknown>
  readonly windowDays: RawBuilder<unknown>
  readonly ofTargets: RawBuilder<unknown>
}

const sums = (sales: RawBuilder<unknown>, orders: RawBuilder<unknown>, units: RawBuilder<unknown>) =>
  sql`sum(impressions) as impressions, sum(clicks) as clicks, sum(cost_micros) as "costMicros",
  sum(${sales}) as "salesMicros", sum(${orders}) as orders, sum(${units}) as units`
const all = sums(sql`sales_micros`, sql`orders`, sql`units`)

const sponsoredProducts: Source = {
  table: 'ads',
  isOwn: sql`true`,
  windowDays: sql`max(window_days)::int`,
  ofTargets: all,
}

/** Terms and targets are judged by their clicks: of those, what came of a click alone where the file tells. */
const brandSource = (adProduct: BrandProduct): Source => ({
  table: 'brand_ads',
  isOwn: sql`ad_product = ${adProduct}`,
  windowDays: sql`14`,
  ofTargets: sums(
    sql`coalesce(click_sales_micros, sales_micros)`,
    sql`coalesce(click_orders, orders)`,
    sql`coalesce(click_units, units)`,
  ),
})

function sumsOf(
  row: SumColumns,
): AdsSums & { marketplace: string | null; currency: string } & ReturnType<typeof behindOf> {
  return {
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    costMicros: BigInt(row.costMicros),
    salesMicros: BigInt(row.salesMicros),
    orders: Number(row.orders),
    units: Number(row.units),
    ...behindOf(row),
  }
}

/** The condition for rows that count: no day of a report is told twice, and a summary file counts whole or not at all. */
async function countedRows(tx: ReadTx, where: Where, source: Source): Promise<RawBuilder<unknown>> {
  type Row = { place: string; importId: string; asOf: Date; unitKey: string; from: Day; to: Day }
  const claims = await tx.rows(sql<Row>`
    select u.store_id || '|' || u.marketplace as place, c.import_id as "importId", c.as_of as "asOf", u.unit_key as "unitKey",
           c.rows_from_on as "from", c.rows_to_on as "to"
    from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${where.clientId}::bigint and u.client_id = ${where.clientId}::bigint and c.live and u.dataset = ${source.table}
      ${narrowed(where, 'u')}`)
  const series = claims.map((claim) => ({ claim, unit: readUnitKey(claim.unitKey) }))
  const chosen: Counted[] = []
  for (const own of Map.groupBy(series, ({ claim, unit }) => `${claim.place}|${unit.series}`).values()) {
    const files = [...Map.groupBy(own, ({ claim }) => claim.importId).entries()].map(([importId, parts]) => ({
      importId,
      asOf: parts[0]!.claim.asOf.toISOString(),
      from: parts.map(({ claim, unit }) => unit.from ?? claim.from).reduce((a, b) => (a < b ? a : b)),
      to: parts.map(({ claim, unit }) => unit.to ?? claim.to).reduce((a, b) => (a > b ? a : b)),
      daily: parts.every(({ unit }) => unit.grain === 'day'),
    }))
    chosen.push(
      countedFiles(files.filter((file) => file.daily || (file.from >= where.from && file.to <= where.to))),
    )
  }
  const ids = (of: (one: Counted) => readonly string[]): string[] => chosen.flatMap((one) => [...of(one)])
  return sql`${source.isOwn} and client_id = ${where.clientId}::bigint and report_on between ${where.from}::date and ${where.to}::date ${narrowed(where)}
    and (import_id = any (${ids((one) => one.dailies)}::bigint[]) and superseded_by is null
      or import_id = any (${ids((one) => one.summaries)}::bigint[])
        and (superseded_by is null or superseded_by = any (${ids((one) => one.dropped)}::bigint[])))`
}

const LONG_TAIL = 30_000

/** Groups of one report, dearest first. Long tails are left in the database. */
async function groupsOf(
  tx: ReadTx,
  counted: RawBuilder<unknown>,
  source: Source,
  report: AdsReport,
  columns: readonly (keyof typeof names)[],
): Promise<AdsGroup[]> {
  const own = report === 'search_term' || report === 'targeting' ? source.ofTargets : all
  const by = sql.join(columns.map((column) => sql.ref(names[column])))
  const rows = await tx.rows(sql<SumColumns & Record<string, string | null>>`
    select marketplace, currency, ${by}, ${own}, ${behindColumns(sql`cost_micros desc, line`)} from ${sql.table(source.table)}
    where ${counted} and report = ${report}
    group by marketplace, currency, ${by} order by sum(cost_micros) desc, ${by} limit ${LONG_TAIL}`)
  const of = (row: Record<string, unknown>, column: keyof typeof names): string | null =>
    columns.includes(column) ? ((row[names[column]] as string | null | undefined) ?? null) : null
  return rows.map((row) => ({
    ...sumsOf(row),
    campaign: of(row, 'campaign'),
    adGroup: of(row, 'adGroup'),
    target: of(row, 'target'),
    matchType: of(row, 'matchType'),
    searchTerm: of(row, 'searchTerm'),
    placement: of(row, 'placement'),
    sku: of(row, 'sku'),
    asin: of(row, 'asin'),
  }))
}

const names = {
  campaign: 'campaign',
  adGroup: 'ad_group',
  target: 'target',
  matchType: 'match_type',
  searchTerm: 'search_term',
  placement: 'placement',
  sku: 'sku',
  asin: 'asin',
} as const

const targetColumns = ['campaign', 'adGroup', 'target', 'matchType'] as const
const termColumns = [...targetColumns, 'searchTerm'] as const

async function spanSums(tx: ReadTx, counted: RawBuilder<unknown>, source: Source): Promise<AdsSpan[]> {
  type Row = SumColumns & { report: AdsReport; from: Day; to: Day; windowDays: number | null }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, report, from_on as "from", report_on as "to", ${source.windowDays} as "windowDays", ${all},
           ${behindColumns(sql`cost_micros desc, line`)}
    from ${sql.table(source.table)} where ${counted}
    group by marketplace, currency, report, from_on, report_on order by report, from_on, report_on`)
  return rows.map((row) => ({
    ...sumsOf(row),
    report: row.report,
    from: row.from,
    to: row.to,
    windowDays: row.windowDays,
  }))
}

/** Advertising of the days as a diagnosis reads it. */
export async function groupedAds(tx: ReadTx, where: Where): Promise<AdsFacts> {
  const counted = await countedRows(tx, where, sponsoredProducts)
  const groups = (report: AdsReport, columns: readonly (keyof typeof names)[]): Promise<AdsGroup[]> =>
    groupsOf(tx, counted, sponsoredProducts, report, columns)
  return {
    spans: await spanSums(tx, counted, sponsoredProducts),
    terms: await groups('search_term', termColumns),
    targets: await groups('targeting', targetColumns),
    campaigns: await groups('campaign', ['campaign']),
    placements: await groups('placement', ['campaign', 'placement']),
    products: await groups('advertised_product', ['campaign', 'sku', 'asin']),
  }
}

/**
 * The same of Sponsored Brands or Display, which have no report by product here. Targets paid by the thousand views are left out of terms
 * and targets: clicks say nothing of what they are worth.
 */
export async function groupedBrandFacts(
  tx: ReadTx,
  where: Where,
  adProduct: BrandProduct,
): Promise<AdsFacts> {
  const source = brandSource(adProduct)
  const counted = await countedRows(tx, where, source)
  const groups = (report: BrandReport, columns: readonly (keyof typeof names)[]): Promise<AdsGroup[]> =>
    groupsOf(tx, counted, source, report, columns)
  const byView = await tx.rows(sql<{ campaign: string }>`
    select distinct campaign from brand_ads where ${counted} and cost_type = 'vcpm'`)
  const byViews = new Set(byView.map((one) => one.campaign))
  const byClicks = (rows: readonly AdsGroup[]): AdsGroup[] =>
    rows.filter((row) => row.campaign === null || !byViews.has(row.campaign))
  return {
    spans: await spanSums(tx, counted, source),
    terms: byClicks(await groups('search_term', termColumns)),
    targets: byClicks(await groups('targeting', targetColumns)),
    campaigns: await groups('campaign', ['campaign']),
    placements: await groups('placement', ['campaign', 'placement']),
    products: [],
  }
}
