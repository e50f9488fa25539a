import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeIntakeLink } from '#features/engagement/api/intake.ts'
import { askDiagnosis } from '#features/diagnosis/api.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { writeTrade } from '../support/trade.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A prospect answers on a phone, through a lost connection; the agency reads the brief and the fit, looks at competitors, and sees on the board what is left.

let at: BrowserWorld
let clientId = ''

beforeAll(async () => {
  at = await openBrowserWorld('2026-03-02T09:00:00Z')
  const [north] = at.people.clients
  clientId = north!.clientId
  await writeTrade(at.ownerUrl, {
    clientId,
    storeId: north!.storeIds[0]!,
    lastDay: '2026-02-28',
    days: 90,
    markets: [{ marketplace: 'DE', currency: 'EUR', sales: () => 900, adCost: 80 }],
    deadTerms: [['teebecher gratis', 45]],
    stock: [{ sku: 'BECHER-BLAU', onHand: 20, soldUnits: 90, price: 20 }],
  })
  await importProducts(north!.storeIds[0]!)
  await (await at.people.as('lin')).call(askDiagnosis, { params: { clientId }, body: {} })
  await at.settle()
})
afterAll(() => at?.close())

/** The business report by ASIN: two variations of one parent and one product alone. */
async function importProducts(storeId: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-asins-'))
  const rows = [
    '(Parent) ASIN,(Child) ASIN,Title,SKU,Sessions - Total,Page Views - Total,Units Ordered,Ordered Product Sales,Total Order Items',
    'B0PARENT01,B0OWNBLAU1,Becher blau,BECHER-BLAU,900,1300,90,"€1,800.00",85',
    'B0PARENT01,B0OWNROT01,Becher rot,BECHER-ROT,400,500,30,€600.00,29',
    'B0KANNE001,B0KANNE001,Kanne,KANNE,300,400,12,€480.00,12',
  ]
  writeFileSync(join(folder, 'BusinessReport-ASIN.csv'), rows.join('\n'))
  const { agencyId } = at.people
  const actor = { kind: 'system' as const, name: 'test', agencyId, clientIds: [clientId] }
  const hints = { marketplace: 'DE', from: '2026-02-01', to: '2026-02-28' }
  const { files } = await importFolder(at.app.world, actor, { clientId, storeId }, folder, { hints })
  rmSync(folder, { recursive: true })
  expect(files.map((one) => [one.state, one.reason])).toEqual([['done', null]])
}

const group = (page: Page, name: RegExp) => page.getByRole('group', { name })
const tick = (page: Page, question: RegExp, option: string): Promise<void> =>
  group(page, question).getByText(option, { exact: true }).click()
const fill = (page: Page, question: RegExp, text: string): Promise<void> =>
  group(page, question).locator('input, textarea').first().fill(text)

describe('a prospect with a phone', () => {
  it('answers without an account, loses the connection, corrects what is wrong, and submits', async () => {
    const lin = await at.people.as('lin')
    const { url } = await lin.call(makeIntakeLink, { params: { clientId }, body: { note: '赵总' } })
    const phone = await at.page({ width: 390, height: 844 })
    await phone.goto(new URL(url).pathname)
    await phone.getByRole('heading', { name: '需求问卷' }).waitFor()
    expect(await phone.getByRole('navigation').count()).toBe(0)
    await tick(phone, /希望达成什么/, '清库存')
    await fill(phone, /需要清多少件/, '4200')
    await tick(phone, /大部分库存的库龄/, '181–365 天')
    await phone.getByText('已保存', { exact: true }).waitFor()
    await phone.context().setOffline(true)
    await fill(phone, /公司或品牌名称/, '宁波炉边')
    await phone.getByText(/网络中断/).waitFor()
    await phone.context().setOffline(false)
    await phone.getByText('已保存', { exact: true }).waitFor()
    await phone.reload()
    expect(
      await group(phone, /公司或品牌名称/)
        .locator('input')
        .inputValue(),
    ).toBe('宁波炉边')
    await tick(phone, /公司类型/, '工厂')
    await fill(phone, /^联系人/, '赵敏')
    await fill(phone, /主营品类/, '店铺密码：abc123')
    await phone.getByText('请不要填写密码；我们从不需要它').waitFor()
    await fill(phone, /主营品类/, '厨房用品')
    await tick(phone, /在亚马逊卖了多久/, '还没开始')
    await phone.getByRole('combobox', { name: /想做的站点/ }).click()
    await phone.getByTitle('德国 DE').click()
    await phone.keyboard.press('Escape')
    await fill(phone, /多少个 SKU/, '36')
    await tick(phone, /上架方式/, '精品，款少')
    await tick(phone, /价格定位/, '中等')
    await tick(phone, /货从哪里来/, '自有工厂')
    await tick(phone, /文案与图片能力/, '没有')
    await tick(phone, /亚马逊广告能力/, '没有')
    await fill(phone, /每月服务预算/, '12000')
    await tick(phone, /成本清楚到什么程度/, '不清楚')
    await tick(phone, /愿意共享经营数据吗/, '愿意，按需授权')
    await tick(phone, /以前请过代运营吗/, '否')
    await phone.getByRole('button', { name: '提交问卷' }).click()
    await group(phone, /怎样算合作成功/)
      .locator('textarea')
      .fill('半年清完旧款')
    expect(await illegible(phone)).toEqual([])
    await phone.getByRole('button', { name: '提交问卷' }).click()
    await phone.getByText('问卷已提交，谢谢！').waitFor()
    await phone.reload()
    await phone.getByText('问卷已提交，链接已关闭').waitFor()
  })
})

