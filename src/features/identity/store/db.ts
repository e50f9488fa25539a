import { Kysely, PostgresDialect, type RawBuilder } from 'kysely'
import type pg from 'pg'

/** The sign-in side's database, or a transaction on it. */
export type AuthDb = Kysely<unknown>

export function authDb(pool: pg.Pool): AuthDb {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

export async function rows<T>(db: AuthDb, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db)).rows
}

/** The first row, or null. */
export async function first<T>(db: AuthDb, query: RawBuilder<T>): Promise<T | null> {
  return (await query.execute(db)).rows[0] ?? null
}

export async function inTransaction<T>(db: AuthDb, work: (trx: AuthDb) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}
