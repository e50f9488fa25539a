import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listClients } from '#features/identity/api/clients.ts'
import { createWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.close())

it('says that it is unavailable while the database is away, and goes on when it is back', async () => {
  const lin = await world.as('lin')
  const url = new URL(world.ownerUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const server = new pg.Client({ connectionString: url.href })
  await server.connect()
  try {
    await server.query(`alter database ${pg.escapeIdentifier(name)} allow_connections false`)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await expect.poll(async () => (await lin.ask(listClients)).body).toMatchObject({ code: 'unavailable' })
    expect((await lin.ask(listClients)).status).toBe(503)
  } finally {
    await server.query(`alter database ${pg.escapeIdentifier(name)} allow_connections true`)
    await server.end()
  }
  await expect.poll(async () => (await lin.ask(listClients)).status).toBe(200)
})
