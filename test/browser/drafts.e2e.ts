import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A draft saves itself, outlives its tab, and lets nobody overwrite another unseen.

let at: BrowserWorld
let path: string

beforeAll(async () => {
  at = await openBrowserWorld('2026-11-30T15:50:00Z')
  path = `/clients/${at.people.clients[0]!.clientId}/plan`
})
afterAll(() => at?.close())

it('is saved without a button, kept when the connection and the tab are gone, and asks when two have written', async () => {
  const lin = await at.page({ as: 'lin' })
  await lin.goto(path)
  await lin.getByRole('button', { name: '起草方案' }).click()
  const summary = (page: typeof lin) => page.getByLabel('说明', { exact: true })
  await summary(lin).fill('第一稿')
  await lin.getByText('有未保存的修改').waitFor()
  await lin.getByText(/已自动保存 .*林/).waitFor()
  await lin.reload()
  await summary(lin).waitFor()
  expect(await summary(lin).inputValue()).toBe('第一稿')

  // The server is out of reach, and the tab is closed.
  const saves = '**/plan/draft'
  await lin.route(saves, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await summary(lin).fill('断网时写的')
  await lin.getByText('暂时连不上服务器').waitFor()
  const again = await lin.context().newPage()
  await lin.close()
  await again.goto(path)
  await again.getByText(/已自动保存/).waitFor()
  expect(await summary(again).inputValue()).toBe('断网时写的')

  const wang = await at.page({ as: 'wang' })
  await wang.goto(path)
  await summary(wang).fill('王的版本')
  await wang.getByText(/已自动保存 .*王/).waitFor()
  await summary(again).fill('林的版本')
  await again.getByText('他人在您修改期间保存了草稿').waitFor()
  expect(await summary(again).inputValue()).toBe('林的版本')
  expect(await again.getByRole('button', { name: '提交双方签署' }).isDisabled()).toBe(true)
  await again.getByRole('button', { name: '用我的覆盖' }).click()
  await again.getByText(/已自动保存 .*林/).waitFor()
  await summary(wang).fill('王又改')
  await wang.getByRole('button', { name: '采用对方的，放弃我的修改' }).click()
  await wang.getByText(/已自动保存 .*林/).waitFor()
  expect(await summary(wang).inputValue()).toBe('林的版本')
})
