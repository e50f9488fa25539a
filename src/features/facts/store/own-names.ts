import { sql } from 'kysely'
import { type Day, addDays } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'

/** Terms of ads of so many days before are the seller's own. */
const TERM_DAYS = 90

/** The products of a store in a marketplace, and the search terms that led to its ads. */
export async function loadOwnNames(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; to: Day | null },
): Promise<{ asins: ReadonlySet<string>; terms: ReadonlySet<string> }> {
  const place = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and superseded_by is null
    and marketplace in (${at.marketplace}, '')`
  const asins = await tx.rows(sql<{ asin: string }>`
    select asin from listing where ${place} and asin is not null
    union select asin from stock where ${place} and asin is not null
    union select child_asin from sales_asin where ${place} and child_asin is not null`)
  const from = at.to === null ? '0001-01-01' : addDays(at.to, -TERM_DAYS)
  const terms = await tx.rows(sql<{ term: string }>`
    select distinct regexp_replace(lower(trim(search_term)), '\\s+', ' ', 'g') as term from ads
    where ${place} and report = 'search_term' and report_on >= ${from}::date and search_term is not null`)
  return { asins: new Set(asins.map((row) => row.asin)), terms: new Set(terms.map((row) => row.term)) }
}

/** Products that were listed, in stock or looked at within so many days are the seller's own now. */
const OWN_DAYS = 35

/** The products that a store has in a marketplace now, by its newest listings, stock and sales; sorted. */
export async function listOwnProducts(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; on: Day },
): Promise<string[]> {
  const place = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and superseded_by is null
    and marketplace in (${at.marketplace}, '') and report_on > ${addDays(at.on, -OWN_DAYS)}::date`
  const rows = await tx.rows(sql<{ asin: string }>`
    select asin from listing where ${place} and asin is not null
    union select asin from stock where ${place} and asin is not null
    union select child_asin from sales_asin where ${place} and child_asin is not null
    order by 1`)
  return rows.map(({ asin }) => asin)
}
