import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/day.ts'
import { type SettledSku, perUnit, placeSettled, unitMargin, weightedMargin } from './cost-margin.ts'
import {
  type Assumed,
  type Assumption,
  type CostEntry,
  assumedOn,
  costOn,
  leadDays,
  newlySaid,
  nothingStated,
  unitCost,
} from './costs.ts'

const cny = (units: number) => ({ micros: BigInt(Math.round(units * 1e6)), currency: 'CNY' })
const said = (id: string, fromOn: string, more: Partial<CostEntry>): CostEntry => ({
  ...nothingStated,
  id,
  fromOn,
  storeId: null,
  sku: 'MUG',
  ...more,
})

describe('what a SKU costs on a day', () => {
  const entries = [
    said('1', '2026-01-01', { goods: cny(20), productionDays: 30 }),
    said('2', '2026-03-01', { goods: cny(22) }),
    said('3', '2026-02-01', { freight: cny(4), transportDays: 35, receivingDays: 10 }),
  ]
  const on = (day: string, storeId: string | null = null) => costOn(entries, { day, storeId })

  it('is what was said last by then, field by field', () => {
    expect(on('2025-12-31')).toBeNull()
    expect(on('2026-01-31')).toMatchObject({ goods: cny(20), freight: null, sinceOn: '2026-01-01' })
    expect(on('2026-02-28')).toMatchObject({ goods: cny(20), freight: cny(4), productionDays: 30 })
    expect(on('2026-03-01')).toMatchObject({ goods: cny(22), freight: cny(4), complete: false })
    expect(leadDays(on('2026-03-01'))).toBe(75)
    expect(leadDays(on('2026-01-31'))).toBeNull()
  })

  it('prefers what is said of the store, and of one day what was said later', () => {
    const more = [
      ...entries,
      said('4', '2026-01-15', { goods: cny(18), storeId: '7' }),
      said('10', '2026-03-01', { goods: cny(23) }),
      said('9', '2026-03-01', { goods: cny(99) }),
    ]
    expect(costOn(more, { day: '2026-04-01', storeId: '7' })).toMatchObject({
      goods: cny(18),
      freight: cny(4),
    })
    expect(costOn(more, { day: '2026-04-01', storeId: '8' })).toMatchObject({ goods: cny(23) })
  })

  it('does not depend on the order of entries, and an entry of the future changes nothing', () => {
    const entry = fc.record({
      offset: fc.integer({ min: 0, max: 60 }),
      goods: fc.option(fc.integer({ min: 0, max: 100 })),
      moq: fc.option(fc.integer({ min: 1, max: 9 })),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.integer({ min: 0, max: 60 }), (list, at) => {
        const all = list.map((one, index) =>
          said(String(index + 1), addDays('2026-01-01', one.offset), {
            goods: one.goods === null ? null : cny(one.goods),
            moq: one.moq,
          }),
        )
        const day = addDays('2026-01-01', at)
        const found = costOn(all, { day, storeId: null })
        expect(costOn(all.toReversed(), { day, storeId: null })).toEqual(found)
        expect(
          costOn(
            all.filter((one) => one.fromOn <= day),
            { day, storeId: null },
          ),
        ).toEqual(found)
      }),
    )
  })

  it('knows what an entry says anew', () => {
    const next = { ...nothingStated, goods: cny(22), moq: 500, transportDays: 35 }
    expect(newlySaid(next, on('2026-03-01'))).toEqual(['moq'])
    expect(newlySaid({ ...next, goods: { micros: 22_000_000n, currency: 'USD' } }, on('2026-03-01'))).toEqual(
      ['goods', 'moq'],
    )
  })
})

describe('assumptions', () => {
  it('of a marketplace go before those of all', () => {
    const assume = (id: string, marketplace: string, fromOn: string, more: Partial<Assumption>) => ({
      id,
      marketplace,
      fromOn,
      targetMarginRatio: null,
      returnHandling: null,
      prep: null,
      taxTreatment: null,
      taxRatio: null,
      ...more,
    })
    const all = [
      assume('1', '', '2026-01-01', { targetMarginRatio: 0.3, taxTreatment: 'separate' }),
      assume('2', 'DE', '2026-01-01', { taxTreatment: 'included', taxRatio: 0.19 }),
    ]
    expect(assumedOn(all, { day: '2026-02-01', marketplace: 'DE' })).toMatchObject({
      targetMarginRatio: 0.3,
      taxTreatment: 'included',
      taxRatio: 0.19,
    })
    expect(assumedOn(all, { day: '2026-02-01', marketplace: 'US' })).toMatchObject({ taxRatio: null })
    expect(assumedOn(all, { day: '2025-12-31', marketplace: 'DE' }).taxTreatment).toBeNull()
  })
})

const euro = (units: number): bigint => BigInt(Math.round(units * 1e6))
/** Eight yuan a euro, by a rate of a Friday. */
const convert = (micros: bigint, from: string) =>
  from === 'CNY'
    ? { micros: micros / 8n, rateOn: '2026-02-27' }
    : from === 'EUR'
      ? { micros, rateOn: null }
      : null
