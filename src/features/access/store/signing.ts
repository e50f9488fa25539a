import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { SignableKind, SigningSide, SigningState } from '../rules/signing.ts'

export type SigningRow = {
  readonly id: string
  readonly kind: SignableKind
  readonly subjectId: string
  readonly version: number
  readonly contentHash: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly sides: SigningSide[]
  readonly state: SigningState
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly reason: string | null
}

export type SignatureRow = {
  readonly id: string
  readonly signingId: string
  readonly side: SigningSide
  readonly personId: string
  readonly personName: string
  readonly typedName: string
  readonly drawn: boolean
  readonly at: Date
  readonly record: string
  readonly hash: string
  readonly ledgerSeq: number
  readonly ledgerHash: string
}

const signingColumns = sql`id, kind, subject_id as "subjectId", version, content_hash as "contentHash",
  jsonb_build_object('zh', title_zh, 'en', title_en) as title, sides, state, opened_at as "openedAt", closed_at as "closedAt", reason`

export type SigningFilter = {
  readonly kind?: SignableKind | undefined
  readonly subjectId?: string | undefined
  readonly version?: number | undefined
}

/** Newest version first. */
export function listSignings(tx: ReadTx, clientId: string, filter: SigningFilter): Promise<SigningRow[]> {
  const { kind = null, subjectId = null, version = null } = filter
  return tx.rows(sql<SigningRow>`
    select ${signingColumns} from signing
    where client_id = ${clientId}::bigint and (${kind}::text is null or kind = ${kind})
      and (${subjectId}::text is null or subject_id = ${subjectId}) and (${version}::int is null or version = ${version}::int)
    order by kind, subject_id, version desc`)
}

/** Locked, so that two who sign at once come one after the other. */
export function lockSigning(
  tx: WriteTx,
  clientId: string,
  at: { kind: SignableKind; subjectId: string; version: number },
): Promise<SigningRow | null> {
  return tx.maybeOne(sql<SigningRow>`
    select ${signingColumns} from signing
    where client_id = ${clientId}::bigint and kind = ${at.kind} and subject_id = ${at.subjectId} and version = ${at.version}
    for update`)
}

export async function insertSigning(
  tx: WriteTx,
  clientId: string,
  one: Pick<SigningRow, 'kind' | 'subjectId' | 'version' | 'contentHash' | 'title' | 'sides'>,
): Promise<void> {
  await tx.rows(sql`
    insert into signing (client_id, kind, subject_id, version, content_hash, title_zh, title_en, sides, state, opened_at)
    values (${clientId}::bigint, ${one.kind}, ${one.subjectId}, ${one.version}, ${one.contentHash}, ${one.title.zh}, ${one.title.en},
      ${one.sides}::text[], 'open', ${tx.now})`)
}

export async function closeSigning(
  tx: WriteTx,
  clientId: string,
  signingId: string,
  state: 'complete' | 'superseded' | 'withdrawn',
  reason: string | null = null,
): Promise<void> {
  await tx.rows(sql`
    update signing set state = ${state}, closed_at = ${tx.now}, reason = ${reason}
    where client_id = ${clientId}::bigint and id = ${signingId}::bigint`)
}

export function signaturesOf(
  tx: ReadTx,
  clientId: string,
  signingIds: readonly string[],
): Promise<SignatureRow[]> {
  return tx.rows(sql<SignatureRow>`
    select ${signatureColumns} from signature
    where client_id = ${clientId}::bigint and signing_id = any(${[...signingIds]}::bigint[]) order by id`)
}

const signatureColumns = sql`id, signing_id as "signingId", side, person_id as "personId", person_name as "personName",
  typed_name as "typedName", drawn, given_at as at, record, hash, ledger_seq::int as "ledgerSeq", ledger_hash as "ledgerHash"`

/** The signing that a signature belongs to. */
export async function findSigningOf(
  tx: ReadTx,
  clientId: string,
  signatureId: string,
): Promise<SigningRow | null> {
  return tx.maybeOne(sql<SigningRow>`
    select ${signingColumns} from signing
    where client_id = ${clientId}::bigint and id = (
      select signing_id from signature where client_id = ${clientId}::bigint and id = ${signatureId}::bigint)`)
}

export async function insertSignature(
  tx: WriteTx,
  clientId: string,
  one: Omit<SignatureRow, 'id' | 'at'>,
): Promise<string> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into signature (client_id, signing_id, side, person_id, person_name, typed_name, drawn, given_at, record, hash, ledger_seq, ledger_hash)
    values (${clientId}::bigint, ${one.signingId}::bigint, ${one.side}, ${one.personId}, ${one.personName}, ${one.typedName}, ${one.drawn},
      ${tx.now}, ${one.record}, ${one.hash}, ${one.ledgerSeq}, ${one.ledgerHash})
    returning id`)
  return row!.id
}

/** Canonical ledger lines by number, as the chain holds them. */
export async function ledgerLines(
  tx: ReadTx,
  clientId: string,
  seqs: readonly number[],
): Promise<{ body: string; hash: string }[]> {
  return tx.rows(sql<{ body: string; hash: string }>`
    select body, hash from ledger_entry where client_id = ${clientId}::bigint and seq = any(${[...seqs]}::bigint[]) order by seq`)
}
