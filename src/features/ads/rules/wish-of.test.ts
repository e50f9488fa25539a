import { describe, expect, it } from 'vitest'
import { adsKinds } from '../kind/kinds.ts'
import { type ProposedLine, editableFields, isRevisable, valueProblem, wishOf } from './wish-of.ts'

const placements = { top: 10, productPage: 0, restOfSearch: 0, business: 0 }
const term = { campaignId: '1', adGroupId: '2', term: 'red lamp' }

const lines: readonly ProposedLine[] = [
  { kind: 'sp.bid', entity: 'targets', objectId: '7', from: { bid: '0.50' }, to: { bid: '0.60' } },
  {
    kind: 'sp.budget',
    entity: 'campaigns',
    objectId: '1',
    from: { dailyBudget: '20.00' },
    to: { dailyBudget: '30.00' },
  },
  {
    kind: 'sp.strategy',
    entity: 'campaigns',
    objectId: '1',
    from: { strategy: 'MANUAL' },
    to: { strategy: 'AUTO_FOR_SALES' },
  },
  {
    kind: 'sp.placement',
    entity: 'campaigns',
    objectId: '1',
    from: placements,
    to: { ...placements, top: 50 },
  },
  {
    kind: 'sp.name',
    entity: 'campaigns',
    objectId: '1',
    from: { name: 'Campaign 7 copy' },
    to: { name: 'LAMP_Auto_All' },
  },
  {
    kind: 'sp.state',
    entity: 'keywords',
    objectId: '7',
    from: { state: 'ENABLED' },
    to: { state: 'PAUSED' },
  },
  {
    kind: 'sp.negative',
    entity: 'negativeKeywords',
    objectId: '2·NEGATIVE_EXACT·red lamp',
    from: null,
    to: { ...term, matchType: 'NEGATIVE_EXACT' },
  },
  {
    kind: 'sp.keyword',
    entity: 'keywords',
    objectId: '2·EXACT·red lamp',
    from: null,
    to: { ...term, matchType: 'EXACT', bid: null },
  },
  {
    kind: 'sp.archive',
    entity: 'negativeKeywords',
    objectId: '9',
    from: { ...term, matchType: 'NEGATIVE_EXACT', state: 'ENABLED' },
    to: { ...term, matchType: 'NEGATIVE_EXACT', state: 'ARCHIVED' },
  },
  {
    kind: 'sp.campaign',
    entity: 'campaignTrees',
    objectId: 'campaign·red lamp_exact',
    from: null,
    to: {
      name: 'Red lamp_Exact',
      state: 'PAUSED',
      targeting: 'MANUAL',
      dailyBudget: '10.00',
      strategy: 'LEGACY_FOR_SALES',
      adGroups: [
        {
          name: 'exact',
          defaultBid: '0.40',
          skus: ['LAMP-R'],
          targets: [{ matchType: 'EXACT', term: 'red lamp', bid: '0.50' }],
          negatives: [],
        },
      ],
      negatives: [],
    },
  },
  {
    kind: 'sp.archiveCampaign',
    entity: 'campaigns',
    objectId: '4',
    from: { name: 'Red lamp_Exact', state: 'PAUSED' },
    to: { name: 'Red lamp_Exact', state: 'ARCHIVED' },
  },
]
const line = (kind: string): ProposedLine => lines.find((one) => one.kind === kind)!
const to = (one: ProposedLine): Record<string, unknown> => one.to as Record<string, unknown>

describe('the wish of a proposed change', () => {
  it('is known for every kind there is', () => {
    // What only rules write is revised by nobody.
    const kinds = adsKinds.filter((one) => one.byRule !== true)
    for (const { name } of kinds) expect([name, isRevisable(name)]).toEqual([name, true])
    expect(lines.map((one) => one.kind).toSorted()).toEqual(kinds.map((one) => one.name).toSorted())
    expect(wishOf({ ...line('sp.bid'), kind: 'listing.price' }, {})).toBeNull()
    expect(isRevisable('listing.price')).toBe(false)
  })

  it.each(lines.map((one) => [one.kind, one] as const))('%s leads to the same object and value', (_, one) => {
    const wanted = wishOf(one, to(one))!
    const kind = adsKinds.find((each) => each.name === one.kind)!
    const wish = kind.wish.parse(wanted.wish)
    expect(wish).toEqual(wanted.wish)
    expect(kind.target(wish)).toEqual({ entity: one.entity, objectId: one.objectId })
    expect(kind.aim(wish, one.from as never)).toEqual(one.to)
  })

  it('carries the value that was edited', () => {
    expect(wishOf(line('sp.bid'), { bid: '0.55' })!.wish['bid']).toBe('0.55')
    const keyword = line('sp.keyword')
    expect(wishOf(keyword, { ...to(keyword), bid: '0.40' })!.wish['bid']).toBe('0.40')
    expect(wishOf(keyword, { ...to(keyword), bid: '' })!.wish['bid']).toBeNull()
  })

  it('names only the placements that move', () => {
    expect(wishOf(line('sp.placement'), { ...placements, top: 0, business: 5 })!.wish).toEqual({
      campaignId: '1',
      top: 0,
      business: 5,
    })
  })
})

describe('an edited value', () => {
  it.each([
    ['sp.bid', { bid: '' }, 'value_missing'],
    ['sp.bid', { bid: null }, 'value_missing'],
    ['sp.bid', { bid: '0' }, 'value_not_positive'],
    ['sp.bid', { bid: '0.555' }, 'too_precise'],
    ['sp.bid', { bid: '0.5' }, 'unchanged'],
    ['sp.bid', { bid: '0.6' }, null],
    ['sp.budget', { dailyBudget: '20' }, 'unchanged'],
    ['sp.placement', { ...placements, top: null }, 'value_missing'],
    ['sp.placement', { ...placements, top: 901 }, 'percent_out_of_range'],
    ['sp.placement', { ...placements, top: 1.5 }, 'percent_out_of_range'],
    ['sp.placement', placements, 'unchanged'],
    ['sp.state', { state: 'ENABLED' }, 'unchanged'],
    ['sp.state', { state: 'PAUSED' }, null],
    ['sp.keyword', { ...term, bid: null }, null],
    ['sp.keyword', { ...term, bid: '-1' }, 'value_not_positive'],
    ['sp.negative', term, null],
  ])('%s %j: %s', (kind, value, problem) => expect(valueProblem(line(kind), value, 'EUR')).toBe(problem))

  it('is exact in the currency', () => {
    expect(valueProblem(line('sp.bid'), { bid: '60.5' }, 'JPY')).toBe('too_precise')
  })

  it('is only what can be wanted otherwise', () => {
    expect(editableFields('sp.archive')).toEqual([])
    expect(editableFields('sp.placement').map(([field]) => field)).toEqual(Object.keys(placements))
  })
})
