import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listLedger } from '#features/ledger/api.ts'
import { showHome } from '#features/cockpit/api/home.ts'
import { showHealth, showHealthHistory } from '#features/risk/api.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { lettersTo } from '../support/mailbox.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// What Amazon thinks of an account is read once a day, shown to both sides, and told when it gets worse.

let sandbox: Sandbox
let world: TestWorld
let agency: TestAgency
let nora: Caller
let params: { params: { clientId: string } }
let storeKey = ''

beforeAll(async () => {
  sandbox = await openSandbox({ now: Date.parse('2027-01-05T15:00:00Z') })
  world = await createWorld('2027-01-05T15:00:00Z', { sandbox })
  agency = await world.agency()
  await registerApps(world.app, agency, sandbox)
  const [client] = agency.clients
  params = { params: { clientId: client!.clientId } }
  nora = await agency.as('nora')
  const { sellerId } = (await sandbox.health()).sellers[0]!
  const store = { clientId: client!.clientId, storeId: client!.storeIds[0]! }
  await connectStore(nora, sandbox, store, `${sellerId}/EU`, { api: 'sp', granted: ['account_health'] })
  storeKey = sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'DE')!.key
})
afterAll(async () => {
  await world?.close()
  await sandbox?.app.close()
})

async function aDay(): Promise<void> {
  for (const wait of ['PT0S', 'PT10M', 'PT10M']) {
    await sandbox.advance(wait)
    await run('facts.sync_due')
  }
  await run('risk.health')
}
async function run(name: string): Promise<void> {
  await world.app.jobKinds.find((kind) => kind.name === name)!.run({})
  await world.settle()
}
const truth = () => sandbox.stage.market.reads.accountHealth(storeKey)
const account = async () => (await nora.call(showHealth, params)).accounts[0]!
const worse = async () =>
  (await nora.call(listLedger, { ...params, query: { event: 'health.worsened' } })).entries

describe('the health of an account', () => {
  it('is shown as Amazon reports it, with the day it is of', async () => {
    await aDay()
    const shown = await account()
    expect(shown).toMatchObject({ marketplace: 'DE', asOf: '2027-01-05', status: 'NORMAL', rating: 'GREAT' })
    const of = (metric: string) => shown.figures.find((one) => one.metric === metric)
    const { defects, complaints } = truth()
    expect(of('afn_order_defects')).toMatchObject({
      count: defects.defective,
      base: defects.orders,
      target: 0.01,
    })
    expect(of('condition')).toMatchObject({ count: complaints.productCondition })
    expect(complaints.productCondition).toBeGreaterThan(0)
    expect(await worse()).toEqual([])
  })

  it('is told to agency and client when a violation comes in, once, and to nobody else', async () => {
    const before = truth().complaints.listingPolicy
    for (let days = 0; truth().complaints.listingPolicy === before; days++) {
      expect(days).toBeLessThan(10)
      await sandbox.advance('P1D')
    }
    await aDay()
    await aDay()
    const [entry, ...more] = await worse()
    expect(more).toEqual([])
    expect(entry!.data).toMatchObject({
      marketplace: 'DE',
      changes: [{ metric: 'listing_policy', was: String(before), now: String(before + 1) }],
    })
    for (const key of ['lin', 'wang', 'he', 'nora'])
      expect((await lettersTo(world, agency.person(key).email)).map((one) => one.subject)).toContain(
        '账户状况变差：Nordlicht EU DE',
      )
    for (const key of ['zhou', 'nils', 'sasha'])
      expect(await lettersTo(world, agency.person(key).email)).toEqual([])
  })

  it('has a history that opens to the file of each day', async () => {
    const { storeId } = await account()
    const { points } = await nora.call(showHealthHistory, {
      ...params,
      query: { storeId, marketplace: 'DE', metric: 'listing_policy' },
    })
    expect(points.map((one) => one.count)).toEqual([0, 1])
    expect(points[1]!.fileName).toMatch(/^GET_V2_SELLER_PERFORMANCE_REPORT_DE_.*json$/)
  })

  it('answers the owner’s question whether the store is safe', async () => {
    const { safe } = await nora.call(showHome, params)
    expect(safe.health).toMatchObject([{ marketplace: 'DE', status: 'NORMAL', level: 'look' }])
    expect(safe.health[0]!.beyond).toContain('listing_policy')
  })

  it('is nobody’s business who has nothing to do with the client', async () => {
    const sasha = await agency.as('sasha')
    expect((await sasha.ask(showHealth, params)).status).toBe(404)
  })
})
