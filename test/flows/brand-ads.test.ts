import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAdCampaigns, listAdTargets, showBrandCampaign } from '#features/ads/api.ts'
import { listSpend, readSpend } from '#features/ads/api/spend.ts'
import { listBrandTerms, listSearchTerms } from '#features/ads/api/terms.ts'
import { showOverview } from '#features/cockpit/api.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { brandConsoleCsv } from '#sandbox/exports/reports/brand-console.ts'
import { believed } from '../support/market-truth.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// What is shown of Sponsored Brands and Display is what the market has of them, whether it was read or came by file.

let at: Synced
beforeAll(async () => {
  at = await openSynced({ hasBrand: true })
  await at.inStep()
}, 240_000)
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const units = (minor: number): string => (minor / 100).toFixed(2)

function market() {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return { reads, key }
}

describe('Sponsored Brands and Display of the store', () => {
  const query = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
  const show = (campaignId: string) =>
    at.lin.call(showBrandCampaign, { params: { ...params(), campaignId }, query: query() })

  it('are listed to look at, each with its product and its own thirty days', async () => {
    const { places, brandCampaigns } = await at.lin.call(listAdCampaigns, {
      params: params(),
      query: query(),
    })
    const { window } = places.find((one) => one.marketplace === 'DE')!
    const { reads, key } = market()
    const byId = (rows: readonly (readonly unknown[])[]) =>
      rows.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1))
    expect(
      byId(brandCampaigns.map((one) => [one.campaignId, one.adProduct, one.name, one.state, one.isReported])),
    ).toEqual(
      byId(
        reads
          .brandTree(key)
          .campaigns.map((one) => [
            one.campaignId,
            one.product === 'brands' ? 'SB' : 'SD',
            one.name,
            one.state,
            one.hasAdGroups,
          ]),
      ),
    )
    const asOf = await at.madeAt('^(sb|sd)_')
    for (const [adProduct, product] of [
      ['SB', 'brands'],
      ['SD', 'display'],
    ] as const) {
      const rows = reads.brandAdRows({
        storeKey: key,
        ...window!,
        asOf,
        product,
        by: 'span',
        grain: 'campaign',
      })
      const own = brandCampaigns.filter((one) => one.adProduct === adProduct && one.isReported)
      expect(own.map((one) => [one.figures?.spend, one.figures?.sales, one.figures?.clickSales])).toEqual(
        own.map((one) => {
          const row = rows.find((each) => each.campaignId === one.campaignId)!
          return [units(row.costMinor), units(row.salesMinor), units(row.clickSalesMinor)]
        }),
      )
    }
    // Amazon leaves it out of its reports: that is not nothing spent.
    expect(brandCampaigns.find((one) => !one.isReported)?.figures).toBeNull()
  })

  it('open by day, target, placement and search term, which tell the same money', async () => {
    const { brandCampaigns } = await at.lin.call(listAdCampaigns, { params: params(), query: query() })
    for (const one of brandCampaigns.filter((each) => each.isReported)) {
      const { campaign, days, targets, placements, terms } = await show(one.campaignId)
      const total = (rows: readonly { figures: { spend: string } }[]): string =>
        rows.reduce((sum, row) => sum + Number(row.figures.spend), 0).toFixed(2)
      expect(campaign).toEqual(one)
      expect([total(days), total(targets)]).toEqual([one.figures!.spend, one.figures!.spend])
      expect(targets.length).toBeGreaterThan(0)
      // Display has neither; by search term nothing is told of what is new to the brand.
      const isBrands = one.adProduct === 'SB'
      expect([total(placements), total(terms)]).toEqual(
        isBrands ? [one.figures!.spend, one.figures!.spend] : ['0.00', '0.00'],
      )
      expect(terms.every((row) => row.figures.newToBrandOrders === null)).toBe(true)
      const newOrders = (rows: typeof days): number =>
        rows.reduce((sum, row) => sum + row.figures.newToBrandOrders!, 0)
      expect(newOrders(days)).toBe(one.figures!.newToBrandOrders)
      expect(one.figures!.newToBrandRatio).toBeCloseTo(
        Number(one.figures!.newToBrandSales) / Number(one.figures!.sales),
        9,
      )
    }
  })

  it('count in what the store spends, and stand by product on the page of spend', async () => {
    const { places } = await at.lin.call(listAdCampaigns, { params: params(), query: query() })
    const { window } = places.find((one) => one.marketplace === 'DE')!
    const told = await at.lin.call(readSpend, { params: params(), query: { ...query(), ...window! } })
    const sum = [told.total.spend, ...told.brands.map((one) => one.figures.spend)]
    expect(told.brands.map((one) => one.adProduct)).toEqual(['SB', 'SD'])
    expect(told.spend).toBe(sum.reduce((all, one) => all + Number(one), 0).toFixed(2))
    const lines = await at.lin.call(listSpend, {
      params: params(),
      query: { ...query(), ...window!, cut: 'campaign', limit: 200 },
    })
    expect(lines.rows.reduce((all, row) => all + Number(row.figures.spend), 0).toFixed(2)).toBe(told.spend)
    const byPlacement = await at.lin.call(listSpend, {
      params: params(),
      query: { ...query(), ...window!, cut: 'placement', limit: 1000 },
    })
    const spendOf = (product: string): string =>
      byPlacement.rows
        .filter((row) => row.adProduct === product)
        .reduce((all, row) => all + Number(row.figures.spend), 0)
        .toFixed(2)
    expect([spendOf('SP'), spendOf('SB'), spendOf('SD')]).toEqual([
      told.total.spend,
      told.brands[0]!.figures.spend,
      '0.00',
    ])
    const overview = await at.lin.call(showOverview, {
      params: params(),
      query: { ...window!, marketplace: 'DE' },
    })
    expect(overview.shown!.now['adCost']).toBe(told.spend)
    expect(overview.shown!.now['spCost']).toBe(told.total.spend)
  })

  it('have search terms of their own, kept apart from those that proposals are made of', async () => {
    const wish = { ...query(), days: '30', limit: 1000 } as const
    const told = await at.lin.call(listBrandTerms, { params: params(), query: wish })
    const { reads, key } = market()
    const rows = reads.brandAdRows({
      storeKey: key,
      from: told.window!.from,
      to: told.window!.to,
      asOf: await at.madeAt('^sb_search_term'),
      product: 'brands',
      by: 'span',
      grain: 'searchTerm',
    })
    const clicks = new Map<string, number>()
    for (const { searchTerm, clicks: more } of rows)
      clicks.set(searchTerm, (clicks.get(searchTerm) ?? 0) + more)
    expect(new Map(told.rows.map((row) => [row.term, row.figures.clicks]))).toEqual(clicks)
    expect(told.counts['own']).toBeGreaterThan(0)
    const found = await at.lin.call(listBrandTerms, {
      params: params(),
      query: { ...wish, search: told.rows[0]!.term, ranges: 'clicks:1:' },
    })
    expect(found.rows[0]).toEqual(told.rows[0])
    // Whoever sold what by Sponsored Brands alone is in no list of Sponsored Products.
    const products = await at.lin.call(listSearchTerms, { params: params(), query: wish })
    const theirs = products.rows.reduce((sum, row) => sum + Number(row.figures.spend), 0)
    const window = products.context.window!
    const spent = reads.adRows({
      storeKey: key,
      from: window.from,
      to: window.to,
      asOf: await at.madeAt('^ads_search_term'),
      by: 'span',
      clickedOnly: true,
      grain: ['searchTerm'],
    })
    expect(theirs).toBeCloseTo(spent.reduce((sum, row) => sum + row.costMinor, 0) / 100, 1)
  })

  it('meet the same days by file of the console in the same facts', async () => {
    const span = await at.span()
    const ofBrands = async () =>
      Object.fromEntries(Object.entries(await believed(span)).filter(([name]) => /^S[BD] /.test(name)))
    const before = await ofBrands()
    expect(Object.keys(before['SB search_term clicks']!).length).toBeGreaterThan(10)
    const listed = await at.lin.call(listAdCampaigns, { params: params(), query: query() })
    const opened = await show(listed.brandCampaigns[0]!.campaignId)
    const { reads, key } = market()
    const shop = openShop(reads, key, {
      sellerId: reads.store(key).sellerId,
      asOf: span.adsAsOf!,
      months: 3,
      habit: { settlements: 'v2', ads: 'console', words: 'store' },
    })
    const { window } = listed.places.find((one) => one.marketplace === 'DE')!
    const folder = mkdtempSync(join(tmpdir(), 'steward-brands-'))
    const files = {
      'Sponsored Brands Campaign report.csv': 'sbCampaign',
      'Sponsored Brands Keyword report.csv': 'sbKeyword',
      'Sponsored Brands Search term report.csv': 'sbSearchTerm',
      'Sponsored Brands Campaign placement report.csv': 'sbPlacement',
      'Sponsored Display Campaign report.csv': 'sdCampaign',
      'Sponsored Display Targeting report.csv': 'sdTargeting',
    } as const
    for (const [name, report] of Object.entries(files))
      writeFileSync(join(folder, name), brandConsoleCsv(report, shop, window!))
    const { agencyId } = at.agency
    const actor = { kind: 'system', name: 'test', agencyId, clientIds: [at.store.clientId] } as const
    const taken = await importFolder(at.world.app.world, actor, at.store, folder, {
      hints: { marketplace: 'DE' },
    })
    rmSync(folder, { recursive: true })
    expect(taken.files.map((file) => [file.state, file.type, file.rejected])).toEqual([
      ['done', 'brand_ads_placement', 0],
      ['done', 'brand_ads_campaign', 0],
      ['done', 'brand_ads_targeting', 0],
      ['done', 'brand_ads_search_term', 0],
      ['done', 'brand_ads_campaign', 0],
      ['done', 'brand_ads_targeting', 0],
    ])
    expect(await ofBrands()).toEqual(before)
    // These files name no ids; what is shown of a campaign is the same.
    const again = await at.lin.call(listAdCampaigns, { params: params(), query: query() })
    expect(again.brandCampaigns).toEqual(listed.brandCampaigns)
    const shown = await show(listed.brandCampaigns[0]!.campaignId)
    expect([shown.days, shown.placements, shown.terms]).toEqual([
      opened.days,
      opened.placements,
      opened.terms,
    ])
  })

  it('are not found by who may not see the client, nor as campaigns of Sponsored Products', async () => {
    const { brandCampaigns } = await at.lin.call(listAdCampaigns, { params: params(), query: query() })
    const { campaignId } = brandCampaigns[0]!
    const asProducts = await at.lin.ask(listAdTargets, {
      params: { ...params(), campaignId },
      query: query(),
    })
    expect(asProducts.status).toBe(404)
    const strange = await at.lin.ask(showBrandCampaign, {
      params: { clientId: '999999', campaignId },
      query: query(),
    })
    expect(strange.status).toBe(404)
  })
})
