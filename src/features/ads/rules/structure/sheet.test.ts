import { describe, expect, it } from 'vitest'
import { type SheetSetting, planRows, settingRows, sheetColumns } from './sheet.ts'

const setting = (entity: string, more: Partial<SheetSetting>): SheetSetting => ({
  entity,
  campaignId: '123456789012345678',
  adGroupId: null,
  entityId: null,
  portfolioId: null,
  name: null,
  state: 'enabled',
  targetingType: null,
  dailyBudgetMicros: null,
  bidMicros: null,
  biddingStrategy: null,
  placement: null,
  adjustmentPercent: null,
  sku: null,
  text: null,
  matchType: null,
  ...more,
})

describe('the bulk sheet', () => {
  it('says settings in Amazon’s words, ids as text', () => {
    const rows = settingRows([
      setting('campaign', {
        name: 'Lamp',
        targetingType: 'manual',
        dailyBudgetMicros: 12_500_000n,
        biddingStrategy: 'LEGACY_FOR_SALES',
      }),
      setting('bid_adjustment', {
        placement: 'product_pages',
        adjustmentPercent: 50,
        biddingStrategy: 'MANUAL',
      }),
      setting('keyword', {
        adGroupId: '7',
        entityId: '9',
        text: 'lamp',
        matchType: 'exact',
        bidMicros: 450_000n,
      }),
      setting('negative_keyword', { adGroupId: '7', entityId: '8', text: 'free', matchType: 'phrase' }),
      setting('something new', {}),
    ])
    expect(rows).toEqual([
      {
        Product: 'Sponsored Products',
        Entity: 'Campaign',
        'Campaign ID': '123456789012345678',
        'Campaign Name': 'Lamp',
        'Targeting Type': 'Manual',
        State: 'enabled',
        'Daily Budget': 12.5,
        'Bidding Strategy': 'Dynamic bids - down only',
      },
      {
        Product: 'Sponsored Products',
        Entity: 'Bidding Adjustment',
        'Campaign ID': '123456789012345678',
        State: 'enabled',
        'Bidding Strategy': 'Fixed bid',
        Placement: 'Placement Product Page',
        Percentage: 50,
      },
      {
        Product: 'Sponsored Products',
        Entity: 'Keyword',
        'Campaign ID': '123456789012345678',
        'Ad Group ID': '7',
        'Keyword ID': '9',
        State: 'enabled',
        Bid: 0.45,
        'Keyword Text': 'lamp',
        'Match Type': 'Exact',
      },
      {
        Product: 'Sponsored Products',
        Entity: 'Negative Keyword',
        'Campaign ID': '123456789012345678',
        'Ad Group ID': '7',
        'Keyword ID': '8',
        State: 'enabled',
        'Keyword Text': 'free',
        'Match Type': 'negativePhrase',
      },
    ])
    for (const row of rows) for (const key of Object.keys(row)) expect(sheetColumns).toContain(key)
  })

  it('creates campaigns whose parts find each other by name', () => {
    const rows = planRows(
      [
        {
          name: 'Lamp_Auto',
          state: 'PAUSED',
          targeting: 'AUTO',
          dailyBudget: '10.00',
          strategy: 'AUTO_FOR_SALES',
          adGroups: [
            {
              name: 'auto',
              defaultBid: '0.30',
              skus: ['LAMP-1'],
              targets: [{ matchType: 'AUTO', term: 'close-match', bid: '0.40' }],
              negatives: [{ matchType: 'ASIN', term: 'B0RIVAL001' }],
            },
          ],
          negatives: [{ matchType: 'NEGATIVE_EXACT', term: 'lamp' }],
        },
      ],
      '2026-11-10',
    )
    expect(rows.map((row) => row.Entity)).toEqual([
      'Campaign',
      'Ad Group',
      'Product Ad',
      'Product Targeting',
      'Negative Product Targeting',
      'Campaign Negative Keyword',
    ])
    expect(rows.every((row) => row.Operation === 'Create' && row['Campaign ID'] === 'Lamp_Auto')).toBe(true)
    expect(rows[0]).toMatchObject({ 'Start Date': '20261110', State: 'paused', 'Targeting Type': 'Auto' })
    expect(rows[4]).toMatchObject({
      'Ad Group ID': 'auto',
      'Product Targeting Expression': 'asin="B0RIVAL001"',
    })
  })
})
