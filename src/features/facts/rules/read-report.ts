import type { Marketplace } from '#kernel/marketplace.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { Cell } from './cells.ts'
import { Conventions } from './conventions.ts'
import type { Covered } from './coverage.ts'
import { Coverage } from './coverage.ts'
import type { DateOrder } from './dates.ts'
import type { Hints, JsonSpecification } from './file-hints.ts'
import {
  asOfInName,
  currencyInPreamble,
  firstValue,
  periodInName,
  periodInPreamble,
  specificationOf,
  storeInName,
} from './file-hints.ts'
import type { Finding, RowError } from './findings.ts'
import { marketplaceCode, marketplacesOf, onlyMarketplaceOf } from './marketplaces.ts'
import type { DecimalMark } from './numbers.ts'
import type { ParseContext, RowParser } from './parse/context.ts'
import { parserOf } from './parse/parsers.ts'
import type { NotRecognised, Recognised } from './recognise.ts'
import { recognise, recogniseJson } from './recognise.ts'
import type { Language, ReportId } from './report-type.ts'
import { Row } from './row.ts'
import type { Dataset, FactRow, SettlementHead } from './rows.ts'

export type ReportRow = { cells: readonly Cell[]; line: number }

/** The beginning of one table of a file: enough rows to find the header and to learn how it writes numbers and dates. */
export type TableHead = {
  fileName: string
  /** Sheet or JSON array; '' otherwise. */
  table: string
  kind: 'delimited' | 'sheet' | 'json'
  rows: readonly ReportRow[]
  /** JSON: names of the fields, joined by points, in the order of the cells; null otherwise. */
  fields: readonly string[] | null
  meta: Readonly<Record<string, unknown>>
  hints: Hints
}

/** What was read of one table, once it is at its end. */
export type ReportResult = {
  /** Why nothing of the table may be used; null when it may. */
  refusal: NotRecognised | null
  rows: number
  rejected: number
  /** At most 200 are kept. */
  errors: readonly RowError[]
  covered: readonly Covered[]
  settlements: readonly SettlementHead[]
  currencies: readonly string[]
  marketplaces: readonly string[]
  findings: readonly Finding[]
  decimalMark: DecimalMark | null
  dateOrder: DateOrder | null
}

export type OpenedReport = {
  type: ReportId
  dataset: Dataset
  language: Language
  confidence: number
  headerLine: number
  /** Place of the first row to push among the head's rows. */
  firstRow: number
  droppedColumns: readonly { header: string; index: number }[]
  push(cells: readonly Cell[], line: number): void
  /** The facts read since the last call. */
  take(): FactRow[]
  end(): ReportResult
}

const ERRORS_KEPT = 200
/** Rows kept waiting for a value that tells how the file writes numbers or dates. */
const HELD = 20_000

/** Recognises a table and opens a reader for its rows; gives the reason when it is none we read. */
export function openReport(head: TableHead): OpenedReport | { refusal: NotRecognised } {
  const spec = specificationOf(head.meta)
  const result =
    head.fields === null
      ? recognise(head.rows.map((row) => row.cells))
      : recogniseJson(head.fields, spec.reportType, head.table)
  if (!result.ok) return { refusal: result.reason }
  const { found } = result
  if (found.type.id === 'business_by_date' && (spec.dateGranularity ?? 'DAY') !== 'DAY')
    return { refusal: { code: 'granularity_unsupported', params: { granularity: spec.dateGranularity! } } }
  return new ReportReader(head, found, spec)
}

/** Pictures of one moment that do not say when it was. */
const UNDATED: ReadonlySet<string> = new Set([
  'fba_myi',
  'sp_bulk',
  'bid_recommendations',
  'brand_bulk',
  'merchant_listings',
  'fee_preview',
  'account_health',
])

class ReportReader implements OpenedReport {
  readonly type: ReportId
  readonly dataset: Dataset
  readonly language: Language
  readonly confidence: number
  readonly headerLine: number
  readonly firstRow: number
  readonly droppedColumns: readonly { header: string; index: number }[]
  private readonly found: Recognised
  private readonly kind: TableHead['kind']
  private readonly conventions: Conventions
  private readonly marketplace: Marketplace | null
  private readonly currency: string | null
  private readonly coverage = new Coverage()
  private readonly errors: RowError[] = []
  private readonly findings: Finding[] = []
  private readonly heads: SettlementHead[] = []
  private readonly currencies = new Set<string>()
  private readonly marketplaces = new Set<string>()
  private readonly row: Row
  private readonly parser: RowParser
  private facts: FactRow[] = []
  private held: ReportRow[] = []
  private holding = false
  private settled: boolean
  private noted = 0
  private readCount = 0
  private rejected = 0
  private lastLine = 0
  private tornLine = -1
  private refusal: NotRecognised | null = null

