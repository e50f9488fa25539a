import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showSearchProducts, showSearches } from '#features/listings/api.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { searchQueries } from '#sandbox/selling/brand-analytics.ts'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, type TestWorld, createWorld } from '../support/world.ts'

// What shoppers do after a search comes week by week, for all products of a registered brand, a few at a time.

const newest = { from: '2026-11-01', to: '2026-11-07' }

type Opened = {
  sandbox: Sandbox
  world: TestWorld
  store: { clientId: string; storeId: string }
  agencyId: string
  nora: Caller
  work(runs: number): Promise<void>
  close(): Promise<void>
}

async function open(isBrandRegistered: boolean): Promise<Opened> {
  const stores = travenor.stores.filter((one) => one.marketplace === 'DE')
  const sandbox = await openSandbox({ sellers: [{ ...travenor, stores, isBrandRegistered }] })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  const agency = await world.agency()
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  const { sellerId } = (await sandbox.health()).sellers[0]!
  const store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  const nora = await agency.as('nora')
  await connectStore(nora, sandbox, store, `${sellerId}/EU`, {
    api: 'sp',
    granted: ['brand_analytics', 'listings_view'],
  })
  return {
    sandbox,
    world,
    store,
    agencyId: agency.agencyId,
    nora,
    async work(runs) {
      for (let run = 0; run < runs; run++) {
        await world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
        await world.settle()
        await sandbox.advance('PT20M')
      }
    },
    async close() {
      await world.close()
      await sandbox.app.close()
    },
  }
}

type Told = {
  asin: string
  query: string
  searches: number
  impressions: number
  ofImpressions: number
  clicks: number
  ofClicks: number
  cartAdds: number
  ofCartAdds: number
  purchases: number
  ofPurchases: number
  price: string
}

const told = (at: Opened, { from, to }: { from: string; to: string }): Promise<Told[]> =>
  ownerRows(
    at.world.ownerUrl,
    `select asin, search_query as query, volume::int as searches, impressions::int, impressions_total::int as "ofImpressions",
       clicks::int, clicks_total::int as "ofClicks", cart_adds::int as "cartAdds", cart_adds_total::int as "ofCartAdds",
       purchases::int, purchases_total::int as "ofPurchases", purchase_price_micros || currency as price
     from search_query where superseded_by is null and from_on = $1 and report_on = $2 order by asin collate "C", score`,
    [from, to],
  )

function truth(at: Opened, span: { from: string; to: string }): Told[] {
  const { reads } = at.sandbox.stage.market
  return reads
    .searchQueries({ storeKey: reads.stores()[0]!.key, ...span })
    .toSorted((a, b) => (a.asin === b.asin ? a.score - b.score : a.asin < b.asin ? -1 : 1))
    .map(({ asin, query, searches, impressions, clicks, cartAdds, purchases }) => ({
      asin,
      query,
      searches,
      impressions: impressions.own,
      ofImpressions: impressions.total,
      clicks: clicks.own,
      ofClicks: clicks.total,
      cartAdds: cartAdds.own,
      ofCartAdds: cartAdds.total,
      purchases: purchases.own,
      ofPurchases: purchases.total,
      price: `${purchases.ownPriceMinor * 10_000}EUR`,
    }))
}

const pulls = (
  at: Opened,
): Promise<{ state: string; from: string; asins: string[]; attempts: number; reason: string | null }[]> =>
  ownerRows(
    at.world.ownerUrl,
    `select state, from_on::text as from, asins, attempts, reason from pull where stream = 'search_queries' order by from_on desc, asins`,
  )

