import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeFetch } from '#test/support/fake-amazon.ts'
import { readMessage } from './messages.ts'
import { type Queue, openQueue } from './queue.ts'
import { readBudgetLevel, readConversion, readTraffic } from './records.ts'
import { confirmSubscription, isStreamTopic, topicPattern } from './sources.ts'

const envelope = (notificationType: string, payload: unknown) => ({
  notificationVersion: '1.0',
  notificationType,
  payloadVersion: '1.0',
  eventTime: '2026-03-01T10:00:00.000Z',
  payload,
  notificationMetadata: {
    applicationId: 'amzn1.sellerapps.app.1',
    subscriptionId: 's-1',
    publishTime: '2026-03-01T10:00:01.000Z',
    notificationId: 'n-1',
  },
})
/** The same with capitals, as some types are written. */
const capitals = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key[0]!.toUpperCase() + key.slice(1), capitals(inner)]),
      )
    : value
const read = (body: unknown) => readMessage(JSON.stringify(body))

describe('a notification', () => {
  it('says which report is ready, for whom, and whether we know it already', () => {
    const payload = {
      reportProcessingFinishedNotification: {
        sellerId: 'A1',
        accountId: 'amzn1.account.1',
        reportId: '5001',
        reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
        processingStatus: 'DONE',
        reportDocumentId: 'd-1',
      },
    }
    expect(read(envelope('REPORT_PROCESSING_FINISHED', payload))).toEqual({
      kind: 'notification',
      notificationId: 'n-1',
      notificationType: 'REPORT_PROCESSING_FINISHED',
      eventAt: new Date('2026-03-01T10:00:00Z'),
      subscriptionId: 's-1',
      sellerId: 'A1',
      about: {
        type: 'report',
        reportId: '5001',
        reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
        processingStatus: 'DONE',
        reportDocumentId: 'd-1',
      },
    })
  })

  it('of an order leaves the place it is sent to behind', () => {
    const body = capitals(
      envelope('ORDER_CHANGE', {
        orderChangeNotification: {
          sellerId: 'A1',
          amazonOrderId: '302-1',
          summary: { marketplaceId: 'M1', orderStatus: 'Shipped', destinationPostalCode: '10115' },
        },
      }),
    )
    const message = read(body)
    expect(message).toMatchObject({
      sellerId: 'A1',
      about: { type: 'order', orderId: '302-1', marketplaceId: 'M1', status: 'Shipped' },
    })
    expect(JSON.stringify(message)).not.toContain('10115')
  })

  it('brings a new secret', () => {
    const payload = {
      applicationOAuthClientNewSecret: {
        clientId: 'c',
        newClientSecret: 'amzn1.oa2-cs.v1.x',
        newClientSecretExpiryTime: '2026-08-28T00:00:00Z',
        oldClientSecretExpiryTime: '2026-03-08T00:00:00Z',
      },
    }
    expect(read(envelope('APPLICATION_OAUTH_CLIENT_NEW_SECRET', payload))).toMatchObject({
      about: {
        type: 'secret',
        clientId: 'c',
        newSecret: 'amzn1.oa2-cs.v1.x',
        oldExpiresAt: new Date('2026-03-08'),
      },
    })
  })

  it('of a query, a transaction, stock and an offer is read; one of a type we do not read is a sign to look', () => {
    const about = (type: string, payload: unknown) => {
      const message = read(envelope(type, payload))
      return message.kind === 'notification' ? message.about : message
    }
    const query = {
      accountId: 'a',
      queryId: 'q',
      query: '{}',
      processingStatus: 'FATAL',
      errorDocumentId: 'e',
    }
    expect(about('DATA_KIOSK_QUERY_PROCESSING_FINISHED', query)).toMatchObject({
      type: 'query',
      errorDocumentId: 'e',
    })
    const transaction = {
      transactionUpdateNotification: {
        sellingPartnerMetadata: { sellingPartnerId: 'A1', marketplaceId: 'M1', accountType: 'Standard' },
        transactionType: 'Shipment',
        postedDate: '2026-03-01T00:00:00Z',
      },
    }
    expect(about('TRANSACTION_UPDATE', transaction)).toMatchObject({
      type: 'transaction',
      marketplaceId: 'M1',
    })
    const stock = {
      SellerId: 'A1',
      FNSKU: 'X',
      ASIN: 'B1',
      SKU: 's',
      FulfillmentInventoryByMarketplace: [
        { MarketplaceId: 'M1', ItemName: 'x', FulfillmentInventory: { Fulfillable: 12 } },
      ],
    }
    expect(about('FBA_INVENTORY_AVAILABILITY_CHANGES', stock)).toEqual({
      type: 'inventory',
      sku: 's',
      asin: 'B1',
      marketplaces: [{ marketplaceId: 'M1', fulfillable: 12 }],
    })
    const offer = {
      AnyOfferChangedNotification: {
        SellerId: 'A1',
        OfferChangeTrigger: { ASIN: 'B1', MarketplaceId: 'M1' },
      },
    }
    expect(about('ANY_OFFER_CHANGED', offer)).toEqual({ type: 'offer', asin: 'B1', marketplaceId: 'M1' })
    expect(about('ACCOUNT_STATUS_CHANGED', { accountStatusChangeNotification: { x: 1 } })).toEqual({
      type: 'other',
    })
  })
})

