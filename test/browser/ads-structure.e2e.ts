import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChanges } from '#features/changes/api/changes.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person has the structure of a store's ads checked, proposes a remedy, and builds campaigns for a product.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

async function inStep(): Promise<void> {
  for (let run = 0; run < 4; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
}

const market = () => {
  const { reads } = sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return { key, sku: reads.listings(key)[0]!.sku }
}

/** A campaign stands without anything in it. */
function spoil(): void {
  const { key } = market()
  const { market: world } = sandbox.stage
  const draft = { name: 'Leer copy', targeting: 'manual', dailyBudgetMinor: 700, strategy: 'fixed' } as const
  world.apply(key, { kind: 'addCampaign', draft }, 'seller')
}

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
  spoil()
  await connectStore(await at.people.as('lin'), sandbox, place, 'all', {
    api: 'ads',
    granted: ['advertising_view', 'advertising_manage'],
  })
  await inStep()
})
afterAll(() => at?.close())

const path = (part = ''): string => `/clients/${place.clientId}/ads/structure${part}`

describe('ads structure', () => {
  it('tells what is wrong, and proposes to mend it', async () => {
    const page = await at.page({ as: 'zhou' })
    await page.goto(path())
    await page.getByText('广告活动已启用，但没有可投放的内容').waitFor()
    await page.getByText(/名称带有“副本\/测试”等字样/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-structure-zh')
    await page.getByRole('checkbox', { name: '选择 广告活动已启用，但没有可投放的内容' }).check()
    await page.getByRole('button', { name: '提出 1 项改动' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer.getByText('已启用，但没有可投放的内容').first().waitFor()
    await drawer.getByRole('button', { name: /提出 1 项改动/ }).click()
    await drawer.getByText('已提出').waitFor()
    const zhou = await at.people.as('zhou')
    const { changes } = await zhou.call(listChanges, { params: { clientId: place.clientId }, query: {} })
    expect(changes.map((one) => one.kind)).toEqual(['sp.state'])
  })

  it('builds campaigns for a product, as one proposal that can be read', async () => {
    const page = await at.page({ as: 'zhou' })
    await page.goto(path('?part=build'))
    await page.getByLabel('或粘贴 SKU（每行一个）').fill(market().sku)
    await page.getByLabel('另加关键词（每行一个）').fill('stirnlampe neu\nkopflampe neu')
    await page.getByRole('button', { name: '生成结构' }).click()
    await page.getByText(/共 3 个活动，每日预算合计/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-builder-zh')
    const budget = page.getByRole('spinbutton', { name: /Manual_Exact.*每日预算/ })
    await budget.fill('0.2')
    await page.getByText('预算超出该站点允许的范围').waitFor()
    expect(await page.getByRole('button', { name: '提出创建 3 个活动' }).isDisabled()).toBe(true)
    await budget.fill('12')
    await page.getByRole('button', { name: '提出创建 3 个活动' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer.getByText('新建手动投放活动，创建后暂停').first().waitFor()
    await at.shot(page, 'ads-builder-preview-zh')
    await drawer.getByRole('button', { name: /提出 3 项改动/ }).click()
    await drawer.getByText('已提出').waitFor()
    await page.getByRole('link', { name: '查看这批改动' }).click()
    await page.getByText('新建自动投放活动，创建后暂停').waitFor()
    expect(await page.getByText('新建广告活动 · 整个广告活动').count()).toBe(3)
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-builder-batch-zh')
  })

  it('takes an edited bulk sheet: what differs is proposed, what is wrong is said', async () => {
    const { reads } = sandbox.stage.market
    const campaign = reads.adsTree(market().key).campaigns.find((one) => one.state === 'enabled')!
    const budget = (campaign.dailyBudgetMinor / 100 + 1).toFixed(2)
    const rows = [
      'Product,Entity,Operation,Campaign ID,State,Daily Budget',
      `Sponsored Products,Campaign,Update,${campaign.campaignId},enabled,${budget}`,
      'Sponsored Products,Campaign,Update,1.23E+17,enabled,20',
    ]
    const page = await at.page({ as: 'zhou' })
    await page.goto(path('?part=sheet'))
    await page.getByRole('button', { name: '选择文件' }).waitFor()
    const buffer = Buffer.from(rows.join('\n'))
    await page.locator('input[type=file]').setInputFiles({ name: 'bulk.csv', mimeType: 'text/csv', buffer })
    await page.getByText('读了 2 行：1 项改动、0 行没有变化、1 行有问题').waitFor()
    await page.getByText(/编号被表格软件改成了科学计数/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-sheet-zh')
    await page.getByRole('button', { name: '提出 1 项改动' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer.getByText('批量表格第 2 行').first().waitFor()
  })

  it('reads in English on a phone', async () => {
    const page = await at.page({ as: 'zhou', locale: 'en', width: 390, height: 844 })
    await page.goto(path())
    await page.getByText('Rivals and duplicates').first().waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-structure-phone-en')
    await page.goto(path('?part=build'))
    await page.getByLabel('Or paste SKUs (one a line)').fill(market().sku)
    await page.getByLabel('More keywords (one a line)').fill('stirnlampe neu')
    await page.getByRole('button', { name: 'Compose' }).click()
    await page.getByText(/3 campaigns, .* a day in all/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-builder-phone-en')
  })

  it('is there to look at, not to change, for who may not propose', async () => {
    const page = await at.page({ as: 'nils', locale: 'en' })
    await page.goto(path())
    await page.getByText('Enabled, with nothing that could serve').first().waitFor()
    expect(await page.getByRole('checkbox').count()).toBe(0)
  })
})
