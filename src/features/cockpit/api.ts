import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { metricNames } from '#features/facts/rules/kpi.ts'
import { watchedDatasets } from './rules/brief.ts'
import { shownMetrics } from './rules/figures.ts'
import { riskKinds } from './rules/risk.ts'

// The cockpit over all clients, one client's overview, and the rows behind every figure of both.

const reading = { none: 'reading leaves no entry' }
const currency = z.string().regex(/^[A-Z]{3}$/)
const params = z.object({ clientId: id })

/** Metric values: money as decimal text of the currency beside, ratios 0..1, counts as numbers; null where no file says. */
export const figures = z.record(z.enum(shownMetrics), z.union([decimal, z.number()]).nullable())
export type WireFigures = z.infer<typeof figures>

const riskPart = z.object({
  kind: z.enum(riskKinds),
  /** In the client's base currency. */
  amount: decimal,
  count: z.number().int(),
})

const lastDays = z.record(z.enum(watchedDatasets), day.nullable())

/** One line of the cockpit: a client's last thirty days with data against the thirty before. */
export const cockpitRow = z.object({
  clientId: id,
  name: z.string(),
  baseCurrency: currency,
  /** empty: nothing imported yet. measuring: imported, not yet measured. */
  state: z.enum(['measured', 'measuring', 'empty']),
  /** The quarterly review of access, while one is open. */
  review: z.object({ reviewId: id, open: z.number().int(), dueOn: day, overdue: z.boolean() }).nullable(),
  /** Newer data came in; the figures are being measured again. */
  outdated: z.boolean(),
  measured: z
    .object({
      from: day,
      to: day,
      now: figures,
      salesBefore: decimal.nullable(),
      risk: decimal,
      parts: z.array(riskPart),
      /** In the currency asked for; null when a rate is unknown. */
      shown: z.object({
        risk: decimal.nullable(),
        sales: decimal.nullable(),
        salesBefore: decimal.nullable(),
        adCost: decimal.nullable(),
      }),
      markets: z.array(
        z.object({
          marketplace: z.string().nullable(),
          currency,
          sales: decimal.nullable(),
          adCost: decimal.nullable(),
        }),
      ),
      salesDays: z.object({ now: z.number().int(), before: z.number().int() }),
      coverDays: z.number().nullable(),
      provisionalRatio: z.number(),
      lastDays,
      /** Days since the newest sales or advertising figures. */
      unseenDays: z.number().int(),
      rateOn: day.nullable(),
      unconverted: z.array(currency),
      /** Accounts that Amazon says are at risk or off, or with a rate beyond its target. */
      unsafe: z.array(z.object({ marketplace: z.string(), status: z.string().nullable() })),
    })
    .nullable(),
})

export const showCockpit = endpoint({
  name: 'cockpit.show',
  summary: 'Every client I see, by money at risk',
  method: 'GET',
  path: '/api/cockpit',
  permission: 'agency.read',
  ledger: reading,
  query: z.object({ currency: currency.default('CNY') }),
  output: z.object({
    currency,
    rateOn: day.nullable(),
    rows: z.array(cockpitRow),
  }),
})

const maturity = z.object({
  state: z.enum(['provisional', 'final', 'none']),
  asOf: z.string().nullable(),
  finalOn: day.nullable(),
})

const span = z.object({ from: day, to: day })

/** Days of a span that have sales, advertising figures, settled money. */
const toldDays = z.object({ sales: z.number().int(), ads: z.number().int(), money: z.number().int() })
const toldSpans = z.object({ now: toldDays, previous: toldDays, year: toldDays })
export type ToldSpans = z.infer<typeof toldSpans>

const marketLine = z.object({
  marketplace: z.string().nullable(),
  currency,
  now: figures,
  previous: figures,
  year: figures,
  told: toldSpans,
  /** `now` in the total's currency; null without a rate. */
  converted: figures.nullable(),
  /** Units of the total's currency for one of this. */
  rate: decimal.nullable(),
})

