import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person looks at what Sponsored Brands and Display did: in the workbench, by portfolio, one by one, and by search term.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

const campaigns = () => {
  const { reads } = sandbox.stage.market
  return reads.brandTree(reads.stores().find((one) => one.marketplace === 'DE')!.key).campaigns
}

beforeAll(async () => {
  const stores = travenor.stores.filter((one) => one.marketplace === 'DE')
  sandbox = await openSandbox({ habits: false, sellers: [{ ...travenor, stores, hasBrand: true }] })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(await at.people.as('lin'), sandbox, place, 'all', {
    api: 'ads',
    granted: ['advertising_view', 'advertising_manage'],
  })
  for (let run = 0; run < 5; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
}, 300_000)
afterAll(() => at?.close())

describe('Sponsored Brands and Display', () => {
  it('stand in the workbench with buyers new to the brand, and in portfolios that say which ad products they hold', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/ads?store=${place.storeId}&market=DE`)
    const { name } = campaigns().find((one) => one.product === 'brands')!
    await page.getByRole('link', { name, exact: true }).waitFor()
    await page.getByRole('columnheader', { name: '新客占比' }).scrollIntoViewIfNeeded()
    await at.shot(page, 'brand-campaigns-zh')
    await page.getByText('广告组合', { exact: true }).first().click()
    await page.getByRole('columnheader', { name: '花费（SP+SB+SD）' }).waitFor()
    await page.getByRole('columnheader', { name: '广告销售额（SP）' }).waitFor()
    await page.getByText('不相加').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'brand-portfolios-zh')
  })

  it('open by placement and search term', async () => {
    const page = await at.page({ as: 'lin' })
    const own = campaigns().find((one) => one.product === 'brands' && one.name.includes('Category'))!
    await page.goto(
      `/clients/${place.clientId}/ads?store=${place.storeId}&market=DE&campaign=${own.campaignId}&product=SB`,
    )
    await page.getByText('品牌新客订单').first().waitFor()
    await page.getByRole('heading', { name: '按广告位' }).waitFor()
    await page.getByRole('cell', { name: '搜索顶部' }).waitFor()
    await page.getByRole('heading', { name: '按搜索词' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'brand-campaign-zh')
  })

  it('have their search terms beside those of Sponsored Products, to be looked at', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${place.clientId}/ads/terms?store=${place.storeId}&market=DE&tab=all`)
    await page.getByText('品牌推广', { exact: true }).click()
    await page.getByText('不会被提议为商品推广的否定词').waitFor()
    await page
      .getByRole('cell', { name: /travenor/ })
      .first()
      .waitFor()
    expect(page.url()).toContain('product=SB')
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'brand-terms-zh')
  })

  it('read in English on a phone', async () => {
    const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    const query = `store=${place.storeId}&market=DE`
    await page.goto(`/clients/${place.clientId}/ads/terms?${query}&tab=all&product=SB`)
    await page.getByText(/never proposed as negatives/).waitFor()
    const own = campaigns().find((one) => one.product === 'brands')!
    for (const [path, told, name] of [
      [`ads/terms?${query}&tab=all&product=SB`, 'travenor', 'brand-terms-phone-en'],
      [`ads?${query}&campaign=${own.campaignId}&product=SB`, 'By placement', 'brand-campaign-phone-en'],
      [`ads?${query}&level=portfolios`, 'In no portfolio', 'brand-portfolios-phone-en'],
    ] as const) {
      await page.goto(`/clients/${place.clientId}/${path}`)
      await page.getByText(told).first().waitFor()
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect([name, wide]).toEqual([name, false])
      await at.shot(page, name)
    }
  })
})
