import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import { GENESIS, type LedgerEntry, chainEntry, hashedText } from '#kernel/ledger-chain.ts'
import { type Actor, actorRecord } from './actor.ts'
import { LIVE_CHANNEL } from './live.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

type Run = <T>(query: RawBuilder<T>) => Promise<T[]>

/** What a writer says of its act; the chain adds number, time and hashes. */
export type LedgerNote = { event: string; subject: string; data: Json }

/**
 * Appends entries to one client's chain inside the caller's transaction. The head row is locked, so writers of one client
 * queue up and numbers have no gaps; writers of different clients do not meet. Whoever listens (live.ts) hears of each topic
 * once, when the transaction commits: PostgreSQL folds equal notes.
 */
export async function appendEntries(
  run: Run,
  clientId: string,
  actor: Actor,
  now: Date,
  notes: readonly LedgerNote[],
): Promise<LedgerEntry[]> {
  if (notes.length === 0) return []
  await run(
    sql`insert into ledger_head (client_id, seq, hash) values (${clientId}::bigint, 0, ${GENESIS}) on conflict do nothing`,
  )
  const [head] = await run(
    sql<{
      seq: string
      hash: string
    }>`select seq, hash from ledger_head where client_id = ${clientId}::bigint for update`,
  )
  if (head === undefined) throw new Error(`no ledger within scope for client ${clientId}`)
  let { hash } = head
  let seq = Number(head.seq)
  const entries: LedgerEntry[] = []
  for (const note of notes) {
    seq += 1
    const entry = chainEntry(
      {
        chain: clientId,
        seq,
        at: now.toISOString(),
        event: note.event,
        actor: actorRecord(actor),
        subject: note.subject,
        data: note.data,
        prev: hash,
      },
      sha256,
    )
    hash = entry.hash
    entries.push(entry)
  }
  const column = <T>(pick: (entry: LedgerEntry) => T): T[] => entries.map(pick)
  await run(sql`
    insert into ledger_entry (client_id, seq, at, event, actor_id, actor_name, actor_role, subject, body, prev, hash)
    select ${clientId}::bigint, * from unnest(${column((one) => one.seq)}::bigint[], ${column((one) => one.at)}::timestamptz[],
      ${column((one) => one.event)}::text[], ${column((one) => one.actor.id)}::text[], ${column((one) => one.actor.name)}::text[],
      ${column((one) => one.actor.role)}::text[], ${column((one) => one.subject)}::text[], ${column(bodyOf)}::text[],
      ${column((one) => one.prev)}::text[], ${column((one) => one.hash)}::text[])
    returning pg_notify(${LIVE_CHANNEL}, client_id || ' ' || split_part(event, '.', 1))`)
  await run(sql`update ledger_head set seq = ${seq}, hash = ${hash} where client_id = ${clientId}::bigint`)
  return entries
}

function bodyOf(entry: LedgerEntry): string {
  const { hash: _, ...hashed } = entry
  return hashedText(hashed)
}

/** The agency's own book, where what concerns the agency alone is recorded. */
export async function houseOf(tx: { rows: Run }): Promise<string> {
  const [house] = await tx.rows(sql<{ id: string }>`select id from client where kind = 'house'`)
  if (house === undefined) throw new Error('the agency has no book of its own')
  return house.id
}
