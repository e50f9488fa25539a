import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { minorOf, readText, sumMinor } from '../support/read-downloads.ts'
import { smallMarket, smallNow } from '../support/small-market.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { settlementV1Text } from '#sandbox/exports/reports/settlement-v1.ts'
import { settlementV2Text } from '#sandbox/exports/reports/settlement-v2.ts'
import { transactionsText } from '#sandbox/exports/reports/transactions.ts'
import type { Habit } from '#sandbox/exports/shop.ts'
import { encodeText } from '#sandbox/exports/text/charset.ts'

const market = smallMarket()
const shopOf = (code: string, habit?: Habit) =>
  openShop(market, `small-${code}`, {
    sellerId: 'A1SMALL',
    asOf: smallNow,
    months: 13,
    ...(habit && { habit }),
  })
const october = { from: '2026-10-01', to: '2026-10-31' }

describe('settlement flat files', () => {
  for (const { code, decimals, point } of [
    { code: 'US', decimals: 2, point: '.' },
    { code: 'DE', decimals: 2, point: ',' },
    { code: 'JP', decimals: 0, point: '.' },
  ] as const) {
    it(`adds up to the total in the long and in the wide form (${code})`, () => {
      const shop = shopOf(code)
      for (const settlement of market.settlements(shop.store.key)) {
        const long = readText(Buffer.from(settlementV2Text(shop, settlement)), { tab: true })
        const total = minorOf(long.rows[0]?.['total-amount'] ?? '', decimals, point)
        expect(total).toBe(settlement.totalMinor)
        expect(sumMinor(long.rows.slice(1), 'amount', decimals, point)).toBe(total)

        const wide = readText(Buffer.from(settlementV1Text(shop, settlement)), { tab: true })
        const amounts = ['price-amount', 'item-related-fee-amount', 'promotion-amount', 'other-amount']
        const sum = amounts.reduce((all, column) => all + sumMinor(wide.rows, column, decimals, point), 0)
        expect(minorOf(wide.rows[0]?.['total-amount'] ?? '', decimals, point)).toBe(total)
        expect(sum).toBe(total)
        const prices = settlement.events
          .flatMap((event) => event.parts)
          .filter((part) => part.amountType === 'ItemPrice')
        expect(sumMinor(wide.rows, 'price-amount', decimals, point)).toBe(
          prices.reduce((all, part) => all + part.amountMinor, 0),
        )
        expect(wide.rows.filter((row) => row['quantity-purchased'] === '1')).toHaveLength(2)
      }
    })
  }

  it('writes dates and decimals as the store does', () => {
    const rowOf = (code: string) => {
      const shop = shopOf(code)
      const settlement = market.settlements(shop.store.key)[0]!
      return settlementV2Text(shop, settlement).split('\n').slice(1, 3)
    }
    expect(rowOf('US')[0]).toContain('2026-06-01 22:07:18 UTC')
    expect(rowOf('US')[1]).toContain(
      '\tItemPrice\tPrincipal\t1234.56\tAFN\t2026-06-03\t2026-06-03 20:13:08 UTC',
    )
    expect(rowOf('DE')[0]).toContain('01.06.2026 22:07:18 UTC')
    expect(rowOf('DE')[1]).toContain('\t1234,56\tAFN\t03.06.2026\t')
    expect(rowOf('JP')[0]).toContain('2026/06/02 07:07:18 JST')
    expect(rowOf('JP')[1]).toContain('\t123456\tAFN\t2026/06/04\t')
  })

  it('ends the wide file with blanks and an empty line, and leaves out promotion columns when there was none', () => {
    const shop = shopOf('US')
    const settlement = market.settlements(shop.store.key)[0]!
    const text = settlementV1Text(shop, settlement)
    expect(text.endsWith('    \n\n')).toBe(true)
    expect(text.split('\n')[0]?.split('\t')).toHaveLength(36)
    const events = settlement.events.map((event) => ({
      ...event,
      parts: event.parts.filter((part) => part.amountType !== 'Promotion'),
    }))
    const plain = settlementV1Text(shop, { ...settlement, events })
    expect(plain.split('\n')[0]?.split('\t')).toHaveLength(33)
  })
})

describe('date-range transactions', () => {
  const eventsTotal = (code: string) =>
    market
      .moneyEvents({ storeKey: `small-${code}`, ...october })
      .flatMap((event) => event.parts)
      .reduce((sum, part) => sum + part.amountMinor, 0)

  it('has the English file of Amazon.com behind seven lines of explanation', () => {
    const { head, rows } = readText(Buffer.from(transactionsText(shopOf('US'), october)), { headLine: 8 })
    expect(head).toHaveLength(32)
    expect(head.slice(0, 4)).toEqual(['date/time', 'settlement id', 'type', 'order id'])
    const own = rows.filter((row) => row['type'] !== 'Transfer')
    expect(sumMinor(own, 'total', 2)).toBe(eventsTotal('US'))
    expect(own[0]?.['date/time']).toBe('Oct 3, 2026 1:13:08 PM PDT')
    expect(sumMinor(own, 'product sales', 2)).toBe(123_456)
    expect(own.map((row) => row['type'])).toEqual([
      'Order',
      'Order',
      'Refund',
      'Service Fee',
      'FBA Inventory Fee',
    ])
    const parts = own.map((row) =>
      head
        .slice(head.indexOf('product sales'), head.indexOf('total'))
        .reduce((sum, column) => sum + sumMinor([row], column, 2), 0),
    )
    expect(parts).toEqual(own.map((row) => minorOf(row['total'] ?? '', 2)))
  })

  it('has the German file with German numbers, the Japanese one in Shift_JIS', () => {
    const german = readText(Buffer.from(transactionsText(shopOf('DE'), october)), { headLine: 10 })
    expect(german.head).toHaveLength(29)
    expect(german.rows[0]).toMatchObject({
      'Datum/Uhrzeit': '03.10.2026 20:13:08 UTC',
      Typ: 'Bestellung',
      Umsätze: '1234,56',
      Transaktionsstatus: 'Veröffentlicht',
    })
    const own = german.rows.filter((row) => row['Typ'] !== 'Übertrag')
    expect(sumMinor(own, 'Gesamt', 2, ',')).toBe(eventsTotal('DE'))

    const bytes = encodeText(transactionsText(shopOf('JP'), october), 'shift_jis')
    expect(iconv.decode(bytes, 'utf8')).not.toContain('注文番号')
    const japanese = readText(bytes, { charset: 'shift_jis', headLine: 8 })
    expect(japanese.head).toHaveLength(30)
    expect(japanese.rows[0]).toMatchObject({ '日付/時間': '2026/10/04 05:13:08 JST', 商品売上: '123456' })
  })

  it('marks events that no settlement holds yet', () => {
    const rows = readText(
      Buffer.from(transactionsText(shopOf('US'), { from: '2026-11-01', to: '2026-11-22' })),
      { headLine: 8 },
    ).rows
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row['Transaction Status']))).toEqual(new Set(['Deferred']))
  })
})
