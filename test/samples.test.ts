import { describe, expect, it } from 'vitest'
import { decimalText } from '#kernel/money.ts'
import type {
  AdsRow,
  FactRow,
  MoneyLine,
  OrderLine,
  SalesAsin,
  SalesDay,
  StockRow,
} from '#features/facts/rules/rows.ts'
import { readSample, samples } from './support/samples.ts'

// Skipped where the sample files are absent. The totals were taken with awk and Python's csv, zipfile and decimal, not with our reader.

function of<T extends FactRow>(facts: readonly FactRow[], dataset: T['dataset']): T[] {
  return facts.filter((fact): fact is T => fact.dataset === dataset)
}

const total = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
const money = (values: readonly (bigint | null)[]): string =>
  decimalText(values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n))

describe.skipIf(samples === undefined)('files sellers downloaded', () => {
  it.each([
    [
      'A_us_2019_sp_search_term',
      'US',
      'USD',
      24_575,
      751_833,
      35_546,
      '6139.42',
      '24650.24',
      998,
      1120,
      '2019-05-01',
      '2019-05-31',
      32,
    ],
    [
      'D_us_2022_sp_search_term',
      'US',
      'USD',
      638,
      245_277,
      1919,
      '1179.16',
      '1692.46',
      150,
      154,
      '2022-07-17',
      '2022-08-15',
      0,
    ],
    [
      'D_us_2022_sp_search_term_extra_blank_column',
      'US',
      'USD',
      50,
      9847,
      74,
      '42.99',
      '54.95',
      5,
      5,
      '2022-08-01',
      '2022-08-01',
      0,
    ],
    [
      'F_ae_2025_sp_search_term',
      'AE',
      'AED',
      7480,
      287_978,
      13_899,
      '19903.22',
      '65047.50',
      1664,
      1744,
      '2025-07-01',
      '2025-07-30',
      64,
    ],
  ] as const)(
    'reads the search-term workbook %s',
    async (
      name,
      store,
      currency,
      rows,
      impressions,
      clicks,
      cost,
      sales,
      orders,
      units,
      from,
      to,
      surplus,
    ) => {
      const { facts, summary } = await readSample(`ads-console/${name}.xlsx`)
      const ads = of<AdsRow>(facts, 'ads')
      expect(summary).toMatchObject({
        refusal: null,
        type: 'ads_search_term',
        form: 'workbook',
        rows,
        rejected: 0,
        findings: [],
      })
      expect(summary.covered).toMatchObject([
        { dataset: 'ads', report: 'search_term', marketplace: store, from, to, rows },
      ])
      expect(total(ads.map((row) => row.impressions))).toBe(impressions)
      expect(total(ads.map((row) => row.clicks))).toBe(clicks)
      expect(money(ads.map((row) => row.costMicros))).toBe(cost)
      expect(money(ads.map((row) => row.salesMicros))).toBe(sales)
      expect(total(ads.map((row) => row.orders))).toBe(orders)
      expect(total(ads.map((row) => row.units))).toBe(units)
      expect(ads.filter((row) => row.orders > row.clicks)).toHaveLength(surplus)
      expect(new Set(ads.map((row) => `${row.currency} ${row.windowDays}`))).toEqual(
        new Set([`${currency} 7`]),
      )
    },
  )

  it.each([
    ['settlement_1', '-321.69', 3, '0.00', null],
    ['settlement_2', '-62.31', 15, '35.00', 1],
    ['settlement_3', '1016.08', 153, '2180.00', 39],
  ] as const)('reads %s to the cent', async (name, sum, amounts, principal, units) => {
    const { facts, summary } = await readSample(`settlement/${name}.txt`)
    const lines = of<MoneyLine>(facts, 'money_line')
    expect(summary).toMatchObject({
      refusal: null,
      type: 'settlement_v1',
      rejected: 0,
      findings: [],
      currencies: ['CAD'],
    })
    expect(summary.settlements.map((head) => decimalText(head.totalMicros))).toEqual([sum])
    expect(money(lines.map((line) => line.amountMicros))).toBe(sum)
    expect(lines).toHaveLength(amounts)
    expect(
      money(lines.filter((line) => line.category === 'principal').map((line) => line.amountMicros)),
    ).toBe(principal)
    expect(lines.filter((line) => line.category === 'unknown')).toEqual([])
    expect(new Set(lines.map((line) => `${line.line}.${line.part}`)).size).toBe(amounts)
    const items = lines.filter((line) => line.category === 'principal' && line.transactionType === 'Order')
    if (units !== null) expect(total(items.map((line) => line.quantity))).toBe(units)
  })

  it('puts advertising with its tax, the reserve and the payment where they belong', async () => {
    const { facts } = await readSample('settlement/settlement_2.txt')
    const byCategory = Object.groupBy(of<MoneyLine>(facts, 'money_line'), (line) => line.category)
    const sums = Object.fromEntries(
      Object.entries(byCategory).map(([category, lines]) => [
        category,
        money(lines.map((line) => line.amountMicros)),
      ]),
    )
    expect(sums).toMatchObject({
      principal: '35.00',
      shipping: '6.99',
      promotion: '-6.99',
      fulfillment_fee: '-6.12',
      refund_principal: '-60.00',
      refund_fee: '7.99',
      advertising: '-1.30',
      subscription_fee: '-32.09',
      reserve: '-321.69',
      transfer: '321.69',
    })
  })

  it('says what an excerpt of a settlement lacks', async () => {
    const { summary } = await readSample('third-party-synthetic/mws-rs/settlement-v1-excerpt-2015.txt')
    expect(summary.findings).toMatchObject([
      {
        code: 'settlement_total_mismatch',
        severity: 'error',
        params: { total: '16630.13', sum: '26.99', difference: '-16603.14' },
      },
    ])
  })

  it('reads the long settlement form and one without a total', async () => {
    const long = await readSample('third-party-synthetic/xieyi138/settlement-v2-sample.txt')
    expect(long.summary).toMatchObject({
      type: 'settlement_v2',
      rejected: 0,
      findings: [],
      currencies: ['USD'],
      marketplaces: ['US'],
    })
    expect(money(of<MoneyLine>(long.facts, 'money_line').map((line) => line.amountMicros))).toBe('582.89')
    const bare = await readSample('third-party-synthetic/aresstore/fixtures/settlement.txt')
    expect(bare.summary.findings).toMatchObject([{ code: 'settlement_total_absent', severity: 'warning' }])
    expect(money(of<MoneyLine>(bare.facts, 'money_line').map((line) => line.amountMicros))).toBe('676.33')
  })

  it('reads the business report by ASIN and what the API says by day', async () => {
    const console_ = await readSample('business-report/G_us_detail_page_sales_and_traffic_by_asin.csv')
    expect(of<SalesAsin>(console_.facts, 'sales_asin')).toMatchObject([
      {
        childAsin: 'B0F4DLPBXG',
        sessions: 6744,
        pageViews: 9409,
        buyBoxRatio: 0.9991,
        unitsOrdered: 528,
        orderedSalesMicros: 7_274_350_000n,
        orderItems: 509,
        currency: 'USD',
        from: null,
      },
    ])
    expect(of<SalesAsin>(console_.facts, 'sales_asin')[0]!.title).toContain('Growth – 100% Pure')
    expect(console_.summary.findings.map((finding) => finding.code)).toEqual([
      'currency_assumed',
      'period_needed',
    ])

    const api = await readSample('sp-api-official-examples/sellerSalesAndTrafficReport.example1.json')
    const days = of<SalesDay>(api.facts, 'sales_day')
    expect(api.summary).toMatchObject({
      refusal: null,
      datasets: ['sales_day', 'sales_asin'],
      marketplaces: ['US'],
      findings: [],
    })
    expect(days.map((day) => day.day)).toEqual(['2021-06-11', '2021-06-12', '2021-06-13', '2021-06-14'])
    expect(money(days.map((day) => day.orderedSalesMicros))).toBe('1083.14')
    expect(total(days.map((day) => day.sessions))).toBe(4453)
    expect(days[0]!.buyBoxRatio).toBe(0.1054)
    expect(of<SalesAsin>(api.facts, 'sales_asin').map((row) => [row.sku, row.from, row.to])).toEqual([
      ['AB-1C2D-EFGH', '2021-06-11', '2021-06-14'],
      ['CD-2E3F-GHIJ', '2021-06-11', '2021-06-14'],
      ['EF-3G4H-IJKL', '2021-06-11', '2021-06-14'],
    ])
  })

  it('takes weekly and monthly sums for no days', async () => {
    const { facts, summary } = await readSample(
      'sp-api-official-examples/sellerSalesAndTrafficReport.example2.json',
    )
    expect(of<SalesDay>(facts, 'sales_day')).toEqual([])
    expect(summary.tables[0]!.refusal).toEqual({
      code: 'granularity_unsupported',
      params: { granularity: 'WEEK' },
    })
    expect(money(of<SalesAsin>(facts, 'sales_asin').map((row) => row.orderedSalesMicros))).toBe('88.04')
  })

  it('reads stock, in Windows-1252 too', async () => {
    const real = await readSample('fba-inventory/fba_myi_inventory_us_2020_cp1252.csv')
    const stock = of<StockRow>(real.facts, 'stock')
    expect(real.summary).toMatchObject({ type: 'fba_myi', charset: 'windows-1252', rows: 40, rejected: 0 })
    expect(total(stock.map((row) => row.fulfillable))).toBe(1050)
    expect(total(stock.map((row) => row.total))).toBe(1874)
    expect(money(stock.map((row) => row.priceMicros))).toBe('1841.28')
    expect(stock[0]!.title).toContain('Cute Rugs –63" x 27.5"')
    const planning = await readSample('third-party-synthetic/aresstore/fixtures/inventory-planning.txt')
    expect(total(of<StockRow>(planning.facts, 'stock').map((row) => row.unitsShipped30))).toBe(720)
    expect(planning.summary.covered).toMatchObject([
      { dataset: 'stock', marketplace: 'ES', from: '2026-08-17' },
    ])
  })

  it.each([
    [
      'fixtures/all-orders.txt',
      'utf-8',
      'en',
      ['ship-city', 'ship-state', 'ship-postal-code', 'cpf', 'purchase-order-number'],
    ],
    [
      'fixtures-es/pedidos-es.txt',
      'windows-1252',
      'es',
      ['ciudad-de-envio', 'provincia-de-envio', 'codigo-postal-de-envio', 'cpf', 'numero-de-orden-de-compra'],
    ],
  ])('reads the orders of %s without their buyers', async (path, charset, language, dropped) => {
    const { facts, summary } = await readSample(`third-party-synthetic/aresstore/${path}`)
    const orders = of<OrderLine>(facts, 'order_line')
    expect(summary).toMatchObject({
      type: 'all_orders',
      charset,
      language,
      rows: 380,
      rejected: 0,
      droppedColumns: dropped,
    })
    expect(summary.marketplaces).toEqual(['DE', 'ES', 'FR', 'IT'])
    expect(total(orders.map((order) => order.quantity))).toBe(1431)
    expect(money(orders.map((order) => order.itemPriceMicros))).toBe('32627.69')
    expect(new Set(orders.map((order) => order.title)).has('Set de bandas elásticas')).toBe(true)
    expect(
      JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toMatch(/Madrid|28001/)
  })

  it.each([
    ['fixtures/search-terms.csv', 'SP · Rodillo, exacta'],
    ['fixtures-es/terminos-es.csv', 'SP · Pulseras, exacta'],
  ])('reads the search terms of %s', async (path, campaign) => {
    const { facts, summary } = await readSample(`third-party-synthetic/aresstore/${path}`)
    const ads = of<AdsRow>(facts, 'ads')
    expect(summary).toMatchObject({ refusal: null, rows: 12, rejected: 0, currencies: ['EUR'] })
    expect(money(ads.map((row) => row.costMicros))).toBe('595.20')
    expect(money(ads.map((row) => row.salesMicros))).toBe('1029.60')
    expect(ads[0]).toMatchObject({ campaign, matchType: 'exact', windowDays: 14 })
  })

  it('reads what warehouses paid for and charged, and fees to come in two languages', async () => {
    const own = (name: string) => readSample(`third-party-synthetic/aresstore/${name}`)
    const paid = await own('fixtures/reimbursements.txt')
    expect(paid.summary).toMatchObject({ refusal: null, type: 'fba_reimbursements', rejected: 0 })
    expect(paid.facts[1]).toMatchObject({
      approvedOn: '2026-08-11',
      reason: 'Damaged_Warehouse',
      amountMicros: 35_980_000n,
      quantity: 2,
    })
    const storage = await own('fixtures/storage-fees.txt')
    expect(storage.summary).toMatchObject({ refusal: null, type: 'fba_storage_fees', rejected: 0 })
    expect(storage.facts[0]).toMatchObject({
      from: '2026-07-01',
      to: '2026-07-31',
      marketplace: 'DE',
      units: 420,
      feeMicros: 17_350_000n,
    })
    for (const name of ['fixtures/fee-preview.txt', 'fixtures-es/tarifas-es.txt']) {
      const { facts, summary } = await own(name)
      expect(summary).toMatchObject({ refusal: null, type: 'fee_preview', rejected: 0, currencies: ['EUR'] })
      expect(facts[0]).toMatchObject({
        sku: 'ARS-ROD-01',
        totalMicros: 6_950_000n,
        fulfillmentMicros: 3_200_000n,
      })
    }
  })

  it('reads Amazon’s own example of an account’s health, whose names differ from its schema', async () => {
    const { facts, summary } = await readSample(
      'sp-api-official-examples/accountHealthReport-2020-11-18.example1.json',
    )
    expect(summary).toMatchObject({ refusal: null, type: 'account_health', rejected: 0 })
    const us = facts.filter((one) => one.dataset === 'account_health' && one.marketplace === 'US')
    const of = (metric: string) => us.find((one) => 'metric' in one && one.metric === metric)
    expect(of('account_status')).toMatchObject({ status: 'AT_RISK' })
    expect(of('account_rating')).toMatchObject({ status: 'WARNED' })
    expect(of('warning:spammingSellerMessaging')).toMatchObject({ status: 'BAD' })
    expect(of('cancellation')).toMatchObject({ rate: 0.005, count: 551, base: 17_197, target: 0.01 })
    expect(of('document_requests')).toMatchObject({ count: 8, windowTo: '2020-11-19' })
    expect(summary.marketplaces).toEqual(['CA', 'MX', 'US'])
  })

  it('reads returns and Amazon’s own search-term example', async () => {
    const returns = await readSample('third-party-synthetic/aresstore/fixtures-es/devoluciones-es.txt')
    expect(returns.summary).toMatchObject({
      type: 'fba_returns',
      rows: 38,
      rejected: 0,
      droppedColumns: ['comentarios-del-cliente'],
    })
    const terms = await readSample('sp-api-official-examples/sellingPartnerSearchTermsReport.example1.json')
    expect(terms.summary).toMatchObject({
      type: 'brand_search_terms',
      rows: 12,
      rejected: 0,
      marketplaces: ['US'],
    })
    expect(terms.facts[0]).toMatchObject({
      searchTerm: 'search term rank one',
      rank: 1,
      position: 1,
      asin: 'B123456789',
      clickShare: 0.0771,
      from: '2021-06-06',
      to: '2021-06-12',
    })
  })
})
