import type { Day } from '#kernel/day.ts'
import type { Module, ModuleOwner } from '#features/changes/rules/modules.ts'
import type { Limits, Mode } from '#features/changes/rules/tiers.ts'
import type { FeeTerms } from './terms-fee.ts'
import type { KpiTerm } from './terms-kpi.ts'

// A contract as data. Whatever limits, measures and bills later reads it from here; the agreement that people sign is made from it.

/** What the agency does. */
export const services = [
  'diagnosis',
  'listing_text',
  'listing_images',
  'ads',
  'pricing',
  'stock_planning',
  'customer_messages',
  'review_watch',
  'account_health',
  'launches',
  'promotions',
  'reporting',
] as const
export type Service = (typeof services)[number]

/** Who signs for whom. */
export type Party = {
  readonly name: string
  /** Register number, such as a unified social credit code; '' when not stated. */
  readonly registration: string
  readonly address: string
  readonly signatory: string
  readonly email: string
}

/** One marketplace of one store. The name is as the store was called when the terms were written. */
export type Place = { readonly storeId: string; readonly storeName: string; readonly marketplace: string }

export const renewals = ['none', 'monthly', 'yearly'] as const
export const jurisdictions = ['CN', 'HK', 'US', 'EU', 'UK', 'JP'] as const

/** Who is the author of what is made, and when it passes to the client. */
export const transfers = ['on_payment', 'on_delivery', 'licence_only'] as const

export type OwnedModule = { readonly storeId: string; readonly module: Module; readonly owner: ModuleOwner }

export type Terms = {
  readonly parties: { readonly agency: Party; readonly client: Party }
  readonly places: readonly Place[]
  readonly services: readonly Service[]
  /** What is expressly not part of it. */
  readonly notIncluded: string
  readonly mode: Mode
  readonly term: {
    readonly startsOn: Day
    /** Null: until notice. */
    readonly endsOn: Day | null
    readonly renewal: (typeof renewals)[number]
    /** The first day on which this version holds: for an amendment later than the start. */
    readonly effectiveOn: Day
  }
  readonly trial: {
    readonly months: number
    readonly reviewAfterMonths: number
    readonly noticeDays: number
  } | null
  readonly fee: FeeTerms
  readonly kpis: readonly KpiTerm[]
  readonly limits: Limits
  readonly modules: readonly OwnedModule[]
  readonly ip: {
    readonly author: 'agency' | 'client'
    readonly transfer: (typeof transfers)[number]
    readonly portfolioUse: boolean
  }
  readonly confidentiality: { readonly years: number; readonly penaltyNote: string }
  readonly exit: {
    readonly noticeDays: number
    readonly handoverDays: number
    readonly accessRemovalHours: number
    readonly keepCampaigns: boolean
    readonly dataExport: boolean
  }
  readonly law: { readonly jurisdiction: (typeof jurisdictions)[number]; readonly forum: string }
  readonly other: string
}
