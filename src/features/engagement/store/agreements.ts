import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

// Drafts and versions of what both sides agree upon. A version's content is never written again: the database refuses it.

export type AgreementKind = 'plan' | 'quote' | 'contract'

/** offered: waits for the client · agreed: both sides have, it does not hold yet · in_force · superseded by a newer one · withdrawn. */
export type VersionState = 'offered' | 'agreed' | 'in_force' | 'superseded' | 'withdrawn'

export type Draft = {
  readonly content: unknown
  readonly note: string
  readonly revision: number
  readonly savedByName: string
  readonly savedAt: Date
}

export type Version = {
  readonly version: number
  readonly content: unknown
  readonly contentHash: string
  readonly note: string
  readonly offeredByName: string
  readonly offeredAt: Date
  readonly state: VersionState
  readonly stateAt: Date
  readonly agreedAt: Date | null
  readonly agreedByName: string | null
  readonly choice: string | null
  readonly fromOn: Day | null
  readonly enforcedAt: Date | null
}

/** What people put their names under: the same bytes always, so that anybody can compute the hash anew. */
export function signedText(kind: AgreementKind, clientId: string, version: number, content: unknown): string {
  return canonicalJson({
    schema: `steward.${kind}/1`,
    client: clientId,
    version,
    content: content as Json,
  })
}

export function hashOf(kind: AgreementKind, clientId: string, version: number, content: unknown): string {
  return sha256(signedText(kind, clientId, version, content))
}

export async function findDraft(tx: ReadTx, clientId: string, kind: AgreementKind): Promise<Draft | null> {
  return tx.maybeOne(sql<Draft>`
    select content, note, revision, saved_by_name as "savedByName", saved_at as "savedAt" from agreement_draft
    where client_id = ${clientId}::bigint and kind = ${kind}`)
}

/** The draft, held against everybody else until the transaction ends. */
export async function lockDraft(tx: WriteTx, clientId: string, kind: AgreementKind): Promise<Draft | null> {
  return tx.maybeOne(sql<Draft>`
    select content, note, revision, saved_by_name as "savedByName", saved_at as "savedAt" from agreement_draft
    where client_id = ${clientId}::bigint and kind = ${kind} for update`)
}

/**
 * Saves a draft over the revision it was read at (0: there was none). The new revision, or null when somebody saved meanwhile.
 */
export async function saveDraft(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  draft: { content: unknown; note: string; revision: number; byName: string },
): Promise<number | null> {
  const content = canonicalJson(draft.content as Json)
  const rows = await tx.rows(
    draft.revision === 0
      ? sql<{ revision: number }>`
          insert into agreement_draft (client_id, kind, content, note, revision, saved_by_name, saved_at)
          values (${clientId}::bigint, ${kind}, ${content}::jsonb, ${draft.note}, 1, ${draft.byName}, ${tx.now})
          on conflict (client_id, kind) do nothing returning revision`
      : sql<{ revision: number }>`
          update agreement_draft set content = ${content}::jsonb, note = ${draft.note}, revision = revision + 1,
            saved_by_name = ${draft.byName}, saved_at = ${tx.now}
          where client_id = ${clientId}::bigint and kind = ${kind} and revision = ${draft.revision} returning revision`,
  )
  return rows[0]?.revision ?? null
}

export async function removeDraft(tx: WriteTx, clientId: string, kind: AgreementKind): Promise<boolean> {
  const rows = await tx.rows(sql`
    delete from agreement_draft where client_id = ${clientId}::bigint and kind = ${kind} returning revision`)
  return rows.length === 1
}

const columns = sql`version, content, content_hash as "contentHash", note, offered_by_name as "offeredByName", offered_at as "offeredAt",
  state, state_at as "stateAt", agreed_at as "agreedAt", agreed_by_name as "agreedByName", choice, from_on as "fromOn",
  enforced_at as "enforcedAt"`

/** Newest first. */
export async function listVersions(tx: ReadTx, clientId: string, kind: AgreementKind): Promise<Version[]> {
  return tx.rows(sql<Version>`
    select ${columns} from agreement_version where client_id = ${clientId}::bigint and kind = ${kind} order by version desc`)
}

export async function findVersion(
  tx: ReadTx,
  clientId: string,
  kind: AgreementKind,
  version: number,
): Promise<Version | null> {
  return tx.maybeOne(sql<Version>`
    select ${columns} from agreement_version
    where client_id = ${clientId}::bigint and kind = ${kind} and version = ${version}`)
}

/** A new version, offered; whatever was offered before it is superseded. */
export async function offerVersion(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  offer: { content: unknown; note: string; byName: string; fromOn: Day | null },
): Promise<{ version: number; contentHash: string }> {
  const newest = await tx.rows(sql<{ version: number }>`
    select version from agreement_version where client_id = ${clientId}::bigint and kind = ${kind} order by version desc limit 1`)
  const version = (newest[0]?.version ?? 0) + 1
  const contentHash = hashOf(kind, clientId, version, offer.content)
  await tx.rows(sql`
    update agreement_version set state = 'superseded', state_at = ${tx.now}
    where client_id = ${clientId}::bigint and kind = ${kind} and state = 'offered'`)
  await tx.rows(sql`
    insert into agreement_version (client_id, kind, version, content, content_hash, note, offered_by_name, offered_at, state, state_at, from_on)
    values (${clientId}::bigint, ${kind}, ${version}, ${canonicalJson(offer.content as Json)}::jsonb, ${contentHash}, ${offer.note},
      ${offer.byName}, ${tx.now}, 'offered', ${tx.now}, ${offer.fromOn}::date)`)
  return { version, contentHash }
}

/** Moves a version from a state to another; false when it was not in that state (any more). */
export async function moveVersion(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  version: number,
  move: {
    from: VersionState
    to: VersionState
    agreedByName?: string
    choice?: string
    enforced?: boolean
  },
): Promise<boolean> {
  const agreed = move.agreedByName ?? null
  const rows = await tx.rows(sql`
    update agreement_version set state = ${move.to}, state_at = ${tx.now},
      agreed_at = case when ${agreed}::text is null then agreed_at else ${tx.now}::timestamptz end,
      agreed_by_name = coalesce(${agreed}::text, agreed_by_name), choice = coalesce(${move.choice ?? null}::text, choice),
      enforced_at = case when ${move.enforced === true} then ${tx.now}::timestamptz else enforced_at end
    where client_id = ${clientId}::bigint and kind = ${kind} and version = ${version} and state = ${move.from}
    returning version`)
  return rows.length === 1
}

/** Ends what held or was agreed before a version. */
export async function supersedeOlder(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  version: number,
): Promise<void> {
  await tx.rows(sql`
    update agreement_version set state = 'superseded', state_at = ${tx.now}
    where client_id = ${clientId}::bigint and kind = ${kind} and version < ${version} and state in ('agreed', 'in_force', 'offered')`)
}
