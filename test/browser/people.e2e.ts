import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeFor } from '../support/totp.ts'
import { testPassword } from '../support/world.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// An agency from its first letter to a leaver, through the screens only.

let at: BrowserWorld
beforeAll(async () => {
  at = await openBrowserWorld()
})
afterAll(() => at?.close())

async function openNewestLetter(page: Page, address: string): Promise<void> {
  await at.settle()
  await page.goto('/dev/mail')
  await page.getByRole('article').filter({ hasText: address }).first().getByRole('link').click()
}

/** Types into the six boxes of a code; the last digit sends it. */
async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox').first().click()
  await page.keyboard.type(code)
}

describe('an agency, in Chinese', () => {
  let owner: Page
  let guest: Page

  it('is opened with the link of a letter; the owner sets up the second factor', async () => {
    owner = await at.page()
    await owner.goto('/sign-in')
    await owner.getByRole('link', { name: '还没有账号？开通代运营公司' }).click()
    // The page before has such a field too, and stays until this one is there.
    await owner.getByRole('button', { name: '发送邮件' }).waitFor()
    await owner.getByLabel('邮箱').fill('mei@new.example')
    await owner.getByRole('button', { name: '发送邮件' }).click()
    await owner.getByText('请查收邮件').waitFor()
    await openNewestLetter(owner, 'mei@new.example')
    await owner.getByLabel('公司名称').fill('新航代运营')
    await owner.getByLabel('您的姓名').fill('梅')
    await owner.getByLabel('密码').fill('password1234')
    await owner.getByRole('button', { name: '创建公司' }).click()
    await owner.getByText('这个密码太容易被猜到').waitFor()
    await owner.getByLabel('密码').fill(testPassword)
    await owner.getByRole('button', { name: '创建公司' }).click()
    await owner.getByRole('heading', { name: '设置二次验证' }).waitFor()
    await owner.getByLabel('为确认是您本人').fill(testPassword)
    await owner.getByRole('button', { name: /继\s*续/ }).click()
    const secret = (await owner.getByTestId('totp-secret').textContent())!.trim()
    await at.shot(owner, 'enrol-zh')
    await typeCode(owner, codeFor(secret))
    await owner.getByRole('list', { name: '请保存恢复码' }).waitFor()
    expect(await owner.getByRole('list', { name: '请保存恢复码' }).getByRole('listitem').count()).toBe(10)
    await owner.getByRole('button', { name: '我已保存，继续' }).click()
    await owner.getByRole('button', { name: '我的账号: 梅' }).waitFor()
  })

  it('adds a client with a store', async () => {
    await owner.goto('/clients')
    await owner.getByRole('button', { name: '新建客户' }).first().click()
    await owner.getByLabel('客户名称').fill('北光家居')
    await owner.getByRole('button', { name: /保\s*存/ }).click()
    await owner
      .getByRole('row', { name: /北光家居/ })
      .getByRole('button', { name: /编\s*辑/ })
      .click()
    await owner.getByRole('button', { name: '添加店铺' }).click()
    await owner.getByLabel('店铺名称').fill('北光 US')
    await owner.getByRole('combobox', { name: '站点' }).click()
    await owner.getByTitle('US · amazon.com').click()
    // Elsewhere, so that the list closes and uncovers the button.
    await owner.getByLabel('店铺名称').click()
    await owner
      .getByRole('region', { name: '店铺' })
      .getByRole('button', { name: /保\s*存/ })
      .click()
    await owner.getByText('北美 · US').waitFor()
    await at.shot(owner, 'client-zh')
  })

  it('invites a colleague, who joins and sees that client', async () => {
    await owner.goto('/people')
    await owner.getByRole('button', { name: '邀请成员' }).click()
    await owner.getByLabel('对方邮箱').fill('yan@new.example')
    await owner.getByRole('combobox', { name: '角色' }).click()
    await owner.getByText('所分配客户的广告数据与导入').click()
    await owner.getByRole('button', { name: '发送邀请' }).click()
    await owner.getByText('邀请已发送至').waitFor()
    guest = await at.page()
    await openNewestLetter(guest, 'yan@new.example')
    await guest.getByRole('heading', { name: '加入 新航代运营' }).waitFor()
    await guest.getByLabel('您的姓名').fill('严')
    await guest.getByLabel('密码').fill(testPassword)
    await guest.getByRole('button', { name: '接受邀请' }).click()
    await guest.getByRole('heading', { name: '设置二次验证' }).waitFor()
    await guest.getByLabel('为确认是您本人').fill(testPassword)
    await guest.getByRole('button', { name: /继\s*续/ }).click()
    const secret = (await guest.getByTestId('totp-secret').textContent())!.trim()
    await typeCode(guest, codeFor(secret))
    await guest.getByRole('button', { name: '我已保存，继续' }).click()
    await guest.getByRole('button', { name: '我的账号: 严' }).waitFor()
    await guest.goto('/clients')
    await guest.getByRole('row', { name: /北光家居/ }).waitFor()
  })

  it('adds a passkey on this device and signs in with it alone', async () => {
    const devtools = await guest.context().newCDPSession(guest)
    await devtools.send('WebAuthn.enable')
    // The browser's own authenticator, whose holder puts the finger on it at once.
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await guest.goto('/account')
    await guest.getByRole('button', { name: '添加通行密钥' }).click()
    const drawer = guest.getByRole('dialog')
    await drawer.getByLabel('密码').fill(testPassword)
    await drawer.getByRole('button', { name: /下一步|继\s*续|确\s*认/ }).click()
    await drawer.getByLabel('通行密钥名称').fill('办公室电脑')
    await drawer.getByRole('button', { name: '添加通行密钥' }).click()
    await guest.getByText('办公室电脑').waitFor()
    await at.shot(guest, 'passkey-zh')
    await guest.getByRole('button', { name: '我的账号: 严' }).click()
    await guest.getByText('退出登录').click()
    await guest.getByRole('button', { name: '使用通行密钥登录' }).click()
    await guest.getByRole('button', { name: '我的账号: 严' }).waitFor()
  })

  it('closes the leaver, who is out at once', async () => {
    await owner.goto('/people')
    await owner.getByRole('button', { name: '严' }).click()
    await at.shot(owner, 'person-zh')
    await owner.getByRole('button', { name: '停用成员' }).click()
    const question = owner.getByRole('dialog').filter({ hasText: '停用 严？' })
    await question.getByText('所有登录会话立即结束').waitFor()
    await question.getByRole('button', { name: '停用成员' }).click()
    await owner.getByText('结束了 1 个登录会话').waitFor()
    await guest.reload()
    await guest.getByRole('heading', { name: '登录' }).waitFor()
  })
})

describe('one’s own account, in English and on a phone', () => {
  it('signs in with a code after a wrong password, shows its sessions, and signs out', async () => {
    const page = await at.page({ locale: 'en', width: 390, height: 844 })
    const { email } = at.people.person('wang')
    await page.goto('/people')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Address or password is wrong' }).waitFor()
    await at.shot(page, 'sign-in-phone-en')
    await page.getByLabel('Password', { exact: true }).fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByText('Enter the 6 digits').waitFor()
    await typeCode(page, await at.app.identity.seededCode(email))
    // Back where one wanted to go.
    await page.waitForURL(/\/people$/)
    await at.shot(page, 'people-phone')
    await page.goto('/account')
    await page.getByRole('heading', { level: 2 }).nth(3).waitFor()
    await at.shot(page, 'account-phone')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
