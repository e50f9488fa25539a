import { z } from 'zod'
import { day, endpoint, id } from '#platform/endpoint.ts'
import { paperFields } from '../rules/paper-fields.ts'
import { paperKinds } from '../rules/paper.ts'
import { templateKinds } from '../rules/paper-templates.ts'

// Papers of a client: written from a wording or uploaded, each with a purpose, a consent, an end and the day of its erasure.

const ofClient = z.object({ clientId: id })
const ofPaper = z.object({ clientId: id, paperId: id })
const kind = z.enum(paperKinds)
const templateKind = z.enum(templateKinds)
const side = z.enum(['agency', 'client'])
const title = z.string().trim().min(1).max(120)
const purpose = z.string().trim().min(4).max(500)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const name = z.string().trim().max(100)
const values = z.partialRecord(z.enum(paperFields), z.string().max(4000))

const terms = {
  consentBy: name.nullable(),
  consentOn: day.nullable(),
  expiresOn: day.nullable(),
  eraseOn: day.nullable(),
}

const termRefusals = [
  'paper_need_missing',
  'paper_consent_missing',
  'paper_consent_future',
  'paper_erasure_missing',
  'paper_erasure_late',
  'paper_erasure_past',
  'paper_expiry_past',
] as const

const paperLine = z.object({
  paperId: id,
  kind,
  origin: z.enum(['template', 'upload']),
  title: z.string(),
  standing: z.enum(['draft', 'offered', 'signed', 'expired', 'erased']),
  state: z.enum(['draft', 'offered', 'signed', 'erased']),
  version: z.number().int(),
  purpose: z.string(),
  need: z.string().nullable(),
  /** The month that a monthly report tells of. */
  reportMonth: month.nullable(),
  ...terms,
  madeByName: z.string(),
  madeAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().nullable(),
  erasedByName: z.string().nullable(),
  eraseReason: z.string().nullable(),
  contentHash: z.string(),
  fields: values.nullable(),
  file: z.object({ name: z.string().nullable(), type: z.string(), bytes: z.number().int() }).nullable(),
  /** Sides asked to sign the newest version, and those that have. */
  asked: z.array(side),
  signed: z.array(side),
})

export const showPapers = endpoint({
  name: 'showPapers',
  summary: 'A client’s papers, and what a new one would be filled with',
  method: 'GET',
  path: '/api/clients/:clientId/papers',
  permission: 'papers.read',
  ledger: { none: 'reading' },
  params: ofClient,
  output: z.object({
    today: day,
    papers: z.array(paperLine),
    /** The wording in force of each kind: its hash and the fields it needs. */
    wordings: z.array(
      z.object({ kind: templateKind, hash: z.string(), fields: z.array(z.enum(paperFields)) }),
    ),
    prefill: values,
  }),
})

export const readPaper = endpoint({
  name: 'readPaper',
  summary: 'The text of a paper’s newest version, and its versions',
  method: 'GET',
  path: '/api/clients/:clientId/papers/:paperId',
  permission: 'papers.read',
  ledger: { none: 'reading' },
  params: ofPaper,
  output: z.object({
    paper: paperLine,
    text: z.object({ zh: z.string(), en: z.string() }).nullable(),
    versions: z.array(
      z.object({ version: z.number().int(), contentHash: z.string(), madeAt: z.iso.datetime() }),
    ),
  }),
})

export const draftPaper = endpoint({
  name: 'draftPaper',
  summary: 'Writes a paper from the wording in force; every field that it uses needs a value',
  method: 'POST',
  path: '/api/clients/:clientId/papers',
  permission: 'papers.manage',
  ledger: { event: 'paper.drafted' },
  params: ofClient,
  body: z.object({ kind: templateKind, title, purpose, values, ...terms }),
  output: z.object({ paperId: id }),
  refusals: ['paper_fields_missing', ...termRefusals],
})

export const revisePaper = endpoint({
  name: 'revisePaper',
  summary: 'A new version of a drafted or offered paper; an open offer is withdrawn by it',
  method: 'PUT',
  path: '/api/clients/:clientId/papers/:paperId',
  permission: 'papers.manage',
  ledger: { event: 'paper.revised' },
  params: ofPaper,
  body: z.object({ title, values }),
  output: z.object({ version: z.number().int() }),
  refusals: ['paper_fields_missing', 'paper_not_open', 'paper_not_written'],
})

