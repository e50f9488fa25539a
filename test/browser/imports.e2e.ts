import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { allOrders, businessByDate, salesAndTraffic, settlementV2 } from '../support/report-texts.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// The account manager drops a morning's downloads, answers what they leave open, imports them, looks at the coverage and takes one back.

let at: BrowserWorld
let address = ''

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  address = `/clients/${at.people.clients[0]!.clientId}/imports`
})
afterAll(() => at?.close())

type Payload = { name: string; mimeType: string; buffer: Buffer }
const file = (name: string, bytes: Buffer | string): Payload => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(bytes),
})

async function choose(page: Page, button: string, files: Payload[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button, exact: true }).click()
  await (await chooser).setFiles(files)
}

describe('the import centre, in Chinese', () => {
  it('shows what each file is before anything is kept', async () => {
    const page = await at.page({ as: 'wang' })
    await page.goto(address)
    await page.getByRole('heading', { name: '数据导入', level: 1 }).waitFor()
    await page.getByText('还没有导入过数据').waitFor()
    const days = Array.from({ length: 28 }, (_, i) => ({
      day: `2026-02-${String(i + 1).padStart(2, '0')}`,
      sales: `${100 + i},50`,
      units: 3 + (i % 4),
    }))
    const orders = [{ id: '302-1', at: '2026-02-20T10:00:00+00:00', sku: 'A-1', units: 2, price: '39.80' }]
    const lines = [
      { orderId: '302-1', type: 'Order', amountType: 'ItemPrice', description: 'Principal', amount: '39.80' },
      { orderId: '302-1', type: 'Order', amountType: 'ItemFees', description: 'Commission', amount: '-5.97' },
    ]
    await choose(page, '选择文件', [
      file('BusinessReport.csv', businessByDate(days)),
      file('orders.txt', allOrders(orders)),
      file('settlement.txt', settlementV2({ id: '900', total: '30.00', lines })),
      file('notes.txt', 'Call the supplier on Monday'),
    ])
    await page.getByText('已收到 4 个文件').waitFor()
    await at.settle()
    await page.getByRole('heading', { name: '3 个文件等您确认' }).waitFor()
    await page.getByText('这是普通文本，不是报表').waitFor()
    await at.shot(page, 'imports-preview-zh')
  })

  it('asks for the marketplace, and for a decision on a settlement that does not add up', async () => {
    const page = await at.page({ as: 'wang' })
    await page.goto(address)
    await page.getByRole('button', { name: 'BusinessReport.csv' }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('combobox', { name: '站点' }).click()
    await page.getByRole('option', { name: /DE/ }).first().waitFor({ state: 'attached' })
    await page.keyboard.type('amazon.de')
    await page.keyboard.press('Enter')
    await drawer.getByRole('button', { name: '保存并重新读取' }).click()
    await drawer.getByText('读取中').or(drawer.getByText('已收到')).first().waitFor()
    await at.settle()
    await drawer.getByRole('button', { name: /^导\s?入$/ }).click()
    await drawer.getByText('导入中').waitFor()
    await at.settle()
    await drawer.getByText('已导入').waitFor()
    await drawer.getByRole('button', { name: /关\s?闭/ }).click()

    await page.getByRole('button', { name: 'settlement.txt' }).first().click()
    await drawer.getByText('文件可能不完整').waitFor()
    await at.shot(page, 'imports-decision-zh')
    await drawer.getByRole('button', { name: '我已看过，仍然导入' }).click()
    await drawer.getByText('导入中').waitFor()
    await at.settle()
    await drawer.getByText('已导入').waitFor()
  })

  it('imports the plain ones in one click, shows the gaps, and takes one back', async () => {
    const page = await at.page({ as: 'wang' })
    await page.goto(address)
    await page.getByRole('button', { name: '全部导入' }).click()
    await page.getByRole('heading', { name: /等您确认/ }).waitFor({ state: 'detached' })
    await at.settle()
    await page.getByRole('tab', { name: '数据覆盖' }).click()
    await page.getByRole('img', { name: /每日销售与流量.*没有缺口/ }).waitFor()
    // The settlement speaks for its own fortnight.
    await page.getByRole('img', { name: /结算与交易.*2026-01-16 至 2026-02-28/ }).waitFor()
    await at.shot(page, 'imports-coverage-zh')
    await page.getByRole('tab', { name: '文件' }).click()
    await page.getByRole('row', { name: /orders\.txt/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: '撤销导入' }).click()
    await page.getByText('被它替换的旧数据恢复').waitFor()
    await page.getByRole('button', { name: '撤销导入' }).last().click()
    await drawer.getByText('已撤销').waitFor()
    await drawer.getByRole('button', { name: /关\s?闭/ }).click()
    await page.getByRole('tab', { name: '批次' }).click()
    await page.getByRole('button', { name: '撤销整批' }).waitFor()
    await at.shot(page, 'imports-batches-zh')
  })

  it('fits a phone', async () => {
    const page = await at.page({ as: 'nora', width: 390, height: 844 })
    await page.goto(address)
    await page.getByText('settlement.txt').first().waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await at.shot(page, 'imports-phone-zh')
  })
})

describe('in English', () => {
  it('names the same things', async () => {
    const page = await at.page({ as: 'wang', locale: 'en' })
    await page.goto(address)
    await page.getByRole('heading', { name: 'Imports', level: 1 }).waitFor()
    await choose(page, 'Choose files', [
      file(
        'torn.csv',
        salesAndTraffic([{ day: '2026-02-03', sales: '50.00', units: 5 }]) + 'x,€1.00,2,1,1,1\r\n',
      ),
    ])
    await page.getByText('1 file received').waitFor()
    await at.settle()
    await page.getByRole('button', { name: 'torn.csv' }).click()
    await page.getByRole('dialog').getByText('“torn.csv” does not say its marketplace').waitFor()
    await page.getByRole('dialog').getByText('Not a date').waitFor()
    await at.shot(page, 'imports-errors-en')
  })

  it('sets an exchange rate of its own', async () => {
    const page = await at.page({ as: 'lin', locale: 'en' })
    await page.goto('/exchange-rates')
    await page.getByRole('heading', { name: 'Exchange rates', level: 1 }).waitFor()
    await page.getByText('ECB').first().waitFor()
    await at.shot(page, 'exchange-rates-en')
  })
})
