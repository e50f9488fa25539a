import { sql } from 'kysely'
import type { Capability } from '#kernel/capability.ts'
import type { Region } from '#kernel/marketplace.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Vault } from '#platform/vault.ts'
import type { AdsProfile, ConnectionState } from '../rules/connection.ts'

export type Connection = {
  readonly id: string
  readonly clientId: string
  readonly storeId: string
  readonly region: Region
  readonly api: 'sp' | 'ads'
  readonly appId: string
  readonly state: ConnectionState
  readonly reason: string | null
  readonly sellerId: string
  readonly granted: readonly Capability[]
  readonly marketplaces: readonly string[]
  readonly profiles: readonly AdsProfile[]
  readonly consentedAt: Date
  readonly consentedBy: string
  readonly expiresAt: Date | null
  readonly probedAt: Date
  readonly noticedDays: number | null
  readonly endedAt: Date | null
}

const columns = sql`c.id, c.client_id as "clientId", c.store_id as "storeId", s.region, c.api, c.app_id as "appId", c.state, c.reason,
  c.seller_id as "sellerId", c.granted, c.marketplaces, c.profiles, c.consented_at as "consentedAt", c.consented_by as "consentedBy",
  c.expires_at as "expiresAt", c.probed_at as "probedAt", c.noticed_days as "noticedDays", c.ended_at as "endedAt"`

/** A client's connections, those that live and the last that ended; newest first. */
export function listConnections(tx: ReadTx, clientId: string): Promise<Connection[]> {
  return tx.rows(sql<Connection>`
    select ${columns} from amazon_connection c join store s on s.client_id = c.client_id and s.id = c.store_id
    where c.client_id = ${clientId}::bigint and s.client_id = ${clientId}::bigint order by c.id desc`)
}

export function findConnection(
  tx: ReadTx,
  clientId: string,
  connectionId: string,
): Promise<Connection | null> {
  return tx.maybeOne(sql<Connection>`
    select ${columns} from amazon_connection c join store s on s.client_id = c.client_id and s.id = c.store_id
    where c.client_id = ${clientId}::bigint and s.client_id = ${clientId}::bigint and c.id = ${connectionId}::bigint`)
}

/** True when another client of the agency has this seller in this region: one account must not be two clients'. */
export async function sellerTaken(
  tx: ReadTx,
  one: { clientId: string; storeId: string; sellerId: string; region: Region },
): Promise<boolean> {
  const found = await tx.rows(sql`
    select 1 from store where seller_id = ${one.sellerId} and region = ${one.region}
      and not (client_id = ${one.clientId}::bigint and id = ${one.storeId}::bigint) limit 1`)
  return found.length > 0
}

export type NewConnection = Pick<
  Connection,
  | 'clientId'
  | 'storeId'
  | 'api'
  | 'appId'
  | 'sellerId'
  | 'granted'
  | 'marketplaces'
  | 'profiles'
  | 'consentedBy'
  | 'expiresAt'
> & { readonly refreshToken: string }

const contextOf = (one: { clientId: string; storeId: string; api: string }): string =>
  `amazon_connection/${one.clientId}/${one.storeId}/${one.api}`

