import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { confirmImport } from '#features/facts/jobs/confirm.ts'
import { loadImport } from '#features/facts/jobs/load.ts'
import type { ReadFacts } from '#features/facts/jobs/reading.ts'
import { salesByDay } from '#features/facts/public/figures.ts'
import type { FactRow, ReturnLine } from '#features/facts/rules/rows.ts'
import { dropFile, factsFile, importOf, readFactsJson, refOf, salesDay } from '../support/facts-files.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'

// A large file is taken over in pieces while it is read on.

let world: FactsWorld
beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

const days = Array.from({ length: 28 }, (_, no) => `2026-02-${String(no + 1).padStart(2, '0')}`)
const returned = (day: string): ReturnLine => ({
  dataset: 'return_line',
  returnedOn: day,
  returnedAt: null,
  orderId: null,
  sku: 'A',
  asin: null,
  fnsku: null,
  title: null,
  quantity: 1,
  fulfillmentCenter: null,
  disposition: null,
  reason: 'DEFECTIVE',
  status: null,
  marketplace: 'DE',
  line: 3,
})

/** Batches of five, which end within a piece as well as with it. */
const inBatches: ReadFacts = async function* (source, options) {
  const reading = readFactsJson(source, options)
  for (;;) {
    const next = await reading.next()
    if (next.done === true) return next.value
    for (let at = 0; at < next.value.length; at += 5) yield next.value.slice(at, at + 5)
  }
}

async function loaded(name: string, rows: readonly FactRow[], read: ReadFacts): Promise<string> {
  const { id } = await dropFile(world, name, factsFile(rows))
  await world.tenant.write(world.actor, (tx) =>
    confirmImport(tx, world.clientId, id, { acceptFindings: true }),
  )
  await loadImport(world, read, refOf(world, id), 4)
  return id
}

it('holds every row once, each with its number and its unit, though two kinds of rows come by turns', async () => {
  const sales = days.map((day, no) => salesDay(day, no + 1))
  const rows = [
    ...sales.slice(0, 20),
    ...days.flatMap((day) => [returned(day), returned(day)]),
    ...sales.slice(20),
  ]
  const id = await loaded('february.json', rows, inBatches)
  expect(await importOf(world, id)).toMatchObject({ state: 'done', rowCount: 84 })
  const found = await world.tenant.read(world.actor, (tx) =>
    salesByDay(tx, { clientId: world.clientId, from: days[0]!, to: days.at(-1)! }),
  )
  expect(found.map((row) => row.measures.units)).toEqual(days.map((_, no) => no + 1))
  const kept = await world.tenant.read(world.actor, (tx) =>
    tx.rows(sql<{ rows: number; numbers: number; units: number }>`
      select count(*)::int as rows, count(distinct row_no)::int as numbers, count(distinct unit_id)::int as units
      from return_line where client_id = ${world.clientId}::bigint and import_id = ${id}::bigint`),
  )
  expect(kept).toEqual([{ rows: 56, numbers: 56, units: 1 }])
})

it('is not there at all when its reading breaks off after pieces were taken', async () => {
  const broken: ReadFacts = async function* (source, options) {
    let batches = 0
    for await (const batch of inBatches(source, options)) {
      yield batch
      batches += 1
      if (batches === 4) throw new Error('the disk is gone')
    }
    throw new Error('not reached')
  }
  const rows = days.map((day, no) => salesDay(day.replace('-02-', '-04-'), no + 1))
  const id = await loaded('april.json', rows, broken)
  expect(await importOf(world, id)).toMatchObject({ state: 'failed' })
  const found = await world.tenant.read(world.actor, (tx) =>
    salesByDay(tx, { clientId: world.clientId, from: '2026-04-01', to: '2026-04-30' }),
  )
  expect(found).toEqual([])
})
