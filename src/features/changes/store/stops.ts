import { sql } from 'kysely'
import type { Side } from '#kernel/rights.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Stop, StopScope } from '../rules/stops.ts'

export type StopLine = Stop & {
  readonly side: Side
  readonly reason: string
  readonly byName: string
  readonly at: Date
  readonly liftedByName: string | null
}

const columns = sql`id, client_id as "clientId", scope, target, until, lifted_at as "liftedAt", side, reason, by_name as "byName", at,
  lifted_by_name as "liftedByName"`

/** Stops not lifted, of the agency and of the clients in scope. Whether one is in force is for rules/stops.ts. */
export async function liveStops(tx: ReadTx, agencyId: string, clientId: string): Promise<StopLine[]> {
  return tx.rows(sql<StopLine>`
    select ${columns} from stop_order where agency_id = ${agencyId}::bigint and (client_id is null or client_id = ${clientId}::bigint)
      and lifted_at is null order by id`)
}

/** All stops that concern a client, newest first. */
export async function listStops(tx: ReadTx, agencyId: string, clientId: string): Promise<StopLine[]> {
  return tx.rows(sql<StopLine>`
    select ${columns} from stop_order where agency_id = ${agencyId}::bigint and (client_id is null or client_id = ${clientId}::bigint)
    order by id desc limit 200`)
}

export async function insertStop(
  tx: WriteTx,
  agencyId: string,
  stop: {
    clientId: string | null
    scope: StopScope
    target: string
    side: Side
    reason: string
    byId: string
    byName: string
    until: Date | null
  },
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into stop_order (agency_id, client_id, scope, target, side, reason, by_id, by_name, at, until)
    values (${agencyId}::bigint, ${stop.clientId}::bigint, ${stop.scope}, ${stop.target}, ${stop.side}, ${stop.reason}, ${stop.byId},
      ${stop.byName}, ${tx.now}, ${stop.until})
    returning id`)
  return row!.id
}

export async function liftStop(tx: WriteTx, agencyId: string, id: string, byName: string): Promise<void> {
  await tx.rows(sql`
    update stop_order set lifted_at = ${tx.now}, lifted_by_name = ${byName}
    where agency_id = ${agencyId}::bigint and id = ${id}::bigint and lifted_at is null`)
}
