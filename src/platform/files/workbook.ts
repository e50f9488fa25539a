import type { Caps, FileSource } from './source.ts'
import { defaultCaps } from './source.ts'
import type { WorkbookParts } from './workbook-parts.ts'
import { parsedXml, readParts } from './workbook-parts.ts'
import { openZip } from './zip.ts'

/** Text or a number as the workbook holds it. Dates come as ISO text; formulas are never evaluated and come as '=…' text. */
export type SheetCell = string | number
export type SheetRecord = { cells: SheetCell[]; line: number }

export type Sheet = {
  name: string
  /** Batches of rows in order; empty rows are left out. */
  rows(): AsyncGenerator<SheetRecord[]>
}

export type Workbook = { sheets: Sheet[]; close(): void }

/** More columns than this is not a report (Excel's own limit is 16,384). */
const COLUMN_CAP = 1024

/** Opens an XLSX workbook; sheets are streamed, only shared strings are held. Throws what openZip throws, and file_broken. */
export async function openWorkbook(source: FileSource, caps: Caps = defaultCaps): Promise<Workbook> {
  const zip = await openZip(source, caps)
  try {
    const parts = await readParts(zip)
    const sheets = parts.sheets.map(({ name, entry }) => ({
      name,
      rows: () => {
        const reader = new SheetReader(parts)
        const xml = parsedXml(entry, reader.open, reader.close, reader.text)
        return batches(xml, reader)
      },
    }))
    return { sheets, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function* batches(xml: AsyncGenerator<void>, reader: SheetReader): AsyncGenerator<SheetRecord[]> {
  while (!(await xml.next()).done) {
    if (reader.ready.length === 0) continue
    yield reader.ready
    reader.ready = []
  }
}

type Attributes = Record<string, string | undefined>

class SheetReader {
  ready: SheetRecord[] = []
  private readonly parts: WorkbookParts
  private cells: SheetCell[] = []
  private line = 0
  private column = 0
  private type = ''
  private style = -1
  private value = ''
  private formula: string | null = null
  private taking = false
  private inline = ''

  constructor(parts: WorkbookParts) {
    this.parts = parts
  }

  readonly open = (name: string, attributes: Attributes): void => {
    if (name === 'c') {
      this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r)
      this.type = attributes.t ?? 'n'
      this.style = attributes.s === undefined ? -1 : Number(attributes.s)
      this.formula = null
      this.inline = ''
      this.value = ''
    } else if (name === 'v' || name === 'f' || name === 't') {
      this.taking = true
      this.value = ''
    } else if (name === 'row') {
      this.line = attributes.r === undefined ? this.line + 1 : Number(attributes.r)
      this.cells = []
      this.column = 0
    }
  }

  readonly text = (text: string): void => {
    if (this.taking) this.value += text
  }

  readonly close = (name: string): void => {
    if (name === 'v') this.taking = false
    else if (name === 'f') {
      this.taking = false
      this.formula = this.value
      this.value = ''
    } else if (name === 't') {
      this.taking = false
      this.inline += this.value
      this.value = ''
    } else if (name === 'c') this.addCell()
    else if (name === 'row') {
      if (this.cells.some((cell) => cell !== '')) this.ready.push({ cells: this.cells, line: this.line })
    }
  }

  private addCell(): void {
    const at = this.column - 1
    if (at < 0 || at >= COLUMN_CAP) return
    while (this.cells.length < at) this.cells.push('')
    this.cells[at] = this.cell()
  }

  private cell(): SheetCell {
    if (this.formula !== null) return `=${this.formula}`
    switch (this.type) {
      case 's':
        return this.parts.shared[Number(this.value)] ?? ''
      case 'inlineStr':
        return this.inline
      case 'b':
        return this.value === '1' ? 'true' : 'false'
      case 'n': {
        if (this.value === '') return ''
        const number = Number(this.value)
        if (!Number.isFinite(number)) return this.value
        return this.parts.dateStyles[this.style] === true ? dateText(number, this.parts.date1904) : number
      }
      default:
        return this.value
    }
  }
}

/** "AB12" → 28. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column
}

/** A spreadsheet's day number as 'YYYY-MM-DD', with the time when there is one. Day 60 of the 1900 system never existed. */
export function dateText(serial: number, date1904 = false): string {
  const days = date1904 ? serial + 1462 : serial
  const at = new Date(Math.round((days - 25_569 + (days < 60 ? 1 : 0)) * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return String(serial)
  const text = at.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
