import { describe, expect, it } from 'vitest'
import { type Account, type AccountTarget, type Sums, noSums } from './account.ts'
import { auditStructure } from './audit.ts'
import { bidMultiple } from './coverage.ts'
import { dominantPattern, partsOf } from './naming.ts'

const sums = (clicks: number, orders: number, spend: number, sales: number): Sums => ({
  impressions: clicks * 50,
  clicks,
  orders,
  spendMicros: BigInt(Math.round(spend * 1e6)),
  salesMicros: BigInt(Math.round(sales * 1e6)),
})
const flat = { top: 0, productPage: 0, restOfSearch: 0, business: 0 }

const campaign = (id: string, more: Partial<Account['campaigns'][number]> = {}) => ({
  id,
  name: `Lamp_${id}_Exact`,
  state: 'enabled' as const,
  targeting: 'manual' as const,
  budgetMicros: 10_000_000n,
  strategy: 'LEGACY_FOR_SALES' as const,
  placements: flat,
  sums: noSums,
  dailySpendMicros: [],
  ...more,
})
const group = (id: string, campaignId: string) => ({
  id,
  campaignId,
  name: `group ${id}`,
  state: 'enabled' as const,
  defaultBidMicros: 500_000n,
  sums: noSums,
})
const ad = (adGroupId: string, campaignId: string, asin = 'B0LAMP0001') => ({
  id: `ad ${adGroupId} ${asin}`,
  campaignId,
  adGroupId,
  sku: `SKU-${asin}`,
  asin,
  state: 'enabled' as const,
  sums: noSums,
})
const keyword = (
  id: string,
  adGroupId: string,
  text: string,
  matchType: string,
  more: Partial<AccountTarget> = {},
): AccountTarget => ({
  entity: 'keywords',
  id,
  campaignId: `c${adGroupId.slice(1)}`,
  adGroupId,
  text,
  matchType,
  state: 'enabled',
  bidMicros: 600_000n,
  sums: noSums,
  ...more,
})

/** Two campaigns of one lamp: g1 exact, g2 broad. */
function account(more: Partial<Account> = {}): Account {
  return {
    currency: 'EUR',
    marketplace: 'DE',
    days: 30,
    campaigns: [campaign('c1'), campaign('c2')],
    groups: [group('g1', 'c1'), group('g2', 'c2')],
    ads: [ad('g1', 'c1'), ad('g2', 'c2')],
    targets: [keyword('k1', 'g1', 'stirnlampe', 'exact'), keyword('k2', 'g2', 'lampe', 'broad')],
    negatives: [],
    terms: [],
    products: [],
    ...more,
  }
}

const found = (it: Account, code: string) => auditStructure(it).filter((one) => one.code === code)

describe('a sound account', () => {
  it('gives nothing to say about structure', () => {
    expect(auditStructure(account()).map((one) => one.code)).toEqual([])
  })
})

