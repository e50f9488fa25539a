import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/day.ts'
import { type Benchmark, type Traffic, benchmarkFor, defaultAim, judgeCpc } from './cpc.ts'
import { parseBenchmarks } from './benchmark-file.ts'
import { type InvalidLine, measureInvalid, rateOf } from './invalid.ts'

const line = (campaign: string, day: number, gross: number, invalid: number): InvalidLine => ({
  campaign,
  day: addDays('2026-09-07', day),
  grossClicks: gross,
  invalidClicks: invalid,
  grossImpressions: gross * 50,
  invalidImpressions: invalid * 40,
})

describe('invalid traffic', () => {
  it('names the campaign far above the others, not every blip', () => {
    const days = Array.from({ length: 28 }, (_, n) => n)
    const traffic = measureInvalid([
      ...days.flatMap((n) => [line('A', n, 100, 4), line('B', n, 60, 2)]),
      ...days.map((n) => line('bad', n, 50, 9)),
      line('blip', 3, 4, 2),
    ])
    expect(traffic.campaigns.filter((one) => one.standsOut).map((one) => one.campaign)).toEqual(['bad'])
    expect(traffic.clicks.ratio).toBeCloseTo((28 * 15 + 2) / (28 * 210 + 4), 9)
    expect(traffic.weeks).toHaveLength(4)
    expect(traffic.direction).toBe('steady')
  })

  it('sees a rising rate, and says nothing from three weeks', () => {
    const weeks = (rates: number[]) =>
      measureInvalid(rates.map((rate, n) => line('A', n * 7, 1000, rate * 10)))
    expect(weeks([3, 4, 5, 6, 7, 8, 9, 10]).direction).toBe('rising')
    expect(weeks([3, 4, 5]).direction).toBe('unknown')
    expect(measureInvalid([]).clicks).toMatchObject({ ratio: null, gross: 0 })
  })

  it('bears figures that contradict each other', () => {
    const rows = fc.record({
      campaign: fc.constantFrom('A', 'B', 'C'),
      day: fc.integer({ min: 0, max: 90 }).map((n) => addDays('2026-01-01', n)),
      grossClicks: fc.integer({ min: -5, max: 50 }),
      invalidClicks: fc.integer({ min: -5, max: 90 }),
      grossImpressions: fc.integer({ min: 0, max: 500 }),
      invalidImpressions: fc.integer({ min: 0, max: 900 }),
    })
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 40 }), (lines) => {
        const traffic = measureInvalid(lines)
        for (const one of [traffic.clicks, ...traffic.weeks, ...traffic.campaigns]) {
          if (one.ratio === null) continue
          expect(one.ratio).toBeGreaterThanOrEqual(0)
          expect(one.ratio).toBeLessThanOrEqual(1)
          expect(one.low).toBeLessThanOrEqual(one.ratio + 1e-12)
          expect(one.high).toBeGreaterThanOrEqual(one.ratio - 1e-12)
        }
      }),
    )
  })

  it('has an interval that narrows with clicks', () => {
    const width = (gross: number): number => rateOf(gross / 20, gross).high - rateOf(gross / 20, gross).low
    expect(width(2000)).toBeLessThan(width(200) / 2.5)
  })
})

const benchmark = (given: Partial<Benchmark>): Benchmark => ({
  id: '1',
  marketplace: 'DE',
  name: 'Home',
  source: 'somebody',
  scope: 'account',
  scopeText: '',
  currency: 'EUR',
  valueMicros: 1_000_000n,
  from: '2026-01-01',
  to: null,
  ...given,
})
const traffic = (
  key: string,
  clicks: number,
  orders: number,
  cost: number,
  sales: number,
  top = 0.2,
): Traffic => ({
  key,
  name: key,
  clicks,
  orders,
  costMicros: BigInt(Math.round(cost * 1e6)),
  salesMicros: BigInt(Math.round(sales * 1e6)),
  topShare: top,
})

