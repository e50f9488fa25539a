import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { minorOf, readText, sumMinor } from '../support/read-downloads.ts'
import { smallMarket, smallNow } from '../support/small-market.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import {
  customerReturnsText,
  reimbursementsText,
  removalOrdersText,
  sellerFeedbackText,
} from '#sandbox/exports/reports/aftersales.ts'
import { businessByAsinText, businessByDayText } from '#sandbox/exports/reports/business.ts'
import { inventoryPlanningText } from '#sandbox/exports/reports/inventory-planning.ts'
import { manageInventoryText } from '#sandbox/exports/reports/inventory.ts'
import { allOrdersText } from '#sandbox/exports/reports/orders.ts'
import { reportingWeeks, searchTermsText } from '#sandbox/exports/reports/search-terms.ts'
import { type Habit, flatCharset } from '#sandbox/exports/shop.ts'
import { encodeText } from '#sandbox/exports/text/charset.ts'

const market = smallMarket()
const chinese: Habit = { settlements: 'v2', ads: 'console', words: 'zh' }
const shopOf = (code: string, habit?: Habit) =>
  openShop(market, `small-${code}`, {
    sellerId: 'A1SMALL',
    asOf: smallNow,
    months: 13,
    ...(habit && { habit }),
  })
const year = { from: '2025-11-01', to: '2026-11-22' }

describe('business reports', () => {
  it('shows money and counts as the page of the reader does', () => {
    const first = (code: string, habit?: Habit) =>
      readText(encodeText(businessByDayText(shopOf(code, habit), year), 'utf8-bom')).rows[0]
    expect(first('US')).toMatchObject({
      Date: '11/22/26',
      'Ordered Product Sales': '$12,345.67',
      'Sessions - Total': '12,131',
      'Unit Session Percentage': '13.87%',
    })
    expect(first('DE')).toMatchObject({
      Datum: '22.11.26',
      'Durch bestellte Produkte erzielter Umsatz': '12.345,67\u00A0€',
      'Sitzungen – Summe': '12,131',
    })
    expect(first('JP')).toMatchObject({ 日付: '2026/11/22', 注文商品の売上額: '￥1,234,567' })
    expect(first('US', chinese)).toMatchObject({
      已订购商品销售额: 'US$12,345.67',
      '会话数 - 总计': '12,131',
    })
    expect(first('JP', chinese)).toMatchObject({ 已订购商品销售额: 'JP¥1,234,567' })
  })

  it('has one row per day that adds up to the market', () => {
    const { rows } = readText(Buffer.from(businessByDayText(shopOf('US'), year)))
    const truth = market.salesByDay({ storeKey: 'small-US', ...year })
    expect(rows).toHaveLength(truth.length)
    expect(sumMinor(rows, 'Ordered Product Sales', 2)).toBe(
      truth.reduce((sum, day) => sum + day.orderedSalesMinor, 0),
    )
  })

  it('carries a byte-order mark and quotes titles', () => {
    const bytes = encodeText(businessByAsinText(shopOf('US'), year), 'utf8-bom')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const { head, rows } = readText(bytes)
    expect(rows[0]).toMatchObject({ '(Child) ASIN': 'B0SMALL001', Title: 'Mug – 12 oz, "blue"' })
    expect(head).toMatchInlineSnapshot(`
      [
        "(Parent) ASIN",
        "(Child) ASIN",
        "Title",
        "SKU",
        "Sessions - Mobile App",
        "Sessions - Browser",
        "Sessions - Total",
        "Session Percentage - Total",
        "Page Views - Total",
        "Page Views Percentage - Total",
        "Featured Offer (Buy Box) Percentage",
        "Units Ordered",
        "Units Ordered - B2B",
        "Unit Session Percentage",
        "Ordered Product Sales",
        "Ordered Product Sales - B2B",
        "Total Order Items",
        "Total Order Items - B2B",
      ]
    `)
  })
})

