import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person leaves the product for Amazon, consents there, and comes back to a connected store.

let at: BrowserWorld
let sandbox: Sandbox
let client: string

beforeAll(async () => {
  sandbox = await openSandbox()
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  client = at.people.clients[0]!.clientId
})
afterAll(() => at.close())

describe('connecting a store', () => {
  it('goes to Amazon and back, and can be narrowed and ended', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${client}/connections`)
    await page.getByRole('button', { name: '去授权' }).first().click()
    await page.getByRole('checkbox', { name: /查看资金/ }).uncheck()
    await page.getByRole('button', { name: /前往亚马逊（EU）授权/ }).click()

    await page.getByText('授权 Steward').first().waitFor()
    await page.getByRole('radio', { name: /EU/ }).check()
    // Amazon's login is away for a moment: the consent waits on our page, for as long as its code lives.
    await sandbox.send({
      method: 'POST',
      url: '/_sandbox/faults',
      payload: { kind: 'unavailable', operation: 'lwa.authorization_code', times: 1 },
    })
    await page.getByRole('button', { name: /确认授权/ }).click()
    await page.getByText('暂时无法联系亚马逊').waitFor()
    await page.getByText(/^0[45]:\d\d$/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'consent-again-zh')
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByText('授权成功').waitFor()
    // Nothing of the consent stays in the address.
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: '回到授权页' }).click()

    await page.getByText('已连接', { exact: true }).waitFor()
    await page.getByText('店铺中的 UK 不在这次授权范围内').waitFor()
    // What was left out is not among what may be done: it is named once, as missing.
    expect(await page.getByText('查看资金', { exact: true }).count()).toBe(0)
    await page.getByText(/^这次授权不含：.*查看资金/).waitFor()
    await page.getByRole('button', { name: '去授权' }).click()
    await page.getByRole('button', { name: /前往亚马逊/ }).click()
    await page.getByRole('button', { name: /确认授权/ }).click()
    await page.getByRole('button', { name: '回到授权页' }).click()
    await page.getByText('广告账户').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'connections-zh')

    await page
      .getByRole('button', { name: /断\s*开/ })
      .first()
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /断\s*开/ })
      .click()
    await page.getByText('等待亚马逊确认断开').waitFor()
    await at.shot(page, 'connections-ending-zh')
  })

  it('reads in English on a phone', async () => {
    const page = await at.page({ as: 'nora', locale: 'en', width: 390, height: 844 })
    await page.goto(`/clients/${client}/connections`)
    await page.getByText('Waiting for proof of the end').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'connections-phone-en')
    const owner = await at.page({ as: 'lin', locale: 'en' })
    await owner.goto('/apps')
    await owner.getByText('Addresses to enter at Amazon').waitFor()
    await at.shot(owner, 'apps-en')
  })
})
