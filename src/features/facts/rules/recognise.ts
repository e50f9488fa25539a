import { isBuyerColumn } from './catalogue/buyer.ts'
import { knownFile, knownJsonFile } from './catalogue/not-used.ts'
import { reportTypes } from './catalogue/types.ts'
import type { Cell } from './cells.ts'
import { cellText, headerKey } from './cells.ts'
import type { ColumnKind, Language, ReportType } from './report-type.ts'
import { namedKeys } from './report-type.ts'

/** A column of a file that means something to us. */
export type FoundColumn = { name: string; header: string; index: number; kind: ColumnKind }

export type Recognised = {
  type: ReportType
  /** Place of the header among the rows given; -1 for JSON, whose names are no row. */
  headerAt: number
  width: number
  columns: ReadonlyMap<string, FoundColumn>
  language: Language
  /** Currency named in a header, as in "Spend(INR)"; null when none is. */
  headerCurrency: string | null
  /** Headers of columns that identify a buyer; never read. */
  dropped: readonly { header: string; index: number }[]
  /** Share of the file's columns that are known for this type, 0..1. */
  confidence: number
  preamble: readonly string[]
}

/** Why a table is no file we read: `code` unknown_file, known_not_used or missing_columns. */
export type NotRecognised = { code: string; params: Record<string, string> }

export type Recognition = { ok: true; found: Recognised } | { ok: false; reason: NotRecognised }

type Alias = { type: ReportType; column: string; language: Language; rank: number }

const aliases = new Map<string, Alias[]>()
const patterns: { type: ReportType; column: string; pattern: RegExp }[] = []
for (const type of reportTypes)
  for (const [column, spec] of Object.entries(type.columns)) {
    namedKeys(spec).forEach(({ key, language }, rank) => {
      const known = aliases.get(key) ?? []
      known.push({ type, column, language, rank })
      aliases.set(key, known)
    })
    if (spec.pattern !== undefined) patterns.push({ type, column, pattern: spec.pattern })
  }

const CURRENCY_TAIL = / (usd|cad|mxn|brl|eur|gbp|sek|pln|zar|egp|try|sar|aed|inr|sgd|aud|jpy|cny|rs)$/

/** Rows that may stand above a header (titles, filters, notes). */
const HEADER_WITHIN = 40
/** More columns than any report has. */
const WIDEST = 1000

/**
 * Finds what a table is by its header, wherever the header stands among the first rows. Pure name matching: any casing,
 * spacing, bracket style and supported language.
 */
export function recognise(
  rows: readonly (readonly Cell[])[],
  keysOf: (header: Cell) => readonly string[] = oneKey,
  fewest = 3,
): Recognition {
  let best: Recognised | null = null
  let nearest: { type: ReportType; missing: string[]; share: number; size: number } | null = null
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at++) {
    const header = rows[at]!
    if (header.length > WIDEST || header.filter((cell) => cellText(cell) !== '').length < fewest) continue
    const keys = header.map(keysOf)
    const known = knownFile(new Set(keys.flat()))
    if (known !== null) return { ok: false, reason: { code: 'known_not_used', params: { known } } }
    for (const candidate of candidates(header, keys)) {
      const missing = missingOf(candidate.type, candidate.columns)
      const barred = candidate.type.forbidden?.some((name) => candidate.columns.has(name)) ?? false
      const size = candidate.columns.size
      if (missing.length === 0 && !barred) {
        if (best === null || size > best.columns.size)
          best = { ...candidate, headerAt: at, preamble: preambleOf(rows, at) }
      } else if (!barred) {
        const share = 1 - missing.length / candidate.type.required.length
        if (nearest === null || share > nearest.share || (share === nearest.share && size > nearest.size))
          nearest = { type: candidate.type, missing, share, size }
      }
    }
  }
  if (best !== null) return { ok: true, found: best }
  if (nearest !== null && nearest.share >= 0.6 && nearest.size >= 4)
    return {
      ok: false,
      reason: {
        code: 'missing_columns',
        params: { type: nearest.type.id, columns: nearest.missing.join(', ') },
      },
    }
  return { ok: false, reason: { code: 'unknown_file', params: {} } }
}

