import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ImportAnswer,
  amendImport,
  confirmImports,
  discardImports,
  downloadImportErrors,
  downloadImportFile,
  listBatches,
  listImportErrors,
  listImports,
  readCoverage,
  readImport,
  undoImports,
} from '#features/facts/api/imports.ts'
import { listRates, removeRate, saveRates } from '#features/facts/api/rates.ts'
import { salesByDay } from '#features/facts/public/figures.ts'
import { settlements } from '#features/facts/public/money.ts'
import { allOrders, businessByDate, salesAndTraffic, settlementV2 } from '../support/report-texts.ts'
import { type UploadedFile, postFiles } from '../support/upload.ts'
import { zipOf } from '../support/zip.ts'
import { type Caller, type TestAgency, type TestWorld, Refused, createWorld } from '../support/world.ts'

// The account manager drops what a client exported from Seller Central, looks at it, imports it, and takes it back.

let world: TestWorld
let agency: TestAgency
let wang: Caller
let clientId = ''
let storeId = ''

beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
  wang = await agency.as('wang')
  clientId = agency.clients[0]!.clientId
  storeId = agency.clients[0]!.storeIds[0]!
})
afterAll(() => world?.close())

async function drop(files: readonly UploadedFile[], query = ''): Promise<ImportAnswer[]> {
  const url = `/api/clients/${clientId}/imports?storeId=${storeId}${query}`
  const { status, body } = await postFiles(world.app, wang, url, files)
  expect({ status, body }).toMatchObject({ status: 200 })
  await world.settle()
  const { batchId } = body as { batchId: string }
  return (await wang.call(listImports, { params: { clientId }, query: { batchId } })).imports
}

async function take(importIds: string[], acceptFindings = false): Promise<ImportAnswer[]> {
  await wang.call(confirmImports, { params: { clientId }, body: { importIds, acceptFindings } })
  await world.settle()
  return Promise.all(importIds.map((importId) => wang.call(readImport, { params: { clientId, importId } })))
}

const read = <T>(work: Parameters<typeof world.app.world.tenant.read<T>>[1]): Promise<T> =>
  world.app.world.tenant.read({ agencyId: agency.agencyId, clientIds: [clientId] }, work)

async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof Refused ? error.code : `no refusal: ${String(error)}`
}

describe('a German business report', () => {
  it('is recognised with its charset, language and marketplace question', async () => {
    const [file] = await drop([
      {
        path: 'Berichte/BusinessReport.csv',
        bytes: businessByDate([
          { day: '2026-01-13', sales: '1.234,50', units: 10 },
          { day: '2026-01-14', sales: '99,90', units: 2 },
        ]),
        changedAt: '2026-02-01T00:00:00.000Z',
      },
    ])
    expect(file).toMatchObject({
      state: 'previewed',
      fileName: 'Berichte/BusinessReport.csv',
      fileType: 'business_by_date',
      charset: 'windows-1252',
      currencies: 'EUR',
      periodFrom: '2026-01-13',
      periodTo: '2026-01-14',
      rows: { total: 2, added: 2, rejected: 0 },
      questions: ['marketplace'],
      asOf: '2026-02-01T00:00:00.000Z',
    })
    const importIds = [file!.id]
    expect(await refusal(take(importIds))).toBe('marketplace_needed')
    const params = { clientId, importId: file!.id }
    expect(await refusal(wang.call(amendImport, { params, body: { marketplace: 'XX' } }))).toBe(
      'marketplace_unknown',
    )
    await wang.call(amendImport, { params, body: { marketplace: 'DE' } })
    await world.settle()
    expect(await wang.call(readImport, { params })).toMatchObject({
      state: 'previewed',
      marketplaces: 'DE',
      questions: [],
    })
  })

  it('is imported once confirmed, to the cent', async () => {
    const { imports } = await wang.call(listImports, { params: { clientId }, query: { state: 'previewed' } })
    const [done] = await take([imports[0]!.id])
    expect(done).toMatchObject({ state: 'done', confirmedBy: '王致远', reason: null })
    const days = await read((tx) => salesByDay(tx, { clientId, from: '2026-01-01', to: '2026-01-31' }))
    expect(days.map((row) => [row.day, row.marketplace, row.measures.salesMicros])).toEqual([
      ['2026-01-13', 'DE', 1_234_500_000n],
      ['2026-01-14', 'DE', 99_900_000n],
    ])
  })

  it('is refused when dropped again', async () => {
    const days = [
      { day: '2026-01-13', sales: '1.234,50', units: 10 },
      { day: '2026-01-14', sales: '99,90', units: 2 },
    ]
    const [again] = await drop([{ path: 'copy.csv', bytes: businessByDate(days) }])
    expect(again).toMatchObject({
      state: 'refused',
      reason: { code: 'same_bytes', params: { fileName: 'Berichte/BusinessReport.csv' } },
    })
  })
})