describe('a record of Marketing Stream', () => {
  const traffic = {
    idempotency_id: 'i-1',
    dataset_id: 'sp-traffic',
    marketplace_id: 'M1',
    currency: 'EUR',
    advertiser_id: 'ENTITY1',
    campaign_id: '1234567890123456789',
    ad_group_id: '2',
    ad_id: '3',
    keyword_id: '4',
    keyword_text: 'tasse',
    match_type: 'EXACT',
    placement: 'Top of Search on-Amazon',
    time_window_start: '2026-03-01T10:00:00.000Z',
    clicks: -1,
    impressions: -12,
    cost: -0.55,
  }
  const wrapped = (message: unknown) => ({
    Type: 'Notification',
    MessageId: 'm',
    TopicArn: 'arn:aws:sns:eu-west-1:668473351658:t',
    Message: JSON.stringify(message),
  })

  it.each([
    ['wrapped by the topic', wrapped(traffic)],
    ['bare', traffic],
    ['in a list', wrapped([traffic])],
  ])('comes %s, and may take back what an earlier one counted', (_name, body) => {
    const message = read(body)
    if (message.kind !== 'stream') return expect.unreachable()
    const [record] = message.records
    expect(record).toMatchObject({
      dataset: 'sp-traffic',
      advertiserId: 'ENTITY1',
      marketplaceId: 'M1',
      idempotencyId: 'i-1',
    })
    expect(readTraffic(record!)).toMatchObject({
      campaignId: '1234567890123456789',
      clicks: -1,
      impressions: -12,
      costMicros: -550_000n,
    })
    expect(readConversion(record!)).toBeNull()
  })

  it('of conversions and of budgets is read too; one without its fields is not made up', () => {
    const days = {
      attributed_conversions_7d: 2,
      attributed_conversions_14d: 3,
      attributed_conversions_7d_same_sku: 1,
    }
    const money = {
      attributed_sales_7d: 39.98,
      attributed_sales_14d: 59.97,
      attributed_sales_7d_same_sku: 19.99,
    }
    const units = { attributed_units_ordered_7d: 2, attributed_units_ordered_14d: 3 }
    const body = { ...traffic, dataset_id: 'sp-conversion', ...days, ...money, ...units }
    const message = read(body)
    if (message.kind !== 'stream') return expect.unreachable()
    expect(readConversion(message.records[0]!)).toMatchObject({ orders7d: 2, sales14dMicros: 59_970_000n })
    const level = read({
      dataset_id: 'budget-usage',
      advertiser_id: 'E',
      marketplace_id: 'M1',
      budget_scope_id: '1',
      budget_scope_type: 'CAMPAIGN',
      advertising_product_type: 'sp',
      budget: 20,
      budget_usage_percentage: 85.5,
      usage_updated_timestamp: '2026-03-01T10:00:00Z',
    })
    if (level.kind !== 'stream') return expect.unreachable()
    expect(readBudgetLevel(level.records[0]!)).toMatchObject({ usedRatio: 0.855, budgetMicros: 20_000_000n })
    expect(readBudgetLevel({ ...level.records[0]!, fields: {} })).toBeNull()
  })
})

describe('a message that is none of these', () => {
  it.each(['', 'no', '[]x', '{}', '7', 'null', '{"Type":"Notification","TopicArn":"t","Message":"{"}'])(
    '%j is kept for looking at, and nothing breaks',
    (body) => expect(readMessage(body).kind).toBe('unreadable'),
  )
})

