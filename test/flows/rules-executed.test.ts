import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#features/ads/api/automation.ts'
import type { Rule } from '#features/ads/rules/automation/rule.ts'
import { ruleFrom } from '#features/ads/rules/automation/templates.ts'
import { listBatches, listChanges, showBatch, voteOnBatch } from '#features/changes/api/changes.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, createWorld } from '../support/world.ts'

// Rules that people wrote, all the way to Amazon and back: budgets, states, placements and negatives, each read back and on the ledger.

let at: Changing
let sandbox: Sandbox
let zhou: Caller
let wang: Caller

const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })

/** Acts on whatever was clicked, once a day at an hour of Berlin. */
function acting(name: string, level: Rule['scope']['level'], action: Rule['action'], hour: number): Rule {
  const made = ruleFrom('noSale', name, 'EUR')
  return {
    ...made,
    scope: { level, campaignIds: [], nameContains: '' },
    when: {
      ...made.when,
      windowDays: 14,
      immatureDays: 1,
      conditions: [{ metric: 'clicks', comparator: 'atLeast', than: 'value', value: '1' }],
    },
    action,
    limits: { ...made.limits, leastClicks: 1, mostChanges: 2, cooldownDays: 1 },
    schedule: { every: 'day', weekday: 1, hour },
  }
}

type Change = OutputOf<typeof listChanges>['changes'][number]

/** Writes a rule, previews it, lets it work at its hour and until nothing is due; answers its changes. */
async function worked(rule: Rule): Promise<{ ruleId: string; changes: Change[] }> {
  const content = rule as OutputOf<typeof api.listRules>['rules'][number]['content']
  const { ruleId } = await zhou.call(api.createRule, { params: params(), body: { ...place(), content } })
  const to = { ...params(), ruleId }
  await zhou.call(api.previewRuleRun, { params: to, body: { days: 7 } })
  await zhou.call(api.setRuleMode, { params: to, body: { mode: 'execute' } })
  const known = new Set((await changes()).map((one) => one.changeId))
  const utc = String(rule.schedule.hour - 1).padStart(2, '0')
  while (new Date(sandbox.stage.now()).toISOString() < `2026-11-10T${utc}:05`) await sandbox.advance('PT30M')
  await at.world.app.jobKinds.find((kind) => kind.name === 'ads.rules_due')!.run({})
  for (let run = 0; run < 3; run++) await at.work()
  await zhou.call(api.setRuleMode, { params: to, body: { mode: 'off' } })
  return { ruleId, changes: (await changes()).filter((one) => !known.has(one.changeId)) }
}

const changes = async () => (await zhou.call(listChanges, { params: params(), query: {} })).changes
const tree = () => {
  const { reads } = sandbox.stage.market
  return reads.adsTree(reads.stores().find((one) => one.marketplace === 'DE')!.key)
}

/** What the ledger holds of a change, in its order. */
const told = async ({ changeId }: Change): Promise<string[]> =>
  (
    await ownerRows<{ event: string }>(
      at.world.ownerUrl,
      `select event from ledger_entry where subject = 'change:${changeId}' order by seq`,
    )
  ).map((one) => one.event)

