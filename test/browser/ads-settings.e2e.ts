import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChanges } from '#features/changes/api/changes.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person looks at the ads of a store as they stand and proposes to change them.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

/** Reads what is due, and lets a little time pass while reports are made. */
async function inStep(): Promise<void> {
  for (let run = 0; run < 4; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
}

/** A manual campaign with keywords, and its name. */
function manualCampaign(): { campaignId: string; name: string } {
  const { reads } = sandbox.stage.market
  const tree = reads.adsTree(reads.stores().find((one) => one.marketplace === 'DE')!.key)
  return tree.campaigns.find(
    (one) =>
      one.state === 'enabled' &&
      one.targeting === 'manual' &&
      tree.adGroups.some(
        (group) =>
          group.campaignId === one.campaignId &&
          tree.targets.filter((target) => target.adGroupId === group.adGroupId && (target.bidMinor ?? 0) > 30)
            .length > 3,
      ),
  )!
}

const propose = async (page: Page, reason: string): Promise<void> => {
  await page.getByLabel('理由').fill(reason)
  await page.getByRole('button', { name: /提出 \d+ 项改动/ }).click()
  await page.getByText('已提出').waitFor()
}

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
})
afterAll(() => at?.close())

describe('ad settings', () => {
  it('say what to do before there is a snapshot', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/ads`)
    await page.getByText('还没有广告设置快照').waitFor()
    await at.shot(page, 'ads-none-zh')
  })

  it('show campaigns, and take several changes of bids from tick to confirmation', async () => {
    await connectStore(await at.people.as('lin'), sandbox, place, 'all', {
      api: 'ads',
      granted: ['advertising_view', 'advertising_manage'],
    })
    await inStep()
    const { name } = manualCampaign()
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/ads`)
    await page.getByRole('link', { name, exact: true }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-campaigns-zh')

    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('tab', { name: /^投放 \d+/ }).waitFor()
    await at.shot(page, 'ads-campaign-zh')
    const boxes = page.getByRole('checkbox', { name: /^选择 / })
    for (const index of [0, 1, 2]) await boxes.nth(index).check()
    await page.getByRole('button', { name: '调整竞价', exact: true }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer.getByText('自动通过').first().waitFor()
    expect(await drawer.getByText('→').count()).toBeGreaterThan(0)
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-preview-zh')
    await propose(page, '近 30 天 ACoS 低于目标，小幅提价抢量')
    expect(await page.getByRole('link', { name: '查看这批改动' }).getAttribute('href')).toMatch(
      /\/changes\/\d+$/,
    )
    await at.shot(page, 'ads-proposed-zh')
    await page.getByRole('link', { name: '查看这批改动' }).click()
    await page.getByText('竞价提高 10%（3 项）').first().waitFor()
    const lin = await at.people.as('lin')
    const { changes } = await lin.call(listChanges, { params: { clientId: place.clientId }, query: {} })
    expect(changes.map((one) => one.kind)).toEqual(['sp.bid', 'sp.bid', 'sp.bid'])
  })

  it('leave out what cannot be proposed, and say why', async () => {
    const { campaignId } = manualCampaign()
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/ads?store=${place.storeId}&market=DE&campaign=${campaignId}`)
    await page.getByRole('tab', { name: /否定投放 \d+/ }).click()
    await page.getByRole('button', { name: '添加否定' }).last().click()
    const drawer = page.getByRole('dialog')
    await drawer
      .getByLabel(/关键词/)
      .fill('billig\nviel zu viele wörter in diesem einen negativen wort wirklich viel zu viele')
    await drawer.getByRole('button', { name: /预览影响/ }).click()
    await drawer.getByText(/1 项不能提出/).waitFor()
    await drawer.getByText(/单词数过多/).waitFor()
    await at.shot(page, 'ads-negatives-zh')
    await propose(page, '点击多而无订单')
  })

  it('read in English on a phone', async () => {
    const { name } = manualCampaign()
    const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await page.goto(`/clients/${place.clientId}/ads`)
    await page.getByRole('link', { name, exact: true }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-campaigns-phone-en')
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
    await page.getByRole('button', { name: 'Placements' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel(/Top of search/).fill('95')
    await drawer.getByRole('button', { name: 'Preview' }).click()
    await drawer.getByText('What it comes to').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'ads-preview-phone-en')
    await drawer.getByRole('button', { name: 'Close' }).first().click()
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('tab', { name: /Targets \d+/ }).waitFor()
    await at.shot(page, 'ads-campaign-phone-en')

    const zh = await at.page({ as: 'lin', width: 390, height: 844 })
    await zh.goto(`/clients/${place.clientId}/ads`)
    await zh.getByRole('link', { name, exact: true }).waitFor()
    await at.shot(zh, 'ads-campaigns-phone-zh')
    const en = await at.page({ as: 'lin', locale: 'en' })
    await en.goto(`/clients/${place.clientId}/ads`)
    await en.getByRole('link', { name, exact: true }).waitFor()
    await at.shot(en, 'ads-campaigns-en')
  })

  it('are there to look at, not to change, for who may not propose', async () => {
    const { name } = manualCampaign()
    const page = await at.page({ as: 'nils', locale: 'en' })
    await page.goto(`/clients/${place.clientId}/ads`)
    await page.getByRole('link', { name, exact: true }).waitFor()
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await page.getByTitle(/Change budget/).count()).toBe(0)
  })
})
