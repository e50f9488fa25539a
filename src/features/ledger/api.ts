import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'

const params = z.object({ clientId: id })

export const ledgerEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  event: z.string(),
  actor: z.object({ kind: z.enum(['user', 'system']), id: z.string(), name: z.string(), role: z.string() }),
  subject: z.string(),
  data: z.unknown(),
  hash: z.string(),
  prev: z.string(),
})

export const listLedger = endpoint({
  name: 'listLedger',
  summary: "A client's ledger, newest first, with search and filter",
  method: 'GET',
  path: '/api/clients/:clientId/ledger',
  permission: 'ledger.read',
  ledger: { none: 'reading' },
  params,
  query: z.object({
    event: z.string().max(100).optional(),
    actor: z.string().max(200).optional(),
    text: z.string().max(200).optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    entries: z.array(ledgerEntry),
    /** Pass as `before` for the next page; null at the end. */
    next: z.number().int().nullable(),
    events: z.array(z.string()),
    actors: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

export const showLedgerHead = endpoint({
  name: 'showLedgerHead',
  summary: 'The newest head of the chain, the signed heads and the public key',
  method: 'GET',
  path: '/api/clients/:clientId/ledger/head',
  permission: 'ledger.read',
  ledger: { none: 'reading' },
  params,
  output: z.object({
    seq: z.number().int(),
    hash: z.string(),
    signed: z.array(
      z.object({
        seq: z.number().int(),
        hash: z.string(),
        at: z.string(),
        key: z.string(),
        signature: z.string(),
      }),
    ),
    publicKey: z.string(),
  }),
})

export const exportLedger = endpoint({
  name: 'exportLedger',
  summary: 'The whole ledger: a zip of ledger.jsonl, verify.mjs and a note, or the JSONL alone',
  method: 'GET',
  path: '/api/clients/:clientId/ledger/export',
  permission: 'ledger.export',
  ledger: { event: 'ledger.exported' },
  params,
  query: z.object({ format: z.enum(['zip', 'jsonl']).default('zip') }),
  output: z.undefined(),
  transfer: 'download',
})

export const listenLive = endpoint({
  name: 'listenLive',
  summary:
    'Server-sent events: {clientId, topic} whenever something of the caller’s clients came into a ledger; what it was, pages ask for themselves',
  method: 'GET',
  path: '/api/live',
  permission: 'changes.read',
  ledger: { none: 'reading' },
  output: z.undefined(),
  transfer: 'download',
})
