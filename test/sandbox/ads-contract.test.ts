import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adsCheck, hasSpecs } from '#test/support/published-models.ts'
import { openSandbox, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// What the Ads API of the sandbox answers must satisfy Amazon's own files. Without them this skips.

const sp = 'openapi-2026-08/SponsoredProducts_prod_3p.json'
const other = (name: string): string => `openapi-2026-07-condensed/${name}.json`
const media = (name: string): Record<string, string> => ({
  'content-type': `application/vnd.${name}+json`,
  accept: `application/vnd.${name}+json`,
})

type Batch = Record<
  string,
  { success: Record<string, unknown>[]; error: { errors: { errorType: string }[] }[] }
>

describe.skipIf(!hasSpecs)('Ads API answers satisfy the published files', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await openSandbox()
  })
  afterAll(() => sandbox.app.close())

  const fits = (file: string, method: string, path: string, reply: Reply, status = 200): void => {
    expect(reply.status, reply.text.slice(0, 400)).toBe(status)
    expect(adsCheck(file, method, path, status)(reply.body), reply.text.slice(0, 400)).toEqual([])
  }
  const post = (
    url: string,
    kind: string,
    payload: unknown,
    more: Record<string, string> = {},
  ): Promise<Reply> => sandbox.ads('POST', url, payload, { ...media(kind), ...more })

  it('profiles and managers', async () => {
    const profiles = await sandbox.ads('GET', '/v2/profiles')
    expect(profiles.status).toBe(200)
    expect(profiles.text).toMatch(/"profileId":\d+,/)
    expect(profiles.body).toHaveLength(2)
    fits(
      other('AccountsManagerAccounts'),
      'GET',
      '/managerAccounts',
      await sandbox.ads('GET', '/managerAccounts'),
    )
    const portfolios = await post('/portfolios/list', 'spPortfolio.v3', {})
    fits('openapi-2026-08/Portfolios_prod_3p.json', 'POST', '/portfolios/list', portfolios)
  })

  it.each([
    ['/sp/campaigns', 'spCampaign.v3'],
    ['/sp/adGroups', 'spAdGroup.v3'],
    ['/sp/productAds', 'spProductAd.v3'],
    ['/sp/keywords', 'spKeyword.v3'],
    ['/sp/targets', 'spTargetingClause.v3'],
    ['/sp/negativeKeywords', 'spNegativeKeyword.v3'],
    ['/sp/campaignNegativeKeywords', 'spCampaignNegativeKeyword.v3'],
    ['/sp/negativeTargets', 'spNegativeTargetingClause.v3'],
    ['/sp/campaignNegativeTargets', 'spCampaignNegativeTargetingClause.v3'],
  ])('lists %s, with dates when asked', async (path, kind) => {
    fits(sp, 'POST', `${path}/list`, await post(`${path}/list`, kind, { maxResults: 50 }))
    fits(sp, 'POST', `${path}/list`, await post(`${path}/list`, kind, { includeExtendedDataFields: true }))
  })

  it('makes a campaign with everything in it, and answers item by item', async () => {
    const { stage } = sandbox
    const { profileIds } = (await sandbox.health()).ads
    const store = stage.market.reads.stores().find((one) => one.profileId === profileIds[0])!
    const { sku } = stage.market.reads.listings(store.key)[0]!
    const whole = { prefer: 'return=representation' }
    const campaign = { name: 'New one', state: 'ENABLED', targetingType: 'MANUAL' }
    const made = await post(
      '/sp/campaigns',
      'spCampaign.v3',
      {
        campaigns: [
          { ...campaign, budget: { budget: 30, budgetType: 'DAILY' } },
          { ...campaign, name: 'Too poor', budget: { budget: 0.01, budgetType: 'DAILY' } },
          { ...campaign, budget: { budget: 30, budgetType: 'DAILY' } },
        ],
      },
      whole,
    )
    fits(sp, 'POST', '/sp/campaigns', made, 207)
    const { campaigns } = made.body as Batch
    expect(campaigns!.success).toHaveLength(1)
    expect(campaigns!.error.map((one) => one.errors[0]!.errorType)).toEqual([
      'budgetError',
      'duplicateValueError',
    ])
    const campaignId = campaigns!.success[0]!['campaignId']

    const group = { campaignId, name: 'Group', state: 'ENABLED', defaultBid: 0.8 }
    const groups = await post('/sp/adGroups', 'spAdGroup.v3', { adGroups: [group] }, whole)
    fits(sp, 'POST', '/sp/adGroups', groups, 207)
    const { adGroupId } = (groups.body as Batch)['adGroups']!.success[0]!

    const place = { campaignId, adGroupId, state: 'ENABLED' }
    const ads = await post('/sp/productAds', 'spProductAd.v3', { productAds: [{ ...place, sku }] }, whole)
    fits(sp, 'POST', '/sp/productAds', ads, 207)
    const keyword = { ...place, keywordText: 'cat water fountain', matchType: 'EXACT', bid: 1.1 }
    const keywords = await post(
      '/sp/keywords',
      'spKeyword.v3',
      { keywords: [keyword, { ...keyword, bid: 31 }] },
      whole,
    )
    fits(sp, 'POST', '/sp/keywords', keywords, 207)
    const { keywords: batch } = keywords.body as Batch
    expect(batch!.error[0]!.errors[0]!.errorType).toBe('biddingError')
    const { keywordId } = batch!.success[0]!

    const negative = { ...place, keywordText: 'cheap', matchType: 'NEGATIVE_EXACT' }
    const negatives = await post(
      '/sp/negativeKeywords',
      'spNegativeKeyword.v3',
      { negativeKeywords: [negative] },
      whole,
    )
    fits(sp, 'POST', '/sp/negativeKeywords', negatives, 207)
    const target = {
      ...place,
      expression: [{ type: 'ASIN_SAME_AS', value: 'B000000001' }],
      expressionType: 'MANUAL',
    }
    const targets = await post('/sp/targets', 'spTargetingClause.v3', { targetingClauses: [target] }, whole)
    fits(sp, 'POST', '/sp/targets', targets, 207)

    const update = {
      keywords: [
        { keywordId, bid: 0.9 },
        { keywordId: '1', bid: 0.9 },
      ],
    }
    const updated = await sandbox.ads('PUT', '/sp/keywords', update, media('spKeyword.v3'))
    fits(sp, 'PUT', '/sp/keywords', updated, 207)
    expect((updated.body as Batch)['keywords']!.error[0]!.errors[0]!.errorType).toBe('entityNotFoundError')
    const gone = await post('/sp/keywords/delete', 'spKeyword.v3', {
      keywordIdFilter: { include: [keywordId] },
    })
    fits(sp, 'POST', '/sp/keywords/delete', gone, 207)
    const late = await sandbox.ads(
      'PUT',
      '/sp/keywords',
      { keywords: [{ keywordId, state: 'ENABLED' }] },
      media('spKeyword.v3'),
    )
    expect((late.body as Batch)['keywords']!.error[0]!.errors[0]!.errorType).toBe('entityStateError')
  })

  it('wants the media type of the operation', async () => {
    const reply = await sandbox.ads('POST', '/sp/campaigns/list', {}, { 'content-type': 'application/json' })
    expect(reply.status).toBe(415)
  })

  const ask = {
    startDate: '2026-11-01',
    endDate: '2026-11-07',
    configuration: {
      adProduct: 'SPONSORED_PRODUCTS',
      reportTypeId: 'spTargeting',
      groupBy: ['targeting'],
      columns: [
        'date',
        'campaignId',
        'keywordId',
        'targeting',
        'matchType',
        'impressions',
        'clicks',
        'cost',
        'sales7d',
      ],
      timeUnit: 'DAILY',
      format: 'GZIP_JSON',
    },
  }
  const reporting = 'createasyncreportrequest.v3'

  it('reports are pending, processing, completed; a twin is named', async () => {
    const made = await post('/reporting/reports', reporting, ask, { accept: '*/*' })
    fits(other('ReportingVersion3'), 'POST', '/reporting/reports', made)
    const { reportId } = made.body as { reportId: string }
    const twin = await post('/reporting/reports', reporting, ask, { accept: '*/*' })
    expect([twin.status, (twin.body as { detail: string }).detail]).toEqual([
      425,
      `The Request is a duplicate of : ${reportId}`,
    ])
    await sandbox.advance('PT10M')
    const done = await sandbox.ads('GET', `/reporting/reports/${reportId}`)
    fits(other('ReportingVersion3'), 'GET', '/reporting/reports/{reportId}', done)
    const { url } = done.body as { url: string }
    const { pathname, search } = new URL(url)
    const file = await sandbox.app.inject({ url: pathname + search })
    const text = gunzipSync(file.rawPayload).toString('utf8')
    expect(text).toMatch(/"campaignId":\d+,/)
    const rows = JSON.parse(text) as { clicks: number; cost: number; date: string }[]
    expect(rows.length).toBeGreaterThan(0)
    const store = sandbox.stage.market.reads.stores()[0]!
    const truth = sandbox.stage.market.reads.adRows({
      storeKey: store.key,
      from: ask.startDate,
      to: ask.endDate,
      by: 'span',
      grain: [],
    })
    expect(rows.reduce((sum, row) => sum + row.clicks, 0)).toBe(
      truth.reduce((sum, row) => sum + row.clicks, 0),
    )
    const bearer = await sandbox.app.inject({
      url: pathname + search,
      headers: { authorization: 'Bearer x' },
    })
    expect(bearer.statusCode).toBe(400)
  })

  it('refuses a range that is too long, as Amazon words it', async () => {
    const reply = await post(
      '/reporting/reports',
      reporting,
      { ...ask, startDate: '2026-09-25' },
      { accept: '*/*' },
    )
    expect([reply.status, (reply.body as { detail: string }).detail]).toEqual([
      400,
      'configuration startDate to endDate range (44 days) must not exceed maximum range (31 days)',
    ])
  })

  it('exports, history, budget usage, bid recommendations', async () => {
    const made = await post('/targets/export', 'targetsexport.v1', {
      adProductFilter: ['SPONSORED_PRODUCTS'],
    })
    fits(other('ExportsSnapshots'), 'POST', '/targets/export', made, 202)
    await sandbox.advance('PT2M')
    const { exportId } = made.body as { exportId: string }
    fits(
      other('ExportsSnapshots'),
      'GET',
      '/exports/{exportId}',
      await sandbox.ads('GET', `/exports/${exportId}`),
    )
    const all = { parents: [{ useProfileIdAdvertiser: true }] }
    const events = await sandbox.ads(
      'POST',
      '/history',
      {
        fromDate: Date.parse('2026-10-01'),
        toDate: Date.parse('2026-11-20'),
        eventTypes: { CAMPAIGN: all, KEYWORD: all },
      },
      { 'content-type': 'application/json' },
    )
    fits(other('ChangeHistory'), 'POST', '/history', events)
    expect((events.body as { totalResults: number }).totalResults).toBeGreaterThan(0)
    const { campaigns } = (await post('/sp/campaigns/list', 'spCampaign.v3', { maxResults: 2 })).body as {
      campaigns: { campaignId: string }[]
    }
    const usage = await post('/sp/campaigns/budget/usage', 'spcampaignbudgetusage.v1', {
      campaignIds: campaigns.map((one) => one.campaignId),
    })
    fits(sp, 'POST', '/sp/campaigns/budget/usage', usage, 207)
    const { adGroups } = (await post('/sp/adGroups/list', 'spAdGroup.v3', { maxResults: 1 })).body as {
      adGroups: { adGroupId: string; campaignId: string }[]
    }
    const bids = await post('/sp/targets/bid/recommendations', 'spthemebasedbidrecommendation.v5', {
      ...adGroups[0],
      recommendationType: 'BIDS_FOR_EXISTING_AD_GROUP',
      targetingExpressions: [{ type: 'KEYWORD_EXACT_MATCH', value: 'cat fountain' }],
    })
    fits(sp, 'POST', '/sp/targets/bid/recommendations', bids)
  })

  it('Marketing Stream speaks into a queue once it is confirmed, and its differences sum to the truth', async () => {
    const { arn } = (
      await sandbox.send({ method: 'POST', url: '/_sandbox/queues', payload: { name: 'stream' } })
    ).body as { arn: string }
    const kind = 'amazonmarketingstreamsubscriptions.v1'
    const made = await post('/streams/subscriptions', kind, {
      clientRequestToken: 'one-and-only-subscription',
      dataSetId: 'sp-traffic',
      destination: { sqsDestination: { queueArn: arn } },
    })
    fits(other('AmazonMarketingStreamSubscriptions'), 'POST', '/streams/subscriptions', made)
    const { queues } = sandbox.stage
    const [first] = queues.receive(queues.byName('stream')!, 10, 1)
    const { SubscribeURL } = JSON.parse(first!.body) as { SubscribeURL: string }
    const { pathname, search } = new URL(SubscribeURL)
    expect((await sandbox.send({ url: pathname + search })).status).toBe(200)
    queues.discard(queues.byName('stream')!, first!.receipt)
    const listed = await sandbox.ads('GET', '/streams/subscriptions')
    fits(other('AmazonMarketingStreamSubscriptions'), 'GET', '/streams/subscriptions', listed)
    const from = sandbox.stage.clock.now()
    for (let day = 0; day < 4; day++) await sandbox.advance('P1D')
    const told = queues.byName('stream')!.messages.map((one) => JSON.parse(one.body) as { clicks: number })
    const store = sandbox.stage.market.reads.stores()[0]!
    const { reads } = sandbox.stage.market
    const truth = reads
      .adRows({
        storeKey: store.key,
        from: reads.dayOf(store.key, from),
        to: reads.dayOf(store.key, sandbox.stage.clock.now()),
        by: 'hour',
        grain: [],
      })
      .filter((row) => reads.startOf(store.key, row.day) + (row.hour ?? 0) * 3_600_000 >= from)
    expect(told.length).toBeGreaterThan(0)
    expect(told.reduce((sum, one) => sum + one.clicks, 0)).toBe(
      truth.reduce((sum, row) => sum + row.clicks, 0),
    )
  })
})
