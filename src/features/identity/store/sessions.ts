import { sql } from 'kysely'
import type { Role } from '#kernel/rights.ts'
import type { UserActor } from '#platform/actor.ts'
import { needsSecondFactor } from '../rules/grants.ts'
import { isAlive, seenEverySeconds } from '../rules/session-life.ts'
import { type AuthDb, first, rows } from './db.ts'

/** A signed-in person with what only this room needs to know. */
export type Seat = UserActor & {
  /** An authenticator app or a passkey is enrolled. */
  readonly hasFactor: boolean
  readonly hasTotp: boolean
  readonly startedAt: Date
}

/** The clients a member sees: an agency owner all of the agency's, its people their own and the house, the others their own. */
export const clientsOf = sql<string[]>`
  case when m.role = 'agency_owner' then array(select c.id from client c where c.agency_id = m.agency_id order by c.id)
  else array(
    select a.client_id from assignment a where a.person_id = m.person_id and a.agency_id = m.agency_id
    union
    select c.id from client c where c.agency_id = m.agency_id and c.kind = 'house'
      and m.role not in ('client_owner', 'client_staff', 'auditor')
    order by 1)
  end`

/** Who sits in this session; null when it is over, or the person has left. Notes that the session was seen. */
export async function findSeat(db: AuthDb, sessionId: string, now: Date): Promise<Seat | null> {
  const found = await first(
    db,
    sql<{
      started_at: Date
      last_seen_at: Date
      second_factor_at: Date | null
      second_factor_kind: string | null
      idle_minutes: number
      person_id: string
      name: string
      email: string
      role: Role
      agency_id: string
      client_ids: string[]
      has_totp: boolean
      has_passkey: boolean
    }>`
      select s.started_at, s.last_seen_at, s.second_factor_at, s.second_factor_kind, g.session_idle_minutes as idle_minutes,
             p.id as person_id, p.name, p.email, m.role, m.agency_id, ${clientsOf} as client_ids,
             exists (select from totp t where t.person_id = p.id and t.verified) as has_totp,
             exists (select from passkey k where k.person_id = p.id) as has_passkey
      from session s
      join person p on p.id = s.person_id
      join membership m on m.person_id = p.id and m.agency_id = s.agency_id and m.left_at is null
      join agency g on g.id = m.agency_id
      where s.id = ${sessionId} and s.started_at is not null`,
  )
  if (found === null) return null
  const times = { startedAt: found.started_at, lastSeenAt: found.last_seen_at }
  if (!isAlive(times, found.idle_minutes, now)) {
    await rows(db, sql`delete from session where id = ${sessionId}`)
    return null
  }
  if (now.getTime() - found.last_seen_at.getTime() >= seenEverySeconds * 1000)
    await rows(db, sql`update session set last_seen_at = ${now} where id = ${sessionId}`)
  const hasFactor = found.has_totp || found.has_passkey
  return {
    kind: 'user',
    userId: found.person_id,
    name: found.name,
    email: found.email,
    agencyId: found.agency_id,
    role: found.role,
    clientIds: found.client_ids,
    sessionId,
    secondFactor: found.second_factor_at !== null || !needsSecondFactor(found.role, hasFactor),
    factorGiven: found.second_factor_at !== null,
    factor:
      found.second_factor_at === null
        ? null
        : { kind: found.second_factor_kind ?? 'unknown', at: found.second_factor_at },
    hasFactor,
    hasTotp: found.has_totp,
    startedAt: found.started_at,
  }
}

/**
 * Opens the session the sign-in library made, for the agency worked for last. False when the person belongs to no agency (any
 * more); the session is then gone.
 */
export async function openSession(
  db: AuthDb,
  token: string,
  opening: { now: Date; secondFactor: boolean; method: string; agencyId?: string; startedAt?: Date },
): Promise<{ sessionId: string } | null> {
  const opened = await first(
    db,
    sql<{ id: string }>`
      update session s set started_at = ${opening.startedAt ?? opening.now}, last_seen_at = ${opening.now},
        second_factor_at = ${opening.secondFactor ? opening.now : null},
        second_factor_kind = ${opening.secondFactor ? opening.method : null}, agency_id = m.agency_id
      from (
        select m.agency_id from membership m
        join session mine on mine.person_id = m.person_id and mine.token = ${token}
        where m.left_at is null and (${opening.agencyId ?? null}::bigint is null or m.agency_id = ${opening.agencyId ?? null}::bigint)
        order by (select max(o.last_seen_at) from session o where o.person_id = m.person_id and o.agency_id = m.agency_id) desc nulls last,
                 m.joined_at
        limit 1) m
      where s.token = ${token}
      returning s.id`,
  )
  if (opened !== null) return { sessionId: opened.id }
  await rows(db, sql`delete from session where token = ${token}`)
  return null
}

export async function markSecondFactor(
  db: AuthDb,
  sessionId: string,
  now: Date,
  kind: string,
): Promise<void> {
  await rows(
    db,
    sql`update session set second_factor_at = ${now}, second_factor_kind = ${kind} where id = ${sessionId}`,
  )
}

export async function moveSession(db: AuthDb, sessionId: string, agencyId: string): Promise<boolean> {
  const moved = await first(
    db,
    sql`update session s set agency_id = m.agency_id from membership m
        where s.id = ${sessionId} and m.person_id = s.person_id and m.agency_id = ${agencyId}::bigint and m.left_at is null
        returning s.id`,
  )
  return moved !== null
}

export type OpenSession = {
  id: string
  ip_address: string | null
  user_agent: string | null
  started_at: Date
  last_seen_at: Date
}

export async function listSessions(db: AuthDb, personId: string, now: Date): Promise<OpenSession[]> {
  return rows(
    db,
    sql<OpenSession>`
      select s.id, s.ip_address, s.user_agent, s.started_at, s.last_seen_at from session s
      left join agency g on g.id = s.agency_id
      where s.person_id = ${personId} and s.started_at is not null
        and s.last_seen_at > ${now}::timestamptz - make_interval(mins => g.session_idle_minutes)
      order by s.last_seen_at desc`,
  )
}

/** Ends the person's sessions: one, all but one, or all. Answers how many. */
export async function endSessions(
  db: AuthDb,
  personId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const ended = await rows(
    db,
    sql`
      delete from session where person_id = ${personId}
        and (${which.only ?? null}::text is null or id = ${which.only ?? null})
        and (${which.except ?? null}::text is null or id <> ${which.except ?? null})
      returning id`,
  )
  return ended.length
}
