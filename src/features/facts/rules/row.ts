import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'
import type { Cell } from './cells.ts'
import { cellText } from './cells.ts'
import type { DateOrder, Moment } from './dates.ts'
import { dayOf, instantOf, momentOf } from './dates.ts'
import type { RowError } from './findings.ts'
import type { DecimalMark } from './numbers.ts'
import { countOf, microsOf, numberOf, ratioFrom } from './numbers.ts'
import type { FoundColumn } from './recognise.ts'

/** A column that may be absent from the file. */
export type At = FoundColumn | undefined

const EMPTY = new Set(['', '-', '--', '—', '–', 'N/A', 'n/a', 'null', 'NaN'])
const MEMO_CAP = 20_000

/** Reads the cells of one row after another. What can not be read is noted as a RowError and `failed` is set. */
export class Row {
  line = 0
  failed = false
  timeZone: string
  mark: DecimalMark
  order: DateOrder | null
  private cells: readonly Cell[] = []
  private readonly errors: RowError[]
  private readonly days = new Map<Cell, Day | null>()
  private readonly moments = new Map<string, Moment | null>()

  constructor(mark: DecimalMark, order: DateOrder | null, timeZone: string, errors: RowError[]) {
    this.mark = mark
    this.order = order
    this.timeZone = timeZone
    this.errors = errors
  }

  load(cells: readonly Cell[], line: number): void {
    this.cells = cells
    this.line = line
    this.failed = false
  }

  fail(column: string, code: RowError['code'], value: Cell = '', params: RowError['params'] = {}): null {
    this.failed = true
    this.errors.push({ line: this.line, column, code, params, value: cellText(value).slice(0, 40) })
    return null
  }

  /** The raw cell; '' when the column is absent. */
  raw(at: At): Cell {
    return at === undefined ? '' : (this.cells[at.index] ?? '')
  }

  /** Every cell of the row, to compare it with others. */
  all(): readonly Cell[] {
    return this.cells
  }

  text(at: At): string | null {
    if (at === undefined) return null
    const value = cellText(this.cells[at.index])
    return value === '' ? null : value
  }

  /** Text that must be there; '' and a RowError when it is not. */
  mustText(at: At, name: string): string {
    const value = this.text(at)
    if (value === null) this.fail(at?.header ?? name, 'value_missing')
    return value ?? ''
  }

  count(at: At): number | null {
    return this.numeric(at, countOf)
  }

  number(at: At): number | null {
    return this.numeric(at, numberOf)
  }

  money(at: At): Micros | null {
    return this.numeric(at, microsOf)
  }

  ratio(at: At): number | null {
    return this.numeric(at, ratioFrom)
  }

  private numeric<T>(at: At, read: (cell: Cell, mark: DecimalMark) => T | null): T | null {
    if (at === undefined) return null
    const cell = this.cells[at.index]
    if (cell === undefined || cell === '') return null
    const value = read(cell, this.mark)
    if (value !== null) return value
    if (EMPTY.has(cellText(cell))) return null
    return this.fail(at.header, 'number_invalid', cell)
  }

  day(at: At): Day | null {
    if (at === undefined) return null
    const cell = this.cells[at.index] ?? ''
    if (cell === '') return null
    let day = this.days.get(cell)
    if (day === undefined) {
      day = dayOf(cell, this.order)
      if (this.days.size > MEMO_CAP) this.days.clear()
      this.days.set(cell, day)
    }
    if (day === null && !EMPTY.has(cellText(cell))) this.fail(at.header, 'date_invalid', cell)
    return day
  }

  /** The moment in a zone; the file's own zone when none is given. */
  moment(at: At, timeZone = this.timeZone): Moment | null {
    if (at === undefined) return null
    const cell = this.cells[at.index] ?? ''
    if (cell === '') return null
    const key = `${timeZone}\n${cell}`
    let moment = this.moments.get(key)
    if (moment === undefined) {
      moment = momentOf(cell, this.order, timeZone)
      if (this.moments.size > MEMO_CAP) this.moments.clear()
      this.moments.set(key, moment)
    }
    if (moment === null && !EMPTY.has(cellText(cell))) this.fail(at.header, 'date_invalid', cell)
    return moment
  }

  instant(at: At): string | null {
    const cell = this.raw(at)
    if (cell === '') return null
    const instant = instantOf(cell, this.order, this.timeZone)
    if (instant === null && !EMPTY.has(cellText(cell))) this.fail(at!.header, 'date_invalid', cell)
    return instant
  }

  /** A day that must be there; '' and a RowError when it is not. */
  mustDay(at: At, name: string): Day {
    const failed = this.failed
    const day = this.day(at)
    if (day === null && this.failed === failed) this.fail(at?.header ?? name, 'value_missing')
    return day ?? ''
  }

  mustMoment(at: At, name: string): Moment {
    const failed = this.failed
    const moment = this.moment(at)
    if (moment === null && this.failed === failed) this.fail(at?.header ?? name, 'value_missing')
    return moment ?? { on: '', at: null }
  }
}
