import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { PullState } from '../rules/sync/course.ts'

export { ownProducts } from '../store/own-names.ts'

// What Brand Analytics tells of shoppers' searches, week by week.

/** One store in one marketplace. */
export type SearchPlace = {
  readonly clientId: string
  readonly storeId: string
  readonly marketplace: string
}
export type Week = { readonly from: Day; readonly to: Day }

const at = ({ clientId, storeId, marketplace }: SearchPlace) =>
  sql`client_id = ${clientId}::bigint and store_id = ${storeId}::bigint and marketplace = ${marketplace} and superseded_by is null`
const inWeek = ({ from, to }: Week) => sql`report_on = ${to}::date and from_on = ${from}::date`

/** The places of which any search is known, by query or by rank. */
export function searchPlaces(
  tx: ReadTx,
  clientId: string,
): Promise<{ storeId: string; marketplace: string }[]> {
  return tx.rows(sql<{ storeId: string; marketplace: string }>`
    select store_id as "storeId", marketplace from search_query where client_id = ${clientId}::bigint and superseded_by is null
    union select store_id, marketplace from search_rank where client_id = ${clientId}::bigint and superseded_by is null`)
}

/** Whole weeks of which searches or ranks are known, the newest first. */
export function searchWeeks(tx: ReadTx, place: SearchPlace): Promise<Week[]> {
  return tx.rows(sql<Week>`
    select from_on as "from", report_on as "to" from search_query where ${at(place)} and report_on - from_on = 6
    union select from_on, report_on from search_rank where ${at(place)} and report_on - from_on = 6
    order by 2 desc limit 60`)
}

/** Counts of one query: `…Total` of all products of the marketplace, the others of the store's own. */
export type SearchSums = {
  readonly query: string
  readonly products: number
  readonly volume: number
  readonly impressionsTotal: number
  readonly impressions: number
  readonly clicksTotal: number
  readonly clicks: number
  readonly cartAddsTotal: number
  readonly cartAdds: number
  readonly purchasesTotal: number
  readonly purchases: number
}

const counts = [
  'impressions_total',
  'impressions',
  'clicks_total',
  'clicks',
  'cart_adds_total',
  'cart_adds',
  'purchases_total',
  'purchases',
] as const

const named = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Every query of a week. Each product's row holds the same whole of the query beside the product's own part: the parts add up, the whole
 * does not.
 */
export function searchSums(tx: ReadTx, place: SearchPlace, week: Week): Promise<SearchSums[]> {
  const sums = counts.map(
    (name) =>
      sql`${name.endsWith('_total') ? sql`max` : sql`sum`}(${sql.ref(name)})::float8 as ${sql.ref(named(name))}`,
  )
  return tx.rows(sql<SearchSums>`
    select search_query as query, count(distinct asin)::int as products, max(volume)::float8 as volume, ${sql.join(sums)}
    from search_query where ${at(place)} and ${inWeek(week)} group by search_query`)
}

/** One product of one query, with where it was read. */
export type ProductSearch = Omit<SearchSums, 'query' | 'products'> & {
  readonly asin: string
  readonly score: number | null
  readonly currency: string | null
  /** Medians, micros. */
  readonly clickPriceTotalMicros: bigint | null
  readonly clickPriceMicros: bigint | null
  readonly fileName: string
  readonly line: number
}

export async function productSearches(
  tx: ReadTx,
  place: SearchPlace,
  week: Week,
  query: string,
): Promise<ProductSearch[]> {
  const own = ['volume', ...counts].map((name) => sql`q.${sql.ref(name)}::float8 as ${sql.ref(named(name))}`)
  type Row = Omit<ProductSearch, 'clickPriceTotalMicros' | 'clickPriceMicros'> & {
    priceTotal: string | null
    price: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select q.asin, q.score, q.currency, ${sql.join(own)}, q.click_price_total_micros as "priceTotal", q.click_price_micros as price,
           i.file_name as "fileName", q.line
    from (select * from search_query where ${at(place)} and ${inWeek(week)} and search_query = ${query}) q
    join import i on i.client_id = q.client_id and i.id = q.import_id
    where i.client_id = ${place.clientId}::bigint
    order by q.purchases desc, q.clicks desc, q.impressions desc, q.asin`)
  return rows.map(({ priceTotal, price, ...row }) => ({
    ...row,
    clickPriceTotalMicros: priceTotal === null ? null : BigInt(priceTotal),
    clickPriceMicros: price === null ? null : BigInt(price),
  }))
}

/** A clicked product of a term that was searched in a week. */
export type RankedProduct = {
  readonly term: string
  readonly rank: number
  readonly position: number
  readonly asin: string
  readonly title: string | null
  readonly clickShareRatio: number | null
}

/** The console's own download has a marketplace's millions of terms; a page shows the first of them. */
const MOST_RANKED = 9000

/**
 * Terms of a week by rank, each with the products clicked most; of several departments the one in which it stands best. Of the week's own
 * queries where those are known, else of all.
 */
export function rankedTerms(tx: ReadTx, place: SearchPlace, week: Week): Promise<RankedProduct[]> {
  const queries = sql`select lower(search_query) from search_query where ${at(place)} and ${inWeek(week)}`
  return tx.rows(sql<RankedProduct>`
    select * from (
      select distinct on (lower(search_term), position) search_term as term, rank, position, asin, title, click_share as "clickShareRatio"
      from search_rank where ${at(place)} and ${inWeek(week)} and (not exists (${queries}) or lower(search_term) in (${queries}))
      order by lower(search_term), position, rank) r
    order by rank, position limit ${MOST_RANKED}`)
}

/** What became of the newest request for a report of searches at a place, and whether any ever came. */
export type SearchPull = {
  readonly storeId: string
  readonly marketplace: string
  readonly stream: 'search_ranks' | 'search_queries'
  readonly state: PullState
  readonly reason: string | null
  readonly from: Day | null
  readonly given: boolean
}

export function searchPulls(tx: ReadTx, clientId: string): Promise<SearchPull[]> {
  return tx.rows(sql<SearchPull>`
    select distinct on (store_id, marketplace, stream) store_id as "storeId", marketplace, stream, state, reason, from_on as "from",
           bool_or(state = 'done') over (partition by store_id, marketplace, stream) as given
    from pull where client_id = ${clientId}::bigint and stream in ('search_ranks', 'search_queries') and state <> 'abandoned'
    order by store_id, marketplace, stream, to_on desc, id desc`)
}
