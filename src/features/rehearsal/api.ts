import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'

// The bar of a rehearsal: time, faults, and the hand of somebody else. All of it answers only where a sandbox stands in for Amazon.

const reading = { none: 'reading changes nothing' }

/** Faults of the sandbox that a person can ask for, as its own door names them. */
export const faultKinds = [
  'throttle',
  'failure',
  'unavailable',
  'hang',
  'timeoutAfterEffect',
  'truncated',
  'doublyZipped',
  'wrongCharset',
  'expiredUrl',
  'fatal',
  'cancelled',
  'duplicateMessage',
  'outOfOrder',
  'clockSkew',
  'shortPageToken',
] as const

export const speeds = [0, 1, 60, 600, 3600] as const
export const steps = ['PT1H', 'P1D', 'P7D', 'P14D', 'P30D'] as const
export const edits = ['pause', 'enable', 'budget_up', 'budget_down'] as const

export const showRehearsal = endpoint({
  name: 'showRehearsal',
  summary: 'The sandbox’s time and what is to go wrong next',
  method: 'GET',
  path: '/api/rehearsal',
  permission: 'rehearsal.use',
  ledger: reading,
  output: z.object({
    now: instant,
    speed: z.number(),
    faults: z.array(
      z.object({
        id: z.number(),
        kind: z.string(),
        seller: z.string(),
        operation: z.string(),
        times: z.number(),
      }),
    ),
  }),
})

export const moveClock = endpoint({
  name: 'moveClock',
  summary: 'Lets simulated time leap, run faster or stand still',
  method: 'POST',
  path: '/api/rehearsal/clock',
  permission: 'rehearsal.use',
  ledger: { event: 'rehearsal.clock_moved' },
  body: z.union([z.object({ advance: z.enum(steps) }), z.object({ speed: z.literal([...speeds]) })]),
  output: z.object({ now: instant, speed: z.number() }),
  refusals: ['sandbox_unreachable'],
})

export const addFault = endpoint({
  name: 'addFault',
  summary: 'Something goes wrong at the next calls, or quotas are cut',
  method: 'POST',
  path: '/api/rehearsal/faults',
  permission: 'rehearsal.use',
  ledger: { event: 'rehearsal.fault_added' },
  body: z.union([
    z.object({ kind: z.enum(faultKinds), times: z.number().int().min(1).max(1000) }),
    z.object({ quota: z.number().min(0.01).max(1) }),
  ]),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['sandbox_unreachable'],
})

export const clearFaults = endpoint({
  name: 'clearFaults',
  summary: 'Nothing goes wrong any more, quotas are whole again',
  method: 'DELETE',
  path: '/api/rehearsal/faults',
  permission: 'rehearsal.use',
  ledger: { event: 'rehearsal.faults_cleared' },
  output: z.object({ ok: z.literal(true) }),
  refusals: ['sandbox_unreachable'],
})

export const listEditable = endpoint({
  name: 'listEditable',
  summary: 'The campaigns of a client that somebody else could change, as last read',
  method: 'GET',
  path: '/api/clients/:clientId/rehearsal/campaigns',
  permission: 'rehearsal.use',
  ledger: reading,
  params: z.object({ clientId: id }),
  output: z.object({
    campaigns: z.array(
      z.object({
        storeId: id,
        marketplace: z.string(),
        campaignId: z.string(),
        name: z.string(),
        state: z.string(),
      }),
    ),
  }),
})

export const editAsSomebodyElse = endpoint({
  name: 'editAsSomebodyElse',
  summary: 'Changes a campaign at the sandbox as somebody who is not us would',
  method: 'POST',
  path: '/api/clients/:clientId/rehearsal/edits',
  permission: 'rehearsal.use',
  ledger: { event: 'rehearsal.edited' },
  params: z.object({ clientId: id }),
  body: z.object({
    storeId: id,
    marketplace: z.string().max(5),
    campaignId: z.string().max(40),
    edit: z.enum(edits),
  }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['not_connected', 'sandbox_unreachable'],
})
