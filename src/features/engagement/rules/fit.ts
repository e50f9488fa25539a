import { findMarketplace } from '#kernel/marketplace.ts'
import type { Day } from '#kernel/day.ts'
import type { Brief } from './intake-brief.ts'

// Whether a seller and an agency suit each other. The packs are dated: a submission is judged by the pack of its day.

export const verdicts = ['fit', 'conditional', 'unfit'] as const
export type Verdict = (typeof verdicts)[number]

export type FitPack = {
  readonly id: string
  readonly from: Day
  /** Present channels beside Amazon from which an owner counts as selling on several platforms. */
  readonly channelsForMulti: number
  /** SKUs from which cheap goods listed in numbers count as mass listing whatever the owner calls it. */
  readonly massSkus: number
  /** Units a SKU must have in stock, on average, to be worth advertising. */
  readonly stockPerSku: number
  /** The monthly budget under which the work cannot be staffed: CN¥5,000 all-in is the trade's warning line, the others about as much. */
  readonly leastBudget: Readonly<Record<string, number>>
}

export const fitPacks: readonly FitPack[] = [
  {
    id: '2026-01',
    from: '2026-01-01',
    channelsForMulti: 2,
    massSkus: 500,
    stockPerSku: 20,
    leastBudget: { CNY: 5000, USD: 700, EUR: 650, GBP: 550, JPY: 105_000 },
  },
]

/** The pack in force on a day; the first one for days before all. */
export function fitPackOn(day: Day): FitPack {
  return fitPacks.findLast((pack) => pack.from <= day) ?? fitPacks[0]!
}

export type FitCode =
  | 'new_to_na_eu'
  | 'supply_without_skill'
  | 'multi_platform'
  | 'bottom_price_mass'
  | 'no_operating_data'
  | 'no_fitting_kind'
  | 'reports_only'
  | 'costs_unknown'
  | 'stock_thin'
  | 'supply_unsteady'
  | 'budget_low'
  | 'past_agency_has_access'

export type FitReason = {
  /** for: a kind that suits; condition: must be settled first; against: does not suit. */
  readonly weight: 'for' | 'condition' | 'against'
  readonly code: FitCode
  /** The figure it rests on and the pack's beside it, where there are any. */
  readonly value: number | null
  readonly limit: number | null
}

export type Fit = {
  readonly verdict: Verdict
  readonly reasons: readonly FitReason[]
  readonly packId: string
}

/** The verdict on a brief: against wins over all; without a kind that suits, or with a condition open, it is conditional. */
export function decideFit(brief: Brief, pack: FitPack): Fit {
  const reasons = [...kindsOf(brief, pack), ...againstOf(brief, pack)]
  if (!reasons.some((one) => one.weight === 'for')) reasons.push(reason('condition', 'no_fitting_kind'))
  reasons.push(...conditionsOf(brief, pack))
  const has = (weight: FitReason['weight']): boolean => reasons.some((one) => one.weight === weight)
  return {
    verdict: has('against') ? 'unfit' : has('condition') ? 'conditional' : 'fit',
    reasons,
    packId: pack.id,
  }
}

function reason(
  weight: FitReason['weight'],
  code: FitCode,
  value: number | null = null,
  limit: number | null = null,
): FitReason {
  return { weight, code, value, limit }
}

function kindsOf(brief: Brief, pack: FitPack): FitReason[] {
  const found: FitReason[] = []
  const western = (code: string): boolean => ['NA', 'EU'].includes(findMarketplace(code)?.region ?? '')
  const { now, wanted } = brief.marketplaces
  if (wanted.some(western) && !now.some(western)) found.push(reason('for', 'new_to_na_eu'))
  const supplies = brief.range.supply === 'own_factory' || brief.company.kind === 'factory'
  if (supplies && (brief.skills.copy === 'none' || brief.skills.ads === 'none'))
    found.push(reason('for', 'supply_without_skill'))
  const elsewhere = brief.channels.length + (now.length > 0 ? 1 : 0)
  if (elsewhere >= pack.channelsForMulti)
    found.push(reason('for', 'multi_platform', elsewhere, pack.channelsForMulti))
  return found
}

function againstOf(brief: Brief, pack: FitPack): FitReason[] {
  const { style, price, skus } = brief.range
  const mass = style === 'mass' || (style !== 'curated' && (skus ?? 0) >= pack.massSkus)
  return [
    ...(price === 'lowest' && mass ? [reason('against', 'bottom_price_mass', skus, pack.massSkus)] : []),
    ...(brief.money.sharesData === 'none' ? [reason('against', 'no_operating_data')] : []),
  ]
}

function conditionsOf(brief: Brief, pack: FitPack): FitReason[] {
  const { range, money, past } = brief
  const found: FitReason[] = []
  if (money.sharesData === 'reports') found.push(reason('condition', 'reports_only'))
  if (money.costs === 'unknown') found.push(reason('condition', 'costs_unknown'))
  if (range.supply === 'spot') found.push(reason('condition', 'supply_unsteady'))
  if (range.stockUnits !== null && range.skus !== null && range.skus > 0) {
    const perSku = range.stockUnits / range.skus
    if (perSku < pack.stockPerSku)
      found.push(reason('condition', 'stock_thin', Math.round(perSku * 10) / 10, pack.stockPerSku))
  }
  const least = pack.leastBudget[money.budget?.currency ?? '']
  if (money.budget !== null && least !== undefined && Number(money.budget.amount) < least)
    found.push(reason('condition', 'budget_low', Number(money.budget.amount), least))
  if (past.stillHasAccess === true) found.push(reason('condition', 'past_agency_has_access'))
  return found
}
