import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brandByCampaign, brandTotals } from '#features/facts/public/brand-ads.ts'
import { groupedBrandFacts } from '#features/facts/public/grouped-ads.ts'
import { groupedCoverage } from '#features/facts/public/grouped-coverage.ts'
import { drill } from '#features/facts/public/drill.ts'
import { monthFigures, salesByDay } from '#features/facts/public/figures.ts'
import { spendByReport, spendLines } from '#features/facts/public/ad-spend.ts'
import type { BrandAdsRow, BrandReport } from '#features/facts/rules/brand-rows.ts'
import { metricOf } from '#features/facts/rules/kpi.ts'
import type { AdsRow, SalesDay } from '#features/facts/rules/rows.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'
import { confirm, dropFile, factsFile, undo } from '../support/facts-files.ts'

// Sponsored Brands and Display beside Sponsored Products: replaced by the day and never counted twice, added to spend and never to sales.

let world: FactsWorld
beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

const place = { marketplace: 'DE', currency: 'EUR' }
const brand = (
  adProduct: 'SB' | 'SD',
  report: BrandReport,
  day: string,
  costMicros: bigint,
  more: Partial<BrandAdsRow> = {},
): BrandAdsRow => ({
  dataset: 'brand_ads',
  adProduct,
  report,
  from: day,
  to: day,
  ...place,
  portfolio: null,
  campaignId: `${adProduct}1`,
  campaign: `${adProduct} one`,
  adGroupId: null,
  adGroup: null,
  targetId: report === 'targeting' ? '9' : null,
  target: report === 'targeting' ? 'word' : null,
  matchType: null,
  searchTerm: report === 'search_term' ? 'typed' : null,
  placement: report === 'placement' ? 'top' : null,
  costType: 'cpc',
  impressions: 100,
  viewableImpressions: null,
  clicks: 5,
  costMicros,
  salesMicros: costMicros * 4n,
  orders: 2,
  units: 2,
  clickSalesMicros: costMicros * 3n,
  clickOrders: 1,
  clickUnits: 1,
  newToBrandOrders: 1,
  newToBrandSalesMicros: costMicros,
  newToBrandUnits: 1,
  line: 2,
  ...more,
})
const products = (day: string, costMicros: bigint): AdsRow => ({
  dataset: 'ads',
  report: 'campaign',
  from: day,
  to: day,
  ...place,
  portfolio: null,
  campaignId: 'SP1',
  campaign: 'SP one',
  adGroupId: null,
  adGroup: null,
  target: null,
  matchType: null,
  searchTerm: null,
  placement: null,
  biddingStrategy: null,
  sku: null,
  asin: null,
  impressions: 1000,
  clicks: 20,
  costMicros,
  salesMicros: costMicros * 2n,
  orders: 3,
  units: 3,
  windowDays: 7,
  line: 2,
})
const sold = (day: string, orderedSalesMicros: bigint): SalesDay => ({
  dataset: 'sales_day',
  day,
  ...place,
  orderedSalesMicros,
  orderedSalesB2bMicros: null,
  unitsOrdered: 10,
  orderItems: 10,
  sessions: 100,
  pageViews: 200,
  buyBoxRatio: 1,
  unitsRefunded: 0,
  shippedSalesMicros: null,
  unitsShipped: null,
  ordersShipped: null,
  feedbackReceived: null,
  negativeFeedback: null,
  line: 2,
})

const keep = async (name: string, rows: Parameters<typeof factsFile>[0], asOf: string): Promise<string> => {
  const { id } = await dropFile(world, name, factsFile(rows), { asOf })
  expect((await confirm(world, id)).state).toBe('done')
  return id
}
const where = () => ({ clientId: world.clientId, from: '2026-02-01', to: '2026-02-28' })
const read = () =>
  world.tenant.read(world.actor, async (tx) => ({
    days: new Map((await salesByDay(tx, where())).map((one) => [one.day, one.measures])),
    months: await monthFigures(tx, {
      clientId: world.clientId,
      fromMonth: '2026-02-01',
      toMonth: '2026-02-01',
    }),
    totals: await brandTotals(tx, where()),
    campaigns: await brandByCampaign(tx, where()),
  }))
const told = async () => (await read()).totals.map((one) => [one.adProduct, one.costMicros, one.clicks])

