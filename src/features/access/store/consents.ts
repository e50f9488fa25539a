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

export type AskedConsent = Omit<NewConsent, 'granted' | 'sessionId'> & {
  readonly stateHash: string
  readonly granted: Capability[]
  readonly askedAt: Date
  readonly usedAt: Date | null
  /** When the code first arrived. */
  readonly codeAt: Date
  /** What an earlier try got for the code before Amazon could no longer be reached. */
  readonly refreshToken: string | null
}

const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex')
const contextOf = (hash: string): string => `amazon_consent/${hash}`
const tokenContextOf = (hash: string): string => `amazon_consent/${hash}/token`

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
  await forgetConsents(tx, ask.clientId)
}

/** What nobody came back for is of no use after a day, and a token that came for it neither. */
export async function forgetConsents(tx: WriteTx, clientId: string): Promise<void> {
  await tx.rows(sql`
    delete from amazon_consent where client_id = ${clientId}::bigint and asked_at < ${new Date(tx.now.getTime() - 86_400_000)}`)
}

/**
 * Finds what this session asked with the state and marks it used; null when the state is nobody's in scope or of another browser, whose
 * try uses nothing up. `usedAt` tells of a replay.
 */
export async function useConsent(
  tx: WriteTx,
  vault: Vault,
  { state, sessionId }: { state: string; sessionId: string },
): Promise<AskedConsent | null> {
  const hash = hashOf(state)
  const row = await tx.maybeOne(sql<
    Omit<AskedConsent, 'verifier' | 'refreshToken'> & {
      verifier: Buffer | null
      verifierKeyId: string | null
      token: Buffer | null
      tokenKeyId: string | null
    }
  >`
    select client_id as "clientId", state_hash as "stateHash", store_id as "storeId", app_id as "appId", api, granted,
           verifier, verifier_key_id as "verifierKeyId", token, token_key_id as "tokenKeyId",
           redirect_uri as "redirectUri", asked_at as "askedAt", used_at as "usedAt", coalesce(code_at, ${tx.now}::timestamptz) as "codeAt"
    from amazon_consent where state_hash = ${hash} and session_id = ${sessionId} for update`)
  if (row === null) return null
  await tx.rows(sql`
    update amazon_consent set used_at = coalesce(used_at, ${tx.now}::timestamptz), code_at = coalesce(code_at, ${tx.now}::timestamptz)
    where client_id = ${row.clientId}::bigint and state_hash = ${hash}`)
  const { verifier, verifierKeyId, token, tokenKeyId, ...asked } = row
  const open = (context: string, sealed: Buffer | null, keyId: string | null): Promise<string> | null =>
    sealed === null || keyId === null ? null : vault.open(context, { sealed, keyId })
  return {
    ...asked,
    verifier: await open(contextOf(hash), verifier, verifierKeyId),
    refreshToken: await open(tokenContextOf(hash), token, tokenKeyId),
  }
}

/** Keeps what came for the code, sealed, until the account has been looked at. */
export async function keepToken(
  tx: WriteTx,
  vault: Vault,
  { clientId, stateHash }: AskedConsent,
  refreshToken: string,
): Promise<void> {
  const { sealed, keyId } = await vault.seal(tokenContextOf(stateHash), refreshToken)
  await tx.rows(sql`
    update amazon_consent set token = ${sealed}, token_key_id = ${keyId}
    where client_id = ${clientId}::bigint and state_hash = ${stateHash}`)
}

/** Nothing came of a try that did not reach Amazon: the same browser may bring the same answer again. */
export async function releaseConsent(tx: WriteTx, { clientId, stateHash }: AskedConsent): Promise<void> {
  await tx.rows(sql`
    update amazon_consent set used_at = null where client_id = ${clientId}::bigint and state_hash = ${stateHash}`)
}

/** A consent that came to something, or to nothing for good, keeps no token. */
export async function dropToken(tx: WriteTx, { clientId, stateHash }: AskedConsent): Promise<void> {
  await tx.rows(sql`
    update amazon_consent set token = null, token_key_id = null
    where client_id = ${clientId}::bigint and state_hash = ${stateHash} and token is not null`)
}
