import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#features/changes/api/changes.ts'
import { proposeChanges, reviseBatch } from '#features/changes/api/propose.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A batch that is asked for otherwise, revised, approved with others in one go, and taken back in part.

let at: BrowserWorld
let changing: Changing
let asked = ''
const place = () => ({ clientId: changing.store.clientId })
const phone = { width: 390, height: 844 }

type Wishes = { kind: string; wish: Record<string, unknown> }[]

beforeAll(async () => {
  const sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  changing = await changingIn(at, at.people, sandbox)
})
afterAll(() => at?.close())

async function propose(title: string, wishes: Wishes): Promise<string> {
  const zhou = await at.people.as('zhou')
  const { storeId } = changing.store
  const { batchId } = await zhou.call(proposeChanges, {
    params: place(),
    body: { storeId, marketplace: 'DE', title, reason: '旺季备战', wishes },
  })
  await at.settle()
  return batchId
}

const raised = (from: number, count: number): Wishes =>
  Array.from({ length: count }, (_, index) => {
    const keyword = changing.keyword(from + index)
    return changing.bid(keyword, (keyword.bidMinor * 1.8) / 100)
  })

const batchPath = (batchId: string): string => `/clients/${place().clientId}/changes/${batchId}`

describe('a batch', () => {
  it('is asked for otherwise by the seller, on a phone', async () => {
    const { campaignId } = changing.campaign
    const { adGroupId } = changing.group
    const term = { campaignId, adGroupId, matchType: 'EXACT' }
    asked = await propose('旺季提价与加词', [
      ...raised(0, 2),
      { kind: 'sp.placement', wish: { campaignId, top: 500 } },
      { kind: 'sp.strategy', wish: { campaignId, strategy: changing.otherStrategy() } },
      { kind: 'sp.keyword', wish: { ...term, term: 'lamp for the winter', bid: '0.90' } },
    ])
    const nora = await at.page({ as: 'nora', ...phone })
    await nora.goto(batchPath(asked))
    await nora.getByRole('textbox', { name: /说明/ }).fill('竞价提得太多，广告位先不动')
    await nora.getByRole('button', { name: '要求修改' }).click()
    await nora.getByText('已请提出人修改').waitFor()
    await nora.getByText('审批人要求修改').waitFor()
    expect(await illegible(nora)).toEqual([])
    await at.shot(nora, 'revise-asked-phone-zh')
  })

  it('is revised by whoever proposed it', async () => {
    const en = await at.page({ as: 'zhou', locale: 'en', ...phone })
    await en.goto(batchPath(asked))
    await en.getByText('Another version was asked for', { exact: true }).waitFor()
    await en.getByRole('button', { name: 'Revise', exact: true }).click()
    await en.getByRole('button', { name: 'Propose 5 items again' }).waitFor()
    expect(await illegible(en)).toEqual([])
    await at.shot(en, 'revise-modal-phone-en')
    const zhou = await at.page({ as: 'zhou' })
    await zhou.goto(batchPath(asked))
    await zhou.getByText('Nora：竞价提得太多，广告位先不动').waitFor()
    await at.shot(zhou, 'revise-asked-zh')
    await zhou.getByRole('button', { name: '修改后重新提交' }).click()
    const dialog = zhou.getByRole('dialog')
    const first = changing.keyword(0)
    const bid = dialog.getByRole('spinbutton', { name: new RegExp(`${first.text} .*竞价`) }).first()
    await bid.fill((first.bidMinor / 100).toFixed(2))
    await dialog.getByText('与原值相同，请改值或剔除').waitFor()
    expect(await dialog.getByRole('button', { name: '重新提交 5 项' }).isDisabled()).toBe(true)
    await at.shot(zhou, 'revise-modal-wrong-zh')
    await bid.fill('3.01')
    await dialog
      .getByRole('checkbox', { name: `剔除：${changing.campaign.name}` })
      .first()
      .check()
    await dialog.getByRole('textbox', { name: '理由' }).fill('按意见下调，广告位不动')
    await dialog.getByRole('button', { name: '重新提交 4 项' }).waitFor()
    expect(await illegible(zhou)).toEqual([])
    await at.shot(zhou, 'revise-modal-zh')
    await dialog.getByRole('button', { name: '重新提交 4 项' }).click()
    await zhou.getByText('已提交第 2 版，等待批准').waitFor()
    await zhou.getByRole('heading', { name: '第 2 版' }).waitFor()
    await zhou.getByText('按意见下调，广告位不动').waitFor()
    expect(await zhou.getByText('审批人要求修改').count()).toBe(0)
    await at.shot(zhou, 'revise-after-zh')
  })

  it('is approved together with others; the one that moved meanwhile is named', async () => {
    await propose('提高长尾词竞价', raised(3, 2))
    const moving = await propose('提高品牌词竞价', raised(6, 2))
    const page = await at.page({ as: 'nora', ...phone })
    await page.goto('/approvals')
    await page.getByRole('checkbox', { name: '选择：旺季提价与加词' }).check()
    await page.getByRole('checkbox', { name: '选择：提高长尾词竞价' }).check()
    await page.getByRole('checkbox', { name: '选择：提高品牌词竞价' }).check()
    await page.getByRole('button', { name: '批准选中的 3 批' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'bulk-phone-zh')
    const zhou = await at.people.as('zhou')
    await zhou.call(reviseBatch, {
      params: { ...place(), batchId: moving },
      body: { revision: 1, reason: '只改一个', wishes: raised(6, 1) },
    })
    await page.getByRole('button', { name: '批准选中的 3 批' }).click()
    await page.getByText('已批准 2 批（其中 1 批还需其他人同意），1 批没有批准成功').waitFor()
    await page.getByText(/提高品牌词竞价：提议已被修改/).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'bulk-done-phone-zh')
    await changing.work()
    expect(changing.bidOf(changing.keyword(0))).toBe(301)
    const wide = await at.page({ as: 'nora', locale: 'en' })
    await wide.goto('/approvals')
    await wide.getByRole('checkbox', { name: 'Choose: 提高品牌词竞价' }).check()
    await at.shot(wide, 'bulk-en')
    await wide.getByRole('button', { name: 'Approve the chosen batch' }).click()
    await wide.getByText('1 batch approved').waitFor()
    await at.shot(wide, 'bulk-done-en')
    await changing.work()
  })

  it('is taken back in part', async () => {
    const batchId = await propose('下周试投', raised(10, 2))
    const nora = await at.people.as('nora')
    const params = { ...place(), batchId }
    const { batch } = await nora.call(api.showBatch, { params })
    const { revision, contentHash } = batch
    await nora.call(api.voteOnBatch, { params, body: { decision: 'approve', revision, contentHash } })
    await changing.work()
    const kept = changing.keyword(10)
    const back = changing.keyword(11)
    const page = await at.page({ as: 'wang', locale: 'en' })
    await page.goto(batchPath(batchId))
    await page.getByRole('button', { name: 'Take back', exact: true }).waitFor()
    await page
      .getByRole('checkbox', { name: new RegExp(`^${back.text} `) })
      .first()
      .check()
    await at.shot(page, 'revert-some-en')
    await page.getByRole('button', { name: 'Take back the 1 chosen' }).click()
    await page.getByText('1 will be restored').waitFor()
    await page.getByRole('button', { name: 'Propose to take back' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(`/${batchId}`))
    const revert = page.url().split('/').at(-1)!
    const shown = await nora.call(api.showBatch, { params: { ...place(), batchId: revert } })
    expect(shown.changes.map((one) => one.objectId)).toEqual([back.targetId])
    expect(shown.changes.map((one) => one.objectId)).not.toContain(kept.targetId)
    const small = await at.page({ as: 'wang', ...phone })
    await small.goto(batchPath(batchId))
    await small.getByRole('button', { name: /^撤\s*回$/ }).waitFor()
    await small.getByRole('checkbox').first().check()
    await small.getByRole('button', { name: '撤回选中的 1 项' }).waitFor()
    expect(await illegible(small)).toEqual([])
    await at.shot(small, 'revert-some-phone-zh')
  })
})
