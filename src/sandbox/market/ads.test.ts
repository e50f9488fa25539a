import { beforeAll, describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import type { AdQuery, AdRow } from './world-ads.ts'

const DAY = 86_400_000
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const fine = ['campaign', 'adGroup', 'ad', 'target', 'placement', 'searchTerm'] as const

describe('advertising', () => {
  let market: Market
  const storeKey = 'travenor-us'
  const sellers = [{ ...demoSellers[0]!, stores: demoSellers[0]!.stores.slice(0, 1) }]
  beforeAll(() => {
    market = createMarket({ seed: 9, start: '2026-02-02', sellers })
    market.advance({ days: 80 })
  })
  const rows = (more: Partial<AdQuery> = {}): AdRow[] =>
    market.reads.adRows({ storeKey, from: '2026-02-10', to: '2026-03-05', by: 'day', grain: fine, ...more })
  const totals = (list: readonly AdRow[]): number[] => [
    sum(list.map((r) => r.impressions)),
    sum(list.map((r) => r.clicks)),
    sum(list.map((r) => r.costMinor)),
    sum(list.map((r) => r.orders.d7)),
    sum(list.map((r) => r.salesMinor.d30)),
  ]

  it('adds up the same by hour, by day, over the span and at every grain', () => {
    const whole = totals(rows())
    expect(whole[1]).toBeGreaterThan(500)
    for (const by of ['hour', 'day', 'span'] as const)
      for (const grain of [['campaign'], ['target', 'placement'], ['ad'], []] as const)
        expect(totals(rows({ by, grain }))).toEqual(whole)
  })

  it('never shows more clicks than impressions, nor pays above the largest effective bid', () => {
    const tree = market.reads.adsTree(storeKey)
    const history = market.changes(storeKey)
    for (const row of rows()) {
      expect(row.impressions).toBeGreaterThanOrEqual(row.clicks)
      if (row.clicks === 0) continue
      const campaign = tree.campaigns.find((c) => c.campaignId === row.campaignId)!
      const target = tree.targets.find((t) => t.targetId === row.targetId)!
      const group = tree.adGroups.find((g) => g.adGroupId === row.adGroupId)!
      const bids = [target.bidMinor ?? group.defaultBidMinor]
      for (const c of history)
        if (c.entityId === row.targetId && c.field === 'bidMinor') bids.push(Number(c.from), Number(c.to))
      const ceiling = campaign.strategy === 'up_and_down' ? (row.placement === 'top' ? 2 : 1.5) : 1
      const most = Math.max(...bids) * (1 + campaign.placementPercent[row.placement] / 100) * ceiling
      expect(row.costMinor / row.clicks).toBeLessThanOrEqual(most + 1)
    }
  })

  it('spends at most twice the daily budget in a day and the budgets of all days in a month', () => {
    const tree = market.reads.adsTree(storeKey)
    const spent = new Map<string, number>()
    for (const row of rows({ from: '2026-03-01', to: '2026-03-31', grain: ['campaign'] })) {
      const budget = tree.campaigns.find((c) => c.campaignId === row.campaignId)!.dailyBudgetMinor
      expect(row.costMinor).toBeLessThanOrEqual(2 * budget)
      spent.set(row.campaignId, (spent.get(row.campaignId) ?? 0) + row.costMinor)
    }
    for (const [id, cost] of spent)
      expect(cost).toBeLessThanOrEqual(31 * tree.campaigns.find((c) => c.campaignId === id)!.dailyBudgetMinor)
    expect(
      market.reads.budgetEvents({ storeKey, from: '2026-03-01', to: '2026-03-31' }).some((e) => !e.inBudget),
    ).toBe(true)
  })

  it('matures: conversions grow for days, cost shrinks as invalid clicks are found, then it rests', () => {
    const end = market.reads.startOf(storeKey, '2026-02-17')
    const seen = [1, 3, 7, 14].map((age) =>
      totals(rows({ from: '2026-02-16', to: '2026-02-16', asOf: end + age * DAY, by: 'span', grain: [] })),
    )
    expect(seen[0]![3]!).toBeLessThan(seen[3]![3]!)
    expect(seen[3]![2]!).toBeLessThanOrEqual(seen[0]![2]!)
    const rest = [61, 62].map((age) =>
      totals(
        rows({
          from: '2026-02-10',
          to: '2026-02-10',
          asOf: market.reads.startOf(storeKey, '2026-02-11') + age * DAY,
        }),
      ),
    )
    expect(rest[0]).toEqual(rest[1])
  })

  it('tells the past as it was told then, whatever happened since', () => {
    const asOf = market.reads.startOf(storeKey, '2026-03-03') + 15 * 3_600_000
    const younger = createMarket({ seed: 9, start: '2026-02-02', sellers })
    younger.advanceTo(asOf)
    const query = { storeKey, from: '2026-02-20', to: '2026-03-02', by: 'day', grain: fine } as const
    expect(market.reads.adRows({ ...query, asOf })).toEqual(younger.reads.adRows(query))
  })

  it('counts invalid clicks in gross traffic only', () => {
    const span = { storeKey, from: '2026-02-10', to: '2026-03-05' }
    const gross = market.reads.invalidTraffic(span)
    const invalid = sum(gross.map((r) => r.invalidClicks))
    const billed = totals(rows())[1]!
    expect(sum(gross.map((r) => r.grossClicks))).toBe(billed + invalid)
    expect(invalid / (billed + invalid)).toBeGreaterThan(0.02)
    expect(invalid / (billed + invalid)).toBeLessThan(0.09)
  })

  it('is billed to the account: charges less credits equal what reports call cost, up to what is still open', () => {
    const span = { storeKey, from: '2026-02-01', to: '2026-12-31' }
    const parts = market.reads.moneyEvents(span).flatMap((e) => e.parts)
    const of = (type: string): number =>
      sum(parts.filter((p) => p.amountType === type).map((p) => p.amountMinor))
    const charged = -of('Cost of Advertising')
    const credited = of('Refund for Advertiser')
    const reported = sum(
      rows({ from: '2026-02-01', to: '2026-12-31', by: 'span', grain: [] }).map((r) => r.costMinor),
    )
    expect(credited).toBeGreaterThan(0)
    // Open: at most one threshold of charges (500 USD and a day), a month of credits, some hours of traffic.
    expect(Math.abs(charged - credited - reported)).toBeLessThan(100_000)
    expect(charged - credited).toBeGreaterThan(0.9 * reported)
  })

  it('follows a change: a higher bid brings more clicks, a pause brings none', () => {
    const a = createMarket({ seed: 9, start: '2026-02-02', sellers, habits: false })
    const b = createMarket({ seed: 9, start: '2026-02-02', sellers, habits: false })
    for (const m of [a, b]) m.advance({ days: 3 })
    const tree = b.reads.adsTree(storeKey)
    const group = tree.adGroups.find((g) => g.name.endsWith('broad'))!
    b.apply(
      storeKey,
      { kind: 'adGroup', adGroupId: group.adGroupId, patch: { defaultBidMinor: group.defaultBidMinor * 2 } },
      'agency',
    )
    b.apply(
      storeKey,
      { kind: 'campaign', campaignId: group.campaignId, patch: { dailyBudgetMinor: 100_000 } },
      'agency',
    )
    a.apply(
      storeKey,
      { kind: 'campaign', campaignId: group.campaignId, patch: { state: 'paused' } },
      'agency',
    )
    for (const m of [a, b]) m.advance({ days: 7 })
    const clicks = (m: Market): number =>
      sum(
        m.reads
          .adRows({ storeKey, from: '2026-02-06', to: '2026-02-10', by: 'day', grain: ['adGroup'] })
          .filter((r) => r.adGroupId === group.adGroupId)
          .map((r) => r.clicks),
      )
    expect(clicks(a)).toBe(0)
    expect(clicks(b)).toBeGreaterThan(30)
    expect(
      b
        .changes(storeKey)
        .filter((c) => c.by === 'agency')
        .map((c) => c.field),
    ).toEqual(['defaultBidMinor', 'dailyBudgetMinor'])
  })
})
