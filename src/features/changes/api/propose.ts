import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'
import { changeLine, ground } from './changes.ts'

const ofClient = z.object({ clientId: id })
const side = z.enum(['agency', 'client'])

const problem = z.object({ no: z.number().int(), code: z.string(), label: z.string() })

const wishes = z
  .array(
    z.object({
      kind: z.string().max(40),
      wish: z.record(z.string(), z.unknown()),
      grounds: z.array(ground).max(12).optional(),
    }),
  )
  .min(1)
  .max(10_000)

export const previewChanges = endpoint({
  name: 'previewChanges',
  summary:
    'What wishes would come to: present and wanted values, who would have to agree, what stands in the way',
  method: 'POST',
  path: '/api/clients/:clientId/changes/preview',
  permission: 'changes.propose',
  ledger: { none: 'reads only' },
  params: ofClient,
  body: z.object({ storeId: id, marketplace: z.string().max(4), wishes }),
  output: z.object({
    items: z.array(
      changeLine.pick({
        no: true,
        kind: true,
        label: true,
        currency: true,
        from: true,
        to: true,
        tier: true,
        tierReasons: true,
        expectation: true,
        evidence: true,
        stake: true,
        grounds: true,
      }),
    ),
    problems: z.array(problem),
  }),
  refusals: ['not_connected', 'unknown_kind', 'wish_malformed', 'amazon_unreachable', 'amazon_denied'],
})

export const proposeChanges = endpoint({
  name: 'proposeChanges',
  summary:
    'Proposes a batch of changes to one advertising profile; what the limits delegate is executed at once',
  method: 'POST',
  path: '/api/clients/:clientId/changes',
  permission: 'changes.propose',
  ledger: { event: 'changes.proposed' },
  params: ofClient,
  body: z.object({
    storeId: id,
    marketplace: z.string().max(4),
    title: z.string().trim().min(1).max(200),
    reason: z.string().trim().max(2000),
    expiresInDays: z.number().int().min(1).max(30).default(7),
    wishes,
  }),
  output: z.object({ batchId: id, approved: z.number().int(), waiting: z.array(side) }),
  refusals: [
    'not_connected',
    'unknown_kind',
    'wish_malformed',
    'wishes_refused',
    'open_elsewhere',
    'amazon_unreachable',
    'amazon_denied',
  ],
})

export const reviseBatch = endpoint({
  name: 'reviseBatch',
  summary:
    'Puts another version of an undecided batch in its place; what was agreed to before does not count for it',
  method: 'POST',
  path: '/api/clients/:clientId/change-batches/:batchId/revisions',
  permission: 'changes.propose',
  ledger: { event: 'changes.revised' },
  params: z.object({ clientId: id, batchId: id }),
  body: z.object({
    revision: z.number().int(),
    reason: z.string().trim().max(2000),
    wishes,
  }),
  output: z.object({ revision: z.number().int(), approved: z.number().int(), waiting: z.array(side) }),
  refusals: [
    'revision_moved',
    'already_executed',
    'not_connected',
    'unknown_kind',
    'wish_malformed',
    'wishes_refused',
    'open_elsewhere',
    'amazon_unreachable',
    'amazon_denied',
    'moved_meanwhile',
  ],
})