describe('a day of all three ad products', () => {
  it('adds up what they cost, and nothing of what they are told to have sold', async () => {
    await keep('sp', [products('2026-02-10', 10_000_000n), sold('2026-02-10', 200_000_000n)], '2026-02-12')
    await keep(
      'sb',
      [brand('SB', 'campaign', '2026-02-10', 6_000_000n), brand('SD', 'campaign', '2026-02-10', 4_000_000n)],
      '2026-02-12',
    )
    const { days, months } = await read()
    for (const m of [days.get('2026-02-10')!, months[0]!.measures]) {
      expect(metricOf('adCost', m)).toBe(20_000_000n)
      expect(metricOf('tacos', m)).toBe(0.1)
      // As before: of Sponsored Products alone.
      expect([metricOf('spCost', m), metricOf('adSales', m), metricOf('acos', m)]).toEqual([
        10_000_000n,
        20_000_000n,
        0.5,
      ])
      expect([metricOf('sbCost', m), metricOf('sbSales', m), metricOf('sbAcos', m)]).toEqual([
        6_000_000n,
        24_000_000n,
        0.25,
      ])
      expect([m.sdCostMicros, m.sdSalesMicros, m.sdClickSalesMicros, m.sdOrders]).toEqual([
        4_000_000n,
        16_000_000n,
        12_000_000n,
        2,
      ])
    }
  })

  it('opens to the rows that count, of its own product', async () => {
    await world.tenant.read(world.actor, async (tx) => {
      const rows = async (metric: 'adCost' | 'sbSales' | 'spCost') =>
        (await drill(tx, { ...where(), metric })).rows.map((row) => row.values['ad_product'] ?? 'SP')
      expect(await rows('adCost')).toEqual(['SP', 'SB', 'SD'])
      expect(await rows('sbSales')).toEqual(['SB'])
      expect(await rows('spCost')).toEqual(['SP'])
    })
  })

  it('is told once, by campaign before by target, and by target alone where nothing else is there', async () => {
    await keep(
      'targets',
      [
        brand('SB', 'targeting', '2026-02-10', 5_900_000n),
        brand('SB', 'targeting', '2026-02-11', 7_000_000n),
      ],
      '2026-02-12',
    )
    expect(await told()).toEqual([
      ['SB', 13_000_000n, 10],
      ['SD', 4_000_000n, 5],
    ])
    expect((await read()).days.get('2026-02-11')!.sbCostMicros).toBe(7_000_000n)
  })

  it('search terms and placements tell the same money once more and add nothing', async () => {
    const before = await told()
    const id = await keep(
      'terms and places',
      [
        brand('SB', 'search_term', '2026-02-10', 5_800_000n),
        brand('SB', 'search_term', '2026-02-11', 6_500_000n),
        brand('SB', 'placement', '2026-02-10', 6_000_000n),
        brand('SB', 'search_term', '2026-02-12', 1_000_000n),
        brand('SB', 'placement', '2026-02-13', 1_500_000n),
      ],
      '2026-02-14',
    )
    const targets = await keep('a target', [brand('SB', 'targeting', '2026-02-13', 1_400_000n)], '2026-02-14')
    // Of the days that nothing else tells, the more complete of the two.
    expect(await told()).toEqual([['SB', (before[0]![1] as bigint) + 2_500_000n, 20], before[1]])
    const { days } = await read()
    expect([
      days.get('2026-02-10')!.sbCostMicros,
      days.get('2026-02-11')!.sbCostMicros,
      days.get('2026-02-12')!.sbCostMicros,
      days.get('2026-02-13')!.sbCostMicros,
    ]).toEqual([6_000_000n, 7_000_000n, 1_000_000n, 1_500_000n])
    for (const one of [targets, id]) await undo(world, one)
    expect(await told()).toEqual(before)
  })

  it('is replaced by a newer reading of the same days, whole, and stands again when that is undone', async () => {
    const id = await keep(
      'sb newer',
      [brand('SB', 'campaign', '2026-02-10', 5_500_000n, { campaignId: 'SB2', campaign: 'SB two' })],
      '2026-02-20',
    )
    expect((await read()).campaigns.map((one) => one.campaignId)).not.toContain('SB9')
    expect(await told()).toEqual([
      ['SB', 12_500_000n, 10],
      ['SD', 4_000_000n, 5],
    ])
    await undo(world, id)
    expect(await told()).toEqual([
      ['SB', 13_000_000n, 10],
      ['SD', 4_000_000n, 5],
    ])
  })

  it('is left open line by line: each line names its product, and only Sponsored Products are cut by placement', async () => {
    await world.tenant.read(world.actor, async (tx) => {
      const [best] = await spendByReport(tx, where())
      const wish = {
        report: best!.report,
        search: '',
        sort: 'spend',
        descending: true,
        offset: 0,
        limit: 50,
      } as const
      const byCampaign = await spendLines(tx, where(), { ...wish, cut: 'campaign' })
      expect(byCampaign.lines.map((one) => [one.adProduct, one.campaign, one.costMicros])).toEqual([
        ['SB', 'SB one', 13_000_000n],
        ['SP', 'SP one', 10_000_000n],
        ['SD', 'SD one', 4_000_000n],
      ])
      const byDay = await spendLines(tx, where(), { ...wish, cut: 'day', sort: 'day', descending: false })
      expect(byDay.lines.map((one) => [one.day, one.adProduct])).toEqual([
        ['2026-02-10', 'SB'],
        ['2026-02-10', 'SD'],
        ['2026-02-10', 'SP'],
        ['2026-02-11', 'SB'],
      ])
      const { lines } = await spendLines(tx, where(), { ...wish, cut: 'placement' })
      expect(lines.map((one) => one.adProduct)).toEqual(['SP'])
      expect((await spendLines(tx, where(), { ...wish, cut: 'campaign', search: 'SD' })).total).toBe(1)
    })
  })

  it('is judged by what came of a click where clicks are paid, and left out where views are', async () => {
    const days = { clientId: world.clientId, from: '2026-03-01', to: '2026-03-31' }
    await keep(
      'march',
      [
        brand('SD', 'campaign', '2026-03-02', 5_000_000n),
        brand('SD', 'campaign', '2026-03-02', 6_000_000n, {
          campaign: 'by views',
          campaignId: 'V',
          costType: 'vcpm',
        }),
        brand('SD', 'targeting', '2026-03-02', 5_000_000n),
        brand('SD', 'targeting', '2026-03-02', 6_000_000n, { campaign: 'by views', campaignId: 'V' }),
        brand('SB', 'search_term', '2026-03-01', 3_000_000n, { to: '2026-03-31' }),
        brand('SB', 'placement', '2026-03-02', 2_000_000n, { clickOrders: null, clickSalesMicros: null }),
      ],
      '2026-04-01',
    )
    const [brands, display] = await world.tenant.read(world.actor, async (tx) => [
      await groupedBrandFacts(tx, days, 'SB'),
      await groupedBrandFacts(tx, days, 'SD'),
    ])
    expect(display!.targets.map((one) => [one.campaign, one.orders, one.salesMicros])).toEqual([
      ['SD one', 1, 15_000_000n],
    ])
    expect(display!.campaigns.map((one) => [one.campaign, one.orders])).toEqual([
      ['by views', 2],
      ['SD one', 2],
    ])
    // A file over a span counts whole; terms name where they were found.
    expect(brands!.terms).toMatchObject([{ searchTerm: 'typed', orders: 1, costMicros: 3_000_000n }])
    expect(brands!.placements).toMatchObject([{ placement: 'top', orders: 2 }])
    const coverage = await world.tenant.read(world.actor, (tx) =>
      groupedCoverage(tx, { clientId: world.clientId }),
    )
    expect(
      coverage
        .filter((one) => one.adProduct === 'SB')
        .map((one) => one.report ?? '')
        .toSorted(),
    ).toEqual(['campaign', 'placement', 'search_term', 'targeting'])
  })

  it('a file over a span counts in its month where no day is told', async () => {
    await keep(
      'january',
      [brand('SD', 'campaign', '2026-01-01', 9_000_000n, { to: '2026-01-31' })],
      '2026-02-01',
    )
    const [january] = await world.tenant.read(world.actor, (tx) =>
      monthFigures(tx, { clientId: world.clientId, fromMonth: '2026-01-01', toMonth: '2026-01-01' }),
    )
    expect([january!.measures.sdCostMicros, january!.measures.adCostMicros, january!.adsDays]).toEqual([
      9_000_000n,
      null,
      0,
    ])
  })
})
