import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'
import { type ConnectionState, isOpen, standingOf } from '../rules/connection.ts'

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
