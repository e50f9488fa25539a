import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import { states } from '../rules/states.ts'
import { tiers } from '../rules/tiers.ts'

const ofClient = z.object({ clientId: id })
const ofBatch = z.object({ clientId: id, batchId: id })
const side = z.enum(['agency', 'client'])
const value = z.unknown()

/** A reason as a code with its numbers, which screens word. */
export const ground = z.object({ code: z.string().max(60), data: z.record(z.string(), z.unknown()) })

export const changeLine = z.object({
  changeId: id,
  batchId: id,
  no: z.number().int(),
  storeId: id,
  marketplace: z.string(),
  kind: z.string(),
  entity: z.string(),
  objectId: z.string(),
  campaignId: z.string().nullable(),
  label: z.string(),
  currency: z.string(),
  from: value,
  to: value,
  /** Spend of the object in the evidence's window. */
  stake: z.string().nullable(),
  evidence: value,
  expectation: value,
  /** Why, as codes and numbers; null when only the batch's reason says it. */
  grounds: z.array(ground).nullable(),
  tier: z.enum(tiers),
  tierReasons: z.array(z.string()),
  highRisk: z.boolean(),
  state: z.enum(states),
  stateAt: instant,
  reason: z.string().nullable(),
  reasonData: value,
  waitsFor: z.string().nullable(),
  dueAt: instant.nullable(),
  attempts: z.number().int(),
  appliedAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  revertsId: z.string().nullable(),
})

export const batchLine = z.object({
  batchId: id,
  clientId: id,
  clientName: z.string(),
  storeName: z.string(),
  marketplace: z.string(),
  title: z.string(),
  reason: z.string(),
  origin: z.enum(['person', 'revert', 'rule']),
  proposedBy: z.string(),
  proposedByName: z.string(),
  proposedSide: z.enum(['agency', 'client', 'system']),
  proposedAt: instant,
  revision: z.number().int(),
  contentHash: z.string(),
  expiresAt: instant,
  askedAt: instant.nullable(),
  currency: z.string(),
  /** Items by state. */
  counts: z.record(z.string(), z.number().int()),
  items: z.number().int(),
  stake: z.string().nullable(),
  kinds: z.array(z.string()),
})

export const listBatches = endpoint({
  name: 'listBatches',
  summary: 'Batches of a client, newest first',
  method: 'GET',
  path: '/api/clients/:clientId/change-batches',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object({ open: z.enum(['yes', 'no']).optional() }),
  output: z.object({ batches: z.array(batchLine) }),
})

export const listChanges = endpoint({
  name: 'listChanges',
  summary: 'Single changes of a client, newest first',
  method: 'GET',
  path: '/api/clients/:clientId/changes',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object({
    state: z.enum(states).optional(),
    kind: z.string().max(40).optional(),
    text: z.string().max(200).optional(),
    campaignId: z.string().max(40).optional(),
    objectId: z.string().max(400).optional(),
    from: instant.optional(),
    to: instant.optional(),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    changes: z.array(changeLine.extend({ proposedByName: z.string(), title: z.string() })),
    next: id.nullable(),
  }),
})

const effect = z.object({
  changeId: id,
  horizonDays: z.number().int(),
  metric: z.string(),
  measuredAt: instant,
  standing: z.enum(['provisional', 'final']),
  effect: value,
})

export const showBatch = endpoint({
  name: 'showBatch',
  summary: 'One batch: its items, what was said, what the caller may do, and its history in the ledger',
  method: 'GET',
  path: '/api/clients/:clientId/change-batches/:batchId',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  params: ofBatch,
  output: z.object({
    batch: batchLine,
    changes: z.array(changeLine),
    votes: z.array(
      z.object({
        decision: z.enum(['approve', 'reject', 'ask', 'comment']),
        side,
        personName: z.string(),
        forPersonName: z.string().nullable(),
        standing: z.boolean(),
        revision: z.number().int(),
        current: z.boolean(),
        items: z.number().int().nullable(),
        comment: z.string(),
        at: instant,
      }),
    ),
    /** Sides still to agree to at least one open item. */
    waiting: z.array(side),
    may: z.object({
      /** Null: may not; else why: one's own right, or somebody's who is away. */
      approve: z.enum(['own', 'deputy']).nullable(),
      whyNot: z.string().nullable(),
      withdraw: z.boolean(),
      revise: z.boolean(),
      revert: z.boolean(),
    }),
    effects: z.array(effect),
    timeline: z.array(
      z.object({
        seq: z.number().int(),
        at: instant,
        event: z.string(),
        actor: z.string(),
        subject: z.string(),
        data: value,
      }),
    ),
  }),
})

/** The stake at today's rate too, for sorting alone: amounts of several currencies are not compared as they stand. */
const inboxLine = batchLine.extend({ stakeUsd: z.string().nullable() })

