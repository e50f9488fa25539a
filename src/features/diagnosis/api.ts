import { z } from 'zod'
import { day, endpoint, id } from '#platform/endpoint.ts'

const client = z.object({ clientId: id })
const one = z.object({ clientId: id, diagnosisId: id })

export const diagnosisHead = z.object({
  id,
  from: day.nullable(),
  to: day.nullable(),
  marketplace: z.string().nullable(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  percent: z.number().int(),
  asOf: day.nullable(),
  /** SHA-256 of the summed facts the version was made from. */
  inputHash: z.string().nullable(),
  findings: z.number().int().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})

export type DiagnosisHeadAnswer = z.output<typeof diagnosisHead>

export const listDiagnoses = endpoint({
  name: 'listDiagnoses',
  summary: "Versions of a client's diagnosis, newest first, and what one can be asked for",
  method: 'GET',
  path: '/api/clients/:clientId/diagnoses',
  permission: 'diagnosis.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({
    versions: z.array(diagnosisHead),
    /** Marketplaces and days the imported files speak of; null when there are none. */
    covered: z.object({ from: day, to: day, marketplaces: z.array(z.string()) }).nullable(),
  }),
})

export const askDiagnosis = endpoint({
  name: 'askDiagnosis',
  summary: 'Asks for a new version over the imported facts; it is made in the background',
  method: 'POST',
  path: '/api/clients/:clientId/diagnoses',
  permission: 'diagnosis.run',
  ledger: { event: 'diagnosis.asked' },
  params: client,
  body: z.object({
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    marketplace: z.string().max(20).nullable().default(null),
  }),
  output: z.object({ id }),
  refusals: ['period_backwards', 'no_facts'],
})

export const readDiagnosis = endpoint({
  name: 'readDiagnosis',
  summary: 'One version: findings by money, sections, what is missing (shape: rules/diagnosis.ts)',
  method: 'GET',
  path: '/api/clients/:clientId/diagnoses/:diagnosisId',
  permission: 'diagnosis.read',
  ledger: { none: 'reads only' },
  params: one,
  output: z.object({ head: diagnosisHead, body: z.unknown() }),
})

export const downloadDiagnosis = endpoint({
  name: 'downloadDiagnosis',
  summary: 'One version as offline HTML, PDF or JSON, in Chinese or English',
  method: 'GET',
  path: '/api/clients/:clientId/diagnoses/:diagnosisId/file',
  permission: 'diagnosis.read',
  ledger: { none: 'reads only' },
  params: one,
  query: z.object({ format: z.enum(['html', 'pdf', 'json']), lang: z.enum(['zh', 'en']).default('zh') }),
  output: z.undefined(),
  transfer: 'download',
  refusals: ['diagnosis_unfinished'],
})

export const readDiagnosisRows = endpoint({
  name: 'readDiagnosisRows',
  summary: 'The imported rows that references name, each as file:line',
  method: 'GET',
  path: '/api/clients/:clientId/diagnosis-rows',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({
    /** importId:line, separated by commas; at most 200. */
    refs: z
      .string()
      .max(5000)
      .regex(/^(\d{1,18}:\d{1,9})(,\d{1,18}:\d{1,9}){0,199}$|^$/)
      .default(''),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        dataset: z.string(),
        importId: id,
        fileName: z.string(),
        line: z.number().int(),
        values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  }),
})
