import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  enterCost,
  importCostSheet,
  listCostEntries,
  previewCostSheet,
  setCostAssumption,
  showCosts,
  suggestMargin,
  undoCostAssumption,
  undoCostEntry,
  undoCostImport,
} from '#features/facts/api/costs.ts'
import { saveRates } from '#features/facts/api/rates.ts'
import { costsOf } from '#features/facts/public/costs.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { listLedger } from '#features/ledger/api.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { settlementV2 } from '../support/report-texts.ts'
import { postFiles } from '../support/upload.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// What goods cost, entered and imported, what it makes of settled money, who may see it, and what the ledger says of it.

let world: TestWorld
let agency: TestAgency
let liu: Caller
let params: { clientId: string }
let storeId: string

beforeAll(async () => {
  world = await createWorld('2026-03-02T09:00:00Z')
  agency = await world.agency()
  const [north] = agency.clients
  params = { clientId: north!.clientId }
  storeId = north!.storeIds[0]!
  liu = await agency.as('liu')
  const sale = (orderId: string, amountType: string, description: string, amount: string) => ({
    orderId,
    type: 'Order',
    amountType,
    description,
    amount,
  })
  const orders = Array.from({ length: 40 }, (_, at) => `302-${1000 + at}`)
  await importFiles({
    'settlement.txt': settlementV2({
      id: '9001',
      total: '520.00',
      lines: orders.flatMap((order) => [
        sale(order, 'ItemPrice', 'Principal', '20.00'),
        sale(order, 'ItemFees', 'Commission', '-3.00'),
        sale(order, 'ItemFees', 'FBAPerUnitFulfillmentFee', '-4.00'),
      ]),
    }),
    'SP-advertised.csv': [
      'Date,Currency,Campaign Name,Ad Group Name,Advertised SKU,Advertised ASIN,Impressions,Clicks,Click-Thru Rate (CTR),Cost Per Click (CPC),Spend,7 Day Total Sales,7 Day Total Orders (#),7 Day Total Units (#)',
      '2026-01-09,EUR,Auto,Alle,A-1,B0KANNE001,1000,50,5%,0.40,20.00,60.00,3,3',
      '2026-01-09,EUR,Auto,Alle,B-2,B0BECHER01,1000,50,5%,0.40,20.00,20.00,1,1',
    ].join('\n'),
  })
  // Eight yuan a euro.
  const day = '2026-03-02'
  await (
    await agency.as('lin')
  ).call(saveRates, {
    body: {
      source: 'house',
      rates: [
        { currency: 'EUR', day, perUsd: '0.8' },
        { currency: 'CNY', day, perUsd: '6.4' },
      ],
    },
  })
})
afterAll(() => world.close())

async function importFiles(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-costs-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { clientId } = params
  const actor = { kind: 'system' as const, name: 'test', agencyId: agency.agencyId, clientIds: [clientId] }
  const hints = { marketplace: 'DE', from: '2026-01-09', to: '2026-01-09' }
  const { files: read } = await importFolder(world.app.world, actor, { clientId, storeId }, folder, { hints })
  rmSync(folder, { recursive: true })
  expect(read.map((one) => [one.state, one.reason])).toEqual(read.map(() => ['done', null]))
}

type Shown = OutputOf<typeof showCosts>
const shown = async (): Promise<Shown> => liu.call(showCosts, { params })
const skuOf = (all: Shown, sku: string) => all.skus.find((one) => one.sku === sku)
const yuan = (amount: string) => ({ amount, currency: 'CNY' })

