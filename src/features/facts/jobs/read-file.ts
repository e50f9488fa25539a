import { Refusal } from '#kernel/refusal.ts'
import type { Batch, OpenedFile } from '#platform/files/open.ts'
import { openFile } from '#platform/files/open.ts'
import type { Caps, FileSource } from '#platform/files/source.ts'
import { defaultCaps, fileSource } from '#platform/files/source.ts'
import type { Covered } from '../rules/coverage.ts'
import type { Hints } from '../rules/file-hints.ts'
import { noHints } from '../rules/file-hints.ts'
import type { Finding, RowError } from '../rules/findings.ts'
import type { ReportId } from '../rules/report-type.ts'
import type { Dataset, FactRow, SettlementHead } from '../rules/rows.ts'
import type { TableOutcome } from './table-reader.ts'
import { TableReader } from './table-reader.ts'

export type ReadOptions = {
  hints?: Partial<Hints>
  /** Called about once per batch. */
  onProgress?: (progress: { bytes: number; size: number; rows: number }) => void
  caps?: Caps
}

/** What one table (sheet, JSON array, or the whole file) turned out to be. */
export type TableSummary = TableOutcome & { table: string }

/** What a file turned out to be. `refusal` set means: use nothing of it. */
export type FileSummary = {
  name: string
  size: number
  refusal: { code: string; params: Readonly<Record<string, string | number | boolean | null>> } | null
  /** Type of the first table that was read; null when refused. */
  type: ReportId | null
  datasets: readonly Dataset[]
  form: 'delimited' | 'workbook' | 'json' | null
  gzip: boolean
  charset: string | null
  bom: boolean
  delimiter: string | null
  /** Whether cells may stand in quotes. */
  quoted: boolean
  language: string | null
  decimalMark: 'point' | 'comma' | null
  dateOrder: 'mdy' | 'dmy' | 'ymd' | null
  currencies: readonly string[]
  marketplaces: readonly string[]
  covered: readonly Covered[]
  rows: number
  rejected: number
  errors: readonly RowError[]
  droppedColumns: readonly string[]
  settlements: readonly SettlementHead[]
  findings: readonly Finding[]
  tables: readonly TableSummary[]
}

/**
 * Reads one file as a stream: yields batches of facts, returns the summary. Memory stays bounded whatever the size. A hostile,
 * broken or unknown file is no exception but a summary with a refusal; batches yielded before are then void (all or nothing).
 */
export async function* readFile(
  file: string | FileSource,
  options: ReadOptions = {},
): AsyncGenerator<FactRow[], FileSummary> {
  const source = typeof file === 'string' ? await fileSource(file) : file
  const hints: Hints = { ...noHints, changedAt: source.changedAt, ...options.hints }
  const done: TableSummary[] = []
  let opened: OpenedFile | null = null
  let rows = 0
  try {
    opened = await openFile(source, options.caps ?? defaultCaps)
    let table: TableReader | null = null
    for await (const batch of opened.batches()) {
      if (table !== null && table.name !== batch.table) {
        done.push({ table: table.name, ...table.end() })
        yield* nonEmpty(table.take())
        table = null
      }
      table ??= startsTable(batch)
        ? new TableReader(batch.table, source.name, kindOf(opened.form), hints)
        : null
      if (table === null) continue
      table.push(batch)
      const facts = table.take()
      rows += facts.length
      if (facts.length > 0) yield facts
      if (table.isRefused && opened.form === 'delimited') break
      options.onProgress?.({ bytes: opened.bytesRead, size: source.size, rows })
    }
    if (table !== null) {
      done.push({ table: table.name, ...table.end() })
      yield* nonEmpty(table.take())
    }
    return summaryOf(source, opened, done, null)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return summaryOf(source, opened, done, error)
  }
}

/** Reads a whole file into memory: for small files and tests. */
export async function readWhole(
  file: string | FileSource,
  options: ReadOptions = {},
): Promise<{ facts: FactRow[]; summary: FileSummary }> {
  const facts: FactRow[] = []
  const reading = readFile(file, options)
  for (;;) {
    const { value, done } = await reading.next()
    if (done === true) return { facts, summary: value }
    for (const fact of value) facts.push(fact)
  }
}

function* nonEmpty(facts: FactRow[]): Generator<FactRow[]> {
  if (facts.length > 0) yield facts
}

function startsTable(batch: Batch): boolean {
  return batch.kind === 'rows' ? batch.records.length > 0 : batch.objects.length > 0
}

function kindOf(form: OpenedFile['form']): 'delimited' | 'sheet' | 'json' {
  return form === 'workbook' ? 'sheet' : form
}

function summaryOf(
  source: FileSource,
  opened: OpenedFile | null,
  tables: readonly TableSummary[],
  error: Refusal | null,
): FileSummary {
  const read = tables.filter((table) => table.refusal === null)
  const first = read[0]
  return {
    name: source.name,
    size: source.size,
    refusal: error !== null ? { code: error.code, params: error.params } : refusalOf(tables),
    type: first?.type ?? null,
    datasets: unique(read.map((table) => table.dataset!)),
    form: opened?.form ?? null,
    gzip: opened?.gzip ?? false,
    charset: opened === null || opened.form === 'workbook' ? null : opened.text.charset,
    bom: opened?.text.bom ?? false,
    delimiter: opened?.dialect?.delimiter ?? null,
    quoted: opened?.dialect?.quoted ?? false,
    language: first?.language ?? null,
    decimalMark: first?.decimalMark ?? null,
    dateOrder: first?.dateOrder ?? null,
    currencies: unique(read.flatMap((table) => table.currencies)).sort(),
    marketplaces: unique(read.flatMap((table) => table.marketplaces)).sort(),
    covered: read.flatMap((table) => table.covered),
    rows: sum(read, (table) => table.rows),
    rejected: sum(read, (table) => table.rejected),
    errors: read.flatMap((table) => table.errors),
    droppedColumns: unique(tables.flatMap((table) => table.droppedColumns)),
    settlements: read.flatMap((table) => table.settlements),
    findings: read.flatMap((table) => table.findings),
    tables,
  }
}

/** A file is refused when none of its tables could be read; the most telling reason stands for all. */
function refusalOf(tables: readonly TableSummary[]): FileSummary['refusal'] {
  if (tables.some((table) => table.refusal === null)) return null
  const order = [
    'every_row_rejected',
    'decimal_ambiguous',
    'date_ambiguous',
    'as_of_needed',
    'formulas_only',
    'missing_columns',
    'granularity_unsupported',
    'known_not_used',
  ]
  for (const code of order) {
    const found = tables.find((table) => table.refusal?.code === code)
    if (found !== undefined) return found.refusal
  }
  return tables[0]?.refusal ?? { code: 'file_empty', params: {} }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function sum(tables: readonly TableSummary[], of: (table: TableSummary) => number): number {
  return tables.reduce((total, table) => total + of(table), 0)
}