describe('orders', () => {
  it('lose what names a buyer before anything is kept', async () => {
    const text = allOrders([
      { id: '302-1', at: '2026-01-20T23:30:00+00:00', sku: 'A-1', units: 2, price: '39.80' },
    ])
    const [file] = await drop([{ path: 'orders.txt', bytes: text }])
    expect(file).toMatchObject({ state: 'previewed', fileType: 'all_orders', marketplaces: 'DE' })
    const raw = await wang.ask(downloadImportFile, { params: { clientId, importId: file!.id } })
    expect(raw.status).toBe(200)
    expect(String(raw.body)).toContain('302-1')
    expect(String(raw.body)).not.toMatch(/neburg|Niedersachsen|21335/)
    await take([file!.id])
    // 23:30 in London is the next day in Berlin.
    const days = await read((tx) => salesByDay(tx, { clientId, from: '2026-01-20', to: '2026-01-22' }))
    expect(days).toMatchObject([
      { day: '2026-01-21', salesSource: 'orders', measures: { units: 2, salesMicros: 39_800_000n } },
    ])
  })
})

describe('a settlement whose rows do not add up', () => {
  const lines = [
    { orderId: '302-1', type: 'Order', amountType: 'ItemPrice', description: 'Principal', amount: '25.00' },
    { orderId: '302-1', type: 'Order', amountType: 'ItemFees', description: 'Commission', amount: '-3.75' },
    { orderId: '302-1', type: 'Order', amountType: 'ItemFees', description: 'Commission', amount: '-3.75' },
  ]

  it('asks for a decision, and keeps the difference in sight', async () => {
    const [file] = await drop([
      { path: 'settlement.txt', bytes: settlementV2({ id: '900', total: '18.00', lines }) },
    ])
    expect(file).toMatchObject({
      state: 'previewed',
      fileType: 'settlement_v2',
      settlements: [{ settlementId: '900', total: '18.00' }],
    })
    expect(file!.findings.some((finding) => finding.severity === 'error')).toBe(true)
    expect(await refusal(take([file!.id]))).toBe('decision_needed')
    await take([file!.id], true)
    const [head] = await read((tx) => settlements(tx, { clientId, from: '2026-01-01', to: '2026-01-31' }))
    // Two equal rows are legal: both count.
    expect(head).toMatchObject({ totalMicros: 18_000_000n, linesMicros: 17_500_000n })
  })

  it('is replaced as a whole by its corrected file', async () => {
    const corrected = settlementV2({ id: '900', total: '21.25', lines: lines.slice(0, 2) })
    const [file] = await drop([{ path: 'settlement-new.txt', bytes: corrected }])
    expect(file!.replaces).toMatchObject([{ fileName: 'settlement.txt' }])
    await take([file!.id])
    const heads = await read((tx) => settlements(tx, { clientId, from: '2026-01-01', to: '2026-01-31' }))
    expect(heads).toMatchObject([{ settlementId: '900', totalMicros: 21_250_000n, linesMicros: 21_250_000n }])
  })
})

describe('a folder with good, bad and strange files', () => {
  it('takes each for itself', async () => {
    const files = await drop(
      [
        {
          path: 'Export/report.csv',
          bytes: salesAndTraffic([{ day: '2026-02-03', sales: '50.00', units: 5 }]),
        },
        {
          path: 'Export/torn.csv',
          bytes:
            salesAndTraffic([{ day: '2026-02-04', sales: '50.00', units: 5 }]) +
            '=HYPERLINK("http://x"),€1.00,x,1,1,1\r\n',
        },
        { path: 'Export/../../etc/passwd', bytes: 'root:x:0:0' },
        { path: 'Export/empty.txt', bytes: '' },
        { path: 'Export/photo.csv', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]) },
      ],
      '&marketplace=DE',
    )
    expect(files.map((file) => [file.fileName, file.state])).toEqual([
      ['Export/report.csv', 'previewed'],
      ['Export/torn.csv', 'previewed'],
      ['Export/etc/passwd', 'refused'],
      ['Export/empty.txt', 'refused'],
      ['Export/photo.csv', 'refused'],
    ])
    for (const file of files.slice(2))
      expect(file).toMatchObject({ fileHash: null, reason: { code: expect.any(String) as string } })
  })

  it('lists rejected rows, also as a CSV that runs no formulas', async () => {
    const { imports } = await wang.call(listImports, { params: { clientId }, query: { search: 'torn' } })
    const params = { clientId, importId: imports[0]!.id }
    expect(imports[0]).toMatchObject({ rows: { total: 1, rejected: 1 } })
    const { errors } = await wang.call(listImportErrors, { params })
    expect(errors[0]).toMatchObject({ line: 3 })
    const csv = String((await wang.ask(downloadImportErrors, { params })).body)
    expect(csv).toContain(`'=HYPERLINK`)
    expect(csv).not.toMatch(/(^|,)"?=/m)
  })

  it('can be discarded, which removes the bytes', async () => {
    const { imports } = await wang.call(listImports, { params: { clientId }, query: { search: 'Export/' } })
    const importIds = imports.map((file) => file.id)
    const answer = await wang.call(discardImports, { params: { clientId }, body: { importIds } })
    expect(new Set(answer.imports.map((file) => file.state))).toEqual(new Set(['discarded']))
    const raw = await wang.ask(downloadImportFile, { params: { clientId, importId: imports[0]!.id } })
    expect(raw).toMatchObject({ status: 409, body: { code: 'file_gone' } })
  })
})

