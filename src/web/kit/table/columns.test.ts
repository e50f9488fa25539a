import { describe, expect, it } from 'vitest'
import { type Column, type TableState, firstState, isFiltered, visibleRows } from './columns.ts'

type Row = { name: string; sales: number | null }
const rows: Row[] = [
  { name: 'B 店', sales: 5 },
  { name: 'A 店', sales: null },
  { name: 'C', sales: 50 },
]
const columns: Column<Row>[] = [
  { key: 'name', title: '', value: (row) => row.name, filter: 'options' },
  { key: 'sales', title: '', value: (row) => row.sales, figure: true, filter: 'range', hidden: true },
]
const collator = new Intl.Collator('zh-CN', { numeric: true })
const seen = (change: Partial<TableState>): string[] =>
  visibleRows(rows, columns, { ...firstState(columns, null), ...change }, collator).map((row) => row.name)

describe('what a table shows', () => {
  it('keeps rows without a value last, both ways', () => {
    expect(seen({ sort: { key: 'sales', order: 'ascend' } })).toEqual(['B 店', 'C', 'A 店'])
    expect(seen({ sort: { key: 'sales', order: 'descend' } })).toEqual(['C', 'B 店', 'A 店'])
  })
  it('searches text, filters by choice and by range', () => {
    expect(seen({ search: '店' })).toEqual(['B 店', 'A 店'])
    expect(seen({ options: { name: ['C'] } })).toEqual(['C'])
    expect(seen({ ranges: { sales: { min: 6, max: null } } })).toEqual(['C'])
  })
  it('an emptied filter filters nothing', () => {
    expect(seen({ options: { name: [] }, ranges: { sales: { min: null, max: null } } })).toHaveLength(3)
    expect(isFiltered(firstState(columns, null))).toBe(false)
  })
  it('hides at first what is only offered', () => expect(firstState(columns, null).hidden).toEqual(['sales']))
})
