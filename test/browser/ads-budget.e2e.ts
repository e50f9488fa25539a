import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChanges } from '#features/changes/api/changes.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person plans a month, moves budgets, sets the stop, and takes a quarter's audit along.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

async function inStep(): Promise<void> {
  for (let run = 0; run < 8; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
}

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(await at.people.as('lin'), sandbox, place, 'all', {
    api: 'ads',
    granted: ['advertising_view', 'advertising_manage'],
  })
  await inStep()
})
afterAll(() => at?.close())

const path = (view: string): string =>
  `/clients/${place.clientId}/ads/${view}?store=${place.storeId}&market=DE`

describe('the budget page', () => {
  it('takes a plan, shows the pace, and proposes moves with their reasons', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(path('budget'))
    await page.getByRole('button', { name: '设定月度计划' }).click()
    await page.getByRole('dialog').getByLabel(/金额/).fill('2500')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s?存/ })
      .click()
    await page.getByText('€2,500.00').first().waitFor()
    await page.getByRole('button', { name: '修改计划' }).waitFor()
    await at.shot(page, 'ads-budget-zh')
    expect(await illegible(page)).toEqual([])
    await page.getByText('配合本月剩余', { exact: true }).click()
    await page.getByRole('button', { name: /提出 \d+ 项预算调整/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer
      .getByText(/ROAS 按/)
      .first()
      .waitFor()
    await at.shot(page, 'ads-budget-moves-zh')
    await drawer.getByRole('button', { name: /提出 \d+ 项改动/ }).click()
    await page.getByText('已提出').waitFor()
    const lin = await at.people.as('lin')
    const { changes } = await lin.call(listChanges, { params: { clientId: place.clientId }, query: {} })
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.every((one) => one.kind === 'sp.budget')).toBe(true)
  })

  it('leaves it to the client to let the stop act', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(path('budget'))
    await page.getByRole('button', { name: '设定止损' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('按规则提出改动').click()
    await dialog.getByRole('button', { name: /保\s?存/ }).click()
    await page.getByText('自动执行要由客户开启').waitFor()
    await at.shot(page, 'ads-budget-guard-zh')
  })

  it('reads in English on a phone', async () => {
    const page = await at.page({ as: 'nils', locale: 'en', width: 390, height: 844 })
    await page.goto(path('budget'))
    await page.getByText('Projected month end').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-budget-phone-en')
    // To look at, not to change.
    expect(await page.getByRole('button', { name: /Set the stop|Change plan/ }).count()).toBe(0)
  })
})

describe('the audit page', () => {
  it('shows invalid traffic, takes a benchmark, and gives the quarter as files', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(path('audit'))
    await page.getByText('总点击').first().waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-invalid-zh')
    await page.getByRole('tab', { name: '单次点击成本' }).click()
    await page.getByRole('button', { name: '添加基准' }).click()
    await page
      .getByRole('dialog')
      .getByLabel('添加基准')
      .fill('家居类目 DE, 某某报告 2026, 0.98, 2026-01-01\n坏行')
    await page.getByText('第 2 行：缺少名称、来源、数值或起始日').waitFor()
    await page.getByRole('dialog').getByLabel('添加基准').fill('家居类目 DE, 某某报告 2026, 0.98, 2026-01-01')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s?存/ })
      .click()
    await page.getByRole('cell', { name: '某某报告 2026' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-cpc-zh')
    await page.getByRole('tab', { name: '季度审计表' }).click()
    await page.getByRole('heading', { name: '浪费的花费' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-audit-zh')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载 PDF' }).click()
    expect((await downloading).suggestedFilename()).toBe('ads-audit-DE-2026-Q4-zh.pdf')
  })

  it('reads in English on a phone', async () => {
    const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await page.goto(`${path('audit')}&tab=sheet`)
    await page.getByRole('heading', { name: 'Wasted spend' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-audit-phone-en')
  })
})
