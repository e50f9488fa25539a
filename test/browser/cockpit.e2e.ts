import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measure } from '#features/cockpit/jobs.ts'
import { writeTrade } from '../support/trade.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// The morning look: the cockpit by money at risk, one client's figures, and Amazon's rows behind them.

let at: BrowserWorld
const lastDay = '2026-02-28'

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  const [north, south] = at.people.clients
  await writeTrade(at.ownerUrl, {
    clientId: north!.clientId,
    storeId: north!.storeIds[0]!,
    lastDay,
    days: 90,
    markets: [
      { marketplace: 'DE', currency: 'EUR', sales: (back) => (back < 30 ? 600 : 1000), adCost: 80 },
      { marketplace: 'UK', currency: 'GBP', sales: (back) => 300 + (back % 7) * 20, adCost: 30 },
    ],
    deadTerms: [
      ['teebecher gratis', 45],
      ['tasse kaputt', 30],
    ],
    stock: [{ sku: 'BECHER-BLAU', onHand: 20, soldUnits: 90, price: 20 }],
  })
  await writeTrade(at.ownerUrl, {
    clientId: south!.clientId,
    storeId: south!.storeIds[0]!,
    lastDay: '2026-02-20',
    days: 60,
    markets: [{ marketplace: 'US', currency: 'USD', sales: () => 400, adCost: 25 }],
  })
  for (const client of [north!, south!])
    await measure(at.app.world, { id: client.clientId, agencyId: at.people.agencyId })
})
afterAll(() => at?.close())

describe('the cockpit, in Chinese', () => {
  it('sorts clients by money at risk and says which have old data', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/')
    await page.getByRole('heading', { name: '驾驶舱', level: 1 }).waitFor()
    const rows = page.getByRole('row')
    await rows.filter({ hasText: 'Nordlicht' }).waitFor()
    expect(await rows.nth(1).textContent()).toContain('Nordlicht')
    expect(await rows.filter({ hasText: 'Sonnenhof' }).textContent()).toContain('10 天无新数据')
    await at.shot(page, 'cockpit-zh')
  })

  it('opens the risk to its parts, items and Amazon’s rows with file and line', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/')
    await page
      .getByRole('row', { name: /Nordlicht/ })
      .getByRole('button')
      .first()
      .click()
    const risk = page.getByRole('dialog', { name: /Nordlicht 1 · 风险金额/ })
    await risk.getByRole('button', { name: /广告浪费/ }).click()
    await risk
      .getByRole('row', { name: /teebecher gratis/ })
      .getByRole('button', { name: '原始数据' })
      .click()
    const source = page.getByRole('dialog', { name: /teebecher gratis/ })
    await source.getByRole('cell', { name: 'Suchbegriffe.xlsx' }).waitFor()
    await at.shot(page, 'risk-rows-zh')
  })

  it('leads from a client to its overview, and from a figure to its rows', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/')
    await page.getByRole('link', { name: 'Nordlicht 1' }).first().click()
    await page.getByRole('heading', { name: 'Nordlicht 1', level: 1 }).waitFor()
    await page.getByRole('table', { name: '分站点' }).waitFor()
    await at.shot(page, 'overview-zh')
    await page.getByRole('list', { name: '关键指标' }).getByRole('button').first().click()
    const source = page.getByRole('dialog', { name: /销售额 · 2026-01-30 至 2026-02-28/ })
    await source.getByRole('cell', { name: 'BusinessReport.csv' }).first().waitFor()
  })

  it('keeps columns hidden and the search across a reload only where it should', async () => {
    const page = await at.page({ as: 'wang' })
    await page.goto('/')
    await page.getByRole('textbox', { name: '搜索' }).fill('sonnen')
    await page.getByRole('row', { name: /Nordlicht/ }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '列设置' }).click()
    await page.getByRole('checkbox', { name: 'ACoS（SP）', exact: true }).uncheck()
    await page.getByRole('columnheader', { name: /^ACoS/ }).waitFor({ state: 'hidden' })
    await page.reload()
    await page.getByRole('row', { name: /Nordlicht/ }).waitFor()
    expect(await page.getByRole('columnheader', { name: /^ACoS/ }).count()).toBe(0)
  })

  it('turns into cards on a phone, with the menu in a drawer', async () => {
    const page = await at.page({ as: 'lin', width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('listitem').filter({ hasText: 'Sonnenhof' }).waitFor()
    await at.shot(page, 'cockpit-zh-390')
    await page.getByRole('button', { name: '打开菜单' }).click()
    await page.getByRole('dialog').getByRole('menuitem', { name: '驾驶舱' }).waitFor()
  })
})

