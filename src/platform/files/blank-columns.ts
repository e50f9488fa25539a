import type { Dialect } from './delimited.ts'

const QUOTE = 34
const LF = 10
const CR = 13

/**
 * Empties the cells of some columns in delimited text that arrives in pieces, and leaves every other character as it was.
 * Works on characters whose delimiters, quotes and line ends are ASCII, so bytes read as latin1 will do for any charset but UTF-16.
 */
export class ColumnBlanker {
  private readonly delimiter: number
  private readonly quoted: boolean
  private readonly columns: ReadonlySet<number>
  private readonly afterLine: number
  private line = 1
  private recordLine = 1
  private column = 0
  private atStart = true
  private inQuotes = false
  private justClosed = false
  private pendingReturn = false

  /** Records that start on a line up to `afterLine` (titles and header) stay whole. */
  constructor(dialect: Dialect, columns: Iterable<number>, afterLine: number) {
    this.delimiter = dialect.delimiter.charCodeAt(0)
    this.quoted = dialect.quoted
    this.columns = new Set(columns)
    this.afterLine = afterLine
  }

  push(text: string): string {
    const kept: string[] = []
    let from = this.skips() ? -1 : 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const ends = !this.inQuotes && (code === this.delimiter || code === LF)
      if (ends && from < 0) {
        if (code === LF && this.pendingReturn) kept.push('\r')
        from = i
      }
      this.pendingReturn = code === CR
      this.step(code, ends)
      if (ends && this.skips()) {
        kept.push(text.slice(from, i + 1))
        from = -1
      }
    }
    if (from >= 0) kept.push(text.slice(from))
    return kept.join('')
  }

  private skips(): boolean {
    return this.recordLine > this.afterLine && this.columns.has(this.column)
  }

  private step(code: number, ends: boolean): void {
    if (code === LF) this.line++
    if (ends) {
      this.column = code === LF ? 0 : this.column + 1
      if (code === LF) this.recordLine = this.line
      this.atStart = true
      this.justClosed = false
      return
    }
    if (this.quoted && code === QUOTE) {
      if (this.inQuotes) {
        this.inQuotes = false
        this.justClosed = true
      } else if (this.atStart || this.justClosed) {
        this.inQuotes = true
        this.justClosed = false
      }
    } else this.justClosed = false
    this.atStart = false
  }
}
