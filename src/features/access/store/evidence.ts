import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import type { UserActor } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { looksLikeSecret } from '../rules/looks-like-secret.ts'

// What somebody saw: a note, and the hash of a picture that stays where it is.

export type Seen = {
  readonly note: string
  readonly picture: { readonly sha256: string; readonly fileName: string } | null
}

export type Evidence = {
  readonly id: string
  readonly subject: string
  readonly act: string
  readonly note: string
  readonly sha256: string | null
  readonly fileName: string | null
  readonly at: Date
  readonly byName: string
}

/** Refuses a text that looks like a password or a key: none is kept here. */
export function refuseSecret(field: string, text: string): void {
  const look = looksLikeSecret(text)
  if (look !== null) throw new Refusal('looks_like_secret', { field, look })
}

export async function insertEvidence(
  tx: WriteTx,
  actor: Pick<UserActor, 'userId' | 'name'>,
  about: { clientId: string; subject: string; act: string },
  seen: Seen,
): Promise<void> {
  refuseSecret('note', seen.note)
  if (seen.picture !== null) refuseSecret('fileName', seen.picture.fileName)
  await tx.rows(sql`
    insert into access_evidence (client_id, subject, act, note, sha256, file_name, at, by_id, by_name)
    values (${about.clientId}::bigint, ${about.subject}, ${about.act}, ${seen.note}, ${seen.picture?.sha256 ?? null},
      ${seen.picture?.fileName ?? null}, ${tx.now}, ${actor.userId}, ${actor.name})`)
}

/** Evidence about these subjects, in order. */
export function listEvidence(tx: ReadTx, clientId: string, subjects: readonly string[]): Promise<Evidence[]> {
  return tx.rows(sql<Evidence>`
    select id, subject, act, note, sha256, file_name as "fileName", at, by_name as "byName" from access_evidence
    where client_id = ${clientId}::bigint and subject = any (${subjects}::text[]) order by id`)
}
