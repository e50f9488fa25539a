import { z } from 'zod'
import { day, decimal, id } from '#platform/endpoint.ts'
import { limitsShape } from '#features/changes/api/govern.ts'
import { modules } from '#features/changes/rules/modules.ts'
import { modes } from '#features/changes/rules/tiers.ts'
import { jurisdictions, renewals, services, type Terms, transfers } from '../rules/terms.ts'
import * as fees from '../rules/terms-fee.ts'
import { dataPaths, kpiConsequences, kpiKinds, kpiPeriods } from '../rules/terms-kpi.ts'

// The shape of terms on the wire. What contradicts itself is no matter of shape: `rules/terms-check.ts`.

/** The database keeps no NUL. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((one) => !one.includes('\0'))
const count = (most: number) => z.number().int().min(0).max(most)
const currency = z.string().regex(/^[A-Z]{3}$/)
const ratio = z.number().min(0).max(10)

const party = z.object({
  name: text(200),
  registration: text(100),
  address: text(400),
  signatory: text(100),
  email: text(200),
})

export const commissionShape = z.object({
  base: z.enum(fees.commissionBases),
  tiering: z.enum(fees.tierings),
  tiers: z
    .array(z.object({ from: decimal, to: decimal.nullable(), rateRatio: z.number().min(0).max(1) }))
    .max(20),
  minimumMonthly: decimal.nullable(),
  maximumMonthly: decimal.nullable(),
  taxIncluded: z.boolean(),
  reimbursements: z.enum(fees.reimbursementRules),
  excludedAsins: z.array(text(20)).max(500),
  dateBasis: z.enum(fees.dateBases),
  refundTailDays: count(730),
  baseline: z
    .object({
      monthly: decimal,
      fromOn: day,
      toOn: day,
      seasonIndex: z.array(z.number().min(0).max(12)).max(12).nullable(),
    })
    .nullable(),
})

const feeShape = z.object({
  model: z.enum(fees.feeModels),
  currency,
  fixedMonthly: decimal.nullable(),
  adsMonthly: decimal.nullable(),
  commission: commissionShape.nullable(),
  fx: z.object({ source: z.enum(fees.fxSources), day: z.enum(fees.fxDays) }).nullable(),
  rounding: z.object({ places: count(4), mode: z.enum(fees.roundings) }),
  invoice: z.object({ dueDays: count(365), taxAdded: z.boolean() }),
})

export const termsShape = z.object({
  parties: z.object({ agency: party, client: party }),
  places: z.array(z.object({ storeId: id, storeName: text(200), marketplace: text(8) })).max(100),
  services: z.array(z.enum(services)).max(services.length),
  notIncluded: text(4000),
  mode: z.enum(modes),
  term: z.object({
    startsOn: day,
    endsOn: day.nullable(),
    renewal: z.enum(renewals),
    effectiveOn: day,
  }),
  trial: z.object({ months: count(36), reviewAfterMonths: count(36), noticeDays: count(365) }).nullable(),
  fee: feeShape,
  kpis: z
    .array(
      z.object({
        kind: z.enum(kpiKinds),
        target: decimal,
        currency: currency.nullable(),
        period: z.enum(kpiPeriods),
        paths: z.array(z.enum(dataPaths)).max(dataPaths.length),
        consequence: z.enum(kpiConsequences),
        reductionRatio: ratio.nullable(),
        withoutBrand: z.boolean().optional(),
      }),
    )
    .max(30),
  limits: limitsShape,
  modules: z
    .array(z.object({ storeId: id, module: z.enum(modules), owner: z.enum(['agency', 'client']) }))
    .max(400),
  ip: z.object({
    author: z.enum(['agency', 'client']),
    transfer: z.enum(transfers),
    portfolioUse: z.boolean(),
  }),
  confidentiality: z.object({ years: count(50), penaltyNote: text(2000) }),
  exit: z.object({
    noticeDays: count(730),
    handoverDays: count(365),
    accessRemovalHours: count(720),
    keepCampaigns: z.boolean(),
    dataExport: z.boolean(),
  }),
  law: z.object({ jurisdiction: z.enum(jurisdictions), forum: text(400) }),
  other: text(8000),
}) satisfies z.ZodType<Terms>
