import { sql } from 'kysely'
import { generateId } from 'better-auth'
import type { Role } from '#kernel/rights.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { Member } from '../rules/grants.ts'
import { type AuthDb, first, rows } from './db.ts'
import { clientsOf } from './sessions.ts'

export type KnownMember = Member & { readonly name: string; readonly email: string }

/** The active members among these persons, their rows locked in one order so that two changes at once cannot both win. */
export async function lockMembers(
  trx: AuthDb,
  agencyId: string,
  personIds: readonly string[],
): Promise<Map<string, KnownMember>> {
  await rows(
    trx,
    sql`select from membership where agency_id = ${agencyId}::bigint and person_id = any (${personIds})
        order by person_id for update`,
  )
  const found = await rows(
    trx,
    sql<{ person_id: string; role: Role; client_ids: string[]; name: string; email: string }>`
      select m.person_id, m.role, p.name, p.email, ${clientsOf} as client_ids
      from membership m join person p on p.id = m.person_id
      where m.agency_id = ${agencyId}::bigint and m.person_id = any (${personIds}) and m.left_at is null`,
  )
  return new Map(
    found.map((row) => [
      row.person_id,
      {
        personId: row.person_id,
        role: row.role,
        clientIds: row.client_ids,
        name: row.name,
        email: row.email,
      },
    ]),
  )
}

export type Membership = {
  agencyId: string
  agencyName: string
  agencyLocale: 'zh-CN' | 'en'
  role: Role
  clientIds: string[]
}

/** Every agency this person belongs to, with the ledgers that concern the person there. */
export async function membershipsOf(db: AuthDb, personId: string): Promise<Membership[]> {
  const found = await rows(
    db,
    sql<{
      agency_id: string
      agency_name: string
      locale: 'zh-CN' | 'en'
      role: Role
      client_ids: string[]
    }>`
      select m.agency_id, g.name as agency_name, g.locale, m.role, ${clientsOf} as client_ids
      from membership m join agency g on g.id = m.agency_id
      where m.person_id = ${personId} and m.left_at is null order by m.joined_at`,
  )
  return found.map((row) => ({
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    agencyLocale: row.locale,
    role: row.role,
    clientIds: row.client_ids,
  }))
}

export type PersonRow = {
  id: string
  name: string
  email: string
  locale: 'zh-CN' | 'en'
  time_zone: string
  theme: 'system' | 'light' | 'dark'
}

export async function findPerson(
  db: AuthDb,
  by: { email: string } | { personId: string },
): Promise<PersonRow | null> {
  const where = 'email' in by ? sql`email = ${by.email.toLowerCase()}` : sql`id = ${by.personId}`
  return first(
    db,
    sql<PersonRow>`select id, name, email, locale, time_zone, theme from person where ${where}`,
  )
}

/** A new person with a password. The address is taken as proved: the link that led here went to it. */
export async function insertPerson(
  trx: AuthDb,
  person: { name: string; email: string; locale: string; passwordHash: string; now: Date },
): Promise<string> {
  const id = generateId(24)
  await rows(
    trx,
    sql`insert into person (id, name, email, email_verified, locale, created_at, updated_at)
        values (${id}, ${person.name}, ${person.email.toLowerCase()}, true, ${person.locale}, ${person.now}, ${person.now})`,
  )
  await rows(
    trx,
    sql`insert into credential (id, person_id, account_id, provider_id, password, created_at, updated_at)
        values (${generateId(24)}, ${id}, ${id}, 'credential', ${person.passwordHash}, ${person.now}, ${person.now})`,
  )
  return id
}

/** A new agency and its own book. */
export async function insertAgency(
  trx: AuthDb,
  agency: { name: string; locale: string; now: Date },
): Promise<{ agencyId: string; houseId: string }> {
  const made = await first(
    trx,
    sql<{
      id: string
    }>`insert into agency (name, locale, created_at) values (${agency.name}, ${agency.locale}, ${agency.now}) returning id`,
  )
  const house = await first(
    trx,
    sql<{ id: string }>`
      insert into client (agency_id, kind, name, created_at) values (${made!.id}::bigint, 'house', ${agency.name}, ${agency.now}) returning id`,
  )
  return { agencyId: made!.id, houseId: house!.id }
}