describe('cost per click', () => {
  it('is held against the narrowest benchmark that is valid', () => {
    const all = [
      benchmark({ id: '1' }),
      benchmark({ id: '2', from: '2026-06-01' }),
      benchmark({ id: '3', scope: 'campaign', scopeText: 'lamp', to: '2026-03-31' }),
      benchmark({ id: '4', scope: 'keyword', scopeText: 'Head Lamp' }),
      benchmark({ id: '5', currency: 'GBP', from: '2026-07-01' }),
    ]
    const find = (what: { campaign?: string; keyword?: string }, day: string) =>
      benchmarkFor(all, what, day, 'EUR')?.id
    expect(find({ campaign: 'LAMPS auto' }, '2026-02-01')).toBe('3')
    expect(find({ campaign: 'LAMPS auto' }, '2026-08-01')).toBe('2')
    expect(find({ keyword: 'head lamp' }, '2026-08-01')).toBe('4')
    expect(find({}, '2025-12-31')).toBeUndefined()
  })

  it('is no goal alone: cheap with poor conversion is said to be', () => {
    const of = judgeCpc(
      [
        traffic('good', 1000, 100, 750, 3000),
        traffic('cheap', 1000, 30, 400, 900),
        traffic('dear', 1000, 110, 1200, 3300),
        traffic('hidden', 1000, 100, 500, 3000, 0.02),
      ],
      () => benchmark({}),
      defaultAim,
    )
    const by = new Map(of.map((one) => [one.key, one]))
    expect(by.get('good')).toMatchObject({
      standing: 'within',
      ratio: 0.75,
      tests: { median: true, ceiling: true, conversion: true },
    })
    expect(by.get('cheap')).toMatchObject({
      standing: 'below',
      isCheapButWeak: true,
      tests: { ceiling: false, conversion: false },
    })
    expect(by.get('dear')).toMatchObject({
      standing: 'above',
      isCheapButWeak: false,
      tests: { median: false },
    })
    expect(by.get('hidden')).toMatchObject({ standing: 'below', isCheapButWeak: true })
  })

  it('of few clicks has no ceiling, and without benchmark no standing', () => {
    const [one] = judgeCpc([traffic('a', 3, 9, 3, 99)], () => null, defaultAim)
    expect(one).toMatchObject({
      standing: 'no_benchmark',
      ratio: null,
      ceilingMicros: null,
      conversionRatio: 3,
    })
    expect(judgeCpc([traffic('a', 0, 0, 0, 0)], () => null, defaultAim)).toEqual([])
  })
})

describe('benchmarks from a spreadsheet', () => {
  it('are read with titles or without, parted by tabs, commas or semicolons', () => {
    const tabs = '名称\t来源\t数值\t起\t止\nHome\tStudy, 2026\t0.98\t2026/1/1\t'
    expect(parseBenchmarks(tabs).rows).toEqual([
      {
        name: 'Home',
        source: 'Study, 2026',
        scope: 'account',
        scopeText: '',
        value: '0.98',
        from: '2026-01-01',
        to: null,
      },
    ])
    expect(
      parseBenchmarks('Lampe;Studie;1,25;2026-01-01;2026-12-31;keyword;stirnlampe').rows[0],
    ).toMatchObject({
      value: '1.25',
      scope: 'keyword',
      scopeText: 'stirnlampe',
    })
    expect(parseBenchmarks('"A, ""B""",S,1.10,2026-02-28,,活动,lamp').rows[0]).toMatchObject({
      name: 'A, "B"',
      scope: 'campaign',
    })
  })

  it('tell what is wrong, line by line', () => {
    const text = 'A,S,1,2026-01-01\nB,S,0,2026-01-01\nC,S,1,2026-02-30\nD,S,1,2026-01-01,,keyword,\nE'
    expect(parseBenchmarks(text).problems.map((one) => [one.line, one.code])).toEqual([
      [2, 'value_wrong'],
      [3, 'day_wrong'],
      [4, 'scope_wrong'],
      [5, 'columns_missing'],
    ])
  })

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseBenchmarks(text)))
  })
})
