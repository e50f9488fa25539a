import { describe, expect, it } from 'vitest'
import { type Response, atBid } from './response.ts'
import type { BidCampaign, BidTarget, DayFigures } from './snapshot.ts'
import { responsesOf } from './standing.ts'

// A target whose true curve is known, seen at two bids.

const truth: Response = { clicks: 40, z: 0.4, effectiveBid: 2, spread: 0.6 }

const campaign: BidCampaign = {
  id: 'c1',
  strategy: 'MANUAL',
  placements: { top: 0, rest: 0, product: 0 },
  dailyBudget: null,
  openRatios: [],
  changedAge: null,
  byPlace: { top: [], rest: [], product: [] },
}

const daysAt = (bid: number, from: number, to: number): DayFigures[] =>
  Array.from({ length: to - from }, (_, index) => ({
    age: from + index,
    ...atBid(truth, bid),
    orders: 0,
    sales: 0,
  }))

const target = (wanted: Partial<BidTarget>): BidTarget => ({
  id: 't1',
  campaignId: 'c1',
  adGroupId: 'g1',
  text: 'headlamp',
  matchType: 'exact',
  bid: 1,
  reference: null,
  price: null,
  coverDays: null,
  inboundDays: null,
  changedAge: null,
  earlierBids: [],
  days: [],
  ...wanted,
})

const standingOf = (one: BidTarget, where: BidCampaign = campaign): Response =>
  responsesOf(
    [one],
    () => 1,
    () => where,
  )[0]!

describe('where a target stands', () => {
  const lowered = target({
    changedAge: 3,
    earlierBids: [{ fromAge: 3, bid: 2 }],
    days: [...daysAt(1, 0, 3), ...daysAt(2, 3, 40)],
  })

  it('is read off the days at each of its bids', () => {
    const stands = standingOf(lowered)
    for (const bid of [0.7, 1, 2, 3]) {
      expect(atBid(stands, bid).clicks).toBeCloseTo(atBid(truth, bid).clicks, 0)
      expect(atBid(stands, bid).cost / atBid(truth, bid).cost).toBeCloseTo(1, 1)
    }
  })

  it('would be mistaken for far more clicks at the present bid if the earlier one were not known', () => {
    const stands = standingOf({ ...lowered, earlierBids: [] })
    expect(stands.clicks).toBeGreaterThan(2 * atBid(truth, 1).clicks)
  })

  it('counts the hours in which the budget carried clicks only', () => {
    const half = lowered.days.map((day) => ({ ...day, clicks: day.clicks / 2, cost: day.cost / 2 }))
    const stands = standingOf(target({ ...lowered, days: half }), {
      ...campaign,
      openRatios: Array.from({ length: 40 }, () => 0.5),
    })
    expect(stands.clicks).toBeCloseTo(atBid(truth, 1).clicks, 0)
  })

  it('is the account’s usual one where nothing was seen', () => {
    expect(standingOf(target({})).clicks).toBe(0)
  })
})