/** Makes the person a member; one who had left comes back with the new role and clients only. */
export async function join(
  trx: AuthDb,
  joining: { personId: string; agencyId: string; role: Role; clientIds: readonly string[]; now: Date },
): Promise<void> {
  await rows(
    trx,
    sql`insert into membership (person_id, agency_id, role, joined_at)
        values (${joining.personId}, ${joining.agencyId}::bigint, ${joining.role}, ${joining.now})
        on conflict (person_id, agency_id) do update set role = excluded.role, joined_at = excluded.joined_at, left_at = null`,
  )
  for (const clientId of joining.role === 'agency_owner' ? [] : joining.clientIds)
    await assign(trx, { ...joining, clientId })
}

export async function assign(
  trx: AuthDb,
  given: { personId: string; agencyId: string; clientId: string; now: Date },
): Promise<void> {
  await rows(
    trx,
    sql`insert into assignment (client_id, person_id, agency_id, assigned_at)
        values (${given.clientId}::bigint, ${given.personId}, ${given.agencyId}::bigint, ${given.now}) on conflict do nothing`,
  )
}

export async function unassign(trx: AuthDb, personId: string, clientId: string): Promise<void> {
  await rows(
    trx,
    sql`delete from assignment where person_id = ${personId} and client_id = ${clientId}::bigint`,
  )
}

export async function setRole(trx: AuthDb, personId: string, agencyId: string, role: Role): Promise<void> {
  await rows(
    trx,
    sql`update membership set role = ${role} where person_id = ${personId} and agency_id = ${agencyId}::bigint`,
  )
}

/** The leaver: no client, no membership, no session of this agency from here on. */
export async function closeMembership(
  trx: AuthDb,
  personId: string,
  agencyId: string,
  now: Date,
): Promise<{ sessionsEnded: number }> {
  await rows(
    trx,
    sql`delete from assignment where person_id = ${personId} and agency_id = ${agencyId}::bigint`,
  )
  await rows(
    trx,
    sql`update membership set left_at = ${now} where person_id = ${personId} and agency_id = ${agencyId}::bigint`,
  )
  const ended = await rows(
    trx,
    sql`delete from session where person_id = ${personId} and agency_id = ${agencyId}::bigint returning id`,
  )
  return { sessionsEnded: ended.length }
}

export type ListedPerson = {
  person_id: string
  name: string
  email: string
  role: Role
  client_ids: string[]
  has_second_factor: boolean
  joined_at: Date
  left_at: Date | null
  last_seen_at: Date | null
}

/** The agency's people for its own; for client people those who see one of their clients, leavers left out. */
export async function listPeople(
  db: AuthDb,
  viewer: { agencyId: string; role: Role; clientIds: readonly string[] },
): Promise<ListedPerson[]> {
  const found = await rows(
    db,
    sql<ListedPerson>`
      select m.person_id, p.name, p.email, m.role, ${clientsOf} as client_ids, m.joined_at, m.left_at,
        (exists (select from totp t where t.person_id = p.id and t.verified)
          or exists (select from passkey k where k.person_id = p.id)) as has_second_factor,
        (select max(s.last_seen_at) from session s where s.person_id = p.id and s.agency_id = m.agency_id) as last_seen_at
      from membership m join person p on p.id = m.person_id
      where m.agency_id = ${viewer.agencyId}::bigint order by m.joined_at, m.person_id`,
  )
  const shared = (person: ListedPerson): boolean =>
    person.client_ids.some((id) => viewer.clientIds.includes(id))
  return found.filter(
    (person) =>
      viewer.role === 'agency_owner' ||
      (isAgencyRole(viewer.role) && isAgencyRole(person.role)) ||
      shared(person),
  )
}

