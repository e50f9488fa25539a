import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerApp } from '#features/access/api.ts'
import * as govern from '#features/changes/api/govern.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// What is settled beforehand: the client agrees to limits, agrees beforehand to kinds of changes, and either side stops everything at once.

let at: BrowserWorld
let clientId: string

beforeAll(async () => {
  at = await openBrowserWorld('2026-11-10T15:00:00Z')
  clientId = at.people.clients[0]!.clientId
  await (
    await at.people.as('lin')
  ).call(registerApp, {
    body: {
      api: 'ads',
      name: 'Steward Ads',
      applicationId: null,
      lwaClientId: 'amzn1.application-oa2-client.governance',
      secret: 'not-a-real-secret-but-long-enough',
      roles: [],
      draft: false,
    },
  })
})
afterAll(() => at?.close())

describe('approval rules', () => {
  it('are proposed by the agency and hold once the client’s owner accepts them', async () => {
    const lin = await at.page({ as: 'lin' })
    await lin.goto(`/clients/${clientId}/governance`)
    await lin.getByText('系统默认额度', { exact: true }).waitFor()
    await lin.getByRole('button', { name: '提议新规则' }).click()
    const drawer = lin.getByRole('dialog')
    await drawer.getByRole('radio', { name: /半托管/ }).check()
    await drawer.getByRole('spinbutton', { name: '竞价 · 自动通过 · 上限', exact: true }).fill('60')
    await drawer.getByText('“自动通过”不能比“内部复核”更宽').waitFor()
    expect(await drawer.getByRole('button', { name: '提交给客户' }).isDisabled()).toBe(true)
    await drawer.getByRole('spinbutton', { name: '竞价 · 自动通过 · 上限', exact: true }).fill('10')
    await at.shot(lin, 'governance-propose-zh')
    await drawer.getByRole('button', { name: '提交给客户' }).click()
    await lin.getByText('等待客户负责人接受').first().waitFor()
    await lin.getByRole('button', { name: '撤回提议' }).waitFor()
    await lin.getByText('20% 以内').first().waitFor()

    const nora = await at.page({ as: 'nora' })
    await nora.goto(`/clients/${clientId}/governance`)
    await nora.getByText('林晓岚 提议了新的审批规则').waitFor()
    expect(await illegible(nora)).toEqual([])
    await at.shot(nora, 'governance-waiting-zh')
    await nora.getByRole('button', { name: /接\s*受/ }).click()
    await nora
      .getByRole('dialog')
      .getByRole('button', { name: /接\s*受/ })
      .click()
    await nora.getByText('已接受，新规则生效').waitFor()
    await nora.getByText('提议了新的审批规则').waitFor({ state: 'detached' })
    await nora.getByText('10% 以内').first().waitFor()
    await nora.getByText('当前为半托管').waitFor()
    const { mode, limits } = await (
      await at.people.as('nora')
    ).call(govern.showGovernance, { params: { clientId } })
    expect([mode, limits['sp.bid']]).toEqual(['semi', { auto: { ratio: 0.1 }, second: { ratio: 0.5 } }])
  })

  it('are complemented by approvals given beforehand, deputies and owners', async () => {
    const page = await at.page({ as: 'nora' })
    await page.goto(`/clients/${clientId}/governance`)
    await page.getByRole('button', { name: '预先批准' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '变更类型' }).click()
    await page.getByTitle('竞价', { exact: true }).click()
    await dialog.getByRole('heading').or(dialog.getByText('预先批准一类改动')).first().click()
    await dialog.getByRole('spinbutton', { name: '单次幅度上限' }).fill('20')
    await dialog.getByRole('spinbutton', { name: '单次涉及花费上限' }).fill('100')
    await dialog.getByRole('spinbutton', { name: '累计涉及花费上限' }).fill('2500')
    await dialog.getByRole('textbox', { name: '说明' }).fill('旺季前的竞价微调')
    await at.shot(page, 'governance-standing-give-zh')
    await dialog.getByRole('button', { name: /批\s*准/ }).click()
    await page.getByText('旺季前的竞价微调').waitFor()
    await page.getByText('有效', { exact: true }).waitFor()

    await page.getByRole('button', { name: '安排代审' }).click()
    await dialog.getByRole('combobox', { name: '代审人' }).click()
    await page.getByTitle('Nils', { exact: true }).click()
    await dialog.getByRole('button', { name: '安排代审' }).click()
    await page.getByText('代审中').waitFor()

    await page.getByRole('button', { name: 'Nordlicht EU · 售价 · 收回' }).click()
    await dialog.getByRole('button', { name: /收\s*回/ }).click()
    await page.getByRole('button', { name: 'Nordlicht EU · 售价 · 交给代运营方' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'governance-zh')

    // The agency sees it, cannot end what is the client's, and cannot take what the client has taken.
    const lin = await at.page({ as: 'lin', locale: 'en' })
    await lin.goto(`/clients/${clientId}/governance`)
    await lin.getByText('Nora · Client').first().waitFor()
    expect(await lin.getByRole('button', { name: 'End', exact: true }).count()).toBe(0)
    expect(await lin.getByRole('button', { name: /Prices/ }).count()).toBe(0)
    expect(await illegible(lin)).toEqual([])
    await at.shot(lin, 'governance-en')
    const phone = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await phone.goto(`/clients/${clientId}/governance`)
    await phone.getByText('Nora · Client').first().waitFor()
    await at.shot(phone, 'governance-phone-en')
    await phone.getByRole('button', { name: 'Propose rules' }).click()
    await phone.getByRole('dialog').getByText('Bidding strategy').waitFor()
    await at.shot(phone, 'governance-propose-phone-en')
    await expectNoOverflow(phone)

    const narrow = await at.page({ as: 'nora', width: 390, height: 844 })
    await narrow.goto(`/clients/${clientId}/governance`)
    await narrow.getByText('旺季前的竞价微调').waitFor()
    await expectNoOverflow(narrow)
    await at.shot(narrow, 'governance-phone-zh')

    await page
      .getByRole('button', { name: /^结\s*束$/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: /^结\s*束$/ }).click()
    await page.getByText('已结束').first().waitFor()
    await page.getByText('有效', { exact: true }).waitFor({ state: 'detached' })
  })
})

describe('kill switches', () => {
  it('stop at once, say who and why, and are lifted by the side that ordered', async () => {
    const page = await at.page({ as: 'nora' })
    await page.goto(`/clients/${clientId}/stops`)
    await page.getByText('一切照常').waitFor()
    expect(await page.getByRole('button', { name: /停止全公司变更/ }).count()).toBe(0)
    await at.shot(page, 'stops-calm-zh')
    await page.getByRole('button', { name: /停止本客户全部变更/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '确认停止' }).click()
    await dialog.getByText('请写明原因').waitFor()
    await dialog.getByRole('textbox', { name: '原因' }).fill('竞价异常升高，先停下来核对')
    await dialog.getByRole('radio', { name: '4 小时', exact: true }).check()
    await at.shot(page, 'stops-order-zh')
    await dialog.getByRole('button', { name: '确认停止' }).click()
    await page.getByText('1 项停止生效中').waitFor()
    await page.getByText('竞价异常升高，先停下来核对').waitFor()

    const lin = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
    await lin.goto(`/clients/${clientId}/stops`)
    await lin.getByText('Ordered by the client; only the client can lift it.').waitFor()
    expect(await lin.getByRole('button', { name: 'Lift' }).count()).toBe(0)
    // What the client stopped the agency may stop as well: each side lifts its own.
    await lin.getByRole('button', { name: /Stopped by the other side/ }).waitFor()
    await lin.getByRole('button', { name: /Freeze high-risk changes/ }).click()
    await lin.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Budgets look wrong')
    await at.shot(lin, 'stops-order-phone-en')
    await lin.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
    await lin.getByText('2 stops in force').waitFor()
    expect(await illegible(lin)).toEqual([])
    await expectNoOverflow(lin)
    await at.shot(lin, 'stops-phone-en')

    await page.reload()
    await page.getByRole('button', { name: /解\s*除/ }).click()
    await dialog.getByRole('button', { name: /解\s*除/ }).click()
    await page.getByText('Nora 解除').waitFor()
    await page.getByText('1 项停止生效中').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'stops-zh')
    const narrow = await at.page({ as: 'nora', width: 390, height: 844 })
    await narrow.goto(`/clients/${clientId}/stops`)
    await narrow.getByText('1 项停止生效中').waitFor()
    await at.shot(narrow, 'stops-phone-zh')
    const wide = await at.page({ as: 'lin', locale: 'en' })
    await wide.goto(`/clients/${clientId}/stops`)
    await wide.getByText('1 stop in force').waitFor()
    await wide.getByRole('button', { name: /Stop the whole agency/ }).waitFor()
    await wide.getByRole('button', { name: 'Steward Ads' }).click()
    await wide.getByRole('dialog').getByText('This reaches every client of the agency').waitFor()
    await wide.getByRole('dialog').getByRole('radio', { name: 'A certain time' }).check()
    await wide.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Trying it out')
    await wide.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
    await wide.getByText('Choose a time that lies ahead').waitFor()
    await at.shot(wide, 'stops-order-en')
    await wide.getByRole('dialog').getByRole('radio', { name: '1 hour' }).check()
    await wide.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
    await wide.getByText('2 stops in force').waitFor()
    await wide.getByText('Amazon application: Steward Ads').waitFor()
    expect(await wide.getByRole('button', { name: 'Steward Ads · Stopped' }).isDisabled()).toBe(true)
    await at.shot(wide, 'stops-en')
  })

  it('are out of reach for who only reads', async () => {
    const page = await at.page({ as: 'nadia' })
    await page.goto(`/clients/${clientId}/stops`)
    await page.getByText('您的角色不能下达停止').waitFor()
    await page.goto(`/clients/${clientId}/governance`)
    await page.getByText('审批额度').first().waitFor()
    expect(await page.getByRole('button', { name: /调整规则|预先批准|安排代审|收回/ }).count()).toBe(0)
  })
})

async function expectNoOverflow(page: Awaited<ReturnType<BrowserWorld['page']>>): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}
