import { sql } from 'kysely'
import { type Day, addDays } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'

/** Terms of ads of so many days before are the seller's own. */
const TERM_DAYS = 90

type At = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

/** '' is a file that does not say its marketplace. */
const placeOf = ({ clientId, storeId, marketplace }: At) =>
  sql`client_id = ${clientId}::bigint and store_id = ${storeId}::bigint and superseded_by is null and marketplace in (${marketplace}, '')`

/** ASINs that a store listed, stocked or was looked at for in a marketplace after a day, or ever; sorted, with a title where one is known. */
export async function ownProducts(
  tx: ReadTx,
  at: At,
  after: Day | null = null,
): Promise<Map<string, string | null>> {
  const own = after === null ? placeOf(at) : sql`${placeOf(at)} and report_on > ${after}::date`
  const rows = await tx.rows(sql<{ asin: string; title: string | null }>`
    select asin, max(title) as title from (
      select asin, title from listing where ${own} and asin is not null
      union all select asin, title from stock where ${own} and asin is not null
      union all select child_asin, title from sales_asin where ${own} and child_asin is not null) p
    group by asin order by asin`)
  return new Map(rows.map(({ asin, title }) => [asin, title]))
}

/** The products of a store in a marketplace, and the search terms that led to its ads. */
export async function loadOwnNames(
  tx: ReadTx,
  at: At & { to: Day | null },
): Promise<{ asins: ReadonlySet<string>; terms: ReadonlySet<string> }> {
  const asins = await ownProducts(tx, at)
  const from = at.to === null ? '0001-01-01' : addDays(at.to, -TERM_DAYS)
  const terms = await tx.rows(sql<{ term: string }>`
    select distinct regexp_replace(lower(trim(search_term)), '\\s+', ' ', 'g') as term from ads
    where ${placeOf(at)} and report = 'search_term' and report_on >= ${from}::date and search_term is not null`)
  return { asins: new Set(asins.keys()), terms: new Set(terms.map((row) => row.term)) }
}

/** Products that were listed, in stock or looked at within so many days are the seller's own now. */
const OWN_DAYS = 35

/** The products that a store has in a marketplace now, by its newest listings, stock and sales; sorted. */
export async function listOwnProducts(tx: ReadTx, at: At & { on: Day }): Promise<string[]> {
  return [...(await ownProducts(tx, at, addDays(at.on, -OWN_DAYS))).keys()]
}
