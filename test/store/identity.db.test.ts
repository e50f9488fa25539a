import { sql } from 'kysely'
import pg from 'pg'
import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, invite } from '#features/identity/api/people.ts'
import { createSignIn, openAuthPool } from '#features/identity/store/sign-in.ts'
import { listLedger } from '#features/ledger/api.ts'
import { linkTo } from '#test/support/mailbox.ts'
import { type TestWorld, createWorld, testPassword } from '#test/support/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function asOwner(text: string): Promise<void> {
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await owner.query(text)
  await owner.end()
}

describe('schema auth', () => {
  it('has every table and column the sign-in library asks for', async () => {
    const pool = openAuthPool(world.app.world.authUrl)
    const { options } = createSignIn(world.app.world, pool, async () => undefined)
    const plan = await getMigrations(options, { throwOnUnsafe: false })
    const named = (list: typeof plan.toBeAdded) =>
      list.map((table) => `${table.table}: ${Object.keys(table.fields).join(', ')}`)
    expect([...named(plan.toBeCreated), ...named(plan.toBeAdded)]).toEqual([])
    await pool.end()
  })

  it('is closed to the application’s own role', async () => {
    const agency = await world.agency()
    const scope = { agencyId: agency.agencyId, clientIds: [agency.houseId] }
    await expect(
      world.app.world.tenant.read(scope, (tx) => tx.rows(sql`select * from auth.person`)),
    ).rejects.toThrow('permission denied')
  })
})

describe('entries on their way to the ledgers', () => {
  it('wait when a ledger cannot be written, and arrive by the job, once', async () => {
    const agency = await world.agency()
    const lin = await agency.as('lin')
    const clientId = agency.clients[0]!.clientId
    const told = async () =>
      (await lin.call(listLedger, { params: { clientId }, query: { event: 'person.joined', text: '严' } }))
        .entries
    const body = {
      email: 'yan@new.example',
      role: 'client_staff' as const,
      clientIds: [clientId],
      locale: 'en' as const,
    }
    await lin.call(invite, { body })
    const token = await linkTo(world, body.email)
    await asOwner('revoke insert on ledger_entry from steward_app')
    const yan = world.nobody()
    await yan.call(acceptInvitation, { body: { token, name: '严', password: testPassword } })
    await asOwner('grant insert on ledger_entry to steward_app')
    expect(await told()).toHaveLength(0)
    const job = world.app.jobKinds.find((kind) => kind.name === 'identity.move_entries')!
    await Promise.all([job.run({}), job.run({})])
    expect(await told()).toHaveLength(1)
  })
})
