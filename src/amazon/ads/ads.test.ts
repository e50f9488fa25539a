import { describe, expect, it } from 'vitest'
import { fakeFetch, testDoor } from '#test/support/fake-amazon.ts'
import { isDuplicate } from './outcomes.ts'
import { type AdsReportRequest, createReport, getReport, openReport, sameReport } from './reports.ts'
import { archiveEntities, createEntities, listEntities, updateEntities } from './sponsored-products.ts'

const keyword = (id: string, bid: number | null) => ({
  keywordId: id,
  adGroupId: '2',
  campaignId: '1',
  keywordText: 'tasse',
  matchType: 'EXACT',
  state: 'ENABLED',
  bid,
})

const tooLow = {
  errorType: 'rangeError',
  errorValue: {
    rangeError: {
      reason: 'TOO_LOW',
      message: 'Bid is too low',
      cause: { location: '$.keywords[1].bid', trigger: '0.01' },
      lowerLimit: '0.02',
      upperLimit: '1000',
    },
  },
}
const of = (type: string, reason: string) => ({
  errorType: type,
  errorValue: { [type]: { reason, message: 'm' } },
})

describe('a batch of bids', () => {
  it('has an outcome for each item, in the order they were sent, whatever the order they come back in', async () => {
    const json = {
      keywords: {
        success: [
          { index: 4, keywordId: '14', keyword: keyword('14', 0.55) },
          { index: 0, keywordId: '10', keyword: keyword('10', null) },
        ],
        error: [
          { index: 3, errors: [of('throttledError', 'THROTTLED')] },
          { index: 1, errors: [tooLow] },
          { index: 5, errors: [of('internalServerError', 'INTERNAL_ERROR')] },
        ],
      },
    }
    const { fetch } = fakeFetch({ status: 207, json })
    const changes = ['10', '11', '12', '13', '14', '15'].map((keywordId) => ({
      keywordId,
      bidMicros: 550_000n,
    }))
    const { value, requestId } = await updateEntities(testDoor('ads', fetch), 'keywords', changes)
    expect(requestId).toBe('req-1')
    expect(value.map((one) => (one.outcome === 'applied' ? one.id : one.kind))).toEqual([
      '10',
      'rejected',
      // Not mentioned at all: nobody knows.
      'unknown',
      'throttled',
      '14',
      'unknown',
    ])
    expect(value[0]).toMatchObject({ entity: { keywordId: '10', bidMicros: null } })
    expect(value[4]).toMatchObject({ entity: { bidMicros: 550_000n } })
    expect(value[1]).toEqual({
      index: 1,
      outcome: 'failed',
      kind: 'rejected',
      problems: [
        {
          type: 'rangeError',
          reason: 'TOO_LOW',
          message: 'Bid is too low',
          location: '$.keywords[1].bid',
          lowerLimit: '0.02',
          upperLimit: '1000',
        },
      ],
    })
  })

  it('sends bids as exact numbers, null for the default, and nothing for what stays', async () => {
    const { fetch, sent } = fakeFetch({ status: 207, json: { keywords: { success: [], error: [] } } })
    const door = testDoor('ads', fetch)
    await updateEntities(door, 'keywords', [
      { keywordId: '1', bidMicros: 1_230_000n },
      { keywordId: '2', bidMicros: null },
      { keywordId: '3', state: 'PAUSED' },
    ])
    expect(JSON.parse(sent[0]!.body!)).toEqual({
      keywords: [
        { keywordId: '1', bid: 1.23 },
        { keywordId: '2', bid: null },
        { keywordId: '3', state: 'PAUSED' },
      ],
    })
  })

  it('that creates what is there already is recognised', async () => {
    const json = {
      negativeKeywords: { error: [{ index: 0, errors: [of('duplicateValueError', 'DUPLICATE_VALUE')] }] },
    }
    const { fetch } = fakeFetch({ status: 207, json })
    const { value } = await createEntities(testDoor('ads', fetch), 'negativeKeywords', [
      {
        campaignId: '1',
        adGroupId: '2',
        state: 'ENABLED',
        matchType: 'NEGATIVE_EXACT',
        keywordText: 'gratis',
      },
    ])
    expect(value.map(isDuplicate)).toEqual([true])
  })

  it('knows the names each kind has of its own', async () => {
    const json = {
      campaignNegativeTargetingClauses: { success: [{ index: 0, campaignNegativeTargetingClauseId: '77' }] },
    }
    const { fetch, sent } = fakeFetch({ status: 207, json })
    const { value } = await archiveEntities(testDoor('ads', fetch), 'campaignNegativeTargets', ['77'])
    expect(value).toEqual([{ index: 0, outcome: 'applied', id: '77', entity: null }])
    expect(JSON.parse(sent[0]!.body!)).toEqual({ campaignNegativeTargetIdFilter: { include: ['77'] } })
  })

  it('may not be empty, nor larger than Amazon takes', async () => {
    const door = testDoor('ads', fakeFetch({}).fetch)
    await expect(archiveEntities(door, 'keywords', [])).rejects.toThrow('1 to 1,000')
    const many = Array.from({ length: 1001 }, (_, i) => String(i))
    await expect(archiveEntities(door, 'keywords', many)).rejects.toThrow('1 to 1,000')
    await expect(
      (async () => listEntities(door, 'campaignNegativeKeywords', { adGroupIds: ['1'] }))(),
    ).rejects.toThrow('stand in no ad group')
  })
})

