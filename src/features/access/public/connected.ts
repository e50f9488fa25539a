import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'
import type { Capability } from '#kernel/capability.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { type ConnectionState, isOpen, standingOf } from '../rules/connection.ts'
import { listConnections } from '../store/connections.ts'

export type Connected = { readonly sp: Date | null; readonly ads: Date | null }

type Row = {
  clientId: string
  storeId: string
  api: 'sp' | 'ads' | null
  state: ConnectionState
  consentedAt: Date
  expiresAt: Date | null
}

/** Since when all of a client's stores are connected, for each of Amazon's two APIs; null while one of them is not, or there is none. */
export async function connectedSince(
  tx: ReadTx,
  clientIds: readonly string[],
  now: Date,
): Promise<Map<string, Connected>> {
  const rows = await tx.rows(sql<Row>`
    select s.client_id as "clientId", s.id as "storeId", c.api, c.state, c.consented_at as "consentedAt", c.expires_at as "expiresAt"
    from store s left join amazon_connection c on c.client_id = s.client_id and c.store_id = s.id and c.state = 'active'
    where s.client_id = any (${[...clientIds]}::bigint[])`)
  const since = (own: readonly Row[], api: 'sp' | 'ads'): Date | null => {
    const open = [...Map.groupBy(own, (row) => row.storeId).values()].map((ofStore) =>
      ofStore.find((row) => row.api === api && isOpen(standingOf(row, now))),
    )
    return open.some((row) => row === undefined)
      ? null
      : open.reduce<Date | null>(
          (last, row) => (last === null || row!.consentedAt > last ? row!.consentedAt : last),
          null,
        )
  }
  return new Map(
    [...Map.groupBy(rows, (row) => row.clientId)].map(([clientId, own]) => [
      clientId,
      { sp: since(own, 'sp'), ads: since(own, 'ads') },
    ]),
  )
}

/** A store of which calls to the Selling Partner API may leave now. */
export type SellingStore = {
  readonly storeId: string
  readonly name: string
  /** Country codes, of those that the store is kept for. */
  readonly marketplaces: readonly string[]
  readonly granted: readonly Capability[]
}

export async function sellingStores(tx: ReadTx, clientId: string, now: Date): Promise<SellingStore[]> {
  const open = (await listConnections(tx, clientId)).filter(
    (one) => one.api === 'sp' && isOpen(standingOf(one, now)),
  )
  return (await listStores(tx, clientId)).flatMap((store) => {
    const one = open.find((each) => each.storeId === store.storeId)
    if (one === undefined) return []
    const marketplaces = store.marketplaces.filter((code) => one.marketplaces.includes(code))
    return [{ storeId: store.storeId, name: store.name, marketplaces, granted: one.granted }]
  })
}