const carriedOut = ['change.applied', 'change.confirmed']

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  at = await changingIn(world, await world.agency(), sandbox)
  zhou = await at.agency.as('zhou')
  wang = await at.agency.as('wang')
  for (let run = 0; run < 40; run++) {
    await world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await world.settle()
    const [left] = await ownerRows<{ n: number }>(
      world.ownerUrl,
      `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
    )
    if (left!.n === 0) return
    await sandbox.advance('PT10M')
  }
  throw new Error('the store never came in step')
}, 240_000)
afterAll(() => at?.close())

describe('a rule of a person reaches Amazon', () => {
  it('with budgets: raised by its step, within the limits, read back and on the ledger', async () => {
    const before = new Map(tree().campaigns.map((one) => [one.campaignId, one.dailyBudgetMinor]))
    const { changes: made, ruleId } = await worked(
      acting('预算', 'campaign', { sort: 'budgetStep', percent: 10 }, 18),
    )
    expect(made).toHaveLength(2)
    for (const one of made) {
      expect(one).toMatchObject({ kind: 'sp.budget', tier: 'auto', state: 'confirmed' })
      const stands = tree().campaigns.find((each) => each.campaignId === one.objectId)!.dailyBudgetMinor
      expect(stands).toBe(Math.round(before.get(one.objectId)! * 1.1))
      expect(at.writes(one.objectId)).toHaveLength(1)
      expect(await told(one)).toEqual(carriedOut)
    }
    const [batch] = (await zhou.call(listBatches, { params: params(), query: {} })).batches
    expect(batch).toMatchObject({ origin: 'rule' })
    const { runs } = await zhou.call(api.showRuleHistory, { params: { ...params(), ruleId } })
    expect(runs.find((one) => one.sort === 'execute')).toMatchObject({ state: 'done', decided: 2 })
  })

  it('with placements: the points it adds stand beside the others', async () => {
    const { changes: made } = await worked(
      acting('顶部', 'campaign', { sort: 'placementStep', placement: 'top', points: 10 }, 19),
    )
    expect(made.length).toBeGreaterThan(0)
    for (const one of made) {
      expect(one).toMatchObject({ kind: 'sp.placement', tier: 'auto', state: 'confirmed' })
      const stands = tree().campaigns.find((each) => each.campaignId === one.objectId)!
      expect(one.to).toMatchObject({ top: stands.placementPercent.top })
      expect(await told(one)).toEqual(carriedOut)
    }
  })

  it('with states: a pause waits for a second person, and then targets stand still', async () => {
    const { changes: made } = await worked(acting('暂停', 'target', { sort: 'state', state: 'PAUSED' }, 20))
    expect(made).toHaveLength(2)
    const stateOf = (id: string) => tree().targets.find((one) => one.targetId === id)!.state
    for (const one of made) {
      expect(one).toMatchObject({ kind: 'sp.state', tier: 'second', state: 'proposed' })
      expect([stateOf(one.objectId), at.writes(one.objectId)]).toEqual(['enabled', []])
    }
    const { batchId } = made[0]!
    const { revision, contentHash } = (await wang.call(showBatch, { params: { ...params(), batchId } })).batch
    await wang.call(voteOnBatch, {
      params: { ...params(), batchId },
      body: { decision: 'approve', revision, contentHash, comment: '' },
    })
    for (let run = 0; run < 3; run++) await at.work()
    for (const one of (await changes()).filter((each) => each.batchId === batchId)) {
      expect(one.state).toBe('confirmed')
      expect(stateOf(one.objectId)).toBe('paused')
      expect(await told(one)).toEqual(carriedOut)
    }
  })

  it('with negatives: a search term is kept out of its ad group, once', async () => {
    const rule = acting('否定', 'searchTerm', { sort: 'negativeExact', wide: false }, 21)
    const { changes: made } = await worked(rule)
    expect(made).toHaveLength(2)
    for (const one of made) {
      expect(one).toMatchObject({ kind: 'sp.negative', tier: 'auto', state: 'confirmed' })
      const { term, adGroupId } = one.to as { term: string; adGroupId: string }
      expect(at.negatives(term)).toEqual([expect.objectContaining({ adGroupId, state: 'enabled' })])
      expect(await told(one)).toEqual(carriedOut)
    }
    // The next run knows that they stand, though no snapshot has them yet.
    const again = await worked({ ...rule, name: '再否定', schedule: { ...rule.schedule, hour: 22 } })
    const terms = (all: Change[]) => all.map((one) => (one.to as { term: string }).term)
    expect(terms(again.changes).filter((term) => terms(made).includes(term))).toEqual([])
  })
})
