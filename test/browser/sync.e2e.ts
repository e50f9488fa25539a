import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person looks at how far a store is in step, what was asked for, which quotas are counted, and is warned when figures grow old.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

const sync = (): Promise<void> => at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})

beforeAll(async () => {
  sandbox = await openSandbox()
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
})
afterAll(() => at?.close())

describe('the sync page', () => {
  it('teaches what to do before a store is connected', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/sync`)
    await page.getByText('还没有已授权的店铺').waitFor()
    await page.getByRole('button', { name: /去\s*授权/ }).waitFor()
  })

  it('shows each stream, every request with what it changed, and the quotas', async () => {
    const sellerId = (await sandbox.health()).sellers[0]!.sellerId
    const lin = await at.people.as('lin')
    await connectStore(lin, sandbox, place, `${sellerId}/EU`, {
      api: 'sp',
      granted: ['orders', 'inventory', 'finances'],
    })
    await connectStore(lin, sandbox, place, 'all', { api: 'ads', granted: ['advertising_view'] })
    await sync()
    await at.settle()

    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/sync`)
    await page.getByText('店铺数据（SP-API）').waitFor()
    await page.getByText('已同步到最新').first().waitFor()
    expect(await page.getByText('落后', { exact: true }).count()).toBe(0)
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'sync-zh')

    await page.getByRole('tab', { name: '请求记录' }).click()
    await page.getByText('已入库').first().waitFor()
    await at.shot(page, 'sync-pulls-zh')
    await page.getByRole('tab', { name: '接口配额' }).click()
    await page
      .getByRole('cell', { name: /createReport/ })
      .first()
      .waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'sync-quotas-zh')
  })

  it('warns on every page of the client once nothing arrives any more', async () => {
    const bar = await at.page({ as: 'lin' })
    await bar.goto(`/clients/${place.clientId}`)
    await bar.getByRole('button', { name: /跳\s*过/ }).click()
    await bar.getByText('1 周', { exact: true }).click()
    await bar.getByText('已推进').waitFor()
    await bar.getByRole('button', { name: '他人改动' }).click()
    await bar.getByRole('dialog').getByText('像店铺自己的人那样').waitFor()
    await at.shot(bar, 'rehearsal-zh')
    const page = await at.page({ as: 'nora', locale: 'en', width: 390, height: 844 })
    await page.goto(`/clients/${place.clientId}`)
    await page.getByText('Some figures are not current').waitFor()
    await page.getByText(/store data behind/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'stale-phone-en')
    await page.getByRole('link', { name: 'See sync' }).click()
    await page.getByText('Behind', { exact: true }).first().waitFor()
    await at.shot(page, 'sync-phone-en')

    const zh = await at.page({ as: 'lin' })
    await zh.goto(`/clients/${place.clientId}/sync`)
    await zh.getByRole('button', { name: '立即同步' }).first().click()
    await zh.getByText('已开始检查').waitFor()
    await sync()
    await at.settle()
    await zh.reload()
    await zh.getByText('已同步到最新').first().waitFor()
    expect(await zh.getByText('部分数据不是最新').count()).toBe(0)
  })
})
