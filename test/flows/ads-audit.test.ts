import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addCpcBenchmarks,
  downloadAudit,
  removeCpcBenchmark,
  setCpcAim,
  showAudit,
  showCpc,
  showInvalidTraffic,
} from '#features/ads/api/audit.ts'
import { listLedger } from '#features/ledger/api.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// Invalid traffic as the market made it, cost per click beside a benchmark, and a quarter's audit as page, PDF and workbook.

let at: Synced
beforeAll(async () => {
  at = await openSynced()
  await at.inStep()
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const benchmark = (given: object = {}) => ({
  name: 'Home, DE',
  source: 'Agency study 2026',
  scope: 'account' as const,
  scopeText: '',
  value: '1.00',
  from: '2026-01-01',
  to: null,
  ...given,
})

describe('invalid traffic', () => {
  it('is what the market took out, and what is left are the other reports’ clicks', async () => {
    const shown = await at.lin.call(showInvalidTraffic, { params: params(), query: { ...place(), days: 90 } })
    const { reads } = at.sandbox.stage.market
    const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
    const span = { storeKey: key, from: shown.from, to: shown.to }
    const rows = reads.invalidTraffic(span)
    const sum = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((all, row) => all + of(row), 0)
    expect(shown.clicks).toMatchObject({
      gross: sum((row) => row.grossClicks),
      invalid: sum((row) => row.invalidClicks),
    })
    expect(shown.impressions).toMatchObject({ gross: sum((row) => row.grossImpressions) })
    const net = reads.adRows({ ...span, by: 'span', grain: [] }).reduce((all, row) => all + row.clicks, 0)
    expect(shown.clicks.gross - shown.clicks.invalid).toBe(net)
    expect(shown.clicks.invalid).toBeGreaterThan(0)
    expect(shown.weeks.length).toBeGreaterThan(3)
    expect(shown.odd).toBe(0)
  })
})

describe('cost per click', () => {
  it('has no standing without a benchmark, and one beside it', async () => {
    const show = () => at.lin.call(showCpc, { params: params(), query: place() })
    expect((await show()).account).toMatchObject({ standing: 'no_benchmark', benchmark: null })
    const add = (rows: ReturnType<typeof benchmark>[]) =>
      at.lin.ask(addCpcBenchmarks, { params: params(), body: { ...place(), rows } })
    expect((await add([benchmark({ value: '0' })])).body).toMatchObject({ code: 'benchmark_malformed' })
    expect((await add([benchmark({ to: '2025-12-31' })])).body).toMatchObject({ code: 'benchmark_malformed' })
    expect((await add([benchmark(), benchmark({ name: 'old', to: '2026-02-01' })])).body).toEqual({
      added: 2,
    })
    const shown = await show()
    expect(shown.account!.benchmark).toMatchObject({ name: 'Home, DE', value: '1.00' })
    expect(shown.account!.ratio).toBeCloseTo(Number(shown.account!.cpc), 2)
    expect(shown.campaigns.every((one) => one.benchmark?.name === 'Home, DE')).toBe(true)
    const aim = (lowRatio: number, highRatio: number) =>
      at.lin.ask(setCpcAim, { params: params(), body: { ...place(), lowRatio, highRatio, acosRatio: 0.25 } })
    expect((await aim(0.9, 0.8)).body).toMatchObject({ code: 'aim_upside_down' })
    expect((await aim(0.01 + 0.05, 0.07)).status).toBe(200)
    expect((await show()).account!.standing).toBe('above')
    const old = shown.benchmarks.find((one) => one.name === 'old')!
    const gone = { params: { ...params(), benchmarkId: old.benchmarkId } }
    expect((await at.lin.ask(removeCpcBenchmark, gone)).status).toBe(200)
    expect((await at.lin.ask(removeCpcBenchmark, gone)).status).toBe(404)
  })
})

describe('Amazon’s suggested bids', () => {
  it('stand beside our cost per click, dated, and decide no standing', async () => {
    const shown = await at.lin.call(showCpc, { params: params(), query: place() })
    const [pull] = await at.rows<{ state: string; rows: number; day: string }>(
      `select state, row_count as rows, wanted_on::text as day from pull where stream = 'ads_bid_recommendations' and marketplace = 'DE'`,
    )
    expect(pull).toMatchObject({ state: 'done' })
    expect(shown.suggestedOn).toBe(pull!.day)
    // Every enabled keyword and target of what runs was asked about.
    const { reads } = at.sandbox.stage.market
    const tree = reads.adsTree(reads.stores().find((one) => one.marketplace === 'DE')!.key)
    const on = new Set(tree.campaigns.filter((one) => one.state === 'enabled').map((one) => one.campaignId))
    const groups = new Set(
      tree.adGroups
        .filter((one) => one.state === 'enabled' && on.has(one.campaignId))
        .map((one) => one.adGroupId),
    )
    const serving = tree.targets.filter((one) => one.state === 'enabled' && groups.has(one.adGroupId))
    expect(pull!.rows).toBe(serving.length)
    const { suggested, cpc } = shown.account!
    expect(Number(suggested!.low)).toBeLessThan(Number(suggested!.middle))
    expect(Number(suggested!.middle)).toBeLessThan(Number(suggested!.high))
    expect(suggested!.ratio).toBeCloseTo(Number(cpc) / Number(suggested!.middle), 3)
    expect(suggested!.coverRatio).toBeGreaterThan(0.5)
    expect(shown.campaigns.filter((one) => one.suggested !== null).length).toBeGreaterThan(1)
    expect(shown.account!.benchmark).toMatchObject({ name: 'Home, DE' })
  })
})

describe('the quarterly audit', () => {
  it('adds up: campaigns, months and targeting tell one spend', async () => {
    const audit = await at.lin.call(showAudit, { params: params(), query: place() })
    expect(audit).toMatchObject({ quarter: '2026-Q4', from: '2026-10-01', to: '2026-12-31', isFinal: false })
    const { reads } = at.sandbox.stage.market
    const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
    const rows = reads.adRows({ storeKey: key, from: audit.from, to: audit.asOf!, by: 'span', grain: [] })
    const spend = rows.reduce((sum, row) => sum + row.costMinor, 0) / 100
    expect(Number(audit.totals.spend)).toBe(spend)
    const add = (all: readonly { spend: string }[]): number =>
      Math.round(all.reduce((sum, one) => sum + Number(one.spend), 0) * 100) / 100
    expect([add(audit.months), add(audit.byTargeting), add(audit.byMatch)]).toEqual([spend, spend, spend])
    expect(Number(audit.totals.ordered)).toBeGreaterThan(Number(audit.totals.sales) / 2)
    expect(audit.invalid!.invalid).toBeGreaterThan(0)
    expect(audit.structure.find((one) => one.key === 'keywords')!.count).toBeGreaterThan(5)
  })

  it('is a PDF in both languages and a workbook, each with an entry in the ledger', async () => {
    const get = (lang: 'zh' | 'en') =>
      at.lin.ask(downloadAudit, {
        params: params(),
        query: { ...place(), quarter: '2026-Q4', format: 'pdf', lang },
      })
    for (const lang of ['zh', 'en'] as const) {
      const pdf = await get(lang)
      expect([pdf.status, String(pdf.body).slice(0, 5)]).toEqual([200, '%PDF-'])
    }
    const file = await at.world.app.http.inject({
      method: 'GET',
      url: `/api/clients/${at.store.clientId}/ads/audit/file`,
      query: { ...place(), quarter: '2026-Q4', format: 'xlsx', lang: 'zh' },
      headers: { cookie: [...at.lin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.rawPayload as never)
    expect(book.worksheets.length).toBeGreaterThan(8)
    const totals = book.worksheets[1]!
    expect(totals.getCell('B2').value).toBeTypeOf('number')
    const { entries } = await at.lin.call(listLedger, { params: params(), query: {} })
    expect(entries.filter((one) => one.event === 'audit.made')).toHaveLength(3)
  })
})
