import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

const body = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n$/, '')

describe('CSV we write', () => {
  it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('disarms %j', (cell) =>
    expect(body(csvText([[cell]])).replace(/^"/, '')).toMatch(/^'/),
  )
  it('leaves numbers numbers, negative ones too', () =>
    expect(body(csvText([['-12.50', -3, '7', null]]))).toBe('-12.50,-3,7,'))
  it('quotes what would break a line', () =>
    expect(body(csvText([['a,b', 'say "no"', 'two\nlines']]))).toBe('"a,b","say ""no""","two\nlines"'))
  it('never lets a cell begin a formula', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const written = body(csvText([[cell]])).replace(/^"/, '')
        if (/^-?\d+(\.\d+)?$/.test(cell)) expect(written).toBe(cell)
        else expect(written).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
