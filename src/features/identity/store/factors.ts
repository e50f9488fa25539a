import { sql } from 'kysely'
import { type AuthDb, inTransaction, rows } from './db.ts'

export type PasskeyRow = { id: string; name: string | null; created_at: Date | null }

export async function listPasskeys(db: AuthDb, personId: string): Promise<PasskeyRow[]> {
  return rows(
    db,
    sql<PasskeyRow>`select id, name, created_at from passkey where person_id = ${personId} order by created_at`,
  )
}

export async function deletePasskey(db: AuthDb, personId: string, passkeyId: string): Promise<void> {
  await rows(db, sql`delete from passkey where id = ${passkeyId} and person_id = ${personId}`)
}

export async function removeTotp(db: AuthDb, personId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    await rows(trx, sql`delete from totp where person_id = ${personId}`)
    await rows(trx, sql`update person set two_factor_enabled = false where id = ${personId}`)
  })
}

/** A confirmed authenticator secret; `secret` and `backupCodes` as the sign-in library encrypts them. */
export async function insertTotp(
  trx: AuthDb,
  totp: { id: string; personId: string; secret: string; backupCodes: string },
): Promise<void> {
  await rows(
    trx,
    sql`insert into totp (id, person_id, secret, backup_codes, verified)
        values (${totp.id}, ${totp.personId}, ${totp.secret}, ${totp.backupCodes}, true)`,
  )
  await rows(trx, sql`update person set two_factor_enabled = true where id = ${totp.personId}`)
}

/** Forgets authenticator app, recovery codes and passkeys, and ends every session. */
export async function forgetFactors(trx: AuthDb, personId: string): Promise<void> {
  await rows(trx, sql`delete from totp where person_id = ${personId}`)
  await rows(trx, sql`delete from passkey where person_id = ${personId}`)
  await rows(trx, sql`update person set two_factor_enabled = false where id = ${personId}`)
  await rows(trx, sql`delete from session where person_id = ${personId}`)
}
