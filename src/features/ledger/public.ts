import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { type SignedHead, headText } from './rules/signed-head.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { loadHead, loadSignedHeads, saveSignedHead } from './store.ts'

/** Signs the newest head of a client's chain, once; answers with the signed head, or null for an empty chain. */
export async function signHead(world: World, tx: WriteTx, clientId: string): Promise<SignedHead | null> {
  const head = await loadHead(tx, clientId)
  if (head === null) return null
  const [last] = (await loadSignedHeads(tx, clientId, 1)).slice(-1)
  if (last?.seq === head.seq) return last
  const unsigned = { chain: clientId, ...head, at: tx.now.toISOString(), key: world.secrets.signingKeyId }
  const signed = { ...unsigned, signature: world.secrets.signText(headText(unsigned)) }
  await saveSignedHead(tx, signed)
  return signed
}

/** The client's printed name. */
export async function clientName(tx: ReadTx, clientId: string): Promise<string> {
  const row = await tx.maybeOne(sql<{ name: string }>`select name from client where id = ${clientId}::bigint`)
  return row?.name ?? ''
}

/** When the month's certificate was first made for each client, each since its own instant (null: ever); clients without are left out. */
export async function certifiedSince(
  tx: ReadTx,
  wishes: readonly { readonly clientId: string; readonly since: Date | null }[],
): Promise<Map<string, Date>> {
  const rows = await tx.rows(sql<{ clientId: string; at: Date }>`
    select w.client_id as "clientId", min(e.at) as at
    from unnest(${wishes.map((one) => one.clientId)}::bigint[], ${wishes.map((one) => one.since)}::timestamptz[]) as w (client_id, since)
    join ledger_entry e on e.client_id = w.client_id and e.event = 'witness.certified' and e.at >= coalesce(w.since, '-infinity')
    group by w.client_id`)
  return new Map(rows.map((row) => [row.clientId, row.at]))
}

/** An entry as other rooms read it back. */
export type PastEntry = {
  readonly seq: number
  readonly at: Date
  readonly event: string
  readonly subject: string
  readonly actor: string
  readonly hash: string
  readonly data: { readonly [name: string]: Json }
}

/** A client's entries of these events, in order; of one subject when named. */
export async function entriesNamed(
  tx: ReadTx,
  clientId: string,
  which: { events?: readonly string[]; subject?: string },
): Promise<PastEntry[]> {
  const rows = await tx.rows(sql<Omit<PastEntry, 'data'> & { body: string }>`
    select seq::int as seq, at, event, subject, actor_name as actor, hash, body from ledger_entry
    where client_id = ${clientId}::bigint
      and (${which.events === undefined}::boolean or event = any (${[...(which.events ?? [])]}::text[]))
      and (${which.subject ?? null}::text is null or subject = ${which.subject ?? null}::text)
    order by seq`)
  return rows.map(({ body, ...row }) => ({
    ...row,
    data: (JSON.parse(body) as { data: { readonly [name: string]: Json } }).data,
  }))
}
