import type { Told, ToldTable } from './told.ts'

// What the typst template sets: the told diagnosis with soft breaks in long codes, and a share of each column's width.

export type PdfTable = {
  title: string
  columns: readonly { label: string; numeric: boolean; weight: number }[]
  rows: readonly (readonly string[])[]
  more: string
}

/** Findings told with basis, doubt and rows; the others in two lines each. Everything stands in HTML and JSON. */
const FINDINGS_IN_FULL = 15
const TEXT_WEIGHT = 2.2
const LONGEST = 60

/** Lets typst break SKUs, search terms and paths, which it would otherwise run over the next column. */
export function softBreaks(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
  return cut.replaceAll(/[!-~]{13,}/g, (run) => run.replaceAll(/(.{8})(?=.)/g, '$1\u200b'))
}

function tablePages(table: ToldTable): PdfTable {
  return {
    title: table.title,
    columns: table.columns.map((column, at) => {
      const longest = Math.max(...table.rows.map((row) => row.cells[at]!.length))
      const weight = column.numeric ? 1 : longest > 14 ? TEXT_WEIGHT : 1.2
      return { label: softBreaks(column.label), numeric: column.numeric, weight }
    }),
    rows: table.rows.map((row) => row.cells.map(softBreaks)),
    more: table.more,
  }
}

/** The JSON for the template. */
export function composePdf(told: Told): string {
  return JSON.stringify({
    ...told,
    findings: told.findings.map((finding, index) => ({
      ...finding,
      ...(index < FINDINGS_IN_FULL ? {} : { paragraphs: finding.paragraphs.slice(0, 2) }),
      table:
        finding.table === null || index >= FINDINGS_IN_FULL
          ? null
          : {
              ...tablePages(finding.table),
              sources: finding.table.rows.map((row) => softBreaks(row.source)),
            },
    })),
    sections: told.sections.map((section) => ({
      ...section,
      groups: section.groups.map((group) => ({ ...group, tables: group.tables.map(tablePages) })),
    })),
    files: told.files === null ? null : tablePages(told.files),
  })
}
