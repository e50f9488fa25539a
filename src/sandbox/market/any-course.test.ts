import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMarket, demoSellers } from './market.ts'
import { MarketRefusal } from './refusal.ts'
import type { Change } from './settings.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const pets = demoSellers[2]!
const sellers = [{ ...pets, stores: pets.stores.filter((s) => s.marketplace === 'CA') }]
const storeKey = 'fellwick-ca'
const whole = { storeKey, from: '2026-03-01', to: '2026-12-31' }

type Step = {
  hours: number
  what: 'bid' | 'budget' | 'price' | 'pause' | 'ship' | 'remove'
  which: number
  size: number
}

const step = fc.record({
  hours: fc.integer({ min: 1, max: 150 }),
  what: fc.constantFrom('bid', 'budget', 'price', 'pause', 'ship', 'remove'),
  which: fc.nat(500),
  size: fc.integer({ min: 1, max: 3_000 }),
}) as fc.Arbitrary<Step>

describe('whatever anybody does, hour by hour', () => {
  it('units and money are kept, budgets hold, refusals change nothing', () => {
    const course = fc.tuple(fc.nat(1_000), fc.array(step, { minLength: 5, maxLength: 14 }))
    fc.assert(
      fc.property(course, ([seed, steps]) => {
        const market = createMarket({ seed, start: '2026-03-02', sellers })
        const { reads } = market
        const opening = new Map(reads.stock(storeKey).map((r) => [r.sku, r.fulfillable]))
        let highest = 0
        for (const { hours, what, which, size } of steps) {
          market.advance({ hours })
          const tree = reads.adsTree(storeKey)
          const pick = <T>(items: readonly T[]): T => items[which % items.length]!
          const { sku } = pick(reads.listings(storeKey))
          const changes: Record<Step['what'], Change> = {
            bid: { kind: 'target', targetId: pick(tree.targets).targetId, patch: { bidMinor: size } },
            budget: {
              kind: 'campaign',
              campaignId: pick(tree.campaigns).campaignId,
              patch: { dailyBudgetMinor: size },
            },
            price: { kind: 'listing', sku, patch: { priceMinor: size * 3 } },
            pause: {
              kind: 'campaign',
              campaignId: pick(tree.campaigns).campaignId,
              patch: { state: 'paused' },
            },
            ship: { kind: 'addShipment', lines: [{ sku, units: size }], leadDays: size % 20 },
            remove: { kind: 'addRemoval', sku, units: size, disposition: 'Sellable', method: 'Disposal' },
          }
          try {
            market.apply(storeKey, changes[what], 'anybody')
          } catch (error) {
            expect(error).toBeInstanceOf(MarketRefusal)
          }
          highest = Math.max(highest, ...reads.adsTree(storeKey).campaigns.map((c) => c.dailyBudgetMinor))
        }
        market.advance({ days: 16 })
        const events = reads.stockEvents(whole)
        for (const row of reads.stock(storeKey)) {
          const moved = sum(events.filter((e) => e.sku === row.sku).map((e) => e.quantity))
          expect(row.fulfillable + row.reserved + row.unsellable).toBe(opening.get(row.sku)! + moved)
          expect(Math.min(row.fulfillable, row.reserved, row.unsellable)).toBeGreaterThanOrEqual(0)
        }
        for (const settlement of reads.settlements(storeKey))
          expect(sum(settlement.events.flatMap((e) => e.parts).map((p) => p.amountMinor))).toBe(
            settlement.totalMinor,
          )
        for (const row of reads.adRows({ ...whole, by: 'day', grain: ['campaign'] }))
          expect(row.costMinor).toBeLessThanOrEqual(2 * highest)
      }),
      { numRuns: 12 },
    )
  })
})
