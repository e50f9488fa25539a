import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstPrices, pricesProblem } from './price-book.ts'
import { type QuoteContent, alternativesOf, curvesOf, feeTermsOf } from './quote.ts'
import { cheapestBySales, crossingsOf, curveOf, feeAt } from './quote-curve.ts'

const content = (part: Partial<QuoteContent['ask']> = {}, sales = '400000'): QuoteContent => ({
  ask: {
    marketplaces: ['DE'],
    skus: 30,
    ads: false,
    monthlySales: sales,
    salesCurrency: 'CNY',
    discountRatio: 0,
    base: 'G3_net_principal',
    validUntil: '2026-04-30',
    remark: '',
    ...part,
  },
  prices: firstPrices,
  pricesFrom: null,
  sales: { amount: sales, rateOn: null },
})
const monthly = (given: QuoteContent): Record<string, string> =>
  Object.fromEntries(alternativesOf(given).map((one) => [one.model, one.monthly]))

describe('a quote', () => {
  it('explains each line at the first prices', () => {
    expect(pricesProblem(firstPrices)).toBeNull()
    // 8 % of 200,000 and 5 % of 200,000; half of 8,000 and 4 % of 400,000.
    expect(monthly(content())).toEqual({ fixed: '8000.00', commission: '26000.00', hybrid: '20000.00' })
    const wide = content({ marketplaces: ['DE', 'FR', 'IT'], skus: 250, ads: true, discountRatio: 0.1 })
    const [fixed] = alternativesOf(wide)
    expect(fixed!.lines.map((one) => [one.code, one.amount])).toEqual([
      ['band', '16000.00'],
      ['extra_marketplaces', '4000.00'],
      ['ads', '8000.00'],
      ['discount', '-2800.00'],
    ])
    const six = content({ marketplaces: ['DE', 'FR', 'IT', 'ES', 'UK', 'NL'], skus: 250 })
    expect(alternativesOf(six)[0]!.lines.at(-1)).toEqual({
      code: 'capped',
      params: { most: '20000' },
      amount: '-6000.00',
    })
  })

  it('lifts a commission to its minimum and warns under the floor', () => {
    const small = alternativesOf(content({}, '10000'))
    expect(small.map((one) => [one.model, one.monthly, one.warnings.length])).toEqual([
      ['fixed', '8000.00', 0],
      ['commission', '5000.00', 0],
      ['hybrid', '4400.00', 1],
    ])
    expect(alternativesOf(content({ discountRatio: 0.4 }))[0]!.warnings).toHaveLength(1)
  })

  it('adds up: the lines of each alternative are its price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 30 }),
        (skus, sales, ads, percent) => {
          const given = content({ skus, ads, discountRatio: percent / 100 }, String(sales))
          const curves = curvesOf(given)
          for (const { model, lines, monthly: total } of alternativesOf(given)) {
            const sum = lines.reduce((all, one) => all + Math.round(Number(one.amount) * 100), 0)
            expect(sum).toBe(Math.round(Number(total) * 100))
            const drawn = Number(feeAt(curves[model], BigInt(sales) * 1_000_000n)) / 1e6
            expect(Math.abs(drawn - Number(total))).toBeLessThan(0.05)
          }
        },
      ),
    )
  })

  it('becomes fee terms of the same price', () => {
    const fee = feeTermsOf(content({ ads: true, discountRatio: 0.1 }), 'hybrid')
    expect([fee.fixedMonthly, fee.adsMonthly, fee.commission?.tiers.length]).toEqual(['3600', '2700', 2])
    expect(feeTermsOf(content(), 'fixed').commission).toBeNull()
    expect(feeTermsOf(content(), 'commission').fixedMonthly).toBeNull()
  })
})

describe('break-even', () => {
  it('is where the fees cross, to the cent', () => {
    const curves = curvesOf(content())
    // 5,000 at least, 8 % from 62,500; 8,000 fixed = 8 % of 100,000; 4,000 + 4 % = 5,000 at 25,000 and 8 % at 100,000.
    expect(crossingsOf(curves.fixed, curves.commission)).toEqual([100_000_000_000n])
    expect(crossingsOf(curves.commission, curves.hybrid)).toEqual([25_000_000_000n, 100_000_000_000n])
    expect(cheapestBySales(curves)).toEqual([
      { from: 0n, to: 25_000_000_000n, cheapest: 'hybrid' },
      { from: 25_000_000_000n, to: 100_000_000_000n, cheapest: 'commission' },
      { from: 100_000_000_000n, to: null, cheapest: 'fixed' },
    ])
  })

  it('divides sales into stretches in which the cheapest is cheapest', () => {
    const tiers = fc
      .tuple(
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
      )
      .map(([cut, a, b]) => [
        { from: '0', to: String(cut), rateRatio: a / 1000 },
        { from: String(cut), to: null, rateRatio: b / 1000 },
      ])
    const curve = fc
      .tuple(fc.integer({ min: 0, max: 20_000 }), tiers, fc.integer({ min: 0, max: 8000 }))
      .map(([fixed, all, least]) => curveOf(BigInt(fixed) * 1_000_000n, all, BigInt(least) * 1_000_000n))
    fc.assert(
      fc.property(
        curve,
        curve,
        curve,
        fc.array(fc.bigInt({ min: 0n, max: 5_000_000_000_000n }), { minLength: 5, maxLength: 20 }),
        (a, b, c, points) => {
          const curves = { a, b, c }
          const stretches = cheapestBySales(curves)
          for (const sales of points) {
            const in_ = stretches.findLast((one) => one.from <= sales)!
            const least = [a, b, c].map((one) => feeAt(one, sales)).reduce((x, y) => (x < y ? x : y))
            expect(feeAt(curves[in_.cheapest], sales) - least).toBeLessThanOrEqual(2n)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
