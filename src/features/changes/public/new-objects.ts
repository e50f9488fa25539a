import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/** What is on its way to being made at a place, or was made and may be missing from a snapshot taken before. */
export type NewObject = {
  readonly kind: string
  readonly entity: string
  /** parent · match type · term. */
  readonly objectId: string
  readonly state: string
  readonly batchId: string
}

/** Creations of these kinds that are undecided, under way, or made since the given instant. */
export function newObjects(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
  kinds: readonly string[],
  madeSince: Date,
): Promise<NewObject[]> {
  return tx.rows(sql<NewObject>`
    select kind, entity, object_id as "objectId", state, batch_id as "batchId" from change
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and kind = any (${[...kinds]}::text[])
      and (state in ('proposed', 'approved', 'executing', 'unknown', 'applied') or (state = 'confirmed' and confirmed_at >= ${madeSince}))`)
}
