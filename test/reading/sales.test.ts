import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { SalesDay } from '#features/facts/rules/rows.ts'
import { csv, read, tsv } from '../support/read-text.ts'

const dayHeader =
  'Date,Ordered Product Sales,Units Ordered,Total Order Items,Sessions - Total,Featured Offer (Buy Box) Percentage'

describe('business reports in the languages of their stores', () => {
  it.each([
    [
      'DE',
      'EUR',
      'Datum;Durch bestellte Produkte erzielter Umsatz;Bestellte Einheiten;Zahl der Bestellposten;Sitzungen – Summe;Seitenaufrufe – Summe',
      '03.10.2026;"1.234,50 €";1.012;998;4.711;9.000',
    ],
    [
      'FR',
      'EUR',
      "Date;Ventes de produits commandés;Unités commandées;Nombre total d'articles commandés;Sessions – Total;Pages vues – Total",
      '03/10/2026;"1\u202f234,50 €";1\u202f012;998;4\u202f711;9\u202f000',
    ],
    [
      'IT',
      'EUR',
      'Data,Vendite prodotti ordinati,Unità ordinate,Totale articoli ordinati,Sessioni – Totale,Visualizzazioni di pagina – Totale',
      '03/10/2026,"1.234,50 €","1.012",998,"4.711","9.000"',
    ],
    [
      'ES',
      'EUR',
      'Fecha,Ventas de productos pedidos,Unidades pedidas,Total de artículos de pedidos,Sesiones: total,Páginas vistas: total',
      '3/10/2026,"1.234,50 €","1.012",998,"4.711","9.000"',
    ],
    [
      'JP',
      'JPY',
      '日付,注文商品の売上額,注文された商品点数,注文品目総数,セッション数 - 合計,ページビュー - 合計',
      '2026/10/03,"￥1,234.5","1,012",998,"4,711","9,000"',
    ],
    [
      'UK',
      'GBP',
      'Date,Ordered Product Sales,Units Ordered,Total Order Items,Sessions - Total,Page Views - Total',
      '03/10/2026,"£1,234.50","1,012",998,"4,711","9,000"',
    ],
    [
      'US',
      'USD',
      '日期,已订购商品销售额,已订购商品数量,订单商品总数,会话数 - 总计,页面浏览量 - 总计',
      '2026/10/3,"US$1,234.50","1,012",998,"4,711","9,000"',
    ],
  ])('reads one of %s', async (marketplace, currency, header, row) => {
    const { facts, summary } = await read('BusinessReport.csv', csv(header, row), { marketplace })
    expect(summary).toMatchObject({ refusal: null, type: 'business_by_date', rejected: 0 })
    expect(facts as SalesDay[]).toMatchObject([
      {
        day: '2026-10-03',
        marketplace,
        currency,
        orderedSalesMicros: 1_234_500_000n,
        unitsOrdered: 1012,
        orderItems: 998,
        sessions: 4711,
        pageViews: 9000,
      },
    ])
  })

  it('reads Shift_JIS, GBK and UTF-16 as well', async () => {
    const text = csv(
      '日付,注文商品の売上額,注文された商品点数,注文品目総数',
      '2026/10/03,"￥1,234",2,2',
      '2026/10/04,￥990,1,1',
    )
    for (const charset of ['shift_jis', 'utf-16le', 'utf8']) {
      const { summary } = await read(
        'br.csv',
        iconv.encode(text, charset, { addBOM: charset !== 'shift_jis' }),
        { marketplace: 'JP' },
      )
      expect(summary).toMatchObject({ refusal: null, rows: 2, language: 'ja', currencies: ['JPY'] })
    }
    const chinese = csv('日期,已订购商品销售额,已订购商品数量,订单商品总数', '2026/10/3,"US$1,234.50",12,11')
    const { summary } = await read('br.csv', iconv.encode(chinese, 'gbk'), { marketplace: 'US' })
    expect(summary).toMatchObject({ refusal: null, rows: 1, charset: 'gbk', language: 'zh' })
  })
})

describe('what can be read in two ways', () => {
  it('is decided by any value of the file that allows one reading', async () => {
    const rows = [
      '1/2/2026,"$1,234",5,5,10,50.00%',
      '1/3/2026,"$2,500",5,5,10,50.00%',
      '1/13/2026,$99.50,5,5,10,50.00%',
    ]
    const { facts, summary } = await read('br.csv', csv(dayHeader, ...rows))
    expect(summary).toMatchObject({ refusal: null, decimalMark: 'point', dateOrder: 'mdy' })
    expect((facts as SalesDay[]).map((fact) => [fact.day, fact.orderedSalesMicros])).toEqual([
      ['2026-01-02', 1_234_000_000n],
      ['2026-01-03', 2_500_000_000n],
      ['2026-01-13', 99_500_000n],
    ])
  })

  it('is decided by the days that follow each other', async () => {
    const british = await read(
      'br.csv',
      csv(dayHeader, ...[1, 2, 3, 4, 5].map((day) => `0${day}/03/2026,£9.50,1,1,1,1%`)),
    )
    expect((british.facts as SalesDay[]).map((fact) => fact.day)).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ])
    const american = await read(
      'br.csv',
      csv(dayHeader, ...[1, 2, 3, 4, 5].map((day) => `3/${day}/2026,$9.50,1,1,1,1%`)),
    )
    expect((american.facts as SalesDay[]).map((fact) => fact.day)).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ])
  })

  it('is refused when nothing decides', async () => {
    const euro = tsv(
      'sku|fnsku|asin|product-name|your-price|afn-fulfillable-quantity|afn-total-quantity',
      'A|X|B|Mat|1.234|5|5',
      'B|Y|C|Mat|2.500|5|5',
    )
    expect((await read('myi.txt', euro, { asOf: '2026-03-01' })).summary.refusal).toEqual({
      code: 'decimal_ambiguous',
      params: { value: '1.234' },
    })
    expect((await read('myi.txt', euro, { asOf: '2026-03-01', marketplace: 'US' })).facts).toMatchObject([
      { priceMicros: 1_234_000n },
      { priceMicros: 2_500_000n },
    ])
    const dates = csv(dayHeader, '1/2/2026,CA$9.50,1,1,1,1%')
    expect((await read('br.csv', dates, { marketplace: 'CA' })).summary.refusal).toMatchObject({
      code: 'date_ambiguous',
    })
  })

  it('is waited for: a telling value after thousands of silent rows still counts', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => `A${n}|X|B|Mat|1.234|5|5`)
    const header = 'sku|fnsku|asin|product-name|your-price|afn-fulfillable-quantity|afn-total-quantity'
    const { facts, summary } = await read('myi.txt', tsv(header, ...rows, 'Z|X|B|Mat|12,50|5|5'), {
      asOf: '2026-03-01',
    })
    expect(summary).toMatchObject({ refusal: null, rows: 3001, decimalMark: 'comma' })
    expect(facts[0]).toMatchObject({ sku: 'A0', priceMicros: 1_234_000_000n })
  })
})
