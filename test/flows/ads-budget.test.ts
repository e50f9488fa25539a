import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setBudgetGuard, setBudgetPlan, showBudget, suggestBudgetMoves } from '#features/ads/api/budget.ts'
import { listBatches } from '#features/changes/api/changes.ts'
import { setPolicy } from '#features/changes/api/govern.ts'
import { previewChanges } from '#features/changes/api/propose.ts'
import { witnessNow } from '#features/changes/api/witness.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Changing, openChanging } from '../support/changing.ts'

// A month's budget: planned by people, measured by reports, stopped by a rule through the change engine, resumed with the month.

let at: Changing
beforeAll(async () => {
  at = await openChanging()
})
afterAll(() => at?.close())

const run = (name: string): Promise<void> => at.world.app.jobKinds.find((kind) => kind.name === name)!.run({})
const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })

async function inStep(): Promise<void> {
  for (let round = 0; round < 60; round++) {
    await run('facts.sync_due')
    await at.world.settle()
    const [left] = await ownerRows<{ n: number }>(
      at.world.ownerUrl,
      `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
    )
    if (left!.n === 0) return
    await at.sandbox.advance('PT10M')
  }
  throw new Error('the store never came in step')
}

function market() {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return { reads, key }
}
const statesOf = (): string[] =>
  market()
    .reads.adsTree(market().key)
    .campaigns.filter((one) => one.state !== 'archived')
    .map((one) => one.state)
const show = async (month?: string) =>
  (await at.agency.as('zhou')).call(showBudget, {
    params: params(),
    query: { ...place(), ...(month === undefined ? {} : { month }) },
  })
const ask = async (who: string, mode: 'off' | 'tell' | 'act', dayLimit: string | null = null) =>
  (await at.agency.as(who)).ask(setBudgetGuard, {
    params: params(),
    body: { ...place(), mode, dayLimit, resumes: true },
  })
const plan = async (amount: string | null, month = '2026-11') =>
  (await at.agency.as('zhou')).ask(setBudgetPlan, {
    params: params(),
    body: { ...place(), month, campaignId: null, amount },
  })

describe('a month’s budget', () => {
  it('shows what was spent, to the cent, and where that leads', async () => {
    await inStep()
    const shown = await show()
    expect(shown).toMatchObject({ month: '2026-11', asOf: '2026-11-09', plan: null, currency: 'EUR' })
    const { reads, key } = market()
    const rows = reads.adRows({ storeKey: key, from: '2026-11-01', to: '2026-11-09', by: 'span', grain: [] })
    const spent = rows.reduce((sum, row) => sum + row.costMinor, 0)
    expect(Number(shown.pace.spent)).toBe(spent / 100)
    expect(shown.campaigns.reduce((sum, one) => sum + Number(one.spent), 0)).toBeCloseTo(spent / 100, 6)
    expect(Number(shown.pace.end!.likely)).toBeGreaterThan(spent / 100)
    expect(Number(shown.worst)).toBeGreaterThan(spent / 100)
    expect(shown.curve).toHaveLength(30)
    expect(shown.curve[8]!.spent).toBe(shown.pace.spent)
    expect(shown.lastMonth).not.toBeNull()
  })

  it('is planned by dated rows; refuses months gone by and amounts that are none', async () => {
    expect((await plan('3000')).status).toBe(200)
    expect((await plan('2500.50')).status).toBe(200)
    expect((await plan('10', '2026-10')).body).toMatchObject({ code: 'month_over' })
    expect((await plan('0')).body).toMatchObject({ code: 'amount_not_positive' })
    expect((await plan('1.234')).body).toMatchObject({ code: 'amount_too_precise' })
    const shown = await show()
    expect(shown.plan).toMatchObject({ amount: '2500.50' })
    expect(shown.history.map((one) => one.amount)).toEqual(['2500.50', '3000.00'])
    expect(shown.curve.at(-1)!.planned).toBe('2500.50')
    expect(shown.pace.deviationRatio).not.toBeNull()
  })

  it('suggests moves that the change engine takes, the total unchanged', async () => {
    const zhou = await at.agency.as('zhou')
    const found = await zhou.call(suggestBudgetMoves, {
      params: params(),
      query: { ...place(), aim: 'keep', step: 20 },
    })
    expect(found.totalTo).toBe(found.totalFrom)
    const fit = await zhou.call(suggestBudgetMoves, {
      params: params(),
      query: { ...place(), aim: 'fit', step: 20 },
    })
    expect(fit.wanted).not.toBeNull()
    const moves = [
      ...found.moves,
      ...fit.moves.filter((one) => !found.moves.some((m) => m.campaignId === one.campaignId)),
    ]
    expect(moves.length).toBeGreaterThan(0)
    const { items, problems } = await zhou.call(previewChanges, {
      params: params(),
      body: {
        ...place(),
        wishes: moves.map((one) => ({
          kind: 'sp.budget',
          wish: { campaignId: one.campaignId, dailyBudget: one.to },
          grounds: one.grounds,
        })),
      },
    })
    expect(problems).toEqual([])
    expect(items.map((one) => one.grounds?.length ?? 0).every((n) => n > 0)).toBe(true)
  })
})

describe('the stop', () => {
  it('may act only when the client switched it on', async () => {
    expect((await ask('zhou', 'act')).body).toMatchObject({ code: 'guard_by_client' })
    expect((await ask('zhou', 'tell')).status).toBe(200)
    expect((await ask('nora', 'act')).status).toBe(200)
    // What is on, the agency may keep and narrow.
    expect((await ask('zhou', 'act')).status).toBe(200)
  })

  it('tells by letter and proposes by rule once a day; the client’s limits let it pause', async () => {
    const nora = await at.agency.as('nora')
    await nora.call(setPolicy, {
      params: params(),
      body: { mode: 'full', limits: { 'sp.state': { auto: {}, second: {} } } },
    })
    await plan('5')
    const running = statesOf().filter((one) => one === 'enabled').length
    expect((await show()).stop).toMatchObject({ act: 'pause' })
    await run('ads.budget')
    await run('ads.budget')
    await at.work()
    expect(statesOf()).not.toContain('enabled')
    const { batches } = await nora.call(listBatches, { params: params(), query: {} })
    expect(batches.map((one) => [one.origin, one.items])).toEqual([['rule', running]])
    expect((await show()).notices.map((one) => one.code)).toContain('pause')
    expect(await at.letterTo('nora')).toContain('11')
  })

  it('is taken back when the next month begins', async () => {
    await at.sandbox.advance('P21D')
    await inStep()
    await plan('9000', '2026-12')
    expect((await show()).month).toBe('2026-12')
    await run('ads.budget')
    await at.work()
    expect(statesOf()).toContain('enabled')
    expect((await show()).notices.map((one) => one.code)).toContain('resume')
    const november = await show('2026-11')
    expect(november.pace.daysLeft).toBe(0)
    expect(november.stop.act).toBe('none')
  })

  it('knows hours without budget from Amazon’s own record', async () => {
    const zhou = await at.agency.as('zhou')
    await at.sandbox.advance('P4D')
    await zhou.call(witnessNow, { params: params() })
    await inStep()
    const shown = await show()
    expect(shown.recordedFrom).not.toBeNull()
    const told = shown.campaigns.filter((one) => one.outHours !== null)
    expect(told.length).toBeGreaterThan(0)
    for (const one of told) expect(one.suspectedDays).toBeLessThanOrEqual(4)
    expect(told.every((one) => one.outShare! >= 0 && one.outShare! <= 1)).toBe(true)
  })
})
