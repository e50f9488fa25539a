import type { ImportQuestion } from '../rules/imports.ts'
import type { Dataset } from '../rules/rows.ts'
import type { StagedUnit } from './stage.ts'

/** Anything said of a file as a whole: by the reader, or by the comparison with what is there. */
export type SummaryFinding = {
  code: string
  severity: 'error' | 'warning' | 'info'
  params: Readonly<Record<string, string | number>>
}

/** A settlement's head, its total as micros in text. */
export type SummarySettlement = {
  settlementId: string
  startAt: string
  endAt: string
  depositAt: string | null
  currency: string
  totalMicros: string
  lineCount: number
}

/** What an import's `summary` holds. Empty until the file was read. */
export type ImportSummary = {
  /** Lines of the file that were read and not rejected; a wide line may hold several facts, or none. */
  readRows?: number
  datasets?: Dataset[]
  units?: StagedUnit[]
  findings?: SummaryFinding[]
  settlements?: SummarySettlement[]
  questions?: ImportQuestion[]
  /** What confirming would replace: other files by name, with their days. */
  replaces?: { importId: string; fileName: string; from: string; to: string }[]
}
