import { type Answer, type Answers, type MoneyAnswer, spoken } from './intake.ts'
import type { QuestionId } from './intake-questions.ts'

/** What the questionnaire comes to: the shape that fit, plan and quote read. Codes as in rules/intake-questions.ts; null where nothing was said. */
export type Brief = {
  readonly goals: readonly string[]
  readonly brandLaunch: { readonly registered: string | null } | null
  readonly clearStock: {
    readonly units: number | null
    readonly age: string | null
    readonly by: string | null
  } | null
  readonly launchProduct: { readonly products: number | null; readonly on: string | null } | null
  readonly profitRepair: { readonly causes: readonly string[] } | null
  readonly company: {
    readonly name: string | null
    readonly kind: string | null
    readonly contact: string | null
    readonly contactRole: string | null
    readonly category: string | null
    readonly amazonYears: string | null
  }
  readonly marketplaces: { readonly now: readonly string[]; readonly wanted: readonly string[] }
  readonly channels: readonly string[]
  readonly range: {
    readonly skus: number | null
    readonly style: string | null
    readonly price: string | null
    readonly supply: string | null
    readonly leadDays: number | null
    readonly stockUnits: number | null
  }
  readonly skills: { readonly copy: string | null; readonly ads: string | null; readonly team: number | null }
  readonly money: {
    readonly monthlySales: MoneyAnswer | null
    readonly budget: MoneyAnswer | null
    readonly adBudget: MoneyAnswer | null
    readonly costs: string | null
    readonly sharesData: string | null
  }
  readonly past: {
    readonly hadAgency: boolean | null
    readonly troubles: readonly string[]
    readonly stillHasAccess: boolean | null
    readonly notes: string | null
  }
  readonly expectations: {
    readonly text: string | null
    readonly months: number | null
    readonly reports: string | null
    readonly notes: string | null
  }
}

/** Puts answers into their places. Answers to questions that are not asked do not count. */
export function composeBrief(given: Answers): Brief {
  const answers = spoken(given)
  const of = (id: QuestionId): Answer | undefined => answers[id]
  const text = (id: QuestionId): string | null => {
    const value = of(id)
    return typeof value === 'string' ? value : null
  }
  const number = (id: QuestionId): number | null => {
    const value = of(id)
    return typeof value === 'number' ? value : null
  }
  const yes = (id: QuestionId): boolean | null => {
    const value = of(id)
    return typeof value === 'boolean' ? value : null
  }
  const list = (id: QuestionId): readonly string[] => {
    const value = of(id)
    return Array.isArray(value) ? (value as readonly string[]) : []
  }
  const money = (id: QuestionId): MoneyAnswer | null => {
    const value = of(id)
    return typeof value === 'object' && !Array.isArray(value) ? (value as MoneyAnswer) : null
  }
  const goals = list('goals')
  const wants = <T>(goal: string, part: T): T | null => (goals.includes(goal) ? part : null)
  return {
    goals,
    brandLaunch: wants('brand_launch', { registered: text('brandRegistered') }),
    clearStock: wants('clear_stock', {
      units: number('clearUnits'),
      age: text('clearAge'),
      by: text('clearBy'),
    }),
    launchProduct: wants('launch_product', { products: number('launchCount'), on: text('launchOn') }),
    profitRepair: wants('profit_repair', { causes: list('lossCauses') }),
    company: {
      name: text('companyName'),
      kind: text('companyKind'),
      contact: text('contactName'),
      contactRole: text('contactRole'),
      category: text('category'),
      amazonYears: text('amazonYears'),
    },
    marketplaces: { now: list('marketplaces'), wanted: list('targetMarketplaces') },
    channels: list('channels'),
    range: {
      skus: number('skuCount'),
      style: text('listingStyle'),
      price: text('priceStance'),
      supply: text('supply'),
      leadDays: number('leadDays'),
      stockUnits: number('stockUnits'),
    },
    skills: { copy: text('copySkill'), ads: text('adsSkill'), team: number('teamSize') },
    money: {
      monthlySales: money('monthlySales'),
      budget: money('budget'),
      adBudget: money('adBudget'),
      costs: text('costs'),
      sharesData: text('sharesData'),
    },
    past: {
      hadAgency: yes('pastAgency'),
      troubles: list('pastTroubles'),
      stillHasAccess: yes('pastAccess'),
      notes: text('pastNotes'),
    },
    expectations: {
      text: text('expects'),
      months: number('expectMonths'),
      reports: text('reportRhythm'),
      notes: text('notes'),
    },
  }
}
