import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import { spentSeconds } from '../rules/lockout.ts'
import { type AuthDb, first, inTransaction, rows } from './db.ts'

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

/**
 * Takes a code that an authenticator app shows, once: who brings it again while it lives is refused with `code_used`, also when
 * both come at the same moment. A code that `verify` refuses was not taken.
 */
export async function spendCode<T>(
  db: AuthDb,
  taken: { personId: string; code: string; now: Date },
  verify: () => Promise<T>,
): Promise<T> {
  const { personId, code, now } = taken
  const free = new Date(now.getTime() - spentSeconds * 1000)
  const spent = await first(
    db,
    sql`insert into spent_code (person_id, code, spent_at) values (${personId}, ${code}, ${now})
        on conflict (person_id, code) do update set spent_at = excluded.spent_at where spent_code.spent_at < ${free}
        returning code`,
  )
  if (spent === null) throw new Refusal('code_used')
  try {
    return await verify()
  } catch (error) {
    await rows(db, sql`delete from spent_code where person_id = ${personId} and code = ${code}`)
    throw error
  }
}

/** Makes the codes of a person count again. */
export async function unspendCodes(db: AuthDb, email: string): Promise<void> {
  await rows(
    db,
    sql`delete from spent_code using person where person.id = spent_code.person_id and person.email = ${email}`,
  )
}

/** Forgets authenticator app, recovery codes and passkeys, and ends every session. */
export async function forgetFactors(trx: AuthDb, personId: string): Promise<void> {
  await rows(trx, sql`delete from totp where person_id = ${personId}`)
  await rows(trx, sql`delete from passkey where person_id = ${personId}`)
  await rows(trx, sql`update person set two_factor_enabled = false where id = ${personId}`)
  await rows(trx, sql`delete from session where person_id = ${personId}`)
}
