import { describe, expect, it } from 'vitest'
import type { Group } from '#features/diagnosis/rules/diagnosis.ts'
import { withMargins } from './sku-margins.ts'

const group = {
  marketplace: 'DE',
  currency: 'EUR',
  tables: [
    {
      key: 'structure_skus',
      currency: 'EUR',
      total: 2,
      columns: [
        { key: 'sku', unit: 'text' },
        { key: 'net_share', unit: 'ratio' },
        { key: 'cover_days', unit: 'days' },
      ],
      rows: [
        { cells: ['A', 0.6, 30], rows: 1, refs: [] },
        { cells: ['B', 0.5, 9], rows: 1, refs: [] },
      ],
    },
  ],
} as unknown as Group

describe('margins in the table of SKUs', () => {
  it('stand beside the net, where they are known for this marketplace', () => {
    const table = withMargins(group, [
      { sku: 'A', marketplace: 'DE', currency: 'EUR', ratio: 0.31 },
      { sku: 'B', marketplace: 'FR', currency: 'EUR', ratio: 0.99 },
    ])
    expect(table?.columns.map((one) => one.key)).toEqual([
      'sku',
      'net_share',
      'margin_before_ads',
      'cover_days',
    ])
    expect(table?.rows.map((one) => one.cells)).toEqual([
      ['A', 0.6, 0.31, 30],
      ['B', 0.5, null, 9],
    ])
  })

  it('are no column where none is known', () => {
    expect(withMargins(group, [{ sku: 'A', marketplace: 'DE', currency: 'EUR', ratio: null }])).toBe(
      group.tables[0],
    )
  })
})
