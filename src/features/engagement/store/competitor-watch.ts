import { sql } from 'kysely'
import { actorRecord } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

export type Watch = {
  readonly watchId: string
  readonly storeId: string
  readonly marketplace: string
  readonly asin: string
}

/** What is watched now. */
export function listWatched(tx: ReadTx, clientId: string): Promise<Watch[]> {
  return tx.rows(sql<Watch>`
    select id as "watchId", store_id as "storeId", marketplace, asin from competitor_watch
    where client_id = ${clientId}::bigint and removed_at is null order by id`)
}

export type NewWatch = {
  readonly storeId: string
  readonly marketplace: string
  readonly asins: readonly string[]
  readonly via: 'asin' | 'catalogue' | 'brand_analytics'
  readonly words: string | null
}

/** Takes on those that are not watched yet; answers which. */
export async function insertWatched(tx: WriteTx, clientId: string, watch: NewWatch): Promise<string[]> {
  const made = await tx.rows(sql<{ asin: string }>`
    insert into competitor_watch (client_id, store_id, marketplace, asin, via, via_words, added_at, added_by_name)
    select ${clientId}::bigint, ${watch.storeId}::bigint, ${watch.marketplace}, asin, ${watch.via}, ${watch.words}, ${tx.now},
      ${actorRecord(tx.actor).name}
    from unnest(${[...watch.asins]}::text[]) as asin
    on conflict (client_id, marketplace, asin) where removed_at is null do nothing returning asin`)
  return made.map((one) => one.asin)
}

/** The product as it was watched; null when it was not. */
export function endWatch(
  tx: WriteTx,
  clientId: string,
  watchId: string,
): Promise<{ marketplace: string; asin: string } | null> {
  return tx.maybeOne(sql<{ marketplace: string; asin: string }>`
    update competitor_watch set removed_at = ${tx.now}, removed_by_name = ${actorRecord(tx.actor).name}
    where client_id = ${clientId}::bigint and id = ${watchId}::bigint and removed_at is null returning marketplace, asin`)
}
