import { describe, expect, it } from 'vitest'
import { createMarket } from './market.ts'

// The shelf: what everybody sees of every product of a marketplace.

describe('the shelf of a marketplace', () => {
  const market = createMarket({ seed: 7, start: '2026-09-01' })
  market.advance({ days: 5 })
  const own = new Set(
    market.reads.stores().flatMap((one) => market.reads.listings(one.key).map((page) => page.asin)),
  )
  const rivals = () => market.reads.shelf('US').filter((item) => !own.has(item.asin))

  it('holds every seller’s products and their rivals’, each once', () => {
    const asins = market.reads.shelf('US').map((item) => item.asin)
    expect(new Set(asins).size).toBe(asins.length)
    const listed = market.reads
      .stores()
      .filter((one) => one.marketplace === 'US')
      .flatMap((one) => market.reads.listings(one.key).map((page) => page.asin))
    expect(listed.filter((asin) => !asins.includes(asin))).toEqual([])
    expect(rivals().length).toBeGreaterThan(20)
  })

  it('names the products that Brand Analytics names', () => {
    const titles = new Map(market.reads.shelf('US').map((item) => [item.asin, item.title]))
    for (const { top } of market.reads.searchRanks('US', '2026-09-01', '2026-09-05'))
      for (const { asin, title } of top) expect(titles.get(asin)).toBe(title)
  })

  it('lets rivals’ prices move by the week, and looking changes nothing', () => {
    const before = rivals().map((item) => item.offers[0]!.priceMinor)
    const still = createMarket({ seed: 7, start: '2026-09-01' })
    still.advance({ days: 5 })
    expect(rivals().map((item) => item.offers[0]!.priceMinor)).toEqual(before)
    market.advance({ days: 7 })
    still.advance({ days: 7 })
    const after = rivals().map((item) => item.offers[0]!.priceMinor)
    const moved = after.filter((price, i) => price !== before[i]).length
    expect(moved / after.length).toBeGreaterThan(0.3)
    const [store] = market.reads.stores()
    const span = { storeKey: store!.key, from: '2026-09-01', to: '2026-09-12' }
    expect(market.reads.salesByDay(span)).toEqual(still.reads.salesByDay(span))
  })

  it('ranks what sells more above what sells less', () => {
    const [family] = [...Map.groupBy(rivals(), (item) => item.node.id).values()]
    const ranks = family!.map((item) => item.ranks.node)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    for (const item of market.reads.shelf('US'))
      expect(item.ranks.department).toBeGreaterThanOrEqual(item.ranks.node)
  })
})
