import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import { truthOf } from './truth.ts'
import { marketplaceScale } from './marketplaces.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

describe('the demo sellers', () => {
  let market: Market
  const from = '2026-01-12'
  const to = '2026-03-31'
  beforeAll(() => {
    market = createMarket({ seed: 7, start: '2026-01-01' })
    market.advance({ days: 100 })
  })

  it('have numbers a seller would recognise', () => {
    for (const { key: storeKey, marketplace } of market.reads.stores()) {
      const span = { storeKey, from, to }
      const days = market.reads.salesByDay(span)
      const units = sum(days.map((d) => d.unitsOrdered))
      const orders = sum(days.map((d) => d.orderItems)) / days.length
      expect(orders, storeKey).toBeGreaterThan(5)
      expect(orders, storeKey).toBeLessThan(150)
      const conversion = units / sum(days.map((d) => d.sessions))
      expect(conversion, storeKey).toBeGreaterThan(0.03)
      expect(conversion, storeKey).toBeLessThan(0.2)
      const returned = sum(days.map((d) => d.unitsRefunded)) / units
      expect(returned, storeKey).toBeGreaterThan(0.015)
      expect(returned, storeKey).toBeLessThan(0.16)
      const [ads] = market.reads.adRows({ ...span, by: 'span', grain: [] })
      const cpcUsd = ads!.costMinor / ads!.clicks / marketplaceScale[marketplace].cpcMinorPerUsd
      expect(cpcUsd, storeKey).toBeGreaterThan(0.25)
      expect(cpcUsd, storeKey).toBeLessThan(3)
      const acos = ads!.costMinor / ads!.salesMinor.d7
      expect(acos, storeKey).toBeGreaterThan(0.05)
      expect(acos, storeKey).toBeLessThan(0.95)
    }
  })

  it('tell their stories: waste here, overstock there, empty shelves and returns at the third', () => {
    const acos = (storeKey: string): number => {
      const [ads] = market.reads.adRows({ storeKey, from, to, by: 'span', grain: [] })
      return ads!.costMinor / ads!.salesMinor.d7
    }
    expect(acos('travenor-us')).toBeGreaterThan(0.35)
    expect(acos('travenor-us')).toBeGreaterThan(1.5 * acos('fellwick-us'))
    const cover = (storeKey: string): number => {
      const stock = market.reads.stock(storeKey)
      return sum(stock.map((r) => r.fulfillable)) / (sum(stock.map((r) => r.unitsShipped.t30)) / 30)
    }
    expect(cover('kelmora-us')).toBeGreaterThan(120)
    expect(cover('fellwick-us')).toBeLessThan(60)
    expect(truthOf(market, 'fellwick-us').stockouts().length).toBeGreaterThan(10)
    const returned = market.reads
      .returns({ storeKey: 'fellwick-us', from, to })
      .filter((r) => r.sku.includes('-DH-'))
    const sizes = returned.filter((r) => r.reason.startsWith('APPAREL'))
    expect(sizes.length / returned.length).toBeGreaterThan(0.5)
  })

  it('speak the language of the marketplace', () => {
    expect(market.reads.listings('travenor-de')[0]!.title).toContain('Stirnlampe')
    expect(market.reads.listings('fellwick-jp')[0]!.title).toContain('給水器')
    expect(market.reads.searchRanks('JP', from, to)[0]!.searchTerm).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    for (const { key } of market.reads.stores())
      for (const { title, priceMinor, costMinor } of market.reads.listings(key)) {
        expect(title).not.toMatch(/[{}]/)
        expect(costMinor).toBeLessThan(priceMinor / 2)
      }
  })

  it('are known behind the back door: what is expected is what happens, when budget and stock suffice', () => {
    const pets = demoSellers[2]!
    const seller = {
      ...pets,
      stores: pets.stores.filter((s) => s.marketplace === 'DE'),
      supply: { ...pets.supply, openingDays: 900 },
    }
    const storeKey = 'fellwick-de'
    const world = createMarket({ seed: 7, start: '2026-01-01', sellers: [seller], habits: false })
    for (const { campaignId } of world.reads.adsTree(storeKey).campaigns)
      world.apply(storeKey, { kind: 'campaign', campaignId, patch: { dailyBudgetMinor: 1_000_000 } }, 'test')
    world.advance({ days: 10, hours: 9 })
    const truth = truthOf(world, storeKey)
    const lanes = truth.expect()
    world.advance({ days: 14 })
    const days = Array.from({ length: 12 }, (_, i) => `2026-01-${12 + i}`)
    const family = new Map(world.reads.listings(storeKey).map((l) => [l.sku, l.family]))
    const factor = new Map(
      [...new Set(family.values())].map((f) => [f, sum(days.map((d) => truth.demand(f, d)))]),
    )
    const during = (of: (lane: (typeof lanes)[number]) => number): number =>
      sum(lanes.map((lane) => of(lane) * factor.get(family.get(lane.sku)!)!))
    const [seen] = world.reads.adRows({ storeKey, from: days[0]!, to: days[11]!, by: 'span', grain: [] })
    const good = 1 - truth.robotRatio
    expect(seen!.impressions / during((l) => l.impressions)).toBeCloseTo(1, 1)
    expect(Math.abs(seen!.clicks / during((l) => l.clicks * good) - 1)).toBeLessThan(0.1)
    expect(Math.abs(seen!.costMinor / during((l) => l.costMinor) - 1)).toBeLessThan(0.12)
  })
})
