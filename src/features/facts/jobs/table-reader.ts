import type { Batch } from '#platform/files/open.ts'
import type { JsonObject } from '#platform/files/json-parts.ts'
import { isBuyerColumn } from '../rules/catalogue/buyer.ts'
import type { Cell } from '../rules/cells.ts'
import type { Hints } from '../rules/file-hints.ts'
import type { OpenedReport, ReportResult, ReportRow, TableHead } from '../rules/read-report.ts'
import { openReport } from '../rules/read-report.ts'
import type { Language, ReportId } from '../rules/report-type.ts'
import type { Dataset, FactRow } from '../rules/rows.ts'

export type TableOutcome = ReportResult & {
  type: ReportId | null
  dataset: Dataset | null
  language: Language | null
  confidence: number
  headerLine: number
  droppedColumns: readonly string[]
  /** Their places in the file, 0-based. */
  droppedIndexes: readonly number[]
}

/** Rows looked at before a table is judged. */
const HEAD_ROWS = 400

/** Reads one table: gathers its head, opens the right report, then passes rows on. */
export class TableReader {
  readonly name: string
  private readonly fileName: string
  private readonly kind: TableHead['kind']
  private readonly hints: Hints
  private head: ReportRow[] | null = []
  private objects: JsonObject[] = []
  private meta: JsonObject = {}
  private fields: string[] | null = null
  private paths: (readonly string[])[] = []
  private report: OpenedReport | null = null
  private refusal: ReportResult['refusal'] = null
  /** Of a table nobody knows: what looks like the header of a buyer's data. */
  private buyerLike: readonly string[] = []

  constructor(name: string, fileName: string, kind: TableHead['kind'], hints: Hints) {
    this.name = name
    this.fileName = fileName
    this.kind = kind
    this.hints = hints
  }

  /** True once it is known that nothing of the table will be used. */
  get isRefused(): boolean {
    return this.refusal !== null
  }

  push(batch: Batch): void {
    if (this.refusal !== null) return
    if (batch.kind === 'objects') {
      this.pushObjects(batch.objects, batch.first, batch.meta)
      return
    }
    if (this.report === null) {
      for (const record of batch.records) this.head!.push(record)
      if (this.head!.length >= HEAD_ROWS) this.open()
      return
    }
    const { report } = this
    for (const record of batch.records) report.push(record.cells, record.line)
  }

  private pushObjects(objects: JsonObject[], first: number, meta: JsonObject): void {
    if (this.report === null) {
      this.meta = meta
      this.fields = fieldsOf(objects.slice(0, 50))
      this.paths = this.fields.map((field) => field.split('.'))
      this.objects = objects
      this.open()
      this.objects = []
      return
    }
    this.readObjects(objects, first)
  }

  private readObjects(objects: JsonObject[], first: number): void {
    const report = this.report!
    let line = first
    for (const object of objects) report.push(this.cellsOf(object), line++)
  }

  /** Objects of one report have the same fields in the same order; then their values are the cells. */
  private cellsOf(object: JsonObject): Cell[] {
    const fields = this.fields!
    const own = Object.keys(object)
    let same = own.length === fields.length
    for (let at = 0; same && at < own.length; at++) same = own[at] === fields[at]
    return same ? Object.values(object).map(cellOf) : this.paths.map((path) => cellOf(inside(object, path)))
  }

  private open(): void {
    const rows = this.head ?? []
    this.head = null
    const opened = openReport({
      fileName: this.fileName,
      table: this.name,
      kind: this.kind,
      rows:
        this.fields === null
          ? rows
          : this.objects.slice(0, 50).map((object, at) => ({
              cells: this.cellsOf(object),
              line: at + 1,
            })),
      fields: this.fields,
      meta: this.meta,
      hints: this.hints,
    })
    if ('refusal' in opened && !('push' in opened)) {
      const looked = this.fields ?? rows.slice(0, 40).flatMap(({ cells }) => cells.slice(0, 1000))
      this.buyerLike = buyerHeaders(looked)
      this.refusal = isAllFormulas(looked) ? { code: 'formulas_only', params: {} } : opened.refusal
      return
    }
    this.report = opened as OpenedReport
    if (this.fields !== null) this.readObjects(this.objects, 1)
    else for (const { cells, line } of rows.slice(this.report.firstRow)) this.report.push(cells, line)
  }

  take(): FactRow[] {
    return this.report?.take() ?? []
  }

  end(): TableOutcome {
    if (this.report === null && this.refusal === null) this.open()
    const { report } = this
    const result = report?.end() ?? { ...NOTHING, refusal: this.refusal }
    return {
      ...result,
      type: report?.type ?? null,
      dataset: report?.dataset ?? null,
      language: report?.language ?? null,
      confidence: report?.confidence ?? 0,
      headerLine: report?.headerLine ?? 0,
      droppedColumns: report?.droppedColumns.map(({ header }) => header) ?? this.buyerLike,
      droppedIndexes: report?.droppedColumns.map(({ index }) => index) ?? [],
    }
  }
}

const NOTHING: Omit<ReportResult, 'refusal'> = {
  rows: 0,
  rejected: 0,
  errors: [],
  covered: [],
  settlements: [],
  currencies: [],
  marketplaces: [],
  findings: [],
  decimalMark: null,
  dateOrder: null,
}

/** Headers among some cells that name what identifies a buyer; long text is no header. */
function buyerHeaders(cells: readonly Cell[]): string[] {
  return cells
    .filter((cell) => typeof cell === 'string' && cell.length <= 60 && isBuyerColumn(cell))
    .map(String)
}

function isAllFormulas(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const formulas = filled.filter((cell) => typeof cell === 'string' && cell.startsWith('='))
  return formulas.length > filled.length / 2
}

/** Names of all leaves of some objects, in the order they appear, joined by points. */
function fieldsOf(objects: readonly JsonObject[]): string[] {
  const names = new Set<string>()
  const walk = (value: unknown, name: string, depth: number): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 6)
      for (const [key, inner] of Object.entries(value))
        walk(inner, name === '' ? key : `${name}.${key}`, depth + 1)
    else names.add(name)
  }
  for (const object of objects) walk(object, '', 0)
  return [...names]
}

function inside(object: JsonObject, path: readonly string[]): unknown {
  let value: unknown = object
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as JsonObject)[key] : undefined
  return value
}

const LIST_ITEMS = 50

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  // A list within an object is for whoever knows its field.
  return Array.isArray(value) && value.length <= LIST_ITEMS ? JSON.stringify(value) : ''
}
