import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { MOST_NAME } from '../rules/names.ts'
import { negativeTypes, planStates, planStrategies, targetTypes } from '../rules/structure/plan.ts'
import { areas, severities } from '../rules/structure/finding.ts'

const ofClient = z.object({ clientId: id })
const at = z.object({ storeId: id, marketplace: z.string().min(2).max(4) })
const text = (most: number) => z.string().trim().min(1).max(most)
const term = z.string().min(1).max(200)
const negatives = z.array(z.object({ matchType: z.enum(negativeTypes), term })).max(1000)

/** A whole campaign as somebody wants it: what the change kind sp.campaign takes. */
export const campaignPlan = z.object({
  name: text(MOST_NAME),
  state: z.enum(planStates),
  targeting: z.enum(['AUTO', 'MANUAL']),
  dailyBudget: decimal,
  strategy: z.enum(planStrategies),
  adGroups: z
    .array(
      z.object({
        name: text(255),
        defaultBid: decimal,
        skus: z.array(text(60)).min(1).max(200),
        targets: z.array(z.object({ matchType: z.enum(targetTypes), term, bid: decimal })).max(1000),
        negatives,
      }),
    )
    .min(1)
    .max(50),
  negatives,
})

const data = z.record(z.string(), z.unknown())

const row = z.object({
  key: z.string(),
  entity: z.string(),
  label: z.string(),
  campaignId: z.string().nullable(),
  campaign: z.string().nullable(),
  adGroup: z.string().nullable(),
  clicks: z.number().int(),
  orders: z.number().int(),
  spend: decimal,
  sales: decimal,
  acosRatio: z.number().nullable(),
  note: z.string().nullable(),
  data,
  /** A change that would mend it, as the change engine takes it. */
  wish: z
    .object({
      kind: z.string(),
      wish: data,
      grounds: z.array(z.object({ code: z.string(), data })).optional(),
    })
    .nullable(),
})

const finding = z.object({
  key: z.string(),
  code: z.string(),
  area: z.enum(areas),
  severity: z.enum(severities),
  label: z.string(),
  campaignId: z.string().nullable(),
  data,
  spend: decimal,
  waste: decimal.nullable(),
  rows: z.array(row),
})

export const auditAdStructure = endpoint({
  name: 'auditAdStructure',
  summary: 'What is wrong with the shape of a place’s campaigns, with the money it concerns and remedies',
  method: 'GET',
  path: '/api/clients/:clientId/ads/structure',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: at,
  output: z.object({
    /** The days of the figures; null without any. */
    window: z.object({ from: day, to: day }).nullable(),
    campaigns: z.number().int(),
    spend: decimal,
    findings: z.array(finding),
  }),
})

export const exportAdSheet = endpoint({
  name: 'exportAdSheet',
  summary: 'The place’s settings as Amazon’s Sponsored Products bulk sheet',
  method: 'GET',
  path: '/api/clients/:clientId/ads/sheet.xlsx',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: at,
  output: undefined,
  transfer: 'download',
})

export const exportPlanSheet = endpoint({
  name: 'exportPlanSheet',
  summary: 'Campaigns that were composed, as a bulk sheet to be uploaded by hand',
  method: 'POST',
  path: '/api/clients/:clientId/ads/plan.xlsx',
  permission: 'facts.read',
  ledger: { none: 'keeps nothing: it is written from what was sent' },
  params: ofClient,
  body: z.object({ startOn: day, campaigns: z.array(campaignPlan).min(1).max(500) }),
  output: undefined,
  transfer: 'download',
})

export const readAdSheet = endpoint({
  name: 'readAdSheet',
  summary:
    'Reads an edited bulk sheet and answers what of it differs from the settings, as wishes; keeps nothing',
  method: 'POST',
  path: '/api/clients/:clientId/ads/sheet',
  permission: 'changes.propose',
  ledger: { none: 'keeps nothing: what is wanted of it is proposed' },
  params: ofClient,
  query: at,
  output: z.object({
    rows: z.number().int(),
    unchanged: z.number().int(),
    wishes: z.array(
      z.object({
        line: z.number().int(),
        label: z.string(),
        wanted: z.object({
          kind: z.string(),
          wish: data,
          grounds: z.array(z.object({ code: z.string(), data })).optional(),
        }),
      }),
    ),
    errors: z.array(
      z.object({ line: z.number().int(), field: z.string(), code: z.string(), value: z.string() }),
    ),
  }),
  transfer: 'upload',
  refusals: ['no_files', 'file_empty', 'file_broken', 'zip_nested', 'sheet_unknown', 'sheet_too_large'],
})

export const showBuilderSources = endpoint({
  name: 'showBuilderSources',
  summary: 'What new campaigns are built from: products, terms that sold, names that are taken, usual prices',
  method: 'GET',
  path: '/api/clients/:clientId/ads/builder',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: at,
  output: z.object({
    products: z.array(
      z.object({
        sku: z.string(),
        asin: z.string().nullable(),
        title: z.string().nullable(),
        price: decimal.nullable(),
        stock: z.number().int().nullable(),
        /** True while an enabled ad shows it. */
        advertised: z.boolean(),
        /** Orders ÷ clicks of its ads in the window; null without enough clicks. */
        conversion: z.number().nullable(),
        /** Search terms that sold, most orders first. */
        terms: z.array(
          z.object({ term: z.string(), orders: z.number().int(), clicks: z.number().int(), spend: decimal }),
        ),
      }),
    ),
    /** Names of campaigns that are not archived. */
    names: z.array(z.string()),
    /** The account's own figures in the window; null without any. */
    usual: z.object({
      cpc: decimal.nullable(),
      conversion: z.number().nullable(),
      acosRatio: z.number().nullable(),
    }),
  }),
})
