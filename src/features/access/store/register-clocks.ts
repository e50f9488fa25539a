import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { type Clock, endOfCode } from '../rules/register-clocks.ts'
import { listConnections } from './connections.ts'
import { listGrants } from './grants.ts'
import { listReviews } from './recertification.ts'

/** What runs out for one client: links, codes, consents, the review. */
export async function clientClocks(
  tx: ReadTx,
  client: { clientId: string; name: string },
  now: Date,
): Promise<Clock[]> {
  const { clientId } = client
  const names = new Map((await listStores(tx, clientId)).map((one) => [one.storeId, one.name]))
  const label = (storeId: string, ...more: string[]): string =>
    [client.name, names.get(storeId) ?? '', ...more].filter(Boolean).join(' · ')
  const links = (await listGrants(tx, clientId)).flatMap((one): Clock[] =>
    one.state !== 'link_sent' || one.linkEndsAt === null
      ? []
      : [
          {
            kind: 'link',
            clock: `link:${one.id}:${one.linkEndsAt.getTime()}`,
            clientId,
            name: label(one.storeId),
            endsAt: one.linkEndsAt,
          },
        ],
  )
  const consents = (await listConnections(tx, clientId)).flatMap((one): Clock[] =>
    one.state !== 'active' || one.expiresAt === null
      ? []
      : [
          {
            kind: 'consent',
            clock: `consent:${one.id}:${one.expiresAt.getTime()}`,
            clientId,
            name: label(one.storeId, one.api === 'sp' ? 'SP-API' : 'Ads API'),
            endsAt: one.expiresAt,
          },
        ],
  )
  const codes = (await openConsents(tx, clientId)).flatMap((one): Clock[] => {
    const endsAt = endOfCode(one.askedAt)
    return endsAt <= now
      ? []
      : [{ kind: 'code', clock: `code:${endsAt.getTime()}`, clientId, name: label(one.storeId), endsAt }]
  })
  const reviews = (await listReviews(tx, clientId)).flatMap((one): Clock[] =>
    one.closedAt !== null
      ? []
      : [
          {
            kind: 'review',
            clock: `review:${one.id}`,
            clientId,
            name: `${client.name} · ${one.quarter}`,
            endsAt: new Date(Date.parse(`${one.dueOn}T00:00:00Z`) + 86_400_000),
          },
        ],
  )
  return [...links, ...codes, ...consents, ...reviews]
}

function openConsents(tx: ReadTx, clientId: string): Promise<{ storeId: string; askedAt: Date }[]> {
  return tx.rows(sql<{ storeId: string; askedAt: Date }>`
    select store_id as "storeId", max(asked_at) as "askedAt" from amazon_consent
    where client_id = ${clientId}::bigint and used_at is null group by store_id`)
}

/** The steps of each clock that somebody was told of. */
export async function toldSteps(tx: ReadTx, clientId: string): Promise<Map<string, number[]>> {
  const rows = await tx.rows(sql<{ clock: string; step: number }>`
    select clock, step_days as step from access_clock_notice where client_id = ${clientId}::bigint`)
  return new Map(
    [...Map.groupBy(rows, (row) => row.clock)].map(([clock, list]) => [clock, list.map((one) => one.step)]),
  )
}

/** False when somebody else wrote it down first. */
export async function noteTold(tx: WriteTx, clientId: string, clock: string, step: number): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into access_clock_notice (client_id, clock, step_days, told_at) values (${clientId}::bigint, ${clock}, ${step}, ${tx.now})
    on conflict (client_id, clock, step_days) do nothing returning clock`)
  return rows.length === 1
}

/** The clients in scope by name, the agency's own book apart. */
export async function clientNamesIn(
  tx: ReadTx,
  clientIds: readonly string[],
): Promise<{ clientId: string; name: string; house: boolean; archived: boolean }[]> {
  return tx.rows(sql`
    select id as "clientId", name, kind = 'house' as house, archived_at is not null as archived from client
    where id = any (${clientIds}::bigint[]) order by name, id`)
}
