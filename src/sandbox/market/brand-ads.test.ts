import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, type Market } from './market.ts'
import { fellwick } from './sellers/fellwick.ts'
import type { BrandAdQuery, BrandAdRow, BrandProduct } from './world-brand-ads.ts'

// A seller with a registered brand runs Sponsored Brands and Sponsored Display. The rest of its world does not notice.

const start = '2026-05-01'
const until = Date.parse('2026-07-20T15:00:00Z')
const [us] = fellwick.stores
const made = (hasBrand: boolean): Market =>
  createMarket({ seed: 3, start, sellers: [{ ...fellwick, stores: [us!], hasBrand }] })

const products: readonly BrandProduct[] = ['brands', 'display']
const span = { storeKey: 'fellwick-us', from: '2026-05-01', to: '2026-07-19' }
const rowsOf = (
  market: Market,
  product: BrandProduct,
  more: { asOf?: number; grain?: BrandAdQuery['grain'] } = {},
) => market.reads.brandAdRows({ ...span, product, by: 'day', grain: 'campaign', ...more })
const sum = (rows: readonly BrandAdRow[], of: (row: BrandAdRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)

let market: Market
let without: Market
beforeAll(() => {
  market = made(true)
  market.advanceTo(until)
  without = made(false)
  without.advanceTo(until)
})

describe('a registered brand', () => {
  it('has campaigns of both products, one of them of the old kind; a seller without one has none', () => {
    const { campaigns } = market.reads.brandTree(span.storeKey)
    expect(campaigns.map((one) => [one.product, one.state, one.costType, one.hasAdGroups])).toEqual([
      ['brands', 'enabled', 'cpc', true],
      ['brands', 'enabled', 'cpc', true],
      ['brands', 'paused', 'cpc', false],
      ['display', 'enabled', 'cpc', true],
      ['display', 'enabled', 'vcpm', true],
    ])
    expect(without.reads.brandTree(span.storeKey)).toEqual({ campaigns: [], targets: [] })
    expect(rowsOf(without, 'brands')).toEqual([])
  })

  it('changes nothing in the world but what the account is charged for advertising', () => {
    const query = { ...span, by: 'day', grain: ['campaign', 'target'] } as const
    expect(market.reads.adRows(query)).toEqual(without.reads.adRows(query))
    expect(market.reads.orders(span)).toEqual(without.reads.orders(span))
    expect(market.reads.salesByDay(span)).toEqual(without.reads.salesByDay(span))
    const charged = (world: Market) =>
      world.reads
        .moneyEvents(span)
        .flatMap((event) => event.parts)
        .filter((part) => part.amountType === 'Cost of Advertising')
        .reduce((total, part) => total - part.amountMinor, 0)
    const cost = products.flatMap((product) => rowsOf(market, product))
    const more = charged(market) - charged(without)
    // What is not yet billed is less than a bill; clicks taken out later come back as credits.
    expect(more).toBeGreaterThan(sum(cost, (row) => row.costMinor) - 50_000)
    expect(more).toBeLessThan(sum(cost, (row) => row.costMinor) * 1.03 + 50_000)
  })

  it('spends within its budgets, sees no more than it shows and claims after clicks no more than after both', () => {
    const budgets = new Map(
      market.reads.brandTree(span.storeKey).campaigns.map((one) => [one.campaignId, one.dailyBudgetMinor]),
    )
    for (const product of products) {
      const rows = rowsOf(market, product)
      expect(rows.length).toBeGreaterThan(60)
      for (const row of rows) {
        expect(row.costMinor).toBeLessThanOrEqual(budgets.get(row.campaignId)! + 1)
        expect(row.viewableImpressions).toBeLessThanOrEqual(row.impressions)
        expect(row.clicks).toBeLessThanOrEqual(row.impressions)
        expect(row.clickOrders).toBeLessThanOrEqual(row.orders)
        expect(row.clickSalesMinor).toBeLessThanOrEqual(row.salesMinor)
        expect(row.units).toBeGreaterThanOrEqual(row.orders)
      }
      expect(sum(rows, (row) => row.orders)).toBeGreaterThan(sum(rows, (row) => row.clickOrders))
    }
  })

  it('tells the same by target as by campaign', () => {
    for (const product of products) {
      const [byCampaign, byTarget] = [rowsOf(market, product), rowsOf(market, product, { grain: 'target' })]
      for (const of of [
        (row: BrandAdRow) => row.clicks,
        (row: BrandAdRow) => row.impressions,
        (row: BrandAdRow) => row.salesMinor,
      ])
        expect(sum(byTarget, of)).toBe(sum(byCampaign, of))
    }
  })

  it('tells the same by placement, and by search term the same clicks; what only shares words sells least', () => {
    const all = rowsOf(market, 'brands')
    const placed = rowsOf(market, 'brands', { grain: 'placement' })
    const typed = rowsOf(market, 'brands', { grain: 'searchTerm' })
    const values = [
      (row: BrandAdRow) => row.clicks,
      (row: BrandAdRow) => row.costMinor,
      (row: BrandAdRow) => row.impressions,
      (row: BrandAdRow) => row.viewableImpressions,
      (row: BrandAdRow) => row.salesMinor,
      (row: BrandAdRow) => row.newClickOrders,
    ]
    for (const of of values) expect(sum(placed, of)).toBe(sum(all, of))
    for (const of of [...values.slice(0, 2), values[5]!]) expect(sum(typed, of)).toBe(sum(all, of))
    // Terms that nobody clicked are not told, nor what is said to have come of seeing them.
    for (const of of values.slice(2, 5)) expect(sum(typed, of)).toBeLessThan(sum(all, of))
    expect(typed.every((row) => row.clicks > 0)).toBe(true)
    const clicksAt = (name: string) =>
      sum(
        placed.filter((row) => row.placement === name),
        (row) => row.clicks,
      )
    expect(clicksAt('top')).toBeGreaterThan(clicksAt('rest') + clicksAt('product_pages'))
    const { targets } = market.reads.brandTree(span.storeKey)
    const words = new Set(
      targets.flatMap(({ expression }) => (expression.kind === 'keyword' ? [expression.text] : [])),
    )
    const rate = (rows: readonly BrandAdRow[]) =>
      sum(rows, (row) => row.clickOrders) / sum(rows, (row) => row.clicks)
    const own = typed.filter((row) => words.has(row.searchTerm))
    const astray = typed.filter(
      (row) => row.searchTerm !== '*' && ![...words].some((word) => row.searchTerm.includes(word)),
    )
    expect(astray.length).toBeGreaterThan(20)
    expect(rate(own)).toBeGreaterThan(3 * rate(astray))
  })

  it('brings buyers new to the brand, fewest where its name was typed', () => {
    const share = (rows: readonly BrandAdRow[]) =>
      sum(rows, (row) => row.newOrders) / sum(rows, (row) => row.orders)
    const { campaigns } = market.reads.brandTree(span.storeKey)
    const [defense, category] = campaigns.map((one) =>
      rowsOf(market, 'brands').filter((row) => row.campaignId === one.campaignId),
    )
    expect(share(defense!)).toBeLessThan(0.5)
    expect(share(category!)).toBeGreaterThan(0.6)
    for (const row of rowsOf(market, 'display')) {
      expect(row.newClickOrders).toBeLessThanOrEqual(Math.min(row.newOrders, row.clickOrders))
      expect(row.newSalesMinor).toBeLessThanOrEqual(row.salesMinor)
    }
  })

  it('is restated: traffic comes in late, orders later still, and invalid clicks are taken out', () => {
    const asOf = (text: string) => ({ asOf: Date.parse(text) })
    const on = (rows: readonly BrandAdRow[]) => rows.filter((row) => row.day === '2026-06-10')
    const noon = on(rowsOf(market, 'brands', asOf('2026-06-11T00:00:00Z')))
    const next = on(rowsOf(market, 'brands', asOf('2026-06-12T12:00:00Z')))
    const late = on(rowsOf(market, 'brands'))
    expect(sum(noon, (row) => row.impressions)).toBeLessThan(sum(next, (row) => row.impressions))
    expect(sum(next, (row) => row.impressions)).toBeGreaterThanOrEqual(sum(late, (row) => row.impressions))
    const early = rowsOf(market, 'display', asOf('2026-06-12T12:00:00Z'))
    const all = rowsOf(market, 'display').filter((row) => row.day < '2026-06-12')
    expect(sum(early, (row) => row.orders)).toBeLessThan(sum(all, (row) => row.orders))
    // Each day as it was told a day and a half after its end, beside how it is told now.
    const clicksOf = (day: string, asOfMs?: number) =>
      sum(
        market.reads.brandAdRows({
          ...span,
          from: day,
          to: day,
          product: 'brands',
          by: 'day',
          grain: 'campaign',
          ...(asOfMs === undefined ? {} : { asOf: asOfMs }),
        }),
        (row) => row.clicks,
      )
    const days = Array.from({ length: 60 }, (_, i) =>
      new Date(Date.parse('2026-05-05') + i * 86_400_000).toISOString().slice(0, 10),
    )
    const told = days.map(
      (day) => [clicksOf(day, Date.parse(day) + 2.8 * 86_400_000), clicksOf(day)] as const,
    )
    expect(told.every(([first, now]) => now <= first)).toBe(true)
    expect(told.filter(([first, now]) => now < first).length).toBeGreaterThan(0)
  })

  it('is the same in one leap as in many steps, however often it is asked', () => {
    const stepped = made(true)
    while (stepped.now() < until) {
      stepped.advanceTo(Math.min(until, stepped.now() + 9 * 86_400_000))
      rowsOf(stepped, 'brands')
    }
    for (const product of products) expect(rowsOf(stepped, product)).toEqual(rowsOf(market, product))
    for (const grain of ['searchTerm', 'placement'] as const)
      expect(rowsOf(stepped, 'brands', { grain })).toEqual(rowsOf(market, 'brands', { grain }))
  })
})
