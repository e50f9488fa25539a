import { Agent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { SellingPartner } from 'amazon-sp-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSandbox, type Health, type Sandbox } from '#test/support/sandbox.ts'

// Clients that nobody here wrote must find Amazon in the sandbox: they know its hosts, its words and its habits, and nothing of us.

/** Says it is https, and dials the sandbox whatever the host: so that Amazon's own addresses stay in the client. */
class LocalAgent extends Agent {
  readonly #to: number
  constructor(to: number) {
    super()
    this.#to = to
    Object.assign(this, { protocol: 'https:' })
  }
  override createConnection() {
    return connect({ host: '127.0.0.1', port: this.#to })
  }
}

const us = 'ATVPDKIKX0DER'

describe('clients written by others', () => {
  let sandbox: Sandbox
  let health: Health
  let port = 0
  beforeAll(async () => {
    sandbox = await openSandbox()
    await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
    ;({ port } = sandbox.app.server.address() as AddressInfo)
    health = await sandbox.health()
  })
  afterAll(() => sandbox.app.close())

  describe('amazon-sp-api', () => {
    let client: SellingPartner
    beforeAll(() => {
      const { lwa, sellers } = health
      const agent = new LocalAgent(port) as unknown as HttpsAgent
      const options = { https_proxy_agent: agent, user_agent: 'Steward/test' }
      client = new SellingPartner({
        region: 'na',
        refresh_token: sellers.find((one) => one.region === 'NA')!.refreshToken,
        credentials: {
          SELLING_PARTNER_APP_CLIENT_ID: lwa.clientId,
          SELLING_PARTNER_APP_CLIENT_SECRET: lwa.clientSecret,
        },
        options,
      })
    })
    const call = (request: object): Promise<unknown> =>
      client.callAPI(request as Parameters<typeof client.callAPI>[0]) as Promise<unknown>

    it('gets a token by itself and reads the stores', async () => {
      const stores = (await call({ operation: 'getMarketplaceParticipations', endpoint: 'sellers' })) as {
        marketplace: { id: string }
      }[]
      expect(stores.map((one) => one.marketplace.id)).toContain(us)
    })

    it('pages through orders', async () => {
      const query = {
        createdAfter: '2026-10-01T00:00:00Z',
        createdBefore: '2026-10-08T00:00:00Z',
        maxResultsPerPage: 40,
      }
      const path = '/orders/2026-01-01/orders'
      const seen: string[] = []
      let token: string | undefined
      do {
        const page = (await call({
          api_path: path,
          method: 'GET',
          query: { ...query, ...(token === undefined ? {} : { paginationToken: token }) },
        })) as { orders: { orderId: string }[]; pagination?: { nextToken?: string } }
        seen.push(...page.orders.map((one) => one.orderId))
        token = page.pagination?.nextToken
      } while (token !== undefined)
      const { reads } = sandbox.stage.market
      const from = Date.parse(query.createdAfter)
      const to = Date.parse(query.createdBefore)
      const truth = reads.stores().flatMap((store) =>
        store.marketplace === 'US'
          ? reads
              .orders({ storeKey: store.key, from: '2026-09-30', to: '2026-10-08' })
              .filter((order) => order.purchasedAt >= from && order.purchasedAt < to)
              .map((order) => order.orderId)
          : [],
      )
      expect(seen.length).toBeGreaterThan(40)
      expect(seen.toSorted()).toEqual(truth.toSorted())
    })

    it('waits when it is throttled, and downloads a report', async () => {
      const { reportId } = (await call({
        operation: 'createReport',
        endpoint: 'reports',
        body: {
          reportType: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
          marketplaceIds: [us],
          dataStartTime: '2026-10-01T07:00:00Z',
          dataEndTime: '2026-10-15T07:00:00Z',
        },
      })) as { reportId: string }
      await sandbox.advance('PT5M')
      sandbox.stage.faults.add({
        kind: 'throttle',
        seller: '*',
        operation: 'getReport',
        times: 1,
        header: true,
        skewMinutes: 0,
      })
      const report = (await call({ operation: 'getReport', endpoint: 'reports', path: { reportId } })) as {
        processingStatus: string
        reportDocumentId: string
      }
      expect(report.processingStatus).toBe('DONE')
      expect(sandbox.stage.faults.all()).toEqual([])
      const { reportDocumentId } = report
      const document = await call({
        operation: 'getReportDocument',
        endpoint: 'reports',
        path: { reportDocumentId },
      })
      const rows = (await client.download(document as Parameters<typeof client.download>[0], {
        json: true,
      })) as Record<string, string>[]
      const store = sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'US')!
      const truth = sandbox.stage.market.reads.orders({
        storeKey: store.key,
        from: '2026-10-01',
        to: '2026-10-14',
      })
      expect(rows).toHaveLength(truth.reduce((sum, order) => sum + order.lines.length, 0))
      expect(rows[0]).toHaveProperty('amazon-order-id')
    })
  })

  it("Amazon's own SDK understands stores, reports and stock", { timeout: 120_000 }, async () => {
    type Api = Record<string, (...args: unknown[]) => Promise<Record<string, unknown>>>
    type Module = Record<string, new (of?: unknown) => Api>
    const name: string = '@amazon-sp-api-release/amazon-sp-api-sdk-js'
    const sdk = (await import(name)) as Record<string, Module>
    const { lwa, sellers } = health
    const na = sellers.find((one) => one.region === 'NA')!
    const { body } = await sandbox.token({
      grant_type: 'refresh_token',
      refresh_token: na.refreshToken,
      client_id: lwa.clientId,
      client_secret: lwa.clientSecret,
    })
    const open = (module: string, api: string): Api => {
      const { ApiClient, [api]: Chosen } = sdk[module]!
      const client = new ApiClient!(`http://127.0.0.1:${port}`)
      const bearer = client as unknown as { applyXAmzAccessTokenToRequest(token: string): void }
      bearer.applyXAmzAccessTokenToRequest((body as { access_token: string }).access_token)
      return new Chosen!(client)
    }
    const stores = await open('SellersSpApi', 'SellersApi')['getMarketplaceParticipations']!()
    expect(JSON.stringify(stores)).toContain(us)
    const reports = open('ReportsSpApi', 'ReportsApi')
    const { reportId } = await reports['createReport']!({
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      marketplaceIds: [us],
    })
    await sandbox.advance('PT3M')
    const report = await reports['getReport']!(reportId)
    expect(report['processingStatus']).toBe('DONE')
    const document = await reports['getReportDocument']!(report['reportDocumentId'])
    const file = await fetch(String(document['url']))
    expect(await file.text()).toContain('seller-sku')
    const stock = await open('FbainventorySpApi', 'FbaInventoryApi')['getInventorySummaries']!(
      'Marketplace',
      us,
      [us],
      {
        details: true,
      },
    )
    expect(JSON.stringify(stock)).toContain('fulfillableQuantity')
  })

  it("AWS's own client reads a queue", async () => {
    const { queues } = sandbox.stage
    queues.create('steward-test', 'us-east-1', {})
    const client = new SQSClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    })
    const QueueUrl = `http://127.0.0.1:${port}/000000000000/steward-test`
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"日本":"語"}' }))
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    expect(Messages?.map((one) => one.Body)).toEqual(['{"日本":"語"}'])
    const again = await client.send(new ReceiveMessageCommand({ QueueUrl }))
    expect(again.Messages).toBeUndefined()
    const hidden = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
    expect(hidden.Attributes?.['ApproximateNumberOfMessagesNotVisible']).toBe('1')
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle! }))
    expect(queues.byName('steward-test')!.messages).toEqual([])
    const lost = new ReceiveMessageCommand({ QueueUrl: QueueUrl.replace('steward-test', 'nothing') })
    await expect(client.send(lost)).rejects.toMatchObject({ name: 'QueueDoesNotExist' })
    client.destroy()
  })
})
