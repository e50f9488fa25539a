import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAdsDoor, openAppDoor, openSpDoor, userAgentOf } from '#amazon/doors.ts'
import { listProfiles } from '#amazon/ads/profiles.ts'
import * as adsReports from '#amazon/ads/reports.ts'
import type { AdsReportRequest } from '#amazon/ads/reports.ts'
import { listEntities, updateEntities } from '#amazon/ads/sponsored-products.ts'
import { parseJson } from '#amazon/json.ts'
import { readMessage } from '#amazon/stream/messages.ts'
import { openQueue } from '#amazon/stream/queue.ts'
import { NOTIFICATION_PRINCIPAL } from '#amazon/stream/sources.ts'
import { capabilities } from '#kernel/capability.ts'
import { createLimiter } from '#amazon/limiter.ts'
import { refresh } from '#amazon/lwa.ts'
import { localEndpoints } from '#amazon/regions.ts'
import { createDestination, createSubscription, listDestinations } from '#amazon/sp/notifications.ts'
import { getOrder, searchOrders } from '#amazon/sp/orders.ts'
import { createReport, getReport, openReport } from '#amazon/sp/reports.ts'
import { getMarketplaceParticipations } from '#amazon/sp/sellers.ts'
import { keepTokens } from '#amazon/token-source.ts'
import type { Door } from '#amazon/transport.ts'
import type { Clock } from '#platform/clock.ts'
import { memoryQuotas } from '#test/support/memory-quotas.ts'
import { type Health, type Sandbox, fetchFrom, openSandbox } from '#test/support/sandbox.ts'

// Two readings of Amazon's models meet: our connectors and the sandbox, which know nothing of each other.

const origin = 'http://sandbox.test'

