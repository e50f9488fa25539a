import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import type { SearchQueryRow } from './world-trade.ts'

const seller = { ...demoSellers[0]!, stores: demoSellers[0]!.stores.slice(0, 1) }
const steps = ['impressions', 'clicks', 'cartAdds', 'purchases'] as const

describe('searches of a store', () => {
  let market: Market
  let storeKey: string
  const rows = (from: string, to: string): readonly SearchQueryRow[] =>
    market.reads.searchQueries({ storeKey, from, to })

  beforeAll(() => {
    market = createMarket({ seed: 11, start: '2026-03-01', sellers: [seller], habits: true })
    storeKey = market.reads.stores()[0]!.key
    market.advanceTo(market.reads.startOf(storeKey, '2026-04-01'))
  })

  it('narrow from step to step, and a product is a part of the whole', () => {
    const week = rows('2026-03-08', '2026-03-14')
    expect(week.length).toBeGreaterThan(300)
    for (const row of week)
      for (const [at, step] of steps.entries()) {
        expect(row[step].own).toBeLessThanOrEqual(row[step].total)
        const before = steps[at - 1]
        if (before === undefined) continue
        expect(row[step].own).toBeLessThanOrEqual(row[before].own)
        expect(row[step].total).toBeLessThanOrEqual(row[before].total)
      }
  })

  it('are the sum of their days', () => {
    const own = (span: readonly SearchQueryRow[], step: (typeof steps)[number]): Map<string, number> => {
      const sums = new Map<string, number>()
      for (const row of span) {
        const key = `${row.asin} ${row.query}`
        sums.set(key, (sums.get(key) ?? 0) + row[step].own)
      }
      return new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }
    const weeks = [...rows('2026-03-08', '2026-03-14'), ...rows('2026-03-15', '2026-03-21')]
    for (const step of ['impressions', 'clicks'] as const)
      expect(own(rows('2026-03-08', '2026-03-21'), step)).toEqual(own(weeks, step))
  })

  it('hold the clicks on ads among results, and no more visits than there were', () => {
    const span = { storeKey, from: '2026-03-08', to: '2026-03-14' }
    const clicks = new Map<string, number>()
    for (const row of rows(span.from, span.to))
      clicks.set(row.asin, (clicks.get(row.asin) ?? 0) + row.clicks.own)
    const ads = market.reads.adRows({ ...span, by: 'span', grain: ['ad', 'placement'] })
    for (const { asin, sessions } of market.reads.salesByAsin(span)) {
      const own = ads.filter((row) => row.asin === asin)
      const among = own.filter((row) => row.placement !== 'product_pages')
      const paid = among.reduce((sum, row) => sum + row.clicks, 0)
      const elsewhere = own.reduce((sum, row) => sum + row.clicks, 0) - paid
      const searched = clicks.get(asin) ?? 0
      expect(searched).toBeGreaterThanOrEqual(paid)
      // A click on an ad is a session in 92 of 100.
      expect(Math.abs(searched + elsewhere - sessions)).toBeLessThan(0.16 * (paid + elsewhere) + 12)
    }
  })

  it('stand still once they are told', () => {
    const before = structuredClone(rows('2026-03-15', '2026-03-21'))
    market.advanceTo(market.reads.startOf(storeKey, '2026-04-05'))
    expect(rows('2026-03-15', '2026-03-21')).toEqual(before)
    const other = createMarket({ seed: 11, start: '2026-03-01', sellers: [seller], habits: true })
    other.advanceTo(other.reads.startOf(storeKey, '2026-04-05'))
    expect(other.reads.searchQueries({ storeKey, from: '2026-03-15', to: '2026-03-21' })).toEqual(before)
  })
})