/** Binds a consent to its store; one that was there is renewed in place. Answers the id and whether it was a renewal. */
export async function saveConnection(
  tx: WriteTx,
  vault: Vault,
  one: NewConnection,
): Promise<{ id: string; renewed: boolean }> {
  const { keyId, sealed } = await vault.seal(contextOf(one), one.refreshToken)
  const profiles = JSON.stringify(one.profiles)
  const before = await tx.maybeOne(sql<{ id: string }>`
    update amazon_connection set app_id = ${one.appId}::bigint, state = 'active', reason = null, seller_id = ${one.sellerId}, granted = ${[...one.granted]},
      marketplaces = ${[...one.marketplaces]}, profiles = ${profiles}::jsonb, consented_at = ${tx.now}, consented_by = ${one.consentedBy},
      expires_at = ${one.expiresAt}, probed_at = ${tx.now}, noticed_days = null, ended_at = null, token = ${sealed}, key_id = ${keyId}
    where client_id = ${one.clientId}::bigint and store_id = ${one.storeId}::bigint and api = ${one.api} and state <> 'revoked' returning id`)
  if (one.api === 'sp')
    await tx.rows(sql`
      update store set seller_id = ${one.sellerId} where client_id = ${one.clientId}::bigint and id = ${one.storeId}::bigint and seller_id is null`)
  if (before !== null) return { id: before.id, renewed: true }
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into amazon_connection (client_id, store_id, api, app_id, state, seller_id, granted, marketplaces, profiles, consented_at, consented_by,
      expires_at, probed_at, token, key_id)
    values (${one.clientId}::bigint, ${one.storeId}::bigint, ${one.api}, ${one.appId}::bigint, 'active', ${one.sellerId}, ${[...one.granted]},
      ${[...one.marketplaces]}, ${profiles}::jsonb, ${tx.now}, ${one.consentedBy}, ${one.expiresAt}, ${tx.now}, ${sealed}, ${keyId})
    returning id`)
  return { id: made!.id, renewed: false }
}

/** The refresh token of a connection; null when it is gone. */
export async function readToken(
  tx: ReadTx,
  vault: Vault,
  clientId: string,
  connectionId: string,
): Promise<string | null> {
  const row = await tx.maybeOne(sql<{
    storeId: string
    api: string
    sealed: Buffer | null
    keyId: string | null
  }>`
    select store_id as "storeId", api, token as sealed, key_id as "keyId" from amazon_connection
    where client_id = ${clientId}::bigint and id = ${connectionId}::bigint`)
  if (row === null || row.sealed === null || row.keyId === null) return null
  return vault.open(contextOf({ clientId, ...row }), { sealed: row.sealed, keyId: row.keyId })
}

/** Amazon may answer a refresh with another refresh token: that is the one from now on. */
export async function replaceToken(
  tx: WriteTx,
  vault: Vault,
  one: { id: string; clientId: string; storeId: string; api: string },
  refreshToken: string,
): Promise<void> {
  const { keyId, sealed } = await vault.seal(contextOf(one), refreshToken)
  await tx.rows(sql`
    update amazon_connection set token = ${sealed}, key_id = ${keyId}
    where client_id = ${one.clientId}::bigint and id = ${one.id}::bigint and token is not null`)
}

export type ConnectionChange = {
  readonly state?: ConnectionState
  readonly reason?: string | null
  readonly granted?: readonly Capability[]
  readonly marketplaces?: readonly string[]
  readonly profiles?: readonly AdsProfile[]
  readonly probedAt?: Date
  readonly noticedDays?: number
}

/** Changes what is named; `revoked` also destroys the token. */
export async function changeConnection(
  tx: WriteTx,
  one: { id: string; clientId: string },
  change: ConnectionChange,
): Promise<void> {
  const { state = null, granted = null, marketplaces = null, profiles = null } = change
  await tx.rows(sql`
    update amazon_connection set state = coalesce(${state}::text, state),
      reason = case when ${change.reason === undefined} then reason else ${change.reason ?? null}::text end,
      granted = coalesce(${granted === null ? null : [...granted]}::text[], granted),
      marketplaces = coalesce(${marketplaces === null ? null : [...marketplaces]}::text[], marketplaces),
      profiles = coalesce(${profiles === null ? null : JSON.stringify(profiles)}::jsonb, profiles),
      probed_at = coalesce(${change.probedAt ?? null}::timestamptz, probed_at),
      noticed_days = coalesce(${change.noticedDays ?? null}::int, noticed_days),
      token = case when ${state}::text = 'revoked' then null else token end,
      key_id = case when ${state}::text = 'revoked' then null else key_id end,
      ended_at = case when ${state}::text in ('revoked', 'ending') then coalesce(ended_at, ${tx.now}::timestamptz)
                      when ${state}::text = 'active' then null else ended_at end
    where client_id = ${one.clientId}::bigint and id = ${one.id}::bigint`)
}

/** Moves this client's tokens under the vault's current key; answers how many were moved. */
export async function rewrapTokens(tx: WriteTx, vault: Vault, clientId: string): Promise<number> {
  const rows = await tx.rows(sql<{
    id: string
    storeId: string
    api: string
    sealed: Buffer
    keyId: string
  }>`
    select id, store_id as "storeId", api, token as sealed, key_id as "keyId" from amazon_connection
    where client_id = ${clientId}::bigint and token is not null for update`)
  let moved = 0
  for (const row of rows) {
    const fresh = await vault.rewrap(contextOf({ clientId, ...row }), row)
    if (fresh === null) continue
    moved += 1
    await tx.rows(sql`
      update amazon_connection set token = ${fresh.sealed}, key_id = ${fresh.keyId}
      where client_id = ${clientId}::bigint and id = ${row.id}::bigint`)
  }
  return moved
}
