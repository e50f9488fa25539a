import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import { type FitCode, verdicts } from '../rules/fit.ts'

// Whether the client suits the agency. The agency's own judgement: the client does not see it.

const client = z.object({ clientId: id })
const verdict = z.enum(verdicts)
const reason = z.string().trim().min(1).max(1000)

export const readFit = endpoint({
  name: 'readFit',
  summary: 'The verdict on the newest submission with its reasons, and words against verdicts',
  method: 'GET',
  path: '/api/clients/:clientId/fit',
  permission: 'fit.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({
    /** Null while no questionnaire was submitted. */
    standing: z
      .object({
        version: z.number().int(),
        submittedAt: instant,
        computed: verdict,
        packId: z.string(),
        reasons: z.array(
          z.object({
            weight: z.enum(['for', 'condition', 'against']),
            code: z.custom<FitCode>((value) => typeof value === 'string'),
            value: z.number().nullable(),
            limit: z.number().nullable(),
          }),
        ),
        /** What holds: the computed verdict, or somebody's word against it. */
        verdict,
        override: z.object({ verdict, reason: z.string(), at: instant, by: z.string() }).nullable(),
      })
      .nullable(),
    overrides: z.array(
      z.object({
        id,
        version: z.number().int(),
        computed: verdict,
        verdict: verdict.nullable(),
        reason: z.string(),
        at: instant,
        by: z.string(),
      }),
    ),
  }),
})

export const overrideFit = endpoint({
  name: 'overrideFit',
  summary: 'Sets another verdict on the newest submission, with the reason',
  method: 'POST',
  path: '/api/clients/:clientId/fit/override',
  permission: 'engagement.manage',
  ledger: { event: 'fit.overridden' },
  params: client,
  body: z.object({ verdict, reason }),
  output: z.object({}),
  refusals: ['fit_unknown', 'fit_same'],
})

export const withdrawFitOverride = endpoint({
  name: 'withdrawFitOverride',
  summary: 'Takes the word against the verdict back: the computed verdict holds again',
  method: 'POST',
  path: '/api/clients/:clientId/fit/withdraw',
  permission: 'engagement.manage',
  ledger: { event: 'fit.override_withdrawn' },
  params: client,
  body: z.object({ reason }),
  output: z.object({}),
  refusals: ['fit_not_overridden'],
})
