import { z } from 'zod'
import { day, endpoint, id, instant } from '#platform/endpoint.ts'
import { verdicts } from '../rules/fit.ts'
import { criterionCodes, stages } from '../rules/stages.ts'

// Engagements on their stages: the agency's board, and one client's page.

const client = z.object({ clientId: id })
const stage = z.enum(stages)
const code = z.enum(criterionCodes)

const owner = z.object({ personId: z.string(), name: z.string() }).nullable()
const next = z.object({ on: day.nullable(), what: z.string() })

const criterion = z.object({
  code,
  met: z.boolean(),
  since: instant.nullable(),
  version: z.number().int().nullable(),
  by: z.string().nullable(),
  month: z.string().nullable(),
})

export const listEngagements = endpoint({
  name: 'listEngagements',
  summary: 'Every engagement I see with its stage, what keeps it from closing, owner and next date',
  method: 'GET',
  path: '/api/engagements',
  permission: 'agency.read',
  ledger: { none: 'reads only' },
  output: z.object({
    today: day,
    engagements: z.array(
      z.object({
        clientId: id,
        clientName: z.string(),
        stores: z.number().int(),
        stage,
        round: z.number().int(),
        owner,
        next,
        overdue: z.boolean(),
        /** The present stage's exit criteria that do not hold, and how many there are in all. */
        blockers: z.array(code),
        criteria: z.number().int(),
        verdict: z.enum(verdicts).nullable(),
      }),
    ),
  }),
})

export const readEngagement = endpoint({
  name: 'readEngagement',
  summary: 'One engagement: stages, exit criteria and whether they hold, owner, next date, history',
  method: 'GET',
  path: '/api/clients/:clientId/engagement',
  permission: 'engagement.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({
    today: day,
    clientName: z.string(),
    stage,
    round: z.number().int(),
    owner,
    next,
    overdue: z.boolean(),
    criteria: z.record(stage, z.array(criterion)),
    reopenable: z.array(stage),
    /** People of the agency who see this client; empty for the client's own people. */
    candidates: z.array(z.object({ personId: z.string(), name: z.string(), role: z.string() })),
    history: z.array(
      z.object({
        id,
        at: instant,
        by: z.string(),
        code: z.enum(['closed', 'reopened', 'owner', 'next']),
        body: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      }),
    ),
  }),
})

export const closeStage = endpoint({
  name: 'closeStage',
  summary:
    'Closes the present stage when all of its exit criteria hold; the last stage leads into the next round',
  method: 'POST',
  path: '/api/clients/:clientId/engagement/close',
  permission: 'engagement.manage',
  ledger: { event: 'engagement.stage_closed' },
  params: client,
  body: z.object({ stage }),
  output: z.object({ stage, round: z.number().int() }),
  refusals: ['stage_not_current', 'stage_criteria_unmet'],
})

export const reopenStage = endpoint({
  name: 'reopenStage',
  summary: 'Opens an earlier stage of this round again, with the reason',
  method: 'POST',
  path: '/api/clients/:clientId/engagement/reopen',
  permission: 'engagement.manage',
  ledger: { event: 'engagement.stage_reopened' },
  params: client,
  body: z.object({ stage, reason: z.string().trim().min(1).max(500) }),
  output: z.object({ stage, round: z.number().int() }),
  refusals: ['stage_not_closed'],
})

export const changeEngagement = endpoint({
  name: 'changeEngagement',
  summary: 'Sets who looks after an engagement, and what is next and when',
  method: 'PATCH',
  path: '/api/clients/:clientId/engagement',
  permission: 'engagement.manage',
  ledger: { event: 'engagement.changed' },
  params: client,
  body: z.object({
    ownerId: z.string().max(100).nullable().optional(),
    nextOn: day.nullable().optional(),
    nextWhat: z.string().trim().max(200).optional(),
  }),
  output: z.object({}),
  refusals: ['engagement_owner_unknown'],
})
