import { describe, expect, it } from 'vitest'
import { type Told, searchLines, searchState, shareOf, weekBefore } from './searches.ts'

const sums = (query: string, volume: number, clicks = 2) => ({
  query,
  products: 1,
  volume,
  impressionsTotal: volume * 20,
  impressions: volume,
  clicksTotal: 10,
  clicks,
  cartAddsTotal: 3,
  cartAdds: 1,
  purchasesTotal: 0,
  purchases: 0,
})
const ranked = (term: string, rank: number, position: number, asin: string) => ({
  term,
  rank,
  position,
  asin,
  title: null,
  clickShareRatio: 0.1,
})
const told = (some: Partial<Told>): Told => ({
  now: [],
  before: [],
  ranks: [],
  ranksBefore: [],
  own: new Map([['B0OWN', 'Lamp']]),
  ...some,
})

describe('a week of searches', () => {
  it('has one line a query, the most searched first, beside the week before and its rank', () => {
    const lines = searchLines(
      told({
        now: [sums('tent light', 40), sums('camping lamp', 90)],
        before: [sums('camping lamp', 60, 1)],
        ranks: [ranked('Camping  Lamp', 700, 2, 'B0OTHER'), ranked('Camping  Lamp', 700, 1, 'B0OWN')],
        ranksBefore: [ranked('camping lamp', 900, 1, 'B0OTHER')],
      }),
    )
    expect(lines.map((line) => line.query)).toEqual(['camping lamp', 'tent light'])
    expect(lines[0]).toMatchObject({ rank: 700, rankBefore: 900, before: { volume: 60 } })
    expect(lines[0]!.top.map(({ asin, title, isOwn }) => [asin, title, isOwn])).toEqual([
      ['B0OWN', 'Lamp', true],
      ['B0OTHER', null, false],
    ])
    expect(lines[1]).toMatchObject({ rank: null, before: null, top: [] })
  })

  it('shows ranks alone while nothing else is known, and never beside what is', () => {
    const ranks = [ranked('lantern', 30, 1, 'B0OTHER'), ranked('tent light', 9, 1, 'B0OTHER')]
    expect(searchLines(told({ ranks })).map(({ query, now }) => [query, now])).toEqual([
      ['tent light', null],
      ['lantern', null],
    ])
    expect(searchLines(told({ ranks, now: [sums('tent light', 4)] }))).toHaveLength(1)
  })

  it('has no share of nothing', () => {
    expect(shareOf({ own: 0, total: 0 })).toBeNull()
    expect(shareOf({ own: 1, total: 4 })).toBe(0.25)
  })

  it('is compared with the seven days before it alone', () => {
    const weeks = [{ from: '2026-11-08' }, { from: '2026-10-25' }]
    expect(weekBefore(weeks, weeks[0]!)).toBeNull()
    expect(weekBefore([...weeks, { from: '2026-11-01' }], weeks[0]!)).toEqual({ from: '2026-11-01' })
  })
})

describe('why searches are missing', () => {
  const asked = (state: string, reason: string | null = null, given = false) => ({ state, reason, given })
  it.each([
    [null, null, 'not_connected'],
    [['orders'], asked('done', null, true), 'no_grant'],
    [['brand_analytics'], null, 'coming'],
    [['brand_analytics'], asked('asked'), 'coming'],
    [['brand_analytics'], asked('waiting', 'report_broken'), 'refused'],
    [['brand_analytics'], asked('failed', 'report_broken'), 'refused'],
    [['brand_analytics'], asked('nothing'), 'nothing'],
    [['brand_analytics'], asked('held', 'Unauthorized', true), 'held'],
    [['brand_analytics'], asked('waiting', null, true), 'told'],
  ])('%j and %j: %s', (granted, pull, state) => {
    expect(searchState(granted, pull)).toBe(state)
  })
})
