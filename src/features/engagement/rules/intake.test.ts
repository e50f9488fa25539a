import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideFit, fitPackOn } from './fit.ts'
import { composeBrief } from './intake-brief.ts'
import { findQuestion, questions } from './intake-questions.ts'
import {
  type Answers,
  asked,
  checkAnswer,
  compareAnswers,
  lacking,
  merge,
  progressOf,
  spoken,
} from './intake.ts'

/** A seller with a factory who is new to Europe and whom nobody has disappointed yet. */
const factory: Answers = {
  goals: ['brand_launch'],
  brandRegistered: 'filed',
  companyName: 'Ningbo Hearth',
  companyKind: 'factory',
  contactName: '赵敏',
  category: 'Kitchen',
  amazonYears: 'never',
  targetMarketplaces: ['DE', 'UK'],
  skuCount: 30,
  listingStyle: 'curated',
  priceStance: 'middle',
  supply: 'own_factory',
  stockUnits: 3000,
  copySkill: 'none',
  adsSkill: 'none',
  budget: { amount: '12000', currency: 'CNY' },
  costs: 'per_sku',
  sharesData: 'all',
  pastAgency: false,
  expects: 'Sell in Germany within half a year.',
}

const judged = (change: Answers = {}) => {
  const { verdict, reasons } = decideFit(composeBrief({ ...factory, ...change }), fitPackOn('2026-03-02'))
  return [verdict, ...reasons.map((one) => `${one.weight} ${one.code}`)]
}

