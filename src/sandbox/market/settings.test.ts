import { beforeEach, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import { MarketRefusal } from './refusal.ts'
import type { Change } from './settings.ts'

describe('changing the world', () => {
  let market: Market
  const storeKey = 'travenor-ca'
  beforeEach(() => {
    const sellers = [{ ...demoSellers[0]!, stores: demoSellers[0]!.stores.slice(1, 2) }]
    market = createMarket({ seed: 1, start: '2026-05-04', sellers, habits: false })
    market.advance({ days: 2 })
  })
  const refusal = (change: Change): string => {
    const before = JSON.stringify(market.reads.adsTree(storeKey))
    try {
      market.apply(storeKey, change, 'agency')
    } catch (error) {
      expect(error).toBeInstanceOf(MarketRefusal)
      expect(JSON.stringify(market.reads.adsTree(storeKey))).toBe(before)
      return error instanceof MarketRefusal ? error.code : ''
    }
    return 'accepted'
  }

  it('refuses what Amazon would refuse, and leaves everything as it was', () => {
    const { campaigns, adGroups, targets } = market.reads.adsTree(storeKey)
    const { campaignId } = campaigns[0]!
    const { adGroupId } = adGroups[0]!
    const { targetId } = targets[0]!
    expect(refusal({ kind: 'target', targetId, patch: { bidMinor: 1 } })).toBe('market.outOfRange')
    expect(refusal({ kind: 'target', targetId, patch: { bidMinor: 50.5 } })).toBe('market.outOfRange')
    expect(refusal({ kind: 'adGroup', adGroupId, patch: { defaultBidMinor: 100_001 } })).toBe(
      'market.outOfRange',
    )
    expect(refusal({ kind: 'campaign', campaignId, patch: { dailyBudgetMinor: 99 } })).toBe(
      'market.outOfRange',
    )
    expect(refusal({ kind: 'campaign', campaignId, patch: { placementPercent: { top: 901 } } })).toBe(
      'market.outOfRange',
    )
    expect(refusal({ kind: 'campaign', campaignId: '1', patch: {} })).toBe('market.notFound')
    expect(refusal({ kind: 'listing', sku: 'TR-HL-BK-1', patch: { title: ' ' } })).toBe('market.empty')
    market.apply(storeKey, { kind: 'campaign', campaignId, patch: { state: 'archived' } }, 'agency')
    expect(refusal({ kind: 'campaign', campaignId, patch: { name: 'x', state: 'enabled' } })).toBe(
      'market.archived',
    )
  })

  it('builds a campaign from nothing that then serves', () => {
    const make = (change: Change): string => market.apply(storeKey, change, 'agency')
    const campaignId = make({
      kind: 'addCampaign',
      draft: { name: 'HL exact', targeting: 'manual', dailyBudgetMinor: 20_000, strategy: 'fixed' },
    })
    const adGroupId = make({ kind: 'addAdGroup', campaignId, name: 'one', defaultBidMinor: 400 })
    make({ kind: 'addAd', adGroupId, sku: 'TR-HL-BK-1' })
    const expression = { kind: 'keyword', text: 'headlamp', match: 'exact' } as const
    make({ kind: 'addTarget', adGroupId, expression, bidMinor: null })
    expect(refusal({ kind: 'addTarget', adGroupId, expression, bidMinor: 100 })).toBe('market.duplicate')
    market.advance({ days: 6 })
    const rows = market.reads.adRows({
      storeKey,
      from: '2026-05-06',
      to: '2026-05-11',
      by: 'span',
      grain: ['campaign', 'searchTerm'],
    })
    const mine = rows.filter((r) => r.campaignId === campaignId)
    expect(mine.map((r) => r.searchTerm)).toEqual(['headlamp'])
    expect(mine[0]!.clicks).toBeGreaterThan(0)
  })

  it('shuts a search term out with a negative', () => {
    const auto = market.reads.adsTree(storeKey).campaigns.find((c) => c.targeting === 'auto')!
    market.apply(
      storeKey,
      {
        kind: 'addNegative',
        campaignId: auto.campaignId,
        adGroupId: null,
        expression: { kind: 'keyword', text: 'headlamp', match: 'phrase' },
      },
      'agency',
    )
    market.advance({ days: 4 })
    const rows = market.reads.adRows({
      storeKey,
      from: '2026-05-07',
      to: '2026-05-09',
      by: 'span',
      grain: ['campaign', 'searchTerm'],
    })
    const terms = rows.filter((r) => r.campaignId === auto.campaignId).map((r) => r.searchTerm)
    expect(terms.length).toBeGreaterThan(3)
    expect(terms.filter((t) => t.includes('headlamp'))).toEqual([])
  })

  it('sells less at a higher price and nothing when a page is closed', () => {
    const twin = createMarket({
      seed: 1,
      start: '2026-05-04',
      sellers: [{ ...demoSellers[0]!, stores: demoSellers[0]!.stores.slice(1, 2) }],
      habits: false,
    })
    twin.advance({ days: 2 })
    for (const { sku, priceMinor } of market.reads.listings(storeKey)) {
      market.apply(storeKey, { kind: 'listing', sku, patch: { priceMinor: priceMinor * 2 } }, 'stranger')
      if (sku === 'TR-HL-BK-1')
        twin.apply(storeKey, { kind: 'listing', sku, patch: { state: 'inactive' } }, 'stranger')
    }
    for (const m of [market, twin]) m.advance({ days: 20 })
    const units = (m: Market): number =>
      m.reads
        .salesByDay({ storeKey, from: '2026-05-08', to: '2026-05-24' })
        .reduce((n, d) => n + d.unitsOrdered, 0)
    expect(units(market)).toBeLessThan(0.6 * units(twin))
    const closed = twin.reads
      .orders({ storeKey, from: '2026-05-10', to: '2026-05-24' })
      .flatMap((o) => o.lines)
    expect(closed.filter((l) => l.sku === 'TR-HL-BK-1')).toEqual([])
  })

  it('brings a shipment to the shelf and takes a removal off it', () => {
    const sku = 'TR-HL-BK-1'
    const before = market.reads.stock(storeKey).find((r) => r.sku === sku)!
    market.apply(storeKey, { kind: 'addShipment', lines: [{ sku, units: 500 }], leadDays: 5 }, 'agency')
    expect(market.reads.stock(storeKey).find((r) => r.sku === sku)!.inboundWorking).toBeGreaterThanOrEqual(
      490,
    )
    market.advance({ days: 25 })
    const after = market.reads.stock(storeKey).find((r) => r.sku === sku)!
    expect(after.fulfillable).toBeGreaterThan(before.fulfillable)
    market.apply(
      storeKey,
      { kind: 'addRemoval', sku, units: 50, disposition: 'Sellable', method: 'Return' },
      'agency',
    )
    market.advance({ days: 12 })
    const removal = market.reads.removals({ storeKey, from: '2026-05-20', to: '2026-06-30' })[0]!
    expect(removal.shipped).toBe(50)
    expect(removal.feeMinor).toBeGreaterThan(0)
  })
})
