import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askDiagnosis } from '#features/diagnosis/api.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { settlementV2 } from '../support/report-texts.ts'
import { writeTrade } from '../support/trade.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// Somebody of the supply chain enters what goods cost, takes it back, imports the rest, and finds the margin beside the SKU matrix.

let at: BrowserWorld
let clientId = ''

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  const [north] = at.people.clients
  clientId = north!.clientId
  const storeId = north!.storeIds[0]!
  await writeTrade(at.ownerUrl, {
    clientId,
    storeId,
    lastDay: '2026-02-28',
    days: 60,
    markets: [{ marketplace: 'DE', currency: 'EUR', sales: () => 900, adCost: 80 }],
    stock: [
      { sku: 'A-1', onHand: 120, soldUnits: 60, price: 20 },
      { sku: 'KANNE-GROSS-BLAU', onHand: 20, soldUnits: 30, price: 40 },
      { sku: 'BECHER', onHand: 300, soldUnits: 90, price: 12 },
    ],
  })
  await importFiles(storeId)
  await (await at.people.as('lin')).call(askDiagnosis, { params: { clientId }, body: {} })
  await at.settle()
})
afterAll(() => at?.close())

async function importFiles(storeId: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-costs-'))
  const sale = (orderId: string, amountType: string, description: string, amount: string) => ({
    orderId,
    type: 'Order',
    amountType,
    description,
    amount,
  })
  const lines = Array.from({ length: 35 }, (_, n) => `302-${1000 + n}`).flatMap((order) => [
    sale(order, 'ItemPrice', 'Principal', '20.00'),
    sale(order, 'ItemFees', 'Commission', '-3.00'),
    sale(order, 'ItemFees', 'FBAPerUnitFulfillmentFee', '-4.00'),
  ])
  writeFileSync(join(folder, 'settlement.txt'), settlementV2({ id: '9001', total: '455.00', lines }))
  const rows = [
    '(Parent) ASIN,(Child) ASIN,Title,SKU,Sessions - Total,Page Views - Total,Units Ordered,Ordered Product Sales,Total Order Items',
    'B0PARENT01,B0OWNBLAU1,Teebecher aus Steingut mit Deckel und Sieb,A-1,900,1300,90,"€1,800.00",85',
    'B0KANNE001,B0KANNE001,Kanne,KANNE-GROSS-BLAU,300,400,12,€480.00,12',
  ]
  writeFileSync(join(folder, 'BusinessReport-ASIN.csv'), rows.join('\n'))
  const { agencyId } = at.people
  const actor = { kind: 'system' as const, name: 'test', agencyId, clientIds: [clientId] }
  const hints = { marketplace: 'DE', from: '2026-02-01', to: '2026-02-28' }
  const { files } = await importFolder(at.app.world, actor, { clientId, storeId }, folder, { hints })
  rmSync(folder, { recursive: true })
  expect(files.map((one) => [one.state, one.reason])).toEqual(files.map(() => ['done', null]))
}

describe('the page of costs', () => {
  it('turns a cost typed into the table into a margin, and takes it back', async () => {
    const page = await at.page({ as: 'liu' })
    await page.goto(`/clients/${clientId}/costs`)
    await page.getByRole('heading', { name: '成本与假设' }).waitFor()
    await page.getByRole('button', { name: '编辑 A-1 的采购价' }).click()
    const field = page.getByRole('spinbutton', { name: 'A-1 采购价' })
    await field.fill('40')
    await field.press('Enter')
    await page.getByText('已保存 A-1').waitFor()
    await page.getByRole('row', { name: /A-1/ }).getByText('缺头程或关税').waitFor()
    expect(await page.getByText(/EUR：100% 的结算销售额/).count()).toBe(1)
    await page
      .getByRole('alert')
      .getByRole('button', { name: /撤\s?销/ })
      .click()
    await page.getByText('已撤销').waitFor()
    await page.getByText(/EUR：0% 的结算销售额/).waitFor()
  })

  it('shows a sheet before it takes it, with what is wrong by line and column', async () => {
    const page = await at.page({ as: 'liu' })
    await page.goto(`/clients/${clientId}/costs`)
    await page.getByRole('button', { name: '导入成本表' }).click()
    const sheet = [
      'SKU,采购价,头程,关税,生产天数,运输天数,入仓天数,起订量,箱规',
      'A-1,40,8,0,30,35,12,500,24',
      'KANNE-GROSS-BLAU,96.50,12,3,,,,,',
      'BECHER,十二,,,,,,,',
    ].join('\n')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '成本.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
    await page.getByText('成本.csv：新增 2 · 更新 0 · 无变化 0 · 有误 1').waitFor()
    await page.getByRole('cell', { name: 'B 采购价' }).waitFor()
    await page.getByRole('button', { name: '确认导入 2 行' }).click()
    await page.getByText('已导入 2 条').waitFor()
    await page.getByRole('row', { name: /A-1/ }).getByText('77').waitFor()
    await page.getByText('没有成本 1').click()
    await page.getByRole('button', { name: 'A-1', exact: true }).waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'BECHER', exact: true }).count()).toBe(1)
    await page.getByText('全部 3').click()
    await page.getByRole('button', { name: 'A-1', exact: true }).click()
    await page.getByRole('heading', { name: '一件的账' }).waitFor()
    await page.getByText('成本.csv', { exact: false }).first().waitFor()
    expect(await illegible(page)).toEqual([])
  })

  it('fits a phone, and the margin stands in the SKU matrix', async () => {
    const phone = await at.page({ as: 'nora', width: 390, height: 844, dark: true })
    await phone.goto(`/clients/${clientId}/costs`)
    await phone.getByRole('heading', { name: '成本与假设' }).waitFor()
    await phone.getByText('广告前毛利').first().waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await illegible(phone)).toEqual([])
    const page = await at.page({ as: 'liu', locale: 'en' })
    await page.goto(`/clients/${clientId}/costs`)
    await page.getByRole('heading', { name: 'Costs and assumptions' }).waitFor()
    await page.goto(`/clients/${clientId}/engagement`)
    await page.getByRole('columnheader', { name: 'Margin before ads' }).waitFor()
    await page.getByRole('row', { name: /A-1/ }).getByText('35.2%').waitFor()
  })
})
