import { Readable } from 'node:stream'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '#kernel/canonical-json.ts'
import { createDatabase, loginSecret } from '#test/support/database.ts'
import { fixedClock } from './clock.ts'
import { createJobs } from './jobs.ts'
import { createLog } from './log.ts'
import { type LoginUrls, ensureLogins } from './postgres/roles.ts'
import { type ReadTx, type Tenant, createTenant } from './tenant.ts'

const clock = fixedClock('2026-03-01T00:00:00.000Z')
const actorOf = (agencyId: string, clientIds: string[]) =>
  ({ kind: 'system', name: 'test', agencyId, clientIds }) as const

let tenant: Tenant
let urls: LoginUrls
let jobs: ReturnType<typeof createJobs>
let drop: () => Promise<void>
let ownerUrl: string

beforeAll(async () => {
  const database = await createDatabase()
  drop = database.drop
  ownerUrl = database.ownerUrl
  urls = await ensureLogins(ownerUrl, loginSecret)
  jobs = createJobs(urls.app, createLog('error'))
  tenant = createTenant({ url: urls.app, clock, enqueue: jobs.enqueue })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`insert into agency (name, created_at) values ('甲', now()), ('乙', now())`)
  await owner.query(
    `insert into client (agency_id, name, created_at) values (1, '一', now()), (1, '二', now()), (2, '三', now())`,
  )
  await owner.end()
})

afterAll(async () => {
  await jobs.stop()
  await tenant.close()
  await drop()
})

const names = (tx: ReadTx): Promise<string[]> =>
  tx
    .rows(sql<{ name: string }>`select name from client order by id`)
    .then((rows) => rows.map((row) => row.name))

describe('a transaction sees its scope and nothing else', () => {
  it('reads only the clients in scope', async () => {
    expect(await tenant.read(actorOf('1', ['1']), names)).toEqual(['一'])
    expect(await tenant.read(actorOf('1', ['1', '2']), names)).toEqual(['一', '二'])
    expect(await tenant.read(actorOf('1', []), names)).toEqual([])
  })
  it('a connection used before keeps no scope', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => tenant.read(actorOf('1', [String((i % 2) + 1)]), names)),
    )
    const bare = new pg.Client({ connectionString: urls.app })
    await bare.connect()
    expect((await bare.query('select * from client')).rows).toEqual([])
    await bare.end()
  })
  it('cannot write outside its scope', async () => {
    const intrude = tenant.write(actorOf('1', ['1']), async (tx) => {
      tx.noLedger('test')
      await tx.rows(sql`insert into store (client_id, name, region, created_at) values (3, 'x', 'NA', now())`)
    })
    await expect(intrude).rejects.toThrow('row-level security')
  })
  it('cannot become anything more: the login owns nothing and bypasses nothing', async () => {
    const bare = new pg.Client({ connectionString: urls.app })
    await bare.connect()
    const role = await bare.query(
      'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
    )
    expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }])
    const owned = await bare.query('select from pg_class where relowner = current_user::regrole')
    expect(owned.rowCount).toBe(0)
    const open = await bare.query(
      `select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
    )
    expect(open.rows).toEqual([])
    await expect(bare.query('update ledger_entry set event = event')).rejects.toThrow('permission denied')
    await expect(bare.query('delete from ledger_entry')).rejects.toThrow('permission denied')
    await bare.end()
  })
})

describe('no silent write', () => {
  it('refuses to commit without a ledger entry, and nothing is kept', async () => {
    const silent = tenant.write(actorOf('1', ['1']), (tx) =>
      tx.rows(sql`update client set name = '改' where id = 1`),
    )
    await expect(silent).rejects.toThrow('must leave a ledger entry')
    expect(await tenant.read(actorOf('1', ['1']), names)).toEqual(['一'])
  })
  it('numbers entries without gaps though many write at once', async () => {
    const append = (i: number): Promise<unknown> =>
      tenant.write(actorOf('1', ['2']), (tx) => tx.ledger('2', 'thing.written', `thing:${i}`, { i }))
    await Promise.all(Array.from({ length: 25 }, (_, i) => append(i)))
    const chain = await tenant.read(actorOf('1', ['2']), (tx) =>
      tx.rows(
        sql<{
          seq: string
          prev: string
          hash: string
        }>`select seq, prev, hash from ledger_entry where client_id = 2 order by seq`,
      ),
    )
    expect(chain.map((row) => Number(row.seq))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
    for (let i = 1; i < chain.length; i += 1) expect(chain[i]!.prev).toBe(chain[i - 1]!.hash)
  })
  it('a transaction that ended cannot be used', async () => {
    let leaked: ReadTx | undefined
    await tenant.read(actorOf('1', ['1']), async (tx) => {
      leaked = tx
    })
    await expect(names(leaked!)).rejects.toThrow('after it had ended')
  })
})

describe('data and job agree', () => {
  it('a job exists when its transaction committed, and only then', async () => {
    const ran: Json[] = []
    await jobs.register([{ name: 'test.job', run: async (payload) => void ran.push(payload) }])
    const lost = tenant.write(actorOf('1', ['1']), async (tx) => {
      await tx.enqueue('test.job', { n: 1 })
      throw new Error('changed my mind')
    })
    await expect(lost).rejects.toThrow('changed my mind')
    await tenant.write(actorOf('1', ['1']), async (tx) => {
      tx.noLedger('test')
      await tx.enqueue('test.job', { n: 2 })
    })
    await jobs.settle()
    expect(ran).toEqual([{ n: 2 }])
  })
  it('COPY runs inside the transaction', async () => {
    const sum = await tenant.write(actorOf('1', ['1']), async (tx) => {
      tx.noLedger('test')
      await tx.rows(sql`create temp table t (n int) on commit drop`)
      await tx.copyIn(sql`t`, Readable.from(['1\n2\n', '39\n']))
      return tx.maybeOne(sql<{ sum: number }>`select sum(n)::int as sum from t`)
    })
    expect(sum).toEqual({ sum: 42 })
  })
})