describe('a list', () => {
  it('keeps ids above 2^53 that come as numbers', async () => {
    const body = `{"campaigns":[{"campaignId":1234567890123456789,"name":"c","state":"ENABLED","targetingType":"MANUAL",
      "startDate":"2026-01-01","budget":{"budget":10.5,"budgetType":"DAILY"}}],"totalResults":1}`
    const { value } = await listEntities(testDoor('ads', fakeFetch({ body }).fetch), 'campaigns', {})
    expect(value.items[0]).toMatchObject({ campaignId: '1234567890123456789', budgetMicros: 10_500_000n })
    expect(value.nextToken).toBeNull()
  })
})

describe('a report that is asked for twice', () => {
  const asked: AdsReportRequest = {
    name: 'spTargeting 1',
    startOn: '2026-02-01',
    endOn: '2026-02-28',
    configuration: {
      adProduct: 'SPONSORED_PRODUCTS',
      reportTypeId: 'spTargeting',
      groupBy: ['targeting'],
      columns: ['date', 'campaignId', 'cost'],
      timeUnit: 'DAILY',
    },
  }
  const other = '0b9ac3d6-1f0e-4a2b-9c3d-1234567890ab'
  const found = {
    reportId: other,
    status: 'COMPLETED',
    startDate: '2026-02-01',
    endDate: '2026-02-28',
    createdAt: '2026-03-01T00:00:00Z',
    configuration: {
      ...asked.configuration,
      columns: ['cost', 'date', 'campaignId'],
      format: 'GZIP_JSON',
      filters: null,
    },
    url: null,
  }

  it('names the one it doubles', async () => {
    const { fetch } = fakeFetch({
      status: 425,
      json: { code: '425', detail: `The Request is a duplicate of : ${other}` },
    })
    expect(await createReport(testDoor('ads', fetch), asked)).toEqual({ started: false, duplicateOf: other })
  })

  it('which is adopted only when it holds the same rows over the same days', async () => {
    const { value } = await getReport(testDoor('ads', fakeFetch({ json: found }).fetch), other)
    expect(sameReport(asked, value)).toBe(true)
    expect(sameReport({ ...asked, name: 'another name' }, value)).toBe(true)
    expect(sameReport({ ...asked, endOn: '2026-02-27' }, value)).toBe(false)
    const summary = { ...asked.configuration, timeUnit: 'SUMMARY' } as const
    expect(sameReport({ ...asked, configuration: summary }, value)).toBe(false)
    const filtered = { ...asked.configuration, filters: [{ field: 'keywordType', values: ['BROAD'] }] }
    expect(sameReport({ ...asked, configuration: filtered }, value)).toBe(false)
  })

  it('finished without an address cannot be opened yet', async () => {
    const door = testDoor('ads', fakeFetch({ json: found }).fetch)
    const { value } = await getReport(door, other)
    await expect(openReport(door, value)).rejects.toMatchObject({
      kind: 'unavailable',
      failure: { code: 'not_ready' },
    })
  })

  it('other refusals stay refusals', async () => {
    const { fetch } = fakeFetch({
      status: 400,
      json: { code: '400', detail: 'must not exceed maximum range (31 days)' },
    })
    await expect(createReport(testDoor('ads', fetch), asked)).rejects.toMatchObject({ kind: 'rejected' })
  })
})
