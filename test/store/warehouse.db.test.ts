import { afterAll, beforeAll, expect, it } from 'vitest'
import { drill } from '#features/facts/public/drill.ts'
import { groupedMoves, groupedReimbursed, groupedStorage } from '#features/facts/public/grouped-warehouse.ts'
import type { StorageFee, StockMove } from '#features/facts/rules/warehouse-rows.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'
import { confirm, dropFile, factsFile, undo } from '../support/facts-files.ts'

// Months and days of the same warehouse meet; a corrected month replaces the first one, and comes back when it is undone.

let world: FactsWorld
beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

const names = { fnsku: 'X1', asin: 'B0AAAAAAA1', title: 'Becher', marketplace: 'DE' }
const october = { from: '2026-10-01', to: '2026-10-31' }
const move = (span: { from: string; to: string }, lost: number): StockMove => ({
  dataset: 'stock_move',
  ...span,
  ...names,
  location: 'DE',
  sku: 'A-1',
  disposition: 'SELLABLE',
  starting: 100,
  inTransit: null,
  received: 0,
  shipped: -10,
  returned: 0,
  removed: 0,
  transferred: 0,
  found: 0,
  lost: -lost,
  damaged: 0,
  disposed: 0,
  other: 0,
  unknown: 0,
  ending: 90 - lost,
  line: 2,
})
const storage = (feeMicros: bigint): StorageFee => ({
  dataset: 'storage_fee',
  kind: 'monthly',
  ...october,
  ...names,
  sku: null,
  fulfillmentCenter: 'FRA7',
  sizeTier: null,
  ageTier: null,
  units: 95.5,
  volume: 0.2,
  volumeUnit: 'cubic meters',
  rateMicros: 27_540_000n,
  surchargeRateMicros: null,
  incentiveMicros: null,
  currency: 'EUR',
  feeMicros,
  line: 2,
})

const read = async () => {
  const where = { clientId: world.clientId, from: '2026-09-01', to: '2026-11-30' }
  return world.tenant.read(world.actor, async (tx) => ({
    lost: (await groupedMoves(tx, where)).map((row) => [row.month, row.lost]),
    fees: (await groupedStorage(tx, where)).map((row) => row.feeMicros),
    paid: await groupedReimbursed(tx, where),
    rows: (await drill(tx, { ...where, dataset: 'storage_fee' })).rows.map((row) => row.values['fee_micros']),
  }))
}
const keep = async (name: string, rows: Parameters<typeof factsFile>[0], asOf: string): Promise<string> => {
  const { id } = await dropFile(world, name, factsFile(rows), { asOf })
  expect((await confirm(world, id)).state).toBe('done')
  return id
}

it('counts a month once, whichever files tell it, and undoes a correction', async () => {
  await keep(
    'days',
    [move({ from: '2026-10-30', to: '2026-10-30' }, 2), move({ from: '2026-11-02', to: '2026-11-02' }, 1)],
    '2026-11-03',
  )
  await keep('months', [move(october, 5), storage(7_000_000n)], '2026-11-15')
  const first = {
    lost: [
      ['2026-10-01', 5],
      ['2026-11-01', 1],
    ],
    fees: [7_000_000n],
    paid: [],
    rows: ['7000000'],
  }
  expect(await read()).toEqual(first)
  const corrected = await keep('corrected', [storage(8_000_000n)], '2026-11-20')
  expect(await read()).toEqual({ ...first, fees: [8_000_000n], rows: ['8000000'] })
  await undo(world, corrected)
  expect(await read()).toEqual(first)
})