export async function updatePerson(
  db: AuthDb,
  personId: string,
  change: { name?: string; locale?: string; timeZone?: string; theme?: string },
  now: Date,
): Promise<void> {
  await rows(
    db,
    sql`update person set name = coalesce(${change.name ?? null}, name), locale = coalesce(${change.locale ?? null}, locale),
          time_zone = coalesce(${change.timeZone ?? null}, time_zone), theme = coalesce(${change.theme ?? null}, theme),
          updated_at = ${now}
        where id = ${personId}`,
  )
}

export type NamedClient = {
  id: string
  kind: 'client' | 'house'
  name: string
  archived_at: Date | null
}

export async function clientNames(db: AuthDb, clientIds: readonly string[]): Promise<NamedClient[]> {
  return rows(
    db,
    sql<NamedClient>`select id, kind, name, archived_at from client where id = any (${clientIds}::bigint[]) order by id`,
  )
}

/** The agency's own book. */
export async function houseOf(db: AuthDb, agencyId: string): Promise<string> {
  const house = await first(
    db,
    sql<{ id: string }>`select id from client where agency_id = ${agencyId}::bigint and kind = 'house'`,
  )
  if (house === null) throw new Error(`agency ${agencyId} has no book of its own`)
  return house.id
}

/** A client's owners and auditors, to be written to. */
export async function clientReaders(
  db: AuthDb,
  clientId: string,
): Promise<{ address: string; locale: 'zh-CN' | 'en' }[]> {
  return rows(
    db,
    sql<{ address: string; locale: 'zh-CN' | 'en' }>`
      select p.email as address, p.locale from assignment a
      join membership m on m.person_id = a.person_id and m.agency_id = a.agency_id and m.left_at is null
      join person p on p.id = a.person_id
      where a.client_id = ${clientId}::bigint and m.role in ('client_owner', 'auditor') order by p.email`,
  )
}

/** Somebody who may see a client, with the role it is seen in. */
export type ClientPerson = {
  readonly personId: string
  readonly name: string
  readonly address: string
  readonly locale: 'zh-CN' | 'en'
  readonly role: Role
}

/** Everybody who may see a client now: those assigned to it, and the owners of its agency. */
export async function clientPeople(db: AuthDb, clientId: string): Promise<ClientPerson[]> {
  return rows(
    db,
    sql<ClientPerson>`
      select p.id as "personId", p.name, p.email as address, p.locale, m.role
      from client c
      join membership m on m.agency_id = c.agency_id and m.left_at is null
      join person p on p.id = m.person_id
      where c.id = ${clientId}::bigint and (m.role = 'agency_owner' or exists (
        select from assignment a where a.client_id = c.id and a.person_id = m.person_id and a.agency_id = m.agency_id))
      order by p.name, p.id`,
  )
}

/** One of an agency's people, leavers included, with what reviews and clocks look at. */
export type MemberNow = ClientPerson & {
  /** The house is left out. */
  readonly clientIds: readonly string[]
  readonly leftAt: Date | null
  readonly hasFactor: boolean
  readonly sessions: number
  readonly lastSeenAt: Date | null
  /** When the password was set last; null for who has none. */
  readonly passwordAt: Date | null
}

/** Everybody who belongs, or has belonged, to an agency. */
export async function agencyMembers(db: AuthDb, agencyId: string): Promise<MemberNow[]> {
  return rows(
    db,
    sql<MemberNow>`
      select p.id as "personId", p.name, p.email as address, p.locale, m.role, m.left_at as "leftAt",
        array(select c.id from client c where c.agency_id = m.agency_id and c.kind = 'client' and m.left_at is null
          and c.id = any (${clientsOf})) as "clientIds",
        (exists (select from totp t where t.person_id = p.id and t.verified)
          or exists (select from passkey k where k.person_id = p.id)) as "hasFactor",
        (select count(*)::int from session s where s.person_id = p.id and s.agency_id = m.agency_id and s.started_at is not null) as sessions,
        (select max(s.last_seen_at) from session s where s.person_id = p.id and s.agency_id = m.agency_id) as "lastSeenAt",
        (select max(c.updated_at) from credential c where c.person_id = p.id and c.provider_id = 'credential') as "passwordAt"
      from membership m join person p on p.id = m.person_id
      where m.agency_id = ${agencyId}::bigint order by p.name, p.id`,
  )
}
