import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'
import { type Change, changeColumns, changeOf } from './changes.ts'

/** Changes that stand at Amazon: the given ones and those of the same object and kind that came after them. */
export async function changesReverted(
  tx: ReadTx,
  clientId: string,
  ids: readonly string[],
): Promise<Change[]> {
  const rows = await tx.rows(sql<Parameters<typeof changeOf>[0]>`
    select ${changeColumns} from change c
    where c.client_id = ${clientId}::bigint and c.state in ('confirmed', 'contradicted') and c.reverts_id is null and exists (
      select from change g where g.client_id = ${clientId}::bigint and g.id = any (${ids}::bigint[]) and g.kind = c.kind
        and g.entity = c.entity and g.object_id = c.object_id and g.store_id = c.store_id and g.applied_at <= c.applied_at)
    order by c.id`)
  return rows.map(changeOf)
}

/** What stands at Amazon from us: of one batch, or everything since a moment. */
export async function standingChanges(
  tx: ReadTx,
  clientId: string,
  which: { ids?: readonly string[]; batchId?: string; since?: Date; storeId?: string },
): Promise<Change[]> {
  const { ids, batchId, since, storeId } = which
  const rows = await tx.rows(sql<Parameters<typeof changeOf>[0]>`
    select ${changeColumns} from change c
    where c.client_id = ${clientId}::bigint and c.state in ('applied', 'confirmed', 'contradicted')
      ${ids === undefined ? sql`` : sql`and c.id = any (${ids}::bigint[])`}
      ${batchId === undefined ? sql`` : sql`and c.batch_id = ${batchId}::bigint`}
      ${since === undefined ? sql`` : sql`and c.applied_at >= ${since}`}
      ${storeId === undefined ? sql`` : sql`and c.store_id = ${storeId}::bigint`}
    order by c.applied_at, c.id limit 10000`)
  return rows.map(changeOf)
}
