// Sheets that people keep by hand: a row of titles in Chinese or English, then one thing a row. What such sheets have in common.

import { type Cell, cellText, headerKey } from './cells.ts'
import { type DecimalMark, markOf } from './numbers.ts'

export type KeptRecord = { readonly cells: readonly Cell[]; readonly line: number }
export type KeptHead<Field extends string> = {
  readonly fields: readonly (Field | null)[]
  readonly names: readonly string[]
}

/** What is wrong with one cell. `column` as the file calls it; the letter a spreadsheet gives it stands before. */
export type KeptProblem<Code extends string> = {
  readonly line: number
  readonly column: string
  readonly code: Code
  readonly value: string
}

/** Fields by the names under which their columns are known. */
export function fieldsByName<Field extends string>(
  fields: readonly Field[],
  names: Readonly<Record<Field, readonly string[]>>,
): ReadonlyMap<string, Field> {
  return new Map(fields.flatMap((field) => names[field].map((name) => [headerKey(name), field] as const)))
}

/** The fields of a row of titles, the first of each; null when `suffices` says that it is none. */
export function keptHeadOf<Field extends string>(
  cells: readonly Cell[],
  known: ReadonlyMap<string, Field>,
  suffices: (seen: ReadonlySet<Field>) => boolean,
): KeptHead<Field> | null {
  const seen = new Set<Field>()
  const fields = cells.map((cell) => {
    const field = known.get(headerKey(cell)) ?? null
    if (field === null || seen.has(field)) return null
    seen.add(field)
    return field
  })
  return suffices(seen) ? { fields, names: cells.map(cellText) } : null
}

/** The sign for decimals in the columns of these fields: a point, unless more values only make sense with a comma. */
export function decimalMark<Field extends string>(
  head: KeptHead<Field>,
  records: readonly KeptRecord[],
  isDecimal: (field: Field) => boolean,
): DecimalMark {
  const columns = head.fields.flatMap((field, at) => (field !== null && isDecimal(field) ? [at] : []))
  const votes = records.flatMap(({ cells }) => columns.map((at) => markOf(cells[at] ?? '')))
  const commas = votes.filter((vote) => vote === 'comma').length
  return commas > votes.filter((vote) => vote === 'point').length ? 'comma' : 'point'
}

/** One record by the fields of its head; what is said to be wrong is kept. */
export type KeptReader<Field extends string, Code extends string> = {
  readonly problems: KeptProblem<Code>[]
  cell(field: Field): Cell
  text(field: Field): string
  say(field: Field, code: Code): void
}

function readerOf<Field extends string, Code extends string>(
  head: KeptHead<Field>,
  record: KeptRecord,
  names: Readonly<Record<Field, readonly string[]>>,
): KeptReader<Field, Code> {
  const problems: KeptProblem<Code>[] = []
  const at = (field: Field): number => head.fields.indexOf(field)
  const cell = (field: Field): Cell => record.cells[at(field)] ?? ''
  return {
    problems,
    cell,
    text: (field) => cellText(cell(field)),
    say(field, code) {
      const column = at(field)
      const name = column < 0 ? names[field][1]! : `${letterOf(column)} ${head.names[column]}`
      problems.push({ line: record.line, column: name, code, value: cellText(cell(field)).slice(0, 80) })
    },
  }
}

/** A, B … Z, AA: as spreadsheets name columns. */
function letterOf(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest === 0 ? '' : letterOf(rest - 1)}${String.fromCharCode(65 + (column % 26))}`
}

/**
 * Reads the records after the head; empty ones are passed over. A row with a wrong cell is left out whole and told; of rows with the same
 * key the first counts, the others are `twice` at `keyField`.
 */
export function readKept<Field extends string, Code extends string, Row>(
  sheet: {
    readonly head: KeptHead<Field>
    readonly names: Readonly<Record<Field, readonly string[]>>
    readonly keyField: Field
  },
  records: readonly KeptRecord[],
  rowOf: (reader: KeptReader<Field, Code | 'twice'>, line: number) => Row,
  keyOf: (row: Row) => string,
): { rows: Row[]; problems: KeptProblem<Code | 'twice'>[] } {
  const rows: Row[] = []
  const problems: KeptProblem<Code | 'twice'>[] = []
  const seen = new Set<string>()
  for (const record of records) {
    if (record.cells.every((cell) => cellText(cell) === '')) continue
    const reader = readerOf<Field, Code | 'twice'>(sheet.head, record, sheet.names)
    const row = rowOf(reader, record.line)
    const key = keyOf(row)
    if (reader.problems.length === 0 && seen.has(key)) reader.say(sheet.keyField, 'twice')
    seen.add(key)
    if (reader.problems.length === 0) rows.push(row)
    else problems.push(...reader.problems)
  }
  return { rows, problems }
}
