import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { IpMedium, IpOwner } from '../rules/ip.ts'

export type WorkRow = {
  readonly id: string
  readonly medium: IpMedium
  readonly label: string
  readonly version: number
  readonly author: string
  readonly owner: IpOwner
  readonly clause: string
  readonly sinceOn: string
  readonly contentHash: string
  readonly excerpt: string | null
  readonly fileType: 'png' | 'jpeg' | null
  readonly byteCount: number
  readonly source: string
  readonly recordedByName: string
  readonly recordedAt: Date
}

export type TransferRow = {
  readonly id: string
  readonly workId: string
  readonly from: IpOwner
  readonly to: IpOwner
  readonly onDay: string
  readonly paymentRef: string
  readonly note: string
  readonly counterOf: string | null
  readonly recordedByName: string
  readonly recordedAt: Date
}

const workColumns = sql`id, medium, label, version, author, owner, clause, since_on as "sinceOn", content_hash as "contentHash",
  left(text_body, 200) as excerpt, file_type as "fileType", byte_count as "byteCount", source, recorded_by_name as "recordedByName",
  recorded_at as "recordedAt"`

/** Newest first. */
export function listWorks(tx: ReadTx, clientId: string): Promise<WorkRow[]> {
  return tx.rows(
    sql<WorkRow>`select ${workColumns} from ip_work where client_id = ${clientId}::bigint order by id desc`,
  )
}

export function findWork(
  tx: ReadTx,
  clientId: string,
  workId: string,
): Promise<(WorkRow & { text: string | null }) | null> {
  return tx.maybeOne(sql<WorkRow & { text: string | null }>`
    select ${workColumns}, text_body as text from ip_work where client_id = ${clientId}::bigint and id = ${workId}::bigint`)
}

/** Held to the transaction's end: transfers of a client's works come one after the other. */
export async function lockRegister(tx: WriteTx, clientId: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`ip:${clientId}`}, 0))`)
}

export function transfersOf(
  tx: ReadTx,
  clientId: string,
  workIds?: readonly string[],
): Promise<TransferRow[]> {
  const some = workIds === undefined ? sql`` : sql`and work_id = any(${[...workIds]}::bigint[])`
  return tx.rows(sql<TransferRow>`
    select id, work_id as "workId", from_owner as "from", to_owner as "to", on_day as "onDay", payment_ref as "paymentRef", note,
      counter_of as "counterOf", recorded_by_name as "recordedByName", recorded_at as "recordedAt"
    from ip_transfer where client_id = ${clientId}::bigint ${some} order by on_day, id`)
}

export type NewWork = Omit<
  WorkRow,
  'id' | 'version' | 'excerpt' | 'recordedByName' | 'recordedAt' | 'contentHash'
> & { readonly contentHash: string; readonly text: string | null }

/** The next version of its label; the one that stands when this very content is there already. */
export async function insertWork(
  tx: WriteTx,
  clientId: string,
  one: NewWork,
): Promise<{ workId: string; version: number; known: boolean }> {
  await lockRegister(tx, clientId)
  const same = sql`client_id = ${clientId}::bigint and medium = ${one.medium} and label = ${one.label}`
  const known = await tx.maybeOne(sql<{ id: string; version: number }>`
    select id, version from ip_work where ${same} and content_hash = ${one.contentHash}`)
  if (known !== null) return { workId: known.id, version: known.version, known: true }
  const row = await tx.maybeOne(sql<{ id: string; version: number }>`
    insert into ip_work (client_id, medium, label, version, author, owner, clause, since_on, content_hash, text_body, file_type, byte_count,
      source, recorded_by_name, recorded_at)
    values (${clientId}::bigint, ${one.medium}, ${one.label},
      (select coalesce(max(version), 0) + 1 from ip_work where ${same}), ${one.author}, ${one.owner}, ${one.clause},
      ${one.sinceOn}::date, ${one.contentHash}, ${one.text}, ${one.fileType}, ${one.byteCount}, ${one.source}, ${tx.actor.name}, ${tx.now})
    returning id, version`)
  return { workId: row!.id, version: row!.version, known: false }
}

export async function insertTransfer(
  tx: WriteTx,
  clientId: string,
  one: Omit<TransferRow, 'id' | 'recordedByName' | 'recordedAt'>,
): Promise<string> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    insert into ip_transfer (client_id, work_id, from_owner, to_owner, on_day, payment_ref, note, counter_of, recorded_by_name, recorded_at)
    values (${clientId}::bigint, ${one.workId}::bigint, ${one.from}, ${one.to}, ${one.onDay}::date, ${one.paymentRef}, ${one.note},
      ${one.counterOf}::bigint, ${tx.actor.name}, ${tx.now})
    returning id`)
  return row!.id
}
