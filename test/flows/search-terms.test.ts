import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  dismissTerms,
  listDismissals,
  listGrams,
  listHarvest,
  listSearchTerms,
  listWaste,
  readGram,
  readTermClasses,
  restoreTerms,
  setBrandWords,
} from '#features/ads/api/terms.ts'
import { downloadSpend, listSpend, readSpend } from '#features/ads/api/spend.ts'
import { keywordsFrom, lettingGo } from '#features/ads/rules/search-terms/wishes.ts'
import { setPolicy } from '#features/changes/api/govern.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import { listLedger } from '#features/ledger/api.ts'
import { type Changing, openChanging } from '../support/changing.ts'
import { ownerRows } from '../support/market-truth.ts'
import type { Caller } from '../support/world.ts'

// From what shoppers typed to a keyword of its own and, once it was seen, to the source letting go; and every cent laid open.

let at: Changing
let zhou: Caller
beforeAll(async () => {
  at = await openChanging()
  zhou = await at.agency.as('zhou')
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const judged = () => ({ ...place(), days: '60' as const })

async function inStep(): Promise<void> {
  for (let round = 0; round < 60; round++) {
    await at.world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
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

/** The market's own rows of the place over some days. */
function truth(from: string, to: string) {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  const rows = reads.adRows({ storeKey: key, from, to, by: 'span', grain: ['campaign'] })
  return {
    clicks: rows.reduce((sum, row) => sum + row.clicks, 0),
    spend: (rows.reduce((sum, row) => sum + row.costMinor, 0) / 100).toFixed(2),
  }
}

describe('before anything was read', () => {
  it('no place is found', async () => {
    const answer = await zhou.ask(listHarvest, { params: params(), query: judged() })
    expect(answer.status).toBe(404)
  })
})

describe('a store in step', () => {
  it('lays every cent open, the market’s own', async () => {
    await inStep()
    const nora = await at.agency.as('nora')
    const span = { from: '2026-10-11', to: '2026-11-09' }
    const told = await nora.call(readSpend, { params: params(), query: { ...place(), ...span } })
    expect({ clicks: told.total.clicks, spend: told.total.spend }).toEqual(truth(span.from, span.to))
    expect(told.missingDays).toEqual([])
    const daily = told.days.reduce((sum, one) => sum + Math.round(Number(one.figures.spend) * 100), 0)
    expect((daily / 100).toFixed(2)).toBe(told.total.spend)
    for (const one of told.reports)
      expect(Number(one.spendLeft)).toBeCloseTo(Number(told.total.spend) - Number(one.figures.spend), 6)
    for (const cut of ['campaign', 'campaign_day', 'day', 'product', 'placement'] as const) {
      const query = { ...place(), ...span, cut, limit: 1000 }
      const { rows, total } = await nora.call(listSpend, { params: params(), query })
      expect(rows).toHaveLength(Math.min(total, 1000))
      const cents = rows.reduce((sum, one) => sum + Math.round(Number(one.figures.spend) * 100), 0)
      if (total <= 1000) expect((cents / 100).toFixed(2), cut).toBe(told.total.spend)
    }
    const bad = await nora.ask(readSpend, {
      params: params(),
      query: { ...place(), from: span.to, to: span.from },
    })
    expect(bad.body).toMatchObject({ code: 'period_invalid' })
    for (const format of ['csv', 'xlsx'] as const) {
      const query = { ...place(), ...span, cut: 'campaign' as const, format }
      expect((await nora.ask(downloadSpend, { params: params(), query })).status).toBe(200)
    }
  })

  it('tells the terms by page, each once', async () => {
    const first = await zhou.call(listSearchTerms, { params: params(), query: { ...judged(), limit: 20 } })
    expect(first.total).toBeGreaterThan(20)
    const rest = await zhou.call(listSearchTerms, {
      params: params(),
      query: { ...judged(), limit: 1000, offset: 20 },
    })
    const all = [...first.rows, ...rest.rows]
    expect(new Set(all.map((one) => one.term)).size).toBe(first.total)
    expect(all.map((one) => Number(one.figures.spend))).toEqual(
      all.map((one) => Number(one.figures.spend)).toSorted((a, b) => b - a),
    )
    const { classes } = await zhou.call(readTermClasses, { params: params(), query: judged() })
    const cents = (amounts: readonly string[]) =>
      amounts.reduce((sum, one) => sum + Math.round(Number(one) * 100), 0)
    expect(cents(classes.map((one) => one.figures.spend))).toBe(cents(all.map((one) => one.figures.spend)))
    const narrowed = await zhou.call(listSearchTerms, {
      params: params(),
      query: { ...judged(), ranges: 'orders:1:', search: all[0]!.term.slice(0, 4) },
    })
    expect(narrowed.rows.every((one) => one.figures.orders >= 1)).toBe(true)
  })

  it('opens a word: the terms it would keep out, and what they sold', async () => {
    const { rows } = await zhou.call(listGrams, { params: params(), query: judged() })
    const query = { ...judged(), gram: rows[0]!.gram }
    const detail = await zhou.call(readGram, { params: params(), query })
    const orders = detail.lines.reduce((sum, one) => sum + one.figures.orders, 0)
    expect(orders).toBe(rows[0]!.figures.orders)
    expect(detail.places.length).toBeGreaterThan(0)
  })
})

describe('a term that sells', () => {
  it('gets its keyword, waits until it was seen, and then the source lets go', async () => {
    const nora = await at.agency.as('nora')
    const limits = { 'sp.keyword': { auto: {}, second: {} }, 'sp.negative': { auto: {}, second: {} } }
    await nora.call(setPolicy, { params: params(), body: { mode: 'full', limits } })
    const harvestOf = async (term?: string) => {
      const { rows } = await zhou.call(listHarvest, {
        params: params(),
        query: { ...judged(), target: 0.6, limit: 1000 },
      })
      return term === undefined ? rows : rows.filter((one) => one.term === term)
    }
    const picked = (await harvestOf()).find(
      (one) =>
        one.state === 'ready' &&
        one.figures.orders > 1 &&
        one.grounds.every((each) => each.code !== 'term.unseen_group'),
    )!
    expect(picked.destination).not.toBeNull()
    const propose = (wishes: ReturnType<typeof keywordsFrom>) =>
      zhou.call(proposeChanges, {
        params: params(),
        body: {
          ...place(),
          title: 'Harvest',
          reason: '',
          wishes: wishes.map((one) => ({ ...one, grounds: one.grounds ?? [] })),
        },
      })
    await propose(keywordsFrom([picked], new Map([[picked.key, '2.50']])))
    expect(await harvestOf(picked.term)).toMatchObject([{ state: 'waiting' }])
    await at.work()
    // Made, and the snapshot is older.
    expect((await harvestOf(picked.term)).map((one) => one.state)).toEqual(['waiting'])

    await at.sandbox.advance('P2D')
    await inStep()
    // It stands; its source lets go only once it was seen.
    const [later] = await harvestOf(picked.term)
    expect(['negate', 'unserved']).toContain(later?.state)
    expect(lettingGo([{ ...later!, state: 'unserved' }])).toEqual([])

    const going = (await harvestOf()).find((one) => one.state === 'negate')!
    await propose(lettingGo([going]))
    await at.work()
    expect(at.negatives(going.term).length).toBeGreaterThanOrEqual(going.sources.length)
    const states = (await harvestOf(going.term)).map((one) => one.state)
    expect(states.every((one) => one === 'waiting')).toBe(true)
  })
})

describe('what a person put off', () => {
  it('does not come back before its day, and comes back when it is taken back', async () => {
    const harvest = async () =>
      (await zhou.call(listHarvest, { params: params(), query: { ...judged(), limit: 1000 } })).rows
    const [first] = await harvest()
    const terms = [{ term: first!.term, objectId: first!.object.id, objectName: first!.object.name }]
    const body = { ...place(), view: 'harvest' as const, forDays: 30, reason: 'season', terms }
    await zhou.call(dismissTerms, { params: params(), body })
    // Twice is once.
    await zhou.call(dismissTerms, { params: params(), body: { ...body, forDays: 60 } })
    expect((await harvest()).some((one) => one.key === first!.key)).toBe(false)
    const list = () => zhou.call(listDismissals, { params: params(), query: place() })
    const [entry, ...others] = (await list()).dismissals
    expect(others).toEqual([])
    expect(entry).toMatchObject({ term: first!.term, view: 'harvest', reason: 'season', over: false })

    await zhou.call(restoreTerms, {
      params: params(),
      body: { storeId: at.store.storeId, dismissalIds: [entry!.dismissalId] },
    })
    expect((await harvest()).some((one) => one.key === first!.key)).toBe(true)
    const again = await zhou.ask(restoreTerms, {
      params: params(),
      body: { storeId: at.store.storeId, dismissalIds: [entry!.dismissalId] },
    })
    expect(again.status).toBe(404)
    const { entries } = await zhou.call(listLedger, { params: params(), query: {} })
    const events = entries.map((one) => one.event)
    expect(events).toContain('ads.terms_dismissed')
    expect(events).toContain('ads.terms_restored')
  })

  it('is not for who may not propose', async () => {
    const nils = await at.agency.as('nils')
    const body = {
      ...place(),
      view: 'negative' as const,
      forDays: 7,
      terms: [{ term: 'x', objectId: '1', objectName: 'x' }],
    }
    expect((await nils.ask(dismissTerms, { params: params(), body })).status).toBe(403)
    expect((await nils.ask(listWaste, { params: params(), query: judged() })).status).toBe(200)
  })
})

describe('brand words', () => {
  it('are suggested, then a person’s own, and class the terms anew', async () => {
    const classes = () => zhou.call(readTermClasses, { params: params(), query: judged() })
    const before = await classes()
    expect(before.brands.from).not.toBe('set')
    const term = (await zhou.call(listSearchTerms, { params: params(), query: judged() })).rows.find(
      (one) => !one.isAsin,
    )!.term
    const word = term.split(' ')[0]!
    const own = await zhou.call(setBrandWords, {
      params: params(),
      body: { storeId: at.store.storeId, own: [` ${word} `, word.toUpperCase()], rival: [word] },
    })
    expect(own).toEqual({ own: [word], rival: [] })
    const after = await classes()
    expect(after.brands).toMatchObject({ own: [word], from: 'set', setBy: expect.any(String) })
    const of = (answer: typeof after) => answer.classes.find((one) => one.termClass === 'own')!.terms
    expect(of(after)).toBeGreaterThan(of(before))
  })
})
