import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Capability } from '#kernel/capability.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { Vault } from '#platform/vault.ts'

// Consents under way. The state itself is nowhere kept: what comes back is compared by its hash.

export type NewConsent = {
  readonly clientId: string
  readonly storeId: string
  readonly appId: string
  readonly api: 'sp' | 'ads'
  readonly granted: readonly Capability[]
  readonly sessionId: string
  readonly verifier: string | null
  readonly redirectUri: string
}

export type AskedConsent = Omit<NewConsent, 'granted'> & {
  readonly granted: Capability[]
  readonly askedAt: Date
  readonly usedAt: Date | null
}

const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex')
const contextOf = (hash: string): string => `amazon_consent/${hash}`

export async function insertConsent(
  tx: WriteTx,
  vault: Vault,
  state: string,
  ask: NewConsent,
): Promise<void> {
  const hash = hashOf(state)
  const verifier = ask.verifier === null ? null : await vault.seal(contextOf(hash), ask.verifier)
  await tx.rows(sql`
    insert into amazon_consent (client_id, state_hash, store_id, app_id, api, granted, session_id, verifier, verifier_key_id, redirect_uri, asked_at)
    values (${ask.clientId}::bigint, ${hash}, ${ask.storeId}::bigint, ${ask.appId}::bigint, ${ask.api}, ${[...ask.granted]}, ${ask.sessionId},
      ${verifier?.sealed ?? null}, ${verifier?.keyId ?? null}, ${ask.redirectUri}, ${tx.now})`)
  // What nobody came back for is of no use after a day.
  await tx.rows(sql`
    delete from amazon_consent where client_id = ${ask.clientId}::bigint and asked_at < ${new Date(tx.now.getTime() - 86_400_000)}`)
}

/** Finds what was asked with this state and marks it used; null when it is nobody's in scope. `usedAt` tells of a replay. */
export async function useConsent(tx: WriteTx, vault: Vault, state: string): Promise<AskedConsent | null> {
  const hash = hashOf(state)
  const row = await tx.maybeOne(sql<
    Omit<AskedConsent, 'verifier'> & { sealed: Buffer | null; keyId: string | null }
  >`
    select client_id as "clientId", store_id as "storeId", app_id as "appId", api, granted, session_id as "sessionId",
           verifier as sealed, verifier_key_id as "keyId", redirect_uri as "redirectUri", asked_at as "askedAt", used_at as "usedAt"
    from amazon_consent where state_hash = ${hash} for update`)
  if (row === null) return null
  await tx.rows(sql`
    update amazon_consent set used_at = coalesce(used_at, ${tx.now}::timestamptz)
    where client_id = ${row.clientId}::bigint and state_hash = ${hash}`)
  const { sealed, keyId, ...asked } = row
  const verifier =
    sealed === null || keyId === null ? null : await vault.open(contextOf(hash), { sealed, keyId })
  return { ...asked, verifier }
}
