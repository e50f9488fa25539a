import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'

const folder = join(import.meta.dirname, '../../../migrations')

/** The numbered migrations, in order. Throws when the numbers are not 1, 2, 3 … */
export async function migrationFiles(): Promise<
  { number: number; name: string; sql: string; checksum: string }[]
> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4))
      if (number !== index + 1) throw new Error(`migration ${name} should have number ${index + 1}`)
      const sql = await readFile(join(folder, name), 'utf8')
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings a database to the newest schema, as its owner: our migrations (each in its own transaction, under one advisory
 * lock), then pg-boss's own schema. A migration that was edited after it ran is refused.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(7283)')
    await createRoles(client)
    await client.query(
      'create table if not exists migration (number int primary key, name text not null, checksum text not null, applied_at timestamptz not null)',
    )
    const done = new Map(
      (
        await client.query<{ number: number; checksum: string }>('select number, checksum from migration')
      ).rows.map((row) => [row.number, row.checksum]),
    )
    for (const file of await migrationFiles()) {
      const before = done.get(file.number)
      if (before === file.checksum) continue
      if (before !== undefined)
        throw new Error(`migration ${file.name} was changed after it had been applied`)
      await client.query('begin')
      await client.query(file.sql)
      await client.query('insert into migration values ($1, $2, $3, now())', [
        file.number,
        file.name,
        file.checksum,
      ])
      await client.query('commit')
      applied.push(file.name)
    }
  } finally {
    await client.end()
  }
  await migrateJobs(ownerUrl)
  return { applied }
}

/** Roles belong to the server, not to the database: two databases of one server that migrate at once create them at once. */
async function createRoles(client: pg.Client): Promise<void> {
  for (const role of ['steward_app', 'steward_auth'])
    await client.query(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
}

async function migrateJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      grant usage on schema pgboss to steward_app;
      grant select, insert, update, delete on all tables in schema pgboss to steward_app;
      grant execute on all functions in schema pgboss to steward_app;
      grant usage on all sequences in schema pgboss to steward_app;`)
  } finally {
    await client.end()
  }
}