describe('our connectors at the sandbox', () => {
  let sandbox: Sandbox
  let health: Health
  let seen: ReturnType<typeof fetchFrom>
  let door: (region: 'NA' | 'EU', granted?: Door['granted']) => Door
  let appDoor: Door
  let adsDoor: (profileId: string | null) => Door
  let clock: Clock

  beforeAll(async () => {
    sandbox = await openSandbox()
    health = await sandbox.health()
    seen = fetchFrom(sandbox)
    clock = {
      now: () => new Date(sandbox.stage.now()),
      // Time passes only when somebody waits for the quota.
      sleep: (ms) => sandbox.advance(`PT${Math.ceil(ms / 1000)}S`),
    }
    const endpoints = localEndpoints(origin)
    const limiter = createLimiter({ store: memoryQuotas(), clock })
    const maker = { endpoints, fetch: seen.fetch, clock, limiter, userAgent: userAgentOf('0.1.0') }
    const lwa = { fetch: seen.fetch, clock, userAgent: maker.userAgent }
    const app = {
      clientId: health.lwa.clientId,
      secrets: ['not live yet', health.lwa.clientSecret],
      tokenUrl: endpoints.spToken,
    }
    const common = { appId: app.clientId, priority: 'scheduled' as const, patienceMs: 3_600_000 }
    door = (region, granted = new Set(capabilities)) => {
      const seller = health.sellers.find((one) => one.region === region)!
      const grant = { refreshToken: () => Promise.resolve(seller.refreshToken) }
      const token = keepTokens({ door: lwa, app: () => Promise.resolve(app), grant })
      return openSpDoor(maker, { ...common, region, granted, token, sellerId: seller.sellerId })
    }
    const scope = 'sellingpartnerapi::notifications' as const
    const token = keepTokens({ door: lwa, app: () => Promise.resolve(app), grant: { scope } })
    const ads = {
      clientId: health.ads.clientId,
      secrets: [health.ads.clientSecret],
      tokenUrl: endpoints.adsToken('NA'),
    }
    const adsToken = keepTokens({
      door: lwa,
      app: () => Promise.resolve(ads),
      grant: { refreshToken: () => Promise.resolve(health.ads.refreshToken) },
    })
    adsDoor = (profileId) =>
      openAdsDoor(maker, {
        region: 'NA',
        granted: new Set(capabilities),
        token: adsToken,
        priority: 'interactive',
        patienceMs: 3_600_000,
        clientId: ads.clientId,
        profileId,
        connection: 'c',
      })
    appDoor = openAppDoor(maker, { ...common, region: 'EU', token })
  })
  afterAll(() => sandbox.app.close())

  it('log in with the second secret when the first is not live, and are told when a grant is dead', async () => {
    const { value } = await getMarketplaceParticipations(door('EU'))
    expect(value.map((one) => one.marketplaceId)).toContain('A1PA6795UKMFR9')
    const lwa = { fetch: seen.fetch, clock, userAgent: 'x' }
    const app = {
      clientId: health.lwa.clientId,
      secrets: [health.lwa.clientSecret],
      tokenUrl: `${origin}/auth/o2/token`,
    }
    await expect(refresh(lwa, app, 'Atzr|nonsense')).rejects.toMatchObject({
      kind: 'rejected',
      failure: { code: 'invalid_grant' },
    })
    expect((await listDestinations(appDoor)).value).toEqual([])
  })

  it('ask for a report, wait for it, and read it in its charset', async () => {
    const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
    const at = door('EU')
    const { value } = await createReport(at, { reportType, marketplaceIds: ['A1PA6795UKMFR9'] })
    let report = (await getReport(at, { reportId: value.reportId, reportType })).value
    for (let i = 0; i < 60 && report.processingStatus.startsWith('IN_'); i++) {
      await sandbox.advance('PT1M')
      report = (await getReport(at, { reportId: value.reportId, reportType })).value
    }
    expect(report.processingStatus).toBe('DONE')
    const { bytes, charset } = await openReport(at, {
      reportDocumentId: report.reportDocumentId!,
      reportType,
    })
    const chunks: Buffer[] = []
    for await (const chunk of bytes) chunks.push(chunk)
    const text = new TextDecoder(charset === 'cp1252' ? 'windows-1252' : (charset ?? 'utf-8'), {
      fatal: true,
    }).decode(Buffer.concat(chunks))
    expect(text.split('\n')[0]).toContain('seller-sku\t')
    expect(text).not.toContain('\u{FFFD}')
  })

  it('never run into a quota: two bursts of calls are let through at Amazon’s pace, with no 429', async () => {
    const at = door('NA')
    const by = { lastUpdatedAfter: new Date(clock.now().getTime() - 20 * 86_400_000) }
    const began = clock.now().getTime()
    const page = await searchOrders(at, { marketplaceIds: ['ATVPDKIKX0DER'], by, parts: ['PROCEEDS'] })
    const ids = page.value.orders.map((order) => order.orderId)
    expect(ids.length).toBeGreaterThan(5)
    seen.statuses.length = 0
    const calls = 80
    for (let i = 0; i < calls; i++) await getOrder(at, { orderId: ids[i % ids.length]!, parts: ['PROCEEDS'] })
    expect(seen.statuses.filter((status) => status === 429)).toEqual([])
    expect(seen.statuses.length).toBe(calls)
    // 30 at once, then one in two seconds.
    const seconds = (clock.now().getTime() - began) / 1000
    expect(seconds).toBeGreaterThanOrEqual((calls - 31) * 2)
    expect(seconds).toBeLessThan((calls - 30) * 2 + 20)
  })

  it('hear from a queue that the report is ready', async () => {
    const endpoint = await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
    const place = { region: 'eu-west-1', endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 's' } }
    const aws = new SQSClient(place)
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${NOTIFICATION_PRINCIPAL}:root` },
          Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
          Resource: '*',
        },
      ],
    })
    const { QueueUrl } = await aws.send(
      new CreateQueueCommand({ QueueName: 'steward', Attributes: { Policy } }),
    )
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })
    const queueArn = (await aws.send(asked)).Attributes!['QueueArn']!
    aws.destroy()
    const { value: destination } = await createDestination(appDoor, { name: 'steward', queueArn })
    const notificationType = 'REPORT_PROCESSING_FINISHED'
    const { destinationId } = destination
    const at = door('EU')
    await createSubscription(at, { notificationType, destinationId, payloadVersion: '1.0' })
    const reportType = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'
    const { value } = await createReport(at, { reportType, marketplaceIds: ['A1PA6795UKMFR9'] })

    const queue = await openQueue({ url: QueueUrl!, ...place })
    const abouts: unknown[] = []
    for (let i = 0; i < 60 && abouts.length === 0; i++) {
      await sandbox.advance('PT1M')
      const messages = await queue.receive({ waitSeconds: 0 })
      for (const message of messages.map((one) => readMessage(one.body)))
        if (message.kind === 'notification') abouts.push(message.about)
      await queue.remove(messages)
    }
    queue.close()
    expect(abouts).toContainEqual(
      expect.objectContaining({
        type: 'report',
        reportId: value.reportId,
        reportType,
        processingStatus: 'DONE',
      }),
    )
  })

  it('change a bid, read it back, and learn of each item what became of it', async () => {
    const above = adsDoor(null)
    const { value: profiles } = await listProfiles(above, 'edit')
    const profile = profiles.find((one) => one.marketplaceId === 'ATVPDKIKX0DER')!
    const at = adsDoor(profile.profileId)
    const { value: page } = await listEntities(at, 'keywords', { states: ['ENABLED'], maxResults: 1 })
    const { keywordId, bidMicros } = page.items[0]!
    const bid = bidMicros === 770_000n ? 780_000n : 770_000n
    const { value: outcomes } = await updateEntities(at, 'keywords', [
      { keywordId: '999', bidMicros: bid },
      { keywordId, bidMicros: bid },
      { keywordId: page.items[0]!.keywordId, bidMicros: 1n },
    ])
    expect(outcomes.map((one) => (one.outcome === 'applied' ? one.id : one.kind))).toEqual([
      'rejected',
      keywordId,
      'rejected',
    ])
    const { value: after } = await listEntities(at, 'keywords', { ids: [keywordId] })
    expect(after.items.map((one) => one.bidMicros)).toEqual([bid])
  })

  it('wait for an advertising report, and recognise one that was asked for twice', async () => {
    const { value: profiles } = await listProfiles(adsDoor(null), 'edit')
    const at = adsDoor(profiles[0]!.profileId)
    const request: AdsReportRequest = {
      name: 'spTargeting',
      startOn: '2026-10-20',
      endOn: '2026-11-05',
      configuration: {
        adProduct: 'SPONSORED_PRODUCTS',
        reportTypeId: 'spTargeting',
        groupBy: ['targeting'],
        columns: ['date', 'campaignId', 'adGroupId', 'keywordId', 'impressions', 'clicks', 'cost'],
        timeUnit: 'DAILY',
      },
    }
    const first = await adsReports.createReport(at, request)
    const second = await adsReports.createReport(at, request)
    if (!first.started || second.started) return expect.unreachable()
    expect(second.duplicateOf).toBe(first.report.reportId)
    let report = (await adsReports.getReport(at, second.duplicateOf)).value
    expect(adsReports.sameReport(request, report)).toBe(true)
    for (let i = 0; i < 60 && report.status !== 'COMPLETED'; i++) {
      await sandbox.advance('PT5M')
      report = (await adsReports.getReport(at, report.reportId)).value
    }
    const { bytes } = await adsReports.openReport(at, report)
    let text = ''
    for await (const chunk of bytes) text += chunk.toString()
    const rows = parseJson(text) as { keywordId: unknown; cost: number }[]
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.every((row) => typeof row.cost === 'number')).toBe(true)
  })

  it('are refused by our own guard before the sandbox hears of it', async () => {
    seen.statuses.length = 0
    await expect(
      getOrder(door('NA', new Set(['sales_reports'])), { orderId: '1', parts: [] }),
    ).rejects.toMatchObject({ code: 'outside_grant' })
    expect(seen.statuses).toEqual([])
  })
})
