import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, type Market } from './market.ts'
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

  it('are known behind the back door: what is expected is about what happens', () => {
    const twin = createMarket({ seed: 7, start: '2026-01-01', habits: false })
    twin.advance({ days: 21 })
    const { expect: expected, demand } = truthOf(twin, 'fellwick-de')
    const lanes = expected()
    twin.advance({ days: 6 })
    const days = [0, 1, 2, 3, 4].map((i) => `2026-01-${23 + i}`)
    const factor = sum(days.map((d) => demand('dog-harness', d)))
    const harness = lanes.filter((l) => l.sku.includes('-DH-'))
    const rows = twin.reads
      .adRows({ storeKey: 'fellwick-de', from: days[0]!, to: days[4]!, by: 'span', grain: ['ad'] })
      .filter((r) => r.sku.includes('-DH-'))
    const clicks = sum(rows.map((r) => r.clicks))
    const wanted = sum(harness.map((l) => l.clicks)) * factor
    expect(clicks / wanted).toBeGreaterThan(0.6)
    expect(clicks / wanted).toBeLessThan(1.4)
    expect(
      sum(rows.map((r) => r.costMinor)) /
        clicks /
        (sum(harness.map((l) => l.costMinor)) / sum(harness.map((l) => l.clicks))),
    ).toBeCloseTo(1, 0)
  })
})
