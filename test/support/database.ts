import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate, migrationFiles } from '#platform/postgres/migrate.ts'
import { secretsOf } from '#platform/secrets.ts'

/** A template's name follows from the migrations, so that a server that lives longer than one run never lends an old schema. */
async function templateName(): Promise<string> {
  const hash = createHash('sha256')
  for (const { checksum } of await migrationFiles()) hash.update(checksum)
  return `steward_template_${hash.digest('hex').slice(0, 12)}`
}

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
export const loginSecret = secretsOf(Buffer.from(masterKey, 'hex')).derive('database')

/** A database of one's own, cloned from a template that is migrated once per run. Drop it when done. */
export async function createDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  return asAdmin(async (admin, adminUrl) => {
    const template = await templateName()
    // Threads of one run meet here: the first builds the template, the others wait for it.
    await admin.query('select pg_advisory_lock(7285)')
    try {
      const found = await admin.query('select from pg_database where datname = $1', [template])
      if (found.rowCount === 0) {
        await admin.query(`drop database if exists ${template}_making with (force)`)
        await admin.query(`create database ${template}_making`)
        await migrate(withDatabase(adminUrl, `${template}_making`))
        await admin.query(`alter database ${template}_making rename to ${template}`)
      }
      const name = `test_${randomBytes(6).toString('hex')}`
      await admin.query(`create database ${name} template ${template}`)
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
