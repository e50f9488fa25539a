import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { BrandAdsRow, BrandCampaignRow } from '#features/facts/rules/brand-rows.ts'
import { csv, read } from '../support/read-text.ts'

// Sponsored Brands and Sponsored Display, as reporting v3, the interface's lists, the console and the bulk workbook give them.

const json = (rows: readonly object[]): Buffer => gzipSync(Buffer.from(JSON.stringify(rows)))

const row = {
  date: '2026-10-01',
  campaignId: 400500000000011,
  campaignName: 'SB | Brand',
  campaignBudgetCurrencyCode: 'USD',
  impressions: 1000,
  clicks: 12,
  cost: 9.87,
  purchases: 4,
  purchasesClicks: 3,
  sales: 120.5,
  salesClicks: 99.9,
  unitsSold: 5,
}

describe('reporting v3', () => {
  it('of Sponsored Brands by campaign keeps sales after a click or a view beside those after a click', async () => {
    const { facts, summary } = await read(
      'sbCampaigns_US_2026-10-01_2026-10-01.json.gz',
      json([{ ...row, unitsSoldClicks: 4, costType: 'CPC', viewableImpressions: 700 }]),
    )
    expect(summary).toMatchObject({
      type: 'brand_ads_campaign',
      rejected: 0,
      findings: [],
    })
    expect(facts).toMatchObject([
      {
        dataset: 'brand_ads',
        adProduct: 'SB',
        report: 'campaign',
        from: '2026-10-01',
        campaignId: '400500000000011',
        costMicros: 9_870_000n,
        salesMicros: 120_500_000n,
        clickSalesMicros: 99_900_000n,
        orders: 4,
        clickOrders: 3,
        units: 5,
        clickUnits: 4,
        viewableImpressions: 700,
        costType: 'cpc',
      } satisfies Partial<BrandAdsRow>,
    ])
  })

  it('of both by target tells keywords from products and audiences', async () => {
    const group = { adGroupId: 1, adGroupName: 'g' }
    const brands = await read(
      'sbTargeting_US_x.json.gz',
      json([
        {
          ...row,
          ...group,
          costType: 'CPC',
          keywordId: 7,
          keywordText: 'fellwick',
          keywordType: 'EXACT',
          matchType: 'EXACT',
          targetingId: null,
          targetingText: null,
        },
        {
          ...row,
          ...group,
          costType: 'CPC',
          keywordId: null,
          keywordText: null,
          keywordType: null,
          matchType: null,
          targetingId: 8,
          targetingText: 'asin="B000000001"',
        },
      ]),
    )
    expect(brands.summary).toMatchObject({ type: 'brand_ads_targeting', rejected: 0, findings: [] })
    expect(
      (brands.facts as BrandAdsRow[]).map((one) => [one.adProduct, one.targetId, one.target, one.matchType]),
    ).toEqual([
      ['SB', '7', 'fellwick', 'exact'],
      ['SB', '8', 'asin="B000000001"', 'product'],
    ])
    const display = await read(
      'sdTargeting_US_x.json.gz',
      json([
        {
          ...row,
          ...group,
          unitsSoldClicks: 4,
          targetingId: 9,
          targetingText: 'views=(exact-product lookback=30)',
        },
      ]),
    )
    expect(display.facts).toMatchObject([{ adProduct: 'SD', targetId: '9', report: 'targeting' }])
  })

  it('is never taken for Sponsored Products, nor those for it', async () => {
    const { summary } = await read('unnamed.json.gz', json([{ ...row, viewableImpressions: 7 }]))
    expect(summary.refusal).toMatchObject({ code: 'ad_product_unknown' })
    const { purchases: _p, purchasesClicks: _c, sales: _s, salesClicks: _k, unitsSold: _u, ...rest } = row
    const products = await read(
      'x.json.gz',
      json([{ ...rest, sales7d: 10, purchases7d: 1, unitsSoldClicks7d: 1 }]),
    )
    expect(products.summary.type).toBe('ads_campaign')
  })
})

