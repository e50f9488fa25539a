import { Refusal } from '#kernel/refusal.ts'

/** One record of a delimited file. `line` is the 1-based line it starts on. */
export type TextRecord = { cells: string[]; line: number }

export type Dialect = {
  delimiter: '\t' | ',' | ';'
  /** RFC 4180 quotes. Amazon's tab-separated reports have none: a quote there is a letter. */
  quoted: boolean
}

export const LINE_CAP = 1024 * 1024

/**
 * Splits text that arrives in pieces into records; the pieces may be cut anywhere. Lines end in LF or CRLF; in
 * quoted dialects a record may span lines. Throws line_too_long, and file_truncated for an open quote.
 */
export class RecordSplitter {
  private readonly delimiter: string
  private readonly quoted: boolean
  private readonly cap: number
  private rest = ''
  private line = 1

  constructor(dialect: Dialect, cap = LINE_CAP) {
    this.delimiter = dialect.delimiter
    this.quoted = dialect.quoted
    this.cap = cap
  }

  push(text: string): TextRecord[] {
    const records: TextRecord[] = []
    const buffer = this.rest === '' ? text : this.rest + text
    const used = this.quoted ? this.splitQuoted(buffer, records) : this.splitPlain(buffer, records)
    this.rest = used === 0 ? buffer : buffer.slice(used)
    if (this.rest.length > this.cap) throw new Refusal('line_too_long', { line: this.line, limit: this.cap })
    return records
  }

  end(): TextRecord[] {
    const records: TextRecord[] = []
    const last = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest
    this.rest = ''
    if (last === '') return records
    if (!this.quoted) records.push({ cells: last.split(this.delimiter), line: this.line })
    else {
      const used = this.splitQuoted(`${last}\n`, records)
      if (used === 0) throw new Refusal('file_truncated', { line: this.line })
    }
    return records
  }

  private splitPlain(buffer: string, records: TextRecord[]): number {
    let from = 0
    for (;;) {
      const at = buffer.indexOf('\n', from)
      if (at < 0) return from
      if (at - from > this.cap) throw new Refusal('line_too_long', { line: this.line, limit: this.cap })
      const end = at > from && buffer.charCodeAt(at - 1) === 13 ? at - 1 : at
      records.push({ cells: buffer.slice(from, end).split(this.delimiter), line: this.line })
      this.line++
      from = at + 1
    }
  }

  private splitQuoted(buffer: string, records: TextRecord[]): number {
    let from = 0
    for (;;) {
      const at = buffer.indexOf('\n', from)
      if (at < 0) return from
      const quote = buffer.indexOf('"', from)
      if (quote < 0 || quote > at) {
        const end = at > from && buffer.charCodeAt(at - 1) === 13 ? at - 1 : at
        records.push({ cells: buffer.slice(from, end).split(this.delimiter), line: this.line })
        this.line++
        from = at + 1
        continue
      }
      const record = quotedRecord(buffer, from, this.delimiter)
      if (record === null) return from
      if (record.next - from > this.cap)
        throw new Refusal('line_too_long', { line: this.line, limit: this.cap })
      records.push({ cells: record.cells, line: this.line })
      this.line += record.lines
      from = record.next
    }
  }
}

type Quoted = { cells: string[]; next: number; lines: number }

/** One record with quotes from `from`; null while its end has not arrived. A quote inside an unquoted cell is a letter. */
function quotedRecord(buffer: string, from: number, delimiter: string): Quoted | null {
  const cells: string[] = []
  const mark = delimiter.charCodeAt(0)
  let lines = 1
  let at = from
  for (;;) {
    let value = ''
    if (buffer.charCodeAt(at) === 34) {
      let open = at + 1
      for (;;) {
        const close = buffer.indexOf('"', open)
        if (close < 0 || close + 1 >= buffer.length) return null
        value += buffer.slice(open, close)
        if (buffer.charCodeAt(close + 1) !== 34) {
          at = close + 1
          break
        }
        value += '"'
        open = close + 2
      }
      for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) === 10) lines++
    }
    const start = at
    while (at < buffer.length && buffer.charCodeAt(at) !== mark && buffer.charCodeAt(at) !== 10) at++
    if (at >= buffer.length) return null
    const last = buffer.charCodeAt(at) === 10
    const end = last && at > start && buffer.charCodeAt(at - 1) === 13 ? at - 1 : at
    cells.push(value + buffer.slice(start, end))
    at++
    if (last) return { cells, next: at, lines }
  }
}

/** Chooses the delimiter from the first text of a file: the one that gives the most columns most often. Null when none does. */
export function dialectOf(head: string): Dialect | null {
  let best: { dialect: Dialect; score: number } | null = null
  for (const delimiter of ['\t', ',', ';'] as const) {
    const dialect: Dialect = { delimiter, quoted: delimiter !== '\t' }
    const splitter = new RecordSplitter(dialect, head.length + 1)
    const records = splitter.push(head).slice(0, 60)
    try {
      records.push(...splitter.end())
    } catch {
      // The head may stop inside a quoted cell.
    }
    const widths = new Map<number, number>()
    for (const { cells } of records)
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    for (const [width, times] of widths) {
      const score = (width - 1) * Math.min(times, 20)
      if (best === null || score > best.score) best = { dialect, score }
    }
  }
  if (best === null) return null
  const { delimiter } = best.dialect
  return { delimiter, quoted: delimiter !== '\t' || tabbedQuotes(head) }
}

/** Tab-separated text saved by a spreadsheet quotes its cells; then every header cell that has a quote starts and ends with one. */
function tabbedQuotes(head: string): boolean {
  const header = head.split('\n', 1)[0]!.trim()
  return header.includes('"') && header.split('\t').every((cell) => /^"(?:[^"]|"")*"$/.test(cell))
}
