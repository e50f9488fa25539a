import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpSchema } from '#platform/postgres/dump-schema.ts'
import { migrate } from '#platform/postgres/migrate.ts'
import { createDatabase } from './support/database.ts'

const path = join(import.meta.dirname, '../migrations/schema.sql')

describe('the schema', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  beforeAll(async () => {
    database = await createDatabase()
  })
  afterAll(() => database.drop())

  it('is the dumped one (npm run db:dump after a new migration)', async () => {
    const dumped = await dumpSchema(database.ownerUrl)
    if (process.env['DUMP_SCHEMA'] === 'yes') writeFileSync(path, dumped)
    expect(dumped).toBe(readFileSync(path, 'utf8'))
  })

  it('does not change when migrated again', async () => {
    expect((await migrate(database.ownerUrl)).applied).toEqual([])
  })

  it('a migration that was edited after it ran is refused', async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    await client.query(`update migration set checksum = 'other' where number = 1`)
    await client.end()
    await expect(migrate(database.ownerUrl)).rejects.toThrow('was changed after it had been applied')
  })
})
