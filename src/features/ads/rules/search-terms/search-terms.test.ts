import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardOf } from './board.ts'
import { suggestedBrands } from './classes.ts'
import { gramDetail, grams } from './grams.ts'
import { harvest } from './harvest.ts'
import { type TermRow, exposureOf, linesOf, plainTerm } from './lines.ts'
import { keyword, madeAds, madeJudging, madeRow, madeSettings, negative, siblings } from './made-place.ts'
import { negatives } from './negatives.ts'
import { overlaid, overlaidWaste } from './overlay.ts'
import { expectedRates, payChance } from './rates.ts'
import { structureOf } from './structure.ts'
import { keywordsFrom, lettingGo, negativesFrom } from './wishes.ts'

const never = { target: () => false, group: () => true }
const always = { target: () => true, group: () => true }

describe('a term', () => {
  it('is one whatever its case and spaces, and an ASIN in capitals', () => {
    expect(plainTerm('  Head   LAMP ')).toEqual({ term: 'head lamp', isAsin: false })
    expect(plainTerm('b0abcdefgh')).toEqual({ term: 'B0ABCDEFGH', isAsin: true })
    // Ten letters are a word.
    expect(plainTerm('flashlight').isAsin).toBe(false)
    const rows = [madeRow('Head Lamp', { clicks: 2 }), madeRow('head  lamp', { clicks: 3, orders: 1 })]
    const lines = linesOf(rows, structureOf(madeSettings, madeAds, 'en-US'))
    expect(lines.map((one) => [one.term, one.clicks, one.orders])).toEqual([['head lamp', 5, 1]])
  })

  it('finds its ids by name where a console file has none', () => {
    const rows = [madeRow('x', { clicks: 1 }, { campaignId: null, adGroupId: null })]
    expect(linesOf(rows, structureOf(madeSettings, madeAds, 'en-US'))[0]).toMatchObject({
      campaignId: '1',
      adGroupId: '11',
    })
  })

  it('is expected what its siblings do, itself left out', () => {
    const silent = madeRow('silent', { clicks: 3000 })
    const { rates, lines } = madeJudging([...siblings, silent])
    const own = lines.find((one) => one.term === 'silent')!
    // The account as a whole converts at 30 of 3,300.
    expect(rates!.of(own).prior.mean).toBeCloseTo(0.1, 2)
    expect(expectedRates(linesOf([silent], structureOf(madeSettings, madeAds, 'en-US')))).toBeNull()
  })
})

