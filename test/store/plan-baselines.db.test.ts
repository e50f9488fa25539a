import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBaselines } from '#features/engagement/store/plan-baselines.ts'
import { addDays, daysBetween } from '#kernel/day.ts'
import { confirm, dropFile, factsFile, readFactsJson, salesDay } from '../support/facts-files.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'

// A goal's baseline is the average of the last three whole months, with the days it stands for and how sure it is.

let world: FactsWorld
beforeAll(async () => {
  world = await openFactsWorld('2026-03-10T08:00:00Z')
})
afterAll(() => world?.close())

it('is an average month of money and counts, the stretch itself of ratios, and nothing without facts', async () => {
  const read = (marketplace: string | null) =>
    world.tenant.read(world.actor, (tx) => readBaselines(tx, world.clientId, marketplace, '2026-03-10'))
  const before = await read('DE')
  expect(before.baselines.map((one) => [one.value, one.standing])).toEqual(
    before.baselines.map(() => [null, 'none']),
  )

  // Ten units of 10 EUR a day from December to the fifth of March: whole months end with February.
  const from = '2025-12-01'
  const rows = Array.from({ length: daysBetween(from, '2026-03-05') }, (_, no) =>
    salesDay(addDays(from, no), 10),
  )
  const dropped = await dropFile(world, 'days.json', factsFile(rows), { read: readFactsJson })
  await confirm(world, dropped.id)
  const { currency, baselines } = await read('DE')
  const of = (metric: string) => baselines.find((one) => one.metric === metric)
  expect(currency).toBe('EUR')
  expect(of('sales')).toMatchObject({ value: '3000.00', from: '2025-12-01', to: '2026-02-28' })
  expect(of('units')).toMatchObject({ value: '300' })
  expect(of('cvr')).toMatchObject({ value: '0.1000' })
  expect(of('acos')).toMatchObject({ value: null, standing: 'none' })
  expect(of('sales')!.asOf).not.toBeNull()
  const [converted] = (await read(null)).baselines.filter((one) => one.metric === 'sales')
  expect(Number(converted!.value)).toBeGreaterThan(0)
})
