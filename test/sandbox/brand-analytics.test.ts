import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { hasSpecs, schemaCheck } from '#test/support/published-models.ts'
import { openSandbox, type Sandbox } from '#test/support/sandbox.ts'

// Search Query Performance as its schema words it: whole periods, one marketplace, a list of products of at most 200 characters.

const SQP = 'GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT'
const us = 'ATVPDKIKX0DER'

type Row = {
  asin: string
  searchQueryData: { searchQuery: string; searchQueryScore: number; searchQueryVolume: number }
  clickData: { asinClickCount: number; totalClickCount: number; asinClickShare: number }
}
type Report = { reportSpecification: Record<string, unknown>; dataByAsin: Row[] }

describe('searches by query and product', () => {
  let sandbox: Sandbox
  let asins: string[]
  beforeAll(async () => {
    const stores = travenor.stores.filter((one) => ['US', 'CA'].includes(one.marketplace))
    sandbox = await openSandbox({ sellers: [{ ...travenor, stores }] })
    const { reads } = sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'US')!
    asins = [...new Set(reads.listings(store.key).map((one) => one.asin))].slice(0, 18)
  })
  afterAll(() => sandbox.app.close())

  async function ask(
    options: Record<string, string>,
    [from, to]: readonly [string, string],
    marketplaceIds = [us],
  ): Promise<{ status: string; text: string }> {
    const made = await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: SQP,
      marketplaceIds,
      dataStartTime: `${from}T00:00:00Z`,
      dataEndTime: `${to}T23:59:59Z`,
      reportOptions: options,
    })
    expect(made.status).toBe(202)
    await sandbox.advance('PT2M')
    const { reportId } = made.body as { reportId: string }
    const done = await sandbox.selling('GET', `/reports/2021-06-30/reports/${reportId}`)
    const { processingStatus, reportDocumentId } = done.body as Record<string, string>
    const document = await sandbox.selling('GET', `/reports/2021-06-30/documents/${reportDocumentId}`)
    const { pathname, search } = new URL((document.body as { url: string }).url)
    const file = await sandbox.app.inject({ url: pathname + search })
    return { status: processingStatus!, text: gunzipSync(file.rawPayload).toString('utf8') }
  }
  const week = ['2026-11-01', '2026-11-07'] as const

  it('tells a week of the products asked about, as the market has it', async () => {
    const option = asins.join(' ')
    expect(option).toHaveLength(197)
    const { status, text } = await ask({ reportPeriod: 'WEEK', asin: option }, week)
    expect(status).toBe('DONE')
    const report = JSON.parse(text) as Report
    if (hasSpecs) {
      const file = 'sp-api/schemas/reports/sellingPartnerSearchQueryPerformanceReport.json'
      expect(schemaCheck(file)(report)).toEqual([])
    }
    expect(report.reportSpecification).toMatchObject({ dataStartTime: week[0], dataEndTime: week[1] })
    const { reads } = sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'US')!
    const truth = reads
      .searchQueries({ storeKey: store.key, from: week[0], to: week[1] })
      .filter((one) => asins.includes(one.asin))
    expect(
      report.dataByAsin.map(({ asin, searchQueryData, clickData }) => [
        asin,
        searchQueryData.searchQuery,
        searchQueryData.searchQueryVolume,
        clickData.asinClickCount,
        clickData.totalClickCount,
      ]),
    ).toEqual(truth.map((one) => [one.asin, one.query, one.searches, one.clicks.own, one.clicks.total]))
    expect(truth.length).toBeGreaterThan(300)
  })

  it('tells a month and a quarter that are over', async () => {
    const asin = asins[0]!
    for (const [reportPeriod, days] of [
      ['MONTH', ['2026-10-01', '2026-10-31']],
      ['QUARTER', ['2026-07-01', '2026-09-30']],
    ] as const)
      expect((await ask({ reportPeriod, asin }, days)).status, reportPeriod).toBe('DONE')
  })

  it.each([
    ['a week that begins on a Monday', { reportPeriod: 'WEEK' }, ['2026-11-02', '2026-11-08'], [us]],
    ['two weeks', { reportPeriod: 'WEEK' }, ['2026-10-25', '2026-11-07'], [us]],
    ['a day', { reportPeriod: 'DAY' }, ['2026-11-01', '2026-11-01'], [us]],
    ['a week that is not over', { reportPeriod: 'WEEK' }, ['2026-11-08', '2026-11-14'], [us]],
    ['no product', { reportPeriod: 'WEEK', asin: '' }, week, [us]],
    ['more than 200 characters', { reportPeriod: 'WEEK', asin: 'many' }, week, [us]],
    ['two marketplaces', { reportPeriod: 'WEEK' }, week, [us, 'A2EUQ1WTGCTBG2']],
  ] as const)('ends FATAL for %s', async (_, options, days, marketplaces) => {
    const given = { asin: asins[0]!, ...options }
    const asin = given.asin === 'many' ? [...asins, 'B0AAAAAAAA'].join(' ') : given.asin
    const { status, text } = await ask({ ...given, asin }, days, [...marketplaces])
    expect(status).toBe('FATAL')
    expect((JSON.parse(text) as { errorDetails: string }).errorDetails).not.toBe('')
  })
})
