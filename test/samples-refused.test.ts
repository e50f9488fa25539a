import { describe, expect, it } from 'vitest'
import { readSample, samples } from './support/samples.ts'

// Skipped where the sample files are absent.

describe.skipIf(samples === undefined)('files nobody asked for', () => {
  it.each([
    [
      'third-party-synthetic/aresstore/fixtures-es/terminos-roto.csv',
      'every_row_rejected',
      { reason: 'row_width' },
    ],
    ['third-party-synthetic/aresstore/fixtures-es/hostil-sin-nombres.txt', 'unknown_file', {}],
    ['third-party-synthetic/aresstore/fixtures/desconocido.csv', 'unknown_file', {}],
    [
      'third-party-synthetic/aresstore/fixtures/ledger-detail.txt',
      'known_not_used',
      { known: 'ledger_detail' },
    ],
    [
      'third-party-synthetic/aresstore/fixtures-es/libro-inventario-es.txt',
      'known_not_used',
      { known: 'ledger_detail' },
    ],
    [
      'third-party-synthetic/aresstore/fixtures/vat-transactions.txt',
      'known_not_used',
      { known: 'vat_transactions' },
    ],
    [
      'third-party-synthetic/aresstore/fixtures/multicountry.txt',
      'known_not_used',
      { known: 'multi_country_inventory' },
    ],
    [
      'third-party-synthetic/aresstore/fixtures-es/multipais-es.txt',
      'known_not_used',
      { known: 'multi_country_inventory' },
    ],
    [
      'third-party-synthetic/fivetran_ads/search_term_ad_keyword_report_data.csv',
      'known_not_used',
      { known: 'warehouse_table' },
    ],
    [
      'sp-api-official-examples/vendorSalesReport.example1.json',
      'known_not_used',
      { known: 'vendor_report' },
    ],
    ['sp-api-official-examples/sellerCouponReport.example1.json', 'known_not_used', { known: 'coupons' }],
    [
      'sp-api-official-examples/endUserDataReport.example1.json',
      'known_not_used',
      { known: 'end_user_data' },
    ],
  ])('says why %s is not read: %s', async (path, code, params) => {
    const { facts, summary } = await readSample(path)
    expect(summary.refusal).toMatchObject({ code, params })
    expect(facts).toEqual([])
  })
})
