import { z } from 'zod'
import { decimal, endpoint, id, instant } from '#platform/endpoint.ts'
import { modules } from '../rules/modules.ts'
import { stopScopes } from '../rules/stops.ts'
import { modes } from '../rules/tiers.ts'

// What is settled beforehand: who agrees to what, who owns what, and what must not happen now.

const ofClient = z.object({ clientId: id })
const side = z.enum(['agency', 'client'])
const bound = z
  .object({
    ratio: z.number().min(0).max(100).optional(),
    points: z.number().min(0).max(900).optional(),
    amount: z.number().min(0).max(100_000_000).optional(),
  })
  .nullable()
/** What each kind of change may do by itself, and with a second person. */
export const limitsShape = z.record(z.string().max(40), z.object({ auto: bound, second: bound }))
const mode = z.enum(modes)

const policy = z.object({
  policyId: id,
  mode,
  limits: limitsShape,
  setByName: z.string(),
  setAt: instant,
  acceptedAt: instant.nullable(),
  acceptedByName: z.string().nullable(),
  /** The contract's version that says so; null where it was set by hand. */
  contractVersion: z.number().int().nullable(),
})

export const showGovernance = endpoint({
  name: 'showGovernance',
  summary: 'How a client is served: mode and limits, standing approvals, deputies, modules, stops',
  method: 'GET',
  path: '/api/clients/:clientId/governance',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    now: instant,
    side,
    kinds: z.array(z.object({ name: z.string(), module: z.enum(modules), highRisk: z.boolean() })),
    mode,
    limits: limitsShape,
    policies: z.array(policy),
    standing: z.array(
      z.object({
        standingId: id,
        side,
        personName: z.string(),
        mine: z.boolean(),
        kinds: z.array(z.string()),
        maxRatio: z.number().nullable(),
        currency: z.string(),
        maxStake: z.string().nullable(),
        total: z.string(),
        used: z.string(),
        givenAt: instant,
        endsAt: instant,
        endedAt: instant.nullable(),
        note: z.string(),
      }),
    ),
    delegations: z.array(
      z.object({
        delegationId: id,
        fromName: z.string(),
        toName: z.string(),
        mine: z.boolean(),
        side,
        startsAt: instant,
        endsAt: instant,
        endedAt: instant.nullable(),
      }),
    ),
    /** People of the caller's side who could stand in. */
    deputies: z.array(z.object({ personId: z.string(), name: z.string() })),
    stores: z.array(
      z.object({
        storeId: id,
        name: z.string(),
        marketplaces: z.array(z.string()),
        currencies: z.array(z.string()),
      }),
    ),
    owners: z.array(
      z.object({
        storeId: id,
        module: z.enum(modules),
        objectId: z.string(),
        label: z.string(),
        owner: side,
        setByName: z.string(),
        setAt: instant,
      }),
    ),
    stops: z.array(
      z.object({
        stopId: id,
        everywhere: z.boolean(),
        scope: z.enum(stopScopes),
        target: z.string(),
        targetName: z.string(),
        side,
        reason: z.string(),
        byName: z.string(),
        at: instant,
        until: instant.nullable(),
        inForce: z.boolean(),
        liftedAt: instant.nullable(),
        liftedByName: z.string().nullable(),
        mayLift: z.boolean(),
      }),
    ),
    apps: z.array(z.object({ appId: id, name: z.string() })),
  }),
})

export const setPolicy = endpoint({
  name: 'setPolicy',
  summary:
    'Sets mode and limits: the client’s owner at once, the agency as a proposal that the client has to accept',
  method: 'POST',
  path: '/api/clients/:clientId/policies',
  permission: 'changes.govern',
  ledger: { event: 'policy.proposed' },
  params: ofClient,
  body: z.object({ mode, limits: limitsShape }),
  output: z.object({ policyId: id, inForce: z.boolean() }),
  refusals: ['limits_disordered'],
})

