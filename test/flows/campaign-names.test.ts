import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeRevert, showBatch, voteOnBatch } from '#features/changes/api/changes.ts'
import { previewChanges, proposeChanges } from '#features/changes/api/propose.ts'
import { showWitness, witnessNow } from '#features/changes/api/witness.ts'
import { type Changing, openChanging } from '../support/changing.ts'

// A campaign's name from proposal to Amazon and back: agreed to like anything else, unique, witnessed, and without an effect.

let at: Changing
beforeAll(async () => {
  at = await openChanging()
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const nameOf = (id: string): string => {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return reads.adsTree(key).campaigns.find((one) => one.campaignId === id)!.name
}
const named = (campaignId: string, name: string) => ({ kind: 'sp.name', wish: { campaignId, name } })
const propose = async (wishes: ReturnType<typeof named>[]) =>
  (await at.agency.as('zhou')).call(proposeChanges, {
    params: params(),
    body: { storeId: at.store.storeId, marketplace: 'DE', title: 'Names', reason: 'R', wishes },
  })
const show = async (batchId: string) =>
  (await at.agency.as('zhou')).call(showBatch, { params: { ...params(), batchId } })
async function agree(batchId: string): Promise<void> {
  const { batch } = await show(batchId)
  await (
    await at.agency.as('wang')
  ).call(voteOnBatch, {
    params: { ...params(), batchId },
    body: { decision: 'approve', revision: batch.revision, contentHash: batch.contentHash },
  })
  await at.work()
}

describe('a campaign’s name', () => {
  it('is looked at before it is proposed: Amazon’s limits, and no other campaign’s name', async () => {
    const { campaignId } = at.campaign
    const problem = async (name: string) => {
      const { problems } = await (
        await at.agency.as('zhou')
      ).call(previewChanges, {
        params: params(),
        body: { storeId: at.store.storeId, marketplace: 'DE', wishes: [named(campaignId, name)] },
      })
      return problems[0]?.code ?? null
    }
    expect(await problem('n'.repeat(129))).toBe('name_too_long')
    expect(await problem('   ')).toBe('name_empty')
    expect(await problem(nameOf(at.otherCampaignId).toUpperCase())).toBe('name_taken')
    expect(await problem(nameOf(campaignId))).toBe('stands_already')
    expect(await problem('LAMP_Auto_All')).toBeNull()
  })

  it('changes once a second person has agreed, is read back, witnessed, said to have no effect, and taken back', async () => {
    const { campaignId } = at.campaign
    const before = nameOf(campaignId)
    const made = await propose([named(campaignId, ' LAMP_Manual_Exact ')])
    expect(made).toMatchObject({ approved: 0 })
    const [line] = (await show(made.batchId)).changes
    expect(line).toMatchObject({
      from: { name: before },
      to: { name: 'LAMP_Manual_Exact' },
      tier: 'second',
      expectation: { basis: 'none', reason: 'no_effect' },
    })
    await agree(made.batchId)
    expect(nameOf(campaignId)).toBe('LAMP_Manual_Exact')
    await at.sandbox.advance('PT1M')
    await at.work()
    expect((await show(made.batchId)).changes).toMatchObject([{ state: 'confirmed' }])
    const nora = await at.agency.as('nora')
    await nora.call(witnessNow, { params: params() })
    const { events } = await nora.call(showWitness, { params: params() })
    expect(events.filter((one) => one.field === 'name')).toMatchObject([
      { verdict: 'matched', objectId: campaignId },
    ])
    const back = await (
      await at.agency.as('zhou')
    ).call(proposeRevert, {
      params: params(),
      body: { batchId: made.batchId, title: 'Back', reason: 'R' },
    })
    await agree(back.batches[0]!)
    expect(nameOf(campaignId)).toBe(before)
  })

  it('that another campaign took meanwhile is refused, and so is the second of one name in a batch', async () => {
    const { campaignId } = at.campaign
    const taken = await propose([named(campaignId, 'LAMP_Taken')])
    const { reads } = at.sandbox.stage.market
    const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
    at.sandbox.stage.market.apply(
      key,
      { kind: 'campaign', campaignId: at.otherCampaignId, patch: { name: 'Lamp_taken' } },
      'somebody else',
    )
    await agree(taken.batchId)
    expect((await show(taken.batchId)).changes).toMatchObject([{ state: 'refused', reason: 'name_taken' }])
    const twins = await propose([named(campaignId, 'LAMP_Twin'), named(at.otherCampaignId, 'LAMP_Twin')])
    await agree(twins.batchId)
    const states = (await show(twins.batchId)).changes.map((one) => `${one.state} ${one.reason}`)
    expect(states.toSorted()).toEqual(['confirmed null', 'refused name_taken'])
  })
})
