import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { memoryQuotas } from '#test/support/memory-quotas.ts'
import { virtualTime } from '#test/support/virtual-time.ts'
import { fakeFetch, testDoor } from '#test/support/fake-amazon.ts'
import { createLimiter } from '../limiter.ts'
import { createQuery, datasetsOf } from './data-kiosk.ts'
import { getListingOffers } from './offers.ts'
import { patchListingsItem } from './listings-items.ts'
import { getOrder, searchOrders } from './orders.ts'
import { createReport, nextReports, openReport } from './reports.ts'
import { getSolicitationActions } from './solicitations.ts'

const query = (url: string) => Object.fromEntries(new URL(url).searchParams)

describe('reports', () => {
  it('the next page takes the token alone', async () => {
    const { fetch, sent } = fakeFetch({ json: { reports: [], nextToken: null } })
    await nextReports(testDoor('sp', fetch), {
      nextToken: 'a+/=',
      reportTypes: ['GET_SALES_AND_TRAFFIC_REPORT'],
    })
    expect(query(sent[0]!.url)).toEqual({ nextToken: 'a+/=' })
  })

  it('of a type outside the grant are not asked for, nor is their document', async () => {
    const { fetch, sent } = fakeFetch({ json: { reportId: '1' } })
    const door = testDoor('sp', fetch, { granted: new Set(['orders']) })
    const one = { reportDocumentId: 'd', reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' }
    await expect(openReport(door, one)).rejects.toMatchObject({
      code: 'outside_grant',
      params: { missing: 'finances' },
    })
    const restricted = { reportType: 'GET_FLAT_FILE_ORDERS_DATA_INVOICING', marketplaceIds: ['M'] }
    await expect(createReport(door, restricted)).rejects.toMatchObject({ params: { missing: 'unlisted' } })
    expect(sent).toEqual([])
  })

  it('are opened without the token', async () => {
    const place = { json: { reportDocumentId: 'd', url: 'https://s3.test/d?sig=1' } }
    const { fetch, sent } = fakeFetch(place, {
      body: 'sku\n',
      headers: { 'content-type': 'text/plain; charset=Shift_JIS' },
    })
    const one = { reportDocumentId: 'd', reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' }
    const { charset, bytes } = await openReport(testDoor('sp', fetch), one)
    expect(charset).toBe('shift_jis')
    expect(sent[1]).toMatchObject({ url: 'https://s3.test/d?sig=1', headers: {} })
    let text = ''
    for await (const chunk of bytes) text += chunk.toString()
    expect(text).toBe('sku\n')
  })

  it('of FBA’s clock are not asked for again within their half hour, per marketplace; others are', async () => {
    const time = virtualTime()
    const gate = createLimiter({ store: memoryQuotas(), clock: time }).gate({
      app: 'a',
      account: 's',
      region: 'EU',
      priority: 'scheduled',
    })
    const { fetch, sent } = fakeFetch({ status: 400, json: {} }, { status: 202, json: { reportId: '1' } })
    const door = testDoor('sp', fetch, { gate, clock: time })
    const ask = (reportType: string, marketplaceId: string) =>
      createReport(door, { reportType, marketplaceIds: [marketplaceId] }).then(
        () => 'asked',
        (error: { failure: { code: string } }) => error.failure.code,
      )
    const stock = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA'
    // A refused one was not made, so it does not count.
    expect(await ask(stock, 'DE')).toBe('400')
    expect(await ask(stock, 'DE')).toBe('asked')
    expect(await ask(stock, 'DE')).toBe('quota_wait')
    expect(await ask(stock, 'FR')).toBe('asked')
    expect(await ask('GET_LEDGER_DETAIL_VIEW_DATA', 'DE')).toBe('asked')
    await time.run([time.sleep(1_801_000)])
    expect(await ask(stock, 'DE')).toBe('asked')
    expect(sent).toHaveLength(5)
  })
})

describe('a Data Kiosk query', () => {
  const text = 'query Q { analytics_economics_2024_03_15 { economics { startDate } } }'

  it('is judged by what it asks, not by what the caller says', async () => {
    const { fetch, sent } = fakeFetch({ json: { queryId: '1' } })
    const door = testDoor('sp', fetch)
    await createQuery(door, { query: text })
    expect(sent).toHaveLength(1)
    const both = `${text} { analytics_vendorAnalytics_2024_09_30 { x } }`
    expect(datasetsOf(both)).toHaveLength(2)
    await expect(createQuery(door, { query: both })).rejects.toMatchObject({ code: 'outside_grant' })
    await expect(createQuery(door, { query: '{ __schema { types { name } } }' })).rejects.toMatchObject({
      code: 'outside_grant',
    })
    expect(sent).toHaveLength(1)
  })
})

describe('orders', () => {
  const json = {
    order: {
      orderId: '302-1',
      createdTime: '2026-03-01T00:00:00.000Z',
      lastUpdatedTime: '2026-03-01T00:00:00.000Z',
      salesChannel: { channelName: 'AMAZON' },
      buyer: { buyerName: 'Erika Mustermann' },
      orderItems: [
        {
          orderItemId: '1',
          quantityOrdered: 2,
          product: { asin: 'B1', sellerSku: 's' },
          proceeds: { proceedsTotal: { amount: '39.98', currencyCode: 'EUR' } },
          fulfillment: { packing: { giftOption: { giftMessage: 'Alles Gute, Oma' } } },
        },
      ],
    },
  }

  it('go on without anybody’s name or words, even if Amazon sent them', async () => {
    const answer = await getOrder(testDoor('sp', fakeFetch({ json }).fetch), {
      orderId: '302-1',
      parts: ['FULFILLMENT'],
    })
    expect(inspect(answer, { depth: null })).not.toMatch(/Erika|Oma/)
    expect(answer.value.orderItems[0]!.proceeds!.proceedsTotal).toEqual({
      micros: 39_980_000n,
      currency: 'EUR',
    })
  })

  it('are searched by one kind of time', async () => {
    const { fetch, sent } = fakeFetch({ json: { orders: [], pagination: {} } })
    const by = { lastUpdatedAfter: new Date('2026-03-01T00:00:00Z') }
    const { value } = await searchOrders(testDoor('sp', fetch), {
      marketplaceIds: ['M'],
      by,
      parts: ['PROCEEDS'],
    })
    expect(Object.keys(query(sent[0]!.url)).toSorted()).toEqual([
      'includedData',
      'lastUpdatedAfter',
      'marketplaceIds',
      'maxResultsPerPage',
    ])
    expect(value.nextToken).toBeNull()
  })
})

describe('a listing change', () => {
  it('that is a preview says so, and a real one does not', async () => {
    const { fetch, sent } = fakeFetch({ json: { sku: 's', status: 'VALID', submissionId: 'x', issues: [] } })
    const change = { sellerId: 'A', sku: 's', marketplaceId: 'M', productType: 'MUG', patches: [] }
    await patchListingsItem(testDoor('sp', fetch), { ...change, preview: true })
    await patchListingsItem(testDoor('sp', fetch), { ...change, preview: false })
    expect(sent.map((one) => query(one.url)['mode'])).toEqual(['VALIDATION_PREVIEW', undefined])
  })

  it('whose answer was lost may have been taken', async () => {
    const change = {
      sellerId: 'A',
      sku: 's',
      marketplaceId: 'M',
      productType: 'MUG',
      patches: [],
      preview: false,
    }
    const door = testDoor('sp', fakeFetch({ status: 503, body: '' }).fetch)
    await expect(patchListingsItem(door, change)).rejects.toMatchObject({ kind: 'unknown' })
  })
})

describe('batches and embedded answers', () => {
  it('one SKU may fail while the others answer', async () => {
    const good = {
      status: { statusCode: 200 },
      body: {
        payload: {
          SKU: 'a',
          status: 'Success',
          Summary: { TotalOfferCount: 1, ListPrice: { Amount: 9.99, CurrencyCode: 'EUR' } },
          Offers: [{ SubCondition: 'new', IsFulfilledByAmazon: true, ListingPrice: {}, SellerId: 'A' }],
        },
      },
    }
    const bad = { status: { statusCode: 404 }, body: { errors: [{ code: 'NotFound', message: 'no' }] } }
    const { fetch } = fakeFetch({ json: { responses: [good, bad] } })
    const asks = ['a', 'b'].map((sku) => ({ sku, marketplaceId: 'M' }))
    const { value } = await getListingOffers(testDoor('sp', fetch), asks)
    expect(value[0]!.payload).toMatchObject({
      sku: 'a',
      listPrice: { micros: 9_990_000n, currency: 'EUR' },
      offers: [{ byAmazon: true, listingPrice: null }],
    })
    expect(value[1]).toMatchObject({ payload: null, statusCode: 404, errors: [{ code: 'NotFound' }] })
  })

  it('a solicitation is allowed when Amazon names it', async () => {
    const action = { payload: { name: 'productReviewAndSellerFeedback' } }
    const order = { amazonOrderId: '302-1', marketplaceId: 'M' }
    const ask = (json: unknown) => getSolicitationActions(testDoor('sp', fakeFetch({ json }).fetch), order)
    expect((await ask({ _embedded: { actions: [action] } })).value).toEqual([
      'productReviewAndSellerFeedback',
    ])
    expect((await ask({ _embedded: { actions: [] } })).value).toEqual([])
  })
})
