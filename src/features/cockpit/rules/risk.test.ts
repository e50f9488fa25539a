import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type MarketSpans,
  type SpanFigures,
  type TermSpend,
  accountRisk,
  adWaste,
  blindSpend,
  fallingSales,
  marginLoss,
  risenReturns,
  stockOuts,
} from './risk.ts'

const unit = 1_000_000n
const nothing: SpanFigures = {
  salesMicros: null,
  salesDays: 0,
  units: null,
  returnedUnits: null,
  principalMicros: null,
  feeMicros: null,
  netProceedsMicros: null,
  adCostMicros: null,
  adDays: 0,
}
const market = (now: Partial<SpanFigures>, before: Partial<SpanFigures> = {}): MarketSpans => ({
  marketplace: 'DE',
  currency: 'EUR',
  now: { ...nothing, ...now },
  before: { ...nothing, ...before },
})
const term = (searchTerm: string, cost: number, orders: number, clicks = 10): TermSpend => ({
  marketplace: 'DE',
  currency: 'EUR',
  searchTerm,
  clicks,
  orders,
  costMicros: BigInt(cost) * unit,
})

describe('money at risk', () => {
  it('counts a term that spent an order’s cost and brought none, and spares one that is still trying', () => {
    // 100 EUR for 4 orders: an order costs 25.
    const found = adWaste([term('sold', 60, 4), term('dead', 30, 0), term('young', 10, 0)])
    expect(found.map((item) => [item.subject, item.micros])).toEqual([['dead', 30n * unit]])
  })

  it('adds a term up over its campaigns before judging it', () => {
    expect(
      adWaste([term('x', 30, 0), term('x', 5, 3), term('y', 30, 0)]).map((item) => item.subject),
    ).toEqual(['y'])
  })

  it('never counts more than was spent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ word: fc.constantFrom('a', 'b', 'c'), cost: fc.nat(1000), orders: fc.nat(3) })),
        (rows) => {
          const terms = rows.map((row) => term(row.word, row.cost, row.orders))
          const spent = terms.reduce((sum, one) => sum + one.costMicros, 0n)
          const counted = adWaste(terms).reduce((sum, item) => sum + item.micros, 0n)
          expect(counted <= spent).toBe(true)
        },
      ),
    )
  })

  it('prices the units that will be missing, counting what is on its way', () => {
    const sku = { marketplace: 'US', currency: 'USD', sku: 'A', soldUnits: 90, priceMicros: 20n * unit }
    expect(stockOuts([{ ...sku, onHand: 30, inbound: 0 }])[0]).toMatchObject({
      micros: 1200n * unit,
      because: { shortUnits: 60, coverDays: 10 },
    })
    // 42 would sell before the 60 arrive: 12 of them are not there. Afterwards 60 suffice for the 48 that would sell.
    expect(stockOuts([{ ...sku, onHand: 30, inbound: 60 }])[0]).toMatchObject({ micros: 240n * unit })
    expect(stockOuts([{ ...sku, onHand: 45, inbound: 60 }])).toEqual([])
    expect(stockOuts([{ ...sku, onHand: 0, inbound: 500 }])[0]).toMatchObject({ micros: 840n * unit })
    expect(stockOuts([{ ...sku, soldUnits: 0, onHand: 0, inbound: 0 }])).toEqual([])
  })

  it('sees a marketplace that pays the seller nothing', () =>
    expect(marginLoss(market({ netProceedsMicros: -5n * unit }))[0]!.micros).toBe(5n * unit))

  it('sees fees take a larger share, beyond two points', () => {
    const span = (fee: number): Partial<SpanFigures> => ({
      principalMicros: 1000n * unit,
      feeMicros: BigInt(-fee) * unit,
      netProceedsMicros: unit,
    })
    expect(marginLoss(market(span(350), span(300)))[0]!.micros).toBe(50n * unit)
    expect(marginLoss(market(span(315), span(300)))).toEqual([])
  })

  it('sees a fall, but not in an ordinary swing nor where days are missing', () => {
    const span = (sales: number, salesDays = 30): Partial<SpanFigures> => ({
      salesMicros: BigInt(sales) * unit,
      salesDays,
    })
    expect(fallingSales(market(span(700), span(1000)))[0]!.micros).toBe(300n * unit)
    expect(fallingSales(market(span(905), span(1000)))).toEqual([])
    expect(fallingSales(market(span(600, 20), span(900)))).toEqual([])
    expect(fallingSales(market(span(100, 5), span(1000)))).toEqual([])
  })

  it('prices returns beyond the share before', () =>
    expect(
      risenReturns(
        market(
          { units: 100, returnedUnits: 12, salesMicros: 2000n * unit },
          { units: 100, returnedUnits: 4 },
        ),
      )[0]!.micros,
    ).toBe(160n * unit))

  it('counts what an account sells while Amazon may switch it off', () => {
    const selling = market({ salesMicros: 900n * unit })
    expect(accountRisk(selling, 'AT_RISK')).toMatchObject([
      { kind: 'account', micros: 900n * unit, because: { status: 'AT_RISK' } },
    ])
    expect(accountRisk(selling, 'NORMAL')).toEqual([])
    expect(accountRisk(selling, null)).toEqual([])
    expect(accountRisk(market({}), 'DEACTIVATED')).toEqual([])
  })

  it('counts unseen days beyond Amazon’s own lag, at most thirty', () => {
    const spending = market({ adCostMicros: 300n * unit, adDays: 30 })
    expect(blindSpend(spending, '2026-01-01', 3)).toEqual([])
    expect(blindSpend(spending, '2026-01-01', 5)[0]!.micros).toBe(20n * unit)
    expect(blindSpend(spending, '2026-01-01', 500)[0]!.micros).toBe(300n * unit)
  })

  it('says nothing where no file says anything', () => {
    for (const rule of [marginLoss, fallingSales, risenReturns]) expect(rule(market({}))).toEqual([])
  })
})
