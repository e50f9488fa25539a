import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { BrandProduct } from '../rules/brand-rows.ts'
import { adsPreference } from '../rules/units.ts'
import { toldOfBrands } from '../store/brand-told.ts'
import { type Where, liveFacts } from '../store/where.ts'

export type SpendSums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: bigint
  readonly salesMicros: bigint
}

/** What one sort of report tells of the days. */
export type ReportSums = SpendSums & {
  readonly report: string
  readonly days: number
  readonly from: Day
  readonly to: Day
}

type RawSums = Omit<SpendSums, 'costMicros' | 'salesMicros'> & { costMicros: string; salesMicros: string }

const sums = sql`sum(impressions)::int as impressions, sum(clicks)::int as clicks, sum(orders)::int as orders,
  sum(cost_micros) as "costMicros", sum(sales_micros) as "salesMicros"`

const read = <Row extends RawSums>(row: Row): Omit<Row, 'costMicros' | 'salesMicros'> & SpendSums => ({
  ...row,
  costMicros: BigInt(row.costMicros),
  salesMicros: BigInt(row.salesMicros),
})

/** The same money as each sort of report tells it, the most complete first. */
export async function spendByReport(tx: ReadTx, where: Where): Promise<ReportSums[]> {
  type Row = RawSums & { report: string; days: number; from: Day; to: Day }
  const rows = await tx.rows(sql<Row>`
    select report, ${sums}, count(distinct report_on)::int as days, min(report_on) as "from", max(report_on) as "to"
    from ads where ${liveFacts(where)} and from_on = report_on group by report`)
  const rank = (report: string): number => (adsPreference as readonly string[]).indexOf(report)
  return rows.map(read).toSorted((a, b) => rank(a.report) - rank(b.report))
}

/** Sponsored Products by day, from one sort of report. */
export async function spendByDay(
  tx: ReadTx,
  where: Where,
  report: string | null,
): Promise<({ day: Day } & SpendSums)[]> {
  const rows = await tx.rows(sql<RawSums & { day: Day }>`
    select report_on as day, ${sums} from ads
    where ${liveFacts(where)} and report = ${report} and from_on = report_on group by 1 order by 1`)
  return rows.map(read)
}

/** How spend can be cut: by campaign, by campaign and day, by day, by product, by placement. */
export type SpendCut = 'campaign' | 'campaign_day' | 'day' | 'product' | 'placement'

export type AdProduct = 'SP' | BrandProduct

export type SpendLine = SpendSums & {
  readonly adProduct: AdProduct
  readonly day: Day | null
  readonly campaignId: string | null
  readonly campaign: string | null
  /** SKU and ASIN, or a placement's code. */
  readonly item: string | null
  readonly sku: string | null
}

const campaignKey = sql`coalesce(campaign_id, campaign)`
const cuts: Readonly<Record<SpendCut, { columns: RawBuilder<unknown>; by: RawBuilder<unknown> }>> = {
  campaign: {
    columns: sql`null::date as day, max(campaign_id) as "campaignId", (array_agg(campaign order by report_on desc))[1] as campaign,
      null as item, null as sku`,
    by: campaignKey,
  },
  campaign_day: {
    columns: sql`report_on as day, max(campaign_id) as "campaignId", max(campaign) as campaign, null as item, null as sku`,
    by: sql`report_on, ${campaignKey}`,
  },
  day: {
    columns: sql`report_on as day, null as "campaignId", null as campaign, null as item, null as sku`,
    by: sql`report_on`,
  },
  product: {
    columns: sql`null::date as day, null as "campaignId", null as campaign, asin as item, sku`,
    by: sql`asin, sku`,
  },
  placement: {
    columns: sql`null::date as day, max(campaign_id) as "campaignId", (array_agg(campaign order by report_on desc))[1] as campaign,
      placement as item, null as sku`,
    by: sql`${campaignKey}, placement`,
  },
}

export type SpendSort =
  | 'day'
  | 'campaign'
  | 'item'
  | 'impressions'
  | 'clicks'
  | 'orders'
  | 'spend'
  | 'sales'
  | 'acos'
const sorts: Readonly<Record<SpendSort, RawBuilder<unknown>>> = {
  day: sql`day`,
  campaign: sql`campaign`,
  item: sql`item`,
  impressions: sql`impressions`,
  clicks: sql`clicks`,
  orders: sql`orders`,
  spend: sql`"costMicros"`,
  sales: sql`"salesMicros"`,
  acos: sql`"costMicros" / nullif("salesMicros", 0)`,
}

/** Rows of Sponsored Brands and Display that a cut is told by; null where it cannot be. Display has no placements. */
function brandRows(where: Where, cut: SpendCut): RawBuilder<unknown> | null {
  if (cut === 'product') return null
  return cut === 'placement' ? sql`f.report = 'placement'` : toldOfBrands(where)
}

/**
 * Lines of one cut: of Sponsored Products from one sort of report (null: none of it), and of the other ad products where they can be cut
 * so. A page of them, and how many there are.
 */
export async function spendLines(
  tx: ReadTx,
  where: Where,
  wish: {
    report: string | null
    cut: SpendCut
    search: string
    sort: SpendSort
    descending: boolean
    offset: number
    limit: number
  },
): Promise<{ total: number; lines: SpendLine[] }> {
  const { columns, by } = cuts[wish.cut]
  const rowsOfBrands = brandRows(where, wish.cut)
  const brands =
    rowsOfBrands === null
      ? sql``
      : sql`union all
      select ad_product, ${columns}, ${sums} from brand_ads f
      where ${liveFacts(where, 'f')} and from_on = report_on and ${rowsOfBrands} group by ad_product, ${by}`
  const like = `%${wish.search.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const found =
    wish.search.trim() === ''
      ? sql``
      : sql`where concat_ws(' ', campaign, "campaignId", item, sku, day::text, "adProduct") ilike ${like}`
  type Row = RawSums & Omit<SpendLine, keyof SpendSums> & { total: number }
  const rows = await tx.rows(sql<Row>`
    with lines as (
      select 'SP' as "adProduct", ${columns}, ${sums} from ads
      where ${liveFacts(where)} and report = ${wish.report} and from_on = report_on group by ${by}
      ${brands})
    select *, count(*) over ()::int as total from lines ${found}
    order by ${sorts[wish.sort]} ${wish.descending ? sql`desc` : sql`asc`} nulls last, campaign, item, sku, day, "adProduct"
    offset ${wish.offset} limit ${wish.limit}`)
  return { total: rows[0]?.total ?? 0, lines: rows.map(read) }
}

/** Spend of each campaign as the reports of targets and of search terms tell it. */
export async function spendInside(
  tx: ReadTx,
  where: Where,
): Promise<Map<string, { targeting: bigint | null; searchTerm: bigint | null }>> {
  const rows = await tx.rows(sql<{
    campaign: string
    targeting: string | null
    searchTerm: string | null
  }>`
    select ${campaignKey} as campaign, sum(cost_micros) filter (where report = 'targeting') as targeting,
      sum(cost_micros) filter (where report = 'search_term') as "searchTerm"
    from ads where ${liveFacts(where)} and report in ('targeting', 'search_term') and from_on = report_on group by 1`)
  const micros = (text: string | null): bigint | null => (text === null ? null : BigInt(text))
  return new Map(
    rows.map((row) => [
      row.campaign,
      { targeting: micros(row.targeting), searchTerm: micros(row.searchTerm) },
    ]),
  )
}
