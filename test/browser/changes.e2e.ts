import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#features/changes/api/changes.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// What waits for somebody's word, deciding it on a phone, what came of it, and Amazon's own records beside it.

let at: BrowserWorld
let changing: Changing
const place = () => ({ clientId: changing.store.clientId })

beforeAll(async () => {
  const sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  changing = await changingIn(at, at.people, sandbox)
})
afterAll(() => at?.close())

async function propose(title: string, factor: number, from: number, count: number): Promise<string> {
  const zhou = await at.people.as('zhou')
  const wishes = Array.from({ length: count }, (_, index) => {
    const keyword = changing.keyword(from + index)
    return changing.bid(keyword, (keyword.bidMinor * factor) / 100)
  })
  const { batchId } = await zhou.call(proposeChanges, {
    params: place(),
    body: {
      storeId: changing.store.storeId,
      marketplace: 'DE',
      title,
      reason: '近两周 ACoS 低于目标',
      wishes,
    },
  })
  await at.settle()
  return batchId
}

async function agree(who: string, batchId: string): Promise<void> {
  const person = await at.people.as(who)
  const params = { ...place(), batchId }
  const { batch } = await person.call(api.showBatch, { params })
  const { revision, contentHash } = batch
  await person.call(api.voteOnBatch, { params, body: { decision: 'approve', revision, contentHash } })
}

describe('the approvals', () => {
  it('are decided by the seller on a phone in three taps', async () => {
    await propose('旺季前提高核心词竞价', 1.8, 0, 3)
    const page = await at.page({ as: 'nora', width: 390, height: 844 })
    await page.goto('/approvals')
    await page.getByText('旺季前提高核心词竞价').waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'approvals-phone-zh')
    await page.getByRole('link', { name: /旺季前提高核心词竞价/ }).click()
    await page.getByRole('button', { name: '批准全部 3 项' }).waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'batch-phone-zh')
    await page.getByRole('button', { name: '批准全部 3 项' }).click()
    await page.getByText('已批准，正在执行').waitFor()
    await changing.work()
    await page.reload()
    await page
      .getByText(/已生效（读回一致）/)
      .first()
      .waitFor()
  })

  it('say who may not, and why, and what would be taken back', async () => {
    const batchId = await propose('降低低效词竞价', 0.7, 5, 2)
    const zhou = await at.page({ as: 'zhou' })
    await zhou.goto(`/clients/${place().clientId}/changes/${batchId}`)
    await zhou.getByText(/这是您自己提出的/).waitFor()
    await at.shot(zhou, 'batch-own-zh')
    const wang = await at.page({ as: 'wang', locale: 'en' })
    await wang.goto(`/clients/${place().clientId}/changes/${batchId}`)
    await wang.getByRole('button', { name: 'Approve all 2' }).waitFor()
    expect(await illegible(wang)).toEqual([])
    await at.shot(wang, 'batch-en')
    await wang.getByRole('button', { name: 'Approve all 2' }).click()
    await wang.getByText('Approved, being made now').waitFor()
    await changing.work()
    changing.somebodyElse(changing.keyword(6), 77)
    await wang.reload()
    await wang.getByRole('button', { name: 'Take back' }).click()
    await wang.getByText('1 will be restored').waitFor()
    await wang.getByText('1 were changed by somebody since and stay as they are').waitFor()
    await at.shot(wang, 'revert-en')
    await wang.getByRole('button', { name: 'Propose to take back' }).click()
    await wang
      .getByText(/Proposed/)
      .first()
      .waitFor()
    await wang.waitForURL((url) => !url.pathname.endsWith(`/${batchId}`))
    await agree('lin', wang.url().split('/').at(-1)!)
    await changing.work()
    const page = await at.page({ as: 'nora' })
    await page.goto(`/clients/${place().clientId}/changes`)
    await page.getByText('降低低效词竞价').first().waitFor()
    expect(await illegible(page)).toEqual([])
    await at.shot(page, 'changes-zh')
    await page.getByText('逐项').click()
    await page.getByText('已撤回').first().waitFor()
    await at.shot(page, 'changes-single-zh')
  })
})

it('the witness shows what was done outside the ledger, and takes an explanation', async () => {
  changing.somebodyElse(changing.keyword(8), 66)
  const page = await at.page({ as: 'nora' })
  await page.goto(`/clients/${place().clientId}/witness`)
  await page.getByRole('button', { name: '立即对账' }).click()
  await page.getByText('已读取亚马逊的最新记录').waitFor()
  await page.getByText(/处差异尚未说明/).waitFor()
  expect(await illegible(page)).toEqual([])
  await at.shot(page, 'witness-zh')
  await page.getByRole('button', { name: '说明来由' }).first().click()
  await page.getByRole('textbox', { name: /这项改动是谁/ }).fill('我在后台手动调的')
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('已记录到台账').waitFor()
  const phone = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
  await phone.goto(`/clients/${place().clientId}/witness`)
  await phone.getByText(/not explained yet/).waitFor()
  expect(await illegible(phone)).toEqual([])
  await at.shot(phone, 'witness-phone-en')
  const ledger = await at.page({ as: 'nora', locale: 'en' })
  await ledger.goto(`/clients/${place().clientId}/changes`)
  await ledger.getByText('降低低效词竞价').first().waitFor()
  await at.shot(ledger, 'changes-en')
})