describe('harvest', () => {
  const sold = madeRow('camping lamp', { clicks: 20, orders: 4 })

  it('gives a term with orders an exact keyword in the exact ad group of the product', () => {
    const [row] = harvest(madeJudging([...siblings, sold]), never)
    expect(row).toMatchObject({
      term: 'camping lamp',
      state: 'ready',
      destination: { campaignId: '3', adGroupId: '31' },
      sources: [{ adGroupId: '11' }],
    })
    // 0.3 × about 0.1–0.2 × 40, never beyond twice the cost per click.
    expect(Number(row!.bidMicros) / 1e6).toBeGreaterThan(1.2)
    expect(Number(row!.bidMicros) / 1e6).toBeLessThanOrEqual(2)
    expect(keywordsFrom([{ ...row!, bid: '1.50', grounds: [] }], new Map([[row!.key, '0.90']]))).toEqual([
      {
        kind: 'sp.keyword',
        wish: { campaignId: '3', adGroupId: '31', term: 'camping lamp', matchType: 'EXACT', bid: '0.90' },
        grounds: [],
      },
    ])
  })

  it('says that an ad group is missing where no other advertises the product', () => {
    const ads = madeAds.filter((one) => one.adGroupId === '11')
    expect(harvest(madeJudging([...siblings, sold], { ads }), never)[0]).toMatchObject({
      state: 'build',
      destination: null,
    })
  })

  it('lets the source go only once the keyword stands and was seen', () => {
    const settings = [...madeSettings, keyword('3', '31', 'Camping Lamp', 'exact')]
    const judging = madeJudging([...siblings, sold], { settings })
    const stateOf = (served: typeof never) =>
      harvest(judging, served).find((one) => one.term === 'camping lamp')?.state
    expect(stateOf(never)).toBe('unserved')
    expect(stateOf(always)).toBe('negate')
    const [row] = harvest(judging, always)
    expect(lettingGo([{ ...row!, bid: null, grounds: [] }])).toMatchObject([
      { wish: { campaignId: '1', adGroupId: '11', matchType: 'NEGATIVE_EXACT', term: 'camping lamp' } },
    ])
    // Paused, or in an ad group that does not serve, it would be served nowhere.
    const paused = [...madeSettings, keyword('3', '31', 'camping lamp', 'exact', 'paused')]
    expect(harvest(madeJudging([...siblings, sold], { settings: paused }), always)[0]!.state).toBe('paused')
    // Done: the source keeps it out already.
    const done = [...settings, negative('1', '11', 'camping lamp')]
    expect(harvest(madeJudging([...siblings, sold], { settings: done }), always)).toEqual([])
  })

  it('never negates in the ad group where the keyword itself stands', () => {
    const settings = [...madeSettings, keyword('2', '21', 'camping lamp', 'exact')]
    const from = {
      campaignId: '2',
      campaign: 'Broad',
      adGroupId: '21',
      adGroup: 'broad group',
      target: 'lamp',
      matchType: 'broad',
    }
    const rows = [...siblings, madeRow('camping lamp', { clicks: 20, orders: 4 }, from)]
    expect(harvest(madeJudging(rows, { settings }), always)).toEqual([])
  })

  it('does not choose an ad group that keeps the term out', () => {
    const settings = [
      ...madeSettings,
      negative('3', null, 'camping', 'phrase'),
      negative('2', null, 'camping lamp'),
    ]
    expect(harvest(madeJudging([...siblings, sold], { settings }), never)[0]!.state).toBe('blocked')
  })

  it('leaves alone what Amazon takes as no keyword', () => {
    const long = madeRow(Array.from({ length: 11 }, () => 'word').join(' '), { clicks: 10, orders: 3 })
    expect(harvest(madeJudging([...siblings, long]), never)[0]).toMatchObject({
      state: 'unfit',
      problem: 'term_too_many_words',
      bidMicros: null,
    })
  })

  it('keeps the first bid within what the marketplace takes', () => {
    const cheap = madeRow('ランプ', { clicks: 400, orders: 2, cost: 40, sales: 4 })
    const judging = madeJudging([cheap], { language: 'ja-JP', marketplace: 'JP', currency: 'JPY' })
    const [row] = harvest(judging, never)
    expect(row!.bidMicros).toBe(2_000_000n)
    expect(row!.grounds.map((one) => one.code)).toContain('term.bid_bounded')
  })
})

describe('negatives', () => {
  const dear = madeRow('kids toy torch', { clicks: 60, cost: 60 })

  it('are terms whose silence is more than luck and dearer than an order', () => {
    const [row, ...others] = negatives(madeJudging([...siblings, dear]))
    expect(others).toEqual([])
    expect(row).toMatchObject({ term: 'kids toy torch', test: 'zero', state: 'ready', adGroupId: '11' })
    expect(row!.chance!).toBeCloseTo(Math.exp(-6), 3)
    expect(row!.monthMicros).toBe(60_000_000n)
    expect(negativesFrom([{ ...row!, grounds: [] }])).toMatchObject([
      { kind: 'sp.negative', wish: { campaignId: '1', adGroupId: '11', matchType: 'NEGATIVE_EXACT' } },
    ])
  })

  it('are not terms that luck explains, nor cheap ones', () => {
    expect(negatives(madeJudging([...siblings, madeRow('few', { clicks: 15, cost: 30 })]))).toEqual([])
    expect(negatives(madeJudging([...siblings, madeRow('cheap', { clicks: 60, cost: 6 })]))).toEqual([])
  })

  it('do not hold the youngest clicks against a term', () => {
    const young = madeRow('young', { clicks: 60, ripeClicks: 10, cost: 60 })
    expect(negatives(madeJudging([...siblings, young]))).toEqual([])
  })

  it('are not proposed twice, nor where a phrase keeps them out already', () => {
    for (const one of [negative('1', '11', 'kids toy torch'), negative('1', null, 'toy torch', 'phrase')])
      expect(negatives(madeJudging([...siblings, dear], { settings: [...madeSettings, one] }))).toEqual([])
  })

  it('spare own brands, own products and what is of one root with sellers until somebody looked', () => {
    const seller = madeRow('kid toys torches', { clicks: 10, orders: 3 })
    expect(negatives(madeJudging([...siblings, dear, seller]))[0]).toMatchObject({
      state: 'protected',
      protection: [{ code: 'root', like: 'kid toys torches' }],
    })
    expect(negatives(madeJudging([...siblings, dear], { own: ['Kids Toy'] }))[0]!.protection).toEqual([
      { code: 'brand', like: 'Kids Toy' },
    ])
    const asin = madeRow('b0aaaaaaaa', { clicks: 60 })
    expect(negatives(madeJudging([...siblings, asin]))[0]).toMatchObject({
      term: 'B0AAAAAAAA',
      state: 'protected',
      protection: [{ code: 'own_product' }],
    })
  })

  it('are one for the campaign where several of its ad groups waste and none sells', () => {
    const settings = [...madeSettings, { ...madeSettings[1]!, adGroupId: '12', name: 'second group' }]
    const second = { adGroupId: '12', adGroup: 'second group' }
    const rows = [...siblings, dear, madeRow('kids toy torch', { clicks: 50, cost: 50 }, second)]
    const [row, ...others] = negatives(madeJudging(rows, { settings }))
    expect(others).toEqual([])
    expect(row).toMatchObject({ adGroupId: null, campaignId: '1', sums: { clicks: 110 } })
  })

  it('never touch an own exact keyword', () => {
    const exact = {
      campaignId: '3',
      campaign: 'Exact',
      adGroupId: '31',
      adGroup: 'exact group',
      target: 'head lamp',
      matchType: 'exact',
    }
    expect(negatives(madeJudging([...siblings, madeRow('head lamp', { clicks: 90 }, exact)]))).toEqual([])
  })

  it('are also terms that sell far too dearly', () => {
    const poor = madeRow('luxury torch', { clicks: 400, orders: 2, cost: 400 })
    expect(negatives(madeJudging([...siblings, poor]))[0]).toMatchObject({ test: 'low', chance: null })
  })
})

