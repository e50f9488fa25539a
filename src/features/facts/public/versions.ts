import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/**
 * Names the state of each client's facts: it changes with every import that is done or undone, and with nothing else. Clients
 * that never imported anything are not in it.
 */
export async function factsVersions(tx: ReadTx, clientIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows(sql<{
    clientId: string
    done: number
    doneAt: Date | null
    undoneAt: Date | null
  }>`
    select client_id as "clientId", count(*) filter (where state = 'done')::int as done, max(done_at) as "doneAt", max(undone_at) as "undoneAt"
    from import where client_id = any (${clientIds}::bigint[]) and (done_at is not null or undone_at is not null)
    group by client_id`)
  return new Map(
    rows.map((row) => [
      row.clientId,
      `${row.done} ${row.doneAt?.toISOString() ?? ''} ${row.undoneAt?.toISOString() ?? ''}`,
    ]),
  )
}
