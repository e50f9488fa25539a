import { z } from 'zod'
import { day, decimal, endpoint } from '#platform/endpoint.ts'
import { type Plan, goalMetrics, riskLevels } from '../rules/plan.ts'
import { draftHead, fileQuery, note, ofClient, ofVersion, problem, versionHead } from './contract-shared.ts'

/** The database keeps no NUL. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((one) => !one.includes('\0'))
const key = text(20).min(1)
const metric = z.enum(goalMetrics)
const baseline = z.object({
  value: z.string().nullable(),
  from: day,
  to: day,
  asOf: z.string().nullable(),
  standing: z.enum(['provisional', 'final', 'none']),
})

export const planShape = z.object({
  startsOn: day,
  summary: text(4000),
  goals: z
    .array(
      z.object({
        id: key,
        metric,
        marketplace: z.string().max(8).nullable(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullable(),
        baseline: baseline.nullable(),
        target: decimal,
        byOn: day,
      }),
    )
    .max(60),
  milestones: z.array(z.object({ id: key, title: text(200), criteria: text(2000), dueOn: day })).max(40),
  tasks: z
    .array(
      z.object({
        id: key,
        title: text(300),
        side: z.enum(['agency', 'client']),
        owner: text(100),
        dueOn: day,
        milestoneId: key.nullable(),
      }),
    )
    .max(300),
  risks: z
    .array(z.object({ id: key, title: text(300), level: z.enum(riskLevels), response: text(2000) }))
    .max(100),
}) satisfies z.ZodType<Plan>

export const showPlan = endpoint({
  name: 'showPlan',
  summary: 'The plan of a client: its draft and its versions',
  method: 'GET',
  path: '/api/clients/:clientId/plan',
  permission: 'plan.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    today: day,
    side: z.enum(['agency', 'client']),
    /** Only for who writes the plan. */
    draft: z.object({ ...draftHead, plan: planShape, problems: z.array(problem) }).nullable(),
    versions: z.array(versionHead.extend({ plan: planShape })),
    marketplaces: z.array(z.string()),
    people: z.array(z.object({ name: z.string(), side: z.enum(['agency', 'client']) })),
  }),
})

export const planBaselines = endpoint({
  name: 'planBaselines',
  summary: 'Where each figure stood over the last three whole months, for the baselines of goals',
  method: 'GET',
  path: '/api/clients/:clientId/plan/baselines',
  permission: 'plan.write',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: z.object({ marketplace: z.string().max(8).optional() }),
  output: z.object({
    currency: z.string(),
    baselines: z.array(baseline.extend({ metric })),
  }),
})

export const beginPlan = endpoint({
  name: 'beginPlan',
  summary:
    'Begins a draft: from the newest version, else a first plan of three months with baselines from the facts',
  method: 'POST',
  path: '/api/clients/:clientId/plan/draft',
  permission: 'plan.write',
  ledger: { event: 'plan.drafted' },
  params: ofClient,
  body: z.object({ lang: z.enum(['zh', 'en']) }),
  output: z.object({ revision: z.number().int() }),
  refusals: ['draft_is_there'],
})

export const savePlan = endpoint({
  name: 'savePlan',
  summary: 'Saves the draft and says what is missing in it',
  method: 'PUT',
  path: '/api/clients/:clientId/plan/draft',
  permission: 'plan.write',
  ledger: { event: 'plan.draft_saved' },
  params: ofClient,
  body: z.object({ plan: planShape, note, revision: z.number().int().min(1) }),
  output: z.object({ revision: z.number().int(), problems: z.array(problem) }),
  refusals: ['draft_moved'],
})

export const dropPlan = endpoint({
  name: 'dropPlan',
  summary: 'Throws the draft away',
  method: 'DELETE',
  path: '/api/clients/:clientId/plan/draft',
  permission: 'plan.write',
  ledger: { event: 'plan.draft_dropped' },
  params: ofClient,
  output: z.object({ dropped: z.boolean() }),
})

export const offerPlan = endpoint({
  name: 'offerPlan',
  summary: 'Offers the draft to both sides for signature, as a version that nobody can change',
  method: 'POST',
  path: '/api/clients/:clientId/plan/versions',
  permission: 'plan.write',
  ledger: { event: 'plan.offered' },
  params: ofClient,
  body: z.object({ revision: z.number().int().min(1) }),
  output: z.object({ version: z.number().int(), contentHash: z.string() }),
  refusals: ['draft_moved', 'plan_incomplete', 'nothing_changed'],
})

export const withdrawPlan = endpoint({
  name: 'withdrawPlan',
  summary: 'Takes an offered version back before both have signed',
  method: 'POST',
  path: '/api/clients/:clientId/plan/versions/:versionNo/withdrawal',
  permission: 'plan.write',
  ledger: { event: 'plan.withdrawn' },
  params: ofVersion,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['version_not_open'],
})

export const planFile = endpoint({
  name: 'planFile',
  summary: 'A version of the plan to read and print',
  method: 'GET',
  path: '/api/clients/:clientId/plan/versions/:versionNo/file',
  permission: 'plan.read',
  ledger: { none: 'reads only' },
  params: ofVersion,
  query: fileQuery,
  output: z.undefined(),
  transfer: 'download',
})
