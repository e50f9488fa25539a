import { describe, expect, it } from 'vitest'
import { type BrandTermLine, brandTermRows } from './brand-terms.ts'
import { classesOf } from './classes.ts'

const classes = classesOf({ own: ['fellwick'], rival: [] }, new Set(), 'en')
const line = (term: string, campaign: string, costMicros: bigint, more: Partial<BrandTermLine> = {}) => ({
  term,
  campaignId: campaign,
  campaign,
  adGroup: 'g',
  target: 'word',
  matchType: 'broad',
  impressions: 10,
  clicks: 2,
  orders: 1,
  costMicros,
  salesMicros: 5n,
  clickOrders: 1,
  clickSalesMicros: 4n,
  newToBrand: null,
  ...more,
})

describe('search terms of Sponsored Brands', () => {
  it('stand once each, the dearest first, with where they cost most', () => {
    const rows = brandTermRows(
      [
        line('Fellwick  Set', 'a', 1n),
        line('fellwick set', 'b', 3n, { clickOrders: null, clickSalesMicros: null, target: 'fellwick' }),
        line('garlic press', 'a', 9n),
        line('*', 'a', 2n),
      ],
      classes,
    )
    expect(
      rows.map((row) => [row.term, row.termClass, row.campaign, row.matched.target, row.campaigns]),
    ).toEqual([
      ['garlic press', 'generic', 'a', 'word', 1],
      ['fellwick set', 'own', 'b', 'fellwick', 2],
      ['*', 'generic', 'a', 'word', 1],
    ])
    expect(rows[1]!.sums).toEqual({
      impressions: 20,
      clicks: 4,
      orders: 2,
      costMicros: 4n,
      salesMicros: 10n,
      // What one file does not tell, the others do.
      clickOrders: 1,
      clickSalesMicros: 4n,
      newToBrand: null,
    })
  })
})
