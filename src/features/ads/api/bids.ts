import { z } from 'zod'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'
import { goalKinds } from '../rules/bids/goal.ts'

// What the account is steered to, and what the optimiser makes of it.

const ofClient = z.object({ clientId: id })
const ofRun = z.object({ clientId: id, runId: id })
const marketplace = z.string().min(2).max(4)
const atPlace = z.object({ storeId: id, marketplace })
const ratio = z.number().min(0.01).max(5)

const numbers = z.object({
  targetRatio: ratio.optional(),
  marginRatio: ratio.optional(),
  keepRatio: ratio.optional(),
  perDay: decimal.optional(),
  mostUpRatio: z.number().min(0.05).max(2).optional(),
  cooldownDays: z.number().int().min(1).max(30).optional(),
  mostEffectiveBid: decimal.nullable().optional(),
  campaigns: z.boolean().optional(),
  explore: z.boolean().optional(),
  exploreRatio: z.number().min(0.01).max(0.3).optional(),
  exploreLossPerDay: decimal.nullable().optional(),
  events: z
    .array(
      z
        .object({
          name: z.string().trim().min(1).max(60),
          from: day,
          to: day,
          ratio: z.number().min(0.2).max(5),
        })
        .refine((one) => one.from <= one.to, { path: ['to'] }),
    )
    .max(40)
    .readonly()
    .optional(),
})

const goal = z.object({
  goalId: id,
  kind: z.enum(goalKinds),
  numbers,
  setByName: z.string(),
  setAt: instant,
})

const perDay = z.object({ clicks: z.number(), cost: z.number(), sales: z.number() })
const ground = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) })

const placements = z.object({ top: z.number(), rest: z.number(), product: z.number() })
const campaignPlan = z.object({
  campaignId: z.string(),
  name: z.string(),
  strategy: z.object({ from: z.string(), to: z.string() }),
  placements: z.object({ from: placements, to: placements }),
  grounds: z.array(ground),
})

const run = z.object({
  runId: id,
  goalId: id,
  currency: z.string(),
  asOf: day,
  madeByName: z.string(),
  madeAt: instant,
  pack: z.string(),
  /** What a unit of sales may cost at the margin. */
  price: z.number(),
  snapshotHash: z.string(),
  totals: z.object({
    targets: z.number().int(),
    raised: z.number().int(),
    lowered: z.number().int(),
    /** Targets bid above their worth to learn it, and what that is expected to cost a day; null without any. */
    explored: z
      .object({ targets: z.number().int(), spend: z.number(), loss: z.number() })
      .nullable()
      .default(null),
    /** Expected a day over all targets, in the currency. */
    from: perDay,
    to: perDay,
  }),
  /** Campaigns whose strategy or placements are to change. */
  campaigns: z.array(campaignPlan),
})

export const showBidding = endpoint({
  name: 'showBidding',
  summary: 'The goal of a store and marketplace, how it came to be, and the newest run of the optimiser',
  method: 'GET',
  path: '/api/clients/:clientId/ads/bidding',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: atPlace,
  output: z.object({
    /** Newest first: the first is in force. */
    goals: z.array(goal),
    /** The last thirty days' own ACoS, for who has no goal yet; null without sales. */
    acosRatio: z.number().nullable(),
    run: run.nullable(),
  }),
})

export const setBidGoal = endpoint({
  name: 'setBidGoal',
  summary: 'Sets what a store and marketplace is steered to; the goal before stays on record',
  method: 'POST',
  path: '/api/clients/:clientId/ads/bidding/goals',
  permission: 'changes.propose',
  ledger: { event: 'ads.goal_set' },
  params: ofClient,
  body: atPlace.extend({ kind: z.enum(goalKinds), numbers }),
  output: z.object({ goalId: id }),
  refusals: ['goal_incomplete', 'no_ad_settings'],
})

export const decideBidsNow = endpoint({
  name: 'decideBidsNow',
  summary: 'Decides bids for every target by the goal in force; nothing is changed at Amazon',
  method: 'POST',
  path: '/api/clients/:clientId/ads/bidding/runs',
  permission: 'changes.propose',
  ledger: { event: 'ads.bids_decided' },
  params: ofClient,
  body: atPlace,
  output: z.object({ runId: id }),
  refusals: ['goal_missing', 'no_ad_settings', 'no_ad_figures'],
})

export const decisionViews = ['changed', 'raised', 'lowered', 'explored', 'held', 'declined', 'all'] as const
export const decisionSorts = ['cost', 'move', 'clicks', 'bid', 'text'] as const

export const listBidDecisions = endpoint({
  name: 'listBidDecisions',
  summary: 'Decisions of a run, a page at a time',
  method: 'GET',
  path: '/api/clients/:clientId/ads/bidding/runs/:runId/decisions',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofRun,
  query: z.object({
    show: z.enum(decisionViews).default('changed'),
    search: z.string().max(100).default(''),
    sort: z.enum(decisionSorts).default('cost'),
    order: z.enum(['ascend', 'descend']).default('descend'),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    total: z.number().int(),
    /** How many of each view there are. */
    counts: z.record(z.string(), z.number().int()),
    /** The day of Amazon's suggested bids; null when it was never asked. */
    suggestedOn: day.nullable(),
    rows: z.array(
      z.object({
        no: z.number().int(),
        targetId: z.string(),
        entity: z.enum(['keywords', 'targets']),
        campaignId: z.string(),
        campaign: z.string(),
        adGroupId: z.string(),
        text: z.string(),
        matchType: z.string(),
        from: decimal,
        to: decimal,
        /** The most a click can cost: base × placement × strategy. */
        most: z.object({ from: decimal, to: decimal }),
        expected: z.object({ from: perDay, to: perDay }),
        /** What Amazon suggests to bid: evidence about rivals, no part of the decision. */
        suggested: z.object({ low: decimal, middle: decimal, high: decimal }).nullable(),
        grounds: z.array(ground),
        /** Who stands before the optimiser at this bid now: a stop, an open proposal, a fresh change, a rule. */
        held: ground.nullable(),
        declined: z.object({ byName: z.string(), at: instant }).nullable(),
      }),
    ),
  }),
})

export const declineBids = endpoint({
  name: 'declineBids',
  summary: 'Sets decisions of a run aside, or takes that back',
  method: 'POST',
  path: '/api/clients/:clientId/ads/bidding/runs/:runId/declined',
  permission: 'changes.propose',
  ledger: { event: 'ads.bids_declined' },
  params: ofRun,
  body: z.object({ numbers: z.array(z.number().int()).min(1).max(10_000), declined: z.boolean() }),
  output: z.object({ changed: z.number().int() }),
})

export const replayBids = endpoint({
  name: 'replayBids',
  summary: 'Makes the decisions of a run again from its stored snapshot and compares',
  method: 'GET',
  path: '/api/clients/:clientId/ads/bidding/runs/:runId/replay',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofRun,
  output: z.object({ same: z.boolean(), pack: z.string(), snapshotHash: z.string() }),
})