export const listInbox = endpoint({
  name: 'listInbox',
  summary: 'What waits for the caller’s word, over all of their clients',
  method: 'GET',
  path: '/api/approvals',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  output: z.object({
    mine: z.array(inboxLine),
    /** Open batches that wait for others. */
    others: z.array(inboxLine.extend({ waiting: z.array(side) })),
  }),
})

export const voteOnBatch = endpoint({
  name: 'voteOnBatch',
  summary:
    'Agrees to, rejects, or asks for another version of a batch or some of its items; or says something about it',
  method: 'POST',
  path: '/api/clients/:clientId/change-batches/:batchId/votes',
  permission: 'changes.deputise',
  ledger: { event: 'changes.approved' },
  params: ofBatch,
  body: z.object({
    decision: z.enum(['approve', 'reject', 'ask', 'comment']),
    revision: z.number().int(),
    contentHash: z.string().max(100),
    /** Left out: all of the batch. */
    changeIds: z.array(id).min(1).max(10_000).optional(),
    comment: z.string().trim().max(2000).default(''),
  }),
  output: z.object({ approved: z.number().int(), waiting: z.array(side) }),
  refusals: [
    'revision_moved',
    'own_proposal',
    'not_asked',
    'nothing_open',
    'factor_needed',
    'comment_needed',
    'moved_meanwhile',
  ],
})

export const withdrawBatch = endpoint({
  name: 'withdrawBatch',
  summary: 'Takes back what has not been executed',
  method: 'POST',
  path: '/api/clients/:clientId/change-batches/:batchId/withdrawal',
  permission: 'changes.propose',
  ledger: { event: 'changes.withdrawn' },
  params: ofBatch,
  body: z.object({ comment: z.string().trim().max(2000).default('') }),
  output: z.object({ withdrawn: z.number().int() }),
  refusals: ['nothing_open', 'moved_meanwhile'],
})

const revertBody = z.object({
  /** One of these: changes, a batch, or everything of a store since a moment. */
  changeIds: z.array(id).max(10_000).optional(),
  batchId: id.optional(),
  since: instant.optional(),
  storeId: id.optional(),
  title: z.string().trim().min(1).max(200),
  reason: z.string().trim().max(2000).default(''),
})

const revertPlan = {
  back: z.array(
    z.object({
      storeId: id,
      marketplace: z.string(),
      kind: z.string(),
      label: z.string(),
      currency: z.string(),
      present: value,
      to: value,
    }),
  ),
  conflicts: z.array(
    z.object({ kind: z.string(), label: z.string(), currency: z.string(), present: value, expected: value }),
  ),
  /** Nothing is left of them to take back. */
  nothing: z.number().int(),
  /** Amazon knows no way back. */
  impossible: z.array(z.object({ kind: z.string(), label: z.string() })),
}

export const previewRevert = endpoint({
  name: 'previewRevert',
  summary: 'What taking changes back would do, and what somebody edited since',
  method: 'POST',
  path: '/api/clients/:clientId/reverts/preview',
  permission: 'changes.propose',
  ledger: { none: 'reads only' },
  params: ofClient,
  body: revertBody,
  output: z.object(revertPlan),
  refusals: ['not_connected', 'amazon_unreachable', 'amazon_denied', 'nothing_to_revert'],
})

export const proposeRevert = endpoint({
  name: 'proposeRevert',
  summary: 'Proposes to take changes back, as new changes under their own tier; later edits are left alone',
  method: 'POST',
  path: '/api/clients/:clientId/reverts',
  permission: 'changes.propose',
  ledger: { event: 'changes.proposed' },
  params: ofClient,
  body: revertBody,
  output: z.object({
    batches: z.array(id),
    approved: z.number().int(),
    conflicts: z.number().int(),
  }),
  refusals: [
    'not_connected',
    'amazon_unreachable',
    'amazon_denied',
    'nothing_to_revert',
    'wishes_refused',
    'open_elsewhere',
  ],
})

export const openLink = endpoint({
  name: 'openLink',
  summary: 'Where a signed link from a letter or chat leads, for who may see it',
  method: 'GET',
  path: '/api/approval-links',
  permission: 'changes.read',
  ledger: { none: 'reads only' },
  query: z.object({ token: z.string().min(1).max(300) }),
  output: z.object({
    clientId: id,
    batchId: id,
    /** True when another version was proposed since. */
    moved: z.boolean(),
  }),
  refusals: ['link_unknown', 'link_expired'],
})

export const makeLink = endpoint({
  name: 'makeLink',
  summary:
    'A signed link to a batch that waits for somebody, to be sent in a chat; the same as letters carry',
  method: 'POST',
  path: '/api/clients/:clientId/change-batches/:batchId/link',
  permission: 'changes.read',
  ledger: { event: 'changes.link_made' },
  params: ofBatch,
  output: z.object({
    link: z.string(),
    /** It ends with the proposal. */
    until: instant,
    /** The language of who is asked first. */
    locale: z.enum(['zh-CN', 'en']),
  }),
  refusals: ['nothing_open', 'link_expired'],
})
