import ExcelJS from 'exceljs'

/** A workbook of one sheet with a bold, frozen head. Cells stay what they are: text is never read as a formula. */
export async function bookFile(
  name: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(name)
  for (const row of rows) sheet.addRow([...row])
  const [head = []] = rows
  sheet.columns.forEach((column, index) => {
    column.width = Math.min(40, Math.max(12, String(head[index] ?? '').length * 2 + 4))
  })
  sheet.getRow(1).font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return Buffer.from(await book.xlsx.writeBuffer())
}
