import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureLogins } from '#platform/postgres/roles.ts'
import { createDatabase, loginSecret } from '../support/database.ts'

// The database itself keeps clients apart and facts as they were read, whatever the code above it does.

let database: Awaited<ReturnType<typeof createDatabase>>
let app: pg.Client

beforeAll(async () => {
  database = await createDatabase()
  const urls = await ensureLogins(database.ownerUrl, loginSecret)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`insert into agency (name, created_at) values ('A', now())`)
  await owner.query(
    `insert into client (agency_id, name, created_at) values (1, 'Nordlicht', now()), (1, 'Hafen', now())`,
  )
  await owner.end()
  app = new pg.Client({ connectionString: urls.app })
  await app.connect()
})

afterAll(async () => {
  await app?.end()
  await database?.drop()
})

async function inScope(clients: string, work: () => Promise<void>): Promise<void> {
  await app.query('begin')
  try {
    await app.query('select app.set_scope($1::bigint[], 1)', [clients])
    await work()
    await app.query('commit')
  } catch (error) {
    await app.query('rollback')
    throw error
  }
}

const insert = (client: number, day: string): string =>
  `insert into feedback (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, rating, has_response)
   values (${client}, '${day}', 1, 1, 2, 1, 1, 'DE', 5, false)`

it('makes partitions ahead of a load, once', async () => {
  await inScope('{1}', async () => {
    const made = await app.query(
      `select app.ensure_partitions('feedback', '2025-11-30', '2026-02-01') as made`,
    )
    expect(made.rows[0]).toEqual({ made: 4 })
    const again = await app.query(
      `select app.ensure_partitions('feedback', '2025-12-01', '2026-01-31') as made`,
    )
    expect(again.rows[0]).toEqual({ made: 0 })
  })
  await inScope('{1}', async () => void (await app.query(insert(1, '2026-01-15'))))
})

it('makes partitions of fact tables only, in sensible years', async () => {
  await expect(
    app.query(`select app.ensure_partitions('ledger_entry', '2026-01-01', '2026-01-01')`),
  ).rejects.toThrow('not a fact table')
  await expect(app.query(`select app.ensure_partitions('ads', '1970-01-01', '2026-01-01')`)).rejects.toThrow(
    'out of range',
  )
})

it('shows and takes facts of the clients in scope only, through the parent only', async () => {
  await inScope('{2}', async () => {
    expect((await app.query('select * from feedback')).rows).toEqual([])
  })
  await expect(inScope('{2}', async () => void (await app.query(insert(1, '2026-01-16'))))).rejects.toThrow(
    /row-level security/,
  )
  await expect(
    inScope('{1}', async () => void (await app.query('select * from feedback_202601'))),
  ).rejects.toThrow(/permission denied/)
})

it('lets nobody delete or rewrite a fact', async () => {
  await expect(
    inScope('{1}', async () => void (await app.query('delete from feedback where client_id = 1'))),
  ).rejects.toThrow(/permission denied/)
  await expect(
    inScope('{1}', async () => void (await app.query('update feedback set rating = 1 where client_id = 1'))),
  ).rejects.toThrow(/permission denied/)
  await inScope(
    '{1}',
    async () => void (await app.query('update feedback set superseded_by = 9 where client_id = 1')),
  )
})
