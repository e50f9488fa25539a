import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type TestWorld, createWorld } from '../support/world.ts'

// A registered brand's search terms come week by week, of all of Amazon's only those that concern it.

type Opened = { sandbox: Sandbox; world: TestWorld; work(): Promise<void> }

async function open(isBrandRegistered: boolean): Promise<Opened> {
  const stores = travenor.stores.filter((one) => one.marketplace === 'DE')
  const sandbox = await openSandbox({ sellers: [{ ...travenor, stores, isBrandRegistered }] })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  const agency = await world.agency()
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  const { sellerId } = (await sandbox.health()).sellers[0]!
  const store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(await agency.as('nora'), sandbox, store, `${sellerId}/EU`, {
    api: 'sp',
    granted: ['brand_analytics', 'listings_view'],
  })
  return {
    sandbox,
    world,
    async work() {
      await world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
      await world.settle()
    },
  }
}

const pulls = (at: Opened) =>
  ownerRows<{ state: string; reason: string | null; from: string; n: number }>(
    at.world.ownerUrl,
    `select state, reason, from_on::text as from, row_count as n from pull where stream = 'search_ranks' order by from_on desc`,
  )

describe('a registered brand', () => {
  let at: Opened
  beforeAll(async () => {
    at = await open(true)
    // The products first: without them nothing tells which terms concern the seller.
    for (let run = 0; run < 8; run++) {
      await at.work()
      await at.sandbox.advance('PT20M')
    }
  })
  afterAll(async () => {
    await at?.world.close()
    await at?.sandbox.app.close()
  })

  it('has its own terms of every week that there is, and no others', async () => {
    const [newest] = await pulls(at)
    expect(newest).toMatchObject({ state: 'done', from: '2026-11-01' })
    const { reads } = at.sandbox.stage.market
    const store = reads.stores()[0]!
    const asins = new Set(reads.listings(store.key).map((one) => one.asin))
    const all = reads.searchRanks('DE', '2026-11-01', '2026-11-07')
    const own = all.filter((one) => one.top.some(({ asin }) => asins.has(asin)))
    expect(own.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan(all.length)
    const rows = await ownerRows<{ term: string; rank: number; asin: string; share: number }>(
      at.world.ownerUrl,
      `select search_term as term, rank, asin, click_share as share from search_rank
       where superseded_by is null and from_on = '2026-11-01' and report_on = '2026-11-07' order by rank, search_term, position`,
    )
    const truth = own
      .flatMap((one) =>
        one.top.map((product) => ({
          term: one.searchTerm,
          rank: one.searchFrequencyRank,
          asin: product.asin,
          share: product.clickShareRatio,
        })),
      )
      .toSorted((a, b) => a.rank - b.rank)
    expect(rows).toEqual(truth)
  })
})

describe('a brand that is not in Amazon’s registry', () => {
  let at: Opened
  beforeAll(async () => {
    at = await open(false)
    for (let run = 0; run < 8; run++) {
      await at.work()
      await at.sandbox.advance('PT30M')
    }
  })
  afterAll(async () => {
    await at?.world.close()
    await at?.sandbox.app.close()
  })

  it('is told so, and everything else goes on', async () => {
    const found = await pulls(at)
    expect(new Set(found.map((one) => one.state))).not.toContain('done')
    const listings = await ownerRows<{ state: string }>(
      at.world.ownerUrl,
      `select state from pull where stream = 'listings'`,
    )
    expect(listings.map((one) => one.state)).toContain('done')
  })
})