describe('a subscription to confirm', () => {
  const topicArn = 'arn:aws:sns:eu-west-1:668473351658:prod'
  const confirmUrl = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=x'

  it('is recognised, and confirmed at AWS', async () => {
    const body = {
      Type: 'SubscriptionConfirmation',
      TopicArn: topicArn,
      Message: 'You have chosen…',
      SubscribeURL: confirmUrl,
    }
    expect(read(body)).toEqual({ kind: 'confirmation', topicArn, confirmUrl })
    const { fetch, sent } = fakeFetch({ body: '<ok/>' })
    await confirmSubscription(fetch, { topicArn, confirmUrl })
    expect(sent.map((one) => one.url)).toEqual([confirmUrl])
  })

  it.each([
    [topicArn, 'https://evil.test/?x=sns.eu-west-1.amazonaws.com'],
    [topicArn, 'https://sns.eu-west-1.amazonaws.com.evil.test/'],
    [topicArn, 'http://sns.eu-west-1.amazonaws.com/'],
    [topicArn, 'http://169.254.169.254/latest/meta-data'],
    ['arn:aws:sns:eu-west-1:000000000000:prod', confirmUrl],
    [topicArn, 'nonsense'],
  ])('of %s at %s is not called', async (arn, url) => {
    const { fetch, sent } = fakeFetch({})
    await expect(confirmSubscription(fetch, { topicArn: arn, confirmUrl: url })).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(sent).toEqual([])
  })

  it('of a sandbox is called at its own origin only', async () => {
    const { fetch, sent } = fakeFetch({})
    await confirmSubscription(
      fetch,
      { topicArn: 'x', confirmUrl: 'http://127.0.0.1:9/confirm' },
      'http://127.0.0.1:9',
    )
    expect(sent).toHaveLength(1)
  })

  it('knows Amazon’s topics by data set and region', () => {
    expect(topicPattern('sp-traffic', 'EU')).toBe('arn:aws:sns:eu-west-1:668473351658:*')
    expect(isStreamTopic('arn:aws:sns:us-east-1:668473351658:x')).toBe(false)
  })
})

// AWS's own client against a server that speaks its JSON protocol.
describe('a queue', () => {
  const waiting = new Map([
    ['r-1', 'eins'],
    ['r-2', 'zwei'],
  ])
  const calls: { target: string; body: Record<string, unknown> }[] = []
  let deny = false
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const target = String(request.headers['x-amz-target'])
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
      calls.push({ target, body })
      response.setHeader('content-type', 'application/x-amz-json-1.0')
      if (deny) {
        const error = {
          __type: 'com.amazonaws.sqs#QueueDoesNotExist',
          message: 'The specified queue does not exist.',
        }
        return void response.writeHead(400).end(JSON.stringify(error))
      }
      if (target === 'AmazonSQS.ReceiveMessage') {
        const Messages = [...waiting].map(([receipt, text]) => ({
          MessageId: `m-${receipt}`,
          ReceiptHandle: receipt,
          Body: text,
          MD5OfBody: createHash('md5').update(text).digest('hex'),
          Attributes: { SentTimestamp: '1772359200000', ApproximateReceiveCount: '2' },
        }))
        return void response.end(JSON.stringify({ Messages }))
      }
      const entries = body['Entries'] as { Id: string; ReceiptHandle: string }[]
      for (const entry of entries) waiting.delete(entry.ReceiptHandle)
      response.end(JSON.stringify({ Successful: entries.map(({ Id }) => ({ Id })), Failed: [] }))
    })
  })
  let queue: Queue

  beforeAll(async () => {
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    queue = await openQueue({
      url: `${endpoint}/123456789012/steward`,
      region: 'eu-west-1',
      endpoint,
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    })
  })
  afterAll(() => {
    queue.close()
    server.close()
  })

  it('gives messages with their receipts, and forgets those that are stored', async () => {
    const messages = await queue.receive({ waitSeconds: 0 })
    expect(messages.map((one) => [one.receipt, one.body, one.receivedCount])).toEqual([
      ['r-1', 'eins', 2],
      ['r-2', 'zwei', 2],
    ])
    expect(messages[0]!.sentAt).toEqual(new Date('2026-03-01T10:00:00Z'))
    await queue.remove(messages.slice(0, 1))
    expect([...waiting.keys()]).toEqual(['r-2'])
    expect(calls[0]!.body).toMatchObject({
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 0,
      VisibilityTimeout: 120,
    })
  })

  it('that is not there is a rejection by name', async () => {
    deny = true
    await expect(queue.receive({ waitSeconds: 0 })).rejects.toMatchObject({
      kind: 'rejected',
      failure: { operation: 'sqs.receive', code: 'QueueDoesNotExist', status: 400 },
    })
    deny = false
  })
})
