import { isDay } from '#kernel/day.ts'
import { microsFromDecimal } from '#kernel/money.ts'

// Benchmarks pasted from a spreadsheet or a CSV file: one a line, with or without a line of titles.

export type BenchmarkRow = {
  readonly name: string
  readonly source: string
  readonly scope: 'account' | 'campaign' | 'keyword'
  readonly scopeText: string
  readonly value: string
  readonly from: string
  readonly to: string | null
}

/** What is wrong with a line: columns_missing, value_wrong, day_wrong, scope_wrong. */
export type LineProblem = { readonly line: number; readonly code: string; readonly text: string }

const scopes: Readonly<Record<string, BenchmarkRow['scope']>> = {
  account: 'account',
  全站: 'account',
  站点: 'account',
  类目: 'account',
  category: 'account',
  campaign: 'campaign',
  广告活动: 'campaign',
  活动: 'campaign',
  keyword: 'keyword',
  关键词: 'keyword',
}

/**
 * Reads name, source, value, from, to (may be empty), scope (may be left out), text. Cells are parted by tabs, or else by commas or
 * semicolons outside quotes; a decimal comma is read where cells are not parted by commas. A first line without any number is titles.
 */
export function parseBenchmarks(text: string): { rows: BenchmarkRow[]; problems: LineProblem[] } {
  const rows: BenchmarkRow[] = []
  const problems: LineProblem[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  const mark = first.includes('\t') ? '\t' : first.includes(';') ? ';' : ','
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (line === first && !/\d/.test(line))) continue
    const cells = cellsOf(line, mark)
    const read = rowOf(cells, mark)
    if (typeof read === 'string') problems.push({ line: index + 1, code: read, text: line.slice(0, 80) })
    else rows.push(read)
  }
  return { rows, problems }
}

function cellsOf(line: string, mark: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (sign === mark && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += sign
  }
  return [...cells, cell.trim()]
}

function rowOf(cells: readonly string[], mark: string): BenchmarkRow | string {
  const [name = '', source = '', printed = '', from = '', to = '', sort = '', scopeText = ''] = cells
  if (name === '' || source === '' || cells.length < 4) return 'columns_missing'
  const value = mark === ',' ? printed : printed.replace(',', '.')
  const micros = microsFromDecimal(value)
  if (micros === null || micros <= 0n) return 'value_wrong'
  const day = (text: string): string => text.replaceAll('/', '-').replace(/-(\d)(?!\d)/g, '-0$1')
  if (!isDay(day(from)) || (to !== '' && !isDay(day(to))) || (to !== '' && day(to) < day(from)))
    return 'day_wrong'
  const scope = sort === '' ? 'account' : scopes[sort.toLowerCase()]
  if (scope === undefined || (scope !== 'account' && scopeText === '')) return 'scope_wrong'
  return { name, source, scope, scopeText, value, from: day(from), to: to === '' ? null : day(to) }
}
