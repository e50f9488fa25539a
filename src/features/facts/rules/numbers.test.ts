import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText } from '#kernel/money.ts'
import { countOf, currenciesOf, isAmbiguous, markOf, microsOf, numberOf, ratioFrom } from './numbers.ts'

const micros = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n })

function grouped(whole: string, group: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)
}

describe('numbers as Amazon writes them', () => {
  it('reads back any amount printed in any of its conventions', () => {
    const style = fc.constantFrom(
      { mark: 'point', decimal: '.', group: ',' },
      { mark: 'point', decimal: '.', group: '' },
      { mark: 'point', decimal: '.', group: "'" },
      { mark: 'comma', decimal: ',', group: '.' },
      { mark: 'comma', decimal: ',', group: '\u00a0' },
      { mark: 'comma', decimal: ',', group: '\u202f' },
      { mark: 'comma', decimal: ',', group: '' },
    ) as fc.Arbitrary<{ mark: 'point' | 'comma'; decimal: string; group: string }>
    const wrap = fc.constantFrom(
      (n: string, s: string) => `${s}${n}`,
      (n: string, s: string) => `${s}$${n}`,
      (n: string, s: string) => `${s}€ ${n}`,
      (n: string, s: string) => `${s}${n} €`,
      (n: string, s: string) => `${s}${n}\u00a0€`,
      (n: string, s: string) => `US$${s}${n}`,
      (n: string, s: string) => `Rs.${s}${n}`,
      (n: string, s: string) => `${s}￥${n}`,
      (n: string, s: string) => (s === '' ? n : `(${n})`),
      (n: string, s: string) => `${s === '' ? '' : '\u2212'}${n}`,
      (n: string, s: string) => ` ${n}${s} `,
    )
    fc.assert(
      fc.property(micros, style, wrap, (value, { mark, decimal, group }, print) => {
        const [whole, fraction] = decimalText(value < 0n ? -value : value, 2).split('.') as [string, string]
        const text = print(`${grouped(whole, group)}${decimal}${fraction}`, value < 0n ? '-' : '')
        expect(microsOf(text, mark)).toBe(value)
      }),
    )
  })

  it.each([
    ['1.234,56', 'comma'],
    ['1,234.56', 'point'],
    ['1 234,56', 'comma'],
    ['12,5', 'comma'],
    ['0.123', 'point'],
    ['1234.567', 'point'],
    ['1.234.567', 'comma'],
    ['€ 1.234.567', 'comma'],
    ['1,234', null],
    ['-1.234', null],
    ['1234', null],
    ['Rs.201.68', 'point'],
    ['(7,00 €)', 'comma'],
  ] as const)('sees the decimal mark of %s: %s', (text, mark) => {
    expect(markOf(text)).toBe(mark)
  })

  it('knows which values need the mark of their file', () => {
    expect(['1,234', '1.234', '$1,234'].map(isAmbiguous)).toEqual([true, true, true])
    expect(['1,23', '1234', '1,234.5', 'B0,123'].map(isAmbiguous)).toEqual([false, false, false, false])
    expect(markOf('1,234', true)).toBe('point')
    expect(markOf('1.234', true)).toBe('comma')
  })

  it('reads what spreadsheets, other scripts and India make of numbers', () => {
    expect(microsOf('="123.50"', 'point')).toBe(123_500_000n)
    expect(microsOf('１，２３４円', 'point')).toBe(1_234_000_000n)
    expect(microsOf('₹1,23,456.70', 'point')).toBe(123_456_700_000n)
    expect(microsOf('.5', 'point')).toBe(500_000n)
    expect(microsOf(0.1 + 0.2, 'comma')).toBe(300_000n)
    expect(microsOf(12_345_678_901.25, 'point')).toBe(12_345_678_901_250_000n)
    expect(countOf('1,234', 'point')).toBe(1234)
    expect(countOf('12.0', 'point')).toBe(12)
    expect(ratioFrom('99.91%', 'point')).toBe(0.9991)
    expect(ratioFrom('7,83 %', 'comma')).toBe(0.0783)
    expect(ratioFrom(10.54, 'point', true)).toBe(0.1054)
  })

  it('takes no text, date, formula or wrongly grouped number for a number', () => {
    for (const text of [
      '',
      '-',
      'N/A',
      '=1+1',
      '1,23,4',
      '12.34.56',
      '2025-01-02',
      '1-2',
      '--5',
      '5%',
      'SKU-12',
    ])
      expect(microsOf(text, 'point')).toBe(null)
    expect(microsOf('12.50', 'comma')).toBe(null)
    expect(numberOf('1.2.3', 'comma')).toBe(null)
    expect(countOf('12.5', 'point')).toBe(null)
  })

  it('tells the currencies a sign may mean', () => {
    expect(currenciesOf('CA$1.00')).toEqual(['CAD'])
    expect(currenciesOf('$1.00')).toContain('MXN')
    expect(currenciesOf('1,00 €')).toEqual(['EUR'])
    expect(currenciesOf('AED 5')).toEqual(['AED'])
    expect(currenciesOf('5.00')).toEqual([])
  })
})
