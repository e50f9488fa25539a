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