export const answerPolicy = endpoint({
  name: 'answerPolicy',
  summary: 'Accepts or declines proposed limits',
  method: 'POST',
  path: '/api/clients/:clientId/policies/:policyId/answer',
  permission: 'changes.govern',
  ledger: { event: 'policy.accepted' },
  params: z.object({ clientId: id, policyId: id }),
  body: z.object({ accept: z.boolean() }),
  output: z.object({ inForce: z.boolean() }),
  refusals: ['clients_word', 'moved_meanwhile'],
})

export const giveStanding = endpoint({
  name: 'giveStanding',
  summary: 'Agrees beforehand to kinds of changes up to a ceiling and until a day',
  method: 'POST',
  path: '/api/clients/:clientId/standing-approvals',
  permission: 'changes.approve',
  ledger: { event: 'standing.given' },
  params: ofClient,
  body: z.object({
    kinds: z.array(z.string().max(40)).min(1),
    maxRatio: z.number().positive().max(10).nullable(),
    currency: z.string().length(3),
    maxStake: decimal.nullable(),
    total: decimal,
    endsAt: instant,
    note: z.string().trim().max(500).default(''),
  }),
  output: z.object({ standingId: id }),
  refusals: ['ends_too_late', 'factor_needed', 'unknown_kind'],
})

export const endStanding = endpoint({
  name: 'endStanding',
  summary: 'Ends a standing approval now',
  method: 'DELETE',
  path: '/api/clients/:clientId/standing-approvals/:standingId',
  permission: 'changes.approve',
  ledger: { event: 'standing.ended' },
  params: z.object({ clientId: id, standingId: id }),
  output: z.object({ ended: z.boolean() }),
  refusals: ['other_side'],
})

export const delegateApproval = endpoint({
  name: 'delegateApproval',
  summary: 'Lets somebody of one’s own side decide in one’s absence',
  method: 'POST',
  path: '/api/clients/:clientId/delegations',
  permission: 'changes.approve',
  ledger: { event: 'delegation.given' },
  params: ofClient,
  body: z.object({ toPersonId: z.string().max(100), startsAt: instant, endsAt: instant }),
  output: z.object({ delegationId: id }),
  refusals: ['no_such_deputy', 'ends_too_late', 'factor_needed'],
})

export const endDelegation = endpoint({
  name: 'endDelegation',
  summary: 'Ends one’s own delegation now',
  method: 'DELETE',
  path: '/api/clients/:clientId/delegations/:delegationId',
  permission: 'changes.approve',
  ledger: { event: 'delegation.ended' },
  params: z.object({ clientId: id, delegationId: id }),
  output: z.object({ ended: z.boolean() }),
})

export const assignModule = endpoint({
  name: 'assignModule',
  summary:
    'Says which side owns a group of fields, of a store or of one campaign; giving away what is the other’s is theirs to do',
  method: 'POST',
  path: '/api/clients/:clientId/modules',
  permission: 'changes.govern',
  ledger: { event: 'module.assigned' },
  params: ofClient,
  body: z.object({
    storeId: id,
    module: z.enum(modules),
    objectId: z.string().max(40).default(''),
    label: z.string().max(200).default(''),
    owner: side,
  }),
  output: z.object({ owner: side }),
  refusals: ['owners_word'],
})

export const orderStop = endpoint({
  name: 'orderStop',
  summary: 'Stops changes now: in-flight work ends before its next call',
  method: 'POST',
  path: '/api/clients/:clientId/stops',
  permission: 'changes.stop',
  ledger: { event: 'stop.ordered' },
  params: ofClient,
  body: z.object({
    scope: z.enum(stopScopes),
    target: z.string().max(100).default(''),
    reason: z.string().trim().min(1).max(500),
    until: instant.nullable().default(null),
  }),
  output: z.object({ stopId: id }),
  refusals: ['agency_only', 'no_such_target'],
})

export const liftStop = endpoint({
  name: 'liftStop',
  summary: 'Lifts a stop of one’s own side',
  method: 'POST',
  path: '/api/clients/:clientId/stops/:stopId/lifting',
  permission: 'changes.stop',
  ledger: { event: 'stop.lifted' },
  params: z.object({ clientId: id, stopId: id }),
  output: z.object({ lifted: z.boolean() }),
  refusals: ['other_side', 'agency_only'],
})