const head =
  'Date,Portfolio name,Currency,Campaign Name,Impressions,Viewable Impressions,Clicks,Spend,14 Day Total Sales ,14 Day Total Orders (#),14 Day Total Units (#),14 Day New-to-brand Orders (#),14 Day Total Sales - (Click),14 Day Total Orders (#) - (Click)'
const line = '"Oct 01, 2026",P,USD,SD | Viewers,1000,600,5,$3.21,$80.00,2,2,1,$40.00,1'

describe('the console', () => {
  it('says by the file’s name which of the two it is', async () => {
    const brands = await read('Sponsored Brands Campaign report.csv', csv(head, line))
    expect(brands.facts).toMatchObject([
      {
        adProduct: 'SB',
        portfolio: 'P',
        salesMicros: 80_000_000n,
        clickSalesMicros: 40_000_000n,
        clickOrders: 1,
      },
    ])
    const display = await read('Sponsored_Display_Campaign_report.csv', csv(head, line))
    expect(display.facts).toMatchObject([{ adProduct: 'SD', viewableImpressions: 600 }])
    const unnamed = await read('report.csv', csv(head, line))
    expect(unnamed.summary.refusal).toMatchObject({ code: 'ad_product_unknown' })
  })

  it('or by a column that only one of them has', async () => {
    const file = csv(`${head},Bid Optimization`, `${line},Optimize for reach`)
    expect((await read('report.csv', file)).facts).toMatchObject([{ adProduct: 'SD' }])
  })

  it('gives all ad products in one custom report: each row becomes a fact of its own kind', async () => {
    const file = csv(
      'Date,Ad product,Budget currency,Campaign ID,Campaign name,Impressions,Clicks,Total cost,Purchases,Sales,Units sold,Purchases (new to brand),Sales (new to brand)',
      '2026-10-01,Sponsored Products,USD,1,SP one,100,5,2.50,1,20.00,1,1,20.00',
      '2026-10-01,Sponsored Brands,USD,2,SB one,200,6,3.50,2,40.00,2,1,25.00',
      '2026-10-01,Sponsored Display,USD,3,SD one,300,7,4.50,3,60.00,3,,',
      '2026-10-01,Sponsored TV,USD,4,TV one,300,7,4.50,3,60.00,3,,',
    )
    const { facts, summary } = await read('custom.csv', file)
    expect(facts.map((one) => [one.dataset, 'adProduct' in one ? one.adProduct : 'SP'])).toEqual([
      ['ads', 'SP'],
      ['brand_ads', 'SB'],
      ['brand_ads', 'SD'],
    ])
    expect(facts[1]).toMatchObject({
      costMicros: 3_500_000n,
      salesMicros: 40_000_000n,
      clickSalesMicros: null,
      newToBrandOrders: 1,
      newToBrandSalesMicros: 25_000_000n,
    })
    expect(facts[2]).toMatchObject({ newToBrandOrders: null, newToBrandSalesMicros: null })
    expect(summary.findings).toContainEqual({
      code: 'other_ad_products',
      severity: 'info',
      params: { rows: 1 },
    })
  })

  it('by search term and by placement', async () => {
    const terms = await read(
      'Sponsored Brands Search term report.csv',
      csv(
        'Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Cost type,Impressions,Viewable Impressions,Clicks,Click-Thru Rate (CTR),Spend,Cost Per Click (CPC),Cost per 1000 viewable impressions (VCPM),Total Advertising Cost of Sales (ACOS),Total Return on Advertising Spend (ROAS),14 Day Total Sales,14 Day Total Orders (#),14 Day Total Units (#),14 Day Conversion Rate,14 Day Total Sales - (Click),14 Day Total Orders (#) - (Click),14 Day Total Units (#) - (Click)',
        '"Oct 01, 2026",P,USD,SB | Brand,G,fellwick,PHRASE,fellwick set,CPC,40,30,3,7.5%,$2.40,$0.80,,12%,8.3,$20.00,1,2,33%,$20.00,1,2',
      ),
    )
    expect(terms.summary).toMatchObject({ type: 'brand_ads_search_term', rejected: 0, findings: [] })
    expect(terms.facts).toMatchObject([
      {
        adProduct: 'SB',
        report: 'search_term',
        searchTerm: 'fellwick set',
        target: 'fellwick',
        matchType: 'phrase',
        placement: null,
        salesMicros: 20_000_000n,
        newToBrandOrders: null,
      } satisfies Partial<BrandAdsRow>,
    ])
    const placements = await read(
      'Sponsored Brands Campaign placement report.csv',
      csv(
        'Date,Portfolio name,Currency,Campaign Name,Cost type,Placement,Impressions,Viewable Impressions,Clicks,Spend,14 Day Total Sales,14 Day Total Orders (#),14 Day Total Units (#),14 Day New-to-brand Orders (#),14 Day % of Orders New-to-brand,14 Day New-to-brand Sales,14 Day New-to-brand Units (#)',
        '"Oct 01, 2026",P,USD,SB | Brand,CPC,Top of Search on-Amazon,40,30,3,$2.40,$60.00,3,4,2,66.67%,$45.00,3',
        '"Oct 01, 2026",P,USD,SB | Brand,CPC,Detail Page on-Amazon,20,15,1,$0.40,$0.00,0,0,0,,$0.00,0',
      ),
    )
    expect(placements.summary).toMatchObject({ type: 'brand_ads_placement', rejected: 0, findings: [] })
    expect(placements.facts).toMatchObject([
      {
        report: 'placement',
        placement: 'top',
        newToBrandOrders: 2,
        newToBrandSalesMicros: 45_000_000n,
        newToBrandUnits: 3,
      } satisfies Partial<BrandAdsRow>,
      { placement: 'product_pages', newToBrandOrders: 0 },
    ])
  })

  it('those by product are known and not used', async () => {
    const file = csv(
      'Date,Campaign Name,Advertised SKU,14 Day New-to-brand Orders (#),Impressions,Clicks,Spend',
      '2026-10-01,C,A-1,0,1,1,$1.00',
    )
    const { summary } = await read('Sponsored Display Advertised product report.csv', file)
    expect(summary.refusal).toEqual({
      code: 'known_not_used',
      params: { known: 'sponsored_brands_or_display' },
    })
  })
})

