import { type Day, addMonths } from '#kernel/day.ts'
import { modules } from '#features/changes/rules/modules.ts'
import { type Limits, defaultLimits } from '#features/changes/rules/tiers.ts'
import type { Place, Terms } from './terms.ts'
import { currenciesOf, lastDayOf } from './terms-parts.ts'
import type { Commission, FeeTerms } from './terms-fee.ts'
import { type KpiKind, type KpiTerm, kpiForms } from './terms-kpi.ts'

// What a first draft says: the usual terms of the trade, each to be edited.

export type Known = {
  readonly agencyName: string
  readonly clientName: string
  readonly places: readonly Place[]
  /** The first day of the term. */
  readonly startsOn: Day
  /** The limits in force today, where the client has agreed to any. */
  readonly limits?: Limits
}

const party = (name: string): Terms['parties']['agency'] => ({
  name,
  registration: '',
  address: '',
  signatory: '',
  email: '',
})

export const usualCommission: Commission = {
  base: 'G3_net_principal',
  tiering: 'marginal',
  tiers: [{ from: '0', to: null, rateRatio: 0.05 }],
  minimumMonthly: null,
  maximumMonthly: null,
  taxIncluded: false,
  reimbursements: 'excluded',
  excludedAsins: [],
  dateBasis: 'posted',
  refundTailDays: 60,
  baseline: null,
}

export function usualFee(fee: Partial<FeeTerms> = {}): FeeTerms {
  return {
    model: 'fixed',
    currency: 'CNY',
    fixedMonthly: '8000',
    adsMonthly: null,
    commission: null,
    fx: { source: 'rates_table', day: 'month_end' },
    rounding: { places: 2, mode: 'half_up' },
    invoice: { dueDays: 10, taxAdded: true },
    ...fee,
  }
}

/** A target as it is first written. */
export function usualKpi(kind: KpiKind, currency: string): KpiTerm {
  const form = kpiForms[kind]
  return {
    kind,
    target: form.usual,
    currency: form.unit === 'money' ? currency : null,
    period: 'month',
    paths: form.paths.slice(0, 2),
    consequence: 'review',
    reductionRatio: null,
  }
}

/** Terms to begin with: three months of trial with a review after the first, a fixed fee, and the usual limits. */
export function firstTerms(known: Known): Terms {
  const currency = currenciesOf(known.places)[0] ?? 'USD'
  const storeIds = [...new Set(known.places.map((one) => one.storeId))]
  return {
    parties: { agency: party(known.agencyName), client: party(known.clientName) },
    places: known.places,
    services: ['listing_text', 'listing_images', 'ads', 'stock_planning', 'review_watch', 'reporting'],
    notIncluded: '',
    mode: 'full',
    term: {
      startsOn: known.startsOn,
      endsOn: lastDayOf(known.startsOn, 12),
      renewal: 'yearly',
      effectiveOn: known.startsOn,
    },
    trial: { months: 3, reviewAfterMonths: 1, noticeDays: 7 },
    fee: usualFee(),
    kpis: (['monthly_sales', 'acos_ceiling', 'budget_deviation'] as const).map((kind) =>
      usualKpi(kind, currency),
    ),
    limits: known.limits ?? defaultLimits,
    modules: storeIds.flatMap((storeId) =>
      modules.map((module) => ({
        storeId,
        module,
        owner: module === 'price' ? ('client' as const) : ('agency' as const),
      })),
    ),
    ip: { author: 'agency', transfer: 'on_payment', portfolioUse: false },
    confidentiality: { years: 3, penaltyNote: '' },
    exit: {
      noticeDays: 30,
      handoverDays: 14,
      accessRemovalHours: 24,
      keepCampaigns: true,
      dataExport: true,
    },
    law: { jurisdiction: 'CN', forum: '' },
    other: '',
  }
}

/** The first of the next month: when terms usually begin. */
export function nextMonth(today: Day): Day {
  return `${addMonths(today, 1).slice(0, 7)}-01`
}
