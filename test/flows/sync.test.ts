import { join } from 'node:path'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showConnections } from '#features/access/api.ts'
import { listPulls, showQuotas, showSync } from '#features/facts/api/sync.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { businessByDayText } from '#sandbox/exports/reports/business.ts'
import { allOrdersText } from '#sandbox/exports/reports/orders.ts'
import { believed, known } from '../support/market-truth.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// A connected store is brought in step with Amazon and kept there.

let at: Synced
beforeAll(async () => {
  at = await openSynced({ hasBrand: true })
})
afterAll(() => at?.close())

const params = () => ({ params: { clientId: at.store.clientId } })
const events = (): Promise<{ event: string; n: number }[]> =>
  at.rows(`select event, count(*)::int as n from ledger_entry group by event`)

describe('a store that was just connected', () => {
  it('is in step once nothing is due: the figures are the market’s own', async () => {
    await at.inStep()
    const told = await believed(await at.span())
    expect(told).toEqual(known(await at.span()))
    // Of all three ad products, by each sort of report, and what buyers new to the brand bought.
    for (const name of [
      'campaignSpend',
      'SB campaign spend',
      'SB search_term clicks',
      'SB placement impressions',
      'SD targeting clicks',
    ])
      expect(Object.keys(told[name]!).length, name).toBeGreaterThan(10)
    for (const name of ['SB placement newSales', 'SB targeting newOrders', 'SD campaign newOrders'])
      expect(Object.keys(told[name]!).length, name).toBeGreaterThan(0)
  })

  it('keeps the campaigns of Sponsored Brands and Display as they stand, and which of them Amazon does not report', async () => {
    const stand = await at.rows<{ id: string; product: string; budget: string; reported: boolean }>(
      `select campaign_id as id, ad_product as product, budget_micros as budget, is_reported as reported from brand_campaign
       where superseded_by is null and marketplace = 'DE' and report_on = (select max(report_on) from brand_campaign) order by 1`,
    )
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const own = reads.brandTree(store.key).campaigns.map((one) => ({
      id: one.campaignId,
      product: one.product === 'brands' ? 'SB' : 'SD',
      budget: String(one.dailyBudgetMinor * 10_000),
      reported: one.hasAdGroups,
    }))
    expect(stand).toEqual(own)
  })

  it('keeps each search term and placement of Sponsored Brands with the figures that the market has of it', async () => {
    const { adsFrom, adsAsOf, to } = await at.span()
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const wish = {
      storeKey: store.key,
      from: adsFrom,
      to,
      asOf: adsAsOf!,
      product: 'brands',
      by: 'span',
    } as const
    const own = (
      rows: readonly { clicks: number; costMinor: number }[],
      keyOf: (row: never) => string,
    ): Record<string, number[]> => {
      const sums: Record<string, number[]> = {}
      for (const row of rows) {
        const known = sums[keyOf(row as never)] ?? [0, 0]
        sums[keyOf(row as never)] = [known[0]! + row.clicks, known[1]! + row.costMinor * 10_000]
      }
      return sums
    }
    const kept = async (report: string, key: string): Promise<Record<string, number[]>> =>
      Object.fromEntries(
        (
          await at.rows<{ key: string; clicks: number; cost: string }>(
            `select ${key} as key, sum(clicks)::int as clicks, sum(cost_micros)::text as cost from brand_ads
             where superseded_by is null and marketplace = 'DE' and report = '${report}' and report_on between '${adsFrom}' and '${to}'
             group by 1`,
          )
        ).map((row) => [row.key, [row.clicks, Number(row.cost)]]),
      )
    const placed = await kept('placement', 'placement')
    expect(Object.keys(placed).toSorted()).toEqual(['product_pages', 'rest', 'top'])
    expect(placed).toEqual(
      own(reads.brandAdRows({ ...wish, grain: 'placement' }), (row: { placement: string }) => row.placement),
    )
    const typed = await kept('search_term', 'search_term')
    expect(Object.keys(typed).length).toBeGreaterThan(20)
    expect(typed['*']).toBeDefined()
    expect(typed).toEqual(
      own(
        reads.brandAdRows({ ...wish, grain: 'searchTerm' }),
        (row: { searchTerm: string }) => row.searchTerm,
      ),
    )
  })

  it('is shown as such, with every request and every quota', async () => {
    const { stores } = await at.lin.call(showSync, params())
    const { apis } = stores.find((one) => one.storeId === at.store.storeId)!
    expect(apis.map(({ api, percent, finishBy }) => [api, percent, finishBy])).toEqual([
      ['sp', 100, null],
      ['ads', 100, null],
    ])
    expect(new Set(apis.flatMap((api) => api.streams.map((stream) => stream.freshness)))).toEqual(
      new Set(['fresh']),
    )
    const { pulls } = await at.lin.call(listPulls, { ...params(), query: { state: 'ended' } })
    expect(pulls.filter((one) => one.state === 'failed')).toEqual([])
    const { quotas } = await at.lin.call(showQuotas, params())
    expect(quotas.map((one) => one.operation)).toContain('reports.createReport')
  })

  it('was asked for no more than Amazon allows: nobody said 429', async () => {
    const throttled = await at.rows(`select key from amazon_quota where throttled_at is not null`)
    expect(throttled).toEqual([])
  })

  it('meets the same period by file in the same facts', async () => {
    const before = await believed(await at.span())
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const habit = { settlements: 'v2', ads: 'console', words: 'store' } as const
    const asOf = await at.madeAt('^orders$')
    const wish = { sellerId: store.sellerId, asOf, months: 2, habit }
    const shop = openShop(reads, store.key, wish)
    const span = { from: '2026-10-15', to: (await at.span()).to }
    const folder = mkdtempSync(join(tmpdir(), 'steward-by-hand-'))
    writeFileSync(join(folder, 'BusinessReport.csv'), businessByDayText(shop, span))
    writeFileSync(join(folder, 'orders.txt'), allOrdersText(shop, span))
    const { agencyId } = at.agency
    const actor = { kind: 'system', name: 'test', agencyId, clientIds: [at.store.clientId] } as const
    const { files } = await importFolder(at.world.app.world, actor, at.store, folder, {
      hints: { marketplace: 'DE' },
    })
    rmSync(folder, { recursive: true })
    expect(files.map((file) => [file.state, file.type])).toEqual([
      ['done', 'business_by_date'],
      ['done', 'all_orders'],
    ])
    expect(await believed(await at.span())).toEqual(before)
    // What differs is told. Orders are the same to the letter; the business report prints its ratios in whole per cents.
    const told = await at.rows<{ name: string; n: number }>(
      `select file_name as name, replaced_count as n from import where file_name in ('BusinessReport.csv', 'orders.txt') order by 1`,
    )
    expect(told[1]).toEqual({ name: 'orders.txt', n: 0 })
  })
})

