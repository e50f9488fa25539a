import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { GrantKind } from '../rules/grant-course.ts'

// Grants and rights that people keep by hand.

export type GrantState = 'link_sent' | 'accepted' | 'verified' | 'revoked'

export type Grant = {
  readonly id: string
  readonly storeId: string
  readonly kind: GrantKind
  readonly state: GrantState
  readonly rights: { readonly [name: string]: Json }
  readonly linkSentAt: Date
  readonly linkEndsAt: Date | null
  readonly acceptedAt: Date | null
  readonly verifiedAt: Date | null
  readonly endedAt: Date | null
  readonly byName: string
}

const columns = sql`id, store_id as "storeId", kind, state, rights, link_sent_at as "linkSentAt", link_ends_at as "linkEndsAt",
  accepted_at as "acceptedAt", verified_at as "verifiedAt", ended_at as "endedAt", by_name as "byName"`

/** A client's grants, those that ended included, the newest first. */
export function listGrants(tx: ReadTx, clientId: string): Promise<Grant[]> {
  return tx.rows(sql<Grant>`
    select ${columns} from access_grant where client_id = ${clientId}::bigint order by id desc`)
}

/** The newest grant of a kind for a store, locked. */
export async function lockGrant(
  tx: WriteTx,
  at: { clientId: string; storeId: string; kind: GrantKind },
): Promise<Grant | null> {
  const [one] = await tx.rows(sql<Grant>`
    select ${columns} from access_grant
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and kind = ${at.kind}
    order by id desc limit 1 for update`)
  return one ?? null
}

export async function insertGrant(
  tx: WriteTx,
  at: { clientId: string; storeId: string; kind: GrantKind },
  link: { endsAt: Date | null; rights: Grant['rights']; byName: string },
): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into access_grant (client_id, store_id, kind, state, rights, link_sent_at, link_ends_at, by_name)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.kind}, 'link_sent', ${JSON.stringify(link.rights)}::jsonb, ${tx.now},
      ${link.endsAt}, ${link.byName})
    returning id`)
  return made!.id
}

/** Moves a grant on; its moment is now. */
export async function moveGrant(
  tx: WriteTx,
  at: { clientId: string; grantId: string },
  to: { state: GrantState; linkEndsAt?: Date | null; rights: Grant['rights'] | null; byName: string },
): Promise<void> {
  const { state } = to
  await tx.rows(sql`
    update access_grant set state = ${state}, by_name = ${to.byName},
      rights = coalesce(${to.rights === null ? null : JSON.stringify(to.rights)}::jsonb, rights),
      link_sent_at = case when ${state} = 'link_sent' then ${tx.now}::timestamptz else link_sent_at end,
      link_ends_at = case when ${state} = 'link_sent' then ${to.linkEndsAt ?? null}::timestamptz else link_ends_at end,
      accepted_at = case when ${state} = 'accepted' then ${tx.now}::timestamptz else accepted_at end,
      verified_at = case when ${state} = 'verified' then ${tx.now}::timestamptz else verified_at end,
      ended_at = case when ${state} = 'revoked' then ${tx.now}::timestamptz else null end
    where client_id = ${at.clientId}::bigint and id = ${at.grantId}::bigint`)
}

/** A right that somebody holds at Amazon itself. */
export type HandRight = {
  readonly id: string
  readonly clientId: string
  readonly storeId: string
  readonly storeName: string
  readonly personId: string
  readonly personName: string
  readonly system: 'seller_central' | 'ads_console'
  readonly level: 'view' | 'edit' | 'admin'
  readonly pages: string
  readonly givenAt: Date
  readonly givenByName: string
  readonly endedAt: Date | null
  readonly endedByName: string | null
}

/** Rights of these clients, of one person when named; ended ones only when asked for. */
export function listHandRights(
  tx: ReadTx,
  clientIds: readonly string[],
  which: { personId?: string; ended?: boolean } = {},
): Promise<HandRight[]> {
  return tx.rows(sql<HandRight>`
    select r.id, r.client_id as "clientId", r.store_id as "storeId", s.name as "storeName", r.person_id as "personId",
      r.person_name as "personName", r.system, r.level, r.pages, r.given_at as "givenAt", r.given_by_name as "givenByName",
      r.ended_at as "endedAt", r.ended_by_name as "endedByName"
    from access_right r join store s on s.client_id = r.client_id and s.id = r.store_id
    where r.client_id = any (${clientIds}::bigint[]) and s.client_id = any (${clientIds}::bigint[])
      and (${which.personId ?? null}::text is null or r.person_id = ${which.personId ?? null}::text)
      and (${which.ended ?? false}::boolean or r.ended_at is null)
    order by r.person_name, r.id`)
}

export async function insertHandRight(
  tx: WriteTx,
  clientId: string,
  one: Pick<HandRight, 'storeId' | 'personId' | 'personName' | 'system' | 'level' | 'pages' | 'givenByName'>,
): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into access_right (client_id, store_id, person_id, person_name, system, level, pages, given_at, given_by_name)
    values (${clientId}::bigint, ${one.storeId}::bigint, ${one.personId}, ${one.personName}, ${one.system}, ${one.level}, ${one.pages},
      ${tx.now}, ${one.givenByName})
    returning id`)
  return made!.id
}

/** Ends a right; null when there is none that stands. */
export async function endHandRight(
  tx: WriteTx,
  clientId: string,
  rightId: string,
  byName: string,
): Promise<Pick<HandRight, 'personId' | 'personName' | 'system' | 'level'> | null> {
  return tx.maybeOne(sql<Pick<HandRight, 'personId' | 'personName' | 'system' | 'level'>>`
    update access_right set ended_at = ${tx.now}, ended_by_name = ${byName}
    where client_id = ${clientId}::bigint and id = ${rightId}::bigint and ended_at is null
    returning person_id as "personId", person_name as "personName", system, level`)
}
