import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { keeping } from '#features/facts/jobs/redact-file.ts'
import type { AdsRow } from '#features/facts/rules/rows.ts'
import { csv, read } from '../support/read-text.ts'

describe('advertising', () => {
  const json = (rows: readonly object[]): Buffer => gzipSync(Buffer.from(JSON.stringify(rows)))
  const term = {
    date: '2026-10-01',
    campaignId: 111,
    campaignName: 'C',
    adGroupId: 222,
    adGroupName: 'G',
    keywordId: 333,
    matchType: 'BROAD',
    targeting: 'mat',
    searchTerm: 'red mat',
    impressions: 5,
    clicks: 1,
    cost: 0.57,
    purchases7d: 2,
    purchases14d: 3,
    sales7d: 19.99,
    sales14d: 30,
    unitsSoldClicks7d: 2,
    campaignBudgetCurrencyCode: 'USD',
  }

  it('reads Reporting v3 with its seven-day window, and more orders than clicks', async () => {
    const { facts, summary } = await read('sp.json.gz', json([term, { ...term, searchTerm: 'blue mat' }]))
    expect(summary).toMatchObject({
      type: 'ads_search_term',
      gzip: true,
      rejected: 0,
      findings: [],
      marketplaces: ['US'],
    })
    expect((facts as AdsRow[])[0]).toMatchObject({
      report: 'search_term',
      from: '2026-10-01',
      to: '2026-10-01',
      campaignId: '111',
      target: 'mat',
      matchType: 'broad',
      costMicros: 570_000n,
      salesMicros: 19_990_000n,
      orders: 2,
      units: 2,
      windowDays: 7,
      currency: 'USD',
    })
  })

  it.each([
    ['ads_targeting', { searchTerm: undefined }],
    [
      'ads_advertised_product',
      {
        searchTerm: undefined,
        targeting: undefined,
        keywordId: undefined,
        matchType: undefined,
        advertisedSku: 'S',
        advertisedAsin: 'B',
      },
    ],
    [
      'ads_campaign',
      {
        searchTerm: undefined,
        targeting: undefined,
        keywordId: undefined,
        matchType: undefined,
        adGroupId: undefined,
        adGroupName: undefined,
      },
    ],
    [
      'ads_placement',
      {
        searchTerm: undefined,
        targeting: undefined,
        keywordId: undefined,
        matchType: undefined,
        adGroupId: undefined,
        adGroupName: undefined,
        placementClassification: 'Top of Search on-Amazon',
      },
    ],
  ])('tells %s by its fields', async (type, change) => {
    const { facts, summary } = await read('sp.json.gz', json([{ ...term, ...change }]))
    expect(summary).toMatchObject({ refusal: null, type })
    if (type === 'ads_placement') expect(facts).toMatchObject([{ placement: 'top' }])
  })

  it('leaves out a row that comes twice, and tells of one key with two figures', async () => {
    const { facts, summary } = await read('sp.json.gz', json([term, term, { ...term, clicks: 9 }]))
    expect(facts).toHaveLength(2)
    expect(summary.errors).toMatchObject([{ line: 2, code: 'duplicate_row' }])
    expect(summary.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['rows_duplicated', 'warning'],
      ['rows_same_key', 'error'],
    ])
  })

  it.each([
    ['"Jun 01, 2026 - Jun 30, 2026"', '2026-06-01', '2026-06-30'],
    ['2026-06-01 to 2026-06-30', '2026-06-01', '2026-06-30'],
    ['"Jun 1 - Jun 30, 2026"', '2026-06-01', '2026-06-30'],
    ['20260601-20260630', '2026-06-01', '2026-06-30'],
    ['"Jun 05, 2026"', '2026-06-05', '2026-06-05'],
  ])('reads the unified console’s span %s', async (span, from, to) => {
    const text = `\ufeff${csv('Budget currency,Date range,Campaign ID,Campaign name,Ad group ID,Ad group name,Search term,Impressions,Clicks,CTR,Total cost,Purchases,Sales,Units sold', `USD,${span},"=""468170906203317""",C,"=""1""",G,batana oil,100,5,5%,3.21,1,12.99,1`)}`
    const { facts, summary } = await read('custom.csv', text)
    expect(summary).toMatchObject({ refusal: null, type: 'ads_search_term', bom: true })
    expect(facts).toMatchObject([
      { from, to, campaignId: '468170906203317', orders: 1, windowDays: null, costMicros: 3_210_000n },
    ])
  })

  it('reads rupees in cells and headers', async () => {
    const { facts } = await read(
      'c.csv',
      csv(
        'Date,Campaign Name,Impressions,Clicks,Spend(INR),7 Day Total Sales (INR),7 Day Total Orders (#)',
        '"Feb 03, 2020",C,"1,200",12,Rs.201.68,"Rs.1,00,201.68",2',
      ),
    )
    expect(facts).toMatchObject([
      {
        report: 'campaign',
        currency: 'INR',
        marketplace: 'IN',
        costMicros: 201_680_000n,
        salesMicros: 100_201_680_000n,
        from: '2020-02-03',
      },
    ])
  })

  it('does not take a campaign’s own dates for the span of its figures', async () => {
    const text = csv(
      'State,Campaigns,Status,Type,Targeting,Start date,End date,Budget(USD),Impressions,Clicks,Spend(USD),Orders,Sales(USD)',
      'ENABLED,C,Delivering,SP,MANUAL,2020-01-05,,10,100,5,3.21,1,12.99',
    )
    expect((await read('campaigns.csv', text)).summary.refusal).toMatchObject({ code: 'period_needed' })
    const { facts } = await read('campaigns.csv', text, { period: { from: '2026-06-01', to: '2026-06-30' } })
    expect(facts).toMatchObject([{ report: 'campaign', from: '2026-06-01', to: '2026-06-30' }])
  })

  it.each([
    [
      'de',
      'Datum,Portfolioname,Währung,Kampagnenname,Anzeigengruppenname,Targeting,Übereinstimmungstyp,Suchbegriff eines Kunden,Impressionen,Klicks,Ausgaben,"7 Tage, Umsatz gesamt (€)","7 Tage, Bestellungen gesamt","7 Tage, verkaufte Einheiten gesamt"',
      '01.10.2026,,EUR,C,G,matte,BROAD,rote matte,"1.200",12,"1.234,50 €","99,00 €",3,4',
    ],
    [
      'fr',
      "Date,Nom du portefeuille,Devise,Nom de la campagne,Nom du groupe d'annonces,Ciblage,Type de correspondance,Terme de recherche client,Impressions,Clics,Dépenses,Ventes totales sur 7 jours,Total des commandes sur 7 jours,Total des unités sur 7 jours",
      '01/10/2026,,EUR,C,G,tapis,BROAD,tapis rouge,"1 200",12,"1 234,50 €","99,00 €",3,4',
    ],
    [
      'es',
      'Fecha,Nombre de la cartera,Divisa,Nombre de la campaña,Nombre del grupo de anuncios,Segmentación,Tipo de concordancia,Término de búsqueda del cliente,Impresiones,Clics,Gasto,Ventas totales en 7 días,Pedidos totales en 7 días,Unidades totales en 7 días',
      '01/10/2026,,EUR,C,G,alfombra,BROAD,alfombra roja,"1.200",12,"1.234,50 €","99,00 €",3,4',
    ],
    [
      'it',
      'Data,Nome portafoglio,Valuta,Nome campagna,Nome gruppo di annunci,Targeting,Tipo di corrispondenza,Termine di ricerca cliente,Impressioni,Clic,Spesa,Vendite totali in 7 giorni,Ordini totali in 7 giorni,Unità totali in 7 giorni',
      '01/10/2026,,EUR,C,G,tappeto,BROAD,tappeto rosso,"1.200",12,"1.234,50 €","99,00 €",3,4',
    ],
    [
      'ja',
      '日付,ポートフォリオ名,通貨,キャンペーン名,広告グループ名,ターゲティング,マッチタイプ,カスタマーの検索キーワード,インプレッション,クリック,費用,広告がクリックされてから7日間の総売上高,広告がクリックされてから7日間の合計注文数,広告がクリックされてから7日間の合計販売数',
      '2026/10/01,,JPY,C,G,マット,BROAD,赤いマット,"1,200",12,"￥1,234.5",￥99,3,4',
    ],
    [
      'zh',
      '日期,广告组合名称,货币,广告活动名称,广告组名称,投放,匹配类型,客户搜索词,展示量,点击量,花费,7天总销售额,7天总订单数(#),7天总销售量(#)',
      '2026/10/1,,USD,C,G,垫子,BROAD,红垫子,"1,200",12,"$1,234.50",$99.00,3,4',
    ],
  ])('reads the search-term report in %s', async (language, header, row) => {
    const { facts, summary } = await read('st.csv', csv(header, row))
    expect(summary).toMatchObject({ refusal: null, type: 'ads_search_term', language, rejected: 0 })
    expect(facts).toMatchObject([
      {
        from: '2026-10-01',
        impressions: 1200,
        clicks: 12,
        costMicros: 1_234_500_000n,
        salesMicros: 99_000_000n,
        orders: 3,
        units: 4,
        windowDays: 7,
        matchType: 'broad',
      },
    ])
  })

  it('reads a bulk workbook with its search terms, and keeps it beside sheets nobody knows', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('Instructions').addRows([
      ['How', 'to', 'use'],
      ['this', 'sheet', 'please'],
    ])
    book.addWorksheet('Sponsored Products Campaigns').addRows([
      [
        'Product',
        'Entity',
        'Operation',
        'Campaign ID',
        'Ad Group ID',
        'Campaign Name',
        'Targeting Type',
        'State',
        'Daily Budget',
        'Ad Group Default Bid',
        'Bid',
        'Keyword Text',
        'Match Type',
        'Placement',
        'Percentage',
      ],
      [
        'Sponsored Products',
        'Campaign',
        '',
        '123456789012345',
        '',
        'C',
        'MANUAL',
        'enabled',
        25.5,
        '',
        '',
        '',
        '',
        '',
        '',
      ],
      [
        'Sponsored Products',
        'Bidding Adjustment',
        '',
        '123456789012345',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        'Placement Top',
        50,
      ],
      [
        'Sponsored Products',
        'Keyword',
        '',
        '123456789012345',
        '9',
        '',
        '',
        'paused',
        '',
        '',
        0.75,
        'red mat',
        'Broad',
        '',
        '',
      ],
      [
        'Sponsored Products',
        'Campaign Negative Keyword',
        '',
        '123456789012345',
        '',
        '',
        '',
        'enabled',
        '',
        '',
        '',
        'cheap',
        'Negative Exact',
        '',
        '',
      ],
    ])
    book.addWorksheet('SP Search Term Report').addRows([
      [
        'Product',
        'Campaign ID',
        'Ad Group ID',
        'Campaign Name (Informational only)',
        'Keyword Text',
        'Match Type',
        'Customer Search Term',
        'Impressions',
        'Clicks',
        'Spend',
        'Sales',
        'Orders',
        'Units',
      ],
      [
        'Sponsored Products',
        '123456789012345',
        '9',
        'C',
        'red mat',
        'Broad',
        'a red mat',
        10,
        2,
        1.5,
        20,
        1,
        1,
      ],
    ])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const { facts, summary } = await read('bulk-a1-20260901-20260930.xlsx', bytes, { marketplace: 'DE' })
    expect(summary.tables.map((table) => [table.table, table.type, table.refusal?.code])).toEqual([
      ['Instructions', null, 'unknown_file'],
      ['Sponsored Products Campaigns', 'sp_bulk', undefined],
      ['SP Search Term Report', 'ads_search_term', undefined],
    ])
    expect(facts).toMatchObject([
      { entity: 'campaign', asOf: '2026-09-30', dailyBudgetMicros: 25_500_000n, currency: 'EUR', name: 'C' },
      { entity: 'bid_adjustment', placement: 'top', adjustmentPercent: 50 },
      { entity: 'keyword', bidMicros: 750_000n, text: 'red mat', matchType: 'broad', state: 'paused' },
      { entity: 'campaign_negative_keyword', text: 'cheap', matchType: 'exact' },
      {
        report: 'search_term',
        from: '2026-09-01',
        to: '2026-09-30',
        searchTerm: 'a red mat',
        currency: 'EUR',
      },
    ])
    expect(keeping(summary)).toBe('as_is')
  })

  it('does not guess a currency', async () => {
    const text = csv('Date,Campaign Name,Impressions,Clicks,Spend', '2026-10-01,C,5,1,0.57')
    expect((await read('c.csv', text)).summary.refusal).toMatchObject({ code: 'currency_needed' })
    expect((await read('c.csv', text, { marketplace: 'UK' })).facts).toMatchObject([
      { currency: 'GBP', marketplace: 'UK' },
    ])
  })
})
