import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { adFigures, brandFigures, brandProduct } from '../api.ts'
import { spendCuts, spendSorts } from '../rules/spend.ts'

const at = { storeId: id, marketplace: z.string().min(2).max(4), from: day, to: day }
const reads = { method: 'GET', permission: 'facts.read', ledger: { none: 'reads only' } } as const
const ofClient = z.object({ clientId: id })

export const readSpend = endpoint({
  ...reads,
  name: 'readSpend',
  summary: 'Every cent of advertising of some days: the total, the days, and how the reports agree on it',
  path: '/api/clients/:clientId/ads/spend',
  params: ofClient,
  query: z.object(at),
  output: z.object({
    currency: z.string(),
    /** Days that reports are there for; null when none are. */
    known: z.object({ from: day, to: day }).nullable(),
    /** The report that the total is from; null without one. */
    report: z.string().nullable(),
    /** Of Sponsored Products, in that report. */
    total: adFigures,
    /** Sponsored Brands and Display, where reports tell of them. */
    brands: z.array(z.object({ adProduct: brandProduct, days: z.number().int(), figures: brandFigures })),
    /** Of all ad products. */
    spend: decimal,
    /** Days asked for without a row in that report. */
    missingDays: z.array(day),
    /** The first of these days that Amazon may still correct noticeably; null when none is that young. */
    provisionalFrom: day.nullable(),
    reports: z.array(
      z.object({
        report: z.string(),
        days: z.number().int(),
        figures: adFigures,
        /** The total's spend and clicks less this report's. */
        spendLeft: decimal,
        clicksLeft: z.number().int(),
      }),
    ),
    days: z.array(z.object({ day, figures: adFigures })),
    brandDays: z.array(z.object({ day, adProduct: brandProduct, spend: decimal })),
  }),
  refusals: ['period_invalid'],
})

export const listSpend = endpoint({
  ...reads,
  name: 'listSpend',
  summary: 'Lines of spend by campaign, campaign and day, day, product or placement, by page',
  path: '/api/clients/:clientId/ads/spend/lines',
  params: ofClient,
  query: z.object({
    ...at,
    cut: z.enum(spendCuts).default('campaign'),
    search: z.string().max(100).default(''),
    sort: z.enum(spendSorts).default('spend'),
    order: z.enum(['ascend', 'descend']).default('descend'),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    /** Of Sponsored Products; null: no such report covers these days. */
    report: z.string().nullable(),
    total: z.number().int(),
    rows: z.array(
      z.object({
        adProduct: z.enum(['SP', ...brandProduct.options]),
        day: day.nullable(),
        campaignId: z.string().nullable(),
        campaign: z.string().nullable(),
        item: z.string().nullable(),
        sku: z.string().nullable(),
        figures: adFigures,
        /** Of a campaign: what the targets' and the search terms' reports leave unexplained; null where there is none. */
        targetingLeft: decimal.nullable(),
        termsLeft: decimal.nullable(),
      }),
    ),
  }),
  refusals: ['period_invalid'],
})

export const downloadSpend = endpoint({
  ...reads,
  name: 'downloadSpend',
  summary: 'All lines of a cut as CSV or XLSX',
  path: '/api/clients/:clientId/ads/spend/file',
  params: ofClient,
  query: z.object({
    ...at,
    cut: z.enum(spendCuts).default('campaign_day'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.undefined(),
  transfer: 'download',
  refusals: ['period_invalid', 'too_many_lines'],
})