describe('a cost entered by hand', () => {
  it('turns what was settled into a margin, from the day it holds, and can be taken back', async () => {
    const before = await shown()
    expect(before.window).toMatchObject({ to: '2026-01-10' })
    expect(skuOf(before, 'A-1')?.margins[0]).toMatchObject({ gap: 'no_cost', price: '20.00', margin: null })

    const { entryId } = await liu.call(enterCost, {
      params,
      body: { sku: 'A-1', fromOn: '2026-01-01', goods: yuan('40'), freight: yuan('8.00'), duty: yuan('0') },
    })
    const after = await shown()
    const [line] = skuOf(after, 'A-1')!.margins
    // 20 − 3 − 4 − 48 ÷ 8
    expect(line).toMatchObject({
      margin: '7.00',
      cost: '6.00',
      ratio: 0.35,
      rateOn: '2026-03-02',
      sureness: 'medium',
    })
    expect(after.coverage).toEqual([{ currency: 'EUR', sales: '800.00', ratio: 1 }])
    const scope = { agencyId: agency.agencyId, clientIds: [params.clientId] }
    const early = await world.app.world.tenant.read(scope, (tx) =>
      costsOf(tx, params.clientId, { day: '2025-12-31' }),
    )
    expect(early.size).toBe(0)

    // A lead time alone leaves the amounts as they are; the same again says nothing.
    const lead = {
      sku: 'A-1',
      fromOn: '2026-02-01',
      productionDays: 30,
      transportDays: 35,
      receivingDays: 12,
    }
    await liu.call(enterCost, { params, body: lead })
    await expect(liu.call(enterCost, { params, body: lead })).rejects.toMatchObject({
      code: 'cost_nothing_new',
    })
    expect(skuOf(await shown(), 'A-1')?.cost).toMatchObject({
      leadDays: 77,
      goods: yuan('40.00'),
      complete: true,
    })

    await liu.call(undoCostEntry, { params: { ...params, entryId } })
    expect(skuOf(await shown(), 'A-1')).toMatchObject({ cost: { goods: null, leadDays: 77 }, entries: 1 })
    await expect(liu.call(undoCostEntry, { params: { ...params, entryId } })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('is refused when it says nothing, or of a day or amount that nobody means', async () => {
    const enter = (more: object) =>
      liu.ask(enterCost, { params, body: { sku: 'A-1', fromOn: '2026-03-02', ...more } })
    expect(await enter({})).toMatchObject({ status: 409, body: { code: 'cost_nothing_said' } })
    expect((await enter({ fromOn: '2062-03-02', moq: 5 })).body).toMatchObject({
      code: 'cost_day_out_of_range',
    })
    expect((await enter({ goods: { amount: '-1', currency: 'CNY' } })).body).toMatchObject({
      code: 'invalid_input',
    })
    expect((await enter({ goods: { amount: '1', currency: 'ABC' } })).body).toMatchObject({
      code: 'invalid_input',
    })
    expect((await enter({ moq: 5, storeId: '999999' })).body).toMatchObject({ code: 'cost_store_unknown' })
  })

  it('stands in the ledger as a seal, which its readers cannot undo and those who may see costs can prove', async () => {
    await liu.call(enterCost, { params, body: { sku: 'B-2', fromOn: '2026-03-01', goods: yuan('77.31') } })
    const [kept] = (await liu.call(listCostEntries, { params, query: { sku: 'B-2' } })).entries
    const zhou = await agency.as('zhou')
    const { entries } = await zhou.call(listLedger, { params, query: { event: 'costs.entered' } })
    const text = JSON.stringify(entries)
    expect(text).toContain(kept!.seal)
    expect(text).not.toContain('77.31')
    expect(createHash('sha256').update(kept!.sealed).digest('hex')).toBe(kept!.seal)
    expect(kept!.sealed).toContain('77.31 CNY')
  })
})

describe('the margin of an account', () => {
  it('is weighted by ad sales; it is withheld from who may not see costs while it would tell them', async () => {
    const { entryId } = await liu.call(enterCost, {
      params,
      body: { sku: 'A-1', fromOn: '2026-01-01', goods: yuan('48') },
    })
    const query = { storeId, marketplace: 'DE' }
    expect(await liu.call(suggestMargin, { params, query })).toEqual({
      ratio: 0.35,
      coverageRatio: 0.75,
      products: 2,
      known: 1,
      gap: null,
      from: '2025-10-13',
      to: '2026-01-10',
    })
    const zhou = await agency.as('zhou')
    expect(await zhou.call(suggestMargin, { params, query })).toMatchObject({ ratio: null, gap: 'withheld' })
    for (const key of ['zhou', 'chen', 'he', 'nils', 'nadia'])
      expect((await (await agency.as(key)).ask(showCosts, { params })).status, key).toBe(403)
    await liu.call(undoCostEntry, { params: { ...params, entryId } })
  })

  it('rests on assumptions that hold from a day on', async () => {
    const { entryId } = await liu.call(enterCost, {
      params,
      body: { sku: 'A-1', fromOn: '2026-01-01', goods: yuan('48') },
    })
    const said = { marketplace: 'DE', fromOn: '2026-01-01', prep: yuan('4') }
    const { assumptionId } = await liu.call(setCostAssumption, { params, body: said })
    expect(skuOf(await shown(), 'A-1')!.margins[0]).toMatchObject({ prep: '0.50', margin: '6.50' })
    const wrong = { ...said, taxTreatment: 'included' as const }
    await expect(liu.call(setCostAssumption, { params, body: wrong })).rejects.toMatchObject({
      code: 'cost_tax_incomplete',
    })
    await liu.call(undoCostAssumption, { params: { ...params, assumptionId } })
    expect(skuOf(await shown(), 'A-1')!.margins[0]).toMatchObject({ margin: '7.00' })
    await liu.call(undoCostEntry, { params: { ...params, entryId } })
  })
})

describe('a sheet of costs', () => {
  const sheet = ['SKU,采购价,币种,生产天数', 'A-1,36.00,CNY,25', 'C-9,5,CNY,', 'D-4,abc,CNY,'].join('\r\n')
  const url = (path: string, more = ''): string =>
    `/api/clients/${params.clientId}/costs/sheet${path}?fromOn=2026-03-02${more}`
  const post = (text: string, path: string, more?: string) =>
    postFiles(world.app, liu, url(path, more), [{ path: '成本.csv', bytes: text }])

  it('is looked at without keeping anything, taken in as it was looked at, and taken back', async () => {
    const before = await shown()
    const looked = (await post(sheet, '/preview')).body as OutputOf<typeof previewCostSheet>
    expect(looked.rows.map((row) => [row.sku, row.standing, row.unknownSku])).toEqual([
      ['A-1', 'changed', false],
      ['C-9', 'new', true],
    ])
    expect(looked.problems).toEqual([{ line: 4, column: 'B 采购价', code: 'number_wrong', value: 'abc' }])
    expect(await shown()).toEqual(before)

    expect((await post(`${sheet}\r\n`, '', `&sha256=${looked.sha256}`)).body).toMatchObject({
      code: 'cost_sheet_changed',
    })
    const taken = (await post(sheet, '', `&sha256=${looked.sha256}`)).body as OutputOf<typeof importCostSheet>
    expect(taken).toMatchObject({ rows: 2, rejected: 1 })
    expect(skuOf(await shown(), 'A-1')?.cost).toMatchObject({ goods: yuan('36.00'), productionDays: 25 })
    expect((await post(sheet, '', `&sha256=${looked.sha256}`)).body).toMatchObject({
      code: 'cost_nothing_new',
    })

    await liu.call(undoCostImport, { params: { ...params, importId: taken.importId } })
    expect(skuOf(await shown(), 'A-1')?.cost).toMatchObject({ goods: null, productionDays: 30 })
    expect((await shown()).imports[0]).toMatchObject({ fileName: '成本.csv', undoneBy: '刘海洋' })
  })

  it('may be a workbook, with its own numbers and dates', async () => {
    const book = new ExcelJS.Workbook()
    const rows = book.addWorksheet('成本')
    rows.addRow(['2026 年成本'])
    rows.addRow(['MSKU', '成本', '成本币种', '生效日期', '装箱数'])
    rows.addRow(['A-1', 35.125, 'USD', new Date('2026-02-15T00:00:00Z'), 24])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const answer = await postFiles(world.app, liu, url('/preview'), [{ path: '成本.xlsx', bytes }])
    const looked = answer.body as OutputOf<typeof previewCostSheet>
    expect(looked.problems).toEqual([])
    expect(looked.rows).toMatchObject([
      {
        line: 3,
        sku: 'A-1',
        fromOn: '2026-02-15',
        goods: { amount: '35.125', currency: 'USD' },
        cartonQuantity: 24,
      },
    ])
  })

  it('that is none is refused', async () => {
    expect((await post('Name,Price\r\nx,1', '/preview')).body).toMatchObject({ code: 'cost_sheet_unknown' })
  })
})