/** Fields are names and no chance words: two of them tell a type. */
const FEWEST_FIELDS = 2

/** The same for one array of a JSON document: its fields' names are the header. */
export function recogniseJson(fields: readonly string[], reportType: string, table: string): Recognition {
  const known = knownJsonFile(reportType, table)
  if (known !== null) return { ok: false, reason: { code: 'known_not_used', params: { known } } }
  const result = recognise([fields], fieldKeys, FEWEST_FIELDS)
  return result.ok ? { ok: true, found: { ...result.found, headerAt: -1, preamble: [] } } : result
}

function oneKey(header: Cell): string[] {
  return [headerKey(header)]
}

/** A field's keys: as it stands, and with its humps apart ("campaignName" → "campaign name"). */
function fieldKeys(field: Cell): string[] {
  const apart = String(field).replace(/([a-z])([A-Z])/g, '$1 $2')
  return [headerKey(field), headerKey(apart)]
}

type Candidate = Omit<Recognised, 'headerAt' | 'preamble'>

function candidates(header: readonly Cell[], keys: readonly (readonly string[])[]): Candidate[] {
  const byType = new Map<
    ReportType,
    { columns: Map<string, FoundColumn & { rank: number }>; languages: Map<Language, number> }
  >()
  let headerCurrency: string | null = null
  const dropped: { header: string; index: number }[] = []
  const note = (
    type: ReportType,
    column: string,
    index: number,
    rank: number,
    language: Language | null,
  ): void => {
    let entry = byType.get(type)
    if (entry === undefined) byType.set(type, (entry = { columns: new Map(), languages: new Map() }))
    const known = entry.columns.get(column)
    if (known !== undefined && known.rank <= rank) return
    const { kind } = type.columns[column]!
    entry.columns.set(column, { name: column, header: cellText(header[index]), index, kind, rank })
    if (language !== null) entry.languages.set(language, (entry.languages.get(language) ?? 0) + 1)
  }
  keys.forEach((forms, index) => {
    const key = forms[0]!
    if (key === '') return
    if (isBuyerColumn(header[index]!)) {
      dropped.push({ header: cellText(header[index]), index })
      return
    }
    let found = forms.flatMap((form) => aliases.get(form) ?? [])
    const tail = CURRENCY_TAIL.exec(key)
    if (found.length === 0 && tail !== null) {
      found = aliases.get(key.slice(0, tail.index)) ?? []
      if (found.length > 0) headerCurrency = tail[1] === 'rs' ? 'INR' : tail[1]!.toUpperCase()
    }
    for (const { type, column, language, rank } of found) note(type, column, index, rank, language)
    for (const { type, column, pattern } of patterns)
      if (pattern.test(key)) note(type, column, index, 900, null)
  })
  const width = lastFilled(keys) + 1
  const filled = keys.filter(([key]) => key !== '').length
  return [...byType].map(([type, { columns, languages }]) => ({
    type,
    columns,
    width,
    language: mainLanguage(languages),
    headerCurrency,
    dropped,
    confidence: columns.size / filled,
  }))
}

function lastFilled(keys: readonly (readonly string[])[]): number {
  let last = keys.length - 1
  while (last > 0 && keys[last]![0] === '') last--
  return last
}

function mainLanguage(counts: ReadonlyMap<Language, number>): Language {
  let best: Language = 'en'
  for (const [language, times] of counts) if (times > (counts.get(best) ?? 0)) best = language
  return best
}

function missingOf(type: ReportType, columns: ReadonlyMap<string, unknown>): string[] {
  return type.required
    .filter((wanted) => !wanted.split('|').some((name) => columns.has(name)))
    .map((wanted) => type.columns[wanted.split('|')[0]!]!.names.en?.split('|')[0] ?? wanted)
}

function preambleOf(rows: readonly (readonly Cell[])[], headerAt: number): string[] {
  return rows.slice(0, headerAt).map((row) =>
    row
      .map(cellText)
      .filter((cell) => cell !== '')
      .join(' '),
  )
}
