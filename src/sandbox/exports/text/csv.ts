// Lines of the two text formats Amazon hands out: CSV and tab-separated values.

export type Quoting = 'needed' | 'all'

/** One CSV line without its line end. Quotes inside a field are doubled. */
export function csvLine(fields: readonly string[], quoting: Quoting = 'needed'): string {
  return fields.map((field) => csvField(field, quoting)).join(',')
}

function csvField(field: string, quoting: Quoting): string {
  if (quoting === 'all' || /[",\r\n]/.test(field)) return `"${field.replaceAll('"', '""')}"`
  return field
}

/** One TSV line without its line end. Amazon's flat files have no quoting: a tab or line break in a field becomes a blank. */
export function tsvLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[\t\r\n]/.test(field) ? field.replaceAll(/[\t\r\n]+/g, ' ') : field))
    .join('\t')
}
