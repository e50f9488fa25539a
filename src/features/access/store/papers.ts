import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { DocumentType } from '#platform/files/document-check.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { PaperValues } from '../rules/paper-fields.ts'
import type { PaperKind, PaperState } from '../rules/paper.ts'

export type PaperRow = {
  readonly id: string
  readonly kind: PaperKind
  readonly origin: 'template' | 'upload'
  readonly title: string
  readonly state: PaperState
  readonly version: number
  readonly purpose: string
  readonly need: string | null
  readonly consentBy: string | null
  readonly consentOn: string | null
  readonly expiresOn: string | null
  readonly eraseOn: string | null
  /** The month that a monthly report tells of, YYYY-MM. */
  readonly reportMonth: string | null
  readonly noticedDays: number | null
  readonly madeByName: string
  readonly madeAt: Date
  readonly erasedAt: Date | null
  readonly erasedByName: string | null
  readonly eraseReason: string | null
  readonly bytesKept: boolean
  /** Of the newest version. */
  readonly contentHash: string
  readonly fields: PaperValues | null
  readonly fileName: string | null
  readonly fileType: DocumentType | null
  readonly fileBytes: number | null
}

export type VersionRow = {
  readonly version: number
  readonly templateHash: string | null
  readonly fields: PaperValues | null
  readonly content: string | null
  readonly contentHash: string
  readonly fileName: string | null
  readonly fileType: DocumentType | null
  readonly fileBytes: number | null
  readonly madeAt: Date
}

const paperColumns = sql`p.id, p.kind, p.origin, p.title, p.state, p.version, p.purpose, p.need, p.consent_by as "consentBy",
  p.consent_on as "consentOn", p.expires_on as "expiresOn", p.erase_on as "eraseOn", to_char(p.report_month, 'YYYY-MM') as "reportMonth", p.noticed_days as "noticedDays",
  p.made_by_name as "madeByName", p.made_at as "madeAt", p.erased_at as "erasedAt", p.erased_by_name as "erasedByName",
  p.erase_reason as "eraseReason", p.bytes_kept as "bytesKept", v.content_hash as "contentHash", v.fields,
  v.file_name as "fileName", v.file_type as "fileType", v.file_bytes as "fileBytes"`

const newest = sql`join paper_version v on v.client_id = p.client_id and v.paper_id = p.id and v.version = p.version`

/** Newest first. */
export function listPapers(tx: ReadTx, clientId: string): Promise<PaperRow[]> {
  return tx.rows(
    sql<PaperRow>`select ${paperColumns} from paper p ${newest} where p.client_id = ${clientId}::bigint order by p.id desc`,
  )
}

export function findPaper(tx: ReadTx, clientId: string, paperId: string): Promise<PaperRow | null> {
  return tx.maybeOne(
    sql<PaperRow>`select ${paperColumns} from paper p ${newest} where p.client_id = ${clientId}::bigint and p.id = ${paperId}::bigint`,
  )
}

/** Locked: those who act on one paper come one after the other. */
export async function lockPaper(tx: WriteTx, clientId: string, paperId: string): Promise<PaperRow | null> {
  await tx.rows(
    sql`select from paper where client_id = ${clientId}::bigint and id = ${paperId}::bigint for update`,
  )
  return findPaper(tx, clientId, paperId)
}

export function versionsOf(tx: ReadTx, clientId: string, paperId: string): Promise<VersionRow[]> {
  return tx.rows(sql<VersionRow>`
    select version, template_hash as "templateHash", fields, content, content_hash as "contentHash", file_name as "fileName",
      file_type as "fileType", file_bytes as "fileBytes", made_at as "madeAt"
    from paper_version where client_id = ${clientId}::bigint and paper_id = ${paperId}::bigint order by version desc`)
}

export type NewPaper = Pick<
  PaperRow,
  | 'kind'
  | 'origin'
  | 'title'
  | 'purpose'
  | 'need'
  | 'consentBy'
  | 'consentOn'
  | 'expiresOn'
  | 'eraseOn'
  | 'reportMonth'
>