  constructor(head: TableHead, found: Recognised, spec: JsonSpecification) {
    const { hints } = head
    this.found = found
    this.kind = head.kind
    this.type = found.type.id
    this.dataset = found.type.dataset
    this.language = found.language
    this.confidence = found.confidence
    this.firstRow = found.headerAt + 1
    this.headerLine = found.headerAt < 0 ? 0 : head.rows[found.headerAt]!.line
    this.droppedColumns = found.dropped
    const body = head.rows.slice(this.firstRow)
    const expected = hints.marketplace === null ? null : findMarketplace(hints.marketplace)
    const own = spec.marketplaceId === null ? null : findMarketplace(spec.marketplaceId)
    if (expected !== null && own !== null && expected !== own)
      this.findings.push({
        code: 'marketplace_mismatch',
        severity: 'error',
        params: { expected: expected.code, found: own.code },
      })
    const named = storeInName(head.fileName)
    this.currency = this.currencyOf(body, own ?? expected ?? named)
    this.marketplace = own ?? expected ?? this.probable(named)
    const timeZone = this.zoneOf(body)
    this.conventions = new Conventions(found)
    this.settled = head.kind === 'json'
    if (!this.settled) for (const { cells } of body) this.conventions.note(cells)
    this.row = new Row('point', null, timeZone, this.errors)
    this.adopt()
    const context: ParseContext = {
      found,
      row: this.row,
      marketplace: this.marketplace,
      expected,
      timeZone,
      currency: this.currency,
      period: this.periodOf(head, spec),
      asOf: this.asOfOf(head),
      coverage: this.coverage,
      heads: this.heads,
      table: head.table,
      fileName: head.fileName,
      emit: (fact) => this.emit(fact),
      find: (finding) => this.findings.push(finding),
      refuse: (reason) => {
        this.refusal ??= reason
      },
    }
    this.parser = parserOf(found.type.id, context)
  }

  /** The store a name tells, unless the file's currency speaks against it; else the only store with that currency. */
  private probable(named: Marketplace | null): Marketplace | null {
    if (named !== null && (this.currency === null || this.currency === named.currency)) {
      if (this.currency === null || onlyMarketplaceOf(this.currency) === null)
        this.findings.push({
          code: 'marketplace_from_name',
          severity: 'info',
          params: { marketplace: named.code },
        })
      return named
    }
    return this.currency === null ? null : onlyMarketplaceOf(this.currency)
  }

  private currencyOf(body: readonly ReportRow[], store: Marketplace | null): string | null {
    const named = firstValue(body, this.found.columns.get('currency')?.index)
    const code = named !== null && /^[A-Z]{3}$/.test(named) ? named : null
    return (
      this.found.headerCurrency ?? currencyInPreamble(this.found.preamble) ?? code ?? store?.currency ?? null
    )
  }

  private zoneOf(body: readonly ReportRow[]): string {
    const names = ['marketplace', 'salesChannel', 'country']
    const printed = names
      .map((name) => marketplaceCode(firstValue(body, this.found.columns.get(name)?.index)))
      .find((code) => code !== null)
    const store = this.marketplace ?? (printed === undefined ? null : findMarketplace(printed))
    return (
      (store ?? (this.currency === null ? undefined : marketplacesOf(this.currency)[0]))?.timeZone ?? 'UTC'
    )
  }

  private periodOf(head: TableHead, spec: JsonSpecification): ParseContext['period'] {
    const stated =
      spec.period ??
      periodInPreamble(this.found.preamble, this.marketplace?.code === 'US' || this.language === 'en')
    if (stated !== null) return stated
    if (head.hints.period !== null) return head.hints.period
    const named = periodInName(head.fileName)
    const dated = ['from', 'day', 'span', 'reportDay'].some((name) => this.found.columns.has(name))
    if (
      named !== null &&
      !dated &&
      ['sales_asin', 'ads', 'ads_invalid', 'brand_ads', 'search_rank'].includes(this.dataset)
    )
      this.findings.push({ code: 'period_from_name', severity: 'info', params: { ...named } })
    return named
  }

  private asOfOf(head: TableHead): string {
    const { asOf, changedAt } = head.hints
    const known = asOf ?? asOfInName(head.fileName)
    if (known !== null) return known
    const last = changedAt?.slice(0, 10) ?? ''
    if (UNDATED.has(this.type)) {
      if (last === '') this.refusal = { code: 'as_of_needed', params: { type: this.type } }
      else this.findings.push({ code: 'as_of_from_file_time', severity: 'warning', params: { asOf: last } })
    }
    return last
  }

  /** Takes over what the values tell by now. */
  private adopt(): void {
    if (this.conventions.knowsMark || this.kind === 'json') this.row.mark = this.mark() ?? 'point'
    if (this.conventions.knowsOrder) this.row.order = this.order()
    if (this.conventions.knowsMark && this.conventions.knowsOrder) this.settled = true
  }