describe('an archive', () => {
  it('is taken file by file, and one that climbs out or nests is named and left', async () => {
    const report = salesAndTraffic([{ day: '2026-02-20', sales: '10.00', units: 1 }])
    const archive = zipOf([
      { name: 'DE/report.csv', bytes: Buffer.from(report) },
      { name: 'inner.zip', bytes: zipOf([{ name: 'a.csv', bytes: Buffer.from(report) }]) },
    ])
    const files = await drop([{ path: 'February.zip', bytes: archive }])
    expect(files.map((file) => [file.fileName, file.state, file.reason?.code ?? null])).toEqual([
      ['February.zip/DE/report.csv', 'previewed', null],
      ['February.zip/inner.zip', 'refused', 'zip_nested'],
    ])
    // The folder inside the archive tells the marketplace.
    expect(files[0]).toMatchObject({ marketplaces: 'DE', questions: [] })
  })
})

describe('at the wrong store', () => {
  it('a file of another region asks for a decision', async () => {
    const text = salesAndTraffic([{ day: '2026-02-10', sales: '5.00', units: 1 }]).replaceAll('€', '$')
    const [file] = await drop([{ path: 'us.csv', bytes: text }], '&marketplace=US')
    expect(file!.findings).toContainEqual(
      expect.objectContaining({ code: 'wrong_region', severity: 'error' }),
    )
  })
})

describe('taking back', () => {
  it('is for those who may', async () => {
    const { imports } = await wang.call(listImports, {
      params: { clientId },
      query: { search: 'orders.txt' },
    })
    const body = { importIds: [imports[0]!.id] }
    const zhou = await agency.as('zhou')
    expect(await refusal(zhou.call(undoImports, { params: { clientId }, body }))).toBe('forbidden')
    const answer = await wang.call(undoImports, { params: { clientId }, body })
    expect(answer.imports).toMatchObject([{ state: 'undone', undoneBy: '王致远' }])
    expect(await read((tx) => salesByDay(tx, { clientId, from: '2026-01-20', to: '2026-01-22' }))).toEqual([])
    expect(await refusal(wang.call(undoImports, { params: { clientId }, body }))).toBe('import_state')
  })

  it('shows in the lists and in what is covered', async () => {
    const { batches } = await wang.call(listBatches, { params: { clientId } })
    expect(batches.some((batch) => batch.states['undone'] === 1)).toBe(true)
    const { entries } = await wang.call(readCoverage, { params: { clientId } })
    expect(entries.map((entry) => entry.fileName).sort()).toEqual([
      'Berichte/BusinessReport.csv',
      'settlement-new.txt',
    ])
  })
})

describe('exchange rates', () => {
  it('are seeded with their source, and an agency’s own win', async () => {
    const lin = await agency.as('lin')
    const seeded = await lin.call(listRates, { query: { currency: 'CNY' } })
    expect(seeded.rates[0]).toMatchObject({ source: 'ECB', own: false })
    const rates = [{ currency: 'CNY', day: '2026-04-20', perUsd: '7.01' }]
    await lin.call(saveRates, { body: { source: '中国银行', rates } })
    const after = await lin.call(listRates, { query: { currency: 'CNY' } })
    expect(after.rates[0]).toMatchObject({ day: '2026-04-20', perUsd: '7.01', own: true, source: '中国银行' })
    await lin.call(removeRate, { params: { currency: 'CNY', day: '2026-04-20' } })
    expect((await lin.call(listRates, { query: { currency: 'CNY' } })).rates).toEqual(seeded.rates)
  })
})
