import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showCompetitors } from '#features/engagement/api/competitors.ts'
import {
  findCompetitors,
  refreshCompetitors,
  showCompetitorPast,
  unwatchCompetitor,
  watchCompetitors,
} from '#features/engagement/api/competitor-watch.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { searchTermsText } from '#sandbox/exports/reports/search-terms.ts'
import { type Synced, openSynced } from '../support/synced.ts'
import { Refused } from '../support/world.ts'

// Competitors are found in Amazon's catalogue, watched, and read week by week beside own products.

let at: Synced
beforeAll(async () => {
  at = await openSynced({ pricing: true })
  await at.inStep()
})
afterAll(() => at?.close())

const params = () => ({ params: { clientId: at.store.clientId } })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const shelf = () => at.sandbox.stage.market.reads.shelf('DE')
const own = () => {
  const { reads } = at.sandbox.stage.market
  return reads
    .stores()
    .filter((one) => one.marketplace === 'DE')
    .flatMap((one) => reads.listings(one.key).map((page) => page.asin))
}
const rivals = () => shelf().filter((item) => !own().includes(item.asin))
const shown = () => at.lin.call(showCompetitors, params())
const job = (name: string) => at.world.app.jobKinds.find((kind) => kind.name === name)!.run({})
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

describe('competitors in Amazon’s catalogue', () => {
  it('are found by words, and own products among them are told', async () => {
    const noun = rivals()[0]!.title.split(' ').slice(1).join(' ')
    const found = await at.lin.call(findCompetitors, {
      ...params(),
      query: { ...place(), words: noun },
    })
    expect(found.catalogue.map((one) => one.asin)).toContain(rivals()[0]!.asin)
    const mine = found.catalogue.filter((one) => own().includes(one.asin))
    expect(new Set(mine.map((one) => one.known))).toEqual(new Set(mine.length === 0 ? [] : ['own']))
    expect(found.reportDays).toBeNull()
  })

  it('are named by Brand Analytics too, once its report was imported', async () => {
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const habit = { settlements: 'v2', ads: 'console', words: 'store' } as const
    const shop = openShop(reads, store.key, {
      sellerId: store.sellerId,
      asOf: reads.now(),
      months: 1,
      habit,
    })
    const week = { from: '2026-11-01', to: '2026-11-07' }
    const folder = mkdtempSync(join(tmpdir(), 'steward-brand-'))
    writeFileSync(join(folder, 'SearchTerms.csv'), searchTermsText(shop, week))
    const actor = {
      kind: 'system',
      name: 'test',
      agencyId: at.agency.agencyId,
      clientIds: [at.store.clientId],
    } as const
    await importFolder(at.world.app.world, actor, at.store, folder, { hints: { marketplace: 'DE' } })
    rmSync(folder, { recursive: true })
    const [first] = reads.searchRanks('DE', week.from, week.to)
    const found = await at.lin.call(findCompetitors, {
      ...params(),
      query: { ...place(), words: first!.searchTerm },
    })
    expect(found.reportDays).toEqual(week)
    const named = found.brandAnalytics.map((one) => one.asin)
    expect(first!.top.map((one) => one.asin).filter((asin) => !named.includes(asin))).toEqual([])
    expect(found.brandAnalytics.find((one) => one.asin === first!.top[0]!.asin)).toMatchObject({
      term: first!.searchTerm,
      searchRank: first!.searchFrequencyRank,
    })
  })

  it('are taken on by their ASIN, but not what is one’s own or known', async () => {
    const asins = rivals()
      .slice(0, 3)
      .map((one) => one.asin)
    const wish = (which: string[]) => ({
      ...params(),
      body: { ...place(), asins: which, via: 'asin' as const },
    })
    const sold = (
      await at.rows<{ asin: string }>(
        `select child_asin as asin from sales_asin where child_asin is not null limit 1`,
      )
    )[0]!.asin
    const answer = await at.lin.call(watchCompetitors, wish([...asins, sold]))
    expect(answer).toEqual({ added: 3, own: 1, known: 0 })
    expect(await refusal(at.lin.call(watchCompetitors, wish([asins[0]!])))).toBe('competitors_known')
    expect(await refusal(at.lin.call(refreshCompetitors, params()))).toBe('competitors_reading')
    const before = await shown()
    expect(before.reads[0]).toMatchObject({ state: 'waiting', done: 0 })
    expect(before.lines.filter((one) => one.watchId !== null).map((one) => one.price)).toEqual([
      null,
      null,
      null,
    ])
  })

  it('are read by the worker with one’s own beside them, each cell with source and as-of', async () => {
    await at.world.settle()
    const { lines, reads, markets, nextReadOn } = await shown()
    expect(reads[0]).toMatchObject({ state: 'done', reason: null, marketplace: 'DE' })
    for (const item of rivals().slice(0, 3)) {
      const line = lines.find((one) => one.asin === item.asin)!
      expect(line).toMatchObject({
        title: item.title,
        brand: item.brand,
        images: item.images.length,
        bullets: item.bullets,
        category: item.node.name,
        offers: item.offers.length,
        rank: item.ranks.node,
        ratingStars: null,
        reviews: null,
        own: false,
      })
      expect(Number(line.price) * 100).toBeCloseTo(item.offers[0]!.priceMinor)
      const sources = Object.fromEntries(line.origins.map((one) => [one.field, one.source]))
      expect(sources).toMatchObject({ title: 'catalogue', rank: 'catalogue', price: 'offers' })
    }
    const mine = lines.filter((one) => one.own)
    expect(mine.length).toBeGreaterThan(5)
    expect(mine.filter((one) => one.images !== null).length).toBe(Math.min(40, mine.length))
    expect(markets[0]!.theirs.images).not.toBeNull()
    expect(nextReadOn).toBe('2026-11-17')
    const [entry] = await at.rows<{ body: string }>(
      `select body from ledger_entry where event = 'products.read' order by seq desc limit 1`,
    )
    expect(entry!.body).toContain(`"products":${reads[0]!.products}`)
  })

  it('are read again by themselves after a week, and not before; prices keep their past', async () => {
    await at.sandbox.advance('P6D')
    await job('engagement.competitors_due')
    expect((await shown()).reads).toHaveLength(1)
    await at.sandbox.advance('P1D')
    await job('engagement.competitors_due')
    await job('engagement.competitors_due')
    await at.world.settle()
    expect((await shown()).reads.map((one) => one.state)).toEqual(['done', 'done'])
    const item = rivals()[0]!
    const past = await at.lin.call(showCompetitorPast, {
      ...params(),
      query: { marketplace: 'DE', asin: item.asin },
    })
    expect(past.currency).toBe('EUR')
    expect(past.points).toHaveLength(2)
    expect(past.points.every((one) => one.rank !== null)).toBe(true)
    expect(Number(past.points[1]!.price) * 100).toBeCloseTo(item.offers[0]!.priceMinor)
  })

  it('are asked for again when Amazon does not answer, and when a worker was cut off', async () => {
    const payload = { kind: 'unavailable', operation: 'searchCatalogItems', times: 1 }
    await at.sandbox.send({ method: 'POST', url: '/_sandbox/faults', payload })
    await at.lin.call(refreshCompetitors, params())
    await at.world.settle()
    const newest = `(select max(id) from product_read)`
    expect(await at.rows(`select state, attempts, reason from product_read where id = ${newest}`)).toEqual([
      { state: 'done', attempts: 1, reason: null },
    ])
    await at.rows(`update product_read set state = 'waiting', done_count = 20 where id = ${newest}`)
    await job('facts.products_due')
    await at.world.settle()
    expect((await shown()).reads[0]!.state).toBe('waiting')
    await at.sandbox.advance('PT15M')
    await job('facts.products_due')
    await at.world.settle()
    expect((await shown()).reads[0]).toMatchObject({ state: 'done', reason: null })
  })

  it('say so when the marketplace has no such product', async () => {
    const body = { ...place(), asins: ['B0NOTTHERE'], via: 'asin' as const }
    await at.lin.call(watchCompetitors, { ...params(), body })
    await at.world.settle()
    const line = (await shown()).lines.find((one) => one.asin === 'B0NOTTHERE')!
    expect(line).toMatchObject({ gone: true, title: null, price: null })
    await at.lin.call(unwatchCompetitor, {
      params: { clientId: at.store.clientId, watchId: line.watchId! },
    })
    expect((await shown()).lines.some((one) => one.asin === 'B0NOTTHERE')).toBe(false)
    const again = unwatchCompetitor
    expect(
      await refusal(at.lin.call(again, { params: { clientId: at.store.clientId, watchId: line.watchId! } })),
    ).toBe('not_found')
  })

  it('come without offers where prices were not granted, and the reading says why', async () => {
    const bare = await openSynced()
    const body = {
      storeId: bare.store.storeId,
      marketplace: 'DE',
      asins: [rivals()[0]!.asin],
      via: 'asin' as const,
    }
    const who = { params: { clientId: bare.store.clientId } }
    await bare.lin.call(watchCompetitors, { ...who, body })
    await bare.world.settle()
    const { lines, reads, stores } = await bare.lin.call(showCompetitors, who)
    expect(stores[0]).toMatchObject({ offers: false })
    expect(reads[0]).toMatchObject({ state: 'done', reason: 'offers_not_granted' })
    expect(lines[0]).toMatchObject({ price: null, offers: null })
    expect(lines[0]!.title).not.toBeNull()
    await bare.close()
  })

  it('are nobody else’s to see', async () => {
    const sasha = await at.agency.as('sasha')
    expect(await refusal(sasha.call(showCompetitors, params()))).toBe('not_found')
    const other = { params: { clientId: at.agency.clients[1]!.clientId } }
    const body = { ...place(), asins: ['B012345678'], via: 'asin' as const }
    expect(await refusal(sasha.call(watchCompetitors, { ...other, body }))).toBe('not_connected')
  })
})
