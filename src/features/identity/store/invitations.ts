import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import type { Role } from '#kernel/rights.ts'
import { type AuthDb, first, rows } from './db.ts'

export const invitationDays = 7

export type Invitation = {
  id: string
  kind: 'agency' | 'member'
  email: string
  locale: 'zh-CN' | 'en'
  agency_id: string | null
  agency_name: string | null
  role: Role | null
  client_ids: string[]
  client_names: string[]
  invited_by: string | null
  inviter_name: string | null
  created_at: Date
  expires_at: Date
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const columns = sql`
  i.id, i.kind, i.email, i.locale, i.agency_id, g.name as agency_name, i.role, i.client_ids, i.invited_by, p.name as inviter_name,
  i.created_at, i.expires_at,
  array(select c.name from client c where c.id = any (i.client_ids) order by c.id) as client_names`

/** Keeps an invitation and answers the secret of its link, which is not kept. */
export async function insertInvitation(
  trx: AuthDb,
  invitation:
    | { kind: 'agency'; email: string; locale: string; now: Date }
    | {
        kind: 'member'
        email: string
        locale: string
        now: Date
        agencyId: string
        role: Role
        clientIds: readonly string[]
        invitedBy: string
      },
): Promise<{ invitationId: string; token: string }> {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(invitation.now.getTime() + invitationDays * 86_400_000)
  const member = invitation.kind === 'member' ? invitation : null
  const made = await first(
    trx,
    sql<{ id: string }>`
      insert into invitation (kind, token_hash, email, locale, agency_id, role, client_ids, invited_by, created_at, expires_at)
      values (${invitation.kind}, ${hashOf(token)}, ${invitation.email.toLowerCase()}, ${invitation.locale},
              ${member?.agencyId ?? null}::bigint, ${member?.role ?? null}, ${member?.clientIds ?? []}::bigint[],
              ${member?.invitedBy ?? null}, ${invitation.now}, ${expiresAt})
      returning id`,
  )
  return { invitationId: made!.id, token }
}

/** The invitation behind a link. Refuses (link_spent) one that is unknown, used, revoked or too old. `lock` for whoever will use it. */
export async function findInvitation(
  db: AuthDb,
  token: string,
  now: Date,
  lock: boolean,
): Promise<Invitation> {
  const found = await first(
    db,
    sql<Invitation>`
      select ${columns} from invitation i
      left join agency g on g.id = i.agency_id left join person p on p.id = i.invited_by
      where i.token_hash = ${hashOf(token)} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}
      ${lock ? sql`for update of i` : sql``}`,
  )
  if (found === null) throw new Refusal('link_spent')
  return found
}

export async function spendInvitation(trx: AuthDb, invitationId: string, now: Date): Promise<void> {
  await rows(trx, sql`update invitation set accepted_at = ${now} where id = ${invitationId}::bigint`)
}

/** The agency's open invitations. */
export async function openInvitations(db: AuthDb, agencyId: string, now: Date): Promise<Invitation[]> {
  return rows(
    db,
    sql<Invitation>`
      select ${columns} from invitation i
      left join agency g on g.id = i.agency_id left join person p on p.id = i.invited_by
      where i.agency_id = ${agencyId}::bigint and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}
      order by i.id desc`,
  )
}

/** Locks one open invitation of the agency; null when there is no such. */
export async function lockInvitation(
  trx: AuthDb,
  agencyId: string,
  invitationId: string,
): Promise<Invitation | null> {
  return first(
    trx,
    sql<Invitation>`
      select ${columns} from invitation i
      left join agency g on g.id = i.agency_id left join person p on p.id = i.invited_by
      where i.id = ${invitationId}::bigint and i.agency_id = ${agencyId}::bigint
        and i.accepted_at is null and i.revoked_at is null for update of i`,
  )
}

export async function revokeInvitation(trx: AuthDb, invitationId: string, now: Date): Promise<void> {
  await rows(trx, sql`update invitation set revoked_at = ${now} where id = ${invitationId}::bigint`)
}