describe('words', () => {
  const toys = Array.from({ length: 40 }, (_, index) =>
    madeRow(`toy torch ${index}x`, { clicks: 2, cost: 3 }),
  )

  it('catch waste that no single term shows', () => {
    const judging = madeJudging([...siblings, ...toys])
    expect(negatives(judging)).toEqual([])
    const found = grams(judging).filter((one) => one.state === 'candidate')
    expect(found.map((one) => one.gram)).toEqual(expect.arrayContaining(['toy', 'torch', 'toy torch']))
    expect(found.find((one) => one.gram === 'toy')).toMatchObject({ terms: 40, sums: { orders: 0 } })
  })

  it('show what they would keep out, and spare campaigns that sell or aim at them', () => {
    const broad = {
      campaignId: '2',
      campaign: 'Broad',
      adGroupId: '21',
      adGroup: 'broad group',
      target: 'lamp',
      matchType: 'broad',
    }
    const exact = { ...broad, campaignId: '3', campaign: 'Exact', adGroupId: '31', adGroup: 'exact group' }
    const settings = [...madeSettings, keyword('3', '31', 'red toy torch', 'exact')]
    const rows = [
      ...siblings,
      ...toys,
      madeRow('toy torch red', { clicks: 5, orders: 1 }, broad),
      madeRow('toy torch blue', { clicks: 5 }, exact),
    ]
    const { lines, places, grounds } = gramDetail(madeJudging(rows, { settings }), ['toy', 'torch'])
    expect(lines).toHaveLength(42)
    expect(new Map(places.map((one) => [one.campaignId, one.state]))).toEqual(
      new Map([
        ['1', 'ready'],
        ['2', 'sells'],
        ['3', 'keyword'],
      ]),
    )
    expect(grounds[0]).toMatchObject({ code: 'gram.blocks', data: { terms: 42, orders: 1 } })
  })
})

describe('brands', () => {
  it('are what most titles begin with, else the store', () => {
    expect(suggestedBrands(['Fellwick Bowl', 'FELLWICK Leash', 'Other'], 'Shop', 'en-US').own).toEqual([
      'fellwick',
    ])
    expect(suggestedBrands([], 'Nordlicht DE', 'de-DE')).toEqual({ own: ['nordlicht'], from: 'store' })
  })
})

