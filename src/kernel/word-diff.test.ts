import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff } from './word-diff.ts'

const said = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `{+${text}}`))
    .join('')

describe('a difference of texts', () => {
  it.each([
    ['Lamp auto', 'Lamp auto', 'Lamp auto'],
    ['Lamp copy', 'LAMP-1_Auto_All', '[-Lamp copy]{+LAMP-1_Auto_All}'],
    ['SKU1_Auto_All_20250101', 'SKU1_Manual_Exact_20250101', 'SKU1_[-Auto]{+Manual}_[-All]{+Exact}_20250101'],
    ['夏季主推 自动', '夏季 自动', '夏季[-主推] 自动'],
    ['', 'new', '{+new}'],
    ['old', '', '[-old]'],
  ])('%j and %j', (before, after, expected) => expect(said(before, after)).toBe(expected))

  it('holds both texts, and nothing else', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '_', '词', '1', '🙂'), maxLength: 30 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDiff(before, after)
        const without = (kind: string): string =>
          pieces
            .filter((one) => one.kind !== kind)
            .map((one) => one.text)
            .join('')
        expect([without('new'), without('gone')]).toEqual([before, after])
      }),
    )
  })
})
