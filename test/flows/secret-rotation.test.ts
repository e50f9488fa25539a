import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConnection, rotateAppSecret, showApps } from '#features/access/api.ts'
import { listLedger } from '#features/ledger/api.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A client secret is replaced without anybody seeing it: asked for on a page, brought by a queue, proved, sealed, the old one forgotten.

let sandbox: Sandbox
let address = ''
let world: TestWorld
let agency: TestAgency
let lin: Caller
let store: { clientId: string; storeId: string }
let sellerId = ''

beforeAll(async () => {
  sandbox = await openSandbox()
  // AWS's own client reads the queue, and wants an address.
  address = await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
  world = await createWorld('2026-11-10T15:00:00Z', { sandbox, sandboxUrl: address })
  agency = await world.agency()
  lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  ;({ sellerId } = (await sandbox.health()).sellers[0]!)
})
afterAll(async () => {
  await world?.close()
  await sandbox?.app.close()
})

const app = async () => (await lin.call(showApps)).apps.find((one) => one.api === 'sp')!
const ask = async (who: Caller) => who.ask(rotateAppSecret, { params: { appId: (await app()).appId } })
const work = async (): Promise<void> => {
  await world.app.jobKinds.find((kind) => kind.name === 'access.rotation')!.run({})
  await world.settle()
}
const secrets = () =>
  ownerRows<{ n: number }>(
    world.ownerUrl,
    `select count(*)::int as n from amazon_app_secret s
  join amazon_app a on a.id = s.app_id where a.api = 'sp'`,
  )
const live = (): string[] => sandbox.stage.apps.selling.secrets.map((one) => one.secret)

describe('a client secret', () => {
  it('cannot be asked for while no store lets the application be notified', async () => {
    expect(await ask(lin)).toMatchObject({ status: 409, body: { code: 'rotation_needs_store' } })
    expect(live()).toHaveLength(1)
  })

  it('is nothing that anybody but the agency’s owner may ask for', async () => {
    for (const key of ['wang', 'he', 'nora'])
      expect((await ask(await agency.as(key))).status).toBeGreaterThanOrEqual(403)
  })

  it('is asked for on the page and comes by queue; until then the old one serves', async () => {
    await connectStore(await agency.as('nora'), sandbox, store, `${sellerId}/EU`, {
      api: 'sp',
      granted: ['notifications', 'account_health'],
    })
    expect((await ask(lin)).status).toBe(200)
    expect(live()).toHaveLength(2)
    expect((await app()).rotationAskedAt).not.toBeNull()
    expect(await secrets()).toEqual([{ n: 1 }])
    expect(await ask(lin)).toMatchObject({ status: 409, body: { code: 'rotation_waits' } })
  })

  it('is proved by a token, sealed, and the old one forgotten', async () => {
    await work()
    expect(await app()).toMatchObject({ rotationAskedAt: null, secretCount: 1 })
    expect(await secrets()).toEqual([{ n: 1 }])
    // A week later Amazon takes the old one no more; the store goes on.
    await sandbox.advance('P8D')
    const connectionId = (
      await ownerRows<{ id: string }>(world.ownerUrl, `select id from amazon_connection`)
    )[0]!.id
    const checked = await lin.ask(checkConnection, { params: { clientId: store.clientId, connectionId } })
    expect(checked).toMatchObject({ status: 200, body: { standing: 'active' } })
  })

  it('is taken once, however often the message comes', async () => {
    const queue = sandbox.stage.queues.all().find((one) => one.name === 'steward-notices')!
    expect(queue.messages).toEqual([])
    expect((await ask(lin)).status).toBe(200)
    const [message] = queue.messages
    sandbox.stage.queues.send(queue, message!.body)
    await work()
    expect(queue.messages).toEqual([])
    expect(await secrets()).toEqual([{ n: 1 }])
  })

  it('waits in the queue while Amazon does not take it yet', async () => {
    await sandbox.advance('PT2H')
    expect((await ask(lin)).status).toBe(200)
    const { selling } = sandbox.stage.apps
    const [made, ...older] = selling.secrets
    selling.secrets = older
    await work()
    const queue = sandbox.stage.queues.all().find((one) => one.name === 'steward-notices')!
    expect(queue.messages).toHaveLength(1)
    expect((await app()).rotationAskedAt).not.toBeNull()
    selling.secrets = [made!, ...older]
    await sandbox.advance('PT10M')
    await work()
    expect(queue.messages).toEqual([])
    expect((await app()).rotationAskedAt).toBeNull()
  })

  it('stands in no entry, no page and no row in the clear', async () => {
    const house = (await world.app.world.directory.clients()).find((one) => one.kind === 'house')!
    const { entries } = await lin.call(listLedger, { params: { clientId: house.id }, query: {} })
    const rotated = entries.filter((one) => one.event === 'app.secret_rotated')
    expect(rotated).toHaveLength(3)
    expect(rotated[0]!.data).toMatchObject({ by: 'queue', proof: 'refresh', forgotten: 1 })
    const rows = await ownerRows<{ text: string }>(
      world.ownerUrl,
      `select to_jsonb(a)::text as text from amazon_app a union all select encode(sealed, 'escape') from amazon_app_secret`,
    )
    const seen = JSON.stringify([entries, await lin.call(showApps), rows])
    for (const secret of live()) expect(seen).not.toContain(secret)
  })
})
