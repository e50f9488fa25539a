import { afterAll, beforeAll, expect, it } from 'vitest'
import { listViews, saveViews } from '#features/identity/api/views.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// Saved views of tables are a person's own, on every machine.

let world: TestWorld
let agency: TestAgency
beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
})
afterAll(() => world?.close())

const view = (name: string) => ({
  name,
  state: {
    search: '',
    sort: { key: 'at', order: 'descend' as const },
    hidden: ['who'],
    options: { state: ['等待'] },
    ranges: { stake: { min: 5, max: null } },
  },
})

it('are there on another machine of the same person, and nobody else’s', async () => {
  const zhou = await agency.as('zhou')
  const params = { table: 'change-list' }
  await zhou.call(saveViews, { params, body: { views: [view('一'), view('二')] } })
  await zhou.call(saveViews, { params: { table: 'witness' }, body: { views: [view('三')] } })
  const again = await agency.arrive('zhou')
  expect(await again.call(listViews)).toEqual({
    tables: { 'change-list': [view('一'), view('二')], witness: [view('三')] },
  })
  expect(await (await agency.as('wang')).call(listViews)).toEqual({ tables: {} })
  await again.call(saveViews, { params, body: { views: [] } })
  expect(Object.keys((await zhou.call(listViews)).tables)).toEqual(['witness'])
})

it('are so many and no more', async () => {
  const nora = await agency.as('nora')
  const many = Array.from({ length: 51 }, (_, n) => view(`v${n}`))
  const answer = await nora.ask(saveViews, { params: { table: 'witness' }, body: { views: many } })
  expect(answer.status).toBe(400)
  await ownerRows(
    world.ownerUrl,
    `insert into auth.saved_view select id, 't' || n, '[]', now() from auth.person, generate_series(1, 300) n where name = 'Nora' returning 1`,
  )
  await expect(
    nora.call(saveViews, { params: { table: 'one-more' }, body: { views: [view('v')] } }),
  ).rejects.toMatchObject({ code: 'too_many_views' })
  await nora.call(saveViews, { params: { table: 't7' }, body: { views: [view('w')] } })
})