describe('a registered brand', () => {
  let at: Opened
  beforeAll(async () => {
    at = await open(true)
    await at.work(8)
  }, 300_000)
  afterAll(() => at?.close())

  it('has searches of every product, week by week, as the market has them', async () => {
    const asked = await pulls(at)
    expect(
      asked.filter((one) => one.from === newest.from).map((one) => [one.asins.length, one.state]),
    ).toEqual(
      expect.arrayContaining([
        [18, 'done'],
        [4, 'done'],
      ]),
    )
    const rows = await told(at, newest)
    expect(rows.length).toBeGreaterThan(500)
    expect(rows).toEqual(truth(at, newest))
    const before = { from: '2026-10-18', to: '2026-10-24' }
    expect(await told(at, before)).toEqual(truth(at, before))
    // Weeks before this market began are empty, and end so.
    expect(asked.every((one) => ['done', 'nothing', 'waiting'].includes(one.state))).toBe(true)
  })

  it('shows a query with the brand’s part of the whole, beside the week before, down to the products and their files', async () => {
    const params = { clientId: at.store.clientId }
    const shown = await at.nora.call(showSearches, { params, query: {} })
    expect(shown).toMatchObject({
      place: { storeId: at.store.storeId, marketplace: 'DE' },
      week: newest,
      before: { from: '2026-10-25', to: '2026-10-31' },
    })
    expect(shown.places.find((one) => one.marketplace === 'DE')!.state).toBe('told')
    const week = truth(at, newest)
    const past = truth(at, { from: '2026-10-25', to: '2026-10-31' })
    const ofQuery = (rows: readonly Told[], query: string) => {
      const own = rows.filter((row) => row.query === query)
      return {
        volume: own[0]!.searches,
        clicks: { own: own.reduce((sum, row) => sum + row.clicks, 0), total: own[0]!.ofClicks },
        purchases: { own: own.reduce((sum, row) => sum + row.purchases, 0), total: own[0]!.ofPurchases },
      }
    }
    expect(shown.total).toBe(new Set(week.map((row) => row.query)).size)
    const ranks = at.sandbox.stage.market.reads.searchRanks('DE', newest.from, newest.to)
    for (const line of shown.lines.slice(0, 20)) {
      expect(line.now).toMatchObject(ofQuery(week, line.query))
      if (line.before !== null) expect(line.before).toMatchObject(ofQuery(past, line.query))
      const rank = ranks.find((one) => one.searchTerm === line.query)
      if (line.rank !== null) expect(line.rank).toBe(rank!.searchFrequencyRank)
    }
    expect(shown.lines.some((line) => line.rank !== null && line.top.some((one) => one.isOwn))).toBe(true)
    const { query } = shown.lines[0]!
    const { rows } = await at.nora.call(showSearchProducts, {
      params,
      query: { ...shown.place!, ...newest, query },
    })
    const own = week.filter((row) => row.query === query)
    expect(rows.map((row) => row.asin).toSorted()).toEqual(own.map((row) => row.asin).toSorted())
    expect(rows.every((row) => row.fileName.includes('SEARCH_QUERY') && row.line > 0)).toBe(true)
  })

  it('stands the same whichever of pull and file came last: a file replaces the products that it has', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queries-'))
    const { reads } = at.sandbox.stage.market
    const storeKey = reads.stores()[0]!.key
    const [asin] = [...new Set((await told(at, newest)).map((row) => row.asin))]
    const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)
    const written = searchQueries(reads, {
      storeKey,
      fromAt: noon(newest.from),
      toAt: noon(newest.to),
      asOf: at.sandbox.stage.now(),
      options: { reportPeriod: 'WEEK', asin: asin! },
    }) as { bytes: Buffer }
    const path = join(folder, 'queries_2026-11-01_2026-11-07.json')
    const liveOrigins = async (): Promise<string[]> => {
      const rows = await ownerRows<{ origin: string }>(
        at.world.ownerUrl,
        `select distinct b.origin from search_query q join import i on i.id = q.import_id join import_batch b on b.id = i.batch_id
         where q.superseded_by is null and q.from_on = $1 and q.report_on = $2 and q.asin = $3`,
        [newest.from, newest.to, asin],
      )
      return rows.map((row) => row.origin)
    }
    const actor = {
      kind: 'system',
      name: 'test',
      agencyId: at.agencyId,
      clientIds: [at.store.clientId],
    } as const
    const { world } = at.world.app
    for (const [asOf, origin] of [
      ['2026-11-09T00:00:00.000Z', 'api'],
      ['2026-12-01T00:00:00.000Z', 'folder'],
    ] as const) {
      writeFileSync(
        path,
        `${written.bytes.toString('utf8')}${asOf === '2026-11-09T00:00:00.000Z' ? ' ' : '\n'}`,
      )
      const { files } = await importFolder(world, actor, at.store, folder, { hints: { asOf } })
      expect(files.map((file) => [file.state, file.type])).toEqual([['done', 'brand_search_queries']])
      expect(await liveOrigins()).toEqual([origin])
      expect(await told(at, newest)).toEqual(truth(at, newest))
    }
    rmSync(folder, { recursive: true })
  })
})

describe('a brand that is not in Amazon’s registry', () => {
  let at: Opened
  beforeAll(async () => {
    at = await open(false)
    await at.work(5)
  }, 300_000)
  afterAll(() => at?.close())

  it('is asked about once a day, by one request', async () => {
    const asked = await pulls(at)
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ from: newest.from, reason: 'report_broken' })
    const shown = await at.nora.call(showSearches, { params: { clientId: at.store.clientId }, query: {} })
    expect(shown.places.find((one) => one.marketplace === 'DE')!.state).toBe('refused')
    expect(shown.lines).toEqual([])
  })
})