describe('stock', () => {
  it('survives Windows-1252 in the west and Shift_JIS in Japan', () => {
    const american = encodeText(manageInventoryText(shopOf('US')), 'windows-1252')
    expect(american.includes(0x96)).toBe(true)
    const west = readText(american, { charset: 'windows-1252' })
    expect(west.head).toHaveLength(21)
    expect(west.rows[0]).toMatchObject({
      'product-name': 'Mug – 12 oz, "blue"',
      'afn-warehouse-quantity': '170',
      'afn-total-quantity': '680',
    })
    const japanese = encodeText(manageInventoryText(shopOf('JP')), 'shift_jis')
    const east = readText(japanese, { charset: 'shift_jis', tab: true })
    expect(east.rows[0]?.['product-name']).toBe('マグカップ 青')
  })

  it('ages every sellable unit', () => {
    const { head, rows } = readText(Buffer.from(inventoryPlanningText(shopOf('DE'))))
    const ages = head.filter((name) => /^inv-age-(0-to-90|91|181-to-270|271|366|456)/.test(name))
    expect(ages).toHaveLength(6)
    expect(ages.reduce((sum, name) => sum + Number(rows[0]?.[name]), 0)).toBe(165)
    expect(rows[0]).toMatchObject({
      available: '165',
      'sales-shipped-last-30-days': '3507.80',
      currency: 'EUR',
    })
  })
})

describe('orders and what follows them', () => {
  it('leaves prices out while an order is pending', () => {
    const { head, rows } = readText(Buffer.from(allOrdersText(shopOf('US'), year)), { tab: true })
    expect(head).toHaveLength(31)
    expect(rows.map((row) => [row['order-status'], row['item-price'], row['quantity']])).toEqual([
      ['Shipped', '39.98', '2'],
      ['Pending', '', '2'],
      ['Cancelled', '', '0'],
    ])
    expect(rows[0]).toMatchObject({
      'ship-city': 'Springfield',
      'purchase-date': '2026-11-20T18:00:00+00:00',
    })
  })

  it('writes returns, removals and reimbursements', () => {
    const returns = readText(encodeText(customerReturnsText(shopOf('DE'), year), 'windows-1252'), {
      charset: 'windows-1252',
      tab: true,
    })
    expect(returns.rows[0]).toMatchObject({
      'product-name': 'Becher für Kräutertee',
      'customer-comments': 'Funktioniert nicht mehr',
    })
    const removals = readText(Buffer.from(removalOrdersText(shopOf('US'), year)), { tab: true })
    expect(removals.rows[0]).toMatchObject({
      'disposed-quantity': '2',
      'in-process-quantity': '2',
      'removal-fee': '1.04',
    })
    const paid = readText(Buffer.from(reimbursementsText(shopOf('US'), year)), { tab: true })
    expect(minorOf(paid.rows[0]?.['amount-total'] ?? '', 2)).toBe(2402)
    expect(paid.rows[0]?.['approval-date']).toBe('2026-11-11T23:00:00-08:00')
  })

  it('dates feedback in the way of the store and keeps the good ratings out', () => {
    const rowsOf = (code: string) => {
      const shop = shopOf(code)
      const bytes = encodeText(sellerFeedbackText(shop, year), flatCharset(shop))
      return iconv.decode(bytes, flatCharset(shop)).trimEnd().split('\r\n').slice(1)
    }
    expect(rowsOf('US')).toHaveLength(1)
    expect(rowsOf('US')[0]).toMatch(/^11\/09\/26\t2\t/)
    expect(rowsOf('DE')[0]).toMatch(/^09\.11\.26\t2\tZu spät\t/)
    expect(rowsOf('JP')[0]).toMatch(/^26\/11\/09\t2\t/)
  })
})

describe('Brand Analytics', () => {
  it('reports whole weeks from Sunday to Saturday below a line of filters', () => {
    expect(reportingWeeks('2026-11-22', 2)).toEqual([
      { from: '2026-11-15', to: '2026-11-21' },
      { from: '2026-11-08', to: '2026-11-14' },
    ])
    expect(reportingWeeks('2026-11-21', 1)).toEqual([{ from: '2026-11-15', to: '2026-11-21' }])
    const text = searchTermsText(shopOf('US'), { from: '2026-11-15', to: '2026-11-21' })
    expect(text.split('\n')[0]).toBe(
      'Reporting Range=["Weekly"],Select week=["Week 47 | 2026-11-15 - 2026-11-21 2026"]',
    )
    const { rows } = readText(Buffer.from(text), { headLine: 2 })
    expect(rows[0]).toMatchObject({
      'Search Frequency Rank': '7',
      'Top Clicked Brand #1': 'Small',
      'Top Clicked Product #1: Click Share': '12.34',
    })
  })
})
