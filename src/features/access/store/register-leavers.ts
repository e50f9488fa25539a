import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

// What concerns the agency alone, under its own book: leavers, and what it is registered for at Amazon.

export type Leaver = {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly role: string
  readonly announcedAt: Date
  readonly announcedByName: string
  readonly dueAt: Date
  readonly closedAt: Date | null
  readonly closedByName: string | null
}

/** Leavers of an agency, the open ones first, then the newest. */
export function listLeaverRows(tx: ReadTx, houseId: string): Promise<Leaver[]> {
  return tx.rows(sql<Leaver>`
    select id, person_id as "personId", person_name as "personName", role, announced_at as "announcedAt",
      announced_by_name as "announcedByName", due_at as "dueAt", closed_at as "closedAt", closed_by_name as "closedByName"
    from access_leaver where client_id = ${houseId}::bigint order by closed_at desc nulls first, id desc limit 500`)
}

/** Null when the person is on the list already. */
export async function insertLeaver(
  tx: WriteTx,
  houseId: string,
  one: Pick<Leaver, 'personId' | 'personName' | 'role' | 'announcedByName' | 'dueAt'>,
): Promise<string | null> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into access_leaver (client_id, person_id, person_name, role, announced_at, announced_by_name, due_at)
    values (${houseId}::bigint, ${one.personId}, ${one.personName}, ${one.role}, ${tx.now}, ${one.announcedByName}, ${one.dueAt})
    on conflict (client_id, person_id) where closed_at is null do nothing returning id`)
  return made?.id ?? null
}

export async function closeLeaverRow(
  tx: WriteTx,
  houseId: string,
  leaverId: string,
  byName: string,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    update access_leaver set closed_at = ${tx.now}, closed_by_name = ${byName}
    where client_id = ${houseId}::bigint and id = ${leaverId}::bigint and closed_at is null returning id`)
  return rows.length === 1
}

export type Registered = {
  readonly id: string
  readonly kind: 'portal' | 'role' | 'spn' | 'other'
  readonly name: string
  readonly obtainedOn: string
  readonly expiresOn: string | null
  readonly enteredByName: string
}

/** What the agency is registered and approved for at Amazon, as it stands. */
export function listStandings(tx: ReadTx, houseId: string): Promise<Registered[]> {
  return tx.rows(sql<Registered>`
    select id, kind, name, obtained_on as "obtainedOn", expires_on as "expiresOn", entered_by_name as "enteredByName"
    from access_standing where client_id = ${houseId}::bigint and ended_at is null order by kind, name, id`)
}

export async function insertStanding(
  tx: WriteTx,
  houseId: string,
  one: Omit<Registered, 'id'>,
): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into access_standing (client_id, kind, name, obtained_on, expires_on, entered_at, entered_by_name)
    values (${houseId}::bigint, ${one.kind}, ${one.name}, ${one.obtainedOn}::date, ${one.expiresOn}::date, ${tx.now}, ${one.enteredByName})
    returning id`)
  return made!.id
}

/** Takes a record out of the list; its evidence stays. */
export async function endStandingRow(
  tx: WriteTx,
  houseId: string,
  standingId: string,
): Promise<string | null> {
  const [row] = await tx.rows(sql<{ name: string }>`
    update access_standing set ended_at = ${tx.now}
    where client_id = ${houseId}::bigint and id = ${standingId}::bigint and ended_at is null returning name`)
  return row?.name ?? null
}