describe('rivals', () => {
  const rivals = account({
    targets: [
      keyword('k1', 'g1', 'Stirnlampe  LED', 'exact', { sums: sums(50, 5, 20, 100) }),
      keyword('k2', 'g2', 'stirnlampe led', 'exact', { sums: sums(50, 1, 30, 20) }),
    ],
  })

  it('keeps the one that sells more, and counts what the other paid beyond its ACoS', () => {
    const [one] = found(rivals, 'same_keyword')
    expect(one).toMatchObject({ spend: '50.00', waste: '26.00', severity: 'medium' })
    expect(one!.rows.map(({ key, note }) => [key, note])).toEqual([
      ['keywords k1', 'keep'],
      ['keywords k2', 'pause'],
    ])
    expect(one!.rows[1]!.wish?.wish).toEqual({ entity: 'keywords', id: 'k2', state: 'PAUSED' })
  })

  it('are none when they show different products, or one of them cannot serve', () => {
    const apart = { ...rivals, ads: [ad('g1', 'c1'), ad('g2', 'c2', 'B0OTHER001')] }
    expect(found(apart, 'same_keyword')).toEqual([])
    const off = { ...rivals, campaigns: [campaign('c1'), campaign('c2', { state: 'paused' })] }
    expect(found(off, 'same_keyword')).toEqual([])
    const archived = rivals.targets.map((one) =>
      one.id === 'k2' ? { ...one, state: 'archived' as const } : one,
    )
    expect(found({ ...rivals, targets: archived }, 'same_keyword')).toEqual([])
  })

  it('of a search term are negated where they do worse, unless that is done', () => {
    const terms = [
      { campaignId: 'c1', adGroupId: 'g1', term: 'lampe kopf', sums: sums(20, 3, 9, 60) },
      { campaignId: 'c2', adGroupId: 'g2', term: 'Lampe Kopf', sums: sums(10, 0, 6, 0) },
    ]
    const [one] = found(account({ terms }), 'same_term')
    expect(one!.rows[1]!.wish?.wish).toEqual({
      campaignId: 'c2',
      adGroupId: 'g2',
      term: 'lampe kopf',
      matchType: 'NEGATIVE_EXACT',
    })
    const negatives = [
      {
        campaignId: 'c2',
        adGroupId: null,
        text: 'lampe kopf',
        matchType: 'phrase',
        state: 'enabled' as const,
      },
    ]
    expect(found(account({ terms, negatives }), 'same_term')[0]!.rows[1]!.wish).toBeNull()
  })

  it('in one ad group are twins: the lower bid goes', () => {
    const twins = account({
      targets: [
        keyword('k1', 'g1', 'lampe', 'exact', { bidMicros: 400_000n }),
        keyword('k2', 'g1', 'Lampe', 'exact', { bidMicros: 700_000n }),
      ],
    })
    expect(found(twins, 'duplicate_target')[0]!.rows.map(({ key, note }) => [key, note])).toEqual([
      ['keywords k2', 'keep'],
      ['keywords k1', 'pause'],
    ])
  })
})

describe('terms', () => {
  const leak = { campaignId: 'c2', adGroupId: 'g2', term: 'stirnlampe', sums: sums(12, 2, 6, 40) }

  it('that have an exact keyword want a negative where they still come through', () => {
    const [one] = found(account({ terms: [leak] }), 'negative_missing')
    expect(one).toMatchObject({ label: 'group g2', spend: '6.00' })
    expect(one!.rows[0]!.wish).toMatchObject({
      kind: 'sp.negative',
      wish: { adGroupId: 'g2', term: 'stirnlampe' },
    })
    const negatives = [
      {
        campaignId: 'c2',
        adGroupId: 'g2',
        text: 'stirnlampe',
        matchType: 'exact',
        state: 'enabled' as const,
      },
    ]
    expect(found(account({ terms: [leak], negatives }), 'negative_missing')).toEqual([])
  })

  it('that sold go to the exact ad group of their product at what a click cost', () => {
    const [one] = found(account({ terms: [{ ...leak, term: 'kopflampe' }] }), 'exact_missing')
    expect(one!.rows[0]!.wish?.wish).toEqual({
      campaignId: 'c1',
      adGroupId: 'g1',
      term: 'kopflampe',
      matchType: 'EXACT',
      bid: '0.50',
    })
    // An ASIN is no keyword, and one order proves nothing.
    expect(found(account({ terms: [{ ...leak, term: 'b0aaaaaaaa' }] }), 'exact_missing')).toEqual([])
    const once = { ...leak, term: 'kopflampe', sums: sums(12, 1, 6, 20) }
    expect(found(account({ terms: [once] }), 'exact_missing')).toEqual([])
  })
})

