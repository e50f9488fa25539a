import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import type { FastifyReply } from 'fastify'
import { type SheetRow, sheetColumns } from '../rules/structure/sheet.ts'

/** The tab's name by which Amazon and our own import know it. */
const TAB = 'Sponsored Products Campaigns'

/** Streams rows as a workbook. Ids are text cells: a spreadsheet would round them. */
export async function sendSheet(
  reply: FastifyReply,
  fileName: string,
  rows: Iterable<SheetRow>,
): Promise<void> {
  const stream = new PassThrough()
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: false, useSharedStrings: false })
  const sent = reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(stream)
  const sheet = book.addWorksheet(TAB)
  sheet.addRow([...sheetColumns]).commit()
  for (const row of rows) sheet.addRow(sheetColumns.map((column) => row[column] ?? null)).commit()
  await book.commit()
  await sent
}
