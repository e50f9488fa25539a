import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasSpecs, operationOf, schemaCheck, wrongWith } from '#test/support/published-models.ts'
import { openSandbox, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// Everything the sandbox answers must satisfy what Amazon has published. The models are outside the repository; without them this skips.

describe.skipIf(!hasSpecs)('Selling Partner API answers satisfy the published models', () => {
  let sandbox: Sandbox
  let sku = ''
  let asin = ''
  let orderId = ''
  let sellerId = ''
  const us = 'ATVPDKIKX0DER'

  beforeAll(async () => {
    sandbox = await openSandbox()
    const { stage } = sandbox
    const store = stage.market.reads.stores().find((one) => one.marketplace === 'US')!
    sellerId = store.sellerId
    const listing = stage.market.reads.listings(store.key)[0]!
    ;({ sku, asin } = listing)
    orderId = stage.market.reads.orders({ storeKey: store.key, from: '2026-11-01', to: '2026-11-02' })[0]!
      .orderId
  })
  afterAll(() => sandbox.app.close())

  const fits = (name: string, reply: Reply, status = 200): void => {
    expect(
      [reply.status, wrongWith(name, reply.status, reply.body)],
      `${name}: ${reply.text.slice(0, 300)}`,
    ).toEqual([status, []])
  }
  const get = (url: string, region?: string): Promise<Reply> => sandbox.selling('GET', url, undefined, region)

  it('knows the operations by their published paths', () => {
    expect(operationOf('orders_2026-01-01.searchOrders').path).toBe('/orders/2026-01-01/orders')
  })

  it('sellers', async () => {
    fits('sellers.getMarketplaceParticipations', await get('/sellers/v1/marketplaceParticipations'))
    fits('sellers.getAccount', await get('/sellers/v1/account'))
  })

  it('orders and what may be asked of a buyer', async () => {
    const all = 'PROCEEDS,PROMOTION,FULFILLMENT'
    const found = await get(
      `/orders/2026-01-01/orders?createdAfter=2026-09-20T00:00:00Z&includedData=${all}&maxResultsPerPage=5`,
    )
    fits('orders_2026-01-01.searchOrders', found)
    expect((found.body as { orders: unknown[] }).orders).toHaveLength(5)
    fits('orders_2026-01-01.getOrder', await get(`/orders/2026-01-01/orders/${orderId}?includedData=${all}`))
    fits(
      'solicitations.getSolicitationActionsForOrder',
      await get(`/solicitations/v1/orders/${orderId}?marketplaceIds=${us}`),
    )
    fits('orders_2026-01-01.searchOrders', await get('/orders/2026-01-01/orders'), 400)
    fits('orders_2026-01-01.getOrder', await get('/orders/2026-01-01/orders/999-0000000-0000000'), 404)
  })

  it('stock and money', async () => {
    const stock = `/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=${us}&marketplaceIds=${us}&details=true`
    fits('fbaInventory.getInventorySummaries', await get(stock))
    const money = await get('/finances/2024-06-19/transactions?postedAfter=2026-11-01T00:00:00Z')
    fits('finances_2024-06-19.listTransactions', money)
    const { payload } = money.body as { payload: { transactions: unknown[] } }
    expect(payload.transactions.length).toBeGreaterThan(10)
  })

  it('catalogue, listings and prices', async () => {
    const parts =
      'attributes,classifications,dimensions,identifiers,images,productTypes,relationships,salesRanks,summaries'
    fits(
      'catalogItems_2022-04-01.getCatalogItem',
      await get(`/catalog/2022-04-01/items/${asin}?marketplaceIds=${us}&includedData=${parts}`),
    )
    fits(
      'catalogItems_2022-04-01.searchCatalogItems',
      await get(`/catalog/2022-04-01/items?marketplaceIds=${us}&identifiers=${asin}&identifiersType=ASIN`),
    )
    const listing =
      'summaries,attributes,issues,offers,fulfillmentAvailability,procurement,relationships,productTypes'
    fits(
      'listingsItems_2021-08-01.getListingsItem',
      await get(`/listings/2021-08-01/items/${sellerId}/${sku}?marketplaceIds=${us}&includedData=${listing}`),
    )
    fits(
      'listingsItems_2021-08-01.searchListingsItems',
      await get(`/listings/2021-08-01/items/${sellerId}?marketplaceIds=${us}&pageSize=5`),
    )
    const asked = `MarketplaceId=${us}&ItemType=Asin&Asins=${asin}`
    fits('productPricingV0.getPricing', await get(`/products/pricing/v0/price?${asked}`))
    fits(
      'productPricingV0.getCompetitivePricing',
      await get(`/products/pricing/v0/competitivePrice?${asked}`),
    )
  })

  it('the products of rivals as one’s own: page, rank, and offers by the batch', async () => {
    const { reads } = sandbox.stage.market
    const own = new Set(
      reads.stores().flatMap((store) => reads.listings(store.key).map((listing) => listing.asin)),
    )
    const rival = reads.shelf('US').find((item) => !own.has(item.asin))!
    const parts = 'attributes,classifications,dimensions,images,relationships,salesRanks,summaries'
    const page = await get(
      `/catalog/2022-04-01/items/${rival.asin}?marketplaceIds=${us}&includedData=${parts}`,
    )
    fits('catalogItems_2022-04-01.getCatalogItem', page)
    const words = encodeURIComponent(rival.title.split(' ').slice(1).join(' '))
    const found = await get(`/catalog/2022-04-01/items?marketplaceIds=${us}&keywords=${words}&pageSize=20`)
    fits('catalogItems_2022-04-01.searchCatalogItems', found)
    expect((found.body as { items: { asin: string }[] }).items.map((one) => one.asin)).toContain(rival.asin)
    const offers = `/products/pricing/v0/items/${rival.asin}/offers?MarketplaceId=${us}&ItemCondition=New`
    fits('productPricingV0.getItemOffers', await get(offers))
    const wish = (id: string) => ({
      uri: `/products/pricing/v0/items/${id}/offers`,
      method: 'GET',
      MarketplaceId: us,
      ItemCondition: 'New',
    })
    const many = await sandbox.selling('POST', '/batches/products/pricing/v0/itemOffers', {
      requests: [wish(asin), wish(rival.asin), wish('B0NOTTHERE')],
    })
    fits('productPricingV0.getItemOffersBatch', many)
    const answers = (
      many.body as {
        responses: {
          status: { statusCode: number }
          body: { payload?: { Summary: { TotalOfferCount: number } } }
        }[]
      }
    ).responses
    expect(answers.map((one) => [one.status.statusCode, one.body.payload?.Summary.TotalOfferCount])).toEqual([
      [200, 1],
      [200, rival.offers.length],
      [404, undefined],
    ])
    const summary = await sandbox.selling(
      'POST',
      '/batches/products/pricing/2022-05-01/items/competitiveSummary',
      {
        requests: [
          {
            asin: rival.asin,
            marketplaceId: us,
            includedData: ['featuredBuyingOptions', 'lowestPricedOffers'],
            lowestPricedOffersInputs: [{ itemCondition: 'New', offerType: 'Consumer' }],
            uri: '/products/pricing/2022-05-01/items/competitiveSummary',
            method: 'GET',
          },
        ],
      },
    )
    fits('productPricing_2022-05-01.getCompetitiveSummary', summary)
  })

  it('reports, from the request to the document', async () => {
    const made = await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
      marketplaceIds: [us],
      dataStartTime: '2026-10-01T07:00:00Z',
      dataEndTime: '2026-10-08T06:59:59Z',
      reportOptions: { dateGranularity: 'DAY', asinGranularity: 'CHILD' },
    })
    fits('reports_2021-06-30.createReport', made, 202)
    const { reportId } = made.body as { reportId: string }
    const url = `/reports/2021-06-30/reports/${reportId}`
    fits('reports_2021-06-30.getReport', await get(url))
    await sandbox.advance('PT5M')
    const done = await get(url)
    fits('reports_2021-06-30.getReport', done)
    const { processingStatus, reportDocumentId } = done.body as Record<string, string>
    expect(processingStatus).toBe('DONE')
    const document = await get(`/reports/2021-06-30/documents/${reportDocumentId}`)
    fits('reports_2021-06-30.getReportDocument', document)
    const { pathname, search } = new URL((document.body as { url: string }).url)
    const file = await sandbox.app.inject({ url: pathname + search })
    const report = JSON.parse(gunzipSync(file.rawPayload).toString('utf8')) as {
      salesAndTrafficByDate: unknown[]
    }
    expect(schemaCheck('sp-api/schemas/reports/sellerSalesAndTrafficReport.json')(report)).toEqual([])
    expect(report.salesAndTrafficByDate).toHaveLength(7)
    const settled = await get(
      '/reports/2021-06-30/reports?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2&pageSize=1',
    )
    fits('reports_2021-06-30.getReports', settled)
    expect((settled.body as { reports: unknown[] }).reports).toHaveLength(1)
  })

  it('what Amazon thinks of the account', async () => {
    const made = await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: 'GET_V2_SELLER_PERFORMANCE_REPORT',
      marketplaceIds: [us],
    })
    await sandbox.advance('PT5M')
    const { reportId } = made.body as { reportId: string }
    const done = await get(`/reports/2021-06-30/reports/${reportId}`)
    const { reportDocumentId } = done.body as Record<string, string>
    const document = await get(`/reports/2021-06-30/documents/${reportDocumentId}`)
    const { pathname, search } = new URL((document.body as { url: string }).url)
    const file = await sandbox.app.inject({ url: pathname + search })
    const report = JSON.parse(gunzipSync(file.rawPayload).toString('utf8')) as {
      performanceMetrics: { orderDefectRate: { afn: { orderCount: number } } }[]
    }
    expect(schemaCheck('sp-api/schemas/reports/accountHealthReport-2020-11-18.json')(report)).toEqual([])
    expect(report.performanceMetrics[0]!.orderDefectRate.afn.orderCount).toBeGreaterThan(500)
  })

  it('Data Kiosk', async () => {
    const query = `query { analytics_salesAndTraffic_2024_04_24 { salesAndTrafficByDate(startDate:"2026-10-01" endDate:"2026-10-03" aggregateBy:DAY marketplaceIds:["${us}"]) { startDate marketplaceId sales { unitsOrdered orderedProductSales { amount currencyCode } } } } }`
    const made = await sandbox.selling('POST', '/dataKiosk/2023-11-15/queries', { query })
    fits('dataKiosk_2023-11-15.createQuery', made, 202)
    await sandbox.advance('PT5M')
    const { queryId } = made.body as { queryId: string }
    const done = await get(`/dataKiosk/2023-11-15/queries/${queryId}`)
    fits('dataKiosk_2023-11-15.getQuery', done)
    fits('dataKiosk_2023-11-15.getQueries', await get('/dataKiosk/2023-11-15/queries'))
    const { dataDocumentId } = done.body as { dataDocumentId: string }
    fits('dataKiosk_2023-11-15.getDocument', await get(`/dataKiosk/2023-11-15/documents/${dataDocumentId}`))
  })

  it('notifications', async () => {
    const scope = 'sellingpartnerapi::notifications'
    const { arn } = (
      await sandbox.send({ method: 'POST', url: '/_sandbox/queues', payload: { name: 'steward' } })
    ).body as { arn: string }
    const made = await sandbox.grantless(scope, 'POST', '/notifications/v1/destinations', {
      name: 'steward',
      resourceSpecification: { sqs: { arn } },
    })
    fits('notifications.createDestination', made)
    const { destinationId } = (made.body as { payload: { destinationId: string } }).payload
    fits(
      'notifications.getDestinations',
      await sandbox.grantless(scope, 'GET', '/notifications/v1/destinations'),
    )
    const url = '/notifications/v1/subscriptions/REPORT_PROCESSING_FINISHED'
    const subscribed = await sandbox.selling('POST', url, { payloadVersion: '1.0', destinationId })
    fits('notifications.createSubscription', subscribed)
    fits('notifications.getSubscription', await get(url))
    fits(
      'notifications.createSubscription',
      await sandbox.selling('POST', url, { payloadVersion: '1.0', destinationId }),
      409,
    )
    await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      marketplaceIds: [us],
    })
    await sandbox.advance('PT2H')
    const queue = sandbox.stage.queues.byName('steward')!
    const sent = queue.messages.map((one) => JSON.parse(one.body) as unknown)
    expect(sent).toHaveLength(1)
    const check = schemaCheck('sp-api/schemas/notifications/ReportProcessingFinishedNotification.json')
    expect(check(sent[0])).toEqual([])
  })

  it('tells of orders and money as they change', async () => {
    const scope = 'sellingpartnerapi::notifications'
    const { arn } = (
      await sandbox.send({ method: 'POST', url: '/_sandbox/queues', payload: { name: 'news' } })
    ).body as { arn: string }
    const made = await sandbox.grantless(scope, 'POST', '/notifications/v1/destinations', {
      name: 'news',
      resourceSpecification: { sqs: { arn } },
    })
    const { destinationId } = (made.body as { payload: { destinationId: string } }).payload
    const news = {
      ORDER_CHANGE: 'OrderChangeNotification',
      TRANSACTION_UPDATE: 'TransactionUpdateNotification',
    }
    for (const type of Object.keys(news)) {
      const subscription = { payloadVersion: '1.0', destinationId }
      expect(
        (await sandbox.selling('POST', `/notifications/v1/subscriptions/${type}`, subscription)).status,
      ).toBe(200)
    }
    await sandbox.advance('P1D')
    const sent = sandbox.stage.queues
      .byName('news')!
      .messages.map((one) => JSON.parse(one.body) as { NotificationType: string })
    for (const [type, file] of Object.entries(news)) {
      const some = sent.filter((one) => one.NotificationType === type)
      expect(some.length, type).toBeGreaterThan(5)
      const check = schemaCheck(`sp-api/schemas/notifications/${file}.json`)
      for (const one of some.slice(0, 20)) expect(check(one), JSON.stringify(one)).toEqual([])
    }
  })
})
