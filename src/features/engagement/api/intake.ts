import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import type { Answers } from '../rules/intake.ts'
import type { Brief } from '../rules/intake-brief.ts'

// The questionnaire: draft, submissions, and links for people without an account.

const client = z.object({ clientId: id })
const reading = { none: 'reads only' }

/** Answers by question; what does not belong is said question by question, not refused whole. */
const given = z
  .record(z.string().max(40), z.unknown())
  .refine((answers) => Object.keys(answers).length <= 200, 'too many')
const answers = z.custom<Answers>((value) => typeof value === 'object' && value !== null)
const problem = z.object({
  question: z.string(),
  code: z.string(),
  most: z.number().nullable(),
})

const saved = z.object({
  savedAt: instant,
  /** What was not taken, and why; everything else is kept. */
  problems: z.array(problem),
})

const version = z.object({
  version: z.number().int(),
  submittedAt: instant,
  submittedBy: z.string(),
  via: z.enum(['account', 'link']),
})

export const readIntake = endpoint({
  name: 'readIntake',
  summary: 'The questionnaire as it is being answered, and its submissions',
  method: 'GET',
  path: '/api/clients/:clientId/intake',
  permission: 'intake.read',
  ledger: reading,
  params: client,
  output: z.object({
    draft: z.object({ answers, savedAt: instant, savedBy: z.string() }).nullable(),
    versions: z.array(version),
  }),
})

export const readIntakeVersion = endpoint({
  name: 'readIntakeVersion',
  summary: 'One submission: its answers and the brief that they come to',
  method: 'GET',
  path: '/api/clients/:clientId/intake/versions/:version',
  permission: 'intake.read',
  ledger: reading,
  params: z.object({ clientId: id, version: id }),
  output: version.extend({ answers, brief: z.custom<Brief>((value) => typeof value === 'object') }),
})

export const saveIntake = endpoint({
  name: 'saveIntake',
  summary: 'Saves answers into the draft (null takes one back); wrong ones are told and left out',
  method: 'PATCH',
  path: '/api/clients/:clientId/intake',
  permission: 'intake.write',
  ledger: { none: 'a draft; its submission is recorded' },
  params: client,
  body: z.object({ answers: given }),
  output: saved,
})

export const submitIntake = endpoint({
  name: 'submitIntake',
  summary: 'Submits the draft as the next version',
  method: 'POST',
  path: '/api/clients/:clientId/intake/submit',
  permission: 'intake.write',
  ledger: { event: 'intake.submitted' },
  params: client,
  output: z.object({ version: z.number().int() }),
  refusals: ['intake_incomplete', 'intake_unchanged'],
})

export const listIntakeLinks = endpoint({
  name: 'listIntakeLinks',
  summary: 'The links given out for this questionnaire; their secrets are not kept',
  method: 'GET',
  path: '/api/clients/:clientId/intake/links',
  permission: 'engagement.manage',
  ledger: reading,
  params: client,
  output: z.array(
    z.object({
      linkId: id,
      note: z.string(),
      madeAt: instant,
      madeBy: z.string(),
      expiresAt: instant,
      openedAt: instant.nullable(),
      standing: z.enum(['open', 'expired', 'submitted', 'revoked']),
    }),
  ),
})

export const makeIntakeLink = endpoint({
  name: 'makeIntakeLink',
  summary: 'A link by which somebody without an account fills in the questionnaire; shown once',
  method: 'POST',
  path: '/api/clients/:clientId/intake/links',
  permission: 'engagement.manage',
  ledger: { event: 'intake.link_made' },
  params: client,
  body: z.object({
    days: z.number().int().min(1).max(30).default(14),
    note: z.string().trim().max(100).default(''),
  }),
  output: z.object({ linkId: id, url: z.string(), expiresAt: instant }),
})

export const revokeIntakeLink = endpoint({
  name: 'revokeIntakeLink',
  summary: 'Ends a link at once; what was saved through it stays',
  method: 'POST',
  path: '/api/clients/:clientId/intake/links/:linkId/revoke',
  permission: 'engagement.manage',
  ledger: { event: 'intake.link_revoked' },
  params: z.object({ clientId: id, linkId: id }),
  output: z.object({}),
})

const token = z.string().min(20).max(300)
const linkRefusals = [
  'intake_link_unknown',
  'intake_link_expired',
  'intake_link_revoked',
  'intake_link_submitted',
  'too_many_requests',
]

export const openIntakeLink = endpoint({
  name: 'openIntakeLink',
  summary: 'The questionnaire behind a link',
  method: 'POST',
  path: '/api/intake/open',
  permission: 'public',
  ledger: { event: 'intake.link_opened' },
  body: z.object({ token }),
  output: z.object({
    client: z.string(),
    agency: z.string(),
    expiresAt: instant,
    answers,
    savedAt: instant.nullable(),
  }),
  refusals: linkRefusals,
})

export const saveIntakeByLink = endpoint({
  name: 'saveIntakeByLink',
  summary: 'Saves answers through a link',
  method: 'POST',
  path: '/api/intake/save',
  permission: 'public',
  ledger: { none: 'a draft; its submission is recorded' },
  body: z.object({ token, answers: given }),
  output: saved,
  refusals: linkRefusals,
})

export const submitIntakeByLink = endpoint({
  name: 'submitIntakeByLink',
  summary: 'Submits the questionnaire through a link, which ends with it',
  method: 'POST',
  path: '/api/intake/submit',
  permission: 'public',
  ledger: { event: 'intake.submitted' },
  body: z.object({ token }),
  output: z.object({ version: z.number().int() }),
  refusals: [...linkRefusals, 'intake_incomplete', 'intake_unchanged'],
})