describe('the questionnaire', () => {
  it('asks what follows from earlier answers, and nothing else', () => {
    expect(asked({})).not.toContain('clearUnits')
    expect(asked({ goals: ['clear_stock'] })).toContain('clearUnits')
    expect(asked({ pastAgency: true })).toContain('pastTroubles')
    expect(asked({ pastAgency: false })).not.toContain('pastTroubles')
    expect(asked(factory)).not.toContain('marketplaces')
  })

  it('conditions speak of earlier questions only, and of options that exist', () => {
    for (const [index, question] of questions.entries())
      for (const { of, has } of question.when ?? []) {
        const at = questions.findIndex((one) => one.id === of)
        expect(at, question.id).toBeLessThan(index)
        const options = questions[at]!.type === 'yes' ? ['yes', 'no'] : (questions[at]!.options ?? [])
        for (const value of has) expect(options).toContain(value)
      }
    expect(new Set(questions.map((one) => one.id)).size).toBe(questions.length)
  })

  it('is complete when what is asked and required is answered', () => {
    expect(lacking(factory)).toEqual([])
    expect(progressOf(factory)).toEqual({ done: 19, total: 19 })
    expect(lacking({ ...factory, pastAgency: true }).map((one) => one.question)).toEqual([
      'pastTroubles',
      'pastAccess',
    ])
  })

  it('takes what is right, says what is wrong, loses nothing', () => {
    const { answers, problems } = merge(factory, {
      skuCount: -3,
      category: 'Garden',
      notes: 'Login: password is hunter2',
      expects: null,
      nobodyAskedThis: 1,
    })
    expect(problems).toEqual([
      { question: 'skuCount', code: 'wrong_kind', most: null },
      { question: 'notes', code: 'looks_like_password', most: null },
    ])
    expect(answers).toEqual({ ...factory, category: 'Garden', expects: undefined })
  })

  it.each([
    ['skuCount', 1.5, 'wrong_kind'],
    ['skuCount', 2_000_000, 'too_large'],
    ['goals', ['brand_launch', 'brand_launch'], 'not_an_option'],
    ['goals', [], 'not_an_option'],
    ['companyKind', 'bank', 'not_an_option'],
    ['targetMarketplaces', ['XX'], 'market_unknown'],
    ['budget', { amount: '-1', currency: 'CNY' }, 'amount_wrong'],
    ['budget', { amount: '1', currency: 'XXX' }, 'currency_wrong'],
    ['budget', 'a lot', 'amount_wrong'],
    ['clearBy', '2026-02-30', 'day_wrong'],
    ['companyName', 'x'.repeat(201), 'too_long'],
    ['companyName', '店铺密码：abc123', 'looks_like_password'],
    ['pastAgency', 'yes', 'wrong_kind'],
  ])('%s does not take %j: %s', (id, value, code) =>
    expect(checkAnswer(findQuestion(id)!, value)?.code).toBe(code),
  )

  it('never takes what it would not let through, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.anything(), (question, value) => {
        const { answers } = merge({}, { [question.id]: value })
        const kept = answers[question.id]
        if (kept !== undefined) expect(checkAnswer(question, kept)).toBeNull()
        expect(Object.keys(spoken(answers)).length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('compares submissions by what was asked', () => {
    const before: Answers = { ...factory, pastAgency: true, pastTroubles: ['ads_waste', 'no_report'] }
    expect(compareAnswers(before, { ...before, pastTroubles: ['no_report', 'ads_waste'] })).toEqual([])
    expect(compareAnswers(before, { ...before, pastAgency: false })).toEqual([
      { question: 'pastAgency', before: true, after: false },
      { question: 'pastTroubles', before: ['ads_waste', 'no_report'], after: null },
    ])
  })
})

describe('the brief', () => {
  it('holds the parts of the goals that were named, and no answer nobody asked for', () => {
    const brief = composeBrief({ ...factory, clearUnits: 900, marketplaces: ['US'] })
    expect(brief).toMatchObject({
      goals: ['brand_launch'],
      brandLaunch: { registered: 'filed' },
      clearStock: null,
      marketplaces: { now: [], wanted: ['DE', 'UK'] },
      money: { budget: { amount: '12000', currency: 'CNY' }, monthlySales: null },
      past: { hadAgency: false, stillHasAccess: null },
    })
  })
})

describe('the fit', () => {
  it('names each kind that suits', () => {
    expect(judged()).toEqual(['fit', 'for new_to_na_eu', 'for supply_without_skill'])
    const owner: Answers = {
      companyKind: 'brand',
      supply: 'steady_supplier',
      copySkill: 'strong',
      adsSkill: 'basic',
      amazonYears: 'over_3',
      marketplaces: ['US'],
      channels: ['tiktok', 'own_site'],
    }
    expect(judged(owner)).toEqual(['fit', 'for multi_platform'])
    expect(judged({ ...owner, channels: [] })).toEqual(['conditional', 'condition no_fitting_kind'])
  })

  it('names each kind that does not, whatever else suits', () => {
    expect(judged({ priceStance: 'lowest', listingStyle: 'mass' })).toContain('against bottom_price_mass')
    expect(judged({ priceStance: 'lowest', listingStyle: 'variants', skuCount: 500 })[0]).toBe('unfit')
    const many = { skuCount: 900, stockUnits: 90_000 }
    expect(judged({ priceStance: 'lowest', listingStyle: 'curated', ...many })[0]).toBe('fit')
    expect(judged({ priceStance: 'middle', listingStyle: 'mass' })[0]).toBe('fit')
    expect(judged({ sharesData: 'none' })).toContain('against no_operating_data')
  })

  it('names what must be settled first, with figure and limit', () => {
    expect(
      judged({
        sharesData: 'reports',
        costs: 'unknown',
        supply: 'spot',
        companyKind: 'trader',
        stockUnits: 300,
      }),
    ).toEqual([
      'conditional',
      'for new_to_na_eu',
      'condition reports_only',
      'condition costs_unknown',
      'condition supply_unsteady',
      'condition stock_thin',
    ])
    expect(judged({ budget: { amount: '699', currency: 'USD' } })).toContain('condition budget_low')
    expect(judged({ budget: { amount: '5000', currency: 'CNY' } })[0]).toBe('fit')
    expect(judged({ pastAgency: true, pastAccess: true })).toContain('condition past_agency_has_access')
  })
})
