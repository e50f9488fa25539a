import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'

// Invalid traffic, cost per click beside its benchmark, and the quarterly audit of an ad account.

const place = z.object({ storeId: id, marketplace: z.string().min(2).max(4) })
const params = z.object({ clientId: id })
export const quarterText = z.string().regex(/^20[2-9]\d-Q[1-4]$/)

const rate = z.object({
  gross: z.number(),
  invalid: z.number(),
  ratio: z.number().nullable(),
  low: z.number(),
  high: z.number(),
})

export const showInvalidTraffic = endpoint({
  name: 'showInvalidTraffic',
  summary: 'What Amazon took out of clicks and impressions: rates, trend, campaigns far above the others',
  method: 'GET',
  path: '/api/clients/:clientId/ads/invalid',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params,
  query: place.extend({ days: z.coerce.number().int().min(7).max(365).default(90) }),
  output: z.object({
    from: day,
    to: day,
    currency: z.string(),
    clicks: rate,
    impressions: z.object({ gross: z.number(), invalid: z.number(), ratio: z.number().nullable() }),
    weeks: z.array(rate.extend({ from: day })),
    /** Change of the rate a week, with a 90 % interval. */
    trend: z.object({ slope: z.number(), low: z.number(), high: z.number() }).nullable(),
    direction: z.enum(['rising', 'falling', 'steady', 'unknown']),
    campaigns: z.array(rate.extend({ campaign: z.string(), expected: z.number(), standsOut: z.boolean() })),
    odd: z.number().int(),
    /** What settlements of the store in this currency gave back for advertising in these days. */
    credited: decimal,
    credits: z.number().int(),
  }),
})

const scope = z.enum(['account', 'campaign', 'keyword'])

/** Amazon's suggested bids over a line's targets, each as often as it was clicked. */
const suggested = z.object({
  low: decimal,
  middle: decimal,
  high: decimal,
  /** Our cost per click beside the middle, and the share of our clicks that have a suggestion. */
  ratio: z.number(),
  coverRatio: z.number(),
})

const cpcLine = z.object({
  key: z.string(),
  name: z.string(),
  clicks: z.number().int(),
  cpc: decimal,
  benchmark: z.object({ name: z.string(), source: z.string(), scope, value: decimal }).nullable(),
  suggested: suggested.nullable(),
  ratio: z.number().nullable(),
  standing: z.enum(['below', 'within', 'above', 'no_benchmark']),
  tests: z.object({
    median: z.boolean().nullable(),
    ceiling: z.boolean().nullable(),
    conversion: z.boolean().nullable(),
  }),
  ceiling: decimal.nullable(),
  conversionRatio: z.number(),
  isCheapButWeak: z.boolean(),
})

export const showCpc = endpoint({
  name: 'showCpc',
  summary: 'Cost per click of thirty days beside its benchmarks, with the margin’s ceiling and conversion',
  method: 'GET',
  path: '/api/clients/:clientId/ads/cpc',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params,
  query: place,
  output: z.object({
    from: day.nullable(),
    to: day.nullable(),
    currency: z.string(),
    /** The day on which Amazon suggested; null when it was never asked. */
    suggestedOn: day.nullable(),
    aim: z.object({ lowRatio: z.number(), highRatio: z.number(), acosRatio: z.number() }),
    account: cpcLine.nullable(),
    campaigns: z.array(cpcLine),
    keywords: z.array(cpcLine),
    weeks: z.array(z.object({ from: day, cpc: decimal.nullable(), benchmark: decimal.nullable() })),
    benchmarks: z.array(
      z.object({
        benchmarkId: id,
        name: z.string(),
        source: z.string(),
        scope,
        scopeText: z.string(),
        currency: z.string(),
        value: decimal,
        from: day,
        to: day.nullable(),
        addedBy: z.string(),
        addedAt: z.string(),
      }),
    ),
  }),
})

