import type { Day } from '#kernel/day.ts'

// What the agency is paid. Amounts are decimal text in the fee's currency, rates are shares (0.05 = 5 %).

/**
 * What "sales" means in a commission. One statement line of Amazon's falls under exactly one reading; between G2 with tax and G3 lies a
 * factor of three and more on the same rows, which is why a contract names one of these and nothing else.
 */
export const commissionBases = [
  'G1_ordered_sales',
  'G2_shipped_principal',
  'G3_net_principal',
  'G4_net_proceeds',
  'G5_contribution_profit',
  'G6_uplift',
] as const
export type CommissionBase = (typeof commissionBases)[number]

export const feeModels = ['fixed', 'commission', 'hybrid'] as const
export type FeeModel = (typeof feeModels)[number]

export const tierings = ['marginal', 'cliff'] as const
export const dateBases = ['posted', 'ordered'] as const
export const fxSources = ['rates_table', 'ecb', 'pboc', 'bank_of_receipt'] as const
export const fxDays = ['posting_day', 'month_end', 'invoice_day'] as const
export const roundings = ['half_up', 'half_even', 'down'] as const
export const reimbursementRules = ['excluded', 'included'] as const

/** A step of a commission: from (inclusive) to (exclusive; null: without end) of the base in a month. */
export type FeeTier = { readonly from: string; readonly to: string | null; readonly rateRatio: number }

/** What an uplift is measured from: the average month of an agreed stretch, by season. */
export type Baseline = {
  readonly monthly: string
  readonly fromOn: Day
  readonly toOn: Day
  /** January to December; 1 = an average month. Null: every month counts alike. */
  readonly seasonIndex: readonly number[] | null
}

export type Commission = {
  readonly base: CommissionBase
  readonly tiering: (typeof tierings)[number]
  readonly tiers: readonly FeeTier[]
  /** The commission of a month is never less and never more. Null: not agreed. */
  readonly minimumMonthly: string | null
  readonly maximumMonthly: string | null
  /** Sales tax and VAT within the base. Tax that Amazon collects and remits itself never is. */
  readonly taxIncluded: boolean
  readonly reimbursements: (typeof reimbursementRules)[number]
  readonly excludedAsins: readonly string[]
  /** Which date puts a row into a month. */
  readonly dateBasis: (typeof dateBases)[number]
  /** Refunds of sales within the term still count this many days after its end. */
  readonly refundTailDays: number
  readonly baseline: Baseline | null
}

export type FeeTerms = {
  readonly model: FeeModel
  readonly currency: string
  readonly fixedMonthly: string | null
  /** On top, for running the advertising; null: within the rest. */
  readonly adsMonthly: string | null
  readonly commission: Commission | null
  readonly fx: {
    readonly source: (typeof fxSources)[number]
    readonly day: (typeof fxDays)[number]
  } | null
  readonly rounding: { readonly places: number; readonly mode: (typeof roundings)[number] }
  readonly invoice: { readonly dueDays: number; readonly taxAdded: boolean }
}
