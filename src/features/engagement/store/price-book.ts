import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type PriceBook, firstPrices } from '../rules/price-book.ts'

export type Edition = {
  readonly id: string
  readonly fromOn: Day
  readonly prices: PriceBook
  readonly note: string
  readonly setByName: string
  readonly setAt: Date
}

/** Every edition, the one that begins last first; of one day the newest first. */
export async function listEditions(tx: ReadTx, agencyId: string): Promise<Edition[]> {
  return tx.rows(sql<Edition>`
    select id, from_on as "fromOn", prices, note, set_by_name as "setByName", set_at as "setAt" from price_book
    where agency_id = ${agencyId}::bigint order by from_on desc, id desc`)
}

/** The prices of a day; the first prices where none had been set by then. */
export async function pricesOn(
  tx: ReadTx,
  agencyId: string,
  day: Day,
): Promise<{ prices: PriceBook; since: Day | null }> {
  const found = (await listEditions(tx, agencyId)).find((one) => one.fromOn <= day)
  return found === undefined
    ? { prices: firstPrices, since: null }
    : { prices: found.prices, since: found.fromOn }
}

export async function insertEdition(
  tx: WriteTx,
  agencyId: string,
  one: Omit<Edition, 'id' | 'setAt'>,
): Promise<void> {
  await tx.rows(sql`
    insert into price_book (agency_id, from_on, prices, note, set_by_name, set_at)
    values (${agencyId}::bigint, ${one.fromOn}::date, ${canonicalJson(one.prices as unknown as Json)}::jsonb, ${one.note}, ${one.setByName},
      ${tx.now})`)
}
