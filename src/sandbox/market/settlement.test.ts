import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import type { MoneyEvent, Settlement } from './world-trade.ts'

const DAY = 86_400_000
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const worth = (event: MoneyEvent): number => sum(event.parts.map((p) => p.amountMinor))
const other = (s: Settlement, description: string): number =>
  sum(
    s.events
      .flatMap((e) => e.parts)
      .filter((p) => p.amountDescription === description)
      .map((p) => p.amountMinor),
  )

describe('settlements', () => {
  let market: Market
  /** The factory in two marketplaces and the new brand in Canada: overstock fees, coupons, tax on top and inside. */
  const sellers = [
    demoSellers[1]!,
    { ...demoSellers[0]!, stores: demoSellers[0]!.stores.filter((s) => s.marketplace === 'CA') },
    { ...demoSellers[2]!, stores: demoSellers[2]!.stores.filter((s) => s.marketplace === 'JP') },
  ]
  beforeAll(() => {
    market = createMarket({ seed: 5, start: '2025-11-03', sellers })
    market.advance({ days: 110 })
  })
  const stores = (): string[] => market.reads.stores().map((s) => s.key)

  it('sum to their total, to the last cent or yen', () => {
    for (const key of stores()) {
      const all = market.reads.settlements(key)
      expect(all.length).toBeGreaterThanOrEqual(7)
      for (const settlement of all) {
        expect(sum(settlement.events.map(worth))).toBe(settlement.totalMinor)
        for (const part of settlement.events.flatMap((e) => e.parts))
          expect(Number.isSafeInteger(part.amountMinor)).toBe(true)
      }
    }
  })

  it('follow each other without a gap, fourteen days long, paid two days later', () => {
    for (const key of stores()) {
      const all = market.reads.settlements(key)
      all.slice(1).forEach((s, i) => {
        expect(s.startAt).toBe(all[i]!.endAt)
        expect(s.endAt - s.startAt).toBe(14 * DAY)
        expect(s.depositAt - s.endAt).toBe(2 * DAY)
        for (const event of s.events) {
          expect(event.postedAt).toBeGreaterThanOrEqual(s.startAt)
          expect(event.postedAt).toBeLessThan(s.endAt)
        }
      })
    }
  })

  it('hold back what was delivered less than seven days ago and give it back next time', () => {
    let held = 0
    for (const key of stores()) {
      const all = market.reads.settlements(key)
      all.slice(1).forEach((s, i) => {
        expect(other(s, 'Previous Reserve Amount Balance') + other(all[i]!, 'Current Reserve Amount')).toBe(0)
        const carried = Math.min(0, all[i]!.totalMinor)
        expect(other(s, 'Payable to Amazon')).toBe(carried)
        expect(other(s, 'Successful charge')).toBe(carried === 0 ? 0 : -carried)
        held += -other(s, 'Current Reserve Amount')
      })
    }
    expect(held).toBeGreaterThan(0)
  })

  it('carry the money of every shipped order item in exactly one settlement or still open', () => {
    for (const key of stores()) {
      const all = market.reads.settlements(key)
      const end = all[all.length - 1]!.endAt
      const seen = new Map<string, number>()
      for (const event of all.flatMap((s) => s.events))
        if (event.transactionType === 'Order') {
          const id = `${event.orderId}/${event.orderItemId}`
          seen.set(id, (seen.get(id) ?? 0) + 1)
        }
      const shipped = market.reads
        .orders({ storeKey: key, from: '2025-11-01', to: '2026-12-31' })
        .filter((o) => o.shippedAt !== null && o.shippedAt < end)
        .flatMap((o) => o.lines.map((l) => `${o.orderId}/${l.orderItemId}`))
      expect(shipped.length).toBeGreaterThan(300)
      for (const id of shipped) expect(seen.get(id), id).toBe(1)
      expect(seen.size).toBe(shipped.length)
    }
  })

  it('hold the same money events as the running account, plus reserves only', () => {
    for (const key of stores()) {
      const all = market.reads.settlements(key)
      const { endAt } = all[all.length - 1]!
      const running = market.reads
        .moneyEvents({ storeKey: key, from: '2025-11-01', to: '2026-12-31' })
        .filter((e) => e.postedAt < endAt)
      const settled = all.flatMap((s) => s.events)
      const account = [
        'Current Reserve Amount',
        'Previous Reserve Amount Balance',
        'Payable to Amazon',
        'Successful charge',
      ]
      const plain = settled.filter((e) => !account.includes(e.parts[0]!.amountDescription))
      expect(plain.map((e) => e.sequence)).toEqual(running.map((e) => e.sequence))
    }
  })

  it('refund no more than was paid, and never the kept part of the commission', () => {
    for (const key of stores()) {
      const events = market.reads.moneyEvents({ storeKey: key, from: '2025-11-01', to: '2026-12-31' })
      const principal = (e: MoneyEvent): number =>
        sum(
          e.parts
            .filter((p) => p.amountDescription === 'Principal' && p.amountType === 'ItemPrice')
            .map((p) => p.amountMinor),
        )
      const paid = new Map(
        events.filter((e) => e.transactionType === 'Order').map((e) => [e.orderItemId, principal(e)]),
      )
      const refunds = events.filter((e) => e.transactionType === 'Refund')
      expect(refunds.length).toBeGreaterThan(5)
      for (const refund of refunds) {
        expect(-principal(refund)).toBeLessThanOrEqual(paid.get(refund.orderItemId)!)
        expect(
          refund.parts.find((p) => p.amountDescription === 'RefundCommission')!.amountMinor,
        ).toBeLessThanOrEqual(0)
      }
    }
  })

  it('withhold tax where Amazon collects it, and name the fees by the report vocabulary', () => {
    const words = (key: string): Set<string> =>
      new Set(
        market.reads
          .settlements(key)
          .flatMap((s) => s.events)
          .flatMap((e) => e.parts)
          .map((p) => `${p.amountType}/${p.amountDescription}`),
      )
    expect(words('kelmora-us')).toContain('ItemWithheldTax/MarketplaceFacilitatorTax-Principal')
    expect(words('kelmora-de')).toContain('ItemWithheldTax/MarketplaceFacilitatorVAT-Principal')
    expect([...words('fellwick-jp')].some((w) => w.startsWith('ItemWithheldTax'))).toBe(false)
    for (const name of ['Storage Fee', 'StorageRenewalBilling', 'Subscription Fee', 'DisposalComplete'])
      expect(words('kelmora-us')).toContain(`other-transaction/${name}`)
  })
})
