import { sql } from 'kysely'
import type { AdsFacts, AdsGroup, AdsSpan, AdsSums } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { chooseSpans } from '../rules/cover.ts'
import type { AdsReport } from '../rules/rows.ts'
import { spansOf } from '../store/spans.ts'
import { type Where, liveFacts, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

// Advertising summed by what a diagnosis judges: terms, targets, campaigns, placements, products.

type SumColumns = Record<keyof AdsSums, string> & BehindColumns & { marketplace: string; currency: string }

const sums = sql`sum(impressions) as impressions, sum(clicks) as clicks, sum(cost_micros) as "costMicros",
  sum(sales_micros) as "salesMicros", sum(orders) as orders, sum(units) as units`

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

/** Of each report: its days, and the span files that do not overlap them or each other. No day of a report counts twice. */
async function countedUnits(tx: ReadTx, where: Where): Promise<string[]> {
  const spans = await spansOf(tx, where, 'ads')
  const counted: string[] = []
  for (const own of Map.groupBy(
    spans,
    (span) => `${span.storeId}|${span.marketplace}|${span.report}`,
  ).values()) {
    const daily = own.filter((span) => span.daily)
    const whole = chooseSpans(
      own.filter((span) => !span.daily),
      where,
      daily,
    )
    counted.push(...[...daily, ...whole].map((span) => span.unitId))
  }
  return [...new Set(counted)]
}

/** Groups of one report, dearest first. Long tails beyond `limit` groups are left in the database. */
async function groupsOf(
  tx: ReadTx,
  where: Where,
  units: readonly string[],
  report: AdsReport,
  columns: readonly (keyof typeof names)[],
  limit: number,
): Promise<AdsGroup[]> {
  const by = sql.join(columns.map((column) => sql.ref(names[column])))
  const rows = await tx.rows(sql<SumColumns & Record<string, string | null>>`
    select marketplace, currency, ${by}, ${sums}, ${behindColumns(sql`cost_micros desc, line`)} from ads
    where ${liveFacts(where)} and report = ${report} and unit_id = any (${[...units]}::bigint[])
    group by marketplace, currency, ${by} order by sum(cost_micros) desc, ${by} limit ${limit}`)
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

async function spanSums(tx: ReadTx, where: Where, units: readonly string[]): Promise<AdsSpan[]> {
  type Row = SumColumns & { report: AdsReport; from: Day; to: Day; windowDays: number | null }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, report, from_on as "from", report_on as "to", max(window_days)::int as "windowDays", ${sums},
           ${behindColumns(sql`cost_micros desc, line`)}
    from ads where ${liveFacts(where)} and unit_id = any (${[...units]}::bigint[])
    group by marketplace, currency, report, from_on, report_on order by report, from_on, report_on`)
  return rows.map((row) => ({
    ...sumsOf(row),
    report: row.report,
    from: row.from,
    to: row.to,
    windowDays: row.windowDays,
  }))
}

const LONG_TAIL = 30_000

/** Advertising of the days as a diagnosis reads it. */
export async function groupedAds(tx: ReadTx, where: Where): Promise<AdsFacts> {
  const units = await countedUnits(tx, where)
  const groups = (report: AdsReport, columns: readonly (keyof typeof names)[]): Promise<AdsGroup[]> =>
    groupsOf(tx, where, units, report, columns, LONG_TAIL)
  return {
    spans: await spanSums(tx, where, units),
    terms: await groups('search_term', ['campaign', 'adGroup', 'target', 'matchType', 'searchTerm']),
    targets: await groups('targeting', ['campaign', 'adGroup', 'target', 'matchType']),
    campaigns: await groups('campaign', ['campaign']),
    placements: await groups('placement', ['campaign', 'placement']),
    products: await groups('advertised_product', ['campaign', 'sku', 'asin']),
  }
}
