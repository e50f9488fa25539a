import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { type SignedHead, headText } from './rules/signed-head.ts'
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
