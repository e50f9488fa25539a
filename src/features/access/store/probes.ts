import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { ProbeResult } from '../rules/connection.ts'

export type Probe = {
  readonly connectionId: string
  readonly at: Date
  readonly result: ProbeResult
  readonly reason: string | null
}

/** A year of daily looks, and some weeks for who asks late. */
export const KEPT_DAYS = 400

/** Writes a look down, and drops those that are too old. */
export async function insertProbe(tx: WriteTx, clientId: string, probe: Omit<Probe, 'at'>): Promise<void> {
  await tx.rows(sql`
    insert into access_probe (client_id, connection_id, at, result, reason)
    values (${clientId}::bigint, ${probe.connectionId}::bigint, ${tx.now}, ${probe.result}, ${probe.reason})`)
  const oldest = new Date(tx.now.getTime() - KEPT_DAYS * 86_400_000)
  await tx.rows(sql`delete from access_probe where client_id = ${clientId}::bigint and at < ${oldest}`)
}

/** The newest looks at each connection of a client, newest first, at most `most` of each. */
export function newestProbes(tx: ReadTx, clientId: string, most: number): Promise<Probe[]> {
  return tx.rows(sql<Probe>`
    select connection_id as "connectionId", at, result, reason from (
      select *, row_number() over (partition by connection_id order by at desc, id desc) as no
      from access_probe where client_id = ${clientId}::bigint) p
    where no <= ${most} order by at desc`)
}
