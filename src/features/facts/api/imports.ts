import { z } from 'zod'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'
import { importStates } from '../rules/imports.ts'

// The import centre: drop files, look at what they are, confirm, undo.

const client = z.object({ clientId: id })
const one = z.object({ clientId: id, importId: id })
const words = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const importShape = z.object({
  id,
  batchId: id,
  storeId: id.nullable(),
  fileName: z.string(),
  fileBytes: z.number().nullable(),
  /** SHA-256 of the bytes as kept. */
  fileHash: z.string().nullable(),
  state: z.enum(importStates),
  fileType: z.string().nullable(),
  datasets: z.array(z.string()),
  charset: z.string().nullable(),
  locale: z.string().nullable(),
  /** Codes, separated by blanks. */
  marketplaces: z.string().nullable(),
  currencies: z.string().nullable(),
  periodFrom: day.nullable(),
  periodTo: day.nullable(),
  asOf: instant,
  hints: z.object({
    marketplace: z.string().nullable(),
    from: day.nullable(),
    to: day.nullable(),
    asOf: z.string().nullable(),
  }),
  rows: z.object({
    total: z.number(),
    added: z.number(),
    replaced: z.number(),
    unchanged: z.number(),
    withdrawn: z.number(),
    rejected: z.number(),
  }),
  findings: z.array(finding),
  settlements: z.array(
    z.object({
      settlementId: z.string(),
      startAt: z.string(),
      endAt: z.string(),
      currency: z.string(),
      total: decimal,
    }),
  ),
  questions: z.array(z.enum(['store', 'marketplace', 'period'])),
  replaces: z.array(z.object({ importId: id, fileName: z.string(), from: day, to: day })),
  reason: z.object({ code: z.string(), params: words }).nullable(),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  confirmedBy: z.string().nullable(),
  doneAt: instant.nullable(),
  loadMs: z.number().nullable(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  progress: z.object({ phase: z.string(), percent: z.number(), rows: z.number() }).nullable(),
})

export type ImportAnswer = z.output<typeof importShape>

const batchShape = z.object({
  id,
  label: z.string(),
  origin: z.enum(['upload', 'folder', 'demo', 'api']),
  createdBy: z.string(),
  createdAt: instant,
  files: z.number(),
  /** How many files are in each state. */
  states: z.record(z.string(), z.number()),
  rows: z.number(),
})

export type BatchAnswer = z.output<typeof batchShape>

export const uploadImports = endpoint({
  name: 'uploadImports',
  summary:
    'Drops files or archives for one client: multipart, each file optionally preceded by a field changedAt (ISO 8601)',
  method: 'POST',
  path: '/api/clients/:clientId/imports',
  permission: 'import.write',
  ledger: { none: 'a dropped file changes nothing until it is confirmed' },
  params: client,
  query: z.object({
    storeId: id.optional(),
    label: z.string().max(300).optional(),
    marketplace: z.string().max(20).optional(),
    from: day.optional(),
    to: day.optional(),
    asOf: instant.optional(),
  }),
  output: z.object({ batchId: id, importIds: z.array(id) }),
  transfer: 'upload',
  refusals: ['file_too_large', 'too_many_files', 'no_files'],
})

export const listBatches = endpoint({
  name: 'listImportBatches',
  summary: 'Drops of files, newest first',
  method: 'GET',
  path: '/api/clients/:clientId/import-batches',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({ batches: z.array(batchShape) }),
})

export const listImports = endpoint({
  name: 'listImports',
  summary: 'Imported files, newest drop first',
  method: 'GET',
  path: '/api/clients/:clientId/imports',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({
    batchId: id.optional(),
    state: z.enum(importStates).optional(),
    search: z.string().max(200).optional(),
    /** What Amazon's interfaces brought is listed only when asked for, or by its batch: there is much of it. */
    origin: z.enum(['files', 'api']).optional(),
  }),
  output: z.object({ imports: z.array(importShape) }),
})

export const readImport = endpoint({
  name: 'readImport',
  summary: 'One file: what it is and what importing it does',
  method: 'GET',
  path: '/api/clients/:clientId/imports/:importId',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: one,
  output: importShape,
})

export const listImportErrors = endpoint({
  name: 'listImportErrors',
  summary: 'Rows of a file that could not be read, with line, column and reason',
  method: 'GET',
  path: '/api/clients/:clientId/imports/:importId/errors',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: one,
  query: z.object({ offset: z.coerce.number().int().min(0).default(0) }),
  output: z.object({
    errors: z.array(
      z.object({
        line: z.number(),
        column: z.string(),
        code: z.string(),
        params: words,
        value: z.string(),
      }),
    ),
  }),
})

export const downloadImportErrors = endpoint({
  name: 'downloadImportErrors',
  summary: 'The same as a CSV file that runs no formulas',
  method: 'GET',
  path: '/api/clients/:clientId/imports/:importId/errors.csv',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: one,
  output: undefined,
  transfer: 'download',
})

export const downloadImportFile = endpoint({
  name: 'downloadImportFile',
  summary: 'The raw file as kept: Amazon’s bytes, buyer columns blanked',
  method: 'GET',
  path: '/api/clients/:clientId/imports/:importId/file',
  permission: 'import.read',
  ledger: { event: 'import.downloaded' },
  params: one,
  output: undefined,
  transfer: 'download',
  refusals: ['file_gone'],
})

export const amendImport = endpoint({
  name: 'amendImport',
  summary: 'Says what the file does not say itself, and reads it again',
  method: 'PATCH',
  path: '/api/clients/:clientId/imports/:importId',
  permission: 'import.write',
  ledger: { none: 'changes nothing until it is confirmed' },
  params: one,
  body: z.object({
    storeId: id.optional(),
    marketplace: z.string().max(20).nullable().optional(),
    from: day.nullable().optional(),
    to: day.nullable().optional(),
    asOf: instant.nullable().optional(),
  }),
  output: importShape,
  refusals: ['import_state', 'file_gone', 'period_backwards', 'marketplace_unknown', 'store_unknown'],
})

const several = z.object({ importIds: z.array(id).min(1).max(2000) })

export const confirmImports = endpoint({
  name: 'confirmImports',
  summary: 'Imports the files: each all or nothing, in the background',
  method: 'POST',
  path: '/api/clients/:clientId/imports/confirm',
  permission: 'import.write',
  ledger: { event: 'import.confirmed' },
  params: client,
  body: several.extend({
    /** True once the person has seen the findings that ask for a decision. */
    acceptFindings: z.boolean().default(false),
  }),
  output: z.object({ imports: z.array(importShape) }),
  refusals: [
    'import_state',
    'store_needed',
    'marketplace_needed',
    'period_needed',
    'decision_needed',
    'same_bytes',
  ],
})

export const discardImports = endpoint({
  name: 'discardImports',
  summary: 'Drops files that were not imported; their bytes are removed',
  method: 'POST',
  path: '/api/clients/:clientId/imports/discard',
  permission: 'import.write',
  ledger: { none: 'nothing had been imported' },
  params: client,
  body: several,
  output: z.object({ imports: z.array(importShape) }),
  refusals: ['import_state'],
})

export const undoImports = endpoint({
  name: 'undoImports',
  summary: 'Takes imports back: their rows step aside and what they had replaced is live again',
  method: 'POST',
  path: '/api/clients/:clientId/imports/undo',
  permission: 'import.undo',
  ledger: { event: 'import.undone' },
  params: client,
  body: several,
  output: z.object({ imports: z.array(importShape) }),
  refusals: ['import_state'],
})

export const retryImport = endpoint({
  name: 'retryImport',
  summary: 'Tries again what failed',
  method: 'POST',
  path: '/api/clients/:clientId/imports/:importId/retry',
  permission: 'import.write',
  ledger: { none: 'the import was confirmed before, and its end is recorded' },
  params: one,
  output: importShape,
  refusals: ['import_state'],
})

export const readCoverage = endpoint({
  name: 'readCoverage',
  summary: 'Which files speak for which days',
  method: 'GET',
  path: '/api/clients/:clientId/coverage',
  permission: 'import.read',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({ storeId: id.optional(), from: day.optional(), to: day.optional() }),
  output: z.object({
    entries: z.array(
      z.object({
        importId: id,
        fileName: z.string(),
        fileType: z.string(),
        dataset: z.string(),
        series: z.string(),
        grain: z.string(),
        storeId: id,
        marketplace: z.string().nullable(),
        from: day,
        to: day,
        rowCount: z.number(),
        asOf: instant,
      }),
    ),
  }),
})
