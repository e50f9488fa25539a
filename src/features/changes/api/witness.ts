import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'

const ofClient = z.object({ clientId: id })
const verdict = z.enum(['matched', 'unlogged', 'amazon', 'not_seen'])
/** Amazon's records: change history, Marketing Stream's messages about objects, daily snapshots of settings. */
const source = z.enum(['history', 'stream', 'snapshot'])

export const showWitness = endpoint({
  name: 'showWitness',
  summary: 'The ledger beside Amazon’s own records: matched, unlogged, logged but not seen, Amazon’s own',
  method: 'GET',
  path: '/api/clients/:clientId/witness',
  permission: 'witness.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object({
    verdict: verdict.optional(),
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
  }),
  output: z.object({
    from: instant,
    to: instant,
    profiles: z.array(
      z.object({
        storeName: z.string(),
        marketplace: z.string(),
        beganAt: instant,
        readTo: instant,
        /** When a changed object was told last; null when none was. */
        toldAt: instant.nullable(),
      }),
    ),
    counts: z.object({
      matched: z.number().int(),
      unlogged: z.number().int(),
      explained: z.number().int(),
      conflicts: z.number().int(),
      notSeen: z.number().int(),
      amazon: z.number().int(),
    }),
    events: z.array(
      z.object({
        eventId: id.nullable(),
        verdict,
        at: instant,
        storeName: z.string(),
        marketplace: z.string(),
        entity: z.string(),
        objectId: z.string(),
        label: z.string(),
        field: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        batchId: id.nullable(),
        conflict: z.boolean(),
        /** Which of Amazon's records name it; none for what they do not hold. */
        sources: z.array(source),
        explainedBy: z.string().nullable(),
        explanation: z.string().nullable(),
      }),
    ),
  }),
})

export const explainEvent = endpoint({
  name: 'explainEvent',
  summary: 'Says what a change outside the ledger was',
  method: 'POST',
  path: '/api/clients/:clientId/witness/:eventId/explanation',
  permission: 'witness.explain',
  ledger: { event: 'witness.explained' },
  params: z.object({ clientId: id, eventId: id }),
  body: z.object({ text: z.string().trim().min(1).max(500) }),
  output: z.object({ ok: z.literal(true) }),
})

export const witnessNow = endpoint({
  name: 'witnessNow',
  summary: 'Reads Amazon’s records now',
  method: 'POST',
  path: '/api/clients/:clientId/witness/reading',
  permission: 'witness.explain',
  ledger: { none: 'what is found has its own entries' },
  params: ofClient,
  output: z.object({ ok: z.literal(true) }),
})

export const downloadCertificate = endpoint({
  name: 'downloadCertificate',
  summary:
    'The month’s certificate: what the ledger and Amazon’s records say of each other, with the signed head of the ledger',
  method: 'GET',
  path: '/api/clients/:clientId/witness/certificate',
  permission: 'witness.read',
  ledger: { event: 'witness.certified' },
  params: ofClient,
  query: z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), lang: z.enum(['zh', 'en']).default('zh') }),
  output: z.undefined(),
  transfer: 'download',
})
