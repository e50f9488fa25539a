import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeTrade } from '../support/trade.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A client's files are in: diagnose, read the findings, open the rows behind one, look at a section, take the report along.

let at: BrowserWorld
let address = ''

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  const [north] = at.people.clients
  address = `/clients/${north!.clientId}/diagnosis`
  await writeTrade(at.ownerUrl, {
    clientId: north!.clientId,
    storeId: north!.storeIds[0]!,
    lastDay: '2026-02-28',
    days: 90,
    markets: [{ marketplace: 'DE', currency: 'EUR', sales: (back) => (back < 30 ? 600 : 1000), adCost: 80 }],
    deadTerms: [['teebecher gratis', 45]],
    stock: [{ sku: 'BECHER-BLAU', onHand: 20, soldUnits: 90, price: 20 }],
  })
})
afterAll(() => at?.close())

describe('the diagnosis', () => {
  it('is made at a press, says what it found in Chinese, and opens to Amazon’s rows', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(address)
    await page.getByRole('heading', { name: '店铺诊断', level: 1 }).waitFor()
    await page.getByRole('button', { name: /开始诊断/ }).click()
    await page
      .getByRole('status')
      .or(page.getByRole('heading', { name: '结论' }))
      .first()
      .waitFor()
    await at.settle()
    await page.getByRole('heading', { name: '结论' }).waitFor()
    await page.getByRole('heading', { name: /近 28 天销售额明显下滑/ }).waitFor()
    await page
      .getByText(/依据的数据行/)
      .first()
      .click()
    await page.getByRole('row', { name: /2026-02-28/ }).click()
    await page.getByRole('dialog').getByRole('columnheader', { name: /行号/ }).waitFor()
    await at.shot(page, 'diagnosis-rows-zh')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: '数据覆盖' }).click()
    await page.getByRole('heading', { name: '已有数据' }).waitFor()
    await at.shot(page, 'diagnosis-gaps-zh')
  })

  it('stands on a phone without sideways scrolling, in English', async () => {
    const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await page.goto(address)
    await page.getByRole('heading', { name: /Sales fell clearly/ }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await at.shot(page, 'diagnosis-phone-en')
  })

  it('is taken along as a PDF', async () => {
    const page = await at.page({ as: 'nora' })
    await page.goto(address)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('format=pdf')),
      page.getByRole('button', { name: 'PDF' }).click(),
    ])
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-disposition']).toContain('diagnosis-2026-02-28-zh.pdf')
  })
})
