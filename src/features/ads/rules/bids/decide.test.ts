import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decisions, decideBids, packOf } from './decide.ts'
import { atBid, priceRatio, standingOf } from './response.ts'
import {
  type BidCampaign,
  type BidGoal,
  type BidSnapshot,
  type BidTarget,
  type DayFigures,
  usualExploring,
  usualTerms,
} from './snapshot.ts'

const days = (count: number, one: Omit<DayFigures, 'age'>, from = 8): DayFigures[] =>
  Array.from({ length: count }, (_, index) => ({ age: from + index, ...one }))

const campaign = (wanted: Partial<BidCampaign> = {}): BidCampaign => ({
  id: 'c1',
  strategy: 'MANUAL',
  placements: { top: 0, rest: 0, product: 0 },
  dailyBudget: null,
  openRatios: [],
  changedAge: null,
  byPlace: { top: [], rest: [], product: [] },
  ...wanted,
})

const target = (wanted: Partial<BidTarget> = {}): BidTarget => ({
  id: 't1',
  campaignId: 'c1',
  adGroupId: 'g1',
  text: 'headlamp',
  matchType: 'exact',
  bid: 1,
  reference: null,
  earlierBids: [],
  price: 20,
  coverDays: null,
  inboundDays: null,
  changedAge: null,
  days: days(30, { clicks: 20, cost: 14, orders: 2, sales: 40 }),
  ...wanted,
})

const snapshot = (
  goal: BidGoal,
  targets: readonly BidTarget[],
  campaigns: readonly BidCampaign[] = [campaign()],
  terms: Partial<BidSnapshot['terms']> = {},
): BidSnapshot => ({
  version: 2,
  today: '2026-11-29',
  currency: 'USD',
  bidStep: 0.01,
  leastBid: 0.02,
  mostBid: 1000,
  goal,
  terms: { ...usualTerms, mostUpRatio: 10, ...terms },
  season: 1,
  seasons: [],
  campaigns,
  targets,
})

const codes = (decisions: Decisions): string[] => decisions.bids[0]!.grounds.map((one) => one.code)

describe('the answer of an auction', () => {
  it('finds the standing again from the price of a click', () => {
    for (const z of [-2, -1, 0, 1, 2]) expect(standingOf(priceRatio(z, 0.6), 0.6)).toBeCloseTo(z, 3)
  })

  it('never pays more than the bid, and more bid brings no fewer clicks and no less spend', () => {
    const bid = fc.double({ min: 0.05, max: 50, noNaN: true })
    fc.assert(
      fc.property(bid, bid, fc.double({ min: -2, max: 2, noNaN: true }), (a, b, z) => {
        const response = { clicks: 5, z, effectiveBid: 1, spread: 0.6 }
        const [low, high] = [atBid(response, Math.min(a, b)), atBid(response, Math.max(a, b))]
        expect(low.cost).toBeLessThanOrEqual(low.clicks * Math.min(a, b) * (1 + 1e-6))
        expect(high.clicks).toBeGreaterThanOrEqual(low.clicks * (1 - 1e-6))
        expect(high.cost).toBeGreaterThanOrEqual(low.cost * (1 - 1e-6))
      }),
    )
  })
})

describe('a bid', () => {
  it('is what a click is worth at the margin', () => {
    // 10 % of 600 clicks order for 20: a click brings about 2, of which 30 % is margin.
    const { bids } = decideBids(snapshot({ kind: 'profit', marginRatio: 0.3 }, [target()]))
    expect(bids[0]!.to).toBeCloseTo(0.6, 1)
    expect(bids[0]!.grounds.map((one) => one.code)).toEqual(['bid.value', 'bid.goal.profit'])
  })

  it('allows for what the campaign multiplies it by', () => {
    const doubled = campaign({ placements: { top: 100, rest: 100, product: 100 } })
    const goal = { kind: 'profit', marginRatio: 0.3 } as const
    const { bids } = decideBids(snapshot(goal, [target()], [doubled], { campaigns: false }))
    expect(bids[0]!.to).toBeCloseTo(0.3, 1)
    expect(bids[0]!.effective.to).toBeCloseTo(0.6, 1)
  })

  it('of a target that nobody clicked is that of its kin, not nothing', () => {
    const fresh = target({ id: 't2', text: 'head lamp', days: [] })
    const decided = decideBids(snapshot({ kind: 'profit', marginRatio: 0.3 }, [fresh, target()]))
    expect(decided.bids[0]!.to).toBeGreaterThan(0.3)
    expect(codes(decided)).toContain('bid.sparse')
  })

  it('rests after a change, climbs in steps, and stays within limits', () => {
    const goal = { kind: 'profit', marginRatio: 0.3 } as const
    expect(codes(decideBids(snapshot(goal, [target({ changedAge: 1 })])))).toContain('bid.cooldown')
    const low = target({ bid: 0.1 })
    const step = decideBids(snapshot(goal, [low], undefined, { mostUpRatio: 0.3 }))
    expect(step.bids[0]!.to).toBeCloseTo(0.13, 2)
    const capped = decideBids(snapshot(goal, [target()], undefined, { mostEffectiveBid: 0.25 }))
    expect(capped.bids[0]!.to).toBeLessThanOrEqual(0.25)
    expect(codes(capped)).toContain('bid.ceiling')
  })

  it('falls when stock runs out before more arrives', () => {
    const goal = { kind: 'profit', marginRatio: 0.3 } as const
    const short = target({ coverDays: 5, inboundDays: 20 })
    const [plenty, scarce] = [target({ coverDays: 90, inboundDays: 20 }), short].map((one) =>
      decideBids(snapshot(goal, [one])),
    )
    expect(scarce!.bids[0]!.to).toBeLessThan(plenty!.bids[0]!.to)
    expect(codes(scarce!)).toContain('bid.stock')
  })
})