describe('coverage', () => {
  const product = (sku: string, asin: string, fulfillable: number | null) => ({
    sku,
    asin,
    title: null,
    fulfillable,
    unitsShipped30: 3,
  })

  it('names products without ads and ads without products', () => {
    const products = [product('SKU-B0LAMP0001', 'B0LAMP0001', 0), product('NEW', 'B0NEW00001', 40)]
    expect(found(account({ products }), 'orphan_products')[0]!.rows.map((one) => one.data['sku'])).toEqual([
      'NEW',
    ])
    expect(found(account({ products }), 'ads_without_stock')[0]!.rows).toHaveLength(2)
    // Not counted is not out of stock.
    expect(found(account({ products: [product('X', 'B0LAMP0001', null)] }), 'ads_without_stock')).toEqual([])
  })

  it('raises the budget of what is cut short and sells as cheaply as the rest', () => {
    const cut = campaign('c1', {
      sums: sums(100, 10, 90, 400),
      dailySpendMicros: Array.from({ length: 10 }, () => 9_800_000n),
    })
    const dear = campaign('c2', { sums: sums(100, 1, 60, 20) })
    const [one] = found(account({ campaigns: [cut, dear] }), 'budget_starved')
    expect(one!.rows[0]!.wish?.wish).toEqual({ campaignId: 'c1', dailyBudget: '12.00' })
    const poor = { ...cut, sums: sums(100, 1, 90, 20) }
    const good = { ...dear, sums: sums(100, 9, 60, 300) }
    expect(found(account({ campaigns: [poor, good] }), 'budget_starved')).toEqual([])
  })

  it('sees shells: no ad group, no ad, no target', () => {
    const bare = account({
      campaigns: [campaign('c1'), campaign('c2'), campaign('c3')],
      ads: [ad('g1', 'c1')],
    })
    expect(found(bare, 'empty_campaign').map((one) => [one.label, one.rows[0]!.note])).toEqual([
      ['Lamp_c2_Exact', 'no_ads'],
      ['Lamp_c3_Exact', 'no_group'],
    ])
  })

  it('multiplies placements and strategy into the most a click can cost', () => {
    const bidding = { strategy: 'AUTO_FOR_SALES', placements: { ...flat, top: 900 } }
    expect(bidMultiple(bidding)).toBe(20)
    expect(
      bidMultiple({ strategy: 'LEGACY_FOR_SALES', placements: { ...flat, top: 50, productPage: 30 } }),
    ).toBe(1.5)
    const steep = account({
      campaigns: [
        campaign('c1', {
          strategy: 'AUTO_FOR_SALES',
          placements: { ...flat, top: 100 },
          sums: sums(9, 0, 9, 0),
        }),
        campaign('c2', { sums: sums(9, 2, 1, 50) }),
      ],
    })
    const [one] = found(steep, 'steep_bids')
    expect(one).toMatchObject({ severity: 'high', data: { multiple: 4, bid: '0.60', most: '2.40' } })
    expect(one!.rows[0]!.wish?.wish).toEqual({ campaignId: 'c1', strategy: 'LEGACY_FOR_SALES' })
  })
})

describe('names', () => {
  it('are taken apart by their separator', () => {
    const isProduct = (word: string) => word === 'SKU1'
    expect(partsOf('SKU1_Auto_2026-11', isProduct)).toEqual({
      separator: '_',
      parts: ['product', 'type', 'date'],
    })
    expect(dominantPattern(['A_Auto', 'B_Auto', 'C_Auto', 'odd one'], () => false)).toEqual({
      pattern: '{text}_{type}',
      share: 0.75,
    })
    expect(dominantPattern(['one', 'two', 'three', 'four'], () => false)).toBeNull()
  })

  it('that follow no pattern, say copy, or leave out what matters are told', () => {
    const names = ['Lamp_Auto', 'Lamp_Exact', 'Lamp_Broad', 'Lamp_Phrase', 'Campaign 7 copy']
    const campaigns = names.map((name, no) =>
      campaign(`c${no}`, {
        name,
        state: 'paused',
        sums: sums(1, 0, 1, 0),
        targeting: no === 0 ? 'auto' : 'manual',
      }),
    )
    const products = [
      { sku: 'S', asin: null, title: 'Lamp for heads', fulfillable: null, unitsShipped30: null },
    ]
    const it = account({ campaigns, products })
    expect(found(it, 'naming_leftover')[0]!.rows.map((one) => one.label)).toEqual(['Campaign 7 copy'])
    const enabled = account({
      products,
      campaigns: campaigns.map((one) => ({ ...one, state: 'enabled' as const })),
    })
    expect(found(enabled, 'naming_unsaid')[0]!.rows.map((one) => [one.label, one.data['unsaid']])).toEqual([
      ['Campaign 7 copy', ['product', 'type', 'match']],
    ])
  })
})
