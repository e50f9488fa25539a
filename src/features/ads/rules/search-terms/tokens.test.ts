import { describe, expect, it } from 'vitest'
import { pageOf, rangesIn, rangesText } from './page.ts'
import { gramsOf, holds, joined, stemsOf, wordsOf } from './tokens.ts'

describe('words', () => {
  it.each([
    ['Head-Lamp  for kids', 'en-US', ['head', 'lamp', 'for', 'kids']],
    ['Stirnlampe für Kinder', 'de-DE', ['stirnlampe', 'für', 'kinder']],
    ["lampe d'urgence", 'fr-FR', ["d'urgence", 'lampe'].toReversed()],
    ['ヘッドライト 充電式', 'ja-JP', ['ヘッドライト', '充電式']],
    ['ｈｅａｄ ｌａｍｐ', 'ja-JP', ['head', 'lamp']],
  ])('%s', (text, language, words) => expect(wordsOf(text, language)).toEqual(words))

  it('run together by up to three, without empty words at the ends', () => {
    expect(gramsOf(['lamp', 'for', 'kids']).map((one) => one.join(' '))).toEqual([
      'lamp',
      'kids',
      'lamp for kids',
    ])
  })
  it('stand in a term as a phrase', () => {
    expect(holds(['red', 'toy', 'torch'], ['toy', 'torch'])).toBe(true)
    expect(holds(['toy', 'red', 'torch'], ['toy', 'torch'])).toBe(false)
  })
  it('have one root in both numbers', () => {
    expect(stemsOf(['the', 'torches', 'lamps'])).toEqual(stemsOf(['lamp', 'torch']))
    expect(stemsOf(['presses'])).toEqual(stemsOf(['press']))
    expect(stemsOf(['Lampen'.toLowerCase()])).toEqual(stemsOf(['lampe']))
  })
  it('are joined as they are written', () => {
    expect(joined(['充電', '式'], 'ja-JP')).toBe('充電式')
    expect(joined(['led', 'lamp'], 'ja-JP')).toBe('led lamp')
  })
})

describe('a page', () => {
  const rows = [3, 1, null, 2].map((value, index) => ({ name: `r${index}`, value }))
  const reading = {
    texts: (row: (typeof rows)[number]) => [row.name],
    columns: { value: (row: (typeof rows)[number]) => row.value },
  }
  const wish = { search: '', sort: 'value', order: 'descend' as const, offset: 0, limit: 2, ranges: {} }

  it('is cut from what is sorted, rows without a value last', () => {
    expect(pageOf(rows, wish, reading)).toMatchObject({ total: 4, rows: [{ value: 3 }, { value: 2 }] })
    const rest = pageOf(rows, { ...wish, order: 'ascend', offset: 2 }, reading).rows
    expect(rest.map((one) => one.value)).toEqual([3, null])
  })
  it('holds what is searched for and lies between', () => {
    expect(pageOf(rows, { ...wish, search: 'R1' }, reading).rows).toEqual([{ name: 'r1', value: 1 }])
    expect(pageOf(rows, { ...wish, ranges: { value: [2, null] } }, reading).total).toBe(2)
  })
  it('is asked for in the address and back', () => {
    const text = rangesText({
      spend: { min: 5, max: null },
      orders: { min: null, max: 0 },
      x: { min: null, max: null },
    })
    expect(text).toBe('spend:5:,orders::0')
    expect(rangesIn(`${text},bad,evil'--:1:2`)).toEqual({ spend: [5, null], orders: [null, 0] })
  })
})
