import { describe, expect, it } from 'vitest'
import { adsKinds } from '../kind/kinds.ts'
import {
  type AmountRow,
  type Wanted,
  amountWishes,
  archiveWishes,
  asinsAmong,
  keywordWishes,
  negativeWishes,
  placementWishes,
  restarted,
  stateWishes,
  strategyWishes,
  termLines,
} from './wishes.ts'

const row = (id: string, amount: string | null, entity: AmountRow['entity'] = 'keywords'): AmountRow => ({
  entity,
  id,
  label: id,
  amount,
})

describe('wishes', () => {
  const raise = { move: 'raise', value: '10' } as const
  const all: readonly (readonly [string, Wanted[]])[] = [
    ['bids', amountWishes('sp.bid', [row('1', '0.75'), row('2', '1.00', 'targets')], raise, 'EUR')],
    ['budgets', amountWishes('sp.budget', [row('1', '20.00', 'campaigns')], raise, 'EUR')],
    ['states', stateWishes([{ ...row('1', null, 'adGroups'), state: 'enabled' }], 'PAUSED')],
    ['strategies', strategyWishes([{ id: '1' }], 'AUTO_FOR_SALES')],
    ['placements', placementWishes([{ id: '1' }], { top: 50, productPage: null })],
    ['negatives', negativeWishes([{ id: '1' }], [], 'NEGATIVE_EXACT', ['red lamp'])],
    ['keywords', keywordWishes('1', ['2', '3'], 'ASIN', ['B0ABCDEFGH'], '0.80')],
    ['archived negatives', archiveWishes([{ entity: 'negativeKeywords', id: '1', label: 'x' }])],
  ]

  it.each(all)('of %s are what their kind takes', (_, wishes) => {
    expect(wishes.length).toBeGreaterThan(0)
    for (const { kind, wish } of wishes) {
      const found = adsKinds.find((one) => one.name === kind)!
      expect(found.wish.parse(wish)).toEqual(wish)
    }
  })

  it('move what has an amount', () => {
    expect(
      amountWishes('sp.bid', [row('1', '0.75'), row('2', null)], raise, 'EUR').map((one) => one.wish),
    ).toEqual([{ entity: 'keywords', id: '1', bid: '0.83' }])
    const set = { move: 'set', value: '0.5' } as const
    expect(amountWishes('sp.bid', [row('2', null)], set, 'EUR')[0]!.wish['bid']).toBe('0.50')
  })

  it('name only the placements that were filled in', () => {
    expect(placementWishes([{ id: '1' }], { top: 0, business: null })[0]!.wish).toEqual({
      campaignId: '1',
      top: 0,
    })
    expect(placementWishes([{ id: '1' }], {})).toEqual([])
  })

  it('put every negative into every ad group, or into the campaign', () => {
    const wishes = negativeWishes([{ id: '1' }], ['7', '8'], 'NEGATIVE_PHRASE', ['a', 'b'])
    expect(wishes.map((one) => [one.wish['adGroupId'], one.wish['term']])).toEqual([
      ['7', 'a'],
      ['7', 'b'],
      ['8', 'a'],
      ['8', 'b'],
    ])
  })
})

describe('a step from what Amazon tells', () => {
  const rows = [row('1', '1.00'), row('2', '2.00'), row('3', null)]
  it('starts anew where the snapshot was old', () => {
    const items = [
      { no: 1, from: { bid: '1.2' } },
      { no: 2, from: { bid: '2' } },
      { no: 3, from: { bid: '9' } },
    ]
    expect(restarted(rows, items)?.map((one) => one.amount)).toEqual(['1.2', '2.00', null])
  })

  it('stays where the snapshot was right, or Amazon told nothing', () => {
    expect(restarted(rows, [{ no: 1, from: { bid: '1' } }])).toBeNull()
    expect(restarted(rows, [{ no: 1, from: { bid: null } }])).toBeNull()
    expect(restarted([row('1', '20', 'campaigns')], [{ no: 1, from: { dailyBudget: '25' } }])).toEqual([
      row('1', '25', 'campaigns'),
    ])
  })
})

describe('terms', () => {
  it('are one a line, each once', () => {
    expect(termLines(' Red  lamp\nred lamp\r\n\nblue, lamp', 'EXACT')).toEqual(['red lamp', 'blue, lamp'])
    expect(termLines('b0abcdefgh, B0ABCDEFGH B0ABCDEFGI', 'ASIN')).toEqual(['B0ABCDEFGH', 'B0ABCDEFGI'])
  })

  it('that look like ASINs are told', () => {
    expect(asinsAmong(['b0abcdefgh', 'lamp'], 'EXACT')).toEqual(['B0ABCDEFGH'])
    expect(asinsAmong(['B0ABCDEFGH'], 'ASIN')).toEqual([])
  })
})
