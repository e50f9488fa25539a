import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonPart } from './json-parts.ts'
import { JsonSplitter } from './json-parts.ts'

function split(text: string, pieceSize: number): { parts: JsonPart[]; meta: unknown } {
  const bytes = Buffer.from(text)
  const splitter = new JsonSplitter()
  const parts: JsonPart[] = []
  for (let at = 0; at < bytes.length; at += pieceSize)
    parts.push(...splitter.push(bytes.subarray(at, at + pieceSize)))
  splitter.end()
  return { parts, meta: splitter.meta }
}

const hostile = fc.string({
  unit: fc.constantFrom('"', '\\', '}', '{', ']', '[', ',', 'é', '日', 'a', '\n'),
  maxLength: 10,
})
const row = fc.record({
  term: hostile,
  cost: fc.integer(),
  inner: fc.record({ list: fc.array(hostile, { maxLength: 3 }) }),
})

describe('JSON in pieces', () => {
  it('gives the objects of an array as JSON.parse does, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (rows, size, pretty) => {
          const { parts } = split(JSON.stringify(rows, null, pretty ? 2 : undefined), size)
          expect(parts.flatMap((part) => part.objects)).toEqual(rows)
          let first = 1
          for (const part of parts) {
            expect(part.first).toBe(first)
            first += part.objects.length
          }
        },
      ),
    )
  })

  it('gives the arrays of an object by name, and the rest as what the document says of itself', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), fc.integer({ min: 1, max: 40 }), (a, b, size) => {
        const document = {
          spec: { type: 'X', ids: ['1', '2'] },
          byDate: a,
          note: 'said, "so"',
          byAsin: b,
          last: 1,
        }
        const { parts, meta } = split(JSON.stringify(document), size)
        const of = (key: string): unknown[] =>
          parts.filter((part) => part.key === key).flatMap((part) => part.objects)
        expect(of('byDate')).toEqual(a)
        expect(of('byAsin')).toEqual(b)
        expect(meta).toEqual({ ...document, byDate: [], byAsin: [] })
      }),
    )
  })

  it('keeps ids that a double can not hold', () => {
    const { parts } = split(
      '[{"campaignId":12345678901234567890,"clicks":3},{"campaignId": 468170906203317 }]',
      9,
    )
    expect(parts.flatMap((part) => part.objects)).toEqual([
      { campaignId: '12345678901234567890', clicks: 3 },
      { campaignId: 468170906203317 },
    ])
  })

  it('tells a torn document from a broken one', () => {
    expect(() => split('[{"a":1},{"b":', 5)).toThrow('file_truncated')
    expect(() => split('[{"a":1},{"b":2}', 5)).toThrow('file_truncated')
    expect(() => split('[{"a":1,}]', 50)).toThrow('file_broken')
    expect(() => split('[{"a":1}] [', 50)).toThrow('file_broken')
  })

  it('refuses one value without end', () => {
    const splitter = new JsonSplitter()
    splitter.push(Buffer.from('[{"a":"'))
    const piece = Buffer.alloc(1024 * 1024, 'x')
    expect(() => {
      for (let i = 0; i < 2048; i++) splitter.push(piece)
    }).toThrow('line_too_long')
  })
})
