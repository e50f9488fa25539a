import { z } from 'zod'
import { day, id, instant } from '#platform/endpoint.ts'

// What plan, quote and contract have in common on the wire.

export const ofClient = z.object({ clientId: id })
export const ofVersion = z.object({ clientId: id, versionNo: z.coerce.number().int().min(1).max(100_000) })
export const note = z.string().trim().max(2000)

/** A contradiction: code, field, numbers. */
export const problem = z.object({
  code: z.string(),
  path: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  severity: z.enum(['error', 'warning']),
})

export const versionHead = z.object({
  version: z.number().int(),
  contentHash: z.string(),
  note: z.string(),
  offeredByName: z.string(),
  offeredAt: instant,
  state: z.enum(['offered', 'agreed', 'in_force', 'superseded', 'withdrawn']),
  stateAt: instant,
  agreedAt: instant.nullable(),
  agreedByName: z.string().nullable(),
  choice: z.string().nullable(),
  fromOn: day.nullable(),
})

export const draftHead = {
  note: z.string(),
  revision: z.number().int(),
  savedByName: z.string(),
  savedAt: instant,
}

/** How a text is wanted: language and, where it may be, the kind of file. */
export const fileQuery = z.object({
  lang: z.enum(['zh', 'en', 'both']),
  format: z.enum(['pdf', 'docx']),
})
