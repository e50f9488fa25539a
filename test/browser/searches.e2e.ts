import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A store connected before Brand Analytics was asked for is told so where its searches would stand, and grants again.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

async function work(runs: number): Promise<void> {
  for (let run = 0; run < runs; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT20M')
  }
}

beforeAll(async () => {
  const stores = travenor.stores.filter((one) => one.marketplace === 'DE')
  sandbox = await openSandbox({ sellers: [{ ...travenor, stores }] })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
  const { sellerId } = (await sandbox.health()).sellers[0]!
  const granted = ['listings_view'] as const
  await connectStore(await at.people.as('nora'), sandbox, place, `${sellerId}/EU`, {
    api: 'sp',
    granted: [...granted],
  })
  await work(2)
})
afterAll(() => at?.close())

describe('searches', () => {
  it('are missing for want of a grant, which the page says and leads to', async () => {
    const page = await at.page({ as: 'nora' })
    await page.goto(`/clients/${place.clientId}/searches`)
    await page.getByText('还没有搜索数据：未授权“品牌分析”').waitFor()
    await page.getByRole('button', { name: /去\s*授权/ }).click()
    await page.getByText(/这次授权不含：.*查看品牌分析/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'searches-lacking')
    await page.getByRole('button', { name: '再次授权' }).first().click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('checkbox', { name: /查看品牌分析/ }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await page.getByText(/这次授权不含：.*查看品牌分析/).waitFor({ state: 'detached' })
  })
})
