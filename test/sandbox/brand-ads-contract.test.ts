import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brandShapes } from '#sandbox/ads/brand-reports.ts'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { adsCheck, hasSpecs, specs } from '#test/support/published-models.ts'
import { openSandbox, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// Sponsored Brands and Sponsored Display of the sandbox beside Amazon's own files. Without those the checks of shapes skip.

const brands = 'openapi-2026-08/sponsoredBrands_40_openapi.json'
const display = 'openapi-2026-07-condensed/SponsoredDisplay.json'
const SB = 'application/vnd.sbcampaignresource.v4+json'
const sbMedia = { 'content-type': SB, accept: SB }

type Listed = { campaignId: string | number; name: string; state: string; isMultiAdGroupsEnabled?: boolean }

let sandbox: Sandbox
beforeAll(async () => {
  const us = travenor.stores.filter((one) => one.marketplace === 'US')
  sandbox = await openSandbox({ sellers: [{ ...travenor, stores: us, hasBrand: true }] })
})
afterAll(() => sandbox.app.close())

const fits = (file: string, method: string, path: string, reply: Reply): void => {
  expect(reply.status, reply.text.slice(0, 300)).toBe(200)
  if (hasSpecs) expect(adsCheck(file, method, path, 200)(reply.body), reply.text.slice(0, 300)).toEqual([])
}
const listBrands = (payload: object): Promise<Reply> =>
  sandbox.ads('POST', '/sb/v4/campaigns/list', payload, sbMedia)

/** Asks for a report and waits for it; the rows, and the text with its numbers as they were written. */
async function reportOf(
  configuration: object,
  span = { startDate: '2026-10-20', endDate: '2026-11-08' },
): Promise<{ text: string; rows: Record<string, unknown>[]; madeAt: number }> {
  const media = 'application/vnd.createasyncreportrequest.v3+json'
  const asked = { ...span, configuration: { timeUnit: 'DAILY', format: 'GZIP_JSON', ...configuration } }
  const made = await sandbox.ads('POST', '/reporting/reports', asked, {
    'content-type': media,
    accept: '*/*',
  })
  expect(made.status, made.text).toBe(200)
  const { reportId, status } = made.body as { reportId: string; status: string }
  expect(status).toBe('PENDING')
  await sandbox.advance('PT10M')
  const done = (await sandbox.ads('GET', `/reporting/reports/${reportId}`)).body as {
    url: string
    generatedAt: string
  }
  const { pathname, search } = new URL(done.url)
  const file = await sandbox.app.inject({ url: pathname + search })
  const text = gunzipSync(file.rawPayload).toString('utf8')
  return { text, rows: JSON.parse(text) as Record<string, unknown>[], madeAt: Date.parse(done.generatedAt) }
}

describe('campaigns of a registered brand', () => {
  it('of Sponsored Brands are listed by page and filter as Amazon publishes it', async () => {
    fits(brands, 'POST', '/sb/v4/campaigns/list', await listBrands({}))
    fits(brands, 'POST', '/sb/v4/campaigns/list', await listBrands({ includeExtendedDataFields: true }))
    const first = (await listBrands({ maxResults: 2 })).body as {
      campaigns: Listed[]
      nextToken: string
      totalCount: number
    }
    const next = (await listBrands({ maxResults: 2, nextToken: first.nextToken })).body as typeof first
    expect([first.totalCount, first.campaigns.length, next.campaigns.length, next.nextToken]).toEqual([
      3,
      2,
      1,
      undefined,
    ])
    const { campaigns } = (await listBrands({ stateFilter: { include: ['PAUSED'] } })).body as typeof first
    expect(campaigns.map((one) => one.isMultiAdGroupsEnabled)).toEqual([false])
    expect((await listBrands({ maxResults: 101 })).status).toBe(400)
    expect((await listBrands({ maxResults: 1, nextToken: first.nextToken })).status).toBe(400)
  })

  it('of Sponsored Display are a plain list with numbers for ids', async () => {
    const all = await sandbox.ads('GET', '/sd/campaigns')
    fits(display, 'GET', '/sd/campaigns', all)
    expect(all.text).toMatch(/"campaignId":\d+,/)
    const page = await sandbox.ads('GET', '/sd/campaigns?startIndex=1&count=5&stateFilter=enabled,%20paused')
    expect((page.body as Listed[]).map((one) => one.name)).toEqual([(all.body as Listed[])[1]!.name])
    const { campaignId } = (all.body as Listed[])[0]!
    fits(
      display,
      'GET',
      '/sd/campaigns/{campaignId}',
      await sandbox.ads('GET', `/sd/campaigns/${campaignId}`),
    )
    expect((await sandbox.ads('GET', '/sd/campaigns/1')).status).toBe(404)
  })

  it.each([
    ['POST', '/sb/v4/campaigns', SB, 'CreateSponsoredBrandsCampaigns'],
    ['PUT', '/sb/v4/campaigns', SB, 'UpdateSponsoredBrandsCampaigns'],
    ['POST', '/sb/v4/campaigns/delete', SB, 'DeleteSponsoredBrandsCampaigns'],
    ['POST', '/sd/campaigns', 'application/json', 'createCampaigns'],
    ['PUT', '/sd/campaigns', 'application/json', 'updateCampaigns'],
    ['POST', '/sb/v4/adGroups/list', SB, '/sb/v4/adGroups/list'],
  ] as const)('%s %s is refused by name', async (method, path, type, name) => {
    const reply = await sandbox.ads(method, path, {}, { 'content-type': type, accept: '*/*' })
    expect(reply.status).toBe(501)
    expect(reply.text).toContain(name)
  })

  it('are none without a brand', async () => {
    const other = await openSandbox()
    const none = await other.ads('POST', '/sb/v4/campaigns/list', {}, sbMedia)
    expect(none.body).toEqual({ campaigns: [], totalCount: 0 })
    expect((await other.ads('GET', '/sd/campaigns')).body).toEqual([])
    await other.app.close()
  })
})

const cases = [
  ['sbCampaigns', 'SPONSORED_BRANDS', 'campaign', 'brands', 'campaign', ['campaignId', 'unitsSoldClicks']],
  ['sbTargeting', 'SPONSORED_BRANDS', 'targeting', 'brands', 'target', ['keywordId', 'keywordText']],
  [
    'sbSearchTerm',
    'SPONSORED_BRANDS',
    'searchTerm',
    'brands',
    'searchTerm',
    ['keywordId', 'searchTerm', 'keywordText', 'matchType'],
  ],
  [
    'sbCampaignPlacement',
    'SPONSORED_BRANDS',
    'campaignPlacement',
    'brands',
    'placement',
    ['campaignId', 'placementClassification', 'viewableImpressions'],
  ],
  ['sdCampaigns', 'SPONSORED_DISPLAY', 'campaign', 'display', 'campaign', ['costType', 'campaignStatus']],
  ['sdTargeting', 'SPONSORED_DISPLAY', 'targeting', 'display', 'target', ['targetingId', 'targetingText']],
] as const

describe('reports of both products', () => {
  it.each(cases)(
    '%s tells the market’s truth of its day, click and view beside click alone',
    async (...one) => {
      const [reportTypeId, adProduct, group, product, grain, more] = one
      const columns = [
        'date',
        'impressions',
        'clicks',
        'cost',
        'sales',
        'salesClicks',
        'purchases',
        'unitsSold',
        ...more,
      ]
      const { rows, text, madeAt } = await reportOf({ adProduct, reportTypeId, groupBy: [group], columns })
      const [store] = sandbox.stage.market.reads.stores()
      const truth = sandbox.stage.market.reads.brandAdRows({
        storeKey: store!.key,
        from: '2026-10-20',
        to: '2026-11-08',
        asOf: madeAt,
        product,
        by: 'day',
        grain,
      })
      expect(rows.length).toBe(truth.length)
      const total = (name: string): number => rows.reduce((sum, row) => sum + Number(row[name]), 0)
      expect(total('clicks')).toBe(truth.reduce((sum, row) => sum + row.clicks, 0))
      expect(Math.round(total('cost') * 100)).toBe(truth.reduce((sum, row) => sum + row.costMinor, 0))
      expect(Math.round(total('sales') * 100)).toBe(truth.reduce((sum, row) => sum + row.salesMinor, 0))
      expect(Math.round(total('salesClicks') * 100)).toBe(
        truth.reduce((sum, row) => sum + row.clickSalesMinor, 0),
      )
      // Terms that nobody clicked are not told, nor what is said to have come of seeing them.
      if (grain === 'searchTerm') expect(total('sales')).toBeGreaterThanOrEqual(total('salesClicks'))
      else expect(total('sales')).toBeGreaterThan(total('salesClicks'))
      if (more[0].endsWith('Id')) expect(text).toMatch(new RegExp(`"${more[0]}":\\d+`))
    },
  )

  it.each(cases)(
    '%s has the columns that Amazon publishes, and no other',
    (reportTypeId, _adProduct, group) => {
      const file = join(specs, 'ads-api/reporting-v3-report-types.derived.json')
      if (!existsSync(file)) return
      const published = (
        JSON.parse(readFileSync(file, 'utf8')) as Record<
          string,
          {
            baseColumns: string[]
            groupBy: string[]
            groupByColumns: Record<string, string[]>
            dataRetentionDays: number
          }
        >
      )[reportTypeId]!
      const ours = brandShapes[reportTypeId]!
      expect(Object.keys(ours.base).toSorted()).toEqual(published.baseColumns.toSorted())
      // What a type may be grouped by is published in two places that differ for placements.
      expect([...published.groupBy, ...Object.keys(published.groupByColumns)]).toContain(group)
      const ownColumns = Object.keys(ours.groups[group]!.columns)
      expect(ownColumns.filter((name) => !published.groupByColumns[group]!.includes(name))).toEqual([])
      expect(ours.retentionDays).toBe(published.dataRetentionDays)
    },
  )

  it.each([
    ['sbCampaigns', 'SPONSORED_BRANDS', 'campaign', 'brands', 'campaign'],
    ['sbCampaignPlacement', 'SPONSORED_BRANDS', 'campaignPlacement', 'brands', 'placement'],
    ['sbTargeting', 'SPONSORED_BRANDS', 'targeting', 'brands', 'target'],
    ['sdCampaigns', 'SPONSORED_DISPLAY', 'campaign', 'display', 'campaign'],
    ['sdTargeting', 'SPONSORED_DISPLAY', 'targeting', 'display', 'target'],
  ] as const)('%s tells what buyers new to the brand bought', async (...one) => {
    const [reportTypeId, adProduct, group, product, grain] = one
    const columns = [
      'campaignId',
      'purchases',
      'newToBrandPurchases',
      'newToBrandPurchasesClicks',
      'newToBrandSales',
    ]
    const shares =
      product === 'brands' ? ['newToBrandPurchasesPercentage', 'newToBrandSalesPercentage', 'sales'] : []
    const { rows, madeAt } = await reportOf({
      adProduct,
      reportTypeId,
      groupBy: [group],
      columns: [...columns, ...shares],
      timeUnit: 'SUMMARY',
    })
    const truth = sandbox.stage.market.reads.brandAdRows({
      storeKey: sandbox.stage.market.reads.stores()[0]!.key,
      from: '2026-10-20',
      to: '2026-11-08',
      asOf: madeAt,
      product,
      by: 'span',
      grain,
    })
    expect(
      rows.map((row) => [
        row['newToBrandPurchases'],
        row['newToBrandPurchasesClicks'],
        Math.round(Number(row['newToBrandSales']) * 100),
      ]),
    ).toEqual(truth.map((row) => [row.newOrders, row.newClickOrders, row.newSalesMinor]))
    const total = (name: string): number => rows.reduce((sum, row) => sum + Number(row[name]), 0)
    expect(total('newToBrandPurchases')).toBeGreaterThan(0)
    expect(total('newToBrandPurchases')).toBeLessThan(total('purchases'))
    for (const row of rows.filter((one) => Number(one['sales']) > 0))
      expect(row['newToBrandSalesPercentage']).toBeCloseTo(
        (100 * Number(row['newToBrandSales'])) / Number(row['sales']),
        1,
      )
  })

  it('are refused for another ad product, further back than Amazon keeps them, and by an unknown column', async () => {
    const ask = (more: object, startDate = '2026-11-01') =>
      sandbox.ads(
        'POST',
        '/reporting/reports',
        {
          startDate,
          endDate: startDate,
          configuration: {
            adProduct: 'SPONSORED_BRANDS',
            reportTypeId: 'sbCampaigns',
            groupBy: ['campaign'],
            columns: ['date', 'cost'],
            timeUnit: 'DAILY',
            format: 'GZIP_JSON',
            ...more,
          },
        },
        { 'content-type': 'application/vnd.createasyncreportrequest.v3+json', accept: '*/*' },
      )
    expect((await ask({ adProduct: 'SPONSORED_DISPLAY' })).status).toBe(400)
    expect((await ask({ columns: ['date', 'sales7d'] })).text).toContain('sales7d')
    expect((await ask({}, '2026-09-09')).status).toBe(400)
    expect((await ask({ reportTypeId: 'sbPurchasedProduct' })).status).toBe(501)
    const placements = { reportTypeId: 'sbCampaignPlacement', groupBy: ['campaign'] }
    expect((await ask(placements)).text).toContain('campaignPlacement')
  })
})