describe('a store that is kept in step', () => {
  it('takes up a fortnight that went by, restatements and all, and asks for nothing twice', async () => {
    await at.sandbox.advance('P14D')
    await at.inStep()
    expect(await believed(await at.span())).toEqual(known(await at.span()))
    const twice = await at.rows(
      `select report_id from pull where report_id is not null group by report_id having count(*) > 1`,
    )
    expect(twice).toEqual([])
  })

  it('keeps what is offered and what a unit costs in fees', async () => {
    const newest = (table: string): Promise<{ sku: string }[]> =>
      at.rows(
        `select sku from ${table} f where superseded_by is null and marketplace = 'DE'
         and report_on = (select max(report_on) from ${table} n where n.marketplace = 'DE') order by sku collate "C"`,
      )
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const own = reads
      .listings(store.key)
      .map(({ sku }) => ({ sku }))
      .toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
    expect(await newest('listing')).toEqual(own)
    expect(await newest('fee_estimate')).toEqual(own)
  })

  it('keeps what a seller’s bids and budgets were each day', async () => {
    const days = await at.rows<{ day: string; n: number }>(
      `select report_on::text as day, count(*)::int as n from ads_entity where superseded_by is null group by 1 order by 1`,
    )
    expect(days.length).toBeGreaterThanOrEqual(2)
    const budgets = await at.rows<{ id: string; budget: string; state: string }>(
      `select campaign_id as id, daily_budget_micros as budget, state from ads_entity e
       where entity = 'campaign' and superseded_by is null and report_on = (select max(report_on) from ads_entity) order by 1`,
    )
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const tree = reads.adsTree(store.key).campaigns.filter((one) => one.state !== 'archived')
    const own = tree
      .map((one) => ({ id: one.campaignId, budget: String(one.dailyBudgetMinor * 10_000), state: one.state }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(budgets).toEqual(own)
  })

  it('stops when the seller takes the consent back, and goes on where it was after a new one', async () => {
    await at.sandbox.advance('P2D')
    const before = await believed(await at.span())
    await at.sandbox.send({
      method: 'POST',
      url: '/_sandbox/revoke',
      payload: { sellerId: at.sellerId, region: 'EU' },
    })
    await at.work()
    const [shown] = (await at.lin.call(showConnections, params())).stores
    expect(shown!.sp).toMatchObject({ standing: 'revoked', reason: 'invalid_grant' })
    expect((await believed(await at.span())).sales).toEqual(before['sales'])
    expect((await events()).find((one) => one.event === 'connection.lost')?.n).toBe(1)

    await at.connect('sp')
    await at.inStep()
    expect(await believed(await at.span())).toEqual(known(await at.span()))
  })

  it('only slows down when quotas are cut to a tenth', async () => {
    const fault = (payload: object) => at.sandbox.send({ method: 'POST', url: '/_sandbox/faults', payload })
    await fault({ quota: 0.1 })
    await at.sandbox.advance('P1D')
    await at.inStep()
    await fault({ quota: 1 })
    // While it was slow Amazon restated what had been read already: the next day's reading has that too.
    await at.sandbox.advance('P1D')
    await at.inStep()
    expect(await believed(await at.span())).toEqual(known(await at.span()))
  })
})