export const setPaperTerms = endpoint({
  name: 'setPaperTerms',
  summary: 'Purpose, consent, end and erasure of a paper',
  method: 'PUT',
  path: '/api/clients/:clientId/papers/:paperId/terms',
  permission: 'papers.manage',
  ledger: { event: 'paper.terms_set' },
  params: ofPaper,
  body: z.object({ purpose, ...terms }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['paper_erased', ...termRefusals],
})

export const uploadPaper = endpoint({
  name: 'uploadPaper',
  summary:
    'Takes a document (PDF, PNG, JPEG, DOCX; at most 20 MB): multipart, the fields kind, title, purpose and terms before the file',
  method: 'POST',
  path: '/api/clients/:clientId/papers/uploads',
  permission: 'papers.manage',
  ledger: { event: 'paper.uploaded' },
  params: ofClient,
  output: z.object({ paperId: id, type: z.string(), contentHash: z.string() }),
  refusals: [
    'no_files',
    'paper_too_large',
    'document_type',
    'document_broken',
    'document_polyglot',
    'document_encrypted',
    'document_active',
    'paper_month_missing',
    'paper_month_open',
    'paper_month_strange',
    'paper_report_agency',
    ...termRefusals,
  ],
  transfer: 'upload',
})

/** The fields that go with an uploaded file. */
export const uploadFields = z.object({
  kind,
  title,
  purpose,
  need: z.string().trim().max(500).optional(),
  reportMonth: month.optional(),
  consentBy: name.optional(),
  consentOn: day.optional(),
  expiresOn: day.optional(),
  eraseOn: day.optional(),
})

export const offerPaper = endpoint({
  name: 'offerPaper',
  summary: 'Offers a paper’s newest version for signature',
  method: 'POST',
  path: '/api/clients/:clientId/papers/:paperId/offer',
  permission: 'papers.manage',
  ledger: { event: 'signing.opened' },
  params: ofPaper,
  body: z.object({ sides: z.array(side).min(1) }),
  output: z.object({ version: z.number().int() }),
  refusals: ['paper_not_open', 'paper_expired'],
})

export const withdrawPaper = endpoint({
  name: 'withdrawPaper',
  summary: 'Takes a paper’s open offer back',
  method: 'POST',
  path: '/api/clients/:clientId/papers/:paperId/withdraw',
  permission: 'papers.manage',
  ledger: { event: 'signing.withdrawn' },
  params: ofPaper,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['paper_not_offered', 'signing_closed'],
})

export const erasePaper = endpoint({
  name: 'erasePaper',
  summary: 'Erases a paper’s content now; its hash stays in the ledger as proof',
  method: 'POST',
  path: '/api/clients/:clientId/papers/:paperId/erase',
  permission: 'papers.manage',
  ledger: { event: 'paper.erased' },
  params: ofPaper,
  body: z.object({ reason: z.string().trim().min(4).max(500) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['paper_erased'],
})

export const downloadPaper = endpoint({
  name: 'downloadPaper',
  summary: 'A paper as PDF in one language or both, or the uploaded file as it came; always an attachment',
  method: 'GET',
  path: '/api/clients/:clientId/papers/:paperId/file',
  permission: 'papers.read',
  ledger: { event: 'paper.downloaded' },
  params: ofPaper,
  query: z.object({ lang: z.enum(['zh', 'en', 'both']).default('both') }),
  output: z.undefined(),
  refusals: ['paper_erased', 'file_gone'],
  transfer: 'download',
})

export const showPaperTemplates = endpoint({
  name: 'showPaperTemplates',
  summary: 'The wordings papers are written from: the house’s own and the agency’s dated ones',
  method: 'GET',
  path: '/api/paper-templates',
  permission: 'papers.template',
  ledger: { none: 'reading' },
  output: z.object({
    today: day,
    fields: z.array(z.string()),
    kinds: z.array(
      z.object({
        kind: templateKind,
        inForce: z.string(),
        wordings: z.array(
          z.object({
            hash: z.string(),
            /** Null for the house's own. */
            usedFrom: day.nullable(),
            madeByName: z.string().nullable(),
            madeAt: z.iso.datetime().nullable(),
            zh: z.string(),
            en: z.string(),
          }),
        ),
      }),
    ),
  }),
})

export const savePaperTemplate = endpoint({
  name: 'savePaperTemplate',
  summary: 'A wording of the agency’s own, used from a day on; papers that stand keep theirs',
  method: 'POST',
  path: '/api/paper-templates',
  permission: 'papers.template',
  ledger: { event: 'paper.wording_saved' },
  body: z.object({
    kind: templateKind,
    usedFrom: day,
    zh: z.string().trim().min(20).max(40_000),
    en: z.string().trim().min(20).max(40_000),
  }),
  output: z.object({ hash: z.string() }),
  refusals: ['wording_fields_unknown', 'wording_known', 'wording_past'],
})
