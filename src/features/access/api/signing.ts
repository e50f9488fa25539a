import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'

// Names under contents of any room: plans, contracts, papers.

const kind = z.enum(['plan', 'contract', 'paper'])
const side = z.enum(['agency', 'client'])
const subjectId = z.string().min(1).max(100)
const version = z.coerce.number().int().positive()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const ofClient = z.object({ clientId: id })

const signature = z.object({
  signatureId: id,
  side,
  personName: z.string(),
  typedName: z.string(),
  drawn: z.boolean(),
  at: z.iso.datetime(),
  hash,
  ledgerSeq: z.number().int(),
  ledgerHash: hash,
})

export const showSignings = endpoint({
  name: 'showSignings',
  summary: 'What was offered for signature, who has signed, and whether the asker may',
  method: 'GET',
  path: '/api/clients/:clientId/signatures',
  permission: 'signing.read',
  ledger: { none: 'reading' },
  params: ofClient,
  query: z.object({ kind, subjectId: subjectId.optional() }),
  output: z.object({
    /** Newest version first. */
    signings: z.array(
      z.object({
        kind,
        subjectId: z.string(),
        version: z.number().int(),
        contentHash: hash,
        title: z.object({ zh: z.string(), en: z.string() }),
        sides: z.array(side),
        state: z.enum(['open', 'complete', 'superseded', 'withdrawn']),
        openedAt: z.iso.datetime(),
        closedAt: z.iso.datetime().nullable(),
        reason: z.string().nullable(),
        signatures: z.array(signature),
        /** The side the asker would sign for; null when nothing is asked of them now. */
        mine: side.nullable(),
        /** Why not, a code of refusal. */
        whyNot: z.string().nullable(),
      }),
    ),
  }),
})

export const giveSignature = endpoint({
  name: 'giveSignature',
  summary: 'Puts the asker’s name under one version of a content',
  method: 'POST',
  path: '/api/clients/:clientId/signatures',
  permission: 'signing.sign',
  ledger: { event: 'signature.given' },
  params: ofClient,
  body: z.object({
    kind,
    subjectId,
    version,
    contentHash: hash,
    typedName: z.string().trim().min(2).max(100),
    /** Strokes of points on a field of 600 × 200. */
    drawing: z
      .array(z.array(z.tuple([z.number().int().min(0).max(600), z.number().int().min(0).max(200)])).max(1500))
      .max(60)
      .optional(),
  }),
  output: z.object({ signatureId: id, complete: z.boolean() }),
  refusals: [
    'already_signed',
    'version_superseded',
    'signing_closed',
    'side_not_asked',
    'content_hash_wrong',
    'factor_needed',
    'signature_content_moved',
    'signer_gone',
  ],
})

export const downloadSignatureCertificate = endpoint({
  name: 'downloadSignatureCertificate',
  summary: 'The certificate page (PDF): what was signed, by whom, when, how confirmed, and the hashes',
  method: 'GET',
  path: '/api/clients/:clientId/signatures/:signatureId/certificate',
  permission: 'signing.read',
  ledger: { none: 'reading' },
  params: z.object({ clientId: id, signatureId: id }),
  query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }),
  output: z.undefined(),
  transfer: 'download',
})

export const downloadSigningBundle = endpoint({
  name: 'downloadSigningBundle',
  summary: 'Content, signatures and ledger entries for checking offline: JSON, or a zip with the verifier',
  method: 'GET',
  path: '/api/clients/:clientId/signatures/bundle',
  permission: 'signing.read',
  ledger: { none: 'reading' },
  params: ofClient,
  query: z.object({ kind, subjectId, version, format: z.enum(['json', 'zip']).default('json') }),
  output: z.undefined(),
  transfer: 'download',
})
