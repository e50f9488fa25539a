import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// What goes wrong at Amazon goes wrong here when it is asked to, for whom it is asked, as often as it is asked.

describe('faults on demand', () => {
  let sandbox: Sandbox
  const us = 'ATVPDKIKX0DER'
  beforeAll(async () => {
    sandbox = await openSandbox()
  })
  afterAll(() => sandbox.app.close())
  beforeEach(() => sandbox.send({ method: 'DELETE', url: '/_sandbox/faults' }))

  const fault = async (payload: Record<string, unknown>): Promise<void> => {
    expect((await sandbox.send({ method: 'POST', url: '/_sandbox/faults', payload })).status).toBe(200)
  }
  const sellers = (): Promise<Reply> => sandbox.selling('GET', '/sellers/v1/marketplaceParticipations')

  async function report(
    reportType: string,
    more: Record<string, unknown> = {},
  ): Promise<Record<string, string>> {
    const made = await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType,
      marketplaceIds: [us],
      ...more,
    })
    const { reportId } = made.body as { reportId: string }
    await sandbox.advance('PT3M')
    return (await sandbox.selling('GET', `/reports/2021-06-30/reports/${reportId}`)).body as Record<
      string,
      string
    >
  }

  async function download(documentId: string) {
    const document = await sandbox.selling('GET', `/reports/2021-06-30/documents/${documentId}`)
    const { pathname, search } = new URL((document.body as { url: string }).url)
    return sandbox.app.inject({ url: pathname + search })
  }

  it('throttles once, with or without the header', async () => {
    await fault({ kind: 'throttle', operation: 'getMarketplaceParticipations', header: true })
    const first = await sellers()
    expect([first.status, first.headers['x-amzn-ratelimit-limit']]).toEqual([429, '0.016'])
    await fault({ kind: 'throttle', operation: 'getMarketplaceParticipations' })
    expect((await sellers()).headers['x-amzn-ratelimit-limit']).toBeUndefined()
    expect((await sellers()).status).toBe(200)
  })

  it('strikes only the seller it is meant for', async () => {
    await fault({ kind: 'unavailable', seller: 'A0NOBODY' })
    expect((await sellers()).status).toBe(200)
  })

  it('keeps the effect when the answer is lost', async () => {
    await fault({ kind: 'timeoutAfterEffect', operation: 'create /sp/campaigns' })
    const campaign = {
      name: 'Lost answer',
      state: 'ENABLED',
      targetingType: 'AUTO',
      budget: { budget: 5, budgetType: 'DAILY' },
    }
    const media = { 'content-type': 'application/vnd.spCampaign.v3+json' }
    await expect(sandbox.ads('POST', '/sp/campaigns', { campaigns: [campaign] }, media)).rejects.toThrow()
    const listed = await sandbox.ads(
      'POST',
      '/sp/campaigns/list',
      { nameFilter: { include: ['Lost answer'] } },
      media,
    )
    expect((listed.body as { totalResults: number }).totalResults).toBe(1)
  })

  it('breaks the connection before anything happens', async () => {
    const { sellerId } = (await sandbox.health()).sellers[0]!
    await fault({ kind: 'hang', seller: sellerId, operation: 'createReport' })
    const made = sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      marketplaceIds: [us],
    })
    await expect(made).rejects.toThrow()
    const listed = await sandbox.selling(
      'GET',
      '/reports/2021-06-30/reports?reportTypes=GET_MERCHANT_LISTINGS_ALL_DATA',
    )
    expect((listed.body as { reports: unknown[] }).reports).toEqual([])
  })

  it('spoils a document: cut off, zipped twice, expired', async () => {
    const type = 'GET_SALES_AND_TRAFFIC_REPORT'
    const span = { dataStartTime: '2026-10-01T07:00:00Z', dataEndTime: '2026-10-03T06:59:59Z' }
    const { reportDocumentId = '' } = await report(type, span)
    await fault({ kind: 'truncated', operation: type })
    // All bytes are announced, half of them come.
    await expect(download(reportDocumentId)).rejects.toThrow('destroyed before completion')
    await fault({ kind: 'doublyZipped', operation: type })
    const twice = gunzipSync((await download(reportDocumentId)).rawPayload)
    expect(gunzipSync(twice).toString()).toContain('salesAndTrafficByDate')
    await fault({ kind: 'expiredUrl', operation: type })
    expect((await download(reportDocumentId)).statusCode).toBe(403)
    expect((await download(reportDocumentId)).statusCode).toBe(200)
  })

  it('says the wrong charset', async () => {
    const { reportDocumentId = '' } = await report('GET_MERCHANT_LISTINGS_ALL_DATA')
    await fault({ kind: 'wrongCharset', operation: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
    expect((await download(reportDocumentId)).headers['content-type']).toContain('Shift_JIS')
    expect((await download(reportDocumentId)).headers['content-type']).toContain('UTF-8')
  })

  it('ends reports as it likes, and FBA reports asked for too early by itself', async () => {
    await fault({ kind: 'fatal', operation: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
    expect((await report('GET_MERCHANT_LISTINGS_ALL_DATA'))['processingStatus']).toBe('FATAL')
    await fault({ kind: 'cancelled', operation: 'createReport' })
    expect((await report('GET_MERCHANT_LISTINGS_ALL_DATA'))['processingStatus']).toBe('CANCELLED')
    const stock = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA'
    expect((await report(stock))['processingStatus']).toBe('DONE')
    expect((await report(stock))['processingStatus']).toBe('FATAL')
    await sandbox.advance('PT40M')
    expect((await report(stock))['processingStatus']).toBe('DONE')
    const nothing = { dataStartTime: '2020-01-01T00:00:00Z', dataEndTime: '2020-01-02T00:00:00Z' }
    expect((await report('GET_FBA_REIMBURSEMENTS_DATA', nothing))['processingStatus']).toBe('CANCELLED')
  })

  it('lets page tokens die after thirty seconds', async () => {
    const url = '/orders/2026-01-01/orders?createdAfter=2026-09-20T00:00:00Z&maxResultsPerPage=5'
    await fault({ kind: 'shortPageToken', operation: 'searchOrders' })
    const page = await sandbox.selling('GET', url)
    const { nextToken } = (page.body as { pagination: { nextToken: string } }).pagination
    const next = () => sandbox.selling('GET', `${url}&paginationToken=${encodeURIComponent(nextToken)}`)
    expect((await next()).status).toBe(200)
    await sandbox.advance('PT31S')
    expect((await next()).status).toBe(400)
  })

  it('sends messages twice and out of order', async () => {
    const { queues } = sandbox.stage
    const queue = queues.create('noisy', 'us-east-1', {})
    await fault({ kind: 'duplicateMessage', operation: 'noisy' })
    queues.send(queue, 'first')
    await fault({ kind: 'outOfOrder', operation: 'noisy' })
    queues.send(queue, 'second')
    expect(queue.messages.map((one) => one.body)).toEqual(['second', 'first', 'first'])
  })

  it('cuts a quota to a tenth: the bucket empties after fewer calls and fills more slowly', async () => {
    const { sellerId } = (await sandbox.health()).sellers[0]!
    await sandbox.advance('P2D')
    await fault({ seller: sellerId, quota: 0.1 })
    const statuses: number[] = []
    for (let i = 0; i < 3; i++) statuses.push((await sellers()).status)
    expect(statuses).toEqual([200, 429, 429])
    await sandbox.advance('PT11M')
    expect((await sellers()).status).toBe(200)
    await fault({ seller: sellerId, quota: 1 })
  })

  it('shifts the Date header', async () => {
    await fault({ kind: 'clockSkew', skewMinutes: 30 })
    const at = Date.parse(String((await sellers()).headers['date']))
    expect(Math.round((at - sandbox.stage.clock.now()) / 60_000)).toBe(30)
  })

  it('lets somebody else change a bid, which the change history shows without saying who', async () => {
    const { profileIds } = (await sandbox.health()).ads
    const { stage } = sandbox
    const store = stage.market.reads.stores().find((one) => one.profileId === profileIds[0])!
    const [target] = stage.market.reads.adsTree(store.key).targets
    const change = { kind: 'target', targetId: target!.targetId, patch: { bidMinor: 123 } }
    const reply = await sandbox.send({
      method: 'POST',
      url: '/_sandbox/somebody-else',
      payload: { store: store.profileId, change },
    })
    expect(reply.body).toEqual({ ok: true, id: target!.targetId })
    const all = { parents: [{ useProfileIdAdvertiser: true }] }
    const events = await sandbox.ads(
      'POST',
      '/history',
      {
        fromDate: stage.clock.now() - 3_600_000,
        toDate: stage.clock.now(),
        eventTypes: { KEYWORD: all, PRODUCT_TARGETING: all },
      },
      { 'content-type': 'application/json' },
    )
    const found = (events.body as { events: { entityId: string; newValue: string }[] }).events
    expect(found).toContainEqual(expect.objectContaining({ entityId: target!.targetId, newValue: '1.23' }))
    expect(JSON.stringify(found)).not.toContain('somebody')
  })

  it('says by name what it does not serve', async () => {
    const reply = await sandbox.selling('GET', `/products/fees/v0/none`)
    expect(reply.status).toBe(501)
    const named = await sandbox.selling('GET', `/definitions/2020-09-01/productTypes?marketplaceIds=${us}`)
    expect([
      named.status,
      named.text.includes('definitionsProductTypes_2020-09-01.searchDefinitionsProductTypes'),
    ]).toEqual([501, true])
  })
})
