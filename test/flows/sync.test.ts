import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectStore, registerApps, salesCapabilities } from '../support/consent.ts'
import { believed, known } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A connected store is brought in step with Amazon and kept there.

let sandbox: Sandbox
let world: TestWorld
let agency: TestAgency
let lin: Caller
let eu: { clientId: string; storeId: string }

beforeAll(async () => {
  sandbox = await openSandbox()
  world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  agency = await world.agency()
  lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  eu = { clientId: client.clientId, storeId: client.storeIds[0]! }
  const sellerId = (await sandbox.health()).sellers[0]!.sellerId
  await connectStore(lin, sandbox, eu, `${sellerId}/EU`, { api: 'sp', granted: salesCapabilities })
  await connectStore(lin, sandbox, eu, 'all', { api: 'ads', granted: ['advertising_view'] })
})
afterAll(() => world?.close())

async function rows<T>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows as T[]
  } finally {
    await client.end()
  }
}

/** Lets the product work until nothing is due soon. */
async function inStep(): Promise<void> {
  await world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
  await world.settle()
}

const span = () => ({
  ownerUrl: world.ownerUrl,
  clientId: eu.clientId,
  sandbox,
  marketplace: 'DE',
  from: '2026-09-20',
  to: new Date(sandbox.stage.now() - 86_400_000).toISOString().slice(0, 10),
})

describe('a store that was just connected', () => {
  it('is in step once nothing is due: the figures are the market’s own', async () => {
    for (let run = 0; run < 40; run++) {
      await inStep()
      const [left] = await rows<{ n: number }>(
        `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
      )
      if (left!.n === 0) break
    }
    const [believes, knows] = [await believed(span()), known(span())]
    expect(believes).toEqual(knows)
  }, 120_000)
})
