import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, addDays, daysBetween } from '#kernel/day.ts'
import { type Past, type Wish, planDay, planStream } from './plan.ts'
import { isTurn } from './plan-weeks.ts'
import { type DayStream, type StreamId, streamOf } from './streams.ts'

const berlin = { marketplace: 'DE', timeZone: 'Europe/Berlin' }
const at = (text: string): Date => new Date(text)

/** Plans a stream day after day; every wish is fulfilled at once unless `fate` says otherwise. */
function live(
  stream: StreamId,
  days: number,
  fate: (wish: Wish, day: number) => Past['state'] = () => 'done',
): { asked: Wish[]; past: Past[] } {
  const past: Past[] = []
  const asked: Wish[] = []
  for (let day = 0; day < days; day++) {
    const now = new Date(Date.UTC(2026, 10, 10, 15) + day * 86_400_000)
    const { wishes, abandon } = planStream(streamOf(stream), berlin, past, now)
    for (const id of abandon)
      past.splice(
        past.findIndex((one) => one.id === id),
        1,
      )
    for (const wish of wishes) {
      asked.push(wish)
      const { stream: id, from, to, on } = wish
      past.push({
        id: `${past.length}/${wish.key}`,
        stream: id,
        from,
        to,
        on,
        at: now,
        state: fate(wish, day),
      })
    }
  }
  return { asked, past }
}

/** How often each day was read. */
function readings(past: readonly Past[]): Map<Day, number> {
  const times = new Map<Day, number>()
  for (const { from, to, state } of past)
    if (state === 'done')
      for (let day = from!; day <= to!; day = addDays(day, 1)) times.set(day, (times.get(day) ?? 0) + 1)
  return times
}

