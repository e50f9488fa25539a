import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'

// Papers for the question how this account is related to others: who was authorised, by whom, and whose everything else is.

const ofClient = z.object({ clientId: id })

/** What the owner says is the seller's own. The things themselves are never asked for. */
export const ownItems = ['bank', 'card', 'address', 'tax', 'email', 'phone'] as const

const declaration = z.object({
  personName: z.string(),
  role: z.string(),
  items: z.array(z.enum(ownItems)),
  declaredAt: instant,
  textSha256: z.string(),
})

export const showEvidence = endpoint({
  name: 'showEvidence',
  summary: 'What the evidence pack of a client can already say, and what it still lacks',
  method: 'GET',
  path: '/api/clients/:clientId/evidence',
  permission: 'access.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    declaration: declaration.nullable(),
    lacks: z.array(z.enum(['partner', 'declaration', 'provider'])),
  }),
})

export const declareOwn = endpoint({
  name: 'declareOwn',
  summary: 'The owner states that bank, card, address, tax number, e-mail and telephone are the seller’s own',
  method: 'POST',
  path: '/api/clients/:clientId/declarations',
  permission: 'evidence.declare',
  ledger: { event: 'evidence.declared' },
  params: ofClient,
  body: z.object({
    items: z.array(z.enum(ownItems)).length(ownItems.length),
    /** As the person knows oneself: written out as a signature. */
    name: z.string().trim().min(1).max(100),
    lang: z.enum(['zh', 'en']),
  }),
  output: declaration,
  refusals: ['name_not_yours', 'factor_needed'],
})

export const downloadEvidence = endpoint({
  name: 'downloadEvidence',
  summary:
    'The evidence pack as PDF: partner record, contract, people, the owner’s statement, head of the ledger',
  method: 'GET',
  path: '/api/clients/:clientId/evidence.pdf',
  permission: 'register.read',
  ledger: { event: 'evidence.made' },
  params: ofClient,
  query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }),
  output: z.undefined(),
  transfer: 'download',
})