describe('everybody', () => {
  it.each([false, true])('can read it (dark: %s)', async (dark) => {
    const page = await at.page({ as: 'lin', dark })
    await page.goto('/')
    await page.getByRole('row', { name: /Nordlicht/ }).waitFor()
    expect(await illegible(page)).toEqual([])
    await page.goto(`/clients/${at.people.clients[0]!.clientId}`)
    await page.getByRole('table', { name: '分站点' }).waitFor()
    expect(await illegible(page)).toEqual([])
  })

  it('can work it from the keyboard: past the menu, into a figure, and back', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/')
    const risk = page
      .getByRole('row', { name: /Nordlicht/ })
      .getByRole('button')
      .first()
    await risk.waitFor()
    await page.keyboard.press('Tab')
    expect(
      await page.getByRole('link', { name: '跳到正文' }).evaluate((link) => link === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('main').evaluate((main) => main === document.activeElement)).toBe(true)
    await risk.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: /风险金额/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: /风险金额/ }).waitFor({ state: 'hidden' })
  })
})

describe('every screen size and colour', () => {
  it.each([
    ['overview-zh-390', 390, false],
    ['overview-zh-dark-390', 390, true],
  ] as const)('%s fits its width', async (name, width, dark) => {
    const page = await at.page({ as: 'lin', width, height: 844, dark })
    await page.goto(`/clients/${at.people.clients[0]!.clientId}`)
    await page.getByRole('heading', { name: '分站点' }).waitFor()
    await at.shot(page, name)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })

  it('the cockpit in the dark', async () => {
    const page = await at.page({ as: 'lin', dark: true })
    await page.goto('/')
    await page.getByRole('row', { name: /Nordlicht/ }).waitFor()
    await at.shot(page, 'cockpit-zh-dark')
  })
})

describe('the overview, in English', () => {
  it('is complete and switches language without a reload', async () => {
    const page = await at.page({ as: 'lin', locale: 'en', dark: true })
    await page.goto(`/clients/${at.people.clients[0]!.clientId}`)
    await page.getByRole('heading', { name: 'By marketplace' }).waitFor()
    await at.shot(page, 'overview-en-dark')
    const text = await page.getByRole('main').textContent()
    expect(text!.replaceAll('中文', '')).not.toMatch(/[\u4e00-\u9fff]/)
    await page.getByRole('button', { name: '语言 / Language' }).click()
    await page.getByRole('heading', { name: '分站点' }).waitFor()
  })

  it('asks who is not signed in to sign in, and remembers where they were going', async () => {
    const page = await at.page()
    await page.goto('/clients/1?from=2026-01-01')
    await page.waitForURL(/\/sign-in\?back=/)
    expect(new URL(page.url()).searchParams.get('back')).toBe('/clients/1?from=2026-01-01')
  })

  it('shows a client’s people their own client and nobody else’s', async () => {
    const page = await at.page({ as: 'nora', locale: 'en' })
    await page.goto('/')
    await page.getByRole('heading', { name: 'My store', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'All figures' }).click()
    await page.getByRole('heading', { name: 'Nordlicht 1', level: 1 }).waitFor()
    await page.goto(`/clients/${at.people.clients[1]!.clientId}`)
    await page.getByText('Not found, or not yours to see').waitFor()
  })
})
