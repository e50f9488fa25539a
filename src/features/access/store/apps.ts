import { sql } from 'kysely'
import type { SpRole } from '#kernel/capability.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Vault } from '#platform/vault.ts'
import { endOfReplaced, endOfSecret } from '../rules/connection.ts'

// The agency's registrations at Amazon and their secrets. Row security shows an agency its own.

export type AppRow = {
  readonly id: string
  readonly api: 'sp' | 'ads'
  readonly name: string
  readonly applicationId: string | null
  readonly lwaClientId: string
  readonly roles: SpRole[]
  readonly draft: boolean
  readonly sandbox: boolean
  readonly createdAt: Date
  /** End of the newest secret. */
  readonly secretExpiresAt: Date
  readonly secretCount: number
  /** Since when a new secret is awaited from the queue. */
  readonly rotationAskedAt: Date | null
}

export type NewApp = Pick<
  AppRow,
  'api' | 'name' | 'applicationId' | 'lwaClientId' | 'roles' | 'draft' | 'sandbox'
>

/** The registrations in use, by API and name. */
export function listApps(tx: ReadTx, agencyId: string): Promise<AppRow[]> {
  return tx.rows(sql<AppRow>`
    select a.id, a.api, a.name, a.application_id as "applicationId", a.lwa_client_id as "lwaClientId", a.roles, a.draft, a.sandbox,
           a.created_at as "createdAt", a.rotation_asked_at as "rotationAskedAt", max(s.expires_at) as "secretExpiresAt", count(*)::int as "secretCount"
    from amazon_app a join amazon_app_secret s on s.agency_id = a.agency_id and s.app_id = a.id
    where a.agency_id = ${agencyId}::bigint and a.retired_at is null
    group by a.agency_id, a.id order by a.api desc, a.name, a.id`)
}

export async function insertApp(tx: WriteTx, agencyId: string, app: NewApp): Promise<string | null> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into amazon_app (agency_id, api, name, application_id, lwa_client_id, roles, draft, sandbox, created_at)
    values (${agencyId}::bigint, ${app.api}, ${app.name}, ${app.applicationId}, ${app.lwaClientId}, ${app.roles}, ${app.draft}, ${app.sandbox}, ${tx.now})
    on conflict (agency_id, lwa_client_id) where retired_at is null do nothing
    returning id`)
  return made?.id ?? null
}

/** False when there is no such registration, or it is retired already. */
export async function retireApp(tx: WriteTx, agencyId: string, appId: string): Promise<boolean> {
  const gone = await tx.rows(sql`
    update amazon_app set retired_at = ${tx.now} where agency_id = ${agencyId}::bigint and id = ${appId}::bigint and retired_at is null
    returning id`)
  return gone.length > 0
}

export type SecretClock = {
  readonly id: string
  readonly appId: string
  readonly appName: string
  readonly api: 'sp' | 'ads'
  readonly expiresAt: Date
  readonly noticedDays: number | null
}

/** The newest secret of each registration in use. */
export function listSecretClocks(tx: ReadTx, agencyId: string): Promise<SecretClock[]> {
  return tx.rows(sql<SecretClock>`
    select distinct on (a.id) s.id, a.id as "appId", a.name as "appName", a.api, s.expires_at as "expiresAt",
      s.noticed_days as "noticedDays"
    from amazon_app a join amazon_app_secret s on s.agency_id = a.agency_id and s.app_id = a.id
    where a.agency_id = ${agencyId}::bigint and a.retired_at is null order by a.id, s.id desc`)
}

export async function noteSecretNoticed(
  tx: WriteTx,
  agencyId: string,
  one: SecretClock,
  days: number,
): Promise<void> {
  await tx.rows(sql`
    update amazon_app_secret set noticed_days = ${days}
    where agency_id = ${agencyId}::bigint and app_id = ${one.appId}::bigint and id = ${one.id}::bigint`)
}

const contextOf = (agencyId: string, appId: string): string => `amazon_app_secret/${agencyId}/${appId}`

/** Puts a secret on top; those below it live seven more days. */
export async function addSecret(
  tx: WriteTx,
  vault: Vault,
  app: { agencyId: string; appId: string },
  secret: string,
): Promise<void> {
  const { agencyId, appId } = app
  const { keyId, sealed } = await vault.seal(contextOf(agencyId, appId), secret)
  await tx.rows(sql`
    update amazon_app_secret set expires_at = least(expires_at, ${endOfReplaced(tx.now)}::timestamptz)
    where agency_id = ${agencyId}::bigint and app_id = ${appId}::bigint`)
  await tx.rows(sql`
    insert into amazon_app_secret (agency_id, app_id, sealed, key_id, added_at, expires_at)
    values (${agencyId}::bigint, ${appId}::bigint, ${sealed}, ${keyId}, ${tx.now}, ${endOfSecret(tx.now)})`)
}

/** Forgets every secret below the newest: it was proved to be live. Answers how many there were. */
export async function forgetOlderSecrets(
  tx: WriteTx,
  { agencyId, appId }: { agencyId: string; appId: string },
): Promise<number> {
  const gone = await tx.rows(sql`
    delete from amazon_app_secret
    where agency_id = ${agencyId}::bigint and app_id = ${appId}::bigint
      and id < (select max(id) from amazon_app_secret where agency_id = ${agencyId}::bigint and app_id = ${appId}::bigint)
    returning id`)
  return gone.length
}

/** Notes since when a new secret is awaited; null: it is not any more. */
export async function setRotation(
  tx: WriteTx,
  { agencyId, appId }: { agencyId: string; appId: string },
  askedAt: Date | null,
): Promise<void> {
  await tx.rows(sql`
    update amazon_app set rotation_asked_at = ${askedAt} where agency_id = ${agencyId}::bigint and id = ${appId}::bigint`)
}

/** The secrets of an application that may still be live, the newest first. */
export async function readSecrets(
  tx: ReadTx,
  vault: Vault,
  app: { agencyId: string; appId: string },
  now: Date,
): Promise<string[]> {
  const { agencyId, appId } = app
  const rows = await tx.rows(sql<{ sealed: Buffer; keyId: string }>`
    select sealed, key_id as "keyId" from amazon_app_secret
    where agency_id = ${agencyId}::bigint and app_id = ${appId}::bigint and expires_at > ${now} order by id desc`)
  return Promise.all(rows.map((row) => vault.open(contextOf(agencyId, appId), row)))
}

/** Moves this agency's secrets under the vault's current key; answers how many were moved. */
export async function rewrapSecrets(tx: WriteTx, vault: Vault, agencyId: string): Promise<number> {
  const rows = await tx.rows(sql<{ appId: string; id: string; sealed: Buffer; keyId: string }>`
    select app_id as "appId", id, sealed, key_id as "keyId" from amazon_app_secret where agency_id = ${agencyId}::bigint for update`)
  let moved = 0
  for (const row of rows) {
    const fresh = await vault.rewrap(contextOf(agencyId, row.appId), row)
    if (fresh === null) continue
    moved += 1
    await tx.rows(sql`
      update amazon_app_secret set sealed = ${fresh.sealed}, key_id = ${fresh.keyId}
      where agency_id = ${agencyId}::bigint and app_id = ${row.appId}::bigint and id = ${row.id}::bigint`)
  }
  return moved
}
