import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Answers } from '../rules/intake.ts'

export type Draft = { readonly answers: Answers; readonly savedAt: Date; readonly savedBy: string }

export function findDraft(tx: ReadTx, clientId: string): Promise<Draft | null> {
  return tx.maybeOne(sql<Draft>`
    select answers, saved_at as "savedAt", saved_by_name as "savedBy" from intake_draft where client_id = ${clientId}::bigint`)
}

/** The draft's answers, locked against others who save at the same time. */
export async function lockDraft(tx: WriteTx, clientId: string, by: string): Promise<Answers> {
  await tx.rows(sql`
    insert into intake_draft (client_id, answers, saved_at, saved_by_name)
    select id, '{}'::jsonb, ${tx.now}::timestamptz, ${by} from client where id = ${clientId}::bigint and kind = 'client' on conflict do nothing`)
  const found = await tx.maybeOne(sql<{ answers: Answers }>`
    select answers from intake_draft where client_id = ${clientId}::bigint for update`)
  return found?.answers ?? {}
}

export async function saveDraft(tx: WriteTx, clientId: string, answers: Answers, by: string): Promise<void> {
  await tx.rows(sql`
    update intake_draft set answers = ${JSON.stringify(answers)}::jsonb, saved_at = ${tx.now}, saved_by_name = ${by}
    where client_id = ${clientId}::bigint`)
}

export type Version = {
  readonly version: number
  readonly answers: Answers
  readonly submittedAt: Date
  readonly submittedBy: string
  readonly via: 'account' | 'link'
}

const versionColumns = sql`version, answers, submitted_at as "submittedAt", submitted_by_name as "submittedBy", via`

/** Submissions, newest first. */
export function listVersions(tx: ReadTx, clientId: string): Promise<Version[]> {
  return tx.rows(sql<Version>`
    select ${versionColumns} from intake_version where client_id = ${clientId}::bigint order by version desc`)
}

/** Keeps a submission under the next number; the draft must be locked. */
export async function insertVersion(
  tx: WriteTx,
  clientId: string,
  made: { answers: Answers; by: string; via: Version['via'] },
): Promise<number> {
  const row = await tx.maybeOne(sql<{ version: number }>`
    insert into intake_version (client_id, version, answers, submitted_at, submitted_by_name, via)
    select ${clientId}::bigint, coalesce(max(version), 0) + 1, ${JSON.stringify(made.answers)}::jsonb, ${tx.now}::timestamptz, ${made.by}, ${made.via}
    from intake_version where client_id = ${clientId}::bigint returning version`)
  return row!.version
}

export type IntakeLink = {
  readonly id: string
  readonly note: string
  readonly madeAt: Date
  readonly madeBy: string
  readonly expiresAt: Date
  readonly openedAt: Date | null
  readonly submittedAt: Date | null
  readonly revokedAt: Date | null
}

const linkColumns = sql`id, note, made_at as "madeAt", made_by_name as "madeBy", expires_at as "expiresAt", opened_at as "openedAt",
  submitted_at as "submittedAt", revoked_at as "revokedAt"`

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export function listLinks(tx: ReadTx, clientId: string): Promise<IntakeLink[]> {
  return tx.rows(sql<IntakeLink>`
    select ${linkColumns} from intake_link where client_id = ${clientId}::bigint order by id desc limit 50`)
}

export async function insertLink(
  tx: WriteTx,
  clientId: string,
  link: { token: string; note: string; by: string; expiresAt: Date },
): Promise<string> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into intake_link (client_id, token_hash, note, made_at, made_by_name, expires_at)
    values (${clientId}::bigint, ${hashOf(link.token)}, ${link.note}, ${tx.now}, ${link.by}, ${link.expiresAt}) returning id`)
  return row!.id
}

/** The link of a token, locked, with how often it was used in the present minute, this time counted; null when it is not of this client. */
export function countUse(
  tx: WriteTx,
  clientId: string,
  token: string,
): Promise<(IntakeLink & { uses: number }) | null> {
  return tx.maybeOne(sql<IntakeLink & { uses: number }>`
    update intake_link set
      minute_at = date_trunc('minute', ${tx.now}::timestamptz),
      minute_count = case when minute_at = date_trunc('minute', ${tx.now}::timestamptz) then minute_count + 1 else 1 end
    where client_id = ${clientId}::bigint and token_hash = ${hashOf(token)}
    returning ${linkColumns}, minute_count as uses`)
}

export async function markLink(
  tx: WriteTx,
  clientId: string,
  linkId: string,
  mark: 'opened' | 'submitted',
): Promise<void> {
  await tx.rows(sql`
    update intake_link set opened_at = coalesce(opened_at, ${tx.now}),
      submitted_at = case when ${mark} = 'submitted' then ${tx.now}::timestamptz else submitted_at end
    where client_id = ${clientId}::bigint and id = ${linkId}::bigint`)
}

/** False when there is no such link, or it is over already. */
export async function revokeLink(
  tx: WriteTx,
  clientId: string,
  linkId: string,
  by: string,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    update intake_link set revoked_at = ${tx.now}, revoked_by_name = ${by}
    where client_id = ${clientId}::bigint and id = ${linkId}::bigint and revoked_at is null and submitted_at is null returning id`)
  return rows.length > 0
}

/** Whose questionnaire it is, as whoever follows the link reads it; null when the client is gone. */
export function namesOf(tx: ReadTx, clientId: string): Promise<{ client: string; agency: string } | null> {
  return tx.maybeOne(sql<{ client: string; agency: string }>`
    select c.name as client, a.name as agency from client c join agency a on a.id = c.agency_id
    where c.id = ${clientId}::bigint and c.kind = 'client' and c.archived_at is null`)
}
