import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAdCampaigns, listAdTargets } from '#features/ads/api.ts'
import * as api from '#features/ads/api/automation.ts'
import type { Rule } from '#features/ads/rules/automation/rule.ts'
import { ruleFrom } from '#features/ads/rules/automation/templates.ts'
import { listChanges } from '#features/changes/api/changes.ts'
import { orderStop, liftStop } from '#features/changes/api/govern.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { lettersTo } from '../support/mailbox.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, createWorld } from '../support/world.ts'

// A person writes a rule, walks it over the past, runs it dry, and lets it work: what it does reaches Amazon through the change engine alone.

let at: Changing
let sandbox: Sandbox
let zhou: Caller

async function sync(): Promise<void> {
  for (let run = 0; run < 40; run++) {
    await at.world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.world.settle()
    const [left] = await ownerRows<{ n: number }>(
      at.world.ownerUrl,
      `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
    )
    if (left!.n === 0) return
    await sandbox.advance('PT10M')
  }
  throw new Error('the store never came in step')
}

const due = (): Promise<void> => at.world.app.jobKinds.find((kind) => kind.name === 'ads.rules_due')!.run({})
const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const rules = async () => (await zhou.call(api.listRules, { params: params(), query: place() })).rules
const runOf = async (ruleRunId: string) => zhou.call(api.showRuleRun, { params: { ...params(), ruleRunId } })

/** Cuts every bid that was clicked: there is always something to do. */
function cutting(over: Partial<Rule> = {}): Rule {
  const made = ruleFrom('noSale', '降价测试', 'EUR')
  return {
    ...made,
    when: {
      ...made.when,
      windowDays: 7,
      immatureDays: 1,
      conditions: [{ metric: 'clicks', comparator: 'atLeast', than: 'value', value: '1' }],
    },
    action: { sort: 'bidStep', percent: -10 },
    limits: { ...made.limits, leastClicks: 1, mostChanges: 2, cooldownDays: 1 },
    schedule: { every: 'day', weekday: 1, hour: 20 },
    ...over,
  }
}

type Body = { content: OutputOf<typeof api.listRules>['rules'][number]['content'] }
const save = async (rule: Rule) =>
  zhou.call(api.createRule, { params: params(), body: { ...place(), content: rule as Body['content'] } })

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  at = await changingIn(world, await world.agency(), sandbox)
  zhou = await at.agency.as('zhou')
  await sync()
})
afterAll(() => at?.close())

describe('a rule', () => {
  let ruleId: string
  const mode = (wanted: 'off' | 'dry' | 'propose' | 'execute') =>
    zhou.ask(api.setRuleMode, { params: { ...params(), ruleId }, body: { mode: wanted } })

  it('that makes no sense is refused with the place of the fault', async () => {
    const ask = async (rule: Rule) =>
      (await zhou.ask(api.createRule, { params: params(), body: { ...place(), content: rule } })).body
    expect(await ask({ ...cutting(), currency: 'USD' })).toMatchObject({
      code: 'rule_invalid',
      params: { field: 'currency', problem: 'currency_mismatch' },
    })
    const gone = { ...cutting(), scope: { level: 'target' as const, campaignIds: ['1'], nameContains: '' } }
    expect(await ask(gone)).toMatchObject({ code: 'rule_invalid', params: { problem: 'campaign_unknown' } })
  })

  it('is kept switched off, and proposes nothing before its version was previewed', async () => {
    ruleId = (await save(cutting())).ruleId
    expect((await rules())[0]).toMatchObject({ ruleId, version: 1, mode: 'off', previewed: false })
    expect(await mode('propose')).toMatchObject({ body: { code: 'preview_first' } })
  })

  it('walks over the past: what it would have done, and what the objects did then', async () => {
    const { runId } = await zhou.call(api.previewRuleRun, {
      params: { ...params(), ruleId },
      body: { days: 60 },
    })
    const told = await runOf(runId)
    expect(told.run.sort).toBe('preview')
    expect(told.days).toHaveLength(60)
    expect(told.hits.length).toBeGreaterThan(0)
    for (const hit of told.hits) {
      expect(hit.kind).toBe('sp.bid')
      expect(Number((hit.to as { bid: string }).bid)).toBeLessThan(Number((hit.from as { bid: string }).bid))
      expect(hit.before!.to < hit.day).toBe(true)
      if (hit.after !== null) expect(hit.after.from > hit.day).toBe(true)
    }
    expect((await rules())[0]!.previewed).toBe(true)
  })

  it('runs dry: recorded, nothing proposed; figures are those of the reports', async () => {
    const { runId } = await zhou.call(api.runRuleDry, { params: { ...params(), ruleId } })
    const told = await runOf(runId)
    expect(told.run).toMatchObject({ sort: 'dry', state: 'done', decided: 2, batchId: null })
    expect(told.missed.some((one) => one.code === 'over_most')).toBe(true)
    const { changes } = await zhou.call(listChanges, { params: params(), query: {} })
    expect(changes).toEqual([])
    // The objects and their bids are those that the settings page shows.
    const { campaigns } = await zhou.call(listAdCampaigns, { params: params(), query: place() })
    const shown = new Map<string, string | null>()
    for (const { campaignId } of campaigns) {
      const all = await zhou.call(listAdTargets, { params: { ...params(), campaignId }, query: place() })
      for (const one of all.targets)
        shown.set(
          one.id,
          one.bid ?? all.adGroups.find((group) => group.adGroupId === one.adGroupId)!.defaultBid,
        )
    }
    for (const hit of told.hits)
      expect(Number((hit.from as { bid: string }).bid)).toBe(Number(shown.get(hit.objectId)))
  })

  it('proposes at its hour, once, in the name of who switched it on, and waits for a second person', async () => {
    expect((await mode('propose')).status).toBe(200)
    await due()
    expect((await zhou.call(listChanges, { params: params(), query: {} })).changes).toEqual([])
    // Twenty o'clock in Berlin.
    while (new Date(sandbox.stage.now()).toISOString() < '2026-11-10T19:05') await sandbox.advance('PT30M')
    await due()
    await due()
    await at.world.settle()
    const { changes } = await zhou.call(listChanges, { params: params(), query: {} })
    expect(changes).toHaveLength(2)
    for (const one of changes)
      expect(one).toMatchObject({ kind: 'sp.bid', state: 'proposed', tier: 'second' })
    const [batch] = await ownerRows<{ origin: string; name: string; side: string; id: string }>(
      at.world.ownerUrl,
      `select origin, proposed_by_name as name, proposed_side as side, id from change_batch`,
    )
    expect(batch).toMatchObject({ origin: 'rule', name: at.agency.person('zhou').name, side: 'agency' })
    const runs = await zhou.call(api.showRuleHistory, { params: { ...params(), ruleId } })
    expect(runs.runs.filter((one) => one.sort === 'propose')).toMatchObject([
      { slot: '2026-11-10T20', state: 'done', decided: 2, batchId: batch!.id },
    ])
    const letters = await lettersTo(at.world, at.agency.person('zhou').email)
    expect(letters[0]!.subject).toContain('2')
  })

  it('is held back behind an open proposal, and says behind whose', async () => {
    const { runId } = await zhou.call(api.runRuleDry, { params: { ...params(), ruleId } })
    const told = await runOf(runId)
    expect(told.run).toMatchObject({ decided: 0, held: 2 })
    for (const hit of told.hits) expect(hit.held).toMatchObject({ code: 'held.open_proposal' })
    const { objects } = await zhou.call(api.readPrecedence, { params: params(), query: place() })
    const one = objects.find((each) => each.objectId === told.hits[0]!.objectId)!
    expect(one.winner).toMatchObject({ sort: 'rule' })
  })

  it('executes within the limits, and Amazon has the value', async () => {
    const { campaigns } = await zhou.call(listAdCampaigns, { params: params(), query: place() })
    const others = campaigns.filter((one) => one.figures !== null && one.figures.clicks > 0)
    const before = await zhou.call(listChanges, { params: params(), query: {} })
    const used = new Set(before.changes.map((one) => one.objectId))
    const content = { ...cutting(), name: '执行', schedule: { every: 'day', weekday: 1, hour: 22 } } as Rule
    const { ruleId: second, conflicts } = await save({
      ...content,
      limits: { ...content.limits, mostChanges: 4 },
    })
    expect(conflicts.map((one) => one.code)).toEqual(['doubled'])
    expect(others.length).toBeGreaterThan(0)
    const to = { ...params(), ruleId: second }
    await zhou.call(api.previewRuleRun, { params: to, body: { days: 14 } })
    await zhou.call(api.setRuleMode, { params: to, body: { mode: 'execute' } })
    while (new Date(sandbox.stage.now()).toISOString() < '2026-11-10T21:05') await sandbox.advance('PT30M')
    await due()
    for (let i = 0; i < 3; i++) await at.work()
    const { changes } = await zhou.call(listChanges, { params: params(), query: {} })
    const made = changes.filter((one) => !used.has(one.objectId))
    expect(made.length).toBeGreaterThan(0)
    for (const one of made) expect(one).toMatchObject({ tier: 'auto', state: 'confirmed' })
    const { market } = sandbox.stage
    const key = market.reads.stores().find((one) => one.marketplace === 'DE')!.key
    for (const one of made) {
      const target = market.reads.adsTree(key).targets.find((each) => each.targetId === one.objectId)!
      expect(target.bidMinor).toBe(Math.round(Number((one.to as { bid: string }).bid) * 100))
    }
    await zhou.call(api.setRuleMode, { params: to, body: { mode: 'off' } })
  })
})

describe('what goes before rules', () => {
  it('is a kill switch', async () => {
    const { ruleId } = await save(cutting({ name: '停' }))
    const lin = await at.agency.as('lin')
    const made = await lin.ask(orderStop, {
      params: params(),
      body: { scope: 'client', target: '', reason: 'test', until: null },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const { runId } = await zhou.call(api.runRuleDry, { params: { ...params(), ruleId } })
    const told = await runOf(runId)
    expect(told.hits.length).toBeGreaterThan(0)
    for (const hit of told.hits) expect(hit.held).toMatchObject({ code: 'held.kill_switch' })
    const { stopId } = made.body as { stopId: string }
    await lin.ask(liftStop, { params: { ...params(), stopId } })
  })

  it('is a person who proposes the opposite', async () => {
    const { ruleId } = await save(cutting({ name: '人先', limits: { ...cutting().limits, mostChanges: 50 } }))
    const first = await runOf((await zhou.call(api.runRuleDry, { params: { ...params(), ruleId } })).runId)
    const free = first.hits.find((one) => one.held === null)!
    const bid = (Number((free.from as { bid: string }).bid) * 1.5).toFixed(2)
    await zhou.call(proposeChanges, {
      params: params(),
      body: {
        ...place(),
        title: '提价',
        reason: '抢量',
        wishes: [{ kind: 'sp.bid', wish: { entity: free.entity, id: free.objectId, bid } }],
      },
    })
    const told = await runOf((await zhou.call(api.runRuleDry, { params: { ...params(), ruleId } })).runId)
    expect(told.hits.find((one) => one.objectId === free.objectId)!.held).toMatchObject({
      code: 'held.contradicts_open',
      data: { sort: 'person', by: at.agency.person('zhou').name },
    })
  })

  it('is the right of its owner: who lost it has no rule at work', async () => {
    const { ruleId } = await save(cutting({ name: '无权', schedule: { every: 'day', weekday: 1, hour: 23 } }))
    const to = { ...params(), ruleId }
    await zhou.call(api.previewRuleRun, { params: to, body: { days: 7 } })
    await zhou.call(api.setRuleMode, { params: to, body: { mode: 'execute' } })
    // As if the person had left.
    await ownerRows(
      at.world.ownerUrl,
      `update ads_rule set owner_id = 'somebody-who-left' where id = ${ruleId} returning id`,
    )
    while (new Date(sandbox.stage.now()).toISOString() < '2026-11-10T22:05') await sandbox.advance('PT30M')
    await due()
    const { runs } = await zhou.call(api.showRuleHistory, { params: to })
    expect(runs[0]).toMatchObject({ state: 'failed', failure: 'owner_without_right', batchId: null })
  })

  it('is an end for every run: what a dead worker left is ended by the next, once', async () => {
    const { ruleId } = await save(cutting({ name: '中断' }))
    await ownerRows(
      at.world.ownerUrl,
      `insert into ads_rule_run (client_id, rule_id, version, sort, slot, asked_by_name, state, started_at)
       values (${at.store.clientId}, ${ruleId}, 1, 'dry', '2026-11-10T20', 'x', 'running', now()) returning id`,
    )
    await Promise.all([due(), due()])
    await due()
    const { runs } = await zhou.call(api.showRuleHistory, { params: { ...params(), ruleId } })
    expect(runs).toMatchObject([{ state: 'done', slot: '2026-11-10T20', sort: 'dry' }])
    const told = await ownerRows<{ n: number }>(
      at.world.ownerUrl,
      `select count(*)::int as n from ledger_entry where event = 'ads.rule_ran' and subject = 'ads_rule:${ruleId}'`,
    )
    expect(told[0]!.n).toBe(1)
  })

  it('is being archived', async () => {
    for (const one of await rules())
      await zhou.call(api.archiveRule, { params: { ...params(), ruleId: one.ruleId } })
    expect(await rules()).toEqual([])
  })
})
