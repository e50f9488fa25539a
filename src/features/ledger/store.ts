import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { LedgerEntry } from '#kernel/ledger-chain.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { SignedHead } from './rules/signed-head.ts'

type EntryRow = { body: string; hash: string }

const entryOf = (row: EntryRow): LedgerEntry => ({
  ...(JSON.parse(row.body) as Omit<LedgerEntry, 'hash'>),
  hash: row.hash,
})

export type LedgerFilter = {
  event?: string | undefined
  actor?: string | undefined
  text?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: number | undefined
  limit: number
}

/** Newest first. `text` is looked for in subject, names and data. */
export async function listEntries(
  tx: ReadTx,
  clientId: string,
  filter: LedgerFilter,
): Promise<LedgerEntry[]> {
  const conditions = [sql`client_id = ${clientId}::bigint`]
  if (filter.event !== undefined) conditions.push(sql`event = ${filter.event}`)
  if (filter.actor !== undefined) conditions.push(sql`actor_id = ${filter.actor}`)
  if (filter.text !== undefined)
    conditions.push(sql`body ilike ${`%${filter.text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
  if (filter.from !== undefined) conditions.push(sql`at >= ${filter.from}::timestamptz`)
  if (filter.to !== undefined) conditions.push(sql`at < ${filter.to}::timestamptz`)
  if (filter.before !== undefined) conditions.push(sql`seq < ${filter.before}`)
  const rows = await tx.rows(
    sql<EntryRow>`select body, hash from ledger_entry where ${sql.join(conditions, sql` and `)} order by seq desc limit ${filter.limit}`,
  )
  return rows.map(entryOf)
}

/** The events and people that occur, for the filters. */
export async function listFacets(
  tx: ReadTx,
  clientId: string,
): Promise<{ events: string[]; actors: { id: string; name: string }[] }> {
  const events = await tx.rows(
    sql<{
      event: string
    }>`select distinct event from ledger_entry where client_id = ${clientId}::bigint order by event`,
  )
  const actors = await tx.rows(
    sql<{ id: string; name: string }>`
      select actor_id as id, max(actor_name) as name from ledger_entry where client_id = ${clientId}::bigint group by actor_id order by 2`,
  )
  return { events: events.map((row) => row.event), actors }
}

/** Canonical JSONL lines of entries `from`…`to`, in order. */
export async function exportLines(tx: ReadTx, clientId: string, from: number, to: number): Promise<string[]> {
  const rows = await tx.rows(
    sql<EntryRow>`
      select body, hash from ledger_entry
      where client_id = ${clientId}::bigint and seq between ${from} and ${to} order by seq`,
  )
  return rows.map((row) => canonicalJson(entryOf(row) as unknown as Json))
}

export async function loadHead(tx: ReadTx, clientId: string): Promise<{ seq: number; hash: string } | null> {
  const row = await tx.maybeOne(
    sql<{
      seq: string
      hash: string
    }>`select seq, hash from ledger_head where client_id = ${clientId}::bigint`,
  )
  return row === null || row.seq === '0' ? null : { seq: Number(row.seq), hash: row.hash }
}

export async function loadSignedHeads(tx: ReadTx, clientId: string, last: number): Promise<SignedHead[]> {
  const rows = await tx.rows(
    sql<{ seq: string; hash: string; signed_at: Date; key_id: string; signature: string }>`
      select seq, hash, signed_at, key_id, signature from ledger_signed_head
      where client_id = ${clientId}::bigint order by seq desc limit ${last}`,
  )
  return rows.toReversed().map((row) => ({
    chain: clientId,
    seq: Number(row.seq),
    hash: row.hash,
    at: row.signed_at.toISOString(),
    key: row.key_id,
    signature: row.signature,
  }))
}

export async function saveSignedHead(tx: WriteTx, head: SignedHead): Promise<void> {
  await tx.rows(sql`
    insert into ledger_signed_head (client_id, seq, hash, signed_at, key_id, signature)
    values (${head.chain}::bigint, ${head.seq}, ${head.hash}, ${head.at}::timestamptz, ${head.key}, ${head.signature})
    on conflict do nothing`)
}
