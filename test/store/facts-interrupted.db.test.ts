import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { confirmImport } from '#features/facts/jobs/confirm.ts'
import { factsJobs } from '#features/facts/jobs/jobs.ts'
import { loadImport } from '#features/facts/jobs/load.ts'
import type { ReadFacts } from '#features/facts/jobs/reading.ts'
import { spoolFolder } from '#features/facts/jobs/spool.ts'
import { salesByDay } from '#features/facts/public/figures.ts'
import { changeImport } from '#features/facts/store/imports.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'
import { dropFile, factsFile, importOf, readFactsJson, refOf, salesDay } from '../support/facts-files.ts'

// The database goes away, the process is killed, the job runs twice: a file is in whole or not at all.

let world: FactsWorld

beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

const january = { from: '2026-01-01', to: '2026-01-31' }
const daysIn = () =>
  world.tenant.read(world.actor, (tx) => salesByDay(tx, { clientId: world.clientId, ...january }))

async function previewed(name: string, day: string): Promise<string> {
  const file = await dropFile(
    world,
    name,
    factsFile([salesDay(day, 7), salesDay(day, 8, { currency: 'GBP' })]),
  )
  await world.tenant.write(world.actor, (tx) =>
    confirmImport(tx, world.clientId, file.id, { acceptFindings: true }),
  )
  return file.id
}

/** Ends every connection of the application to this database, as a server that is shut down does. */
async function cutConnections(): Promise<void> {
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'steward_app_login'`,
  )
  await owner.end()
}

/** A reader during whose work the connections are cut. */
const cutWhileReading: ReadFacts = async function* (source, options) {
  const reading = readFactsJson(source, options)
  const first = await reading.next()
  await cutConnections()
  if (first.done === true) return first.value
  yield first.value
  return yield* reading
}

it('says why when the database goes away in the middle, keeps nothing, and can be tried again', async () => {
  const importId = await previewed('cut.json', '2026-01-10')
  await loadImport(world, cutWhileReading, refOf(world, importId))
  expect(await importOf(world, importId)).toMatchObject({
    state: 'failed',
    failedIn: 'importing',
    reasonCode: 'database_gone',
  })
  expect(await daysIn()).toEqual([])
  // What the retry button does.
  await world.tenant.write(world.actor, async (tx) => {
    tx.noLedger('retry')
    await changeImport(tx, world.clientId, importId, { state: 'importing', reason_code: null })
  })
  await loadImport(world, readFactsJson, refOf(world, importId))
  expect(await importOf(world, importId)).toMatchObject({ state: 'done' })
  expect((await daysIn()).map((row) => row.measures.units)).toEqual([7, 8])
})

it('does nothing when the job runs a second time', async () => {
  const importId = await previewed('twice.json', '2026-01-11')
  const both = [1, 2].map(() => loadImport(world, readFactsJson, refOf(world, importId)))
  await Promise.all(both)
  await loadImport(world, readFactsJson, refOf(world, importId))
  expect(await importOf(world, importId)).toMatchObject({ state: 'done' })
  expect(await daysIn()).toHaveLength(4)
})

it('takes up what a killed process left behind', async () => {
  const importId = await previewed('killed.json', '2026-01-12')
  // The process died after the confirmation: no job is left, only the state.
  await world.jobs.register([])
  const kinds = factsJobs(world)
  await world.jobs.register(kinds)
  const sent = async (): Promise<number> => {
    const owner = new pg.Client({ connectionString: world.ownerUrl })
    await owner.connect()
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from pgboss.job where name = 'facts.load' and data ->> 'importId' = $1`,
      [importId],
    )
    await owner.end()
    return rows[0]!.n
  }
  await kinds.find((kind) => kind.name === 'facts.resume')!.run({})
  expect(await sent()).toBe(0)
  world.clock.advance(2 * 60_000)
  await kinds.find((kind) => kind.name === 'facts.resume')!.run({})
  expect(await sent()).toBe(1)
})

it('refuses a file that holds a day out of this world, whole', async () => {
  const file = await dropFile(
    world,
    'odd.json',
    factsFile([salesDay('2026-01-20', 1), salesDay('1997-01-01', 1)]),
  )
  expect(file).toMatchObject({
    state: 'refused',
    reasonCode: 'day_out_of_range',
    reasonParams: { day: '1997-01-01' },
  })
})

it('sweeps away what a killed upload left on the disk, and only that', async () => {
  const folder = spoolFolder(world.config.dataDir)
  const [left, arriving] = ['left', 'arriving'].map((name) => join(folder, name)) as [string, string]
  mkdirSync(folder, { recursive: true })
  for (const path of [left, arriving]) writeFileSync(path, 'noise')
  const longAgo = new Date(Date.now() - 2 * 86_400_000)
  utimesSync(left, longAgo, longAgo)
  await factsJobs(world)
    .find((kind) => kind.name === 'facts.resume')!
    .run({})
  expect([left, arriving].map((path) => existsSync(path))).toEqual([false, true])
})
