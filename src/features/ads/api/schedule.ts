import { z } from 'zod'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'

const at = { storeId: id, marketplace: z.string().min(2).max(4) }
const ofClient = z.object({ clientId: id })
const gain = z.object({ mean: z.number(), low: z.number(), high: z.number() })

export const verdictCodes = [
  'days_few',
  'clicks_few',
  'orders_few',
  'flat',
  'no_gain',
  'small_gain',
  'gain',
] as const

export const readHours = endpoint({
  name: 'readHours',
  summary:
    'Clicks and what they bring by hour and weekday, the multipliers that follow, and whether they are worth it',
  method: 'GET',
  path: '/api/clients/:clientId/ads/hours',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object({ ...at, campaignId: z.string().max(40).optional() }),
  output: z.object({
    currency: z.string(),
    /** The days compared; the newest are left out, for orders still come to them. */
    window: z.object({ from: day, to: day }),
    days: z.number().int(),
    leastDays: z.number().int(),
    clicks: z.number(),
    leastClicks: z.number().int(),
    orders: z.number(),
    leastOrders: z.number().int(),
    verdict: z.enum(verdictCodes),
    worth: z.boolean(),
    /** Orders more for the same spend, on days that the multipliers were not made from; null before there are data enough. */
    gain: gain.nullable(),
    kappas: z.record(z.enum(['part', 'hour', 'weekday', 'cell']), z.number().nullable()),
    /** 168: Monday 0:00 first, in the marketplace's own time. */
    cells: z.array(
      z.object({
        clicks: z.number(),
        orders: z.number(),
        spend: decimal,
        sales: decimal,
        multiplier: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    ),
    /** When Marketing Stream brought something last; null: never. */
    lastDay: day.nullable(),
  }),
})

const scheduleState = z.enum(['proposed', 'rejected', 'active', 'stopping', 'ended'])

export const listSchedules = endpoint({
  name: 'listSchedules',
  summary: 'Schedules of bids by the hour, each with its ledger of base bids',
  method: 'GET',
  path: '/api/clients/:clientId/ads/schedules',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object(at),
  output: z.object({
    schedules: z.array(
      z.object({
        id,
        campaigns: z.array(z.object({ id: z.string(), name: z.string() })),
        grid: z.array(z.number()),
        leastStep: z.number(),
        evidence: z.unknown(),
        tier: z.enum(['second', 'client']),
        reason: z.string(),
        state: scheduleState,
        proposedByName: z.string(),
        proposedAt: instant,
        decidedByName: z.string().nullable(),
        decidedAt: instant.nullable(),
        endsAt: instant,
        endReason: z.string().nullable(),
        endedAt: instant.nullable(),
        writtenHourAt: instant.nullable(),
        /** Code of what keeps it from being written; null when nothing does. */
        waitsFor: z.string().nullable(),
        may: z.object({ decide: z.boolean(), stop: z.boolean() }),
        bases: z.array(
          z.object({
            entity: z.enum(['keywords', 'targets']),
            targetId: z.string(),
            label: z.string(),
            base: decimal,
            seen: decimal,
            asked: decimal.nullable(),
            state: z.enum(['held', 'conflict', 'restored']),
            changedAt: instant,
          }),
        ),
      }),
    ),
  }),
})

export const proposeSchedule = endpoint({
  name: 'proposeSchedule',
  summary: 'Proposes bids by the hour for some campaigns, until a day; another person has to agree',
  method: 'POST',
  path: '/api/clients/:clientId/ads/schedules',
  permission: 'changes.propose',
  ledger: { event: 'schedule.proposed' },
  params: ofClient,
  body: z.object({
    ...at,
    campaignIds: z.array(z.string().min(1).max(40)).min(1).max(500),
    grid: z.array(z.number().min(0.5).max(1.5)).length(168),
    /** A bid is written where it moves by at least this share. */
    leastStep: z.number().min(0.01).max(0.5).default(0.05),
    endsInDays: z.number().int().min(1).max(90).default(30),
    reason: z.string().max(2000).default(''),
  }),
  output: z.object({ scheduleId: id }),
  refusals: ['schedule_overlaps', 'schedule_even'],
})

export const decideSchedule = endpoint({
  name: 'decideSchedule',
  summary: 'Agrees to a proposed schedule or rejects it',
  method: 'POST',
  path: '/api/clients/:clientId/ads/schedules/:scheduleId/decision',
  permission: 'changes.approve',
  ledger: { event: 'schedule.approved' },
  params: z.object({ clientId: id, scheduleId: id }),
  body: z.object({ approve: z.boolean(), comment: z.string().max(2000).default('') }),
  output: z.object({ state: scheduleState }),
  refusals: ['own_proposal', 'not_asked', 'factor_needed', 'nothing_open'],
})

export const stopSchedule = endpoint({
  name: 'stopSchedule',
  summary: 'Ends a running schedule and restores the base bids, or withdraws a proposed one',
  method: 'POST',
  path: '/api/clients/:clientId/ads/schedules/:scheduleId/stop',
  permission: 'changes.stop',
  ledger: { event: 'schedule.stopped' },
  params: z.object({ clientId: id, scheduleId: id }),
  body: z.object({ reason: z.string().max(500).default('') }),
  output: z.object({ state: scheduleState }),
  refusals: ['nothing_open'],
})
