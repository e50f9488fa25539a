import { describe, expect, it } from 'vitest'
import { readMessage } from './messages.ts'
import { readObject } from './objects.ts'

describe('an object of Marketing Stream', () => {
  const common = {
    advertiser_id: 'ENTITY1',
    marketplace_id: 'M1',
    accountId: '9',
    adProduct: 'SPONSORED_PRODUCTS',
    campaignId: '1234567890123456789',
    state: 'ENABLED',
    audit: {
      creationDateTime: '2026-03-01T00:00:00Z',
      lastUpdatedDateTime: '2026-03-02T00:00:00Z',
    },
  }
  const objectOf = (body: unknown) => {
    const message = readMessage(JSON.stringify(body))
    return message.kind === 'stream' ? readObject(message.records[0]!) : null
  }

  it('is read with its version and all that stands there', () => {
    const body = {
      ...common,
      dataset_id: 'campaigns',
      version: 1709337600123456,
      budget: { budgetCap: { monetaryBudget: { amount: 20.5, currencyCode: 'EUR' } } },
      bidSetting: {
        bidStrategy: 'LEGACY_FOR_SALES',
        placementBidAdjustment: [{ placement: 'PLACEMENT_TOP', percentage: 30 }],
      },
    }
    expect(objectOf(body)).toMatchObject({
      entity: 'campaigns',
      objectId: '1234567890123456789',
      version: 1709337600123456n,
      settings: {
        dailyBudget: '20.50',
        strategy: 'LEGACY_FOR_SALES',
        top: '30',
        restOfSearch: '0',
        portfolio: null,
      },
    })
    expect(objectOf({ ...body, version: undefined })).toBeNull()
  })

  it('may be a keyword, a product or a negative; without a bid it takes its ad group’s', () => {
    const target = {
      ...common,
      dataset_id: 'targets',
      version: 3,
      targetId: '5',
      targetType: 'KEYWORD',
      negative: false,
    }
    expect(objectOf({ ...target, bid: null })).toMatchObject({ entity: 'keywords', settings: { bid: null } })
    expect(objectOf({ ...target, bid: 0.5, targetType: 'AUTO' })).toMatchObject({
      entity: 'targets',
      settings: { bid: '0.50' },
    })
    expect(objectOf({ ...target, negative: true })).toMatchObject({
      entity: 'negatives',
      settings: { state: 'ENABLED' },
    })
  })
})