  private mark(): DecimalMark | null {
    return this.kind === 'json' ? 'point' : this.conventions.mark(this.marketplace, this.currency)
  }

  private order(): DateOrder | null {
    return this.conventions.order(this.marketplace, this.currency)
  }

  push(cells: readonly Cell[], line: number): void {
    if (!this.settled && !this.isReadable(cells, line)) return
    this.readRow(cells, line)
  }

  /** Whether a row can be read now; else it is held until a later one tells how. */
  private isReadable(cells: readonly Cell[], line: number): boolean {
    const open = !this.conventions.note(cells)
    this.noted++
    this.adopt()
    if (!this.settled && (open || this.holding) && this.needsMore()) {
      this.holding = true
      this.held.push({ cells, line })
      if (this.held.length >= HELD) this.settle()
      return false
    }
    if (this.holding) this.release()
    if (!this.settled && this.noted >= HELD && this.mark() !== null) this.settle()
    return true
  }

  private needsMore(): boolean {
    return (
      (this.conventions.openNumber !== null && !this.conventions.knowsMark) ||
      (this.conventions.openDate !== null && !this.conventions.knowsOrder)
    )
  }

  /** Decides by language, store and currency what the values left open, or refuses to guess. */
  private settle(): void {
    if (this.settled) return
    this.settled = true
    const [mark, order] = [this.mark(), this.order()]
    if (mark === null && this.conventions.openNumber !== null)
      this.refusal ??= {
        code: 'decimal_ambiguous',
        params: { value: String(this.conventions.openNumber).slice(0, 40) },
      }
    if (order === null && this.conventions.openDate !== null)
      this.refusal ??= {
        code: 'date_ambiguous',
        params: { value: String(this.conventions.openDate).slice(0, 40) },
      }
    this.row.mark = mark ?? 'point'
    this.row.order = order
    this.release()
  }

  private release(): void {
    const { held } = this
    this.held = []
    this.holding = false
    if (this.refusal === null) for (const { cells, line } of held) this.readRow(cells, line)
  }

  private readRow(cells: readonly Cell[], line: number): void {
    if (this.refusal !== null || isBlank(cells)) return
    this.row.load(cells, line)
    this.lastLine = line
    this.readCount++
    if (this.kind === 'delimited' && !this.hasWidth(cells))
      this.row.fail('', 'row_width', '', { expected: this.found.width, found: cells.length })
    else this.parser.read()
    if (this.row.failed) this.rejected++
    if (this.errors.length > ERRORS_KEPT) this.errors.length = ERRORS_KEPT
  }

  /** Cells beyond the header must be empty; missing ones are a torn line. */
  private hasWidth(cells: readonly Cell[]): boolean {
    const { width } = this.found
    if (cells.length === width) return true
    if (cells.length < width) {
      this.tornLine = this.lastLine
      return false
    }
    for (let i = width; i < cells.length; i++) if (cells[i] !== '') return false
    return true
  }

  private emit(fact: FactRow): void {
    this.facts.push(fact)
    if ('currency' in fact && fact.currency !== null) {
      if (fact.currency === '') this.refusal ??= { code: 'currency_needed', params: {} }
      else this.currencies.add(fact.currency)
    }
    if (fact.marketplace !== null) this.marketplaces.add(fact.marketplace)
  }

  take(): FactRow[] {
    const { facts } = this
    this.facts = []
    return facts
  }

  private whyNoRow(): NonNullable<ReportResult['refusal']> {
    const [first] = this.errors
    if (this.errors.length > 0 && this.errors.every(({ value }) => value.startsWith('=')))
      return { code: 'formulas_only', params: {} }
    return {
      code: 'every_row_rejected',
      params: { reason: first?.code ?? '', column: first?.column ?? '', rows: String(this.rejected) },
    }
  }

  end(): ReportResult {
    this.settle()
    if (this.refusal === null) {
      this.parser.end()
      if (this.tornLine === this.lastLine)
        this.findings.push({ code: 'last_line_torn', severity: 'error', params: { line: this.tornLine } })
      if (this.readCount === 0) this.findings.push({ code: 'no_rows', severity: 'warning', params: {} })
      if (this.readCount > 0 && this.rejected === this.readCount) this.refusal = this.whyNoRow()
    }
    return {
      refusal: this.refusal,
      rows: this.readCount - this.rejected,
      rejected: this.rejected,
      errors: this.errors,
      covered: this.coverage.list(),
      settlements: this.heads,
      currencies: [...this.currencies].sort(),
      marketplaces: [...this.marketplaces].sort(),
      findings: this.findings,
      decimalMark: this.conventions.knowsMark ? this.row.mark : null,
      dateOrder: this.row.order,
    }
  }
}

function isBlank(cells: readonly Cell[]): boolean {
  for (const cell of cells) if (cell !== '' && cell !== null && cell !== undefined) return false
  return true
}
