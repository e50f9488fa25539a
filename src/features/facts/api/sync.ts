import { z } from 'zod'
import { day, endpoint, id, instant } from '#platform/endpoint.ts'
import { pullStates } from '../rules/sync/course.ts'
import { streamIds } from '../rules/sync/streams.ts'

// How far the connected stores are in step with Amazon, what was asked for, and the quotas that it waits for.

const reading = { none: 'reading changes nothing' }
const client = z.object({ clientId: id })
const api = z.enum(['sp', 'ads'])

const streamShape = z.object({
  stream: z.enum(streamIds),
  marketplace: z.string(),
  freshness: z.enum(['fresh', 'reading', 'late', 'none']),
  /** The last local day read; null for what has no days. */
  through: day.nullable(),
  lastAt: instant.nullable(),
  rows: z.number(),
  open: z.number(),
  failed: z.number(),
  held: z.number(),
  /** Code of what stands in the way last; null when nothing does. */
  reason: z.string().nullable(),
})

const apiShape = z.object({
  api,
  connected: z.boolean(),
  percent: z.number(),
  ended: z.number(),
  all: z.number(),
  rows: z.number(),
  /** The operation whose quota is waited for, and until when. */
  waitsFor: z.string().nullable(),
  waitsUntil: instant.nullable(),
  finishBy: instant.nullable(),
  lastAt: instant.nullable(),
  streams: z.array(streamShape),
})

export const showSync = endpoint({
  name: 'showSync',
  summary: 'How far each connected store is in step with Amazon',
  method: 'GET',
  path: '/api/clients/:clientId/sync',
  permission: 'import.read',
  ledger: reading,
  params: client,
  output: z.object({
    now: instant,
    stores: z.array(z.object({ storeId: id, name: z.string(), region: z.string(), apis: z.array(apiShape) })),
  }),
})

export const listPulls = endpoint({
  name: 'listPulls',
  summary: 'The requests to Amazon, the newest first: what was asked for and what became of it',
  method: 'GET',
  path: '/api/clients/:clientId/pulls',
  permission: 'import.read',
  ledger: reading,
  params: client,
  query: z.object({ state: z.enum(['open', 'trouble', 'ended']).optional() }),
  output: z.object({
    pulls: z.array(
      z.object({
        id,
        storeId: id,
        storeName: z.string(),
        api,
        stream: z.enum(streamIds),
        marketplace: z.string(),
        from: day.nullable(),
        to: day.nullable(),
        wantedAt: instant,
        state: z.enum(pullStates),
        dueAt: instant,
        attempts: z.number(),
        waitsFor: z.string().nullable(),
        reason: z.string().nullable(),
        reportId: z.string().nullable(),
        importId: id.nullable(),
        rows: z.number().nullable(),
        /** What the import changed: rows that were new, other and the same as before. */
        added: z.number().nullable(),
        replaced: z.number().nullable(),
        unchanged: z.number().nullable(),
        endedAt: instant.nullable(),
      }),
    ),
  }),
})

export const showQuotas = endpoint({
  name: 'showQuotas',
  summary: 'The quotas Amazon counts for this client, as the product counts them',
  method: 'GET',
  path: '/api/clients/:clientId/quotas',
  permission: 'import.read',
  ledger: reading,
  params: client,
  output: z.object({
    now: instant,
    quotas: z.array(
      z.object({
        key: z.string(),
        api,
        region: z.string(),
        account: z.string(),
        operation: z.string(),
        /** Report type or once-in-so-often limit below the operation; null for the operation itself. */
        subject: z.string().nullable(),
        ratePerSecond: z.number(),
        publishedPerSecond: z.number(),
        burst: z.number(),
        tokens: z.number(),
        waiting: z.number(),
        blockedUntil: instant.nullable(),
        throttledAt: instant.nullable(),
      }),
    ),
  }),
})

export const syncNow = endpoint({
  name: 'syncNow',
  summary: 'Looks at Amazon at once: takes up again what is held or was given up',
  method: 'POST',
  path: '/api/clients/:clientId/stores/:storeId/sync',
  permission: 'import.write',
  ledger: { event: 'sync.asked' },
  params: z.object({ clientId: id, storeId: id }),
  body: z.object({ api }),
  output: z.object({ again: z.number() }),
  refusals: ['not_connected'],
})

export const showStale = endpoint({
  name: 'showStale',
  summary:
    'Which stores of a client are not in step, for the notice over every page that shows their figures',
  method: 'GET',
  path: '/api/clients/:clientId/stale',
  permission: 'import.read',
  ledger: reading,
  params: client,
  output: z.object({
    stale: z.array(
      z.object({
        storeName: z.string(),
        api,
        why: z.enum(['late', 'not_connected']),
        /** The oldest of what is late. */
        lastAt: instant.nullable(),
      }),
    ),
  }),
})
