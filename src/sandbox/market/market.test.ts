import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import { hashText } from './random.ts'

const start = '2026-01-05'
/** The pet brand in two marketplaces: short of stock, many returns. */
const twoStores = demoSellers
  .slice(2)
  .map((s) => ({ ...s, stores: s.stores.filter((x) => x.marketplace === 'UK' || x.marketplace === 'JP') }))

/** One number for everything a seller could download. */
function digest(market: Market): number {
  const { reads } = market
  let sum = 0
  for (const { key: storeKey } of reads.stores()) {
    const span = { storeKey, from: start, to: reads.dayOf(storeKey, market.now()) }
    const all = [
      reads.orders(span),
      reads.adRows({
        ...span,
        by: 'day',
        grain: ['campaign', 'adGroup', 'ad', 'target', 'placement', 'searchTerm'],
      }),
      reads.settlements(storeKey),
      reads.moneyEvents(span),
      reads.stock(storeKey),
      reads.stockEvents(span),
      reads.salesByDay(span),
      reads.salesByAsin(span),
      reads.returns(span),
      reads.reviews(span),
      reads.feedback(span),
      reads.messages(span),
      reads.inbound(storeKey),
      reads.adsTree(storeKey),
      market.changes(storeKey),
    ]
    sum = hashText(JSON.stringify(all), sum)
  }
  return sum
}

describe('the simulated market', () => {
  let market: Market
  beforeAll(() => {
    market = createMarket({ seed: 20, start, sellers: twoStores })
    market.advance({ days: 75 })
  })

  it('is the same world from the same seed, whether in one jump or many steps', () => {
    const steps = createMarket({ seed: 20, start, sellers: twoStores })
    steps.advance({ hours: 1 })
    steps.advance({ hours: 30 })
    while (steps.now() < market.now())
      steps.advanceTo(Math.min(market.now(), steps.now() + 7.25 * 86_400_000))
    expect(steps.now()).toBe(market.now())
    expect(digest(steps)).toBe(digest(market))
  })

  it('is another world from another seed', () => {
    const other = createMarket({ seed: 21, start, sellers: twoStores })
    other.advance({ days: 75 })
    expect(digest(other)).not.toBe(digest(market))
  })

  it('does not change by being looked at', () => {
    const before = digest(market)
    expect(digest(market)).toBe(before)
  })

  it('keeps every unit: what was there and came in is on hand, sold, removed or lost', () => {
    for (const { key: storeKey } of market.reads.stores()) {
      const events = market.reads.stockEvents({ storeKey, from: start, to: '2026-12-31' })
      expect(events.length).toBeGreaterThan(100)
      const fresh = createMarket({ seed: 20, start, sellers: twoStores })
      const before = new Map(
        fresh.reads.stock(storeKey).map((r) => [r.sku, r.fulfillable + r.reserved + r.unsellable]),
      )
      for (const row of market.reads.stock(storeKey)) {
        const moved = events.filter((e) => e.sku === row.sku).reduce((sum, e) => sum + e.quantity, 0)
        expect(row.fulfillable + row.reserved + row.unsellable, row.sku).toBe(before.get(row.sku)! + moved)
        expect(Math.min(row.fulfillable, row.reserved, row.unsellable)).toBeGreaterThanOrEqual(0)
        const { d0to90, d91to180, d181to270, d271to365, over365 } = row.age
        expect(d0to90 + d91to180 + d181to270 + d271to365 + over365).toBe(row.fulfillable)
      }
    }
  })

  it('receives what was shipped less what was lost', () => {
    for (const { key } of market.reads.stores())
      for (const shipment of market.reads.inbound(key).filter((s) => s.status === 'CLOSED'))
        for (const line of shipment.lines) expect(line.received + line.lost).toBe(line.shipped)
  })

  it('tells the same sales in orders, by day and by product', () => {
    for (const { key: storeKey } of market.reads.stores()) {
      const span = { storeKey, from: '2026-01-10', to: '2026-03-10' }
      const lines = market.reads.orders(span).flatMap((o) => o.lines)
      const bySum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
      const ordered = bySum(lines.map((l) => l.itemPriceMinor))
      expect(ordered).toBeGreaterThan(0)
      expect(bySum(market.reads.salesByDay(span).map((d) => d.orderedSalesMinor))).toBe(ordered)
      expect(bySum(market.reads.salesByAsin(span).map((a) => a.orderedSalesMinor))).toBe(ordered)
      expect(bySum(market.reads.salesByDay(span).map((d) => d.unitsOrdered))).toBe(
        bySum(lines.map((l) => l.quantity)),
      )
    }
  })

  it('gives every order, item, product and settlement an id of its own', () => {
    const full = createMarket({ seed: 3, start })
    full.advance({ days: 20 })
    const ids = { order: new Set<string>(), item: new Set<string>(), asin: new Map<string, string>() }
    let orders = 0
    let items = 0
    for (const { key: storeKey } of full.reads.stores()) {
      for (const order of full.reads.orders({ storeKey, from: start, to: '2026-02-01' })) {
        orders++
        ids.order.add(order.orderId)
        for (const line of order.lines) {
          items++
          ids.item.add(storeKey + line.orderItemId)
        }
      }
      for (const { asin, sku } of full.reads.listings(storeKey)) {
        expect(ids.asin.get(asin) ?? sku).toBe(sku)
        ids.asin.set(asin, sku)
      }
    }
    expect(ids.order.size).toBe(orders)
    expect(ids.item.size).toBe(items)
  })

  it('refuses to go back, and to speak of a store it does not have', () => {
    expect(() => market.advanceTo(0)).toThrow('back in time')
    expect(() => market.reads.listings('nobody-us')).toThrow('market.notFound')
  })
})
