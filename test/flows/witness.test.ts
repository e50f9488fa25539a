import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#features/changes/api/changes.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import * as govern from '#features/changes/api/govern.ts'
import * as witness from '#features/changes/api/witness.ts'
import { type Changing, openChanging } from '../support/changing.ts'
import { lettersTo } from '../support/mailbox.ts'

// Amazon's own records beside the ledger, and stops that end work in flight.

let at: Changing
/** Called as each write leaves for Amazon. */
let onWrite: (() => Promise<void>) | null = null
let swallow = false

beforeAll(async () => {
  at = await openChanging((fetch) => async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const writes = init?.method === 'PUT' && url.includes('/sp/')
    const act = onWrite
    if (writes && act !== null) {
      onWrite = null
      await act()
    }
    if (writes && swallow) {
      swallow = false
      // Amazon's answer says yes, and nothing has happened there.
      const { keywords } = JSON.parse(init.body as string) as { keywords: { keywordId: string }[] }
      const success = keywords.map((one, index) => ({ index, keywordId: one.keywordId }))
      return Response.json({ keywords: { success, error: [] } }, { status: 207 })
    }
    return fetch(input, init)
  })
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const propose = async (wishes: { kind: string; wish: Record<string, unknown> }[]) =>
  (await at.agency.as('zhou')).call(proposeChanges, {
    params: params(),
    body: { storeId: at.store.storeId, marketplace: 'DE', title: 'T', reason: '', wishes },
  })
const read = async () => {
  const nora = await at.agency.as('nora')
  await nora.call(witness.witnessNow, { params: params() })
  return nora.call(witness.showWitness, { params: params() })
}

describe('the witness', () => {
  it('matches what we did, finds what somebody else did, and tells both sides', async () => {
    const [mine, theirs] = [at.keyword(0), at.keyword(1)]
    await propose([at.bid(mine, (mine.bidMinor * 1.1) / 100)])
    await at.work()
    at.somebodyElse(theirs, theirs.bidMinor + 9)
    const { counts, events } = await read()
    expect(counts).toMatchObject({ matched: 1, unlogged: 1, explained: 0, notSeen: 0 })
    const found = events.find((one) => one.verdict === 'unlogged')!
    expect(found).toMatchObject({ objectId: theirs.targetId, field: 'bid', conflict: true })
    expect(events.find((one) => one.verdict === 'matched')).toMatchObject({ objectId: mine.targetId })
    for (const person of ['zhou', 'nora']) {
      const [letter] = await lettersTo(at.world, at.agency.person(person).email)
      expect(letter?.subject).toContain('台账')
    }
    const nora = await at.agency.as('nora')
    await nora.call(witness.explainEvent, {
      params: { ...params(), eventId: found.eventId! },
      body: { text: '我在后台手动调的' },
    })
    expect((await read()).counts).toMatchObject({ unlogged: 1, explained: 1 })
  })

  it('says a second writing of our own value by somebody else is not ours', async () => {
    const keyword = at.keyword(2)
    const made = await propose([at.bid(keyword, (keyword.bidMinor * 1.1) / 100)])
    await at.work()
    const ours = at.bidOf(keyword)!
    at.somebodyElse(keyword, keyword.bidMinor)
    at.somebodyElse(keyword, ours)
    const { events } = await read()
    const about = events.filter((one) => one.objectId === keyword.targetId)
    expect(about.map((one) => one.verdict).toSorted()).toEqual(['matched', 'unlogged', 'unlogged'])
    expect(about.filter((one) => one.batchId === made.batchId)).toHaveLength(1)
  })

  it('misses at Amazon what the ledger has', async () => {
    const keyword = at.keyword(3)
    swallow = true
    const made = await propose([at.bid(keyword, (keyword.bidMinor * 1.1) / 100)])
    await at.work()
    for (let round = 0; round < 20; round++) {
      await at.sandbox.advance('PT1M')
      await at.work()
    }
    const zhou = await at.agency.as('zhou')
    const { changes } = await zhou.call(api.showBatch, { params: { ...params(), batchId: made.batchId } })
    expect(changes).toMatchObject([{ state: 'contradicted', reason: 'not_visible' }])
    await at.sandbox.advance('PT3H')
    const { counts, events } = await read()
    expect(counts.notSeen).toBe(1)
    expect(events.find((one) => one.verdict === 'not_seen')).toMatchObject({ batchId: made.batchId })
  })

  it('signs for a month on paper', async () => {
    const nora = await at.agency.as('nora')
    for (const lang of ['zh', 'en']) {
      const answer = await nora.ask(witness.downloadCertificate, {
        params: params(),
        query: { month: '2026-11', lang },
      })
      expect(answer.status).toBe(200)
      expect(String(answer.body).startsWith('%PDF')).toBe(true)
    }
  })
})

it('a stop lets the call that is under way end, and nothing after it leaves', async () => {
  const [one, two] = [at.keyword(5), at.keyword(6)]
  const nora = await at.agency.as('nora')
  onWrite = async () => {
    await nora.call(govern.orderStop, {
      params: params(),
      body: { scope: 'client', reason: 'stop', until: null },
    })
  }
  const made = await propose([
    at.bid(one, (one.bidMinor * 1.1) / 100),
    {
      kind: 'sp.budget',
      wish: {
        campaignId: at.campaign.campaignId,
        dailyBudget: (at.campaign.dailyBudgetMinor / 100 + 1).toFixed(2),
      },
    },
    at.bid(two, (two.bidMinor * 1.1) / 100),
  ])
  expect(made.approved).toBe(3)
  await at.work()
  const { changes } = await nora.call(api.showBatch, { params: { ...params(), batchId: made.batchId } })
  const states = new Map(Map.groupBy(changes, (each) => each.kind).entries())
  expect(states.get('sp.bid')!.map((each) => each.state)).toEqual(['confirmed', 'confirmed'])
  expect(states.get('sp.budget')).toMatchObject([
    { state: 'approved', waitsFor: expect.stringContaining('stop:') },
  ])
})