const assumed: Assumed = {
  targetMarginRatio: null,
  returnHandling: null,
  prep: null,
  taxTreatment: null,
  taxRatio: null,
}
const settled: SettledSku = {
  storeId: '1',
  marketplace: 'DE',
  currency: 'EUR',
  sku: 'MUG',
  units: 100,
  refundedUnits: 4,
  principalMicros: euro(2000),
  promotionMicros: euro(-50),
  refundMicros: euro(-70),
  refundPrincipalMicros: euro(-80),
  referralMicros: euro(-300),
  fulfillmentMicros: euro(-400),
}
const cost = costOn([said('1', '2026-01-01', { goods: cny(40), freight: cny(8), duty: cny(0) })], {
  day: '2026-03-01',
  storeId: null,
})

describe('margin before advertising', () => {
  it('is price less fees, returns and the cost of the goods, as settled', () => {
    // 19.50 − 3.00 − 4.00 − 0.70 − 48 CNY ÷ 8 = 5.80
    expect(unitMargin(settled, cost, assumed, convert, 90)).toMatchObject({
      priceMicros: euro(19.5),
      referralMicros: euro(3),
      fulfillmentMicros: euro(4),
      returnsMicros: euro(0.7),
      costMicros: euro(6),
      marginMicros: euro(5.8),
      ratio: 5.8 / 19.5,
      sureness: 'high',
      rateOn: '2026-02-27',
    })
  })

  it('takes out tax that stands in the price, and adds handling and preparation', () => {
    const more: Assumed = {
      ...assumed,
      taxTreatment: 'included',
      taxRatio: 0.25,
      returnHandling: { micros: euro(1.5), currency: 'EUR' },
      prep: cny(1.6),
    }
    // Tax: (1950 − 80) × 0.25 ÷ 1.25 ÷ 100 = 3.74; returns 0.70 + 4 × 1.50 ÷ 100; preparation 0.20.
    expect(unitMargin(settled, cost, more, convert, 90)).toMatchObject({
      taxMicros: euro(3.74),
      returnsMicros: euro(0.76),
      prepMicros: euro(0.2),
      marginMicros: euro(1.8),
    })
  })

  it('says why it is not known, and how sure it is', () => {
    expect(unitMargin(settled, null, assumed, convert, 90)).toMatchObject({ gap: 'no_cost', ratio: null })
    expect(unitMargin({ ...settled, units: 0 }, cost, assumed, convert, 90).gap).toBe('no_units')
    const dear = { ...cost!, goods: { micros: 5n, currency: 'VND' } }
    expect(unitMargin(settled, dear, assumed, convert, 90).gap).toBe('no_rate')
    expect(unitCost(dear, convert)).toBe('no_rate')
    expect(unitMargin({ ...settled, units: 9 }, cost, assumed, convert, 90).sureness).toBe('low')
    expect(unitMargin(settled, cost, assumed, convert, 30).sureness).toBe('medium')
    expect(unitMargin(settled, { ...cost!, complete: false }, assumed, convert, 90).sureness).toBe('medium')
  })

  it('adds up to the micro whatever the amounts', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.integer({ min: 1, max: 999 }),
        (principal, fee, goods, units) => {
          const one = unitMargin(
            { ...settled, units, principalMicros: principal, promotionMicros: 0n, referralMicros: -fee },
            { ...cost!, goods: { micros: goods, currency: 'CNY' } },
            { ...assumed, taxTreatment: 'included', taxRatio: 0.19 },
            convert,
            90,
          )
          const parts = [
            one.taxMicros,
            one.referralMicros,
            one.fulfillmentMicros,
            one.returnsMicros,
            one.prepMicros,
          ]
          expect(parts.reduce<bigint>((left, part) => left - part!, one.priceMicros! - one.costMicros!)).toBe(
            one.marginMicros,
          )
        },
      ),
    )
    expect([perUnit(5n, 2), perUnit(-5n, 2), perUnit(4n, 3)]).toEqual([3n, -3n, 1n])
  })

  it('takes lines that name no marketplace to the only one there is', () => {
    const nothing = {
      units: 0,
      refundedUnits: 0,
      principalMicros: 0n,
      promotionMicros: 0n,
      referralMicros: 0n,
      fulfillmentMicros: 0n,
    }
    const refund = {
      ...settled,
      ...nothing,
      marketplace: null,
      refundedUnits: 1,
      refundMicros: euro(-18),
      refundPrincipalMicros: euro(-20),
    }
    const empty = { ...refund, refundMicros: 0n, refundPrincipalMicros: 0n }
    expect(placeSettled([settled, refund])).toEqual([
      { ...settled, refundedUnits: 5, refundMicros: euro(-88), refundPrincipalMicros: euro(-100) },
    ])
    expect(placeSettled([settled, empty])).toEqual([settled])
    const two = [settled, { ...settled, marketplace: 'FR' }, refund]
    expect(placeSettled(two)).toEqual(two)
  })

  it('is weighted by what weighs; the unknown lowers the coverage alone', () => {
    const found = weightedMargin([
      { weightMicros: 300n, ratio: 0.2 },
      { weightMicros: 100n, ratio: 0.4 },
      { weightMicros: 100n, ratio: null },
      { weightMicros: 0n, ratio: 0.9 },
    ])
    expect(found).toEqual({ ratio: 0.25, coverageRatio: 0.8, products: 3, known: 2 })
    expect(weightedMargin([])).toEqual({ ratio: null, coverageRatio: null, products: 0, known: 0 })
  })
})
