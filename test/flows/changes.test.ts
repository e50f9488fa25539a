import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showHome } from '#features/cockpit/api/home.ts'
import * as api from '#features/changes/api/changes.ts'
import { proposeChanges, reviseBatch } from '#features/changes/api/propose.ts'
import * as govern from '#features/changes/api/govern.ts'
import { connectStore } from '../support/consent.ts'
import { type Sandbox } from '../support/sandbox.ts'
import { type Changing, openChanging } from '../support/changing.ts'
import type { Caller } from '../support/world.ts'

// A change from proposal to proof, through HTTP, jobs and the sandbox.

let at: Changing
let zhou: Caller
let wang: Caller
let nora: Caller
let sandbox: Sandbox

beforeAll(async () => {
  at = await openChanging()
  sandbox = at.sandbox
  zhou = await at.agency.as('zhou')
  wang = await at.agency.as('wang')
  nora = await at.agency.as('nora')
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const propose = (by: Caller, wishes: { kind: string; wish: Record<string, unknown> }[], title = 'Bids') =>
  by.call(proposeChanges, {
    params: params(),
    body: { storeId: at.store.storeId, marketplace: 'DE', title, reason: 'ACoS above target', wishes },
  })
const show = (by: Caller, batchId: string) => by.call(api.showBatch, { params: { ...params(), batchId } })
const vote = async (by: Caller, batchId: string, decision: 'approve' | 'reject' | 'ask', comment = '') => {
  const { batch } = await show(by, batchId)
  const { revision, contentHash } = batch
  return by.call(api.voteOnBatch, {
    params: { ...params(), batchId },
    body: { decision, revision, contentHash, comment },
  })
}

describe('a change', () => {
  it('within the limits is made at once, read back and on record', async () => {
    const keyword = at.keyword(0)
    const bid = (keyword.bidMinor * 1.1) / 100
    const made = await propose(zhou, [at.bid(keyword, bid)])
    expect(made).toMatchObject({ approved: 1, waiting: [] })
    await at.work()
    const { changes, timeline } = await show(nora, made.batchId)
    expect(changes).toMatchObject([
      { state: 'confirmed', tier: 'auto', label: expect.stringContaining(keyword.text) },
    ])
    expect(at.bidOf(keyword)).toBe(Math.round(bid * 100))
    expect(timeline.map((one) => one.event)).toEqual([
      'changes.proposed',
      'change.applied',
      'change.confirmed',
    ])
    expect(at.writes(keyword.targetId)).toHaveLength(1)
  })

  it('beyond them waits for a second person, who is not the one who proposed', async () => {
    const keyword = at.keyword(1)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.4) / 100)])
    expect(made).toMatchObject({ approved: 0, waiting: ['agency'] })
    await expect(vote(zhou, made.batchId, 'approve')).rejects.toMatchObject({ code: 'own_proposal' })
    await at.work()
    expect(at.writes(keyword.targetId)).toHaveLength(0)
    const inbox = await wang.call(api.listInbox)
    expect(inbox.mine.map((one) => one.batchId)).toContain(made.batchId)
    await vote(wang, made.batchId, 'approve')
    await at.work()
    expect((await show(wang, made.batchId)).changes[0]!.state).toBe('confirmed')
  })

  it('of the widest kind waits for the seller, whose second factor speaks', async () => {
    const keyword = at.keyword(2)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.9) / 100)])
    expect(made.waiting).toEqual(['client'])
    await expect(vote(wang, made.batchId, 'approve')).resolves.toMatchObject({
      approved: 0,
      waiting: ['client'],
    })
    const letter = await at.letterTo('nora')
    expect(letter).toContain('/approve/')
    const token = /\/approve\/(\S+)/.exec(letter)![1]!
    expect(await nora.call(api.openLink, { query: { token } })).toMatchObject({
      batchId: made.batchId,
      moved: false,
    })
    // Her home says so as well, one tap away.
    const { needs } = await nora.call(showHome, { params: { clientId: at.store.clientId } })
    expect(needs).toContainEqual(expect.objectContaining({ kind: 'approval', batchId: made.batchId }))
    await expect(nora.call(api.openLink, { query: { token: `${token}x` } })).rejects.toMatchObject({
      code: 'link_unknown',
    })
    // The same link goes into a chat, by whoever may see the batch; that it was made stands in the ledger.
    const place = { clientId: at.store.clientId, batchId: made.batchId }
    const chat = await zhou.call(api.makeLink, { params: place })
    expect(chat).toMatchObject({ link: expect.stringContaining(`/approve/${token}`), locale: 'zh-CN' })
    const { timeline } = await show(zhou, made.batchId)
    expect(timeline.filter((one) => one.event === 'changes.link_made')).toHaveLength(1)
    expect(JSON.stringify(timeline)).not.toContain(token)
    await vote(nora, made.batchId, 'approve')
    await at.work()
    expect((await show(nora, made.batchId)).changes[0]!.state).toBe('confirmed')
    await expect(zhou.call(api.makeLink, { params: place })).rejects.toMatchObject({ code: 'nothing_open' })
    expect(await nora.call(api.openLink, { query: { token } })).toMatchObject({ batchId: made.batchId })
  })

  it('is refused with the present value when somebody else has moved it', async () => {
    const keyword = at.keyword(3)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.4) / 100)])
    at.somebodyElse(keyword, keyword.bidMinor + 7)
    await vote(wang, made.batchId, 'approve')
    await at.work()
    expect((await show(zhou, made.batchId)).changes).toMatchObject([
      { state: 'refused', reason: 'value_moved' },
    ])
    expect(at.bidOf(keyword)).toBe(keyword.bidMinor + 7)
  })

  it('keeps half a batch when Amazon refuses the other half', async () => {
    const [one, two] = [at.keyword(4), at.keyword(5)]
    const made = await propose(zhou, [
      at.bid(one, (one.bidMinor * 1.1) / 100),
      at.bid(two, (two.bidMinor * 1.1) / 100),
    ])
    await at.work()
    expect((await show(zhou, made.batchId)).batch.counts).toEqual({ confirmed: 2 })
    const keyword = at.keyword(6)
    const other = await propose(zhou, [
      at.bid(keyword, (keyword.bidMinor * 1.4) / 100),
      at.bid(at.keyword(7), (at.keyword(7).bidMinor * 1.4) / 100),
    ])
    at.archive(at.keyword(7))
    await vote(wang, other.batchId, 'approve')
    await at.work()
    expect((await show(zhou, other.batchId)).batch.counts).toEqual({ confirmed: 1, refused: 1 })
  })

  it('stays open for one approver when two come at once', async () => {
    const keyword = at.keyword(8)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.4) / 100)])
    const lin = await at.agency.as('lin')
    const both = await Promise.allSettled([
      vote(wang, made.batchId, 'approve'),
      vote(lin, made.batchId, 'approve'),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await at.work()
    expect(at.writes(keyword.targetId)).toHaveLength(1)
  })

  it('is asked for again, and what was agreed to before does not count', async () => {
    const keyword = at.keyword(9)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.9) / 100)])
    const before = await show(nora, made.batchId)
    await vote(nora, made.batchId, 'ask', 'less, please')
    await zhou.call(reviseBatch, {
      params: { ...params(), batchId: made.batchId },
      body: { revision: 1, reason: 'less', wishes: [at.bid(keyword, (keyword.bidMinor * 1.6) / 100)] },
    })
    const { revision, contentHash } = before.batch
    await expect(
      nora.call(api.voteOnBatch, {
        params: { ...params(), batchId: made.batchId },
        body: { decision: 'approve', revision, contentHash },
      }),
    ).rejects.toMatchObject({ code: 'revision_moved' })
    await vote(nora, made.batchId, 'approve')
    await at.work()
    expect(at.bidOf(keyword)).toBe(Math.round(keyword.bidMinor * 1.6))
  })

  it('lapses undecided, and needs agreement anew when limits change meanwhile', async () => {
    const keyword = at.keyword(10)
    const lapsing = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.4) / 100)])
    await sandbox.advance('P8D')
    await at.work()
    expect((await show(zhou, lapsing.batchId)).changes[0]!.state).toBe('expired')

    const stop = await nora.call(govern.orderStop, {
      params: params(),
      body: { scope: 'client', reason: 'wait', target: '' },
    })
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.1) / 100)])
    await at.work()
    expect((await show(zhou, made.batchId)).changes[0]).toMatchObject({
      state: 'approved',
      waitsFor: `stop:${stop.stopId}`,
    })
    await expect(
      zhou.call(govern.liftStop, { params: { ...params(), stopId: stop.stopId } }),
    ).rejects.toMatchObject({ code: 'other_side' })
    await nora.call(govern.setPolicy, {
      params: params(),
      body: { mode: 'full', limits: { 'sp.bid': { auto: { ratio: 0.05 }, second: { ratio: 0.5 } } } },
    })
    await nora.call(govern.liftStop, { params: { ...params(), stopId: stop.stopId } })
    await sandbox.advance('PT2M')
    await at.work()
    expect((await show(zhou, made.batchId)).changes[0]).toMatchObject({
      state: 'proposed',
      reason: 'limits_changed',
    })
    // Whoever can agree is written to again.
    expect(await at.letterTo('wang')).toContain('/approve/')
    await vote(wang, made.batchId, 'approve')
    await at.work()
    expect((await show(zhou, made.batchId)).changes[0]!.state).toBe('confirmed')
    await nora.call(govern.setPolicy, {
      params: params(),
      body: { mode: 'full', limits: { 'sp.bid': { auto: { ratio: 0.2 }, second: { ratio: 0.5 } } } },
    })
  })

  it('is taken back as a new change; what somebody edited since is left alone and shown', async () => {
    const [one, two] = [at.keyword(11), at.keyword(12)]
    const made = await propose(zhou, [
      at.bid(one, (one.bidMinor * 1.1) / 100),
      at.bid(two, (two.bidMinor * 1.1) / 100),
    ])
    await at.work()
    at.somebodyElse(two, two.bidMinor + 31)
    const body = { batchId: made.batchId, title: 'Back' }
    const plan = await zhou.call(api.previewRevert, { params: params(), body })
    expect(plan.back).toHaveLength(1)
    expect(plan.conflicts).toMatchObject([{ present: { bid: ((two.bidMinor + 31) / 100).toFixed(2) } }])
    const back = await zhou.call(api.proposeRevert, { params: params(), body })
    expect(back).toMatchObject({ approved: 1, conflicts: 1 })
    await at.work()
    expect(at.bidOf(one)).toBe(one.bidMinor)
    expect(at.bidOf(two)).toBe(two.bidMinor + 31)
    const states = (await show(zhou, made.batchId)).changes.map((change) => change.state)
    expect(states).toEqual(['reverted', 'confirmed'])
  })

  it('of every kind reaches Amazon and comes back', async () => {
    const { campaign, group } = at
    const wishes = [
      { kind: 'sp.budget', wish: { campaignId: campaign.campaignId, dailyBudget: '33.30' } },
      { kind: 'sp.strategy', wish: { campaignId: campaign.campaignId, strategy: at.otherStrategy() } },
      { kind: 'sp.placement', wish: { campaignId: campaign.campaignId, top: 17 } },
      { kind: 'sp.state', wish: { entity: 'keywords', id: at.keyword(13).targetId, state: 'PAUSED' } },
      {
        kind: 'sp.negative',
        wish: {
          campaignId: group.campaignId,
          adGroupId: group.adGroupId,
          term: 'Gratis  Muster',
          matchType: 'NEGATIVE_EXACT',
        },
      },
      {
        kind: 'sp.negative',
        wish: { campaignId: group.campaignId, adGroupId: null, term: 'B0ABCDEF12', matchType: 'ASIN' },
      },
      {
        kind: 'sp.keyword',
        wish: {
          campaignId: group.campaignId,
          adGroupId: group.adGroupId,
          term: 'ganz neues wort',
          matchType: 'EXACT',
          bid: '0.61',
        },
      },
    ]
    const made = await propose(zhou, wishes, 'All kinds')
    await vote(wang, made.batchId, 'approve')
    await vote(nora, made.batchId, 'approve').catch(() => null)
    await at.work()
    const seen = await show(zhou, made.batchId)
    expect(seen.changes.map(({ kind, state, reason }) => [kind, state, reason])).toEqual(
      wishes.map(({ kind }) => [kind, 'confirmed', null]),
    )
    const back = await zhou.call(api.proposeRevert, {
      params: params(),
      body: { batchId: made.batchId, title: 'All back' },
    })
    for (const batchId of back.batches) {
      await vote(wang, batchId, 'approve').catch(() => null)
      await vote(nora, batchId, 'approve').catch(() => null)
    }
    await at.work()
    const after = await show(zhou, made.batchId)
    expect(after.changes.map(({ kind, state }) => [kind, state])).toEqual(
      wishes.map(({ kind }) => [kind, 'reverted']),
    )
  })

  it('is advice only where the seller carries everything out', async () => {
    await nora.call(govern.setPolicy, { params: params(), body: { mode: 'advice', limits: {} } })
    const keyword = at.keyword(14)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.1) / 100)])
    expect(made.waiting).toEqual(['client'])
    await vote(nora, made.batchId, 'approve')
    await at.work()
    expect((await show(zhou, made.batchId)).changes[0]!.state).toBe('advised')
    expect(at.writes(keyword.targetId)).toHaveLength(0)
    await nora.call(govern.setPolicy, { params: params(), body: { mode: 'full', limits: {} } })
  })

  it('goes by a standing approval up to its ceiling, and by a deputy while somebody is away', async () => {
    const now = sandbox.stage.now()
    const later = new Date(now + 20 * 86_400_000).toISOString()
    const chen = await at.agency.as('chen')
    await wang.call(govern.delegateApproval, {
      params: params(),
      body: {
        toPersonId: at.agency.person('chen').personId,
        startsAt: new Date(now).toISOString(),
        endsAt: later,
      },
    })
    const keyword = at.keyword(15)
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.4) / 100)])
    await vote(chen, made.batchId, 'approve')
    await at.work()
    const seen = await show(zhou, made.batchId)
    expect(seen.changes[0]!.state).toBe('confirmed')
    expect(seen.votes).toMatchObject([{ personName: '陈思齐', forPersonName: '王致远' }])
  })

  it('cannot leave without a consent that allows it', async () => {
    const keyword = at.keyword(16)
    await connectStore(await at.agency.as('lin'), sandbox, at.store, 'all', {
      api: 'ads',
      granted: ['advertising_view'],
    })
    const made = await propose(zhou, [at.bid(keyword, (keyword.bidMinor * 1.1) / 100)])
    await at.work()
    expect((await show(zhou, made.batchId)).changes).toMatchObject([
      { state: 'refused', reason: 'outside_grant' },
    ])
  })
})