describe('campaigns as they stand', () => {
  it('come from the interface and from the tabs of a bulk workbook alike', async () => {
    const line = {
      Product: 'Sponsored Brands',
      Entity: 'Campaign',
      'Campaign ID': '11',
      'Campaign name': 'SB | Brand',
      'Portfolio ID': null,
      State: 'enabled',
      'Start date': '2026-01-02',
      'End date': null,
      'Budget type': 'daily',
      Budget: '12.50',
      'Cost type': 'cpc',
      isMultiAdGroupsEnabled: 'false',
    }
    const listed = await read(
      'brandCampaigns_US_2026-10-01.json.gz',
      json([
        line,
        { ...line, Product: 'Sponsored Display', 'Campaign ID': '12', isMultiAdGroupsEnabled: 'true' },
      ]),
      { asOf: '2026-10-01' },
    )
    expect(listed.summary).toMatchObject({ type: 'brand_bulk', rejected: 0, findings: [] })
    expect(listed.facts).toMatchObject([
      {
        dataset: 'brand_campaign',
        adProduct: 'SB',
        campaignId: '11',
        budgetMicros: 12_500_000n,
        startedOn: '2026-01-02',
        isReported: false,
      } satisfies Partial<BrandCampaignRow>,
      { adProduct: 'SD', campaignId: '12', isReported: true },
    ])
    const sheet = csv(
      'Product,Entity,Operation,Campaign ID,Portfolio ID,Campaign name,Start date,End date,State,Tactic,Budget type,Budget,Cost type',
      'Sponsored Display,Campaign,,12,,SD | Pages,20260102,,enabled,T00020,daily,8,cpc',
      'Sponsored Display,Ad group,,12,,,,,enabled,,,,',
    )
    const { facts } = await read('bulk.csv', sheet, { asOf: '2026-10-01' })
    expect(facts).toMatchObject([
      { adProduct: 'SD', campaignId: '12', budgetMicros: 8_000_000n, isReported: true },
    ])
  })
})