export const addCpcBenchmarks = endpoint({
  name: 'addCpcBenchmarks',
  summary: 'Adds named benchmarks of the cost per click',
  method: 'POST',
  path: '/api/clients/:clientId/ads/cpc/benchmarks',
  permission: 'changes.propose',
  ledger: { event: 'cpc.benchmarks_added' },
  params,
  body: place.extend({
    rows: z
      .array(
        z.object({
          name: z.string().trim().min(1).max(120),
          source: z.string().trim().min(1).max(200),
          scope,
          scopeText: z.string().trim().max(200),
          value: decimal,
          from: day,
          to: day.nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ added: z.number().int() }),
  refusals: ['benchmark_malformed'],
})

export const removeCpcBenchmark = endpoint({
  name: 'removeCpcBenchmark',
  summary: 'Removes a benchmark',
  method: 'DELETE',
  path: '/api/clients/:clientId/ads/cpc/benchmarks/:benchmarkId',
  permission: 'changes.propose',
  ledger: { event: 'cpc.benchmark_removed' },
  params: z.object({ clientId: id, benchmarkId: id }),
  output: z.object({ ok: z.literal(true) }),
})

export const setCpcAim = endpoint({
  name: 'setCpcAim',
  summary: 'Where the cost per click is to lie beside its benchmark, and what a sale may cost',
  method: 'PUT',
  path: '/api/clients/:clientId/ads/cpc/aim',
  permission: 'changes.propose',
  ledger: { event: 'cpc.aim_set' },
  params,
  body: place.extend({
    lowRatio: z.number().min(0.05).max(3),
    highRatio: z.number().min(0.05).max(3),
    acosRatio: z.number().min(0.01).max(3),
  }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['aim_upside_down'],
})

const sums = z.object({
  impressions: z.number(),
  clicks: z.number(),
  orders: z.number(),
  spend: decimal,
  sales: decimal,
})
const totals = sums.extend({ spendAll: decimal, ordered: decimal.nullable(), days: z.number().int() })

export const showAudit = endpoint({
  name: 'showAudit',
  summary: 'A quarter’s audit of the ad account of a store’s marketplace',
  method: 'GET',
  path: '/api/clients/:clientId/ads/audit',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params,
  query: place.extend({ quarter: quarterText.optional() }),
  output: z.object({
    client: z.string(),
    store: z.string(),
    marketplace: z.string(),
    currency: z.string(),
    quarter: quarterText,
    from: day,
    to: day,
    asOf: day.nullable(),
    isFinal: z.boolean(),
    madeAt: z.string(),
    totals,
    before: totals,
    months: z.array(
      z.object({
        month: z.string(),
        spend: decimal,
        spendAll: decimal,
        sales: decimal,
        ordered: decimal.nullable(),
        plan: decimal.nullable(),
        clicks: z.number(),
        daysAbove: z.number(),
      }),
    ),
    byTargeting: z.array(sums.extend({ key: z.string() })),
    byMatch: z.array(sums.extend({ key: z.string() })),
    waste: z.object({
      leastClicks: z.number(),
      terms: z.number(),
      spend: decimal,
      top: z.array(z.object({ term: z.string(), campaign: z.string(), clicks: z.number(), spend: decimal })),
    }),
    invalid: rate
      .extend({
        direction: z.string(),
        standOut: z.array(
          z.object({
            campaign: z.string(),
            gross: z.number(),
            invalid: z.number(),
            ratio: z.number(),
            expected: z.number(),
          }),
        ),
        credited: decimal,
        credits: z.number(),
      })
      .nullable(),
    outOfBudget: z.object({
      recordedFrom: z.string().nullable(),
      hours: z.number(),
      lost: decimal,
      suspectedDays: z.number(),
      daysAbove: z.number(),
    }),
    cpc: z.object({
      cpc: decimal.nullable(),
      benchmark: z.object({ name: z.string(), source: z.string(), value: decimal }).nullable(),
      ratio: z.number().nullable(),
      lowRatio: z.number(),
      highRatio: z.number(),
      cheapButWeak: z.array(z.string()),
    }),
    changes: z.array(
      z.object({ kind: z.string(), made: z.number(), reverted: z.number(), byRule: z.number() }),
    ),
    effects: z.array(
      z.object({
        metric: z.string(),
        raised: z.number(),
        lowered: z.number(),
        unclear: z.number(),
        few: z.number(),
      }),
    ),
    witness: z.object({
      from: z.string().nullable(),
      matched: z.number(),
      unlogged: z.number(),
      explained: z.number(),
    }),
    structure: z.array(z.object({ key: z.string(), count: z.number() })),
  }),
})

export const downloadAudit = endpoint({
  name: 'downloadAudit',
  summary: 'The quarter’s audit as PDF or workbook, with the signed head of the ledger',
  method: 'GET',
  path: '/api/clients/:clientId/ads/audit/file',
  permission: 'facts.read',
  ledger: { event: 'audit.made' },
  params,
  query: place.extend({
    quarter: quarterText,
    format: z.enum(['pdf', 'xlsx']),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.undefined(),
  transfer: 'download',
})
