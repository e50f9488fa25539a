import { describe, expect, it } from 'vitest'
import { readSheet, readText, sumMinor } from '../support/read-downloads.ts'
import { smallMarket, smallNow } from '../support/small-market.ts'
import { openShop } from '#sandbox/exports/folder.ts'
import { consoleCsv, consoleSheet } from '#sandbox/exports/reports/ads-console.ts'
import { unifiedCsv } from '#sandbox/exports/reports/ads-unified.ts'
import { bulkWorkbook } from '#sandbox/exports/reports/bulk-sheet.ts'
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

const truth = (code: string, span = october) =>
  market
    .adRows({ storeKey: `small-${code}`, ...span, by: 'span', grain: [] })
    .reduce((sum, row) => ({ cost: sum.cost + row.costMinor, sales: sum.sales + row.salesMinor.d7 }), {
      cost: 0,
      sales: 0,
    })

describe('reports of the old ads console', () => {
  it('keeps the blanks at the end of four headers and writes numbers as numbers', async () => {
    const { name, head, rows, sheet } = await readSheet(
      await consoleSheet('searchTerm', shopOf('US'), october),
    )
    expect(name).toBe('Sponsored Product Search Term R')
    expect(head).toMatchInlineSnapshot(`
      [
        "Start Date",
        "End Date",
        "Portfolio name",
        "Currency",
        "Campaign Name",
        "Ad Group Name",
        "Retailer",
        "Country",
        "Targeting",
        "Match Type",
        "Customer Search Term",
        "Impressions",
        "Clicks",
        "Click-Thru Rate (CTR)",
        "Cost Per Click (CPC)",
        "Spend",
        "7 Day Total Sales ",
        "Total Advertising Cost of Sales (ACOS) ",
        "Total Return on Advertising Spend (ROAS)",
        "7 Day Total Orders (#)",
        "7 Day Total Units (#)",
        "7 Day Conversion Rate",
        "7 Day Advertised SKU Units (#)",
        "7 Day Other SKU Units (#)",
        "7 Day Advertised SKU Sales ",
        "7 Day Other SKU Sales ",
      ]
    `)
    expect(rows).toHaveLength(2)
    const spend = rows.reduce((sum, row) => sum + Math.round(Number(row['Spend']) * 100), 0)
    const sales = rows.reduce((sum, row) => sum + Math.round(Number(row['7 Day Total Sales ']) * 100), 0)
    expect({ cost: spend, sales }).toEqual(truth('US'))
    expect(rows[0]?.['Start Date']).toEqual(new Date('2026-10-01T00:00:00Z'))
    expect(sheet.getCell('A2').numFmt).toBe('mmm dd, yyyy')
    expect(sheet.getCell('P2').numFmt).toBe('[$$-409]#,##0.00')
    const noSales = rows.find((row) => row['7 Day Total Sales '] === 0)
    expect(noSales?.['Total Advertising Cost of Sales (ACOS) ']).toBeNull()
  })

  it('writes the campaign report as the console printed it', () => {
    const { rows } = readText(Buffer.from(consoleCsv('campaign', shopOf('US'), october)))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      'Start Date': 'Oct 01, 2026',
      'Budget Amount': '$80.0',
      'Targeting Type': 'Automatic targeting',
      Spend: '$4.24',
      'Cost Per Click (CPC)': '$0.53',
      '7 Day Total Sales ': '$99.98',
      'Total Return on Advertising Spend (ROAS)': '23.58',
    })
  })

  it('speaks German, Japanese and Chinese', async () => {
    const german = await readSheet(await consoleSheet('advertisedProduct', shopOf('DE'), october))
    expect(german.head).toContain('7 Tage, Umsatz gesamt (€)')
    const yen = await readSheet(await consoleSheet('targeting', shopOf('JP'), october))
    const spent = yen.rows.reduce((sum, row) => sum + Number(row['費用']), 0)
    expect(spent).toBe(truth('JP').cost)
    const chinese: Habit = { settlements: 'v2', ads: 'console', words: 'zh' }
    const csv = readText(Buffer.from(consoleCsv('placement', shopOf('US', chinese), october)))
    expect(csv.head).toContain('7天总销售额')
    expect(csv.rows[0]).toMatchObject({ 广告位: 'Top of Search on-Amazon' })
  })

  it('gives equal bytes for an equal market', async () => {
    const once = await consoleSheet('searchTerm', shopOf('US'), october)
    const again = await consoleSheet('searchTerm', shopOf('US'), october)
    expect(again.equals(once)).toBe(true)
  })

  it('adds clicks and spend up over time', () => {
    const { rows } = readText(Buffer.from(consoleCsv('performanceOverTime', shopOf('US'), october)))
    expect(rows.map((row) => row['Start Date'])).toEqual(['Oct 02, 2026', 'Oct 03, 2026'])
    expect(sumMinor(rows, 'Spend', 2)).toBe(truth('US').cost)
  })
})

describe('reports of the unified console', () => {
  it('wraps ids and carries a byte-order mark', () => {
    const bytes = encodeText(unifiedCsv('searchTerm', shopOf('US'), october), 'utf8-bom')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const { head, rows } = readText(bytes)
    expect(head).toHaveLength(39)
    expect(rows[0]).toMatchObject({
      'Date range': 'Oct 01, 2026 - Oct 31, 2026',
      'Campaign ID': '="254927681919372"',
      'Portfolio ID': '9001',
      'Search term': 'teal mug, "large"',
      'Total cost': '3.18',
      Purchases: '4',
      'Purchases (promoted)': '2',
      'Purchases (halo)': '2',
      'Cost per purchase': '0.79500',
    })
    expect(sumMinor(rows, 'Total cost', 2)).toBe(truth('US').cost)
    expect(sumMinor(rows, 'Sales', 2)).toBe(truth('US').sales)
  })

  it('has one row per day and product, target or placement', () => {
    for (const report of ['advertisedProduct', 'targeting', 'placement'] as const) {
      const { head, rows } = readText(Buffer.from(unifiedCsv(report, shopOf('DE'), october)))
      expect(head).toContain('Date')
      expect(sumMinor(rows, 'Total cost', 2)).toBe(truth('DE').cost)
      expect(rows[0]).toMatchObject({ Date: 'Oct 02, 2026', 'Budget currency': 'EUR' })
    }
  })
})

describe('bulk sheet', () => {
  it('lists every entity once, in 54 columns', async () => {
    const span = { from: '2026-09-24', to: '2026-11-22' }
    const bytes = await bulkWorkbook(shopOf('US'), span)
    const { head, rows } = await readSheet(bytes, 'Sponsored Products Campaigns')
    expect(head).toHaveLength(54)
    expect(rows.map((row) => row['Entity'])).toEqual([
      'Campaign',
      'Bidding Adjustment',
      'Bidding Adjustment',
      'Bidding Adjustment',
      'Ad Group',
      'Product Ad',
      'Product Targeting',
      'Keyword',
      'Campaign Negative Keyword',
    ])
    expect(rows[0]).toMatchObject({
      'Campaign ID': '254927681919372',
      'Daily Budget': 80,
      'Start Date': '20260105',
    })
    const total = truth('US', span)
    expect(rows[0]?.['Spend']).toBe(total.cost / 100)
    expect(rows[0]?.['Sales']).toBe(total.sales / 100)
  })
})