describe('a stream of days', () => {
  it('begins with all days within reach, the young first, in requests Amazon takes', () => {
    const { wishes } = planStream(streamOf('ads_campaign'), berlin, [], at('2026-11-10T15:00:00Z'))
    expect(wishes.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-10', '2026-11-09'],
      ['2026-09-09', '2026-10-09'],
      ['2026-08-09', '2026-09-08'],
    ])
  })

  it('asks the sales of this month and the last day by day, older ones by month', () => {
    const { wishes } = planStream(streamOf('sales'), berlin, [], at('2026-11-10T15:00:00Z'))
    const spans = wishes.map(({ from, to }) => `${from} ${daysBetween(from!, to!)}`)
    expect(spans.slice(0, 2)).toEqual(['2026-11-09 1', '2026-11-08 1'])
    expect(spans.slice(39)).toEqual([
      '2026-10-01 1',
      '2026-09-01 30',
      '2026-08-01 31',
      '2026-07-01 31',
      '2026-06-01 30',
      '2026-05-01 31',
      '2026-04-01 30',
      '2026-03-01 31',
      '2026-02-01 28',
      '2026-01-01 31',
      '2025-12-01 31',
      '2025-11-01 30',
      '2025-10-10 22',
    ])
  })

  it('reads a day again until Amazon no longer restates it, and then leaves it', () => {
    const { past } = live('ads_campaign', 90)
    const times = readings(past)
    // A day that is young on the first of 90 days: each day for a fortnight, each week for a month, each month for two.
    expect(times.get('2026-11-10')).toBeGreaterThanOrEqual(14 + 2 + 1)
    expect(times.get('2026-11-10')).toBeLessThanOrEqual(14 + 4 + 2)
    const last = past.filter(({ from, to }) => from! <= '2026-11-10' && to! >= '2026-11-10').at(-1)!
    expect(daysBetween('2026-11-10', last.on) - 1).toBeGreaterThanOrEqual(32)
  })

  it('has one request a day for the fortnight', () => {
    const { asked } = live('ads_campaign', 30)
    const daily = asked.filter(({ on, to }) => on > '2026-11-11' && daysBetween(to!, on) === 2)
    expect(daily.every(({ from, to }) => daysBetween(from!, to!) >= 14)).toBe(true)
    expect(asked.length).toBeLessThan(3 + 29 + 5 + 2)
  })

  it('takes up what an outage left out, however long it was', () => {
    const { past } = live('sales', 1)
    const later = at('2027-03-20T15:00:00Z')
    const { wishes } = planStream(streamOf('sales'), berlin, past, later)
    const caught = new Set(
      wishes.flatMap(({ from, to }) =>
        Array.from({ length: daysBetween(from!, to!) }, (_, n) => addDays(from!, n)),
      ),
    )
    for (let day = '2026-11-10'; day < '2027-03-20'; day = addDays(day, 1)) expect(caught).toContain(day)
    expect(caught).not.toContain('2026-10-30')
  })

  it('gives up a request for young days that nobody got round to, and keeps one for old days', () => {
    const stuck = live('ads_campaign', 2, () => 'waiting')
    const spans = stuck.past.map(({ from, to }) => `${from}..${to}`)
    expect(spans).toContain('2026-10-11..2026-11-10')
    expect(spans).not.toContain('2026-10-10..2026-11-09')
    expect(spans.filter((one) => one === '2026-08-09..2026-09-08')).toHaveLength(1)
  })

  it('asks once more, another day, where there was said to be nothing, and then believes it', () => {
    const { asked } = live('orders_history', 6, () => 'nothing')
    const times = asked.filter(({ to }) => to! < '2026-01-01').length
    expect(times).toBeGreaterThan(0)
    const spans = asked.filter(({ to }) => to! < '2026-01-01').map(({ on }) => on)
    expect(new Set(spans)).toEqual(new Set(['2026-11-10', '2026-11-11']))
  })

  it('asks nothing twice within a day', () => {
    const now = at('2026-11-10T15:00:00Z')
    const { past } = live('returns', 1)
    expect(planStream(streamOf('returns'), berlin, past, now).wishes).toEqual([])
  })

  it('never leaves a day of its reach unread, never asks for too much or for today', () => {
    const states = fc.constantFrom<Past['state']>('done', 'done', 'nothing', 'failed', 'waiting')
    fc.assert(
      fc.property(
        fc.infiniteStream(states),
        fc.constantFrom<StreamId>('sales', 'ads_targeting', 'returns'),
        (fates, id) => {
          const stream = streamOf(id) as DayStream
          const { asked, past } = live(id, 25, (_wish, day) => (day > 20 ? 'done' : fates.next().value))
          for (const { from, to, on } of asked) {
            expect(daysBetween(from!, to!)).toBeLessThanOrEqual(stream.longestDays)
            expect(to! < on).toBe(true)
            expect(daysBetween(from!, on) - 1).toBeLessThanOrEqual(stream.reachDays)
          }
          const today = past.at(-1)!.on
          const read = new Set<Day>()
          for (const { from, to, state } of past)
            if (state === 'done' || state === 'nothing' || state === 'waiting')
              for (let day = from!; day <= to!; day = addDays(day, 1)) read.add(day)
          for (let age = 1; age <= stream.reachDays; age++) expect(read).toContain(addDays(today, -age))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('what is asked by the clock', () => {
  it('Amazon’s suggested bids once a week', () => {
    expect(live('ads_bid_recommendations', 22).asked.map((one) => one.on)).toEqual([
      '2026-11-10',
      '2026-11-17',
      '2026-11-24',
      '2026-12-01',
    ])
  })

  it('comes again after its hours, and a waiting one is replaced', () => {
    const now = at('2026-11-10T15:00:00Z')
    const first = planStream(streamOf('stock'), berlin, [], now).wishes
    expect(first).toHaveLength(1)
    const past = [{ id: '1', stream: 'stock' as const, from: null, to: null, on: '2026-11-10', at: now }]
    const soon = at('2026-11-11T14:00:00Z')
    const later = at('2026-11-11T15:00:00Z')
    const done = past.map((one) => ({ ...one, state: 'done' as const }))
    expect(planStream(streamOf('stock'), berlin, done, soon).wishes).toEqual([])
    expect(planStream(streamOf('stock'), berlin, done, later).wishes).toHaveLength(1)
    const waiting = past.map((one) => ({ ...one, state: 'waiting' as const }))
    expect(planStream(streamOf('stock'), berlin, waiting, later)).toMatchObject({ abandon: ['1'] })
  })

  it('asks for changed orders since the day before the last reading', () => {
    const seen = {
      id: '1',
      stream: 'orders' as const,
      from: '2026-11-01',
      to: '2026-11-02',
      on: '2026-11-02',
    }
    const past = [{ ...seen, at: at('2026-11-02T15:00:00Z'), state: 'done' as const }]
    const [wish] = planStream(streamOf('orders'), berlin, past, at('2026-11-10T15:00:00Z')).wishes
    expect(wish).toMatchObject({ from: '2026-11-01', to: '2026-11-10' })
  })
})

describe('the day of a plan', () => {
  it('begins four hours after the store’s midnight', () => {
    expect(planDay(at('2026-11-10T02:59:00Z'), 'Europe/Berlin')).toBe('2026-11-09')
    expect(planDay(at('2026-11-10T03:00:00Z'), 'Europe/Berlin')).toBe('2026-11-10')
  })
})

describe('a stream of months', () => {
  const spans = (wishes: readonly Wish[]) => wishes.map(({ from, to }) => [from, to])
  const plan = (past: readonly Past[], day: string) =>
    planStream(streamOf('storage_fees'), berlin, past, at(`${day}T15:00:00Z`)).wishes

  it('begins with all months whose report is out, in one request', () => {
    expect(spans(plan([], '2026-11-14'))).toEqual([['2025-09-01', '2026-09-30']])
    expect(spans(plan([], '2026-11-15'))).toEqual([['2025-10-01', '2026-10-31']])
  })

  it('asks for each month once it is out, for the newest weekly, and for others no more', () => {
    const { asked, past } = live('storage_fees', 70)
    expect(spans(asked).slice(0, 2)).toEqual([
      ['2025-09-01', '2026-09-30'],
      ['2026-10-01', '2026-10-31'],
    ])
    const times = readings(past)
    expect(times.get('2026-08-31')).toBe(1)
    expect(times.get('2026-10-31')).toBe(5)
    expect(times.get('2026-11-30')).toBe(5)
  })

  it('believes that there is nothing when it was said on two days', () => {
    const { asked } = live('aged_surcharge', 3, () => 'nothing')
    expect(spans(asked)).toEqual([
      ['2025-10-01', '2026-10-31'],
      ['2025-10-01', '2026-10-31'],
    ])
  })
})

describe('a stream of weeks', () => {
  it('asks for each whole week from Sunday to Saturday, one request each, once it is out', () => {
    const { asked } = live('search_ranks', 2)
    expect(asked).toHaveLength(13)
    expect(asked.slice(0, 2).map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-01', '2026-11-07'],
      ['2026-10-25', '2026-10-31'],
    ])
    const early = planStream(streamOf('search_ranks'), berlin, [], at('2026-11-08T15:00:00Z'))
    expect(early.wishes[0]).toMatchObject({ from: '2026-10-25', to: '2026-10-31' })
  })

  it('waits until the seller’s products are known, where anything granted tells them', () => {
    const stream = streamOf('search_ranks')
    const listings = (state: Past['state']) => [{ stream: 'listings' as const, state }]
    expect(isTurn(stream, ['brand_analytics', 'listings_view'], [])).toBe(false)
    expect(isTurn(stream, ['brand_analytics', 'listings_view'], listings('asked'))).toBe(false)
    expect(isTurn(stream, ['brand_analytics', 'listings_view'], listings('done'))).toBe(true)
    expect(isTurn(stream, ['brand_analytics'], [])).toBe(true)
    expect(isTurn(streamOf('sales'), ['sales_reports', 'listings_view'], [])).toBe(true)
  })

  it('asks for nothing twice, but once more on another day where there was nothing', () => {
    const read = live('search_ranks', 20).asked.map(({ from }) => from)
    expect(new Set(read).size).toBe(read.length)
    expect(read.at(-1)).toBe('2026-11-15')
    const none = live('search_ranks', 20, ({ from }) => (from === '2026-10-25' ? 'nothing' : 'done')).asked
    expect(none.filter(({ from }) => from === '2026-10-25')).toHaveLength(2)
  })

  it('asks for the newest alone, once a day, until Amazon has given any', () => {
    const { asked } = live('search_ranks', 5, () => 'failed')
    expect(asked.map(({ from, on }) => [from, on])).toEqual(
      ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14'].map((on) => ['2026-11-01', on]),
    )
  })
})

describe('a stream of weeks by product', () => {
  const stream = streamOf('search_queries')
  const asins = (many: number): string[] =>
    Array.from({ length: many }, (_, n) => `B0${String(n).padStart(8, '0')}`)
  const plan = (products: string[], past: readonly Past[]): readonly Wish[] =>
    planStream(stream, { ...berlin, products }, past, at('2026-11-11T15:00:00Z')).wishes
  const done = (wish: Wish, state: Past['state'] = 'done'): Past => ({
    ...wish,
    id: wish.key,
    at: at('2026-11-10T15:00:00Z'),
    on: '2026-11-10',
    state,
  })

  it('asks about as many at once as Amazon’s list of 200 characters takes', () => {
    const [first] = plan(asins(40), [])
    expect(first!.asins).toEqual(asins(18))
    expect(first!.asins!.join(' ').length).toBeLessThanOrEqual(200)
    const wishes = plan(asins(40), [done(first!)])
    expect(wishes).toHaveLength(3 * 13 - 1)
    expect(wishes.slice(0, 3).map((one) => [one.from, one.asins!.length])).toEqual([
      ['2026-11-01', 18],
      ['2026-11-01', 4],
      ['2026-10-25', 18],
    ])
    expect(new Set(wishes.map(({ key }) => key)).size).toBe(wishes.length)
  })

  it('asks about a product that is new, and about none twice', () => {
    const [first] = plan(asins(3), [])
    const rest = plan(asins(3), [done(first!)])
    const past = [first!, ...rest].map((wish) => done(wish))
    expect(plan(asins(3), past)).toEqual([])
    expect(plan(asins(4), past).map((one) => [one.asins!.length, one.asins![0]])).toEqual(
      Array.from({ length: 13 }, () => [1, 'B000000003']),
    )
  })

  it('asks for nothing while it knows of no product', () => {
    expect(plan([], [])).toEqual([])
  })
})
