/** A cell: text is guarded, numbers and decimal text are written as they are. */
export type CsvCell = string | number | null

const plainNumber = /^-?\d+(\.\d+)?$/

/**
 * CSV (RFC 4180, CRLF) that a spreadsheet cannot be made to run: text that would start a formula (= + - @, tab, return) is led by an
 * apostrophe; plain numbers stay numbers. Starts with a byte order mark, so that Excel reads Chinese.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (plainNumber.test(cell)) return cell
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
