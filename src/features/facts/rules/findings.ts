/** A thing worth telling about a whole file. 'error' means: do not import without a decision; 'warning': look; 'info': know. */
export type Finding = {
  code: string
  severity: 'error' | 'warning' | 'info'
  params: Readonly<Record<string, string | number>>
}

/** One row that could not be read. It is left out, counted and shown. */
export type RowError = {
  line: number
  /** The header as the file prints it; '' when the row as a whole is wrong. */
  column: string
  code:
    | 'value_missing'
    | 'number_invalid'
    | 'date_invalid'
    | 'row_width'
    | 'duplicate_row'
    | 'row_total'
    | 'value_unknown'
  params: Readonly<Record<string, string | number>>
  /** At most 40 characters of the offending value. */
  value: string
}
