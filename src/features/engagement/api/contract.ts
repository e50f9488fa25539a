import { z } from 'zod'
import { day, endpoint, id, instant } from '#platform/endpoint.ts'
import { modes } from '#features/changes/rules/tiers.ts'
import { draftHead, fileQuery, note, ofClient, ofVersion, problem, versionHead } from './contract-shared.ts'
import { kpiGaps } from '../rules/kpi-now.ts'
import { termsShape } from './terms.ts'

const version = versionHead.extend({ terms: termsShape })

export const showContract = endpoint({
  name: 'showContract',
  summary:
    'The contract of a client: its draft, its versions, what is in force, and what the change engine enforces',
  method: 'GET',
  path: '/api/clients/:clientId/contract',
  permission: 'contract.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    today: day,
    side: z.enum(['agency', 'client']),
    /** Only for who writes the contract. */
    draft: z.object({ ...draftHead, terms: termsShape, problems: z.array(problem) }).nullable(),
    versions: z.array(version),
    /** The version whose terms hold today. */
    inForce: z.number().int().nullable(),
    enforced: z.object({
      mode: z.enum(modes),
      limits: termsShape.shape.limits,
      contractVersion: z.number().int().nullable(),
      setByName: z.string().nullable(),
      since: instant.nullable(),
      /** Where what is enforced differs from the version in force: 'mode', 'limits.sp.bid', 'modules.7.price'. */
      differs: z.array(z.string()),
    }),
    stores: z.array(z.object({ storeId: id, name: z.string(), marketplaces: z.array(z.string()) })),
    kinds: z.array(z.string()),
    /** A quote that the client took, from which fee terms can be filled in. */
    acceptedQuote: z.object({ version: z.number().int(), choice: z.string() }).nullable(),
  }),
})

const kpiSpan = z.object({
  from: day,
  to: day,
  /** False while the period runs. */
  over: z.boolean(),
  value: z.number().nullable(),
  gap: z.enum(kpiGaps).nullable(),
  state: z.enum(['provisional', 'final', 'none']),
  asOf: instant.nullable(),
  /** Whether the target is met; null while it cannot be said. */
  met: z.boolean().nullable(),
})

export const showKpis = endpoint({
  name: 'showKpis',
  summary: 'Where each target of the contract stands: the running period and the last whole one, as of when',
  method: 'GET',
  path: '/api/clients/:clientId/contract/kpis',
  permission: 'contract.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    /** The version whose targets these are: in force, else the newest; null while there is none. */
    version: z.number().int().nullable(),
    baseCurrency: z.string(),
    kpis: z.array(z.object({ kpi: termsShape.shape.kpis.element, now: kpiSpan, before: kpiSpan })),
  }),
})

export const beginContract = endpoint({
  name: 'beginContract',
  summary:
    'Begins a draft: from the version in force, else from the usual terms with the accepted quote’s fees',
  method: 'POST',
  path: '/api/clients/:clientId/contract/draft',
  permission: 'contract.write',
  ledger: { event: 'contract.drafted' },
  params: ofClient,
  output: z.object({ revision: z.number().int() }),
  refusals: ['draft_is_there'],
})

export const saveContract = endpoint({
  name: 'saveContract',
  summary: 'Saves the draft and says what contradicts itself in it',
  method: 'PUT',
  path: '/api/clients/:clientId/contract/draft',
  permission: 'contract.write',
  ledger: { event: 'contract.draft_saved' },
  params: ofClient,
  body: z.object({ terms: termsShape, note, revision: z.number().int().min(1) }),
  output: z.object({ revision: z.number().int(), problems: z.array(problem) }),
  refusals: ['draft_moved'],
})

export const dropContract = endpoint({
  name: 'dropContract',
  summary: 'Throws the draft away',
  method: 'DELETE',
  path: '/api/clients/:clientId/contract/draft',
  permission: 'contract.write',
  ledger: { event: 'contract.draft_dropped' },
  params: ofClient,
  output: z.object({ dropped: z.boolean() }),
})

export const offerContract = endpoint({
  name: 'offerContract',
  summary: 'Offers the draft to both sides for signature, as a version that nobody can change',
  method: 'POST',
  path: '/api/clients/:clientId/contract/versions',
  permission: 'contract.write',
  ledger: { event: 'contract.offered' },
  params: ofClient,
  body: z.object({ revision: z.number().int().min(1) }),
  output: z.object({ version: z.number().int(), contentHash: z.string() }),
  refusals: ['draft_moved', 'terms_contradict', 'nothing_changed'],
})

export const withdrawContract = endpoint({
  name: 'withdrawContract',
  summary: 'Takes an offered version back before both have signed',
  method: 'POST',
  path: '/api/clients/:clientId/contract/versions/:versionNo/withdrawal',
  permission: 'contract.write',
  ledger: { event: 'contract.withdrawn' },
  params: ofVersion,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['version_not_open'],
})

export const contractFile = endpoint({
  name: 'contractFile',
  summary: 'A version as an agreement to read and print, made from its data, with their hash',
  method: 'GET',
  path: '/api/clients/:clientId/contract/versions/:versionNo/file',
  permission: 'contract.read',
  ledger: { none: 'reads only' },
  params: ofVersion,
  query: fileQuery,
  output: z.undefined(),
  transfer: 'download',
})
