import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// From a quote to a contract that both have signed, and a plan to begin with.

let at: BrowserWorld
let clientId: string

beforeAll(async () => {
  at = await openBrowserWorld('2026-11-30T15:50:00Z')
  clientId = at.people.clients[0]!.clientId
})
afterAll(() => at?.close())

async function expectNoOverflow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

async function sign(page: Page, name: string): Promise<void> {
  await page.getByLabel('签名（输入您的姓名）').fill(name)
  await page.getByRole('checkbox', { name: /我已阅读上述内容/ }).check()
  await page.getByRole('button', { name: /^签\s*署$/ }).click()
}

describe('a quote', () => {
  it('shows three ways to pay, and the client takes one', async () => {
    const lin = await at.page({ as: 'lin' })
    await lin.goto('/price-book')
    await lin.getByText('这是系统给出的初始价格').waitFor()
    await lin.getByRole('button', { name: '修改价格' }).click()
    await lin.getByLabel('全包底价').fill('6000')
    await lin.getByRole('button', { name: '保存新价格' }).click()
    await lin.getByText('自 2026-11-30 起生效').first().waitFor()

    await lin.goto(`/clients/${clientId}/quote`)
    await lin.getByRole('button', { name: '新建报价' }).click()
    await lin.getByRole('region', { name: '月费加提成' }).waitFor()
    await lin.getByLabel('SKU 数').fill('120')
    await lin.getByRole('region', { name: '固定月费' }).getByText('CNY 12,000').first().waitFor()
    expect(await illegible(lin)).toEqual([])
    await lin.getByRole('button', { name: '发出报价' }).click()
    await lin.getByRole('dialog').getByRole('button', { name: '发出报价' }).click()
    await lin.getByText('报价已发出').waitFor()

    const nora = await at.page({ as: 'nora', width: 390, height: 844 })
    await nora.goto(`/clients/${clientId}/quote`)
    const hybrid = nora.getByRole('region', { name: '月费加提成' })
    await hybrid.getByRole('button', { name: '接受此方案' }).waitFor()
    await expectNoOverflow(nora)
    await hybrid.getByRole('button', { name: '接受此方案' }).click()
    await nora.getByRole('dialog').getByRole('button', { name: '接受此方案' }).click()
    await nora.getByText('Nora 已接受').waitFor()
  })
})

describe('a contract', () => {
  it('says where it contradicts itself, is signed by both, and is then enforced', async () => {
    const lin = await at.page({ as: 'lin' })
    await lin.goto(`/clients/${clientId}/contract`)
    await lin.getByRole('button', { name: '起草合同' }).click()
    await lin.getByText('费用条款取自已接受的报价第 1 版').waitFor()
    await lin.getByText('2 处矛盾').waitFor()
    expect(await lin.getByRole('button', { name: '提交双方签署' }).isDisabled()).toBe(true)
    await lin.getByLabel('签署人').first().fill('Nora')
    await lin.getByLabel('签署人').nth(1).fill('林晓岚')
    await lin.getByText('没有矛盾').waitFor()
    await lin.getByRole('spinbutton', { name: '竞价 · 自动通过 · 上限', exact: true }).fill('5')
    expect(await illegible(lin)).toEqual([])
    await lin.getByRole('button', { name: '提交双方签署' }).click()
    await lin.getByRole('dialog').getByRole('button', { name: '提交双方签署' }).click()
    await lin.getByText('已提交签署').waitFor()
    await sign(lin, '林晓岚')
    await lin.getByText('林晓岚', { exact: true }).last().waitFor()

    const nora = await at.page({ as: 'nora', width: 390, height: 844 })
    await nora.goto(`/clients/${clientId}/contract`)
    await sign(nora, 'Nora')
    await nora.getByText('已签署，未到生效日').first().waitFor()
    await expectNoOverflow(nora)
    expect(await illegible(nora)).toEqual([])

    // The first of December begins in Shanghai.
    at.clock.advance(15 * 60_000)
    await at.app.jobKinds.find((kind) => kind.name === 'engagement.contracts_due')!.run({})
    const english = await at.page({ as: 'lin', locale: 'en' })
    await english.goto(`/clients/${clientId}/contract`)
    await english.getByText('Version 1 is in force').waitFor()
    await english.getByText('from contract version 1').waitFor()
    await english.goto(`/clients/${clientId}/governance`)
    await english.getByText('from contract version 1').waitFor()
    await english.getByText('up to 5%', { exact: false }).first().waitFor()
  })
})

describe('a plan', () => {
  it('begins with goals, milestones and tasks to edit', async () => {
    const lin = await at.page({ as: 'lin' })
    await lin.goto(`/clients/${clientId}/plan`)
    await lin.getByRole('button', { name: '起草方案' }).click()
    await lin.getByLabel('里程碑').first().waitFor()
    expect(await illegible(lin)).toEqual([])
    await lin.getByRole('button', { name: '提交双方签署' }).click()
    await lin.getByRole('dialog').getByRole('button', { name: '提交双方签署' }).click()
    await lin.getByText('已提交签署').waitFor()
    const phone = await at.page({ as: 'nils', width: 390, height: 844 })
    await phone.goto(`/clients/${clientId}/plan`)
    await phone.getByText('第 1 个月：商品页质量与广告结构').first().waitFor()
    await expectNoOverflow(phone)
  })
})
