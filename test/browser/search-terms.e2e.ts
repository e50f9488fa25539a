import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChanges } from '#features/changes/api/changes.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person harvests search terms, puts one off and takes it back, looks at words and brands, and at where the money went.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

async function inStep(): Promise<void> {
  for (let run = 0; run < 60; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    const [left] = await ownerRows<{ n: number }>(
      at.ownerUrl,
      `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
    )
    if (left!.n === 0) return
    await sandbox.advance('PT10M')
  }
  throw new Error('the store never came in step')
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
}, 240_000)
afterAll(() => at?.close())

const terms = (page: Page, tab: string): Promise<unknown> =>
  page.goto(
    `/clients/${place.clientId}/ads/terms?store=${place.storeId}&market=DE&days=60&target=0.6&tab=${tab}`,
  )

describe('search terms', () => {
  it('are harvested from tick to proposal, at the bid a person wants', async () => {
    const page = await at.page({ as: 'lin' })
    await terms(page, 'harvest')
    await page.getByText(/目标 ACoS 60/).waitFor()
    await page.getByText(/^可收割 \d+$/).click()
    const bid = page.getByRole('spinbutton', { name: /^起始竞价：/ }).first()
    await bid.fill('1.23')
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'terms-harvest-zh')
    await page
      .getByRole('checkbox', { name: /^选择 / })
      .first()
      .check()
    await page.getByRole('button', { name: '收割 1 个词' }).click()
    const drawer = page.getByRole('dialog')
    const preview = drawer.getByRole('button', { name: /预览影响/ })
    if ((await preview.count()) > 0) await preview.click()
    await drawer.getByText(/一次点击值/).waitFor()
    await drawer.getByText(/1\.23/).first().waitFor()
    await at.shot(page, 'terms-preview-zh')
    await page.getByRole('button', { name: /提出 \d+ 项改动/ }).click()
    await page.getByText('已提出').waitFor()
    const lin = await at.people.as('lin')
    const { changes } = await lin.call(listChanges, { params: { clientId: place.clientId }, query: {} })
    expect(changes).toMatchObject([{ kind: 'sp.keyword', to: { matchType: 'EXACT', bid: '1.23' } }])
    expect(changes[0]!.grounds?.map((one) => one.code)).toContain('term.worth')
    await terms(page, 'harvest')
    await page.getByText('处理中', { exact: true }).first().waitFor()
  })

  it('are put off, and come back when they are taken back', async () => {
    const page = await at.page({ as: 'lin' })
    await terms(page, 'harvest')
    const box = page.getByRole('checkbox', { name: /^选择 / }).nth(2)
    const term = (await box.getAttribute('aria-label'))!.replace('选择 ', '')
    await box.check()
    await page.getByRole('button', { name: '暂不处理' }).click()
    await page.getByRole('dialog').getByLabel('原因（选填）').fill('等旺季')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /暂\s?缓/ })
      .click()
    await page.getByText(/已暂缓 1 项/).waitFor()
    await terms(page, 'dismissed')
    await page.getByText('等旺季').waitFor()
    await at.shot(page, 'terms-dismissed-zh')
    await page.getByRole('checkbox', { name: `选择 ${term}`, exact: true }).check()
    await page.getByRole('button', { name: '恢复 1 项' }).click()
    await page.getByText('没有暂缓的建议').waitFor()
  })

  it('are looked at by word, by brand and all together', async () => {
    const page = await at.page({ as: 'lin' })
    await terms(page, 'grams')
    await page.getByText('词根由许多词拼成', { exact: false }).waitFor()
    await page.getByText(/^全部 \d+$/).click()
    await page
      .getByRole('button', { name: /展开行|Expand row/ })
      .first()
      .click()
    await page.getByText(/将挡住的搜索词/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'terms-words-zh')
    await terms(page, 'classes')
    await page.getByRole('button', { name: '保存品牌词' }).waitFor()
    await at.shot(page, 'terms-classes-zh')
    await terms(page, 'all')
    await page.getByText(/\d+ \/ \d+ 条|共 \d+ 条/).waitFor()
    await at.shot(page, 'terms-all-zh')
    await terms(page, 'negatives')
    await page.getByText(/没有可以确信无效的搜索词|可直接否定的花费/).waitFor()
    await at.shot(page, 'terms-negatives-zh')
  })

  it('read in English on a phone', async () => {
    const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await terms(page, 'harvest')
    await page.getByText(/Target ACoS 60/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'terms-harvest-phone-en')
    await terms(page, 'all')
    await page.getByText('Met by').first().waitFor()
    await at.shot(page, 'terms-all-phone-en')
  })
})

describe('spend', () => {
  it('is open to the client’s own staff, every cent and what is left unexplained', async () => {
    const page = await at.page({ as: 'nils' })
    await page.goto(`/clients/${place.clientId}/ads/spend?store=${place.storeId}&market=DE`)
    await page.getByRole('heading', { name: '报表核对' }).waitFor()
    await page.getByText('按广告活动与日期', { exact: true }).click()
    await page.getByRole('columnheader', { name: '日期' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'spend-zh')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^ad-spend-DE-campaign_day-.*\.xlsx$/)
    const phone = await at.page({ as: 'nils', locale: 'en', width: 390, height: 844 })
    await phone.goto(`/clients/${place.clientId}/ads/spend?store=${place.storeId}&market=DE`)
    await phone.getByRole('heading', { name: 'Reports held against each other' }).waitFor()
    expect(await illegible(phone)).toEqual([])
    await at.shot(phone, 'spend-phone-en')
  })
})