const point = z.object({
  day,
  sales: decimal.nullable(),
  adCost: decimal.nullable(),
  adSales: decimal.nullable(),
  units: z.number().nullable(),
  sessions: z.number().nullable(),
})

export const showOverview = endpoint({
  name: 'overview.show',
  summary: 'A client’s figures over days, against the days before and the same days a year earlier',
  method: 'GET',
  path: '/api/clients/:clientId/overview',
  permission: 'facts.read',
  ledger: reading,
  params,
  query: z.object({
    /** Without both: the last thirty days that have figures. */
    from: day.optional(),
    to: day.optional(),
    /** One marketplace in its own currency; all, in the client's base currency, without it. */
    marketplace: z.string().max(10).optional(),
  }),
  output: z.object({
    name: z.string(),
    baseCurrency: currency,
    /** First and last day with anything; null when nothing was imported. */
    covered: span.nullable(),
    shown: z
      .object({
        span,
        previousSpan: span,
        yearSpan: span,
        lastDay: day,
        currency,
        rateOn: day.nullable(),
        unconverted: z.array(currency),
        now: figures,
        previous: figures,
        year: figures,
        told: toldSpans,
        markets: z.array(marketLine),
        days: z.array(point),
        previousDays: z.array(point),
        yearDays: z.array(point),
        maturity: z.record(z.enum(shownMetrics), maturity),
        /** From this day on the sales may still be restated; null when none of them may. */
        provisionalFrom: day.nullable(),
        coverDays: z.number().nullable(),
        stockOn: day.nullable(),
        lastDays,
      })
      .nullable(),
  }),
  refusals: ['period_backwards', 'period_too_long'],
})

const riskItem = z.object({
  marketplace: z.string().nullable(),
  currency,
  amount: decimal,
  baseAmount: decimal.nullable(),
  subject: z.string().nullable(),
  because: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const showRisk = endpoint({
  name: 'risk.show',
  summary: 'What a client’s money at risk is made of, item by item',
  method: 'GET',
  path: '/api/clients/:clientId/risk',
  permission: 'facts.read',
  ledger: reading,
  params,
  output: z.object({
    baseCurrency: currency,
    from: day.nullable(),
    to: day.nullable(),
    total: decimal,
    parts: z.array(riskPart.extend({ items: z.array(riskItem) })),
  }),
})

const rowsQuery = z.object({
  from: day,
  to: day,
  marketplace: z.string().max(10).optional(),
  searchTerm: z.string().max(500).optional(),
  sku: z.string().max(200).optional(),
  campaign: z.string().max(300).optional(),
})
/** A metric of the facts, or 'stock': the stock counts themselves. */
const rowsOf = z.union([z.enum(metricNames), z.literal('stock')])
const rowsParams = z.object({ clientId: id, metric: rowsOf })
export type RowsOf = z.infer<typeof rowsOf>

/** One of Amazon's rows behind a figure. */
export const sourceRow = z.object({
  dataset: z.string(),
  importId: id,
  fileName: z.string(),
  line: z.number().int(),
  day,
  marketplace: z.string().nullable(),
  /** The row's own columns; names ending in _micros are millionths of the row's currency. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
})

export const listFigureRows = endpoint({
  name: 'figure.rows',
  summary: 'The rows a figure was added up from, with file and line',
  method: 'GET',
  path: '/api/clients/:clientId/figures/:metric/rows',
  permission: 'facts.read',
  ledger: reading,
  params: rowsParams,
  query: rowsQuery.extend({
    limit: z.coerce.number().int().min(1).max(1000).default(500),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ rows: z.array(sourceRow), total: z.number().int() }),
})

export const exportFigureRows = endpoint({
  name: 'figure.export',
  summary: 'The rows behind a figure as CSV, at most 50,000',
  method: 'GET',
  path: '/api/clients/:clientId/figures/:metric/rows.csv',
  permission: 'facts.read',
  ledger: reading,
  params: rowsParams,
  query: rowsQuery,
  output: undefined,
  transfer: 'download',
})
