import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'

// The month's budget of a store's marketplace: plan, pace, moves between campaigns, the stop.

const amazonId = z.string().max(40)
const place = z.object({ storeId: id, marketplace: z.string().min(2).max(4) })
const params = z.object({ clientId: id })
/** A calendar month: 2026-11. */
export const monthText = z.string().regex(/^20[2-9]\d-(0[1-9]|1[0-2])$/)

const ground = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) })
const verdict = z.enum(['over', 'on', 'under', 'unknown'])

const pace = z.object({
  spent: decimal,
  /** What the plan's curve has by the same day. */
  planned: decimal.nullable(),
  deviationRatio: z.number().nullable(),
  /** The month's end if days go on as the last ones; 90 % interval. */
  end: z.object({ likely: decimal, low: decimal, high: decimal }).nullable(),
  verdict,
  sure: z.boolean(),
  daysLeft: z.number().int(),
})

const campaign = z.object({
  campaignId: amazonId,
  name: z.string(),
  state: z.string().nullable(),
  dailyBudget: decimal.nullable(),
  spent: decimal,
  /** Its own plan; null when it has none. */
  plan: decimal.nullable(),
  pace: pace.nullable(),
  /** Days of the month that cost more than the daily budget, and how far the worst went beyond it. */
  daysAbove: z.number().int(),
  worstDay: z.object({ day, spend: decimal, budget: decimal, overRatio: z.number() }).nullable(),
  /** Hours without budget by Amazon's record, and their share of demand; null where the record is not there. */
  outHours: z.number().nullable(),
  outShare: z.number().nullable(),
  /** Days on which spend came so close to the budget that it may have run out. */
  suspectedDays: z.number().int(),
  /** What those hours might have sold. */
  lostSales: decimal.nullable(),
  /** Sales per spend of the last thirty days; null without spend. */
  roas: z.number().nullable(),
})

const stopItem = z.object({
  campaignId: amazonId,
  name: z.string(),
  from: decimal,
  /** Null: to be paused. */
  to: decimal.nullable(),
  grounds: z.array(ground),
})

export const guardModes = ['off', 'tell', 'act'] as const

export const showBudget = endpoint({
  name: 'showBudget',
  summary: 'A month’s advertising budget: plan, pace, days above budget, hours without budget, the stop',
  method: 'GET',
  path: '/api/clients/:clientId/ads/budget',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params,
  query: place.extend({ month: monthText.optional() }),
  output: z.object({
    month: monthText,
    today: day,
    /** The last day with figures. */
    asOf: day.nullable(),
    currency: z.string(),
    plan: z.object({ amount: decimal, setBy: z.string(), setAt: z.string() }).nullable(),
    /** What last month cost. */
    lastMonth: decimal.nullable(),
    /** Of what was spent, that of Sponsored Brands and Display; null without any. */
    brandSpent: decimal.nullable(),
    pace,
    /** The most the month can still come to with today's budgets. */
    worst: decimal,
    /** Daily budgets of running campaigns together. */
    dailyTotal: decimal,
    /** Money by the end of each day; null where it is not known. */
    curve: z.array(
      z.object({
        day,
        spent: decimal.nullable(),
        planned: decimal.nullable(),
        projected: decimal.nullable(),
      }),
    ),
    missing: z.array(day),
    /** Monday first, averaging 1, and from how many days they are learnt. */
    weights: z.array(z.number()),
    weightDays: z.number().int(),
    campaigns: z.array(campaign),
    /** From when on Amazon's record of campaigns running out is there. */
    recordedFrom: z.string().nullable(),
    guard: z
      .object({
        mode: z.enum(guardModes),
        dayLimit: decimal.nullable(),
        resumes: z.boolean(),
        setBy: z.string(),
        setAt: z.string(),
      })
      .nullable(),
    /** What the stop would do now. */
    stop: z.object({ act: z.enum(['none', 'lower', 'pause']), items: z.array(stopItem) }),
    notices: z.array(z.object({ code: z.string(), at: z.string(), batchId: id.nullable() })),
    history: z.array(
      z.object({
        campaign: z.string().nullable(),
        amount: decimal.nullable(),
        setBy: z.string(),
        setAt: z.string(),
      }),
    ),
  }),
})

export const suggestBudgetMoves = endpoint({
  name: 'suggestBudgetMoves',
  summary: 'Daily budgets moved towards the campaigns where the next unit brings most',
  method: 'GET',
  path: '/api/clients/:clientId/ads/budget/moves',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params,
  query: place.extend({
    /** keep: the total stays; fit: days cost what the month's plan has left. */
    aim: z.enum(['keep', 'fit']),
    /** The largest step of one budget, in per cent. */
    step: z.coerce.number().min(1).max(100),
  }),
  output: z.object({
    moves: z.array(
      z.object({
        campaignId: amazonId,
        name: z.string(),
        from: decimal,
        to: decimal,
        grounds: z.array(ground),
      }),
    ),
    totalFrom: decimal,
    totalTo: decimal,
    /** What a day is expected to cost before and after, and to sell more. */
    spendFrom: decimal,
    spendTo: decimal,
    salesMore: decimal,
    /** What a day may cost for the plan to hold; null when it was not asked for. */
    wanted: decimal.nullable(),
    /** no_figures, no_limited, at_bounds, even; null when the aim is met. */
    shortOf: z.string().nullable(),
  }),
  refusals: ['no_plan'],
})

export const setBudgetPlan = endpoint({
  name: 'setBudgetPlan',
  summary: 'Sets or withdraws a month’s plan, of the marketplace or of one campaign',
  method: 'PUT',
  path: '/api/clients/:clientId/ads/budget/plan',
  permission: 'changes.propose',
  ledger: { event: 'budget.planned' },
  params,
  body: place.extend({
    month: monthText,
    /** Null: the whole marketplace. */
    campaignId: amazonId.nullable(),
    /** Null: withdrawn. */
    amount: decimal.nullable(),
  }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['month_over', 'amount_not_positive', 'amount_too_precise'],
})

export const setBudgetGuard = endpoint({
  name: 'setBudgetGuard',
  summary: 'What happens when a month’s plan is about to be exceeded',
  method: 'PUT',
  path: '/api/clients/:clientId/ads/budget/guard',
  permission: 'changes.propose',
  ledger: { event: 'budget.guarded' },
  params,
  body: place.extend({
    mode: z.enum(guardModes),
    /** What the daily budgets together may come to; null: no limit by day. */
    dayLimit: decimal.nullable(),
    /** Take back at the month's start what the stop did. */
    resumes: z.boolean(),
  }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['guard_by_client', 'amount_not_positive', 'amount_too_precise'],
})
