import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ColumnBlanker } from './blank-columns.ts'
import type { Dialect, TextRecord } from './delimited.ts'
import { dialectOf, RecordSplitter } from './delimited.ts'

/** The text cut at random places. */
function cuts(text: string): fc.Arbitrary<string[]> {
  return fc.array(fc.nat(text.length), { maxLength: 8 }).map((places) => {
    const sorted = [0, ...places.sort((a, b) => a - b), text.length]
    return sorted.slice(1).map((to, at) => text.slice(sorted[at], to))
  })
}

function split(pieces: readonly string[], dialect: Dialect): TextRecord[] {
  const splitter = new RecordSplitter(dialect)
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()]
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '日', '"', ',', ';', '\n', '\r\n', ' ', '1', '.'),
  maxLength: 12,
})
const table = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, rows]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: rows, maxLength: rows }),
  )

function csvOf(rows: readonly (readonly string[])[], delimiter: string, newline: string): string {
  const quoted = (text: string): string =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((row) => row.map(quoted).join(delimiter) + newline).join('')
}

describe('delimited text', () => {
  it('splits quoted text as a well-kept library does, wherever the pieces are cut', () => {
    const text = fc.tuple(table, fc.constantFrom(',' as const, ';' as const), fc.constantFrom('\n', '\r\n'))
    fc.assert(
      fc.property(
        text.chain(([rows, delimiter, newline]) => {
          const csv = csvOf(rows, delimiter, newline)
          return fc.tuple(fc.constant(csv), cuts(csv), fc.constant(delimiter))
        }),
        ([csv, pieces, delimiter]) => {
          const expected: string[][] = parse(csv, {
            delimiter,
            relax_column_count: true,
            skip_empty_lines: false,
          })
          expect(split(pieces, { delimiter, quoted: true }).map((record) => record.cells)).toEqual(expected)
        },
      ),
    )
  })

  it('leaves quotes alone in tab-separated text and counts lines', () => {
    const records = split(['a\t"b\n1\t2" w', 'ide\r', '\n\n"x"\ty'], { delimiter: '\t', quoted: false })
    expect(records).toEqual([
      { cells: ['a', '"b'], line: 1 },
      { cells: ['1', '2" wide'], line: 2 },
      { cells: [''], line: 3 },
      { cells: ['"x"', 'y'], line: 4 },
    ])
  })

  it('knows the line a record starts on when cells span lines', () => {
    const records = split(['a,"1\n2\n3"\nb,4\n'], { delimiter: ',', quoted: true })
    expect(records.map((record) => record.line)).toEqual([1, 4])
  })

  it('refuses a line without end long before memory does', () => {
    for (const quoted of [true, false]) {
      const splitter = new RecordSplitter({ delimiter: ',', quoted })
      const piece = quoted ? `"${'x'.repeat(256 * 1024)}` : 'x'.repeat(256 * 1024)
      let pushed = 0
      expect(() => {
        for (; pushed < 8192; pushed++) splitter.push(pushed === 0 ? piece : 'x'.repeat(256 * 1024))
      }).toThrow('line_too_long')
      expect(pushed).toBeLessThan(8)
    }
  })

  it('calls a quote that never closes a truncated file', () => {
    expect(() => split(['a,b\n1,"2'], { delimiter: ',', quoted: true })).toThrow('file_truncated')
  })

  it('finds the delimiter below titles, and tells one column from a table', () => {
    const notes =
      '"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"\n'
    expect(dialectOf(`${notes}a,b,c\n1,2,3\n`)).toEqual({ delimiter: ',', quoted: true })
    expect(dialectOf('a;b;c\n"1,5";2,5;3\n')).toEqual({ delimiter: ';', quoted: true })
    expect(dialectOf('sku\ttitle, long, with commas\nx\t"y\n')).toEqual({ delimiter: '\t', quoted: false })
    expect(dialectOf('"sku"\t"title"\n"x"\t"y ""z"""\n')).toEqual({ delimiter: '\t', quoted: true })
    expect(dialectOf('hello\nworld\n')).toBe(null)
  })

  it('empties columns and changes nothing else, wherever the pieces are cut', () => {
    const input = fc.tuple(
      table,
      fc.constantFrom(',' as const, '\t' as const),
      fc.constantFrom('\n', '\r\n'),
      fc.nat(5),
    )
    fc.assert(
      fc.property(
        input.chain(([rows, delimiter, newline, column]) => {
          const plain =
            delimiter === '\t' ? rows.map((row) => row.map((text) => text.replace(/[\t\r\n]/g, ''))) : rows
          const text =
            delimiter === '\t'
              ? plain.map((row) => row.join('\t') + newline).join('')
              : csvOf(plain, delimiter, newline)
          return fc.tuple(cuts(text), fc.constant({ text, delimiter, column }))
        }),
        ([pieces, { text, delimiter, column }]) => {
          const dialect: Dialect = { delimiter, quoted: delimiter === ',' }
          const blanker = new ColumnBlanker(dialect, [column], 1)
          const blanked = pieces.map((piece) => blanker.push(piece)).join('')
          const before = split([text], dialect)
          const after = split([blanked], dialect)
          expect(after.map(({ cells }) => cells)).toEqual(
            before.map(({ cells, line }) =>
              cells.map((value, at) => (at === column && line > 1 ? '' : value)),
            ),
          )
        },
      ),
    )
  })
})
