import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'

/** What a column holds: money is an integer of the minor unit, percent a ratio 0..1, day 'YYYY-MM-DD', id never a number. */
export type ColumnKind = 'text' | 'id' | 'integer' | 'money' | 'percent' | 'ratio' | 'day'

export type Cell = string | number | null

export type Column<Row> = { head: string; kind: ColumnKind; of: (row: Row) => Cell }

export type SheetPart = {
  name: string
  columns: readonly Column<never>[]
  rows: Iterable<unknown>
}

export type SheetStyle = { decimals: number; moneyFormat: string; createdAt: number }

/** A tab of a workbook. */
export function sheetPart<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): SheetPart {
  return { name: name.slice(0, 31), columns, rows }
}

/** An .xlsx workbook, written tab by tab. Equal input gives equal bytes. */
export async function workbookBytes(parts: readonly SheetPart[], style: SheetStyle): Promise<Buffer> {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const created = new Date(style.createdAt)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  book.created = created
  book.modified = created
  for (const part of parts) writeSheet(book, part, style)
  await book.commit()
  return withFixedTimes(Buffer.concat(chunks))
}

function writeSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, part: SheetPart, style: SheetStyle): void {
  const sheet = book.addWorksheet(part.name)
  sheet.columns = part.columns.map((column) => ({ width: 14, style: cellStyle(column.kind, style) }))
  const columns = part.columns as readonly Column<unknown>[]
  sheet.addRow(columns.map((column) => column.head)).commit()
  const scale = 10 ** style.decimals
  for (const row of part.rows) {
    sheet.addRow(columns.map((column) => cellValue(column.kind, column.of(row), scale))).commit()
  }
  sheet.commit()
}

function cellStyle(kind: ColumnKind, style: SheetStyle): Partial<ExcelJS.Style> {
  if (kind === 'money') return { numFmt: style.moneyFormat }
  if (kind === 'percent') return { numFmt: '0.0000%' }
  if (kind === 'ratio') return { numFmt: '0.00' }
  if (kind === 'integer') return { numFmt: '0' }
  if (kind === 'day') return { numFmt: 'mmm dd, yyyy' }
  return {}
}

function cellValue(kind: ColumnKind, value: Cell, scale: number): ExcelJS.CellValue {
  if (value === null) return null
  if (kind === 'money' && typeof value === 'number') return value / scale
  if (kind === 'day' && typeof value === 'string') return new Date(`${value}T00:00:00Z`)
  return value
}

const CENTRAL = 0x02014b50
const END = 0x06054b50
const DOS_DATE = 0x5a21

/** The zip writer stamps every entry with the wall clock; pin it, so that the same market writes the same bytes. */
function withFixedTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('workbook has no end of central directory')
  let at = zip.readUInt32LE(end + 16)
  while (at < end && zip.readUInt32LE(at) === CENTRAL) {
    const local = zip.readUInt32LE(at + 42)
    zip.writeUInt16LE(0, at + 12)
    zip.writeUInt16LE(DOS_DATE, at + 14)
    zip.writeUInt16LE(0, local + 10)
    zip.writeUInt16LE(DOS_DATE, local + 12)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
