import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeenRows } from './duplicates.ts'

describe('rows seen before', () => {
  it('are told as a map of their texts would tell them', () => {
    const key = fc.tuple(fc.string({ maxLength: 4 }), fc.option(fc.string({ maxLength: 3 })), fc.nat(5))
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat(3)), { maxLength: 300 }), (rows) => {
        const seen = new SeenRows()
        const known = new Map<string, number>()
        for (const [parts, value] of rows) {
          const text = JSON.stringify(parts)
          const first = known.get(text)
          expect(seen.note(parts, [value])).toBe(
            first === undefined ? 'new' : first === value ? 'same_row' : 'same_key',
          )
          if (first === undefined) known.set(text, value)
        }
      }),
    )
  })

  it('are told apart among hundreds of thousands of near twins', () => {
    const seen = new SeenRows()
    const note = (n: number): string => seen.note(['2026-01-01', 100_000_000_000_000 + n, `term ${n}`])
    let fresh = 0
    for (let n = 0; n < 300_000; n++) if (note(n) === 'new') fresh++
    expect(fresh).toBe(300_000)
    expect([0, 1000, 299_999].map(note)).toEqual(['same_row', 'same_row', 'same_row'])
  })
})
