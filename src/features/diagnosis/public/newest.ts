import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/** When each client's newest finished diagnosis was made; clients without one are left out. */
export async function newestDiagnoses(tx: ReadTx, clientIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.rows(sql<{ clientId: string; at: Date }>`
    select client_id as "clientId", max(finished_at) as at from diagnosis
    where client_id = any (${[...clientIds]}::bigint[]) and state = 'done' group by client_id`)
  return new Map(rows.map((row) => [row.clientId, row.at]))
}
