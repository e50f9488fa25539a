import { sql } from 'kysely'
import { type Region, codeOfMarketplace } from '#kernel/marketplace.ts'
import { notFound } from '#kernel/refusal.ts'
import type { ReadTx } from '#platform/tenant.ts'

export type StoreLine = {
  readonly storeId: string
  readonly name: string
  readonly region: Region
  readonly sellerId: string | null
  /** Country codes, in the order of Amazon's ids. */
  readonly marketplaces: readonly string[]
}

/** A client's stores by name, with their marketplaces. */
export async function listStores(tx: ReadTx, clientId: string): Promise<StoreLine[]> {
  const rows = await tx.rows(sql<Omit<StoreLine, 'marketplaces'> & { ids: string[] }>`
    select s.id as "storeId", s.name, s.region, s.seller_id as "sellerId",
           array(select m.marketplace_id from store_marketplace m where m.client_id = s.client_id and m.store_id = s.id
                 order by m.marketplace_id) as ids
    from store s where s.client_id = ${clientId}::bigint order by s.name`)
  return rows.map(({ ids, ...rest }) => ({ ...rest, marketplaces: ids.map(codeOfMarketplace) }))
}

/** One of them, or the answer for what is not there. */
export async function getStore(
  tx: ReadTx,
  { clientId, storeId }: { clientId: string; storeId: string },
): Promise<StoreLine> {
  const found = (await listStores(tx, clientId)).find((one) => one.storeId === storeId)
  if (found === undefined) throw notFound()
  return found
}
