import { describe, expect, it } from 'vitest'
import type { Cell } from './cells.ts'
import { costHeadOf, costSheetFields, costSheetNames, readCostSheet } from './cost-sheet.ts'

const terms = {
  fromOn: '2026-03-02',
  currency: 'CNY',
  earliest: '2010-01-01',
  latest: '2027-03-02',
  currencies: new Set(['CNY', 'USD', 'EUR', 'JPY']),
}
const read = (head: readonly Cell[], ...rows: readonly (readonly Cell[])[]) =>
  readCostSheet(
    costHeadOf(head)!,
    rows.map((cells, at) => ({ cells, line: at + 2 })),
    terms,
  )

describe('a sheet of costs', () => {
  it('is headed in Chinese or English, in any order', () => {
    for (const language of [0, 1])
      expect(costHeadOf(costSheetFields.map((field) => costSheetNames[field][language]!))?.fields).toEqual(
        costSheetFields,
      )
    expect(costHeadOf(['SKU', '标题'])).toBeNull()
    expect(costHeadOf(['采购价', '头程'])).toBeNull()
  })

  it('reads amounts exactly, with the currency of the column, the sign, the sheet or the form', () => {
    const { rows, problems } = read(
      ['MSKU', '成本', '成本币种', '头程', '关税', '生效日期', '生产周期', '箱规'],
      ['MUG-1', '12.345678', 'usd', '¥1.20', '', '2026/1/5', '30天', '24'],
      ['MUG-2', 19.9, '', '', '€0.50', '', '', ''],
      // Five currencies write a dollar sign, and the sheet's is none of them.
      ['MUG-3', 5, '', '$1.20', '', '', '', ''],
    )
    expect(problems).toEqual([{ line: 4, column: 'D 头程', code: 'currency_missing', value: '$1.20' }])
    expect(rows).toMatchObject([
      {
        sku: 'MUG-1',
        fromOn: '2026-01-05',
        productionDays: 30,
        cartonQuantity: 24,
        duty: null,
        goods: { micros: 12_345_678n, currency: 'USD' },
        freight: { micros: 1_200_000n, currency: 'CNY' },
      },
      { sku: 'MUG-2', fromOn: '2026-03-02', goods: { micros: 19_900_000n, currency: 'CNY' } },
    ])
  })

  it('tells each wrong cell by line and column, and leaves its row out whole', () => {
    const { rows, problems } = read(
      ['SKU', 'Cost', 'Currency', 'Valid from', 'Transit days', 'MOQ'],
      ['', '1', 'USD', '', '', ''],
      ['A', '-3', 'USD', '', '', ''],
      ['B', 'zwölf', 'USD', '', '', ''],
      ['C', '1', 'XYZ', '', '', ''],
      ['D', '€1', 'USD', '', '', ''],
      ['E', '1', 'USD', '01/02/2026', '', ''],
      ['F', '1', 'USD', '2031-01-01', '', ''],
      ['G', '', '', '', '12.5', '0'],
      ['H', '', 'USD', '', '', ''],
      ['I', '1', 'USD', '', '', ''],
      ['I', '2', 'USD', '', '', ''],
    )
    expect(rows.map((row) => row.sku)).toEqual(['I'])
    expect(problems.map((one) => `${one.line} ${one.column} ${one.code}`)).toEqual([
      '2 A SKU missing',
      '3 B Cost negative',
      '4 B Cost number_wrong',
      '5 B Cost currency_unknown',
      '6 B Cost currency_clash',
      '7 D Valid from day_wrong',
      '8 D Valid from day_range',
      '9 E Transit days number_wrong',
      '9 F MOQ number_wrong',
      '10 A SKU nothing',
      '12 A SKU twice',
    ])
  })

  it('sees decimal commas when the amounts only make sense with them', () => {
    const { rows } = read(['SKU', 'Cost', 'Currency'], ['A', '12,5', 'EUR'], ['B', '1.234,56', 'EUR'])
    expect(rows.map((row) => row.goods?.micros)).toEqual([12_500_000n, 1_234_560_000n])
  })
})