describe('the agency', () => {
  it('reads the brief, judges the fit against the rules, and sees the range', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${clientId}/intake?tab=brief`)
    await page.getByText('需求简报 · 版本 1', { exact: false }).waitFor()
    await page.getByText('181–365 天').waitFor()
    await page.getByRole('tab', { name: '填写', exact: true }).click()
    await fill(page, /能配合的人数/, '3')
    await page.getByText('已保存', { exact: true }).waitFor()
    await page.getByRole('tab', { name: /版本/ }).click()
    await page.getByRole('tab', { name: '填写', exact: true }).click()
    expect(
      await group(page, /能配合的人数/)
        .locator('input')
        .inputValue(),
    ).toBe('3')
    await page.getByRole('button', { name: '提交问卷' }).click()
    await page.getByText('已提交，版本 2').waitFor()
    await page.getByRole('tab', { name: /版本 2/ }).click()
    await page.getByRole('row', { name: /能配合的人数 未回答 3/ }).waitFor()
    await page.goto(`/clients/${clientId}/engagement`)
    await page.getByText('成本不清楚：先补齐成本，才能谈利润目标').waitFor()
    await page.getByRole('heading', { name: 'SKU 结构' }).waitFor()
    await page.getByText('B0PARENT01').waitFor()
    await page.getByText('BECHER-BLAU').first().click()
    await page.getByRole('dialog').getByText('BusinessReport-ASIN.csv').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /改\s?判/ }).click()
    await page.getByRole('combobox', { name: '改为' }).click()
    await page.getByTitle('适合', { exact: true }).click()
    await page.getByLabel('理由').fill('成本表已收到')
    await page.getByRole('button', { name: /确\s?认/ }).click()
    await page
      .getByText(/林晓岚 改判：成本表已收到/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /修\s?改/ }).click()
    await page.getByLabel('下一步').fill('与客户过方案')
    await page.getByRole('button', { name: /保\s?存/ }).click()
    await page.getByText('下一步：与客户过方案').waitFor()
    expect(await illegible(page)).toEqual([])
    const phone = await at.page({ as: 'nora', locale: 'en', width: 390, height: 844, dark: true })
    await phone.goto(`/clients/${clientId}/engagement`)
    await phone.getByRole('heading', { name: 'Stages and exit criteria' }).waitFor()
    expect(await phone.getByText('Override').count()).toBe(0)
    expect(await illegible(phone)).toEqual([])
  })

  it('imports competitors, is told of wrong rows, and takes the import back', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto(`/clients/${clientId}/competitors`)
    await page.getByRole('button', { name: '导入竞品表' }).first().click()
    const sheet = [
      '站点,ASIN,自有,标题,品牌,价格,评分,评论数,排名,图片数,关键词',
      '德国,B0RIVAL001,,Becher Set,Rival,24.90,4.6,1200,312,8,teebecher gratis; kaffeebecher',
      '德国,B0RIVAL002,,Tasse,Andere,19.90,4.1,300,900,5,kaffeebecher; tasse gross',
      '德国,B0OWNBLAU1,,,,,4.3,210,,6,becher blau',
      '德国,KAPUTT,,Tasse,Andere,19.90,9,300,900,5,',
    ].join('\n')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'rivals.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
    await page.getByText('已导入 3 个商品，1 行有误未导入').waitFor()
    await page.getByRole('button', { name: /完\s?成/ }).click()
    await page.getByRole('heading', { name: '关键词缺口' }).waitFor()
    await page.getByText('kaffeebecher').first().waitFor()
    expect(await illegible(page)).toEqual([])
    await page.getByRole('button', { name: /撤\s?销/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /撤\s?销/ })
      .click()
    await page.getByText('还没有竞品').waitFor()
  })

  it('sees on the board what keeps each engagement from going on', async () => {
    const page = await at.page({ as: 'lin' })
    await page.goto('/engagements')
    const stage = page.getByRole('region', { name: '诊断' })
    await stage.getByText('双方签署同一版本的方案').first().waitFor()
    await page.getByPlaceholder('搜索客户、下一步').fill('过方案')
    await page.getByText('显示 1 / 2 个合作').waitFor()
    await page.getByText('列表', { exact: true }).click()
    await page.getByRole('row', { name: /Nordlicht 1 1 诊断 2/ }).waitFor()
    expect(await illegible(page)).toEqual([])
    const phone = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await phone.goto('/engagements')
    await phone.getByRole('region', { name: 'Diagnose' }).getByRole('article').first().waitFor()
    expect(await illegible(phone)).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
