import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '#platform/postgres/migrate.ts'

const TEMPLATE = 'steward_template'

async function asAdmin<T>(work: (client: pg.Client, adminUrl: string) => Promise<T>): Promise<T> {
  const adminUrl = inject('databaseUrl')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client, adminUrl)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.toString()
}

/** One master key for all test worlds: the login roles of one server have one password each, and it follows from the key. */
export const masterKey = '5e'.repeat(32)

/** A database of one's own, cloned from a template that is migrated once per run. Drop it when done. */
export async function createDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  return asAdmin(async (admin, adminUrl) => {
    // Threads of one run meet here: the first builds the template, the others wait for it.
    await admin.query('select pg_advisory_lock(7285)')
    try {
      const template = await admin.query('select from pg_database where datname = $1', [TEMPLATE])
      if (template.rowCount === 0) {
        await admin.query(`create database ${TEMPLATE}_making`)
        await migrate(withDatabase(adminUrl, `${TEMPLATE}_making`))
        await admin.query(`alter database ${TEMPLATE}_making rename to ${TEMPLATE}`)
      }
      const name = `test_${randomBytes(6).toString('hex')}`
      await admin.query(`create database ${name} template ${TEMPLATE}`)
      return {
        ownerUrl: withDatabase(adminUrl, name),
        drop: () =>
          asAdmin(async (later) => void (await later.query(`drop database if exists ${name} with (force)`))),
      }
    } finally {
      await admin.query('select pg_advisory_unlock(7285)')
    }
  })
}
