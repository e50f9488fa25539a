import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeChanges } from '#features/changes/api/propose.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { openSandbox } from '../support/sandbox.ts'
import { testPassword } from '../support/world.ts'
import { barriers } from './barriers.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// Who has no mouse does the day's work from the keyboard, and who hears the screen finds every control named.

let at: BrowserWorld
let changing: Changing
let batchId: string
const place = (): string => `/clients/${changing.store.clientId}`
const ads = (): string => `${place()}/ads?store=${changing.store.storeId}&market=DE`
const campaign = (): string => `${ads()}&campaign=${changing.campaign.campaignId}`

beforeAll(async () => {
  const sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  changing = await changingIn(at, at.people, sandbox)
  // The settings and figures of the ads come as reports, which Amazon takes its time for.
  for (let run = 0; run < 4; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
  const zhou = await at.people.as('zhou')
  const wishes = [5, 6].map((index) => {
    const keyword = changing.keyword(index)
    return changing.bid(keyword, (keyword.bidMinor * 0.7) / 100)
  })
  const body = {
    storeId: changing.store.storeId,
    marketplace: 'DE',
    title: '降低低效词竞价',
    reason: '点击多而无订单',
    wishes,
  }
  ;({ batchId } = await zhou.call(proposeChanges, {
    params: { clientId: changing.store.clientId },
    body,
  }))
  await at.settle()
}, 900_000)
afterAll(() => at?.close())

/** Steps through the page until the focus stands there, as somebody does who knows where they want to. */
async function stepTo(page: Page, there: Locator): Promise<void> {
  await there.waitFor()
  for (let step = 0; step < 200; step++) {
    if (await isFocused(there)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the focus never came to ${there}`)
}

const isFocused = (there: Locator): Promise<boolean> =>
  there.evaluate((element) => element === document.activeElement)

describe('without a mouse', () => {
  it('somebody signs in, opens what waits for them, reads it and approves', async () => {
    const page = await at.page()
    await page.goto('/sign-in?back=/approvals')
    const wang = at.people.person('wang')
    await page.getByLabel('邮箱').waitFor()
    expect(await isFocused(page.getByLabel('邮箱'))).toBe(true)
    await page.keyboard.type(wang.email)
    await stepTo(page, page.getByLabel('密码', { exact: true }))
    await page.keyboard.type(testPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '二次验证' }).waitFor()
    await page.keyboard.type(await at.app.identity.seededCode(wang.email))
    await stepTo(page, page.getByRole('link', { name: /降低低效词竞价/ }))
    await page.keyboard.press('Enter')
    await page.getByText('点击多而无订单').waitFor()
    await stepTo(page, page.getByRole('button', { name: '批准全部 2 项' }))
    await page.keyboard.press('Enter')
    await page.getByText('已批准，正在执行').waitFor()
  })

  it('somebody filters a column of the workbench, ticks rows and proposes', async () => {
    const page = await at.page({ as: 'zhou' })
    await page.goto(campaign())
    const filter = page.getByRole('button', { name: '筛选：状态' }).first()
    await stepTo(page, filter)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: '筛选：状态' })
    expect(await isFocused(panel.getByRole('checkbox').first())).toBe(true)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    expect(await isFocused(filter)).toBe(true)

    await page.keyboard.press('Enter')
    await stepTo(page, panel.getByRole('checkbox', { name: '已启用' }))
    await page.keyboard.press('Space')
    await stepTo(page, panel.getByRole('button', { name: /确\s*定/ }))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '清除全部筛选' }).waitFor()
    expect(await isFocused(filter)).toBe(true)

    for (const row of [0, 1, 2]) {
      await stepTo(page, page.getByRole('checkbox', { name: /^选择 / }).nth(row))
      await page.keyboard.press('Space')
    }
    const adjust = page.getByRole('button', { name: '调整竞价', exact: true })
    await stepTo(page, adjust)
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog', { name: '调整竞价' })
    await drawer.waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(await isFocused(adjust)).toBe(true)

    await page.keyboard.press('Enter')
    await stepTo(page, drawer.getByRole('button', { name: /预览影响/ }))
    await page.keyboard.press('Enter')
    await stepTo(page, drawer.getByLabel('理由'))
    await page.keyboard.type('近 30 天 ACoS 低于目标')
    await stepTo(page, drawer.getByRole('button', { name: /提出 \d+ 项改动/ }))
    await page.keyboard.press('Enter')
    await drawer.getByText('已提出').waitFor()
  })
})

describe.each([
  { locale: 'zh-CN', width: 1440, dark: false },
  { locale: 'en', width: 390, dark: true },
] as const)('nothing keeps anybody out in $locale at $width pixels (dark: $dark):', (look) => {
  const opened = new Map<string, Promise<Page>>()
  /** One window for each person, for all pages. */
  const windowOf = (as: string): Promise<Page> => {
    const found = opened.get(as) ?? at.page({ ...look, ...(as === 'nobody' ? {} : { as }) })
    opened.set(as, found)
    return found
  }
  it.each<[string, string, () => string]>([
    ['the sign-in', 'nobody', () => '/sign-in'],
    ['the cockpit', 'lin', () => '/'],
    ['a client’s overview', 'lin', place],
    ['the contract', 'lin', () => `${place()}/contract`],
    ['the approvals', 'nora', () => '/approvals'],
    ['the owner’s home', 'nora', () => `${place()}/home`],
    ['a batch', 'zhou', () => `${place()}/changes/${batchId}`],
    ['the campaigns', 'zhou', ads],
    ['the workbench', 'zhou', campaign],
  ])(
    '%s',
    async (_, as, path) => {
      const page = await windowOf(as)
      await page.goto(path())
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await barriers(page)).toEqual([])
    },
    60_000,
  )
})
