// Reads Amazon-shaped downloads with nothing but public libraries, so that a writer is never checked by its own kind.

import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'

export type TextRow = Record<string, string>

export type Table = { head: string[]; rows: TextRow[] }

/** A text file as rows by header. `headLine`: 1-based line of the header. */
export function readText(
  bytes: Buffer,
  options: { charset?: string; tab?: boolean; headLine?: number } = {},
): Table {
  const text = iconv.decode(bytes, options.charset ?? 'utf8', { stripBOM: true })
  const body = text
    .split(/\r?\n/)
    .slice((options.headLine ?? 1) - 1)
    .join('\n')
  const lines: string[][] = parse(body, {
    delimiter: options.tab ? '\t' : ',',
    quote: options.tab ? false : '"',
    skip_empty_lines: true,
    relax_column_count: false,
  })
  const [head = [], ...values] = lines
  return {
    head,
    rows: values.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']))),
  }
}

/** First or named tab of a workbook: header texts, rows of raw cell values by header. */
export async function readSheet(
  bytes: Buffer,
  tab?: string,
): Promise<{
  name: string
  head: string[]
  rows: Record<string, ExcelJS.CellValue>[]
  sheet: ExcelJS.Worksheet
}> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  const sheet = tab === undefined ? book.worksheets[0] : book.getWorksheet(tab)
  if (!sheet) throw new Error(`workbook has no tab ${tab ?? '1'}`)
  const head: string[] = []
  sheet.getRow(1).eachCell((cell) => head.push(cell.text))
  const rows: Record<string, ExcelJS.CellValue>[] = []
  sheet.eachRow((row, number) => {
    if (number === 1) return
    rows.push(Object.fromEntries(head.map((name, at) => [name, row.getCell(at + 1).value ?? null])))
  })
  return { name: sheet.name, head, rows, sheet }
}

/** '1.234,56 €', '-95,00', '￥1,234', 'US$1,234.56' → minor units, read by the given decimal point. */
export function minorOf(text: string, decimals: number, point: '.' | ',' = '.'): number {
  const negative = text.includes('-')
  const bare = text.replaceAll(/[^0-9.,]/g, '')
  const [whole = '0', part = ''] = bare.split(point)
  const digits = whole.replaceAll(/\D/g, '') + part.padEnd(decimals, '0').slice(0, decimals)
  return (negative ? -1 : 1) * Number(digits || '0')
}

export function sumMinor(rows: TextRow[], column: string, decimals: number, point: '.' | ',' = '.'): number {
  return rows.reduce((sum, row) => sum + minorOf(row[column] ?? '', decimals, point), 0)
}