describe('what was decided since', () => {
  const judging = madeJudging([
    ...siblings,
    madeRow('camping lamp', { clicks: 20, orders: 4 }),
    madeRow('kids toy torch', { clicks: 60, cost: 60 }),
  ])
  const nothing = { dismissed: new Set<string>(), making: new Map<string, string>() }

  it('stands over suggestions', () => {
    const rows = harvest(judging, never)
    const states = (overlay: typeof nothing) => overlaid(rows, overlay).map((one) => [one.state, one.batchId])
    expect(states(nothing)).toEqual([['ready', null]])
    expect(states({ ...nothing, making: new Map([['31·EXACT·camping lamp', '7']]) })).toEqual([
      ['waiting', '7'],
    ])
    expect(states({ ...nothing, dismissed: new Set(['harvest·31·camping lamp']) })).toEqual([])
    const waste = negatives(judging)
    const making = new Map([['11·NEGATIVE_EXACT·kids toy torch', '8']])
    expect(overlaidWaste(waste, { ...nothing, making })[0]).toMatchObject({ state: 'waiting', batchId: '8' })
    expect(overlaidWaste(waste, { ...nothing, dismissed: new Set(['negative·11·kids toy torch']) })).toEqual(
      [],
    )
  })
})

const anyRow: fc.Arbitrary<TermRow> = fc
  .record({
    term: fc.oneof(
      fc.constantFrom(
        'head lamp',
        'Head  Lamp',
        'b0aaaaaaaa',
        'camping lamp',
        'ヘッド ライト',
        '头灯 儿童',
        'stirnlampe für kinder',
        '*',
      ),
      fc.string({ maxLength: 120 }),
    ),
    // Orders may exceed clicks and clicks impressions.
    impressions: fc.nat(50),
    clicks: fc.nat(400),
    orders: fc.nat(30),
    cost: fc.nat(500_000_000),
    sales: fc.nat(900_000_000),
    ripe: fc.nat(400),
    place: fc.constantFrom(['1', '11'], ['2', '21'], ['3', '31'], ['9', '99'], [null, null]),
    matchType: fc.constantFrom('auto', 'broad', 'phrase', 'exact', 'product', null),
    target: fc.constantFrom('close-match', 'lamp', 'asin="B0AAAAAAAA"', null),
  })
  .map(({ place, cost, sales, ripe, ...row }) => ({
    ...row,
    campaignId: place[0] ?? null,
    campaign: 'Auto',
    adGroupId: place[1] ?? null,
    adGroup: 'auto group',
    costMicros: BigInt(cost),
    salesMicros: BigInt(sales),
    ripeClicks: Math.min(ripe, row.clicks),
  }))

describe('whatever a report holds', () => {
  it('is judged without breaking the rules that protect', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 40 }),
        fc.constantFrom('en-US', 'de-DE', 'ja-JP'),
        (rows, language) => {
          const judging = madeJudging(rows, { language, own: ['camping'] })
          const board = boardOf(judging, always)
          const spent = rows.reduce(
            (sum, row) => sum + (plainTerm(row.term).term === '' ? 0n : row.costMicros),
            0n,
          )
          expect(board.terms.reduce((sum, row) => sum + row.sums.costMicros, 0n)).toBe(spent)
          for (const row of board.negatives) {
            expect(row.payChance).toBeGreaterThanOrEqual(0)
            expect(row.payChance).toBeLessThan(0.5)
            if (row.test === 'zero') expect(row.sums.orders).toBe(0)
            // An own brand's term and an own product are never proposed unseen.
            if (/camping/.test(row.term) || row.term === 'B0AAAAAAAA') expect(row.state).not.toBe('ready')
          }
          for (const row of board.harvest) {
            expect(row.sums.orders).toBeGreaterThan(0)
            if (row.state === 'ready') expect(row.bidMicros!).toBeGreaterThanOrEqual(20_000n)
            // Letting go never hits the ad group where the keyword stands.
            for (const source of row.sources)
              if (row.state === 'negate') expect(source.adGroupId).not.toBe(row.destination?.adGroupId)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('pays the likelier the more it sells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 20 }), (clicks, orders) => {
        const { rates, lines } = madeJudging([
          ...siblings,
          madeRow('a', { clicks, orders }),
          madeRow('b', { clicks, orders: orders + 1, sales: orders * 40 + 40 }),
        ])
        const chanceOf = (term: string): number => {
          const own = lines.find((one) => one.term === term)!
          return payChance(own, rates!.of(own), 0.3)
        }
        expect(exposureOf(lines[0]!)).toBeGreaterThan(0)
        expect(chanceOf('b')).toBeGreaterThanOrEqual(chanceOf('a') - 0.02)
      }),
    )
  })
})
