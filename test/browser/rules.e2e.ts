import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listRules } from '#features/ads/api/automation.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person writes a rule from a template, sees it read out, walks it over the past, runs it dry and switches it on.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

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
  for (let run = 0; run < 12; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
})
afterAll(() => at?.close())

const address = (): string => `/clients/${place.clientId}/ads/rules?store=${place.storeId}&market=DE`

describe('rules', () => {
  it('are written from a template, previewed, run dry and switched on', async () => {
    const page = await at.page({ as: 'zhou' })
    await page.goto(address())
    await page.getByText('还没有自动规则').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'rules-none-zh')

    await page.getByRole('button', { name: '用这个模板 有花费无订单降价' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(/若近 30 天（不含最近 3 天）订单不高于 0 且 点击不低于 20/).waitFor()
    // Nothing can have fewer than none: told at once, and not to be saved.
    await drawer.getByLabel('幅度（%）').fill('0')
    await drawer.getByText(/幅度超出范围/).waitFor()
    expect(await drawer.getByRole('button', { name: /保\s?存/ }).isDisabled()).toBe(true)
    await drawer.getByLabel('幅度（%）').fill('-15')
    await drawer.getByText(/则竞价 -15%/).waitFor()
    for (const [index, value] of [
      [1, '1'],
      [2, '0.10'],
    ] as const)
      await drawer.getByLabel('数值').nth(index).fill(value)
    await drawer.getByLabel('最少点击数').fill('1')
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'rules-editor-zh')
    await drawer.getByRole('button', { name: /保\s?存/ }).click()

    await page.getByRole('button', { name: '预演 60 天' }).click()
    await page.getByText(/历史预演/).waitFor()
    await page.getByText(/“之后”只是这些对象后来的数据/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'rules-preview-zh')

    await page.getByRole('button', { name: '立即试运行' }).click()
    await page.getByText(/试运行结果/).waitFor()
    await at.shot(page, 'rules-dry-zh')

    await page.getByText('提出审批', { exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /切\s?换/ })
      .click()
    await page.getByText('已切换为「提出审批」').waitFor()
    const zhou = await at.people.as('zhou')
    const { rules } = await zhou.call(listRules, {
      params: { clientId: place.clientId },
      query: { storeId: place.storeId, marketplace: 'DE' },
    })
    expect(rules).toMatchObject([{ mode: 'propose', previewed: true, version: 1 }])

    await page.getByRole('button', { name: /返回规则列表/ }).click()
    await page.getByRole('button', { name: '有花费无订单降价', exact: true }).waitFor()
    await at.shot(page, 'rules-list-zh')
    await page.getByRole('tab', { name: '谁先谁后' }).click()
    await page.getByText('自动规则 有花费无订单降价').first().waitFor()
    await at.shot(page, 'rules-precedence-zh')
  })

  it('read in English on a phone', async () => {
    const page = await at.page({ as: 'zhou', locale: 'en', width: 390, height: 844 })
    await page.goto(address())
    await page.getByRole('button', { name: '有花费无订单降价', exact: true }).click()
    await page
      .getByText(/when over 30 days \(the last 3 left out\) orders at most 0/)
      .first()
      .waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'rules-detail-phone-en')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('dialog').getByText('The rule reads').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'rules-editor-phone-en')
  })

  it('are there to look at, not to write, for who may not propose', async () => {
    const page = await at.page({ as: 'nils', locale: 'en' })
    await page.goto(address())
    await page.getByRole('button', { name: '有花费无订单降价', exact: true }).click()
    await page.getByRole('tab', { name: 'Runs' }).waitFor()
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /Preview/ }).count()).toBe(0)
  })
})