describe('a target of which too little is known', () => {
  const goal = { kind: 'profit', marginRatio: 0.3 } as const
  const sparse = target({
    id: 't2',
    text: 'running belt',
    bid: 0.6,
    days: days(9, { clicks: 1, cost: 0.4, orders: 0, sales: 0 }),
  })
  // Others that convert from 2 to 25 %: what a target has seen itself matters here.
  const others = [0.5, 1, 3, 5].map((orders, no) =>
    target({
      id: `o${no}`,
      text: `other ${no}`,
      days: days(30, { clicks: 20, cost: 14, orders, sales: orders * 20 }),
    }),
  )
  const explored = (wanted: Partial<BidTarget>, terms: Partial<BidSnapshot['terms']> = {}) =>
    decideBids(
      snapshot(goal, [{ ...sparse, ...wanted }, target(), ...others], undefined, {
        exploring: usualExploring,
        ...terms,
      }),
    )
  const exploration = (decisions: Decisions) =>
    decisions.bids[0]!.grounds.find((one) => one.code === 'bid.explore')?.data

  it('is bid above its worth with what that costs among its reasons; the well known one is not', () => {
    const found = explored({})
    const without = explored({}, { exploring: null })
    expect(found.bids[0]!.to).toBeGreaterThan(without.bids[0]!.to)
    expect(exploration(found)).toMatchObject({ days: 43 })
    expect(Number(exploration(found)!['raise'])).toBeGreaterThan(0.02)
    expect(found.bids[1]).toEqual(without.bids[1])
    expect(exploration(without)).toBeUndefined()
  })

  it('climbs in steps and rests like any other', () => {
    const low = explored({ bid: 0.1 }, { mostUpRatio: 0.3 })
    expect(low.bids[0]!.to).toBeCloseTo(0.13, 2)
    expect(codes(explored({ changedAge: 1 }))).toContain('bid.cooldown')
  })

  it('is explored within a loss a day', () => {
    const loss = (lossPerDay: number | null) =>
      Number(exploration(explored({}, { exploring: { spendRatio: 0.3, lossPerDay } }))?.['loss'] ?? 0)
    expect(loss(null)).toBeGreaterThan(0.002)
    expect(loss(0.002)).toBeLessThanOrEqual(0.002)
  })

  it('was not in bids-2, whose snapshots are decided as they were', () => {
    const { exploring: _, ...terms } = usualTerms
    const old: BidSnapshot = { ...snapshot(goal, [sparse, target(), ...others]), version: 1, terms }
    const again = decideBids(old)
    expect([packOf(old), again.pack]).toEqual(['bids-2', 'bids-2'])
    expect(exploration(again)).toBeUndefined()
    expect(decideBids({ ...old, version: 2 }).bids).toEqual(again.bids)
    expect(explored({}).pack).toBe('bids-3')
  })
})

