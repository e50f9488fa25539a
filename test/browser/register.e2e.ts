import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectStore, registerApps, salesCapabilities } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { writeTrade } from '../support/trade.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// The owner opens the product on a phone and sees what needs her; the agency writes down a grant, and both look at the register.

let at: BrowserWorld
let sandbox: Sandbox
let client: string

beforeAll(async () => {
  sandbox = await openSandbox()
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const [north] = at.people.clients
  client = north!.clientId
  const place = { clientId: client, storeId: north!.storeIds[0]! }
  const { sellers } = await sandbox.health()
  const granted = salesCapabilities
  await connectStore(await at.people.as('lin'), sandbox, place, `${sellers[0]!.sellerId}/EU`, {
    api: 'sp',
    granted,
  })
  await writeTrade(at.ownerUrl, {
    ...place,
    lastDay: '2026-11-08',
    days: 90,
    markets: [{ marketplace: 'DE', currency: 'EUR', sales: (back) => (back < 30 ? 900 : 800), adCost: 80 }],
  })
  await at.app.jobKinds.find((kind) => kind.name === 'access.register')!.run({})
})
afterAll(() => at?.close())

describe('the owner’s home', () => {
  it('answers three questions on a phone, and what needs her is one tap away', async () => {
    const page = await at.page({ as: 'nora', width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('heading', { name: '我的店铺', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/clients/${client}/home`)
    await page.getByText('27,000').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'home-phone-zh')
    await page.getByRole('button', { name: /销售额/ }).click()
    await page.getByRole('dialog').getByText('这个数字由下列原始数据行相加得到').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()

    await page.getByRole('link', { name: /季度权限复核/ }).click()
    await page.getByRole('heading', { name: /权限复核/, level: 1 }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'review-phone-zh')
    const line = page.getByRole('listitem').filter({ hasText: '周雨桐' })
    await line.getByRole('button', { name: '确认保留' }).click()
    await line.getByText('已确认').waitFor()
    const gone = page.getByRole('listitem').filter({ hasText: '陈思齐' })
    await gone.getByRole('button', { name: /移\s*除/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /移\s*除/ })
      .click()
    await gone.getByText('已移除').waitFor()
  })

  it('reads in English, dark and wide', async () => {
    const page = await at.page({ as: 'nora', locale: 'en', dark: true })
    await page.goto(`/clients/${client}/home`)
    await page.getByText('What needs me?').waitFor()
    // The bar of simulated time stands over every page of a sandbox.
    expect((await illegible(page)).filter((one) => !one.endsWith('Rehearsal'))).toEqual([])
    await at.shot(page, 'home-en-dark')
  })
})

describe('the three grants', () => {
  it('are written down with evidence, and a password is not', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${client}/access`)
    await page.getByRole('button', { name: '已发送链接' }).first().click()
    await page.getByRole('dialog').getByLabel('看到了什么').fill('卖家后台密码：Sommer2026!')
    await page.getByText('看起来像密码').waitFor()
    const enter = page.getByRole('dialog').getByRole('button', { name: /登\s*记/ })
    expect(await enter.isDisabled()).toBe(true)
    await page.getByRole('dialog').getByLabel('看到了什么').fill('链接已发给 Nora')
    await enter.click()
    await page.getByText('链接已发送').first().waitFor()
    await page.getByText('这项授权让我们能做什么').first().click()
    await page.getByText('看不到买家的姓名').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'access-zh')

    await page
      .getByRole('button', { name: /^断\s*开$/ })
      .first()
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^断\s*开$/ })
      .click()
    await page.getByRole('button', { name: '查看断开证明' }).click()
    await page.getByText('还没有证明').waitFor()
    await at.shot(page, 'proof-zh')
  })
})

describe('the register', () => {
  it('shows people and grants, clocks and leavers', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/register')
    await page.getByRole('row', { name: /周雨桐/ }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'register-zh')
    await page.getByRole('tab', { name: '期限' }).click()
    await page
      .getByRole('row', { name: /应用密钥/ })
      .first()
      .waitFor()
    await at.shot(page, 'clocks-zh')
    await page.getByRole('tab', { name: '离职' }).click()
    await page.getByRole('button', { name: '登记离职' }).click()
    await page.getByRole('combobox', { name: '姓名' }).fill('刘')
    await page.getByText('刘海洋').click()
    await page.getByRole('dialog').getByRole('button', { name: '登记离职' }).click()
    await page.getByText('从服务商门户').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'leavers-zh')
  })
})
