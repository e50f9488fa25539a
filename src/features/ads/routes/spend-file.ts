import ExcelJS from 'exceljs'

/** A workbook of one sheet. Decimal text becomes numbers, so that a spreadsheet can add them up; ids stay text. */
export async function sheetFile(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(name.slice(0, 31))
  for (const row of rows) sheet.addRow(row.map((cell) => (isAmount(cell) ? Number(cell) : cell)))
  const [head = []] = rows
  sheet.columns.forEach((column, index) => {
    column.width = Math.min(60, Math.max(12, String(head[index] ?? '').length * 2 + 4))
  })
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(rows.length).font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return Buffer.from(await book.xlsx.writeBuffer())
}

const isAmount = (cell: string | number | null): cell is string =>
  typeof cell === 'string' && /^-?\d{1,12}\.\d{1,6}$/.test(cell)
