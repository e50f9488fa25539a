import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText, type Table } from '#test/support/read-downloads.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { overageFeesText } from '#sandbox/exports/reports/warehouse-fees.ts'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { openSandbox, type Sandbox } from '#test/support/sandbox.ts'

// Every flat file the API hands out is a whole table in the charset that its download names, and holds what the market holds.

describe('flat files of the API', () => {
  let sandbox: Sandbox
  const ids = { US: 'ATVPDKIKX0DER', DE: 'A1PA6795UKMFR9' }
  beforeAll(async () => {
    sandbox = await openSandbox()
  })
  afterAll(() => sandbox.app.close())

  async function documentOf(reportDocumentId: string, region: string): Promise<Table> {
    const url = `/reports/2021-06-30/documents/${reportDocumentId}`
    const { body } = await sandbox.selling('GET', url, undefined, region)
    const document = body as { url: string; compressionAlgorithm?: string }
    const { pathname, search } = new URL(document.url)
    const file = await sandbox.app.inject({ url: pathname + search })
    const bytes = document.compressionAlgorithm === 'GZIP' ? gunzipSync(file.rawPayload) : file.rawPayload
    const charset = /charset=(.*)$/.exec(String(file.headers['content-type']))?.[1] ?? ''
    return readText(bytes, { charset, tab: true })
  }

  async function read(reportType: string, country: 'US' | 'DE'): Promise<Table> {
    const region = country === 'US' ? 'NA' : 'EU'
    const { body } = await sandbox.selling(
      'POST',
      '/reports/2021-06-30/reports',
      {
        reportType,
        marketplaceIds: [ids[country]],
        dataStartTime: '2026-09-25T00:00:00Z',
        dataEndTime: '2026-11-09T00:00:00Z',
      },
      region,
    )
    await sandbox.advance('PT5H')
    const { reportId } = body as { reportId: string }
    const done = await sandbox.selling('GET', `/reports/2021-06-30/reports/${reportId}`, undefined, region)
    const { processingStatus, reportDocumentId = '' } = done.body as Record<string, string>
    expect(processingStatus, reportType).toBe('DONE')
    return documentOf(reportDocumentId, region)
  }

  it.each([
    ['GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL', 'amazon-order-id'],
    ['GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL', 'last-updated-date'],
    ['GET_MERCHANT_LISTINGS_ALL_DATA', 'seller-sku'],
    ['GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA', 'afn-fulfillable-quantity'],
    ['GET_FBA_INVENTORY_PLANNING_DATA', 'inv-age-0-to-90-days'],
    ['GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA', 'detailed-disposition'],
    ['GET_FBA_STORAGE_FEE_CHARGES_DATA', 'estimated_monthly_storage_fee'],
    ['GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA', 'estimated-fee-total'],
  ])('%s', async (type, column) => {
    for (const country of ['US', 'DE'] as const) {
      const { head, rows } = await read(type, country)
      expect(head).toContain(column)
      expect(rows.length).toBeGreaterThan(0)
    }
  })

  it('holds the titles of German pages in their own letters', async () => {
    const { rows } = await read('GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA', 'DE')
    const store = sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'DE')!
    const titles = sandbox.stage.market.reads.listings(store.key).map((listing) => listing.title)
    expect(titles.some((title) => /[äöüß–]/.test(title))).toBe(true)
    expect(rows.map((row) => row['product-name'] ?? '').toSorted()).toEqual(titles.toSorted())
  })

  it('tells of storage what the account was charged, and balances that follow from what moved', async () => {
    const store = sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'US')!
    const { reads } = sandbox.stage.market
    const span = { storeKey: store.key, from: '2026-10-09', to: '2026-10-09' }
    const charged = reads
      .moneyEvents(span)
      .filter((event) => event.parts.some((part) => part.amountDescription === 'Storage Fee'))
      .flatMap((event) => event.parts.map((part) => -part.amountMinor))
      .reduce((a, b) => a + b, 0)
    const cents = reads
      .storageCharges(store.key)
      .filter((one) => one.kind === 'monthly' && one.from === '2026-09-01')
      .reduce((sum, one) => sum + one.feeMinor, 0)
    expect(charged).toBeGreaterThan(0)
    expect(cents).toBe(charged)
    await sandbox.advance('PT5H')
    const { rows } = await read('GET_LEDGER_SUMMARY_VIEW_DATA', 'US')
    expect(rows.length).toBeGreaterThan(500)
    const count = (row: Record<string, string>, name: string): number =>
      Number(row[`"${name}"`]?.replaceAll('"', ''))
    const moves = [
      'Receipts',
      'Customer Shipments',
      'Customer Returns',
      'Vendor Returns',
      'Found',
      'Lost',
      'Damaged',
      'Disposed',
    ]
    const moved = rows.map((row) => moves.reduce((sum, name) => sum + count(row, name), 0))
    const wrong = rows.filter(
      (row, at) =>
        count(row, 'Starting Warehouse Balance') + moved[at]! !== count(row, 'Ending Warehouse Balance'),
    )
    // A movement at the stroke of midnight may count on either side of it.
    expect(wrong.length).toBeLessThan(rows.length / 20)
  })

  it('charges for room beyond a limit that a seller has, and tells of it', async () => {
    const stores = travenor.stores
      .filter((one) => one.marketplace === 'US')
      .map((one) => ({ ...one, capacityM3: 0.5 }))
    const tight = await openSandbox({ sellers: [{ ...travenor, stores }] })
    const { reads } = tight.stage.market
    const [store] = reads.stores()
    const [charge] = reads.overageCharges(store!.key)
    expect(charge!.usageM3).toBeGreaterThan(charge!.limitM3)
    const shop = openShop(reads, store!.key, {
      sellerId: store!.sellerId,
      asOf: reads.now() + 5 * 86_400_000,
      months: 2,
      habit: { settlements: 'v2', ads: 'unified', words: 'store' },
    })
    const [head, row] = overageFeesText(shop, { from: '2026-09-01', to: '2026-10-31' }).split('\r\n')
    expect(head!.split('\t')).toContain('charged_fee_amount')
    expect(row!.split('\t')[8]).toBe((charge!.feeMinor / 100).toFixed(2))
    await tight.app.close()
  })

  it('lists settlements that nobody can ask for, and their rows sum to the total', async () => {
    const asked = await sandbox.selling('POST', '/reports/2021-06-30/reports', {
      reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2',
      marketplaceIds: [ids.US],
    })
    expect(asked.status).toBe(400)
    const listed = await sandbox.selling(
      'GET',
      '/reports/2021-06-30/reports?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2',
    )
    const [report] = (listed.body as { reports: { reportDocumentId: string }[] }).reports
    const { rows } = await documentOf(report!.reportDocumentId, 'NA')
    const cents = (text: string | undefined): number => Math.round(Number(text ?? 0) * 100)
    const total = cents(rows[0]!['total-amount'])
    expect(rows.slice(1).reduce((sum, row) => sum + cents(row['amount']), 0)).toBe(total)
    expect(rows.length).toBeGreaterThan(50)
  })
})
