import { describe, expect, it } from 'vitest'
import type { MoneyLine } from '#features/facts/rules/rows.ts'
import { csv, read, tsv } from '../support/read-text.ts'

const v2 =
  'settlement-id|settlement-start-date|settlement-end-date|deposit-date|total-amount|currency|transaction-type|order-id|marketplace-name|amount-type|amount-description|amount|posted-date|posted-date-time|sku|quantity-purchased'
const paid = (type: string, amountType: string, description: string, amount: string): string =>
  `77||||||${type}|302-1|Amazon.de|${amountType}|${description}|${amount}|09.06.2026|09.06.2026 22:30:00 UTC|SKU|1`
const settlement = (total: string, ...lines: string[]): string =>
  tsv(
    v2,
    `77|01.06.2026 00:00:00 UTC|14.06.2026 00:00:00 UTC|16.06.2026 00:00:00 UTC|${total}|EUR||||||||||`,
    ...lines,
  )

describe('settlements', () => {
  const lines = [
    paid('Order', 'ItemPrice', 'Principal', '95,00'),
    paid('Order', 'ItemPrice', 'Principal', '95,00'),
    paid('Order', 'ItemFees', 'Commission', '-14,25'),
    paid('Order', 'Neue Art', 'Etwas Neues', '1.000,01'),
  ]

  it('keep lawful twins, days of the store, and amounts nobody knows', async () => {
    const { facts, summary } = await read('s.txt', settlement('1.175,76', ...lines))
    const money = facts as MoneyLine[]
    expect(summary).toMatchObject({
      refusal: null,
      type: 'settlement_v2',
      rejected: 0,
      decimalMark: 'comma',
      marketplaces: ['DE'],
    })
    expect(money.map((line) => [line.category, line.amountMicros, line.postedOn])).toEqual([
      ['principal', 95_000_000n, '2026-06-10'],
      ['principal', 95_000_000n, '2026-06-10'],
      ['referral_fee', -14_250_000n, '2026-06-10'],
      ['unknown', 1_000_010_000n, '2026-06-10'],
    ])
    expect(summary.findings).toEqual([
      {
        code: 'category_unknown',
        severity: 'warning',
        params: { words: 'Order / Neue Art / Etwas Neues', sum: '1000.01' },
      },
    ])
  })

  it('say when their lines do not make their total', async () => {
    const { summary } = await read('s.txt', settlement('1.175,77', ...lines))
    expect(summary.findings).toContainEqual({
      code: 'settlement_total_mismatch',
      severity: 'error',
      params: { settlementId: '77', total: '1175.77', sum: '1175.76', difference: '-0.01', currency: 'EUR' },
    })
  })

  it('say when they are another store’s, or of two currencies', async () => {
    const wrong = await read('s.txt', settlement('1.175,76', ...lines), { marketplace: 'UK' })
    expect(wrong.summary.findings).toContainEqual({
      code: 'marketplace_mismatch',
      severity: 'error',
      params: { expected: 'UK', found: 'EUR' },
    })
    const mixed = await read(
      's.txt',
      settlement(
        '95,00',
        paid('Order', 'ItemPrice', 'Principal', '95,00'),
        '78|01.06.2026 00:00:00 UTC|14.06.2026 00:00:00 UTC||0,00|SEK||||||||||',
      ),
    )
    expect(mixed.summary.findings).toContainEqual({
      code: 'currency_mixed',
      severity: 'error',
      params: { currencies: 'EUR, SEK' },
    })
  })

  it('say which line and column can not be read, and that a last line is torn', async () => {
    const { facts, summary } = await read(
      's.txt',
      `${settlement('95,00', lines[0]!, paid('Order', 'ItemPrice', 'Principal', '12.34.56'))}77\t\t\t\t\t\tOrder\t302`,
    )
    expect(facts).toHaveLength(1)
    expect(summary.errors).toMatchObject([
      { line: 4, column: 'amount', code: 'number_invalid', value: '12.34.56' },
      { line: 5, column: '', code: 'row_width', params: { expected: 16, found: 8 } },
    ])
    expect(summary.findings).toContainEqual({
      code: 'last_line_torn',
      severity: 'error',
      params: { line: 5 },
    })
  })

  it('come in the same words from a translated date-range export, with nothing lost', async () => {
    const header =
      '"Datum/Uhrzeit","Abrechnungsnummer","Typ","Bestellnummer","SKU","Beschreibung","Menge","Marketplace","Ort der Bestellung","Postleitzahl","Umsätze","Produktumsatzsteuer","Verkaufsgebühren","Gebühren zu Versand durch Amazon","Andere","Gesamt"'
    const text = csv(
      '"Enthält Transaktionen von Amazon Marketplace, Versand durch Amazon (FBA)"',
      '"Alle Beträge in EUR, sofern nicht anders gekennzeichnet"',
      header,
      '"09.06.2026 00:30:00 MESZ","77","Bestellung","302-1","SKU","Matte","2","amazon.de","Köln","50667","80,00","15,20","-14,25","-3,05","0","77,90"',
      '"10.06.2026 10:00:00 MESZ","77","Servicegebühr","","","Werbekosten","","","","","0","0","0","0","-20,00","-20,00"',
      '"10.06.2026 11:00:00 MESZ","77","Übertrag","","","Auf das Konto mit der Endnummer: 123","","","","","0","0","0","0","0","-57,90"',
      '"10.06.2026 12:00:00 MESZ","77","Anpassung","","","Sonstiges","","","","","0","0","0","0","2,00","3,00"',
    )
    const { facts, summary } = await read('2026Jun.csv', text)
    expect(summary).toMatchObject({
      refusal: null,
      type: 'date_range_transactions',
      language: 'de',
      rejected: 0,
      droppedColumns: ['Ort der Bestellung', 'Postleitzahl'],
    })
    expect(
      (facts as MoneyLine[]).map((line) => [
        line.transactionType,
        line.category,
        line.amountMicros,
        line.postedOn,
        line.part,
      ]),
    ).toEqual([
      ['Order', 'principal', 80_000_000n, '2026-06-09', 0],
      ['Order', 'tax', 15_200_000n, '2026-06-09', 1],
      ['Order', 'referral_fee', -14_250_000n, '2026-06-09', 2],
      ['Order', 'fulfillment_fee', -3_050_000n, '2026-06-09', 3],
      ['Service Fee', 'advertising', -20_000_000n, '2026-06-10', 0],
      ['Transfer', 'transfer', -57_900_000n, '2026-06-10', 0],
      ['Adjustment', 'adjustment', 2_000_000n, '2026-06-10', 0],
      ['Adjustment', 'unknown', 1_000_000n, '2026-06-10', 1],
    ])
    expect(summary.findings).toContainEqual({
      code: 'row_totals_mismatch',
      severity: 'warning',
      params: { rows: 1, difference: '1.00' },
    })
  })
})
