import { describe, expect, it } from 'vitest'
import { csv, read, tsv } from '../support/read-text.ts'

describe('other files', () => {
  it('reads seller feedback without who said what', async () => {
    const text = tsv(
      'Datum|Bewertung|Kommentare|Ihre Antwort|Bestellnummer|E-Mail-Adresse des Bewerters',
      '03.10.26|2|Kam zerbrochen an|Tut uns leid|302-1|a@b.de',
    )
    const { facts, summary } = await read('feedback.txt', text, { marketplace: 'DE' })
    expect(facts).toEqual([
      {
        dataset: 'feedback',
        day: '2026-10-03',
        marketplace: 'DE',
        rating: 2,
        orderId: '302-1',
        hasResponse: true,
        line: 2,
      },
    ])
    expect(summary.droppedColumns).toEqual(['Kommentare', 'E-Mail-Adresse des Bewerters'])
  })

  it('reads Brand Analytics below its line of filters', async () => {
    const text = csv(
      '"Reporting Range=[""Weekly""]","Select week=[""Week 41 | 2026-10-04 - 2026-10-10 2026""]"',
      'Search Frequency Rank,Search Term,Top Clicked Product #1: ASIN,Top Clicked Product #1: Product Title,Top Clicked Product #1: Click Share,Top Clicked Product #1: Conversion Share,Top Clicked Product #2: ASIN,Top Clicked Product #2: Product Title,Top Clicked Product #2: Click Share,Top Clicked Product #2: Conversion Share,Reporting Date',
      '1,kitchen mat,B01,Mat,12.34,8.5,B02,Other,3.1,0,2026-10-10',
    )
    const { facts } = await read('US_Top_Search_Terms.csv', text)
    expect(facts).toMatchObject([
      {
        searchTerm: 'kitchen mat',
        rank: 1,
        position: 1,
        asin: 'B01',
        clickShare: 0.1234,
        conversionShare: 0.085,
        from: '2026-10-04',
        to: '2026-10-10',
        marketplace: 'US',
      },
      { position: 2, asin: 'B02', clickShare: 0.031, conversionShare: 0 },
    ])
  })

  it('refuses an order line that comes twice, keeps two returns alike', async () => {
    const order = '111-1|2026-03-01T10:00:00+00:00|Shipped|Amazon.com|SKU|1|USD|9.90'
    const orders = await read(
      'o.txt',
      tsv(
        'amazon-order-id|purchase-date|order-status|sales-channel|sku|quantity|currency|item-price',
        order,
        order,
      ),
    )
    expect(orders.summary).toMatchObject({
      rows: 1,
      rejected: 1,
      errors: [{ line: 3, code: 'duplicate_row', value: '111-1' }],
    })
    const back = '2026-03-01T10:00:00+00:00|111-1|SKU|B|X|1|SELLABLE|UNWANTED_ITEM'
    const returns = await read(
      'r.txt',
      tsv('return-date|order-id|sku|asin|fnsku|quantity|detailed-disposition|reason', back, back),
    )
    expect(returns.summary).toMatchObject({ rows: 2, rejected: 0 })
  })

  it('names what a file lacks to be what it seems', async () => {
    const { summary } = await read(
      'o.txt',
      tsv(
        'amazon-order-id|purchase-date|order-status|sales-channel|sku|currency|item-price',
        '1|2026-03-01|Shipped|Amazon.de|S|EUR|1',
      ),
    )
    expect(summary.refusal).toEqual({
      code: 'missing_columns',
      params: { type: 'all_orders', columns: 'quantity' },
    })
  })

  it('takes the day of a snapshot from its name, then from the person, never from nowhere', async () => {
    const text = tsv(
      'sku|fnsku|asin|product-name|afn-fulfillable-quantity|afn-total-quantity',
      'A|X|B|Mat|5|5',
    )
    expect((await read('inventory-2026-03-01.txt', text)).facts).toMatchObject([{ asOf: '2026-03-01' }])
    expect((await read('inventory.txt', text, { asOf: '2026-03-02' })).facts).toMatchObject([
      { asOf: '2026-03-02' },
    ])
    expect((await read('inventory.txt', text)).summary.refusal).toMatchObject({ code: 'as_of_needed' })
  })
})
