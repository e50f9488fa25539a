import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConversionRow, conversionQuantile, conversionSd, fitConversion } from './conversion.ts'

function row(id: string, clicks: number, orders: number, more: Partial<ConversionRow> = {}): ConversionRow {
  return { id, path: ['c1', 'g1'], text: id, matchType: 'EXACT', clicks, orders, ...more }
}

/** Twelve days of keywords: the `good` ones convert at four times the rate of the others, day by day the same. */
function lasting(good: readonly string[], others: readonly string[]): ConversionRow[] {
  return [...good, ...others].flatMap((id) =>
    Array.from({ length: 12 }, (_, ageDays) => row(id, 20, good.includes(id) ? 4 : 1, { ageDays })),
  )
}

const words = ['red', 'blue', 'mug', 'cup', 'B0ABCDEFGH', '*', '马克杯子', '']
const anyRow = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  clicks: fc.integer({ min: 0, max: 200 }),
  orders: fc.integer({ min: 0, max: 60 }),
  ageDays: fc.integer({ min: 0, max: 40 }),
})
/** An id has one place, whatever its rows say. */
const anyRows = fc.array(anyRow, { maxLength: 60 }).map((rows) =>
  rows.map((one) => {
    const n = one.id.charCodeAt(0)
    return {
      ...one,
      path: [`c${n % 2}`, `g${n % 3}`],
      text: `${words[n % 8]!} ${words[(n + 3) % 8]!}`.trim(),
      matchType: n % 2 === 0 ? 'BROAD' : null,
    }
  }),
)

describe('conversion rates', () => {
  it('tell apart what keeps apart', () => {
    const model = fitConversion(lasting(['k1', 'k2', 'k3', 'k4'], ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']))
    const good = model.of('k1')!
    const usual = model.of('m1')!
    expect(good.mean).toBeGreaterThan(0.18)
    expect(good.mean).toBeLessThan(0.2)
    expect(usual.mean).toBeGreaterThan(0.05)
    expect(usual.mean).toBeLessThan(0.06)
    expect(conversionQuantile(good, 0.05)).toBeGreaterThan(conversionQuantile(usual, 0.95))
    expect(model.account.mean).toBeGreaterThan(usual.mean)
  })

  it('fall back to nearly one rate where nothing differs', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `k${i}`)
    const model = fitConversion(
      ids.flatMap((id, i) =>
        Array.from({ length: 12 }, (_, ageDays) => row(id, 10, (ageDays + i) % 2, { ageDays })),
      ),
    )
    for (const id of ids) expect(model.of(id)!.mean / 0.05).toBeCloseTo(1, 1)
  })

  it('without clicks are those of the parents', () => {
    const seen = lasting(['k1', 'k2'], ['m1', 'm2', 'm3'])
    const place = { path: ['c1', 'g1'], text: 'm1', matchType: 'EXACT' }
    const model = fitConversion([...seen, row('new', 0, 0, place)])
    expect(model.of('new')!.mean).toBeCloseTo(model.at(place).mean, 12)
    expect(model.of('new')!.shape).toBeCloseTo(model.at(place).shape, 9)
    expect(conversionSd(model.of('new')!)).toBeGreaterThan(conversionSd(model.of('m1')!))
    expect(model.of('unknown')).toBeNull()
  })

  it('of the same text elsewhere are siblings', () => {
    const texts = ['wide brim hat', 'linen apron', 'oak board', 'tin lamp', 'wool socks', 'tea towel']
    const rows = texts.flatMap((text, t) =>
      ['x', 'y', 'z'].flatMap((campaign) =>
        Array.from({ length: 12 }, (_, ageDays) =>
          row(`${campaign} ${text}`, 20, t === 0 ? 6 : 1, { path: [campaign], text, ageDays }),
        ),
      ),
    )
    const model = fitConversion(rows)
    const at = (text: string): number => model.at({ path: ['new'], text, matchType: 'EXACT' }).mean
    expect(at('hat wide brim')).toBeGreaterThan(2.5 * at('oak board'))
  })

  it('follow the level: the present counts, not the mean', () => {
    const rows = Array.from({ length: 24 }, (_, ageDays) =>
      row('k', 500, ageDays < 12 ? 25 : 75, { ageDays }),
    )
    const { account } = fitConversion(rows)
    expect(account.mean).toBeLessThan(0.065)
    expect(account.mean).toBeGreaterThan(0.045)
  })

  it('may exceed one, and know orders without a click', () => {
    const model = fitConversion([row('a', 10, 19), row('b', 0, 2), row('c', 0, 0), row('d', 5, 0)])
    for (const id of ['a', 'b', 'c', 'd']) expect(Number.isFinite(model.of(id)!.mean)).toBe(true)
    expect(model.of('a')!.mean).toBeGreaterThan(1)
  })

  it('of nothing at all are one in ten, and nearly unknown', () => {
    const { account } = fitConversion([])
    expect(account).toEqual({
      mean: expect.closeTo(0.1),
      shape: expect.closeTo(0.1),
      rate: expect.closeTo(1),
    })
  })

  it.each([-1, Number.NaN, Infinity])('are not made of %s clicks', (clicks) => {
    expect(() => fitConversion([row('a', clicks, 0)])).toThrow('counts and ages')
  })

  it('are finite and positive for all counts', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const model = fitConversion(rows)
        const places = rows.map((one) => model.at({ ...one, path: [...one.path, 'deeper'] }))
        for (const rate of [model.account, ...places, ...rows.map(({ id }) => model.of(id)!)]) {
          for (const value of [rate.mean, rate.shape, rate.rate]) {
            expect(value).toBeGreaterThan(0)
            expect(value).toBeLessThan(Infinity)
          }
          expect(rate.shape / rate.rate).toBeCloseTo(rate.mean, 9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyRows, fc.integer(), (rows, seed) => {
        const mixed = rows
          .map((one, i) => ({ one, at: Math.imul(i + 1, seed | 1) ^ seed }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one)
        const [model, other] = [fitConversion(rows), fitConversion(mixed)]
        for (const { id } of rows) {
          expect(other.of(id)!.mean / model.of(id)!.mean).toBeCloseTo(1, 7)
          expect(other.of(id)!.shape / model.of(id)!.shape).toBeCloseTo(1, 7)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('predict as many orders as were seen, when the days are not told', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const seen = rows.map((one) => ({ ...one, ageDays: 0, clicks: one.clicks + 1 }))
        const orders = seen.reduce((all, one) => all + one.orders, 0)
        // The weak prior of an account without data is one click.
        fc.pre(orders > 20 && seen.reduce((all, one) => all + one.clicks, 0) > 100)
        const model = fitConversion(seen)
        const predicted = seen.reduce((all, { id, clicks }) => all + clicks * model.of(id)!.mean, 0)
        expect(predicted / orders).toBeCloseTo(1, 1)
      }),
      { numRuns: 60 },
    )
  })

  it('move towards what was seen as more is seen', () => {
    const others = lasting(['k1', 'k2', 'k3'], ['m1', 'm2', 'm3'])
    const rates = [1, 10, 100, 1000].map(
      (times) =>
        fitConversion([
          ...others,
          row('x', times * 4, times, { ageDays: 3, path: ['c9'], text: 'alone' }),
        ]).of('x')!.mean,
    )
    expect(rates).toEqual(rates.toSorted((a, b) => a - b))
    expect(rates.at(-1)).toBeGreaterThan(0.22)
    expect(rates.at(-1)).toBeLessThan(0.2501)
  })
})
