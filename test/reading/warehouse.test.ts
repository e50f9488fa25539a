import { describe, expect, it } from 'vitest'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import { bytesSource } from '#platform/files/source.ts'
import { monthIn } from '#features/facts/rules/parse/warehouse.ts'

// Files as FBA writes them, byte for byte in form; what they say is invented.

const tsv = (...rows: readonly string[][]): Buffer =>
  Buffer.from(rows.map((row) => row.join('\t')).join('\r\n') + '\r\n')
const read = (name: string, bytes: Buffer, hints = {}) =>
  readWhole(bytesSource(name, bytes), { hints: { marketplace: 'DE', asOf: '2026-11-20', ...hints } })

describe('the surcharge on aged stock', () => {
  const head =
    'snapshot-date sku fnsku asin product-name condition per-unit-volume currency volume-unit country qty-charged amount-charged surcharge-age-tier rate-surcharge'
  const rows = [
    head.split(' '),
    '2026-10-15T07:00:00+00:00,A-1,X1,B0AAAAAAA1,Becher,New,0.0021,EUR,cubic meters,DE,12,3.10,271-300,4.10'.split(
      ',',
    ),
    '2026-10-15T07:00:00+00:00,A-1,X1,B0AAAAAAA1,Becher,New,0.0021,EUR,cubic meters,FR,2,1.40,365+,7.60'.split(
      ',',
    ),
  ]
  it('is read by product, age and country', async () => {
    const { facts, summary } = await read('aged.txt', tsv(...rows))
    expect(summary).toMatchObject({ refusal: null, type: 'fba_aged_surcharge', rows: 2, rejected: 0 })
    expect(facts).toMatchObject([
      {
        kind: 'aged',
        from: '2026-10-15',
        to: '2026-10-15',
        marketplace: 'DE',
        units: 12,
        ageTier: '271-300',
      },
      { kind: 'aged', marketplace: 'FR', feeMicros: 1_400_000n, ageTier: '365+' },
    ])
  })
})

describe('fees for room beyond the limit', () => {
  const head =
    'charged_date country_code storage_type charge_rate storage_usage_volume storage_limit_volume overage_volume volume_unit charged_fee_amount currency_code'
  it('are read by day and storage type, of no product', async () => {
    const rows = [
      head.split(' '),
      '2026-10-31,DE,Standard-size storage,335.49,14.20,12.00,2.20,cubic meters,738.08,EUR'.split(','),
      '2026-10-31,DE,Oversize storage,335.49,3.10,3.00,0.10,cubic meters,33.55,EUR'.split(','),
    ]
    const { facts, summary } = await read('overage.txt', tsv(...rows))
    expect(summary).toMatchObject({ refusal: null, type: 'fba_overage_fees', rows: 2, rejected: 0 })
    expect(facts).toMatchObject([
      {
        kind: 'overage',
        from: '2026-10-31',
        marketplace: 'DE',
        fnsku: '',
        sizeTier: 'Standard-size storage',
        volume: 2.2,
        feeMicros: 738_080_000n,
      },
      { sizeTier: 'Oversize storage', feeMicros: 33_550_000n },
    ])
  })
})

describe('the inventory ledger’s summary', () => {
  const head =
    'Date,FNSKU,ASIN,MSKU,Title,Disposition,Starting Warehouse Balance,In Transit Between Warehouses,Receipts,Customer Shipments,Customer Returns,Vendor Returns,Warehouse Transfer In/Out,Found,Lost,Damaged,Disposed,Other Events,Ending Warehouse Balance,Unknown Events,Location'
  const line = (date: string): string[] =>
    `${date},X1,B0AAAAAAA1,A-1,Becher,SELLABLE,100,0,50,-40,2,0,0,1,-3,-1,0,0,109,0,DE`.split(',')

  it('is read by the month and by the day', async () => {
    const monthly = await read('ledger.txt', tsv(head.split(','), line('10/2026')))
    expect(monthly.summary).toMatchObject({ refusal: null, type: 'ledger_summary', rejected: 0 })
    expect(monthly.facts[0]).toMatchObject({ from: '2026-10-01', to: '2026-10-31', lost: -3, ending: 109 })
    const daily = await read('ledger.txt', tsv(head.split(','), line('10/31/2026'), line('11/01/2026')))
    expect(daily.facts.map((fact) => 'from' in fact && fact.from)).toEqual(['2026-10-31', '2026-11-01'])
  })

  it('refuses a row whose date is none', async () => {
    const { summary } = await read('ledger.txt', tsv(head.split(','), line('10/2026'), line('soon')))
    expect(summary.errors).toMatchObject([{ line: 3, column: 'Date', code: 'date_invalid' }])
  })
})

describe('months', () => {
  it.each([
    ['2026-10', '2026-10-31'],
    ['2/2024', '2024-02-29'],
    ['Nov-2026', '2026-11-30'],
    ['2026-13', undefined],
    ['Foo-2026', undefined],
    ['10/31/2026', undefined],
  ])('%s', (text, to) => {
    expect(monthIn(text)?.to).toBe(to)
  })
})

describe('listings', () => {
  it('are read with German decimals and without an ASIN column', async () => {
    const head =
      'item-name,listing-id,seller-sku,price,quantity,open-date,product-id-type,product-id,fulfilment-channel,status'
    const { facts, summary } = await read(
      'listings.txt',
      tsv(
        head.split(','),
        [
          'Becher',
          'L1',
          'A-1',
          '1.019,95',
          '',
          '01/03/2025 08:00:00 MEZ',
          '1',
          'B0AAAAAAA1',
          'AMAZON_EU',
          'Active',
        ],
        [
          'Teller',
          'L2',
          'A-2',
          '9,90',
          '7',
          '02/03/2025 08:00:00 MEZ',
          '4',
          '4006381333931',
          'DEFAULT',
          'Inactive',
        ],
      ),
    )
    expect(summary).toMatchObject({ refusal: null, type: 'merchant_listings', rejected: 0 })
    expect(facts).toMatchObject([
      {
        sku: 'A-1',
        asin: 'B0AAAAAAA1',
        priceMicros: 1_019_950_000n,
        openedOn: '2025-03-01',
        fulfillment: 'amazon',
        status: 'active',
        quantity: null,
      },
      { sku: 'A-2', asin: null, fulfillment: 'merchant', quantity: 7 },
    ])
  })
})