describe('a goal', () => {
  const two = [
    target(),
    target({
      id: 't2',
      text: 'running belt',
      days: days(30, { clicks: 20, cost: 14, orders: 0.6, sales: 12 }),
    }),
  ]
  const totals = ({ bids }: Decisions) => ({
    cost: bids.reduce((sum, one) => sum + one.expected.to.cost, 0),
    sales: bids.reduce((sum, one) => sum + one.expected.to.sales, 0),
    salesNow: bids.reduce((sum, one) => sum + one.expected.from.sales, 0),
  })

  it('of ACoS is met on average: the better target bids more than its own ACoS would allow', () => {
    const decided = decideBids(snapshot({ kind: 'acos', targetRatio: 0.25 }, two))
    const { cost, sales } = totals(decided)
    expect(cost / sales).toBeLessThan(0.26)
    expect(decided.price).toBeGreaterThan(0.25)
  })

  it('of a spend per day is not exceeded', () => {
    const decided = decideBids(snapshot({ kind: 'budget', perDay: 10, marginRatio: null }, two))
    expect(totals(decided).cost).toBeLessThan(10.5)
  })

  it('of volume keeps sales at less spend', () => {
    const kept = two.map((one) => ({ ...one, reference: { effectiveBid: one.bid, clicks: 20 } }))
    const decided = decideBids(snapshot({ kind: 'volume', keepRatio: 1 }, kept))
    const { cost, sales, salesNow } = totals(decided)
    expect(sales).toBeGreaterThan(0.97 * salesNow)
    expect(cost).toBeLessThan(28)
  })

  it('bows to the daily budget of a campaign', () => {
    const poor = campaign({ dailyBudget: 1 })
    const decided = decideBids(snapshot({ kind: 'profit', marginRatio: 0.3 }, two, [poor]))
    expect(totals(decided).cost).toBeLessThan(1.1)
    expect(codes(decided)).toContain('bid.budget')
  })
})

describe('strategies and placements', () => {
  const placed = (clicks: number, orders: number) =>
    days(30, { clicks, cost: clicks * 0.7, orders, sales: orders * 20 })

  it('are taken back from doubling, and follow what placements convert', () => {
    const loud = campaign({
      strategy: 'AUTO_FOR_SALES',
      placements: { top: 150, rest: 0, product: 0 },
      byPlace: { top: placed(20, 3), rest: placed(20, 2), product: placed(20, 1) },
    })
    const { campaigns } = decideBids(snapshot({ kind: 'profit', marginRatio: 0.3 }, [target()], [loud]))
    const [plan] = campaigns
    expect(plan!.strategy).toBe('LEGACY_FOR_SALES')
    expect(plan!.placements.top).toBeGreaterThan(plan!.placements.rest)
    expect(plan!.placements.product).toBe(0)
    expect(plan!.placements.top).toBeLessThan(150)
    expect(plan!.grounds.map((one) => one.code)).toContain('strategy.capped')
  })
})

const count = fc.integer({ min: 0, max: 300 })
const anyDay = fc.record({
  age: fc.integer({ min: 0, max: 59 }),
  clicks: count,
  cost: fc.double({ min: 0, max: 500, noNaN: true }),
  // More orders than clicks and orders without clicks do come.
  orders: count,
  sales: fc.double({ min: 0, max: 5000, noNaN: true }),
})
const anyTarget = fc.record({
  bid: fc.double({ min: 0.02, max: 80, noNaN: true }),
  price: fc.option(fc.double({ min: 0.5, max: 500, noNaN: true })),
  changedAge: fc.option(fc.integer({ min: 0, max: 60 })),
  coverDays: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
  text: fc.constantFrom('a', 'b c', '*', 'B0ABCDEFGH', ''),
  days: fc.array(anyDay, { maxLength: 12 }),
})
const anyGoal: fc.Arbitrary<BidGoal> = fc.oneof(
  fc.record({
    kind: fc.constant('acos' as const),
    targetRatio: fc.double({ min: 0.01, max: 2, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('profit' as const),
    marginRatio: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('volume' as const),
    keepRatio: fc.double({ min: 0.1, max: 2, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('budget' as const),
    perDay: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    marginRatio: fc.constant(null),
  }),
)

describe('whatever the reports say', () => {
  it('bids are finite, within limits, on the currency’s step, reasoned, and the same a second time', () => {
    fc.assert(
      fc.property(anyGoal, fc.array(anyTarget, { minLength: 1, maxLength: 8 }), (goal, wanted) => {
        const targets = wanted.map((one, index) => target({ ...one, id: `t${index}` }))
        const shot = snapshot(goal, targets)
        const decided = decideBids(shot)
        expect(decided.bids).toHaveLength(targets.length)
        for (const { from, to, grounds } of decided.bids) {
          expect(Number.isFinite(to)).toBe(true)
          expect(to).toBeGreaterThanOrEqual(0.02)
          expect(to).toBeLessThanOrEqual(1000)
          if (to !== from) expect(Math.abs(to * 100 - Math.round(to * 100))).toBeLessThan(1e-6)
          expect(grounds.length).toBeGreaterThan(0)
        }
        expect(decideBids(JSON.parse(JSON.stringify(shot)) as BidSnapshot)).toEqual(decided)
      }),
      { numRuns: 150 },
    )
  })
})
