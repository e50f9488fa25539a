import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvText } from './imports.ts'

it('writes no cell that a spreadsheet would run', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', 'a', '"', ',', '\n', '1') }),
      (text) => {
        const cell = csvCell(text)
        const seen = cell.startsWith('"') ? cell.slice(1) : cell
        expect(seen).not.toMatch(/^\s*[=+\-@]/)
      },
    ),
  )
})

it('keeps what was written', () => {
  expect(csvText([['a,b', 'say "hi"', 3, null]])).toBe('\ufeff"a,b","say ""hi""",3,\r\n')
})
