import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText } from '#kernel/money.ts'
import { idText, instant, listOf, maybe, micros, money, numberOfMicros, parseJson } from './json.ts'

describe('JSON without loss', () => {
  it('keeps every integer, as a number or as its digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }), (id) => {
        const [read] = parseJson(`[${id}]`) as [unknown]
        expect(String(read)).toBe(String(id))
        expect(idText.parse(read)).toBe(String(id))
      }),
    )
  })

  it('is otherwise what JSON is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        if (!/\d{16}/.test(text)) expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
    // A double as a machine prints it stays a number; what a double cannot hold does not become one.
    expect(parseJson('[24.42924375145267, 33.333333333333336]')).toEqual([
      24.42924375145267, 33.333333333333336,
    ])
    expect(parseJson('[0.123456789012345678]')).toEqual(['0.123456789012345678'])
    expect(() => parseJson('{')).toThrow(SyntaxError)
  })
})

describe('amounts', () => {
  it('come and go exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (value) => {
        expect(micros.parse(decimalText(value))).toBe(value)
        expect(micros.parse(parseJson(decimalText(value)))).toBe(value)
        expect(micros.parse(numberOfMicros(value))).toBe(value)
      }),
    )
  })

  it.each([
    ['12.345678', 12_345_678n],
    ['0.30000000000000004', 300_000n],
    ['2.9999999999', 3_000_000n],
    ['-0.0000005', -1n],
    ['1e-7', 0n],
    ['5E3', 5_000_000_000n],
    [19.99, 19_990_000n],
  ])('%s is %s micros', (text, value) => expect(micros.parse(text)).toBe(value))

  it.each(['', 'x', '1,5', '--1', 'NaN', 'Infinity'])('%j is not one', (text) =>
    expect(micros.safeParse(text).success).toBe(false),
  )

  it('carry their currency', () =>
    expect(money.parse({ amount: '12.50', currencyCode: 'EUR' })).toEqual({
      micros: 12_500_000n,
      currency: 'EUR',
    }))
})

describe('what may be missing', () => {
  it('is null, or an empty list', () => {
    expect([maybe(idText).parse(undefined), maybe(idText).parse(null), maybe(idText).parse(7)]).toEqual([
      null,
      null,
      '7',
    ])
    expect([listOf(idText).parse(undefined), listOf(idText).parse(null)]).toEqual([[], []])
  })

  it('an instant that is none is refused', () => {
    expect(instant.parse('2026-03-01T10:00:00.123Z')).toEqual(new Date('2026-03-01T10:00:00.123Z'))
    expect(instant.safeParse('yesterday').success).toBe(false)
  })
})