export async function insertPaper(tx: WriteTx, clientId: string, one: NewPaper): Promise<string> {
  const name = tx.actor.name
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into paper (client_id, kind, origin, title, state, purpose, need, consent_by, consent_on, expires_on, erase_on, report_month, made_by_name, made_at)
    values (${clientId}::bigint, ${one.kind}, ${one.origin}, ${one.title}, 'draft', ${one.purpose}, ${one.need}, ${one.consentBy},
      ${one.consentOn}::date, ${one.expiresOn}::date, ${one.eraseOn}::date,
      ${one.reportMonth === null ? null : `${one.reportMonth}-01`}::date, ${name}, ${tx.now})
    returning id`)
  return row!.id
}

export async function insertVersion(
  tx: WriteTx,
  clientId: string,
  paperId: string,
  one: Omit<VersionRow, 'madeAt'>,
): Promise<void> {
  const fields = one.fields === null ? null : JSON.stringify(one.fields)
  await tx.rows(sql`
    insert into paper_version (client_id, paper_id, version, template_hash, fields, content, content_hash, file_name, file_type, file_bytes, made_at)
    values (${clientId}::bigint, ${paperId}::bigint, ${one.version}, ${one.templateHash}, ${fields}::jsonb, ${one.content},
      ${one.contentHash}, ${one.fileName}, ${one.fileType}, ${one.fileBytes}, ${tx.now})`)
}

export type PaperChange = Partial<
  Pick<
    PaperRow,
    | 'title'
    | 'state'
    | 'version'
    | 'purpose'
    | 'consentBy'
    | 'consentOn'
    | 'expiresOn'
    | 'eraseOn'
    | 'noticedDays'
  >
>

/** Sets what is given; what is not given stays. */
export async function changePaper(
  tx: WriteTx,
  clientId: string,
  paperId: string,
  change: PaperChange,
): Promise<void> {
  const columns = {
    title: 'title',
    state: 'state',
    version: 'version',
    purpose: 'purpose',
    consentBy: 'consent_by',
    consentOn: 'consent_on',
    expiresOn: 'expires_on',
    eraseOn: 'erase_on',
    noticedDays: 'noticed_days',
  } as const
  const sets = Object.entries(change).map(
    ([name, value]) => sql`${sql.ref(columns[name as keyof PaperChange])} = ${value}`,
  )
  await tx.rows(
    sql`update paper set ${sql.join(sets)} where client_id = ${clientId}::bigint and id = ${paperId}::bigint`,
  )
}

/** Takes the content out; hashes stay. Bytes of files are removed afterwards (`bytes_kept`). */
export async function eraseRows(
  tx: WriteTx,
  clientId: string,
  paperId: string,
  reason: string,
): Promise<void> {
  await tx.rows(sql`
    update paper set state = 'erased', erased_at = ${tx.now}, erased_by_name = ${tx.actor.name}, erase_reason = ${reason},
      bytes_kept = (origin = 'upload')
    where client_id = ${clientId}::bigint and id = ${paperId}::bigint`)
  await tx.rows(sql`
    update paper_version set content = null, fields = null, file_name = null
    where client_id = ${clientId}::bigint and paper_id = ${paperId}::bigint`)
}

export async function noteBytesGone(tx: WriteTx, clientId: string, paperId: string): Promise<void> {
  await tx.rows(
    sql`update paper set bytes_kept = false where client_id = ${clientId}::bigint and id = ${paperId}::bigint`,
  )
}

/** Held to the transaction's end: bytes of one hash are not put and removed at the same time. */
export async function lockBytes(tx: WriteTx, clientId: string, hash: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`files:${clientId}:${hash}`}, 0))`)
}

/** Whether a paper that stands, or a work of the register, still needs these bytes. */
export async function bytesNeeded(tx: ReadTx, clientId: string, hash: string): Promise<boolean> {
  const row = await tx.maybeOne(sql<{ needed: boolean }>`
    select exists (
      select from paper_version v join paper p on p.client_id = v.client_id and p.id = v.paper_id
      where v.client_id = ${clientId}::bigint and p.client_id = ${clientId}::bigint and v.content_hash = ${hash}
        and v.file_type is not null and p.state <> 'erased')
    or exists (
      select from ip_work where client_id = ${clientId}::bigint and content_hash = ${hash} and file_type is not null) as needed`)
  return row?.needed ?? false
}

/** What the texts can be filled with from what is known. */
export async function knownOf(
  tx: ReadTx,
  clientId: string,
): Promise<{
  client: string
  agency: string
  last: PaperValues
}> {
  const names = await tx.maybeOne(sql<{ client: string; agency: string }>`
    select c.name as client, a.name as agency from client c join agency a on a.id = c.agency_id where c.id = ${clientId}::bigint`)
  const last = await tx.rows(sql<{ fields: PaperValues }>`
    select v.fields from paper p ${newest}
    where p.client_id = ${clientId}::bigint and v.fields is not null order by v.made_at desc limit 1`)
  return { client: names?.client ?? '', agency: names?.agency ?? '', last: last[0]?.fields ?? {} }
}

/** Papers in force that end between two days, by their last day. */
export function papersEnding(
  tx: ReadTx,
  clientId: string,
  from: Day,
  to: Day,
): Promise<{ paperId: string; title: string; expiresOn: Day }[]> {
  return tx.rows(sql<{ paperId: string; title: string; expiresOn: Day }>`
    select id as "paperId", title, expires_on as "expiresOn" from paper
    where client_id = ${clientId}::bigint and state = 'signed' and expires_on between ${from}::date and ${to}::date order by expires_on, id`)
}
