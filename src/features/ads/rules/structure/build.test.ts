import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BuildOptions, type BuildProduct, composeBuild, nameOf, seedsOf, titleSeeds } from './build.ts'
import { type CampaignPlan, canonicalPlan, planProblems, planStanding } from './plan.ts'

const lamp: BuildProduct = {
  sku: 'LAMP-1',
  asin: 'B0LAMP0001',
  title: 'Stirnlampe LED wiederaufladbar, 1000 Lumen',
  price: '25.00',
  conversion: 0.1,
  terms: [
    { term: 'Stirnlampe LED', orders: 5 },
    { term: 'kopflampe', orders: 2 },
    { term: 'b0other001', orders: 9 },
  ],
}
const options: BuildOptions = {
  marketplace: 'DE',
  currency: 'EUR',
  pattern: '{product}_{type}_{match}_{date}',
  date: '20261110',
  types: ['auto', 'research', 'exact', 'products'],
  together: false,
  state: 'PAUSED',
  strategy: 'LEGACY_FOR_SALES',
  budgets: { auto: '10', research: '10', exact: '15', products: '5' },
  targetAcos: 0.3,
  priorConversion: 0.08,
  usual: { cpc: '0.60', conversion: null },
  terms: [],
  asins: ['b0rival0001', 'B0LAMP0001', 'B0RIVAL001'],
}
const built = composeBuild([lamp], options)
const of = (type: string): CampaignPlan => built.find((one) => one.type === type)!.plan

describe('the first month', () => {
  it('has a campaign of each type under the pattern', () => {
    expect(built.map(({ plan }) => [plan.name, plan.targeting, plan.dailyBudget])).toEqual([
      ['LAMP-1_Auto_All_20261110', 'AUTO', '10'],
      ['LAMP-1_Manual_BroadPhrase_20261110', 'MANUAL', '10'],
      ['LAMP-1_Manual_Exact_20261110', 'MANUAL', '15'],
      ['LAMP-1_Manual_ASIN_20261110', 'MANUAL', '5'],
    ])
  })

  it('bids what a click may cost, less where conversion is less sure', () => {
    // 0.3 × 25.00 × 0.1
    expect(of('exact').adGroups[0]!.targets.map((one) => [one.term, one.bid])).toEqual([
      ['stirnlampe led', '0.75'],
      ['kopflampe', '0.75'],
    ])
    expect(of('auto').adGroups[0]!.targets.map((one) => one.bid)).toEqual(['0.60', '0.45', '0.53', '0.38'])
    expect(of('products').adGroups[0]!.targets).toEqual([
      { matchType: 'ASIN', term: 'B0RIVAL001', bid: '0.53' },
    ])
    expect(built[0]!.ground).toEqual({
      code: 'structure_built',
      data: { acos: 0.3, price: '25.00', conversion: 0.1 },
    })
  })

  it('keeps exact keywords out of where terms are looked for', () => {
    const negatives = [
      { matchType: 'NEGATIVE_EXACT', term: 'stirnlampe led' },
      { matchType: 'NEGATIVE_EXACT', term: 'kopflampe' },
    ]
    expect([of('auto').negatives, of('research').negatives, of('exact').negatives]).toEqual([
      negatives,
      negatives,
      [],
    ])
  })

  it('takes words of the title where nothing sold, and what is typed always', () => {
    expect(titleSeeds(lamp.title)).toEqual([
      'stirnlampe led',
      'led wiederaufladbar',
      'wiederaufladbar 1000',
      '1000 lumen',
      'stirnlampe led wiederaufladbar',
    ])
    expect(seedsOf([{ ...lamp, terms: [], title: 'Lampe' }], ['  Kopf  Lampe ', 'x!'])).toEqual([
      'kopf lampe',
      'lampe',
    ])
  })

  it('asks the account’s cost per click where no price is known', () => {
    const [one] = composeBuild([{ ...lamp, price: null }], options)
    expect(one!.ground).toEqual({ code: 'structure_built_cpc', data: { cpc: '0.60' } })
  })

  it('fills the pattern and leaves what it does not know', () => {
    const tokens = { product: '{type}', type: 'Auto', match: 'Auto', date: '1' }
    expect(nameOf('{product}|{type}|{brand}', tokens)).toBe('{type}|Auto|{brand}')
  })
})

describe('a plan', () => {
  const whole = canonicalPlan(of('exact'))
  const codes = (plan: CampaignPlan, taken?: ReadonlySet<string>) =>
    planProblems(plan, 'DE', taken).map((one) => one.code)

  it('is refused for what Amazon would not take', () => {
    expect(codes(whole)).toEqual([])
    expect(codes({ ...whole, name: 'x'.repeat(129) })).toEqual(['name_too_long'])
    expect(codes(whole, new Set([whole.name.toLowerCase()]))).toEqual(['name_taken'])
    expect(codes({ ...whole, dailyBudget: '0.5' })).toEqual([
      'budget_out_of_range',
      'bid_over_budget',
      'bid_over_budget',
    ])
    expect(codes({ ...whole, targeting: 'AUTO' })).toEqual([
      'target_misplaced',
      'target_misplaced',
      'clauses_missing',
    ])
    const [group] = whole.adGroups
    const targets = [{ matchType: 'EXACT' as const, term: 'a b c d e f g h i j k', bid: 'dear' }]
    expect(codes({ ...whole, adGroups: [{ ...group!, targets, skus: [] }] })).toEqual([
      'no_product',
      'term_too_many_words',
      'bid_unreadable',
    ])
  })

  it('is complete when all of it stands, begun while something lacks, and another once anything differs', () => {
    const [group] = whole.adGroups
    const less = { ...whole, adGroups: [{ ...group!, targets: group!.targets.slice(1) }] }
    expect(planStanding(whole, whole)).toBe('complete')
    expect(planStanding(whole, less)).toBe('begun')
    expect(planStanding(whole, { ...whole, adGroups: [] })).toBe('begun')
    expect(planStanding(less, whole)).toBe('other')
    expect(planStanding(whole, { ...whole, dailyBudget: '16.00' })).toBe('other')
    const on: CampaignPlan = { ...whole, state: 'ENABLED' }
    expect(planStanding(on, whole)).toBe('begun')
    // What runs and lacks something was edited: nobody finishes it again.
    expect(planStanding(on, { ...less, state: 'ENABLED' })).toBe('other')
  })

  const text = fc.string({ maxLength: 12 })
  const products = fc.array(
    fc.record({
      sku: text,
      asin: fc.option(text, { nil: null }),
      title: fc.option(text, { nil: null }),
      price: fc.option(fc.constantFrom('0.00', '12.50', 'x', '99999'), { nil: null }),
      conversion: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
      terms: fc.array(fc.record({ term: text, orders: fc.nat(9) }), { maxLength: 4 }),
    }),
    { maxLength: 4 },
  )

  it('has one canonical form, which is complete beside itself, whatever it was built from', () => {
    fc.assert(
      fc.property(products, fc.constantFrom('DE', 'JP', 'XX'), fc.boolean(), (all, marketplace, together) => {
        const currency = marketplace === 'JP' ? 'JPY' : 'EUR'
        for (const { plan } of composeBuild(all, { ...options, marketplace, currency, together })) {
          const once = canonicalPlan(plan)
          expect(canonicalPlan(once)).toEqual(once)
          expect(planStanding(once, once)).toBe('complete')
          const bids = planProblems(plan, marketplace).filter((one) => one.code === 'bid_out_of_range')
          expect(bids).toEqual([])
        }
      }),
    )
  })
})
