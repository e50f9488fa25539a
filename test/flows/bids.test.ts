import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#features/ads/api/bids.ts'
import { showAdMoves } from '#features/ads/api/moves.ts'
import { previewChanges, proposeChanges } from '#features/changes/api/propose.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// From a goal to bids that can be proposed, replayed and set aside.

let at: Synced
beforeAll(async () => {
  at = await openSynced()
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const show = () => at.lin.call(api.showBidding, { params: params(), query: place() })

describe('what changed', () => {
  it('says nothing before there are figures', async () => {
    expect(await moves()).toMatchObject({ spans: null, campaigns: [] })
  })
})

describe('before the first sync', () => {
  it('nothing can be steered', async () => {
    expect(await show()).toEqual({ goals: [], acosRatio: null, run: null })
    const answer = await at.lin.ask(api.setBidGoal, {
      params: params(),
      body: { ...place(), kind: 'acos', numbers: { targetRatio: 0.25 } },
    })
    expect(answer.body).toMatchObject({ code: 'no_ad_settings' })
  })
})

describe('after the first sync', () => {
  it('a goal that lacks its number is refused, another is kept with who set it', async () => {
    await at.inStep()
    const asked = await at.lin.ask(api.decideBidsNow, { params: params(), body: place() })
    expect(asked.body).toMatchObject({ code: 'goal_missing' })
    const short = await at.lin.ask(api.setBidGoal, {
      params: params(),
      body: { ...place(), kind: 'profit', numbers: {} },
    })
    expect(short.body).toMatchObject({ code: 'goal_incomplete' })
    for (const targetRatio of [0.4, 0.2])
      await at.lin.call(api.setBidGoal, {
        params: params(),
        body: { ...place(), kind: 'acos', numbers: { targetRatio } },
      })
    const { goals, acosRatio } = await show()
    expect(goals.map((one) => one.numbers.targetRatio)).toEqual([0.2, 0.4])
    expect(goals[0]!.setByName).not.toBe('')
    expect(acosRatio).toBeGreaterThan(0)
  })

  it('every running target gets a bid with reasons, and the same snapshot gives the same bids', async () => {
    const { runId } = await at.lin.call(api.decideBidsNow, { params: params(), body: place() })
    const { run } = await show()
    expect(run).toMatchObject({ runId, pack: 'bids-3' })
    const { reads } = at.sandbox.stage.market
    const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
    const tree = reads.adsTree(key)
    const on = new Set(tree.campaigns.filter((one) => one.state === 'enabled').map((one) => one.campaignId))
    const groups = new Set(
      tree.adGroups
        .filter((one) => one.state === 'enabled' && on.has(one.campaignId))
        .map((one) => one.adGroupId),
    )
    const running = tree.targets.filter((one) => one.state === 'enabled' && groups.has(one.adGroupId))
    expect(run!.totals.targets).toBe(running.length)
    const { rows, counts } = await decisions({ show: 'all' })
    expect(rows.length).toBe(running.length)
    expect(rows.every((row) => row.grounds.length > 0)).toBe(true)
    expect(counts['raised']! + counts['lowered']!).toBe(counts['changed']!)
    expect(await at.lin.call(api.replayBids, { params: { ...params(), runId } })).toMatchObject({
      same: true,
    })
  })

  it('what Amazon suggests stands beside each decision, as evidence and not in the snapshot', async () => {
    const { rows, suggestedOn } = await decisions({ show: 'all' })
    expect(suggestedOn).not.toBeNull()
    expect(rows.every((row) => row.suggested !== null)).toBe(true)
    const { low, middle, high } = rows[0]!.suggested!
    expect(Number(low) < Number(middle) && Number(middle) < Number(high)).toBe(true)
    const [kept] = await at.rows<{ snapshot: Buffer }>(
      'select snapshot from bid_run order by id desc limit 1',
    )
    expect(gunzipSync(kept!.snapshot).toString()).not.toContain('suggested')
  })

  it('exploring is in the snapshot with its bounds, among the totals, and off until it is switched on', async () => {
    const goal = async (explore: boolean) => {
      const numbers = { targetRatio: 0.2, explore }
      await at.lin.call(api.setBidGoal, { params: params(), body: { ...place(), kind: 'acos', numbers } })
      return at.lin.call(api.decideBidsNow, { params: params(), body: place() })
    }
    expect((await show()).run!.totals.explored).toBeNull()
    await goal(true)
    const explored = (await decisions({ show: 'explored' })).rows
    expect((await show()).run!.totals.explored?.targets ?? 0).toBe(explored.length)
    expect(explored.length).toBeGreaterThan(0)
    for (const { grounds } of explored)
      expect(grounds.find((one) => one.code === 'bid.explore')!.data).toMatchObject({ days: 43 })
    expect(
      await at.lin.call(api.replayBids, { params: { ...params(), runId: (await show()).run!.runId } }),
    ).toMatchObject({ same: true })
    const { runId } = await goal(false)
    expect((await show()).run!.totals.explored).toBeNull()
    expect((await decisions({ show: 'explored' })).total).toBe(0)
    expect(await at.lin.call(api.replayBids, { params: { ...params(), runId } })).toMatchObject({
      same: true,
    })
  })

  it('a decision becomes a proposal that carries its reasons', async () => {
    const { rows } = await decisions({ show: 'changed' })
    const row = rows[0]!
    const wish = { entity: row.entity, id: row.targetId, bid: row.to }
    const { items, problems } = await at.lin.call(previewChanges, {
      params: params(),
      body: { ...place(), wishes: [{ kind: 'sp.bid', wish, grounds: row.grounds }] },
    })
    expect(problems).toEqual([])
    expect(items[0]).toMatchObject({ to: { bid: row.to }, grounds: row.grounds })
  })

  it('what is set aside leaves the list until it is taken back', async () => {
    const before = await decisions({ show: 'changed' })
    const { no } = before.rows[0]!
    const { runId } = (await show()).run!
    const put = (declined: boolean) =>
      at.lin.call(api.declineBids, { params: { ...params(), runId }, body: { numbers: [no], declined } })
    await put(true)
    expect((await decisions({ show: 'declined' })).rows.map((row) => row.no)).toEqual([no])
    expect((await decisions({ show: 'changed' })).total).toBe(before.total - 1)
    await put(false)
    expect((await decisions({ show: 'changed' })).total).toBe(before.total)
  })

  it('a decision says who stands before it', async () => {
    const { rows } = await decisions({ show: 'changed' })
    expect(rows.filter((row) => row.held !== null)).toEqual([])
    const [taken] = rows
    const { entity, targetId, to } = taken!
    await at.lin.call(proposeChanges, {
      params: params(),
      body: {
        ...place(),
        title: 'by hand',
        reason: '',
        wishes: [{ kind: 'sp.bid', wish: { entity, id: targetId, bid: to } }],
      },
    })
    const held = (await decisions({ show: 'changed' })).rows.filter((row) => row.held !== null)
    expect(held.map((row) => [row.no, row.held!.code])).toEqual([[taken!.no, 'held.open_proposal']])
  })

  it('a sales event is heeded before it comes, and said', async () => {
    const today = new Date(at.sandbox.stage.now()).toISOString().slice(0, 10)
    const events = [{ name: 'deal', from: today, to: '2027-01-31', ratio: 1.5 }]
    await at.lin.call(api.setBidGoal, {
      params: params(),
      body: { ...place(), kind: 'profit', numbers: { marginRatio: 0.3, events } },
    })
    await at.lin.call(api.decideBidsNow, { params: params(), body: place() })
    const { rows } = await decisions({ show: 'all' })
    expect(rows.every((row) => row.grounds.some((one) => one.code === 'bid.season'))).toBe(true)
    const late = await at.lin.ask(api.setBidGoal, {
      params: params(),
      body: {
        ...place(),
        kind: 'profit',
        numbers: { marginRatio: 0.3, events: [{ ...events[0]!, to: '2026-01-01' }] },
      },
    })
    expect(late.status).toBe(400)
  })
})

describe('what changed lately', () => {
  it('is told to the cent by campaign, with whose settings were changed', async () => {
    const { reads } = at.sandbox.stage.market
    const store = reads.stores().find((one) => one.marketplace === 'DE')!
    const campaign = reads.adsTree(store.key).campaigns.find((one) => one.state === 'enabled')!
    const { campaignId, dailyBudgetMinor } = campaign
    at.sandbox.stage.market.apply(
      store.key,
      { kind: 'campaign', campaignId, patch: { dailyBudgetMinor: dailyBudgetMinor + 100 } },
      'somebody else',
    )
    await at.sandbox.advance('P2D')
    await at.world.app.jobKinds.find((kind) => kind.name === 'changes.witness')!.run({})
    await at.inStep()
    const { spans, total, campaigns, settings } = await moves()
    expect(spans!.before.to < spans!.now.from).toBe(true)
    const cents = (text: string): number => Math.round(Number(text) * 100)
    for (const side of ['now', 'before'] as const)
      expect(campaigns.reduce((sum, one) => sum + cents(one[side].spend), 0)).toBe(cents(total![side].spend))
    expect(settings).toContainEqual(
      expect.objectContaining({ campaignId, field: 'dailyBudget', verdict: 'unlogged' }),
    )
  })
})

const moves = () => at.lin.call(showAdMoves, { params: params(), query: { ...place(), days: '14' } })

async function decisions(query: { show: 'all' | 'changed' | 'declined' | 'explored' }) {
  const { runId } = (await show()).run!
  return at.lin.call(api.listBidDecisions, {
    params: { ...params(), runId },
    query: { ...query, limit: 1000 },
  })
}
